"""Texts in `/v1`: translations into several languages, verifications, summaries, detections, languages."""

from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Literal, cast

from anyio import to_thread
from pydantic import BaseModel, Field
from starlette.responses import Response, StreamingResponse

from babelpress.api import Pipeline
from babelpress.document import Record, Summary, SummaryKind
from babelpress.serve.access import Access
from babelpress.serve.glossaries import Entries, Pair, checked
from babelpress.serve.logs import told
from babelpress.serve.refusal import Refusal, shown
from babelpress.serve.service import (
    AUTO,
    PAGE,
    Parsed,
    Service,
    Source,
    Tags,
    Translated,
    detected,
    name_of,
    parsed,
    recalled,
    translated,
)
from babelpress.serve.v1.estimates import estimated
from babelpress.serve.v1.findings import (
    FindingAnswer,
    VerificationAnswer,
    VerificationRequest,
    finding,
    sides,
    verification,
)
from babelpress.serve.v1.languages import source_code, target_code
from babelpress.serve.v1.operations import EVENTS, Faulty, Given, Model, Operation, Work, refused
from babelpress.serve.wishes import Wishes

_GROUP = 1_000
"""Characters of texts of a stream that are translated together: the first are there soon, and batches are full."""


class TranslationRequest(Model):
    """Texts to translate into one language or several."""

    texts: list[str] = Field(min_length=1, description="The texts, at least one.")
    targets: list[str] = Field(
        min_length=1, max_length=20, description="Codes of the target languages; `pt-BR` is written as in Brazil."
    )
    source: str = Field(AUTO, description="The code of the language of the texts, or `auto`.")
    glossary: dict[str, dict[str, str]] | None = Field(
        None, description="Translations by term, by the target as it is in `targets`; they come before the profile's."
    )
    format: Literal["text", "html"] = Field("text", description="What the texts are.")
    detail: Literal["none", "segments"] = Field("none", description="`segments`: each sentence with its findings.")


class SegmentAnswer(Model):
    """A sentence and its translation."""

    source: str
    target: str
    model: str
    score: float = Field(description="Mean log-probability of the tokens, at most 0.")
    estimate: float | None = Field(
        None, description="Estimated quality, 0 to 100; absent where no calibration is for the pair."
    )
    verdict: Literal["ok", "warning", "severe"] = Field(description="The worst severity of its findings.")
    flags: list[str]
    findings: list[FindingAnswer]


class TextAnswer(Model):
    """A text in one language."""

    text: str
    segments: list[SegmentAnswer] | None = Field(None, description="Only with `detail: segments`.")
    findings: list[FindingAnswer] | None = Field(None, description="Those of the text as a whole.")


class DetectionAnswer(Model):
    """The language of a text."""

    language: str
    confidence: float = Field(ge=0, le=1)


class TranslationAnswer(Model):
    """The texts in each target language, by code, in the order of the request."""

    source: list[DetectionAnswer]
    translations: dict[str, list[TextAnswer]]
    degraded: list[str] = Field(description="What was saved to answer in time: `beam`, `attempts`.")


class SegmentEvent(SegmentAnswer):
    """A sentence of a stream: the code of its language, the number of its text and its own in that, from 0."""

    language: str
    text: int
    segment: int


class TextEvent(Model):
    """A text of a stream that is done: the code of its language, its number from 0, and the findings of the whole."""

    language: str
    text: int
    translation: str
    findings: list[FindingAnswer] | None = None


class EndEvent(Model):
    """The end of a stream: the language of each text, and what was saved to answer in time."""

    source: list[DetectionAnswer]
    degraded: list[str]


class SummaryRequest(Model):
    """A text to summarize."""

    text: str
    source: str = Field(AUTO, description="The code of its language, or `auto`.")
    targets: list[str] | None = Field(None, min_length=1, max_length=20, description="None: the language of the text.")
    kinds: list[SummaryKind] = Field(["summary"], min_length=1)


class SummaryAnswer(Model):
    """One summary."""

    kind: SummaryKind
    text: str


class SummariesAnswer(Model):
    """The summaries in each language, by code, headlines best first."""

    source: DetectionAnswer
    summaries: dict[str, list[SummaryAnswer]]


class DetectionRequest(Model):
    """Texts whose language is asked for."""

    texts: list[str] = Field(min_length=1)


