"""Translation for requests: languages as clients name them, texts and HTML, and readiness."""

import asyncio
import re
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any, NoReturn, TypeVar, cast
from weakref import WeakSet, WeakValueDictionary

import anyio
from anyio import CapacityLimiter, to_thread
from starlette.datastructures import UploadFile
from starlette.requests import Request

from babelpress import lang
from babelpress.api import Pipeline
from babelpress.document import VERBATIM, Article, Record, Translation
from babelpress.errors import BabelpressError, GenerationFailed, RequestCancelled, RunStopped
from babelpress.formats.html.reading import read_blocks
from babelpress.formats.html.rendering import declared_language, render_blocks
from babelpress.formats.html.tokens import tokenize
from babelpress.lang.codes import normal_code
from babelpress.lang.names import english_name
from babelpress.serve.limits import Limits
from babelpress.serve.logs import told
from babelpress.serve.metrics import Metrics
from babelpress.serve.refusal import Refusal, shown
from babelpress.serve.wishes import NONE, Wishes
from babelpress.stages.detect import FOREIGN_BLOCK
from babelpress.stages.translate import Translate
from babelpress.translation.scheduler import Caller, Priority, Scheduler

_HANDSHAKE = ("test", "en", "de", "Test")
"""What Weblate asks to see whether a service works, and the answer."""

AUTO = "auto"
"""The source language of a request that wants it detected."""

INTERACTIVE = 2_000
"""Characters up to which somebody probably waits for a request."""

PAGE = 100_000
"""Characters from which nobody waits before the screen."""

_SURE = 0.9
"""Confidence from which a text of at least `FOREIGN_BLOCK` characters is in the detected language."""

_THREADS: dict[Priority, int] = {"interactive": 64, "page": 32, "job": 4}
"""Requests of each priority that are worked on at once; the others wait for a thread. The models work on one slice."""

_SEARCHES: tuple[Mapping[str, float], ...] = (
    {"beam": 1},
    {"beam": 8, "length_penalty": 0.4},
    {"beam": 8, "length_penalty": 1.8},
    {"no_repeat_ngram": 2, "repetition_penalty": 1.4},
    {"beam": 2, "repetition_penalty": 1.8},
)
"""How other translations of a text are looked for, one search after the other."""

_WORDS = 4
"""Words from which a text that looks like the target language is left as it is."""

_TAG = re.compile(r"<[^<>]{1,500}>")

_ALIASES = {"pb": "pt", "zt": "zh"}
"""Codes of LibreTranslate that are no codes of languages."""

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """How the tags of a text are taken.

    Attributes:
        xml: Whether the syntax is that of XML: `<x/>` is an element.
        ignored: Names of elements whose content is not translated.
        splitting: Names of elements that bound sentences, beside those of HTML's blocks.
    """

    xml: bool = False
    ignored: tuple[str, ...] = ()
    splitting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """The language of a text, with the confidence of the detection (0 to 1; 1 for one that the client named)."""

    language: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Translated:
    """The translations of a request, in order, the language of each source, and what was saved to be in time.

    `alternatives` are other translations of each text, if any were asked for; `recalled` is the part of the work, 0 to
    1, that was in the cache.
    """

    texts: list[str]
    sources: list[Source]
    degraded: tuple[str, ...] = ()
    alternatives: list[list[str]] = field(default_factory=list)
    recalled: float = 0.0


