"""Keeps tests and the processes that they start away from the user's home folder and the mounts of the machine.

A pytest plug-in, loaded by tests/conftest.py. HOME and the XDG folders point into a folder that is removed at the end.
A test fails if something new appears in the real home meanwhile, or if it turns messages off for the tests after it.
`mount` and `umount` are replaced by programs that fail.
"""

import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

PLACES = ("", ".cache", ".config", ".local/share", ".local/state", "AppData/Local", "AppData/Roaming")
"""Where programs create files in a home folder."""

LIKELY = (*(f"{place}/babelpress" for place in PLACES[1:]), ".cache/huggingface", ".cache/huggingface/hub")
"""Existing folders that tests would most likely write into."""

MOVED = {
    "HOME": "",
    "USERPROFILE": "",
    "XDG_CACHE_HOME": ".cache",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
}
DROPPED = ("HF_HOME", "HF_HUB_CACHE", "HF_DATASETS_CACHE", "TORCH_HOME", "BABELPRESS_MODELS")
"""Environment variables that point outside the new home."""

REFUSAL = '#!/bin/sh\necho "$0 $*: tests must not mount anything (tests/isolation.py)" >&2\nexit 1\n'


def seen(home: Path) -> dict[str, int]:
    """Return the entries of `PLACES` in a home, and the modification times (ns) of the folders of `LIKELY`."""
    found = {}
    for place in PLACES:
        try:
            found |= {os.path.join(place, name): 0 for name in os.listdir(home / place)}  # noqa: PTH118, PTH208
        except OSError:
            continue
    for place in LIKELY:
        try:
            found[place] = (home / place).stat().st_mtime_ns
        except OSError:
            continue
    return found


class Isolation:
    """The hooks of one pytest session."""

    def __init__(self) -> None:
        self.real = Path.home()
        self.home = Path(tempfile.mkdtemp(prefix="babelpress-tests-home-"))
        self._patch = pytest.MonkeyPatch()
        for name, place in MOVED.items():
            (self.home / place).mkdir(parents=True, exist_ok=True)
            self._patch.setenv(name, str(self.home / place))
        for name in DROPPED:
            self._patch.delenv(name, raising=False)
        settings = self.real / ".gitconfig"  # read only; it names checkouts of other users that git may use
        if settings.exists():
            self._patch.setenv("GIT_CONFIG_GLOBAL", str(settings))
        if os.name == "posix":
            self._refuse("mount", "umount")
        self._seen = seen(self.real)

    def _refuse(self, *programs: str) -> None:
        folder = self.home / "refused"
        folder.mkdir()
        for name in programs:
            (folder / name).write_text(REFUSAL, encoding="utf-8")
            (folder / name).chmod(0o755)
        self._patch.setenv("PATH", str(folder), prepend=os.pathsep)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Iterator[None]:
        yield
        before, self._seen = self._seen, seen(self.real)
        if changed := sorted(set(self._seen.items()) - set(before.items())):
            names = ", ".join(str(self.real / name) for name, _ in changed)
            pytest.fail(f"written into the real home during this test (or by another program): {names}", pytrace=False)
        if logging.root.manager.disable:
            logging.disable(logging.NOTSET)
            pytest.fail("logging.disable() stayed in force after this test", pytrace=False)

    def pytest_unconfigure(self) -> None:
        self._patch.undo()
        shutil.rmtree(self.home, ignore_errors=True)


def pytest_configure(config: pytest.Config) -> None:
    """Move the home before any test module is imported, since libraries look it up at import."""
    if os.environ.get("HOME") or os.name == "nt":
        config.pluginmanager.register(Isolation(), "home")
