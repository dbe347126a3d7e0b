"""Whether the names of the source are in the translation."""

import pytest

from babelpress.document import Block
from babelpress.qa.checks.names import check
from babelpress.qa.documents import verify
from babelpress.qa.files import verify_files
from qa.pairs import pair


@pytest.mark.parametrize(
    ("source", "target", "languages", "message"),
    [
        ("Il a vu Jensen Huang hier.", "He saw Jensen Chen yesterday.", "fr-en", "Jensen Huang became Jensen Chen"),
        ("Selon Maria Chen, oui.", "Volgens Anna Chen wel.", "fr-nl", "Maria Chen became Anna Chen"),
        ("Elle vit en Allemagne.", "She lives in Austria.", "fr-en", "Allemagne became Austria"),
        ("Elle vit à Londres.", "Sie lebt in Wien.", "fr-de", "Londres became Wien"),
        ("Elle va en Suède.", "Ela vai à Suíça.", "fr-pt", "Suède became Suíça"),
    ],
)
def test_names_finds_one_put_in_the_place_of_another(source: str, target: str, languages: str, message: str):
    found = check(pair(source, target, languages))

    assert [(finding.severity, finding.message) for finding in found] == [("severe", message)]


def test_names_warns_of_one_that_is_gone():
    found = check(pair("Selon Reuters, Amazon discute.", "Amazon is in talks."))

    assert [(finding.severity, finding.message) for finding in found] == [
        ("warning", "Reuters is not in the translation")
    ]


def test_names_tells_of_a_surname_that_came_out_in_another_way():
    found = check(pair("Giorgia Rossini est à Rome.", "Giorgia Rosini is in Rome."))

    assert [(finding.severity, finding.source, finding.message) for finding in found] == [
        ("info", "Rossini", "Rossini is written in another way")
    ]


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("Selon Mikhaïl Gorbatchev, oui.", "Laut Michail Gorbatschow ja.", "fr-de"),  # from another alphabet
        ("Selon Ursula Poutine, oui.", "Volgens Ursula Putin wel.", "fr-nl"),
        ("Le roi Charles Berghe vote.", "Koning Karl Berghe stemt.", "fr-nl"),  # no surname
        ("La ville de New York dort.", "Nova York dorme.", "fr-pt"),
    ],
)
def test_names_may_be_written_as_each_language_does(source: str, target: str, languages: str):
    assert not [finding for finding in check(pair(source, target, languages)) if finding.severity == "info"]


@pytest.mark.parametrize(
    ("source", "target", "languages", "message"),
    [
        ("Londres et Varsovie votent.", "London and Varsovie vote.", "fr-en", "Varsovie is Warsaw in this language"),
        ("Elle vit à Genève.", "Elle vive em Genève.", "fr-pt", "Genève is Genebra in this language"),
        ("Selon le FMI, oui.", "Laut FMI ja.", "fr-de", "FMI is IWF in this language"),
    ],
)
def test_names_tells_of_a_place_that_was_not_translated(source: str, target: str, languages: str, message: str):
    assert [finding.message for finding in check(pair(source, target, languages))] == [message]


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("Il vole avec Air France.", "Hij vliegt met Air France.", "fr-nl"),
        ("Le Tour de France passe.", "De Tour de France komt langs.", "fr-nl"),
        ("Il lit Paris Match.", "Hij leest Paris Match.", "fr-nl"),
        ("Elle vit à Rome.", "Ze woont in Rome.", "fr-nl"),
    ],
)
def test_names_of_which_a_place_is_part_stay(source: str, target: str, languages: str):
    assert not [finding for finding in check(pair(source, target, languages)) if "language" in finding.message]


def test_names_takes_no_scale_of_a_currency_for_one():
    assert check(pair("Il a perdu 3,4 Md€.", "He lost 3.4 billion euros.")) == ()


