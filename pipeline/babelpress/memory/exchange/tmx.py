"""TMX 1.4b, levels 1 and 2: read as a stream, and written.

The specification: https://www.gala-global.org/tmx-14b. Every version from 1.1 on is read.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import BinaryIO

from babelpress._version import __version__
from babelpress.memory import folding
from babelpress.memory.exchange.codes import Notation, Numbers, read_codes, write_codes
from babelpress.memory.exchange.elements import Element, elements
from babelpress.memory.exchange.languages import canonical
from babelpress.memory.exchange.reading import Asked, Notes
from babelpress.memory.units import STATUSES, Marked, Origin, Tag, Unit

_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z?)?")
_HASH = re.compile(r"[0-9a-f]{16}")
_ANY = "*all*"


def read_tmx(stream: BinaryIO, *, name: str, asked: Asked, notes: Notes) -> Iterator[Unit]:
    """Yield the units of a TMX file.

    Args:
        stream: The file.
        name: What messages call it.
        asked: The languages to read, and what holds for units that do not say so.
        notes: Gets what is worth telling: what was left out, and what was read in another way than the standard's.

    Raises:
        UnreadableInput: The file is not TMX, or declares entities.
    """
    header: Element | None = None
    for element in elements(stream, wanted=frozenset({"header", "tu"}), root="tmx", name=name):
        if element.name == "header":
            header = element
        elif element.name == "tu":
            yield from _Reader(header, element, asked, notes).units()


class _Reader:
    """Reads one `tu`."""

    def __init__(self, header: Element | None, unit: Element, asked: Asked, notes: Notes) -> None:
        self._unit = unit
        self._asked = asked
        self._notes = notes
        self._stated = unit.get("srclang") or (header.get("srclang") if header else "")

    def units(self) -> Iterator[Unit]:
        variants = self._variants()
        source = self._source(variants)
        if source is None:
            return
        chosen = [item for item in variants if item is not source and self._asked.wants(item[0])]
        if not chosen and len(variants) < 2:
            self._notes.leave("without a translation", self._unit.line)
        for variant in chosen:
            if folding.primary(variant[0]) == folding.primary(source[0]) and len(variants) > 2:
                continue
            yield from self._pair(source, variant)

    def _variants(self) -> list[tuple[str, Element]]:
        found = []
        for variant in self._unit.all("tuv"):
            stated = variant.get("xml:lang", "lang")
            language = canonical(stated)
            if language is None:
                what = f"in the language '{stated}', which is no tag of a language" if stated else "without a language"
                self._notes.leave(what, variant.line)
            elif variant.first("seg") is None:
                self._notes.leave("without a text (<seg>)", variant.line)
            else:
                found.append((language, variant))
        return found

    def _source(self, variants: list[tuple[str, Element]]) -> tuple[str, Element] | None:
        """Return the variant that is the source: in the language asked for, else as the file states, else the first."""
        wanted = self._asked.source or ("" if self._stated.lower() == _ANY else canonical(self._stated) or "")
        if not wanted:
            if variants:
                self._notes.tell(
                    "the file states no source language (srclang): the first language of each unit is taken"
                )
            return variants[0] if variants else None
        equal = [item for item in variants if item[0] == wanted]
        near = [item for item in variants if folding.primary(item[0]) == folding.primary(wanted)]
        if near and not equal:
            self._notes.tell(f"{near[0][0]} is taken for {wanted}")
        if not near and variants:
            self._notes.leave(f"without a text in {wanted}", self._unit.line)
        return next(iter(equal or near), None)

    def _pair(self, source: tuple[str, Element], target: tuple[str, Element]) -> Iterator[Unit]:
        numbers = Numbers()
        (left, subs, foreign), (right, other_subs, others) = (
            read_codes(variant.first("seg") or variant, numbers) for _, variant in (source, target)
        )
        self._notes.foreign.update(foreign | others)
        if not left.text.strip() or not right.text.strip():
            self._notes.leave("with an empty text", self._unit.line)
            return
        unit = self._described(source[0], target, left, right)
        yield unit
        if len(subs) == len(other_subs):
            for one, other in zip(subs, other_subs, strict=True):
                yield replace(unit, source=Marked(one.strip()), target=Marked(other.strip()), previous=None, next=None)

    def _described(self, language: str, target: tuple[str, Element], left: Marked, right: Marked) -> Unit:
        """Return a unit with what the file tells of it: attributes of the variant before those of the `tu`."""
        variant = target[1]
        about = self._unit.attributes | variant.attributes
        props = {
            prop.get("type").lower(): prop.text.strip() for one in (self._unit, variant) for prop in one.all("prop")
        }
        status = props.get("x-status", "")
        origin: Origin = "machine" if props.get("x-origin") == "machine" else self._asked.origin
        created, changed = _date(about.get("creationdate", "")), _date(about.get("changedate", ""))
        return Unit(
            source_language=language,
            target_language=target[0],
            source=left,
            target=right,
            status=status if status in STATUSES else self._asked.status,
            origin=origin,
            model=props.get("x-model", ""),
            author=about.get("changeid") or about.get("creationid") or "",
            article=props.get("x-article") or props.get("file") or "",
            previous=_neighbour(props.get("x-previous", props.get("prev")), language),
            next=_neighbour(props.get("x-next", props.get("next")), language),
            estimate=_number(props.get("x-estimate", "")),
            created=created,
            changed=changed or created,
            uses=int(_number(about.get("usagecount", "")) or 0),
            used=_date(about.get("lastusagedate", "")),
        )


@lru_cache(maxsize=1024)  # the units of one import have one date
def _date(stated: str) -> str:
    """Return a date of TMX (20260301T120000Z) in ISO 8601; empty if it is none."""
    found = _DATE.fullmatch(stated.strip())
    if not found:
        return ""
    year, month, day, *clock = found.groups()
    return f"{year}-{month}-{day}" + (f"T{clock[0]}:{clock[1]}:{clock[2]}Z" if clock[0] else "")


def _neighbour(stated: str | None, language: str) -> int | None:
    """Return the key of a neighbour, which is stated by its hash or its text."""
    if stated is None:
        return None
    if _HASH.fullmatch(stated):
        return int.from_bytes(bytes.fromhex(stated), signed=True)
    return folding.key(stated, language)


def _number(stated: str) -> float | None:
    if not stated:
        return None
    try:
        return float(stated)
    except ValueError:
        return None


# --- Writing ---

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold."""


