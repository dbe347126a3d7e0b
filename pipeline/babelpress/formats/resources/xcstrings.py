"""String catalogs of Xcode: all languages of a program in one JSON file."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from pydantic import Field

from babelpress._internal.placeholder_syntax import ANY
from babelpress.document import Block, InlineTag
from babelpress.errors import UnreadableInput
from babelpress.formats.lossless import LosslessOptions, Parsed, Unit, block_tag, encode, known_code
from babelpress.formats.messages.format import MessageFormat, placed
from babelpress.formats.messages.message import (
    POSITIONAL,
    Syntax,
    about,
    changed,
    grouped,
    is_message,
    message_blocks,
    translatable,
    written,
)
from babelpress.formats.structured.json_texts import json_strings
from babelpress.formats.structured.paths import Scalar

_SYNTAX = Syntax(lines=True, dialects=(ANY, POSITIONAL))
_BRACES = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}]')
_OPENING = re.compile(r"\s*:\s*\{")
_FIRST = re.compile(r'(\s*)("|\})')
_STATE = "needs_review"


class XcstringsOptions(LosslessOptions):
    """Options of the reader of string catalogs."""

    translate: str = Field(
        "source",
        description="source: the texts of the source language; those of another language are added. The code of a "
        "language: its texts are translated in place.",
    )


@dataclass(slots=True)
class _Entry:
    """An entry of a catalog: its key, and the strings in it, keys and values, in order."""

    key: Scalar
    scalars: list[Scalar] = field(default_factory=list)

    def found(self, *path: str) -> Scalar | None:
        """Return the key at a path below the entry."""
        return next((one for one in self.scalars if one.is_key and one.path[2:] == path), None)


class XcstringsFormat(MessageFormat):
    """Reads the texts of a string catalog in its source language, and adds those of another language to each entry.

    A text is that of the source language, in all its variations, or the key. New texts are marked `needs_review`. An
    entry that has the language already, or is not to be translated, is kept.
    """

    Options: ClassVar = XcstringsOptions
    format = "xcstrings"
    suffixes: tuple[str, ...] = (".xcstrings",)
    suffix = ".xcstrings"

    def __init__(self, options: XcstringsOptions) -> None:
        super().__init__(max_characters=options.max_characters)
        self._in_place = "" if options.translate == "source" else options.translate

    def parse(self, text: str, *, name: str) -> Parsed:
        """Return the places of new texts, or of those of a language. Raises `UnreadableInput`."""
        entries: list[_Entry] = []
        source = ""
        for scalar in json_strings(text, name=name):
            if scalar.path == ("sourceLanguage",) and not scalar.is_key:
                source = scalar.value
            elif scalar.path[:1] == ("strings",) and len(scalar.path) == 2 and scalar.is_key:
                entries.append(_Entry(scalar))
            elif scalar.path[:1] == ("strings",) and len(scalar.path) > 2 and entries:
                entries[-1].scalars.append(scalar)
        if not source:
            raise UnreadableInput(f"{name}: is not a string catalog: it has no sourceLanguage")
        if language := self._in_place:
            units = [unit for entry in entries for unit in _translated(text, entry, language)]
            return Parsed(units=units, language=known_code(language))
        units = [unit for entry in entries for unit in _units(text, entry, source)]
        return Parsed(units=units, language=known_code(source))

    def literal(self, value: str, known: dict[str, str]) -> str:
        """Return a text as JSON."""
        return json.dumps(value, ensure_ascii=False)[1:-1]

    def render(self, blocks: Sequence[Block], *, language: str) -> bytes:
        """Return the catalog with the texts of the blocks as those of a language; without any, as it was read."""
        if self._in_place:
            return super().render(blocks, language=language)
        groups = list(grouped(blocks))
        any_changed = any(is_message(group) and changed(group) for group in groups)
        parts: list[str] = []
        adding = False
        for group in groups:
            mark = block_tag(group[0], "added")
            known = dict(mark.attributes) if mark else {}
            if "languages" in known:
                adding = any_changed and language not in known["languages"].split()
            if mark:
                parts.append(known["text"].replace("\0", language) if adding else "")
            elif not is_message(group):
                parts.append(group[0].text)
            elif adding:
                value = about(group)["value"]
                parts.append(self.literal(written(group, language=language).value if changed(group) else value, {}))
        return encode(blocks, parts)


def _units(text: str, entry: _Entry, source: str) -> Iterator[Unit]:
    """Yield what is added to an entry for a language: the texts, and the JSON around them."""
    if not re.match(r"\s*:\s*\{", text[entry.key.end + 1 :][:200]) or _is_kept(text, entry):
        return
    place, before, after = _place(text, entry)
    own = entry.found("localizations", source)
    opening = _OPENING.match(text, own.end + 1) if own else None
    languages = " ".join(
        one.path[3]
        for one in entry.scalars
        if one.is_key and one.path[2:3] == ("localizations",) and len(one.path) == 4
    )
    if own and opening:
        start = opening.end() - 1
        end = _end(text, start)
        inside = [one for one in entry.scalars if start <= one.start < end and not one.is_key]
    else:
        start = end = 0
        inside = []
    pieces: list[Block] = []
    lead = before
    at = start
    for one in inside:
        if one.path[-1] == "state":
            lead += text[at : one.start] + _STATE
            at = one.end
        elif one.path[-2:] == ("stringUnit", "value") and translatable(one.value, _SYNTAX.dialects):
            pieces.append(_added(lead + text[at : one.start], languages if not pieces else None))
            pieces += message_blocks(one.value, _SYNTAX, raw="", known={"value": one.value})
            lead, at = "", one.end
    if own is None and translatable(entry.key.value, _SYNTAX.dialects):
        pieces.append(_added(f'{lead}{{"stringUnit" : {{"state" : "{_STATE}", "value" : "', languages))
        pieces += message_blocks(entry.key.value, _SYNTAX, raw="", known={"value": entry.key.value})
        lead, at, end = '"}}', 0, 0
    if pieces:
        pieces.append(_added(lead + text[at:end] + after, None))
        yield from placed(pieces, place, place)


def _translated(text: str, entry: _Entry, language: str) -> Iterator[Unit]:
    """Yield the texts that an entry has in a language."""
    for one in entry.scalars:
        value = not one.is_key and one.path[-2:] == ("stringUnit", "value")
        if value and one.path[2:4] == ("localizations", language) and translatable(one.value, _SYNTAX.dialects):
            yield from placed(message_blocks(one.value, _SYNTAX, raw=text[one.start : one.end]), one.start, one.end)


def _added(text: str, languages: str | None) -> Block:
    """Return a part that only a new language has; the first one of an entry names the languages that it has already."""
    attributes = [("text", text)] + ([("languages", languages)] if languages is not None else [])
    mark = InlineTag(start=0, end=0, tag="added", attributes=tuple(attributes))
    return Block(kind="skeleton", text="", markup=(mark,))


def _is_kept(text: str, entry: _Entry) -> bool:
    flag = entry.found("shouldTranslate")
    return bool(flag and re.match(r"\s*:\s*false", text[flag.end + 1 :][:100]))


def _place(text: str, entry: _Entry) -> tuple[int, str, str]:
    """Return where a language is added to an entry, and what belongs around it; a zero stands for its code."""
    holder = entry.found("localizations") or entry.key
    opening = _OPENING.match(text, holder.end + 1)
    assert opening is not None
    first = _FIRST.match(text, opening.end())
    indent = first[1] if first and first[2] == '"' else " "
    comma = "," if first and first[2] == '"' else " "
    if holder is entry.key:
        return opening.end(), f'{indent}"localizations" : {{"\0" : ', f"}}{comma}"
    return opening.end(), f'{indent}"\0" : ', comma


def _end(text: str, start: int) -> int:
    """Return the end of the object that begins at a place."""
    depth = 0
    for found in _BRACES.finditer(text, start):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0:
            return found.end()
    return len(text)
