"""What a document of HTML or Markdown shows stays on its page, and nothing harmful."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from babelpress.document import Article, Meta, Record
from babelpress.formats.html.format import HtmlFormat, HtmlFormatOptions
from babelpress.formats.markdown.format import MarkdownFormat, MarkdownFormatOptions
from babelpress.formats.site.bodies import body
from babelpress.formats.site.pictures import Pictures
from babelpress.formats.site.safe_html import safe
from babelpress.formats.site.writer import SiteWriter, SiteWriterOptions
from growth import LINEAR, growth

TABLE = "<table><caption>Prix</caption><tr><th>Ville</th><td>Nice</td></tr></table>"
HTML = f"""<html lang="fr"><body><header><nav><p>Menu</p></nav></header><article><h1>Le titre</h1>
<figure><img src="t.jpg" alt="Un train"><figcaption>Le train à <em>Nice</em></figcaption></figure>
<p>Le prix<sup><a href="#f1" id="r1">1</a></sup>.</p>{TABLE}
<iframe src="https://video.example/1" title="La vidéo"></iframe>
<ol><li id="f1">Une note.</li></ol></article></body></html>"""
MARKDOWN = """---
title: Le titre
---

Le prix[^1].

![Un train](t.jpg)

| Ville |
|---|
| Nice |

{{< video 1 >}}

[^1]: Une note.
"""


def article(text: str, suffix: str) -> Article:
    form = HtmlFormat(HtmlFormatOptions()) if suffix == "html" else MarkdownFormat(MarkdownFormatOptions())
    return form.article(BytesIO(text.encode()), name=f"a.{suffix}")


def shown(text: str, suffix: str, url: str | None = None) -> Markup:
    read = article(text, suffix)
    read = replace(read, meta=Meta(url=url))
    found = body(read, read.blocks, language="fr", pictures=Pictures("a"))
    assert found is not None
    return found


def test_a_page_keeps_pictures_captions_tables_notes_and_embeds():
    found = shown(HTML, "html")

    assert '<img src="t.jpg" alt="Un train"' in found
    assert "<figcaption>Le train à <em>Nice</em></figcaption>" in found
    assert "<caption>Prix</caption>" in found
    assert "<th>Ville</th>" in found
    assert 'href="#f1"' in found
    assert '<li id="f1">' in found
    assert '<p class="embed"><a href="https://video.example/1">La vidéo</a></p>' in found
    assert "Menu" not in found
    assert "Le titre" not in found  # it stands above


def test_markdown_keeps_pictures_tables_and_notes():
    found = shown(MARKDOWN, "md")

    assert '<img alt="Un train" src="t.jpg"' in found or '<img src="t.jpg" alt="Un train"' in found
    assert "<td>Nice</td>" in found
    assert "Une note." in found
    assert "video" not in found
    assert "title:" not in found


def test_relative_addresses_are_those_of_the_original():
    found = shown(HTML, "html", "https://example.org/a/b.html")

    assert 'src="https://example.org/a/t.jpg"' in found
    assert 'href="#f1"' in found


@pytest.mark.parametrize(
    "source",
    [
        '<p onclick="x()">A</p>', '<a href="javascript:x()">A</a>', '<img src="javascript:x" onerror="x()">',
        "<script>x()</script>", "<style>p{}</style>", '<svg onload="x()"><script>x()</script></svg>',
        '<a href=" JaVaScRiPt:x()">A</a>', '<iframe src="data:text/html,x"></iframe>', "<p style='x'>A",
        '<form action="/x"><input></form>', '<a href="&#106;avascript:x()">A</a>', "<p>&lt;script&gt;x()</p>",
        '<object data="javascript:x"></object>', '<p id="x y">A</p>', '<base href="https://x.y">',
    ],
)  # fmt: skip
def test_nothing_harmful_is_kept(source: str):
    found = safe(source)

    for element in html5lib.parse(found, namespaceHTMLElements=False).iter():
        assert element.tag not in ("script", "style", "svg", "iframe", "object", "form", "input", "base")
        assert not any(name.startswith("on") or name == "style" for name in element.attrib)
        for name in ("href", "src"):
            assert not re.match(r"\s*(?:javascript|data):", element.get(name, ""), re.IGNORECASE)


TAGS = [f"<{slash}{name}>" for name in
        ("p", "b", "a", "table", "tr", "td", "caption", "ul", "li", "div", "figure", "figcaption", "h1", "h3", "dl",
         "dd", "blockquote", "pre", "img src=a", "br", "hr", "section") for slash in ("", "/")]  # fmt: skip


@given(st.lists(st.sampled_from([*TAGS, "mot ", "&amp; "]), max_size=25))
def test_any_tags_give_a_page_that_is_valid_and_has_all_words(parts):
    found = safe("".join(parts))

    html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(str(found))
    assert found.count("mot") == parts.count("mot ")


@pytest.mark.parametrize("part", ["<div>", "<b>", "<table>", "<p>a", "<iframe>", "</p>", "<ul><li>", "<a href=x>"])
def test_any_number_of_tags_takes_linear_time(part: str):
    assert growth(safe, lambda count: part * count, 5_000) < LINEAR


def test_the_page_holds_the_body_and_is_small(tmp_path: Path):
    with SiteWriter(tmp_path, SiteWriterOptions(slugs="id")) as writer:
        writer.write(Record(article=article(HTML, "html")))

    page = (tmp_path / "fr/a.html").read_text(encoding="utf-8")

    assert "<figcaption>" in page
    assert len(page.encode()) < 60_000
    html5lib.HTMLParser(strict=True).parse(page)


@pytest.mark.parametrize(
    "address",
    ["{% post_url 2026-11-30-train %}", "{{ site.baseurl }}/a/", "/a/{{ page.b }}", "{{ '/a' | relative_url }}"],
)
def test_an_address_that_a_template_writes_leads_nowhere_and_is_not_read(address: str):
    """Jekyll would have replaced it; of a link the text stays, and code shows what it has."""
    page = shown(f"# Un titre\n\nVoir [la suite]({address}) ici. ![Une gare]({address}){{: .large }}\n\nFin.", "md")

    assert "<p>Voir la suite ici." in page
    assert all(sign not in page for sign in ("href", "src", "{", "%", "]", "site.", "\ue5a0"))
    assert "{{ a b }}" in shown("# Un titre\n\nUn mot `[x]({{ a b }})` ici.", "md")
