"""Plug-ins: what another package adds is found, and never hides or is hidden by what has its name."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from babelpress.config.plugins import BUILT_IN, kinds
from babelpress.errors import ConfigError


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place where packages can be installed, for this process."""
    monkeypatch.syspath_prepend(str(tmp_path))
    kinds.cache_clear()
    yield tmp_path
    kinds.cache_clear()


def install(folder: Path, package: str, family: str, *points: str) -> None:
    info = folder / f"{package}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n", encoding="utf-8")
    lines = "".join(f"{point}\n" for point in points)
    (info / "entry_points.txt").write_text(f"[babelpress.{family}]\n{lines}", encoding="utf-8")


def test_plugin_of_its_own_name_is_found(folder: Path):
    install(folder, "extra", "backends", "mine = extra:Backend")

    assert kinds("backends") == {**BUILT_IN["backends"], "mine": "extra:Backend"}


@pytest.mark.parametrize("family", BUILT_IN)
def test_plugin_of_the_name_of_a_built_in_is_refused_naming_both(family: str, folder: Path):
    name, target = next(iter(BUILT_IN[family].items()))
    install(folder, "extra", family, f"{name} = extra:Mine", "other = extra:Other")

    with pytest.raises(ConfigError) as caught:
        kinds(family)

    (fault,) = caught.value.faults
    assert fault.path == f"babelpress.{family}"
    for part in (f"'{name}'", "'extra'", "extra:Mine", target, "rename", "uninstall"):
        assert part in fault.message


def test_all_plugins_of_one_name_are_refused_together(folder: Path):
    install(folder, "one", "backends", "mine = one:Backend", "ct2 = one:Ct2")
    install(folder, "two", "backends", "mine = two:Backend")

    with pytest.raises(ConfigError) as caught:
        kinds("backends")

    assert len(caught.value.faults) == 2
    for part in ("'one' (one:Backend)", "'two' (two:Backend)", "'ct2'"):
        assert part in str(caught.value)


def test_plugin_that_is_installed_twice_is_one(folder: Path):
    install(folder, "extra", "backends", "mine = extra:Backend")
    install(folder, "extra-dev", "backends", "mine = extra:Backend")

    assert kinds("backends")["mine"] == "extra:Backend"
