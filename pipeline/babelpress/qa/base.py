"""The interface of every check: a pure function from a source text and its translation to findings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from babelpress.document import Finding, Severity
from babelpress.nlp.names.people import NOTHING, Evidence

__all__ = ["Check", "Finding", "SegmentPair", "Severity"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentPair:
    """A source text and its translation: one sentence, or several that belong together.

    Attributes:
        source: The source text, plain.
        target: Its translation, plain.
        source_language: A code of `lang.known()`.
        target_language: A code of `lang.known()`.
        variant: The variant whose typography the target must follow (`pt-BR`); empty if any variant is acceptable.
        keep: Names that must not be translated.
        article: What the rest of the article shows of the names in it.
        before: What precedes the target, for a line of many; only checks of paragraphs get it.
        after: What follows it.
    """

    source: str
    target: str
    source_language: str
    target_language: str
    variant: str = ""
    keep: tuple[str, ...] = ()
    article: Evidence = field(default=NOTHING, repr=False)
    before: str = ""
    after: str = ""


Check = Callable[[SegmentPair], Sequence[Finding]]
"""A check takes a pair and returns its findings, none for a correct translation.

A check must not raise, whatever the texts contain (an exception is reported as a finding, "not checked"). Precision
comes before recall: a false alarm costs a reader more than a miss.
"""
