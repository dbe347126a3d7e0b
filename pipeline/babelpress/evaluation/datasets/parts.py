"""The interface of readers of evaluation datasets: a `DatasetRequest` in, `Side`s out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from babelpress.errors import ConfigError, Fault, UnreadableInput
from babelpress.evaluation.datasets.base import DatasetIssue

__all__ = ["DatasetRequest", "Reader", "Role", "Side", "refusal", "unreadable"]

Role = Literal["source", "reference", "hypothesis"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The sources, the references or the hypotheses of a corpus, in one language.

    Attributes:
        role: What the texts are.
        name: The name of the system for hypotheses, else that of the translator or the file.
        where: The file, for messages.
        texts: One per segment; None if a segment has none.
        language: Language code; None if the file does not state it.
        target: The target language, if sources belong to one target language only.
        ids: The id of each segment; empty if unknown.
        documents: The document id of each segment; empty if unknown.
        log_probabilities: The mean log-probability per token of each hypothesis; empty if unknown.
        lines: The line number of each text in the file; empty for 1, 2, 3, ...
        notices: Peculiarities of the file.
    """

    role: Role
    name: str
    where: str
    texts: tuple[str | None, ...]
    language: str | None = None
    target: str | None = None
    ids: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    log_probabilities: tuple[float | None, ...] = ()
    lines: tuple[int, ...] = ()
    notices: tuple[DatasetIssue, ...] = ()

    def line(self, index: int) -> int:
        """Return the line number of a text, from 1."""
        return self.lines[index] if self.lines else index + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetRequest:
    """A file to read, and what the user said about it.

    Attributes:
        path: The file or folder.
        role: What to read: sources, references or hypotheses.
        name: The name of the system, or of the file.
        columns: Pairs of a role (`source`, `reference`, `id`, `document`, or the name of a system) and a column.
        source: The source language; None if not given.
        targets: The target languages; empty for all in the file.
        whole_documents: Whether a segment is a whole document, as for summaries.
        blocks: Whether the segments of records are blocks instead of sentences.
    """

    path: Path
    role: Role
    name: str
    columns: tuple[tuple[str, str], ...] = ()
    source: str | None = None
    targets: tuple[str, ...] = ()
    whole_documents: bool = False
    blocks: bool = False

    @property
    def target(self) -> str | None:
        """The target language if exactly one is requested, else None."""
        return self.targets[0] if len(self.targets) == 1 else None

    def wants(self, target: str | None) -> bool:
        """Whether a target language is requested."""
        return not self.targets or target in self.targets


Reader: TypeAlias = Callable[[DatasetRequest], Sequence[Side]]
"""Reads a file. Raises `ConfigError` with file and line."""


def unreadable(path: Path | str, message: str) -> ConfigError:
    """Return the error for a file that cannot be used."""
    return ConfigError("cannot be evaluated", [Fault(str(path), message)])


def refusal(error: UnreadableInput) -> ConfigError:
    """Return the error for a file that a reader of `formats` refused; its message names the file."""
    return ConfigError("cannot be evaluated", [Fault("", str(error))])
