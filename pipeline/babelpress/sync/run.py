"""`babelpress sync`: brings the versions of documents up to date with their sources, and keeps what people wrote.

Nothing is loaded for an article whose source and files are as they were left. Of an edited source only the edited
sentences go to the models; each version is then merged with its file (`versions`).
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import Any, Literal, cast

from babelpress.config.schema import Profile
from babelpress.document import Article, Detection, Record, Translation
from babelpress.errors import ConfigError, Fault, ItemError
from babelpress.execution.checkpoint import fingerprint
from babelpress.execution.runner import readers as readers_of
from babelpress.execution.scheduler import WINDOW
from babelpress.failures import failed
from babelpress.formats.anchors import anchors_between
from babelpress.formats.base import Reader, ReadError, Writer
from babelpress.formats.document_writer import DocumentWriter, DocumentWriterOptions
from babelpress.formats.inputs import STDIN, Exclude, input_files, read_inputs
from babelpress.formats.layouts import Layout
from babelpress.formats.outputs import plant
from babelpress.formats.tree import absolute
from babelpress.memory.quotations import QuotationRegistry
from babelpress.memory.store import TranslationMemory
from babelpress.memory.units import Marked
from babelpress.memory.units import Unit as MemoryUnit
from babelpress.stages.translate import wants_version
from babelpress.sync.changes import folded
from babelpress.sync.machine import Known, Machine, as_translation, units_between
from babelpress.sync.merging import Unit
from babelpress.sync.store import (
    FOLDER,
    Conflict,
    KnownArticle,
    KnownFile,
    KnownVersion,
    StateForm,
    Store,
    digest,
    is_synced,
)
from babelpress.sync.summaries import FORMAT, composed, is_summary, still_holds, summary_id, summary_path
from babelpress.sync.versions import Outcome, Policy, Settling

logger = logging.getLogger(__name__)

_ALIKE = 0.8
"""The share of sentences from which a source at another path is the same article."""

_REWRITTEN = 0.1
"""The share of sentences up to which an article was written anew."""


@dataclass(slots=True, kw_only=True)
class ArticleReport:
    """What was done with one article.

    Attributes:
        id: Its id.
        path: The path of its source.
        state: `same`, `new`, `edited` (its source or its files), or `failed`.
        changes: Number of units of each class in the source, since the last sync; empty for a new one.
        versions: What became of each version.
        messages: What there is to say: a failure, an article that was renamed.
    """

    id: str
    path: str
    state: Literal["same", "new", "edited", "failed"] = "same"
    changes: dict[str, int] = field(default_factory=dict)
    versions: list[Outcome] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Report:
    """What a sync did.

    Attributes:
        articles: The articles that were not the same, in order.
        same: Number of articles that needed nothing.
        asked: Number of sentences that went to the models.
        written: Number of files that were written.
        conflicts: The open conflicts of these articles.
    """

    articles: list[ArticleReport] = field(default_factory=list)
    same: int = 0
    asked: int = 0
    written: int = 0
    conflicts: list[Conflict] = field(default_factory=list)

    @property
    def fresh(self) -> bool:
        """Whether every version is up to date, and no human text may be false."""
        stopped = any(one.state == "stopped" for article in self.articles for one in article.versions)
        failed = any(article.state == "failed" for article in self.articles)
        return not (stopped or failed or any(one.severe for one in self.conflicts))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """An article among the inputs: its id, where its source is, the digest of that, and how it is read."""

    id: str
    path: Path
    sha256: str
    read: Callable[[], Article | ReadError]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is synchronized, and how.

    Attributes:
        inputs: Files, folders and patterns.
        output: The output folder.
        profile: The profile.
        layout: Where the versions go.
        policy: What becomes of conflicts.
        language: The language of all sources; None to detect it.
        models_dir: Folder of pulled models; None: the cache folder of the user.
        recreate: Whether files that were emptied are made again.
        author: Who edits the files, for the history.
        state: The form of the state; None: as it is, at first `sqlite`.
        summaries: The folder below the output for the summaries of each version; empty: none are written.
    """

    inputs: tuple[str, ...]
    output: Path
    profile: Profile
    layout: Layout | None = None
    policy: Policy = "hold"
    language: str | None = None
    models_dir: Path | None = None
    recreate: bool = False
    author: str = ""
    state: StateForm | None = None
    summaries: str = ""

    @property
    def sources(self) -> tuple[str, ...]:
        """The languages that sources may have."""
        return (self.language,) if self.language else tuple(self.profile.sources)

    @property
    def targets(self) -> tuple[str, ...]:
        """The languages of all versions, empty where the menu of each page says them."""
        return () if self.profile.targets == "menu" else tuple(self.profile.targets)


