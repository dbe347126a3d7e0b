"""Bad requests are answered with a status of 4xx and a sentence: never 500, never a hang, and nothing else suffers."""

import io
import json
import socket
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest

from serve.conftest import Running, Start
from serve.test_libretranslate import FORM, upload

OK = {"source": "fr", "target": "nl"}
REFUSED = (400, 413, 415, 422)


@pytest.fixture(autouse=True)
def _unhurt(fake: Running) -> Iterator[None]:
    """After each of these requests the next one is answered, and nothing was logged."""
    before = fake.errors.read_text()
    yield
    assert fake.translate("Oui.").json["translatedText"] == "[nl] Oui."
    assert fake.errors.read_text() == before


@pytest.mark.parametrize(
    "q",
    [None, "", [], [[]], [1, None], ["Oui.", None], {}, {"a": "Oui."}, 5, True, 1.5, ["x"] * 21, [["Oui."]], 0],
)
def test_what_is_no_text(fake: Running, q: Any):
    answer = fake.post("/translate", {"q": q, **OK})

    assert answer.status == 400 and answer.error.startswith("Invalid request: ")


@pytest.mark.parametrize("name", ["source", "target", "format", "api_key"])
@pytest.mark.parametrize("value", [5, [], ["fr"], {"a": 1}, True])
def test_parameters_of_a_wrong_type(fake: Running, name: str, value: Any):
    answer = fake.post("/translate", {"q": "Oui.", **OK, name: value})

    assert answer.status == 400 and name in answer.error


@pytest.mark.parametrize("value", [-1, "x", 10**9, 10**30, "1e3", [], {}, True, 1.5, "٣", "-", " "])
def test_alternatives_that_are_no_number_of_them(fake: Running, value: Any):
    answer = fake.post("/translate", {"q": "Oui.", **OK, "alternatives": value})

    assert answer.status == 400 and "alternatives" in answer.error


@pytest.mark.parametrize("code", ["", "xx", "f r", "../fr", "fr" * 1000, "😀", "\u202e", "de-", "null"])
def test_languages_that_are_none(fake: Running, code: str):
    for body in ({**OK, "source": code}, {**OK, "target": code}):
        answer = fake.post("/translate", {"q": "Oui.", **body})
        assert answer.status == 400 and len(answer.error) < 120


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000,
        b'{"q":' * 100_000,
        b'{"q": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"q": "Oui.", "source": "fr", "target": "nl", "alternatives": NaN}',
        b'{"q": "Oui.", "source": "fr", "target": "nl", "x": Infinity}',
        b'{"q": "Oui.", "q": "Non.", "source": "fr", "target": "nl"}',
        b'{"q": "Oui\\ud800.", "source": "fr", "target": "nl"}',
        b'{"q": "Oui\\udc00\\ud800.", "source": "fr", "target": "nl"}',
        b'{"q": "Oui.", "source": "fr", "target": "nl", "\\ud800": 1}',
        b'{"q": "Oui\\u0000.", "source": "fr", "target": "nl"}',
        b'{"q": "Oui\x00.", "source": "fr", "target": "nl"}',
        b'{"q": "Oui\xff.", "source": "fr", "target": "nl"}',
        b'{"q": "\xed\xa0\x80", "source": "fr", "target": "nl"}',
        '{"q": "été", "source": "fr", "target": "nl"}'.encode("latin-1"),
        '{"q": "été", "source": "fr", "target": "nl"}'.encode("utf-16"),
        b'{"q": "Oui.", "source": "fr", "target": "nl", "n": ' + b"9" * 5000 + b"}",
        b'{"q": "Oui."',
        b'{"q": "Oui.",}',
        b"{'q': 'Oui.'}",
        b"null",
        b"[]",
        b'"Oui."',
        b"\xef\xbb\xbf",
        b" ",
    ],
)
def test_json_that_is_none(fake: Running, body: bytes):
    answer = fake.post("/translate", body, Content_Type="application/json")

    assert answer.status == 400 and answer.error


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("text/plain", 415),
        ("application/octet-stream", 415),
        ("application/xml", 415),
        ("application/json; charset=latin-1", 415),
        ("application/json; charset=utf-7", 415),
        ("x" * 5000, 415),
        ("multipart/form-data", 400),
        ("multipart/form-data; boundary=", 400),
        ("multipart/form-data; boundary=b", 400),
        (";;;", 415),
        ("application/json;charset", 200),
    ],
)
def test_types_of_bodies(fake: Running, kind: str, status: int):
    body = json.dumps({"q": "Oui.", **OK})

    answer = fake.post("/translate", body, Content_Type=kind)

    assert answer.status in (status, 415 if status == 415 else status), answer.body


