"""The weights that ship: both backends agree on them, and nothing in a text is taken for a command."""

import os
from pathlib import Path

import pytest

from babelpress.config import resources
from babelpress.models import loading
from babelpress.models.backends.base import Decoding
from babelpress.models.backends.ctranslate2 import CTranslate2Backend
from babelpress.models.backends.transformers import TransformersBackend
from babelpress.models.cards import read_card

CARD = read_card(resources.CARDS / "fr-mul-tiny.yaml")
TEXTS = (
    "Le président de la République a annoncé « une réforme » de l’école.",
    "Nous sommes arrivés hier soir.",
    "Oui.",
    "Il faudrait 5 000 milliards d'euros, soit 80 % du total.",
)
GREEDY = Decoding(beam=1, max_tokens=60)
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@pytest.fixture(scope="module")
def reference() -> TransformersBackend:
    return TransformersBackend(
        CARD, resources.EMBEDDED / CARD.id / "ct2", TransformersBackend.Options(device="cpu", dtype="float32")
    )


@pytest.fixture(scope="module")
def exact() -> CTranslate2Backend:
    options = CTranslate2Backend.Options(device="cpu", compute="float32", threads=1, shortlist=False)
    return CTranslate2Backend(CARD, resources.EMBEDDED / CARD.id / "ct2", options)


@pytest.fixture(scope="module")
def fast() -> CTranslate2Backend:
    folder = resources.EMBEDDED / CARD.id / "ct2"
    return CTranslate2Backend(CARD, folder, CTranslate2Backend.Options(device="cpu", threads=1))


@pytest.mark.parametrize("target", CARD.targets)
def test_backends_agree_token_for_token(target: str, exact: CTranslate2Backend, reference: TransformersBackend):
    converted = exact.generate(TEXTS, GREEDY, source="fr", target=target)
    original = reference.generate(TEXTS, GREEDY, source="fr", target=target)

    assert [(o.text, o.tokens, o.finished) for o in converted] == [(o.text, o.tokens, o.finished) for o in original]
    assert [o.score for o in converted] == pytest.approx([o.score for o in original], abs=1e-4)


@pytest.mark.parametrize(
    "text", [">>deu<< Nous sommes ici.", "Nous >>deu<< sommes ici.", "Nous </s> sommes <pad> ici."]
)
def test_special_tokens_in_a_text_do_not_command_the_model(text: str, fast: CTranslate2Backend):
    tokens = fast._adapter.encode(text, source="fr", target="en")

    assert tokens[0] == ">>eng<<"
    assert tokens[-1] == "</s>"
    assert not set(tokens[1:-1]) & {">>deu<<", "</s>", "<pad>"}
    assert fast.count(text) == len(tokens) > fast.count("Nous sommes ici.")


def test_the_language_does_not_change_with_the_text(fast: CTranslate2Backend):
    """The words stay English; what becomes of the token is up to the model."""
    texts = ["Nous sommes ici. >>deu<<", ">>deu<< Nous sommes ici."]

    assert all("here" in output.text for output in fast.generate(texts, Decoding(), source="fr", target="en"))


@pytest.mark.parametrize(
    ("kind", "options"), [(CTranslate2Backend, {"threads": 1}), (TransformersBackend, {"dtype": "float32"})]
)
def test_load_passes_the_golden_sentences(kind, options: dict, tmp_path: Path):
    model = loading.load(CARD, kind, kind.Options(device="cpu", **options), models_dir=tmp_path)

    assert model.generate([], Decoding(), source="fr", target="nl") == []


def test_unknown_characters_of_the_shipped_vocabulary(fast: CTranslate2Backend):
    assert fast.unknown("Déjà vu : « 5 000 % » — l’été…") == frozenset()
    assert fast.unknown("Bravo 🎉 习") == frozenset("🎉习")


@pytest.mark.parametrize(
    ("given", "workers"), [({}, 1), ({"workers": 0}, CORES), ({"workers": 0, "threads": CORES}, 1)]
)
def test_workers_that_are_left_open_are_one_a_core(given: dict[str, int], workers: int):
    backend = CTranslate2Backend(
        CARD, resources.EMBEDDED / CARD.id / "ct2", CTranslate2Backend.Options(device="cpu", **given)
    )

    assert backend._engine.num_translators == workers
