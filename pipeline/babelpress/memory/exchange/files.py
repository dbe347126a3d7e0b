"""Files of other programs, by their suffix: what is imported into a memory, and what is exported from it."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from babelpress.errors import ConfigError, Fault
from babelpress.formats.decoding import open_input
from babelpress.memory import folding
from babelpress.memory.exchange.po import read_po, write_po
from babelpress.memory.exchange.reading import Asked, Notes
from babelpress.memory.exchange.records import read_records
from babelpress.memory.exchange.tables import read_quotation_table, read_table, write_table
from babelpress.memory.exchange.tmx import read_tmx, write_tmx
from babelpress.memory.exchange.xliff import read_xliff, write_xliff
from babelpress.memory.quotations import Quotation
from babelpress.memory.units import Unit

_READERS: dict[str, Callable[..., Iterator[Unit]]] = {
    ".tmx": read_tmx,
    ".xlf": read_xliff,
    ".xliff": read_xliff,
    ".po": read_po,
    ".tsv": partial(read_table, delimiter="\t"),
    ".csv": partial(read_table, delimiter=","),
    ".jsonl": read_records,
}
WRITABLE = (".tmx", ".xlf", ".xliff", ".po", ".tsv", ".csv")


def read_units(path: Path, asked: Asked, notes: Notes) -> Iterator[Unit]:
    """Yield the units of a file.

    Args:
        path: The file; its suffix says what it is.
        asked: What to read of it.
        notes: Gets what is worth telling.

    Raises:
        ConfigError: Nothing is known of files with this suffix, or the file does not state what it must.
        UnreadableInput: The file cannot be read, or is not what its name says.
    """
    read = _READERS.get(path.suffix.lower())
    if read is None:
        known = ", ".join(_READERS)
        raise ConfigError(f"{path}: units are read from files with the suffix {known}")
    stream: BinaryIO
    with open_input(path) as stream:
        yield from read(stream, name=str(path), asked=asked, notes=notes)


def read_quotations(path: Path, asked: Asked, notes: Notes) -> Iterator[Quotation]:
    """Yield the quotations of a table, `.tsv` or `.csv`; the arguments and errors are those of `read_units`."""
    delimiter = {".tsv": "\t", ".csv": ","}.get(path.suffix.lower())
    if delimiter is None:
        raise ConfigError(f"{path}: quotations are read from files with the suffix .tsv, .csv")
    with open_input(path) as stream:
        yield from read_quotation_table(stream, name=str(path), delimiter=delimiter, asked=asked, notes=notes)


def written(units: Iterable[Unit], path: Path, *, source: str, target: str, notes: Notes) -> Iterator[bytes]:
    """Yield the parts of a file with units.

    Args:
        units: The units.
        path: The file; its suffix says what it is to be.
        source: Their source language; empty if there are several.
        target: Their target language; empty if there are several, which TMX alone can hold.
        notes: Gets what is worth telling.

    Raises:
        ConfigError: No writer has this suffix, or the languages are needed.
    """
    suffix = path.suffix.lower()
    if suffix == ".tmx":
        return write_tmx(units, source=source or "*all*")
    if suffix not in WRITABLE:
        raise ConfigError(f"{path}: units are written to files with the suffix {', '.join(WRITABLE)}")
    if not source or not target:
        hint = "name one pair of languages: --source fr --targets nl; TMX holds several"
        raise ConfigError(f"{path}: the memory has several pairs of languages", [Fault("", hint)])
    if suffix == ".po":
        return write_po(units, target=target)
    if suffix in (".tsv", ".csv"):
        delimiter = "\t" if suffix == ".tsv" else ","
        return write_table(units, source=source, target=target, delimiter=delimiter, notes=notes)
    return write_xliff(units, source=source, target=target)


def wanted(units: Iterable[Unit], asked: Asked, *, statuses: frozenset[str]) -> Iterator[Unit]:
    """Yield the units of the languages and states asked for."""
    for unit in units:
        same = not asked.source or folding.primary(unit.source_language) == folding.primary(asked.source)
        if same and asked.wants(unit.target_language) and (not statuses or unit.status in statuses):
            yield unit
