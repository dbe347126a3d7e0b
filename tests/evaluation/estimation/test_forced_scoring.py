"""How probable a model finds a given translation: both backends agree, whoever made the text."""

import pytest

from babelpress.models.backends.base import Decoding, Scoring
from tiny_models import ARCHITECTURES, SENTENCES

TARGETS = (
    "De raad heeft gisteravond de begroting van de stad goedgekeurd.",
    "De minister kondigt een hervorming van de school aan.",
    "Un train sur dix arrive en retard.",
    "12 % in 2024",
    "Ja.",
)


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_backends_give_every_token_of_a_given_target_the_same_probability(architecture: str, tiny):
    model = tiny(architecture)
    target = model.card.targets[-1]

    fast = model.ct2().score(SENTENCES, TARGETS, source="fr", target=target)
    reference = model.hf().score(SENTENCES, TARGETS, source="fr", target=target)

    assert [len(row) for row in fast] == [len(row) for row in reference]
    for ours, theirs in zip(fast, reference, strict=True):
        assert len(ours) > 1
        assert ours == pytest.approx(theirs, abs=1e-4)


@pytest.mark.parametrize("backend", ["ct2", "hf"])
def test_an_output_is_given_the_score_it_was_generated_with(backend: str, tiny):
    model = getattr(tiny("marian"), backend)()
    outputs = [
        (text, output)
        for text in SENTENCES
        for output in model.generate([text], Decoding(beam=1, max_tokens=40), source="fr", target="nl")
        if output.finished and model._adapter.decode(model._adapter.encode_target(output.text)) == output.text
    ]

    scores = model.score([text for text, _ in outputs], [made.text for _, made in outputs], source="fr", target="nl")

    same = [(sum(row) / len(row), made.score) for row, (_, made) in zip(scores, outputs, strict=True)
            if len(row) == made.tokens]  # fmt: skip
    assert same
    for forced, generated in same:
        assert forced == pytest.approx(generated, abs=0.05)  # the unknown token was forbidden there
    assert isinstance(model, Scoring)


@pytest.mark.parametrize("backend", ["ct2", "hf"])
@pytest.mark.parametrize(("source", "target"), [("", "Ja."), ("Il fait beau.", ""), (" \n", "\u00a0"), ("", "")])
def test_a_side_without_text_has_no_tokens_to_score(backend: str, source: str, target: str, tiny):
    model = getattr(tiny("marian"), backend)()

    found = model.score([source, SENTENCES[0]], [target, "Ja."], source="fr", target="nl")

    assert found[0] == ()
    assert len(found[1]) > 1


@pytest.mark.parametrize("backend", ["ct2", "hf"])
def test_a_source_that_is_too_long_is_refused_not_cut(backend: str, tiny):
    with pytest.raises(ValueError, match="takes 100"):
        getattr(tiny("marian"), backend)().score(["Il fait beau. " * 20], ["Ja."], source="fr", target="nl")
