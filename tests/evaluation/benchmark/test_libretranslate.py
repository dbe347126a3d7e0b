"""The LibreTranslate adapter against a server that speaks its API."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from babelpress.evaluation.benchmark import Bench, Settings, bench
from babelpress.evaluation.datasets.base import Corpus


class Server(ThreadingHTTPServer):
    """Answers as told: `busy` times with a status first, then `answer`, or the texts in capitals."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.busy: list[int] = []
        self.answer: bytes | None = None
        self.key = ""
        self.asked: list[dict[str, Any]] = []


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.reply(200, [{"code": "fr", "name": "French", "targets": ["fr", "nl"]}])

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(asked)
        if self.server.busy:
            self.reply(self.server.busy.pop(), {"error": "Slow down"})
        elif asked.get("api_key", "") != self.server.key:
            self.reply(403, {"error": "Invalid API key"})
        else:
            self.reply(200, {"translatedText": [text.upper() for text in asked["q"]]})

    def reply(self, status: int, said: object) -> None:
        data = json.dumps(said).encode()
        if self.server.answer is not None and self.command == "POST":
            data = self.server.answer
        self.send_response(status)
        self.send_header("Retry-After", "0")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def put(server: Server, out: Path, *, target: str = "nl", key: str = "", batch: int = 20) -> Bench:
    sources = ("un", "deux", "", "trois")
    corpus = Corpus(
        name="test",
        source_language="fr",
        target_language=target,
        ids=("1", "2", "3", "4"),
        documents=("d",) * 4,
        sources=sources,
        references=((),) * 4,
    )
    settings = Settings(api_keys={"lt": key} if key else None, batch=batch, seconds=20)
    return bench([corpus], [f"lt=libretranslate:http://127.0.0.1:{server.server_port}/"], out=out, settings=settings)


def test_texts_are_asked_for_in_batches(server: Server, tmp_path: Path):
    (run,) = put(server, tmp_path, batch=2).runs

    assert run.hypotheses.read_text() == "UN\nDEUX\n\nTROIS\n"
    assert server.asked == [
        {"q": ["un", "deux"], "source": "fr", "target": "nl", "format": "text"},
        {"q": ["trois"], "source": "fr", "target": "nl", "format": "text"},
    ]
    assert (run.load_seconds, run.peak_bytes, run.size_bytes) == (None, None, None)


def test_key_is_sent_and_kept_nowhere(server: Server, tmp_path: Path):
    server.key = "secret-1"

    made = put(server, tmp_path, key="secret-1")

    assert made.failed == ()
    assert "secret-1" not in repr(made) + "".join(path.read_text() for path in tmp_path.rglob("*.*"))


@pytest.mark.parametrize("status", [429, 500, 503])
def test_busy_server_is_asked_again(server: Server, tmp_path: Path, status: int):
    server.busy = [status, status]

    (run,) = put(server, tmp_path).runs

    assert run.hypotheses.read_text() == "UN\nDEUX\n\nTROIS\n"
    assert run.described["requests made again"] == "2"


@pytest.mark.parametrize(("status", "times"), [(400, 1), (403, 1), (429, 6), (500, 6)])
def test_server_that_answers_an_error_is_told_with_what_it_said(
    server: Server, tmp_path: Path, status: int, times: int
):
    server.busy = [status] * 9

    (failed,) = put(server, tmp_path).failed

    assert f"/translate answered {status}" in failed.reason
    assert "Slow down" in failed.reason
    assert len(server.asked) == times


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (b"<html>", "did not return JSON"),
        (b"", "did not return JSON"),
        (b"[]", "no array 'translatedText'"),
        (b'{"translatedText": "UN"}', "no array 'translatedText'"),
        (b'{"translatedText": [1, 2, 3]}', "no array 'translatedText'"),
        (b'{"translatedText": ["UN"]}', "returned 1 texts for 3"),
    ],
)
def test_answer_that_is_not_the_api_is_told(server: Server, tmp_path: Path, answer: bytes, expected: str):
    server.answer = answer

    (failed,) = put(server, tmp_path).failed

    assert expected in failed.reason


def test_direction_that_the_server_lacks_is_told_and_nothing_is_asked(server: Server, tmp_path: Path):
    (failed,) = put(server, tmp_path, target="de").failed

    assert "does not translate from fr to de" in failed.reason
    assert server.asked == []


def test_server_that_is_not_there_is_told(tmp_path: Path):
    with Server() as gone:
        pass

    (failed,) = put(gone, tmp_path).failed

    assert "cannot be reached" in failed.reason
