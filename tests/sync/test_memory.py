"""What people wrote in a version enters the translation memory, and comes back in another article."""

from pathlib import Path

import pytest

from babelpress.memory.store import TranslationMemory
from babelpress.stages.profiles import load_profile
from babelpress.sync.run import Report, sync

FIRST, SECOND = "Le maire a vu 3 chiens.", "La fête est finie."
HUMAN = "De burgemeester zag 3 honden."


@pytest.fixture
def remembering(tmp_path: Path):
    """Return a function that synchronizes `content` into `out`, with a memory."""
    (tmp_path / "content").mkdir()
    memory = tmp_path / "memory.sqlite"
    TranslationMemory(memory, write=True).close()
    profile = load_profile("fake", targets=["nl"], overrides=[f"memory.path={memory}"])

    def call(**more) -> Report:
        return sync([tmp_path / "content"], tmp_path / "out", profile, language="fr", **more)

    return call


def units(tmp_path: Path) -> list[tuple[str, str, str, str]]:
    with TranslationMemory(tmp_path / "memory.sqlite") as memory:
        return [(one.source.text, one.target.text, one.status, one.author) for one in memory.units()]


def write(tmp_path: Path, name: str, text: str) -> Path:
    (tmp_path / "content" / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path / "out" / "nl" / f"{name}.txt"


def test_a_human_text_comes_back_in_another_article(remembering, tmp_path):
    page = write(tmp_path, "a", f"{FIRST}\n\n{SECOND}\n")
    remembering()
    page.write_text(page.read_text(encoding="utf-8").replace(f"[nl] {FIRST}", HUMAN), encoding="utf-8")
    remembering(author="Ann")
    other = write(tmp_path, "b", f"{SECOND}\n\n{FIRST}\n")

    report = remembering()

    assert units(tmp_path) == [(FIRST, HUMAN, "reviewed", "Ann")]
    assert other.read_text(encoding="utf-8") == f"[nl] {SECOND}\n\n{HUMAN}\n"
    assert report.asked == 1
    assert remembering().written == 0


def test_a_human_text_that_may_be_false_does_not_enter(remembering, tmp_path):
    page = write(tmp_path, "a", f"{FIRST}\n\n{SECOND}\n")
    remembering()
    page.write_text(page.read_text(encoding="utf-8").replace(f"[nl] {FIRST}", HUMAN), encoding="utf-8")
    write(tmp_path, "a", f"{FIRST.replace('3', '4')}\n\n{SECOND}\n")

    assert not remembering(policy="keep").fresh
    assert not remembering(policy="keep").fresh
    other = write(tmp_path, "b", f"{FIRST.replace('3', '4')}\n")
    remembering(policy="keep")

    assert HUMAN not in [target for _, target, *_ in units(tmp_path)]
    assert other.read_text(encoding="utf-8") == f"[nl] {FIRST.replace('3', '4')}\n"