class Service:
    """A pipeline that several requests share. `load` makes the pipeline, in a thread that `start` begins."""

    def __init__(self, load: Callable[[], Pipeline], limits: Limits) -> None:
        self.limits = limits
        self.metrics = Metrics()
        self.failed: BaseException | None = None
        self.draining = False
        self._load = load
        self._pipeline: Pipeline | None = None
        self._loaded = asyncio.Event()
        self._threads = {name: CapacityLimiter(count) for name, count in _THREADS.items()}
        self._callers: WeakSet[Caller] = WeakSet()
        self._jobs: WeakValueDictionary[str, Caller] = WeakValueDictionary()

    # Readiness.

    def start(self, failed: Callable[[], None]) -> None:
        """Load the models in a thread; `failed` is called in the event loop if that is impossible."""
        loop = asyncio.get_running_loop()

        def load() -> None:
            try:
                self._pipeline = self._load()
                if scheduler := self.scheduler:
                    scheduler.observer = self.metrics
            except BaseException as error:  # noqa: BLE001  (told by whoever started the service)
                self.failed = error
                loop.call_soon_threadsafe(failed)
            finally:
                loop.call_soon_threadsafe(self._loaded.set)

        threading.Thread(target=load, name="load", daemon=True).start()

    @property
    def is_ready(self) -> bool:
        """Whether the models are loaded and tried, and no end is in sight."""
        return self._loaded.is_set() and self.failed is None and not self.draining

    @property
    def scheduler(self) -> Scheduler[Any, Any] | None:
        """Owner of the models, once they are loaded."""
        return self._pipeline._scheduler if self._pipeline else None

    async def loaded(self) -> Pipeline:
        """Wait for the models as long as it takes. Raises `Refusal` (503) if they cannot be loaded."""
        await self._loaded.wait()
        if self.failed:
            raise Refusal(503, "The models cannot be loaded")
        return cast(Pipeline, self._pipeline)

    async def pipeline(self) -> Pipeline:
        """Wait for the models. Raises `Refusal` (503) if they take too long."""
        try:
            await asyncio.wait_for(self._loaded.wait(), self.limits.ready_seconds)
        except TimeoutError as error:
            raise Refusal(503, "The models are still being loaded; try again later", {"Retry-After": "5"}) from error
        return await self.loaded()

    # Languages.

    async def languages(self) -> dict[str, list[str]]:
        """Return the target languages of each language, those of the profile's sources first."""
        pipeline = await self.pipeline()
        routes: dict[str, list[str]] = {source: [] for source in pipeline.sources}
        for target, (stage, *_) in cast(dict[str, list[Translate]], pipeline._stages(Translate)).items():
            for source in stage.routes:
                routes.setdefault(source, []).append(target)
        return routes | {target: [] for target in pipeline.targets if target not in routes}

    def variants(self) -> Mapping[str, str]:
        """Return the variant that the profile writes, by language; nothing before it is loaded."""
        return self._pipeline.profile.constraints.variants if self._pipeline else {}

    @staticmethod
    def code(stated: str) -> str:
        """Return the code of a language as a client names it: `pt-BR`, `EN`, `fr_BE`; itself if it is none."""
        name = stated.strip()
        return normal_code(_ALIASES.get(name.lower(), name)) or name

    @staticmethod
    def variant(stated: str) -> dict[str, str]:
        """Return the variant that a client names, by its language: `EN-US`, `pt_br`; nothing for a language alone."""
        language, _, region = stated.strip().replace("_", "-").partition("-")
        tag = f"{language.lower()}-{region.upper()}"
        return {language.lower(): tag} if tag in lang.variants() else {}

    async def handshake(self, texts: Sequence[str], source: str, target: str) -> str | None:
        """Return the answer to what Weblate asks to see whether a service works, before any language of a project.

        None where it is another request, or one that the models answer.
        """
        if (*texts, source, target) != _HANDSHAKE[:3] or "de" in (await self.languages()).get("en", []):
            return None
        return _HANDSHAKE[3]

    # Work.

    async def work(self, request: Request, caller: Caller, function: Callable[[], Result]) -> Result:
        """Run a function in a thread for a caller; if the client hangs up, nothing more is begun.

        Raises:
            Refusal: A text or a language cannot be translated.
        """
        found: list[Result | BaseException] = []

        async def watch() -> None:
            while (await request.receive())["type"] != "http.disconnect":
                pass
            caller.cancel()

        def run() -> Result:
            with caller:
                return function()

        async with anyio.create_task_group() as group:
            group.start_soon(watch)
            try:
                found.append(await to_thread.run_sync(run, limiter=self._threads[caller.priority]))
            except Exception as error:  # noqa: BLE001  (raised below, outside of the group)
                found.append(error)
            group.cancel_scope.cancel()
        [result] = found
        if isinstance(result, BaseException):
            _refuse(result)
        return result

    async def stream(
        self, caller: Caller, function: Callable[[Callable[[Result], None]], None]
    ) -> AsyncIterator[Result]:
        """Yield what a function, run in a thread, hands to its argument; nothing more is begun when nobody reads on.

        Raises:
            Refusal: See `work`.
        """
        made: asyncio.Queue[Result | None] = asyncio.Queue()
        loop = asyncio.get_running_loop()

        def put(one: Result | None) -> None:
            loop.call_soon_threadsafe(made.put_nowait, one)

        def run() -> None:
            try:
                with caller:
                    function(put)
            finally:
                put(None)

        work = asyncio.create_task(to_thread.run_sync(run, limiter=self._threads[caller.priority]))
        try:
            while (one := await made.get()) is not None:
                yield one
            await work
        except Exception as error:  # noqa: BLE001  (raised again)
            _refuse(error)
        finally:
            caller.cancel()
            work.add_done_callback(lambda done: done.cancelled() or done.exception())  # nobody asks any more

    def caller(
        self, account: str, characters: int, *, priority: Priority | None = None, deadline: bool = True
    ) -> Caller:
        """Return the caller for a request with a text of some length."""
        chosen: Priority = "interactive" if characters <= INTERACTIVE else "page" if characters <= PAGE else "job"
        until = time.monotonic() + self.limits.sync_seconds if deadline else None
        made = Caller(priority or chosen, account, deadline=until)
        self._callers.add(made)
        return made

    def close(self) -> None:
        """Begin nothing more for anybody: the threads that work for requests end soon."""
        for caller in list(self._callers):
            caller.cancel()

    def cancel(self, jobs: Iterable[str]) -> None:
        """Begin nothing more of the requests of these names; unknown ones are none."""
        for job in jobs:
            if caller := self._jobs.get(job):
                caller.cancel()

    async def translate(
        self,
        request: Request,
        texts: Sequence[str],
        *,
        source: str,
        target: str,
        html: bool,
        account: str,
        tags: Tags | None = None,
        job: str = "",
        alternatives: int = 0,
        wishes: Wishes = NONE,
    ) -> Translated:
        """Translate the texts of a request.

        Args:
            request: The request; if its client hangs up, nothing more is begun.
            texts: The texts. One that is blank or in the target language comes back as it is.
            source: The code of their language, or `auto`.
            target: The code of the language to translate into.
            html: Whether they are HTML; otherwise they are plain text, in which nothing is escaped or unescaped.
            account: For whom it is.
            tags: How the tags of HTML or XML are taken; None: as in HTML.
            job: A name by which it can be cancelled.
            alternatives: How many other translations of each text are wanted, at most.
            wishes: Its own terms, and variants of languages.

        Raises:
            Refusal: There is no route, or a text is in a language without one.
        """
        pipeline = await self.pipeline()
        caller = self.caller(account, sum(map(len, texts)))
        wishes.apply(caller, pipeline)
        if job:
            self._jobs[job] = caller

        def both() -> tuple[Translated, list[list[str]]]:
            parts = parsed(pipeline, texts, source=source, tags=(tags or Tags()) if html else None)
            work = partial(translated, pipeline, parts, target=target)
            first = work()
            return first, _others(caller, first.texts, work, alternatives)

        made, others = await self.work(request, caller, both)
        self.count_characters(made, texts, target)
        return Translated(made.texts, made.sources, tuple(sorted(caller.degraded)), others, recalled(caller))

    async def translate_into(
        self,
        request: Request,
        texts: Sequence[str],
        *,
        source: str,
        targets: Sequence[str],
        html: bool,
        account: str,
        watch: Callable[[str, int, Record], None] | None = None,
        wishes: Wishes = NONE,
    ) -> tuple[dict[str, Translated], Caller]:
        """Translate the texts of a request into several languages; they are parsed, and their language detected, once.

        Args:
            request: See `translate`.
            texts: See `translate`.
            source: See `translate`.
            targets: The codes of the languages.
            html: See `translate`.
            account: See `translate`.
            watch: Called with a target, the index of a text and the record of each part; see
                `Pipeline.translate_watched`.
            wishes: See `translate`.

        Returns:
            The translations by language, and the caller, which knows what was saved to be in time.

        Raises:
            Refusal: See `translate`.
        """
        pipeline = await self.pipeline()
        caller = self.caller(account, sum(map(len, texts)) * len(targets))
        wishes.apply(caller, pipeline)

        def each() -> dict[str, Translated]:
            parts = parsed(pipeline, texts, source=source, tags=Tags() if html else None)
            return {
                target: translated(pipeline, parts, target=target, watch=watch and partial(watch, target))
                for target in targets
            }

        made = await self.work(request, caller, each)
        for target, own in made.items():
            self.count_characters(own, texts, target)
        return made, caller

    def count_characters(self, made: Translated, texts: Sequence[str], target: str) -> None:
        """Count the characters that were translated, by their languages."""
        for source, text in zip(made.sources, texts, strict=True):
            self.metrics.count("babelpress_characters_total", len(text), source=source.language, target=target)


