"""What every reader of rows and every writer promises, whatever the form."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from babelpress.config.plugins import kinds, resolve
from babelpress.document import Article, Block, Failure, Record, Translation
from babelpress.formats.base import ReadError
from babelpress.formats.folder_writer import working_folder
from babelpress.formats.inputs import read_inputs, reader_of
from babelpress.formats.tables.fields import FieldNames
from babelpress.formats.tables.jsonl import JsonlReader, JsonlReaderOptions
from contract.archives import FORMS, Rows

BY_COLUMNS = {
    kind: cls for kind in kinds("readers") if "fields" in (cls := resolve("readers", kind)).Options.model_fields
}
WRITERS = [kind for kind in kinds("writers") if kind not in {"document"}]
NAMES = FieldNames(text="body", title="headline", id="link", url="link", language="lang", date="published")
BODY = 'La ligne rouvre en mars.\n\nElle reliera « Paris » à Nice, a dit "la" ministre ; voilà.'
ROWS: Rows = [
    {
        "link": f"https://example.org/{n}",
        "headline": f"Titre {n}",
        "body": BODY,
        "lang": "fr",
        "published": "2025-03-01",
    }
    for n in range(5)
]
LONG = "é" * 300


def archive(form: str, rows: Rows, folder: Path) -> Path:
    name, write = FORMS[form]
    write(rows, folder / name)
    return folder / name


def read(path: Path, names: FieldNames = NAMES) -> list[Article | ReadError]:
    readers = [cls(cls.Options(fields=names)) for cls in BY_COLUMNS.values()]
    return list(read_inputs([path], readers=[*readers, *others()]))


def others() -> list[object]:
    return [cls(cls.Options()) for kind in kinds("readers") if (cls := resolve("readers", kind)) and kind == "text"]


def test_every_reader_of_columns_is_in_the_contract(tmp_path):
    readers = [cls(cls.Options()) for cls in BY_COLUMNS.values()]
    chosen = {type(reader_of(archive(form, ROWS, tmp_path), readers)) for form in FORMS}

    assert set(BY_COLUMNS.values()) - chosen == {BY_COLUMNS["datasets"]}  # of the hub: tests/formats/archive


@pytest.mark.parametrize("form", FORMS)
def test_columns_are_mapped_to_fields(form, tmp_path):
    found = read(archive(form, ROWS, tmp_path))

    first = found[0]
    assert isinstance(first, Article), first
    assert [item.id for item in found] == [row["link"] for row in ROWS]
    assert [(block.kind, block.text) for block in first.blocks] == [
        ("title", "Titre 0"),
        ("paragraph", "La ligne rouvre en mars."),
        ("paragraph", BODY.split("\n\n")[1]),
    ]
    assert (first.language, first.meta.url, first.meta.date) == ("fr", "https://example.org/0", "2025-03-01")
    assert first.meta.extra == ()


@pytest.mark.parametrize("form", FORMS)
def test_a_bad_row_comes_in_its_place_and_the_others_go_on(form, tmp_path):
    rows = [dict(row) for row in ROWS]
    rows[2]["body"] = ""

    found = read(archive(form, rows, tmp_path))

    assert [type(item) for item in found] == [Article, Article, ReadError, Article, Article]
    assert isinstance(found[2], ReadError)
    assert "body is empty" in str(found[2].error)


@pytest.mark.parametrize("form", FORMS)
def test_of_two_articles_with_one_id_the_second_is_refused(form, tmp_path):
    rows = [dict(row) for row in ROWS]
    rows[3]["link"] = rows[1]["link"]

    found = read(archive(form, rows, tmp_path))

    assert isinstance(found[3], ReadError)
    assert "the id 'https://example.org/1' is already that of" in str(found[3].error)
    assert sum(isinstance(item, Article) for item in found) == 4


@pytest.mark.parametrize("form", FORMS)
def test_ids_are_kept_as_they_are(form, tmp_path):
    ids = ["2025/03/budget", "../../etc/passwd", LONG, "..", "a b"]

    found = read(archive(form, [{**row, "link": id} for row, id in zip(ROWS, ids, strict=True)], tmp_path))

    assert [item.id for item in found] == ids


@pytest.mark.parametrize("form", FORMS)
def test_a_missing_column_is_told_once_with_the_nearest(form, tmp_path):
    (unread,) = read(archive(form, ROWS, tmp_path), FieldNames(text="bodi"))

    assert isinstance(unread, ReadError)
    said = str(unread.error)
    assert "has no column 'bodi' for the text; did you mean 'body'?" in said
    assert "It has: body, headline, lang, link, published" in said


@pytest.mark.parametrize("form", [form for form in FORMS if not form.startswith("jsonl")])
def test_a_table_without_a_text_is_told_once(form, tmp_path):
    (unread,) = read(archive(form, ROWS, tmp_path), FieldNames())

    assert isinstance(unread, ReadError)
    assert "has no column 'text' for the text. It has: body" in str(unread.error)


@pytest.mark.parametrize("form", [form for form in FORMS if form.startswith("jsonl")])
def test_a_column_of_numbers_is_no_text_in_json(form, tmp_path):
    found = read(archive(form, [{**row, "body": 5} for row in ROWS], tmp_path))

    assert all(
        isinstance(item, ReadError) and "body: Input should be a valid string" in str(item.error) for item in found
    )


@pytest.mark.parametrize("form", ["parquet", "arrow stream", "arrow file", "feather", "folder"])
def test_a_column_of_numbers_is_no_text_and_told_once(form, tmp_path):
    (unread,) = read(archive(form, [{**row, "body": 5} for row in ROWS], tmp_path))

    assert isinstance(unread, ReadError)
    assert "the column 'body' is int64, which is no text" in str(unread.error)


def record(id: str, *failures: Failure) -> Record:
    article = Article(
        id=id, blocks=(Block(kind="title", text="Titre"), Block(kind="paragraph", text="Un.")), language="fr"
    )
    nl = Translation(
        language="nl",
        blocks=(Block(kind="title", text="Titel"), Block(kind="paragraph", text="Een.")),
        segments=(),
        route=("m",),
    )
    return Record(article=article, translations=(nl,), failures=failures)


@pytest.mark.parametrize("kind", WRITERS)
def test_no_id_leads_out_of_the_output(kind, tmp_path):
    (tmp_path / "deep" / "er").mkdir(parents=True)
    output = tmp_path / "deep" / "er" / "out"
    writer = resolve("writers", kind)
    ids = ["a/b", "../../x", "..", LONG, "/abs", "a", "A", "con"]

    with writer(output, writer.Options()) as opened:
        for id in ids:
            opened.write(record(id))

    own = (output, working_folder(output))
    outside = [path for path in tmp_path.rglob("*") if not any(map(path.is_relative_to, own))]
    assert set(outside) == {tmp_path / "deep", tmp_path / "deep" / "er"}


def in_order(kind: str, output: Path) -> list[tuple[str, bool]]:
    """The ids of a finished output and whether each failed."""
    if kind == "jsonl":
        lines = map(json.loads, output.read_text(encoding="utf-8").splitlines())
        return [(line["article"]["id"], bool(line["failures"])) for line in lines]
    if kind == "parquet":
        import pyarrow.parquet as pq

        rows = pq.read_table(output).to_pylist()
    else:
        from datasets import load_from_disk

        rows = load_from_disk(str(output)).to_list()
    return [(row["id"], bool(row["failure"])) for row in rows]


@pytest.mark.parametrize("kind", ["jsonl", "parquet", "datasets"])
def test_order_is_the_inputs_and_what_failed_has_its_row(kind, tmp_path):
    writer = resolve("writers", kind)
    unread = Failure(stage="read", error="UnreadableInput", message="a.jsonl: line 2: is not JSON")
    records = [record("z"), replace(record("a.jsonl:2", unread), translations=()), record("../b"), record("a")]

    with writer(tmp_path / "out", writer.Options()) as opened:
        for one in records:
            opened.write(one)

    assert in_order(kind, tmp_path / "out") == [("z", False), ("a.jsonl:2", True), ("../b", False), ("a", False)]


def test_json_keeps_a_key_that_only_some_lines_have(tmp_path):
    rows = [{"body": "Un."}, {"body": "Deux.", "link": "x"}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))

    found = JsonlReader(JsonlReaderOptions(fields=FieldNames(text="body", id="link"))).read(tmp_path / "a.jsonl")

    assert [item.id for item in found] == ["a-1", "x"]
