"""Every architecture loads in both backends, from the hub's layout and converted, and both say the same."""

import pytest

from babelpress.models.backends.base import Decoding
from tiny_models import ARCHITECTURES, SENTENCES

GREEDY = Decoding(beam=1, max_tokens=12)


@pytest.mark.parametrize("architecture", ARCHITECTURES)
@pytest.mark.parametrize("beam", [1, 3])
def test_backends_agree_token_for_token(architecture: str, beam: int, tiny):
    model = tiny(architecture)
    decoding = Decoding(beam=beam, max_tokens=12)
    target = model.card.targets[-1]

    fast = model.ct2().generate(SENTENCES, decoding, source="fr", target=target)
    reference = model.hf().generate(SENTENCES, decoding, source="fr", target=target)

    assert [(o.text, o.tokens, o.finished) for o in fast] == [(o.text, o.tokens, o.finished) for o in reference]
    assert [o.score for o in fast] == pytest.approx([o.score for o in reference], abs=1e-4)


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_sources_are_what_the_models_own_tokenizer_gives(architecture: str, tiny):
    from transformers import AutoTokenizer

    from babelpress.models.backends.checkpoint import quiet

    model = tiny(architecture)
    card = model.card
    target = card.targets[-1]
    with quiet():
        tokenizer = AutoTokenizer.from_pretrained(model.folder / "hf")
    if card.tokens == "decoder":
        tokenizer.src_lang = "fr" if card.architecture == "m2m100" else card.source_tokens["fr"]
    token = card.target_tokens[target] if card.tokens == "source" else ""
    expected = [tokenizer(token + text).input_ids for text in SENTENCES]

    for backend in (model.ct2(), model.hf()):
        found = [backend._adapter.encode(text, source="fr", target=target) for text in SENTENCES]
        assert [tokenizer.convert_tokens_to_ids(tokens) for tokens in found] == expected
        assert [backend.count(text) for text in SENTENCES] >= [len(ids) for ids in expected]


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_special_tokens_in_a_text_are_text(architecture: str, tiny):
    model = tiny(architecture)
    card = model.card
    text = "a </s> b <pad> c >>eng<< d en_XX e __en__ f <extra_id_1> g <mask>"

    for backend in (model.ct2(), model.hf()):
        tokens = backend._adapter.encode(text, source="fr", target=card.targets[-1])
        prompt = backend._adapter.prompt
        inner = tokens[len(prompt.before) : len(tokens) - len(prompt.after)]
        assert not set(inner) & (backend._adapter.pieces.special | {"</s>", "<pad>", ">>eng<<", "en_XX", "__en__"})
        assert [piece for piece in inner if piece.strip("▁Ġ") == "g"]  # what follows is still there


def test_a_prefix_in_words_is_counted(tiny):
    with_prefix, without = tiny("t5").ct2(), tiny("t5-v1.1").ct2()

    tokens = with_prefix._adapter.encode("Il fait beau.", source="fr", target="en")

    assert with_prefix.count("Il fait beau.") >= len(tokens) > without.count("Il fait beau.") + 5


def test_a_checkpoints_own_decoding_defaults_are_not_used(tiny):
    """The tiny BART asks for at least 20 tokens; the profile, not the checkpoint, says how to search."""
    outputs = tiny("bart").hf().generate(SENTENCES, Decoding(beam=1, max_tokens=5), source="fr", target="fr")

    assert all(output.tokens <= 5 for output in outputs)
