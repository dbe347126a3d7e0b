"""Random documents. `BABELPRESS_EXAMPLES=10000` tries as many."""

import io
import os
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from turbohtml import TokenType
from turbohtml import tokenize as browser_tokens

from babelpress.document import VERBATIM, Article, Block
from babelpress.formats.html.format import HtmlFormat
from babelpress.formats.html.spelling import encode, spellings, unescape
from babelpress.formats.html.tokens import tokenize
from babelpress.formats.inline import faults

FORMAT = HtmlFormat(HtmlFormat.Options())
MANY = settings(
    max_examples=int(os.environ.get("BABELPRESS_EXAMPLES", "100")),
    derandomize="BABELPRESS_EXAMPLES" not in os.environ,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)

INLINE = ["b", "i", "em", "strong", "span", "sup", "x-note", "code", "kbd"]
BLOCK = ["p", "div", "li", "ul", "h1", "h2", "blockquote", "td", "table", "pre", "figcaption", "button", "section"]
ATTRIBUTES = ["", ' class="a b"', " id=x", ' title="Un titre"', " title='l&#39;eau'", ' translate="no"', " lang=en"]
ATTRIBUTES += [' href="?a=1&copy=2"', ' class="notranslate"', " hidden", ' data-x="a > b"', " A=1 a=2", " {{ x > y }}"]
VOID = ["<br>", "<br/>", "<img alt='Une photo'>", "<img src=x alt=mot>", "<wbr>", '<input placeholder="Nom" />', "<hr>"]
WORDS = ["mot", "Été", "l'eau", "80 %", "5 000", "« Oui. »", "fin.", "🎉", "\u202f", "e\u0301", "אב\u200f", "\ue000"]
SPELT = [
    "&eacute;",
    "&nbsp;",
    "&amp;",
    "&lt;script&gt;",
    "&#233;",
    "&#xE9",
    "&copy",
    "&shy;",
    "&",
    "<",
    ">",
    '"',
    "&zz;",
]
BLANK = [" ", "\n", "\r\n", "\t", "  ", "\n\n", "\u00a0", "\f"]
ASIDE = [
    "<!-- un <b>mot -->",
    "<!-- wp:p -->",
    "<![CDATA[ a ]]>",
    "{{ nom }}",
    "{% if a > b %}",
    "<?php $a->b ?>",
    "%1$s",
]
ASIDE += ["<script>a < b</script>", "<style>b>i{}</style>", "<svg><g/></svg>", "</>", "<!doctype html>", "<?x?>", "{n}"]
ASIDE += ["<noscript><p>Un</p></noscript>", "<textarea><b></textarea>", "<title>a & <b></title>", "<a", "</b", "{{"]
ASIDE += ['[galerie a="1"]', "[/galerie]", "[sic]"]
ASIDE += ['<script type="application/ld+json">{"headline":"Un mot"}</script>', "<meta name=description content=Mot>"]
ASIDE += ['<script type="application/ld+json">{"@type":"Question","name":"Été ?","text":"<p>Un <b>mot"}</script>']
ASIDE += ['<!-- wp:faq {"question":["mot"],"answer":"l\'eau <em>mot</em>","x":"Un mot"} -->', "<!-- wp:a {] -->"]
ASIDE += ["<svg aria-label=Mot><title>Un &amp; mot</title><text>fin.</text></svg>", "<svg><title>mot"]


def tags(names: list[str]) -> st.SearchStrategy[str]:
    opens = st.builds("<{}{}>".format, st.sampled_from(names), st.sampled_from(ATTRIBUTES))
    return opens | st.sampled_from([f"</{name}>" for name in names])


PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(WORDS + SPELT),
    st.sampled_from(BLANK + SPELT),
    st.sampled_from(ASIDE + VOID),
)
LOOSE = st.lists(PIECES | tags(INLINE) | tags(BLOCK), max_size=25).map("".join)


def wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    element = st.tuples(st.sampled_from(INLINE + BLOCK), st.sampled_from(ATTRIBUTES), inner).map(
        lambda parts: f"<{parts[0]}{parts[1]}>{parts[2]}</{parts[0]}>"
    )
    return st.lists(element | PIECES, max_size=6).map("".join)


DOCUMENTS = (
    LOOSE | st.recursive(PIECES, wrapped, max_leaves=20) | st.text(alphabet="<>/!-&;#={}%?\"' \nabpé", max_size=40)
)


def read(source: str) -> tuple[Block, ...]:
    (item,) = FORMAT.read_stream(io.BytesIO(source.encode()), name="a.html")
    return item.blocks if isinstance(item, Article) else ()


def shape(blocks: tuple[Block, ...]) -> list[tuple[object, ...]]:
    return [
        (b.kind, b.level, b.text, [(m.tag, m.start, m.end, m.depth, m.keep) for m in b.markup if m.inline])
        for b in blocks
        if b.kind not in VERBATIM
    ]


def in_capitals(block: Block) -> Block:
    if block.kind in VERBATIM:
        return block
    kept = {place for mark in block.markup if mark.keep for place in range(mark.start, mark.end)}
    letters = (
        letter.upper() if place not in kept and len(letter.upper()) == 1 else letter
        for place, letter in enumerate(block.text)
    )
    return replace(block, text="".join(letters))


@MANY
@given(DOCUMENTS)
def test_every_document_comes_back_as_it_was(source):
    blocks = read(source)

    assert not blocks or FORMAT.render(blocks, language="nl").decode() == source
    assert [found for block in blocks for found in faults(block.text, block.markup)] == []


@MANY
@given(DOCUMENTS)
def test_every_document_survives_other_texts(source):
    changed = tuple(map(in_capitals, read(source)))

    again = read(FORMAT.render(changed, language="nl").decode())

    assert shape(again) == shape(changed)


@MANY
@given(DOCUMENTS)
def test_a_changed_text_leaves_the_tags_as_they_were(source):
    def counted(text: str) -> list[tuple[object, ...]]:
        found = browser_tokens(text)
        kinds = (TokenType.START_TAG, TokenType.END_TAG)
        return [(t.type, t.tag, [name for name, _ in t.attrs or ()]) for t in found if t.type in kinds]

    blocks = read(source)

    changed = [
        block if block.kind in VERBATIM else replace(block, text=block.text.replace("a", "<").replace("o", "&"))
        for block in blocks
    ]

    assert not blocks or counted(FORMAT.render(changed, language="nl").decode()) == counted(source)


@MANY
@given(DOCUMENTS)
def test_the_tokens_of_a_document_are_the_document(source):
    tokens = tokenize(source)

    assert [token.start for token in tokens] == [0, *(token.end for token in tokens)][: len(tokens)]
    assert "".join(source[token.start : token.end] for token in tokens) == source


@MANY
@given(
    st.lists(st.sampled_from(WORDS + SPELT + BLANK + ["&eacute;", "é"]), max_size=8).map("".join),
    st.sampled_from(["", '"', "'"]),
)
def test_a_text_is_the_same_after_it_was_spelt(source, quote):
    text = unescape(source)

    assert unescape(encode(text, spellings([source]), quote=quote), attribute=bool(quote)) == text
