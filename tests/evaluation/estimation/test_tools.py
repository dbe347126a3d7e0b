"""What is used only if asked for: the sentence encoder, and the way back."""

import pytest

from babelpress._internal.lru import LRUCache
from babelpress.config.schema import Decoding
from babelpress.errors import ModelUnavailable
from babelpress.evaluation.datasets.base import Corpus, System
from babelpress.evaluation.estimation.features import Tools, extract, load_encoder, roundtrip, way_back
from babelpress.models.backends.fake import FakeBackend
from babelpress.models.cards import ModelCard
from babelpress.translation.translator import Translator

CORPUS = Corpus(
    name="two",
    source_language="fr",
    target_language="nl",
    ids=("1", "2"),
    documents=("a", "a"),
    sources=("Il fait beau.", "Le chat dort."),
    references=((), ()),
    systems=(System(name="one", hypotheses=("[nl] Il fait beau.", "")),),
)


def card(source: str, target: str) -> ModelCard:
    return ModelCard.model_validate(
        {
            "id": f"fake-{source}-{target}", "task": "translation", "architecture": "marian", "sources": [source],
            "targets": [target], "max_tokens": 100, "origin": {"folder": "nowhere"}, "licence": "CC0-1.0",
            "commercial_use": True,
        }
    )  # fmt: skip


def translator(cards: dict[str, ModelCard], tmp_path) -> Translator:
    return Translator(
        models=lambda name: FakeBackend(cards[name], tmp_path, FakeBackend.Options()),
        cards=cards,
        decoding=Decoding(),
        memory=LRUCache(0),
    )


def test_a_round_trip_is_held_against_the_source(tmp_path):
    cards = {one.id: one for one in (card("fr", "nl"), card("nl", "fr"))}
    back = way_back(translator(cards, tmp_path), cards, source="fr", target="nl")

    found = extract(CORPUS, CORPUS.systems[0], ["roundtrip"], Tools(back=back))

    assert back(["Ja."]) == ["[fr] Ja."]
    assert found.shape == (2, 1)
    assert 0.5 < found[0, 0] < 1
    assert found[1, 0] == 0  # nothing said, nothing comes back


def test_a_perfect_round_trip_is_one():
    assert roundtrip(["Il fait beau."], ["Het is mooi."], back=lambda texts: ["Il fait beau."]) == [1.0]
    assert roundtrip([], [], back=list) == []


def test_a_way_back_that_no_model_goes_is_named(tmp_path):
    cards = {one.id: one for one in (card("fr", "nl"),)}

    with pytest.raises(ModelUnavailable, match="no model here goes back from nl to fr"):
        way_back(translator(cards, tmp_path), cards, source="fr", target="nl")


def test_the_encoder_tells_a_translation_or_what_to_install():
    try:
        alike = load_encoder()
    except ModelUnavailable as error:
        assert "pip install 'babelpress[estimate]'" in str(error)
        return
    right, wrong, empty = alike(["Le chat dort."] * 3, ["De kat slaapt.", "De begroting is goedgekeurd.", " "])
    assert 1 >= right > wrong > empty == 0
