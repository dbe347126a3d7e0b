"""The flow: a sequence of stages, the protocol of a stage, and the isolation of failures.

A stage is one step for one language. It takes records and returns as many, in the same order, each with one more slot
filled. An exception of any class that is raised for one record becomes a `Failure` of that record; later stages that
need the slot skip it. Only what concerns the whole run is raised: a `SetupError`, a `RunStopped`, an interruption.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Protocol

from babelpress._internal.deadline import within
from babelpress.config.schema import NO_BUDGET, Budget
from babelpress.document import Record
from babelpress.errors import ConfigError, ContractViolation, Fault
from babelpress.failures import failed, stops
from babelpress.translation.scheduler import Scheduler


class Stage(Protocol):
    """The protocol of a stage: one step for one language, e.g. `translate.nl`.

    `needs` and `fills` name slots of a record: `detection`, `translation.nl`, `summary.nl`, `findings.nl`.
    """

    @property
    def name(self) -> str:
        """Step and language, joined by a dot; unique in a flow."""
        ...

    @property
    def needs(self) -> frozenset[str]:
        """The slots that must be filled before this stage can run on a record."""
        ...

    @property
    def fills(self) -> str:
        """The slot that this stage fills."""
        ...

    @property
    def by(self) -> str:
        """What does the work, as shown to users: a route, a detector, a strategy."""
        ...

    def applies_to(self, record: Record) -> bool:
        """Whether this stage should fill the slot of a record at all (a page may not exist in every language).

        It is called only for records whose `needs` are filled.
        """
        ...

    def run(self, records: Sequence[Record]) -> list[Record]:
        """Fill the slot of every record.

        Args:
            records: Records that need the slot; at least one.

        Returns:
            A changed copy of each record, in the same order.

        Raises:
            ItemError: A record cannot be processed. The flow then calls the stage again with fewer records, until the
                record at fault is alone; so a stage must keep no state from a call that raised an exception.
        """
        ...


def is_filled(record: Record, slot: str) -> bool:
    """Whether a slot of a record is filled. The translation into the source language is the article itself."""
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
class StageUsage:
    """What a stage has used so far.

    Attributes:
        seconds: Running time, summed over all workers.
        articles: Number of articles that it ran on, including those that failed.
    """

    seconds: float = 0.0
    articles: int = 0

    def __add__(self, other: "StageUsage") -> "StageUsage":
        return StageUsage(self.seconds + other.seconds, self.articles + other.articles)


_ADDING = Lock()


def add_usage(total: dict[str, StageUsage], usage: Mapping[str, StageUsage]) -> None:
    """Add the usage of stages to a total, in place. Several threads may do so at a time.

    Args:
        total: Usage so far by the name of the stage. Names that are new to it are appended in order.
        usage: What to add, by the name of the stage.
    """
    with _ADDING:
        for name, more in usage.items():
            total[name] = total.get(name, StageUsage()) + more


@dataclass(frozen=True, slots=True)
class Flow:
    """The stages of a profile in order.

    Attributes:
        stages: Each may need only slots that earlier stages fill.
        usage: What each stage has used so far, by its name in the order of the stages. It contains every stage from the
            start and is updated in place.
        given: Slots that the records have filled already.
        budget: What the work of a stage on an article may use.
        scheduler: Owner of the models that translate, if there is one.

    Raises:
        ConfigError: A stage needs a slot that no earlier stage fills.
    """

    stages: tuple[Stage, ...]
    usage: dict[str, StageUsage] = field(default_factory=dict, compare=False)
    given: frozenset[str] = frozenset()
    budget: Budget = NO_BUDGET
    scheduler: Scheduler[Any, Any] | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        filled: set[str] = set(self.given)
        faults = []
        for stage in self.stages:
            faults += [
                Fault(stage.name, f"needs {need}, which no stage before it fills")
                for need in sorted(stage.needs - filled)
            ]
            filled.add(stage.fills)
        if faults:
            raise ConfigError("the stages do not fit together", faults)
        add_usage(self.usage, {stage.name: StageUsage() for stage in self.stages})

    def run(self, records: Sequence[Record], *, halted: Callable[[], bool] = lambda: False) -> list[Record]:
        """Run all stages.

        Args:
            records: The records, which are not modified.
            halted: Asked before each stage whether the result is still wanted; if not, the other stages are skipped.

        Returns:
            A copy of each record, in the same order, with its slots filled, and a `Failure` for each stage that failed.

        Raises:
            SetupError: Raised by a stage; it concerns the whole run.
            RunStopped: Raised by a stage; it concerns the whole run.
        """
        current = list(records)
        for stage in self.stages:
            if halted():
                break
            start = time.perf_counter()
            ready = []
            for i, record in enumerate(current):
                try:
                    if all(is_filled(record, need) for need in stage.needs) and stage.applies_to(record):
                        ready.append(i)
                except Exception as error:  # noqa: BLE001  (a bug: the other articles continue)
                    current[i] = failed(record, stage.name, error)
            for i, record in zip(ready, self._isolated(stage, [current[i] for i in ready]), strict=True):
                current[i] = record
            add_usage(self.usage, {stage.name: StageUsage(time.perf_counter() - start, len(ready))})
        return current

    def _isolated(self, stage: Stage, records: list[Record]) -> list[Record]:
        """Run a stage on all records at once and, only if that fails, on each half, down to the records at fault.

        One record at fault among n costs 2 log2(n) further calls; each other record is in at most 1 + log2(n) of them.
        """
        if not records:
            return []
        seconds = None if hasattr(stage, "budget") else self.budget.seconds  # a stage that has one keeps it itself
        most = None if seconds is None else seconds * len(records)
        try:
            with within(most):
                done = stage.run(records)
            if [record.article.id for record in done] != [record.article.id for record in records]:
                raise ContractViolation(f"{stage.name} took {len(records)} records and returned other ones")
        except Exception as error:  # an error of the article, or a bug: either is confined to the article here
            if stops(error):
                raise
            if len(records) == 1:
                return [failed(records[0], stage.name, error)]
        else:
            return done
        middle = len(records) // 2
        return self._isolated(stage, records[:middle]) + self._isolated(stage, records[middle:])
