"""Addresses in documents: found where a reader finds links, exchanged in their own spelling, and nothing else."""

import pytest

from babelpress.formats.relinking import Address, relinked, with_front_matter
from growth import LINEAR, growth


def other(one: Address) -> str | None:
    return one.url.replace("a.md", "b.md") if "a.md" in one.url else None


CHANGED = [
    ("md", "[x](a.md)"),
    ("md", "[x](a.md#un-titre)"),
    ("md", '[x](a.md "Un titre")'),
    ("md", "[x](<un mot/a.md>)"),
    ("md", "[x](dossier(1)/a.md)"),
    ("md", "![x](a.md)"),
    ("md", "[![y](a.md)](a.md)"),
    ("md", "[x][1]\n\n[1]: a.md"),
    ("md", "[1]: <a.md>\n\n[1]"),
    ("md", "- un\n\n  [x](a.md)"),
    ("md", "> [x](a.md)"),
    ("md", "| [x](a.md) | y |\n|---|---|\n| z | [x](a.md) |"),
    ("md", '!!! note "Un titre"\n    [x](a.md)\n\n    [y](a.md)'),
    ("md", ":::note\n[x](a.md)\n:::"),
    ("md", "Un <a href=\"a.md\">mot</a> et <img src='a.md'>"),
    ("md", '<div>\n<a href="a.md">x</a>\n\n[y](a.md)\n\n</div>'),
    ("md", "---\ntitle: Un mot\n---\n[x](a.md)"),
    ("md", "{% link a.md %}"),
    ("md", "[x]({{ site.baseurl }}/a.md) [y]({{ '/a.md' | relative_url }} \"Un titre\")"),
    ("md", 'Un <a class="{{ "x" | y }}" href="{{ "/a.md" | relative_url }}">mot</a>'),
    ("md", "{% include a.md titre='x' %}"),
    ("html", '<a href="{{ "/a.md" | relative_url }}">x</a>{%- include "a.md" -%}'),
    ("mdx", "<Tabs>\n    <Tab>\n        - [x](a.md)\n    </Tab>\n</Tabs>"),
    ("mdx", "import X from './a.md'\n\n<Card href=\"a.md\" />"),
    ("html", '<p><a href="a.md">x</a> <img src=\'a.md\'> <link href="a.md"></p>'),
    ("html", '<meta property="og:url" content="a.md">'),
]
KEPT = [
    ("md", "`[x](a.md)` et ``[x](a.md) ` ``"),
    ("md", "```\n[x](a.md)\n```"),
    ("md", "Un mot.\n\n    [x](a.md)"),
    ("md", "<!-- [x](a.md) -->"),
    ("md", "\\[x\\](a.md)"),
    ("md", "a.md"),
    ("mdx", "{/* [x](a.md) */}"),
    ("html", "<pre><code>&lt;a href=a.md&gt;</code></pre>"),
    ("html", '<!-- <a href="a.md"> --><script>x = \'<a href="a.md">\'</script>'),
    ("html", '<p title="a.md">[x](a.md)</p><meta name="x" content="a.md">'),
    ("txt", "[x](a.md)"),
]


@pytest.mark.parametrize(("kind", "text"), CHANGED)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_address_is_exchanged_and_nothing_else(kind: str, text: str, end: str):
    text = text.replace("\n", end)

    assert relinked(text, kind, other) == text.replace("a.md", "b.md")
    assert relinked(text, kind, lambda one: None) == text


@pytest.mark.parametrize(("kind", "text"), KEPT)
def test_what_is_no_address_stays(kind: str, text: str):
    assert relinked(text, kind, other) == text


@pytest.mark.parametrize(
    ("text", "new", "expected"),
    [
        ("[x](a.md)", "un mot (2).md", "[x](un%20mot%20%282%29.md)"),
        ("[x](<a.md>)", "un mot.md", "[x](<un mot.md>)"),
        ('<a href="a.md">', 'b"&.md', '<a href="b&quot;&amp;.md">'),
    ],
)
def test_an_address_is_written_so_that_it_is_read_again(text: str, new: str, expected: str):
    assert relinked(text, "md", lambda one: new) == expected


def test_the_language_of_a_link_is_known():
    seen: list[Address] = []
    relinked('<link rel="alternate" hreflang="de" href="/de/"><link rel="canonical" href="/fr/">', "html", seen.append)

    assert seen == [Address("/de/", "asset", "de"), Address("/fr/", "canonical", "")]


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("---\nlang: fr\nurl: '/fr/'\n---\nUn mot.", "---\nlang: nl\nurl: '/nl/'\n---\nUn mot."),
        ('+++\nlang = "fr"\nurl = "/fr/"\n+++\nUn mot.', '+++\nlang = "nl"\nurl = "/nl/"\n+++\nUn mot.'),
        ('{"lang": "fr", "url": "/fr/"}\nUn mot.', '{"lang": "nl", "url": "/nl/"}\nUn mot.'),
        ("lang: fr\n", "lang: fr\n"),
        ("---\nlang: [fr\n---\n", "---\nlang: [fr\n---\n"),
    ],
)
def test_values_of_the_front_matter_are_exchanged(front: str, expected: str):
    assert with_front_matter(front, lambda _, text: text.replace("fr", "nl"), add={"lang": "nl"}) == expected


def test_a_value_that_is_missing_is_added():
    assert (
        with_front_matter("---\ntitle: A\n---\n", lambda *_: None, add={"lang": "nl"})
        == "---\nlang: nl\ntitle: A\n---\n"
    )


@pytest.mark.parametrize(
    "part",
    [
        "[x](",
        "](a",
        "`",
        "``` ",
        "<a ",
        "<!--",
        "{/*",
        "{% link ",
        "\\",
        "](<",
        "[a]: ",
        "<a href='",
        '<a href="{{ ',
        "{{ a }}",
        "](a{{ b }}",
        "import a from '.",
        "(" * 9,
        "{",
    ],
)
@pytest.mark.parametrize("kind", ["md", "mdx", "html"])
def test_hostile_texts_take_linear_time(part: str, kind: str):
    assert growth(lambda text: relinked(text, kind, other), lambda size: (part * size)[:size], 5_000) < LINEAR
