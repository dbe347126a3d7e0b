"""Limits of requests: how long a body is and takes, how many requests a client makes."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from math import ceil

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from babelpress.serve.refusal import Refusal

_DISCARDING = 5.0
"""Seconds for reading a body that is refused."""

MINUTE = 60
"""Seconds in which an empty bucket is full again."""

_BUCKETS = 10_000
"""Buckets from which those that are full are forgotten."""

UPLOADS = ("/translate_file", "/v2/document", "/v1/jobs")
"""Routes whose bodies are files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one request may have, and what one client may ask.

    Attributes:
        body: Bytes of a body.
        upload: Bytes of a body with a file.
        texts: Texts of a request.
        characters: Characters of a request.
        alternatives: Alternatives of a text.
        body_seconds: Seconds within which a body arrives.
        header_seconds: Seconds within which the headers arrive.
        ready_seconds: Seconds that a request waits for the models to be loaded.
        sync_seconds: Seconds within which a translation is wanted; see `Caller.deadline`.
        connections: Connections at a time.
        requests: Requests of a client in a minute; 0: any number.
    """

    body: int = 10 * 1024 * 1024
    upload: int = 50 * 1024 * 1024
    texts: int = 5_000
    characters: int = 500_000
    alternatives: int = 10
    body_seconds: float = 60.0
    header_seconds: float = 10.0
    ready_seconds: float = 60.0
    sync_seconds: float = 9.0
    connections: int = 256
    requests: int = 0


class BodyLimit:
    """Middleware that refuses a body which is too long (413) or arrives too slowly (408)."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app = app
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, counting what arrives."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = self._limits.upload if scope["path"].endswith(UPLOADS) else self._limits.body
        headers = dict(scope["headers"])
        stated = headers.get(b"content-length", b"0")
        too_long = Refusal(413, f"the body is longer than {most:,} bytes", {"Connection": "close"})
        until = time.monotonic() + self._limits.body_seconds
        length, whole = 0, False

        async def limited() -> Message:
            nonlocal length, whole
            if whole:
                return await receive()
            if stated.isdigit() and int(stated) > most:
                if int(stated) <= 4 * most:
                    await _discarded(receive, most=4 * most)
                raise too_long
            try:
                message = await asyncio.wait_for(receive(), max(0.01, until - time.monotonic()))
            except TimeoutError as error:
                seconds = f"{self._limits.body_seconds:g}"
                raise Refusal(408, f"the body did not arrive within {seconds} s", {"Connection": "close"}) from error
            length += len(message.get("body", b""))
            whole = not message.get("more_body", False)
            if length > most:
                if not whole:
                    await _discarded(receive, most=most)
                raise too_long
            return message

        await self._app(scope, limited, send)


async def _discarded(receive: Receive, *, most: int) -> None:
    """Read a body that nobody wants: its client may read the answer only when it has sent all."""
    length = 0
    with suppress(TimeoutError):
        async with asyncio.timeout(_DISCARDING):
            while length <= most:
                message = await receive()
                length += len(message.get("body", b""))
                if not message.get("more_body", False):
                    return


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class Buckets:
    """Token buckets: what may be used in a minute, by name; it comes back bit by bit.

    A cost of more than a whole bucket is taken from a full one, which is then in debt: no request is refused for ever.

    Args:
        clock: The time in seconds.
    """

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._buckets: dict[str, _Bucket] = {}

    def take(self, name: str, most: int, cost: int = 1) -> int:
        """Take from a bucket of `most`; return 0 or, if it has too little, the seconds after which it has enough."""
        bucket = self._filled(name, most)
        wanted = min(cost, most)
        if bucket.left < wanted:
            return max(1, ceil((wanted - bucket.left) * MINUTE / most))
        bucket.left -= cost
        return 0

    def give_back(self, name: str, most: int, cost: int) -> None:
        """Put back what a request has taken and did not cost."""
        bucket = self._filled(name, most)
        bucket.left = min(most, bucket.left + cost)

    def left(self, name: str, most: int) -> tuple[int, int]:
        """Return what a bucket of `most` has, and the seconds after which it is full."""
        bucket = self._filled(name, most)
        return max(0, int(bucket.left)), ceil((most - bucket.left) * MINUTE / most)

    def _filled(self, name: str, most: int) -> _Bucket:
        now = self._clock()
        if len(self._buckets) > _BUCKETS:
            self._buckets = {key: one for key, one in self._buckets.items() if one.at > now - MINUTE or one.left < 0}
        bucket = self._buckets.setdefault(name, _Bucket(most, now))
        bucket.left = min(most, bucket.left + (now - bucket.at) * most / MINUTE)
        bucket.at = now
        return bucket
