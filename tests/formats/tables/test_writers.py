"""Tables out: what is in them, and what is there when a run does not end well."""

import csv
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pyarrow.parquet as pq
import pytest

from babelpress.document import Article, Block, Failure, Finding, Meta, Record, Summary, Translation
from babelpress.errors import ItemError, OutputUnavailable, RunStopped
from babelpress.formats.tables import writers
from babelpress.formats.tables.table import columns, table_rows
from babelpress.formats.tables.writers import (
    CsvWriter,
    CsvWriterOptions,
    DatasetsWriter,
    DatasetsWriterOptions,
    ParquetWriter,
    ParquetWriterOptions,
    TsvWriter,
    TsvWriterOptions,
    XlsxWriter,
    XlsxWriterOptions,
)


def blocks(title: str, *paragraphs: str) -> tuple[Block, ...]:
    body = (Block(kind="paragraph", text=text) for text in paragraphs)
    return (Block(kind="title", text=title), *body)


@pytest.fixture
def record() -> Record:
    """French, Dutch and a German that failed."""
    return Record(
        article=Article(id="../a", blocks=blocks("Titre", "Un.", "Deux."), language="fr", meta=Meta(date="2025-03-01")),
        translations=(
            Translation(language="nl", blocks=blocks("Titel", "Een.", "Twee."), segments=(), route=("m1", "m2")),
        ),
        summaries=(
            Summary(language="fr", text="Un.", strategy="extractive"),
            Summary(language="nl", text="Een.", strategy="extractive"),
            Summary(language="nl", text="", strategy="extractive", kind="description"),
            Summary(language="nl", text="Een!", strategy="extractive", kind="headline"),
        ),
        failures=(Failure(stage="translate.de", error="GenerationFailed", message="no memory"),),
    )


def unread() -> Record:
    failure = Failure(stage="read", error="UnreadableInput", message="a.jsonl: line 2: is not JSON")
    return Record(article=Article(id="a.jsonl:2", blocks=()), failures=(failure,))


def told(row: dict[str, str | None]) -> dict[str, str]:
    return {name: text for name, text in row.items() if text is not None}


def test_a_row_an_article_has_its_languages_as_columns(record):
    (row,) = table_rows(record, "columns")

    assert told(row) == {
        "id": "../a",
        "source": "fr",
        "date": "2025-03-01",
        "title.fr": "Titre",
        "text.fr": "Un.\n\nDeux.",
        "summary.fr": "Un.",
        "quality.fr": "ok",
        "title.nl": "Titel",
        "text.nl": "Een.\n\nTwee.",
        "summary.nl": "Een.",
        "headline.nl": "Een!",
        "quality.nl": "ok",
        "failure": "translate.de: no memory",
    }
    assert set(row) <= set(columns("columns", ["fr", "nl"]))


def test_a_row_a_language_has_the_source_first_and_failures_in_their_language(record):
    rows = table_rows(record, "rows")

    assert [(row["language"], row.get("text"), row.get("route"), row["failure"]) for row in rows] == [
        ("fr", "Un.\n\nDeux.", None, None),
        ("nl", "Een.\n\nTwee.", "m1 m2", None),
        ("de", None, None, "translate.de: no memory"),
    ]
    assert {row["id"] for row in rows} == {"../a"}
    assert all(set(row) <= set(columns("rows", [])) for row in rows)


@pytest.mark.parametrize("layout", ["columns", "rows"])
def test_what_could_not_be_read_is_one_row_with_its_message(layout):
    (row,) = table_rows(unread(), layout)

    assert told(row) == {"id": "a.jsonl:2", "failure": "read: a.jsonl: line 2: is not JSON"}


def test_a_failure_of_no_language_stands_on_the_sources_row(record):
    failed = replace(record, failures=(Failure(stage="detect", error="UnsupportedLanguage", message="no"),))

    first, second = table_rows(failed, "rows")

    assert (first["language"], first["failure"]) == ("fr", "detect: no")
    assert second["failure"] is None


def test_findings_stand_one_a_line_on_the_row_of_their_language(record):
    found = (
        Finding(check="numbers", severity="severe", language="nl", message="80 became\n90", block=1, segment=2),
        Finding(check="language", severity="warning", language="fr", message="reads as English", block=1),
        Finding(check="markup", severity="info", language="nl", message="no clear place for <b>", block=2),
        Finding(check="length", severity="severe", language="xx", message="is empty"),
    )
    lines = [
        "severe numbers (nl, segment 3): 80 became 90",
        "warning language (fr): reads as English",
        "info markup (nl): no clear place for <b>",
        "severe length (xx): is empty",
    ]

    (whole,) = table_rows(replace(record, findings=found), "columns")
    rows = table_rows(replace(record, findings=found), "rows")

    assert whole["findings"] == "\n".join(lines)
    assert [(row["language"], row["findings"]) for row in rows] == [
        ("fr", f"{lines[1]}\n{lines[3]}"),
        ("nl", f"{lines[0]}\n{lines[2]}"),
        ("de", None),
    ]


