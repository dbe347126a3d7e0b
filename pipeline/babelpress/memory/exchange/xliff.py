"""XLIFF 1.2 and 2.x: read as a stream, and written as XLIFF 2.0."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import BinaryIO

from babelpress.errors import UnreadableInput
from babelpress.memory import folding
from babelpress.memory.exchange.codes import Notation, Numbers, read_codes, write_codes
from babelpress.memory.exchange.elements import Element, elements
from babelpress.memory.exchange.languages import canonical
from babelpress.memory.exchange.reading import Asked, Notes
from babelpress.memory.exchange.tmx import attribute, escape
from babelpress.memory.units import STATUSES, Marked, Origin, Status, Tag, Unit

_STATES: dict[str, Status] = {
    "final": "final",
    "signed-off": "final",
    "translated": "translated",
    "needs-review-translation": "translated",
}
"""States of XLIFF 1.2; all others are `initial`."""
_MACHINE = frozenset({"leveraged-mt", "mt-suggestion"})


@dataclass(slots=True)
class _Place:
    """Where the reader is: languages and name of the file inside the document."""

    source: str = ""
    target: str = ""
    article: str = ""


def read_xliff(stream: BinaryIO, *, name: str, asked: Asked, notes: Notes) -> Iterator[Unit]:
    """Yield the translated segments of an XLIFF document, with their neighbours in its order.

    Arguments and errors are those of `read_tmx`.
    """
    place = _Place()
    waiting: tuple[str, Unit | None] | None = None
    before = ""
    wanted = frozenset({"trans-unit", "unit"})
    for element in elements(stream, wanted=wanted, root="xliff", name=name):
        if element.name in ("xliff", "file"):
            place = _moved(place, element)
            if element.name == "file" and waiting:
                yield from _in_context(waiting, before, "")
                waiting, before = None, ""
        if element.name not in wanted:
            continue
        for item in _segments(element, place, asked, notes, name):
            if waiting:
                yield from _in_context(waiting, before, item[0])
                before = waiting[0]
            waiting = item
    if waiting:
        yield from _in_context(waiting, before, "")


def _moved(place: _Place, element: Element) -> _Place:
    return _Place(
        source=element.get("source-language", "srcLang") or place.source,
        target=element.get("target-language", "trgLang") or place.target,
        article=element.get("original") or element.get("id") if element.name == "file" else "",
    )


def _in_context(item: tuple[str, Unit | None], before: str, after: str) -> Iterator[Unit]:
    unit = item[1]
    if unit:
        language = unit.source_language
        yield replace(unit, previous=folding.key(before, language), next=folding.key(after, language))


def _segments(unit: Element, place: _Place, asked: Asked, notes: Notes, name: str) -> Iterator[tuple[str, Unit | None]]:
    """Yield the source text of each segment of a unit, and the unit of the memory, if it has a translation."""
    languages = [canonical(stated) for stated in (place.source or asked.source, place.target)]
    source, target = languages[0], languages[1] or (asked.targets[0] if len(asked.targets) == 1 else None)
    if source is None or target is None:
        raise UnreadableInput(
            f"{name}: line {unit.line:,}: states no {'source' if source is None else 'target'} language; "
            "name it with --source and --targets"
        )
    for left, right, status, origin in _pairs(unit):
        numbers = Numbers()
        one = read_codes(left, numbers)[0]
        other = read_codes(right, numbers)[0] if right else Marked("")
        wanted = asked.wants(target) and (not asked.source or folding.primary(source) == folding.primary(asked.source))
        if unit.get("translate") == "no" or not one.text or not wanted:
            continue
        if not other.text:
            notes.leave("without a translation", unit.line)
            yield one.text, None
            continue
        made = Unit(
            source_language=source,
            target_language=target,
            source=one,
            target=other,
            status=status or asked.status,
            origin=origin or asked.origin,
            article=place.article or asked.article,
        )
        yield one.text, made


def _pairs(unit: Element) -> Iterator[tuple[Element, Element | None, Status | None, Origin | None]]:
    """Yield source, target, status and origin of each segment."""
    if unit.name == "unit":
        original = unit.first("originalData")
        data = {one.get("id"): one.text for one in original.elements} if original is not None else {}
        for segment in unit.all("segment"):
            _restore(segment, data)
            state, more = segment.get("state"), segment.get("subState")
            status: Status | None = state if state in STATUSES else None
            origin: Origin | None = "machine" if more.partition(":")[2] in _MACHINE else None
            left = segment.first("source")
            if left is not None:
                yield left, segment.first("target"), status, origin
        return
    source, target = unit.first("source"), unit.first("target")
    if source is None:
        return
    state = target.get("state") if target is not None else ""
    status = "reviewed" if unit.get("approved") == "yes" else _STATES.get(state, "initial" if state else None)
    machine = target is not None and target.get("state-qualifier") in _MACHINE
    origin = "machine" if machine else None
    segmented = unit.first("seg-source")
    parts = _marks(segmented) if segmented is not None else {}
    translated = _marks(target) if target is not None else {}
    if parts and translated:
        for mark, part in parts.items():
            yield part, translated.get(mark), status, origin
        return
    yield source, target, status, origin


def _restore(element: Element, data: dict[str, str]) -> None:
    """Put the original data of codes into them, where other formats have it."""
    for child in element.elements:
        reference = child.get("dataRef")
        if reference in data:
            child.content = [data[reference]]
        _restore(child, data)


def _marks(element: Element) -> dict[str, Element]:
    """Return the segments (`<mrk mtype="seg">`) in an element by their id."""
    found: dict[str, Element] = {}
    for child in element.elements:
        if child.name == "mrk" and child.get("mtype") == "seg":
            found[child.get("mid") or str(len(found))] = child
        else:
            found |= _marks(child)
    return found


# --- Writing ---


def write_xliff(units: Iterable[Unit], *, source: str, target: str) -> Iterator[bytes]:
    """Yield the parts of an XLIFF 2.0 document of one pair of languages, a file for each run of units of an article."""
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0"'
        f' srcLang="{escape(source)}" trgLang="{escape(target)}">\n'
    ).encode()
    number = 0
    for file, (article, own) in enumerate(groupby(units, key=lambda unit: unit.article), start=1):
        original = f' original="{attribute(article)}"' if article else ""
        yield f'  <file id="f{file}"{original}>\n'.encode()
        for unit in own:
            number += 1
            yield _written(unit, number).encode()
        yield b"  </file>\n"
    yield (
        b"" if number else b'  <file id="f1"><unit id="u1"><segment><source/></segment></unit></file>\n'
    ) + b"</xliff>\n"


def _written(unit: Unit, number: int) -> str:
    codes = {tag.number: tag for tag in unit.source.tags}
    others = {tag.number: tag for tag in unit.target.tags}
    own = {n for n, tag in others.items() if n in codes and (tag.open, tag.close) != (codes[n].open, codes[n].close)}
    data = _data(codes | {n: tag for n, tag in others.items() if n not in codes}, "d", "e")
    data += _data({n: others[n] for n in own}, "t", "u")
    source, target = _codes({}), _codes(dict.fromkeys(own, ("t", "u")))
    texts = (
        f"<source>{write_codes(unit.source, source, escape)}</source>"
        f"<target>{write_codes(unit.target, target, escape)}</target>"
    )
    sub = ' subState="babelpress:mt-suggestion"' if unit.origin == "machine" and unit.status != "initial" else ""
    original = f"<originalData>{data}</originalData>" if data else ""
    return f'    <unit id="u{number}">{original}<segment state="{unit.status}"{sub}>{texts}</segment></unit>\n'


def _data(codes: Mapping[int, Tag], opening: str, closing: str) -> str:
    """Return the original data of tags, each with its letter and number for an id."""
    return "".join(
        (f'<data id="{opening}{n}">{escape(tag.open)}</data>' if tag.open else "")
        + (f'<data id="{closing}{n}">{escape(tag.close)}</data>' if tag.close else "")
        for n, tag in sorted(codes.items())
    )


def _codes(own: Mapping[int, tuple[str, str]]) -> Notation:
    """Return how the tags of a side are written; `own` has the letters of those whose data are not the source's."""

    def reference(tag: Tag, *, close: bool = False) -> str:
        code = tag.close if close else tag.open
        return f' dataRef="{own.get(tag.number, ("d", "e"))[close]}{tag.number}"' if code else ""

    def opened(tag: Tag, _: int) -> str:
        return f'<sc id="{tag.number}"{reference(tag)}{_kind(tag)}/>'

    def closed(tag: Tag, _: int) -> str:
        return f'<ec startRef="{tag.number}"{reference(tag, close=True)}/>'

    def alone(tag: Tag, _: int) -> str:
        if tag.kind == "point":
            return f'<ph id="{tag.number}"{reference(tag)}{_kind(tag)}/>'
        if tag.kind == "open":
            return f'<sc id="{tag.number}"{reference(tag)} isolated="yes"/>'
        return f'<ec id="{tag.number}"{reference(tag)} isolated="yes"/>'

    return Notation(opened=opened, closed=closed, alone=alone)


_KINDS = {"bold": ("fmt", "xlf:b"), "italic": ("fmt", "xlf:i"), "underlined": ("fmt", "xlf:u"), "lb": ("fmt", "xlf:lb")}


def _kind(tag: Tag) -> str:
    if tag.type in _KINDS:
        return ' type="{}" subType="{}"'.format(*_KINDS[tag.type])
    return f' type="{tag.type}"' if tag.type in ("link", "image") else ""
