"""What a reader of evaluation data gives: `Part`s, each one side of a corpus in one language."""

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
    """Texts of one side. None stands where a segment has none; `ids` and `documents` are empty where none are known.

    `name` is the system's for hypotheses, else the translator's or the file's. `language` is None where the file does
    not say. `target` is set where sources belong to one target language only. `where` is the file, for messages;
    `lines` are the numbers of the texts' lines in it, empty where they are 1, 2, 3, ...
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
        """The number of the line a text stands in, from 1."""
        return self.lines[index] if self.lines else index + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetRequest:
    """How a file was named: as what, under which name, and what tells its columns and languages.

    `columns` are pairs of a role (`source`, `reference`, `id`, `document`, or the name of a system) and a column.
    `source` is the source's language as asked for, `targets` those of the targets, none for all there are.
    `whole_documents` is true for summaries; `blocks` where records are to be cut into blocks instead of sentences.
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
        """The one target language asked for, or None."""
        return self.targets[0] if len(self.targets) == 1 else None

    def wants(self, target: str | None) -> bool:
        """Tell whether a target language is among those asked for."""
        return not self.targets or target in self.targets


Reader: TypeAlias = Callable[[DatasetRequest], Sequence[Side]]
"""Reads a file. Raises `ConfigError` naming file and line."""


def unreadable(path: Path | str, message: str) -> ConfigError:
    """Give the error of a file that cannot be used."""
    return ConfigError("cannot be evaluated", [Fault(str(path), message)])


def refusal(error: UnreadableInput) -> ConfigError:
    """Give the error of a file that a reader of ours refuses; what that says names the file."""
    return ConfigError("cannot be evaluated", [Fault("", str(error))])