def sync(inputs: Iterable[str | PathLike[str]], output: Path, profile: Profile, **more: Any) -> Report:
    """Bring the versions of documents up to date with their sources.

    Args:
        inputs: Files, folders and patterns, as `read_inputs` takes them.
        output: The output folder, in which `.babelpress/sync.sqlite` is the state.
        profile: What to translate into, and how.
        more: The other attributes of `Setting`.

    Returns:
        What was done.

    Raises:
        SetupError: Before anything is written.
        RunStopped: The disk refuses; versions written before are kept.
    """
    setting = Setting(inputs=tuple(map(str, inputs)), output=output, profile=profile, **more)
    writer = _writer(setting)
    readers = _readers(setting)
    with Store(output, state=setting.state) as store:
        exclude = _planted(writer, setting, readers)
        writer.__enter__()
        try:
            return _Sync(setting, store, writer, readers, exclude).run()
        finally:
            writer.folder.release()


def plan(inputs: Iterable[str | PathLike[str]], output: Path, profile: Profile, **more: Any) -> Report:
    """Say what `sync` would do, without writing a file or loading a model.

    Args:
        inputs: As for `sync`.
        output: As for `sync`.
        profile: As for `sync`.
        more: As for `sync`.

    Returns:
        The articles that are not up to date: an outcome of the state `written` for each version that would be made
        again, with the conflicts that this may have.
    """
    setting = Setting(inputs=tuple(map(str, inputs)), output=output, profile=profile, **more)
    readers = _readers(setting)
    writer = _writer(setting)
    exclude = _planted(writer, setting, readers)
    entries = list(_entries(setting, writer, readers, exclude))
    if not is_synced(output):
        return Report(articles=[ArticleReport(id=one.id, path=str(one.path), state="new") for one in entries])
    with Store(output, create=False, read=True) as store:
        return _Plan(setting, store, writer).run(entries)


def _readers(setting: Setting) -> list[Reader]:
    if STDIN in setting.inputs:
        raise ConfigError("standard input has no file to keep in step", [Fault("", "name a file or a folder")])
    return readers_of(setting.profile)


def _writer(setting: Setting) -> "_Writer":
    own = setting.profile.writer.options if setting.profile.writer.kind == "document" else {}
    options = {
        **own,
        "overwrite": True,
        "formats": setting.profile.readers,
        "working": str(setting.output / FOLDER / "files"),
        **({"layout": setting.layout} if setting.layout else {}),
    }
    return _Writer(setting.output, DocumentWriterOptions.model_validate(options))


def _planted(writer: "_Writer", setting: Setting, readers: Sequence[Reader]) -> Exclude | None:
    """Tell the writer where its documents come from; return which files of folders are no sources."""
    made = cast(Writer, writer)
    return plant(made, setting.inputs, readers=readers, sources=setting.sources, targets=setting.targets)[0]


