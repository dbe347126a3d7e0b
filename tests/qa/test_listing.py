"""Lists of findings: their files are complete, valid, and safe to open."""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from babelpress.document import Article, Block, Finding, Record, Segment, Translation
from babelpress.errors import ConfigError, OutputUnavailable
from babelpress.qa.listing import COLUMNS, FindingsFile, Locator, Row, record_rows
from babelpress.qa.rules import CHECK_RULES, EDIT_RULES

TEXTS = st.text(max_size=20) | st.sampled_from(
    ["=1+1", "-5 %", "@SUM(A1)", "+33 1", "\t=x", "a\r\nb", '"', "é\ud800", ""]
)
ROWS = st.builds(
    Row,
    file=TEXTS.filter(lambda text: "\0" not in text),
    line=st.none() | st.integers(1, 10**6),
    language=st.sampled_from(["", "nl", "pt"]),
    segment=st.none() | st.integers(1, 10**6),
    severity=st.sampled_from(["severe", "warning", "info"]),
    check=st.sampled_from(["numbers", "question", "postedit.numbers"]) | TEXTS,
    message=TEXTS,
    source=TEXTS,
    target=TEXTS,
    before=TEXTS,
    after=TEXTS,
)
LISTS = st.lists(ROWS, max_size=4)

# The constraints of SARIF 2.1.0 on the properties that are written here.
SARIF: dict[str, Any] = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "items": {"$ref": "#/$defs/run"}},
    },
    "additionalProperties": False,
    "$defs": {
        "run": {
            "type": "object",
            "required": ["tool"],
            "properties": {
                "tool": {"$ref": "#/$defs/tool"},
                "results": {"type": "array", "items": {"$ref": "#/$defs/result"}},
                "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
            },
            "additionalProperties": False,
        },
        "tool": {
            "type": "object",
            "required": ["driver"],
            "properties": {
                "driver": {
                    "type": "object",
                    "required": ["name"],
                    "properties": {
                        "name": {"type": "string"},
                        "version": {"type": "string"},
                        "rules": {"type": "array", "uniqueItems": True, "items": {"$ref": "#/$defs/rule"}},
                    },
                    "additionalProperties": False,
                }
            },
            "additionalProperties": False,
        },
        "rule": {
            "type": "object",
            "required": ["id"],
            "properties": {
                "id": {"type": "string"},
                "shortDescription": {"$ref": "#/$defs/text"},
                "help": {"$ref": "#/$defs/text"},
                "defaultConfiguration": {"type": "object", "properties": {"level": {"$ref": "#/$defs/level"}}},
            },
            "additionalProperties": False,
        },
        "text": {
            "type": "object",
            "required": ["text"],
            "properties": {"text": {"type": "string"}, "markdown": {"type": "string"}},
            "additionalProperties": False,
        },
        "level": {"enum": ["none", "note", "warning", "error"]},
        "result": {
            "type": "object",
            "required": ["message"],
            "properties": {
                "ruleId": {"type": "string"},
                "ruleIndex": {"type": "integer", "minimum": -1},
                "level": {"$ref": "#/$defs/level"},
                "message": {"$ref": "#/$defs/text"},
                "locations": {"type": "array", "items": {"$ref": "#/$defs/location"}},
                "properties": {"type": "object"},
            },
            "additionalProperties": False,
        },
        "location": {
            "type": "object",
            "properties": {
                "physicalLocation": {
                    "type": "object",
                    "required": ["artifactLocation"],
                    "properties": {
                        "artifactLocation": {
                            "type": "object",
                            "properties": {
                                "uri": {"type": "string", "pattern": r"^[A-Za-z0-9\-._~!$&'()*+,;=:@%/?#]*$"}
                            },
                            "additionalProperties": False,
                        },
                        "region": {
                            "type": "object",
                            "properties": {"startLine": {"type": "integer", "minimum": 1}},
                            "additionalProperties": False,
                        },
                    },
                    "additionalProperties": False,
                },
                "logicalLocations": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "properties": {"name": {"type": "string"}, "kind": {"type": "string"}},
                        "additionalProperties": False,
                    },
                },
            },
            "additionalProperties": False,
        },
    },
}


def written(folder: Path, suffix: str, rows: Iterable[Row]) -> str:
    path = folder / f"findings{suffix}"
    with FindingsFile(path) as file:
        for row in rows:
            file.write(row)
    assert [one.name for one in folder.iterdir()] == [path.name]
    return path.read_bytes().decode()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lists")


def clean(row: Row) -> dict[str, Any]:
    """A row as UTF-8 can have it."""
    return {
        name: value.encode(errors="replace").decode() if isinstance(value, str) else value
        for name, value in asdict(row).items()
    }


@settings(max_examples=30, deadline=None)
@given(rows=LISTS)
def test_json_has_every_row(rows: list[Row], folder: Path):
    for path in folder.iterdir():
        path.unlink()

    assert json.loads(written(folder, ".json", rows)) == list(map(clean, rows))


@settings(max_examples=30, deadline=None)
@given(rows=LISTS)
def test_json_lines_have_a_row_each(rows: list[Row], folder: Path):
    for path in folder.iterdir():
        path.unlink()

    assert [json.loads(line) for line in written(folder, ".jsonl", rows).split("\n")[:-1]] == list(map(clean, rows))


