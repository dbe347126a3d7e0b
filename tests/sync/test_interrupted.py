"""A sync that is killed at any moment: the next one leaves what an undisturbed one leaves, and then nothing is to do.

The moments are those before each transaction, and before and after each file that is written.
"""

import shutil
from collections.abc import Callable
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from babelpress.sync import versions
from babelpress.sync.run import Report
from babelpress.sync.store import Store
from sync.killing import Killed

TEXT = "# Le titre\n\nLe maire a vu 3 chiens. Il pleut sur la ville.\n\nLa fête est finie. Le bal commence.\n"
HUMAN = "De burgemeester zag 3 honden."
LANGUAGES = ("nl", "en")


class Moments:
    """Counts the moments of a sync, and ends it at one of them."""

    def __init__(self, last: int | None) -> None:
        self.count = 0
        self.last = last

    def pass_(self) -> None:
        if self.count == self.last:
            raise Killed
        self.count += 1


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def edited(folder: Path) -> None:
    replaced(folder / "out" / "nl" / "a.md", "[nl] Le maire a vu 3 chiens.", HUMAN)
    replaced(folder / "content" / "a.md", "finie", "terminée")


def contested(folder: Path) -> None:
    edited(folder)
    replaced(folder / "content" / "a.md", "3 chiens", "4 chiens")


def renamed(folder: Path) -> None:
    edited(folder)
    (folder / "content" / "a.md").rename(folder / "content" / "b.md")


def renamed_and_contested(folder: Path) -> None:
    contested(folder)
    (folder / "content" / "a.md").rename(folder / "content" / "b.md")


def made_new(folder: Path) -> None:
    (folder / "content" / "b.md").write_text("Le train part demain. Il est en retard.\n", encoding="utf-8")


def deleted(folder: Path) -> None:
    (folder / "out" / "nl" / "a.md").unlink()


def started(folder: Path) -> None:
    shutil.rmtree(folder / "out")


STORIES: list[Callable[[Path], None]] = [
    started, made_new, edited, contested, renamed, renamed_and_contested, deleted,
]  # fmt: skip


@pytest.mark.parametrize("policy", ["hold", "keep"])
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_a_sync_that_is_killed_at_any_moment_ends_as_an_undisturbed_one(story, policy, syncs, tmp_path, monkeypatch):
    def run(last: int | None = None) -> tuple[int, Report | None]:
        moments, report = Moments(last), None
        change, write = Store.change, versions.write_atomically

        @contextmanager
        def counted(store: Store):
            moments.pass_()
            with change(store):
                yield

        def written(path: Path, data: bytes) -> None:
            moments.pass_()
            write(path, data)
            moments.pass_()

        with monkeypatch.context() as patched:
            patched.setattr(Store, "change", counted)
            patched.setattr(versions, "write_atomically", written)
            with suppress(Killed):
                report = syncs(targets=LANGUAGES, policy=policy)
        return moments.count, report

    def left() -> tuple[dict[str, bytes], list[str]]:
        out = tmp_path / "out"
        with Store(out, create=False) as store:
            assert store.broken_at() is None
            human = [one.human for one in store.conflicts()]
        return {str(one.relative_to(out)): one.read_bytes() for one in out.rglob("*.md")}, human

    def put_back() -> None:
        for name in ("content", "out"):
            shutil.rmtree(tmp_path / name, ignore_errors=True)
            if (tmp_path / "before" / name).exists():
                shutil.copytree(tmp_path / "before" / name, tmp_path / name)

    (tmp_path / "content" / "a.md").write_text(TEXT, encoding="utf-8")
    run()
    story(tmp_path)
    for name in ("content", "out"):
        if (tmp_path / name).exists():
            shutil.copytree(tmp_path / name, tmp_path / "before" / name)
    moments, _ = run()
    expected = left()
    assert moments > 3

    for moment in range(moments):
        put_back()
        assert run(moment)[1] is None
        run()
        assert left() == expected, f"after moment {moment} of {moments}"
        _, again = run()
        assert again is not None and (again.asked, again.written, again.articles) == (0, 0, [])