class _Writer(DocumentWriter):
    """Makes the content of versions; what becomes of it is decided elsewhere."""

    @property
    def ids(self) -> Mapping[Path, str]:
        """The articles of the sources that are files of their own."""
        return self._tree.ids

    def made(self, record: Record) -> dict[str, tuple[str, bytes]]:
        """Return the path and the content of each version, by language."""
        made = self.localized(self._names.claim(record.article.id), record)
        return {
            language: (path, data.encode() if isinstance(data, str) else data)
            for language, (path, data) in made.items()
        }

    def look_up_anchors(self, store: Store, articles: Mapping[str, KnownArticle]) -> None:
        """Take anchors of articles that this run does not make from the store."""
        self._links.anchors = _Anchors(store, articles)

    def place(self, id: str, *, source: str, target: str) -> str | None:
        """Return the path of a version, None where it would be in the place of its source or has no file."""
        path = self._tree.target(id, source=source, target=target)
        file = self._tree.files.get(id)
        if path is None or file is None:
            return None
        return None if Path(self.folder.path / path).absolute() == file.file else path

    def reader_options(self, kind: str) -> Mapping[str, Any]:
        """Return the options of the reader of a format."""
        return self._formats.get(kind, {})


class _Anchors(dict[tuple[str, str], Mapping[str, str]]):
    """The anchors of headings; those of articles that are not made again are read from what is published."""

    def __init__(self, store: Store, articles: Mapping[str, KnownArticle]) -> None:
        super().__init__()
        self._store = store
        self._articles = articles

    def __contains__(self, key: object) -> bool:
        return self.get(key) is not None  # type: ignore[arg-type]

    def __missing__(self, key: tuple[str, str]) -> Mapping[str, str]:
        found: Mapping[str, str] | None = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def get(self, key: tuple[str, str], default: Any = None) -> Any:
        """Return the anchors of a version by those of its source."""
        if not super().__contains__(key):
            article = self._articles.get(key[0])
            if article is None or article.format != "md":
                return default
            versions = [self._store.version(key[0], language) for language in (article.language, key[1])]
            if None in versions:
                return default
            source, target = (one.written.decode("utf-8", "replace") for one in versions if one)
            self[key] = {} if key[1] == article.language else anchors_between(source, target, generator="")
        return dict.get(self, key, default)


def _entries(setting: Setting, writer: _Writer, readers: Sequence[Reader], exclude: Exclude | None) -> Iterator[_Entry]:
    """Yield the articles of the inputs."""
    ids = writer.ids
    for found in input_files(setting.inputs, readers=readers, exclude=exclude):
        path = found.path
        if id := ids.get(absolute(path)):
            try:
                sha = digest(path.read_bytes())
            except OSError:
                sha = ""
            yield _Entry(id=id, path=path, sha256=sha, read=_reading(setting, readers, path, id))
            continue
        for item in read_inputs([path], readers=readers, language=setting.language):
            sha = digest(fingerprint(item)) if isinstance(item, Article) else ""
            yield _Entry(id=item.id, path=path, sha256=sha, read=_given(item))


def _reading(setting: Setting, readers: Sequence[Reader], path: Path, id: str) -> Callable[[], Article | ReadError]:
    def read() -> Article | ReadError:
        item = next(read_inputs([path], readers=readers, language=setting.language))
        return replace(item, id=id)

    return read


def _given(item: Article | ReadError) -> Callable[[], Article | ReadError]:
    return lambda: item


