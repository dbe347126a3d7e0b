import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.formats.base import ReadError
from babelpress.formats.inline import faults
from babelpress.formats.rst.format import RstFormat
from babelpress.formats.untranslated import message
from document_changes import EXAMPLES, prose_blocks, read, read_any, refused, render, texts, translated


def spans(source: str) -> tuple[str, list[tuple[str, str, str, bool]]]:
    (block,) = prose_blocks(read(RstFormat, source))
    return block.text, [(m.open, block.text[m.start : m.end], m.close, m.keep) for m in block.markup if m.inline]


@pytest.mark.parametrize(
    ("source", "text", "marks"),
    [
        ("Un *mot* et **deux**.", "Un mot et deux.", [("*", "mot", "*", False), ("**", "deux", "**", False)]),
        ("Le ``x = *1*`` là.", "Le x = *1* là.", [("``", "x = *1*", "``", True)]),
        ("Un `site <https://a.fr/b>`_.", "Un site.", [("`", "site", " <https://a.fr/b>`_", False)]),
        ("Voir :ref:`la suite <suite>` là.", "Voir la suite là.", [(":ref:`", "la suite", " <suite>`", False)]),
        ("Voir :ref:`suite` là.", "Voir suite là.", [(":ref:`", "suite", "`", True)]),
        ("Une note [1]_ là.", "Une note [1] là.", [("", "[1]", "_", True)]),
        ("La |version| du nom_ là.", "La version du nom là.", [("|", "version", "|", True), ("", "nom", "_", True)]),
        ("L'\\ *eau*\\ -forte et 2 \\* 3.", "L'eau-forte et 2 * 3.", [("*", "eau", "*", False)]),
        ("Le fichier un_nom_long est 2 * 3 * 4.", "Le fichier un_nom_long est 2 * 3 * 4.", []),
        ('Un "*" et (*) ici.', 'Un "*" et (*) ici.', []),
    ],
)
def test_inline_markup_is_marks_over_a_text(source, text, marks):
    assert spans(source) == (text, marks)


