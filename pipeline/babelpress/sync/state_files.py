"""The state of an output folder as XLIFF 2.1, a file for each version: what git can show, merge and keep.

The database is made from these files, and they from it (`Store`). The units are for people and their tools: each
sentence with what is published. The rows of the tables are beside them, as JSON in lines, in an element of our own.
"""

import base64
import json
import os
import re
import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from babelpress._internal.xml_tree import Node, NotXml, tree
from babelpress.document import from_json
from babelpress.errors import OutputUnavailable
from babelpress.formats.filenames import safe_name
from babelpress.formats.xml.tree import escape
from babelpress.sync.documents import merge_markers

FOLDER = "state"
"""The folder of these files beside the database."""

_NAMESPACES = (
    'xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0" '
    'xmlns:bp="urn:babelpress:sync:1"'
)
_LEVEL = 1
_MAY_BE_WRITTEN = re.compile("[\ud800-\udfff\ufffe\uffff\x7f-\x9f\u2028\u2029]")
"""What JSON writes as it is and XML or a line cannot hold."""

_COLUMNS: Mapping[str, Sequence[str]] = {
    "article": ("path", "format", "language", "source_sha256", "revision", "options"),
    "source": ("revision", "document"),
    "version": ("stage", "revision", "translation", "written"),
    "file": ("path", "sha256", "next_sha256", "content", "units"),
    "human": ("source", "text", "machine"),
    "conflict": (
        "id", "key", "kind", "facets", "severe", "old_source", "new_source", "human", "machine_old", "machine_new",
        "merged", "at", "resolved", "by", "resolved_at", "applied",
    ),
    "revision": ("source", "text", "origin", "author", "at"),
}  # fmt: skip
"""The columns of each table that a file has; article and language are those of the file."""
_DOCUMENTS = frozenset({"document", "translation"})
_BYTES = frozenset({"written", "content"})
_WHERE = {
    "article": "id = :article",
    "source": "article = :article AND (revision = (SELECT revision FROM article WHERE id = :article) OR revision IN "
    "(SELECT revision FROM version WHERE article = :article AND language = :language))",
}

Row = dict[str, Any]
Rows = dict[str, list[Row]]


def path_of(folder: Path, article: str, language: str) -> Path:
    """Return the path of the file of a version in the folder of the state."""
    return folder / FOLDER / language / f"{safe_name(article)}.xlf"


def rows_of(db: sqlite3.Connection, article: str, language: str, *, output: Path) -> Rows:
    """Return all that a database knows of a version: by table, the rows as they are written."""
    found: Rows = {}
    for table, columns in _COLUMNS.items():
        where = _WHERE.get(table, "article = :article AND language = :language")
        order = {"revision": "n", "conflict": "id"}.get(table, "rowid" if table == "human" else columns[0])
        names = ", ".join(f'"{one}"' for one in columns)
        rows = db.execute(
            f"SELECT {names} FROM {table} WHERE {where} ORDER BY {order}", {"article": article, "language": language}
        )
        found[table] = [
            {name: _shown(name, value) for name, value in zip(columns, row, strict=True)} for row in rows.fetchall()
        ]
    for one in found["article"]:
        one["path"] = Path(os.path.relpath(one["path"], output.absolute())).as_posix()
    return found


def put_rows(db: sqlite3.Connection, article: str, language: str, rows: Rows, *, output: Path) -> None:
    """Put the rows of a version in place of those of a database; revisions are added by the caller."""
    for table in ("version", "file", "human", "conflict"):
        db.execute(f"DELETE FROM {table} WHERE article = ? AND language = ?", (article, language))
    for table, columns in _COLUMNS.items():
        if table == "revision":
            continue
        for row in rows.get(table, ()):
            values = {name: _stored(name, row.get(name)) for name in columns}
            if table == "article":
                place = Path(os.path.normpath(output.absolute() / row["path"]))
                values |= {"path": str(place), "seen": "", "id": article}
            else:
                values["article"] = article
                values |= {"language": language} if table != "source" else {}
            if table == "conflict" and db.execute("SELECT 1 FROM conflict WHERE id = ?", (row["id"],)).fetchone():
                del values["id"]  # of a conflict of another version, in another branch
            names = ", ".join(f'"{one}"' for one in values)
            marks = ", ".join("?" * len(values))
            db.execute(f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({marks})", tuple(values.values()))


def written(article: str, language: str, rows: Rows) -> bytes:
    """Return the file of a version. The same rows give the same bytes."""
    about = rows["article"][0]
    tables = "".join(
        f'<bp:rows table="{table}">{escape(_json(rows[table]))}</bp:rows>\n' for table in _COLUMNS if rows[table]
    )
    units = "".join(_unit(number, *one) for number, one in enumerate(_sentences(rows), start=1))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff {_NAMESPACES} version="2.1" '
        f'srcLang="{about["language"]}" trgLang="{language}">\n'
        f"<file id={quoteattr(safe_name(article))} original={quoteattr(about['path'])}>\n"
        f"<bp:state article={quoteattr(escape_free(article))}>\n{tables}</bp:state>\n{units}</file>\n</xliff>\n"
    ).encode()


