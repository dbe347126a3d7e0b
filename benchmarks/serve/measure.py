"""Measures the service as its clients see it: `python benchmarks/serve/measure.py`; results are printed as JSON.

Each number is a time of requests to `babelpress serve` in a process of its own, over HTTP, on this machine. Every text
is new to the service, so that nothing is answered from memory.
"""

import argparse
import json
import os
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[2]
TEXTS = [
    line for line in (ROOT / "examples/evaluation/test-set/fr.txt").read_text(encoding="utf-8").split("\n") if line
]
NUMBERS = count()
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "pipeline"), "PYTHONUNBUFFERED": "1"}


def sentence() -> str:
    """Return a sentence that the service has not seen."""
    number = next(NUMBERS)
    return f"{TEXTS[number % len(TEXTS)][:150].rstrip('.')} (point {number})."


class Client:
    """One connection to the service."""

    def __init__(self, url: str) -> None:
        self._connection = HTTPConnection(urlsplit(url).netloc, timeout=600)

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Make a request, and return its answer."""
        self._connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
        answer = self._connection.getresponse()
        data = json.loads(answer.read())
        if answer.status not in (200, 202):
            raise RuntimeError(f"{answer.status}: {data}")
        return data

    def translate(self, q: str | list[str]) -> float:
        """Translate, and return the seconds that it took."""
        start = time.perf_counter()
        self.post("/translate", {"q": q, "source": "fr", "target": "nl"})
        return time.perf_counter() - start

    def get(self, path: str) -> dict[str, Any]:
        """Ask for something, and return it."""
        self._connection.request("GET", path)
        return json.loads(self._connection.getresponse().read())

    def events(self, path: str, body: dict[str, Any]) -> str:
        """Make a request that is answered by a stream, and return all of it."""
        headers = {"Content-Type": "application/json", "Accept": "text/event-stream"}
        self._connection.request("POST", path, json.dumps(body), headers)
        return self._connection.getresponse().read().decode()

    def document(self, text: str) -> str:
        """Begin to translate a document; return its address and key."""
        body = (
            '--b\r\nContent-Disposition: form-data; name="target_lang"\r\n\r\nNL\r\n'
            '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
            f"{text}\r\n--b--\r\n"
        )
        kind = {"Content-Type": "multipart/form-data; boundary=b"}
        self._connection.request("POST", "/v2/document", body.encode(), kind)
        made = json.loads(self._connection.getresponse().read())
        return f"/v2/document/{made['document_id']}?document_key={made['document_key']}"


@contextmanager
def service(*options: str) -> Iterator[tuple[str, int]]:
    """Start a service, wait until it is ready, and end it; give its address and the number of its process."""
    with tempfile.TemporaryDirectory() as state:
        command = [sys.executable, "-m", "babelpress", "serve", "--port", "0", "--state", state, *options]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT)
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        try:
            Client(url).translate("Bonjour.")
            yield url, process.pid
        finally:
            process.terminate()
            process.wait(60)
            process.stdout.close()


def spread(seconds: list[float]) -> dict[str, float]:
    """Return the median and the 95th percentile in milliseconds."""
    ranked = sorted(seconds)
    return {
        "p50_ms": round(1000 * statistics.median(ranked), 1),
        "p95_ms": round(1000 * ranked[min(len(ranked) - 1, int(0.95 * len(ranked)))], 1),
    }


def layer(url: str, requests: int) -> dict[str, Any]:
    """The service without a model and without checks: one client, and requests a second of eight."""
    client = Client(url)
    alone = [client.translate(sentence()) for _ in range(requests)]
    start = time.perf_counter()
    with ThreadPoolExecutor(8) as threads:
        clients = [Client(url) for _ in range(8)]
        list(threads.map(lambda one: [one.translate(sentence()) for _ in range(requests // 8)], clients))
    return {**spread(alone), "requests_per_second": round(requests / (time.perf_counter() - start))}


def beside(url: str, requests: int, words: int) -> dict[str, Any]:
    """One sentence at a time, alone and while a document is translated."""
    client = Client(url)
    alone = [client.translate(sentence()) for _ in range(requests)]
    lines = [sentence() for _ in range(words // 22)]
    client = Client(url)
    place = client.document("\n".join(lines))
    time.sleep(2)
    busy = [client.translate(sentence()) for _ in range(requests)]
    state = client.post(place, {})["status"]
    return {"alone": spread(alone), "beside a document": spread(busy), "the document then was": state}


def pages(url: str, clients: int) -> dict[str, Any]:
    """A page of 60 strings; then as many sentences by one client at once as by several one at a time."""
    client = Client(url)
    page = client.translate([" ".join(sentence().split()[:17]) for _ in range(60)])
    texts = [sentence() for _ in range(clients * 8)]
    together = client.translate(texts)
    parts = [[sentence() for _ in range(8)] for _ in range(clients)]
    start = time.perf_counter()
    threads = [threading.Thread(target=lambda own=own: [Client(url).translate(one) for one in own]) for own in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    apart = time.perf_counter() - start
    return {
        "a page of 60 strings, seconds": round(page, 2),
        f"{clients} clients, part of the speed of one request": round(together / apart, 2),
    }


def processor_seconds(process: int) -> float:
    """Return the processor seconds that a process has used, all its threads together."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


