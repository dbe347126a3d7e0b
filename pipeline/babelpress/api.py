"""The Python API: `Pipeline`, which holds a profile and its models, and functions that use a shared `Pipeline`.

    >>> import babelpress
    >>> bp = babelpress.load("fake", targets=["en", "nl"])
    >>> bp.translate("Bonjour à tous.", to="en")
    '[en] Bonjour à tous.'

Rules for every function here:

- A language is a code (`fr`, `nl`); an unknown code is a `ConfigError` that names the nearest one.
- An argument of a wrong type is a `TypeError` that names the argument and the accepted types.
- The language of a text is the one that the caller names, else the only source language of the profile, else the
  detected one. If the profile has one source language, a text of at least 80 characters that is detected as another
  language with confidence 0.9 or more is refused (`UnsupportedLanguage`). Detection is not reliable for shorter texts:
  they are taken to be in the source language.
- A result depends only on its text, not on other texts of the call, earlier calls or other threads.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial
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
from babelpress.failures import failed, stops
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
from babelpress.stages.postedit import Postedited, postedit_text, postedit_texts, rules_of
from babelpress.stages.profiles import all_cards, check, load_profile
from babelpress.stages.qa import Verify
from babelpress.stages.summarize import Summarize
from babelpress.stages.translate import Translate
from babelpress.translation.scheduler import Scheduler

__all__ = [
    "Pipeline",
    "Postedited",
    "VerifyReport",
    "batch",
    "detect",
    "load",
    "postedit",
    "run",
    "summarize",
    "translate",
    "verify",
    "verify_files",
]

_SURE = 0.9
"""Confidence (0 to 1) from which a text of at least `FOREIGN_BLOCK` characters counts as in the detected language."""

_AT_ONCE = 100_000
"""Characters per call of the models: enough to fill their batches, and a bound on memory."""

_SENTENCE = 5_000
"""Characters. A longer sentence is taken to be text without sentence ends and is cut at a space."""

_SPACE = re.compile(r"\s+")

# Three or more white space characters, or any run of tabs, line breaks and control separators (U+001C to U+001F, NEL,
# U+2028, U+2029).
_BREAK = re.compile(r"(\s{3,}|[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+)")
"""White space that separates texts: the text on each side is translated by itself."""

Codes = str | list[str] | tuple[str, ...] | None
"""A language code, several, or None: all languages of the profile."""


class Pipeline:
    """A profile with its models, and the methods that work on texts, articles and files.

    Made by `load`. Thread-safe. Models are loaded once; a process that is forked after that loads them again.

    Args:
        profile: The settings.
        models_dir: The folder of pulled models; None: the user's cache folder.
    """

    def __init__(self, profile: Profile, *, models_dir: Path | None = None) -> None:
        self.profile = profile
        self.models_dir = models_dir
        self._settings = reproducible(profile)
        self._reset()
        _PIPELINES.add(self)

    def __reduce__(self) -> tuple[Any, ...]:
        """A copy in another process has the settings and loads its own models at the first use."""
        return partial(Pipeline, self.profile, models_dir=self.models_dir), ()

    def __repr__(self) -> str:
        return f"<babelpress.Pipeline {self.profile.name}: {', '.join(self.sources)} to {', '.join(self.targets)}>"

    @property
    def sources(self) -> tuple[str, ...]:
        """The codes of the source languages."""
        return self.profile.sources

    @property
    def targets(self) -> tuple[str, ...]:
        """The codes of the target languages."""
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

        Line breaks, tabs, and the white space at both ends of a text and between sentences are preserved. Each line is
        translated as a text of its own. A text that is empty, blank, or in the target language is returned unchanged.

        Args:
            text: A string, an `Article`, or a list of them.
            to: A target language code, or a list of codes; None: all target languages of the profile.
            source: The language code of every text; None: the profile's only source language, else detected.

        Returns:
            A `str` for a string, a `Translation` (blocks and segments; for findings use `verify` or `record`) for an
            article, a list of the same length and order for a list. If `to` is a list or None: a dict of these by
            language code.

        Raises:
            TypeError: An argument has a wrong type.
            ConfigError: A language is unknown, or the profile has no route.
            ModelUnavailable: The weights of a model are missing.
            UnsupportedLanguage: A text is in another language, or its language cannot be detected. The message has its
                index in the list.
            UnreadableInput: A text contains an unpaired surrogate.
            GenerationFailed: A model failed.

        Example:
            >>> bp = load("fake", targets=["en", "nl"])
            >>> bp.translate(["Oui.", "Il pleut.\\n"], to="nl")
            ['[nl] Oui.', '[nl] Il pleut.\\n']
            >>> bp.translate("Oui.")
            {'en': '[en] Oui.', 'nl': '[nl] Oui.'}
        """
        return self.translate_watched(text, to=to, source=source, watch=None)

    def translate_watched(
        self, text: Any, *, to: Codes = None, source: str | None = None, watch: Callable[[int, Record], None] | None
    ) -> Any:
        """Translate as `translate` does, and hand over the findings on the way.

        Args:
            text: See `translate`.
            to: See `translate`.
            source: See `translate`.
            watch: Called with the index of a text and the record of each of its parts, which has the changes of
                post-editing, the findings of the checks, and a failure if a check raised an exception. A text of up to
                100,000 characters is one part for each target language. None: no checks are run.

        Returns:
            As `translate`.

        Raises:
            TypeError, ConfigError, ItemError: See `translate`.
        """
        items, several = _texts(text)
        languages = self._targets_of(to)
        sources = self._sources_of(items, source, several=several)
        for pair in dict.fromkeys((code, language) for code in sources for language in languages if code):
            self._route(*pair)
        made = {language: self._translated(items, sources, language, watch) for language in languages}
        shaped = made if several else {language: own[0] for language, own in made.items()}
        return shaped[to] if isinstance(to, str) else shaped

    def columns(
        self, rows: Mapping[str, Sequence[Any]], *, text: str = "text", to: Codes = None, source: str | None = None
    ) -> dict[str, list[str | None]]:
        """Translate a column of a batch of rows: for `datasets.Dataset.map` with `batched=True`, and for pandas.

        Args:
            rows: Columns by name; a `DataFrame` too.
            text: The column to translate. A missing value (None, NaN, `pandas.NA`) gives None.
            to: See `translate`.
            source: See `translate`.

        Returns:
            A column for each target language, `text.nl`, with as many values as there are rows.

        Raises:
            TypeError, ConfigError, ItemError: See `translate`; ConfigError also if there is no such column.

        Example:
            >>> load("fake", targets=["nl"]).columns({"text": ["Il pleut.", None]})
            {'text.nl': ['[nl] Il pleut.', None]}
        """
        if text not in rows:
            raise ConfigError(f"there is no column '{text}'; {nearest(text, map(str, rows))}")
        values = [None if _absent(value) else value for value in rows[text]]
        whole = [value for value in values if value is not None]
        languages = self._targets_of(to)
        made = self.translate(whole, to=languages, source=source) if whole else {language: [] for language in languages}
        found: dict[str, list[str | None]] = {}
        for language in languages:
            left = iter(made[language])
            found[f"{text}.{language}"] = [None if value is None else next(left) for value in values]
        return found

    def record(self, text: str | Article, *, to: Codes = None, source: str | None = None) -> Record:
        """Translate one text and return its record: segments with scores, and the findings of the checks.

        Args:
            text: A string or an `Article`.
            to: See `translate`.
            source: See `translate`.

        Returns:
            A `Record` with the detected language, a translation for each target, and the findings.

        Raises:
            TypeError, ConfigError, ItemError: See `translate`.

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
        """Summarize a text, several texts, or an article with the settings of the profile.

        A string is parsed like a plain text file: title, headings and lists are recognized, and a language menu at the
        end is left out.

        Args:
            text: A string, an `Article`, or a list of them.
            to: The language code of the summary, or a list of codes; None: the language of the text.
            source: The language code of every text; None: the profile's only source language, else detected.
            kinds: `summary`, `standfirst`, `headline` or `description`, or a list of them; None: `summary`.

        Returns:
            A `str` for a string, a `Summary` for an article; with `kinds` a tuple of `Summary`, headlines best first.
            A list of these for a list of texts, a dict of these by language code if `to` is a list. The summary of a
            blank string is empty.

        Raises:
            TypeError, ConfigError, ItemError: See `translate`. Also `ConfigError` if the profile makes no summaries.

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
        """Compare a translation with its source, with the checks and do-not-translate names of the profile.

        Arguments and result are those of the function `verify`; `checks` and `keep` replace those of the profile.
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

    def postedit(
        self,
        source: str | Sequence[str],
        target: str | Sequence[str],
        *,
        source_language: str | None = None,
        target_language: str | None = None,
        lines: bool = False,
        content_only: bool = False,
        checks: Sequence[str] | None = None,
        keep: Sequence[str] | None = None,
    ) -> Postedited:
        """Correct a translation of any origin, with the glossaries, variants and names of the profile.

        Arguments and result are those of the function `postedit`; `checks` and `keep` replace those of the profile.
        """
        left, right = _plain(source, "source"), _plain(target, "target")
        if isinstance(left, list) != isinstance(right, list):
            raise TypeError("source and target: both must be lists of texts, or neither")
        source_code, _ = _side_language(source, _listed(left), source_language, "source_language")
        target_code, tag = _side_language(target, _listed(right), target_language, "target_language")
        rules = rules_of(self.profile, source_language=source_code, target_language=target_code, variant=tag)
        rules = replace(rules, content_only=content_only)
        if keep is not None:
            rules = replace(rules, names=tuple(_strings(keep, "keep")))
        own = self.profile.constraints.checks
        names = (None if own == "all" else own) if checks is None else _strings(checks, "checks")
        if isinstance(left, list) and isinstance(right, list):
            return postedit_texts(left, right, rules, checks=names)
        return postedit_text(str(left), str(right), rules, lines=lines, checks=names)

    def run(
        self,
        paths: str | os.PathLike[str] | Article | Iterable[str | os.PathLike[str] | Article],
        *,
        to: Codes = None,
        source: str | None = None,
        fields: Mapping[str, str] | None = None,
        stdin: BinaryIO | None = None,
    ) -> Iterator[Record]:
        """Read articles, then translate, check and summarize them.

        Args:
            paths: One or several files, folders, patterns, archives or articles. `-` reads `stdin`.
            to: Target language codes; None: those of the profile.
            source: The language code of every article; None: detected.
            fields: Names of table columns or JSON keys, by field: `{"text": "body"}`.
            stdin: A binary stream for the path `-`.

        Returns:
            An iterator over one record per article, in order. Errors of one article are in `failures` of its record and
            do not affect the others.

        Raises:
            TypeError, ConfigError, ModelUnavailable: Raised by the call, before any input is read.
            RunStopped: Raised during iteration if every article fails for the same reason.

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
        """Translate and summarize an archive of any size. After an interruption, the same call resumes.

        Args:
            inputs: One or several files, folders, patterns or archives.
            output: The folder for the output, the checkpoint and `manifest.json`.
            kind: The output format: `jsonl`, `parquet`, `site`, `text`, ...
            source: The language code of every article; None: detected.
            fields: Names of table columns or JSON keys, by field: `{"text": "body"}`.
            force: Process all articles again.
            retry_failed: Process articles again that failed in an earlier run.
            progress: Called with the manifest after each record.

        Returns:
            The manifest: counts such as `articles`, `kept` (from an earlier run), `failed`, `findings`, `failures`;
            `seconds`; and `output`, the path of the output.

        Raises:
            TypeError, ConfigError, ModelUnavailable, OutputUnavailable: Raised before the first article.
            RunStopped: Every article fails for the same reason, or the disk is full. Finished articles are kept.

        Example:
            `load("opus").batch("archive.jsonl", "build/archive", fields={"text": "body"}).failed`
        """
        names: list[str | os.PathLike[str]] = []
        for one in _inputs(inputs):
            if isinstance(one, Article):
                raise TypeError("inputs: batch reads files; run takes an Article")
            names.append(one)
        declared = None if source is None else _language(source, "source")
        return run_batch(
            names, Path(output), self.profile, kind=kind, source=declared, fields=fields, models_dir=self.models_dir,
            force=force, retry_failed=retry_failed, watch=_watch(progress),
        )  # fmt: skip

    def evaluate(
        self, corpora: Corpus | Iterable[Corpus], settings: Settings | None = None, *, name: str | None = None
    ) -> Evaluation:
        """Translate the sources of test sets and score the result together with the systems in them.

        Args:
            corpora: One or several test sets with sources, as returned by `load_corpora`.
            settings: Metrics, checks, number of bootstrap samples, ...; None: the defaults.
            name: The name of this pipeline in the results; None: the name of its profile.

        Returns:
            Scores with confidence intervals, comparisons and findings. This pipeline is the first system.

        Raises:
            ConfigError: A test set has no sources, or already has a system of that name.
            TypeError, ItemError: See `translate`.

        Example:
            `load("opus").evaluate(load_corpora([], source="set/fr.txt", references=["set/nl.txt"]))`
        """
        own = name or self.profile.name
        found = [corpora] if isinstance(corpora, Corpus) else list(corpora)
        faults = [
            Fault(corpus.name, "has no sources; load it with source=...") for corpus in found if not corpus.sources
        ]
        faults += [
            Fault(corpus.name, f"already has a system called '{own}'; pass another name")
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
        """Detect the language of one or several texts.

        Args:
            text: A string, an `Article`, or a list of them.

        Returns:
            A `Detection`: language code, confidence (0 to 1) and runner-up. It may be a language that the profile does
            not translate. None for a text without letters. A list of these for a list.

        Raises:
            TypeError: `text` is not a string, an `Article` or a list of them.

        Example:
            >>> load("fake").detect("Le chat dort sur le canapé du salon.").language
            'fr'
        """
        items, several = _texts(text)
        found = [self._detector.detect(_text(item)) for item in items]
        return found if several else found[0]

    # Models and stages.

    def _reset(self) -> None:
        """Discard loaded models and locks. After a fork, the threads that may hold the locks do not exist."""
        self._turn = RLock()
        self._made: Flow | None = None
        self._own_detector: Detector | None = None

    def _build(self, *, load: bool) -> Flow:
        """The stages, built once. With `load` all models are loaded now, else each at its first use."""
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

    @property
    def _scheduler(self) -> Scheduler[Any, Any] | None:
        """Owner of the models that translate."""
        return self._flow.scheduler

    def _stages(self, kind: type) -> dict[str, list[Any]]:
        """The stages of a class, by language."""
        found: dict[str, list[Any]] = {}
        for stage in self._flow.stages:
            if isinstance(stage, kind):
                found.setdefault(_of(stage), []).append(stage)
        return found

    def _route(self, source: str, target: str) -> Translate | None:
        """The stage that translates; None if both languages are the same. Raises `ConfigError` if there is no route."""
        if source == target:
            return None
        stage: Translate | None = self._stages(Translate).get(target, [None])[0]
        if stage is not None and source in stage.routes:
            return stage
        raise self._no_route(source, target)

    def _no_route(self, source: str, target: str) -> ConfigError:
        cards = all_cards(self.profile)
        usable = {cards[name].id: cards[name] for name in self.profile.translation.models}
        pivots = self.profile.translation.pivots
        faults = []
        if source not in self.sources:
            faults.append(Fault("source", f"the profile translates from {', '.join(self.sources)}"))
        if self.profile.targets != "menu" and target not in self.profile.targets:
            loaded = ", ".join(self.profile.targets)
            faults.append(Fault("to", f"only {loaded} loaded; load it with targets=[..., '{target}']"))
        if not candidates(source, target, usable, pivots=pivots):
            helping = list(dict.fromkeys(route.models for route in candidates(source, target, cards, pivots=pivots)))
            names = ", ".join(" + ".join(models) for models in helping[:3])
            found = f"models that help: {names}" if names else "no model with a card helps"
            faults.append(
                Fault("translation.models", f"{found}; see: babelpress models routes {source} {target} --all")
            )
        return ConfigError(f"no route from {source} to {target} in the profile '{self.profile.name}'", faults)

    def _targets_of(self, to: Codes) -> list[str]:
        """The requested languages without duplicates. Raises `TypeError` or `ConfigError`."""
        if to is None:
            return list(self.targets)
        return list(dict.fromkeys(_language(code, "to") for code in _codes(to, "to")))

    def _sources_of(self, items: Sequence[str | Article], source: str | None, *, several: bool) -> list[str]:
        """The language code of each text; "" for a blank text."""
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
            return self.sources[0]  # no letters
        if seen.confidence < self.profile.detection.minimum_confidence:
            raise UnsupportedLanguage(
                f"{where}: cannot detect the language; perhaps {_named(seen.language)} "
                f"(confidence {seen.confidence:.2f}); pass the language code as source"
            )
        if seen.language not in self.sources:
            raise self._foreign(where, seen)
        return seen.language

    def _foreign(self, where: str, seen: Detection) -> UnsupportedLanguage:
        return UnsupportedLanguage(
            f"{where} is in {_named(seen.language)} (confidence {seen.confidence:.2f}); the profile "
            f"'{self.profile.name}' translates from {', '.join(map(_named, self.sources))}; "
            "if the detection is wrong, pass the language code as source"
        )

    # Work on texts of known language.

    def _translated(
        self,
        items: Sequence[str | Article],
        sources: Sequence[str],
        target: str,
        watch: Callable[[int, Record], None] | None,
    ) -> list[Any]:
        """A string or a `Translation` for each item; the models get windows of `_AT_ONCE` characters."""
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
                    if watch:
                        watch(part.item, self._verified(record, target))
                    version: Translation = record.translations[-1]
                    if part.ends is None:
                        made[part.item] = version
                    else:
                        pairs = zip(version.blocks, part.ends, strict=True)
                        texts.setdefault(part.item, []).append("".join(block.text + end for block, end in pairs))
                release_unused_memory()
            made = ["".join(texts[i]) if i in texts else one for i, one in enumerate(made)]
        return made

    def _verified(self, record: Record, target: str) -> Record:
        """The record with the findings of the checks; a check that raises an exception is a failure on it."""
        for stage in self._stages(Verify).get(target, ()):
            try:
                [record] = stage.run([record])
            except Exception as error:
                if stops(error):
                    raise
                record = failed(record, stage.name, error)
        return record

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
"""Flows of the parent process, kept alive: after a fork, the destructor of an engine would wait forever for threads."""


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
    model: str | os.PathLike[str] | None = None,
    source: str | None = None,
) -> Pipeline:
    """Load a profile and its models.

    Args:
        profile: The name of a profile in the package, the path of a YAML file, or a `Profile`.
        targets: Target language codes, instead of those of the profile. Fewer targets load fewer models.
        models_dir: The folder of pulled models; None: the user's cache folder.
        overrides: Settings that replace those of the profile: `["translation.decoding.beam=1"]`.
        model: A folder with a translation model of your own, in place of the models of the profile. It is as on the
            Hugging Face hub or converted for CTranslate2, and needs no card.
        source: The language code that `model` translates from; None: as its files say.

    Returns:
        A `Pipeline` with all models in memory.

    Raises:
        TypeError: An argument has a wrong type.
        ConfigError: The profile, a language or an override is wrong. The message lists all errors.
        ModelUnavailable: Weights are missing or damaged. The message has the command that fetches them.

    Example:
        >>> load("fake", targets=["nl"]).targets
        ('nl',)
    """
    made = _pipeline(profile, targets=targets, models_dir=models_dir, overrides=overrides, model=model, source=source)
    made._build(load=True)
    return made


