"""Names that a model misspelt are written as in the source; names with forms of their own are left."""

from dataclasses import replace

import pytest

from babelpress.models.lexicon import Lexicon, hashes
from babelpress.translation.postedit.loop import NAMES, postedit
from translation.postedit.contexts import context

KNOWN = "he she lives in the pass of is closed and met Marie Frankfurt Members Members Napoli team Amazon Welsh Mark"


def edited(source: str, target: str) -> str:
    given = replace(context(source, target, "fr-en"), lexicon=Lexicon(hashes(KNOWN.split()), {}))
    return postedit(given, (NAMES,)).context.target


@pytest.mark.parametrize(
    ("source", "target", "right"),
    [
        ("Il vit en Arizona.", "He lives in Adizona.", "He lives in Arizona."),
        ("Le col du Galibier est fermé.", "The pass of Glibier is closed.", "The pass of Galibier is closed."),
        ("Il a vu Theresa et Sulawesi.", "He met Terrisa and Sueslawi.", "He met Theresa and Sulawesi."),
        ("Elle a rencontré Roche-Posay.", "She met Rheche-Posay.", "She met Roche-Posay."),
        ("Selon Lefèvre, oui.", "Lefvre, he is.", "Lefèvre, he is."),
    ],
)
def test_a_name_that_no_text_has_is_written_as_in_the_source(source: str, target: str, right: str):
    assert edited(source, target) == right


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Il vit en Arizona.", "He lives in Arizona."),
        ("Il vit à Francfort.", "He lives in Frankfrt."),  # languages have names of their own for it
        ("Les Membres sont là.", "The Members."),
        ("Il a rencontré les Napolitains.", "He met the Napolitans."),  # a people
        ("Il vit en face de l'Amazonie.", "He lives in the Amazoonia."),  # a region
        ("Il a rencontré Gorbatchev.", "He met Gorbachev."),
        ("Il a vu Marc.", "He met Marck."),  # short
        ("Il vit en Arizona.", "He lives in adizona."),
        ("Arizona et lui.", "Adizona and he."),  # the first word may be another one
        ("Il vit en Arizona.", "He lives in the Xyztuvw."),
    ],
)
def test_other_words_are_left(source: str, target: str):
    assert edited(source, target) == target


def test_without_a_lexicon_nothing_is_edited():
    given = context("Il vit en Arizona.", "He lives in Adizona.", "fr-en")

    assert postedit(given, (NAMES,)).context.target == given.target


def test_each_name_is_put_once():
    assert edited("Il vit en Arizona.", "He lives in Adizona and Adizona.") == "He lives in Arizona and Adizona."
