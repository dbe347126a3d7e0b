import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.formats.base import ReadError
from babelpress.formats.notebook.format import NotebookFormat
from babelpress.formats.untranslated import message
from document_changes import EXAMPLES, prose_blocks, read, read_any, refused, render, texts, translated


def cell(source: object, kind: str = "markdown", **more: object) -> dict[str, object]:
    return {"cell_type": kind, "metadata": {}, **more, "source": source}


def notebook(*cells: dict[str, object], **style: object) -> str:
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, **(style or {"indent": 1}))


def sources(text: str) -> list[object]:
    return [one["source"] for one in json.loads(text)["cells"]]


def test_only_markdown_cells_are_texts():
    source = notebook(
        cell(["# Titre\n", "\n", "Un texte.\n"]),
        cell("x = 1  # un mot", "code", outputs=[{"text": ["Le total\n"]}], execution_count=1),
        cell(["Un texte brut."], "raw"),
        cell("Un **mot** de plus."),
    )
    article = read(NotebookFormat, source)

    assert [(b.kind, b.text) for b in prose_blocks(article)] == [
        ("title", "Titre"),
        ("paragraph", "Un texte."),
        ("paragraph", "Un mot de plus."),
    ]
    assert render(NotebookFormat, article.blocks) == source
    rendered = render(NotebookFormat, translated(article, str.upper))
    assert sources(rendered) == [
        ["# TITRE\n", "\n", "UN TEXTE.\n"],
        "x = 1  # un mot",
        ["Un texte brut."],
        "UN **MOT** DE PLUS.",
    ]


def test_what_stays_is_counted():
    outputs = [{"text": ["Le total est juste\n"], "data": {"image/png": "iVBORw0KGgo"}}]
    source = notebook(
        cell("Un texte."),
        cell(["# la somme de tout\n", "#!shell ici\n", "x = 1"], "code", outputs=outputs),
        cell("y", "code", outputs=[]),
        cell("Un texte brut.", "raw"),
    )

    assert message(read(NotebookFormat, source).blocks) == (
        "stays as it is: comments in code (1), cells with words in their outputs (1), raw cells (1)"
    )


@pytest.mark.parametrize("style", [{}, {"indent": 1}, {"indent": 2}, {"separators": (",", ":")}])
@pytest.mark.parametrize("ascii_only", [True, False])
def test_a_changed_cell_is_written_in_the_style_of_its_file(style, ascii_only):
    source = notebook(cell(["Été.\n", "\n", "Deux.\n"]), cell("Été."), cell(["Été."]), ensure_ascii=ascii_only, **style)

    rendered = render(NotebookFormat, translated(read(NotebookFormat, source), lambda text: text + " Ünd"))

    wanted = [["Été. Ünd\n", "\n", "Deux. Ünd\n"], "Été. Ünd", ["Été. Ünd"]]
    assert rendered == notebook(*map(cell, wanted), ensure_ascii=ascii_only, **style)


def test_a_text_with_more_lines_has_more_strings():
    source = notebook(cell(["Un."]), indent=1)

    rendered = render(NotebookFormat, translated(read(NotebookFormat, source), lambda text: "a\nb"))

    assert rendered == notebook(cell(["a\n", "b"]), indent=1)


def test_later_titles_are_headings():
    source = notebook(cell("# Un"), cell("# Deux"), cell("## Trois"))
    article = read(NotebookFormat, source)

    assert [(b.kind, b.text) for b in prose_blocks(article)] == [
        ("title", "Un"),
        ("heading", "Deux"),
        ("heading", "Trois"),
    ]
    assert sources(render(NotebookFormat, translated(article, str.upper))) == ["# UN", "# DEUX", "## TROIS"]


def test_front_matter_in_a_raw_cell_is_that_of_the_page():
    source = notebook(cell(["---\n", "title: Un titre\n", "format: html\n", "---\n"], "raw"))
    article = read(NotebookFormat, source)

    assert texts(article) == ["Un titre"]
    assert "title: UN TITRE\\n" in render(NotebookFormat, translated(article, str.upper))


def test_nan_in_outputs_stays():
    source = notebook(cell("Un texte."), cell("x", "code", outputs=[{"data": [float("nan"), float("-inf"), "NaN"]}]))

    assert render(NotebookFormat, read(NotebookFormat, source).blocks) == source


