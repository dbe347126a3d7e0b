"""Jobs: begun, watched, fetched, cancelled, told of; and what a process that is killed does not lose.

What a job gives, whatever is killed, is in test_killed_jobs.py; the table alone in test_job_store.py.
"""

import base64
import json
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from serve.conftest import Answer, Running, Start
from serve.test_libretranslate import upload

PATIENCE = 300
"""Seconds after which a job that never ends fails a test."""

VERIFY = {"kind": "verify", "verifications": [{"source": "a", "translations": {"nl": "a"}}], "targets": ["nl"]}

TEXTS = {"kind": "texts", "texts": ["Il pleut.", "Oui."], "targets": ["nl", "en"], "source": "fr"}


def until(found: Callable[[], Any]) -> Any:
    """Wait until something is true, and return it."""
    end = time.monotonic() + PATIENCE
    while not (value := found()):
        assert time.monotonic() < end
        time.sleep(0.05)
    return value


def ended(server: Running, answer: Answer, **headers: str) -> Any:
    """Wait for the end of a job, and return it."""
    assert answer.status == 202, answer.body
    place = f"/v1/jobs/{answer.json['id']}"
    return until(lambda: (job := server.get(place, **headers).json)["state"] not in ("queued", "running") and job)


def fetched(server: Running, job: Any, language: str, **headers: str) -> Answer:
    [href] = [one["href"] for one in job["results"] if one["language"] == language]
    return server.get(href.removeprefix(server.url), **headers)


def long(n: int = 150) -> dict[str, Any]:
    return {**TEXTS, "texts": [f"Le train numéro {k} part demain matin de Lyon vers Paris." for k in range(n)]}


def events(server: Running, id: str, **headers: str) -> list[dict[str, str]]:
    """Return the events of a job, to its end."""
    body = server.get(f"/v1/jobs/{id}/events", **headers).body.decode()
    found = [dict(line.split(": ", 1) for line in one.split("\n") if line) for one in body.split("\n\n") if one]
    return [one for one in found if "id" in one]


def test_texts_are_translated_into_several_languages(fake: Running):
    job = ended(fake, fake.post("/v1/jobs", TEXTS))

    assert (job["state"], job["kind"], job["targets"]) == ("succeeded", "texts", ["nl", "en"])
    assert job["progress"] == {"done": 4, "total": 4, "unit": "sentences"}
    assert [one["language"] for one in job["results"]] == ["nl", "en"]
    made = fetched(fake, job, "en")
    assert made.json["texts"] == ["[en] Il pleut.", "[en] Oui."] and made.json["sources"] == ["fr", "fr"]
    assert job["created"] <= job["started"] <= job["finished"] < job["expires"]


def test_articles_give_records_and_summaries_give_summaries(fake: Running):
    articles = [{"title": "Le train", "text": "Il pleut.\nLe train part."}, {"id": "b", "text": "Oui."}]
    job = ended(fake, fake.post("/v1/jobs", {"kind": "articles", "articles": articles, "targets": ["nl"]}))
    records = [json.loads(line) for line in fetched(fake, job, "nl").body.decode().splitlines()]

    assert [record["article"]["id"] for record in records] == ["1", "b"]
    [version] = records[0]["translations"]
    assert [block["text"] for block in version["blocks"]] == ["[nl] Le train", "[nl] Il pleut.", "[nl] Le train part."]

    body = {"kind": "summarize", "text": "Il pleut. Le train part.", "targets": ["nl"], "kinds": ["summary"]}
    job = ended(fake, fake.post("/v1/jobs", body))
    assert {one["kind"] for one in fetched(fake, job, "nl").json["summaries"]} == {"summary"}


