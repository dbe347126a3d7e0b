"""Words that a model made up get the translation of its lexicon, and nothing else does."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.models.lexicon import Lexicon, hashes
from babelpress.nlp.word_alignment import Alignment
from babelpress.translation.postedit import lexicon
from babelpress.translation.postedit.loop import LEXICON, postedit
from translation.postedit.contexts import context

KNOWN = "the a shark bites man was seen doesn in sea market beauty Schönheit Markt Haus ist ein groß hai mama mamama"
TRANSLATIONS = {"requin": "shark", "pays-gallois": "Welsh", "gallois": "Welsh", "marché": "market", "beauté": "beauty"}


def words(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in lexicon._SOURCE_WORD.finditer(text)]


def edited(source: str, target: str, *, to: str = "en", pairs: dict[int, int] | None = None, share: float = 1.0) -> str:
    """The translation after editing; `pairs` says with which source word each target word is aligned, else in order."""
    left, right = words(source), words(target)
    weights = np.full((len(right), len(left)), (1 - share) / max(1, len(left) - 1), dtype=np.float32)
    for row in range(len(right)):
        weights[row, min((pairs or {}).get(row, row), len(left) - 1)] = share
    given = replace(
        context(source, target, f"fr-{to}"),
        alignment=Alignment(tuple(left), tuple(right), weights),
        lexicon=Lexicon(hashes([*KNOWN.split(), *TRANSLATIONS.values()]), TRANSLATIONS),
    )
    return postedit(given, (LEXICON,)).context.target


@pytest.mark.parametrize(
    ("source", "target", "right"),
    [
        ("Le requin mord", "The requint bites", "The shark bites"),
        ("Requin vu", "Requint seen", "Shark seen"),
        ("un requin", "a Requint", "a shark"),
        ("des requin", "“Requint seen”", "“Shark seen”"),
        ("le pays-gallois", "the galley-ish", "the Welsh"),
        ("Le requin", "The requin", "The shark"),  # copied, and no word of the language
        ("le super-requin", "the market-requin", "the market-shark"),  # one part is no word
        ("le Super-requin", "the Market-requin", "the Market-shark"),
        ("le requin-marché", "the requint-markett", "the shark-market"),
    ],
)
def test_a_word_that_no_text_has_gets_its_translation(source: str, target: str, right: str):
    assert edited(source, target, pairs={0: 1} if target[0] == "“" else None) == right


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Le requin mord", "The man bites"),  # wrong, but a word
        ("Le requin mord", "The doesn't bites"),
        ("Le requin mord", "The RQN bites"),
        ("Le requin mord", "The LeBronn bites"),
        ("Le requin mord", "The rqn bites"),
        ("Le poisson mord", "The poissong bites"),  # no translation
        ("Le requin mord", "The shark requint"),  # the translation is there
        ("M. Requin mord", "Mr Requin bites"),  # a name
        ("le requin", "the policex-requint"),  # may stand for two words
        ("le super-requin-vu", "the market-requint"),
        ("le poisson-requin", "the poissong-requint"),  # no translation of one part
    ],
)
def test_anything_else_is_left(source: str, target: str):
    assert edited(source, target, pairs={2: 1}) == target


def test_a_word_is_left_where_the_alignment_is_not_clear():
    assert edited("Le requin mord", "The requint bites", share=0.35) == "The requint bites"
    assert edited("Le requin mord", "The requint bites", pairs={1: 2}) == "The requint bites"


@pytest.mark.parametrize("word", ["Schönheitsmarkt", "Markthaus", "Haushaltsmarkthaus"])
def test_compounds_are_words(word: str):
    kept = edited("le marché", f"ein {word}", to="de")

    assert (kept == f"ein {word}") is (word != "Haushaltsmarkthaus")


def test_a_word_that_repeats_itself_takes_no_time():
    assert edited("le requin", f"ein {'ma' * 400}x", to="de") == f"ein {TRANSLATIONS['requin']}"


def test_without_a_lexicon_or_an_alignment_nothing_is_edited():
    given = context("Le requin", "The requint", "fr-en")

    assert lexicon.edits(given) == []
    assert lexicon.edits(replace(given, lexicon=Lexicon(hashes([]), TRANSLATIONS))) == []


@given(
    st.lists(st.sampled_from(["requin", "gallois", "Le", "mord", "12", "-", "(", "marché"]), min_size=1, max_size=6),
    st.lists(st.sampled_from([*KNOWN.split(), "requint", "galey", "12", "«", "x-y", "l'homme"]), max_size=6),
)
def test_words_that_exist_stay_in_their_places(source: list[str], target: list[str]):
    before, after = " ".join(target), edited(" ".join(["Le", *source]), " ".join(target))

    assert len(after.split()) == len(before.split())
    assert all(new == old or old in {"requint", "galey"} for old, new in zip(target, after.split(), strict=True))