def bare(source: str) -> str:
    """The document with every text in capitals."""
    article = read(RstFormat, source)
    assert render(RstFormat, article.blocks) == source
    return render(RstFormat, translated(article, lambda text: text.upper()))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Titre\n=====\n", "TITRE\n=====\n"),
        ("======\n Titre\n======\n\nUn.\n", "======\n TITRE\n======\n\nUN.\n"),
        ("- un\n- deux\n\n  * trois\n", "- UN\n- DEUX\n\n  * TROIS\n"),
        ("1. un\n#. deux\n(a) trois\n", "1. UN\n#. DEUX\n(a) TROIS\n"),
        ("Terme : classe\n   Définition.\n", "TERME : CLASSE\n   DÉFINITION.\n"),
        (":Résumé: Un texte.\n:Auteur: Jeanne\n", ":Résumé: UN TEXTE.\n:Auteur: Jeanne\n"),
        ("Exemple::\n\n   code ici\n\nSuite.\n", "EXEMPLE::\n\n   code ici\n\nSUITE.\n"),
        ("Exemple ::\n\n   code ici\n\nSuite.\n", "EXEMPLE ::\n\n   code ici\n\nSUITE.\n"),
        ("Texte.\n\n::\n\n   code ici\n", "TEXTE.\n\n::\n\n   code ici\n"),
        ("Exemple::\n\n> cité\n> ici\n\nSuite.\n", "EXEMPLE::\n\n> cité\n> ici\n\nSUITE.\n"),
        (".. note:: Un texte.\n\n   Deux.\n", ".. note:: UN TEXTE.\n\n   DEUX.\n"),
        (".. note:: :ref:`la suite <s>`\n", ".. note:: :ref:`LA SUITE <s>`\n"),
        (
            ".. admonition:: Un titre\n   :class: x\n\n   Deux.\n",
            ".. admonition:: UN TITRE\n   :class: x\n\n   DEUX.\n",
        ),
        (
            ".. figure:: a.png\n   :alt: Un pont\n   :width: 1\n\n   Légende.\n",
            ".. figure:: a.png\n   :alt: UN PONT\n   :width: 1\n\n   LÉGENDE.\n",
        ),
        (
            "Un.\n\n.. code-block:: python\n   :caption: Un code\n\n   x = 1\n",
            "UN.\n\n.. code-block:: python\n   :caption: UN CODE\n\n   x = 1\n",
        ),
        (
            ".. toctree::\n   :caption: Sommaire\n\n   Le début <debut>\n   suite\n",
            ".. toctree::\n   :caption: SOMMAIRE\n\n   LE DÉBUT <debut>\n   suite\n",
        ),
        ("Un.\n\n.. meta::\n   :description: Un mot\n", "UN.\n\n.. meta::\n   :description: UN MOT\n"),
        ("| Un vers\n| et deux\n", "| UN VERS\n| ET DEUX\n"),
        (".. [1] Une note.\n.. [CIT] Une autre.\n", ".. [1] UNE NOTE.\n.. [CIT] UNE AUTRE.\n"),
        (".. _cible: https://a.fr\n\nUn.\n", ".. _cible: https://a.fr\n\nUN.\n"),
        (".. |v| replace:: la version\n", ".. |v| replace:: LA VERSION\n"),
        (".. versionadded:: 2.1\n   Une commande.\n", ".. versionadded:: 2.1\n   UNE COMMANDE.\n"),
        (".. versionadded:: 2.1 Une commande.\n", ".. versionadded:: 2.1 UNE COMMANDE.\n"),
        (
            ".. function:: f(a)\n\n   Fait tout.\n\n   :param a: le reste\n",
            ".. function:: f(a)\n\n   FAIT TOUT.\n\n   :param a: LE RESTE\n",
        ),
        ("Un.\n\n----\n\nDeux.\n", "UN.\n\n----\n\nDEUX.\n"),
        ("Un.\n\n>>> x\n3\n\nDeux.\n", "UN.\n\n>>> x\n3\n\nDEUX.\n"),
        ("-a FICHIER  le fichier\n--tout      tout lire\n", "-a FICHIER  LE FICHIER\n--tout      TOUT LIRE\n"),
        (".. glossary::\n\n   mot\n      Un sens.\n", ".. glossary::\n\n   mot\n      UN SENS.\n"),
        ("Voir :term:`mot`.\n", "VOIR :term:`MOT <mot>`.\n"),
        ("Voir `Un titre`_ ici.\n", "VOIR `UN TITRE <Un titre_>`_ ICI.\n"),
        ("   -- Victor Hugo\n", "   -- VICTOR HUGO\n"),
    ],
)
def test_texts_are_found_and_written_in_their_places(source, expected):
    assert bare(source) == expected


def test_a_heading_that_a_link_names_keeps_its_name_as_a_target():
    source = "Un titre\n========\n\nVoir `Un titre`_ et `un titre`_.\n"

    assert bare(source) == (
        ".. _Un titre:\n\nUN TITRE\n========\n\nVOIR `UN TITRE <Un titre_>`_ ET `UN TITRE <un titre_>`_.\n"
    )


@pytest.mark.parametrize(("said", "rule"), [("Een kop", "======="), ("Een veel langere kop", "=" * 20)])
def test_the_rule_of_a_heading_is_as_long_as_it(said, rule):
    source = "Titre\n=====\n"

    rendered = render(RstFormat, translated(read(RstFormat, source), lambda text: said))

    assert rendered == f"{said}\n{rule}\n"


def test_a_paragraph_of_several_lines_has_lines_again():
    source = "  Un texte qui est assez long pour deux lignes,\n  et qui continue ici.\n"

    rendered = render(RstFormat, translated(read(RstFormat, source), lambda text: "woord " * 20 + "eind"))

    assert [len(line) <= 48 for line in rendered.splitlines()] == [True] * 3
    assert all(line.startswith("  woord") for line in rendered.splitlines())


