"""The examples in the docstrings of the package are true."""

import doctest
import importlib
import re
from pathlib import Path

import pytest

import babelpress

PACKAGE = Path(babelpress.__file__).parent


def _with_examples() -> list[str]:
    paths = (path for path in PACKAGE.rglob("*.py") if re.search(r"^ *>>> ", path.read_text(encoding="utf-8"), re.M))
    return sorted(".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts) for path in paths)


@pytest.mark.parametrize("name", _with_examples())
def test_examples_are_true(name: str):
    found = doctest.testmod(importlib.import_module(name.removesuffix(".__init__")))

    assert found.attempted
    assert not found.failed
