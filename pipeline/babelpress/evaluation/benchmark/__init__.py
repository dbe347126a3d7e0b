"""Benchmark of profiles and other systems on a test set: their output, speed, memory and size."""

from babelpress.evaluation.benchmark.run import Bench, Failed, Run, Settings, Speed, bench, with_systems
from babelpress.evaluation.benchmark.table import as_json, markdown

__all__ = ["Bench", "Failed", "Run", "Settings", "Speed", "as_json", "bench", "markdown", "with_systems"]