def write_tmx(units: Iterable[Unit], *, source: str) -> Iterator[bytes]:
    """Yield the parts of a TMX 1.4b file of level 2, in UTF-8.

    Args:
        units: The units; each becomes a `tu`.
        source: The source language that the header states; `*all*` if there are several.
    """
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
        f'  <header creationtool="babelpress" creationtoolversion="{__version__}" segtype="sentence" o-tmf="babelpress"'
        f' adminlang="en" srclang="{attribute(source)}" datatype="plaintext"/>\n  <body>\n'
    ).encode()
    for unit in units:
        yield _written(unit).encode()
    yield b"  </body>\n</tmx>\n"


def _written(unit: Unit) -> str:
    about = {
        "creationdate": _stamp(unit.created),
        "creationid": unit.author,
        "changedate": _stamp(unit.changed) if unit.changed != unit.created else "",
        "usagecount": str(unit.uses) if unit.uses else "",
        "lastusagedate": _stamp(unit.used),
    }
    props = {
        "x-status": unit.status,
        "x-origin": unit.origin,
        "x-model": unit.model,
        "x-estimate": "" if unit.estimate is None else f"{unit.estimate:g}",
        "x-article": unit.article,
        "x-previous": _hash(unit.previous),
        "x-next": _hash(unit.next),
    }
    attributes = "".join(f' {name}="{attribute(value)}"' for name, value in about.items() if value)
    lines = [f'<prop type="{name}">{escape(value)}</prop>' for name, value in props.items() if value]
    variants = [
        f'<tuv xml:lang="{attribute(language)}"><seg>{write_codes(text, _LEVEL_2, escape)}</seg></tuv>'
        for language, text in ((unit.source_language, unit.source), (unit.target_language, unit.target))
    ]
    inner = "".join(f"      {line}\n" for line in (*lines, *variants))
    language = attribute(unit.source_language)
    return f'    <tu segtype="sentence" srclang="{language}"{attributes}>\n{inner}    </tu>\n'


def _opened(tag: Tag, i: int) -> str:
    return f'<bpt i="{i}" x="{tag.number}"{_type(tag)}>{escape(tag.open)}</bpt>'


def _closed(tag: Tag, i: int) -> str:
    return f'<ept i="{i}">{escape(tag.close)}</ept>'


def _alone(tag: Tag, _: int) -> str:
    if tag.kind == "point":
        return f'<ph x="{tag.number}"{_type(tag)}>{escape(tag.open)}</ph>'
    position = "begin" if tag.kind == "open" else "end"
    return f'<it pos="{position}" x="{tag.number}"{_type(tag)}>{escape(tag.open)}</it>'


_LEVEL_2 = Notation(opened=_opened, closed=_closed, alone=_alone)


def _type(tag: Tag) -> str:
    return f' type="{attribute(tag.type)}"' if tag.type else ""


def escape(text: str) -> str:
    """Return a text as XML; characters that XML cannot hold become the replacement character."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    return _ILLEGAL.sub("\ufffd", text)


def attribute(value: str) -> str:
    """Return a text as the value of an attribute of XML."""
    return escape(value).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def _stamp(date: str) -> str:
    """Return a date of ISO 8601 as TMX has it; empty if it is not known."""
    digits = re.sub(r"[-:]", "", date.partition(".")[0].partition("+")[0].rstrip("Z"))
    if re.fullmatch(r"\d{8}", digits):
        return f"{digits}T000000Z"
    return f"{digits}Z" if re.fullmatch(r"\d{8}T\d{6}", digits) else ""


def _hash(neighbour: int | None) -> str:
    return "" if neighbour is None else neighbour.to_bytes(8, signed=True).hex()
