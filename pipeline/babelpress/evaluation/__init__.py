"""Evaluation: corpora in, an `Evaluation` with scores, intervals, comparisons and findings out."""
