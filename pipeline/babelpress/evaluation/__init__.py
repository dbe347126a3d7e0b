"""Corpora in, an `Evaluation` out: scores, intervals, comparisons, findings."""
