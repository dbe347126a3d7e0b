"""Cells of tables with tags of templates in them, whose pipes are filters, and citations, roles and expressions."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.formats.markdown.test_markers import FORMAT, loud, read, texts

from babelpress.formats.markdown.rules import cell_source, cell_spans, cell_text

_PIECE = st.sampled_from(["un mot", "{{ a | b }}", "{% if a | b %}", r"\|", " ", "{{", "%}", "`c`"])


@given(st.lists(_PIECE))
def test_a_cell_is_written_as_it_was_read(pieces: list[str]):
    cell = " ".join(pieces)

    assert cell_source(cell_text(cell)) == cell


@given(st.lists(st.sampled_from(["mot", "{{ a | b }}", r"a \| b", "{% x | y %}", ""]), min_size=1, max_size=6))
def test_pipes_of_templates_end_no_cell(cells: list[str]):
    row = "| " + " | ".join(cells) + " |"

    assert [row[start:end].strip() for start, end in cell_spans(row, len(cells))] == cells


def test_where_only_all_pipes_give_the_columns_they_are_meant():
    assert len(cell_spans("| {{ a | b }} |", 2)) == 2


def test_every_cell_is_a_text_also_behind_a_tag_and_beyond_the_columns():
    head = "| un | deux |\n| --- | --- |\n"
    table = f"{head}| {{{{ x | default: 'é' }}}} ici | là |\n{{% for x in y %}}| trois | quatre |\n{{% endfor %}}\n"

    assert [text.strip() for text in texts(table)] == ["un", "deux", "ici", "là", "trois", "quatre"]
    rows = ["| {{ x | default: 'é' }} ICI | LÀ |", "{% for x in y %}| TROIS | QUATRE |", "{% endfor %}"]
    assert loud(table) == f"{head.upper()}{chr(10).join(rows)}\n"


def test_citations_are_kept_and_roles_leave_their_space_to_the_words():
    text = "un mot [@nom2020, p. 3; -@autre, chap. 2] et {doc}`/guide` ici [voir @nom]\n"

    assert "[@nom2020, p. 3; -@autre, chap. 2] ET {doc}`/guide` ICI [VOIR" in loud(text)
    assert texts("un {doc}`/guide` mot\n") == ["un /guide mot"]
    assert texts("un {props.a} mot\n", "a.mdx") == ["un  mot"]


@given(st.sampled_from([": ", "~ "]))
def test_no_text_begins_a_definition(sign: str):
    (block,) = [one for one in read("un mot\n").blocks if one.kind == "paragraph"]

    assert FORMAT.render([replace(block, text=f"{sign}un mot")], language="fr").decode().startswith(f"\\{sign}")


def test_a_wiki_link_may_have_a_note_behind_it():
    assert loud("un [[Fiche|mot]][^1] ici\n\n[^1]: une note\n") == "UN [[Fiche|MOT]][^1] ICI\n\n[^1]: UNE NOTE\n"
