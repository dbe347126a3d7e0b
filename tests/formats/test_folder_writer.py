"""Every writer of a folder, through the plainest of them."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from babelpress.document import Article, Block, Record
from babelpress.errors import OutputUnavailable, RunStopped
from babelpress.formats.folder_writer import working_folder, written_files
from babelpress.formats.text.plain import TextWriter, TextWriterOptions

OPTIONS = TextWriterOptions()


def record_of(id: str, text: str = "Une phrase.", language: str | None = "fr") -> Record:
    return Record(article=Article(id=id, language=language, blocks=(Block(kind="paragraph", text=text),)))


def files(folder) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def marker(folder: Path) -> dict[str, Any]:
    return json.loads((working_folder(folder) / "articles.json").read_text(encoding="utf-8"))


def write(folder: Path, *ids: str, options: TextWriterOptions = OPTIONS) -> None:
    with TextWriter(folder, options) as writer:
        for id in ids:
            writer.write(record_of(id))


def test_a_folder_that_was_removed_or_emptied_begins_anew(tmp_path):
    for _ in range(2):
        write(tmp_path / "out", "x")
        shutil.rmtree(tmp_path / "out")
    write(tmp_path / "out", "y")

    assert list(marker(tmp_path / "out")["articles"]["text"]) == ["y"]


def test_files_of_somebody_else_where_ours_were_are_refused(tmp_path):
    write(tmp_path / "out", "x")
    (tmp_path / "out").rename(tmp_path / "elsewhere")
    (tmp_path / "out").mkdir()
    (tmp_path / "out/thesis.doc").write_text("a")

    with pytest.raises(OutputUnavailable, match="that Babelpress did not write"):
        write(tmp_path / "out", "y")

    write(tmp_path / "out", "y", options=TextWriterOptions(overwrite=True))
    assert list(marker(tmp_path / "out")["articles"]["text"]) == ["y"]


KILLED = """
import os, sys
from pathlib import Path
from babelpress.formats.text.plain import TextWriter, TextWriterOptions
from babelpress.document import Article, Block, Record
with TextWriter(Path(sys.argv[1]), TextWriterOptions()) as writer:
    for id in {ids}:
        writer.write(Record(article=Article(id=id, language="fr", blocks=(Block(kind="paragraph", text="A."),))))
    os._exit(9)