class DetectionsAnswer(Model):
    """The language of each text, in order."""

    detections: list[DetectionAnswer]


class LanguageAnswer(Model):
    """A language and those that it is translated into."""

    code: str
    name: str
    targets: list[str]


class LanguagesAnswer(Model):
    """All languages, those of sources first."""

    languages: list[LanguageAnswer]


class Texts:
    """The operations on texts over a service."""

    def __init__(self, service: Service, access: Access) -> None:
        self._service = service
        self._access = access

    def operations(self) -> list[Operation]:
        """Return the operations."""
        made: list[tuple[str, Work, type[BaseModel], type[BaseModel], str]] = [
            ("translations", self.translations, TranslationRequest, TranslationAnswer, "Translate texts"),
            ("verifications", self.verifications, VerificationRequest, VerificationAnswer, "Check a translation"),
            ("summaries", self.summaries, SummaryRequest, SummariesAnswer, "Summarize a text"),
            ("detections", self.detections, DetectionRequest, DetectionsAnswer, "Detect languages"),
        ]
        posts = [
            Operation(
                method="POST",
                path=f"/v1/{name}",
                work=work,
                summary=summary,
                asked=asked,
                answer=answer,
                media_types=(EVENTS,) if answer is TranslationAnswer else (),
                omits=answer is TranslationAnswer,
            )
            for name, work, asked, answer, summary in made
        ]
        languages = Operation(
            method="GET",
            path="/v1/languages",
            work=self.languages,
            summary="List the languages",
            answer=LanguagesAnswer,
        )
        return [*posts, languages]

    async def translations(self, given: Given) -> BaseModel | Response:
        """Translate texts into several languages."""
        asked: TranslationRequest = given.body
        self._within(asked.texts, times=len(asked.targets))
        routes = await self._service.languages()
        source = source_code(self._service, asked.source, routes)
        targets = [
            target_code(self._service, code, source, routes, f"/targets/{i}") for i, code in enumerate(asked.targets)
        ]
        wishes = self._wishes(asked, source, dict(zip(asked.targets, targets, strict=True)), list(routes))
        self._access.use(given.account, sum(map(len, asked.texts)) * len(targets))
        if EVENTS in given.request.headers.get("accept", ""):
            return await self._streamed(given, asked, source, targets, wishes)
        records: dict[tuple[str, int], list[Record]] = {}
        detailed = asked.detail == "segments"
        done, caller = await self._service.translate_into(
            given.request,
            asked.texts,
            source=source,
            targets=list(dict.fromkeys(targets)),
            html=asked.format == "html",
            account=given.account.share,
            watch=(lambda target, i, record: records.setdefault((target, i), []).append(record)) if detailed else None,
            wishes=wishes,
        )
        made = {
            stated: [
                await to_thread.run_sync(_detailed, text, records.get((target, i), []), target)
                if detailed
                else TextAnswer(text=text)
                for i, text in enumerate(done[target].texts)
            ]
            for stated, target in zip(asked.targets, targets, strict=True)
        }
        for target in dict.fromkeys(targets):
            for i, one in enumerate(made[asked.targets[targets.index(target)]]):
                self._measured(one, records.get((target, i), []), f"{done[target].sources[i].language}-{target}")
        sources = [_detection(one) for one in done[targets[0]].sources]
        self._access.refund(given.account, sum(map(len, asked.texts)) * len(targets), recalled(caller))
        return TranslationAnswer(source=sources, translations=made, degraded=sorted(caller.degraded))

    def _wishes(
        self, asked: TranslationRequest, source: str, targets: Mapping[str, str], sources: Sequence[str]
    ) -> Wishes:
        """Return the terms and variants that a request wants, from its targets and their codes. Raises `Faulty`."""
        variants: dict[str, str] = {}
        for index, stated in enumerate(asked.targets):
            for code, tag in self._service.variant(stated).items():
                if variants.setdefault(code, tag) != tag:
                    raise Faulty(f"/targets/{index}", f"{tag} cannot be asked for together with {variants[code]}")
        own: list[tuple[Pair, Entries]] = []
        for stated, entries in (asked.glossary or {}).items():
            if stated not in targets:
                raise Faulty("/glossary", f"{shown(stated)} is not one of the targets")
            try:
                terms = checked(entries.items())
            except Refusal as refusal:
                raise Faulty("/glossary", f"{stated}: {refusal.message}") from refusal
            own += [((one, targets[stated]), terms) for one in (sources if source == AUTO else [source])]
        return Wishes(own, variants)

    async def _streamed(
        self, given: Given, asked: TranslationRequest, source: str, targets: Sequence[str], wishes: Wishes
    ) -> StreamingResponse:
        """Stream the texts in their order, each as soon as it is translated. Raises `Refusal` before that."""
        pipeline = await self._service.pipeline()
        caller = self._service.caller(given.account.share, sum(map(len, asked.texts)) * len(targets), deadline=False)
        wishes.apply(caller, pipeline)
        tags = Tags() if asked.format == "html" else None
        stated = list(zip(asked.targets, targets, strict=True))

        def read() -> tuple[Parsed, list[Source]]:
            found = parsed(pipeline, asked.texts, source=source, tags=tags)
            return found, next(found.sources(pipeline, target) for target in targets)

        texts, sources = await self._service.work(given.request, caller, read)

        def make(put: Callable[[str], None]) -> None:
            for first, last in _groups(asked.texts):
                for code in dict.fromkeys(targets):
                    made, records = self._watched(pipeline, texts.some(first, last), code, detailed=detailed)
                    for index, text in enumerate(made.texts):
                        done = _detailed(text, records.get(index, []), code) if detailed else TextAnswer(text=text)
                        self._measured(done, records.get(index, []), f"{made.sources[index].language}-{code}")
                        for name in (name for name, own in stated if own == code):
                            put(_text_events(done, name, first + index))
            end = EndEvent(source=[_detection(one) for one in sources], degraded=sorted(caller.degraded))
            put(_event("end", end))
            self._access.refund(given.account, sum(map(len, asked.texts)) * len(targets), recalled(caller))

        detailed = asked.detail == "segments"
        return StreamingResponse(self._events(self._service.stream(caller, make)), media_type=EVENTS)

    async def _events(self, made: AsyncIterator[str]) -> AsyncIterator[str]:
        """Yield events; an error after the first is one too."""
        try:
            async for one in made:
                yield one
        except Refusal as refusal:
            yield f"event: problem\ndata: {bytes(refused(refusal).body).decode()}\n\n"
        except Exception as error:  # noqa: BLE001  (a bug: the stream ends with it)
            told(error)
            yield f"event: problem\ndata: {bytes(refused(Refusal(500, 'internal error')).body).decode()}\n\n"

    def _watched(
        self, pipeline: Pipeline, texts: Parsed, target: str, *, detailed: bool
    ) -> tuple[Translated, dict[int, list[Record]]]:
        """Return translations and, with `detailed`, the records of each text."""
        records: dict[int, list[Record]] = {}
        watch = (lambda i, record: records.setdefault(i, []).append(record)) if detailed else None
        made = translated(pipeline, texts, target=target, watch=watch)
        self._service.count_characters(made, texts.texts, target)
        return made, records

    def _measured(self, answer: TextAnswer, records: Sequence[Record], pair: str) -> None:
        """Count the findings of a text, and the estimates of its sentences."""
        metrics = self._service.metrics
        for found in (one for record in records for one in record.findings):
            metrics.count("babelpress_findings_total", check=found.check, severity=found.severity)
        for segment in answer.segments or ():
            if segment.estimate is not None:
                metrics.observe("babelpress_estimates", segment.estimate, pair=pair)

    async def verifications(self, given: Given) -> BaseModel:
        """Compare a translation with its source."""
        asked: VerificationRequest = given.body
        left, right = sides(asked.source, asked.target, "/target")
        self._within([*left, *right], most=PAGE)
        self._access.use(given.account, sum(map(len, left)))
        pipeline = await self._service.pipeline()
        report = await self._service.work(
            given.request,
            self._service.caller(given.account.share, 0),
            partial(
                pipeline.verify,
                asked.source,
                asked.target,
                source_language=asked.source_language,
                target_language=asked.target_language,
                checks=asked.checks,
                keep=asked.keep,
            ),
        )
        return verification(report)

    async def summaries(self, given: Given) -> BaseModel:
        """Summarize a text in several languages."""
        asked: SummaryRequest = given.body
        self._within([asked.text], times=len(asked.targets or [""]), most=PAGE)
        routes = await self._service.languages()
        stated = source_code(self._service, asked.source, routes)
        targets = [
            target_code(self._service, code, stated, routes, f"/targets/{i}")
            for i, code in enumerate(asked.targets or ())
        ]
        pipeline = await self._service.pipeline()
        self._access.use(given.account, len(asked.text) * max(1, len(targets)))
        source, made = await self._service.work(
            given.request,
            self._service.caller(given.account.share, len(asked.text)),
            partial(_summarized, pipeline, asked.text, stated, targets, asked.kinds),
        )
        return SummariesAnswer(
            source=_detection(source),
            summaries={
                code: [SummaryAnswer(kind=one.kind, text=one.text) for one in own] for code, own in made.items()
            },
        )

    async def detections(self, given: Given) -> BaseModel:
        """Detect the language of each text."""
        asked: DetectionRequest = given.body
        self._within(asked.texts)
        pipeline = await self._service.pipeline()
        found = await self._service.work(
            given.request,
            self._service.caller(given.account.share, 0),
            lambda: [_detection(detected(pipeline, text)) for text in asked.texts],
        )
        return DetectionsAnswer(detections=found)

    async def languages(self, given: Given) -> BaseModel:
        """List the languages."""
        found = await self._service.languages()
        return LanguagesAnswer(
            languages=[LanguageAnswer(code=code, name=name_of(code), targets=to) for code, to in found.items()]
        )

    def _within(self, texts: Sequence[str], *, times: int = 1, most: int | None = None) -> None:
        limits = self._service.limits
        size, limit = sum(map(len, texts)) * times, min(limits.characters, most or limits.characters)
        if len(texts) > limits.texts:
            raise Refusal(413, f"{len(texts):,} texts are more than {limits.texts:,}")
        if size > limit:
            raise Refusal(413, f"{size:,} characters, for all languages together, are more than {limit:,}")


