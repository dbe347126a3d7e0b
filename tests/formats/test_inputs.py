import io
from pathlib import Path

import pytest

from babelpress.document import Article
from babelpress.formats.base import ReadError
from babelpress.formats.inputs import all_readers, choose_reader, read_inputs


def test_files_are_read_in_order_by_the_reader_of_their_suffix(tmp_path):
    (tmp_path / "b.txt").write_text("B.")
    (tmp_path / "a.JSONL").write_text('{"id": "one", "text": "1."}\n{"id": "two", "text": "2."}')
    (tmp_path / "plain").write_text("P.")

    found = list(read_inputs([tmp_path / "b.txt", str(tmp_path / "a.JSONL"), tmp_path / "plain"]))

    assert [item.id for item in found] == ["b", "one", "two", "plain"]


def test_what_cannot_be_read_comes_in_its_place(tmp_path):
    (tmp_path / "b.txt").write_text("B.")
    (tmp_path / "page.rst").write_text("A\n=\n")
    (tmp_path / "letter.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / "empty").mkdir()

    names = ("none.txt", "empty", "page.rst", "letter.docx", "b.txt")
    found = list(read_inputs([tmp_path / name for name in names]))

    assert [type(item) for item in found] == [ReadError, ReadError, ReadError, ReadError, Article]
    said = [str(item.error) for item in found if isinstance(item, ReadError)]
    assert "no such file" in said[0]
    assert "is a folder without a readable file; known suffixes: .txt" in said[1]
    assert "no reader understands the markup of .rst files" in said[2]
    assert "damaged" in said[3]


def test_a_language_is_declared_for_every_article(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "1.", "language": "en"}\nbroken')

    article, broken = read_inputs([tmp_path / "a.jsonl"], language="fr")

    assert isinstance(article, Article)
    assert article.language == "fr"
    assert isinstance(broken, ReadError)


@pytest.mark.parametrize(("data", "id"), [(b"Une phrase.", "stdin"), (b'\n {"id": "x", "text": "A."}', "x")])
def test_a_dash_reads_standard_input(data, id):
    (article,) = read_inputs(["-"], stdin=io.BufferedReader(io.BytesIO(data)))

    assert article.id == id


def test_a_dash_without_standard_input_is_a_file_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("-").write_text("A.")

    (article,) = read_inputs(["-"])

    assert isinstance(article, Article)


def test_an_unknown_suffix_is_read_as_plain_text():
    readers = all_readers()

    assert ".txt" in choose_reader(Path("a.story"), readers).suffixes
