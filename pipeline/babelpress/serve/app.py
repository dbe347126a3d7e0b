"""The application: the routes of all APIs, with what holds for each request."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_bytes
from typing import Literal

from anyio import to_thread
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from babelpress._internal.process_memory import own_bytes
from babelpress.serve.access import Access, Network
from babelpress.serve.answering import answering
from babelpress.serve.database import Database
from babelpress.serve.deepl import DeepL
from babelpress.serve.downloads import Downloads
from babelpress.serve.glossaries import Glossaries
from babelpress.serve.jobs.store import LEASE, Store
from babelpress.serve.jobs.webhooks import Hooks, Messenger
from babelpress.serve.jobs.worker import Worker
from babelpress.serve.keys import Keys
from babelpress.serve.libretranslate import LibreTranslate
from babelpress.serve.limits import BodyLimit
from babelpress.serve.metrics import Labels
from babelpress.serve.refusal import Refusal
from babelpress.serve.service import Service
from babelpress.serve.suggestions import Suggestions
from babelpress.serve.v1.about import About
from babelpress.serve.v1.jobs import Jobs
from babelpress.serve.v1.operations import description, refused, routes
from babelpress.serve.v1.page import POLICY, page
from babelpress.serve.v1.texts import Texts

Role = Literal["all", "web", "worker"]
"""What a process does: it answers requests, works on jobs, or both."""

_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
)


_PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"

_END = 20.0
"""Seconds for the parts of jobs that the models work on when the process ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """How the service stands in the network.

    Attributes:
        state: The folder of its suggestions.
        database: The database of its keys and jobs.
        role: What the process does.
        lease: Seconds of a lease of a job.
        hooks: Which callbacks are allowed.
        prefix: A path before that of each route, e.g. `/babel`; the routes are there without it too.
        origins: Origins of web pages that may call it; `*` is any.
        proxies: Networks of proxies whose `X-Forwarded-*` headers are believed.
        suggestions: Whether suggestions are kept.
    """

    state: Path
    database: Database
    role: Role = "all"
    lease: float = LEASE
    hooks: Hooks = field(default_factory=Hooks)
    prefix: str = ""
    origins: Sequence[str] = ()
    proxies: Sequence[Network] = ()
    suggestions: bool = False


def application(service: Service, site: Site, *, failed: Callable[[], None]) -> ASGIApp:
    """Return the application; `failed` is called if the models cannot be loaded."""
    downloads, metrics = Downloads(), service.metrics
    access = Access(Keys(site.database), service.limits.requests, site.proxies)
    suggestions = Suggestions(site.state / "suggestions.jsonl") if site.suggestions else None
    desk = Desk(service, site)
    jobs = Jobs(
        service,
        access,
        desk.store,
        hooks=site.hooks,
        secret=site.database.secret("links", token_bytes(32)),
        woken=desk.worker.wake,
        cancelled=desk.worker.cancel,
    )
    texts, about = Texts(service, access), About(service, access.keys)
    operations = [*texts.operations(), *jobs.operations(), *about.operations()]
    own = [
        *LibreTranslate(service, access, downloads, suggestions).routes(),
        *DeepL(service, access, desk.store, Glossaries(site.database), woken=desk.worker.wake).routes(),
        *routes(operations, access),
    ]
    if site.role == "worker":
        own = [one for one in own if one.path.startswith("/health")]

    async def numbers(request: Request) -> Response:
        access.account(request)
        return PlainTextResponse(metrics.written(await to_thread.run_sync(desk.gauges)), media_type=_PROMETHEUS)

    async def openapi(request: Request) -> Response:
        return JSONResponse(description(operations, server=request.scope.get("babelpress.prefix", "")))

    async def docs(request: Request) -> Response:
        described = description(operations, server=request.scope.get("babelpress.prefix", ""))
        return HTMLResponse(page(described), headers={"Content-Security-Policy": POLICY})

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        service.start(failed)
        begun = asyncio.create_task(desk.start())
        yield
        service.close()
        await desk.stop()
        begun.cancel()
        downloads.close()
        site.database.close()

    made = Starlette(
        routes=[
            *(Route(one.path, metrics.measured(one.path, one.endpoint), methods=one.methods) for one in own),
            Route("/metrics", answering(numbers, refused, bug="internal error"), methods=["GET"]),
            Route("/openapi.json", openapi, methods=["GET"]),
            Route("/docs", docs, methods=["GET"]),
        ],
        lifespan=lifespan,
        exception_handlers={404: _error, 405: _error},
        middleware=[
            Middleware(
                CORSMiddleware,
                allow_origins=list(site.origins),
                allow_methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
                allow_headers=["Authorization", "Content-Type", "Idempotency-Key", "Last-Event-ID"],
                max_age=86_400,
            ),
            Middleware(BodyLimit, limits=service.limits),
        ],
    )
    made.router.redirect_slashes = False
    return _Paths(made, prefix=site.prefix)


class Desk:
    """The jobs of a process: the table, and who works on it once the models are loaded."""

    def __init__(self, service: Service, site: Site) -> None:
        self.store = Store(site.database, lease=site.lease)
        self.worker = Worker(self.store, ending=lambda: service.draining)
        self._service = service
        self._works = site.role != "web"
        self._messenger = Messenger(self.store, site.hooks)

    async def start(self) -> None:
        """Begin to work when the models are loaded."""
        if self._works:
            with suppress(Refusal):  # the process ends, and says why
                self.worker.start(await self._service.loaded())
                self._messenger.start()

    def gauges(self) -> dict[str, dict[Labels, float]]:
        """Return what holds at the moment, for `Metrics.written`."""
        jobs = self.store.counts()
        found: dict[str, dict[Labels, float]] = {
            "babelpress_ready": {(): float(self._service.is_ready)},
            "babelpress_jobs": {(("state", state),): count for state, count in jobs.items()},
            "process_resident_memory_bytes": {(): own_bytes()},
        }
        if scheduler := self._service.scheduler:
            waiting = scheduler.waiting()
            found |= {
                "babelpress_engine_busy_seconds_total": {(): scheduler.busy_seconds},
                "babelpress_cache_hits_total": {(): scheduler.found},
                "babelpress_cache_misses_total": {(): scheduler.missed},
                "babelpress_waiting": {(("class", name),): count for name, count in waiting.items()},
            }
        return found

    async def stop(self) -> None:
        """Give back what is in hand."""
        self._messenger.stop()
        await to_thread.run_sync(lambda: self.worker.stop(_END))


async def _error(request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 404)
    message = "There is nothing at this address" if status == 404 else "This method is not allowed here"
    return JSONResponse({"error": message}, status_code=status, headers=getattr(error, "headers", None))


class _Paths:
    """Finds a route however clients join its path: `//translate`, `/translate/`, with and without the prefix.

    It also adds the headers that each answer has.
    """

    def __init__(self, app: ASGIApp, *, prefix: str) -> None:
        self._app = app
        self._prefix = "/" + prefix.strip("/") if prefix.strip("/") else ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            path = "/" + "/".join(part for part in scope["path"].split("/") if part)
            used = ""
            if self._prefix and (path + "/").startswith(self._prefix + "/"):
                path, used = path[len(self._prefix) :] or "/", self._prefix
            scope = {**scope, "path": path, "raw_path": path.encode(), "babelpress.prefix": used}

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name.lower() for name, _ in message["headers"]}
                more = [pair for pair in _HEADERS if pair[0] not in given]
                message = {**message, "headers": [*message["headers"], *more]}
            await send(message)

        await self._app(scope, receive, sent)
