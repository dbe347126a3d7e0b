"""What every check is: a pure function from a source text and its translation to findings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from babelpress.document import Finding, Severity

__all__ = ["Check", "Finding", "SegmentPair", "Severity"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentPair:
    """A source text and its translation: a sentence, or as many as belong together.

    Languages are codes of `lang.known()`; `variant` says which typography the target is held to (`pt-BR`), empty where
    any will do. `keep` are names that are not to be translated.
    """

    source: str
    target: str
    source_language: str
    target_language: str
    variant: str = ""
    keep: tuple[str, ...] = ()


Check = Callable[[SegmentPair], Sequence[Finding]]
"""Never raises, whatever the texts hold; gives nothing for a right translation. Precision before recall."""
