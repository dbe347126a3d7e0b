"""LibreTranslate's API: what real clients send is answered as they need it, and errors letter by letter."""

import re
import subprocess
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from shutil import which
from urllib.parse import quote, urlsplit

import pytest

from serve.conftest import Running

FORM = "application/x-www-form-urlencoded"


# Real client packages.


def test_libretranslatepy(server: Running):
    client = pytest.importorskip("libretranslatepy").LibreTranslateAPI(f"{server.url}/")

    assert client.translate("Il pleut.", "fr", "en") == "It rains."
    assert client.detect("Bonjour, comment allez-vous aujourd'hui ?")[0]["language"] == "fr"
    assert next(one["code"] for one in client.languages()) == "fr"


def test_deep_translator(server: Running):
    deep = pytest.importorskip("deep_translator")
    client = deep.LibreTranslator(source="fr", target="en", custom_url=f"{server.url}/", api_key="k")

    assert client.translate("Il pleut.") == "It rains."
    assert client.translate_batch(["Il pleut.", "Il part."])[0] == "It rains."


def test_curl(server: Running):
    if which("curl") is None:
        pytest.skip("curl is not installed")
    done = subprocess.run(
        ["curl", "-sS", f"{server.url}/translate", "-d", "q=Il pleut.", "-d", "source=fr", "-d", "target=en"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert '"translatedText":"It rains."' in done.stdout


# Requests as other clients send them: their shapes, and what each reads of the answer.


def test_wagtail_localize(server: Running):
    """All strings of a page at once, as HTML, with a key that may be empty; zipped strictly with the answer."""
    strings = ['Le <a id="a1">site</a> du <b>journal</b>.', "Il pleut.", "Il pleut."]
    body = {"q": strings, "source": "fr", "target": "en", "format": "html", "api_key": ""}

    made = server.post("/translate", body, Content_Type="application/json").json["translatedText"]

    assert len(made) == 3 and made[1] == made[2] == "It rains."
    assert '<a id="a1">' in made[0] and "</a>" in made[0] and made[0].count("b>") == 2


def test_weblate(server: Running):
    """Twenty strings with placeholders, special headers, no format."""
    strings = [f"Vous avez [X{n}X] messages." for n in range(20)]
    headers = {"Referer": "https://weblate.example/", "Accept": "application/json; charset=utf-8"}

    languages = server.get("/languages", **headers).json
    answer = server.post("/translate", {"api_key": "", "q": strings, "source": "fr", "target": "nl"}, **headers)

    assert "fr" in {one["code"] for one in languages}
    assert [f"[X{n}X]" in text for n, text in enumerate(answer.json["translatedText"])] == [True] * 20


def test_mastodon(server: Running):
    """A status and its parts as HTML, without a key, the language perhaps not known; `targets` of every language."""
    body = {"q": ["<p>Il pleut.</p>", ""], "source": "auto", "target": "en", "format": "html", "api_key": None}

    got = server.post("/translate", body).json

    assert got["translatedText"] == ["<p>It rains.</p>", ""]
    assert got["detectedLanguage"][0]["language"] == "fr"
    assert all(isinstance(one["targets"], list) for one in server.get("/languages").json)


def test_discourse(server: Running):
    """Forms, with HTML; the language is detected first."""
    detected = server.post("/detect", "q=%3Cp%3EIl+pleut+ce+matin.%3C%2Fp%3E&api_key=", Content_Type=FORM).json
    form = "q=%3Cp%3EIl+pleut.%3C%2Fp%3E&source=fr&target=en&format=html&api_key="

    assert detected[0]["language"] == "fr"
    assert server.post("/translate", form, Content_Type=FORM).json["translatedText"] == "<p>It rains.</p>"


def test_lingarr_and_strapi(server: Running):
    """A key that is null; a content type without a charset; a list with an empty string."""
    line = {"q": "Il pleut.", "source": "fr", "target": "en", "format": "text", "api_key": None}

    assert server.post("/translate", line).json["translatedText"] == "It rains."
    assert server.post("/translate", {**line, "q": ["Il pleut.", ""]}).json["translatedText"] == ["It rains.", ""]


def test_subtitle_edit(server: Running):
    """Line ends as `<br />`; the first `translatedText` is found in the text of the answer, without a parser."""
    answer = server.translate("Il pleut.<br />Il part.", target="en")

    found = re.search(rb'"translatedText":"(.*?)"', answer.body)
    assert found and found[1].startswith(b"It rains.<br />")


def test_traduzir_paginas_web(server: Running):
    """A form from a page; it reads `detectedLanguage.language` whatever the source was."""
    form = "q=Il+pleut.&source=fr&target=en&format=text&api_key=0123456789"
    answer = server.post("/translate", form, Content_Type=FORM, Origin="moz-extension://x")

    assert answer.json["detectedLanguage"]["language"] == "fr"
    assert answer.headers["access-control-allow-origin"] == "*"


def test_freedom_translate(server: Running):
    """More keys, and a request to give up a job, which is answered at once whether there is one or not."""
    body = {"q": "Il pleut.", "source": "fr", "target": "en", "job_id": "j1", "options": {"num_ctx": 4096}}

    assert server.post("/translate", body).json["translatedText"] == "It rains."
    for asked in ({"job_id": "j1"}, {"job_ids": ["j1", "j2"]}, {"job_ids": [[], {}, 5]}, {}):
        assert server.post("/cancel", asked).status == server.post("/translate/cancel", asked).status == 200


def test_a_job_that_is_cancelled_ends(server: Running):
    texts = [f"Le train numéro {n} de la journée part ce soir de Lyon." for n in range(400)]
    with ThreadPoolExecutor(1) as threads:
        asked = threads.submit(server.translate, texts, job_id="long")
        while not asked.done():
            server.post("/cancel", {"job_id": "long"})

    assert (asked.result().status, asked.result().error) == (499, "the request was cancelled")


# Shapes of requests.


@pytest.mark.parametrize(
    ("path", "body", "kind"),
    [
        ("/translate", '{"q": "Oui.", "source": "fr", "target": "nl"}', "application/json"),
        ("/translate", '{"q": "Oui.", "source": "fr", "target": "nl"}', "application/json; charset=utf-8"),
        ("/translate", '{"q": "Oui.", "source": "fr", "target": "nl"}', "APPLICATION/JSON"),
        ("/translate", "\ufeff" + '{"q": "Oui.", "source": "fr", "target": "nl"}', "application/json"),
        ("/translate", "q=Oui.&source=fr&target=nl", FORM),
        ("/translate", "q=Oui.&source=fr&target=nl", f"{FORM};charset=utf-8"),
        ("/translate?q=Oui.&source=fr&target=nl&format=text&api_key=k", "", ""),
        ("/translate?target=nl", "q=Oui.&source=fr", FORM),
        (
            "/translate",
            '--b\r\nContent-Disposition: form-data; name="q"\r\n\r\nOui.\r\n'
            '--b\r\nContent-Disposition: form-data; name="source"\r\n\r\nfr\r\n'
            '--b\r\nContent-Disposition: form-data; name="target"\r\n\r\nnl\r\n--b--\r\n',
            "multipart/form-data; boundary=b",
        ),
        ("//translate", "q=Oui.&source=fr&target=nl", FORM),
        ("/translate/", "q=Oui.&source=fr&target=nl", FORM),
    ],
)
def test_every_way_to_send_parameters_is_understood(fake: Running, path: str, body: str, kind: str):
    answer = fake.post(path, body, **({"Content_Type": kind} if kind else {}))

    assert answer.status == 200, answer.body
    assert answer.json["translatedText"] == "[nl] Oui."


@pytest.mark.parametrize("more", [{}, {"api_key": None}, {"api_key": ""}, {"job_id": "1", "options": {"num_ctx": 1}}])
def test_other_keys_are_ignored(fake: Running, more: dict[str, object]):
    assert fake.translate("Oui.", **more).json["translatedText"] == "[nl] Oui."


@pytest.mark.parametrize(
    ("asked", "made"),
    [
        ("Oui.", "[nl] Oui."),
        (["Oui."], ["[nl] Oui."]),
        (["Oui.", "", "  ", "Non."], ["[nl] Oui.", "", "  ", "[nl] Non."]),
        ("  ", "  "),
        ([""], [""]),
        ("Oui.\nNon.\n", "[nl] Oui.\n[nl] Non.\n"),
    ],
)
@pytest.mark.parametrize("kind", ["text", "html"])
def test_a_string_gives_a_string_and_a_list_a_list(fake: Running, asked: object, made: object, kind: str):
    got = fake.translate(asked, format=kind).json

    if kind == "html" and isinstance(made, str) and "\n" in made:
        made = "[nl] Oui. [nl] Non.\n"  # in HTML a line end is a space
    assert got["translatedText"] == made
    assert isinstance(got["detectedLanguage"], list) == isinstance(asked, list)
    assert not isinstance(asked, list) or len(got["detectedLanguage"]) == len(asked)


def test_every_text_has_its_own_language(server: Running):
    dutch = "Het regent vandaag in het hele land, en morgen wordt het volgens de weerman niet veel beter."
    french = "Il pleut aujourd'hui dans tout le pays, et demain ne sera guère mieux selon la météo nationale."

    got = server.post("/translate", {"q": [dutch, french], "source": "auto", "target": "nl"}).json

    assert [one["language"] for one in got["detectedLanguage"]] == ["nl", "fr"]
    assert got["translatedText"][0] == dutch and got["translatedText"][1] != french


def test_a_text_in_a_language_without_a_route_is_refused_with_its_name(server: Running):
    chinese = "政府今天宣布了一项新的经济计划，预计将在未来五年内创造数百万个就业机会，并改善全国各地的公共交通、住房、教育和医疗服务，专家们对此表示欢迎，认为这是多年来最重要的改革。"  # noqa: E501

    answer = server.post("/translate", {"q": chinese, "source": "auto", "target": "nl"})

    assert answer.status == 400 and re.match(
        r"zh is not supported \(Chinese was detected, confidence \d+\)", answer.error
    )


@pytest.mark.parametrize("text", ["Le restaurant", "Nvidia", "Train de nuit", "Radio", "Le week-end"])
def test_a_short_text_of_a_doubtful_language_is_translated(fake: Running, text: str):
    for target in ("nl", "en", "de"):
        got = fake.post("/translate", {"q": text, "source": "auto", "target": target}).json
        assert got["translatedText"] == f"[{target}] {text}"
        assert got["detectedLanguage"]["language"] == "fr"


def test_a_text_in_the_target_language_comes_back(fake: Running):
    got = fake.translate("Ja, & zo.\r\n", source="nl", target="nl")

    assert got.json["translatedText"] == "Ja, & zo.\r\n"


def test_languages_have_targets_and_french_is_first(server: Running):
    got = server.ask("GET", "/languages", b"x=1", {"Content-Type": FORM}).json

    assert got[0] == {"code": "fr", "name": "French", "targets": ["nl", "en", "de", "es", "pt"]}
    assert all(one["targets"] == [] and one["name"] for one in got[1:])
    assert {one["code"] for one in got} == {"fr", "nl", "en", "de", "es", "pt"}


@pytest.mark.parametrize(
    ("asked", "code"),
    [("pt", "pt"), ("pt-PT", "pt"), ("pt-BR", "pt"), ("pb", "pt"), ("en-US", "en"), ("EN", "en"), ("en_GB", "en")],
)
def test_tags_of_languages_are_mapped(server: Running, asked: str, code: str):
    named = server.translate("Il pleut.", target=asked).json["translatedText"]

    assert named == server.translate("Il pleut.", target=code, source="fr_BE").json["translatedText"]


# What comes back.

TAGS = re.compile(r"</?\w+[^>]*>|\[X\d+X ?\]|\{\{.*?\}\}|%s")


@pytest.mark.parametrize(
    "text",
    [
        "Cliquez [X12X] pour lire [X3X ] la suite.",
        'Cliquez <x id="3"></x> pour lire la suite.',
        "La première ligne<br />et la deuxième ligne.",
        'Voir <a id="a1">le site</a> du journal.',
        "Bonjour {{ name }}, vous avez %s messages.",
    ],
)
def test_placeholders_and_tags_come_back_as_often_as_they_went(server: Running, text: str):
    for kind in ("text", "html"):
        made = server.translate(text, format=kind).json["translatedText"]
        assert Counter(TAGS.findall(made)) == Counter(TAGS.findall(text)), kind


@pytest.mark.parametrize(
    "code",
    ["&lt;script&gt;alert(1)&lt;/script&gt;", "<script>alert(1)</script>", "&amp;amp;", "&nbsp;", "R&D", "a < b"],
)
def test_text_is_never_escaped_or_unescaped(server: Running, code: str):
    assert server.translate(code).json["translatedText"] == code
    made = server.translate(f"Le texte {code} est du code.").json["translatedText"]
    assert Counter(re.findall(r"[&<>]", made)) == Counter(re.findall(r"[&<>]", code))


@pytest.mark.parametrize(
    "html",
    [
        "<p>Il pleut &lt;script&gt;fort&lt;/script&gt; à <b>Lyon</b>.</p>",
        '<p>Le <a href="/x?a=1&amp;b=2" title="Le titre">site du journal</a> est <em>ouvert</em>.</p>'
        "<script>if (a < b) {}</script>",
        "<ul><li>Un</li><li>Deux</li></ul>",
        '<meta charset="latin1"><p>Un été à Liège.</p>',
        "<p>Une phrase</b> mal <i>formée.",
        "Seulement du texte &amp; rien d'autre.",
    ],
)
def test_html_keeps_its_tags_and_never_gains_markup(server: Running, html: str):
    made = server.translate(html, format="html").json["translatedText"]

    names = re.compile(r"<(/?\w+)")
    assert Counter(names.findall(made)) == Counter(names.findall(html))
    references = re.compile(r"&\w+;")
    assert Counter(references.findall(made)) <= Counter(references.findall(html))  # a model may spell out `&`
    assert "�" not in made and made != html


def test_alternatives_are_a_list_for_text_and_absent_for_html(fake: Running):
    assert "alternatives" not in fake.translate("Oui.").json
    assert isinstance(fake.translate("Oui.", alternatives=3).json["alternatives"], list)
    assert len(fake.translate(["Oui.", "Non."], alternatives="3").json["alternatives"]) == 2
    assert "alternatives" not in fake.translate("Oui.", alternatives=3, format="html").json


def test_alternatives_differ_and_are_no_more_than_asked_for(server: Running):
    texts = ["Le ministre a présenté hier son plan pour les trains de nuit.", "Il pleut.", ""]
    for count in (1, 3, 10):
        got = server.translate(texts, alternatives=count).json
        for text, others in zip(got["translatedText"], got["alternatives"], strict=True):
            assert len({text, *others}) == len(others) + 1 <= count + 1
            assert all(isinstance(one, str) and one for one in others)
        assert got["alternatives"][0] and not got["alternatives"][2]
    one = server.translate(texts[0], alternatives=2).json
    assert one["translatedText"] == got["translatedText"][0] and one["alternatives"] == got["alternatives"][0][:2]
    assert server.translate(texts[0]).json["translatedText"] == got["translatedText"][0]


def test_weblate_can_save_its_form(server: Running):
    """Its settings are tested with one word from English to German, in the shape of its other requests."""
    got = server.post("/translate", {"q": ["test"], "source": "en", "target": "de", "api_key": "x"})

    assert got.status == 200 and got.json["translatedText"] == ["Test"]
    assert server.post("/translate", {"q": "Hello", "source": "en", "target": "de"}).status == 400


# Errors, letter by letter.


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({}, "Invalid request: missing q parameter"),
        ({"q": ""}, "Invalid request: missing q parameter"),
        ({"q": []}, "Invalid request: missing q parameter"),
        ({"q": "Oui."}, "Invalid request: missing source parameter"),
        ({"q": "Oui.", "source": "fr"}, "Invalid request: missing target parameter"),
        ({"q": "Oui.", "source": "zh", "target": "nl"}, "zh is not supported"),
        ({"q": "Oui.", "source": "fr", "target": "zt"}, "zt is not supported"),
        (
            {"q": "Ja.", "source": "nl", "target": "fr"},
            "French (fr) is not available as a target language from Dutch (nl)",
        ),
        ({"q": "Oui.", "source": "fr", "target": "nl", "format": "pdf"}, "pdf format is not supported"),
        (
            {"q": "Oui.", "source": "fr", "target": "nl", "alternatives": "x"},
            "Invalid request: alternatives parameter is not a number",
        ),
        (
            {"q": "Oui.", "source": "fr", "target": "nl", "alternatives": 10**9},
            "Invalid request: alternatives parameter must be <= 10",
        ),
        (
            {"q": "é" * 3001, "source": "fr", "target": "nl"},
            "Invalid request: request (3001) exceeds text limit (3000)",
        ),
        ({"q": ["é"] * 21, "source": "fr", "target": "nl"}, "Invalid request: request (21) exceeds text limit (20)"),
    ],
)
def test_errors_are_libretranslates(fake: Running, body: dict[str, object], message: str):
    answer = fake.post("/translate", body)

    assert (answer.status, answer.json) == (400, {"error": message})


