"""The language that texts are in, as the default detector tells it; its model is loaded once."""

from functools import cache

from pipeline.detectors.base import Detector
from pipeline.records import Detection
from pipeline.registry import resolve


def detect(text: str) -> Detection | None:
    """Give the language of a text, or None for one without letters."""
    return _detector().detect(text)


@cache
def _detector() -> Detector:
    kind = resolve("detectors", "fasttext")
    detector: Detector = kind(kind.Options())
    return detector
