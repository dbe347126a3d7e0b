"""Markdown: read, written again, and everything that is wrong with real files."""

import io
from collections.abc import Callable
from dataclasses import replace

import pytest

from babelpress.document import VERBATIM, Article, Block, InlineTag
from babelpress.errors import UnreadableInput
from babelpress.formats.base import ReadError
from babelpress.formats.markdown.format import MarkdownFormat, MarkdownFormatOptions

FORMAT = MarkdownFormat(MarkdownFormatOptions())


def read(text: str, name: str = "essai.md") -> Article:
    (item,) = FORMAT.read_stream(io.BytesIO(text.encode()), name=name)
    assert isinstance(item, Article), item
    return item


def refused(text: str) -> str:
    (item,) = FORMAT.read_stream(io.BytesIO(text.encode()), name="essai.md")
    assert isinstance(item, ReadError)
    assert isinstance(item.error, UnreadableInput)
    return str(item.error)


def texts(text: str, name: str = "essai.md") -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read(text, name).blocks if block.kind != "skeleton"]


def again(text: str) -> str:
    return FORMAT.render(read(text).blocks, language="fr").decode()


def translated(text: str, change: Callable[[Block], Block], language: str = "nl") -> str:
    blocks = [block if block.kind in VERBATIM else change(block) for block in read(text).blocks]
    return FORMAT.render(blocks, language=language).decode()


def to(text: str) -> Callable[[Block], Block]:
    """Every text becomes this one, its marks all at the start."""

    def change(block: Block) -> Block:
        marks = tuple(replace(mark, start=0, end=0) for mark in block.markup)
        return replace(block, text=text, markup=marks)

    return change


def covering(text: str, start: int, end: int) -> Callable[[Block], Block]:
    """Every text becomes this one, its inline marks over one part of it."""

    def change(block: Block) -> Block:
        marks = tuple(replace(mark, start=start, end=end) if mark.inline else mark for mark in block.markup)
        return replace(block, text=text, markup=marks)

    return change


@pytest.mark.parametrize("text", ["", "\n", " \n\t\n", "\ufeff"])
def test_a_file_without_anything_is_refused(text):
    assert refused(text) == "essai.md: is empty"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Titre #\n", [("title", "Titre")]),
        ("Titre\n===\n", [("title", "Titre")]),
        ("---\ntitle: Un titre\n---\n# Autre\n", [("title", "Un titre"), ("heading", "Autre")]),
        ("Un **mot**\nsuite\n", [("paragraph", "Un mot\nsuite")]),
        ("> a\n> b\nlâche\n", [("quote", "a\nb\nlâche")]),
        ("- [ ] a\n  1. b\n", [("list_item", "a"), ("list_item", "b")]),
        ("![Alt](x.png 'Légende')\n", [("caption", "Alt"), ("caption", "Légende")]),
        ("| A | |\n|---|---|\n| b\\|c | `d` |\n", [("caption", "A"), ("caption", "b|c")]),
        ("mot\n\n```py\nx\n\ny\n```\n\n    z\n", [("paragraph", "mot"), ("code", "x\n\ny"), ("code", "z")]),
        ("Un mot.[^1]\n\n[^1]: La note.\n", [("paragraph", "Un mot."), ("paragraph", "La note.")]),
        ("[a]: http://b.c 'T'\n\nmot\n", [("caption", "T"), ("paragraph", "mot")]),
        ("---\n\nmot\n\n***\n", [("paragraph", "mot")]),
        ("mot\n---\n", [("heading", "mot")]),
        ("<div>\n*brut*\n</div>\n\n<!-- a\n\nb -->\n\nmot\n", [("paragraph", "*brut*"), ("paragraph", "mot")]),
    ],
)
def test_every_text_of_a_document_becomes_a_block(text, expected):
    assert texts(text) == expected
    assert again(text) == text


def test_pictures_that_change_places_leave_the_lines_and_signs_around_them():
    article = read("Un ![chat](x.png) mot ![chien](y.png) ici [2]\n! 3 * 4 https://a.b/c_d_\n")
    blocks = list(article.blocks)
    first, second = (mark.open for mark in blocks[0].markup if mark.tag == "img")
    swapped = {first: second, second: first}
    marks = tuple(replace(mark, open=swapped.get(mark.open, mark.open)) for mark in blocks[0].markup)
    blocks[0] = replace(blocks[0], markup=marks)

    out = FORMAT.render(blocks, language="nl").decode()

    assert out == "Un ![chien](y.png) mot ![chat](x.png) ici [2]\n! 3 * 4 https://a.b/c_d_\n"


