import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import html5lib
import pytest
from pydantic import ValidationError

from babelpress.document import Article, Block, Detection, Meta, Record, Summary, Translation
from babelpress.formats.folder_writer import working_folder
from babelpress.formats.globbing import expand
from babelpress.formats.site.pages import describe, language, shorten, show_date
from babelpress.formats.site.writer import SiteWriter, SiteWriterOptions
from babelpress.formats.versions import versions

OPTIONS = SiteWriterOptions(title="Le Quotidien", slugs="id", notice={"nl": "Vragen? Bel ons."})
NASTY = """<script>alert("1")</script> & 'l"é' \x07\x85\ufffe </style> {{ x }}"""


def write(folder: Path, *records: Record, options: SiteWriterOptions = OPTIONS) -> Path:
    with SiteWriter(folder, options) as writer:
        for record in records:
            writer.write(record)
    return folder


def pages(folder: Path) -> dict[str, Element]:
    """Every page, parsed by a parser that raises on anything HTML5 does not allow."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return {
        str(path.relative_to(folder)): parser.parse(path.read_text(encoding="utf-8")) for path in folder.rglob("*.html")
    }


def hrefs(page: Element, path: str = ".//a") -> list[str]:
    return [element.get("href", "") for element in page.iterfind(path)]


def alternates(page: Element) -> dict[str, str]:
    return {e.get("hreflang", ""): e.get("href", "") for e in page.iterfind(".//link[@rel='alternate']")}


def words(element: Element | None) -> str:
    assert element is not None
    return " ".join("".join(element.itertext()).split())


@pytest.fixture
def strange() -> Record:
    """An article that tries to break out of the page, without title, date, menu or summary."""
    blocks = tuple(
        Block(kind=kind, text=NASTY, level=1)
        for kind in ("paragraph", "heading", "quote", "list_item", "code", "raw", "caption", "paragraph")
    )
    return Record(
        article=Article(id="a/../<b>", blocks=blocks, meta=Meta(date="yesterday")),
        detection=Detection(language="it", confidence=1.0),
        translations=(Translation(language="de", blocks=blocks, segments=(), route=()),),
    )


@pytest.fixture
def titled() -> Record:
    return Record(
        article=Article(
            id="index", language="fr", blocks=(Block(kind="title", text=NASTY), Block(kind="paragraph", text="A."))
        ),
        summaries=(Summary(language="fr", text=NASTY * 5, strategy="lead"),),
    )


def test_there_is_a_page_per_version_and_an_index_per_language(tmp_path, record):
    assert sorted(pages(write(tmp_path, record))) == [
        "en/contrat.html",
        "en/index.html",
        "fr/contrat.html",
        "fr/index.html",
        "index.html",
        "nl/contrat.html",
        "nl/index.html",
    ]


def test_site_holds_nothing_but_what_is_published(tmp_path, record, strange, titled):
    site = tmp_path / "site"
    for records in ((record, strange), (titled,)):
        write(site, *records)

    assert {path.suffix for path in site.rglob("*") if path.is_file()} == {".html"}
    assert not [path for path in site.rglob("*") if path.name.startswith(".")]
    assert sorted(path.name for path in tmp_path.iterdir()) == [".site.babelpress", "site"]


def test_site_that_was_removed_shows_nothing_of_before(tmp_path, record):
    site = write(tmp_path / "site", record)
    shutil.rmtree(site)

    found = pages(write(site, replace(record, translations=record.translations[:1])))

    assert sorted(found) == ["fr/contrat.html", "fr/index.html", "index.html", "nl/contrat.html", "nl/index.html"]


def test_working_files_are_no_input_of_a_folder(tmp_path, record):
    write(tmp_path / "site", record)

    assert [found.path.suffix for found in expand(tmp_path, known=lambda path: path.suffix in (".json", ".html"))] == [
        ".html"
    ] * 7


def test_no_articles_give_a_valid_index(tmp_path):
    assert list(pages(write(tmp_path))) == ["index.html"]


def test_every_page_is_valid_html5_and_its_links_lead_somewhere(tmp_path, record, strange, titled):
    found = pages(write(tmp_path, record, strange, titled))

    broken = [
        (name, href)
        for name, page in found.items()
        for href in hrefs(page) + hrefs(page, ".//link[@rel='alternate']") + hrefs(page, ".//link[@rel='canonical']")
        if not href.startswith("#") and not (tmp_path / name).parent.joinpath(unquote(href)).is_file()
    ]
    assert broken == []
    assert len(found) == 1 + 5 + 3 + 2 + 1


def test_pages_take_nothing_from_elsewhere(tmp_path, record, strange, titled):
    write(tmp_path, record, strange, titled)

    for path in tmp_path.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        page = html5lib.parse(text, namespaceHTMLElements=False)
        terms = text.replace("https://schema.org", "")  # names of terms, which nothing fetches
        assert "://" not in terms
        assert "url(" not in text
        assert {script.get("type") for script in page.iterfind(".//script")} <= {"application/ld+json"}
        assert not {link.get("rel") for link in page.iterfind(".//link")} - {"canonical", "alternate", "icon"}


def test_text_is_shown_as_it_stands(tmp_path, strange, titled):
    found = pages(write(tmp_path, strange, titled))

    shown = [words(page) for name, page in found.items() if name.startswith("de/a-b")]
    assert len(shown) == 1
    assert shown[0].count("""<script>alert("1")</script> & 'l"é' </style> {{ x }}""") >= 8


def test_the_page_says_its_language_and_its_versions(tmp_path, record):
    for name, page in pages(write(tmp_path, record)).items():
        if name == "index.html":
            continue
        code = name[:2]
        menu = page.find(".//nav")
        assert page.get("lang") == code
        assert menu is not None
        assert menu.get("aria-label") == language(code).labels.languages
        links = menu.findall(".//a")
        assert [(a.get("lang"), a.get("hreflang")) for a in links] == [("fr", "fr"), ("nl", "nl"), ("en", "en")]
        assert [a.text for a in links] == ["Français", "Nederlands", "English"]
        assert [a.get("lang") for a in links if a.get("aria-current") == "page"] == [code]


def test_alternates_are_reciprocal_and_default_to_the_source(tmp_path, record):
    found = {name: page for name, page in pages(write(tmp_path, record)).items() if name.endswith("contrat.html")}

    expected = {code: f"../{code}/contrat.html" for code in ("fr", "nl", "en")} | {"x-default": "../fr/contrat.html"}
    assert [alternates(page) for page in found.values()] == [expected] * 3


def test_a_base_url_makes_addresses_for_machines_absolute(tmp_path, record):
    options = SiteWriterOptions(base_url="https://example.org/news/", slugs="id")

    page = pages(write(tmp_path, record, options=options))["nl/contrat.html"]

    assert hrefs(page, ".//link[@rel='canonical']") == ["https://example.org/news/nl/contrat.html"]
    assert alternates(page)["x-default"] == "https://example.org/news/fr/contrat.html"
    assert not [href for href in hrefs(page) if "://" in href]


def test_a_base_url_without_scheme_is_refused():
    with pytest.raises(ValidationError, match="https://"):
        SiteWriterOptions(base_url="example.org")


def test_the_menu_of_the_page_orders_the_languages(tmp_path, record):
    menu = Meta(menu=("English", "Deutsch", "Français", "Nederlands"))

    page = pages(write(tmp_path, replace(record, article=replace(record.article, meta=menu))))["nl/contrat.html"]

    assert [a.get("lang") for a in page.iterfind(".//nav//a")] == ["en", "fr", "nl"]


def test_the_summary_stands_apart_and_describes_the_page(tmp_path, record):
    page = pages(write(tmp_path, record))["nl/contrat.html"]

    assert words(page.find(".//aside")) == "In het kort Résumé nl du contrat."
    assert [e.get("content") for e in page.iterfind(".//meta[@name='description']")] == ["Résumé nl du contrat."]
    assert page.findtext(".//title") == "Het megacontract voor AI stuit op grote obstakels | Le Quotidien"


def test_a_translation_says_so_and_leads_to_the_original(tmp_path, record):
    found = pages(write(tmp_path, record))

    notice = found["nl/contrat.html"].find(".//p[@class='notice']")
    assert words(notice) == (
        "Dit artikel is automatisch vertaald door AI en niet nagekeken. Vragen? Bel ons. "
        "Oorspronkelijke tekst: Français"
    )
    assert notice is not None
    assert hrefs(notice) == ["../fr/contrat.html"]
    assert found["fr/contrat.html"].find(".//p[@class='notice']") is None


def test_blocks_have_the_elements_they_mean(tmp_path, record):
    body = pages(write(tmp_path, record))["nl/contrat.html"].find(".//div[@class='body']")

    assert body is not None
    assert [element.tag for element in body] == ["p", "h2", "blockquote", "ol", "hr", "p"]
    assert [words(element) for element in body.iterfind("./ol/li")] == [
        "Cent milliards dont la moitié hier",
        "Trente milliards",
    ]
    assert [element.get("value") for element in body.iterfind("./ol/li")] == ["1", "2"]
    assert words(body.find("./ol/li/ul/li")) == "dont la moitié hier"


def test_dates_are_written_as_in_the_language(tmp_path, record):
    times = {name: page.find(".//time") for name, page in pages(write(tmp_path, record)).items()}

    assert {(t.get("datetime"), t.text) for name, t in times.items() if t is not None and name.startswith("nl/c")} == {
        ("2025-03-01", "1 maart 2025")
    }


@pytest.mark.parametrize(
    ("date", "code", "expected"),
    [
        (None, "fr", None),
        ("", "fr", None),
        ("hier", "fr", None),
        ("2025-02-30", "fr", None),
        ("2025-12-24T10:00:00Z", "de", ("2025-12-24", "24. Dezember 2025")),
        ("2025-08-01", "pt", ("2025-08-01", "1 de agosto de 2025")),
    ],
)
def test_a_date_is_shown_only_when_it_is_one(date, code, expected):
    assert show_date(date, language(code)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("Court.", "Court."),
        ("Dix mots, et", "Dix mots, et"),
        ("Dix mots, et plus", "Dix mots…"),
        ("abcdefghijklmnop", "abcdefghijk…"),
        ("de 5\u00a0000\u00a0000 euros", "de…"),
    ],
)
def test_a_text_is_cut_at_a_word(text, expected):
    assert shorten(text, 12) == expected
    assert len(expected) <= 12


def test_a_description_fits_a_search_engine(record):
    summary = Summary(language="fr", text="Un mot et un autre. " * 20, strategy="lead")

    text = describe(versions(replace(record, summaries=(summary,)))[0])

    assert len(text) <= 155
    assert text.endswith("…")


def test_indexes_list_the_newest_first_with_summaries(tmp_path, record, titled):
    older = replace(record, article=replace(record.article, id="vieux", meta=Meta(date="2024-01-01")))

    found = pages(write(tmp_path, titled, older, record))

    assert hrefs(found["nl/index.html"], ".//article/h2/a") == ["contrat.html", "vieux.html"]
    assert hrefs(found["index.html"], ".//article/h3/a")[:2] == ["fr/contrat.html", "fr/vieux.html"]
    assert len(hrefs(found["index.html"], ".//article/h3/a")) == 3
    assert "Résumé nl du contrat." in words(found["nl/index.html"].find(".//article"))


def test_an_index_is_written_after_an_interruption(tmp_path, record):
    with pytest.raises(KeyboardInterrupt), SiteWriter(tmp_path, OPTIONS) as writer:
        writer.write(record)
        raise KeyboardInterrupt

    assert hrefs(pages(tmp_path)["nl/index.html"], ".//article/h2/a") == ["contrat.html"]


def test_a_run_that_fails_before_its_first_article_writes_no_index(tmp_path):
    with pytest.raises(KeyboardInterrupt), SiteWriter(tmp_path, OPTIONS):
        raise KeyboardInterrupt

    assert pages(tmp_path) == {}


def test_a_second_run_lists_the_articles_of_the_first_too(tmp_path, record, titled):
    write(tmp_path, record)

    found = pages(write(tmp_path, titled))

    assert len(found["fr/index.html"].findall(".//article")) == 2
    assert len(found["nl/index.html"].findall(".//article")) == 1


def test_a_language_made_later_joins_those_made_before(tmp_path, record):
    german = Translation(language="de", blocks=record.article.blocks, segments=(), route=())
    write(tmp_path, record)

    found = pages(write(tmp_path, replace(record, translations=(german,), summaries=record.summaries[:1])))

    assert set(alternates(found["nl/contrat.html"])) == {"fr", "de", "nl", "en", "x-default"}
    assert words(found["nl/contrat.html"].find(".//aside")) == "In het kort Résumé nl du contrat."


def test_versions_of_an_older_text_go_when_the_text_changes(tmp_path, record):
    changed = (*record.article.blocks[:-1], Block(kind="paragraph", text="Une autre fin."))
    write(tmp_path, record)

    write(
        tmp_path, replace(record, article=replace(record.article, blocks=changed), translations=record.translations[:1])
    )
    found = pages(tmp_path)

    assert "en/contrat.html" not in found
    assert set(alternates(found["nl/contrat.html"])) == {"fr", "nl", "x-default"}
    marker = json.loads((working_folder(tmp_path) / "articles.json").read_text())
    assert marker["articles"]["site"]["contrat"]["versions"].keys() == {"fr", "nl"}


def test_a_language_without_articles_left_keeps_no_link(tmp_path, record):
    write(tmp_path, record)
    changed = Article(id="contrat", blocks=(Block(kind="paragraph", text="Tout autre."),))

    found = pages(write(tmp_path, Record(article=changed, detection=record.detection)))

    assert sorted(found) == ["fr/contrat.html", "fr/index.html", "index.html"]


def test_two_runs_of_the_same_records_give_the_same_bytes(tmp_path, record, strange):
    one, two = write(tmp_path / "one", record, strange), write(tmp_path / "two", record, strange)
    write(two, record, strange)

    names = sorted(path.relative_to(one) for path in one.rglob("*.html"))
    assert [(one / name).read_bytes() for name in names] == [(two / name).read_bytes() for name in names]


def test_style_keeps_text_readable(tmp_path, record):
    style = pages(write(tmp_path, record))["index.html"].findtext(".//style") or ""
    colours = [dict(re.findall(r"--(\w+): (#\w{6})", block)) for block in style.split("prefers-color-scheme")[:2]]

    assert [
        min(contrast(c[ink], c[paper]) for ink in ("ink", "soft", "accent") for paper in ("paper", "box")) > 4.5
        for c in colours
    ] == [True, True]


def contrast(one: str, two: str) -> float:
    """The contrast ratio of WCAG 2.2, 1 to 21; 4.5 is what running text needs."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_a_list_has_the_standfirst_and_a_page_the_summary(tmp_path, record):
    short = tuple(
        Summary(language=code, kind=kind, text=f"{kind} {code}.", strategy="extractive")
        for code in ("fr", "nl")
        for kind in ("standfirst", "description")
    )

    found = pages(write(tmp_path, replace(record, summaries=(*short, *record.summaries))))
    page = found["nl/contrat.html"]

    assert page.find(".//p[@class='standfirst']") is None
    assert [
        page.find(f".//meta[@{key}]").get("content") for key in ("name='description'", "property='og:description'")
    ] == ["description nl."] * 2
    assert words(page.find(".//aside")) == "In het kort Résumé nl du contrat."
    assert "standfirst nl." in words(found["nl/index.html"].find(".//article"))


