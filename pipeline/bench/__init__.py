"""A test set through profiles and foreign systems: what they give, how fast, and how much room they need."""

from pipeline.bench.results import Bench, Failed, Run, Speed
from pipeline.bench.run import Settings, bench, with_systems
from pipeline.bench.table import as_json, markdown

__all__ = ["Bench", "Failed", "Run", "Settings", "Speed", "as_json", "bench", "markdown", "with_systems"]