@pytest.mark.parametrize(
    ("path", "body", "message"),
    [
        ("/detect", {}, "Invalid request: missing q parameter"),
        ("/suggest", {"q": "Oui."}, "Suggestions are disabled on this server."),
        ("/translate_file", {}, "Invalid request: missing file parameter"),
    ],
)
def test_errors_of_other_routes_are_libretranslates(fake: Running, path: str, body: dict[str, str], message: str):
    answer = fake.post(path, body)

    assert answer.json == {"error": message} and answer.status in (400, 403)


def test_detect_gives_a_list_with_a_confidence_up_to_100(server: Running):
    [found] = server.post("/detect", {"q": "Les trains ne circulent pas ce matin à cause de la neige."}).json

    assert found["language"] == "fr" and 50 < found["confidence"] <= 100
    assert server.post("/detect", {"q": "123"}).json == [{"confidence": 0.0, "language": "fr"}]


# Files.


def upload(server: Running, data: bytes, name: str = "a.txt", *, prefix: str = "", **more: str):
    fields = {"source": "fr", "target": "nl", **more}
    parts = [f'--b\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n' for key, value in fields.items()]
    head = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = "".join(parts).encode() + head.encode() + data + b"\r\n--b--\r\n"
    return server.post(f"{prefix}/translate_file", body, Content_Type="multipart/form-data; boundary=b")


