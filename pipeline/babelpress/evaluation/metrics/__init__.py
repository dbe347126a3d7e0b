"""Metrics: each turns a corpus and a system into statistics of segments, and sums of those into scores."""
