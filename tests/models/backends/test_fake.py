"""The fake backend is predictable, and fails when told to."""

import pytest

from babelpress.errors import GenerationFailed
from babelpress.models.backends.base import Decoding, Output
from babelpress.models.backends.fake import FakeBackend
from babelpress.models.cards import ModelCard

CARD = ModelCard(
    id="fake",
    task="translation",
    architecture="marian",
    sources=("fr", "nl"),
    targets=("nl",),
    max_tokens=12,
    origin={"embedded": "fake"},
    licence="CC0-1.0",
    commercial_use=True,
)


def fake(tmp_path, **options) -> FakeBackend:
    return FakeBackend(CARD, tmp_path, FakeBackend.Options(**options))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("  ", ""),
        ("Oui.", "[nl] Oui."),
        ("« 5 000 » milliards, 80 % !", "[nl] « 5 000 » milliards, 80 % !"),
    ],
)
def test_fake_marks_a_text_and_keeps_every_character(text: str, expected: str, tmp_path):
    assert fake(tmp_path).generate([text], Decoding(), source="fr", target="nl")[0].text == expected


def test_fake_gives_one_output_per_text_in_order(tmp_path):
    outputs = fake(tmp_path).generate(["un", "deux deux", "trois"], Decoding(), source="fr", target="nl")

    assert [output.text for output in outputs] == ["[nl] un", "[nl] deux deux", "[nl] trois"]


def test_fake_summarizes_by_the_first_words(tmp_path):
    outputs = fake(tmp_path).generate(["een twee drie vier"], Decoding(max_tokens=3), source="nl", target="nl")

    assert outputs == [Output(text="een twee", score=-0.5, tokens=3)]


def test_fake_stops_at_the_token_limit(tmp_path):
    outputs = fake(tmp_path).generate(["un deux trois quatre"], Decoding(max_tokens=3), source="fr", target="nl")

    assert outputs == [Output(text="[nl] un", score=-0.5, tokens=3, finished=False)]


def test_fake_refuses_a_text_longer_than_the_card_says(tmp_path):
    with pytest.raises(ValueError, match="takes 12"):
        fake(tmp_path).generate(["mot " * 12], Decoding(), source="fr", target="nl")


def test_fake_fails_on_what_it_is_told_to(tmp_path):
    model = fake(tmp_path, fail_on="boum", empty_on="vide", unfinished_on="court")

    with pytest.raises(GenerationFailed, match="boum"):
        model.generate(["bien", "et boum"], Decoding(), source="fr", target="nl")
    empty, unfinished = model.generate(["tout vide", "un peu trop court"], Decoding(), source="fr", target="nl")
    assert empty.text == ""
    assert (unfinished.text, unfinished.finished) == ("[nl] un", False)