@pytest.mark.parametrize(
    ("name", "data", "made"),
    [
        ("une lettre.txt", "Oui.\r\n\r\n  Non.\r\n", "[nl] Oui.\r\n\r\n  [nl] Non.\r\n"),
        ("été.html", "<p>Oui.</p>\n", "<p>[nl] Oui.</p>\n"),
        ("a.md", "# Oui\n\n- Non.\n", "# [nl] Oui\n\n- [nl] Non.\n"),
        ("strings.xml", '<resources><string name="a">Oui.</string></resources>\n', None),
    ],
)
def test_a_file_comes_back_under_its_name_by_an_address_without_a_key(fake: Running, name: str, data: str, made: str):
    answer = upload(fake, data.encode(), name)

    assert answer.status == 200, answer.body
    url = urlsplit(answer.json["translatedFileUrl"])
    assert f"{url.scheme}://{url.netloc}" == fake.url and url.path.endswith("." + quote(name))
    file = fake.get(url.path)
    assert file.body.decode() == made or (made is None and "[nl] Oui." in file.body.decode())
    assert file.headers["content-disposition"] == f"attachment; filename*=UTF-8''{quote(name)}"


def test_a_download_cannot_be_guessed(fake: Running):
    path = urlsplit(upload(fake, b"Oui.").json["translatedFileUrl"]).path
    id, expires, signature = path.rpartition("/")[2].partition(".")[0].split("-")

    for other in (
        f"{id}.a.txt",
        f"{id}-{expires}.a.txt",
        f"{id}-{expires}-{'0' * 32}.a.txt",
        f"{id}-{int(expires, 16) + 9999:x}-{signature}.a.txt",
        f"{'0' * 32}-{expires}-{signature}.a.txt",
        "../../etc/passwd",
        "%2e%2e%2fserve.sqlite",
        "",
    ):
        assert fake.get(f"/download_file/{other}").status == 404, other
    assert fake.get(path).status == 200


