"""The same rows as a file of every form that is read by columns."""

import csv
import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet as pq
import zstandard

Rows = list[dict[str, Any]]


def lines(rows: Rows) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def jsonl(rows: Rows, path: Path) -> None:
    path.write_bytes(lines(rows))


def jsonl_gz(rows: Rows, path: Path) -> None:
    path.write_bytes(gzip.compress(lines(rows)))


def jsonl_zst(rows: Rows, path: Path) -> None:
    path.write_bytes(zstandard.ZstdCompressor().compress(lines(rows)))


def delimited(rows: Rows, path: Path, *, delimiter: str = ",") -> None:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)


def tsv(rows: Rows, path: Path) -> None:
    delimited(rows, path, delimiter="\t")


def csv_gz(rows: Rows, path: Path) -> None:
    plain = path.with_name("plain")
    delimited(rows, plain, delimiter=";")
    path.write_bytes(gzip.compress(plain.read_bytes()))
    plain.unlink()


def parquet(rows: Rows, path: Path) -> None:
    pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=2)


def arrow_stream(rows: Rows, path: Path) -> None:
    table = pa.Table.from_pylist(rows)
    with pa.ipc.new_stream(str(path), table.schema) as writer:
        writer.write_table(table, max_chunksize=2)


def arrow_file(rows: Rows, path: Path) -> None:
    table = pa.Table.from_pylist(rows)
    with pa.ipc.new_file(str(path), table.schema) as writer:
        writer.write_table(table, max_chunksize=2)


def feather(rows: Rows, path: Path) -> None:
    pyarrow.feather.write_feather(pa.Table.from_pylist(rows), str(path))


def saved(rows: Rows, path: Path) -> None:
    from datasets import Dataset

    Dataset(pa.Table.from_pylist(rows)).save_to_disk(str(path))


FORMS: dict[str, tuple[str, Callable[[Rows, Path], None]]] = {
    "jsonl": ("a.jsonl", jsonl),
    "jsonl.gz": ("a.jsonl.gz", jsonl_gz),
    "jsonl.zst": ("a.jsonl.zst", jsonl_zst),
    "csv": ("a.csv", delimited),
    "tsv": ("a.tsv", tsv),
    "csv.gz": ("a.csv.gz", csv_gz),
    "parquet": ("a.parquet", parquet),
    "arrow stream": ("a.arrow", arrow_stream),
    "arrow file": ("a.ipc", arrow_file),
    "feather": ("a.feather", feather),
    "folder": ("a", saved),
}
"""What a form is called -> the name of a file and what writes it."""
