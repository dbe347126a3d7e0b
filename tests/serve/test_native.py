"""`/v1`: several languages, sentences with findings, checks of any two texts; errors are problem details."""

import json
import socket
import time
from base64 import b64encode
from hashlib import sha256
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from babelpress.document import Segment
from serve.conftest import Answer, Running
from serve.test_process import FAKE, command

TEXT = "Le 3 mai, 12 trains ont été supprimés entre Lyon et Paris. La mairie parle d'un « désastre »."


def problem(answer: Answer, status: int) -> dict[str, Any]:
    """Return the problem of an answer, which has nothing else and no trace of the inside."""
    assert answer.status == status, answer.body
    assert answer.headers["content-type"] == "application/problem+json"
    found = answer.json
    assert set(found) == {"type", "title", "status", "detail", "errors"} and found["status"] == status
    assert all(set(one) == {"pointer", "detail"} for one in found["errors"])
    assert b"pydantic" not in answer.body and b"Traceback" not in answer.body
    return found


@pytest.fixture(scope="module")
def schemas(fake: Running) -> dict[str, Any]:
    return fake.get("/openapi.json").json


def valid(schemas: dict[str, Any], name: str, value: Any) -> Any:
    Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": schemas["components"]}).validate(value)
    return value


def test_several_languages_in_one_call(server: Running, schemas: dict[str, Any]):
    asked = {"texts": ["Il pleut.", ""], "targets": ["en", "nl", "pt-PT"], "source": "fr"}

    made = valid(schemas, "TranslationAnswer", server.post("/v1/translations", asked).json)

    assert made["translations"]["en"] == [{"text": "It rains."}, {"text": ""}]
    assert set(made["translations"]) == {"en", "nl", "pt-PT"} and made["degraded"] == []
    assert made["source"] == [{"language": "fr", "confidence": 1.0}] * 2


@pytest.mark.parametrize("kind", ["text", "html"])
def test_sentences_have_their_findings(server: Running, schemas: dict[str, Any], kind: str):
    text = TEXT if kind == "text" else f"<p>{TEXT}</p>"
    asked = {"texts": ["", text], "targets": ["nl"], "detail": "segments", "format": kind}

    made = valid(schemas, "TranslationAnswer", server.post("/v1/translations", asked).json)

    [empty, own] = made["translations"]["nl"]
    assert empty["segments"] == []
    assert [one["source"] for one in own["segments"]] == TEXT.replace(". La", ".|La").split("|")
    assert all(one["target"] in own["text"] and one["model"] and one["score"] <= 0 for one in own["segments"])
    assert all(one["verdict"] in ("ok", "warning", "severe") for one in own["segments"])
    assert server.errors.read_text() == ""


def test_any_two_texts_are_compared(fake: Running, schemas: dict[str, Any]):
    asked = {
        "source": ["Cela vaut 830 milliards de dollars.", "Il pleut."],
        "target": ["It is worth 830 million dollars.", "It rains."],
        "source_language": "fr",
        "target_language": "en",
    }

    report = valid(schemas, "VerificationAnswer", fake.post("/v1/verifications", asked).json)

    assert not report["ok"] and report["segments"] == 2
    assert {(one["check"], one["severity"], one["segment"]) for one in report["findings"]} == {("numbers", "severe", 0)}
    right = {**asked, "target": ["It is worth 830 billion dollars.", "It rains."]}
    assert fake.post("/v1/verifications", right).json["ok"]
    whole = {"source": TEXT, "target": "", "source_language": "fr", "target_language": "nl"}
    assert not fake.post("/v1/verifications", whole).json["ok"]


