import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from babelpress.document import Block, InlineTag
from babelpress.formats.markdown.writer import MarkdownWriter, MarkdownWriterOptions, render_markdown

PARSER = MarkdownIt("gfm-like", {"linkify": False, "typographer": False})


def plain(markdown: str) -> tuple[list[str], str]:
    """The kinds of element in a Markdown text, and the text they show."""
    tokens = PARSER.parse(markdown)
    inline = [child for token in tokens for child in token.children or []]
    text = "".join("\n" if child.type == "hardbreak" else child.content for child in inline)
    return [t.type for t in tokens if t.nesting == 1] + [
        c.type for c in inline if c.type not in ("text", "hardbreak")
    ], text


@given(st.text(alphabet="ab1 .)-+*_`~<>[]()!#&;|\\=:$\n{}é", min_size=1, max_size=40))
@example("1. a")
@example("a\n===")
@example("- a\n+ b")
@example("<b>&amp;</b>")
@example("    code")
@example("| a | b |\n|---|---|")
@example("[a]: b")
@example("a\\")
def test_text_never_becomes_markup(text):
    lines = [line.strip(" ") for line in text.split("\n")]
    text = "\n".join(line for line in lines if line)

    kinds, shown = plain(render_markdown([Block(kind="paragraph", text=text)]))

    assert shown == text
    assert [kind for kind in kinds if kind not in ("paragraph_open", "text_special")] == []


@pytest.mark.parametrize("text", ["# A", "A #", "1. A", "- A", "A\nB", "> A"])
@pytest.mark.parametrize(("kind", "opens"), [("title", "heading_open"), ("heading", "heading_open")])
def test_headings_show_their_text(kind, opens, text):
    kinds, shown = plain(render_markdown([Block(kind=kind, text=text)]))

    assert kinds[0] == opens
    assert shown == text.replace("\n", " ")


def test_code_is_fenced_whatever_it_holds():
    (token,) = PARSER.parse(render_markdown([Block(kind="code", text="a\n```\n*b*")]))

    assert (token.type, token.content) == ("fence", "a\n```\n*b*\n")


def test_nested_lists_keep_their_depth_and_numbers():
    marks = (InlineTag(start=0, end=0, tag="marker", attributes=(("text", "10. "),)),)
    blocks = [
        Block(kind="list_item", text="dix", level=1, markup=marks),
        Block(kind="list_item", text="dessous", level=2),
        Block(kind="list_item", text="plus bas", level=7),
        Block(kind="list_item", text="a)", level=1),
    ]

    html = PARSER.render(render_markdown(blocks)).replace("\n", "")

    assert html == (
        '<ol start="10"><li>dix<ul><li>dessous<ul><li>plus bas</li></ul></li></ul></li></ol><ul><li>a)</li></ul>'
    )


def test_written_markdown_has_the_documented_form(tmp_path, record):
    with MarkdownWriter(tmp_path / "out", MarkdownWriterOptions()) as writer:
        writer.write(record)

    assert (tmp_path / "out/en/contrat.md").read_text(encoding="utf-8") == (
        "# The AI mega-contract hits major obstacles\n\n## In brief\n\nRésumé en du contrat.\n\n* * *\n\n"
        "L'accord vaut 5\u202f000 milliards, soit 80\u00a0% du marché.\n\n## Des inquiétudes en coulisses\n\n"
        "> « Il ne s'agit pas seulement d'argent. »\n\n"
        "1. Cent milliards\n   - dont la moitié hier\n2. Trente milliards\n\n* * *\n\nLa fin.\n"
    )


def test_summaries_can_be_left_out(tmp_path, record):
    with MarkdownWriter(tmp_path / "out", MarkdownWriterOptions(summary=False)) as writer:
        writer.write(record)

    assert "In brief" not in (tmp_path / "out/en/contrat.md").read_text(encoding="utf-8")
