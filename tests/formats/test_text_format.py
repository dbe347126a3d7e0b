import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.document import Article
from babelpress.errors import UnreadableInput
from babelpress.formats.base import ReadError
from babelpress.formats.decoding import normal_form
from babelpress.formats.text.plain import TextReader, TextReaderOptions, TextWriter, TextWriterOptions, render_text
from babelpress.formats.text.structure import structure

READER = TextReader(TextReaderOptions())


def test_a_file_is_one_article_named_after_it(tmp_path):
    path = tmp_path / "L'Été à Liège.fr.txt"
    path.write_text("Un titre\nUne phrase.\nNederlands\nFrançais\n", encoding="utf-8")

    (article,) = READER.read(path)

    assert isinstance(article, Article)
    assert (article.id, article.title, article.format) == ("l-ete-a-liege-fr", "Un titre", "text")
    assert article.meta.menu == ("Nederlands", "Français")
    assert article.text == "Un titre\nUne phrase."


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b" \n\t\n", "only white space"),
        (b"English\nDeutsch\n", "only a language menu"),
        (b"\xe9", "is not UTF-8"),
        (b"a" * 21, "too long"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_reason(tmp_path, data, said):
    path = tmp_path / "a.txt"
    path.write_bytes(data)

    (unread,) = TextReader(TextReaderOptions(max_characters=20)).read(path)

    assert isinstance(unread, ReadError)
    assert isinstance(unread.error, UnreadableInput)
    assert unread.id == str(path)
    assert str(path) in str(unread.error)
    assert said in str(unread.error)


def test_missing_files_and_folders_come_as_unread(tmp_path):
    found = [*READER.read(tmp_path / "none.txt"), *READER.read(tmp_path)]

    assert [type(item) for item in found] == [ReadError, ReadError]


def test_a_stream_is_read_like_a_file():
    (article,) = READER.read_stream(io.BytesIO("Été".encode()), name="stdin")

    assert isinstance(article, Article)
    assert (article.id, article.text) == ("stdin", "Été")


def test_written_text_has_the_documented_form(tmp_path, record):
    with TextWriter(tmp_path / "out", TextWriterOptions()) as writer:
        writer.write(record)

    assert (tmp_path / "out/nl/contrat.txt").read_text(encoding="utf-8") == (
        "Het megacontract voor AI stuit op grote obstakels\n\nIn het kort\n\nRésumé nl du contrat.\n\n* * *\n\n"
        "L'accord vaut 5\u202f000 milliards, soit 80\u00a0% du marché.\n\nDes inquiétudes en coulisses\n\n"
        "« Il ne s'agit pas seulement d'argent. »\n\n"
        "1. Cent milliards\n  - dont la moitié hier\n2. Trente milliards\n\n* * *\n\nLa fin.\n"
    )
    assert sorted(path.name for path in (tmp_path / "out").iterdir() if path.is_dir()) == ["en", "fr", "nl"]


def test_written_text_reads_back_as_the_same_blocks(tmp_path, record):
    with TextWriter(tmp_path / "out", TextWriterOptions(summary=False)) as writer:
        writer.write(record)

    (article,) = READER.read(tmp_path / "out/fr/contrat.txt")

    assert isinstance(article, Article)
    assert article.blocks == record.article.blocks


@given(st.text(alphabet="aB .-1)«»\n", max_size=80))
def test_rendering_loses_no_visible_character(text):
    normal = normal_form(text)

    rendered = render_text(structure(normal).blocks)

    assert "".join(rendered.split()) == "".join(normal.split())