def parquet(path: Path, **options: object) -> ParquetWriter:
    return ParquetWriter(path, ParquetWriterOptions(**options))


@pytest.mark.parametrize("layout", ["columns", "rows"])
def test_a_parquet_file_has_a_column_a_name(layout, tmp_path, record):
    with parquet(tmp_path / "new" / "a.parquet", layout=layout, languages=("fr", "nl", "de")) as writer:
        writer.write(record)

    table = pq.read_table(tmp_path / "new" / "a.parquet")
    assert tuple(table.column_names) == (*columns(layout, ["fr", "nl", "de"]), "extra")
    assert table.num_rows == (1 if layout == "columns" else 3)
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["a.parquet"]


TABLES = {
    "csv": (CsvWriter, CsvWriterOptions),
    "tsv": (TsvWriter, TsvWriterOptions),
    "xlsx": (XlsxWriter, XlsxWriterOptions),
    "parquet": (ParquetWriter, ParquetWriterOptions),
}


def rows_of(path: Path) -> list[dict[str, str | None]]:
    if path.suffix == ".parquet":
        return pq.read_table(path).to_pylist()
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as file:
            sheet = ElementTree.fromstring(file.read("xl/worksheets/sheet1.xml"))
        rows = [["".join(cell.itertext()) for cell in row] for row in sheet.iter() if row.tag.endswith("}row")]
        spelled = [[re.sub("_x([0-9A-F]{4})_", lambda x: chr(int(x[1], 16)), cell) for cell in row] for row in rows]
        return [dict(zip(spelled[0], row, strict=True)) for row in spelled[1:]]
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t" if path.suffix == ".tsv" else ","))


HARD = [
    "a,b;c\td",
    'dit "oui"',
    "deux\nlignes\r\nici\rlà",
    "=SUM(A1)",
    "<b>&amp;</b>",
    " bord ",
    "_x000D_",
    "é\u00a0€ 👍",
    "\x01",
]


@pytest.mark.parametrize("suffix", TABLES)
def test_every_table_keeps_the_columns_of_the_input(suffix, tmp_path, record, monkeypatch):
    monkeypatch.setattr(writers, "_GROUP_ROWS", len(HARD))
    writer, options = TABLES[suffix]
    extras = [(("rubrique", json.dumps(text)), ("id", "7"), ("vide", "null"), ("liste", "[1]")) for text in HARD]
    extras.append((("tardif", '"x"'),))
    with writer(tmp_path / f"a.{suffix}", options(languages=("fr", "nl"))) as out:
        for extra in extras:
            meta = replace(record.article.meta, extra=extra)
            out.write(replace(record, article=replace(record.article, meta=meta)))

    found = rows_of(tmp_path / f"a.{suffix}")

    assert list(found[0]) == [*columns("columns", ["fr", "nl"]), "rubrique", "input.id", "vide", "liste", "extra"]
    assert [row["rubrique"] for row in found[:-1]] == HARD
    assert [(row["input.id"], row["vide"] or "", row["liste"]) for row in found[:-1]] == [("7", "", "[1]")] * len(HARD)
    assert found[-1]["extra"] == '{"tardif": "x"}'
    assert {(row["id"], row["title.nl"], row["quality.nl"]) for row in found} == {("../a", "Titel", "ok")}


@pytest.mark.parametrize("suffix", TABLES)
def test_no_table_replaces_a_file_unless_it_may(suffix, tmp_path, record):
    writer, options = TABLES[suffix]
    path = tmp_path / f"a.{suffix}"
    path.write_text("mine")

    with pytest.raises(OutputUnavailable, match="exists already"), writer(path, options()):
        pass
    assert path.read_text() == "mine"

    with writer(path, options(overwrite=True)) as out:
        out.write(record)
    assert len(rows_of(path)) == 1
    assert list(tmp_path.iterdir()) == [path]


def test_a_text_that_no_cell_holds_fails_its_article_alone(tmp_path, record):
    long = replace(record, article=replace(record.article, blocks=blocks("Titre", "é" * 40_000)))
    with XlsxWriter(tmp_path / "a.xlsx", XlsxWriterOptions()) as out:
        with pytest.raises(ItemError, match=r"32,767 characters at most, a text of this article 40,000"):
            out.write(long)
        out.write(record)

    assert [row["text.fr"] for row in rows_of(tmp_path / "a.xlsx")] == ["Un.\n\nDeux."]


def test_rows_are_written_group_by_group(tmp_path, record, monkeypatch):
    monkeypatch.setattr(writers, "_GROUP_ROWS", 10)
    with parquet(tmp_path / "a.parquet", languages=("fr", "nl")) as writer:
        for n in range(25):
            writer.write(replace(record, article=replace(record.article, id=str(n))))

    file = pq.ParquetFile(tmp_path / "a.parquet")
    assert [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)] == [10, 10, 5]
    assert file.read(["id"])["id"].to_pylist() == [str(n) for n in range(25)]


