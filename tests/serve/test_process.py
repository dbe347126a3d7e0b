"""The process: ready when it can translate, ended when it has answered; keys, proxies and what it tells of itself."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from babelpress.api import Pipeline
from babelpress.errors import ModelUnavailable
from babelpress.serve.limits import Limits
from babelpress.serve.refusal import Refusal
from babelpress.serve.service import Service
from serve.conftest import PATIENCE, Running, Start
from serve.test_libretranslate import upload

FAKE = ("--profile", "fake")


def command(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "babelpress", *arguments], capture_output=True, text=True, timeout=PATIENCE, check=False
    )


# Beginning and end.


def test_a_request_that_comes_before_the_models_waits_for_them(start: Start):
    running = start()
    live, ready = running.get("/health/live"), running.get("/health/ready")

    first = running.translate("Il pleut.")

    assert live.status == 200 and ready.status in (200, 503)
    assert ready.status == 200 or ready.headers["retry-after"]
    assert first.status == 200
    assert running.get("/health/ready").json == running.get("/health").json == {"status": "ok"}
    assert running.end() == 0


def test_models_that_cannot_be_loaded_end_the_process_with_the_reason(tmp_path: Path):
    done = command("serve", "--port", "0", "--state", str(tmp_path), "--profile", "opus", "--models-dir", str(tmp_path))

    assert done.returncode == 2 and "babelpress models pull" in done.stderr


def test_a_request_that_waits_for_models_that_cannot_be_loaded_is_refused():
    begun = threading.Event()

    def load() -> Pipeline:
        begun.wait(PATIENCE)
        raise ModelUnavailable("there are no weights")

    async def waiting() -> tuple[Service, BaseException | Pipeline]:
        service = Service(load, Limits())
        ended = asyncio.Event()
        service.start(ended.set)
        asked = asyncio.ensure_future(service.pipeline())
        await asyncio.sleep(0)
        assert not asked.done()
        begun.set()
        await asyncio.wait_for(ended.wait(), PATIENCE)
        [answer] = await asyncio.wait_for(asyncio.gather(asked, return_exceptions=True), PATIENCE)
        return service, answer

    service, answer = asyncio.run(waiting())

    assert isinstance(answer, Refusal) and answer.status == 503
    assert isinstance(service.failed, ModelUnavailable) and not service.is_ready


def test_sigterm_answers_what_is_in_hand_and_ends_with_status_0(start: Start):
    running = start()
    assert running.translate("Il pleut.").status == 200
    texts = [f"Le train numéro {n} part demain matin de Lyon vers Paris." for n in range(60)]
    with ThreadPoolExecutor(4) as threads:
        asked = [threads.submit(running.translate, texts[n * 15 : n * 15 + 15]) for n in range(4)]
        time.sleep(0.3)  # on their way
        running.process.send_signal(signal.SIGTERM)
        answers = [one.result(PATIENCE) for one in asked]

    assert running.process.wait(PATIENCE) == 0
    assert all(answer.status == 200 and len(answer.json["translatedText"]) == 15 for answer in answers)
    with pytest.raises(ConnectionRefusedError):
        running.get("/health")


def test_an_end_while_the_models_are_loaded_or_at_work_on_a_job_is_no_error(start: Start):
    """A thread in native code at the end of the interpreter would abort the process."""
    loading = start()
    assert loading.end() == 0

    working = start()
    texts = [f"Le train numéro {n} part demain matin de Lyon vers Paris." for n in range(200)]
    job = {"kind": "texts", "texts": texts, "targets": ["nl"], "source": "fr"}
    place = f"/v1/jobs/{working.post('/v1/jobs', job).json['id']}"
    while working.get(place).json["state"] == "queued":
        time.sleep(0.1)
    assert working.end() == 0
    assert "FATAL" not in loading.errors.read_text() + working.errors.read_text()


def test_a_second_signal_ends_at_once(start: Start):
    running = start(*FAKE)
    running.translate("Oui.")
    with socket.create_connection(("127.0.0.1", running.port)) as connection:
        connection.sendall(b"POST /translate HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
        running.get("/health")
        running.process.send_signal(signal.SIGTERM)
        with pytest.raises(subprocess.TimeoutExpired):
            running.process.wait(0.5)  # it waits for the request
        running.process.send_signal(signal.SIGTERM)
        assert running.process.wait(5) == 128 + signal.SIGTERM


def test_a_request_that_is_not_done_in_time_does_not_hold_up_the_end(tmp_path: Path):
    """After the grace its translation is given up, and the process ends."""
    code = "import babelpress.serve.server as s; s.GRACE = 1; from babelpress.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-uc", code, "serve", "--port", "0", "--state", str(tmp_path)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    running = Running(process.stdout.readline().strip(), process, tmp_path / "errors.txt")
    running.translate("Il pleut.")
    body = {
        "q": [f"Le train numéro {n} part demain matin de Lyon." for n in range(2000)],
        "source": "fr",
        "target": "pt",
    }
    with ThreadPoolExecutor(1) as threads:
        asked = threads.submit(running.post, "/translate", body)
        time.sleep(1)  # on its way
        begun = time.monotonic()
        assert running.end() == 0
        assert time.monotonic() - begun < PATIENCE / 2
        asked.exception(PATIENCE)
    process.stdout.close()


def test_clients_that_leave_in_the_middle_are_no_error(start: Start):
    running = start(*FAKE)
    running.translate("Oui.")
    for path in ("/translate", "/v2/translate", "/v1/translations", "/translate_file"):
        with socket.create_connection(("127.0.0.1", running.port)) as connection:
            kind = "multipart/form-data; boundary=b" if "file" in path else "application/json"
            head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: {kind}\r\nContent-Length: 100\r\n\r\n--b"
            connection.sendall(head.encode())
    assert running.translate("Oui.").status == 200
    assert running.end() == 0
    assert running.errors.read_text().strip() == "ended"


def test_a_port_that_is_taken_is_named(start: Start, fake: Running, tmp_path: Path):
    done = command("serve", "--port", str(fake.port), "--state", str(tmp_path), *FAKE)

    assert done.returncode == 2 and f"cannot listen on 127.0.0.1:{fake.port}" in done.stderr


def test_nothing_is_left_of_a_service_that_ended(start: Start):
    running = start(*FAKE)
    assert upload(running, b"Oui.").status == 200
    assert running.end() == 0
    assert running.errors.read_text().strip() == "ended"


# Clients.


def test_a_client_that_hangs_up_finds_its_work_done_when_it_comes_back(server: Running):
    text = "Les trains ne circulent pas ce matin entre Lyon et Saint-Étienne à cause de la neige."
    body = f'{{"q": "{text}", "source": "fr", "target": "es"}}'.encode()
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.sendall(
            b"POST /translate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + b"Content-Length: %d\r\n\r\n" % len(body)
            + body
        )

    assert server.translate(text, target="es").status == 200
    assert server.errors.read_text() == ""


def test_many_clients_get_their_own(server: Running):
    texts = [f"Le train numéro {n} part." for n in range(16)]
    with ThreadPoolExecutor(16) as threads:
        together = [answer.json["translatedText"] for answer in threads.map(server.translate, texts)]

    assert together == [server.translate(text).json["translatedText"] for text in texts]


def test_a_late_translation_is_told_and_complete(start: Start):
    running = start("--seconds", "0.1", "--targets", "nl")
    texts = [f"Le {n} mai, il a payé {n} 000 euros à M. Dupont pour le train de Lyon." for n in range(1, 40)]
    running.translate("Bonjour à tous.")

    answer = running.translate(texts)

    assert answer.headers["babelpress-degraded"] in ("attempts, beam", "beam", "attempts")
    assert len(answer.json["translatedText"]) == 39 and all(answer.json["translatedText"])


def test_a_service_behind_a_path(start: Start):
    running = start(*FAKE, "--prefix", "/babel")
    port = running.port
    assert running.url == f"http://127.0.0.1:{port}/babel"

    for path in ("/babel/translate", "/babel//translate/", "/translate"):
        assert running.post(path, {"q": "Oui.", "source": "fr", "target": "nl"}).status == 200, path
    url = upload(running, b"Oui.", prefix="/babel").json["translatedFileUrl"]
    assert url.startswith(f"http://127.0.0.1:{port}/babel/download_file/")
    assert running.get(url.removeprefix(f"http://127.0.0.1:{port}")).body == b"[nl] Oui."
    assert running.get("/babelfish/languages").status == 404


# Keys.


@pytest.fixture(scope="module")
def locked(start_session: Start, tmp_path_factory: pytest.TempPathFactory) -> tuple[Running, str, str]:
    """A service with a key, that key, and one that was revoked."""
    folder = tmp_path_factory.mktemp("locked")
    state = str(folder / "state")
    made = command("keys", "create", "weblate", "--state", state)
    old = command("keys", "create", "old", "--state", state)
    assert command("keys", "revoke", "old", "--state", state).returncode == 0
    running = start_session(*FAKE, folder=folder)
    return running, made.stdout.strip(), old.stdout.strip()


def test_a_key_is_asked_for_once_there_is_one(locked: tuple[Running, str, str]):
    running, key, old = locked
    no_key, wrong = "Please contact the server operator to get an API key", "Invalid API key"

    for given in (None, ""):
        assert (running.translate("Oui.", api_key=given).status, running.translate("Oui.").error) == (403, no_key)
    for given in ("x", key[:-1], key + "x", old, "é" * 43, "' OR 1=1 --"):
        answer = running.translate("Oui.", api_key=given)
        assert (answer.status, answer.json) == (403, {"error": wrong})
    body = {"q": "Oui.", "source": "fr", "target": "nl"}
    assert running.translate("Oui.", api_key=key).status == 200
    assert running.post("/translate", body, Authorization=f"Bearer {key}").status == 200
    assert running.post(f"/translate?q=Oui.&source=fr&target=nl&api_key={key}").status == 200
    assert running.get("/languages").status == 200
    assert running.get("/frontend/settings").json["keyRequired"] is True


def test_deep_translator_knows_a_wrong_key(locked: tuple[Running, str, str]):
    deep = pytest.importorskip("deep_translator")
    client = deep.LibreTranslator(source="fr", target="en", custom_url=f"{locked[0].url}/", api_key="wrong")

    with pytest.raises(deep.exceptions.AuthorizationException):
        client.translate("Oui.")


def test_pages_of_other_origins_may_not_ask_where_there_are_keys(locked: tuple[Running, str, str]):
    answer = locked[0].get("/languages", Origin="https://evil.example")

    assert "access-control-allow-origin" not in answer.headers


def test_keys_are_listed_without_their_secret(locked: tuple[Running, str, str]):
    running, key, _ = locked
    state = running.errors.parent / "state"
    listed = command("keys", "list", "--state", str(state))

    assert "weblate" in listed.stdout and key[:8] in listed.stdout and key not in listed.stdout
    assert key.encode() not in (state / "serve.sqlite").read_bytes()
    assert (state / "serve.sqlite").stat().st_mode & 0o077 == 0
    assert "there is a key called" in command("keys", "create", "weblate", "--state", str(state)).stderr
    assert "there is no key called" in command("keys", "revoke", "nobody", "--state", str(state)).stderr


def test_an_address_that_others_reach_needs_a_key(tmp_path: Path):
    done = command("serve", "--host", "0.0.0.0", "--port", "0", "--state", str(tmp_path), *FAKE)

    assert done.returncode == 2 and "babelpress keys create NAME" in done.stderr and "--open" in done.stderr


# Rates and proxies.


def test_too_many_requests_are_slowed_down_in_libretranslates_words(start: Start):
    running = start(*FAKE, "--requests", "3")
    assert running.get("/languages").status == 200  # the models are loaded: no time goes by below
    answers = [running.translate("Oui.") for _ in range(5)]

    assert [answer.status for answer in answers] == [200, 200, 200, 429, 429]
    assert answers[3].json == {"error": "Slowdown: 3 per 1 minute"} and int(answers[3].headers["retry-after"]) > 0
    assert [answer.headers["ratelimit"][:14] for answer in answers] == [f'"requests";r={n}' for n in (2, 1, 0, 0, 0)]
    assert all(answer.headers["ratelimit-policy"] == '"requests";q=3;w=60' for answer in answers)
    spoofed = running.post("/translate", {"q": "Oui.", "source": "fr", "target": "nl"}, X_Forwarded_For="1.2.3.4")
    assert spoofed.status == 429  # nobody is told to be a proxy


def test_a_trusted_proxy_tells_whom_it_speaks_for(start: Start):
    running = start(*FAKE, "--requests", "1", "--trusted-proxy", "127.0.0.0/8", "--trusted-proxy", "10.0.0.0/8")
    assert running.get("/languages").status == 200

    def ask(hops: str) -> int:
        body = {"q": "Oui.", "source": "fr", "target": "nl"}
        return running.post("/translate", body, X_Forwarded_For=hops).status

    assert ask("9.9.9.9, 1.1.1.1, 10.0.0.1") == 200
    assert ask("8.8.8.8, 1.1.1.1, 10.0.0.2") == 429  # what a client has put before its own address counts nothing
    assert ask("2.2.2.2") == 200
    assert ask("not an address") == 200
    answer = running.post("/translate_file", b"", X_Forwarded_Proto="javascript", X_Forwarded_For="3.3.3.3")
    assert answer.status == 400


# What is told.


def test_logs_have_no_text_key_address_or_name_of_a_file(start: Start, tmp_path: Path):
    log = tmp_path / "log.txt"
    os.environ["BABELPRESS_LOG"] = str(log)
    try:
        running = start(*FAKE, "--set", "translation.backend.fail_on=panne")
    finally:
        del os.environ["BABELPRESS_LOG"]
    failed = running.translate("Le secret de la panne.")
    upload(running, b"Le secret de la panne.", "secret-panne.txt")
    running.post("/translate", b"--x secret", Content_Type="multipart/form-data; boundary=b")
    running.post("/translate?q=secret-panne", b"\xffsecret", Content_Type="application/json")
    assert running.end() == 0

    told = running.errors.read_text() + log.read_text()
    assert failed.status in (400, 500) and "secret" not in failed.error
    assert "secret" not in told and "panne" not in told and "127.0.0.1" not in told


def test_no_name_is_resolved_and_no_other_machine_is_asked(start: Start, tmp_path: Path):
    """An audit hook writes down every name that is looked up and every address that is connected to."""
    seen = tmp_path / "seen.txt"
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\n"
        "def note(event, arguments=()):\n"
        "    if event in ('on', 'socket.getaddrinfo', 'socket.gethostbyname', 'socket.connect'):\n"
        f"        open({str(seen)!r}, 'a').write(f'{{event}} {{arguments}}\\n')\n"
        "note('on')\n"
        "sys.addaudithook(note)\n"
    )
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(tmp_path), before]))
    try:
        running = start()
    finally:
        os.environ["PYTHONPATH"] = before or ""
    running.translate("Il pleut à Paris.")
    upload(running, b"<p>Il pleut.</p>", "a.html")
    running.post("/v1/summaries", {"text": "Il pleut à Paris. Le train part."})
    assert running.end() == 0

    assert set(seen.read_text().splitlines()) == {"on ()"}
