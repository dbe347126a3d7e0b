"""GPUs by simulation: types that a device lacks, too little memory, several devices; with `-m gpu` on a real one."""

import logging
from typing import Any

import ctranslate2
import pytest

from babelpress.errors import GenerationFailed, ModelUnavailable
from babelpress.models.backends.base import Decoding
from babelpress.models.backends.ctranslate2 import CTranslate2Backend
from babelpress.models.backends.transformers import TransformersBackend, _device, _dtype
from tiny_models import SENTENCES

GREEDY = Decoding(beam=1, max_tokens=8)


class Small:
    """An engine of CTranslate2 whose memory holds batches of so many tokens, padding included."""

    def __init__(self, engine: Any, tokens: int) -> None:
        self._engine = engine
        self._tokens = tokens
        self.refused = 0

    def translate_batch(self, sources: list[list[str]], *arguments: Any, **settings: Any) -> Any:
        self._check(len(sources) * max(map(len, sources)))
        return self._engine.translate_batch(sources, *arguments, **settings)

    def score_batch(self, sources: list[list[str]], targets: list[list[str]], **settings: Any) -> Any:
        self._check(len(sources) * max(len(a) + len(b) for a, b in zip(sources, targets, strict=True)))
        return self._engine.score_batch(sources, targets, **settings)

    def _check(self, tokens: int) -> None:
        if tokens > self._tokens:
            self.refused += 1
            raise RuntimeError("CUDA failed with error out of memory")


class SmallModel:
    """A model of torch whose memory holds batches of so many source tokens, padding included."""

    def __init__(self, model: Any, tokens: int) -> None:
        self._model = model
        self._tokens = tokens
        self.refused = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)

    def get_encoder(self) -> Any:
        def encode(*, input_ids: Any, **settings: Any) -> Any:
            self._check(input_ids)
            return self._model.get_encoder()(input_ids=input_ids, **settings)

        return encode

    def __call__(self, *, input_ids: Any = None, **settings: Any) -> Any:
        if input_ids is None:
            return self._model(**settings)
        self._check(input_ids)
        return self._model(input_ids=input_ids, **settings)

    def _check(self, ids: Any) -> None:
        import torch

        if ids.numel() > self._tokens:
            self.refused += 1
            raise torch.cuda.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB")


def small(tiny: Any, backend: str, tokens: int) -> tuple[Any, Any]:
    """A backend with little memory, and its engine."""
    model = tiny("marian")
    if backend == "ct2":
        made = CTranslate2Backend(
            model.card, model.folder / "ct2", CTranslate2Backend.Options(compute="float32", device="cpu")
        )
        made._loaded = engine = Small(made._loaded, tokens)
        return made, engine
    other = TransformersBackend(model.card, model.folder / "hf", TransformersBackend.Options(device="cpu"))
    other._loaded = whole = SmallModel(other._model, tokens)
    return other, whole


@pytest.mark.parametrize("backend", ["ct2", "hf"])
def test_batches_are_halved_until_they_fit_with_one_warning(backend: str, tiny, caplog: pytest.LogCaptureFixture):
    texts = list(SENTENCES) * 20
    expected = tiny("marian").ct2().generate(texts, GREEDY, source="fr", target="nl")
    model, engine = small(tiny, backend, 150)

    with caplog.at_level(logging.WARNING):
        found = model.generate(texts, GREEDY, source="fr", target="nl", align=[0])
        refused, engine.refused = engine.refused, 0
        again = model.generate(texts, GREEDY, source="fr", target="nl")

    assert [one.text for one in found] == [one.text for one in again] == [one.text for one in expected]
    assert found[0].alignment is not None
    assert refused > 0 and engine.refused == 0  # the second call knows what fits
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "batch_tokens" in caplog.text


@pytest.mark.parametrize("backend", ["ct2", "hf"])
def test_scoring_is_halved_until_it_fits(backend: str, tiny, caplog: pytest.LogCaptureFixture):
    sources, targets = list(SENTENCES) * 20, [*reversed(SENTENCES)] * 20
    expected = tiny("marian").ct2().score(sources, targets, source="fr", target="nl")
    model, engine = small(tiny, backend, 120)

    with caplog.at_level(logging.WARNING):
        found = model.score(sources, targets, source="fr", target="nl")

    assert engine.refused > 0
    assert [pytest.approx(row, abs=1e-3) for row in expected] == found
    assert [record.levelname for record in caplog.records] == ["WARNING"]