def _pipeline(
    profile: str | os.PathLike[str] | Profile,
    *,
    targets: str | Iterable[str] | None = None,
    models_dir: str | os.PathLike[str] | None = None,
    overrides: str | Iterable[str] = (),
    model: str | os.PathLike[str] | None = None,
    source: str | None = None,
) -> Pipeline:
    codes = None if targets is None else [_language(code, "targets") for code in _codes(targets, "targets")]
    if codes == []:
        raise ConfigError("targets: names no language; leave it out for those of the profile")
    changes = _strings(overrides, "overrides")
    if model is not None and not isinstance(model, str | os.PathLike):
        raise TypeError(f"model: the path of a folder is accepted, not {type(model).__name__}")
    if source is not None:
        _language(source, "source")
        if model is None:
            raise ConfigError("source: only with model; the source languages of a profile are its own")
    if isinstance(profile, Profile):
        if changes or model is not None:
            argument = "overrides" if changes else "model"
            raise ConfigError(f"{argument}: a profile name or path is needed; for a Profile use model_copy")
        if codes is not None:
            profile = check({**profile.model_dump(mode="json"), "targets": codes}, name=profile.name)
    elif isinstance(profile, str | os.PathLike):
        profile = load_profile(
            os.fspath(profile), overrides=changes, targets=codes,
            model=None if model is None else os.fspath(model), source=source,
        )  # fmt: skip
    else:
        raise TypeError(f"profile: a name, a path or a Profile is accepted, not {type(profile).__name__}")
    return Pipeline(profile, models_dir=None if models_dir is None else Path(models_dir))