def test_a_comment_that_moves_to_the_start_of_a_line_changes_only_its_own_text():
    article = read("Un a_b 2 * 3 [mot]\n\n- Un <!-- note --> mot [ici]\n")
    blocks = [
        replace(block, markup=tuple(replace(mark, start=0, end=0) if mark.inline else mark for mark in block.markup))
        for block in article.blocks
    ]

    out = FORMAT.render(blocks, language="nl").decode()

    assert out == "Un a_b 2 * 3 [mot]\n\n- Un<!-- note -->  mot [ici]\n"
    assert FORMAT.misread(blocks, language="nl") == []


def test_inline_tags_are_marks_with_their_spelling():
    (block,) = [
        block for block in read("Un **mot _gras_** et [lien](http://x.y).\n").blocks if block.text.startswith("Un")
    ]

    assert block.markup == (
        InlineTag(start=3, end=11, tag="strong", open="**", close="**"),
        InlineTag(start=7, end=11, tag="em", open="_", close="_", depth=1),
        InlineTag(start=15, end=19, tag="a", attributes=(("href", "http://x.y"),), open="[", close="](http://x.y)"),
    )


@pytest.mark.parametrize(
    ("text", "plain", "kept"),
    [
        ("a `x  y` b", "a x  y b", "`x  y`"),
        ("a <https://b.c> d", "a https://b.c d", "<https://b.c>"),
        ("a $x^2$ b", "a x^2 b", "$x^2$"),
        ("a :smile: b", "a  b", ":smile:"),
        ("a :clap::clap::tada: b", "a  b", ":clap::clap::tada:"),
        ("a :eyes:rouge b", "a rouge b", ":eyes:"),
        ("a rouge:eyes: b", "a rouge b", ":eyes:"),
        ("a [^1] b", "a  b", "[^1]"),
        ('a {{< fig\nsrc="x" >}} b', "a  b", '{{< fig\nsrc="x" >}}'),
        ("a {{% x %}} b", "a  b", "{{% x %}}"),
        ("a {{ page.title }} b", "a  b", "{{ page.title }}"),
        ("a {% include x %} b", "a  b", "{% include x %}"),
        ("a <Comp prop={[1, {b: 2}]}/> b", "a  b", "<Comp prop={[1, {b: 2}]}/>"),
        ("a <!-- non --> b", "a  b", "<!-- non -->"),
        ("a <script>x()</script> b", "a x() b", "<script>x()</script>"),
        ('a <b translate="no">X</b> b', "a X b", '<b translate="no">X</b>'),
    ],
)
def test_what_is_not_to_be_translated_is_kept(text, plain, kept):
    (block,) = [block for block in read(text).blocks if block.kind == "paragraph"]

    (mark,) = block.markup

    assert block.text == plain
    assert mark.keep
    assert f"{mark.open}{plain[mark.start : mark.end]}{mark.close}" == kept


@pytest.mark.parametrize(
    "text",
    [
        "5 $ et 10 $, US$100 et US$200, $5-$6\n",
        "à 10:30:20 et 2 * 3 * 4, a_b_c, x < y & z\n",
        "1\\. Un \\# \\[x\\] \\\\ fin \\é &amp; & \\& &copy; &#233; 80&nbsp;%\n",
        "Un **mot et _autre, un [lien](http://x.y et `code\n",
        'Un {{< fig src="x" sans fin\n',
        "mot\n\n```py\nsans fin\n",
        "Dur  \net\\\nfin\n",
        "mot\n\\\nmot\n",
        "# mot # #\n",
        "> \\\n> été\n",
        "Mot<br>mot et **a<br/>b**\n",
        "Voir http://ex.fr/_a_?x=1&y=2, puis (http://a.b/c_d_e).\n",
        ":::note\nmot\n:::\n",
        "a\r\nb\nc\rd\r\n",
        "\ufeff# a\r\n",
        "-\tun\n\n\t\tcode\n",
        "\u200fשלום **\u202eabc\u202c** \ue000 \ue0001\ue000 ⟦0⟧ %1$s {nom}\n",
        "[![alt](a.png)](http://b 'T') ![a](x) ![a](x) mot\n",
        "{{< highlight go >}}\nfunc()\n\n# non\n{{< /highlight >}}\n\nmot\n",
        "a | b\n--|--\nx | \n | z | trop\n",
        "Un &lt;script&gt; dans le texte\n",
        "mot",
    ],
)
def test_unchanged_text_keeps_its_bytes(text):
    assert again(text) == text


