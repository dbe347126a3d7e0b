"""The messages name a command that installs into the environment in use."""

import sys
from pathlib import Path

import pytest

from babelpress._internal import installing

ROOT = Path(__file__).parents[2]


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment with a pip, which is not activated."""
    folder = tmp_path / ".venv" / "bin"
    folder.mkdir(parents=True)
    for name in ("python", "pip"):
        (folder / name).touch(mode=0o755)
    monkeypatch.setattr(sys, "executable", str(folder / "python"))
    monkeypatch.setenv("PATH", "/usr/bin")
    return folder


def test_checkout_is_installed_from_itself(environment: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(environment))
    monkeypatch.chdir(ROOT)
    assert installing.install("hub") == "pip install -e '.[hub]'"

    monkeypatch.chdir(environment)
    assert installing.install("hub", force=True) == f"pip install --force-reinstall -e '{ROOT}[hub]'"


class Distribution:
    """What pip wrote of an installation from a folder, or from an index."""

    def __init__(self, said: str | None) -> None:
        self.said = said

    def read_text(self, name: str) -> str | None:
        assert name == "direct_url.json"
        return self.said


def test_package_is_installed_from_where_it_came(environment: Path, monkeypatch: pytest.MonkeyPatch):
    source = environment.parents[1] / "a checkout"
    source.mkdir()
    (source / "pyproject.toml").touch()
    monkeypatch.setenv("PATH", str(environment))
    monkeypatch.setattr(installing, "_ROOT", environment)
    by_name = "pip install 'babelpress[hub,hf]'"
    for said, command in (
        (None, by_name),
        ("no JSON", by_name),
        ('{"url": "https://example.org/babelpress.whl"}', by_name),
        (f'{{"url": "{(source / "gone").as_uri()}"}}', by_name),
        (f'{{"url": "{source.as_uri()}"}}', f"pip install '{source}[hub,hf]'"),
    ):
        monkeypatch.setattr(installing, "distribution", lambda name, said=said: Distribution(said))
        assert installing.install("hub,hf") == command


def test_pip_of_an_environment_that_is_not_activated_is_named(environment: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(installing, "_ROOT", environment)
    monkeypatch.setattr(installing, "distribution", lambda name: Distribution(None))
    monkeypatch.chdir(environment.parents[1])
    assert installing.install("eval") == ".venv/bin/pip install 'babelpress[eval]'"

    monkeypatch.chdir("/")
    assert installing.install("eval").endswith("/.venv/bin/pip install 'babelpress[eval]'")