def _groups(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last number of texts that are translated together."""
    first = size = 0
    for index, text in enumerate(texts):
        if index > first and size + len(text) > _GROUP:
            yield first, index
            first, size = index, 0
        size += len(text)
    yield first, len(texts)


def _event(name: str, data: BaseModel) -> str:
    return f"event: {name}\ndata: {data.model_dump_json(exclude_none=True)}\n\n"


def _text_events(done: TextAnswer, language: str, index: int) -> str:
    """Return the events of a text: one for each sentence, then one for the whole."""
    made = [
        _event("segment", SegmentEvent(language=language, text=index, segment=n, **dict(segment)))
        for n, segment in enumerate(done.segments or ())
    ]
    whole = TextEvent(language=language, text=index, translation=done.text, findings=done.findings)
    return "".join([*made, _event("text", whole)])


def _detection(source: Source) -> DetectionAnswer:
    return DetectionAnswer(language=source.language, confidence=round(source.confidence, 4))


def _detailed(text: str, records: Sequence[Record], target: str) -> TextAnswer:
    """Return a text with its sentences and their findings."""
    segments: list[SegmentAnswer] = []
    wide: list[FindingAnswer] = []
    for record in records:
        version = record.translation(target)
        estimates = estimated(record.language or "", target, version.segments) if version else []
        for index, segment in enumerate(version.segments if version else ()):
            own = [one for one in record.findings if one.language == target and one.segment == index]
            worst = {one.severity for one in own}
            segments.append(
                SegmentAnswer(
                    source=segment.source,
                    target=segment.target,
                    model=segment.model,
                    score=segment.score,
                    estimate=estimates[index],
                    verdict="severe" if "severe" in worst else "warning" if "warning" in worst else "ok",
                    flags=list(segment.flags),
                    findings=list(map(finding, own)),
                )
            )
        wide += [finding(one) for one in record.findings if one.language == target and one.segment is None]
    return TextAnswer(text=text, segments=segments, findings=wide)


def _summarized(
    pipeline: Pipeline, text: str, stated: str, targets: Sequence[str], kinds: Sequence[SummaryKind]
) -> tuple[Source, dict[str, tuple[Summary, ...]]]:
    source = detected(pipeline, text) if stated == AUTO else Source(stated, 1.0)
    if source.language not in pipeline.sources:
        source = Source(pipeline.sources[0], 0.0)
    languages = list(targets) or [source.language]
    made = pipeline.summarize(text, to=languages, source=source.language, kinds=list(kinds))
    return source, cast(dict[str, tuple[Summary, ...]], made)
