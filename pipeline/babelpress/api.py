"""Translate, summarize, verify, run and evaluate from Python: an object for a profile, and functions over a shared one.

    >>> import babelpress
    >>> bp = babelpress.load("fake", targets=["en", "nl"])
    >>> bp.translate("Bonjour à tous.", to="en")
    '[en] Bonjour à tous.'

Rules that hold for every function here:

- A language is a code (`fr`, `nl`); an unknown one is a `ConfigError` that names the nearest.
- An argument of a wrong type is a `TypeError` that names the argument and what it may be.
- The language of a text is the one that is named, else the only source of the profile, else the detected one. Where the
  profile has one source, a text of at least 80 characters that is surely in another language is refused
  (`UnsupportedLanguage`); what is shorter cannot be told surely and is taken to be in that language.
- A result depends on its text alone, not on what is translated beside it, before it, or in another thread.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from threading import RLock
from typing import Any, BinaryIO, cast, get_args, overload
from weakref import WeakSet

from babelpress import lang
from babelpress._internal.process_memory import release_unused_memory
from babelpress.config.plugins import make
from babelpress.config.schema import Profile
from babelpress.document import (
    Article,
    Block,
    Detection,
    Meta,
    Record,
    Summary,
    SummaryKind,
    Translation,
)
from babelpress.errors import ConfigError, Fault, UnreadableInput, UnsupportedLanguage, nearest
from babelpress.evaluation.datasets.base import Corpus, System
from babelpress.evaluation.evaluate import Settings
from babelpress.evaluation.evaluate import evaluate as evaluate_corpora
from babelpress.evaluation.results import Evaluation
from babelpress.execution.batch import Begun, Watch, reproducible, run_batch
from babelpress.execution.manifest import Manifest
from babelpress.execution.runner import readers
from babelpress.execution.runner import runner as runner_of
from babelpress.execution.serial import in_windows
from babelpress.formats.inputs import read_inputs
from babelpress.formats.text.structure import structure
from babelpress.lang.names import by_name, english_name
from babelpress.langid.base import Detector
from babelpress.models.routing import candidates
from babelpress.nlp.segmentation import split
from babelpress.qa import files
from babelpress.qa.base import SegmentPair
from babelpress.qa.documents import place
from babelpress.qa.engine import PlacedPair, answered, run_checks, select_checks
from babelpress.qa.files import VerifyReport
from babelpress.stages.assembly import build
from babelpress.stages.detect import FOREIGN_BLOCK
from babelpress.stages.flow import Flow, Stage
from babelpress.stages.profiles import all_cards, check, load_profile
from babelpress.stages.qa import Verify
from babelpress.stages.summarize import Summarize
from babelpress.stages.translate import Translate

__all__ = [
    "Pipeline",
    "VerifyReport",
    "batch",
    "detect",
    "load",
    "run",
    "summarize",
    "translate",
    "verify",
    "verify_files",
]

_SURE = 0.9
"""Confidence from which a text of at least `FOREIGN_BLOCK` characters is in another language than the profile's."""

_AT_ONCE = 100_000
"""Characters that the models are given at once: enough to fill their batches, and what bounds the memory of a call."""

_SENTENCE = 5_000
"""Characters of a sentence from which it is none but words without an end, and is cut at a space."""

_SPACE = re.compile(r"\s+")

_BREAK = re.compile(r"(\s{3,}|[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+)")
"""White space that parts texts: what stands on either side is translated by itself."""

Codes = str | list[str] | tuple[str, ...] | None
"""One language, several, or all."""