def _shared(profile: str | os.PathLike[str]) -> Pipeline:
    """The shared pipeline of a profile; each model is loaded at its first use."""
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
    """Translate with a shared pipeline; see `Pipeline.translate`. Models are loaded at the first call.

    Args:
        text: A string, an `Article`, or a list of them.
        to: A target language code, or a list of codes; None: all target languages of the profile.
        source: The language code of every text; None: the profile's only source language, else detected.
        profile: The name or path of a profile.

    Returns:
        A `str`, a list or a `Translation`, depending on `text`; if `to` is a list or None, a dict of these by
        language code.

    Raises:
        TypeError, ConfigError, ModelUnavailable, ItemError: See `Pipeline.translate`.

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
    """Summarize with a shared pipeline; see `Pipeline.summarize`. Models are loaded at the first call.

    Args:
        text: A string, an `Article`, or a list of them.
        to: The language code of the summary, or a list of codes; None: the language of the text.
        source: The language code of every text; None: the profile's only source language, else detected.
        kinds: `summary`, `standfirst`, `headline` or `description`, or a list of them; None: `summary`.
        profile: The name or path of a profile.

    Returns:
        A `str` for a string, a `Summary` for an article; with `kinds` a tuple of `Summary`; a list of these for a list;
        if `to` is a list, a dict of these by language code.

    Raises:
        TypeError, ConfigError, ModelUnavailable, ItemError: See `Pipeline.summarize`.

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
    """Read articles, then translate, check and summarize them with a shared pipeline; see `Pipeline.run`.

    Args:
        paths: One or several files, folders, patterns, archives or articles. `-` reads `stdin`.
        to: Target language codes; None: those of the profile.
        source: The language code of every article; None: detected.
        fields: Names of table columns or JSON keys, by field: `{"text": "body"}`.
        stdin: A binary stream for the path `-`.
        profile: The name or path of a profile.

    Returns:
        An iterator over one record per article, in order.

    Raises:
        TypeError, ConfigError, ModelUnavailable, RunStopped: See `Pipeline.run`.
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
    """Translate and summarize an archive with a shared pipeline; see `Pipeline.batch`.

    Args:
        inputs: One or several files, folders, patterns or archives.
        output: The folder for the output, the checkpoint and `manifest.json`.
        kind: The output format: `jsonl`, `parquet`, `site`, `text`, ...
        source: The language code of every article; None: detected.
        fields: Names of table columns or JSON keys, by field: `{"text": "body"}`.
        force: Process all articles again.
        retry_failed: Process articles again that failed in an earlier run.
        progress: Called with the manifest after each record.
        profile: The name or path of a profile.

    Returns:
        The manifest: counts, times and the path of the output.

    Raises:
        TypeError, ConfigError, ModelUnavailable, OutputUnavailable, RunStopped: See `Pipeline.batch`.
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
    """Detect the language of one or several texts with a shared pipeline; see `Pipeline.detect`.

    Args:
        text: A string, an `Article`, or a list of them.
        profile: The name or path of the profile that sets the detector.

    Returns:
        A `Detection`, or None for a text without letters. A list of these for a list.

    Raises:
        TypeError: `text` is not a string, an `Article` or a list of them.

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
    """Compare a translation of any origin with its source. No translation model is loaded.

    Args:
        source: A string, an `Article` or a list of segments.
        target: The translation: a string, an `Article`, a `Translation`, or a list of as many segments as `source`.
        source_language: The language code of `source`; None: that of the article, else detected.
        target_language: The language code of `target`, or a variant whose typography is checked (`pt-BR`); None: that
            of the article or translation, else detected.
        checks: Names of checks: `["numbers", "quotes"]`; None: all.
        keep: Names that must not be translated.

    Returns:
        A report with the findings, and `ok`: whether no finding is severe. A finding has the index of its segment (of
        the sentence, in a string or an article) and of its block (of the line, in a string).

    Raises:
        TypeError: An argument is of a wrong type, or only one of the texts is a list.
        ConfigError: A language or a check is unknown, a language cannot be detected, or the lists differ in length.

    Example:
        >>> verify("Il a 12 ans.", "He is 21 years old.", source_language="fr", target_language="en").ok
        False
    """
    left, right = _side(source, "source"), _side(target, "target")
    if isinstance(left, list) != isinstance(right, list):
        raise TypeError("source and target: both must be lists of segments, or neither")
    source_code, _ = _side_language(source, left, source_language, "source_language")
    target_code, tag = _side_language(target, right, target_language, "target_language")
    names = select_checks(None if checks is None else _strings(checks, "checks"))
    kept = tuple(_strings(keep, "keep"))
    frame = SegmentPair(
        source="", target="", source_language=source_code, target_language=target_code, variant=tag, keep=kept
    )
    if isinstance(left, list) and isinstance(right, list):
        if len(left) != len(right):
            raise ConfigError(f"source has {len(left)} segments and target has {len(right)}; they must be equal")
        pairs = enumerate(zip(left, right, strict=True))
        placed = [PlacedPair(replace(frame, source=a, target=b), None, index) for index, (a, b) in pairs if a or b]
    else:
        placed = list(place(cast(tuple[Block, ...], left), cast(tuple[Block, ...], right), frame, same=False))
    return VerifyReport(
        source_language=source_code,
        target_language=target_code,
        segments=sum(not item.wide for item in placed),
        placed=tuple(run_checks(placed, names, apart=not isinstance(left, list), ask=answered)),
    )


def postedit(
    source: str | Sequence[str],
    target: str | Sequence[str],
    *,
    source_language: str | None = None,
    target_language: str | None = None,
    lines: bool = False,
    content_only: bool = False,
    checks: Sequence[str] | None = None,
    keep: Sequence[str] | None = None,
    profile: str = "embedded",
) -> Postedited:
    """Correct a translation of any origin where its source makes the correction certain. No model is loaded.

    These are the corrections that `run` makes in the output of the models: numbers, quotation marks, names, terms,
    typography. What no edit touches stays as it is, character for character.

    Args:
        source: A text, or a list of texts.
        target: The translation: a text, or a list of as many texts.
        source_language: The language code of `source`; None: detected.
        target_language: The language code of `target`, or a variant whose typography it gets (`pt-BR`); None: detected.
        lines: For two texts: line n of the one belongs to line n of the other, else it is an error. By default so if
            both have the same number of lines that are not blank; otherwise paragraphs and sentences are aligned.
        content_only: Whether to leave typography and capitals as they are.
        checks: Names of the checks to run on the result; None: those of the profile.
        keep: Names that must not be translated; None: those of the profile.
        profile: The name or path of a profile, whose glossaries, variants and names are used.

    Returns:
        The translation in `text` (`texts` for a list), `changes` with what was changed where and why, `findings`, and
        `ok`: whether nothing severe is left.

    Raises:
        TypeError: An argument is of a wrong type, or only one of the texts is a list.
        ConfigError: A language or check is unknown, a language cannot be detected, both are the same, or the numbers of
            texts or lines differ.

    Example:
        >>> made = postedit("Cela vaut 830 milliards.", "It is worth 830 million.", source_language="fr",
        ...                 target_language="en")
        >>> made.text, made.changes[0].reason
        ('It is worth 830 billion.', 'the source says 830 milliards')
    """
    return _shared(profile).postedit(
        source, target, source_language=source_language, target_language=target_language, lines=lines,
        content_only=content_only, checks=checks, keep=keep,
    )  # fmt: skip


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
    """Compare a translated file with its source. Any format that Babelpress reads is accepted.

    Args:
        source: The path of the source.
        target: The path of the translation.
        source_language: The language code of the source; None: as the file states, else detected.
        target_language: The language code of the translation, or a variant (`pt-BR`); None: as the file states, else
            detected.
        lines: Compare line n of the source with line n of the translation.
        checks: Names of checks; None: all.
        keep: Names that must not be translated.

    Returns:
        A report, as from `verify`.

    Raises:
        ConfigError: A file cannot be read, a language cannot be detected, or the numbers of lines differ.
    """
    return files.verify_files(
        Path(source), Path(target), source_language=source_language, target_language=target_language, lines=lines,
        checks=checks, keep=keep,
    )  # fmt: skip


# Validation of arguments.


def _absent(value: object) -> bool:
    """Whether a cell of a table has no value."""
    nan = isinstance(value, float) and value != value
    return value is None or nan or type(value).__name__ == "NAType"  # that of pandas, which need not be installed


def _language(code: object, argument: str) -> str:
    """Return `code` if it is that of a supported language. Raises `TypeError` or `ConfigError`."""
    if not isinstance(code, str):
        raise TypeError(f"{argument}: a language code is a str, not {type(code).__name__}")
    if code not in lang.known():
        named = by_name(code)
        hint = f"did you mean '{named.code}'?" if named else nearest(code, lang.known())
        raise ConfigError(f"{argument}: '{code}' is not a supported language; {hint}")
    return code


def _codes(value: object, argument: str) -> list[Any]:
    """One or several strings as a list. Raises `TypeError`."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, bytes | Mapping) or not isinstance(value, Iterable):
        raise TypeError(f"{argument}: a str or a list of str is accepted, not {type(value).__name__}")
    return list(value)