class _Base:
    """What a sync and its plan have in common: which versions are not as they were left."""

    def __init__(self, setting: Setting, store: Store, writer: _Writer) -> None:
        self._setting = setting
        self._store = store
        self._writer = writer
        self._known = store.articles()
        self._files = store.all_files()
        self._revisions: dict[str, dict[tuple[str, str], int]] = store.all_revisions()
        self.report = Report()

    def _stale(self, entry: _Entry) -> bool:
        """Whether the source or a file of an article is not as it was left, or a version is missing."""
        known = self._known.get(entry.id)
        if known is None or known.sha256 != entry.sha256 or not entry.sha256:
            return True
        made = self._revisions.get(entry.id, {})
        wanted = set(self._setting.targets) - {known.language} if self._setting.targets else set()
        if self._writer.place(entry.id, source=known.language, target=known.language):
            wanted.add(known.language)
        wanted |= {language for language, _ in made if not self._setting.targets}
        return any(self._is_stale(known, language, made) for language in wanted) or any(
            self._lacks_summary(known, language) for language in wanted - {known.language} if self._setting.summaries
        )

    def _lacks_summary(self, known: KnownArticle, language: str) -> bool:
        """Whether the summaries of a version are not there, not those of it, or not as they were left."""
        id = summary_id(known.id, language)
        file = self._files.get(id, {}).get(language)
        path = summary_path(self._setting.summaries, known.id, language)
        return (
            file is None
            or file.path != path
            or known.revision not in self._revisions.get(id, {}).values()
            or _is_changed(self._setting.output / file.path, file)
        )

    def _is_stale(self, known: KnownArticle, language: str, made: Mapping[tuple[str, str], int]) -> bool:
        if known.revision not in (made.get((language, "published")), made.get((language, "latest"))):
            return True
        if self._setting.policy != "hold" and (language, "latest") in made:
            return True  # it waits, and need not any more
        file = self._files.get(known.id, {}).get(language)
        path = self._writer.place(known.id, source=known.language, target=language)
        if file is None or file.next_sha256 or (path is not None and path != file.path):
            return True
        return _is_changed(self._setting.output / file.path, file)

    def _compare(self, before: Article, after: Article, language: str, own: ArticleReport) -> list[Unit]:
        """Count the classes of edits between two versions of a source, and return its units."""
        units = units_between(before, after, language)
        own.changes = dict(Counter[str](unit.kind for unit in units))
        return units

    def _find_conflicts(self, entries: Sequence[_Entry]) -> None:
        """Report the open conflicts of articles."""
        ids = {entry.id for entry in entries}
        ids |= {summary_id(id, language) for id in ids for language in self._setting.targets}
        self.report.conflicts = [one for one in self._store.conflicts() if one.article in ids]


def _as_published(translation: Translation, store: Store, article: str) -> Translation:
    """Return a translation with what people made of its sentences."""
    human = {
        one.source: one.text
        for one in store.human_texts()
        if one.article == article and one.target_language == translation.language
    }
    segments = tuple(
        replace(one, target=human[one.source]) if one.source in human else one for one in translation.segments
    )
    return replace(translation, segments=segments)


def _sentences(article: Article) -> frozenset[str]:
    return frozenset(folded(line) for line in article.text.split("\n") if line.strip())


