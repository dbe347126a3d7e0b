"""DeepL's API, thinly: what its own client library does works, and errors have its statuses."""

import io
import re
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from serve.conftest import PATIENCE, Running, Start
from serve.test_bad_requests import part
from serve.test_process import FAKE, command

deepl = pytest.importorskip("deepl")


@pytest.fixture
def client(server: Running):
    made = deepl.DeepLClient("key", server_url=server.url)
    yield made
    made.close()


def test_texts(client: Any):
    one = client.translate_text("Il pleut.", target_lang="EN-GB", source_lang="FR")
    several = client.translate_text(["Il pleut.", "", "Il pleut."], target_lang="en-us")

    assert (one.text, one.detected_source_lang) == ("It rains.", "FR")
    assert one.billed_characters == 9
    assert [each.text for each in several] == ["It rains.", "", "It rains."]


@pytest.mark.parametrize(
    "options",
    [
        {"tag_handling": "html", "formality": "prefer_more", "context": "Le temps.", "split_sentences": "0"},
        {"tag_handling": "xml", "ignore_tags": ["x"], "preserve_formatting": True, "outline_detection": False},
        {"tag_handling": "xml", "ignore_tags": ["x"], "splitting_tags": ["par"], "non_splitting_tags": ["b"]},
    ],
)
def test_options_and_tags(client: Any, options: dict[str, Any]):
    text = '<par>Il pleut <b>fort</b> &amp; le <x id="3">train Zyx</x> est en retard.</par><par>Il part.</par>'
    made = client.translate_text(text, target_lang="NL", **options).text

    tags = re.compile(r"</?\w+[^>]*>")
    assert Counter(tags.findall(made)) == Counter(tags.findall(text))
    assert made != text
    assert "ignore_tags" not in options or '<x id="3">train Zyx</x>' in made


@pytest.mark.parametrize(
    "text", ['Un <x id="1"/> mot.', '<x id="3"></x>', "Il <y/>pleut<z/>.", "a < b & c", "<b>Il pleut.", ""]
)
@pytest.mark.parametrize("handling", ["xml", "html"])
def test_tags_without_content(client: Any, text: str, handling: str):
    [made] = client.translate_text([text], target_lang="NL", tag_handling=handling, ignore_tags=["x"])

    tags = re.compile(r"</?\w+[^>]*>")
    assert Counter(tags.findall(made.text)) == Counter(tags.findall(text))


def test_languages_and_usage(client: Any):
    sources, targets = client.get_source_languages(), client.get_target_languages()

    assert [(one.code, one.name) for one in sources] == [("FR", "French")]
    assert [one.code for one in targets] == ["NL", "EN-GB", "DE", "ES", "PT-PT"]
    assert not any(one.supports_formality for one in targets)
    assert client.get_usage().character.valid and not client.get_usage().any_limit_reached


@pytest.mark.parametrize(
    ("name", "source"),
    [("lettre.txt", "Il pleut.\n"), ("page.html", "<p>Il <b>pleut</b>.</p>\n"), ("a.md", "# Il pleut\n")],
)
def test_documents(client: Any, name: str, source: str):
    made = io.BytesIO()

    status = client.translate_document(source.encode(), made, target_lang="NL", filename=name)

    assert status.done and status.billed_characters == len(source)
    assert made.getvalue().decode() not in ("", source)
    assert Counter(re.findall(r"<[^>]*>|#|\n", made.getvalue().decode())) == Counter(
        re.findall(r"<[^>]*>|#|\n", source)
    )


def test_a_document_that_cannot_be_read_says_so(client: Any):
    with pytest.raises(deepl.DocumentTranslationException, match="the file"):
        client.translate_document(b"no zip", io.BytesIO(), target_lang="NL", filename="a.docx")
    with pytest.raises(deepl.DeepLException, match="file format not supported"):
        client.translate_document(b"MZ", io.BytesIO(), target_lang="NL", filename="a.exe")


def test_command_line(server: Running, tmp_path: Path):
    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "deepl", "--auth-key", "k", "--server-url", server.url, *arguments],
            capture_output=True, text=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    (tmp_path / "a.txt").write_text("Il pleut.\n")
    (tmp_path / "made").mkdir()

    assert run("text", "--to", "EN-GB", "Il pleut.").strip() == "It rains."
    assert "Characters" in run("usage") or "character" in run("usage").lower()
    run("document", "--to", "EN-GB", str(tmp_path / "a.txt"), str(tmp_path / "made"))
    assert (tmp_path / "made" / "a.txt").read_text() == "It rains.\n"


# Without the library: what it would not send, and what others do.


def test_a_form_with_several_texts(fake: Running):
    """As deepl-node sends it."""
    body = "target_lang=nl&source_lang=fr&show_billed_characters=1&text=Oui.&text=Non.&tag_handling=html"
    got = fake.post("/v2/translate", body, Content_Type="application/x-www-form-urlencoded;charset=utf-8").json

    assert [one["text"] for one in got["translations"]] == ["[nl] Oui.", "[nl] Non."]
    assert got["translations"][0]["billed_characters"] == 4


TEXT = {"text": "Oui.", "target_lang": "NL"}
XML = {**TEXT, "tag_handling": "xml"}