class Pipeline:
    """A profile with its models: everything that can be done with texts, articles and files.

    `load` makes one. Several threads may use it; models are loaded once, and again in a process that was forked from
    one that had loaded them.
    """

    def __init__(self, profile: Profile, *, models_dir: Path | None = None) -> None:
        self.profile = profile
        self.models_dir = models_dir
        self._settings = reproducible(profile)
        self._reset()
        _PIPELINES.add(self)

    def __repr__(self) -> str:
        return f"<babelpress.Pipeline {self.profile.name}: {', '.join(self.sources)} to {', '.join(self.targets)}>"

    @property
    def sources(self) -> tuple[str, ...]:
        """The codes of the languages that it translates from."""
        return self.profile.sources

    @property
    def targets(self) -> tuple[str, ...]:
        """The codes of the languages that it translates into."""
        return tuple(self._stages(Translate))

    @overload
    def translate(self, text: str, *, to: str, source: str | None = None) -> str: ...
    @overload
    def translate(self, text: list[str] | tuple[str, ...], *, to: str, source: str | None = None) -> list[str]: ...
    @overload
    def translate(self, text: Article, *, to: str, source: str | None = None) -> Translation: ...
    @overload
    def translate(
        self, text: str, *, to: list[str] | tuple[str, ...] | None = None, source: str | None = None
    ) -> dict[str, str]: ...
    @overload
    def translate(
        self,
        text: list[str] | tuple[str, ...],
        *,
        to: list[str] | tuple[str, ...] | None = None,
        source: str | None = None,
    ) -> dict[str, list[str]]: ...
    @overload
    def translate(
        self, text: Article, *, to: list[str] | tuple[str, ...] | None = None, source: str | None = None
    ) -> dict[str, Translation]: ...
    def translate(self, text: Any, *, to: Codes = None, source: str | None = None) -> Any:
        """Translate a text, several texts, or an article.

        Line breaks, tabs, and the white space at the ends of a text and between sentences come back as they are; what
        stands on two lines is translated as two texts. A text that is empty, blank, or in the target language already
        is given back as it is.

        Args:
            text: A string, an `Article`, or a list of them.
            to: The code of one language, or a list of codes; None: all that the profile translates into.
            source: The code of the language of every text, where it need not be detected.

        Returns:
            For a string a string, for an article a `Translation` (its blocks and segments; `verify` or `record` give
            its findings), for a list a list of the same length and order. For several targets, or none named, a dict
            of these by language.

        Raises:
            TypeError: An argument is of a wrong type.
            ConfigError: A language is unknown, or the profile has no route.
            ModelUnavailable: The weights of a model are missing.
            UnsupportedLanguage: A text is in another language, or in none that can be told; the message has its index.
            UnreadableInput: A text holds halves of surrogate pairs.
            GenerationFailed: A model failed.

        Example:
            >>> bp = load("fake", targets=["en", "nl"])
            >>> bp.translate(["Oui.", "Il pleut.\\n"], to="nl")
            ['[nl] Oui.', '[nl] Il pleut.\\n']
            >>> bp.translate("Oui.")
            {'en': '[en] Oui.', 'nl': '[nl] Oui.'}
        """
        items, several = _texts(text)
        languages = self._targets_of(to)
        sources = self._sources_of(items, source, several=several)
        for pair in dict.fromkeys((code, language) for code in sources for language in languages if code):
            self._route(*pair)
        made = {language: self._translated(items, sources, language) for language in languages}
        shaped = made if several else {language: own[0] for language, own in made.items()}
        return shaped[to] if isinstance(to, str) else shaped

    def record(self, text: str | Article, *, to: Codes = None, source: str | None = None) -> Record:
        """Translate one text and give everything that is known of it: segments with scores, and what the checks find.

        Args:
            text: A string or an `Article`.
            to: As for `translate`.
            source: As for `translate`.

        Returns:
            A `Record` with the detected language, a translation for each target, and the findings.

        Raises:
            TypeError, ConfigError, ItemError: As `translate`.

        Example:
            >>> load("fake", targets=["nl"]).record("Il a 12 ans.").translation("nl").segments[0].target
            '[nl] Il a 12 ans.'
        """
        (item,), _ = _texts(_one(text))
        languages = self._targets_of(to)
        [code] = self._sources_of([item], source, several=False)
        if isinstance(item, Article):
            article = item
        else:
            lines = _lines(item, code)
            article = Article(id="text", blocks=tuple(Block(kind="paragraph", text=text) for text, _ in lines))
        if not code:
            return Record(article=article)
        record = Record(article=article, detection=_certain(code))
        for language in languages:
            if translate := self._route(code, language):
                for stage in (translate, *self._stages(Verify).get(language, ())):
                    [record] = stage.run([record])
        return record

    @overload
    def summarize(self, text: str, *, to: str | None = None, source: str | None = None, kinds: None = None) -> str: ...
    @overload
    def summarize(
        self, text: list[str] | tuple[str, ...], *, to: str | None = None, source: str | None = None, kinds: None = None
    ) -> list[str]: ...
    @overload
    def summarize(
        self, text: Article, *, to: str | None = None, source: str | None = None, kinds: None = None
    ) -> Summary: ...
    @overload
    def summarize(
        self, text: str, *, to: list[str] | tuple[str, ...], source: str | None = None, kinds: None = None
    ) -> dict[str, str]: ...
    @overload
    def summarize(
        self, text: Any, *, to: Codes = None, source: str | None = None, kinds: str | Sequence[str] | None = None
    ) -> Any: ...
    def summarize(
        self,
        text: Any,
        *,
        to: Codes = None,
        source: str | None = None,
        kinds: str | Sequence[str] | None = None,
    ) -> Any:
        """Summarize a text, several texts, or an article, as the profile says.

        A string is read as a file of plain text is: its title, headings and lists are recognized, and a language menu
        at its end is left out.

        Args:
            text: A string, an `Article`, or a list of them.
            to: The code of the language to summarize in, or a list of codes; None: the language of the text.
            source: The code of the language of every text, where it need not be detected.
            kinds: Which summaries: `summary`, `standfirst`, `headline`, `description`, one or several.

        Returns:
            For a string a string, for an article a `Summary`; with `kinds` a tuple of `Summary`, headlines best first.
            For a list a list of these, for a list of languages a dict by language. A blank string gives an empty one.

        Raises:
            TypeError, ConfigError, ItemError: As `translate`; `ConfigError` also for a profile that makes no summaries.

        Example:
            >>> load("fake", targets=["nl"]).summarize("Il pleut. Le train part.", to="nl")
            '[nl] Il pleut. [nl] Le train part.'
        """
        items, several = _texts(text)
        sources = self._sources_of(items, source, several=several)
        wanted = _kinds(kinds)
        languages = None if to is None else self._targets_of(to)
        if languages is None:
            own = [self._summarized(*pair, None, wanted) for pair in zip(items, sources, strict=True)]
            return own if several else own[0]
        made = {
            language: [self._summarized(*pair, language, wanted) for pair in zip(items, sources, strict=True)]
            for language in languages
        }
        shaped = made if several else {language: own[0] for language, own in made.items()}
        return shaped[to] if isinstance(to, str) else shaped

    def verify(
        self,
        source: str | Sequence[str] | Article,
        target: str | Sequence[str] | Article | Translation,
        *,
        source_language: str | None = None,
        target_language: str | None = None,
        checks: Sequence[str] | None = None,
        keep: Sequence[str] | None = None,
    ) -> VerifyReport:
        """Compare a translation with its source, by the checks and names to keep of the profile.

        As the function `verify`; `checks` and `keep` replace those of the profile.
        """
        own = self.profile.constraints
        return verify(
            source,
            target,
            source_language=source_language,
            target_language=target_language,
            checks=own.checks if checks is None and own.checks != "all" else checks,
            keep=own.do_not_translate if keep is None else keep,
        )

    def run(
        self,
        paths: str | os.PathLike[str] | Article | Iterable[str | os.PathLike[str] | Article],
        *,
        to: Codes = None,
        source: str | None = None,
        fields: Mapping[str, str] | None = None,
        stdin: BinaryIO | None = None,
    ) -> Iterator[Record]:
        """Read articles, translate, check and summarize them.

        Args:
            paths: Files, folders, patterns, archives, or articles; one or several. `-` reads `stdin`.
            to: Codes of the languages to translate into; None: those of the profile.
            source: The code of the language of every article, where it need not be detected.
            fields: What the columns of tables and the keys of JSON are called: `{"text": "body"}`.
            stdin: A binary stream.

        Returns:
            An iterator over one record per article, in order. What went wrong with an article is on its record
            (`failures`); the others go on.

        Raises:
            TypeError, ConfigError, ModelUnavailable: At once, before anything is read.
            RunStopped: While iterating, where every article fails alike.

        Example:
            >>> article = Article(id="a", language="fr", blocks=(Block(kind="paragraph", text="Il pleut."),))
            >>> [record.translation("nl").text for record in load("fake", targets=["nl"]).run([article])]
            ['[nl] Il pleut.']
        """
        inputs = _inputs(paths)
        declared = None if source is None else _language(source, "source")
        languages = None if to is None else self._targets_of(to)
        known = readers(self._settings, fields=fields)
        articles = chain.from_iterable(
            [replace(one, language=declared) if declared else one]
            if isinstance(one, Article)
            else read_inputs([one], readers=known, stdin=stdin, language=declared)
            for one in inputs
        )
        part = self._settings.runner
        if part.kind != "serial":
            update = {} if languages is None else {"targets": tuple(languages)}
            profile = self._settings.model_copy(update=update)
            return runner_of(profile).run(articles, profile, models_dir=self.models_dir)
        flow = self._flow
        if languages is not None:
            wanted = {*languages, *self.sources}
            flow = replace(flow, stages=tuple(stage for stage in flow.stages if _of(stage) in ("", *wanted)))
        options = runner_of(self._settings).options  # type: ignore[attr-defined]  # the serial runner's
        return in_windows(flow, articles, window=options.window, ahead=options.ahead)

    def batch(
        self,
        inputs: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
        output: str | os.PathLike[str],
        *,
        kind: str = "jsonl",
        source: str | None = None,
        fields: Mapping[str, str] | None = None,
        force: bool = False,
        retry_failed: bool = False,
        progress: Callable[[Manifest], None] | None = None,
    ) -> Manifest:
        """Translate and summarize an archive of any size; after an interruption the same call goes on where it was.

        Args:
            inputs: Files, folders, patterns and archives; one or several.
            output: A folder: the output, a journal of what is done, and `manifest.json`.
            kind: What is written: `jsonl`, `parquet`, `site`, `text`, ...
            source: The code of the language of every article, where it need not be detected.
            fields: What the columns of tables and the keys of JSON are called.
            force: Do everything again.
            retry_failed: Do articles again that failed before.
            progress: Called with the counts whenever a record is done.

        Returns:
            The counts: `articles`, `kept` (done by an earlier run), `failed`, `findings`, `failures`, `seconds`, ...,
            and `output`, the path of what was written.

        Raises:
            TypeError, ConfigError, ModelUnavailable, OutputUnavailable: Before the first article.
            RunStopped: Where every article fails alike, or the disk is full; what was finished is kept.

        Example:
            `load("opus").batch("archive.jsonl", "build/archive", fields={"text": "body"}).failed`
        """
        names = [one for one in _inputs(inputs) if not isinstance(one, Article)]
        declared = None if source is None else _language(source, "source")
        return run_batch(
            names, Path(output), self.profile, kind=kind, source=declared, fields=fields, models_dir=self.models_dir,
            force=force, retry_failed=retry_failed, watch=_watch(progress),
        )  # fmt: skip

    def evaluate(
        self, corpora: Corpus | Iterable[Corpus], settings: Settings | None = None, *, name: str | None = None
    ) -> Evaluation:
        """Translate the sources of test sets and score the result, beside the systems that they hold.

        Args:
            corpora: What `load_corpora` gives: one or several, each with sources.
            settings: Metrics, checks, samples.
            name: What this pipeline is called among the systems; None: the name of its profile.

        Returns:
            Scores with intervals, comparisons and findings; this pipeline is the first system.

        Raises:
            ConfigError: A corpus has no sources, or a system of that name already.
            TypeError, ItemError: As `translate`.

        Example:
            `load("opus").evaluate(load_corpora([], source="set/fr.txt", references=["set/nl.txt"]))`
        """
        own = name or self.profile.name
        found = [corpora] if isinstance(corpora, Corpus) else list(corpora)
        faults = [Fault(corpus.name, "has no sources to translate") for corpus in found if not corpus.sources]
        faults += [
            Fault(corpus.name, f"has a system called '{own}'; take another name")
            for corpus in found
            if any(system.name == own for system in corpus.systems)
        ]
        if faults:
            raise ConfigError("cannot evaluate", faults)
        done = []
        for corpus in found:
            texts = self.translate(list(corpus.sources), to=corpus.target_language, source=corpus.source_language)
            system = System(name=own, hypotheses=tuple(texts))
            done.append(replace(corpus, systems=(system, *corpus.systems)))
        return evaluate_corpora(done, settings)

    @overload
    def detect(self, text: str | Article) -> Detection | None: ...
    @overload
    def detect(self, text: list[str] | tuple[str, ...]) -> list[Detection | None]: ...
    def detect(self, text: Any) -> Any:
        """Detect the language of a text, or of several.

        Args:
            text: A string, an `Article`, or a list of them.

        Returns:
            A `Detection`: the code of the language, confidence from 0 to 1 and the runner-up; it may be a language that
            the profile does not translate. None for a text without letters. For a list a list.

        Raises:
            TypeError: The text is none.

        Example:
            >>> load("fake").detect("Le chat dort sur le canapé du salon.").language
            'fr'
        """
        items, several = _texts(text)
        found = [self._detector.detect(_text(item)) for item in items]
        return found if several else found[0]

    # Models and stages.

    def _reset(self) -> None:
        """Forget what is loaded, and locks that other threads may hold: those do not exist after a fork."""
        self._turn = RLock()
        self._made: Flow | None = None
        self._own_detector: Detector | None = None

    def _build(self, *, load: bool) -> Flow:
        """The stages, made once; with `load` all models at once, else each when it is first needed."""
        with self._turn:
            if self._made is None:
                self._made = build(self._settings, models_dir=self.models_dir, load=load)
            return self._made

    @property
    def _flow(self) -> Flow:
        return self._build(load=False)

    @property
    def _detector(self) -> Detector:
        with self._turn:
            if self._own_detector is None:
                part = self.profile.detection.detector
                self._own_detector = cast(Detector, make("detectors", part.kind, options=part.options))
            return self._own_detector

    def _stages(self, kind: type) -> dict[str, list[Any]]:
        """The stages of a class, by language."""
        found: dict[str, list[Any]] = {}
        for stage in self._flow.stages:
            if isinstance(stage, kind):
                found.setdefault(_of(stage), []).append(stage)
        return found

    def _route(self, source: str, target: str) -> Translate | None:
        """The stage that translates; None where there is nothing to. Raises `ConfigError` saying what would help."""
        if source == target:
            return None
        stage: Translate | None = self._stages(Translate).get(target, [None])[0]
        if stage is not None and source in stage.routes:
            return stage
        raise self._no_route(source, target)

    def _no_route(self, source: str, target: str) -> ConfigError:
        cards = all_cards(self.profile)
        usable = {name: cards[name] for name in self.profile.translation.models}
        pivots = self.profile.translation.pivots
        faults = []
        if source not in self.sources:
            faults.append(Fault("source", f"the profile translates from {', '.join(self.sources)}"))
        if self.profile.targets != "menu" and target not in self.profile.targets:
            loaded = ", ".join(self.profile.targets)
            faults.append(Fault("to", f"it is for {loaded}; load it with targets=[..., '{target}']"))
        if not candidates(source, target, usable, pivots=pivots):
            helping = list(dict.fromkeys(route.models for route in candidates(source, target, cards, pivots=pivots)))
            names = ", ".join(" + ".join(models) for models in helping[:3])
            found = f"models that would help: {names}" if names else "no model that has a card would help"
            faults.append(
                Fault("translation.models", f"{found}; see: babelpress models routes {source} {target} --all")
            )
        return ConfigError(f"no route from {source} to {target} in the profile '{self.profile.name}'", faults)

    def _targets_of(self, to: Codes) -> list[str]:
        """The languages asked for, each once. Raises `TypeError` or `ConfigError`."""
        if to is None:
            return list(self.targets)
        return list(dict.fromkeys(_language(code, "to") for code in _codes(to, "to")))

    def _sources_of(self, items: Sequence[str | Article], source: str | None, *, several: bool) -> list[str]:
        """The language of each text, "" for one that is blank."""
        declared = None if source is None else _language(source, "source")
        return [
            self._source_of(item, f"text[{index}]" if several else "text", declared) for index, item in enumerate(items)
        ]

    def _source_of(self, item: str | Article, where: str, declared: str | None) -> str:
        text = _text(item)
        if not text.strip():
            return ""
        if declared:
            return declared
        if isinstance(item, Article) and item.language:
            return _language(item.language, f"{where}.language")
        seen = self._detector.detect(text)
        if len(self.sources) == 1:
            foreign = seen and seen.language != self.sources[0]
            if seen and foreign and seen.confidence >= _SURE and len(text.strip()) >= FOREIGN_BLOCK:
                raise self._foreign(where, seen)
            return self.sources[0]
        if seen is None:
            return self.sources[0]  # figures and marks
        if seen.confidence < self.profile.detection.minimum_confidence:
            raise UnsupportedLanguage(
                f"{where}: its language cannot be told, perhaps {_named(seen.language)} "
                f"(confidence {seen.confidence:.2f}); name it with source"
            )
        if seen.language not in self.sources:
            raise self._foreign(where, seen)
        return seen.language

    def _foreign(self, where: str, seen: Detection) -> UnsupportedLanguage:
        return UnsupportedLanguage(
            f"{where} is in {_named(seen.language)} (confidence {seen.confidence:.2f}); the profile "
            f"'{self.profile.name}' translates from {', '.join(map(_named, self.sources))}; "
            "if it is in one of these after all, name that with source"
        )

    # What is done with texts whose languages are known.

    def _translated(self, items: Sequence[str | Article], sources: Sequence[str], target: str) -> list[Any]:
        """A string or a `Translation` for each item, in windows of `_AT_ONCE` characters."""
        made: list[Any] = [_unchanged(item, target) for item in items]
        for source in dict.fromkeys(sources):
            stage = self._route(source, target) if source else None
            if stage is None:
                continue
            mine = [i for i, code in enumerate(sources) if code == source]
            parts = (part for i in mine for part in _parts(i, items[i], source))
            texts: dict[int, list[str]] = {}
            for window in _windows(parts):
                records = [Record(article=part.article, detection=_certain(source)) for part in window]
                for part, record in zip(window, stage.run(records), strict=True):
                    version: Translation = record.translations[-1]
                    if part.ends is None:
                        made[part.item] = version
                    else:
                        pairs = zip(version.blocks, part.ends, strict=True)
                        texts.setdefault(part.item, []).append("".join(block.text + end for block, end in pairs))
                release_unused_memory()
            made = ["".join(texts[i]) if i in texts else one for i, one in enumerate(made)]
        return made

    def _summarized(
        self, item: str | Article, source: str, language: str | None, kinds: tuple[SummaryKind, ...] | None
    ) -> Any:
        if isinstance(item, str) and not source:
            return "" if kinds is None else ()
        target = language or source
        article = item if isinstance(item, Article) else _structured(item)
        record = Record(article=article, detection=_certain(source))
        if stage := self._route(source, target):
            [record] = stage.run([record])
        [condense] = self._stages(Summarize).get(target, [None])
        if condense is None:
            strategy = self.profile.summary.strategy
            raise ConfigError(
                f"the profile '{self.profile.name}' makes no summaries in {target}",
                [Fault("summary.strategy", f"is '{strategy}'; extractive works without a model")],
            )
        wanted: tuple[SummaryKind, ...] = ("summary",) if kinds is None else tuple(dict.fromkeys(("summary", *kinds)))
        [record] = replace(condense, kinds=wanted).run([record])
        if kinds is not None:
            return tuple(one for kind in kinds for one in record.summaries if one.kind == kind)
        made: Summary = record.summaries[0]
        return made.text if isinstance(item, str) else made