def test_names_holds_to_what_is_to_be_kept():
    found = check(pair("Les puces Lapin sont rares.", "Rabbit chips are rare.", keep=("Lapin",)))

    assert [finding.severity for finding in found] == ["severe"]


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("", "", "fr-en"),
        ("Elle vit à Londres.", "Ze woont in Londen.", "fr-nl"),
        ("L'ONU, l'UE et l'OTAN.", "De VN, de EU en de NAVO.", "fr-nl"),
        ("Le PDG parle d'IA.", "Der CEO spricht über KI.", "fr-de"),
        ("Le plan de Trump et de Merkel.", "Trumps und Merkels Plan.", "fr-de"),
        ("Il lit Gorbatchev et Khrouchtchev.", "Er liest Gorbatschow und Chruschtschow.", "fr-de"),
        ("Il vit à New York.", "Ele vive em Nova York.", "fr-pt"),
        ("Elle vit aux États-Unis.", "Sie lebt in den Vereinigten Staaten.", "fr-de"),
        ("Les Allemands et les Français.", "The Germans and the French.", "fr-en"),
        ("Le Président et le Parlement.", "The president and parliament.", "fr-en"),
        ("Merci, Monsieur Evans.", "Danke, Herr Evans.", "fr-de"),
        ("À la Maison Blanche", "At the White House", "fr-en"),
        ("LE GRAND TITRE", "The big headline", "fr-en"),
        ("Il ferme à 19H00.Pour lui, c'est fini.", "It closes at 19:00. For him it is over.", "fr-en"),
        ("Au XIXe siècle, Louis XIV", "In the 19th century, Louis XIV", "fr-en"),
    ],
)
def test_names_knows_what_names_become(source: str, target: str, languages: str):
    assert check(pair(source, target, languages)) == ()


def test_names_in_a_document_are_judged_by_all_of_it(tmp_path):
    source = ["Anne Petit est maire de Dole.", "Petit a démissionné."]
    target = ["Anne Petit ist Bürgermeisterin von Dole.", "Klein ist zurückgetreten."]
    blocks = [[Block(kind="paragraph", text=text) for text in side] for side in (source, target)]
    paths = [tmp_path / name for name in ("a.fr.txt", "a.de.txt")]
    for path, side in zip(paths, (source, target), strict=True):
        path.write_text("\n".join(side), encoding="utf-8")

    in_blocks = verify(*blocks, source_language="fr", target_language="de", checks=["names"])
    in_lines = verify_files(*paths, source_language="fr", target_language="de", lines=True, checks=["names"]).findings

    for found in (in_blocks, in_lines):
        assert [(finding.severity, finding.message) for finding in found] == [("severe", "Petit became Klein")]


def test_names_of_a_text_that_is_no_sentence_are_not_all_compared():
    found = check(pair("Anne Petit est là. " * 2000, "Anne ist da. " * 2000, "fr-de"))

    assert [(finding.severity, finding.message) for finding in found] == [
        ("info", "too long for a comparison of the other names")
    ]


@pytest.mark.parametrize("times", [1, 600])
def test_names_of_people_are_compared_or_a_finding_says_that_they_are_not(times: int):
    source, target = (
        "Selon Marie Petit, le train part demain. " * times,
        "Laut Marie Klein fährt der Zug morgen ab. " * times,
    )
    found = check(pair(source, target, "fr-de"))
    assert any("became" in one.message or "too long for a comparison" in one.message for one in found)


@pytest.mark.parametrize(
    ("source", "target", "languages", "message"),
    [
        ("Il a vu Pogačar à Paris.", "He saw Pagacar in Paris.", "fr-en", "Pogačar is written Pagacar"),
        ("Le col du Galibier est fermé.", "De Glibierpas is dicht.", "fr-nl", "Galibier is written Glibierpas"),
        ("L'usine de Visma a brûlé.", "La fábrica de Visisma se quemó.", "fr-es", "Visma is written Visisma"),
        ("Le col du Galibier est fermé.", "The Galibier pass is closed.", "fr-en", ""),
        ("Le Comité olympique a voté.", "The Olympic Committee voted.", "fr-en", ""),
        ("Il a lu Tchekhov.", "Er las Tschechow.", "fr-de", ""),  # from another alphabet
    ],
)
def test_a_name_with_other_letters_is_a_finding(source: str, target: str, languages: str, message: str):
    assert [one.message for one in check(pair(source, target, languages))] == ([message] if message else [])


@pytest.mark.parametrize("before", ["", "Selon ", "« "])
def test_a_given_name_that_became_a_place_is_severe(before: str):
    found = check(pair(f"{before}Claire Lefèvre part.", "Cl Cairo Lefèvre leaves.", "fr-en"))

    assert [(one.severity, one.message) for one in found] == [("severe", "Claire Lefèvre became Cairo Lefèvre")]


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("Le train part de Bâle.", "The train leaves Bern.", "fr-en"),
        ("Le bateau quitte Ostende.", "Das Schiff verlässt Antwerpen.", "fr-de"),
        ("Il vit à Saragosse.", "Hij woont in Sevilla.", "fr-nl"),
        ("Le festival de Bologne commence.", "O festival de Pádua começa.", "fr-pt"),
        ("La gare de Cracovie est fermée.", "La estación de Varsovia está cerrada.", "fr-es"),
    ],
)
def test_a_town_that_became_another_is_severe(source: str, target: str, languages: str):
    assert [one.severity for one in check(pair(source, target, languages))] == ["severe"]
