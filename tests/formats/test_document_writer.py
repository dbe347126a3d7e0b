"""The writer of documents: each version in the format it came in."""

from dataclasses import replace
from pathlib import Path

import pytest

from babelpress.config.schema import Component
from babelpress.document import VERBATIM, Article, Record, Translation
from babelpress.formats.document_writer import DocumentWriter, document_format
from babelpress.formats.inputs import read_inputs

PAGE = '<html lang="fr"><p>Un <b>mot</b>&nbsp;!</p></html>\n'


def shouted(article: Article) -> Record:
    """A record whose Dutch version is the source in capitals."""
    blocks = tuple(b if b.kind in VERBATIM else replace(b, text=b.text.upper()) for b in article.blocks)
    made = Translation(language="nl", blocks=blocks, segments=(), route=("m",))
    return Record(article=replace(article, language="fr"), translations=(made,))


def article_of(path: Path, text: str) -> Article:
    path.write_text(text, encoding="utf-8")
    (article,) = read_inputs([path])
    assert isinstance(article, Article)
    return article


def test_a_version_is_written_in_its_own_format(tmp_path: Path):
    record = shouted(article_of(tmp_path / "page.html", PAGE))

    with DocumentWriter(tmp_path / "out", DocumentWriter.Options()) as writer:
        writer.write(record)

    assert (tmp_path / "out/fr/page.html").read_text(encoding="utf-8") == PAGE
    assert (tmp_path / "out/nl/page.html").read_text(encoding="utf-8") == (
        '<html lang="nl"><p>UN <b>MOT</b>&nbsp;!</p></html>\n'
    )


def test_plain_text_is_written_as_plain_text(tmp_path: Path):
    record = shouted(article_of(tmp_path / "a.txt", "Un titre\n\nUn mot.\n"))

    with DocumentWriter(tmp_path / "out", DocumentWriter.Options()) as writer:
        writer.write(record)

    assert (tmp_path / "out/nl/a.txt").read_text(encoding="utf-8") == "UN TITRE\n\nUN MOT.\n"


def test_options_of_a_format_are_those_given(tmp_path: Path):
    film = "1\n00:00:01,000 --> 00:00:02,000\nUne phrase assez longue.\n"
    record = shouted(article_of(tmp_path / "film.srt", film))
    options = DocumentWriter.Options(formats=(Component.model_validate({"kind": "srt", "max_line": 14}),))

    with DocumentWriter(tmp_path / "out", options) as writer:
        writer.write(record)

    assert "UNE PHRASE\nASSEZ LONGUE." in (tmp_path / "out/nl/film.srt").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["text", "jsonl", "nothing"])
def test_a_format_without_structure_is_none(kind: str):
    assert document_format(kind) is None