_PIPELINES: WeakSet[Pipeline] = WeakSet()
_SHARED: dict[str, Pipeline] = {}
_TURN = RLock()


_LEFT: list[Flow | None] = []
"""Flows of the process this one was forked from: the destructor of an engine would wait for its threads forever."""


def _after_fork() -> None:
    global _TURN
    _TURN = RLock()
    for pipeline in _PIPELINES:
        _LEFT.append(pipeline._made)
        pipeline._reset()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)


def load(
    profile: str | os.PathLike[str] | Profile = "embedded",
    *,
    targets: str | Iterable[str] | None = None,
    models_dir: str | os.PathLike[str] | None = None,
    overrides: str | Iterable[str] = (),
) -> Pipeline:
    """Load a profile and its models.

    Args:
        profile: The name of a profile that ships with Babelpress, the path of a YAML file, or a `Profile`.
        targets: Codes of the languages to translate into, in place of the profile's: fewer models are loaded.
        models_dir: Where pulled models are; None: the cache folder of the user.
        overrides: Keys of the profile: `["translation.decoding.beam=1"]`.

    Returns:
        A `Pipeline` with every model in memory.

    Raises:
        TypeError: An argument is of a wrong type.
        ConfigError: The profile, a language or an override is wrong; lists every fault.
        ModelUnavailable: Weights are missing or damaged; the message has the command that gets them.

    Example:
        >>> load("fake", targets=["nl"]).targets
        ('nl',)
    """
    made = _pipeline(profile, targets=targets, models_dir=models_dir, overrides=overrides)
    made._build(load=True)
    return made