@pytest.mark.parametrize(
    "body",
    [b"q=%ff&source=fr&target=nl", b"q=\xff&source=fr&target=nl", b"q=%00&source=fr&target=nl", b"&" * 20_000 + b"q=a"],
)
def test_forms_that_are_no_text(fake: Running, body: bytes):
    assert fake.post("/translate", body, Content_Type=FORM).status == 400
    assert fake.post("/translate", b"q=a&" * 10_001, Content_Type=FORM).status == 400


def part(head: str, value: bytes = b"x") -> bytes:
    return b"--b\r\n" + head.encode() + b"\r\n\r\n" + value + b"\r\n"


@pytest.mark.parametrize(
    "body",
    [
        part("Content-Disposition: form-data") + b"--b--\r\n",
        part("X: y") + b"--b--\r\n",
        b"--b",
        b"--c--\r\n",
        b"--b\r\n\r\n",
        part('Content-Disposition: form-data; name="q"', b"\xff\xfe") + b"--b--\r\n",
        part('Content-Disposition: form-data; name="q"\r\nContent-Type: text/plain; charset=nope', b"x") + b"--b--\r\n",
        part('Content-Disposition: form-data; name="q"') * 1001 + b"--b--\r\n",
        part('Content-Disposition: form-data; name="file"; filename="a.txt"') * 11 + b"--b--\r\n",
        b"\r\n" * 1000,
    ],
)
def test_multipart_bodies_that_are_broken(fake: Running, body: bytes):
    for path in ("/translate", "/translate_file"):
        answer = fake.post(path, body, Content_Type="multipart/form-data; boundary=b")
        assert answer.status in REFUSED and answer.error


# Files.


