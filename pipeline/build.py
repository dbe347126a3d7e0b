"""A profile becomes a flow: the only module that knows every kind of part."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from pipeline import store
from pipeline.backends.base import Seq2Seq
from pipeline.cards import ModelCard
from pipeline.check import ABSTRACTIVE, all_cards
from pipeline.flow import Flow
from pipeline.memory import Memory
from pipeline.profile import Part, Profile
from pipeline.registry import resolve
from pipeline.routes import Route, plan_profile
from pipeline.stages.abstractive import SummarizeThenTranslate, TranslateThenSummarize
from pipeline.stages.condense import Condenser
from pipeline.stages.detect import Detect
from pipeline.stages.summarize import Extractive, Strategy, Summarize
from pipeline.stages.translate import Translate
from pipeline.text.salience import Limit
from pipeline.translator import Translator


def build(profile: Profile, *, models_dir: Path | None = None, load: bool = True) -> Flow:
    """Give the flow of a profile, its weights loaded and tried on their golden sentences.

    `models_dir` is where pulled models lie, by default the user's cache folder. With `load` false no weights are
    touched: that is what `babelpress check` does. Raises `ConfigError` or `ModelUnavailable`; nothing has run then.
    """
    cards = all_cards(profile)
    routes = plan_profile(profile, cards)
    translators = Models(profile.translation.backend, cards, models_dir)
    summarizers = Models(profile.summary.backend, cards, models_dir)
    translator = Translator(
        models=translators.get,
        cards=cards,
        decoding=profile.translation.decoding,
        memory=Memory(profile.translation.memory),
    )
    detector = resolve("detectors", profile.detection.detector.kind)
    detect = Detect(
        detector=detector(detector.Options(**profile.detection.detector.options)),
        sources=profile.sources,
        minimum_confidence=profile.detection.minimum_confidence,
    )
    by_menu = profile.targets == "menu"
    translate = [
        Translate(language=language, routes=own, translator=translator, by_menu=by_menu)
        for language, own in routes.items()
    ]
    strategy = _strategy(profile, cards, routes, translator, summarizers)
    languages = dict.fromkeys((*profile.sources, *routes)) if strategy else ()
    summarize = [
        Summarize(language=language, strategy=strategy, translated=language in routes)
        for language in languages
        if strategy
    ]
    flow = Flow((detect, *translate, *summarize))
    if load:
        for model in dict.fromkeys(
            model for own in routes.values() for route in own.values() for model in route.models
        ):
            translators.get(model)
        for model in profile.summary.models if profile.summary.strategy in ABSTRACTIVE else ():
            summarizers.get(model)
    return flow


def _strategy(
    profile: Profile,
    cards: Mapping[str, ModelCard],
    routes: Mapping[str, Mapping[str, Route]],
    translator: Translator,
    summarizers: "Models",
) -> Strategy | None:
    """Give the one object that makes the summaries of all languages."""
    settings = profile.summary
    if settings.strategy == "none":
        return None
    limit = Limit(sentences=settings.sentences, words=settings.words)
    extractive = Extractive(limit)
    if settings.strategy == "extractive":
        return extractive
    condensers = {
        language: Condenser(
            model=name,
            language=language,
            seq2seq=partial(summarizers.get, name),
            max_tokens=cards[name].max_tokens,
            decoding=settings.decoding,
            limit=limit,
        )
        for name in settings.models
        for language in cards[name].sources
    }
    if settings.strategy == "translate-then-summarize":
        return TranslateThenSummarize(condensers, extractive=extractive)

    def translate(sentences: Sequence[str], *, source: str, target: str) -> list[str]:
        return [made.text for made in translator.translate(sentences, routes[target][source])]

    return SummarizeThenTranslate(condensers, extractive=extractive, translate=translate)


class Models:
    """Loaded models by id, each loaded once, on first use."""

    def __init__(self, backend: Part, cards: Mapping[str, ModelCard], models_dir: Path | None) -> None:
        self._backend = resolve("backends", backend.kind)
        self._options = self._backend.Options(**backend.options)
        self._cards = cards
        self._models_dir = models_dir
        self._loaded: dict[str, Seq2Seq] = {}

    def get(self, model: str) -> Seq2Seq:
        """Give a model ready to run. Raises `ModelUnavailable` saying what to do."""
        if model not in self._loaded:
            self._loaded[model] = store.load(
                self._cards[model], self._backend, self._options, models_dir=self._models_dir
            )
        return self._loaded[model]
