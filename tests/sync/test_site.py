"""A site of Hugo in git: an edit, a sync, the check of a pull request, and the merge of two branches."""

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from babelpress.cli import app, command

PAGE = "---\ntitle: Le parc rouvre\ndraft: false\n---\n\nLe maire a vu 3 chiens.\n\nLa fête est finie.\n\nIl pleut.\n"
OPTIONS = ["-o", ".", "--layout", "subtree", "-t", "nl", "-p", "fake", "--source", "fr"]


def git(*words: str) -> str:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false"]
    done = subprocess.run(["git", *identity, *words], capture_output=True, text=True, check=True)
    return done.stdout


def call(name: str, *words: str) -> int:
    return CliRunner().invoke(command(name), [*words], catch_exceptions=False).exit_code


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "content" / "fr").mkdir(parents=True)
    (tmp_path / "hugo.toml").write_text('defaultContentLanguage = "fr"\n')
    (tmp_path / "content" / "fr" / "parc.md").write_text(PAGE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    git("init", "-q", "-b", "main")
    assert call("sync", "content/fr", *OPTIONS) == 0
    git("add", "-A")
    git("commit", "-q", "-m", "first")
    return tmp_path


def test_a_site_in_git(site):
    source, page = site / "content" / "fr" / "parc.md", site / "content" / "nl" / "parc.md"
    assert "[nl] Le maire a vu 3 chiens." in page.read_text(encoding="utf-8")
    assert not (site / "content" / "content").exists()

    # two branches: an editor writes in Dutch, another one edits the French source
    git("checkout", "-q", "-b", "dutch")
    page.write_text(
        page.read_text(encoding="utf-8").replace("[nl] Il pleut.", "Het regent pijpenstelen."), encoding="utf-8"
    )
    git("commit", "-q", "-am", "dutch")
    git("checkout", "-q", "main")
    source.write_text(PAGE.replace("finie", "terminée"), encoding="utf-8")
    assert call("sync", "content/fr", *OPTIONS, "--check") == 1
    assert "terminée" not in page.read_text(encoding="utf-8")
    git("commit", "-q", "-am", "french")
    git("merge", "-q", "-m", "both", "dutch")

    assert call("sync", "content/fr", *OPTIONS) == 0
    assert call("sync", "content/fr", *OPTIONS, "--check") == 0
    text = page.read_text(encoding="utf-8")
    assert "[nl] La fête est terminée.\n\nHet regent pijpenstelen.\n" in text
    assert git("status", "--short", "content").split() == ["M", "content/nl/parc.md"]


def test_the_commands(site, capsys):
    source, page = site / "content" / "fr" / "parc.md", site / "content" / "nl" / "parc.md"
    page.write_text(
        page.read_text(encoding="utf-8").replace("[nl] Le maire a vu", "De burgemeester zag"), encoding="utf-8"
    )
    source.write_text(PAGE.replace("3 chiens", "4 chiens"), encoding="utf-8")

    assert call("sync", "content/fr", *OPTIONS, "--dry-run") == 0
    assert call("sync", "content/fr", *OPTIONS) == 1
    listed = CliRunner().invoke(command("conflicts"), ["."])
    assert (listed.exit_code, listed.stdout.splitlines()[0]) == (1, "1  parc nl: edited number (severe)")
    states = CliRunner().invoke(command("status"), ["."])
    assert "held" in states.stdout
    assert call("resolve", ".", "1", "--take", "human", "--by", "Jan") == 0
    assert call("conflicts", ".") == 0
    assert "De burgemeester zag 3 chiens." in page.read_text(encoding="utf-8")
    assert call("sync", "content/fr", *OPTIONS) == 0
    assert {"sync", "conflicts", "resolve"} <= {one.name for one in app.registered_commands}
