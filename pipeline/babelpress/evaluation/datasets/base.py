"""What every loader gives: a `Corpus`, the segments of one direction and what each system made of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

__all__ = ["Corpus", "DatasetIssue", "System", "Task"]

Task = Literal["translation", "summary"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetIssue:
    """Something of the data that the reader of a score has to know and that stops nothing.

    It is about a test set; what is wrong with one translation is a `babelpress.document.Finding`.

    `kind` is a short name (`no_reference`, `empty`, `copied`, `language`, `normalization`, `bom`, ...); `system` is
    None where it is about sources or references; `segments` are the indices concerned, where there are any.
    """

    kind: str
    message: str
    system: str | None = None
    segments: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """What one system made of a corpus: a hypothesis a segment, empty where it gave none.

    `log_probabilities` are the mean log-probability of a token of each hypothesis as its own model had it, where that
    is known; else empty.
    """

    name: str
    hypotheses: tuple[str, ...]
    log_probabilities: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """The segments of one direction; every tuple has one entry a segment.

    `sources` is empty where no source is known. `references` holds, for each segment, none, one or several. For a
    summary a segment is a whole document, and both languages are that of the text. `documents` are ids, not unique.
    """

    name: str
    target_language: str
    source_language: str | None = None
    task: Task = "translation"
    ids: tuple[str, ...]
    documents: tuple[str, ...]
    sources: tuple[str, ...] = ()
    references: tuple[tuple[str, ...], ...]
    systems: tuple[System, ...] = ()
    notices: tuple[DatasetIssue, ...] = ()

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def direction(self) -> str:
        """`fr-nl`; the target alone where the source's language is unknown or the same."""
        source = self.source_language
        return self.target_language if source in (None, self.target_language) else f"{source}-{self.target_language}"

    def system(self, name: str) -> System:
        """The system of that name. Raises `KeyError`."""
        for system in self.systems:
            if system.name == name:
                return system
        raise KeyError(name)

    def only(self, segments: Sequence[int]) -> "Corpus":
        """Give the corpus of some of its segments (indices), in that order; notices are left out."""
        return replace(
            self,
            ids=_take(self.ids, segments),
            documents=_take(self.documents, segments),
            sources=_take(self.sources, segments) if self.sources else (),
            references=_take(self.references, segments),
            systems=tuple(
                replace(
                    system,
                    hypotheses=_take(system.hypotheses, segments),
                    log_probabilities=_take(system.log_probabilities, segments) if system.log_probabilities else (),
                )
                for system in self.systems
            ),
            notices=(),
        )


def _take(items: Sequence[T], indices: Sequence[int]) -> tuple[T, ...]:
    return tuple(items[i] for i in indices)
