"""The spelling that models saw in training."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.models.backends.base import Decoding
from babelpress.models.backends.normalization import normalize, places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“oui”", '"oui"'),
        ("l’été", "l'été"),
        ("fin…", "fin..."),
        ("12\u00a0％", "12 %"),
        ("ＡＢ１２（ｘ）", "AB12(x)"),
        ("trait\u2011d’\u2010union", "trait-d'-union"),
        ("zé\u200bro \u2060lar\ufeffgeur\u00ad", "zéro largeur"),
        ("a\x07b\tc", "a b c"),
        ("« 漢字 » – œuvre ½", "« 漢字 » – œuvre ½"),
    ],
)
def test_opus_spells_as_the_scripts_of_opus_mt(text: str, expected: str):
    assert normalize(text, ("opus",)) == expected


def test_nothing_is_changed_without_a_kind():
    assert normalize("“l’été”…", ()) == "“l’été”…"


@given(st.text("ab “”’…\u00a0\u200b\u2011％\t", max_size=20))
def test_each_character_has_its_place(text: str):
    origin = places(text, ("opus",))

    assert len(origin) == len(normalize(text, ("opus",))) + 1
    assert origin[-1] == len(text)
    assert list(origin) == sorted(origin)
    for made, at in zip(normalize(text, ("opus",)), origin, strict=False):
        assert made in normalize(text[at], ("opus",))


def test_words_are_aligned_beside_signs_that_become_longer_or_vanish(tiny):
    """The same words of both spellings have the same alignment."""
    card = tiny("marian").card.model_copy(update={"normalize": ("opus",)})
    model = tiny("marian").ct2()
    model._adapter = type(model._adapter)(card, model._adapter.pieces, model._adapter.prompt)
    plain, odd = "Le conseil a vote... le budget.", "Le\u200b conseil a vote… le bud\u00adget."

    one, other = model.generate([plain, odd], Decoding(beam=1, max_tokens=12), source="fr", target="en", align={0, 1})

    assert one.text == other.text
    assert one.alignment
    assert other.alignment
    for word, spelled in (("conseil", "conseil"), ("vote", "vote"), ("budget.", "bud\u00adget.")):
        expected = one.alignment.owed(plain.index(word), plain.index(word) + len(word))
        found = other.alignment.owed(odd.index(spelled), odd.index(spelled) + len(spelled))
        assert found == pytest.approx(expected, abs=0.02)  # "…" is one word, "..." are three
