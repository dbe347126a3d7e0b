"""Archives through the command line, on the shipped weights."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cli.test_cli import call

TEXT = "La ligne rouvre en mars. Elle reliera Paris à Nice, a annoncé la ministre."
FIELDS = ("--text", "body", "--title", "headline", "--id", "link", "--url", "link", "--language", "lang")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    rows = [
        {
            "link": f"https://example.org/{n}",
            "headline": f"Le train {n}",
            "body": TEXT,
            "lang": "fr",
            "day": "2025-03-01",
        }
        for n in range(4)
    ]
    rows[2]["body"] = None
    folder = tmp_path / "archive"
    folder.mkdir()
    pq.write_table(pa.Table.from_pylist(rows), folder / "a.parquet")
    (folder / "b.jsonl").write_text(json.dumps({**rows[0], "link": "z"}) + "\n{broken\n")
    return folder


def test_run_reads_a_folder_of_archives_and_writes_a_table(archive: Path, tmp_path: Path, monkeypatch, capsys):
    output = tmp_path / "out.parquet"

    status = call("run", archive, "-o", output, "-t", "nl,de", *FIELDS, "--date", "day", monkeypatch=monkeypatch)

    rows = pq.read_table(output).to_pylist()
    assert status == 1
    assert [row["id"] for row in rows] == [
        "https://example.org/0",
        "https://example.org/1",
        f"{archive}/a.parquet:3",
        "https://example.org/3",
        "z",
        f"{archive}/b.jsonl:2",
    ]
    assert [bool(row["failure"]) for row in rows] == [False, False, True, False, False, True]
    assert (rows[0]["title.fr"], rows[0]["date"], rows[0]["url"]) == (
        "Le train 0",
        "2025-03-01",
        "https://example.org/0",
    )
    assert "maart" in rows[0]["text.nl"]
    assert rows[0]["summary.de"]
    assert "title.pt" not in rows[0]
    assert "row 3: body is empty" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["out.jsonl.gz", "out.jsonl.zst"])
def test_run_reads_what_it_wrote_packed(archive: Path, tmp_path: Path, name: str, monkeypatch):
    again = tmp_path / "again.jsonl"
    fake = ("-p", "fake", "-t", "nl", "--quiet")

    call("run", archive / "b.jsonl", "-o", tmp_path / name, *FIELDS, *fake, monkeypatch=monkeypatch)
    status = call("run", tmp_path / name, "-o", again, *fake, monkeypatch=monkeypatch)

    first, second = map(json.loads, again.read_text(encoding="utf-8").splitlines())
    assert status == 1
    assert first["article"]["id"] == "z"
    assert "blocks hold no text" in str(second["failures"]) or second["failures"]


def test_the_profile_names_columns_too(archive: Path, tmp_path: Path, monkeypatch, capsys):
    said = "readers=[{kind: parquet, fields: {text: body, id: link}}]"

    call(
        "run",
        archive / "a.parquet",
        "-p",
        "fake",
        "-t",
        "nl",
        "--set",
        said,
        "--title",
        "headline",
        monkeypatch=monkeypatch,
    )

    first = json.loads(capsys.readouterr().out.splitlines()[0])
    assert first["article"]["id"] == "https://example.org/0"
    assert first["article"]["blocks"][0] == {"kind": "title", "text": "Le train 0", "level": 0, "markup": []}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--to", "parquet"], "'parquet' writes a binary file"),
        (["--to", "datasets"], "'datasets' writes a folder"),
        (
            ["--set", "readers=[{kind: csv, fields: {txt: a}}]"],
            "readers.0.fields.txt: no such key; did you mean 'text'?",
        ),
        (["--set", "writer={kind: parquet, layout: wide}"], "writer.layout: Input should be 'columns' or 'rows'"),
    ],
)
def test_what_is_wrong_with_the_set_up_is_said_first(archive: Path, arguments, said, monkeypatch, capsys):
    status = call("run", archive, "-p", "fake", *arguments, monkeypatch=monkeypatch)

    assert status == 2
    assert said in " ".join(capsys.readouterr().err.split())


def test_a_table_of_rows_by_the_profile(archive: Path, tmp_path: Path, monkeypatch):
    rows = "writer={kind: parquet, layout: rows}"

    call(
        "run", archive / "b.jsonl", "-o", tmp_path / "a.parquet", "-p", "fake", "-t", "nl", "--set", rows, *FIELDS,
        monkeypatch=monkeypatch,
    )  # fmt: skip

    table = pq.read_table(tmp_path / "a.parquet").to_pylist()
    assert [(row["id"], row["language"]) for row in table[:2]] == [("z", "fr"), ("z", "nl")]