def test_summaries_detections_and_languages(server: Running, schemas: dict[str, Any]):
    asked = {"text": f"{TEXT} Il pleut.", "targets": ["fr", "en"], "kinds": ["summary", "headline"]}
    made = valid(schemas, "SummariesAnswer", server.post("/v1/summaries", asked).json)
    found = valid(schemas, "DetectionsAnswer", server.post("/v1/detections", {"texts": [TEXT, ""]}).json)
    languages = valid(schemas, "LanguagesAnswer", server.get("/v1/languages").json)

    assert set(made["summaries"]) == {"fr", "en"}
    assert made["summaries"]["fr"][0]["kind"] == "summary" and made["summaries"]["fr"][0]["text"] in asked["text"]
    assert found["detections"][0]["language"] == "fr" and found["detections"][1]["confidence"] == 0
    assert languages["languages"][0]["code"] == "fr"


def test_every_fault_is_told_with_its_place(fake: Running, schemas: dict[str, Any]):
    asked = {"texts": ["Oui.", 5], "targets": [], "format": "pdf", "colour": "red"}

    found = valid(schemas, "ProblemAnswer", problem(fake.post("/v1/translations", asked), 422))

    assert {one["pointer"] for one in found["errors"]} == {"/texts/1", "/targets", "/format", "/colour"}


@pytest.mark.parametrize(
    ("path", "asked", "status", "pointer"),
    [
        ("translations", {}, 422, "/texts"),
        ("translations", {"texts": ["x"], "targets": ["zz"]}, 400, "/targets/0"),
        ("translations", {"texts": ["x"], "targets": ["nl", "fr"], "source": "nl"}, 400, "/targets/1"),
        ("translations", {"texts": ["x"], "targets": ["nl"], "source": "zz"}, 400, "/source"),
        ("translations", {"texts": ["x"] * 21, "targets": ["nl"]}, 413, ""),
        ("translations", {"texts": ["x" * 1600], "targets": ["nl", "en"]}, 413, ""),
        ("translations", {"texts": ["x"], "targets": ["nl"] * 21}, 422, "/targets"),
        ("translations", {"texts": [["x"]], "targets": ["nl"]}, 422, "/texts/0"),
        ("verifications", {"source": "x", "target": ["x"]}, 400, "/target"),
        ("verifications", {"source": ["x", "y"], "target": ["x"]}, 400, "/target"),
        ("verifications", {"source": "x", "target": "y"}, 400, ""),
        ("verifications", {"source": "x", "target": "y", "source_language": "fr", "target_language": "zz"}, 400, ""),
        (
            "verifications",
            {"source": "x", "target": "y", "source_language": "fr", "target_language": "nl", "checks": ["no"]},
            400,
            "",
        ),
        ("summaries", {"text": "x", "kinds": ["poem"]}, 422, "/kinds/0"),
        ("summaries", {"text": "x", "kinds": []}, 422, "/kinds"),
        ("summaries", {"text": "x" * 3001}, 413, ""),
        ("detections", {"texts": []}, 422, "/texts"),
    ],
)
def test_bad_requests(fake: Running, path: str, asked: dict[str, Any], status: int, pointer: str):
    found = problem(fake.post(f"/v1/{path}", asked), status)

    assert not pointer or pointer in {one["pointer"] for one in found["errors"]}
    assert fake.errors.read_text() == ""


@pytest.mark.parametrize("path", ["translations", "verifications", "summaries", "detections"])
@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"", "application/json", 415),
        (b"[]", "application/json", 400),
        (b"{", "application/json", 400),
        (b'{"texts": ["\\ud800"]}', "application/json", 400),
        (b'{"texts": [], "texts": []}', "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"texts=x", "application/x-www-form-urlencoded", 415),
        (b"{}", "text/plain", 415),
    ],
)
def test_bodies_that_are_no_json(fake: Running, path: str, body: bytes, kind: str, status: int):
    problem(fake.post(f"/v1/{path}", body, Content_Type=kind), status)


def test_empty_texts_are_answered(fake: Running):
    assert fake.post("/v1/summaries", {"text": ""}).status == 200
    assert fake.post("/v1/verifications", {"source": [], "target": []}).status in (200, 400)
    asked = {"source": "", "target": "", "source_language": "fr", "target_language": "nl"}
    assert fake.post("/v1/verifications", asked).json["ok"]
    assert fake.post("/v1/detections", {"texts": [""]}).status == 200