@pytest.mark.parametrize("backend", ["ct2", "hf"])
def test_a_text_that_does_not_fit_alone_fails(backend: str, tiny):
    model, _ = small(tiny, backend, 1)

    with pytest.raises(GenerationFailed, match="out of memory"):
        model.generate(SENTENCES, GREEDY, source="fr", target="nl")
    with pytest.raises(GenerationFailed, match="out of memory"):
        model.score(SENTENCES, SENTENCES, source="fr", target="nl")


def test_a_type_that_the_device_lacks_is_told_with_those_it_has(tiny, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ctranslate2, "get_supported_compute_types", lambda *_: {"float32", "int8"})
    model = tiny("marian")

    with pytest.raises(ModelUnavailable, match=r"compute is float16, .* CPU .* auto, or to one of float32, int8"):
        CTranslate2Backend(
            model.card, model.folder / "ct2", CTranslate2Backend.Options(compute="float16", device="cpu")
        )


class Engine:
    """Takes the arguments of an engine."""

    def __init__(self, _folder: str, **settings: Any) -> None:
        index = settings["device_index"]
        self.device, self.compute_type = settings["device"], settings["compute_type"]
        self.device_index = index if isinstance(index, list) else [index]

    def translate_batch(self, *_: Any, **__: Any) -> None:
        pass


@pytest.mark.parametrize(
    ("architecture", "able", "index", "said"),
    [
        ("marian", {"float16", "int8_float16", "float32"}, (0, 1), "cuda:0,1 in float16"),
        ("marian", {"int8_float16", "float32"}, 1, "cuda:1 in int8_float16"),
        ("marian", {"float32"}, 0, "cuda:0 in float32"),
        ("t5", {"float16", "bfloat16", "float32"}, 0, "cuda:0 in bfloat16"),
        ("t5", {"float16", "float32"}, 0, "cuda:0 in float32"),
    ],
)
def test_several_gpus_are_used_with_a_type_that_they_have(
    architecture: str,
    able: set[str],
    index: Any,
    said: str,
    tiny,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
):
    monkeypatch.setattr(ctranslate2, "get_cuda_device_count", lambda: 2)
    monkeypatch.setattr(ctranslate2, "get_supported_compute_types", lambda *_: able)
    monkeypatch.setattr(ctranslate2, "Translator", Engine)
    model = tiny(architecture)

    with caplog.at_level(logging.INFO):
        made = CTranslate2Backend(model.card, model.folder / "ct2", CTranslate2Backend.Options(device_index=index))

    assert made.runs_on == said
    assert said in caplog.text


@pytest.mark.parametrize("index", [2, -1, [0, 5], []])
def test_a_gpu_of_another_number_is_named(index: Any, tiny, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ctranslate2, "get_cuda_device_count", lambda: 2)
    model = tiny("marian")

    monkeypatch.setattr("torch.cuda.is_available", lambda: True)
    monkeypatch.setattr("torch.cuda.device_count", lambda: 2)

    with pytest.raises(ModelUnavailable, match="this machine has 2 GPUs: 0 to 1"):
        CTranslate2Backend(model.card, model.folder / "ct2", CTranslate2Backend.Options(device_index=index))
    with pytest.raises(ModelUnavailable, match="this machine has 2 GPUs: 0 to 1"):
        TransformersBackend(model.card, model.folder / "hf", TransformersBackend.Options(device_index=index))


def test_hf_takes_one_gpu_and_a_type_that_it_has(tiny, monkeypatch: pytest.MonkeyPatch):
    import torch

    monkeypatch.setattr("torch.cuda.is_available", lambda: True)
    monkeypatch.setattr("torch.cuda.device_count", lambda: 3)
    options = TransformersBackend.Options

    assert _device(torch, options(device_index=2)) == "cuda:2"
    assert _device(torch, options(device_index=(1,))) == "cuda:1"
    assert _device(torch, options(device="cpu", device_index=9)) == "cpu"
    with pytest.raises(ModelUnavailable, match="runner to process"):
        _device(torch, options(device_index=(0, 1)))
    for generation, expected in ((7, torch.float32), (8, torch.bfloat16)):
        monkeypatch.setattr("torch.cuda.get_device_capability", lambda _, major=generation: (major, 0))
        assert _dtype(torch, "auto", card=tiny("t5").card, device="cuda:0") is expected
        assert _dtype(torch, "auto", card=tiny("marian").card, device="cuda:0") is torch.float16


