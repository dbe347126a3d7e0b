"""Jobs in `/v1`: begun, asked for, listed, cancelled, watched, and their results fetched."""

import hashlib
import hmac
import json
import re
import time
from base64 import b64decode
from binascii import Error
from collections.abc import AsyncIterator, Callable, Sequence
from functools import partial
from typing import Any, Literal, cast

import anyio
from anyio import to_thread
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from babelpress import lang
from babelpress.document import SummaryKind
from babelpress.lang.codes import normal_code
from babelpress.serve.access import Access, Account
from babelpress.serve.answering import disposition, timestamp
from babelpress.serve.database import Connection
from babelpress.serve.documents import refuse_unknown
from babelpress.serve.jobs.kinds import MEDIA_TYPES
from babelpress.serve.jobs.store import ENDS, STATES, Event, Job, Result, State, Store
from babelpress.serve.jobs.webhooks import Hooks
from babelpress.serve.keys import count
from babelpress.serve.parameters import Parameters
from babelpress.serve.refusal import Refusal, shown
from babelpress.serve.service import AUTO, Service, read_file
from babelpress.serve.v1.findings import sides
from babelpress.serve.v1.languages import source_code, target_code
from babelpress.serve.v1.operations import EVENTS, Faulty, Given, Model, Operation, problem

_POLL = 0.4
"""Seconds between two looks for events: with the steps of progress at most two a second."""

_BEAT = 15.0
"""Seconds after which a stream without events has a comment."""

_MOST = 100
"""Jobs of a page of the list."""

_IDEMPOTENCY = 255
"""Characters of an idempotency key."""


class CallbackRequest(Model):
    """Whom to tell of the end of a job (Standard Webhooks)."""

    url: str = Field(description="An address that the service may call; see `--webhook-host`.")
    secret: str = Field(description="24 to 64 bytes in base64, after `whsec_`, to sign with.")


class ArticleRequest(Model):
    """An article; a line of its text is a paragraph."""

    text: str
    title: str = ""
    id: str = Field("", description="A name in the result; empty: its number.")


class TranslatedRequest(Model):
    """A text, or a list of segments, and its translations of any origin by the codes of their languages."""

    source: str | list[str]
    translations: dict[str, str | list[str]] = Field(description="One for each of the `targets`, as `source` is.")
    id: str = Field("", description="A name in the result; empty: its number.")


class JobRequest(Model):
    """Work that goes on without its client. Documents come as a multipart body instead."""

    kind: Literal["texts", "articles", "summarize", "verify"]
    targets: list[str] = Field(
        min_length=1,
        max_length=20,
        description="Codes of the target languages; with the kind `verify` also of variants, such as `pt-BR`.",
    )
    source: str = Field(AUTO, description="The code of the language, or `auto`.")
    texts: list[str] | None = Field(None, min_length=1, description="With the kind `texts`.")
    format: Literal["text", "html"] = Field("text", description="What the texts are.")
    articles: list[ArticleRequest] | None = Field(None, min_length=1, description="With the kind `articles`.")
    text: str | None = Field(None, description="With the kind `summarize`.")
    verifications: list[TranslatedRequest] | None = Field(
        None, min_length=1, description="With the kind `verify`: what the checks compare, as `/v1/verifications` does."
    )
    kinds: list[SummaryKind] = Field(["summary"], min_length=1, description="With the kind `summarize`.")
    callback: CallbackRequest | None = None


class ProgressAnswer(Model):
    """How far a job is; `total` is 0 until it has begun."""

    done: int
    total: int
    unit: Literal["sentences"] = "sentences"


class ResultAnswer(Model):
    """What a job has made in a language; `href` works without a key until the job expires."""

    language: str
    name: str
    href: str
    media_type: str
    bytes: int
    sha256: str


class DeliveryAnswer(Model):
    """How the client was told of the end."""

    id: str
    tries: int
    status: str


class JobAnswer(Model):
    """A job; times are ISO 8601 (UTC)."""

    id: str
    kind: str
    state: State
    targets: list[str]
    progress: ProgressAnswer
    position: int | None = Field(None, description="Jobs before it, while it waits.")
    created: str
    started: str | None
    finished: str | None
    expires: str | None
    results: list[ResultAnswer]
    problem: str | None
    deliveries: list[DeliveryAnswer]


class JobsAnswer(Model):
    """Jobs, the newest first; `cursor` leads to the next page, it is null on the last."""

    jobs: list[JobAnswer]
    cursor: str | None


