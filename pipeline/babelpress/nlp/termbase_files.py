"""Reader of glossary files: CSV (comma, semicolon or tab) and TBX (2008 and 2019)."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babelpress._internal.xml_tree import Node, NotXml, tree
from babelpress.errors import ConfigError, Fault

_SOURCE_HEADS = frozenset({"source", "src", "source term", "term"})
_TARGET_HEADS = frozenset({"target", "tgt", "target term", "translation"})
_XML = re.compile(r"\s*<(?:\?xml|!DOCTYPE|!--|martif|tbx)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One entry of a glossary file; `also` are further correct translations."""

    line: int
    source: str
    target: str
    note: str = ""
    also: tuple[str, ...] = ()


_LONGEST = 10_000
"""Most characters of a term or a note."""


def rows(path: Path, *, source: str, target: str) -> list[Row]:
    """Read a glossary file.

    Args:
        path: A CSV or TBX file.
        source: Code of the source language: the header of its column in CSV, `xml:lang` in TBX.
        target: Code of the target language.

    Returns:
        The rows without the header.

    Raises:
        ConfigError: The file cannot be read or used, with every faulty line.
    """
    try:
        raw = path.read_bytes()
    except (OSError, ValueError) as error:  # a name with a NUL is a ValueError
        reason = getattr(error, "strerror", None) or error
        raise ConfigError(f"the glossary {path} cannot be read: {reason}; name a file of terms") from error
    text = _decoded(raw, path)
    if "\0" in text:
        fault = Fault(f"line {text[: text.index(chr(0))].count(chr(10)) + 1}", "contains the character U+0000")
        raise ConfigError(f"the glossary {path} is not text (UTF-16 without a BOM?); save it as UTF-8", [fault])
    if path.suffix.lower() in (".tbx", ".xml") or _XML.match(text):
        return _tbx(text, path, source=source, target=target)
    return _csv(text, path, source=source, target=target)


def _decoded(raw: bytes, path: Path) -> str:
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        fault = Fault(f"line {line}", f"not {encoding.removesuffix('-sig').upper()} (byte {raw[error.start]:#04x})")
        raise ConfigError(f"the glossary {path} is not in a supported encoding; save it as UTF-8", [fault]) from error


def _csv(text: str, path: Path, *, source: str, target: str) -> list[Row]:
    found: list[Row] = []
    faults: list[Fault] = []
    columns = (0, 1)
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))  # global; this module's is `_LONGEST`
    reader = csv.reader(text.splitlines(keepends=True), delimiter=_delimiter(text), strict=True, skipinitialspace=True)
    first, last = True, 0
    while True:
        try:
            cells = [cell.strip() for cell in next(reader, [])]
        except csv.Error as error:
            faults.append(Fault(f"line {last + 1}", f"not CSV: {error}"))
            break
        if reader.line_num == last:
            break
        line, last = last + 1, reader.line_num
        if not any(cells):
            continue
        # The limit of csv is global to the process and is raised where articles are read.
        if (longest := max(map(len, cells))) > _LONGEST:
            faults.append(
                Fault(f"line {line}", f"a cell of {longest:,} characters is no term; is a quotation mark missing?")
            )
            continue
        heads = [cell.casefold() for cell in cells]
        if first and (named := _columns(heads, source=source, target=target)):
            columns, first = named, False
            continue
        first = False
        if len(cells) <= max(columns):
            faults.append(
                Fault(f"line {line}", f"{len(cells)} cell, but source and target are required: {cells[0][:60]}")
            )
            continue
        term, translation = (cells[column] for column in columns)
        note = "; ".join(cell for i, cell in enumerate(cells) if cell and i not in columns)
        found.append(Row(line=line, source=term, target=translation, note=note))
    if faults:
        raise ConfigError(f"the glossary {path} cannot be used", faults)
    return found


def _delimiter(text: str) -> str:
    """Return the delimiter: tab, else semicolon, else comma, by the first line with text, without what is quoted."""
    line = re.sub(r'"[^"]*"', "", next((line for line in text.splitlines() if line.strip()), ""))
    return next((sign for sign in "\t;" if sign in line), ",")


def _columns(heads: list[str], *, source: str, target: str) -> tuple[int, int] | None:
    """Return the columns of source and target if the line is a header, else None."""
    for left, right in ((_SOURCE_HEADS, _TARGET_HEADS), ({source.casefold()}, {target.casefold()})):
        if left.intersection(heads) and right.intersection(heads):
            return (
                next(i for i, head in enumerate(heads) if head in left),
                next(i for i, head in enumerate(heads) if head in right),
            )
    return None


def _tbx(text: str, path: Path, *, source: str, target: str) -> list[Row]:
    # Replace the XML declaration by its line breaks: the text is already decoded, and white space may precede it.
    raw = re.sub(r"^\s*<\?xml[^>]*\?>", lambda match: "\n" * match.group().count("\n"), text, count=1).encode()
    try:
        root = tree(raw, doctype=True)
    except NotXml as error:
        fault = Fault(f"line {error.line}", f"not TBX: {str(error).removeprefix('is not well-formed XML: ')}")
        raise ConfigError(f"the glossary {path} cannot be used", [fault]) from error
    entries = root.walk("termEntry", "conceptEntry")
    return [row for entry in entries for row in _entry_rows(entry, source=source, target=target)]


def _terms(entry: Node) -> dict[str, list[str]]:
    """Return the terms of an entry by language, without those that the file marks as deprecated or superseded."""
    found: dict[str, list[str]] = {}
    for section in entry.walk("langSet", "langSec"):
        terms = found.setdefault(section.get("lang").casefold(), [])
        for group in section.walk("tig", "ntig", "termSec"):
            notes = [note.texts().strip() for note in group.walk("termNote")]
            if not any(note.startswith(("deprecated", "superseded")) for note in notes):
                terms += [" ".join(term.texts().split()) for term in group.walk("term")]
    return found


def _entry_rows(entry: Node, *, source: str, target: str) -> Iterator[Row]:
    """Yield a row for every source term with the first target term; none if the entry lacks one of the languages."""
    found = _terms(entry)
    terms, targets = _of(found, source), _of(found, target)
    if targets:
        yield from (Row(line=entry.line, source=term, target=targets[0], also=tuple(targets[1:])) for term in terms)


def _of(found: dict[str, list[str]], language: str) -> list[str]:
    """Return the terms of exactly this language tag if there are any, else those of all variants of the language."""
    wanted = language.casefold()
    if wanted in found:
        return found[wanted]
    primary = wanted.partition("-")[0]
    return [term for code, terms in found.items() if code.partition("-")[0] == primary for term in terms]
