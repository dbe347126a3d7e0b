"""Arrow, Parquet and the hub as they come: damaged, cut, of odd types."""

import datetime
import io
import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from babelpress.document import Article, Meta
from babelpress.formats.base import ReadError
from babelpress.formats.tables.arrow import ArrowReader, ArrowReaderOptions, ParquetReader, ParquetReaderOptions
from babelpress.formats.tables.fields import FieldNames
from babelpress.formats.tables.hub import HubReader, HubReaderOptions

PARQUET = ParquetReader(ParquetReaderOptions())
ARROW = ArrowReader(ArrowReaderOptions())


def table(**columns: object) -> pa.Table:
    return pa.table({"text": ["Un.", "Deux.", "Trois.", "Quatre."], **columns})


def parquet(made: pa.Table, path: Path, **options: object) -> Path:
    pq.write_table(made, path, **options)
    return path


@pytest.mark.parametrize(
    ("column", "values", "ids"),
    [
        ("int", pa.array([1, 2, 3, 4], pa.uint16()), ["1", "2", "3", "4"]),
        ("dictionary", pa.array(["a", "b", "c", "d"]).dictionary_encode(), ["a", "b", "c", "d"]),
        ("large", pa.array(["a", "b", "c", None], pa.large_string()), ["a", "b", "c", "t-4"]),
        ("null", pa.array([None] * 4, pa.null()), ["t-1", "t-2", "t-3", "t-4"]),
    ],
)
def test_ids_are_text_or_whole_numbers(column, values, ids, tmp_path):
    assert [item.id for item in PARQUET.read(parquet(table(id=values), tmp_path / "t.parquet"))] == ids


@pytest.mark.parametrize(
    ("value", "date"),
    [
        (datetime.date(2025, 3, 1), "2025-03-01"),
        (datetime.datetime(2025, 3, 1), "2025-03-01"),
        (datetime.datetime(2025, 3, 1, 7, 30, tzinfo=datetime.UTC), "2025-03-01T07:30:00+00:00"),
        ("mars 2025", "mars 2025"),
        (None, None),
    ],
)
def test_dates_are_iso_8601(value, date, tmp_path):
    article, *_ = PARQUET.read(parquet(table(date=[value] * 4), tmp_path / "t.parquet"))

    assert isinstance(article, Article)
    assert article.meta.date == date


def test_other_columns_are_kept_as_json_but_for_bytes(tmp_path):
    picture = [{"bytes": b"\x89PNG", "path": "a.png"}] * 4
    made = table(tags=[["é", "b"]] * 4, score=[0.5, np.nan, None, 1.0], picture=picture, raw=[b"x"] * 4)

    first, second, *_ = PARQUET.read(parquet(made, tmp_path / "t.parquet"))

    assert isinstance(first, Article)
    assert first.meta.extra == (("tags", '["é", "b"]'), ("score", "0.5"))
    assert isinstance(second, Article)
    assert dict(second.meta.extra)["score"] == "null"


def test_a_text_of_the_wrong_type_is_told_once(tmp_path):
    (unread,) = PARQUET.read(parquet(table(text=[["a"]] * 4), tmp_path / "t.parquet"))

    assert isinstance(unread, ReadError)
    assert unread.id == str(tmp_path / "t.parquet")
    assert "the column 'text' is list<element: string>, which is no text" in str(unread.error)


def test_odd_columns_of_other_fields_fail_no_row(tmp_path):
    made = table(id=[0.5, 1.0, np.nan, 3.0], title=[["a"]] * 4, date=[20250301] * 4, url=[1] * 4)

    found = list(PARQUET.read(parquet(made, tmp_path / "t.parquet")))

    assert [item.id for item in found] == ["0.5", "1", "t-3", "3"]
    assert {item.meta for item in found if isinstance(item, Article)} == {
        Meta(date="20250301", url="1", extra=(("title", '["a"]'),))
    }


@pytest.mark.parametrize("suffix", ["parquet", "arrow"])
def test_a_column_that_comes_twice_is_named(suffix, tmp_path):
    made = pa.table([["A."], ["B."], ["x"]], names=["text", "text", "tag"])
    path = tmp_path / f"t.{suffix}"
    if suffix == "parquet":
        pq.write_table(made, path)
    else:
        with pa.ipc.new_stream(path, made.schema) as sink:
            sink.write_table(made)

    (unread,) = (PARQUET if suffix == "parquet" else ArrowReader(ArrowReaderOptions())).read(path)

    assert isinstance(unread, ReadError)
    assert "the column 'text' comes twice; rename one of the two" in str(unread.error)


@pytest.mark.parametrize("data", [b"", b"PAR1", b"text", b"PAR1" + bytes(100) + b"PAR1"])
def test_a_parquet_file_that_is_none_is_told(data, tmp_path):
    (tmp_path / "t.parquet").write_bytes(data)

    (unread,) = PARQUET.read(tmp_path / "t.parquet")

    assert isinstance(unread, ReadError)
    assert "is not a Parquet file, or not a whole one" in str(unread.error)


def test_a_parquet_file_that_was_cut_is_told(tmp_path):
    path = parquet(table(), tmp_path / "t.parquet")
    path.write_bytes(path.read_bytes()[:-50])

    (unread,) = PARQUET.read(path)

    assert isinstance(unread, ReadError)


