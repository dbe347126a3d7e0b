"""Marks the tests in tests/slow.txt as `slow`; `scripts/test --quick` skips them.

A pytest plug-in, loaded by tests/conftest.py. To measure the list again:
`scripts/test tests --durations=0 --durations-min=0.05 | python tests/quick.py` prints its new lines.
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest

LIST = Path(__file__).with_name("slow.txt")
SLOW_SECONDS = 0.5
"""A test function is slow if all its cases together take longer."""

MANY = 5
"""A file with this many slow functions is listed as a whole."""


def entries() -> tuple[str, ...]:
    """The entries: folders (`tests/x/`), files (`tests/x/test_y.py`), functions (`tests/x/test_y.py::test_z`)."""
    lines = (line.partition("#")[0].strip() for line in LIST.read_text(encoding="utf-8").splitlines())
    return tuple(line for line in lines if line)


def names(nodeid: str) -> Iterable[str]:
    """Yield every entry that marks a test as slow.

    >>> list(names("tests/a/test_b.py::test_c[1-::x]"))
    ['tests/', 'tests/a/', 'tests/a/test_b.py', 'tests/a/test_b.py::test_c']
    """
    path, _, function = nodeid.partition("::")
    folders = path.split("/")[:-1]
    for depth in range(len(folders)):
        yield "/".join(folders[: depth + 1]) + "/"
    yield path
    yield f"{path}::{function.partition('[')[0]}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the slow tests."""
    slow = frozenset(entries())
    for item in items:
        if not slow.isdisjoint(names(item.nodeid)):
            item.add_marker(pytest.mark.slow)


def listed(report: Iterable[str]) -> list[str]:
    """Return the lines of the list, given the output of `--durations=0`.

    >>> listed(["0.50s call  t.py::test_b[1]", "0.10s setup  t.py::test_b[2]", "0.20s call  t.py::test_c"])
    ['t.py::test_b']
    """
    seconds: dict[str, float] = defaultdict(float)
    for line in report:
        # Seconds, phase, and the node id up to the parameters.
        if found := re.match(r"([\d.]+)s (?:setup|call|teardown)\s+([^\[\s]+)", line):
            seconds[found[2]] += float(found[1])
    slow = sorted(function for function, taken in seconds.items() if taken > SLOW_SECONDS)
    counts = Counter(function.partition("::")[0] for function in slow)
    whole = [path for path, count in counts.items() if count >= MANY]
    return sorted([*whole, *(function for function in slow if function.partition("::")[0] not in whole)])


if __name__ == "__main__":
    print(*listed(sys.stdin), sep="\n")
