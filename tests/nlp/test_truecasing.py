"""Headlines in capitals are told from acronyms, become sentences for the model, and capitals again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.nlp.truecasing import recase, spans, style, truecase, vocabulary

any_text = st.text(st.characters(exclude_categories=["Cs"]))
loud_text = st.lists(
    st.sampled_from(
        [
            "LE ",
            "ÉCOLE ",
            "ONU",
            "İ",
            "ß",
            "ﬁ",
            " : ",
            " - ",
            "«",
            "l'",
            "\u200f",
            "\ue000",
            "e\u0301",
            "Ab ",
            "5 km",
            "https://A.B",
        ]
    )
).map("".join)
texts = st.one_of(any_text, loud_text)
languages = st.sampled_from(["fr", "en", "nl", "de", "es", "pt", "xx", ""])
KNOWN = {"openai": "OpenAI", "onu": "ONU", "france": "France", "école": "école", "annoncé": "annoncé"}


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("", "fr", "sentence"),
        ("  \u00a0", "fr", "sentence"),
        ("123 %", "fr", "sentence"),
        ("مرحبا بالعالم", "fr", "sentence"),
        ("ONU", "fr", "sentence"),
        ("SNCF, RATP", "fr", "sentence"),
        ("ÉCONOMIE", "fr", "capitals"),
        ("IA : OPENAI", "fr", "capitals"),
        ("QUELS COOKIES ET QUELS TRACEURS ?", "fr", "capitals"),
        ("« 5 000 MILLIARDS » POUR L’IA", "fr", "capitals"),
        ("QUEL iPHONE CHOISIR EN 2025 ?", "fr", "capitals"),
        ("SOPA DE ERVILHA", "pt", "capitals"),
        ("L’ONU et l’OTAN réagissent", "fr", "sentence"),
        ("IA : le géant OpenAI", "fr", "sentence"),
        ("Jean DUPONT est élu", "fr", "sentence"),
        ("EXCLUSIF - Le président parle", "fr", "label"),
        ("Il a lu LES MISÉRABLES hier soir", "fr", "mixed"),
        ("Il ne reviendra JAMAIS sur cette loi", "fr", "mixed"),
        ("La SNCF ne reviendra pas", "fr", "sentence"),
        ("Le Président De La République Annonce Une Réforme", "fr", "title"),
        ("Emmanuel Macron et Olaf Scholz à Paris", "fr", "sentence"),
        ("Le patron de Nvidia, Jensen Huang, critique OpenAI", "fr", "sentence"),
        ("Trump Meets Putin in Secret Summit", "en", "title"),
        ("Trump meets Putin in Helsinki", "en", "sentence"),
    ],
)
def test_style_tells_headlines_from_names_and_acronyms(text, language, expected):
    assert style(text, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("ONU", "ONU"),
        ("QUELS COOKIES ET QUELS TRACEURS ?", "Quels cookies et quels traceurs ?"),
        ("LA FRANCE, L’ONU ET OPENAI", "La France, l’ONU et OpenAI"),
        ("L'ECOLE DEMAIN", "L'école demain"),
        ("LE PRESIDENT ANNONCE LA FIN", "Le president annonce la fin"),
        ("LOUIS XIV ET LE G7 : LE PDG PARLE", "Louis XIV et le G7 : Le PDG parle"),
        ("UNE PHRASE. UNE AUTRE !", "Une phrase. Une autre !"),
        ("EXCLUSIF - Le président de l’UE parle", "Exclusif - Le président de l’UE parle"),
        ("LE SITE HTTPS://EXEMPLE.FR/PAGE CHANGE", "Le site HTTPS://EXEMPLE.FR/PAGE change"),
        ("İLE DE FRANCE", "İle de France"),
    ],
)
def test_truecase_gives_a_sentence_of_the_same_length(text, expected):
    result = truecase(text, "fr", known=KNOWN)

    assert result == expected
    assert len(result) == len(text)


def test_spans_are_the_parts_in_capitals():
    text = "EXCLUSIF - Il a lu LES MISÉRABLES hier, selon la SNCF"

    assert [text[start:end] for start, end in spans(text, "fr")] == ["EXCLUSIF", "LES MISÉRABLES"]


def test_vocabulary_holds_names_acronyms_and_accents_of_running_text():
    texts = [
        "LE TITRE EN CAPITALES",
        "Hier, Paris et l’ONU ont écrit à OpenAI. Demain, rien.",
        "« Paris » dort à Paris.",
    ]

    assert vocabulary(texts, "fr") == {"écrit": "écrit", "paris": "Paris", "onu": "ONU", "openai": "OpenAI"}


@pytest.mark.parametrize(
    ("text", "case", "language", "expected"),
    [
        ("", "capitals", "en", ""),
        ("Which cookies?", "sentence", "en", "Which cookies?"),
        ("Große Straße", "capitals", "de", "GROSSE STRASSE"),
        ("Het ijs smelt", "capitals", "nl", "HET IJS SMELT"),
        ("See https://a.b/c or me@x.org", "capitals", "en", "SEE https://a.b/c OR me@x.org"),
        ("Hello {name}, 5 km and 20 MWh", "capitals", "en", "HELLO {name}, 5 km AND 20 MWh"),
        ("the iPhone of @bob", "capitals", "en", "THE iPhone OF @bob"),
        (
            "the mega-contract of an iPhone: a story it's up to",
            "title",
            "en",
            "The Mega-Contract of an iPhone: A Story It's up To",
        ),
        ("het grote contract", "title", "nl", "het grote contract"),
        ("Exclusive - the president speaks", "label", "en", "EXCLUSIVE - the president speaks"),
        ("He read: yes", "mixed", "en", "He read: yes"),
    ],
)
def test_recase_follows_the_convention_of_the_language(text, case, language, expected):
    assert recase(text, case, language, keep=["iPhone", ""]) == expected


@given(texts, languages)
def test_casing_takes_any_text(text, language):
    known = vocabulary([text, text.lower(), text.title()], language)
    lowered = truecase(text, language, known=known)

    assert len(lowered) == len(text)
    assert style(text, language) in ("capitals", "title", "label", "mixed", "sentence")
    assert all(0 <= start < end <= len(text) for start, end in spans(text, language))
    for case in ("capitals", "title", "label", "mixed", "sentence"):
        assert isinstance(recase(lowered, case, language, keep=["x", text]), str)


@given(texts, languages)
def test_truecase_changes_nothing_but_case_and_accents(text, language):
    lowered = truecase(text, language, known={})

    assert lowered.casefold() == text.casefold() or "İ" in text
    assert truecase(lowered, language, known={}).casefold() == lowered.casefold()


def test_casing_is_linear_in_a_long_text():
    text = "LE GRAND MOT " * 40_000

    assert style(text, "fr") == "capitals"
    assert len(truecase(text, "fr", known=KNOWN)) == len(recase(text, "capitals", "fr")) == len(text)
