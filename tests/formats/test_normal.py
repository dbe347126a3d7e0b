import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.formats.decoding import normal_form


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        (" \t", " \t"),
        ("a\r\nb\rc\u2028d\x0ce\x85f", "a\nb\nc\nd\ne\nf"),
        ("ide\u0301e", "idée"),
        ("e\u200b\u0301", "é"),
        ("\ufeffLe\u00ad chat\x07\x00", "Le chat"),
        ("5\u202f000\u00a0€", "5\u202f000\u00a0€"),
        ("👩\u200d🔬 ❤\ufe0f\u200d🔥", "👩\u200d🔬 ❤\ufe0f\u200d🔥"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("Auf\u200clage ab\u200dc", "Auflage abc"),
        ("\u200d", ""),
        ("a\ufffe\U0001ffffb", "ab"),
        ("\u202eorange\u202c", "orange"),
    ],
)
def test_normal_form_is_as_documented(text, expected):
    assert normal_form(text) == expected


@given(st.text())
def test_normal_form_of_a_normal_form_is_itself(text):
    once = normal_form(text)

    assert normal_form(once) == once


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll", "Nd", "Po", "Zs"])))
def test_normal_form_keeps_every_visible_character(text):
    assert normal_form(text) == unicodedata.normalize("NFC", text)
