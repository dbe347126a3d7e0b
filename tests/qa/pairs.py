"""Pairs for the tests of checks."""

from babelpress.qa.base import SegmentPair


def pair(source: str, target: str, languages: str = "fr-en", **more: object) -> SegmentPair:
    source_language, _, target_language = languages.partition("-")
    return SegmentPair(
        source=source, target=target, source_language=source_language, target_language=target_language, **more
    )
