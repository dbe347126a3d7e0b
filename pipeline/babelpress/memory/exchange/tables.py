"""Tables of units: TSV, read and written as it stands, and CSV."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, get_args

from babelpress import lang
from babelpress.errors import UnreadableInput
from babelpress.formats.decoding import decode, normal_form
from babelpress.memory import folding
from babelpress.memory.exchange.languages import canonical
from babelpress.memory.exchange.reading import Asked, Notes
from babelpress.memory.quotations import Quotation, Rendition
from babelpress.memory.units import STATUSES, Marked, Origin, Unit

COLUMNS = ("status", "origin", "model", "author", "article", "created", "changed")
"""The columns that a table may have beside those of its languages."""

QUOTATION_COLUMNS = ("speaker", "article", "author", "date", "original")
"""The columns that a table of quotations may have beside those of its languages."""

_BREAKS = re.compile(r"[\t\r\n]+")
_LONGEST_LINE = 1_000_000


def read_table(stream: BinaryIO, *, name: str, delimiter: str, asked: Asked, notes: Notes) -> Iterator[Unit]:
    """Yield the rows of a table whose header names the languages: `fr`, `nl`, and any of `COLUMNS`.

    A table of two columns needs no header if `asked` has a source and a target. The other arguments and the errors are
    those of `read_tmx`.
    """
    for number, row in _named(stream, name=name, delimiter=delimiter, asked=asked, columns=COLUMNS):
        yield from _units(row, number, asked, notes)


def read_quotation_table(
    stream: BinaryIO, *, name: str, delimiter: str, asked: Asked, notes: Notes
) -> Iterator[Quotation]:
    """Yield the quotations of a table: languages as of `read_table`, and any of `QUOTATION_COLUMNS`."""
    for number, row in _named(stream, name=name, delimiter=delimiter, asked=asked, columns=QUOTATION_COLUMNS):
        languages = [column for column in row if column not in QUOTATION_COLUMNS]
        source = asked.source if asked.source in languages else languages[0]
        original = canonical(row.get("original", ""))
        if row.get("original") and original not in languages:
            stated = row["original"]
            raise UnreadableInput(f"{name}: line {number:,}: the original is in '{stated}', which is no column")
        renditions = [
            Rendition(text=row[language].strip(), language=language, original=language == original)
            for language in languages
            if language != source and row[language].strip() and asked.wants(language)
        ]
        if not renditions or not row[source].strip():
            notes.leave("without a translation", number)
            continue
        yield Quotation(
            text=row[source].strip(),
            language=source,
            renditions=tuple(renditions),
            speaker=row.get("speaker", ""),
            article=row.get("article", "") or asked.article,
            author=row.get("author", ""),
            date=row.get("date", ""),
        )


def _named(
    stream: BinaryIO, *, name: str, delimiter: str, asked: Asked, columns: Sequence[str]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the number of each row, and its cells by the names of the header."""
    header: list[str] | None = None
    for number, row in _rows(stream, name=name, delimiter=delimiter):
        if header is None:
            header = _header(row, asked, name, columns)
            if header is None:
                header = [asked.source, asked.targets[0]]
            else:
                continue
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(header):
            raise UnreadableInput(
                f"{name}: line {number:,}: has {len(row)} columns, the header {len(header)}; "
                "a text of a TSV file holds no tab"
            )
        yield number, dict(zip(header, map(normal_form, row), strict=True))


def _rows(stream: BinaryIO, *, name: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    lines = _lines(stream, name)
    if delimiter == "\t":
        for number, line in enumerate(lines, start=1):
            yield number, line.rstrip("\r\n").split("\t")
        return
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise UnreadableInput(f"{name}: line {reader.line_num:,}: is not CSV: {error}") from error
        yield reader.line_num, row


def _lines(stream: BinaryIO, name: str) -> Iterator[str]:
    head = stream.read(4)
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        yield from decode(head + stream.read(), name=name).splitlines(keepends=True)
        return
    first = head.removeprefix(b"\xef\xbb\xbf") + stream.readline(_LONGEST_LINE)
    number = 1
    while first:
        try:
            yield first.decode()
        except UnicodeDecodeError as error:
            raise UnreadableInput(f"{name}: line {number:,}: is not UTF-8; convert it to UTF-8") from error
        first, number = stream.readline(_LONGEST_LINE), number + 1


def _header(row: Sequence[str], asked: Asked, name: str, columns: Sequence[str]) -> list[str] | None:
    """Return the names of the columns, None if there is no header. Raises `UnreadableInput`."""
    named = [cell.strip() for cell in row]
    languages = [canonical(cell) for cell in named if cell.lower() not in columns]
    if all(languages) and len(languages) > 1 and all(len(cell) < 36 and " " not in cell for cell in named):
        found = [cell.lower() if cell.lower() in columns else canonical(cell) or "" for cell in named]
        known = any(folding.primary(cell) in lang.known() for cell in found)
        if known and len(set(found)) == len(found):
            return found
    if len(named) == 2 and asked.source and len(asked.targets) == 1:
        return None
    raise UnreadableInput(
        f"{name}: line 1: names no languages; begin with a line such as fr<tab>nl<tab>status, or name them with "
        "--source and --targets for a table of two columns"
    )


def _units(row: dict[str, str], number: int, asked: Asked, notes: Notes) -> Iterator[Unit]:
    languages = [column for column in row if column not in COLUMNS]
    source = asked.source if asked.source in languages else languages[0]
    if asked.source and source != asked.source:
        notes.tell(f"{source} is taken for {asked.source}")
    for target in languages:
        if target == source or not asked.wants(target):
            continue
        texts = row[source].strip(), row[target].strip()
        if not all(texts):
            notes.leave("with an empty text", number)
            continue
        status, origin = row.get("status", ""), row.get("origin", "")
        if status and status not in STATUSES:
            notes.tell(f"the status '{status}' is unknown and taken as '{asked.status}'")
        yield Unit(
            source_language=source,
            target_language=target,
            source=Marked(texts[0]),
            target=Marked(texts[1]),
            status=status if status in STATUSES else asked.status,
            origin=origin if origin in get_args(Origin) else asked.origin,  # type: ignore[arg-type]  # it is one of them
            model=row.get("model", ""),
            author=row.get("author", ""),
            article=row.get("article", "") or asked.article,
            created=row.get("created", ""),
            changed=row.get("changed", "") or row.get("created", ""),
        )


def write_table(units: Iterable[Unit], *, source: str, target: str, delimiter: str, notes: Notes) -> Iterator[bytes]:
    """Yield the rows of a table of one pair of languages; tabs and line breaks of a text become spaces."""
    for row in ([source, target, *COLUMNS], *(_row(unit) for unit in units)):
        flat = [_BREAKS.sub(" ", cell) for cell in row]
        if flat != row:
            notes.tell("line breaks or tabs of a unit became spaces: a table cannot hold them")
        written = io.StringIO()
        if delimiter == "\t":
            written.write("\t".join(flat) + "\n")
        else:
            csv.writer(written, delimiter=delimiter, lineterminator="\n").writerow(flat)
        yield written.getvalue().encode(errors="replace")


def _row(unit: Unit) -> list[str]:
    texts = [unit.source.text, unit.target.text]
    return [*texts, unit.status, unit.origin, unit.model, unit.author, unit.article, unit.created, unit.changed]