def test_suggestions_are_kept_for_an_editor(server: Running):
    body = {"q": "Il pleut.", "s": "Het regent.", "source": "fr", "target": "nl"}

    assert server.post("/suggest", body).json == {"success": True}
    kept = (server.errors.parent / "state" / "suggestions.jsonl").read_text()
    assert '"text": "Il pleut.", "suggestion": "Het regent."' in kept


# Other routes.


def test_settings_and_description(server: Running):
    settings = server.get("/frontend/settings").json
    spec = server.get("/spec").json

    assert settings["language"]["source"] == {"code": "fr", "name": "French"}
    assert settings["suggestions"] is True and ".docx" in settings["supportedFilesFormat"]
    assert not settings["keyRequired"]
    assert spec["swagger"] == "2.0" and set(spec["paths"]) >= {"/translate", "/detect", "/languages"}
    assert server.get("/health").json == {"status": "ok"}


def test_a_page_of_any_origin_may_ask_where_there_are_no_keys(fake: Running):
    preflight = fake.ask(
        "OPTIONS",
        "/translate",
        None,
        {
            "Origin": "https://news.example",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        },
    )
    answer = fake.post("/translate", {"q": "Oui.", "source": "fr", "target": "nl"}, Origin="https://news.example")

    assert preflight.status == 200 and answer.status == 200
    for one in (preflight, answer):
        assert one.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in one.headers


def test_unknown_addresses_and_methods_are_answered_in_the_same_shape(fake: Running):
    assert (fake.get("/nothing").status, fake.get("/translate").status) == (404, 405)
    assert fake.get("/nothing").error and fake.get("/translate").error


def test_every_answer_forbids_guessing_its_type(fake: Running):
    for answer in (fake.get("/languages"), fake.get("/nothing"), fake.translate("")):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
