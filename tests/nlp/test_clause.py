"""The main clause of a sentence, or nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.nlp.chunking import main_clause


@pytest.mark.parametrize("text", ["", " ", "Il pleut.", "Il pleut sur la ville de Brest.", "🎉, et", ",", "; ;"])
def test_main_clause_of_what_has_none_is_none(text: str):
    assert main_clause(text, language="fr") is None


@pytest.mark.parametrize(
    ("language", "text", "clause"),
    [
        ("fr", "La ville vote son budget lundi, tandis que l'État attend.", "La ville vote son budget lundi."),
        ("fr", "Le train de nuit a du retard ; la ligne rouvre mardi.", "Le train de nuit a du retard."),
        (
            "fr",
            "La ville de Brest perd 3,5 % d'habitants, ce qui inquiète.",
            "La ville de Brest perd 3,5 % d'habitants.",
        ),
        ("en", "The city votes its budget on Monday, while the state waits.", "The city votes its budget on Monday."),
        (
            "nl",
            "De stad stemt maandag over het budget, terwijl het rijk wacht.",
            "De stad stemt maandag over het budget.",
        ),
        ("de", "Die Stadt stimmt am Montag ab, während der Staat wartet.", "Die Stadt stimmt am Montag ab."),
        (
            "es",
            "La ciudad vota su presupuesto el lunes, mientras que espera.",
            "La ciudad vota su presupuesto el lunes.",
        ),
        (
            "pt",
            "A cidade vota o orçamento na segunda, enquanto o país espera.",
            "A cidade vota o orçamento na segunda.",
        ),
    ],
)
def test_main_clause_stands_alone(language: str, text: str, clause: str):
    assert main_clause(text, language=language) == clause


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Nvidia, qui contrôle 80 % du marché mondial, et son rival progressent."),  # a relative clause between
        ("fr", "Selon le maire de la ville, et c'est nouveau."),  # opens with what leans on the rest
        ("fr", "Les parcs de la région rouvrent lundi, mais uniquement pour les sportifs."),  # `but` takes it back
        ("fr", "La ville vote le budget lundi, si le conseil est complet."),  # depends on it
        ("fr", "Amazon mènerait des discussions sur un investissement, selon Reuters."),  # whose words they are
        ("fr", "Ce n'est pas seulement une question d'argent, et chacun le sait."),  # half a contrast
        ("fr", "Trois villes votent ce lundi : Brest, et Nantes."),  # a list
        ("fr", "« Nous votons le budget ce lundi, et nous partons », dit le maire."),  # half a quotation
        ("fr", "La ville vote-t-elle le budget lundi, et pourquoi ?"),  # a question
        ("fr", "Il pleut, et le vent se lève sur la ville."),  # says too little
        ("de", "Es geht der Stadt nicht ums Geld, sondern um Zeit."),
        ("en", "The company in the north, which makes chips for phones."),
        ("xx", "La ville vote son budget lundi, tandis que l'État attend."),
    ],
)
def test_main_clause_is_none_where_it_is_not_sure(language: str, text: str):
    assert main_clause(text, language=language) is None


@given(st.text(alphabet="abé ,;.?«»\"et maisqu'", max_size=120), st.sampled_from(["fr", "en", "nl", "de", "es", "pt"]))
def test_main_clause_is_how_the_sentence_begins(text: str, language: str):
    clause = main_clause(text, language=language)

    assert clause is None or (text.startswith(clause[:-1]) and clause.endswith("."))