@pytest.mark.parametrize(
    "said", ["- a", "1. a", ".. a", "A. b", ":a: b", "| a", ">>> a", "a::", "* a", "-- a", "=====", "a_"]
)
def test_a_text_never_becomes_the_sign_of_a_block(said):
    source = "Un.\n\nDeux.\n"
    blocks = translated(read(RstFormat, source), lambda text: said if text == "Deux." else text)

    again = read(RstFormat, render(RstFormat, blocks) + "\nTrois.\n")

    assert texts(again)[0] == "Un."
    assert texts(again)[-1] == "Trois."
    assert said in texts(again) or said == "====="


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "=====  ======\nMois   Prix\n=====  ======\nMai    Un euro\n       ou deux\n\n"
            "Juin   ``x y``\n=====  ======\n",
            "=========  ====================\nMOIS LANG  PRIX LANG\n=========  ====================\n"
            "MAI LANG   UN EURO OU DEUX LANG\n\nJUIN LANG  ``x y``\n=========  ====================\n",
        ),
        (
            "  +------+--------+\n  | Mois | Prix   |\n  +======+========+\n  | Mai  | 5      |\n  +------+--------+\n",
            "  +------+--------+\n  | MOIS | PRIX   |\n  | LANG | LANG   |\n  +======+========+\n"
            "  | MAI  | 5 LANG |\n  | LANG |        |\n  +------+--------+\n",
        ),
    ],
)
def test_a_table_is_drawn_again_around_its_texts(source, expected):
    article = read(RstFormat, source)

    assert render(RstFormat, article.blocks) == source
    rendered = render(RstFormat, translated(article, lambda text: text.upper() + " LANG"))
    assert rendered == expected
    assert texts(read(RstFormat, rendered)) == [text.upper() + " LANG" for text in texts(article)]


@pytest.mark.parametrize(
    "table",
    [
        "+-----+-----+\n| un mot    |\n+-----+-----+\n| a   | b   |\n+-----+-----+\n",
        "+-----------+\n| - un mot  |\n+-----------+\n",
        "=====  =====\nun mot à deux\n-----  -----\n a     b\n=====  =====\n",
    ],
)
def test_a_table_that_is_not_understood_stays_and_is_counted(table):
    article = read(RstFormat, f"Un.\n\n{table}")

    assert texts(article) == ["Un."]
    assert message(article.blocks) == "stays as it is: tables (1)"


def test_what_stays_is_counted():
    source = (
        "Un.\n\n.. une note pour nous\n\n.. inconnu:: un titre ici\n\n   du texte ici\n\n"
        "+-----------+\n| un mot ici |\n+-----------+\n\n.. glossary::\n\n   mot\n      Un sens.\n"
    )

    assert message(read(RstFormat, source).blocks) == (
        "stays as it is: comments (1), contents of unknown directives (1), tables (1), terms of a glossary (1)"
    )


@pytest.mark.parametrize(
    ("data", "said"), [("", "is empty"), ("----\n\n..\n", "holds no text"), (".. code::\n\n   x y\n", "holds no text")]
)
def test_a_document_without_texts_is_refused(data, said):
    assert said in refused(RstFormat, data)


@pytest.mark.parametrize("data", ["Titre\n=====\n\nUn *mot*\nici.\n".replace("\n", "\r\n"), "\ufeffUn mot.\n", "Un"])
def test_line_ends_and_byte_order_mark_come_back(data):
    article = read(RstFormat, data)

    assert render(RstFormat, article.blocks) == data
    rendered = render(RstFormat, translated(article, str.upper))
    assert rendered.count("\r\n") == rendered.count("\n") * ("\r" in data)


