"""No sentence is read twice in a row: heading, summary or standfirst, article."""

from itertools import pairwise
from pathlib import Path

import html5lib
import pytest

from babelpress.document import Article, Block, Detection, Record, Summary
from babelpress.formats.site.writer import SiteWriter, SiteWriterOptions

A, B, C, D = "Un train part.", "Il est plein !", "« Quelle joie ? »", "Un autre suit."
SENTENCES = (A, B, C, D)


def article(title: str, body: tuple[str, ...], **made: str) -> Record:
    blocks = (
        *([Block(kind="title", text=title)] if title else []),
        *(Block(kind="paragraph", text=text) for text in body),
    )
    return Record(
        article=Article(id="train", blocks=blocks, language="fr"),
        detection=Detection(language="fr", confidence=1.0),
        summaries=tuple(
            Summary(language="fr", text=text, strategy="extractive", kind=kind)  # type: ignore[arg-type]  # keys
            for kind, text in made.items()
        ),
    )


def shown(path: Path, inside: str) -> list[str]:
    """The sentences under an element, in order of reading, without those of a box that is folded."""
    page = html5lib.parse(path.read_text(encoding="utf-8"), namespaceHTMLElements=False).find(inside)
    assert page is not None
    folded = {one for box in page.iter("details") for one in box.iter("p")}
    text = " ".join(
        " ".join("".join(element.itertext()).split())
        for element in page.iter()
        if element.tag in ("h1", "h2", "p", "h3")
        and element.get("id") is None
        and element.get("class") != "unseen"
        and element not in folded
    )
    places = sorted((at, one) for one in (A[:-1], B, C, D) for at in range(len(text)) if text.startswith(one, at))
    return [one for _, one in places]


@pytest.mark.parametrize("title", ["", A[:-1], "Un titre"])
@pytest.mark.parametrize("standfirst", ["", A, f"{A} {B}"])
@pytest.mark.parametrize("summary", ["", A, f"{A} {B} {C}", f"{B} {A}", f"{D} {A} {B}", f"{C} {D}"])
def test_no_sentence_stands_twice_in_a_row(title: str, standfirst: str, summary: str, tmp_path: Path):
    for number, first in enumerate((f"{A} {B}", A, f"{B} {C}")):
        folder, body = tmp_path / str(number), (first, "Fin.")
        made = {name: text for name, text in (("standfirst", standfirst), ("summary", summary)) if text}
        with SiteWriter(folder, SiteWriterOptions(slugs="id")) as writer:
            writer.write(article(title, body, **made))

        page, index = shown(folder / "fr/train.html", ".//article"), shown(folder / "index.html", ".//article")
        own = [
            one for one in SENTENCES if one in f"{title}." and body[0].startswith(one)
        ]  # the author's own repetition
        own += [A[:-1]] if A in own else []
        assert [one for one, other in pairwise(page) if one == other and one not in own] == []
        above = page[: -sum(one in first for one in SENTENCES)]
        assert [one for one in above if one in first and one != title] == []
        assert [one for one, other in pairwise(index) if one == other] == []


def test_a_page_shows_a_summary_or_a_standfirst(tmp_path: Path):
    with SiteWriter(tmp_path, SiteWriterOptions(slugs="id")) as writer:
        writer.write(article("Un titre", (A, B), standfirst=D, summary=f"{C} {D}"))

    page = (tmp_path / "fr/train.html").read_text(encoding="utf-8")

    assert 'class="summary"' in page
    assert 'class="standfirst"' not in page


@pytest.mark.parametrize("breaks", [" ", "\n\n"])
@pytest.mark.parametrize("count", range(5))
def test_the_box_is_folded_where_the_article_begins_with_some_of_it(count: int, breaks: str, tmp_path: Path):
    """With nothing of it the box is open, with all of it there is none, and the standfirst only where it is new."""
    body = (*breaks.join((*SENTENCES[:count], "Puis la nuit tombe sur la ville.")).split("\n\n"), "Fin.")
    with SiteWriter(tmp_path, SiteWriterOptions(slugs="id")) as writer:
        writer.write(article("Un titre", body, standfirst=A, summary=" ".join(SENTENCES)))

    page = (tmp_path / "fr/train.html").read_text(encoding="utf-8")

    assert ('<aside class="summary"' in page, '<details class="summary"' in page) == (count == 0, 0 < count < 4)
    assert ('class="standfirst"' in page) is False
    assert 0 < count < 4 or " ".join(SENTENCES) in page or count == 4


def test_a_sentence_later_in_the_article_leaves_the_box_open(tmp_path: Path):
    with SiteWriter(tmp_path, SiteWriterOptions(slugs="id")) as writer:
        writer.write(article("Un titre", (f"{A} Le quai de la gare reste vide.", B), summary=B))

    assert '<aside class="summary"' in (tmp_path / "fr/train.html").read_text(encoding="utf-8")
