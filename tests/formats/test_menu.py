import pytest

from babelpress.formats.text.structure import split_menu


@pytest.mark.parametrize(
    "menu",
    [
        ["Nederlands", "English", "Français"],
        ["nederlands", "ENGLISH"],
        ["Nederlands", "", "English"],
        ["- Nederlands", "- English"],
        ["Nederlands English Deutsch"],
        ["Nederlands | English / Deutsch · Español, Português"],
        ["Langues : Nederlands | English"],
        ["Langues :", "Nederlands", "English"],
        ["Autres langues", "", "Nederlands – English"],
        ["🇳🇱 Nederlands", "🇵🇹 Português (Brasil)", "✓ Français"],
        ["Nederlands", "Italiano", "English", "中文"],
        ["Anglais, néerlandais"],
    ],
)
def test_a_trailing_menu_is_kept_apart_as_it_stood(menu):
    prose, found = split_menu(["Une phrase.", *menu, ""])

    assert prose == ["Une phrase."]
    assert list(found) == [line for line in menu if line]


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [""],
        ["Français"],
        ["Une phrase.", "Français"],
        ["Français", "Français"],
        ["Italiano", "Polski"],
        ["Une phrase.", "English", "Français", "Une autre."],
        ["Il parle français et anglais."],
        ["Langues officielles : français, néerlandais, allemand"],
        ["On y parle :", "français", "néerlandais"],
        ["Langues enseignées", "- anglais", "- espagnol"],
        ["Français, anglais."],
    ],
)
def test_prose_stays_prose(lines):
    assert split_menu(lines) == (lines, ())


def test_a_very_long_line_costs_little():
    lines = ["a" + " " * 500_000 + "b"]

    assert split_menu(lines) == (lines, ())