def test_utf_16_is_written_as_utf_8():
    (article,) = FORMAT.read_stream(io.BytesIO("# Été\n".encode("utf-16")), name="a.md")

    assert isinstance(article, Article)
    assert FORMAT.render(article.blocks, language="fr") == "# Été\n".encode()


@pytest.mark.parametrize(
    ("source", "new", "expected"),
    [
        ("mot\n", "# X", "\\# X\n"),
        ("mot\n", "1. X", "1\\. X\n"),
        ("mot\n", "- X", "\\- X\n"),
        ("mot\n", "*X*", "\\*X\\*\n"),
        ("mot\n", "a * b", "a * b\n"),
        ("mot\n", "<script>x</script>", "\\<script\\>x\\</script\\>\n"),
        ("mot\n", "&lt;script&gt;", "\\&lt;script\\&gt;\n"),
        ("mot\n", "[X](y)", "\\[X\\](y)\n"),
        ("mot\n", "{{< x >}}", "\\{\\{\\< x \\>\\}\\}\n"),
        ("mot\n", "x\n\ny", "x \ny\n"),
        ("# mot\n", "X #", "# X \\#\n"),
        ("# mot\n", "x\ny", "# x y\n"),
        ("> a\n> b\n", "x\n- y", "> x\n> \\- y\n"),
        ("- mot\n", "[ ] X", "- \\[ ] X\n"),
        ("| mot |\n|---|\n", "x | y", "| x \\| y |\n|---|\n"),
        ("![mot](x)\n", "a ] [ *b*", "![a \\] \\[ \\*b\\*](x)\n"),
        ('![..](x "mot")\n', 'a "b"', '![..](x "a \\"b\\"")\n'),
        ("[ref]: /u\n\nmot\n", "[ref]", "[ref]: /u\n\n\\[ref\\]\n"),
        ("a & b &amp; c\n", "x & y & z & w", "x & y &amp; z &amp; w\n"),
    ],
)
def test_text_never_becomes_markup(source, new, expected):
    assert translated(source, to(new)) == expected


@pytest.mark.parametrize(
    ("source", "change", "expected"),
    [
        ("**mot** x\n", covering("«a»b", 0, 3), "<strong>«a»</strong>b\n"),
        ("_mot_ x\n", covering("abc", 0, 2), "<em>ab</em>c\n"),
        ("**mot** x\n", covering("abc", 0, 2), "**ab**c\n"),
        ("**mot** x\n", covering("a b c", 1, 4), "a **b** c\n"),
        ("**mot** x\n", covering("abc", 1, 1), "a<strong></strong>bc\n"),
        ("`mot` x\n", covering("a`b c", 0, 3), "`` a`b `` c\n"),
        ("[mot](u) x\n", covering("a] b", 0, 2), "[a\\]](u) b\n"),
        ("un :a: mot\n", covering("mot", 1, 1), "m :a: ot\n"),
        ("un  \nmot\n", covering("un mot", 2, 2), "un  \nmot\n"),
        ("[mot] x\n\n[mot]: /u\n", covering("woord x", 0, 5), "[woord][mot] x\n\n[mot]: /u\n"),
        ("![a](x) mot\n", to("b"), "![b](x)b\n"),
        ("- un <script> mot\n", covering("een woord", 0, 0), "- een<script> woord\n"),
        ("un <script> mot\n", covering("  een woord", 1, 1), "een<script> woord\n"),
        ("un **a** <!-- b --> mot\n", covering("x y", 0, 2), "**x y**<!-- b -->\n"),
        ("mot \\|\n---\n", covering("woord", 0, 0), "woord |\n---\n"),
        ("un [^1] :a: mot\n", covering("woord", 0, 0), "[^1] :a: woord\n"),
        ("un [^1] mot\n", covering(": woord", 0, 0), "[^1]\\: woord\n"),
        ("un<br>mot\n", covering("een woord", 3, 3), "een<br>woord\n"),
        ('[mot](u "T") x\n', covering("woord", 0, 5), '[woord](u "woord")\n'),
    ],
)
def test_tags_stay_tags_whatever_stands_beside_them(source, change, expected):
    assert translated(source, change) == expected


def test_the_language_a_document_states_becomes_that_of_the_translation():
    text = "---\ntitle: Un titre\nlang: fr-FR\n---\n"

    assert read(text).language == "fr"
    assert translated(text, to("Een titel"), "pt-BR") == "---\ntitle: Een titel\nlang: pt-BR\n---\n"
    assert again(text) == text


