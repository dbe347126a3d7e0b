"""Downloads: resumed, verified, and with an error that says what to do."""

import errno
import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from babelpress.errors import ModelUnavailable
from babelpress.models import download as module
from babelpress.models.download import download

CONTENT = bytes(range(256)) * 8000
SHA256 = hashlib.sha256(CONTENT).hexdigest()


class Server:
    """Sends `CONTENT`; `breaks` connections end after `most` bytes, `status` is an error to answer."""

    def __init__(self) -> None:
        self.ranges: list[str | None] = []
        self.seen: list[dict[str, str]] = []
        self.breaks = 0
        self.most = len(CONTENT)
        self.pause = 0.0
        self.status = 0
        self.with_ranges = True
        self.location = ""
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                with suppress(OSError):  # the client was killed
                    server.answer(self)

            def log_message(self, *_) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}/model.safetensors"
        threading.Thread(target=self.http.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        self.http.shutdown()
        self.http.server_close()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        asked = request.headers.get("Range")
        self.ranges.append(asked)
        self.seen.append({name.lower(): value for name, value in request.headers.items()})
        if self.location:
            request.send_response(302)
            request.send_header("Location", self.location)
            request.end_headers()
            return
        if self.status:
            request.send_response(self.status)
            request.end_headers()
            return
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked and self.with_ranges else 0
        if start >= len(CONTENT):
            request.send_response(416)
            request.end_headers()
            return
        request.send_response(206 if start else 200)
        request.send_header("Content-Length", str(len(CONTENT) - start))
        request.end_headers()
        end = len(CONTENT)
        if self.breaks:
            self.breaks -= 1
            end = min(end, start + self.most)
        for at in range(start, end, 1 << 16):
            request.wfile.write(CONTENT[at : min(end, at + (1 << 16))])
            time.sleep(self.pause)


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


@pytest.fixture(autouse=True)
def hurry(monkeypatch) -> None:
    monkeypatch.setattr(module, "_pause", lambda _: None)


def test_a_file_arrives_and_is_counted(server: Server, tmp_path: Path):
    counted: list[int] = []

    download(server.url, tmp_path / "a" / "file", size=len(CONTENT), sha256=SHA256, progress=counted.append)

    assert (tmp_path / "a" / "file").read_bytes() == CONTENT
    assert sum(counted) == len(CONTENT)
    assert list((tmp_path / "a").iterdir()) == [tmp_path / "a" / "file"]


def test_connections_that_break_are_resumed(server: Server, tmp_path: Path):
    server.breaks, server.most = 10, 100_000
    counted: list[int] = []

    download(server.url, tmp_path / "file", sha256=SHA256, progress=counted.append)

    assert (tmp_path / "file").read_bytes() == CONTENT
    assert server.ranges == [None, *(f"bytes={100_000 * i}-" for i in range(1, 11))]
    assert sum(counted) == len(CONTENT)


def test_a_server_without_ranges_sends_the_whole_file(server: Server, tmp_path: Path):
    server.breaks, server.most, server.with_ranges = 2, 100_000, False
    counted: list[int] = []

    download(server.url, tmp_path / "file", sha256=SHA256, progress=counted.append)

    assert (tmp_path / "file").read_bytes() == CONTENT
    assert sum(counted) == len(CONTENT)


def test_a_killed_process_goes_on_where_it_stopped(server: Server, tmp_path: Path):
    server.pause = 0.05
    program = (
        "import sys; from pathlib import Path; from babelpress.models.download import download;"
        "download(sys.argv[1], Path(sys.argv[2]), sha256=sys.argv[3])"
    )
    part = tmp_path / ".file.part"
    for _ in range(3):
        due = 200_000 + (part.stat().st_size if part.exists() else 0)
        with subprocess.Popen([sys.executable, "-c", program, server.url, tmp_path / "file", SHA256]) as process:
            while not part.exists() or part.stat().st_size < due:
                assert process.poll() is None
            process.send_signal(signal.SIGKILL)
    assert not (tmp_path / "file").exists()

    download(server.url, tmp_path / "file", sha256=SHA256)

    assert (tmp_path / "file").read_bytes() == CONTENT
    starts = [int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0 for asked in server.ranges]
    assert starts == sorted(starts)
    assert starts[0] == 0 < starts[1] < starts[2] < starts[3]


@pytest.mark.parametrize(("size", "sha256", "message"), [(7, None, "bytes, not 7"), (None, "0" * 64, "sha256")])
def test_another_file_is_refused_and_deleted(server: Server, size, sha256, message: str, tmp_path: Path):
    with pytest.raises(ModelUnavailable, match=message):
        download(server.url, tmp_path / "file", size=size, sha256=sha256)

    assert list(tmp_path.iterdir()) == []


def test_a_part_of_another_file_is_noticed(server: Server, tmp_path: Path):
    (tmp_path / ".file.part").write_bytes(b"x" * 1000)
    with pytest.raises(ModelUnavailable, match="sha256"):
        download(server.url, tmp_path / "file", sha256=SHA256)
    download(server.url, tmp_path / "file", sha256=SHA256)

    (tmp_path / ".other.part").write_bytes(b"x" * (len(CONTENT) + 5))
    with pytest.raises(ModelUnavailable, match="bytes"):
        download(server.url, tmp_path / "other", size=len(CONTENT))


@pytest.mark.parametrize(
    ("status", "message", "attempts"),
    [
        (401, "it asks for a login", 1),
        (403, "does not give this to everybody", 1),
        (404, "it has no such file, or no longer", 1),
        (503, "it has trouble; try again later", 5),
        (429, "asked too often", 5),
    ],
)
def test_errors_of_the_server(server: Server, status: int, message: str, attempts: int, tmp_path: Path):
    server.status = status

    with pytest.raises(ModelUnavailable, match=message):
        download(server.url, tmp_path / "file")

    assert len(server.ranges) == attempts


def test_an_unreachable_host_is_named_with_the_proxies(tmp_path: Path, monkeypatch):
    for name in ("https_proxy", "http_proxy", "HTTPS_PROXY", "HTTP_PROXY", "all_proxy", "no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(ModelUnavailable, match=r"127\.0\.0\.1:9 cannot be reached .*refused.*set https_proxy"):
        download("http://127.0.0.1:9/file", tmp_path / "file")

    monkeypatch.setenv("http_proxy", "http://user:secret@127.0.0.1:9")
    with pytest.raises(ModelUnavailable, match=r"http_proxy=http://\*\*\*@127") as raised:
        download("http://nowhere.invalid/file", tmp_path / "file")
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    ("number", "message"),
    [(errno.ENOSPC, "the disk is full; the part that has arrived is kept"), (errno.EROFS, "it cannot be written")],
)
def test_a_disk_that_takes_no_more_is_told_with_its_folder(
    server: Server, number: int, message: str, tmp_path: Path, monkeypatch
):
    (tmp_path / ".file.part").write_bytes(CONTENT[:9])
    opened = Path.open

    def full(path: Path, mode: str = "r", **given: Any) -> Any:
        if mode == "ab":
            raise OSError(number, os.strerror(number))
        return opened(path, mode, **given)

    monkeypatch.setattr(Path, "open", full)

    with pytest.raises(ModelUnavailable, match=rf"{tmp_path}: {message}(?s:.*)BABELPRESS_MODELS"):
        download(server.url, tmp_path / "file")
    assert len(server.ranges) == 1


def test_a_connection_that_always_breaks_is_told_as_such(server: Server, tmp_path: Path):
    server.breaks, server.most = 100, 0

    with pytest.raises(ModelUnavailable, match=r"breaks again and again [(]2048000 bytes are missing"):
        download(server.url, tmp_path / "file")


def test_a_full_disk_is_named_before_anything_is_fetched(server: Server, tmp_path: Path):
    with pytest.raises(ModelUnavailable, match="has room for"):
        download(server.url, tmp_path / "file", size=1 << 60)
    assert server.ranges == []


def test_headers_are_not_sent_to_another_host(server: Server, tmp_path: Path):
    other = Server()
    server.location = other.url.replace("127.0.0.1", "localhost")

    download(server.url, tmp_path / "file", sha256=SHA256, headers={"authorization": "Bearer x"})

    assert server.seen[0]["authorization"] == "Bearer x"
    assert "authorization" not in other.seen[0]
    other.close()