"""


@pytest.mark.parametrize("written", [0, 1])
def test_a_run_that_was_killed_finds_its_folder_again(tmp_path, written):
    code = KILLED.format(ids=["x"] * written)
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path / "out")]).returncode == 9

    write(tmp_path / "out", "y")

    assert "fr/y.txt" in files(tmp_path / "out")


def test_working_files_go_where_they_are_told(tmp_path):
    options = TextWriterOptions(working=str(tmp_path / "a/b"))
    write(tmp_path / "out", "x", options=options)
    write(tmp_path / "out", "y", options=options)

    assert files(tmp_path) == ["a/b/articles.json", "a/b/lock", "a/b/written.jsonl", "out/fr/x.txt", "out/fr/y.txt"]


def test_working_files_that_have_no_place_are_refused_with_the_option(tmp_path):
    (tmp_path / "a").write_text("a file")

    with pytest.raises(OutputUnavailable, match="option `working`"):
        write(tmp_path / "out", "x", options=TextWriterOptions(working=str(tmp_path / "a/b")))


@pytest.mark.parametrize("name", [".", "..", "a/..", "a/"])
def test_working_files_lie_beside_the_folder_whatever_it_is_called(tmp_path, monkeypatch, name):
    here = tmp_path / "one/two"
    (here / "a").mkdir(parents=True)
    monkeypatch.chdir(here)

    place = working_folder(Path(name))

    named = Path(name).resolve()
    assert place == named.parent / f".{named.name}.babelpress"


def test_a_folder_is_made_with_its_parents_and_marked(tmp_path):
    with TextWriter(tmp_path / "a/b", OPTIONS) as writer:
        writer.write(record_of("x"))

    assert files(tmp_path / "a/b") == ["fr/x.txt"]
    assert files(working_folder(tmp_path / "a/b")) == ["articles.json", "lock", "written.jsonl"]
    assert marker(tmp_path / "a/b") == {"holds": ["fr"], "articles": {"text": {"x": {"id": "x"}}}}


def test_a_file_in_its_place_is_refused(tmp_path):
    (tmp_path / "out").write_text("a")

    with pytest.raises(OutputUnavailable, match="is a file"), TextWriter(tmp_path / "out", OPTIONS):
        pass


def test_a_foreign_folder_is_refused_and_left_as_it_was(tmp_path):
    (tmp_path / "thesis.doc").write_text("a")

    with pytest.raises(OutputUnavailable, match="that Babelpress did not write"), TextWriter(tmp_path, OPTIONS):
        pass

    assert files(tmp_path) == ["thesis.doc"]


def test_a_foreign_folder_is_used_when_told(tmp_path):
    (tmp_path / "thesis.doc").write_text("a")

    with TextWriter(tmp_path, TextWriterOptions(overwrite=True)) as writer:
        writer.write(record_of("x"))

    assert {"thesis.doc", "fr/x.txt"} <= set(files(tmp_path))


@pytest.mark.parametrize(
    "content",
    ["not JSON", "[]", "{}", '{"holds": [], "articles": {"text": []}}', '{"holds": [1], "articles": {}}'],
)
def test_a_marker_that_is_not_ours_is_refused(tmp_path, content):
    place = working_folder(tmp_path / "out") / "articles.json"
    place.parent.mkdir()
    place.write_text(content)

    with pytest.raises(OutputUnavailable, match=r"articles\.json"), TextWriter(tmp_path / "out", OPTIONS):
        pass

    place.unlink()
    with TextWriter(tmp_path / "out", OPTIONS):  # the lock was given back
        pass


def test_a_folder_that_may_not_be_written_is_refused(tmp_path):
    tmp_path.chmod(0o500)
    if os.access(tmp_path, os.W_OK):
        pytest.skip("root may write everywhere")

    with pytest.raises(OutputUnavailable, match="cannot be written"), TextWriter(tmp_path, OPTIONS):
        pass


def test_two_writers_in_one_process_do_not_share_a_folder(tmp_path):
    with TextWriter(tmp_path, OPTIONS), pytest.raises(OutputUnavailable, match="another run"):  # noqa: SIM117
        with TextWriter(tmp_path, OPTIONS):
            pass


HOLD = """
import sys
from pathlib import Path
from typing import Any
from babelpress.formats.text.plain import TextWriter, TextWriterOptions
with TextWriter(Path(sys.argv[1]), TextWriterOptions()):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_folder_another_process_writes_is_refused_until_that_dies(tmp_path):
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(OutputUnavailable, match="another run is writing"), TextWriter(tmp_path, OPTIONS):
            pass
        other.kill()

    with TextWriter(tmp_path, OPTIONS) as writer:
        writer.write(record_of("x"))

    assert (tmp_path / "fr/x.txt").exists()


def test_what_was_written_before_an_interruption_is_kept(tmp_path):
    with pytest.raises(KeyboardInterrupt), TextWriter(tmp_path, OPTIONS) as writer:
        writer.write(record_of("x"))
        raise KeyboardInterrupt

    assert "fr/x.txt" in files(tmp_path)
    assert "x" in marker(tmp_path)["articles"]["text"]


def test_a_full_disk_stops_the_run_and_leaves_whole_files(no_room, tmp_path):
    with pytest.raises(RunStopped, match=r"/9\.txt: cannot be written: File too large") as caught:  # noqa: SIM117
        with no_room(85_000), TextWriter(tmp_path / "out", OPTIONS) as writer:
            for number in range(100):
                writer.write(record_of(str(number), "a" * 10_000 * number))

    assert isinstance(caught.value.__cause__, OSError)
    written = {path.name: path.read_text() for path in (tmp_path / "out/fr").iterdir()}
    assert written == {f"{number}.txt": "a" * 10_000 * number + "\n" for number in range(9)}


