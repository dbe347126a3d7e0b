"""Feeds, site map, pages of lists, and themes."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import html5lib
import pytest
from pydantic import ValidationError

from babelpress.document import Meta, Record
from babelpress.errors import ConfigError
from babelpress.formats.site.listing import feeds
from babelpress.formats.site.writer import SiteWriter, SiteWriterOptions

BASE = "https://example.org/news"


def written(folder: Path, *records: Record, **options: Any) -> Path:
    with SiteWriter(folder, SiteWriterOptions(**{"slugs": "id", **options})) as writer:
        for record in records:
            writer.write(record)
    return folder


def several(record: Record, count: int) -> list[Record]:
    days = [f"2025-03-{day + 1:02}" for day in range(count)]
    return [replace(record, article=replace(record.article, id=f"a{d}", meta=Meta(date=d))) for d in days]


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_feed_has_the_articles_of_its_language(tmp_path, record):
    site = written(tmp_path, *several(record, 3), base_url=BASE, title="A & B")

    channel = fromstring((site / "nl/feed.xml").read_text(encoding="utf-8")).find("channel")

    assert channel is not None
    assert (channel.findtext("title"), channel.findtext("language")) == ("A & B", "nl")
    assert [item.findtext("link") for item in channel.iterfind("item")] == [
        f"{BASE}/nl/a2025-03-0{day}.html" for day in (3, 2, 1)
    ]
    assert channel.findtext("item/pubDate") == "Mon, 03 Mar 2025 00:00:00 +0000"
    assert channel.findtext("item/description") == "Résumé nl du contrat."
    assert 'type="application/rss+xml"' in (site / "nl/index.html").read_text(encoding="utf-8")


def test_the_site_map_names_every_page_with_its_languages(tmp_path, record):
    site = written(tmp_path, *several(record, 2), base_url=BASE)

    root = fromstring((site / "sitemap.xml").read_text(encoding="utf-8"))
    space = {"m": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    found = {
        url.findtext("m:loc", "", space).removeprefix(f"{BASE}/"): {
            link.get("hreflang"): link.get("href") for link in url.iterfind("x:link", space)
        }
        for url in root.iterfind("m:url", space)
    }

    assert set(found) == {name for name in names(site) if name.endswith(".html")} - {"404.html"}
    article = found["nl/a2025-03-01.html"]
    assert article["x-default"] == article["fr"] == f"{BASE}/fr/a2025-03-01.html"
    assert set(article) == {"fr", "nl", "en", "x-default"}


def test_without_an_address_a_site_has_pages_only(tmp_path, record):
    assert {Path(name).suffix for name in names(written(tmp_path, record))} == {".html"}
    assert "404.html" not in names(tmp_path)


def test_lists_have_pages_and_lose_those_that_are_not_needed(tmp_path, record):
    written(tmp_path, *several(record, 5), per_page=2)

    found = {
        name: html5lib.parse((tmp_path / name).read_text(encoding="utf-8"), namespaceHTMLElements=False)
        for name in names(tmp_path)
    }
    pages = ["index.html", "index.2.html", "index.3.html"]
    for folder in ("", "nl/"):
        shown = [len(found[folder + name].findall(".//article")) for name in pages]
        older = [a.get("href") for name in pages for a in found[folder + name].iterfind(".//a[@rel='next']")]
        newer = [a.get("href") for name in pages for a in found[folder + name].iterfind(".//a[@rel='prev']")]
        assert (shown, older, newer) == ([2, 2, 1], pages[1:], pages[:2])

    written(tmp_path, per_page=4)
    assert {name for name in names(tmp_path) if "index." in name and name[:2] != "fr"} == {
        folder + name for folder in ("", "nl/", "en/") for name in pages[:2]
    }


def test_a_theme_changes_colours_logo_and_templates(tmp_path, record):
    theme = tmp_path / "theme"
    theme.mkdir()
    (theme / "colours.css").write_text(":root { --accent: #123456 }")
    (theme / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    (theme / "missing.html").write_text("Weg: {{ site }}")
    site = written(tmp_path / "site", record, theme=str(theme), base_url=BASE)

    page = (site / "nl/contrat.html").read_text(encoding="utf-8")

    assert "--accent: #123456" in page
    assert 'src="data:image/svg+xml;base64,' in page
    assert (site / "404.html").read_text(encoding="utf-8") == "Weg: Babelpress"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("article.html", "{% if %}", "article.html"),
        ("colours.css", "</style><script>", "style"),
        ("logo.png", "x" * 20_001, "logo.png"),
    ],
)
def test_a_theme_that_cannot_be_used_is_told_first(tmp_path, name, text, said):
    (tmp_path / name).write_text(text)

    with pytest.raises(ConfigError, match=said):
        SiteWriter(tmp_path / "site", SiteWriterOptions(theme=str(tmp_path)))


def test_a_theme_that_does_not_exist_is_refused(tmp_path):
    with pytest.raises(ValidationError, match="no folder"):
        SiteWriterOptions(theme=str(tmp_path / "gone"))


@pytest.mark.parametrize("count", [0, 1, 50, 51, 120])
def test_feeds_lead_to_every_article(count: int):
    articles = [
        {"heading": f"Titel {i}", "summary": "", "href": f"https://a.nl/{i}", "date": None} for i in range(count)
    ]
    own = "https://a.nl/nl/feed.xml"

    made = feeds(title="A", language="nl", home="https://a.nl/", own=own, articles=articles)

    found, visited, address = [], [], own
    while address:
        visited.append(address.rpartition("/")[2])
        channel = fromstring(made[visited[-1]]).find("channel")
        found += [item.findtext("link") for item in channel.findall("item")]
        links = {link.get("rel"): link.get("href") for link in channel.findall("{http://www.w3.org/2005/Atom}link")}
        assert links["self"] == address
        address = links.get("next")
    assert found == [article["href"] for article in articles]
    assert visited == list(made)
