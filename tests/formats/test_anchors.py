"""Anchors of headings: which texts they come from, and where those of a source are in its translation."""

import pytest

from babelpress.formats.anchors import anchors_between, explicit_anchors, headings


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("## Un `mot` **très** *gras*", "Un mot très gras"),
        ("## Voir [la page](a.md) et ![un pont](b.png)", "Voir la page et un pont"),
        ("## snake_case et __gras__", "snake_case et gras"),
        ("## Prix &amp; taxes \\* ici", "Prix & taxes * ici"),
        ("## La fin {#fin}", "La fin"),
        ("## La fin {/*fin*/}", "La fin"),
        ("La fin\n------", "La fin"),
        ("## La fin ##", "La fin"),
    ],
)
def test_the_text_of_a_heading_is_what_is_shown(heading, text):
    assert headings(f"Un mot.\n\n{heading}\n\n```sh\n# pas un titre\n```\n") == [text]


@pytest.mark.parametrize(
    ("generator", "old", "new"),
    [
        ("", "prérequis-1", "précondições-1"),
        ("MkDocs", "prerequis_1", "precondicoes_1"),
        ("VitePress", "prerequis-1", "precondicoes-1"),
        ("Jekyll", "prérequis-1", "précondições-1"),
    ],
)
def test_anchors_are_those_of_the_generator(generator, old, new):
    source, target = ("\n\n".join([f"# {one}"] * 2) for one in ("Prérequis", "Précondições"))

    assert anchors_between(source, target, generator=generator)[old] == new


def test_anchors_that_a_document_states_stay():
    source = '# La fin {#la-fin}\n\n<a id="suite"></a>\n\n## Suite {: .a #autre }\n\n## Reste {/*reste*/}\n'

    assert explicit_anchors(source) == {"la-fin", "suite", "autre", "reste"}
    assert not {"la-fin", "suite", "reste"} & anchors_between(source, source.replace("Suite", "Vervolg")).keys()


def test_documents_with_other_headings_have_none_in_common():
    assert anchors_between("# A\n\n# B\n", "# A\n") == {}
