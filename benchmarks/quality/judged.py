"""The cases of `cases.yaml`, and what is wrong with a translation of one.

A translation has to pass two kinds of test: what its case says (`expect`: the keys of the torture benchmark's judges,
loops among them for every case, and those of `WIDER`), and the package's own checks, as `babelpress verify` runs them:
nothing severe may be found.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from babelpress.qa.base import SegmentPair
from babelpress.qa.engine import findings

sys.path.insert(0, str(Path(__file__).parents[1] / "fidelity"))

from torture_judges import judge

TARGETS = ("en", "de", "es", "nl", "pt")
WIDER = frozenset({"times", "may", "stop"})
"""Expectations that the torture benchmark does not have: times of the day, numbers that may stand there beside those of
the source (« un élève sur trois » may be "1 in 3"), and `stop: false`, a headline ends without a full stop."""

_MARKS = {"en": ":.", "de": ":.", "es": ":.h", "nl": ":.u", "pt": ":.h"}
"""What a language writes between hours and minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A French text of one group, and what each translation of it is held to."""

    id: str
    group: str
    source: str
    expected: dict[str, Any]


def read() -> list[Case]:
    """Give all cases, group by group."""
    raw = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text(encoding="utf-8"))
    return [
        Case(id=f"{group}/{one['id']}", group=group, source=one["source"], expected=one["expect"])
        for group, cases in raw["groups"].items()
        for one in cases
    ]


def faults(case: Case, output: str, language: str) -> list[str]:
    """Give what is wrong with the translation of a case, in words; nothing where it holds."""
    found = judge(case.source, output, language=language, form="text", expected=_expected(case, language))
    if case.expected.get("stop") is False and re.search(r"(?<!\.)\.\W*$", output):
        found.append("ends in a full stop")
    pair = SegmentPair(source=case.source, target=output, source_language="fr", target_language=language)
    found += [f"{one.check}: {one.message}" for one in findings([pair]) if one.severity == "severe"]
    return found


def _expected(case: Case, language: str) -> dict[str, Any]:
    """What the judges are asked."""
    asked = {key: value for key, value in case.expected.items() if key not in WIDER}
    extra = [*_times(case.expected, language), *(rf"\b{number}\b|" for number in case.expected.get("may", ()))]
    if extra or "numbers" in asked:
        asked["numbers"] = [*asked.get("numbers", ()), *({language: one} for one in extra)]
    return {"loops": True, **asked}


def _times(expected: Mapping[str, Any], language: str) -> Iterator[str]:
    """Regular expressions of times of the day: by 24 hours or, in English and Spanish, by 12."""
    for time in expected.get("times", ()):
        hour, minute = map(int, time.split(":"))
        mark = f"[{_MARKS[language]}]"
        tail = f" ?{mark} ?{minute:02}" if minute else rf"(?: ?{mark} ?00)?"
        late = rf"|{hour - 12}{tail} ?(?:p\.?m|de la tarde|de la noche)" if hour > 12 else ""
        yield rf"(?<![\d.,])(?:0?{hour}{tail}{late})(?!\d)"
