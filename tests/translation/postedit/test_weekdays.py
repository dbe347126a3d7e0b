"""Days of the week that a translation names in another language."""

import pytest

from babelpress import lang
from babelpress.qa.checks.weekdays import check
from qa.pairs import pair
from translation.postedit.contexts import context, edited

TARGETS = ("en", "de", "es", "nl", "pt")
FRENCH = lang.get("fr").dates.weekdays.split()


def days(language: str) -> list[str]:
    return lang.get(language).dates.weekdays.split()


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("other", TARGETS)
def test_a_day_in_another_language_gets_its_own_name(target: str, other: str):
    for day, source in enumerate(FRENCH):
        word, own = days(other)[day], days(target)[day]
        given = context(f"Il arrive {source} soir.", f"Xyz xyz {word}.", f"fr-{target}")

        assert edited(given, "weekdays") == f"Xyz xyz {own if other != target else word}."
        assert check(pair(f"Il arrive {source} soir.", edited(given, "weekdays"), f"fr-{target}")) == ()


@pytest.mark.parametrize(
    ("source", "target", "languages", "right"),
    [
        ("Mardi, il part.", "Tuesday vertrekt hij.", "fr-nl", "Dinsdag vertrekt hij."),
        ("Il part lundi et mardi.", "Er fährt am Montag und Tuesday.", "fr-de", "Er fährt am Montag und Dienstag."),
        # Another day than that of the source, a name, a word that the source has, a day that is there already.
        ("Il part mardi.", "Hij vertrekt op Wednesday.", "fr-nl", None),
        ("Elle parle dimanche à la télévision.", "Ela falou no Fox News Sunday.", "fr-pt", None),
        ("Le groupe Black Friday joue vendredi.", "De groep Black Friday speelt.", "fr-nl", None),
        ("Il part mardi.", "{Tuesday} vertrekt hij.", "fr-nl", "Tuesday vertrekt hij."),
        ("Ruby Tuesday chante mardi.", "Ruby Tuesday zingt dinsdag.", "fr-nl", None),
        ("Il part demain.", "Hij vertrekt op Tuesday.", "fr-nl", None),
        ("Il part mardi.", "Hij vertrekt op mardi.", "fr-nl", None),
    ],
)
def test_only_what_the_source_makes_certain_is_replaced(source: str, target: str, languages: str, right: str | None):
    assert edited(context(source, target, languages), "weekdays") == (right or target)