def test_hf_falls_back_to_the_cpu_with_one_warning(
    tiny, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    model = tiny("marian")
    expected = model.hf().generate(SENTENCES, GREEDY, source="fr", target="nl")
    monkeypatch.setattr("torch.cuda.is_available", lambda: True)
    monkeypatch.setattr("torch.cuda.device_count", lambda: 1)
    monkeypatch.setattr("torch.nn.Module.to", _refusing_cuda)

    with caplog.at_level(logging.WARNING):
        found = TransformersBackend(model.card, model.folder / "hf", TransformersBackend.Options())

    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert found.runs_on == "cpu in float32"
    assert len(found.generate(SENTENCES, GREEDY, source="fr", target="nl")) == len(expected)
    with pytest.raises(ModelUnavailable, match="set device to cpu"):
        TransformersBackend(model.card, model.folder / "hf", TransformersBackend.Options(device="cuda"))


def _refusing_cuda(self: Any, device: str, dtype: Any = None) -> Any:
    if device.startswith("cuda"):
        raise RuntimeError("CUDA out of memory")
    return self.float()


# On a real GPU: pytest -m gpu

gpu = [
    pytest.mark.gpu,
    pytest.mark.skipif(not ctranslate2.get_cuda_device_count(), reason="no CUDA device"),
]
on_a_gpu = pytest.mark.parametrize("backend", [pytest.param(name, marks=gpu) for name in ("ct2", "hf")])


def on_gpu(model: Any, backend: str, kind: str) -> Any:
    if backend == "ct2":
        return CTranslate2Backend(
            model.card,
            model.folder / "ct2",
            CTranslate2Backend.Options.model_validate({"device": "cuda", "compute": kind}),
        )
    return TransformersBackend(
        model.card, model.folder / "hf", TransformersBackend.Options.model_validate({"device": "cuda", "dtype": kind})
    )


@on_a_gpu
@pytest.mark.parametrize("architecture", ["marian", "barthez", "t5"])
def test_a_gpu_says_what_the_cpu_says(backend: str, architecture: str, tiny):
    model = tiny(architecture)
    target = model.card.targets[-1]
    found = on_gpu(model, backend, "float32")

    assert found.runs_on == "cuda:0 in float32"
    assert [one.text for one in found.generate(SENTENCES, GREEDY, source="fr", target=target)] == [
        one.text for one in model.ct2().generate(SENTENCES, GREEDY, source="fr", target=target)
    ]
    assert [
        pytest.approx(row, abs=1e-2) for row in model.ct2().score(SENTENCES, SENTENCES, source="fr", target=target)
    ] == (found.score(SENTENCES, SENTENCES, source="fr", target=target))


@on_a_gpu
@pytest.mark.parametrize("architecture", ["marian", "t5"])
def test_a_gpu_computes_in_half_precision_about_the_same(backend: str, architecture: str, tiny):
    model = tiny(architecture)
    target = model.card.targets[-1]
    found = on_gpu(model, backend, "auto")

    expected = model.ct2().score(SENTENCES, SENTENCES, source="fr", target=target)
    made = found.score(SENTENCES, SENTENCES, source="fr", target=target)

    assert found.runs_on.startswith("cuda:0 in ")
    assert [pytest.approx(row, abs=0.3) for row in expected] == made


@on_a_gpu
def test_a_gpu_whose_memory_is_too_small_goes_on(backend: str, tiny):
    texts = list(SENTENCES) * 20
    model = tiny("marian")
    expected = model.ct2().generate(texts, GREEDY, source="fr", target="nl")
    made, engine = on_gpu(model, backend, "float32"), None
    if backend == "ct2":
        made._loaded = engine = Small(made._loaded, 150)
    else:
        made._loaded = engine = SmallModel(made._model, 150)

    found = made.generate(texts, GREEDY, source="fr", target="nl")

    assert engine.refused > 0
    assert [one.text for one in found] == [one.text for one in expected]
