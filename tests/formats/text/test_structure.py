import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.formats.decoding import normal_form
from babelpress.formats.text.structure import structure
from babelpress.formats.versions import marker

ARTICLE = """\
Le contrat se heurte à des obstacles
L'un des partenariats les plus attendus de l'histoire de l'intelligence artificielle a rencontré un obstacle majeur, \
selon Le Monde et d'autres journaux qui ont pu lire les documents.
Des inquiétudes en coulisses
Des initiés révèlent que Nvidia a exprimé des inquiétudes sur la discipline de l'entreprise. « Rien n'est signé », dit \
l'un d'eux.
« Il y a des questions fondamentales qui doivent être résolues. »
- Cent milliards de dollars
- Trente milliards d'euros
La fin de l'article est ici, après une liste de deux points qui ne dit pas grand-chose.
"""
KINDS = ["title", "paragraph", "heading", "paragraph", "quote", "list_item", "list_item", "paragraph"]


def kinds(text: str) -> list[str]:
    return [block.kind for block in structure(text).blocks]


def texts(text: str) -> list[str]:
    return [block.text for block in structure(text).blocks]


def everything(text: str) -> str:
    blocks, menu = structure(text)
    parts = [(marker(block) if block.kind == "list_item" else "") + block.text for block in blocks]
    return "".join("".join([*parts, *menu]).split())


@pytest.mark.parametrize("text", ["", " \n\t\n", "\n\n"])
def test_nothing_gives_no_blocks(text):
    assert structure(text) == ((), ())


@pytest.mark.parametrize("text", ["Bonjour", "🎉", "Une phrase seule.", "UN TITRE SEUL", "\n\nMot\n"])
def test_a_text_of_one_block_is_a_paragraph(text):
    assert [(b.kind, b.text) for b in structure(text).blocks] == [("paragraph", text.strip())]


def test_only_a_menu_gives_no_blocks():
    assert structure("Nederlands\nEnglish\n") == ((), ("Nederlands", "English"))


def test_one_line_is_one_block():
    assert kinds(ARTICLE) == KINDS
    assert texts(ARTICLE)[1].startswith("L'un des partenariats")


@pytest.mark.parametrize("width", [50, 72, 100])
def test_wrapped_lines_are_joined_and_headings_stay_apart(width):
    paragraphs = ARTICLE.splitlines()
    wrapped = "\n\n".join(textwrap.fill(line, width, break_on_hyphens=False) for line in paragraphs)

    assert structure(wrapped) == structure(ARTICLE)


def test_a_heading_right_above_a_wrapped_paragraph_is_not_glued_to_it():
    text = (
        "Titre\n\nPremier paragraphe.\n\nUn intertitre\n"
        "Le ministre a dit hier à la presse que\nNvidia allait bien et qu'il le\nsavait."
    )

    assert texts(text) == [
        "Titre",
        "Premier paragraphe.",
        "Un intertitre",
        "Le ministre a dit hier à la presse que Nvidia allait bien et qu'il le savait.",
    ]
    assert kinds(text) == ["title", "paragraph", "heading", "paragraph"]


def test_blank_lines_between_one_line_blocks_change_nothing():
    assert structure(ARTICLE.replace("\n", "\n\n")) == structure(ARTICLE)


def test_a_dash_that_wrapping_put_first_is_no_list_item():
    text = (
        "Le ministre des finances de la France, absent ce jour,\n"
        "a bien reçu la lettre du président de la République là\n"
        "– une longue lettre – et a répondu le lendemain matin."
    )

    assert kinds(text) == ["paragraph"]


@pytest.mark.parametrize("title", ["LE TITRE EN CAPITALES", "Et maintenant ?", "« On ne lâche rien »", "C'est fini."])
def test_a_short_first_line_is_the_title(title):
    blocks = structure(f"{title}\nUne phrase bien plus longue que le titre, et qui le suit.").blocks

    assert (blocks[0].kind, blocks[0].text) == ("title", title)


@pytest.mark.parametrize("first", ["x" * 201, "- Un point", "Il faut :", "Une première phrase assez longue."])
def test_what_is_no_title_is_not_made_one(first):
    assert kinds(f"{first}\nUne phrase courte.")[0] != "title"