def test_a_short_source_of_no_certain_language_is_verified_as_one_in_the_source_language(fake: Running):
    given = [{"source": "Oui.", "translations": {"nl": "Ja."}}, {"source": "12 %", "translations": {"nl": "13 %"}}]
    job = ended(fake, fake.post("/v1/jobs", {**VERIFY, "verifications": given}))

    assert job["state"] == "succeeded", job
    lines = [json.loads(line) for line in fetched(fake, job, "nl").body.decode().splitlines()]
    assert [(one["source_language"], one["ok"]) for one in lines] == [("fr", True), ("fr", False)]


def test_verifications_give_what_the_checks_find_in_each_language(fake: Running):
    given = {"source": ["Cela vaut 830 milliards.", "Il pleut."], "translations": {
        "en": ["It is worth 830 million.", "It rains."], "pt-BR": ["Vale 830 bilhões.", "Chove."]}}  # fmt: skip
    text = {"id": "b", "source": "Oui.\nNon.", "translations": {"en": "Yes.\nNo.", "pt-BR": "Sim.\nNão."}}
    body = {"kind": "verify", "verifications": [given, text], "targets": ["en", "pt-BR"], "source": "fr"}
    job = ended(fake, fake.post("/v1/jobs", body))
    assert job["state"] == "succeeded", job
    for language, verdicts in (("en", [False, True]), ("pt-BR", [True, True])):
        lines = [json.loads(line) for line in fetched(fake, job, language).body.decode().splitlines()]
        assert [(one["id"], one["ok"]) for one in lines] == list(zip(["1", "b"], verdicts, strict=True))
        for line, asked in zip(lines, (given, text), strict=True):
            alone = {
                "source": asked["source"], "target": asked["translations"][language],
                "source_language": "fr", "target_language": language,
            }  # fmt: skip
            assert fake.post("/v1/verifications", alone).json == {key: line[key] for key in line if key != "id"}


def document(server: Running, data: bytes, name: str, **fields: str) -> Answer:
    parts = [f'--b\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n' for key, value in fields.items()]
    head = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = "".join(parts).encode() + head.encode() + data + b"\r\n--b--\r\n"
    return server.post("/v1/jobs", body, Content_Type="multipart/form-data; boundary=b")


def test_a_document_keeps_its_format_and_its_name(fake: Running):
    job = ended(fake, document(fake, b"<p>Il <b>pleut</b>.</p>", "caf\u00e9 1.html", targets="nl, en", source="fr"))
    made = fetched(fake, job, "nl")

    assert made.body.startswith(b"<p>[nl] Il <b>pleut</b>")
    assert made.headers["content-disposition"] == "attachment; filename*=UTF-8''caf%C3%A9%201.html"
    assert made.headers["etag"] == f'"{job["results"][0]["sha256"]}"'
    assert fetched(fake, job, "nl", If_None_Match=made.headers["etag"]).status == 304
    for asked, part in (("bytes=0-2", made.body[:3]), ("bytes=4-", made.body[4:]), ("bytes=-5", made.body[-5:])):
        some = fetched(fake, job, "nl", Range=asked)
        assert (some.status, some.body) == (206, part)
    assert fetched(fake, job, "nl", Range=f"bytes={len(made.body)}-").status == 416


@pytest.mark.parametrize(
    ("body", "status", "pointer"),
    [
        ({**TEXTS, "targets": []}, 422, "/targets"),
        ({**TEXTS, "targets": ["nl", "xx"]}, 400, "/targets/1"),
        ({**TEXTS, "source": "zh"}, 400, "/source"),
        ({**TEXTS, "texts": None}, 400, "/texts"),
        ({**TEXTS, "kind": "all"}, 422, "/kind"),
        ({**TEXTS, "more": 1}, 422, "/more"),
        ({"kind": "summarize", "targets": ["nl"]}, 400, "/text"),
        ({"kind": "verify", "targets": ["nl"]}, 400, "/verifications"),
        ({**VERIFY, "targets": ["nl", "en"]}, 400, "/verifications/0/translations/en"),
        ({**VERIFY, "targets": ["xx"]}, 400, "/targets/0"),
        ({**VERIFY, "source": "xx"}, 400, "/source"),
        (
            VERIFY | {"verifications": [{"source": "a", "translations": {"nl": ["a"]}}]},
            400,
            "/verifications/0/translations/nl",
        ),
    ],
)
def test_what_is_wrong_with_a_job_is_said_at_its_place(fake: Running, body: Any, status: int, pointer: str):
    answer = fake.post("/v1/jobs", body)

    assert answer.status == status
    assert pointer in [one["pointer"] for one in answer.json["errors"]]