class Jobs:
    """The operations on jobs over a table.

    Args:
        service: Knows the languages.
        access: Whose a request is.
        store: The table.
        hooks: Says which callbacks are allowed.
        secret: Signs links.
        woken: Called when a job has come.
        cancelled: Called with the id of a job that is to end.
    """

    def __init__(
        self,
        service: Service,
        access: Access,
        store: Store,
        *,
        hooks: Hooks,
        secret: bytes,
        woken: Callable[[], None],
        cancelled: Callable[[str], None],
    ) -> None:
        self._service = service
        self._access = access
        self._store = store
        self._hooks = hooks
        self._secret = secret
        self._woken = woken
        self._cancelled = cancelled

    def operations(self) -> list[Operation]:
        """Return the operations."""
        return [
            Operation(
                method="POST", path="/v1/jobs", work=self.begin, summary="Begin a job", asked=JobRequest,
                answer=JobAnswer, status=202, headers={"Idempotency-Key": "The same request again gives the same job."},
                form={
                    "file": "The document.", "targets": "Codes of the target languages, separated by commas.",
                    "source": "The code of its language, or `auto`.", "callback_url": "See `callback`.",
                    "callback_secret": "See `callback`.",
                },
            ),
            Operation(
                method="GET", path="/v1/jobs", work=self.list, summary="List jobs", answer=JobsAnswer,
                query={"state": "Only those in this state.", "cursor": "The page.", "limit": "Jobs of a page."},
            ),
            Operation(
                method="GET", path="/v1/jobs/{id}", work=self.show, summary="Ask how far a job is", answer=JobAnswer
            ),
            Operation(
                method="DELETE", path="/v1/jobs/{id}", work=self.cancel, summary="Cancel a job", answer=JobAnswer,
                status=202,
            ),
            Operation(
                method="GET", path="/v1/jobs/{id}/events", work=self.events, summary="Watch a job",
                media_types=(EVENTS,), headers={"Last-Event-ID": "The event after which to go on."},
            ),
            Operation(
                method="GET", path="/v1/jobs/{id}/results/{language}", work=self.result, summary="Fetch a result",
                media_types=MEDIA_TYPES, public=True,
                query={"expires": "As in `href`.", "signature": "As in `href`."},
                headers={"Range": "Some of its bytes.", "If-None-Match": "The `ETag` of what the client has."},
            ),
        ]  # fmt: skip

    # Operations.

    async def begin(self, given: Given) -> Response:
        """Enter a job."""
        idempotency = given.request.headers.get("idempotency-key") or None
        if idempotency and len(idempotency) > _IDEMPOTENCY:
            raise Refusal(400, f"an Idempotency-Key has at most {_IDEMPOTENCY} characters")
        asked = cast("JobRequest | None", given.body)
        if asked:
            kind, params, data, characters = await self._of_json(asked)
            callback = asked.callback.model_dump() if asked.callback else None
        else:
            kind, params, data, characters = await self._of_form(given.parameters)
            url, secret = given.parameters.text("callback_url"), given.parameters.text("callback_secret")
            callback = {"url": url, "secret": secret} if url or secret else None
        if callback:
            self._refuse_callback(callback)
        key = given.account.key

        def counted(open_: Connection) -> None:
            if key:
                count(open_, key, characters * len(params["targets"]), jobs=1)

        job, new = await to_thread.run_sync(
            lambda: self._store.add(
                given.account.name,
                kind,
                params,
                data,
                callback=callback,
                idempotency=idempotency,
                count=counted,
                most=key.jobs if key else 0,
            )
        )
        if new:
            self._woken()
        made = await self._answer(given.request, job)
        place = f"{self._access.base(given.request)}/v1/jobs/{job.id}"
        return JSONResponse(made.model_dump(mode="json"), status_code=202, headers={"Location": place})

    async def list(self, given: Given) -> BaseModel:
        """List the jobs of an account."""
        state, before = given.parameters.text("state"), given.parameters.text("cursor")
        if state and state not in STATES:
            raise Faulty("/state", f"it is one of: {', '.join(STATES)}")
        limit = given.parameters.text("limit") or "20"
        if not re.fullmatch("[0-9]{1,4}", limit) or not 1 <= int(limit) <= _MOST:
            raise Faulty("/limit", f"it is a number from 1 to {_MOST}")
        wanted: Any = state or None  # one of `STATES`
        found = await to_thread.run_sync(
            lambda: self._store.all(given.account.name, state=wanted, before=before, limit=int(limit) + 1)
        )
        page = found[: int(limit)]
        jobs = [await self._answer(given.request, job) for job in page]
        return JobsAnswer(jobs=jobs, cursor=page[-1].id if len(found) > len(page) else None)

    async def show(self, given: Given) -> BaseModel:
        """Tell how far a job is."""
        return await self._answer(given.request, await self._job(given.request, given.account))

    async def cancel(self, given: Given) -> BaseModel:
        """End a job; what it has made stays."""
        job = await self._job(given.request, given.account)
        await to_thread.run_sync(self._store.cancel, job.id)
        self._cancelled(job.id)
        return await self.show(given)

    async def events(self, given: Given) -> Response:
        """Stream what happens to a job, from an event on."""
        job = await self._job(given.request, given.account)
        after = _after(given.request.headers.get("last-event-id", ""), job.id)
        first = await to_thread.run_sync(lambda: self._store.events(job.id, after=after))
        if after and job.state in ENDS and not first:
            return Response(status_code=204)  # a browser that comes again is to stay away
        return StreamingResponse(self._stream(job.id, first, after), media_type=EVENTS)

    async def result(self, given: Given) -> Response:
        """Give what was made in a language: with the signature of a link, or to whom it belongs."""
        id, language = given.request.path_params["id"], given.request.path_params["language"]
        if not self._is_signed(given.parameters, id, language):
            await self._job(given.request, self._access.account(given.request))
        found = await to_thread.run_sync(self._store.result, id, language)
        if found is None:
            raise Refusal(404, "there is no such result")
        return _file(given.request, *found)

    # Requests.

    async def _of_json(self, asked: JobRequest) -> tuple[str, dict[str, Any], bytes, int]:
        """Return kind, parameters, input and characters of a job. Raises `Refusal`."""
        fields = {"texts": "texts", "articles": "articles", "summarize": "text", "verify": "verifications"}
        field = fields[asked.kind]
        value = getattr(asked, field)
        if value is None:
            raise Faulty(f"/{field}", f"a job of the kind '{asked.kind}' needs it")
        if asked.kind in ("articles", "verify"):
            value = [one.model_dump() | {"id": one.id or str(n)} for n, one in enumerate(value, start=1)]
        data = json.dumps(value, ensure_ascii=False).encode()
        if asked.kind == "verify":
            return asked.kind, _compared(asked), data, sum(map(_size, asked.verifications or ()))
        params = await self._languages(asked.source, asked.targets)
        more: dict[str, Any] = {}
        if asked.kind == "texts":
            more["format"] = asked.format
        elif asked.kind == "summarize":
            more["kinds"] = asked.kinds
        return asked.kind, {**params, **more}, data, len(data)

    async def _of_form(self, given: Parameters) -> tuple[str, dict[str, Any], bytes, int]:
        files = given.files.get("file", [])
        if len(files) != 1:
            raise Faulty("/file", "there must be one file")
        targets = [code.strip() for value in given.values.get("targets", []) for code in value.split(",")]
        if not any(targets) or len(targets) > 20:
            raise Faulty("/targets", "there must be one target language or several, at most 20")
        params = await self._languages(given.text("source") or AUTO, targets)
        data, name = await read_file(files[0])
        refuse_unknown(await self._service.pipeline(), data, name)
        return "document", {**params, "name": name}, data, len(data)

    async def _languages(self, source: str, targets: Sequence[str]) -> dict[str, Any]:
        routes = await self._service.languages()
        code = source_code(self._service, source, routes)
        found = [target_code(self._service, one, code, routes, f"/targets/{n}") for n, one in enumerate(targets)]
        return {"source": code, "targets": list(dict.fromkeys(found))}

    def _refuse_callback(self, callback: dict[str, str]) -> None:
        self._hooks.refuse(callback["url"])
        try:
            secret = b64decode(callback["secret"].removeprefix("whsec_"), validate=True)
        except (Error, ValueError):
            secret = b""
        if not 24 <= len(secret) <= 64:
            raise Faulty("/callback/secret", "it must be 24 to 64 bytes in base64, after whsec_")

    async def _job(self, request: Request, account: Account) -> Job:
        """Return the job of a path: with keys, to the key that has begun it. Raises `Refusal`."""
        job = await to_thread.run_sync(self._store.find, request.path_params["id"])
        if job is None or (account.key and job.account != account.name):
            raise Refusal(404, "there is no such job")
        return job

    # Answers.

    async def _answer(self, request: Request, job: Job) -> JobAnswer:
        results = await to_thread.run_sync(self._store.results, job.id)
        told = await to_thread.run_sync(self._store.deliveries, job.id) if job.callback else []
        waits = await to_thread.run_sync(self._store.position, job) if job.state == "queued" else None
        targets = list(job.params.get("targets", ()))
        return JobAnswer(
            id=job.id,
            kind=job.kind,
            state=job.state,
            targets=targets,
            progress=ProgressAnswer(done=job.done, total=job.total),
            position=waits,
            created=timestamp(job.created),
            started=job.started and timestamp(job.started),
            finished=job.finished and timestamp(job.finished),
            expires=job.expires and timestamp(job.expires),
            results=[
                ResultAnswer(
                    language=one.language,
                    name=one.name,
                    href=self._link(request, job, one.language),
                    media_type=one.media_type,
                    bytes=one.bytes,
                    sha256=one.sha256,
                )
                for one in sorted(results, key=lambda one: targets.index(one.language))
            ],
            problem=job.problem,
            deliveries=[DeliveryAnswer(id=one.id, tries=one.tries, status=one.status) for one in told],
        )

    def _link(self, request: Request, job: Job, language: str) -> str:
        """Return the address of a result, which works without a key until the job expires."""
        expires = f"{int(job.expires or time.time() + 24 * 3600):x}"
        query = f"expires={expires}&signature={self._signature(job.id, language, expires)}"
        return f"{self._access.base(request)}/v1/jobs/{job.id}/results/{language}?{query}"

    def _signature(self, id: str, language: str, expires: str) -> str:
        return hmac.new(self._secret, f"{id} {language} {expires}".encode(), hashlib.sha256).hexdigest()

    def _is_signed(self, given: Parameters, id: str, language: str) -> bool:
        expires, signature = given.text("expires"), given.text("signature")
        genuine = hmac.compare_digest(signature.encode(), self._signature(id, language, expires).encode())
        return genuine and int(expires, 16) > time.time()

    async def _stream(self, id: str, first: Sequence[Event], after: int) -> AsyncIterator[str]:
        """Yield events as they come, until the job ends or the service does."""
        waiting, events = 0.0, list(first)
        while True:
            for event in events:
                after, waiting = event.seq, 0.0
                yield f"id: {id}.{event.seq}\nevent: {event.type}\ndata: {event.data}\n\n"
                if event.type == "state" and json.loads(event.data)["state"] in ENDS:
                    return
            if self._service.draining:
                return
            await anyio.sleep(_POLL)
            waiting += _POLL
            if waiting >= _BEAT:
                waiting = 0.0
                yield ":\n\n"
            events = await to_thread.run_sync(partial(self._store.events, id, after=after))


