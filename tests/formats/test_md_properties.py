"""Random Markdown: what is read and written again is the same, whatever the texts become in between."""

import io
import os
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from babelpress.document import VERBATIM, Article, Block
from babelpress.errors import UnreadableInput
from babelpress.formats.base import ReadError
from babelpress.formats.inline import faults
from babelpress.formats.markdown.format import MarkdownFormat, MarkdownFormatOptions
from babelpress.formats.markdown.html_blocks import is_html

EXAMPLES = int(os.environ.get("BABELPRESS_EXAMPLES", "100"))
MANY = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="BABELPRESS_EXAMPLES" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
FORMAT = MarkdownFormat(MarkdownFormatOptions())

WORDS = st.sampled_from(
    [
        "mot",
        "été",
        "«",
        "oui",
        "»",
        "5",
        "000",
        "80",
        "%",
        "l’IA",
        "12.",
        "1)",
        "-",
        "+",
        "*",
        "_",
        "**",
        "__",
        "~~",
        "`",
        "``",
        "#",
        "##",
        ">",
        "|",
        "\\",
        "\\*",
        "\\|",
        "&",
        "&amp;",
        "&nbsp;",
        "&lt;",
        "<",
        "<b>",
        "</b>",
        "<br>",
        "<script>",
        "</script>",
        "<!--c-->",
        "[",
        "]",
        "](",
        "![",
        "[a](b)",
        "[ref]",
        "[t][ref]",
        "![i](s.png)",
        "<http://a.b>",
        "$",
        "$x$",
        ":a:",
        "{{<x>}}",
        "{{%y%}}",
        "{{z}}",
        "{%i%}",
        "{:.c}",
        "[^1]",
        "^[n]",
        "===",
        "---",
        "```",
        "a_b_c",
        "(",
        ")",
        "!",
        "\u200f",
        "\ue000",
        "\ue0001\ue000",
        "⟦0⟧",
        "__P0__",
        "%1$s",
        "{name}",
        "<C",
        "p={1}/>",
        "\t",
    ]
)
TEXTS = st.lists(st.one_of(WORDS, st.sampled_from(["mot", "été", "une", "IA"])), min_size=1, max_size=9).map(" ".join)
TIGHT = st.lists(WORDS, min_size=1, max_size=7).map("".join)
SPANS = st.tuples(
    st.sampled_from(["**", "*", "_", "__", "~~", "`", "***", "<b>|</b>", "[|](u)", "![|](u 'T t')", "[|][ref]"]), TEXTS
).map(lambda pair: pair[0].replace("|", pair[1]) if "|" in pair[0] else pair[0] + pair[1].strip() + pair[0])
LINES = st.lists(st.one_of(TEXTS, TIGHT, SPANS), min_size=1, max_size=4).map(" ".join)
PREFIXES = st.sampled_from(
    [
        "",
        "",
        "",
        "# ",
        "## ",
        "> ",
        "> > ",
        "- ",
        "  - ",
        "1. ",
        "   ",
        "    ",
        "\t",
        "* ",
        "> - ",
        "- [ ] ",
        "| ",
        "[^1]: ",
        "[ref]: /u ",
    ]
)
BLOCKS = st.one_of(
    st.tuples(PREFIXES, LINES).map("".join),
    st.lists(st.tuples(PREFIXES, LINES).map("".join), min_size=1, max_size=4).map("\n".join),
    st.lists(LINES, min_size=2, max_size=3).map(
        lambda cells: f"| {cells[0]} | {cells[1]} |\n|---|---|\n| {cells[-1]} | |"
    ),
    LINES.map(lambda line: f"```\n{line}\n```"),
    LINES.map(lambda line: f"<div>\n{line}\n</div>"),
    LINES.map(lambda line: f"{{{{% note %}}}}\n{line}\n{{{{% /note %}}}}"),
    st.sampled_from(
        ["---", "***", "[ref]: http://u.v 't'", "{{<\n x=1 >}}", "", "$$\nx\n$$", "Mot\n===", "<!-- c\n\nd -->"]
    ),
)
FRONTS = st.one_of(
    st.just(""),
    TEXTS.map(lambda text: f"---\ntitle: '{text.replace(chr(39), '')}'\nlang: fr\n---\n".replace("\t", "")),
    st.sampled_from(
        ["+++\ntitle = 'Un mot'\n+++\n", '{\n "title": "Un mot"\n}\n', "---\ndescription: >\n  Un mot\n  deux\n---\n"]
    ),
)
DOCUMENTS = st.builds(
    lambda front, blocks, joints, end: (front + "".join(a + b for a, b in zip(blocks, joints, strict=False))).replace(
        "\n", end
    ),
    FRONTS,
    st.lists(BLOCKS, min_size=1, max_size=6),
    st.lists(st.sampled_from(["\n", "\n\n", "\n\n\n"]), min_size=6, max_size=6),
    st.sampled_from(["\n", "\n", "\n", "\r\n"]),
)


