"""What the readers of all exchange formats are asked, and what they tell."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from babelpress.memory.folding import primary
from babelpress.memory.units import Origin, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What to read.

    Attributes:
        source: Language of the sources; empty: as the file states.
        targets: Languages of the translations; empty: all.
        status: The status of a unit that states none.
        origin: Who wrote a translation that does not say so.
        article: Id of the article of units that state none.
    """

    source: str = ""
    targets: Sequence[str] = ()
    status: Status = "translated"
    origin: Origin = "human"
    article: str = ""

    def wants(self, language: str) -> bool:
        """Whether translations into a language are wanted; `nl` wants `nl-BE` too."""
        return not self.targets or any(
            language == one or ("-" not in one and primary(language) == primary(one)) for one in self.targets
        )


@dataclass(slots=True)
class Notes:
    """What a reader has to tell of a file.

    Attributes:
        left: The number of units that were left out, by reason.
        first: The line of the first of them, by reason.
        told: Other remarks.
        foreign: Names of elements that the format has not, and that were read nevertheless.
    """

    left: Counter[str] = field(default_factory=Counter)
    first: dict[str, int] = field(default_factory=dict)
    told: dict[str, int] = field(default_factory=dict)
    foreign: set[str] = field(default_factory=set)

    def leave(self, reason: str, line: int) -> None:
        """Count a unit that was left out."""
        self.left[reason] += 1
        self.first.setdefault(reason, line)

    def tell(self, remark: str) -> None:
        """Count a remark."""
        self.told[remark] = self.told.get(remark, 0) + 1

    @property
    def lines(self) -> list[str]:
        """All of it, one remark a line."""
        found = [
            f"{count:,} left out {reason}, the first at line {self.first[reason]:,}"
            for reason, count in self.left.items()
        ]
        found += [f"{remark} ({count:,} times)" for remark, count in self.told.items()]
        if self.foreign:
            named = ", ".join(f"<{name}>" for name in sorted(self.foreign))
            found.append(f"read inline elements that the format does not have: {named}")
        return found