def _strings(value: object, argument: str) -> list[str]:
    """One or several strings. Raises `TypeError`."""
    found = _codes(value, argument)
    for index, one in enumerate(found):
        if not isinstance(one, str):
            raise TypeError(f"{argument}[{index}]: a str is accepted, not {type(one).__name__}")
    return found


def _texts(value: object) -> tuple[list[str | Article], bool]:
    """The texts as a list, and whether `value` was a list. Raises `TypeError`, `UnreadableInput`."""
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
        table = "; for a column of a table: columns(table, text='text')" if hasattr(item, "to_dict") else ""
        raise TypeError(f"{where}: a str or an Article{also} is accepted, not {type(item).__name__}{table}")
    try:
        item.encode()
    except UnicodeEncodeError as error:
        raise UnreadableInput(
            f"{where}: character {error.start} is an unpaired surrogate; replace it first: "
            "text.encode('utf-8', 'replace').decode()"
        ) from error
    return item


def _inputs(paths: object) -> list[str | os.PathLike[str] | Article]:
    if isinstance(paths, str) and not paths.strip():
        raise ConfigError("paths: an empty string names no file; '.' is the current folder")
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
            raise ConfigError(f"kinds: '{kind}' is not a kind of summary; {nearest(str(kind), known)}")
    return tuple(found)


