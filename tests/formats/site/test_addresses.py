"""Addresses of pages: made of the titles, unique, and the same at every later run."""

import re
from dataclasses import replace
from pathlib import Path

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.document import Block, Record
from babelpress.formats.site.addresses import Addresses, title_slug
from babelpress.formats.site.writer import SiteWriter, SiteWriterOptions
from babelpress.lang.base import Language


def write(folder: Path, *records: Record, **options: str) -> list[str]:
    with SiteWriter(folder, SiteWriterOptions(**options)) as writer:
        for record in records:
            writer.write(record)
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html") if path.stem[:5] != "index")


def named(record: Record, id: str, title: str | None = None) -> Record:
    blocks = record.article.blocks[1:]
    title_block = (Block(kind="title", text=title),) if title else ()
    found = tuple(replace(one, blocks=(*title_block, *one.blocks[1:])) for one in record.translations)
    return replace(record, article=replace(record.article, id=id, blocks=(*title_block, *blocks)), translations=found)


@pytest.mark.parametrize(
    ("title", "language", "expected"),
    [
        ("L'été à Liège : 5\u202f000 euros", "fr", "l-ete-a-liege-5000-euros"),
        ("Der KI-Megavertrag stößt auf große Hindernisse", "de", "der-ki-megavertrag-stoesst-auf-grosse-hindernisse"),
        ("La ñ y la ü", "es", "la-n-y-la-u"),
        ("The company’s plan, in 1000 words", "en", "the-companys-plan-in-1000-words"),
        ("Поезд в Париж", "ru", "poezd-v-parizh"),
        ("北京", "zh", "beijing"),
        ("?!", "fr", ""),
        ("un " * 60, "fr", ("un-" * 27)[:-1]),
        ("x" * 200, "fr", "x" * 80),
    ],
)
def test_a_title_is_written_as_an_address(title, language, expected):
    assert title_slug(title, language) == expected


@given(st.text(max_size=200), st.sampled_from(("fr", "de", "nl", "xx")))
def test_an_address_needs_no_escape_and_is_stable(title, language):
    made = title_slug(title, language)

    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", made)
    assert len(made) <= 80
    assert title_slug(made, language) == made


def test_letters_spelled_out_are_of_one_language():
    assert Language(code="xx").spelled_out == {}


@given(st.lists(st.sampled_from(("Un titre", "un titre!", "Index", "con", "", "x" * 100)), max_size=12))
def test_no_two_pages_have_the_same_address(titles):
    addresses = Addresses({}, by="title")

    made = [addresses.claim(f"article-{n}", {"fr": title})["fr"] for n, title in enumerate(titles)]

    assert len(set(made)) == len(made)
    assert not {"index", "con", ""} & set(made)


def test_a_page_has_the_address_of_its_title_in_its_language(tmp_path, record):
    found = write(tmp_path, record)

    assert found == [
        "en/the-ai-mega-contract-hits-major-obstacles.html",
        "fr/le-mega-contrat-d-ia-se-heurte-a-de-grands-obstacles.html",
        "nl/het-megacontract-voor-ai-stuit-op-grote-obstakels.html",
    ]


def test_every_link_leads_to_the_page_of_its_language(tmp_path, record):
    write(tmp_path, record, named(record, "sans-titre"), base_url="https://a.example/n")

    known = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    for path in tmp_path.rglob("*.html"):
        page = html5lib.parse(path.read_text(encoding="utf-8"), namespaceHTMLElements=False)
        for link in [*page.iterfind(".//link[@rel='alternate']"), *page.iterfind(".//a[@hreflang]")]:
            href, code = link.get("href", ""), link.get("hreflang", "")
            target = href.removeprefix("https://a.example/n/")
            if target == href:
                target = (path.parent / href).resolve().relative_to(tmp_path.resolve()).as_posix()
            assert target in known
            assert code == "x-default" or target.startswith(f"{code}/") or not code
    for name in ("sitemap.xml", "nl/feed.xml"):
        text = (tmp_path / name).read_text(encoding="utf-8")
        places = re.findall(r"https://a\.example/n/([^\s<\"]+)", text)
        assert set(places) <= known
        assert "nl/het-megacontract-voor-ai-stuit-op-grote-obstakels.html" in places


def test_the_same_title_twice_gives_two_addresses_whatever_the_order(tmp_path, record):
    one, two = named(record, "a", "Un titre"), named(record, "b", "Un titre")

    first = write(tmp_path / "s", one, two)
    again = write(tmp_path / "s", two, one)

    assert first == again
    assert len(first) == 6


def test_an_address_stays_when_the_title_is_corrected(tmp_path, record):
    before = write(tmp_path, named(record, "a", "Un titer"))

    assert write(tmp_path, named(record, "a", "Un titre")) == before


def test_addresses_that_an_earlier_run_made_of_ids_lead_on(tmp_path, record):
    ids = write(tmp_path, record, slugs="id", base_url="https://a.example")
    write(tmp_path, record, slugs="title", base_url="https://a.example")

    found = write(tmp_path, record, slugs="title", base_url="https://a.example")

    assert set(ids) < set(found)
    old = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(
        (tmp_path / "nl/contrat.html").read_text(encoding="utf-8")
    )
    new = "het-megacontract-voor-ai-stuit-op-grote-obstakels.html"
    assert [m.get("content") for m in old.iterfind(".//meta[@http-equiv='refresh']")] == [f"0; url={new}"]
    assert [m.get("href") for m in old.iterfind(".//link[@rel='canonical']")] == [f"https://a.example/nl/{new}"]
    assert "contrat.html<" not in (tmp_path / "sitemap.xml").read_text(encoding="utf-8")
    assert write(tmp_path, record, slugs="id") == found  # and back, without a page that leads to itself
    assert "refresh" not in (tmp_path / "nl/contrat.html").read_text(encoding="utf-8")


def test_a_language_that_comes_back_has_its_address_again(tmp_path, record):
    before = write(tmp_path, record)
    changed = replace(record.article, blocks=(*record.article.blocks, Block(kind="paragraph", text="Plus.")))
    write(tmp_path, replace(record, article=changed, translations=(), summaries=()))

    assert write(tmp_path, record) == before
