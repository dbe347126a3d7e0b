"""What `generate` promises, on a tiny Marian model and both backends."""

import pytest

from babelpress.errors import ModelUnavailable
from babelpress.models.backends.base import Decoding, Output
from babelpress.models.backends.ctranslate2 import CTranslate2Backend
from babelpress.models.backends.transformers import TransformersBackend
from tiny_models import SENTENCES

GREEDY = Decoding(beam=1, max_tokens=12)


@pytest.fixture(params=["ct2", "hf"])
def model(request, tiny):
    return getattr(tiny("marian"), request.param)()


def translate(model, texts, decoding: Decoding = GREEDY) -> list[Output]:
    return model.generate(texts, decoding, source="fr", target="nl")


@pytest.mark.parametrize("text", ["", " ", "\u00a0\n", "\u200b"])
def test_nothing_gives_nothing(model, text: str):
    assert translate(model, [text]) == [Output(text="", score=0.0, tokens=0)]


def test_no_texts_give_no_outputs(model):
    assert translate(model, []) == []


def test_order_is_kept_and_batching_changes_nothing(model):
    texts = [*SENTENCES, "", *reversed(SENTENCES)]

    alone = [translate(model, [text])[0] for text in texts]
    small = translate(model, texts, GREEDY.model_copy(update={"batch_tokens": 30}))
    large = translate(model, texts)

    assert [o.text for o in small] == [o.text for o in large] == [o.text for o in alone]
    assert [o.score for o in small] == pytest.approx([o.score for o in alone], abs=1e-4)


def test_a_text_that_is_too_long_is_refused_not_cut(model):
    with pytest.raises(ValueError, match="takes 100"):
        translate(model, ["Il fait beau.", "Il fait beau. " * 20])


def test_a_language_the_card_lacks_is_refused(model):
    with pytest.raises(ValueError, match="'de'"):
        model.generate(["Il fait beau."], GREEDY, source="fr", target="de")


def test_the_target_language_changes_the_output(model):
    english = model.generate(SENTENCES, GREEDY, source="fr", target="en")

    assert [o.text for o in english] != [o.text for o in translate(model, SENTENCES)]


def test_the_token_limit_leaves_an_output_unfinished(model):
    outputs = translate(model, SENTENCES, Decoding(beam=1, max_tokens=2))

    assert all(output.tokens <= 2 for output in outputs)
    assert not all(output.finished for output in outputs)
    assert all(output.finished == (output.tokens < 2) for output in outputs)


def test_min_tokens_is_kept(model):
    outputs = translate(model, SENTENCES, Decoding(beam=1, max_tokens=12, min_tokens=9))

    assert all(output.tokens >= 9 for output in outputs)


def test_repetition_is_penalized_and_forbidden_alike(tiny):
    for decoding in (
        Decoding(beam=1, max_tokens=12, repetition_penalty=1.5),
        Decoding(beam=1, max_tokens=12, no_repeat_ngram=2),
        Decoding(beam=3, max_tokens=12, length_penalty=0.2),
    ):
        fast, reference = (
            translate(model, SENTENCES, decoding) for model in (tiny("marian").ct2(), tiny("marian").hf())
        )
        assert [o.text for o in fast] == [o.text for o in reference]
        assert [o.text for o in fast] != [o.text for o in translate(tiny("marian").ct2(), SENTENCES)]


def test_the_unknown_token_is_never_generated(tiny):
    """The tiny card forbids it; a card that does not lets it through."""
    import torch

    plain = tiny("marian").card.model_copy(update={"suppress_unknown": False})
    for suppressed, card in ((True, tiny("marian").card), (False, plain)):
        model = TransformersBackend(card, tiny("marian").folder / "hf", TransformersBackend.Options(device="cpu"))
        with torch.no_grad():
            model._model.final_logits_bias[0, 1] = 50.0  # now the model wants nothing but <unk>
        found = translate(model, SENTENCES)
        assert [bool(output.text) for output in found] == [suppressed] * len(SENTENCES)


def test_unknown_names_the_characters_the_vocabulary_lacks(model):
    assert model.unknown("") == frozenset()
    assert model.unknown("Le conseil\u00a0a voté") == frozenset()
    assert model.unknown("Le ☃ a voté 漢字 \u200b") == frozenset("☃漢字")
    assert model.unknown("vote\u0301") == frozenset()


def test_apostrophes_and_spaces_are_normalized_as_the_card_says(model):
    typographic = translate(model, ["La ministre annonce l’école\u00a0publique\u202f."])

    assert typographic == translate(model, ["La ministre annonce l'école publique ."])


def test_a_gpu_that_is_not_there_is_named(tiny):
    import ctranslate2

    if ctranslate2.get_cuda_device_count():
        pytest.skip("there is a CUDA device")
    folder, card = tiny("marian").folder, tiny("marian").card

    with pytest.raises(ModelUnavailable, match="device"):
        CTranslate2Backend(card, folder / "ct2", CTranslate2Backend.Options(device="cuda"))
    with pytest.raises(ModelUnavailable, match="device"):
        TransformersBackend(card, folder / "hf", TransformersBackend.Options(device="cuda"))


def test_int8_is_computed_from_float32_weights(tiny):
    model = tiny("marian")
    options = CTranslate2Backend.Options(device="cpu", threads=1, workers=2)

    outputs = CTranslate2Backend(model.card, model.folder / "ct2", options).generate(
        SENTENCES, GREEDY, source="fr", target="nl"
    )

    # Random weights: on some processors int8 tips a choice over, and the rest of that output is another one.
    same = [(o, r) for o, r in zip(outputs, translate(model.ct2(), SENTENCES), strict=True) if o.text == r.text]
    assert same
    assert [o.score for o, _ in same] == pytest.approx([r.score for _, r in same], abs=0.5)