@pytest.mark.parametrize(
    "part",
    [
        "- ",
        "1. ",
        "*a ",
        "``a",
        "`a <",
        ":a:`b ",
        "|a",
        "a_ ",
        "\\",
        "a.",
        "a:",
        "-a ",
        " : ",
        ".. a:: ",
        "[1]_",
        "\n  ",
        "=",
        "+-",
    ],
)
def test_a_line_made_to_be_slow_is_read(part):
    source = "x " + part * (200_000 // len(part)) + " y"
    item = read_any(RstFormat, source)

    assert isinstance(item, ReadError) or render(RstFormat, item.blocks) == source


@pytest.mark.parametrize("part", [".. note::\n   ", "- a\n\n  ", "a::\n\n ", "a\n ", "| a\n", ".. a\n", "=\n", "+-+\n"])
def test_a_document_made_to_be_slow_is_read(part):
    source = "x\n\n" + part * 20_000
    item = read_any(RstFormat, source)

    assert isinstance(item, ReadError) or render(RstFormat, item.blocks) == source


WORD = st.text(st.sampled_from("abcdéœ'.,!?«»_*`|:\\\u00a0🙂"), min_size=1, max_size=9).map(lambda text: f"x{text}x")
INLINE = st.sampled_from(
    [
        "*un mot*",
        "**gras**",
        "``x y``",
        "`lien <u>`_",
        "`nom`_",
        ":ref:`t <l>`",
        ":doc:`/a`",
        "|v|",
        "[1]_",
        "nom_",
        "\\*",
    ]
)
TEXT = st.lists(st.one_of(WORD, INLINE), min_size=1, max_size=6).map(" ".join)
BLOCK = st.one_of(
    TEXT,
    TEXT.map(lambda text: f"{text}\n{'=' * len(text)}"),
    TEXT.map(lambda text: f"- {text}"),
    TEXT.map(lambda text: f"1. {text}\n   suite"),
    TEXT.map(lambda text: f"{text}\n   suite"),
    TEXT.map(lambda text: f".. note:: {text}\n   suite\n\n   fin"),
    TEXT.map(lambda text: f".. figure:: a.png\n   :alt: {text}\n\n   {text}"),
    TEXT.map(lambda text: f"{text}::\n\n   code *ici*"),
    TEXT.map(lambda text: f"| {text}\n| {text}"),
    TEXT.map(lambda text: f".. [1] {text}"),
    TEXT.map(lambda text: f".. {text}"),
    TEXT.map(lambda text: f":champ: {text}"),
    st.just("----"),
    st.just(".. code::\n\n   x = 1"),
)
DOCUMENT = st.lists(BLOCK, min_size=1, max_size=6).map(lambda blocks: "Un début.\n\n" + "\n\n".join(blocks) + "\n")


@given(source=DOCUMENT, words=st.lists(WORD, min_size=1, max_size=20))
@EXAMPLES
def test_random_documents_keep_their_bytes_and_with_other_texts_their_structure(source, words):
    article = read(RstFormat, source)

    assert render(RstFormat, article.blocks) == source
    assert all(faults(block.text, block.markup) == [] for block in prose_blocks(article))

    kept = [m.open + dict(m.attributes)["raw"] + m.close for b in article.blocks for m in b.markup if m.keep]
    blocks = translated(article, lambda text: " ".join([text, *words]))
    rendered = render(RstFormat, blocks)
    again = read(RstFormat, rendered)
    assert [block.kind for block in prose_blocks(again)] == [block.kind for block in prose_blocks(article)]
    assert all(rendered.count(one) >= kept.count(one) for one in kept)


@given(st.text(st.sampled_from(".:-=*`|_[]<>\\ \n\tab1é+"), max_size=80))
@EXAMPLES
def test_any_text_is_refused_or_comes_back(text):
    item = read_any(RstFormat, text)

    assert isinstance(item, ReadError) or render(RstFormat, item.blocks) == text


def test_cells_of_comma_separated_values_are_texts_and_stay_cells():
    source = (
        '.. csv-table:: Un titre\n   :header: "Le nom", Le prix\n   :widths: 2, 3\n\n'
        '   "Un ""petit"" mot, là", mot nu\n   "Deux", 12\n'
    )
    article = read(RstFormat, source)

    assert texts(article) == ["Un titre", "Le nom", "Le prix", 'Un "petit" mot, là', "mot nu", "Deux", "12"]
    assert render(RstFormat, article.blocks) == source
    made = render(RstFormat, translated(article, lambda text: f'{text}, "x"'))
    assert '"Un ""petit"" mot, là, ""x""", "mot nu, ""x"""' in made
    assert texts(read(RstFormat, made)) == [f'{text}, "x"' for text in texts(article)]


@pytest.mark.parametrize("row", ['   :delim: ;\n\n   "Un mot"; deux\n', '\n   "Un mot\n   sur deux lignes", "x"\n'])
def test_other_values_stay_and_are_counted(row):
    article = read(RstFormat, f".. csv-table::\n{row}\nUn mot.\n")

    assert texts(article) == ["Un mot."]
    assert "contents of directives" in message(article.blocks)