def test_a_document_that_cannot_be_read_fails_with_the_reason(fake: Running):
    assert document(fake, b"x", "a.exe", targets="nl").status == 400
    assert document(fake, b"", "a.html", targets="nl").status == 400
    assert document(fake, b"<p>x</p>", "a.html").status == 400
    job = ended(fake, document(fake, b"no zip", "a.docx", targets="nl"))

    assert job["state"] == "failed" and "docx" in job["problem"].lower() and not job["results"]


def test_an_idempotency_key_stands_for_one_job(fake: Running):
    first = fake.post("/v1/jobs", TEXTS, Idempotency_Key="one")
    again = fake.post("/v1/jobs", TEXTS, Idempotency_Key="one")
    other = fake.post("/v1/jobs", {**TEXTS, "targets": ["nl"]}, Idempotency_Key="one")

    assert (first.status, again.status, other.status) == (202, 202, 422)
    assert first.json["id"] == again.json["id"] and first.headers["location"] == again.headers["location"]
    assert fake.post("/v1/jobs", TEXTS, Idempotency_Key="x" * 300).status == 400


def test_jobs_are_listed_page_by_page(start: Start):
    running = start("--profile", "fake")
    made = [ended(running, running.post("/v1/jobs", TEXTS))["id"] for _ in range(5)]
    found, cursor = [], ""
    while True:
        page = running.get(f"/v1/jobs?limit=2&cursor={cursor}").json
        found += [job["id"] for job in page["jobs"]]
        cursor = page["cursor"]
        if not cursor:
            break

    assert found == made[::-1]
    assert [len(running.get(f"/v1/jobs?state={state}").json["jobs"]) for state in ("succeeded", "failed")] == [5, 0]
    for wrong in ("state=all", "limit=0", "limit=x", "limit=1000"):
        assert running.get(f"/v1/jobs?{wrong}").status == 400


def test_events_tell_all_and_go_on_where_a_client_has_stopped(fake: Running):
    job = ended(fake, fake.post("/v1/jobs", TEXTS))
    told = events(fake, job["id"])
    types = [one["event"] for one in told]
    numbers = [int(one["id"].rpartition(".")[2]) for one in told]

    assert [json.loads(one["data"])["state"] for one in told if one["event"] == "state"] == [
        "queued", "running", "succeeded",
    ]  # fmt: skip
    assert types.count("language") == 2 and types[-1] == "state" and numbers == sorted(set(numbers))
    for at in range(len(told) - 1):
        assert events(fake, job["id"], Last_Event_ID=told[at]["id"]) == told[at + 1 :]
    assert fake.get(f"/v1/jobs/{job['id']}/events", Last_Event_ID=told[-1]["id"]).status == 204
    for wrong in ("1", "x", f"{job['id']}.x", "01a22d63-6c9a-7037-9c6a-a28c7ddeeb4d.1"):
        assert fake.get(f"/v1/jobs/{job['id']}/events", Last_Event_ID=wrong).status == 400


