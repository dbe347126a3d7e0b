from pathlib import Path

import pytest

from babelpress.document import Article
from babelpress.errors import ModelUnavailable
from babelpress.formats.base import ReadError
from babelpress.formats.inputs import read_inputs


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    for name in ("b.txt", "a.txt", "2025/index.html", "2024/index.html", "2024/x.story", ".git/c.txt", "2024/.d.txt"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("<p>Une phrase.</p>" if path.suffix == ".html" else "Une phrase.")
    (folder / "photo.png").write_bytes(b"\x89PNG")
    (folder / "c.jsonl").write_text('{"id": "one", "text": "1."}\n{"id": "two", "text": "2."}')
    return folder


def ids(*paths: object) -> list[str]:
    return [item.id for item in read_inputs([str(path) for path in paths])]


def test_a_folder_is_all_that_can_be_read_in_it_sorted(archive):
    assert ids(archive) == ["2024-index", "2025-index", "a", "b", "one", "two"]


def test_a_pattern_is_what_fits_it(archive):
    assert ids(archive / "*.txt") == ["a", "b"]
    assert ids(archive / "**" / "*.html") == ["2024-index", "2025-index"]
    assert ids(archive / "20*") == ["2024-index", "2025-index"]


def test_a_pattern_takes_an_unknown_ending_that_it_names(archive):
    assert ids(archive / "**" / "*.story") == ["2024-x"]
    assert ids(archive / "2024" / "*") == ["index"]


def test_a_pattern_lists_nothing_twice(archive):
    assert ids(archive / "**") == ["2024-index", "2025-index", "a", "b", "one", "two"]


def test_files_named_one_by_one_keep_their_ids_and_order(archive):
    assert ids(archive / "b.txt", archive / "2024" / "index.html", archive / "a.txt") == ["b", "index", "a"]


def test_a_name_with_brackets_that_exists_is_no_pattern(tmp_path):
    (tmp_path / "a[1].txt").write_text("A.")

    assert ids(tmp_path / "a[1].txt") == ["a-1"]


@pytest.mark.parametrize(("name", "said"), [("empty", "without a readable file"), ("*.txt", "no such file")])
def test_a_folder_or_pattern_of_nothing_is_told(tmp_path, name, said):
    (tmp_path / "empty").mkdir()

    (unread,) = read_inputs([tmp_path / name])

    assert isinstance(unread, ReadError)
    assert said in str(unread.error)


def test_a_broken_file_in_the_middle_comes_in_its_place(archive):
    (archive / "a.txt").write_bytes(b"\xff\xfe\xff")

    found = list(read_inputs([archive]))

    assert [type(item) for item in found] == [Article, Article, ReadError, Article, Article, Article]


def test_a_missing_package_is_told_before_anything_is_read(archive, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    (archive / "z.parquet").write_bytes(b"")

    with pytest.raises(ModelUnavailable, match=r"needs the package pyarrow; run: .*pip install .*\[archive\]'"):
        read_inputs([archive])


def test_files_of_a_folder_have_ids_of_their_own_whatever_their_endings_and_signs(tmp_path):
    for name in ("a.txt", "a.md", "été.txt", "ete.txt", "x y.txt", "x-y.txt"):
        (tmp_path / name).write_text("Une phrase.")

    found = ids(tmp_path)

    assert len(set(found)) == 6
    assert found == ids(tmp_path / "*")


def test_links_to_folders_are_not_followed_so_that_loops_end(archive, caplog):
    (archive / "2024" / "loop").symlink_to("..")
    (archive / "2025" / "loop").symlink_to("../..")

    assert ids(archive) == ids(archive / "**") == ["2024-index", "2025-index", "a", "b", "one", "two"]
    assert "is a link to a folder and is not followed; name that folder to read it" in caplog.text


def test_a_link_is_read_unless_it_leads_out_of_the_folder(archive, tmp_path, caplog):
    (tmp_path / "secret.txt").write_text("Un secret.")
    (archive / "out.txt").symlink_to("../secret.txt")
    (archive / "in.txt").symlink_to("a.txt")
    (archive / "dead.txt").symlink_to("nothing.txt")

    assert ids(archive, archive / "*.txt") == ["2024-index", "2025-index", "a", "b", "one", "two", "in"]
    assert f"{archive / 'dead.txt'}: is a link that leads nowhere" in caplog.text
    assert caplog.text.count("dead.txt") == 1
    assert f"{archive / 'out.txt'}: is a link that leads out of {archive} and is not read" in caplog.text
    assert ids(archive / "out.txt") == ["out"]
