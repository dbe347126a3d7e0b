"""The straight line of stages: its contract, and the isolation of failures.

A stage is one step for one language. It takes records and gives as many back, in order, each with one more
slot filled. What goes wrong with one record, whatever is raised, stays on it as a `Failure`; later stages that need the
slot pass it by. Only what concerns the whole run goes through: a `SetupError`, a `RunStopped`, an interruption.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Protocol

from babelpress.document import Record
from babelpress.errors import ConfigError, ContractViolation, Fault
from babelpress.failures import failed, stops


class Stage(Protocol):
    """One step for one language, e.g. `translate.nl`.

    `needs` and `fills` name slots: `detection`, `translation.nl`, `summary.nl`, `findings.nl`.
    """

    @property
    def name(self) -> str:
        """The step and its language."""
        ...

    @property
    def needs(self) -> frozenset[str]:
        """The slots that must be filled before."""
        ...

    @property
    def fills(self) -> str:
        """The slot this stage fills."""
        ...

    @property
    def by(self) -> str:
        """What does the work, for people: a route, a detector, a strategy."""
        ...

    def wants(self, record: Record) -> bool:
        """Tell whether this record is to get the slot at all (a site may not be in every language)."""
        ...

    def run(self, records: Sequence[Record]) -> list[Record]:
        """Fill the slot of every record. Raises `ItemError` where a record cannot be done; all is tried again without
        it, so a stage keeps nothing of a call that raised.
        """
        ...


def has(record: Record, slot: str) -> bool:
    """Tell whether a slot is filled. The version in the source language is the article itself."""
    family, _, language = slot.partition(".")
    match family:
        case "detection":
            return record.detection is not None
        case "translation":
            return record.translation(language) is not None or record.language == language
        case "summary":
            return record.summary(language) is not None
    return True


@dataclass(frozen=True, slots=True)
class Spent:
    """What a stage has taken: seconds, and the articles it was to fill its slot of."""

    seconds: float = 0.0
    articles: int = 0

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(self.seconds + other.seconds, self.articles + other.articles)


_CHARGING = Lock()


def charge(account: dict[str, Spent], spent: Mapping[str, Spent]) -> None:
    """Add what stages have taken to an account, by their names; from several threads, too."""
    with _CHARGING:
        for name, more in spent.items():
            account[name] = account.get(name, Spent()) + more


@dataclass(frozen=True, slots=True)
class Flow:
    """The stages in order. Building one checks that every need is met by an earlier stage.

    `spent` is what each stage has taken so far, by its name; it holds every stage from the start.
    """

    stages: tuple[Stage, ...]
    spent: dict[str, Spent] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        filled: set[str] = set()
        faults = []
        for stage in self.stages:
            faults += [
                Fault(stage.name, f"needs {need}, which no stage before it fills")
                for need in sorted(stage.needs - filled)
            ]
            filled.add(stage.fills)
        if faults:
            raise ConfigError("the stages do not fit together", faults)
        charge(self.spent, {stage.name: Spent() for stage in self.stages})

    def run(self, records: Sequence[Record], *, halted: Callable[[], bool] = lambda: False) -> list[Record]:
        """Give every record with its slots filled, or with a `Failure` for each that could not be.

        Where nobody waits for them any longer, `halted` says so before each stage: the rest is left out.
        """
        current = list(records)
        for stage in self.stages:
            if halted():
                break
            start = time.perf_counter()
            ready = []
            for i, record in enumerate(current):
                try:
                    if all(has(record, need) for need in stage.needs) and stage.wants(record):
                        ready.append(i)
                except Exception as error:  # noqa: BLE001  (a bug: the other articles go on)
                    current[i] = failed(record, stage.name, error)
            for i, record in zip(ready, _isolated(stage, [current[i] for i in ready]), strict=True):
                current[i] = record
            charge(self.spent, {stage.name: Spent(time.perf_counter() - start, len(ready))})
        return current


def _isolated(stage: Stage, records: list[Record]) -> list[Record]:
    """Run a stage on all records at once and, only when that fails, on halves, down to the records at fault.

    One at fault among n costs 2 log2(n) further calls; none of the others is in more than 1 + log2(n) of them.
    """
    if not records:
        return []
    try:
        done = stage.run(records)
        if [record.article.id for record in done] != [record.article.id for record in records]:
            raise ContractViolation(f"{stage.name} took {len(records)} records and gave other ones back")
    except Exception as error:  # an error of the article, or a bug: here is where either is kept to it
        if stops(error):
            raise
        if len(records) == 1:
            return [failed(records[0], stage.name, error)]
    else:
        return done
    middle = len(records) // 2
    return _isolated(stage, records[:middle]) + _isolated(stage, records[middle:])