def _pipeline(
    profile: str | os.PathLike[str] | Profile,
    *,
    targets: str | Iterable[str] | None = None,
    models_dir: str | os.PathLike[str] | None = None,
    overrides: str | Iterable[str] = (),
) -> Pipeline:
    codes = None if targets is None else [_language(code, "targets") for code in _codes(targets, "targets")]
    changes = [overrides] if isinstance(overrides, str) else list(overrides)
    if isinstance(profile, Profile):
        if changes:
            raise ConfigError("overrides change a profile that is read from a file; a Profile has model_copy")
        if codes is not None:
            profile = check({**profile.model_dump(mode="json"), "targets": codes}, name=profile.name)
    elif isinstance(profile, str | os.PathLike):
        profile = load_profile(os.fspath(profile), overrides=changes, targets=codes)
    else:
        raise TypeError(f"profile: a name, a path or a Profile is accepted, not {type(profile).__name__}")
    return Pipeline(profile, models_dir=None if models_dir is None else Path(models_dir))


def _shared(profile: str | os.PathLike[str]) -> Pipeline:
    """The pipeline of a profile that all functions share; its models are loaded when they are first needed."""
    if not isinstance(profile, str | os.PathLike):
        raise TypeError(f"profile: a name or a path is accepted, not {type(profile).__name__}; see babelpress.load")
    name = os.fspath(profile)
    with _TURN:
        if name not in _SHARED:
            _SHARED[name] = _pipeline(name)
        return _SHARED[name]