def recalled(caller: Caller) -> float:
    """Return the part of the work for a caller, 0 to 1, that was in the cache."""
    return caller.found / (caller.found + caller.missed) if caller.found else 0.0


def _refuse(error: BaseException) -> NoReturn:
    """Raise the refusal that a client gets for an error; the error itself if it is a bug."""
    if isinstance(error, RequestCancelled):
        raise Refusal(499, "the request was cancelled") from error
    if isinstance(error, GenerationFailed | RunStopped):
        told(error)
        raise Refusal(500, "Cannot translate text: the model failed") from error
    if isinstance(error, BabelpressError):
        raise Refusal(400, shown_error(error)) from error
    raise error


def shown_error(error: BaseException) -> str:
    """Return the first line of the message of an error."""
    return str(error).splitlines()[0] if str(error) else type(error).__name__


@dataclass(frozen=True, slots=True)
class Parsed:
    """Texts, the parts of each, and the language of each: as the client named it, or as it was detected."""

    texts: Sequence[str]
    parts: Sequence[Sequence[str | Article]]
    seen: Sequence[Source]
    stated: bool

    def some(self, first: int, last: int) -> "Parsed":
        """Return those from `first` to before `last`."""
        return Parsed(self.texts[first:last], self.parts[first:last], self.seen[first:last], self.stated)

    def sources(self, pipeline: Pipeline, target: str) -> list[Source]:
        """Return the language from which each is translated into another. Raises `Refusal` where there is no route."""
        return [
            one if self.stated else _routed(pipeline, one, _joined(own), target=target)
            for one, own in zip(self.seen, self.parts, strict=True)
        ]


