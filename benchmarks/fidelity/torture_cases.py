"""The cases of the torture benchmark, as they stand in `cases/*.yaml`."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).with_name("cases")
TARGETS = ("en", "de", "es", "nl", "pt")
FAMILIES = (
    "markup",
    "placeholders",
    "numbers",
    "quotes",
    "casing",
    "loops",
    "omissions",
    "names",
    "whitespace",
    "terms",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A source, and what every translation of it is held to.

    `threads` are the public complaints it stands for; `terms` and `stays` are given to a system that takes a glossary.
    """

    id: str
    family: str
    form: str
    source: str
    expected: dict[str, Any]
    targets: tuple[str, ...] = TARGETS
    threads: tuple[str, ...] = ()
    terms: dict[str, dict[str, str]] = field(default_factory=dict)
    stays: tuple[str, ...] = ()


def read() -> list[Case]:
    """Give all cases, family by family."""
    return [case for family in FAMILIES for case in _family(family)]


def _family(family: str) -> Iterator[Case]:
    for raw in yaml.safe_load((FOLDER / f"{family}.yaml").read_text(encoding="utf-8")):
        threads = raw.get("thread", [])
        yield Case(
            id=f"{family}/{raw['id']}",
            family=family,
            form=raw.get("form", "text"),
            source=raw["source"],
            expected=raw["expect"],
            targets=tuple(raw.get("targets", TARGETS)),
            threads=tuple([threads] if isinstance(threads, str) else threads),
            terms=raw.get("terms", {}),
            stays=tuple(raw.get("stays", ())),
        )
