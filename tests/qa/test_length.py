"""Whether a translation is about as long as it should be."""

import pytest

from babelpress.qa.checks.length import check
from qa.pairs import pair


@pytest.mark.parametrize(
    ("source", "target", "severity", "message"),
    [
        ("Bonjour.", "", "severe", "is empty"),
        ("Bonjour.", " \n", "severe", "is empty"),
        ("", "Invented.", "severe", "translates nothing"),
        ("Il faut bien le faire.", "Il faut bien le faire.", "severe", "is the source, not translated"),
        ("cette page", "cette page", "severe", "is the source, not translated"),
        ("Inscrit", "The patient was given the usual dose.", "severe", "is far too long: 37 characters for 7"),
        ("Le ministre a présenté hier son plan.", "Yes.", "severe", "is far too short: 4 characters for 37"),
        ("Le ministre a présenté hier son plan.", "He did it.", "warning", "is short: 10 characters for 37"),
        ("Pourquoi ?", "…", "severe", "is far too short: 1 characters for 10"),
    ],
)
def test_length_finds_what_is_out_of_proportion(source: str, target: str, severity: str, message: str):
    found = check(pair(source, target))

    assert [(finding.severity, finding.message) for finding in found] == [(severity, message)]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("", ""),
        ("…", ""),
        ("Nvidia", "Nvidia"),
        ("Paris", "Paris"),
        ("2025", "2025"),
        ("Été", "Summertime"),
        ("Fin.", "The end."),
        ("De plus en plus", "Increasingly"),
    ],
)
def test_length_leaves_short_texts_and_names_alone(source: str, target: str):
    assert check(pair(source, target)) == ()


@pytest.mark.parametrize("language", ["en", "de", "nl", "es", "pt"])
@pytest.mark.parametrize(
    "text",
    [
        "Nice | 15 °C | 24 °C",
        "J. Chirac",
        "M. Platini (c.)",
        "400 m : Duplantis 47,2 s",
        "1 L, 500 g, 3 m, 12 s, 4 d",
        "Plan B, groupe D, vitamine C",
        "Peugeot 208 GT Line 1.2 L",
        "A. Griezmann – O. Giroud – K. Mbappé",
        "Le Monde, La Croix, Les Échos",
        "Théâtre de la Ville",
        "La Dernière Séance",
        "Casque Sony WH-1000XM5",
        "He said that we are not on the list, and that it was what you had.",
        "M. et Mme D.",
        "C. d. C. : n° 12",
    ],
)
def test_length_takes_copies_of_names_figures_and_titles(text: str, language: str):
    assert "severe" not in {finding.severity for finding in check(pair(text, text, f"fr-{language}"))}


@pytest.mark.parametrize(
    "text", ["Je t'aime moi non plus", "Tu ne tueras point", "« On ne badine pas »", "Que du bonheur"]
)
def test_length_warns_of_a_copy_that_may_be_a_title(text: str):
    assert [finding.severity for finding in check(pair(text, text, "fr-en"))] == ["warning"]


@pytest.mark.parametrize("language", ["en", "de", "nl", "es", "pt"])
@pytest.mark.parametrize(
    "text",
    [
        "Il ne sait pas où elle est.",
        "Nous avons beaucoup travaillé cette année.",
        "La hausse des prix du gaz pèse sur les ménages.",
        "Elle a été élue avec 12 % des voix, devant D. Roux.",
        "Le ministre, qui était là, n'a rien dit.",
        "On annonce que cette ligne ne sera pas rouverte avant lundi",
        "Qui sont ceux qui nous gouvernent ?",
        "Le 100 m s'est couru sans lui, mais il était là.",
    ],
)
def test_length_finds_a_copied_sentence(text: str, language: str):
    assert [finding.severity for finding in check(pair(text, text, f"fr-{language}"))] == ["severe"]


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("They have not said what it is.", "en-fr"),
        ("Wir haben das nicht gewusst.", "de-en"),
        ("Zij hebben dat niet geweten.", "nl-fr"),
        ("No sabemos dónde están ellos.", "es-de"),
        ("Eles não sabem onde ela está.", "pt-nl"),
    ],
)
def test_length_finds_a_copied_sentence_of_every_language(text: str, languages: str):
    assert [finding.severity for finding in check(pair(text, text, languages))] == ["severe"]
