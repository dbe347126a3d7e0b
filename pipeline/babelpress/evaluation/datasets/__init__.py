"""Evaluation datasets: test sets and the outputs of systems, read from files."""