def test_without_a_summary_a_page_has_the_standfirst(tmp_path, record):
    standfirst = Summary(language="nl", kind="standfirst", text="Een zin.", strategy="extractive")

    page = pages(write(tmp_path, replace(record, summaries=(standfirst,))))["nl/contrat.html"]

    assert words(page.find(".//article/header/p[@class='standfirst']")) == "Een zin."
    assert page.find(".//aside") is None


def test_no_page_has_an_empty_paragraph(tmp_path, record):
    empty = tuple(replace(one, text="", checks=("no_sentence_fits",)) for one in record.summaries)

    found = pages(write(tmp_path, replace(record, summaries=empty)))

    assert "nl/index.html" in found
    for name, page in found.items():
        empty_ones = [one for one in page.iter("p") if not len(one) and not words(one)]
        assert [one.attrib for one in empty_ones] == [], name


def test_a_page_without_standfirst_and_with_an_empty_description_is_as_before(tmp_path, record):
    empty = tuple(
        Summary(language="nl", kind=kind, text="", strategy="extractive", checks=("no_sentence_fits",))
        for kind in ("standfirst", "description")
    )

    found = [
        (write(tmp_path / name, replace(record, summaries=summaries)) / "nl/contrat.html").read_text(encoding="utf-8")
        for name, summaries in (("a", record.summaries), ("b", (*record.summaries, *empty)))
    ]

    assert found[0] == found[1]