def test_a_title_known_from_elsewhere_comes_first_once():
    assert kinds("Le corps est ici.") == ["paragraph"]
    assert [b.kind for b in structure("Le corps est ici.", title="Titre").blocks] == ["title", "paragraph"]
    assert structure("Titre\nLe corps est ici.", title="Titre") == structure("Le corps est ici.", title="Titre")


@pytest.mark.parametrize("line", ["- a", "• a", "– a", "* a", "1. a", "12) a", "a) a"])
def test_list_markers_are_kept_beside_the_text(line):
    block = structure(f"Voici ce qu'il faut :\n{line}").blocks[-1]

    assert (block.kind, block.text, marker(block)) == ("list_item", "a", line[:-1])


def test_list_items_have_the_depth_of_their_indentation():
    levels = [block.level for block in structure("Voici :\n- a\n    - b\n        - c\n- d").blocks[1:]]

    assert levels == [1, 2, 3, 1]


@pytest.mark.parametrize("line", ["-5 degrés", "1.5 million", "-", "2025. Une année", "—", "a.b"])
def test_what_only_looks_like_a_marker_is_none(line):
    assert "list_item" not in kinds(f"Une phrase.\n{line}")


@pytest.mark.parametrize("rule", ["***", "* * *", "-----", "———"])
def test_rules_between_sections_pass_through(rule):
    block = structure(f"Une phrase.\n{rule}\nUne autre.").blocks[1]

    assert (block.kind, block.text) == ("raw", rule)


@pytest.mark.parametrize("text", ["« Oui. »", "“Yes.”", "„Ja.“", "« Oui ».", '"Ja."'])
def test_a_paragraph_that_is_one_quotation_is_a_quote_with_its_marks(text):
    assert structure(f"Une phrase.\n{text}").blocks[1].text == text
    assert kinds(f"Une phrase.\n{text}")[1] == "quote"


def test_quotations_inside_a_paragraph_leave_it_one():
    assert kinds("Une phrase.\n« Oui, » dit-elle. « Non. »")[1] == "paragraph"


LINES = st.lists(
    st.one_of(
        st.text(alphabet="aB .,:«»-*1)é\t\u00a0🎉|", max_size=30),
        st.sampled_from(["", "- a", "1. B", "Français", "English | Deutsch", "Langues :", "* * *", "un mot,\nde plus"]),
    )
)


@given(LINES)
def test_no_visible_character_is_lost_or_moved(lines):
    text = normal_form("\n".join(lines))

    assert everything(text) == "".join(text.split())


@given(st.text(max_size=200))
def test_no_visible_character_of_any_text_is_lost(text):
    normal = normal_form(text)

    assert everything(normal) == "".join(normal.split())


def test_rows_with_tabs_are_blocks_with_all_their_cells():
    text = (
        "Les villes\nNom\tVille\tÂge\nRoux\tLyon\t34\n\tNantes\t41\n\n"
        "Le maire a dit hier à la presse que tout\nallait bien et qu'il le savait depuis\nlongtemps."
    )

    assert texts(text) == [
        "Les villes",
        "Nom\tVille\tÂge",
        "Roux\tLyon\t34",
        "\tNantes\t41",
        "Le maire a dit hier à la presse que tout allait bien et qu'il le savait depuis longtemps.",
    ]
    assert kinds(text) == ["title", "caption", "caption", "caption", "paragraph"]


def test_a_tab_in_a_sentence_makes_no_row():
    assert kinds("Un mot et puis\tun autre mot.") == ["paragraph"]


@pytest.mark.parametrize(
    "formula",
    ["$$\n\\int_0^1 x^2 \\, dx = 1\n$$", "$$ a = b $$", "\\[\na = b\n\\]", "\\begin{align}\na &= b\n\\end{align}"],
)
def test_a_displayed_formula_is_a_block_that_is_not_translated(formula):
    text = f"Le titre\n\nLa formule est la suite.\n{formula}\nElle est connue, et le prix est de 5 $.\n"

    assert (structure(text).blocks[2].kind, structure(text).blocks[2].text) == ("code", formula)
    assert kinds(text) == ["title", "paragraph", "code", "paragraph"]


def test_dollars_that_are_never_closed_make_no_formula():
    assert kinds("$$ de dollars\nLe prix monte.") == ["title", "paragraph"]