def parsed(pipeline: Pipeline, texts: Sequence[str], *, source: str, tags: Tags | None) -> Parsed:
    """Take texts apart, and detect their languages, once for all targets; with `tags` they are HTML or XML."""
    parts: list[list[str | Article]] = [list(_fragments(text, tags)) if tags else [text] for text in texts]
    stated = source != AUTO
    seen = [Source(source, 1.0) if stated else detected(pipeline, _joined(own)) for own in parts]
    return Parsed(list(texts), parts, seen, stated)


def translated(
    pipeline: Pipeline,
    given: Parsed,
    *,
    target: str,
    watch: Callable[[int, Record], None] | None = None,
) -> Translated:
    """Translate texts into a language. See `Service.translate`; raises what it raises."""
    items = [list(own) for own in given.parts]
    sources = given.sources(pipeline, target)
    made = list(given.texts)
    for code in dict.fromkeys(one.language for one in sources):
        mine = [(i, k) for i, one in enumerate(sources) if one.language == code for k in _with_words(items[i])]
        if not mine or code == target:
            continue
        told = partial(_told, watch, mine) if watch else None
        done = pipeline.translate_watched([items[i][k] for i, k in mine], to=target, source=code, watch=told)
        for (i, k), one in zip(mine, done, strict=True):
            has_blocks = isinstance(one, Translation)
            items[i][k] = Article(id="html", blocks=one.blocks, format="html") if has_blocks else str(one)
        for i in dict.fromkeys(i for i, _ in mine):
            made[i] = "".join(map(partial(_written, language=target), items[i]))
    return Translated(made, sources)


def _others(caller: Caller, texts: Sequence[str], work: Callable[[], Translated], wanted: int) -> list[list[str]]:
    """Return up to `wanted` other translations of each text, by other searches; none is there twice."""
    found: list[dict[str, None]] = [{} for _ in texts]
    for search in _SEARCHES:
        if all(len(own) >= wanted for own in found):
            break
        caller.search = search
        for own, text, other in zip(found, texts, work().texts, strict=True):
            if other != text and len(own) < wanted:
                own[other] = None
    return [list(own) for own in found]


def _told(watch: Callable[[int, Record], None], parts: Sequence[tuple[int, int]], index: int, record: Record) -> None:
    watch(parts[index][0], record)


