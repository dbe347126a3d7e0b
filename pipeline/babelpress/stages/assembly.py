"""Construction of a flow from a profile: its stages with their translators, summarizers and models."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

from babelpress._internal.lru import LRUCache
from babelpress.config.plugins import make, resolve, unusable
from babelpress.config.schema import Budget, Component, Decoding, Profile
from babelpress.errors import BabelpressError, ConfigError, ModelUnavailable
from babelpress.lang import variant
from babelpress.memory.quotations import QuotationRegistry
from babelpress.memory.store import TranslationMemory
from babelpress.models import loading
from babelpress.models.backends.base import Scoring, Seq2Seq
from babelpress.models.cards import ModelCard
from babelpress.models.routing import Route, candidates, plan_profile
from babelpress.nlp.lexrank import Limit
from babelpress.nlp.terminology import Glossary
from babelpress.nlp.terminology import read as read_glossary
from babelpress.qa.engine import asked, select_checks
from babelpress.stages.detect import Detect
from babelpress.stages.flow import Flow
from babelpress.stages.leverage import Leverage
from babelpress.stages.profiles import MODELLED, all_cards
from babelpress.stages.provenance import cache_neutral, provenance
from babelpress.stages.qa import Verify
from babelpress.stages.summaries_only import SummariesOnly
from babelpress.stages.summarize import Summarize
from babelpress.stages.translate import Translate
from babelpress.summarization.abstractive import SummarizeThenTranslate, TranslateThenSummarize
from babelpress.summarization.condenser import Condenser
from babelpress.summarization.constrained import Constrained, Judge
from babelpress.summarization.extractive import Extractive, Strategy
from babelpress.translation.cache import SentenceCache
from babelpress.translation.constrained import RETRY_CHECKS, ConstrainedTranslator, Rendering, Sentence
from babelpress.translation.scheduler import Scheduler
from babelpress.translation.translator import Translator

TITLE = "title"
"""The target in the card of a summarizer that can write headlines; its token asks the model for one."""


def build(profile: Profile, *, models_dir: Path | None = None, load: bool = True) -> Flow:
    """Build the flow of a profile.

    Args:
        profile: The profile.
        models_dir: Folder of pulled models; None: the cache folder of the user.
        load: Whether to load the weights now and test them on their golden sentences; otherwise each model is loaded at
            its first use.

    Returns:
        The flow.

    Raises:
        ConfigError: A plug-in or a glossary cannot be used.
        ModelUnavailable: Weights are missing or damaged.
    """
    cards = all_cards(profile)
    routes = plan_profile(profile, cards)
    translators = LoadedModels(profile.translation.backend, cards, models_dir)
    summarizers = LoadedModels(profile.summary.backend, cards, models_dir)
    translator = Translator(
        models=translators.get,
        cards=cards,
        decoding=profile.translation.decoding,
        cache=LRUCache(profile.translation.cache_size, backend=_cache(profile, models_dir)),
    )
    detect = Detect(
        detector=make("detectors", profile.detection.detector.kind, options=profile.detection.detector.options),
        sources=profile.sources,
        minimum_confidence=profile.detection.minimum_confidence,
        foreign=profile.detection.foreign,
    )
    by_menu = profile.targets == "menu"
    glossaries = read_glossaries(profile)
    constrained = ConstrainedTranslator(
        translator=translator,
        settings=profile.constraints,
        checks=[partial(asked, name) for name in RETRY_CHECKS],
        glossaries=glossaries,
        others=partial(_others, profile, cards),
    )
    budget = Budget.model_validate(profile.runner.options.get("budget", {}))
    memory = TranslationMemory(Path(profile.memory.path)) if profile.memory.path else None
    translate = [
        Translate(
            language=language,
            leverage=_leverage(profile, memory, language) if memory else None,
            routes=own,
            translator=constrained,
            by_menu=by_menu,
            detector=detect.detector if profile.detection.foreign == "keep" else None,
            budget=budget,
        )
        for language, own in routes.items()
    ]
    verify = _verify(profile, routes, glossaries)
    strategy = _strategy(profile, cards, routes, constrained, summarizers, translator.scheduler)
    languages = dict.fromkeys((*profile.sources, *routes)) if strategy else ()
    summarize = [
        Summarize(language=language, strategy=strategy, translated=language in routes, kinds=profile.summary.kinds)
        for language in languages
        if strategy
    ]
    flow = Flow((detect, *translate, *verify, *summarize), budget=budget, scheduler=translator.scheduler)
    if profile.summary.only and isinstance(strategy, Extractive):
        kind = profile.summary.only
        own = [replace(one, kinds=("summary", kind)) for one in summarize]
        inner = Flow((*translate, *verify, *own), given=frozenset({"detection"}), budget=budget)
        only = SummariesOnly(strategy=strategy, kind=kind, flow=inner)
        flow = Flow((detect, only), scheduler=translator.scheduler)
    if load:
        for model in dict.fromkeys(
            model for own in routes.values() for route in own.values() for model in route.models
        ):
            translators.get(model)
        for model in profile.summary.models if profile.summary.strategy in MODELLED else ():
            (summarizers.scoring if profile.summary.strategy == "constrained" else summarizers.get)(model)
    return flow


def _cache(profile: Profile, models_dir: Path | None) -> SentenceCache | None:
    """Return the cache file with translations by the same models and options, or None if the profile has none."""
    path = profile.translation.cache_file
    if not path:
        return None
    made_by = provenance(profile, models_dir=models_dir)
    backend = cache_neutral(profile.translation.backend)
    return SentenceCache(Path(path), made_by=repr((made_by.version, made_by.models, backend)))


def _leverage(profile: Profile, memory: TranslationMemory, language: str) -> Leverage:
    """Return what looks up sentences in a memory; its translations must pass all checks that the profile runs."""
    names = profile.constraints.checks
    stated = variant(language, profile.constraints.variants.get(language, ""))
    return Leverage(
        memory=memory,
        quotations=QuotationRegistry(memory),
        language=stated.tag if stated and language in profile.constraints.variants else language,
        checks=select_checks(None if names == "all" else names),
        keep=profile.constraints.do_not_translate,
    )


def read_glossaries(profile: Profile) -> dict[tuple[str, str], Glossary]:
    """Read all glossaries of a profile, by their languages. Raises `ConfigError` with the faults of a file, by line."""
    read: dict[tuple[str, str], Glossary] = {}
    for one in profile.constraints.glossaries:
        if (one.source, one.target) in read:
            raise ConfigError(f"two glossaries from {one.source} to {one.target}; merge {one.path} into the other file")
        read[one.source, one.target] = read_glossary(Path(one.path), source=one.source, target=one.target)
    return read


def _others(profile: Profile, cards: Mapping[str, ModelCard], route: Route) -> list[Route]:
    """Return the other routes between the same languages that the models of the profile allow, the best first."""
    usable = {cards[name].id: cards[name] for name in profile.translation.models}
    pivots, variants = profile.translation.pivots, profile.constraints.variants
    found = candidates(route.source, route.target, usable, pivots=pivots, variants=variants)
    return [other for other in found if other.legs != route.legs]


def _verify(
    profile: Profile,
    routes: Mapping[str, Mapping[str, Route]],
    glossaries: Mapping[tuple[str, str], Glossary],
) -> list[Verify]:
    """Return a stage for each target language, or none if the profile has no checks."""
    names = profile.constraints.checks
    checks = select_checks(None if names == "all" else names)
    return [
        Verify(
            language=language,
            checks=checks,
            variant=own.tag if (own := variant(language, profile.constraints.variants.get(language, ""))) else "",
            keep=profile.constraints.do_not_translate,
            glossaries={source: one for (source, target), one in glossaries.items() if target == language},
        )
        for language in routes
        if checks
    ]


def _summary_decoding(card: ModelCard, decoding: Decoding) -> Decoding:
    """The decoding of a summarizer: unless the profile or its card say otherwise, it repeats no three tokens."""
    asked = card.decoded(decoding)
    stated = "no_repeat_ngram" in asked.model_fields_set
    return asked if stated else asked.model_copy(update={"no_repeat_ngram": 3})


def _strategy(
    profile: Profile,
    cards: Mapping[str, ModelCard],
    routes: Mapping[str, Mapping[str, Route]],
    translator: ConstrainedTranslator,
    summarizers: "LoadedModels",
    scheduler: Scheduler[Any, Any],
) -> Strategy | None:
    """Return the object that makes the summaries of all languages, or None if the profile has no summaries."""
    settings = profile.summary
    if settings.strategy == "none":
        return None
    limit = Limit(sentences=settings.sentences, words=settings.words)
    extractive = Extractive(limit)
    if settings.strategy == "extractive":
        return extractive

    def condenser(name: str, language: str) -> Condenser:
        return Condenser(
            model=name,
            language=language,
            seq2seq=partial(summarizers.get, name),
            max_tokens=cards[name].max_tokens,
            decoding=_summary_decoding(cards[name], settings.decoding),
            limit=limit,
            scheduler=scheduler,
        )

    pairs = [(language, name) for name in settings.models for language in cards[name].sources]
    if settings.strategy == "constrained":
        judges = {
            code: Judge(
                model=name,
                language=code,
                seq2seq=partial(summarizers.scoring, name),
                max_tokens=cards[name].max_tokens,
                scheduler=scheduler,
            )
            for code, name in pairs
            if code in cards[name].targets
        }
        return Constrained(limit, judges)
    condensers = {code: condenser(name, code) for code, name in pairs if code in cards[name].targets}
    titles = {
        code: replace(condenser(name, code), target=TITLE, limit=Limit(sentences=1))
        for code, name in pairs
        if TITLE in cards[name].targets
    }
    if settings.strategy == "translate-then-summarize":
        return TranslateThenSummarize(condensers, extractive=extractive, titles=titles)

    def translate(sentences: Sequence[str], *, source: str, target: str) -> list[Rendering]:
        requests = [Sentence(text=text) for text in sentences]
        return list(translator.translate(requests, routes[target][source]))

    return SummarizeThenTranslate(condensers, extractive=extractive, translate=translate, titles=titles)


class LoadedModels:
    """Models by id; each is loaded once, at its first use. Several threads may use it."""

    def __init__(self, backend: Component, cards: Mapping[str, ModelCard], models_dir: Path | None) -> None:
        self._chosen = backend
        self._cards = cards
        self._models_dir = models_dir
        self._loaded: dict[str, Seq2Seq] = {}
        self._lock = Lock()

    def get(self, model: str) -> Seq2Seq:
        """Return a loaded model. Raises `ModelUnavailable`, which says what to do."""
        with self._lock:
            if model not in self._loaded:
                self._loaded[model] = self._load(model)
            return self._loaded[model]

    def scoring(self, model: str) -> Scoring:
        """Return a loaded model that scores. Raises `ModelUnavailable`, also where its backend cannot."""
        loaded = self.get(model)
        if not isinstance(loaded, Scoring):
            kind = self._chosen.kind
            raise ModelUnavailable(f"the backend {kind} does not score texts: set summary.backend to ct2 or hf")
        return loaded

    def _load(self, model: str) -> Seq2Seq:
        card = self._cards[model]
        part = loading.runtime(card, self._chosen)
        backend = resolve("backends", part.kind)
        try:
            return loading.load(card, backend, backend.Options(**part.options), models_dir=self._models_dir)
        except BabelpressError:
            raise
        except Exception as error:
            raise unusable("backends", part.kind, error) from error
