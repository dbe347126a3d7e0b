"""The result of loading: a `Corpus`, the segments of one direction with the output of each system."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

__all__ = ["Corpus", "DatasetIssue", "System", "Task"]

Task = Literal["translation", "summary"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetIssue:
    """A peculiarity of a test set that a reader of scores must know, but that does not prevent scoring.

    Errors in a single translation are `babelpress.document.Finding`s instead.

    Attributes:
        kind: A short name: `no_reference`, `empty`, `copied`, `language`, `normalization`, `bom`, ...
        message: One sentence for people.
        system: The name of the system; None for sources and references.
        segments: The indices of the segments concerned; may be empty.
    """

    kind: str
    message: str
    system: str | None = None
    segments: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """The output of one system for a corpus.

    Attributes:
        name: The name of the system.
        hypotheses: One per segment; an empty string if the system gave none.
        log_probabilities: The mean log-probability per token of each hypothesis according to its own model; empty if
            unknown.
    """

    name: str
    hypotheses: tuple[str, ...]
    log_probabilities: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """The segments of one direction. For summaries a segment is a whole document, and both languages are the same.

    Attributes:
        name: The name of the test set.
        target_language: Language code.
        source_language: Language code; None if unknown.
        task: `translation` or `summary`.
        ids: The ids of the segments, unique.
        documents: The id of the document of each segment.
        sources: One per segment; empty if the sources are unknown.
        references: For each segment none, one or several references.
        systems: The outputs to evaluate.
        notices: What a reader of the scores must know.
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
        """`fr-nl`; only the target language if the source language is unknown or the same."""
        source = self.source_language
        return self.target_language if source in (None, self.target_language) else f"{source}-{self.target_language}"

    def system(self, name: str) -> System:
        """Return the system of that name. Raises `KeyError`."""
        for system in self.systems:
            if system.name == name:
                return system
        raise KeyError(name)

    def only(self, segments: Sequence[int]) -> "Corpus":
        """Return a corpus of the segments with the given indices, in that order and without notices."""
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
