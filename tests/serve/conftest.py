"""A service as users start it: `babelpress serve` in a process of its own, on a free port of this machine."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

collect_ignore_glob = [] if find_spec("uvicorn") and find_spec("starlette") else ["test_*.py"]

PATIENCE = 60
"""Seconds after which a test that would wait forever fails."""


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def error(self) -> str:
        """The sentence of a refusal, whatever the shape."""
        assert self.status >= 400, self.body
        found = self.json.get("error") or self.json.get("message") or self.json.get("detail")
        assert isinstance(found, str) and found
        return found


@dataclass
class Running:
    """A service: its address, and its process."""

    url: str
    process: subprocess.Popen[str]
    errors: Path
    closed: bool = field(default=False)

    @property
    def port(self) -> int:
        return urlsplit(self.url).port or 0

    def ask(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> Answer:
        """Make one request; an object is sent as JSON."""
        headers = dict(headers or {})
        if body is not None and not isinstance(body, bytes | str):
            body = json.dumps(body)
            headers.setdefault("Content-Type", "application/json")
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body.encode() if isinstance(body, str) else body, headers)
            got = connection.getresponse()
            return Answer(got.status, {name.lower(): value for name, value in got.getheaders()}, got.read())
        finally:
            connection.close()

    def post(self, path: str, body: Any = None, **headers: str) -> Answer:
        return self.ask("POST", path, body, {name.replace("_", "-"): value for name, value in headers.items()})

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, None, {name.replace("_", "-"): value for name, value in headers.items()})

    def translate(self, q: Any, **more: Any) -> Answer:
        return self.post("/translate", {"q": q, "source": "fr", "target": "nl", **more})

    def raw(self, data: bytes) -> bytes:
        """Send bytes and return all that comes back until the end of the connection."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as connection:
            connection.sendall(data)
            got = b""
            while part := connection.recv(65536):
                got += part
            return got

    def end(self) -> int:
        """End it as a system does, and return its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)


Start = Callable[..., Running]


def _start(folder: Path, options: tuple[str, ...]) -> Running:
    errors = folder / "errors.txt"
    with errors.open("w") as stderr:
        process = subprocess.Popen(
            [sys.executable, "-m", "babelpress", "serve", "--port", "0", "--state", str(folder / "state"), *options],
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
    assert process.stdout is not None
    url = process.stdout.readline().strip()
    assert url.startswith("http://"), errors.read_text()
    return Running(url, process, errors)


@pytest.fixture(scope="session")
def start_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    running: list[Running] = []

    def start(*options: str, folder: Path | None = None) -> Running:
        running.append(_start(folder or tmp_path_factory.mktemp("serve"), options))
        return running[-1]

    yield start
    for one in running:
        if one.process.poll() is None:
            one.process.kill()
        one.process.wait(PATIENCE)
        if one.process.stdout:
            one.process.stdout.close()


@pytest.fixture(scope="session")
def server(start_session: Start) -> Running:
    """The service with the shipped weights."""
    return start_session("--suggestions")


@pytest.fixture(scope="session")
def fake(start_session: Start) -> Running:
    """The service with the backend that marks its input, and small limits."""
    return start_session("--profile", "fake", "--characters", "3000", "--texts", "20")


@pytest.fixture
def start(start_session: Start) -> Start:
    """Return a function that starts a service of one's own."""
    return start_session