@overload
def translate(text: str, *, to: str, source: str | None = None, profile: str = "embedded") -> str: ...
@overload
def translate(
    text: list[str] | tuple[str, ...], *, to: str, source: str | None = None, profile: str = "embedded"
) -> list[str]: ...
@overload
def translate(text: Article, *, to: str, source: str | None = None, profile: str = "embedded") -> Translation: ...
@overload
def translate(
    text: str, *, to: list[str] | tuple[str, ...] | None = None, source: str | None = None, profile: str = "embedded"
) -> dict[str, str]: ...
@overload
def translate(
    text: list[str] | tuple[str, ...],
    *,
    to: list[str] | tuple[str, ...] | None = None,
    source: str | None = None,
    profile: str = "embedded",
) -> dict[str, list[str]]: ...
@overload
def translate(
    text: Article,
    *,
    to: list[str] | tuple[str, ...] | None = None,
    source: str | None = None,
    profile: str = "embedded",
) -> dict[str, Translation]: ...
def translate(text: Any, *, to: Codes = None, source: str | None = None, profile: str = "embedded") -> Any:
    """Translate with a profile that is loaded at the first call and kept: `Pipeline.translate`.

    Args:
        text: A string, an `Article`, or a list of them.
        to: The code of one language, or a list of codes; None: all that the profile translates into.
        source: The code of the language of every text, where it need not be detected.
        profile: The name or path of a profile.

    Returns:
        A string, a list or a `Translation`, as `text` is; for several targets a dict of these by language.

    Raises:
        TypeError, ConfigError, ModelUnavailable, ItemError: As `Pipeline.translate`.

    Example:
        >>> translate("Bonjour à tous.", to="nl", profile="fake")
        '[nl] Bonjour à tous.'
    """
    return _shared(profile).translate(text, to=cast(Any, to), source=source)