_NEVER = ' translate="no" data-babelpress="1"'
"""Put into the tags of elements whose content is not translated, and removed again."""


def _fragments(text: str, tags: Tags) -> Iterator[str | Article]:
    """Yield a fragment of HTML or XML, or a page, as articles, and between them the tags that bound sentences.

    The characters are what they are, whatever a page declares of its encoding.
    """
    bounds = re.compile(rf"(</?(?:{'|'.join(map(re.escape, tags.splitting))})(?=[\s/>])[^>]*>)")
    for index, part in enumerate(bounds.split(text) if tags.splitting else [text]):
        if index % 2:
            yield part
            continue
        if tags.ignored:
            names = "|".join(map(re.escape, tags.ignored))
            part = re.sub(rf"(<(?:{names}))(?=[\s/>])", lambda found: found[1] + _NEVER, part)
        tokens = tokenize(part, xml=tags.xml)
        language = declared_language(part, tokens)
        yield Article(id="html", blocks=read_blocks(part, tokens, language=language), format="html")


def _written(item: str | Article, *, language: str) -> str:
    if isinstance(item, str):
        return item
    return "".join(render_blocks(item.blocks, language)).replace(_NEVER, "")


def _joined(items: Sequence[str | Article]) -> str:
    return "\n".join(map(_text, items))


def _text(item: str | Article) -> str:
    return item.text if isinstance(item, Article) else item


def _with_words(items: Sequence[str | Article]) -> list[int]:
    """Return the positions of what has text to translate: a tag that bounds sentences has none."""
    if len(items) == 1:
        return [0] if _has_words(items[0]) else []
    return [k for k, item in enumerate(items) if isinstance(item, Article) and _has_words(item)]


def _has_words(item: str | Article) -> bool:
    if isinstance(item, str):
        return bool(item.strip())
    return any(block.kind not in VERBATIM and block.text.strip() for block in item.blocks)


def language_of(pipeline: Pipeline, text: str, stated: str, *, target: str) -> Source:
    """Return the language of a text. Raises `Refusal` for one that is surely in a language without a route.

    A short text of a doubtful language is taken to be in the first source language: to leave it out would be worse.
    """
    if stated != AUTO:
        return Source(stated, 1.0)
    return _routed(pipeline, detected(pipeline, text), text, target=target)


def _routed(pipeline: Pipeline, seen: Source, text: str, *, target: str) -> Source:
    """Return the language to translate a text from that was detected in it. Raises `Refusal`."""
    if seen.language in pipeline.sources:
        return seen
    sure = seen.confidence >= _SURE
    if sure and seen.language == target and len(text.split()) >= _WORDS:
        return seen
    if sure and len(text.strip()) >= FOREIGN_BLOCK:
        raise Refusal(400, f"{seen.language} is not supported ({english_name(seen.language)} was detected, "
                           f"confidence {100 * seen.confidence:.0f})")  # fmt: skip
    return Source(pipeline.sources[0], 0.0)


def detected(pipeline: Pipeline, text: str) -> Source:
    """Return the language of a text; its tags do not count.

    Of a text without letters it is the first source language, with confidence 0. So it is of a short one that looks
    like a language which the profile knows nothing of: few words are not enough to tell French from Italian.
    """
    words = _TAG.sub(" ", text)
    seen = pipeline.detect(words) if words.strip() else None
    if seen is None:
        return Source(pipeline.sources[0], 0.0)
    sure = seen.confidence >= _SURE and len(words.strip()) >= FOREIGN_BLOCK
    if sure or seen.language in (*pipeline.sources, *pipeline.targets):
        return Source(seen.language, seen.confidence)
    return Source(pipeline.sources[0], 0.0)


def name_of(code: str) -> str:
    """Return the English name of a language."""
    return english_name(code) if code in lang.known() else shown(code)


async def read_file(file: UploadFile, name: str = "") -> tuple[bytes, str]:
    """Return the content of an uploaded file, and its name without any folder; `name` is used if it is not empty."""
    name = PurePosixPath(PureWindowsPath(name or file.filename or "").as_posix()).name
    name = "".join(char for char in name if char.isprintable())[:200]
    if not name:
        raise Refusal(400, "Invalid request: empty file")
    return await file.read(), name