def test_an_unchanged_cell_keeps_its_bytes_beside_a_changed_one():
    source = notebook(cell("Un."), cell("mot\\\n<b>  \nsuite"))
    blocks = translated(read(NotebookFormat, source), lambda text: "Een." if text == "Un." else text)

    assert render(NotebookFormat, blocks) == source.replace("Un.", "Een.")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("", "is empty"),
        ("{", "line 1, column 2: is not JSON"),
        ('{"cells": [{"cell_type": "markdown", "source": ["a" "b"]}]}', "is not JSON: expected , or the end"),
        ('{"cells": [{"cell_type": "markdown", "source": "a', "a string that does not end"),
        ('"cells": [{"cell_type": "markdown"}]', "is not JSON"),
        ('"cells"', "is not a Jupyter notebook"),
        ('{"a": "Un texte."}', "is not a Jupyter notebook: it has no cells"),
        ("[1, 2]", "is not a Jupyter notebook"),
        (notebook(), "holds no Markdown cell with a text"),
        (notebook(cell("x = 1", "code", outputs=[])), "holds no Markdown cell with a text"),
        (notebook(cell("![](a.png)")), "holds no Markdown cell with a text"),
        (notebook(cell("a"), cell("un \ud83d mot")), "cell 2: has half a character"),
        (notebook(cell("> " * 200 + "a")), "cell 1: line 1: lists or quotations are nested"),
    ],
)
def test_what_is_no_notebook_is_refused(data, said):
    assert said in refused(NotebookFormat, data)


def test_outputs_of_50_mb_come_back():
    lines = [f"ligne {number}\n" for number in range(200_000)]
    source = notebook(
        cell("Un texte."), cell("x", "code", outputs=[{"data": {"image/png": "A" * 45_000_000}, "text": lines}])
    )
    began = time.monotonic()

    article = read(NotebookFormat, source)

    assert render(NotebookFormat, article.blocks) == source
    assert time.monotonic() - began < 30


@pytest.mark.parametrize("part", ["\\n", "# a\n", "*a* ", "> ", "\\\\", "\\u00e9", "$", "<b>"])
def test_a_cell_made_to_be_slow_is_read(part):
    source = notebook(cell("x " + part * (20_000 // len(part)) + " y"))
    item = read_any(NotebookFormat, source)

    assert isinstance(item, ReadError) or render(NotebookFormat, item.blocks) == source


LINE = st.lists(
    st.sampled_from(
        ["mot", "été", "# ", "- ", "**x**", "`c`", "$a$", " ", "\t", "<b>", "![é](u)", "| ", '"', "\\", "🙂"]
    ),
    max_size=6,
).map("".join)
SOURCE = st.lists(LINE, max_size=6).flatmap(
    lambda lines: st.sampled_from(["\n".join(lines), [f"{line}\n" for line in lines]])
)
CELL = st.builds(cell, SOURCE, st.sampled_from(["markdown", "markdown", "code", "raw"]))
STYLE = st.fixed_dictionaries({"indent": st.sampled_from([None, 1, 2]), "ensure_ascii": st.booleans()})


@given(cells=st.lists(CELL, max_size=5), style=STYLE, words=st.lists(st.text("XÜ.", min_size=1), min_size=1))
@EXAMPLES
def test_random_notebooks_keep_their_bytes_and_with_other_texts_their_cells(cells, style, words):
    source = notebook(cell("Un texte."), *cells, **style)
    article = read(NotebookFormat, source)

    assert render(NotebookFormat, article.blocks) == source

    new = json.loads(render(NotebookFormat, translated(article, lambda text: "X" + " ".join(words))))
    old = json.loads(source)
    for before, after in zip(old.pop("cells"), new.pop("cells"), strict=True):
        assert type(before["source"]) is type(after["source"])
        if before["cell_type"] == "code":
            assert before == after
    assert new == old


@given(first=st.integers(0, 200), count=st.integers(0, 60))
@EXAMPLES
def test_a_notebook_without_some_of_its_characters_is_refused_or_comes_back(first, count):
    whole = notebook(cell(["Un texte."]))
    source = whole[:first] + whole[first + count :]

    item = read_any(NotebookFormat, source)

    assert isinstance(item, ReadError) or render(NotebookFormat, item.blocks) == source


@given(st.text(st.sampled_from('{}[]":,cells markdown_typ source\\n1é\ud83d'), max_size=60), st.integers(0, 200))
@EXAMPLES
def test_any_text_is_refused_or_comes_back(text, at):
    whole = notebook(cell(["Un texte."]))
    source = (whole[:at] + text + whole[at:]).encode(errors="replace").decode()

    item = read_any(NotebookFormat, source)

    assert isinstance(item, ReadError) or render(NotebookFormat, item.blocks) == source
