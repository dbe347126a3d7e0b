"""Regular expressions of the package: none takes exponential time."""

import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from re import _parser  # type: ignore[attr-defined]  # the parser of the standard library, which has no public name
from typing import Any

import babelpress

_REPEATS = ("MAX_REPEAT", "MIN_REPEAT")
_FEW = 3
"""So many repetitions of a repetition are tried in polynomial time."""


def patterns(value: object, depth: int = 3) -> Iterator[re.Pattern[str]]:
    """Yield the patterns in a value, and in the collections and data classes in it."""
    inside: Iterable[object] = ()
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list | frozenset):
        inside = value
    elif isinstance(value, dict):
        inside = value.values()
    elif is_dataclass(value) and not isinstance(value, type):
        inside = [getattr(value, field.name, None) for field in fields(value)]
    for each in inside if depth else ():
        yield from patterns(each, depth - 1)


def all_patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for found in pkgutil.walk_packages(babelpress.__path__, "babelpress."):
        try:
            module = importlib.import_module(found.name)
        except ModuleNotFoundError:
            continue  # of an extra
        for name, value in vars(module).items():
            for pattern in patterns(value):
                if isinstance(pattern.pattern, str):
                    yield f"{found.name}.{name}", pattern


def may_be_empty(items: Any) -> bool:
    return all(_empty(str(kind), what) for kind, what in items)


def _empty(kind: str, what: Any) -> bool:
    if kind in _REPEATS or kind == "POSSESSIVE_REPEAT":
        return what[0] == 0 or may_be_empty(what[2])
    if kind == "SUBPATTERN":
        return may_be_empty(what[3])
    if kind == "BRANCH":
        return any(map(may_be_empty, what[1]))
    return kind in ("AT", "ASSERT", "ASSERT_NOT")


def is_only_a_repetition(items: Any) -> bool:
    """Whether what is repeated may be a repetition of its own and nothing else, so that a text can be cut anywhere."""
    rows = list(items)
    for place, (kind, what) in enumerate(rows):
        if not may_be_empty(rows[:place] + rows[place + 1 :]):
            continue
        if str(kind) in _REPEATS and what[1] > max(what[0], 1):
            return True
        inner = {"SUBPATTERN": lambda what=what: [what[3]], "BRANCH": lambda what=what: what[1]}.get(str(kind))
        if inner and any(map(is_only_a_repetition, inner())):
            return True
    return False


def ambiguous(items: Any) -> bool:
    for kind, what in items:
        name = str(kind)
        if name in _REPEATS and what[1] > _FEW and is_only_a_repetition(what[2]):
            return True
        inner = {
            "SUBPATTERN": lambda what=what: [what[3]],
            "BRANCH": lambda what=what: what[1],
            "ASSERT": lambda what=what: [what[1]],
            "ASSERT_NOT": lambda what=what: [what[1]],
            "ATOMIC_GROUP": lambda what=what: [what],
        }.get(name, lambda what=what, name=name: [what[2]] if "REPEAT" in name else [])
        if any(map(ambiguous, inner())):
            return True
    return False


def test_the_oracle_knows_what_can_be_cut_anywhere():
    assert ambiguous(_parser.parse(r"{(?:[^{}]{1,80}|{x}){1,40}}"))
    assert not ambiguous(_parser.parse(r"{(?:[^{}]{1,80}+|{x}){1,40}}"))
    assert not ambiguous(_parser.parse(r"(?:, ?\w{1,80}){1,40}"))


def test_no_pattern_repeats_a_repetition():
    found = [(where, pattern) for where, pattern in all_patterns()]
    assert len(found) > 300
    assert [where for where, one in found if ambiguous(_parser.parse(one.pattern, one.flags))] == []