@overload
def summarize(
    text: str, *, to: str | None = None, source: str | None = None, kinds: None = None, profile: str = "embedded"
) -> str: ...
@overload
def summarize(
    text: list[str] | tuple[str, ...],
    *,
    to: str | None = None,
    source: str | None = None,
    kinds: None = None,
    profile: str = "embedded",
) -> list[str]: ...
@overload
def summarize(
    text: Article, *, to: str | None = None, source: str | None = None, kinds: None = None, profile: str = "embedded"
) -> Summary: ...
@overload
def summarize(
    text: str,
    *,
    to: list[str] | tuple[str, ...],
    source: str | None = None,
    kinds: None = None,
    profile: str = "embedded",
) -> dict[str, str]: ...
@overload
def summarize(
    text: Any,
    *,
    to: Codes = None,
    source: str | None = None,
    kinds: str | Sequence[str] | None = None,
    profile: str = "embedded",
) -> Any: ...
def summarize(
    text: Any,
    *,
    to: Codes = None,
    source: str | None = None,
    kinds: str | Sequence[str] | None = None,
    profile: str = "embedded",
) -> Any:
    """Summarize with a profile that is loaded at the first call and kept: `Pipeline.summarize`.

    Args:
        text: A string, an `Article`, or a list of them.
        to: The code of the language to summarize in, or a list of codes; None: the language of the text.
        source: The code of the language of every text, where it need not be detected.
        kinds: Which summaries: `summary`, `standfirst`, `headline`, `description`, one or several.
        profile: The name or path of a profile.

    Returns:
        For a string a string, for an article a `Summary`; with `kinds` tuples of `Summary`; for a list of languages a
        dict by language.

    Raises:
        TypeError, ConfigError, ModelUnavailable, ItemError: As `Pipeline.summarize`.

    Example:
        >>> summarize("Il pleut. Le train part.", profile="fake")
        'Il pleut. Le train part.'
    """
    return _shared(profile).summarize(text, to=to, source=source, kinds=kinds)


def run(
    paths: str | os.PathLike[str] | Article | Iterable[str | os.PathLike[str] | Article],
    *,
    to: Codes = None,
    source: str | None = None,
    fields: Mapping[str, str] | None = None,
    stdin: BinaryIO | None = None,
    profile: str = "embedded",
) -> Iterator[Record]:
    """Read articles, translate, check and summarize them with a profile that is loaded once: `Pipeline.run`.

    Args:
        paths: Files, folders, patterns, archives, or articles; one or several. `-` reads `stdin`.
        to: Codes of the languages to translate into; None: those of the profile.
        source: The code of the language of every article, where it need not be detected.
        fields: What the columns of tables and the keys of JSON are called: `{"text": "body"}`.
        stdin: A binary stream.
        profile: The name or path of a profile.

    Returns:
        An iterator over one record per article, in order.

    Raises:
        TypeError, ConfigError, ModelUnavailable, RunStopped: As `Pipeline.run`.
    """
    return _shared(profile).run(paths, to=to, source=source, fields=fields, stdin=stdin)


def batch(
    inputs: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    output: str | os.PathLike[str],
    *,
    kind: str = "jsonl",
    source: str | None = None,
    fields: Mapping[str, str] | None = None,
    force: bool = False,
    retry_failed: bool = False,
    progress: Callable[[Manifest], None] | None = None,
    profile: str = "embedded",
) -> Manifest:
    """Translate and summarize an archive; interrupted, the same call goes on where it was: `Pipeline.batch`.

    Args:
        inputs: Files, folders, patterns and archives; one or several.
        output: A folder: the output, a journal of what is done, and `manifest.json`.
        kind: What is written: `jsonl`, `parquet`, `site`, `text`, ...
        source: The code of the language of every article, where it need not be detected.
        fields: What the columns of tables and the keys of JSON are called.
        force: Do everything again.
        retry_failed: Do articles again that failed before.
        progress: Called with the counts whenever a record is done.
        profile: The name or path of a profile.

    Returns:
        The counts, and the path of what was written.

    Raises:
        TypeError, ConfigError, ModelUnavailable, OutputUnavailable, RunStopped: As `Pipeline.batch`.
    """
    return _shared(profile).batch(
        inputs, output, kind=kind, source=source, fields=fields, force=force, retry_failed=retry_failed,
        progress=progress,
    )  # fmt: skip


@overload
def detect(text: str | Article, *, profile: str = "embedded") -> Detection | None: ...
@overload
def detect(text: list[str] | tuple[str, ...], *, profile: str = "embedded") -> list[Detection | None]: ...
def detect(text: Any, *, profile: str = "embedded") -> Any:
    """Detect the language of a text, or of several: `Pipeline.detect`.

    Args:
        text: A string, an `Article`, or a list of them.
        profile: The name or path of a profile: its detector is asked.

    Returns:
        A `Detection`, None for a text without letters; for a list a list.

    Raises:
        TypeError: The text is none.

    Example:
        >>> detect("Le chat dort sur le canapé du salon.").language
        'fr'
    """
    return _shared(profile).detect(text)


