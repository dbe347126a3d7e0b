"""Whether a text is in its language."""

import pytest

from babelpress.qa.checks.language import check
from qa.pairs import pair

FRENCH = "Le gouvernement a annoncé que les travaux ne seront pas finis avant la fin de l'année."


@pytest.mark.parametrize(
    ("target", "languages", "message"),
    [
        (FRENCH, "fr-nl", "is in French, not in Dutch"),
        ("The government said that it will not be done by the end of it.", "fr-de", "is in English, not in German"),
        ("Правительство объявило, что работы не закончатся.", "fr-en", "is not in the script of English"),
        (
            "Il governo ha annunciato che questi lavori non saranno finiti prima della fine dell'anno prossimo.",
            "fr-en",
            "holds hardly a word of English",
        ),
        (
            "The government said que les travaux ne seront pas finis until the end of the year in all of them.",
            "fr-en",
            "left untranslated: que les travaux ne seront",
        ),
    ],
)
def test_language_finds_what_is_in_another(target: str, languages: str, message: str):
    found = check(pair(FRENCH, target, languages))

    assert [(finding.severity, finding.message) for finding in found] == [("severe", message)]


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("", "", "fr-en"),
        ("Oui.", "Yes.", "fr-en"),
        ("Nvidia H100", "Nvidia H100", "fr-de"),
        ("Il lit « Le Monde ».", "Er liest „Le Monde“.", "fr-de"),
        ("Dans « On a Wing and a Prayer », il chante.", "Auf „On a Wing and a Prayer“ singt er.", "fr-de"),
        ("Elle chante « You and I and the rest of it ».", "Sie singt „You and I and the rest of it“.", "fr-de"),
        ("他说：你好。", "他说：你好。", "fr-en"),
        (FRENCH, FRENCH, "fr-fr"),
    ],
)
def test_language_leaves_names_titles_and_quotations_alone(source: str, target: str, languages: str):
    assert check(pair(source, target, languages)) == ()