def _compared(asked: JobRequest) -> dict[str, Any]:
    """Return the languages of texts to compare, any that the checks know. Raises `Faulty`."""
    source = asked.source if asked.source == AUTO else normal_code(asked.source)
    if source != AUTO and source not in lang.known():
        raise Faulty("/source", f"{shown(asked.source)} is not supported")
    targets = list(dict.fromkeys(asked.targets))
    for n, code in enumerate(targets):
        if normal_code(code) not in lang.known():
            raise Faulty(f"/targets/{n}", f"{shown(code)} is not supported")
        for k, one in enumerate(asked.verifications or ()):
            pointer = f"/verifications/{k}/translations/{code}"
            if code not in one.translations:
                raise Faulty(pointer, "there is no translation into this language")
            sides(one.source, one.translations[code], pointer)
    return {"source": source, "targets": targets}


def _size(one: TranslatedRequest) -> int:
    return len(one.source) if isinstance(one.source, str) else sum(map(len, one.source))


def _after(stated: str, id: str) -> int:
    """Return the number of the last event that a client has seen; 0 for none. Raises `Refusal`."""
    if not stated:
        return 0
    found = re.fullmatch(rf"{re.escape(id)}\.([0-9]{{1,15}})", stated)
    if found is None:
        raise Refusal(400, "Last-Event-ID is of another job")
    return int(found[1])


def _file(request: Request, found: Result, data: bytes) -> Response:
    """Return bytes, or a range of them."""
    tag = f'"{found.sha256}"'
    headers = {
        "ETag": tag,
        "Accept-Ranges": "bytes",
        "Content-Disposition": disposition(found.name),
    }
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    asked = re.fullmatch(r"bytes=([0-9]{0,15})-([0-9]{0,15})", request.headers.get("range", ""))
    if asked and any(asked.groups()) and request.headers.get("if-range", tag) == tag:
        begin, end = asked.groups()
        first = int(begin) if begin else max(0, len(data) - int(end))
        last = min(int(end), len(data) - 1) if begin and end else len(data) - 1
        if first > last:
            return problem(416, "there are no such bytes", headers={"Content-Range": f"bytes */{len(data)}"})
        part = data[first : last + 1]
        headers["Content-Range"] = f"bytes {first}-{last}/{len(data)}"
        return Response(part, status_code=206, media_type=found.media_type, headers=headers)
    return Response(data, media_type=found.media_type, headers=headers)