def read(data: bytes) -> Article | None:
    item = next(FORMAT.read_stream(io.BytesIO(data), name="essai.md"))
    if isinstance(item, ReadError):
        assert isinstance(item.error, UnreadableInput)
        return None
    return item


def changed(block: Block, change) -> Block:
    """The block with every character of its text changed but those that a mark keeps."""
    if block.kind in VERBATIM:
        return block
    kept = {i for mark in block.markup if mark.keep for i in range(mark.start, mark.end)}
    return replace(block, text="".join(c if i in kept else change(c) for i, c in enumerate(block.text)))


def tags(block: Block) -> list[str]:
    """The tags of a block; two of HTML may have become one pair where no Markdown stands between them any more.

    A list of attributes may be part of the end of a link or tag.
    """
    inline = [mark for mark in block.markup if mark.inline]
    opened = [f"{'/' if mark.open.startswith('</') else ''}{mark.tag}" for mark in inline]
    lists = ["shortcode" for mark in inline if mark.close.endswith("}") and not mark.close.startswith("{")]
    return sorted([*opened, *lists, *(f"/{mark.tag}" for mark in inline if mark.close)])


def without_html(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without HTML blocks and what is around their texts, where a tag may belong to the text or not."""
    runs = [(around, list(run)) for around, run in groupby(blocks, key=lambda b: b.kind == "skeleton" or is_html(b))]
    found = [block for around, run in runs for block in run if not (around and any(map(is_html, run)))]
    return [block for block in found if block.text or block.kind != "skeleton"]


def html_parts(blocks: Sequence[Block]) -> list[object]:
    """The words and the tags of each run of HTML blocks."""
    found: list[object] = []
    for _, run in groupby(blocks, key=lambda b: b.kind == "skeleton" or is_html(b)):
        own = list(run)
        if any(map(is_html, own)):
            marks = [mark for block in own for mark in block.markup if mark.inline]
            source = "".join(b.text for b in own if b.kind == "skeleton") + "".join(m.open + m.close for m in marks)
            words = "".join("".join(block.text.split()) for block in own if is_html(block))
            found.append((words, sorted(re.findall(r"</?\w+", source))))
    return found


def upper(character: str) -> str:
    return character.upper() if len(character.upper()) == 1 else character


def shape(article: Article) -> list[object]:
    return [
        (
            block.kind,
            block.level,
            block.text if block.kind in VERBATIM else block.text.split(),
            [(mark.tag, mark.depth) for mark in block.markup if mark.inline],
        )
        for block in article.blocks
        if block.kind != "skeleton"
    ]


@MANY
@given(DOCUMENTS)
def test_random_documents_keep_their_bytes(document: str):
    article = read(document.encode())
    if article is None:
        return

    rendered = FORMAT.render(article.blocks, language="fr")

    assert rendered.decode() == document
    assert [faults(block.text, block.markup) for block in article.blocks if faults(block.text, block.markup)] == []


@MANY
@given(DOCUMENTS)
def test_random_documents_keep_their_tree_in_capitals(document: str):
    article = read(document.encode())
    if article is None:
        return
    loud = replace(article, blocks=tuple(changed(block, upper) for block in article.blocks))

    rendered = FORMAT.render(loud.blocks, language="fr")

    again = read(rendered)
    assert again is not None
    assert shape(again) == shape(loud)


NASTY = st.sampled_from(
    [
        "x",
        "# X",
        "1. X",
        "- X",
        "> X",
        "* * *",
        "a*b*c",
        "**X**",
        "_x_",
        "`X`",
        "[X](y)",
        "[ref]",
        "[^1]",
        "<b>X</b>",
        "<script>",
        "&amp;",
        "&lt;",
        "{{< x >}}",
        "{{ x }}",
        "2$x$",
        ":x:",
        "\\",
        "x\\",
        "![a](b)",
        "<http://a.b>",
        "    x",
        "~~x~~",
        "\"x\": 'y' # z",
        "- x: y",
        "{x}",
        "«\xa0X\xa0»",
        "*x",
        "_",
        "x #",
        "[ref]: /z",
        "^[x]",
        "<C p={1}/>",
        "é",
        "[ ] x",
        "a | b",
        "| x",
        "|-|",
        "x\n- y",
        "x\n===",
        "x\n\ny",
        "x  \ny",
        "```\nx",
        "x\n1. y",
        "{% x %}",
        "{# x #}",
        "<% x %>",
        "*[x]: y",
        ":::x",
        "!!! x",
        "/// x",
        "--8<-- x",
        "%% x",
        "x:: y",
        "2020. x",
        "x[^1]: y",
        "$$",
        "(x)=",
        "~~~\nx",
        "[x]: <y>",
        "https://x.y/_z_",
        "~x~",
        "==x==",
        "++x++",
        "(++x++)",
        "(==x==)",
        "(^^x^^)",
        "(%%x%%)",
        "(:x[y])",
        "([@x])",
        "(~x~)",
        "({x=y})",
        "([[x]])",
        "@if (x)",
        "[x y=1]",
        "",
    ]
)


def of_front_matter(block: Block) -> bool:
    return any(
        mark.tag == "place" and dict(mark.attributes).get("in") in ("yaml", "toml", "json") for mark in block.markup
    )


@given(st.sampled_from(["---\ntitle: {}\n---\n", "+++\ntitle = {}\n+++\n"]), NASTY)
def test_text_of_a_translation_is_a_value_of_the_front_matter_as_it_is(source: str, text: str):
    """The templates of a site decide whether `<b>` in a title is a tag."""
    article = read(source.format('"Un mot"').encode())
    assert article is not None
    new = tuple(replace(block, text=f"Y{text}") if of_front_matter(block) else block for block in article.blocks)

    again = read(FORMAT.render(new, language="fr"))

    assert again is not None
    (value,) = (mark for block in again.blocks for mark in block.markup if mark.tag == "spelling")
    assert "".join(dict(value.attributes)["text"].split()) == "".join(f"Y{text}".split())


def translated(block: Block, text: str) -> Block:
    """The block with another text; its marks at the same shares of it, as a poor aligner would put them.

    Front matter has no escapes, and so stays: see `test_text_of_a_translation_is_a_value_of_the_front_matter_as_it_is`.
    """
    if block.kind in VERBATIM or of_front_matter(block):
        return block
    scale = len(text) / max(1, len(block.text))
    kept = [mark for mark in block.markup if mark.inline and mark.keep and mark.end > mark.start]
    if kept:
        return block

    def place(at: int) -> int:
        return min(len(text), round(at * scale))

    marks = tuple(replace(m, start=place(m.start), end=place(m.end)) if m.inline else m for m in block.markup)
    return replace(block, text=text, markup=marks)


HTML_TEXTS = st.sampled_from(
    [
        "<div>{}</div>",
        "<div>Un `a[0]` mot {}</div>",
        "<p>Un [mot](u) {}</p>",
        "<div>{{{{ nom }}}} {}</div>",
        "<td>{} <b>mot</b></td>",
        "<p>{}[mot](u)</p>",
    ]
)


@given(HTML_TEXTS, NASTY, st.sampled_from(["mot", "&#91;mot&#93;(u)", "&#96;mot&#96; [b](u)", "[mot&#93;(u)"]))
def test_text_of_an_html_block_never_becomes_markdown_or_a_template(source: str, text: str, before: str):
    document = source.format(before)
    article = read(document.encode())
    assert article is not None
    assert FORMAT.render(article.blocks, language="fr").decode() == document
    new = tuple(
        block if block.kind in VERBATIM else replace(block, text=f"{block.text} {text}") for block in article.blocks
    )

    rendered = FORMAT.render(new, language="fr")

    again = read(rendered)
    assert again is not None
    assert html_parts(again.blocks) == html_parts(new)
    assert rendered.count(b"{{") == document.count("{{")
    assert re.findall(rb"`a\[0\]`|\[mot\]\(u\)|\[b\]\(u\)", rendered) == [
        found.encode() for found in re.findall(r"`a\[0\]`|\[mot\]\(u\)|\[b\]\(u\)", document)
    ]


def test_text_of_a_translation_never_becomes_markup():
    """What cannot be written so is rare, and `misread` says it: an attribute list that comes to the end of a line."""
    told: list[bool] = []

    @settings(MANY, max_examples=max(EXAMPLES, 300))
    @given(DOCUMENTS, st.lists(NASTY, min_size=1, max_size=8))
    def each(document: str, texts: list[str]) -> None:
        article = read(document.encode())
        if article is None:
            return
        new = tuple(
            translated(block, f"Y{texts[i % len(texts)]}" if i % 2 else texts[i % len(texts)] + "Y")
            for i, block in enumerate(article.blocks)
        )
        told.append(bool(FORMAT.misread(new, language="fr")))
        if told[-1]:
            return

        again = read(FORMAT.render(new, language="fr"))

        assert again is not None
        found, expected = without_html(again.blocks), without_html(new)
        assert [(b.kind, b.level) for b in found] == [(b.kind, b.level) for b in expected]
        assert html_parts(again.blocks) == html_parts(new)
        for block, wanted in zip(found, expected, strict=True):
            if block.kind in VERBATIM:
                assert block.text in (wanted.text, f" |{wanted.text}")  # a pipe for a table that has no other
            else:
                assert "".join(block.text.split()) == "".join(wanted.text.split())
                assert tags(block) == tags(wanted)

    each()
    assert sum(told) <= len(told) * 0.02
