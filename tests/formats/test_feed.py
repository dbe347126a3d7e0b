import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.formats.base import ReadError
from babelpress.formats.feeds.format import FeedFormat
from babelpress.formats.untranslated import message
from document_changes import EXAMPLES, prose_blocks, read, read_any, refused, render, texts, translated

SPACES = 'xmlns:content="c" xmlns:excerpt="e" xmlns:dc="d" xmlns:wp="http://wordpress.org/export/1.2/" xmlns:itunes="i"'


def feed(*items: str, top: str = "") -> str:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?>\n<rss version="2.0" {SPACES}><channel>{top}{inside}</channel></rss>\n'


def export(*items: str, top: str = "") -> str:
    return feed(*items, top=f"<wp:wxr_version>1.2</wp:wxr_version>{top}")


def bare(source: str) -> str:
    article = read(FeedFormat, source)
    assert render(FeedFormat, article.blocks) == source
    return render(FeedFormat, translated(article, str.upper))


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("<title>Un mot</title>", "<title>UN MOT</title>"),
        ("<title>L'eau &amp; le pré</title>", "<title>L'EAU &amp; LE PRÉ</title>"),
        ("<title><![CDATA[L'eau & le pré]]></title>", "<title><![CDATA[L'EAU & LE PRÉ]]></title>"),
        ("<title>L'eau &amp;amp; le pré</title>", "<title>L'EAU &amp;amp; LE PRÉ</title>"),
        ("<description>&lt;p&gt;Un.&lt;/p&gt;</description>", "<description>&lt;p&gt;UN.&lt;/p&gt;</description>"),
        ("<link>https://a.fr/un</link><title>Un</title>", "<link>https://a.fr/un</link><title>UN</title>"),
        (
            "<content:encoded><![CDATA[<p>Un <b>mot</b>.</p><!-- wp:x --><p>Deux.</p>]]></content:encoded>",
            "<content:encoded><![CDATA[<p>UN <b>MOT</b>.</p><!-- wp:x --><p>DEUX.</p>]]></content:encoded>",
        ),
        (
            "<content:encoded><![CDATA[Un.\n\nDeux.]]></content:encoded>",
            "<content:encoded><![CDATA[UN.\n\nDEUX.]]></content:encoded>",
        ),
        (
            "<itunes:summary>Un résumé.</itunes:summary><dc:creator>Jeanne</dc:creator>",
            "<itunes:summary>UN RÉSUMÉ.</itunes:summary><dc:creator>Jeanne</dc:creator>",
        ),
    ],
)
def test_texts_of_entries_are_written_in_their_notation(item, expected):
    assert bare(feed(item)) == feed(expected)


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (
            '<category domain="category" nicename="mot"><![CDATA[Mot]]></category>',
            '<category domain="category" nicename="mot"><![CDATA[MOT]]></category>',
        ),
        (
            "<wp:postmeta><wp:meta_key>_yoast_wpseo_title</wp:meta_key><wp:meta_value>Un</wp:meta_value></wp:postmeta>",
            "<wp:postmeta><wp:meta_key>_yoast_wpseo_title</wp:meta_key><wp:meta_value>UN</wp:meta_value></wp:postmeta>",
        ),
        (
            "<wp:comment><wp:comment_content>Un mot.</wp:comment_content></wp:comment>",
            "<wp:comment><wp:comment_content>UN MOT.</wp:comment_content></wp:comment>",
        ),
    ],
)
def test_exports_have_more_texts(item, expected):
    assert bare(export(item)) == export(expected)


@pytest.mark.parametrize("field", ["title", "description"])
@pytest.mark.parametrize("around", ["{}", "<image><url>https://a.fr/a.png</url>{}</image>"])
def test_the_site_is_named_in_the_language_of_its_entries(field, around):
    source = feed("<title>Un mot</title>", top=around.format(f"<{field}>Le journal du pré</{field}>"))

    expected = feed("<title>UN MOT</title>", top=around.format(f"<{field}>LE JOURNAL DU PRÉ</{field}>"))
    assert bare(source) == expected


def test_what_is_data_stays_and_is_counted():
    source = export(
        "<title>Un</title><content:encoded>body { color: dark red }</content:encoded>"
        "<wp:post_type>custom_css</wp:post_type>",
        "<title>Deux</title><wp:postmeta><wp:meta_key>x</wp:meta_key>"
        '<wp:meta_value>a:1:{s:8:"deux mots"}</wp:meta_value></wp:postmeta>',
        top="<title>Le site du jardin</title><copyright>Le jardin du village</copyright>",
    )

    article = read(FeedFormat, source)

    assert texts(article) == ["Le site du jardin", "Deux"]
    assert (
        message(article.blocks)
        == "stays as it is: statements of rights (1), contents that are data (1), other fields (1)"
    )