@pytest.mark.parametrize(
    ("body", "status", "message"),
    [
        ({}, 400, "Parameter 'text' not specified."),
        ({"text": []}, 400, "Parameter 'text' not specified."),
        ({**TEXT, "text": [1]}, 400, "Value for 'text' not supported."),
        ({**TEXT, "text": [[]]}, 400, "Value for 'text' not supported."),
        ({"text": ["Oui."]}, 400, "Parameter 'target_lang' not specified."),
        ({**TEXT, "target_lang": "XX"}, 400, "Value for 'target_lang' not supported."),
        ({**TEXT, "target_lang": 5}, 400, "Invalid request: target_lang parameter is not a string"),
        ({**TEXT, "source_lang": "ZH"}, 400, "Value for 'source_lang' not supported."),
        ({**TEXT, "formality": "more"}, 400, "'formality' is not supported for given 'target_lang'."),
        ({**TEXT, "formality": "x"}, 400, "Value for 'formality' not supported."),
        ({**TEXT, "tag_handling": "x"}, 400, "Value for 'tag_handling' not supported."),
        ({**XML, "ignore_tags": ["("]}, 400, "Value for 'ignore_tags' not supported."),
        ({**XML, "splitting_tags": [1]}, 400, "Value for 'splitting_tags' not supported."),
        ({**TEXT, "glossary_id": "x"}, 404, "Glossary not found"),
        ({**TEXT, "glossary_ids": ["x"]}, 404, "Glossary not found"),
        ({**TEXT, "glossary_id": 7}, 400, "Value for 'glossary_id' not supported."),
        ({**TEXT, "text": ["x"] * 21}, 413, "Request size exceeded: at most 20 texts, 3000 characters."),
    ],
)
def test_errors(fake: Running, body: dict[str, Any], status: int, message: str):
    answer = fake.post("/v2/translate", body)

    assert (answer.status, answer.json) == (status, {"message": message})
    assert fake.errors.read_text() == ""


@pytest.fixture(scope="module")
def metered(start_session: Start, tmp_path_factory: pytest.TempPathFactory) -> tuple[Running, str]:
    folder = tmp_path_factory.mktemp("metered")
    made = command("keys", "create", "cms", "--characters", "20", "--state", str(folder / "state"))
    return start_session(*FAKE, folder=folder), made.stdout.strip()


def test_keys_and_quotas(metered: tuple[Running, str]):
    running, key = metered

    with (
        closing(deepl.DeepLClient("wrong", server_url=running.url)) as client,
        pytest.raises(deepl.AuthorizationException),
    ):
        client.translate_text("Oui.", target_lang="NL")
    with closing(deepl.DeepLClient(key, server_url=running.url)) as client:
        assert client.translate_text("Oui, merci.", target_lang="NL").text == "[nl] Oui, merci."
        usage = client.get_usage().character
        assert (usage.count, usage.limit) == (11, 20)
        with pytest.raises(deepl.QuotaExceededException):
            client.translate_text("Encore dix.", target_lang="NL")
    assert running.translate("Encore dix.", api_key=key).json == {"error": "Slowdown: 20 characters per 1 day"}
    body = {"text": "Oui.", "target_lang": "NL", "auth_key": key}
    assert running.post("/v2/translate", body).status == 200


def test_documents_of_others_cannot_be_found(fake: Running):
    body = b"".join(
        part(f'Content-Disposition: form-data; name="{name}"', value)
        for name, value in (("target_lang", b"NL"), ('file"; filename="a.txt', b"Oui."))
    )
    job = fake.post("/v2/document", body + b"--b--\r\n", Content_Type="multipart/form-data; boundary=b").json
    id, key = job["document_id"], job["document_key"]

    wrong = [(id, "x"), (id, ""), (id, "é"), (id, key[:-1]), ("x", key), ("0" * 32, key)]
    answers = {
        (answer.status, answer.body)
        for other, secret in wrong
        for place in ("", "/result")
        for answer in [fake.post(f"/v2/document/{other}{place}", {"document_key": secret})]
    }
    assert answers == {(404, b'{"message":"Document not found"}')}
    for _ in range(PATIENCE * 10):
        if fake.post(f"/v2/document/{id}", {"document_key": key}).json["status"] == "done":
            break
        time.sleep(0.1)
    assert fake.post(f"/v2/document/{id}/result", {"document_key": key}).body == b"[nl] Oui."


def test_a_document_that_is_not_done_is_not_given(start: Start):
    running = start()
    running.translate("Il pleut.")
    text = "\n".join(f"Le train numéro {n} part demain matin." for n in range(200)).encode()
    body = part('Content-Disposition: form-data; name="target_lang"', b"NL") + part(
        'Content-Disposition: form-data; name="file"; filename="a.txt"', text
    )
    job = running.post("/v2/document", body + b"--b--\r\n", Content_Type="multipart/form-data; boundary=b").json

    answer = running.post(f"/v2/document/{job['document_id']}/result", {"document_key": job["document_key"]})

    assert (answer.status, answer.json) == (503, {"message": "Document translation is not done"})
    assert running.end() == 0  # it gives up the document


def test_what_weblate_asks_before_any_language_is_answered(server: Running):
    """English to German, also where there is no such route; nothing else of that pair is."""
    asked = {"text": ["test"], "source_lang": "EN", "target_lang": "DE", "formality": "default", "tag_handling": "xml"}

    assert server.post("/v2/translate", asked).json["translations"][0]["text"] == "Test"
    assert server.post("/v2/translate", {**asked, "text": ["tests"]}).status == 400
