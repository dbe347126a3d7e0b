"""The process: a socket, signals, and an end that loses nothing."""

import asyncio
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from types import FrameType
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from babelpress.errors import ConfigError, Fault
from babelpress.serve.app import Site, application
from babelpress.serve.keys import Keys
from babelpress.serve.service import Service

GRACE = 30
"""Seconds for requests in hand after the first signal."""


_KEPT = 30
"""Seconds for which a connection without a request stays open."""


def listening(host: str, port: int) -> socket.socket:
    """Return a socket at an address. Raises `ConfigError` if that is impossible."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
    except (OSError, OverflowError) as error:
        made.close()
        reason = getattr(error, "strerror", None) or error
        raise ConfigError(f"cannot listen on {host}:{port}: {reason}", [Fault("--port", "choose another")]) from error
    made.listen(1024)
    return made


def refuse_open(host: str, keys: Keys, *, open_: bool) -> None:
    """Raise `ConfigError` for a service that others can reach and that asks nobody for a key."""
    if open_ or keys.are_needed() or is_loopback(host):
        return
    raise ConfigError(
        f"{host} can be reached from other machines, and there is no key",
        [Fault("", "make one: babelpress keys create NAME; or say that it is meant: --open")],
    )


def is_loopback(host: str) -> bool:
    """Whether an address is that of this machine alone."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def run(make: Callable[[], Service], site: Site, *, where: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until a signal; `make` is called in the event loop, `ready` when requests are accepted.

    Raises:
        BaseException: What was raised when the models were loaded.
    """

    async def serve() -> Service:
        service = make()
        app = application(service, site, failed=lambda: setattr(server, "should_exit", True))
        config = uvicorn.Config(
            app,
            http=_protocol(service.limits.header_seconds),
            ws="none",
            lifespan="on",
            access_log=False,
            log_config=None,
            log_level="error",
            server_header=False,
            proxy_headers=False,
            limit_concurrency=service.limits.connections,
            timeout_keep_alive=_KEPT,
            timeout_graceful_shutdown=GRACE,
        )
        server = _Server(config, service)
        with server.capture_signals():  # before anybody knows the address
            ready()
            await server.serve(sockets=[where])
        return service

    service = asyncio.run(serve())
    if service.failed:
        raise service.failed


def leave() -> None:
    """End the process with status 0, at once if threads are left: in native code, they would abort its usual end."""
    if any(one.daemon for one in threading.enumerate()):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


class _Server(uvicorn.Server):
    """Ends with status 0 after the first signal, at once at the second."""

    def __init__(self, config: uvicorn.Config, service: Service) -> None:
        super().__init__(config)
        self._service = service

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Handle the signals that end a process; unlike uvicorn's own, do not raise them again at the end."""
        before = {one: signal.signal(one, self.handle_exit) for one in (signal.SIGTERM, signal.SIGINT)}
        try:
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin the end, or end."""
        if self.should_exit:
            os._exit(128 + sig)
        self._service.draining = True
        self.should_exit = True


def _protocol(seconds: float) -> type[H11Protocol]:
    """Return uvicorn's protocol for HTTP/1.1, which closes connections whose headers do not arrive in time."""

    class Impatient(H11Protocol):
        _timer: asyncio.TimerHandle | None = None

        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            self._expect()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            self._expect()

        def connection_lost(self, exc: Exception | None) -> None:
            super().connection_lost(exc)
            self._stop()

        def _expect(self) -> None:
            """Begin to wait for headers, or go on; stop when they are there."""
            if self.cycle is not None and not self.cycle.response_complete:
                self._stop()
            elif self._timer is None:
                self._timer = self.loop.call_later(seconds, self._close)

        def _stop(self) -> None:
            if self._timer:
                self._timer.cancel()
                self._timer = None

        def _close(self) -> None:
            self._timer = None
            if (self.cycle is None or self.cycle.response_complete) and not self.transport.is_closing():
                self.transport.close()

    return Impatient