def verify(
    source: str | Sequence[str] | Article,
    target: str | Sequence[str] | Article | Translation,
    *,
    source_language: str | None = None,
    target_language: str | None = None,
    checks: Sequence[str] | None = None,
    keep: Sequence[str] = (),
) -> VerifyReport:
    """Compare a translation, made by anybody, with its source. No translation model is loaded.

    Args:
        source: A string or an `Article`; or a list of segments.
        target: Its translation, also a `Translation`; a list of segments has one for each of the source.
        source_language: The code of its language; None: that of the article, else detected.
        target_language: The code of its language, or a variant whose typography is checked (`pt-BR`).
        checks: Names of checks: `["numbers", "quotes"]`; None: all.
        keep: Names that must not be translated.

    Returns:
        The findings, and `ok`: whether none is severe. A finding has the index of its segment (in a string or an
        article: of its sentence) and of its block (in a string: of its line).

    Raises:
        TypeError: An argument is of a wrong type, or one text is a list and the other is not.
        ConfigError: A language or a check is unknown, a language cannot be told, or the lists differ in length.

    Example:
        >>> verify("Il a 12 ans.", "He is 21 years old.", source_language="fr", target_language="en").ok
        False
    """
    ours, theirs = _side(source, "source"), _side(target, "target")
    if isinstance(ours, list) != isinstance(theirs, list):
        raise TypeError("source and target: either both are lists of segments, or none is")
    source_code, _ = _side_language(source, ours, source_language, "source_language")
    target_code, tag = _side_language(target, theirs, target_language, "target_language")
    names = select_checks(checks)
    kept = tuple(_codes(keep, "keep"))
    frame = SegmentPair(
        source="", target="", source_language=source_code, target_language=target_code, variant=tag, keep=kept
    )
    if isinstance(ours, list) and isinstance(theirs, list):
        if len(ours) != len(theirs):
            raise ConfigError(f"source has {len(ours)} segments and target has {len(theirs)}; they must be as many")
        pairs = enumerate(zip(ours, theirs, strict=True))
        placed = [PlacedPair(replace(frame, source=a, target=b), None, index) for index, (a, b) in pairs if a or b]
    else:
        placed = list(place(cast(tuple[Block, ...], ours), cast(tuple[Block, ...], theirs), frame, same=False))
    return VerifyReport(
        source_language=source_code,
        target_language=target_code,
        segments=sum(not item.wide for item in placed),
        placed=tuple(run_checks(placed, names, apart=not isinstance(ours, list), ask=answered)),
    )


def verify_files(
    source: str | os.PathLike[str],
    target: str | os.PathLike[str],
    *,
    source_language: str | None = None,
    target_language: str | None = None,
    lines: bool = False,
    checks: Sequence[str] | None = None,
    keep: Sequence[str] | None = None,
) -> VerifyReport:
    """Compare two files of any format that can be read.

    Args:
        source: The source.
        target: Its translation.
        source_language: The code of its language; None: as the file states, else detected.
        target_language: The code of its language, or a variant (`pt-BR`).
        lines: Compare line n of the one with line n of the other.
        checks: Names of checks; None: all.
        keep: Names that must not be translated.

    Returns:
        As `verify`.

    Raises:
        ConfigError: A file cannot be read, a language cannot be told, or the lines are not as many.
    """
    return files.verify_files(
        Path(source), Path(target), source_language=source_language, target_language=target_language, lines=lines,
        checks=checks, keep=keep,
    )  # fmt: skip


# Arguments: what they may be, and the error that says so.


def _language(code: object, argument: str) -> str:
    """A code of a known language. Raises `TypeError` or `ConfigError`."""
    if not isinstance(code, str):
        raise TypeError(f"{argument}: the code of a language is a str, not {type(code).__name__}")
    if code not in lang.known():
        named = by_name(code)
        hint = f"did you mean '{named.code}'?" if named else nearest(code, lang.known())
        raise ConfigError(f"{argument}: '{code}' is not a supported language; {hint}")
    return code


