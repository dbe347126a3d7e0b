"""Fixtures for all tests, e.g. tiny real models, built once per session."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from babelpress import lang
from babelpress.models import conversion
from babelpress.models.backends.ctranslate2 import CTranslate2Backend
from babelpress.models.backends.transformers import TransformersBackend
from babelpress.models.cards import ModelCard

pytest_plugins = ("quick", "isolation")

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")  # a slow machine must not fail a test


@dataclass(frozen=True, eq=False)
class Tiny:
    """A tiny model in both layouts (`folder/hf`, `folder/ct2` in float32) and its card, whose origin is `folder`."""

    card: ModelCard
    folder: Path

    @cache  # noqa: B019  (a handful of tiny models, for as long as the session)
    def ct2(self) -> CTranslate2Backend:
        options = CTranslate2Backend.Options(device="cpu", compute="float32", threads=1)
        return CTranslate2Backend(self.card, self.folder / "ct2", options)

    @cache  # noqa: B019
    def hf(self) -> TransformersBackend:
        return TransformersBackend(self.card, self.folder / "hf", TransformersBackend.Options(device="cpu"))


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Tiny]:
    """Return a function that builds a tiny model of an architecture (see `tiny_models.ARCHITECTURES`)."""
    from tiny_models import build  # imported here, as its builders import torch

    @cache
    def make(architecture: str) -> Tiny:
        folder = tmp_path_factory.mktemp(architecture)
        card = build(architecture, folder / "hf")
        conversion.convert_folder(card, folder / "hf", folder / "ct2", quantization="float32")
        return Tiny(card.model_copy(update={"origin": card.origin.model_copy(update={"folder": str(folder)})}), folder)

    return make


@pytest.fixture
def add_language() -> Iterator[Callable[[lang.Language], None]]:
    """Return a function that registers a language until the end of the test."""
    added: list[str] = []

    def add(language: lang.Language) -> None:
        added.append(language.code)
        lang.register(language)

    yield add
    for code in added:
        lang.unregister(code)
