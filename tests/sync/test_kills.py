"""A sync that is killed again and again leaves each file old or new, and in the end what an undisturbed one leaves."""

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from babelpress.sync.store import Store

LONG = pytest.mark.skipif(not os.environ.get("BABELPRESS_LONG"), reason="takes many minutes: BABELPRESS_LONG=1")
TEXT = "# Le titre\n\nLe maire a vu 3 chiens. Il pleut sur la ville.\n\nLa fête est finie.\n"
HUMAN = "De burgemeester zag 3 honden."
COMMAND = [sys.executable, "-m", "babelpress.cli", "sync", "content", "-o", "out", "-t", "nl", "-p", "fake", "-q"]
COMMAND += ["--source", "fr"]


def pages(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "out" / "nl").glob("*.md"))}


def edit(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def state(folder: Path) -> tuple[list[tuple[str, str, str]], list[list[tuple[str, str, str]]]]:
    with Store(folder / "out", create=False) as store:
        assert store.broken_at() is None
        conflicts = sorted((one.article, one.human, one.new_source) for one in store.conflicts())
        return conflicts, [sorted(store.human(id, "nl")) for id in sorted(store.articles())]


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9")
@pytest.mark.parametrize(("files", "kills"), [(8, 2), pytest.param(500, 20, marks=LONG)])
def test_a_sync_that_is_killed_ends_as_an_undisturbed_one(tmp_path, files, kills):
    first = tmp_path / "first"
    (first / "content").mkdir(parents=True)
    for number in range(files):
        text = TEXT.replace("ville", f"ville {number}")
        (first / "content" / f"a{number:03}.md").write_text(text, encoding="utf-8")
    subprocess.run(COMMAND, cwd=first, check=True)
    for number in range(0, files, 3):  # what people wrote; every second of these will be false
        edit(first / "out" / "nl" / f"a{number:03}.md", "[nl] Le maire a vu 3 chiens.", HUMAN)
    old = pages(first)
    for number in range(files):
        edit(first / "content" / f"a{number:03}.md", "finie", "terminée")
        if number % 6 == 0:
            edit(first / "content" / f"a{number:03}.md", "3 chiens", "4 chiens")
    second = tmp_path / "second"
    shutil.copytree(first, second)
    subprocess.run(COMMAND, cwd=first, check=False)
    new = pages(first)

    rng = random.Random(files)
    for number in range(kills):
        running = subprocess.Popen(COMMAND, cwd=second, stderr=subprocess.DEVNULL)
        wanted = (number + 1) * files // (kills + 2)
        while running.poll() is None:
            now = pages(second)
            if sum(now[name] != old[name] for name in now) * 6 >= wanted * 5:
                break
            time.sleep(0.02)
        time.sleep(rng.random() / 50)  # somewhere in the next file
        running.kill()
        running.wait()
        assert [name for name, data in pages(second).items() if data not in (old[name], new[name])] == []

    done = subprocess.run(COMMAND, cwd=second, check=False)

    assert done.returncode == 1
    assert pages(second) == new
    assert state(second) == state(first)