@settings(max_examples=30, deadline=None)
@given(rows=LISTS)
def test_no_cell_of_a_csv_file_is_a_formula(rows: list[Row], folder: Path):
    for path in folder.iterdir():
        path.unlink()
    head, *cells = csv.reader(io.StringIO(written(folder, ".csv", rows), newline=""))

    assert tuple(head) == COLUMNS
    assert len(cells) == len(rows)
    for row, own in zip(rows, cells, strict=True):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in own)
        said = ["" if value is None else str(value) for value in clean(row).values()]
        assert all(cell in (text, f"'{text}") for cell, text in zip(own, said, strict=True))


@settings(max_examples=30, deadline=None)
@given(rows=LISTS)
def test_sarif_fits_its_schema_and_names_the_rule_of_each_result(rows: list[Row], folder: Path):
    for path in folder.iterdir():
        path.unlink()
    found = json.loads(written(folder, ".sarif", rows))

    jsonschema.validate(found, SARIF)
    (run,) = found["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len(run["results"]) == len(rows)
    for row, result in zip(rows, run["results"], strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == clean(row)["check"]
        (location,) = result["locations"]
        assert location["physicalLocation"].get("region", {}).get("startLine") == row.line
    assert len({one["id"] for one in rules}) == len(rules)


def test_sarif_has_the_help_of_each_check(tmp_path: Path):
    rules = (*CHECK_RULES, *EDIT_RULES)
    rows = [Row(file="a b.txt", severity="severe", check=one.name, message="x") for one in rules]
    found = json.loads(written(tmp_path, ".sarif", rows))

    told = {one["id"]: one["help"]["text"] for one in found["runs"][0]["tool"]["driver"]["rules"]}
    assert told == {one.name: one.text for one in rules}
    uri = found["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert (uri, unquote(uri)) == ("a%20b.txt", "a b.txt")


def test_a_list_without_findings_is_a_complete_file(tmp_path: Path):
    assert json.loads(written(tmp_path, ".json", [])) == []
    for path in tmp_path.iterdir():
        path.unlink()
    jsonschema.validate(json.loads(written(tmp_path, ".sarif", [])), SARIF)


@pytest.mark.parametrize("name", ["findings.xml", "findings", ".csv", "findings.csv.gz"])
def test_a_name_that_says_no_format_is_refused(name: str, tmp_path: Path):
    with pytest.raises(ConfigError, match=r"\.csv, \.json, \.jsonl, \.sarif"):
        FindingsFile(tmp_path / name)


def test_a_file_that_cannot_be_written_is_refused_before_anything_runs(tmp_path: Path):
    (tmp_path / "a.csv").mkdir()

    with pytest.raises(OutputUnavailable, match="is a folder"):
        FindingsFile(tmp_path / "a.csv").__enter__()


def test_what_was_found_before_an_exception_is_kept(tmp_path: Path):
    path = tmp_path / "a.json"
    with pytest.raises(RuntimeError), FindingsFile(path) as file:
        file.write(Row(file="a", severity="info", check="numbers", message="x"))
        raise RuntimeError

    assert len(json.loads(path.read_text(encoding="utf-8"))) == 1
    with pytest.raises(RuntimeError), FindingsFile(path):
        raise RuntimeError
    assert len(json.loads(path.read_text(encoding="utf-8"))) == 1


def test_rows_of_a_record_have_the_texts_of_their_place():
    record = Record(
        article=Article(id="a", language="fr", blocks=(Block(kind="paragraph", text="Un. Deux."),)),
        translations=(
            Translation(
                language="nl",
                blocks=(Block(kind="paragraph", text="Een. Twee."),),
                segments=(
                    Segment(block=0, source="Un.", target="Een.", model="m", score=0),
                    Segment(block=0, source="Deux.", target="Twee.", model="m", score=0),
                ),
                route=("m",),
            ),
        ),
        findings=(
            Finding(check="numbers", severity="severe", language="nl", message="x", block=0, segment=1),
            Finding(check="quotes", severity="warning", language="nl", message="x", block=0),
            Finding(check="language", severity="warning", language="fr", message="x", block=0),
            Finding(check="markup", severity="severe", language="nl", message="x"),
        ),
    )

    rows = list(record_rows(record))

    assert [(row.segment, row.source, row.target) for row in rows] == [
        (2, "Deux.", "Twee."),
        (None, "Un. Deux.", "Een. Twee."),
        (None, "Un. Deux.", ""),
        (None, "", ""),
    ]
    assert {row.file for row in rows} == {"a"}


@pytest.mark.parametrize(
    ("text", "line"),
    [("Un.", 1), ("Deux trois.", 3), ("quatre", 5), ("Deux", 3), ("absent", None), ("", None), ("  \n", None)],
)
def test_the_line_of_a_text_is_found_whatever_its_line_breaks(text: str, line: int | None):
    assert Locator("Un.\n\n  Deux\r\n\ttrois.\nquatre").line(text) == line


def test_a_text_that_stands_twice_is_found_after_the_one_before():
    locator = Locator("Oui.\nNon.\nOui.\n")

    assert [locator.line(text) for text in ("Oui.", "Non.", "Oui.", "Non.")] == [1, 2, 3, 2]
