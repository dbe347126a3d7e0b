"""What a bench gives: one frozen tree."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.corpora.base import Notice

__all__ = ["Bench", "Failed", "Run", "Speed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One system on one direction; `hypotheses` is the file that holds a line a segment, `characters` are the source's.

    `empty` counts sources with text whose answer is empty, `joined` answers whose line breaks became spaces. None is
    what cannot be measured: nothing is guessed. `seconds` of a command hold its start.
    """

    system: str
    corpus: str
    direction: str
    hypotheses: Path
    fingerprint: str
    segments: int
    characters: int
    empty: int
    joined: int
    load_seconds: float | None
    seconds: float | None
    peak_bytes: int | None
    size_bytes: int | None
    described: Mapping[str, str]

    @property
    def characters_per_second(self) -> float | None:
        """Source characters per second, loading left out where that is known."""
        return self.characters / self.seconds if self.seconds else None

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What the reader of its scores has to know."""
        found = [
            ("empty", self.empty, f"{self.empty} answers are empty"),
            ("line_break", self.joined, f"line breaks inside {self.joined} answers became spaces"),
        ]
        return tuple(Notice(kind=kind, message=said, system=self.system) for kind, count, said in found if count)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A system that gave nothing for a direction, and why."""

    system: str
    direction: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """How many times as fast as `first` a system is on the same few segments, turn by turn: the median of the rounds'
    ratios, the smallest and the largest. More than 1 is faster.
    """

    system: str
    first: str
    direction: str
    ratio: float
    low: float
    high: float
    rounds: int
    segments: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """All runs, in the order of directions and systems; `first` is how many segments were asked for, None for all."""

    systems: tuple[str, ...]
    first: int | None
    runs: tuple[Run, ...]
    failed: tuple[Failed, ...] = ()
    speeds: tuple[Speed, ...] = ()
    notices: tuple[Notice, ...] = ()
