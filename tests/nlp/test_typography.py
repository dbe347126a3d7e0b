"""A translation gets the typography of its variant, once, and keeps its letters."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress import lang
from babelpress.nlp.edits import apply
from babelpress.nlp.typography import PROTECTED, apostrophe, typography_edits

VARIANTS = lang.variants()

any_text = st.text(st.characters(exclude_categories=["Cs"]))
busy_text = st.lists(
    st.sampled_from(
        [
            *"«»“”„‚‘’\"' .,!?:;\n\u00a0\u202f()[]–—-…",
            "mot",
            "Étude",
            " - ",
            "...",
            "  ",
            " !",
            "5",
            "https://a.b/c",
            "{x}",
            "\u200f",
            "\ue000",
        ]
    )
).map("".join)
texts = st.one_of(any_text, busy_text)
tags = st.sampled_from(sorted(VARIANTS))


def styled(target: str, tag: str, source: str = "") -> str:
    variant = VARIANTS[tag]
    edits = typography_edits(target, source=source, source_language="fr", variant=variant)
    result = apply(target, edits)
    assert typography_edits(result, source=source, source_language="fr", variant=variant) == ()
    return result


@pytest.mark.parametrize(
    ("target", "tag", "expected"),
    [
        ("", "nl-NL", ""),
        ("Niets.", "nl-NL", "Niets."),
        ('"Ja", zei hij.', "nl-NL", "“Ja”, zei hij."),
        ("«\u00a0Ja\u00a0», zei hij.", "nl-NL", "“Ja”, zei hij."),
        ('« Yes "', "en-GB", "“Yes”"),
        ("'Yes,' he said", "en-US", "“Yes,” he said"),
        ('"Er sagte: "Nein" und ging."', "de-DE", "„Er sagte: ‚Nein‘ und ging.“"),
        ('"Dijo "no" ayer"', "es-ES", "«Dijo “no” ayer»"),
        ("“Sim”, disse.", "pt-PT", "“Sim”, disse."),
        ('"Oui", dit-il', "fr-FR", "«\u00a0Oui\u00a0», dit-il"),
        ("«\u202fOui\u202f»", "fr-FR", "«\u202fOui\u202f»"),
        ("« Ja.", "de-DE", "„Ja."),
        ("Ja. » Er ging.", "de-DE", "Ja.“ Er ging."),
        ('5\'10" and `a "b"` {{ "x" }}', "nl-NL", '5\'10" and `a "b"` {{ "x" }}'),
    ],
)
def test_quotation_marks_are_those_of_the_variant(target, tag, expected):
    assert styled(target, tag) == expected


@pytest.mark.parametrize(
    ("target", "source", "expected"),
    [
        ("De auto's van 's avonds", "L’auto", "De auto’s van ’s avonds"),
        ("De auto’s", "L'auto", "De auto's"),
        ("De auto's", "Les autos", "De auto's"),
        ("De auto's en d’een", "L’un, l'autre", "De auto's en d’een"),
        ("5'10\" lang", "L’homme", "5'10\" lang"),
    ],
)
def test_the_apostrophe_is_the_one_of_the_source(target, source, expected):
    assert styled(target, "nl-NL", source) == expected


@pytest.mark.parametrize(
    ("target", "tag", "source", "expected"),
    [
        ("Waarom ? Daarom !", "nl-NL", "", "Waarom? Daarom!"),
        ("Titel : meer ; einde", "de-DE", "", "Titel: meer; einde"),
        ("Pourquoi ? Parce que: oui!", "fr-FR", "", "Pourquoi\u00a0? Parce que\u00a0: oui\u00a0!"),
        ("Ratio 3 : 2 en :) of ;)", "nl-NL", "", "Ratio 3 : 2 en :) of ;)"),
        ("Zo , dat . En .NET ...", "nl-NL", "", "Zo, dat. En .NET ..."),
        ("Een  twee", "nl-NL", "Un deux", "Een twee"),
        ("Een  twee", "nl-NL", "Un  deux", "Een  twee"),
        ("Dit ( ja ) dus", "nl-NL", "(oui)", "Dit (ja) dus"),
        ("Zie http://a.b/x?y :z en a@b.nl !", "nl-NL", "", "Zie http://a.b/x?y :z en a@b.nl !"),
    ],
)
def test_spaces_stand_where_the_language_has_them(target, tag, source, expected):
    assert styled(target, tag, source) == expected


@pytest.mark.parametrize(
    ("target", "tag", "source", "expected"),
    [
        ("De man - oud - kwam", "nl-NL", "L’homme – vieux – vint", "De man – oud – kwam"),
        ("The man — old — came", "en-GB", "L’homme — vieux — vint", "The man – old – came"),
        ("The man – old – came", "en-US", "L’homme – vieux – vint", "The man — old — came"),
        ("EXCLUSIEF - De man", "nl-NL", "EXCLUSIF - L’homme", "EXCLUSIEF - De man"),
        ("2019 – 2020", "en-US", "2019 – 2020", "2019 – 2020"),
        ("- Hello", "en-GB", "— Bonjour", "— Hello"),
        ("Wacht...", "nl-NL", "Attends…", "Wacht…"),
        ("Wacht…", "nl-NL", "Attends...", "Wacht..."),
    ],
)
def test_dashes_and_ellipses_follow_variant_and_source(target, tag, source, expected):
    assert styled(target, tag, source) == expected


@pytest.mark.parametrize(
    ("target", "tag"),
    [
        ("Write df['x'] and {\"code\": 200}.", "en-GB"),
        ('Type print("bonjour").', "en-GB"),
        ("—¿Se marcha usted? —preguntó.", "es-ES"),
        ("— Bom dia — disse ele.", "pt-PT"),
    ],
)
def test_code_and_the_dashes_of_a_dialogue_stay(target, tag):
    assert styled(target, tag, "– Vous partez ? demanda-t-il.") == target


@pytest.mark.parametrize(
    ("target", "tag", "source", "expected"),
    [
        ("om 14h30", "nl-NL", "à 14h30", "om 14.30 uur"),
        ("om 14h30 uur.", "nl-NL", "à 14h30.", "om 14.30 uur."),
        ("um 14 h 30", "de-DE", "à 14 h 30", "um 14:30 Uhr"),
        ("at 14h30", "en-GB", "à 14h30", "at 14:30"),
        ("at 14h30.", "en-US", "à 14h30.", "at 2:30 p.m."),
        ("a las 14h", "es-ES", "à 14h", "a las 14:00"),
        ("às 14h30", "pt-PT", "à 14h30", "às 14h30"),
        ("at 14:30 hours", "en-GB", "à 14h30", "at 14:30 hours"),
        ("um 14:30", "de-DE", "à 14h30", "um 14:30"),
        ("in 2h30", "nl-NL", "couru en 2h30", "in 2 uur en 30 minuten"),
        ("der Film (2h28)", "de-DE", "le film (2h28)", "der Film (2 Std. 28 Min.)"),
        ("el récord de 2h04", "es-ES", "le record de 2h04", "el récord de 2 h 04 min"),
        ("the record is 2:04", "en-US", "le record est de 2h04", "the record is 2:04"),
        ("nach 3:20 Stunden", "de-DE", "après 3h20 de match", "nach 3:20 Stunden"),
        ("80 km/h", "de-DE", "à 80 km/h", "80 km/h"),
        ("om 15h30", "nl-NL", "à 14h30", "om 15h30"),
        ("the 1er and the 2e", "en-GB", "le 1er et le 2e", "the 1st and the 2nd"),
        ("der 1er", "de-DE", "le 1er", "der 1."),
        ("el 1er, la 1re", "es-ES", "le 1er, la 1re", "el 1.º, la 1.ª"),
        ("o 1er", "pt-BR", "le 1er", "o 1º"),
        ("de 1er", "nl-NL", "le 1er", "de 1e"),
        ("the 1er", "en-GB", "le premier", "the 1er"),
    ],
)
def test_french_times_and_ordinals_that_were_copied_are_rewritten(target, tag, source, expected):
    assert styled(target, tag, source) == expected


def test_marks_inside_an_open_quotation_are_inner_ones():
    variant = VARIANTS["nl-NL"]

    edits = typography_edits('Hij zei "nee".', source="", source_language="fr", variant=variant, depth=1)

    assert apply('Hij zei "nee".', edits) == "Hij zei ‘nee’."


@pytest.mark.parametrize(
    ("text", "expected"), [("", ""), ("L’un", "’"), ("L'un", "'"), ("L'un, l’autre", ""), ("«", "")]
)
def test_apostrophe_tells_the_habit_of_a_text(text, expected):
    assert apostrophe(text) == expected


@given(texts, texts, tags)
def test_edits_are_in_order_apart_and_within_any_text(target, source, tag):
    edits = typography_edits(target, source=source, source_language="fr", variant=VARIANTS[tag])

    ends = [0, *(edit.end for edit in edits)]
    assert all(end <= edit.start <= edit.end <= len(target) for end, edit in zip(ends, edits, strict=False))
    assert all(target[edit.start : edit.end] != edit.new for edit in edits)


@given(texts, texts, tags)
def test_restyling_changes_no_letter_and_no_digit(target, source, tag):
    result = apply(target, typography_edits(target, source=source, source_language="", variant=VARIANTS[tag]))

    assert re.findall(r"\w", result) == re.findall(r"\w", target)
    assert PROTECTED.findall(result)[:1] == PROTECTED.findall(target)[:1] or PROTECTED.search(target) is None


@given(texts, texts, tags)
def test_restyling_twice_is_restyling_once(target, source, tag):
    variant = VARIANTS[tag]
    once = apply(target, typography_edits(target, source=source, source_language="fr", variant=variant))

    assert typography_edits(once, source=source, source_language="fr", variant=variant) == ()


@pytest.mark.parametrize(
    ("target", "tag", "expected"),
    [("It leaves at 2:30.", "en-GB", "It leaves at 2:30."), ("Parte às 14H30.", "pt-PT", "Parte às 14h30.")],
)
def test_only_a_time_in_the_notation_of_the_source_is_rewritten(target: str, tag: str, expected: str):
    source = "Le train part à 14h30."

    edits = typography_edits(target, source=source, source_language="fr", variant=VARIANTS[tag])

    assert apply(target, edits) == expected


@pytest.mark.parametrize(
    ("target", "tag", "expected"),
    [
        ("más de 80 % del mercado", "es-ES", "más de 80\u00a0% del mercado"),
        ("mehr als 80% des", "de-DE", "mehr als 80\u00a0% des"),
        ("meer dan 80 % van", "nl-NL", "meer dan 80% van"),
        ("printf('%5%d')", "de-DE", "printf('%5%d')"),
    ],
)
def test_restyle_sets_the_percent_sign_apart_as_the_variant_does(target: str, tag: str, expected: str):
    edits = typography_edits(target, source="plus de 80 % du", source_language="fr", variant=VARIANTS[tag])

    assert apply(target, edits) == expected


def test_restyle_takes_away_a_comma_that_came_twice():
    edits = typography_edits(
        '"Yes,," he said.', source="« Oui, » dit-il.", source_language="fr", variant=VARIANTS["en-GB"]
    )

    assert apply('"Yes,," he said.', edits) == "“Yes,” he said."