def test_a_job_is_cancelled_in_the_middle_and_keeps_what_it_has(start: Start):
    """Also a job that another process works on."""
    worker = start("--role", "worker")
    state = worker.errors.parent
    web = start("--role", "web", "--database", f"sqlite:///{state / 'state' / 'serve.sqlite'}")
    begun = web.post("/v1/jobs", long(1000)).json["id"]
    waiting = web.post("/v1/jobs", long(1000)).json["id"]
    last = web.post("/v1/jobs", long(1000)).json["id"]
    until(lambda: web.get(f"/v1/jobs/{begun}").json["progress"]["done"])

    assert web.ask("DELETE", f"/v1/jobs/{last}").json["state"] == "cancelled"
    assert web.ask("DELETE", f"/v1/jobs/{begun}").status == 202
    until(lambda: web.get(f"/v1/jobs/{begun}").json["state"] == "cancelled")
    assert web.ask("DELETE", f"/v1/jobs/{waiting}").status == 202
    assert web.ask("DELETE", f"/v1/jobs/{waiting}").status == 202
    assert worker.end() == 0
    assert web.get(f"/v1/jobs/{waiting}").json["state"] == "cancelled" and web.end() == 0


def test_a_service_that_ends_gives_its_jobs_back(start: Start, tmp_path: Path):
    database = ("--database", f"sqlite:///{tmp_path / 'jobs.sqlite'}")
    first = start(*database)
    id = first.post("/v1/jobs", long()).json["id"]
    done = until(lambda: first.get(f"/v1/jobs/{id}").json["progress"]["done"])
    assert first.end() == 0

    second = start(*database)
    job = second.get(f"/v1/jobs/{id}").json
    assert job["state"] in ("queued", "running") and job["progress"]["done"] >= done  # not after a lease of a minute
    assert ended(second, Answer(202, {}, json.dumps({"id": id}).encode()))["state"] == "succeeded"


# Whose a job is.


def test_a_job_is_seen_with_the_key_that_began_it(locked_pair: tuple[Running, str, str]):
    running, mine, other = locked_pair
    job = ended(
        running, running.post("/v1/jobs", TEXTS, Authorization=f"Bearer {mine}"), Authorization=f"Bearer {mine}"
    )
    place = f"/v1/jobs/{job['id']}"
    nothing = running.get("/v1/jobs/01a22d63-6c9a-7037-9c6a-a28c7ddeeb4d", Authorization=f"Bearer {mine}")

    for path in (place, f"{place}/events", f"{place}/results/nl"):
        assert running.get(path).status == 403
        foreign = running.get(path, Authorization=f"Bearer {other}")
        assert (foreign.status, foreign.body) == (404, nothing.body)
    assert running.ask("DELETE", place, headers={"Authorization": f"Bearer {other}"}).status == 404
    assert running.get("/v1/jobs", Authorization=f"Bearer {other}").json["jobs"] == []
    assert running.get(f"{place}/results/nl", Authorization=f"Bearer {mine}").status == 200

    href = job["results"][0]["href"].removeprefix(running.url)
    assert running.get(href).status == 200  # a link needs no key
    signature = href.rpartition("=")[2]
    for wrong in (href[:-1], href + "0", href.replace("/nl?", "/en?"), href.replace("expires=", "expires=f")):
        assert running.get(wrong).status == 403
    assert len(signature) == 64


@pytest.fixture(scope="module")
def locked_pair(start_session: Start, tmp_path_factory: pytest.TempPathFactory) -> tuple[Running, str, str]:
    from babelpress.serve.database import Database
    from babelpress.serve.keys import Keys

    folder = tmp_path_factory.mktemp("keys")
    keys = Keys(Database(f"sqlite:///{folder / 'state' / 'serve.sqlite'}"))
    mine, other = keys.create("one"), keys.create("two", characters=50)
    return start_session("--profile", "fake", folder=folder), mine, other