class _Sync(_Base):
    def __init__(
        self,
        setting: Setting,
        store: Store,
        writer: _Writer,
        readers: Sequence[Reader],
        exclude: Exclude | None,
    ) -> None:
        super().__init__(setting, store, writer)
        self._entries = list(_entries(setting, writer, readers, exclude))
        self._machine = Machine(
            profile=setting.profile, models_dir=setting.models_dir, summaries=bool(setting.summaries)
        )
        writer.look_up_anchors(store, self._known)
        self._here = {one.id for one in self._entries}

    @cached_property
    def _lost(self) -> dict[str, frozenset[str]]:
        """The sentences of articles whose source is no longer where it was, by id."""
        lost = [
            one
            for one in self._known.values()
            if one.id not in self._here and not is_summary(one.id) and not Path(one.path).exists()
        ]
        found = {one.id: self._store.sources(one.id) for one in lost}
        return {id: _sentences(article) for id, article in found.items() if article}

    def _renamed(self, article: Article, language: str) -> KnownArticle | None:
        """The article of an earlier run, whose source is gone, with the same sentences."""
        sentences = _sentences(article)
        for id, own in self._lost.items():
            alike = own and len(own & sentences) >= _ALIKE * max(len(own), len(sentences))
            if alike and self._known[id].language == language:
                del self._lost[id]
                return self._known[id]
        return None

    def run(self) -> Report:
        """Synchronize every article."""
        seen: set[str] = set()
        waiting: list[tuple[_Entry, Record, ArticleReport]] = []
        for entry in self._entries:
            if entry.id in seen:
                said = f"{entry.path}: the id '{entry.id}' is that of another source; rename one of them"
                self.report.articles.append(
                    ArticleReport(id=entry.id, path=str(entry.path), state="failed", messages=[said])
                )
                continue
            seen.add(entry.id)
            if not self._stale(entry):
                self.report.same += 1
                continue
            own = ArticleReport(id=entry.id, path=str(entry.path), state="edited")
            self.report.articles.append(own)
            record = self._record(entry, own)
            if record is None:
                continue
            if entry.id in self._known:
                self._edited(entry, record, own)
            else:
                own.state = "new"
                waiting.append((entry, record, own))
                if len(waiting) >= WINDOW:
                    self._new(waiting)
                    waiting = []
        self._new(waiting)
        self._complete()
        self._remember()
        self._find_conflicts(self._entries)
        self.report.asked = self._machine.asked
        self.report.written = sum(one.state == "written" for own in self.report.articles for one in own.versions)
        return self.report

    def _record(self, entry: _Entry, own: ArticleReport) -> Record | None:
        """Read an article and detect its language."""
        item = entry.read()
        if isinstance(item, ReadError):
            own.state = "failed"
            kept = "; its versions stay as they are" if entry.id in self._known else ""
            own.messages.append(f"{item.error}{kept}")
            return None
        known = self._known.get(entry.id)
        if known and known.sha256 == entry.sha256:
            return Record(article=item, detection=Detection(language=known.language, confidence=1.0))
        record = self._machine.detected(item)
        own.messages += [f"{failure.stage}: {failure.message}" for failure in record.failures]
        if record.failures or record.language is None:
            own.state = "failed"
            return None
        if known is None:
            before = self._renamed(item, record.language)
            if before:
                own.messages.append(f"was {before.path}: its versions and their history move along")
                with self._store.change():
                    self._store.rename(before.id, entry.id)
                    for language in self._store.files_of(entry.id):
                        self._store.rename(summary_id(before.id, language), summary_id(entry.id, language))
                self._known = self._store.articles()
                self._files = self._store.all_files()
        elif record.language != known.language:
            own.messages.append(f"is in {record.language}, and was in {known.language}")
        return record

    def _new(self, waiting: Sequence[tuple[_Entry, Record, ArticleReport]]) -> None:
        """Translate and write articles that are new."""
        if not waiting:
            return
        languages = {language for _, record, _ in waiting for language in self._machine.targets(record)}
        made = self._machine.new([record for _, record, _ in waiting], languages)
        for (entry, _, own), record in zip(waiting, made, strict=True):
            article = self._article(entry, record, revision=1)
            with self._store.change():
                self._store.put_article(article, record.article)
            self._settle(article, record, own)

    def _edited(self, entry: _Entry, record: Record, own: ArticleReport) -> None:
        """Translate what was edited in an article, and merge its versions."""
        known = self._known[entry.id]
        same = known.sha256 == entry.sha256
        article = replace(
            self._article(entry, record, revision=known.revision + (not same)), language=record.language or ""
        )
        before = self._store.sources(known.id)
        if before and not same:
            self._count(before, record, own)
        made = self._revisions.get(known.id, {})
        wanted = self._machine.targets(record) if not same or self._lacks(known, made) else []
        asked: dict[str, list[Known]] = {}
        for language in wanted:
            found = [self._store.version(known.id, language, stage) for stage in ("published", "latest")]
            if not same or not any(one and one.revision == known.revision for one in found):
                asked[language] = [Known(one.source, one.translation) for one in found if one]
        if asked:
            record = self._machine.again(record, asked)
        with self._store.change():
            self._store.put_article(article, record.article)
        self._settle(article, record, own)

    def _lacks(self, known: KnownArticle, made: Mapping[tuple[str, str], int]) -> bool:
        """Whether a language of the profile has no version of this source."""
        there = {language for (language, _), revision in made.items() if revision == known.revision}
        return bool(set(self._setting.targets) - there - {known.language})

    def _count(self, before: Article, record: Record, own: ArticleReport) -> None:
        units = self._compare(before, record.article, record.language or "", own)
        stay = sum(own.changes.get(kind, 0) for kind in ("same", "moved", "cosmetic"))
        if stay <= _REWRITTEN * len(units) and len(units) > 1:
            own.messages.append("was written anew: almost no sentence is as it was")

    def _article(self, entry: _Entry, record: Record, *, revision: int) -> KnownArticle:
        return KnownArticle(
            id=entry.id,
            path=str(entry.path.absolute()),
            format=record.article.format,
            language=record.language or "",
            sha256=entry.sha256,
            revision=revision,
            options=self._writer.reader_options(record.article.format),
        )

    def _settle(self, article: KnownArticle, record: Record, own: ArticleReport) -> None:
        """Bring the files of an article up to date."""
        own.messages += [f"{failure.stage}: {failure.message}" for failure in record.failures]
        if record.failures:
            own.state = "failed"
        try:
            made = self._writer.made(record)
        except ItemError as error:
            own.state = "failed"
            own.messages.append(str(error))
            return
        except Exception as error:  # noqa: BLE001  (a bug of the writer: the other articles go on)
            own.state = "failed"
            own.messages += [failure.message for failure in failed(record, "write", error).failures]
            return
        by = self._settling(article)
        versions: dict[str, Translation] = {one.language: one for one in record.translations}
        if article.language in made:
            versions[article.language] = as_translation(record.article, article.language)
        for language, translation in versions.items():
            path, data = made[language]
            source = record.article
            new = KnownVersion(revision=article.revision, source=source, translation=translation, written=data)
            own.versions.append(by.settle(language, path, new))
        files = self._store.files_of(article.id)
        for language in dict.fromkeys((*files, *self._store.languages_of(article.id))):
            if language not in versions and self._wanted(language, record):
                place = self._writer.place(article.id, source=article.language, target=language)
                if place or language in files:
                    own.versions.append(by.settle(language, place or files[language].path))

        if self._setting.summaries:
            done = [one.language for one in own.versions if one.state in ("same", "written")]
            for language in done:
                if language != article.language:
                    self._summarize(article, language, own)

    def _summarize(self, article: KnownArticle, language: str, own: ArticleReport) -> None:
        """Bring the summaries of a version up to date."""
        version = self._store.version(article.id, language)
        if version is None:
            return
        id = summary_id(article.id, language)
        translation = _as_published(version.translation, self._store, article.id)
        known = self._store.version(id, language, "latest") or self._store.version(id, language)
        whole = self._setting.profile.summary.strategy != "extractive"
        if known and still_holds(known, version.source, translation, whole=whole):
            new = replace(known, revision=version.revision)
        else:
            record = Record(
                article=version.source,
                detection=Detection(language=article.language, confidence=1.0),
                translations=(translation,),
            )
            made = self._machine.summarized(record, language)
            if made.failures:
                own.state = "failed"
                own.messages += [f"{failure.stage}: {failure.message}" for failure in made.failures]
                return
            new = composed(
                version.source, translation, made.summaries, language=article.language, revision=version.revision
            )
        about = replace(article, id=id, format=FORMAT, sha256="", revision=version.revision, options={})
        with self._store.change():
            self._store.put_article(about, new.source)
        path = summary_path(self._setting.summaries, article.id, language)
        own.versions.append(self._settling(about).settle(language, path, new))

    def _wanted(self, language: str, record: Record) -> bool:
        if not self._setting.targets:
            return wants_version(record, language, by_menu=True)
        return language in self._setting.targets

    def _settling(self, article: KnownArticle) -> Settling:
        setting = self._setting
        return Settling(
            store=self._store,
            output=setting.output,
            article=article,
            policy=setting.policy,
            recreate=setting.recreate,
            author=setting.author,
        )

    def _remember(self) -> None:
        """Store what people wrote in the translation memory of the profile, for other articles."""
        path = self._setting.profile.memory.path
        texts = self._store.human_texts() if path else []
        known = digest(repr((path, texts)).encode())
        if not texts or self._store.noted("memory") == known:
            return
        units = [
            MemoryUnit(
                source_language=one.source_language,
                target_language=one.target_language,
                source=Marked(one.source),
                target=Marked(one.text),
                status="reviewed",
                author=one.author,
                article=one.article,
            )
            for one in texts
        ]
        with TranslationMemory(Path(path), write=True) as memory:
            QuotationRegistry(memory).add(units, at=datetime.now(UTC).isoformat(timespec="seconds"))
        self._store.note("memory", known)

    def _complete(self) -> None:
        """Complete links to headings of articles that were made later."""
        for path in dict.fromkeys(self._writer.waiting):
            found = self._store.file_at(path)
            version = found and (self._store.version(*found, "latest") or self._store.version(*found))
            if not found or not version:
                continue
            text = version.written.decode("utf-8", "replace")
            new = self._writer.completed(path, text)
            if new != text:
                article = self._store.articles()[found[0]]
                self._settling(article).settle(found[1], path, replace(version, written=new.encode()))


