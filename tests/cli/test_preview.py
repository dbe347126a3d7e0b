"""`preview` serves a site on this machine only, and says what to change where it cannot."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from babelpress.cli import preview

Serve = Callable[..., tuple[subprocess.Popen[str], str]]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "a site"
    (folder / "en").mkdir(parents=True)
    (folder / "bare").mkdir()
    (folder / "index.html").write_text("<p>first</p>", encoding="utf-8")
    (folder / "en" / "page.html").write_text("<p>a page, à lire</p>", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("not in the site", encoding="utf-8")
    return folder


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Start the command; give its process and the address that it prints."""
    begun: list[subprocess.Popen[str]] = []

    def given(*arguments: str | Path, **environment: str) -> tuple[subprocess.Popen[str], str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "babelpress", "preview", *map(str, arguments)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **environment},
        )  # fmt: skip
        begun.append(process)
        assert process.stdout
        return process, process.stdout.readline().strip()

    yield given
    for process in begun:
        process.kill()
        process.communicate()


def get(address: str) -> str:
    with urlopen(address, timeout=120) as answer:
        assert answer.headers["Cache-Control"] == "no-cache"
        return answer.read().decode()


def test_pages_are_served_at_the_printed_address_until_interrupted(serve: Serve, site: Path):
    process, address = serve(site, "--port", "0")

    assert address.startswith("http://127.0.0.1:")
    assert get(address) == "<p>first</p>"
    assert get(f"{address}en/page.html") == "<p>a page, à lire</p>"
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 0
    assert said.splitlines()[-1] == "ended"


def test_nothing_outside_the_site_is_served_and_no_folder_listed(serve: Serve, site: Path):
    _, address = serve(site / "index.html", "--port", "0")

    for path in ("bare/", "missing.html"):
        with pytest.raises(HTTPError, match="404"):
            get(address + path)
    port = int(address.rstrip("/").rpartition(":")[2])
    for path in ("/../secret.txt", "/%2e%2e/secret.txt", "/en/../../secret.txt"):
        asked = HTTPConnection("127.0.0.1", port, timeout=120)  # urlopen would tidy the path
        asked.request("GET", path)
        assert asked.getresponse().status == 404


def test_second_server_takes_a_free_port_unless_one_is_named(serve: Serve, site: Path):
    _, first = serve(site, "--port", "0")
    port = first.rstrip("/").rpartition(":")[2]

    refused, nothing = serve(site, "--port", port)
    _, said = refused.communicate(timeout=120)

    assert nothing == ""
    assert refused.returncode == 2
    assert f"--port: {port} is taken; name another one" in said
    one, other = serve(site)[1], serve(site)[1]
    assert get(one) == get(other)
    assert one != other


def test_open_calls_the_browser_and_says_where_there_is_none(serve: Serve, site: Path, tmp_path: Path):
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > "{tmp_path}/opened"\n', encoding="utf-8")
    browser.chmod(0o755)

    _, address = serve(site, "--port", "0", "--open", BROWSER=f"{browser} %s")

    assert get(address)
    assert (tmp_path / "opened").read_text(encoding="utf-8").strip() == address


def test_missing_browser_is_no_failure(monkeypatch: pytest.MonkeyPatch):
    def none(address: str) -> bool:
        raise preview.webbrowser.Error("could not locate runnable browser")

    monkeypatch.setattr(preview.webbrowser, "open", none)

    assert not preview._opened("http://127.0.0.1/")


@pytest.mark.parametrize(
    ("name", "why"),
    [("missing", "there is no such folder; babelpress run"), ("bare", "is no site, it has no index.html")],
)
def test_what_is_no_site_is_refused(serve: Serve, site: Path, name: str, why: str):
    process, nothing = serve(site / name)
    _, said = process.communicate(timeout=120)

    assert (process.returncode, nothing) == (2, "")
    assert why in said and "Traceback" not in said