def _side(value: object, argument: str) -> list[str] | tuple[Block, ...]:
    """One side of a comparison: a list of segments, or the blocks of a document."""
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


def _plain(value: object, argument: str) -> str | list[str]:
    """A text or a list of texts. Raises `TypeError`, `UnreadableInput`."""
    several = isinstance(value, list | tuple)
    found = [_checked(item, argument) for item in (cast(Sequence[object], value) if several else [value])]
    if any(isinstance(item, Article) for item in found):
        raise TypeError(f"{argument}: a str or a list of str is accepted, not Article")
    texts = cast(list[str], found)
    return texts if several else texts[0]


def _listed(side: str | list[str]) -> list[str]:
    return [side] if isinstance(side, str) else side


def _side_language(
    value: object, side: list[str] | tuple[Block, ...], declared: str | None, argument: str
) -> tuple[str, str]:
    """The language and the variant of one side. Raises `ConfigError` if the language cannot be detected."""
    if declared is None and isinstance(value, Article | Translation):
        declared = value.language
    if declared is None:
        text = "\n".join(part if isinstance(part, str) else part.text for part in side)
        found = _shared("embedded").detect(text)
        if found is None or found.confidence < _SURE or found.language not in lang.known():
            seen = f"; perhaps {_named(found.language)} (confidence {found.confidence:.2f})" if found else ""
            raise ConfigError(f"cannot detect the language{seen}; pass {argument}")
        declared = found.language
    if variant := lang.variants().get(declared):
        return variant.language, declared
    return _language(declared, argument), ""


# Conversion of strings to articles and back.


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a text that is translated at once.

    `item` is the index of the text; `ends` has the white space after each block, None for a text that is an `Article`.
    """

    item: int
    article: Article
    ends: tuple[str, ...] | None


def _parts(index: int, item: str | Article, language: str) -> Iterator[_Part]:
    """Cut a string into articles of about `_AT_ONCE` characters. An `Article` is one part."""
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
    """The lines of a string, each with the white space after it. Lines over `_SENTENCE` characters are cut."""
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
    """Pieces of a sentence of at most `_SENTENCE` characters, each with the white space after it."""
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
    """The result for a text that is blank or already in `language`."""
    if isinstance(item, str):
        return item
    return Translation(language=language, blocks=item.blocks, segments=(), route=())


def _windows(parts: Iterable[_Part]) -> Iterator[list[_Part]]:
    """Groups of parts of at most `_AT_ONCE` characters together; a longer part is a group of its own."""
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