def test_a_job_counts_once_and_not_beyond_the_quota(locked_pair: tuple[Running, str, str]):
    running, _, key = locked_pair
    headers = {"Authorization": f"Bearer {key}", "Idempotency_Key": "a"}
    size = len(json.dumps(TEXTS["texts"]))

    assert running.post("/v1/jobs", TEXTS, **headers).status == 202
    assert running.post("/v1/jobs", TEXTS, **headers).status == 202
    used = running.get("/v2/usage", Authorization=f"Bearer {key}").json["character_count"]
    assert used == 2 * size
    assert running.post("/v1/jobs", TEXTS, Authorization=f"Bearer {key}").status == 429
    assert len(running.get("/v1/jobs", Authorization=f"Bearer {key}").json["jobs"]) == 1


# Callbacks.

SECRET = "whsec_" + base64.b64encode(b"a secret of at least 24 bytes").decode()


class Receiver:
    """A client that is told of the end of its jobs; it answers with each of some statuses in turn."""

    def __init__(self, *statuses: int) -> None:
        self.got: list[tuple[dict[str, str], bytes]] = []
        left = list(statuses)

        class Handler(BaseHTTPRequestHandler):
            def do_POST(handler) -> None:
                body = handler.rfile.read(int(handler.headers["content-length"]))
                self.got.append(({name.lower(): value for name, value in handler.headers.items()}, body))
                handler.send_response(left.pop(0) if left else 204)
                handler.send_header("Location", f"{self.url}redirected")
                handler.end_headers()

            def log_message(handler, *arguments: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/"
        Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def test_a_client_is_told_of_the_end_until_it_hears(start: Start):
    running = start("--profile", "fake", "--webhook-host", "127.0.0.1", "--webhook-network", "127.0.0.0/8")
    receiver = Receiver(500, 302)
    try:
        body = {**TEXTS, "callback": {"url": f"{receiver.url}hook?a=1", "secret": SECRET}}
        answer = running.post("/v1/jobs", body)
        job = ended(running, answer)
        until(lambda: len(receiver.got) == 1)
        told = until(lambda: (d := running.get(f"/v1/jobs/{job['id']}").json["deliveries"])[0]["tries"] and d)
        assert told[0]["status"] == "500"
        until(lambda: len(receiver.got) == 2)  # 5 seconds later
        headers, sent = receiver.got[0]
    finally:
        receiver.close()

    assert SECRET.removeprefix("whsec_").encode() not in answer.body and SECRET not in json.dumps(job)
    assert json.loads(sent)["type"] == "job.succeeded" and json.loads(sent)["data"]["id"] == job["id"]
    assert {one["webhook-id"] for one, _ in receiver.got} == {told[0]["id"]}  # one id for all tries
    hooks = pytest.importorskip("standardwebhooks")
    assert hooks.Webhook(SECRET).verify(sent, headers) == json.loads(sent)


@pytest.mark.parametrize(
    "callback",
    [
        {"url": "https://other.example/", "secret": SECRET},
        {"url": "http://hooks.example/", "secret": SECRET},
        {"url": "file:///etc/passwd", "secret": SECRET},
        {"url": "https://hooks.example@127.0.0.1/", "secret": SECRET},
        {"url": "https://hooks.example\\@127.0.0.1/", "secret": SECRET},
        {"url": "https://[::1", "secret": SECRET},
        {"url": "https://hooks.example:99999/", "secret": SECRET},
        {"url": "https://hooks.example/", "secret": "short"},
    ],
)
def test_a_callback_that_may_not_be_called_is_refused(hooked: Running, callback: dict[str, str]):
    assert hooked.post("/v1/jobs", {**TEXTS, "callback": callback}).status == 400


@pytest.fixture(scope="module")
def hooked(start_session: Start) -> Running:
    return start_session("--profile", "fake", "--webhook-host", "hooks.example")


def test_without_a_host_nobody_is_called(fake: Running):
    answer = fake.post("/v1/jobs", {**TEXTS, "callback": {"url": "https://hooks.example/", "secret": SECRET}})

    assert answer.status == 400 and "--webhook-host" in answer.error


def test_uploads_of_deepl_and_libretranslate_still_work(fake: Running):
    assert upload(fake, b"<p>Il pleut.</p>", "a.html").status == 200