def _codes(value: object, argument: str) -> list[Any]:
    """One or several of something that is written as a string."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, bytes | Mapping) or not isinstance(value, Iterable):
        raise TypeError(f"{argument}: a str or a list of str is accepted, not {type(value).__name__}")
    return list(value)


def _texts(value: object) -> tuple[list[str | Article], bool]:
    """The texts, and whether a list was given. Raises `TypeError`, `UnreadableInput`."""
    if isinstance(value, list | tuple):
        return [_checked(item, f"text[{index}]") for index, item in enumerate(value)], True
    return [_checked(value, "text", also=", or a list of them")], False


def _one(value: object) -> object:
    if isinstance(value, list | tuple):
        raise TypeError(f"text: a str or an Article is accepted, not {type(value).__name__}")
    return value


def _checked(item: object, where: str, *, also: str = "") -> str | Article:
    if isinstance(item, Article):
        return item
    if isinstance(item, bytes | bytearray):
        raise TypeError(f"{where}: a str or an Article{also} is accepted, not {type(item).__name__}; decode it first")
    if not isinstance(item, str):
        raise TypeError(f"{where}: a str or an Article{also} is accepted, not {type(item).__name__}")
    try:
        item.encode()
    except UnicodeEncodeError as error:
        raise UnreadableInput(
            f"{where}: character {error.start} is half of a surrogate pair, which is no text; replace it before: "
            "text.encode('utf-8', 'replace').decode()"
        ) from error
    return item


def _inputs(paths: object) -> list[str | os.PathLike[str] | Article]:
    if isinstance(paths, str | os.PathLike | Article):
        return [paths]
    if isinstance(paths, bytes | Mapping) or not isinstance(paths, Iterable):
        raise TypeError(f"paths: a path, an Article, or a list of them is accepted, not {type(paths).__name__}")
    found = list(paths)
    for index, one in enumerate(found):
        if not isinstance(one, str | os.PathLike | Article):
            raise TypeError(f"paths[{index}]: a path or an Article is accepted, not {type(one).__name__}")
    return found


def _kinds(kinds: str | Sequence[str] | None) -> tuple[SummaryKind, ...] | None:
    if kinds is None:
        return None
    known = get_args(SummaryKind)
    found = _codes(kinds, "kinds")
    for kind in found:
        if kind not in known:
            raise ConfigError(f"kinds: '{kind}' is no kind of summary; {nearest(str(kind), known)}")
    return tuple(found)


def _side(value: object, argument: str) -> list[str] | tuple[Block, ...]:
    """One side of a comparison: segments, or the blocks of a document."""
    if isinstance(value, Article | Translation):
        return value.blocks
    if isinstance(value, list | tuple):
        found = [_checked(item, f"{argument}[{index}]") for index, item in enumerate(value)]
        for index, item in enumerate(found):
            if isinstance(item, Article):
                raise TypeError(f"{argument}[{index}]: a str is accepted in a list of segments, not Article")
        return cast(list[str], found)
    text = _checked(value, argument, also=", or a list of str")
    return tuple(Block(kind="paragraph", text=line) for line in str(text).splitlines())


def _side_language(
    value: object, side: list[str] | tuple[Block, ...], said: str | None, argument: str
) -> tuple[str, str]:
    """The language and the variant of one side. Raises `ConfigError` where it cannot be told."""
    if said is None and isinstance(value, Article | Translation):
        said = value.language
    if said is None:
        text = "\n".join(part if isinstance(part, str) else part.text for part in side)
        found = _shared("embedded").detect(text)
        if found is None or found.confidence < _SURE or found.language not in lang.known():
            seen = f", perhaps {_named(found.language)} (confidence {found.confidence:.2f})" if found else ""
            raise ConfigError(f"{argument}: the language cannot be told{seen}; name it")
        said = found.language
    if variant := lang.variants().get(said):
        return variant.language, said
    return _language(said, argument), ""


# Strings as articles, and back.


@dataclass(frozen=True, slots=True)
class _Part:
    """What is translated at once of a text: an article, and the white space after each block of one that was a string.

    `item` is the index of the text.
    """

    item: int
    article: Article
    ends: tuple[str, ...] | None


def _parts(index: int, item: str | Article, language: str) -> Iterator[_Part]:
    """Cut a string into articles of about `_AT_ONCE` characters; an article is one part."""
    if isinstance(item, Article):
        yield _Part(index, item, None)
        return
    blocks: list[Block] = []
    ends: list[str] = []
    size = 0
    for text, end in _lines(item, language):
        if size + len(text) > _AT_ONCE and blocks:
            yield _Part(index, Article(id="text", blocks=tuple(blocks)), tuple(ends))
            blocks, ends, size = [], [], 0
        blocks.append(Block(kind="paragraph", text=text))
        ends.append(end)
        size += len(text)
    yield _Part(index, Article(id="text", blocks=tuple(blocks)), tuple(ends))


def _lines(text: str, language: str) -> Iterator[tuple[str, str]]:
    """The lines of a string, each with the white space after it; a very long one in groups of sentences."""
    pieces = _BREAK.split(text)
    for line, end in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        if len(line) <= _SENTENCE:
            yield line, end
            continue
        cut = split(line, language)
        group, after = cut.gaps[0], ""
        for sentence, gap in zip(cut.sentences, cut.gaps[1:], strict=True):
            *heads, (tail, _) = _cut(sentence)
            if heads or len(group) > _AT_ONCE:
                yield group, after
                group, after = "", ""
            yield from heads
            if heads:
                yield tail, gap
            else:
                group, after = group + after + sentence, gap
        yield group, after + end


def _cut(sentence: str) -> Iterator[tuple[str, str]]:
    """A sentence in pieces of at most `_SENTENCE` characters, each with the white space after it."""
    start = 0
    while len(sentence) - start > _SENTENCE:
        last = start + _SENTENCE
        gap = next(reversed([*_SPACE.finditer(sentence, last - _SENTENCE // 2, last)]), None)
        yield (sentence[start : gap.start()], gap.group()) if gap else (sentence[start:last], "")
        start = gap.end() if gap else last
    yield sentence[start:], ""


def _structured(text: str) -> Article:
    blocks, menu = structure(text)
    return Article(id="text", blocks=blocks, meta=Meta(menu=menu))


def _unchanged(item: str | Article, language: str) -> str | Translation:
    """What is blank, or in the language already."""
    if isinstance(item, str):
        return item
    return Translation(language=language, blocks=item.blocks, segments=(), route=())


def _windows(parts: Iterable[_Part]) -> Iterator[list[_Part]]:
    """Parts of `_AT_ONCE` characters together, or one that is longer."""
    window: list[_Part] = []
    size = 0
    for part in parts:
        length = len(part.article.text)
        if window and size + length > _AT_ONCE:
            yield window
            window, size = [], 0
        window.append(part)
        size += length
    if window:
        yield window


def _text(item: str | Article) -> str:
    return item if isinstance(item, str) else item.text


def _certain(language: str) -> Detection:
    return Detection(language=language, confidence=1.0)


def _of(stage: Stage) -> str:
    """The language of a stage: `nl` of `translate.nl`."""
    return stage.name.partition(".")[2]


def _named(code: str) -> str:
    return f"{english_name(code)} ({code})"


def _watch(progress: Callable[[Manifest], None] | None) -> Watch:
    def watch(begun: Begun) -> Any:
        return nullcontext(progress or (lambda manifest: None))

    return watch
