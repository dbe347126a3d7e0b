"""gettext PO and POT: untranslated entries, filled in in place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import KW_ONLY, dataclass, replace
from typing import ClassVar, Literal

from pydantic import Field

from babelpress import lang
from babelpress._internal.placeholder_syntax import ANY
from babelpress.document import VERBATIM, Block, InlineTag
from babelpress.errors import UnreadableInput
from babelpress.formats.lossless import (
    LosslessOptions,
    Parsed,
    Unit,
    block_tag,
    encode,
    known_code,
    unchanged,
)
from babelpress.formats.messages.accelerators import signs_of
from babelpress.formats.messages.format import MessageFormat, placed
from babelpress.formats.messages.icu import NotIcu
from babelpress.formats.messages.message import (
    Syntax,
    about,
    changed,
    grouped,
    is_message,
    message_blocks,
    quotes,
    translatable,
    written,
)
from babelpress.formats.po.entries import Entry, entries, spell_po

_FORMS = 2
"""The number of plural forms of every language that Babelpress comes with."""

_VALUE = r"(?:[^\"\\]|\\(?!n)|\"\r?\n[ \t]*\")*?(?=\\n)"
"""The value of a field of the header, up to its `\\n`; it may go on in another literal."""

_HEADER = re.compile(
    # A field starts after a quotation mark or after the `\n` of the one before.
    rf"(?P<language>(?<=[\"n]Language: ){_VALUE})"
    rf"|(?P<plurals>(?<=[\"n]Plural-Forms: ){_VALUE})"
    r"|(?P<charset>(?<=charset=)[\w-]+)"
)
_TAIL = re.compile(r"(?<!\s)(?:\s*::)?\s*\Z|\Z")
"""What ends a message and is no text: white space, and the colons before an example in reStructuredText."""

_NUMBER = re.compile(r"(?m)^Plural-Forms:\s*nplurals\s*=\s*(\d{1,2})")
_FORMAT = re.compile(r"(?!no-|possible-|impossible-)[a-z-]+-format")
_DIALECTS = (
    dict.fromkeys(("c", "objc", "php", "python", "ruby", "qt", "sh", "boost"), "")
    | {"gcc-internal": "c", "gfc-internal": "c", "java-printf": "c", "lua": "c", "awk": "c", "perl": "c", "pascal": "c"}
    | {"python-brace": "brace", "perl-brace": "brace", "csharp": "brace", "rust": "brace", "c++": "brace"}
    | {"qt-plural": "qt", "kde": "qt", "java": "icu"}
)
"""The dialects of the flags that state a notation (`c-format`); "" is that of the same name."""

_COMMENT = "# Machine translation, not reviewed."


class PoOptions(LosslessOptions):
    """Options of the reader of PO."""

    translate: Literal["msgid", "msgstr"] = Field(
        "msgid",
        description="msgid: msgid is the source, and msgstr is filled in where it is empty or fuzzy. "
        "msgstr: msgid is only a key, and the text of msgstr is translated in place.",
    )
    fuzzy: bool = Field(True, description="Translate entries marked as fuzzy again and remove the mark.")
    flag: Literal["comment", "fuzzy", "none"] = Field(
        "comment", description="How a translated entry is marked: a comment, as fuzzy, or not at all."
    )


class PoFormat(MessageFormat):
    """Reads the untranslated texts of a PO file, and renders the file with their translations.

    The `#,` and `#|` lines of a changed entry say so; the header then gets the language, its plural forms and UTF-8.
    Contexts, comments, obsolete entries and existing translations are kept byte for byte. An entry has as many plural
    forms as the language; more only if existing translations have them. Placeholders are those of the notation that the
    flags of an entry state; one whose translation would not work in its program stays untranslated.
    """

    Options: ClassVar = PoOptions
    format = "po"
    nothing = (
        "holds nothing to translate: every entry has its translation; if msgid is a key and msgstr the source, "
        "set the option translate: msgstr"
    )
    suffixes: tuple[str, ...] = (".po", ".pot")
    suffix = ".po"

    def __init__(self, options: PoOptions) -> None:
        super().__init__(max_characters=options.max_characters)
        self._options = options

    def parse(self, text: str, *, name: str) -> Parsed:
        """Return a unit for every text to fill in, and before those of an entry one for its flags."""
        newline = "\r\n" if "\r\n" in text else "\n"
        found = list(entries(text, name=name))
        signs = signs_of([field.text for entry in found if not entry.is_header for field in entry.fields.values()])
        reading = _Reading(text, newline, signs, forms=_forms(found), name=name)
        units: list[Unit] = []
        language = None
        for entry in found:
            if entry.is_header:
                plural = any("msgid_plural" in one.fields for one in found)
                header = list(_header(text, entry, newline, plural=plural, kept=reading.forms != _FORMS))
                language = next(
                    (known_code(unit.block.text) for unit in header if block_tag(unit.block, "language")), None
                )
                units += header
            elif waiting := list(self._texts(reading, entry)):
                units += [_flags(text, entry, newline), *waiting]
        return Parsed(units=units, language=language if self._options.translate == "msgstr" else None)

    def render(self, blocks: Sequence[Block], *, language: str) -> bytes:
        """Return the document with the translations filled in; without any, as it was read."""
        any_changed = any(block.kind not in VERBATIM and not unchanged(block) for block in blocks)
        same = any(block_tag(block, "language") and known_code(block.text) == known_code(language) for block in blocks)
        parts: list[str] = []
        entry: list[Sequence[Block]] = []
        for group in grouped(blocks):
            mine = is_message(group) or block_tag(group[0], "surplus") is not None
            if entry and (mine or not group[0].markup):
                entry.append(group)
                continue
            parts += self._entry(entry, language)
            entry = []
            if block_tag(group[0], "flags"):
                entry.append(group)
            else:
                parts.append(_stated(group[0], language, same=same) if any_changed else group[0].text)
        return encode(blocks, [*parts, *self._entry(entry, language)])

    def literal(self, value: str, known: dict[str, str]) -> str:
        """Return a text as a PO literal, with the white space at its ends that its source has."""
        return known["keyword"] + spell_po(known["head"] + value.strip() + known["tail"], newline=known["newline"])

    def _entry(self, entry: Sequence[Sequence[Block]], language: str) -> list[str]:
        """Return an entry, from its flags on: with all its translations, or as it was read if one could not work."""
        new = {
            index: written(group, language=language)
            for index, group in enumerate(entry)
            if is_message(group) and changed(group)
        }
        done = bool(new) and not any(one.fault for one in new.values())
        parts: list[str] = []
        for index, group in enumerate(entry):
            if index in new:
                known = about(group)
                parts.append(self.literal(new[index].value, known) if done else known["raw"])
            elif is_message(group):
                known = about(group)
                value = known.get("value", known["raw"])
                parts.append(self.literal(value, known) if done else known["raw"])
            elif done and block_tag(group[0], "flags"):
                parts.append(self._flagged(group[0]))
            else:
                parts.append("" if done and block_tag(group[0], "surplus") else group[0].text)
        return parts

    def _texts(self, reading: "_Reading", entry: Entry) -> Iterator[Unit]:
        from_msgid = self._options.translate == "msgid"
        targets = entry.targets
        plural = "msgid_plural" in entry.fields
        redone = "fuzzy" in entry.flags and self._options.fuzzy
        waiting = False
        for number, key in enumerate(targets[: reading.forms]):
            target = entry.fields[key]
            message = entry.fields[reading.source(number, plural=plural)].text if from_msgid else target.text
            done = from_msgid and target.text.strip() and not redone
            if not done and translatable(message, reading.syntax(entry).dialects):
                waiting = True
                yield from reading.units(entry, message, target.start, target.end)
        if not waiting:
            return
        last = entry.fields[targets[-1]].end
        for number in range(len(targets), reading.forms) if plural and from_msgid else ():
            keyword = f"{reading.newline}msgstr[{number}] "
            message = entry.fields[reading.source(number, plural=True)].text
            yield from reading.units(entry, message, last, last, keyword=keyword)
        if len(targets) > reading.forms:
            start = entry.fields[targets[reading.forms - 1]].end
            mark = InlineTag(start=0, end=0, tag="surplus")
            surplus = Block(kind="skeleton", text=reading.text[start:last], markup=(mark,))
            yield Unit(start=start, end=last, block=surplus)

    def _flagged(self, block: Block) -> str:
        """Return the lines `#,` and `#|` of an entry that was translated."""
        newline = dict(block.markup[0].attributes)["newline"]
        lines = block.text.splitlines(keepends=True)
        flags = " ".join(line.lstrip()[2:] for line in lines if line.lstrip().startswith("#,"))
        remaining = [flag for flag in re.split(r"[,\s]+", flags) if flag and flag != "fuzzy"]
        if self._options.flag == "fuzzy":
            remaining.insert(0, "fuzzy")
        others = [line for line in lines if not line.lstrip().startswith(("#,", "#|"))]
        if self._options.flag == "comment":
            others.insert(0, f"{_COMMENT}{newline}")
        return "".join(others) + (f"#, {', '.join(remaining)}{newline}" if remaining else "")


@dataclass(frozen=True, slots=True)
class _Reading:
    """A PO file while it is read: text, line ends, signs of accelerators, and number of plural forms."""

    text: str
    newline: str
    signs: str
    _: KW_ONLY
    forms: int
    name: str

    def source(self, number: int, *, plural: bool) -> str:
        """Return the field that a form is translated from."""
        return "msgid_plural" if plural and (number or self.forms == 1) else "msgid"

    def syntax(self, entry: Entry) -> Syntax:
        """Return how the messages of an entry are written, by its flags."""
        stated = stated_dialects(entry)
        dialects = stated or (ANY,)
        return Syntax(dialects=dialects, accelerators=self.signs, branches=not stated, lines=True, markup="rst")

    def units(self, entry: Entry, message: str, start: int, end: int, *, keyword: str = "") -> Iterator[Unit]:
        """Yield the units of a message that is to stand from `start` to `end`. Raises `UnreadableInput`."""
        head, tail = message[: len(message) - len(message.lstrip())], _TAIL.search(message)[0]  # type: ignore[index]
        spelling = {"keyword": keyword, "head": head, "tail": tail, "newline": self.newline}
        syntax = self.syntax(entry)
        value = message[len(head) : len(message) - len(tail)]
        syntax = replace(syntax, quotes=syntax.branches and quotes(value) and "{" in value)
        try:
            blocks = message_blocks(value, syntax, raw=self.text[start:end], known=spelling)
        except NotIcu as error:
            raise UnreadableInput(f"{self.name}: line {entry.line:,}: is not a message of ICU: {error}") from error
        yield from placed(blocks, start, end)


def stated_dialects(entry: Entry) -> tuple[str, ...]:
    """Return the notations of placeholders that the flags of an entry state."""
    return tuple(dict.fromkeys(_dialect(flag) for flag in entry.flags if _FORMAT.fullmatch(flag)))


def _dialect(flag: str) -> str:
    kind = flag.removesuffix("-format")
    return (_DIALECTS[kind] or kind) if kind in _DIALECTS else ANY


def _forms(found: Sequence[Entry]) -> int:
    """Return how many plural forms entries are to have: those that the header states, if translations have as many."""
    header = next((entry.fields["msgstr"].text for entry in found if entry.is_header), "")
    stated = _NUMBER.search(header)
    kept = {
        len(entry.targets)
        for entry in found
        if "msgid_plural" in entry.fields and all(entry.fields[key].text.strip() for key in entry.targets)
    }
    return int(stated[1]) if stated and int(stated[1]) in kept else _FORMS


def _header(text: str, entry: Entry, newline: str, *, plural: bool, kept: bool) -> Iterator[Unit]:
    """Yield the units of language, plural forms and encoding in the header, and the place for what it lacks.

    `plural` says whether there are entries with plural forms, `kept` that these are not to change.
    """
    message = entry.fields["msgstr"]
    stated: set[str] = set()
    for found in _HEADER.finditer(text, message.start, message.end):
        tag = found.lastgroup or ""
        stated.add(tag)
        if tag != "plurals" or not kept:
            mark = InlineTag(start=0, end=0, tag=tag)
            yield Unit(
                start=found.start(), end=found.end(), block=Block(kind="skeleton", text=found[0], markup=(mark,))
            )
    lacks = [field for tag, field in (("language", "Language"), ("plurals", "Plural-Forms")) if tag not in stated]
    lacks = [field for field in lacks if field == "Language" or plural]
    if lacks and message.text.endswith("\n"):
        attributes = (("fields", " ".join(lacks)), ("newline", newline))
        mark = InlineTag(start=0, end=0, tag="lacks", attributes=attributes)
        yield Unit(start=message.end, end=message.end, block=Block(kind="skeleton", text="", markup=(mark,)))


def _stated(block: Block, language: str, *, same: bool) -> str:
    """Return a skeleton with the header's statement of the language; `same` if it is in that language already."""
    if block_tag(block, "language"):
        return block.text if same else language.replace("-", "_")
    if block_tag(block, "charset"):
        return block.text if block.text.upper() == "UTF-8" else "UTF-8"
    if block_tag(block, "plurals") and not (same and block.text.startswith(f"nplurals={_FORMS};")):
        return _plural_forms(language) or block.text
    if mark := block_tag(block, "lacks"):
        known = dict(mark.attributes)
        values = {"Language": language.replace("-", "_"), "Plural-Forms": _plural_forms(language)}
        return "".join(f'{known["newline"]}"{one}: {values[one]}\\n"' for one in known["fields"].split() if values[one])
    return block.text


def _plural_forms(language: str) -> str:
    """The line `Plural-Forms` of a language or variant, from the table in GNU gettext's manual (section 11.2.6)."""
    forms = lang.get(language.partition("-")[0]).plural_forms
    return forms.get(language) or forms.get("", "")


def _flags(text: str, entry: Entry, newline: str) -> Unit:
    start = entry.notes[0][0] if entry.notes else entry.start
    mark = InlineTag(start=0, end=0, tag="flags", attributes=(("newline", newline),))
    block = Block(kind="skeleton", text=text[start : entry.start], markup=(mark,))
    return Unit(start=start, end=entry.start, block=block)
