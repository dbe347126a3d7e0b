"""Readers of files with many articles, as lines or rows, and writers of tables."""