def test_keys_are_taken_from_the_header(start_session: Any, tmp_path: Any):
    key = command("keys", "create", "a", "--state", str(tmp_path / "state")).stdout.strip()
    running = start_session(*FAKE, folder=tmp_path)
    asked = {"texts": ["Oui."], "targets": ["nl"]}

    problem(running.post("/v1/translations", asked), 403)
    problem(running.post("/v1/translations", asked, Authorization="Bearer x"), 403)
    assert running.post("/v1/translations", asked, Authorization=f"Bearer {key}").status == 200


def test_the_description_is_openapi(schemas: dict[str, Any]):
    assert schemas["openapi"].startswith("3.1")
    texts = {
        f"/v1/{name}"
        for name in ("translations", "verifications", "summaries", "detections", "languages", "models", "usage")
    }
    jobs = {f"/v1/jobs{rest}" for rest in ("", "/{id}", "/{id}/events", "/{id}/results/{language}")}
    assert set(schemas["paths"]) == texts | jobs
    for schema in schemas["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_models_are_described_and_use_is_counted(fake: Running, start_session: Any, tmp_path: Any):
    found = {one["id"]: one for one in fake.get("/v1/models").json["models"]}
    assert found and all(one["licence"] and one["sources"] and one["targets"] for one in found.values())
    assert fake.get("/v1/usage").json["characters_limit"] is None

    key = command("keys", "create", "a", "--characters", "20", "--state", str(tmp_path / "state")).stdout.strip()
    running = start_session(*FAKE, folder=tmp_path)
    bearer = {"Authorization": f"Bearer {key}"}
    asked = [{"texts": [text], "targets": ["nl", "en"]} for text in ("Oui.", "Oui.", "Non.", "Bon.")]
    for one in asked[:3]:  # what is in the cache counts a tenth
        assert running.post("/v1/translations", one, **bearer).status == 200
    problem(running.post("/v1/translations", asked[3], **bearer), 429)
    used = running.get("/v1/usage", **bearer).json
    assert (used["characters"], used["requests"], used["characters_limit"]) == (8 + 1 + 8, 3, 20)
    problem(running.get("/metrics"), 403)
    assert running.get("/metrics", **bearer).status == 200


def test_metrics_are_in_the_format_of_prometheus_and_hold_no_text(start_session: Any):
    running = start_session(*FAKE)
    asked = {"texts": ["Le secret de 12 ans."], "targets": ["nl", "en"], "detail": "segments"}
    assert running.post("/v1/translations", asked).status == 200
    running.post("/v1/translations", asked)
    running.get("/v1/jobs/secret")
    running.get("/secret")
    text = running.get("/metrics").body.decode()

    parser = pytest.importorskip("prometheus_client.parser")
    samples = [one for family in parser.text_string_to_metric_families(text) for one in family.samples]
    values = {(one.name, *sorted(one.labels.items())): one.value for one in samples}
    route = ("route", "/v1/translations")
    assert values["babelpress_requests_total", route, ("status", "200")] == 2
    assert values["babelpress_requests_total", ("route", "/v1/jobs/{id}"), ("status", "404")] == 1
    assert values["babelpress_request_seconds_bucket", ("le", "+Inf"), route] == 2
    assert values["babelpress_characters_total", ("source", "fr"), ("target", "nl")] == 40
    assert values["babelpress_cache_hits_total",] >= 2 and values["babelpress_ready",] == 1
    waited = values["babelpress_queue_seconds_count", ("class", "interactive")]
    assert 2 <= waited <= values["babelpress_batch_characters_bucket", ("le", "+Inf")] <= 2 * waited
    assert values["babelpress_estimates_bucket", ("le", "100"), ("pair", "fr-nl")] == 2
    assert "secret" not in text and "127.0.0.1" not in text


def streamed(server: Running, asked: dict[str, Any]) -> list[tuple[str, Any]]:
    """Return the events of a stream of translations, by name."""
    answer = server.post("/v1/translations", asked, Accept="text/event-stream")
    assert answer.headers["content-type"].startswith("text/event-stream"), answer.body
    parts = [dict(line.split(": ", 1) for line in one.split("\n")) for one in answer.body.decode().split("\n\n") if one]
    return [(one["event"], json.loads(one["data"])) for one in parts]


def test_a_stream_has_the_texts_in_order_and_the_same_as_at_once(fake: Running, schemas: dict[str, Any]):
    texts = [f"Le {n} mai, il pleut. Oui." for n in range(1, 12)] + ["", "x" * 900]
    asked = {"texts": texts, "targets": ["nl", "pt-BR"], "source": "fr", "detail": "segments"}

    found = streamed(fake, asked)
    whole = fake.post("/v1/translations", asked).json["translations"]

    for language in asked["targets"]:
        own = [(name, data) for name, data in found if data.get("language") == language]
        assert [data["text"] for name, data in own if name == "text"] == list(range(len(texts)))
        for name, data in own:
            text = whole[language][data["text"]]
            if name == "text":
                assert (data["translation"], data["findings"]) == (text["text"], text["findings"])
            else:
                segment = text["segments"][data["segment"]]
                assert {key: data[key] for key in segment} == segment
        assert sum(name == "segment" for name, _ in own) == sum(len(text["segments"]) for text in whole[language])
    assert found[-1] == ("end", {"source": [{"language": "fr", "confidence": 1.0}] * len(texts), "degraded": []})
    assert [data["language"] for name, data in found if name == "text"][:1] == ["nl"]
    assert {name for name, _ in streamed(fake, {**asked, "detail": "none"})} == {"text", "end"}


def test_the_model_of_estimates_is_loaded_once():
    from babelpress.serve.v1 import estimates

    segment = Segment(block=0, source="Il pleut.", target="Het regent.", model="m", score=-0.5)
    before = estimates._tools.cache_info().misses
    for _ in range(3):
        assert estimates.estimated("fr", "nl", [segment])[0] is not None
    assert estimates._tools.cache_info().misses <= before + 1


def test_the_description_is_a_page_too(fake: Running, schemas: dict[str, Any]):
    answer = fake.get("/docs")
    text = answer.body.decode()
    style = text[text.index("<style>") + 7 : text.index("</style>")]

    assert answer.status == 200 and answer.headers["content-type"].startswith("text/html")
    assert b64encode(sha256(style.encode()).digest()).decode() in answer.headers["content-security-policy"]
    assert all(f"{method.upper()} {path}" in text for path, own in schemas["paths"].items() for method in own)
    assert all(f'id="{name}"' in text for name in schemas["components"]["schemas"])
    assert "<script" not in text and "http" not in text.replace("https", "")


def test_what_cannot_be_streamed_is_a_problem_before_the_stream(fake: Running):
    chinese = "我们今天在北京讨论了新的经济政策和未来几年的发展计划。"
    answer = fake.post("/v1/translations", {"texts": [chinese * 3], "targets": ["nl"]}, Accept="text/event-stream")
    problem(answer, 400)


def test_a_client_that_leaves_a_stream_stops_its_work(start_session: Any):
    running = start_session("--profile", "fake")
    body = json.dumps({"texts": [f"Oui {n}. " * 30 for n in range(1_200)], "targets": ["nl"], "source": "fr"})
    head = "POST /v1/translations HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\nContent-Type: application/json"
    with socket.create_connection(("127.0.0.1", running.port)) as connection:
        connection.sendall(f"{head}\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode())
        while b"event: text" not in connection.recv(65536):
            pass

    def done() -> str:
        lines = running.get("/metrics").body.decode().splitlines()
        return next(line for line in lines if line.startswith("babelpress_characters_total"))

    last = ""
    while last != (last := done()):
        time.sleep(0.5)
    assert float(last.split()[-1]) < 0.9 * sum(30 * len(f"Oui {n}. ") for n in range(1_200))
