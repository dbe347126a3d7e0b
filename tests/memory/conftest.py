"""Memories and units for the tests of translation memories."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from babelpress.memory.store import TranslationMemory
from babelpress.memory.units import Marked, Unit


def make_unit(source: str, target: str, **more: Any) -> Unit:
    plain = {"source_language": "fr", "target_language": "nl", **more}
    return Unit(source=Marked(source), target=Marked(target), **plain)


@pytest.fixture
def unit() -> Callable[..., Unit]:
    return make_unit


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[TranslationMemory]:
    with TranslationMemory(tmp_path / "memory.sqlite", write=True) as opened:
        yield opened