def test_a_write_that_fails_leaves_the_earlier_file(tmp_path, monkeypatch):
    with TextWriter(tmp_path, OPTIONS) as writer:
        writer.write(record_of("x", "Avant."))

    move = Path.replace

    def full(self, target):
        if target.name == "x.txt":
            raise OSError(28, "No space left on device")
        return move(self, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(RunStopped), TextWriter(tmp_path, OPTIONS) as writer:
        writer.write(record_of("x", "Après."))

    assert (tmp_path / "fr/x.txt").read_text() == "Avant.\n"
    assert files(tmp_path) == ["fr/x.txt"]


def test_equal_and_unsafe_ids_get_files_of_their_own(tmp_path):
    with TextWriter(tmp_path, OPTIONS) as writer:
        for id in ("x", "x", "X", "../../x", "", "con"):
            writer.write(record_of(id))

    assert len(list((tmp_path / "fr").iterdir())) == 6
    assert not (tmp_path.parent / "x.txt").exists()


def test_a_second_run_replaces_the_same_articles_and_keeps_the_others(tmp_path):
    for ids in (["x", "y"], ["y", "z"]):
        with TextWriter(tmp_path, OPTIONS) as writer:
            for id in ids:
                writer.write(record_of(id))

    assert sorted(path.name for path in (tmp_path / "fr").iterdir()) == ["x.txt", "y.txt", "z.txt"]
    assert list(marker(tmp_path)["articles"]["text"]) == ["x", "y", "z"]


def test_an_article_without_a_known_language_leaves_no_file(tmp_path):
    with TextWriter(tmp_path, OPTIONS) as writer:
        writer.write(record_of("x", language=None))

    assert files(tmp_path) == []


def test_a_strange_language_stays_in_the_folder(tmp_path):
    with TextWriter(tmp_path / "out", OPTIONS) as writer:
        writer.write(replace(record_of("x"), article=replace(record_of("x").article, language="../up")))

    assert not (tmp_path / "up").exists()


def test_what_a_run_wrote_is_listed_with_the_hashes_of_its_files(tmp_path):
    write(tmp_path / "out", "x", "y")

    assert sorted(written_files(tmp_path / "out")) == ["fr/x.txt", "fr/y.txt"]
    assert written_files(tmp_path / "elsewhere") == []


def pruned(folder: Path, *ids: str, spare: tuple[str, ...] = ()) -> list[str]:
    with TextWriter(folder, OPTIONS) as writer:
        for id in ids:
            writer.write(record_of(id))
        return writer.prune(spare)


def test_files_of_articles_that_are_gone_are_removed_with_their_folders(tmp_path):
    with TextWriter(tmp_path / "out", OPTIONS) as writer:
        writer.write(record_of("x"))
        writer.write(record_of("y", language="nl"))

    assert pruned(tmp_path / "out", "x") == ["nl/y.txt"]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["fr"]
    assert list(marker(tmp_path / "out")["articles"]["text"]) == ["x"]
    assert pruned(tmp_path / "out", "x") == []


def test_articles_that_could_not_be_read_keep_their_files(tmp_path):
    write(tmp_path / "out", "x", "y", "z")
    with TextWriter(tmp_path / "out", OPTIONS) as writer:
        writer.write(record_of("x"))
        writer.write(record_of("y", language=None))
        writer.prune({"z"})

    assert files(tmp_path / "out") == ["fr/x.txt", "fr/y.txt", "fr/z.txt"]


def test_only_files_that_are_still_as_they_were_written_are_removed(tmp_path, caplog):
    write(tmp_path / "out", "x", "y", "z")
    (tmp_path / "out/fr/y.txt").write_text("Changed by hand.")
    (tmp_path / "out/fr/mine.txt").write_text("A file of somebody.")

    pruned(tmp_path / "out", "x")

    assert files(tmp_path / "out") == ["fr/mine.txt", "fr/x.txt", "fr/y.txt"]
    assert "fr/y.txt: its source is gone, but it was changed by hand and is kept" in caplog.text


def test_files_of_a_run_that_was_killed_are_known_and_removed_later(tmp_path):
    code = KILLED.format(ids=["x", "y"])
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "out")])
    log = working_folder(tmp_path / "out") / "written.jsonl"
    log.write_text(log.read_text() + '["fr/z.t')

    pruned(tmp_path / "out", "x")

    assert files(tmp_path / "out") == ["fr/x.txt"]