def read(path: Path) -> tuple[str, str, Rows]:
    """Return article, language and rows of a file.

    Raises:
        OutputUnavailable: It is not as it was written: has the marks of a merge, is damaged, or its units were edited.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise OutputUnavailable(f"{path}: cannot be read: {error.strerror or error}") from error
    again = f"take one side as it is (git checkout --theirs {path}), or delete it: what people wrote is in the versions"
    if line := merge_markers(data):
        raise OutputUnavailable(f"{path}: line {line}: has the marks of a git merge; {again}")
    try:
        root = tree(data)
        state = next(root.walk("state"))
        rows: Rows = {node.get("table"): json.loads(node.text) for node in state.nodes}
        article, language = state.get("article"), root.get("trgLang")
        expected = list(_sentences({**{table: [] for table in _COLUMNS}, **rows}))
    except (NotXml, StopIteration, ValueError, LookupError, TypeError, AttributeError) as error:
        raise OutputUnavailable(f"{path}: is damaged ({error}); {again}") from error
    if [(source, target) for source, target, *_ in expected] != list(_texts(root)):
        raise OutputUnavailable(
            f"{path}: its units were edited, and that is not where a version is written; edit the version itself, and "
            f"take this file back: git checkout {path}"
        )
    return article, language, rows


def escape_free(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return _MAY_BE_WRITTEN.sub("\ufffd", text)


def _texts(root: Node) -> Iterator[tuple[str, str]]:
    for segment in root.walk("segment"):
        source, target = segment.child("source"), segment.child("target")
        yield source.text if source else "", target.text if target else ""


def _sentences(rows: Rows) -> Iterator[tuple[str, str, str, bool]]:
    """Yield source, published text, text of the machine where that is another one, and whether the source changed."""
    human = {one["source"]: one["text"] for one in rows["human"] if one["source"]}
    waiting = {one["human"] for one in rows["conflict"] if not one["resolved"]}
    version = next((one for one in rows["version"] if one["stage"] == "published"), None)
    if version is None:
        return
    record = from_json(json.dumps(version["translation"]))
    for segment in record.translations[0].segments:
        text = human.get(segment.source, segment.target)
        machine = segment.target if text != segment.target else ""
        yield _plain(segment.source), _plain(text), _plain(machine), text in waiting


def _plain(text: str) -> str:
    """A text as XML gives it back."""
    return escape_free(text).replace("\r", "\n")


def _unit(number: int, source: str, target: str, machine: str, stale: bool) -> str:
    state = "reviewed" if machine and not stale else "translated"
    sub = "source-changed" if stale else "" if machine else "machine"
    about = f' state="{state}"' + (f' subState="babelpress:{sub}"' if sub else "")
    matches = (
        f'<mtc:matches><mtc:match ref="#s"><source>{escape(source)}</source><target>{escape(machine)}</target>'
        "</mtc:match></mtc:matches>\n"
        if machine
        else ""
    )
    return (
        f'<unit id="{number}">\n{matches}<segment id="s"{about}>\n<source>{escape(source)}</source>\n'
        f"<target>{escape(target)}</target>\n</segment>\n</unit>\n"
    )


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=0)
    return _MAY_BE_WRITTEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _shown(name: str, value: Any) -> Any:
    """A value of a column as JSON: documents as they are, bytes as the lines of a text where they are one."""
    if value is None or name not in _DOCUMENTS | _BYTES:
        return value
    data = zlib.decompress(value)
    if name in _DOCUMENTS:
        return json.loads(data)
    try:
        return data.decode().splitlines(keepends=True)
    except UnicodeDecodeError:
        return {"base64": base64.encodebytes(data).decode().split()}


def _stored(name: str, value: Any) -> Any:
    if value is None or name not in _DOCUMENTS | _BYTES:
        return value
    if name in _DOCUMENTS:
        data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    elif isinstance(value, dict):
        data = base64.b64decode("".join(value["base64"]))
    else:
        data = "".join(value).encode()
    return zlib.compress(data, _LEVEL)