def test_a_damaged_row_group_costs_only_its_rows(tmp_path):
    path = parquet(table(), tmp_path / "t.parquet", row_group_size=1, compression="gzip", use_dictionary=False)
    start = pq.ParquetFile(path).metadata.row_group(1).column(0).data_page_offset
    data = bytearray(path.read_bytes())
    data[start + 20 : start + 45] = bytes(25)
    path.write_bytes(data)

    found = list(PARQUET.read(path))

    assert [item.id for item in found] == ["t-1", f"{path}:2", "t-3", "t-4"]
    assert isinstance(found[1], ReadError)
    assert "rows 2 to 2: are damaged" in str(found[1].error)


def test_a_cell_that_is_not_utf8_costs_one_row(tmp_path):
    texts = pa.array([b"Un.", b"\xe9t\xe9", b"Trois."]).cast(pa.binary()).view(pa.string())

    found = list(PARQUET.read(parquet(pa.table({"text": texts}), tmp_path / "t.parquet")))

    assert [type(item) for item in found] == [Article, ReadError, Article]


@pytest.mark.parametrize("make", [pa.ipc.new_file, pa.ipc.new_stream])
def test_arrow_is_read_from_a_stream_too(make):
    sink = io.BytesIO()
    with make(sink, table().schema) as writer:
        writer.write_table(table())

    found = list(ARROW.read_stream(io.BytesIO(sink.getvalue()), name="t"))

    assert [item.id for item in found] == ["t-1", "t-2", "t-3", "t-4"]


def test_of_an_arrow_stream_that_was_cut_the_rows_before_are_read(tmp_path):
    with pa.ipc.new_stream(str(tmp_path / "t.arrow"), table().schema) as writer:
        writer.write_table(table(), max_chunksize=1)
    data = (tmp_path / "t.arrow").read_bytes()
    (tmp_path / "t.arrow").write_bytes(data[: len(data) * 3 // 4])

    *articles, last = ARROW.read(tmp_path / "t.arrow")

    assert len(articles) >= 1
    assert isinstance(last, ReadError)
    assert "is damaged or ends too early" in str(last.error)


@pytest.mark.parametrize("data", [b"", b"ARROW1", b"text of some kind"])
def test_an_arrow_file_that_is_none_is_told(data, tmp_path):
    (tmp_path / "t.arrow").write_bytes(data)

    (unread,) = ARROW.read(tmp_path / "t.arrow")

    assert isinstance(unread, ReadError)
    assert "is not an Arrow file or stream" in str(unread.error)


def test_a_folder_of_splits_is_read_by_the_name_of_one(tmp_path):
    datasets = pytest.importorskip("datasets")
    split = datasets.Dataset(table())
    datasets.DatasetDict({"train": split, "test": split}).save_to_disk(str(tmp_path / "d"))

    (unread,) = ARROW.read(tmp_path / "d")
    found = list(ARROW.read(tmp_path / "d" / "train"))

    assert isinstance(unread, ReadError)
    assert f"name one of them: {tmp_path}/d/train, {tmp_path}/d/test" in str(unread.error)
    assert len(found) == 4


def test_a_dataset_in_several_files_is_read_in_order(tmp_path):
    datasets = pytest.importorskip("datasets")
    datasets.Dataset(table()).save_to_disk(str(tmp_path / "d"), num_shards=3)

    found = list(ARROW.read(tmp_path / "d"))

    assert [item.id for item in found] == ["d-1", "d-2", "d-3", "d-4"]
    assert [item.text for item in found if isinstance(item, Article)] == ["Un.", "Deux.", "Trois.", "Quatre."]


@pytest.mark.parametrize("state", ["{}", "no json", '{"_data_files": [{"filename": "gone.arrow"}]}'])
def test_a_damaged_dataset_is_told(state, tmp_path):
    (tmp_path / "state.json").write_text(state)

    (unread,) = ARROW.read(tmp_path)

    assert isinstance(unread, ReadError)


@pytest.fixture
def hub(tmp_path, monkeypatch) -> Path:
    """A folder of the hub's own form, which is loaded like an id."""
    datasets = pytest.importorskip("datasets")
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "hub"
    folder.mkdir()
    for split in ("train", "test"):
        rows = [{"body": f"Un {split}."}, {"body": ""}, {"body": "Trois."}]
        (folder / f"{split}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return folder


def of_hub(name: str, **fields: str) -> list[Article | ReadError]:
    return list(HubReader(HubReaderOptions(fields=FieldNames(**fields))).read(Path(name)))


def test_a_dataset_of_the_hub_is_streamed(hub):
    found = of_hub(f"hf:{hub}::train", text="body")

    assert [type(item) for item in found] == [Article, ReadError, Article]
    assert isinstance(found[0], Article)
    assert (found[0].text, found[0].format) == ("Un train.", "datasets")


@pytest.mark.parametrize(
    ("rest", "fields", "said"),
    [
        ("", {"text": "body"}, "holds several splits; name one of them: hf:{hub}::train, hf:{hub}::test"),
        ("::dev", {"text": "body"}, "cannot be loaded (ValueError"),
        ("::train", {}, "has no column 'text' for the text. It has: body."),
        ("::train", {"text": "bodi"}, "did you mean 'body'?"),
        ("/none", {}, "cannot be loaded"),
    ],
)
def test_a_dataset_that_cannot_be_read_is_told_once(hub, rest, fields, said):
    (unread,) = of_hub(f"hf:{hub}{rest}", **fields)

    assert isinstance(unread, ReadError)
    assert said.format(hub=hub) in str(unread.error)
