"""Fixtures of the tests of sync: a folder with a source, and calls of the library with the backend `fake`."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from babelpress.config.schema import Profile
from babelpress.stages.assembly import build
from babelpress.stages.profiles import load_profile
from babelpress.sync.run import Report, sync


@cache
def profile(targets: tuple[str, ...] = ("nl", "en")) -> Profile:
    return load_profile("fake", targets=list(targets))


@cache
def flow(targets: tuple[str, ...]):
    return build(profile(targets), load=False)


@pytest.fixture
def syncs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Report]:
    """Return a function that synchronizes `tmp_path/content` into `tmp_path/out`; its flow is built once."""
    monkeypatch.setattr("babelpress.sync.machine.build", lambda settings, **_: flow(tuple(settings.targets)))
    (tmp_path / "content").mkdir()

    def call(*inputs: str | Path, targets: tuple[str, ...] = ("nl",), **more) -> Report:
        more = {"language": "fr", **more}
        return sync(inputs or [tmp_path / "content"], tmp_path / "out", profile(targets), **more)

    return call