def test_fifty_nested_lists_are_read():
    text = "".join(f"{'  ' * i}- niveau {i}\n" for i in range(50))

    assert [block.level for block in read(text).blocks if block.kind == "list_item"] == list(range(1, 51))
    assert again(text) == text


def test_a_thousand_nested_quotations_are_refused_with_their_line():
    message = refused(f"---\ntitle: x\n---\nmot\n\n{'>' * 1000} mot\n")

    assert message.startswith("essai.md: line 6: lists or quotations are nested 110 deep or more; make them flatter")


@pytest.mark.parametrize(
    "text",
    [
        "mot " * 250_000,
        "Une phrase de plus, avec **un** mot.\n" * 8_000,
        f"{'[' * 3000}a{']' * 3000}\n",
        "*a " * 3000,
        "{{< mot " * 10_000,
        "<a " * 10_000,
        "$a " * 10_000,
        f"{'<b>' * 3000}mot{'</b>' * 3000}\n",
    ],
    ids=["one line", "many lines", "brackets", "asterisks", "shortcodes", "tags", "dollars", "nested tags"],
)
def test_a_megabyte_in_one_paragraph_and_what_is_never_closed_come_back(text):
    assert again(text) == text


def test_a_document_that_is_too_long_is_refused():
    (item,) = MarkdownFormat(MarkdownFormatOptions(max_characters=10)).read_stream(io.BytesIO(b"x" * 11), name="a.md")

    assert isinstance(item, ReadError)
    assert "more than 10 characters" in str(item.error)


def test_imports_of_mdx_are_no_text():
    text = "import X from 'x'\n\n<X a={[1, 2]}>\n\nTexte\n\n</X>\n"

    assert texts(text, "a.mdx") == [("paragraph", "Texte")]


def test_only_code_is_a_reason_to_refuse_a_document():
    assert refused("```\nx\n```\n") == "essai.md: holds no text to translate"


def test_emphasis_that_covers_the_same_as_a_strong_text_is_written_with_underscores():
    text = "Voir **le mot *juste*** ici, `a`.\n"

    def turned(block: Block) -> Block:
        marks = [mark for mark in block.markup if mark.inline]
        spans = ((0, 14), (0, 14), (19, 20))
        placed = (replace(mark, start=a, end=b) for mark, (a, b) in zip(marks, spans, strict=True))
        return replace(block, text="right the word see a.", markup=tuple(placed))

    assert translated(text, turned) == "**_right the word_** see `a`.\n"


@pytest.mark.parametrize("inner", ["Voir *ceci*.", "Un `a` ici.", "Voir https://exemple.org/a_b ici.", "1. **a** *b*"])
@pytest.mark.parametrize("tags", [("{{% def id=a %}}", "{{% /def %}}"), ("<b>", "</b>"), ("{% a %}", "{% enda %}")])
def test_white_space_that_moves_out_of_a_tag_changes_no_notation(tags, inner):
    """A translation has the space beside a tag outside of it, where the source had it inside."""

    def outside(block: Block) -> Block:
        return replace(
            block,
            markup=tuple(
                replace(mark, start=mark.start + 1, end=mark.end - 1) if mark.open == tags[0] else mark
                for mark in block.markup
            ),
        )

    assert translated(f"{tags[0]} {inner} {tags[1]}\n", outside) == f"{tags[0]}{inner}{tags[1]}\n"


@pytest.mark.parametrize(
    "formula", [r"\( A \)", r"\(x_1^2 + *y*\)", r"\\( \overrightarrow{AB} \\)", r"\( \text{Aire} = b \cdot h \)"]
)
@pytest.mark.parametrize("around", ["Un point {} ici.", "- {} : un point", "{}"])
def test_a_formula_in_brackets_of_mathjax_is_kept(around, formula):
    source = f"# Mot\n\n{around.format(formula)}\n"
    moved = [
        replace(block, text=block.text.replace(" ici", " dort").replace("Mot", "Ami"))
        if block.kind not in VERBATIM
        else block
        for block in read(source).blocks
    ]
    assert FORMAT.render(moved, language="nl").decode() == source.replace(" ici", " dort").replace("Mot", "Ami")
    kept = [mark for block in read(source).blocks for mark in block.markup if mark.inline and mark.tag == "math"]
    assert all(mark.keep for mark in kept)
    assert len(kept) == (around != "{}")  # without words around it is source


def test_words_in_escaped_brackets_are_a_text():
    assert texts("Un \\(mot ici\\) à lire.") == [("paragraph", "Un (mot ici) à lire.")]
