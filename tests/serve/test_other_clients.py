"""Clients that are no packages of Python, or need a Python of their own: Node, Weblate, a page in a browser.

Node's come from npm, and are skipped where npm cannot get them; Weblate's take a Python that has Weblate, named by
BABELPRESS_TEST_WEBLATE (`/somewhere/bin/python`).
"""

import importlib.util
import json
import os
import re
import subprocess
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from shutil import which
from threading import Thread
from typing import Any

import pytest

from serve.conftest import PATIENCE, Running, Start

HERE = Path(__file__).parent
NODE = {"deepl-node": "^1.20", "strapi-provider-translate-libretranslate": ">=1.1.0 || >=1.2.0-next.0"}


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of Node's clients."""
    npm = which("npm")
    if npm is None or which("node") is None:
        pytest.skip("Node is not installed")
    folder = tmp_path_factory.mktemp("node")
    (folder / "package.json").write_text(json.dumps({"private": True, "dependencies": NODE}))
    quick = ["--no-audit", "--no-fund", "--ignore-scripts", "--fetch-retries=0", "--fetch-timeout=20000"]
    done = subprocess.run(
        [npm, "install", "--legacy-peer-deps", *quick], cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode and re.search("network|ENOTFOUND|ECONN|EAI_AGAIN|ETIMEDOUT", done.stderr):
        pytest.skip("npm does not reach a registry")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def node(packages: Path, server: Running, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What Node's clients got."""
    arguments = [str(packages), server.url, str(tmp_path_factory.mktemp("documents"))]
    done = subprocess.run(
        ["node", str(HERE / "node_clients.cjs"), *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_deepl_node(node: Any):
    got = node["deepl"]
    assert len(got["terms"]) == 3 and all("spoorvoertuig" in one for one in got["terms"])

    assert got["text"] == "It rains."
    assert got["several"] == [["Het regent.", "fr"], ["<b>Het regent.</b>", "fr"]]
    assert {"nl", "en-GB", "de", "es", "pt-PT"} <= set(got["targets"])
    assert got["document"] == "It rains.\n\nThe bridge is open.\n"
    assert got["used"] == 0
    assert "Value for 'target_lang' not supported." in got["refused"]


def test_strapi_provider(node: Any):
    got = node["strapi"]

    assert got["texts"] == ["It rains.", ""]
    assert re.findall("<[^>]+>", got["html"][0]) == ["<p>", "<b>", "</b>", "</p>"]
    assert "ja" in got["refused"] and "not supported" in got["refused"]


def test_weblate(server: Running):
    python = os.environ.get("BABELPRESS_TEST_WEBLATE")
    if python is None:
        pytest.skip("BABELPRESS_TEST_WEBLATE names no Python that has Weblate")
    own = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}

    done = subprocess.run(
        [python, str(HERE / "weblate_client.py"), server.url], capture_output=True, text=True, check=False, env=own
    )

    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)
    for name, mark in (("libretranslate", "[X0X]"), ("deepl", '<x id="0"></x>')):
        texts = made[name]["texts"]
        assert texts.pop("Il pleut.") == ["Het regent."]
        assert [text.count(mark) for [text] in texts.values()] == [1]
        assert "not supported" in made[name]["refused"]


PAGE = """<!doctype html><meta charset="utf-8"><script>
const ask = (headers, body) => fetch("SERVICE/translate", {method: "POST", headers, body})
  .then(answer => answer.json()).then(found => found.translatedText).catch(error => "refused: " + error.name);
const asked = {q: "Il pleut.", source: "fr", target: "en", api_key: "k"};
Promise.all([
  ask({"Content-Type": "application/json", "Authorization": "Bearer k"}, JSON.stringify(asked)),
  ask({}, new URLSearchParams(asked)),
]).then(found => fetch("/got", {method: "POST", body: JSON.stringify(found)}));
</script>"""


class Site(ThreadingHTTPServer):
    """Another origin: a page that calls a service, and what the page says it got."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.origin = f"http://127.0.0.1:{self.server_port}"
        self.page = ""
        self.got: Queue[Any] = Queue()


class _Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self._answer(self.server.page.encode())

    def do_POST(self) -> None:
        self.server.got.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self._answer(b"")

    def _answer(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as made:
        Thread(target=made.serve_forever, daemon=True).start()
        yield made
        made.shutdown()


def _chromium() -> str | None:
    spec = importlib.util.spec_from_file_location("browser", HERE.parents[1] / "scripts/browser.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.chromium()


@pytest.mark.parametrize("allowed", [True, False])
def test_a_page_in_a_browser(start: Start, site: Site, tmp_path: Path, allowed: bool):
    """`fetch` with a preflight, and a form without one; a browser shows the answers to allowed origins only."""
    program = _chromium()
    if program is None:
        pytest.skip("Chromium is not installed")
    running = start("--cors-origin", site.origin if allowed else "https://other.example")
    site.page = PAGE.replace("SERVICE", running.url)
    window = ["--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/profile"]

    with subprocess.Popen(
        [program, *window, "--remote-debugging-port=0", site.origin],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as browser:
        try:
            got = site.got.get(timeout=3 * PATIENCE)
        finally:
            browser.terminate()

    assert got == (["It rains."] * 2 if allowed else ["refused: TypeError"] * 2)