class _Plan(_Base):
    def run(self, entries: Sequence[_Entry]) -> Report:
        """Say what a sync would do."""
        for entry in entries:
            if not self._stale(entry):
                self.report.same += 1
                continue
            known = self._known.get(entry.id)
            own = ArticleReport(id=entry.id, path=str(entry.path), state="edited" if known else "new")
            self.report.articles.append(own)
            item = entry.read()
            if isinstance(item, ReadError):
                own.state = "failed"
                own.messages.append(str(item.error))
            elif known:
                self._planned(known, item, own, same=known.sha256 == entry.sha256)
        self._find_conflicts(entries)
        return self.report

    def _planned(self, known: KnownArticle, article: Article, own: ArticleReport, *, same: bool) -> None:
        before = self._store.sources(known.id)
        if before and not same:
            self._compare(before, article, known.language, own)
        made = self._revisions.get(known.id, {})
        languages = {language for language, _ in made} | set(self._setting.targets) - {known.language}
        for language in sorted(languages):
            file = self._files.get(known.id, {}).get(language)
            stale = not same or self._is_stale(known, language, made)
            if not stale:
                continue
            path = file.path if file else self._writer.place(known.id, source=known.language, target=language) or ""
            outcome = Outcome(language=language, path=path, state="written" if not same else "same")
            if file and _is_changed(self._setting.output / file.path, file):
                outcome.message = "was changed since the last sync"
            own.versions.append(outcome)


