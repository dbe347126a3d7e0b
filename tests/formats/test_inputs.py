import io
from pathlib import Path

import pytest

from babelpress.document import VERBATIM, Article
from babelpress.formats.base import ReadError
from babelpress.formats.inputs import all_readers, article_files, choose_reader, read_inputs, unread_files
from formats import docx_files, odf_files, pptx_files


def test_files_are_read_in_order_by_the_reader_of_their_suffix(tmp_path):
    (tmp_path / "b.txt").write_text("B.")
    (tmp_path / "a.JSONL").write_text('{"id": "one", "text": "1."}\n{"id": "two", "text": "2."}')
    (tmp_path / "plain").write_text("P.")

    found = list(read_inputs([tmp_path / "b.txt", str(tmp_path / "a.JSONL"), tmp_path / "plain"]))

    assert [item.id for item in found] == ["b", "one", "two", "plain"]


def test_what_cannot_be_read_comes_in_its_place(tmp_path):
    (tmp_path / "b.txt").write_text("B.")
    (tmp_path / "page.rtf").write_text("A\n=\n")
    (tmp_path / "letter.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / "empty").mkdir()

    names = ("none.txt", "empty", "page.rtf", "letter.docx", "b.txt")
    found = list(read_inputs([tmp_path / name for name in names]))

    assert [type(item) for item in found] == [ReadError, ReadError, ReadError, ReadError, Article]
    said = [str(item.error) for item in found if isinstance(item, ReadError)]
    assert "no such file" in said[0]
    assert "is a folder without a readable file; known suffixes: .txt" in said[1]
    assert "no reader understands the markup of .rtf files" in said[2]
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


@pytest.mark.parametrize("folder", [False, True])
def test_documents_that_differ_in_their_ending_have_ids_of_their_own(tmp_path, folder):
    for name in ("a.md", "a.txt", "b.txt"):
        (tmp_path / name).write_text("Un mot.\n", encoding="utf-8")
    named = [tmp_path] if folder else [tmp_path / name for name in ("a.md", "a.txt", "b.txt")]
    assert [item.id for item in read_inputs(named)] == ["a-md", "a-txt", "b"]


def test_documents_without_a_reader_are_found_below_folders(tmp_path):
    for name in ("a.md", "a.ods", "b/c.vue", "b/d.py", "b/.e.ods", "f.png", "g.ods"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Un mot.\n", encoding="utf-8")
    found = unread_files(
        [tmp_path, tmp_path / "g.ods"], readers=all_readers(), exclude=lambda one: one.path.stem == "g"
    )
    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["a.ods", "b/c.vue"]


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        (".dotx", docx_files.package("<w:p><w:r><w:t>Un mot.</w:t></w:r></w:p>")),
        (".ppsx", pptx_files.package(pptx_files.shape(pptx_files.paragraph(pptx_files.run("Un mot."))))),
        (".potx", pptx_files.package(pptx_files.shape(pptx_files.paragraph(pptx_files.run("Un mot."))))),
        (".ott", odf_files.package("<text:p>Un mot.</text:p>", kind="text-template")),
    ],
)
def test_templates_and_shows_are_read_as_documents(tmp_path, suffix, data):
    path = tmp_path / f"a{suffix}"
    path.write_bytes(data)
    (article,) = read_inputs([path])
    assert isinstance(article, Article)
    assert [block.text for block in article.blocks if block.kind not in VERBATIM] == ["Un mot."]


@pytest.mark.parametrize(
    "names", [("a/pont.txt", "b/pont.txt"), ("a/pont.txt", "b/pont.md"), ("x/a/pont.txt", "y/a/pont.txt")]
)
def test_files_that_are_named_one_by_one_have_ids_of_their_own(tmp_path: Path, names: tuple[str, str]):
    paths = [tmp_path / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Le pont de {path.parent.name} rouvre.", encoding="utf-8")

    ids = [one.id for one in read_inputs(paths)]

    assert len(set(ids)) == 2
    files = article_files(paths, readers=all_readers())  # from which pictures and findings are placed
    assert [files[id].path for id in ids] == paths
    assert len({one.id for one in read_inputs([paths[0], paths[0]])}) == 1
