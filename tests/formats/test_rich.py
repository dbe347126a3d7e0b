"""Text for a page: links and emphasis of any format, and nothing that could run."""

import pytest

from babelpress.document import Block, InlineTag
from babelpress.formats.site.pages import rich


def shown(text: str, *marks: InlineTag) -> str:
    return str(rich(Block(kind="paragraph", text=text, markup=marks)))


def link(href: str) -> InlineTag:
    return InlineTag(start=0, end=3, tag="a", attributes=(("href", href),), open="[", close=f"]({href})")


def test_text_is_escaped():
    assert shown("a < b & <script>") == "a &lt; b &amp; &lt;script&gt;"


@pytest.mark.parametrize("href", ["https://a.example/?a=1&b=2", "mailto:a@b.fr", "../en/page.html", "#note"])
def test_a_link_leads_where_it_led(href: str):
    assert shown("ici", link(href)) == f'<a href="{href.replace("&", "&amp;")}">ici</a>'


@pytest.mark.parametrize("href", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "vbscript:x", ""])
def test_a_link_that_could_run_something_is_text(href: str):
    assert shown("ici", link(href)) == "ici"


def test_an_attribute_cannot_be_left():
    assert (
        shown("ici", link('https://a.example/"onclick="x')) == '<a href="https://a.example/&#34;onclick=&#34;x">ici</a>'
    )


def test_what_a_page_has_no_use_for_shows_what_it_covers():
    script = InlineTag(start=0, end=3, tag="script", open="<script>", close="</script>")
    picture = InlineTag(start=3, end=3, tag="img", open="<img src=x onerror=y>")

    assert shown("mot", script, picture) == "mot"


def test_tags_stay_nested():
    outer = InlineTag(start=0, end=6, tag="em", open="*", close="*")
    inner = InlineTag(start=3, end=6, tag="strong", open="**", close="**", depth=1)

    assert shown("un mot", outer, inner) == "<em>un <strong>mot</strong></em>"