def _is_changed(place: Path, file: KnownFile) -> bool:
    try:
        return digest(place.read_bytes()) != file.sha256
    except OSError:
        return True


def resolve(output: Path, id: int, take: str, *, by: str = "") -> Outcome:
    """Decide on a conflict; a version that waited for it is written as soon as none of its conflicts is open.

    Args:
        output: The output folder.
        id: The number of the conflict.
        take: `human`, `machine` or `merged`.
        by: Who decides.

    Returns:
        What became of the version.

    Raises:
        ConfigError: There is no such conflict, it is resolved already, or it has no merge.
        OutputUnavailable: There is no state.
    """
    with Store(output, create=False) as store:
        conflict = store.conflict(id)
        if conflict is None:
            raise ConfigError(f"there is no conflict {id}", [Fault("", f"list them: babelpress conflicts {output}")])
        if conflict.resolved:
            raise ConfigError(f"conflict {id} is resolved already: {conflict.resolved}, by {conflict.by or 'a person'}")
        if take == "merged" and not conflict.merged:
            raise ConfigError(
                f"conflict {id} has no merge", [Fault("--take", "human or machine, or edit the file by hand")]
            )
        article = store.articles()[conflict.article]
        file = store.file(article.id, conflict.language)
        if file is None:
            raise ConfigError(f"conflict {id} is of a version without a file; sync again")
        with store.change():
            store.resolve(id, take, by=by or "a person")
        return Settling(store=store, output=output, article=article, author=by).settle(conflict.language, file.path)