def test_no_records_give_an_empty_table(tmp_path):
    with parquet(tmp_path / "a.parquet"):
        pass

    assert pq.read_table(tmp_path / "a.parquet").num_rows == 0


def test_a_lone_surrogate_does_not_stop_a_run(tmp_path, record):
    with parquet(tmp_path / "a.parquet") as writer:
        writer.write(replace(record, article=replace(record.article, id="a\ud800")))

    assert pq.read_table(tmp_path / "a.parquet")["id"].to_pylist() == ["a?"]


def test_a_language_without_a_column_stops_the_run(tmp_path, record):
    with pytest.raises(RunStopped, match=r"has no column .*text\.nl.*option `languages`"):  # noqa: SIM117
        with parquet(tmp_path / "a.parquet", languages=("fr", "de")) as writer:
            writer.write(record)


def test_what_is_done_before_an_interruption_is_kept(tmp_path, record):
    with pytest.raises(KeyboardInterrupt), parquet(tmp_path / "a.parquet") as writer:
        writer.write(record)
        raise KeyboardInterrupt

    assert pq.read_table(tmp_path / "a.parquet").num_rows == 1


def test_an_older_file_survives_and_is_replaced_only_when_told(tmp_path, record):
    path = tmp_path / "a.parquet"
    path.write_text("old")

    with pytest.raises(OutputUnavailable, match="exists"), parquet(path):
        pass
    with pytest.raises(KeyboardInterrupt), parquet(path, overwrite=True):
        raise KeyboardInterrupt

    assert path.read_text() == "old"
    assert [item.name for item in tmp_path.iterdir()] == ["a.parquet"]


def test_a_full_disk_stops_the_run_and_leaves_nothing_half(no_room, tmp_path, record, monkeypatch):
    monkeypatch.setattr(writers, "_GROUP_ROWS", 10)
    noise = "".join(chr(33 + n * n * 7919 % 9973 % 90) for n in range(9973))

    with pytest.raises(RunStopped, match="File too large; an incomplete table cannot be read"):  # noqa: SIM117
        with no_room(256_000), parquet(tmp_path / "a.parquet", languages=("fr", "nl")) as writer:
            for n in range(10_000):
                own = blocks("Titre", noise[n % 9000 : n % 9000 + 900])
                writer.write(replace(record, article=replace(record.article, id=str(n), blocks=own)))

    assert list(tmp_path.iterdir()) == []


def test_datasets_opens_the_folder(tmp_path, record):
    datasets = pytest.importorskip("datasets")
    for texts in (["Un."], ["Un.", "Deux."]):  # a second run replaces the first
        with DatasetsWriter(tmp_path / "d", DatasetsWriterOptions(layout="rows")) as writer:
            for text in texts:
                writer.write(replace(record, article=replace(record.article, blocks=blocks("Titre", text))))
            writer.write(unread())

    found = datasets.load_from_disk(str(tmp_path / "d"))
    assert found.column_names == [*columns("rows", []), "extra"]
    assert [(row["language"], row["text"]) for row in found.select(range(4))] == [
        ("fr", "Un."),
        ("nl", "Een.\n\nTwee."),
        ("de", None),
        ("fr", "Deux."),
    ]
    assert found[-1]["failure"] == "read: a.jsonl: line 2: is not JSON"


def test_equal_data_have_equal_fingerprints_and_other_data_others(tmp_path, record):
    datasets = pytest.importorskip("datasets")
    fingerprints = []
    for name, one in (("a", record), ("b", record), ("c", unread())):
        with DatasetsWriter(tmp_path / name, DatasetsWriterOptions()) as writer:
            writer.write(one)
        fingerprints.append(datasets.load_from_disk(str(tmp_path / name))._fingerprint)

    assert fingerprints[0] == fingerprints[1] != fingerprints[2]


def test_a_folder_of_somebody_else_is_refused(tmp_path):
    (tmp_path / "mine.txt").write_text("x")

    with (
        pytest.raises(OutputUnavailable, match="that Babelpress did not write"),
        DatasetsWriter(tmp_path, DatasetsWriterOptions()),
    ):
        pass


def test_an_older_dataset_survives_a_run_that_fails_before_its_first_record(tmp_path, record):
    datasets = pytest.importorskip("datasets")
    with DatasetsWriter(tmp_path / "d", DatasetsWriterOptions()) as writer:
        writer.write(record)
    with pytest.raises(KeyboardInterrupt), DatasetsWriter(tmp_path / "d", DatasetsWriterOptions()):
        raise KeyboardInterrupt

    assert datasets.load_from_disk(str(tmp_path / "d")).num_rows == 1