def zipped(**files: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return data.getvalue()


ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">
<!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;"><!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;">]>"""
XLIFF = b'<xliff version="1.2"><file source-language="fr" target-language="nl"><body><trans-unit id="1"><source>%s'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
END = b"</source></trans-unit></body></file></xliff>"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", b""),
        ("", b"Oui."),
        ("a", b"Oui."),
        (".txt", b""),
        ("a.exe", b"MZ" + bytes(100)),
        ("a.pdf", b"%PDF-1.4"),
        ("a.txt", b"\x00\x01\x02" * 100),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(100)),
        ("a.txt", b"\xff\xff Oui."),
        ("a.docx", b"Oui."),
        ("a.docx", zipped(x=b"y")),
        ("a.docx", zipped(word__document=bytes(200_000_000))),
        ("a.docx", zipped()[:-4]),
        ("a.epub", zipped(mimetype=b"application/epub+zip")),
        ("a.xliff", ENTITIES + XLIFF % b"&g;" + END),
        ("a.xliff", OUTSIDE + XLIFF % b"&a;" + END),
        ("a.xliff", XLIFF % b"Oui."),
        ("a.json", b"{" * 100_000),
        ("a.json", b"[" * 100_000 + b"]" * 100_000),
        ("a.po", b'msgid "'),
        ("a.html", b""),
        ("a.html", b"<p></p>"),
        ("a.txt.gz", b"\x1f\x8b" + bytes(50)),
        ("a.jsonl", b'{"text": "Oui."}\n'),
        ("a.csv", b"text\nOui.\n"),
    ],
)
def test_files_that_cannot_be_translated(fake: Running, name: str, data: bytes):
    answer = upload(fake, data, name)

    assert answer.status in REFUSED, answer.body
    assert "/tmp" not in answer.error and "Traceback" not in answer.error


@pytest.mark.parametrize(
    "name", ["../../x.txt", "..\\\\..\\\\x.txt", "/etc/passwd.txt", "C:\\\\x.txt", "a\tb.txt", "x" * 300 + ".md"]
)
def test_names_of_files_are_only_names(fake: Running, name: str):
    answer = upload(fake, b"Oui.", name)

    assert answer.status in (200, 400)
    if answer.status == 200:
        kept = answer.json["translatedFileUrl"].rpartition("/")[2]
        assert "%2F" not in kept and "%5C" not in kept and "\t" not in kept


def test_two_files_are_one_too_many(fake: Running):
    body = b"".join(
        part(f'Content-Disposition: form-data; name="{name}"', value)
        for name, value in (("source", b"fr"), ("target", b"nl"), ('file"; filename="a.txt', b"Oui."))
    ) + part('Content-Disposition: form-data; name="file"; filename="b.txt"')

    answer = fake.post("/translate_file", body + b"--b--\r\n", Content_Type="multipart/form-data; boundary=b")

    assert (answer.status, answer.error) == (400, "Invalid request: more than one file")


def test_a_file_of_two_kinds_is_what_its_suffix_says_or_nothing(fake: Running):
    answer = upload(fake, b"<script>alert(1)</script><p>Oui.</p>" + zipped(a=b"b"), "a.html")

    assert answer.status in (200, 400)
    if answer.status == 200:
        path = answer.json["translatedFileUrl"].removeprefix(fake.url)
        assert fake.get(path).headers["content-type"] == "application/octet-stream"


# Long, deep and slow.


@pytest.mark.parametrize("kind", ["text", "html"])
@pytest.mark.parametrize(
    "text",
    ["<b>" * 700 + "Oui." + "</b>" * 700, "😀" * 3000, "a" * 3000, "<" * 3000, "&" * 3000, "\n" * 3000, "« " * 1500],
)
def test_texts_of_strange_forms_are_answered(fake: Running, text: str, kind: str):
    answer = fake.translate(text[:3000], format=kind)

    assert answer.status == 200 and isinstance(answer.json["translatedText"], str)


def test_ten_thousand_nested_tags(server: Running):
    html = "<div>" * 10_000 + "Il pleut." + "</div>" * 10_000

    assert server.translate(html, format="html").json["translatedText"].count("div>") == 20_000


def test_too_many_texts(server: Running):
    answer = server.translate(["x"] * 1_000_000)

    assert (answer.status, answer.error) == (400, "Invalid request: request (1000000) exceeds text limit (5000)")


def test_a_body_beyond_the_limit(fake: Running):
    head = b"POST /translate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"

    stated = fake.raw(head + b"Content-Length: 999999999999\r\n\r\n")
    chunk = b"100000\r\n" + b"x" * 0x100000 + b"\r\n"
    chunked = fake.raw(head + b"Transfer-Encoding: chunked\r\n\r\n" + chunk * 11)

    for answer in (stated, chunked):
        assert answer.startswith(b"HTTP/1.1 413 ") and b'{"error":"the body is longer than' in answer


def test_a_line_of_megabytes(server: Running):
    assert server.translate("x" * 9_000_000).status == 400


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\r\n\r\n",
        b"GET\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /languages HTTP/1.1\r\nHost: x\r\n" + b"X: y\r\n" * 20_000 + b"\r\n",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST /translate HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        b"POST /translate HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
        b"GET /%ff%00/%2e%2e HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"GET /translate?q=%ff HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    ],
)
def test_what_is_no_http(fake: Running, data: bytes):
    with socket.create_connection(("127.0.0.1", fake.port), timeout=30) as connection:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        got = b""
        try:
            while part := connection.recv(65536):
                got += part
        except ConnectionResetError:
            pass

    assert got == b"" or got.startswith(b"HTTP/1.1 4")


def test_clients_that_are_slow_delay_nobody(start: Start):
    """Headers that do not come, a body that stops, a body by the byte: each ends, and others are answered meanwhile."""
    running = start("--profile", "fake", "--set", "summary.strategy=none", "--patience", "2")
    assert running.translate("Oui.").status == 200
    slow = [socket.create_connection(("127.0.0.1", running.port), timeout=60) for _ in range(60)]
    for n, connection in enumerate(slow):
        head = b"POST /translate HTTP/1.1\r\nHost: x\r\n"
        whole = head + b"Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
        connection.sendall([b"", head, whole][n % 3])

    assert running.translate("Oui.").json["translatedText"] == "[nl] Oui."
    ends = []
    for connection in slow:
        with connection:
            ends.append(connection.recv(65536))

    assert set(ends[0::3]) == set(ends[1::3]) == {b""}
    assert all(one.startswith(b"HTTP/1.1 408 ") for one in ends[2::3])
