"""What our own checks say of every hypothesis, and how often: a rate a check, in percent of segments."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, TypeAlias

import numpy as np

from pipeline.checks.base import Check, Pair
from pipeline.checks.every import CHECKS
from pipeline.corpora.base import Corpus, System
from pipeline.corpora.codes import language_of
from pipeline.failures import unexpected
from pipeline.languages import LANGUAGES
from pipeline.metrics.base import Array, Kind, Mean
from pipeline.registry import resolve

Found: TypeAlias = tuple[tuple[int, str, str, str], ...]
"""(index of the segment, check, severity, message), in order."""

COUNTED = ("severe", "warning")
"""Severities that a rate counts."""


class CheckFailed(Exception):
    """A check raised: its name, and where and what."""

    def __init__(self, check: str, reason: str) -> None:
        super().__init__(f"{check}: {reason}")
        self.check = check
        self.reason = reason


def checkable(corpus: Corpus) -> bool:
    """Tell whether our checks know both languages and there is a source to hold against."""
    known = all(
        language_of(language or "") in LANGUAGES for language in (corpus.source_language, corpus.target_language)
    )
    return known and bool(corpus.sources) and corpus.task == "translation"


def find(corpus: Corpus, system: System, *, checks: Sequence[str] = tuple(CHECKS)) -> Found:
    """Give what the checks say of a system's hypotheses; nothing of segments without a source.

    Raises `CheckFailed`, at the first that raises.
    """
    functions: list[Check] = [resolve("checks", name) for name in checks]
    languages = [language_of(language or "") for language in (corpus.source_language, corpus.target_language)]
    tag = corpus.target_language if "-" in corpus.target_language else ""
    found: list[tuple[int, str, str, str]] = []
    for index, (source, target) in enumerate(zip(corpus.sources, system.hypotheses, strict=True)):
        if not source.strip():
            continue
        pair = Pair(
            source=source,
            target=target,
            source_language=languages[0],
            target_language=languages[1],
            variant=tag,
        )
        for name, check in zip(checks, functions, strict=True):
            try:
                found += [(index, problem.check, problem.severity, problem.message) for problem in check(pair)]
            except Exception as error:
                raise CheckFailed(name, unexpected(f"{system.name}, segment {index + 1:,}", error)) from error
    return tuple(found)


class Rate(Mean):
    """How many of a hundred segments one check finds something wrong with; `found` holds the findings by system."""

    kind: ClassVar[Kind] = "finding"
    higher_is_better: ClassVar[bool] = False

    def __init__(self, corpus: Corpus, check: str, found: Mapping[str, Found]) -> None:
        super().__init__(corpus)
        self.key = self.name = check
        self._found = found

    @property
    def signature(self) -> str:
        """The check and what is counted."""
        return f"check:{self.key}|counted:{'+'.join(COUNTED)}|unit:percent of segments"

    def values(self, system: System) -> Array:
        """100 or 0 a segment."""
        flagged = np.zeros(len(self.corpus))
        for index, check, severity, _ in self._found[system.name]:
            if check == self.key and severity in COUNTED:
                flagged[index] = 100.0
        return flagged