def test_the_language_of_the_feed_is_that_of_the_rendering():
    article = read(FeedFormat, feed("<title>Un</title>", top="<language>fr-FR</language>"))

    assert article.language == "fr"
    assert "<language>nl-NL</language>" in render(FeedFormat, article.blocks, "nl")


def test_an_end_of_cdata_in_a_translation_is_parted():
    source = feed("<title><![CDATA[Un]]></title>")

    rendered = render(FeedFormat, translated(read(FeedFormat, source), lambda text: "a]]>b"))

    assert ET.fromstring(rendered).findtext(".//title") == "a]]>b"


def test_latin_1_comes_back():
    data = feed("<title>Été</title>").replace('"1.0"', '"1.0" encoding="ISO-8859-1"', 1).encode("latin-1")
    article = read(FeedFormat, data)
    made = FeedFormat(FeedFormat.Options())

    assert made.render(article.blocks, language="fr") == data
    assert made.render(translated(article, lambda text: "œuvre"), language="fr").count(b"&#339;uvre") == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("", "is empty"),
        ("<html/>", "is not a feed: its first element is <html>"),
        ("<rss><channel><item><title>Un</item></channel></rss>", "is not well-formed XML: mismatched tag at line 1"),
        ("<rss><channel><item><title>Un\x03</title></item></channel></rss>", "is not well-formed XML"),
        (feed(), "holds no text to translate"),
        (feed("<title>Un").replace("</item>", ""), "is not well-formed XML"),
        ('<!DOCTYPE rss [<!ENTITY a "b">]><rss/>', "document type"),
    ],
)
def test_what_is_no_feed_is_refused(data, said):
    assert said in refused(FeedFormat, data)


def test_a_file_that_ends_in_xml_is_claimed_by_its_first_element(tmp_path):
    made = FeedFormat(FeedFormat.Options())
    (tmp_path / "a.xml").write_text(feed())
    (tmp_path / "b.xml").write_text("<html/>")

    assert [made.claims(tmp_path / name) for name in ("a.xml", "b.xml", "c.xml")] == [True, False, False]


def test_2_000_entries_are_read():
    source = export(*["<title>Un</title><content:encoded><![CDATA[<p>Un <b>mot</b>.</p>]]></content:encoded>"] * 2000)
    article = read(FeedFormat, source)

    assert render(FeedFormat, article.blocks) == source
    assert len(prose_blocks(article)) == 4000


PIECE = st.sampled_from(
    ["un mot", "<p>", "</p>", "<b>deux</b>", "&amp;", "&", "<br>", "\n\n", "[x]", "<!-- wp:a -->", "é"]
)
TEXT = st.lists(PIECE, min_size=1, max_size=8).map("".join).map(lambda text: f"x{text}")
FORM = st.one_of(
    TEXT.map(lambda text: f"<![CDATA[{text}]]>"),
    TEXT.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;")),
)
ITEM = st.builds(
    "<{0}>{1}</{0}>".format,
    st.sampled_from(["title", "description", "content:encoded", "excerpt:encoded", "category", "wp:comment_content"]),
    FORM,
)


@given(items=st.lists(st.lists(ITEM, max_size=3).map("".join), max_size=4), words=st.text("ab<>&]", max_size=9))
@EXAMPLES
def test_random_feeds_keep_their_bytes_and_with_other_texts_their_elements(items, words):
    source = export("<title>Un</title>", *items)
    article = read(FeedFormat, source)

    assert render(FeedFormat, article.blocks) == source

    rendered = render(FeedFormat, translated(article, lambda text: text + words))
    assert [node.tag for node in ET.fromstring(rendered).iter()] == [node.tag for node in ET.fromstring(source).iter()]


@given(st.text(st.sampled_from('<>/"=&;[]!CDAT rsitem-?é'), max_size=60), st.integers(0, 300))
@EXAMPLES
def test_any_text_is_refused_or_comes_back(text, at):
    whole = feed("<title>Un mot.</title>")
    item = read_any(FeedFormat, whole[:at] + text + whole[at:])

    assert isinstance(item, ReadError) or render(FeedFormat, item.blocks) == whole[:at] + text + whole[at:]