ONE_CALL = """
import sys, time, babelpress
texts = sys.stdin.read().split("\\n")
pipeline = babelpress.load("embedded", targets=["nl"])
pipeline.translate(texts[:4], to="nl", source="fr")
start = time.process_time()
pipeline.translate(texts[4:], to="nl", source="fr")
print(time.process_time() - start)
"""


def batch_seconds(texts: list[str]) -> float:
    """Return the processor seconds of `babelpress batch` for articles of ten sentences, all its processes together."""
    with tempfile.TemporaryDirectory() as folder:
        articles = [
            {"id": str(n), "language": "fr", "text": "\n\n".join(texts[n : n + 10])} for n in range(0, len(texts), 10)
        ]
        place = Path(folder) / "articles.jsonl"
        place.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in articles), encoding="utf-8")
        command = [sys.executable, "-m", "babelpress", "batch", str(place), "--targets", "nl", "-o", f"{folder}/out"]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, capture_output=True, env=ENVIRONMENT, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def one_call_seconds(texts: list[str]) -> float:
    """Return the processor seconds of one call of the Python API, without its start."""
    done = subprocess.run(
        [sys.executable, "-c", ONE_CALL],
        input="\n".join(texts),
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
        check=True,
    )
    return float(done.stdout)


def clients_seconds(texts: list[str], clients: int) -> float:
    """Return the processor seconds of the service for clients who send sentence after sentence."""
    with service() as (url, process):
        for warm in texts[:4]:
            Client(url).translate(warm)
        parts = [texts[4 + n :: clients] for n in range(clients)]
        before = processor_seconds(process)
        threads = [threading.Thread(target=lambda own=own: list(map(Client(url).translate, own))) for own in parts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return processor_seconds(process) - before


def throughput(clients: int, each: int, rounds: int = 3) -> dict[str, Any]:
    """Words a processor second: of clients who send sentence after sentence, and of `batch` and one call with as many.

    The start of `batch` is not counted: it is measured with one article. What else a machine does changes what a
    processor second is worth, so that all three are measured in turn; shown are medians, and those of the parts.
    """
    rates: dict[str, list[float]] = {"batch": [], "one call": [], "clients": []}
    for _ in range(rounds):
        texts = [sentence() for _ in range(clients * each + 4)]
        words = sum(len(text.split()) for text in texts[4:])
        rates["batch"].append(words / (batch_seconds(texts[4:]) - batch_seconds(texts[:4])))
        rates["clients"].append(words / clients_seconds(texts, clients))
        rates["one call"].append(words / one_call_seconds(texts))
    shown = {f"{name}, words a processor second": round(statistics.median(own)) for name, own in rates.items()}
    for name in ("batch", "one call"):
        parts = [a / b for a, b in zip(rates["clients"], rates[name], strict=True)]
        shown[f"clients, part of {name}"] = round(statistics.median(parts), 2)
    return shown


def megabytes(process: int) -> float:
    """Return the memory that a process holds."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


class Mixed:
    """Clients of all kinds at once, until `stop`: each does one thing after the other, and counts what fails."""

    def __init__(self, url: str) -> None:
        self.stop = threading.Event()
        self.sentences: list[float] = []
        self.done: Counter[str] = Counter()
        self.failed: list[str] = []
        self._url = url

    def run(self, slow: int) -> list[threading.Thread]:
        """Begin; `slow` connections at a time send nothing, half of a head, or a body that stops."""
        kinds = [*[self._sentence] * 4, self._page, self._stream, self._verification, self._job]
        threads = [threading.Thread(target=self._again, args=[kind], daemon=True) for kind in kinds]
        threads += [threading.Thread(target=self._slow, args=[n], daemon=True) for n in range(slow)]
        for thread in threads:
            thread.start()
        return threads

    def _again(self, work: Callable[[Client], None]) -> None:
        client = Client(self._url)
        while not self.stop.is_set():
            try:
                work(client)
                self.done[work.__name__.strip("_")] += 1
            except Exception as error:  # noqa: BLE001  (counted)
                self.failed.append(f"{work.__name__.strip('_')}: {error!r}"[:200])
                client = Client(self._url)

    def _sentence(self, client: Client) -> None:
        self.sentences.append(client.translate(sentence()))
        self.stop.wait(1)

    def _page(self, client: Client) -> None:
        client.translate([" ".join(sentence().split()[:17]) for _ in range(60)])

    def _stream(self, client: Client) -> None:
        body = {"texts": [sentence() for _ in range(20)], "targets": ["nl", "en"], "detail": "segments", "source": "fr"}
        events = client.events("/v1/translations", body)
        if "event: end" not in events:
            raise RuntimeError(events[-200:])
        self.stop.wait(5)

    def _verification(self, client: Client) -> None:
        text = [sentence() for _ in range(20)]
        asked = {"source": text, "target": text[::-1], "source_language": "fr", "target_language": "nl"}
        client.post("/v1/verifications", asked)
        self.stop.wait(2)

    def _job(self, client: Client) -> None:
        asked = {"kind": "texts", "texts": [sentence() for _ in range(40)], "targets": ["en", "es"], "source": "fr"}
        id = client.post("/v1/jobs", asked)["id"]
        while (state := client.get(f"/v1/jobs/{id}")["state"]) in ("queued", "running"):
            time.sleep(1)
        if state != "succeeded":
            raise RuntimeError(state)

    def _slow(self, n: int) -> None:
        head = b"POST /translate HTTP/1.1\r\nHost: x\r\n"
        whole = head + b"Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
        address = urlsplit(self._url)
        while not self.stop.is_set():
            with suppress(OSError), socket.create_connection((address.hostname, address.port), timeout=90) as one:
                one.sendall([b"", head, whole][n % 3])
                one.recv(65536)
            self.done["slow"] += 1


def mixed(minutes: float, slow: int) -> dict[str, Any]:
    """Memory, failures and the time of a sentence under a load of all kinds."""
    with service() as (url, process):
        load = Mixed(url)
        threads = load.run(slow)
        start, held = time.monotonic(), []
        while (now := time.monotonic() - start) < 60 * minutes:
            held.append((now, megabytes(process)))
            time.sleep(min(5.0, 10 * minutes))
        load.stop.set()
        for thread in threads:
            thread.join(120)
        early = max(memory for now, memory in held if now <= max(300.0, held[0][0]))
        return {
            "minutes": minutes,
            "slow clients": slow,
            "done": dict(load.done),
            "failed": load.failed[:10],
            "a sentence": spread(load.sentences),
            "megabytes, most in five minutes": round(early),
            "megabytes, most after them, part of that": round(max(m for _, m in held) / early, 3),
            "megabytes, at the end, part of that": round(held[-1][1] / early, 3),
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=100)
    parser.add_argument("--words", type=int, default=100_000, help="Words of the document in the background.")
    parser.add_argument("--only", choices=["layer", "sentence", "pages", "throughput", "mixed"])
    parser.add_argument("--minutes", type=float, default=60, help="Minutes of mixed load (`--only mixed`).")
    parser.add_argument("--slow", type=int, default=200, help="Slow clients beside it.")
    given = parser.parse_args()
    found: dict[str, Any] = {}
    wanted = [given.only] if given.only else ["layer", "sentence", "pages", "throughput"]
    if "layer" in wanted:
        with service("--profile", "fake", "--set", "constraints.postedit=false") as (url, _):
            found["the layer alone"] = layer(url, 10 * given.requests)
    if "sentence" in wanted:
        with service() as (url, _):
            found["one sentence"] = beside(url, given.requests, given.words)
    if "pages" in wanted:
        with service() as (url, _):
            found["pages"] = pages(url, 16)
    if "throughput" in wanted:
        found["throughput"] = throughput(16, max(2, given.requests // 4))
    if "mixed" in wanted:
        found["mixed load"] = mixed(given.minutes, given.slow)
    print(json.dumps(found, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
