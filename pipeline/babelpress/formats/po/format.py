"""gettext PO and POT: untranslated entries, filled in in place."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import ClassVar, Literal

from pydantic import Field

from babelpress import lang
from babelpress.document import VERBATIM, Block, InlineTag
from babelpress.formats.inline import read_tags, render_inline
from babelpress.formats.lossless import (
    LosslessFormat,
    LosslessOptions,
    Parsed,
    Unit,
    annotation,
    block_tag,
    encode,
    known_code,
    unchanged,
    with_raw,
)
from babelpress.formats.po.entries import Entry, entries, spell_po

_FORMS = 2
"""The number of plural forms of every language that Babelpress comes with."""

_HEADER = re.compile(
    # A header line starts after a quotation mark or after the `\n` of the line before, and ends at its own `\n`.
    r"(?P<language>(?<=[\"n]Language: ).*?(?=\\n))"
    r"|(?P<plurals>(?<=[\"n]Plural-Forms: ).*?(?=\\n))"
    r"|(?P<charset>(?<=charset=)[\w-]+)"
)
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


class PoFormat(LosslessFormat):
    """Reads the untranslated texts of a PO file, and renders the file with their translations.

    The `#,` and `#|` lines of a changed entry say so; the header then gets the language, its plural forms and UTF-8.
    Contexts, comments, obsolete entries and existing translations are kept byte for byte. Plural forms above two, which
    no supported language has, are removed.
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
        units: list[Unit] = []
        language = None
        for entry in entries(text, name=name):
            if not entry.fields["msgid"].text and "msgctxt" not in entry.fields:
                header = list(_header(text, entry))
                language = next(
                    (known_code(unit.block.text) for unit in header if block_tag(unit.block, "language")), None
                )
                units += header
            elif waiting := list(self._texts(text, entry, newline)):
                units += [_flags(text, entry, newline), *waiting]
        return Parsed(units=units, language=language if self._options.translate == "msgstr" else None)

    def render(self, blocks: Sequence[Block], *, language: str) -> bytes:
        """Return the document with the translations filled in; without any, as it was read."""
        changed = [block.kind not in VERBATIM and not unchanged(block) for block in blocks]
        any_changed = any(changed)
        parts: list[str] = []
        in_changed = False  # whether the current entry was translated
        same = any(block_tag(block, "language") and known_code(block.text) == known_code(language) for block in blocks)
        for index, block in enumerate(blocks):
            if block.kind not in VERBATIM:
                parts.append(self.spell(block, before="") if changed[index] else annotation(block)["raw"])
            elif block_tag(block, "flags"):
                in_changed = _entry_changed(blocks, changed, index)
                parts.append(self._flagged(block) if in_changed else block.text)
            elif block_tag(block, "surplus"):
                parts.append("" if in_changed else block.text)
            else:
                parts.append(_stated(block, language, same=same) if any_changed else block.text)
        return encode(blocks, parts)

    def spell(self, block: Block, *, before: str) -> str:
        """Return a text as a PO literal, with the white space at its ends that its source has."""
        about = annotation(block)
        text = render_inline(block, lambda text, inside: text).strip()
        return about["keyword"] + spell_po(about["head"] + text + about["tail"], newline=about["newline"])

    def _texts(self, text: str, entry: Entry, newline: str) -> Iterator[Unit]:
        from_msgid = self._options.translate == "msgid"
        targets = [key for key in entry.fields if key.startswith("msgstr")]
        ends = [entry.fields[key].end for key in targets]
        waiting = False
        for number, key in enumerate(targets[:_FORMS]):
            target = entry.fields[key]
            message = entry.fields["msgid_plural" if number else "msgid"].text if from_msgid else target.text
            done = from_msgid and target.text.strip() and not (entry.fuzzy and self._options.fuzzy)
            if not done and any(map(str.isalnum, message)):
                waiting = True
                block = _block(message, text[target.start : target.end], newline)
                yield Unit(start=target.start, end=target.end, block=block)
        if waiting and from_msgid and targets == ["msgstr[0]"]:
            block = _block(entry.fields["msgid_plural"].text, "", newline, keyword=f"{newline}msgstr[1] ")
            yield Unit(start=ends[0], end=ends[0], block=block)
        if waiting and len(targets) > _FORMS:
            mark = InlineTag(start=0, end=0, tag="surplus")
            surplus = Block(kind="skeleton", text=text[ends[_FORMS - 1] : ends[-1]], markup=(mark,))
            yield Unit(start=ends[_FORMS - 1], end=ends[-1], block=surplus)

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


def _header(text: str, entry: Entry) -> Iterator[Unit]:
    """Yield the units of language, plural forms and encoding in the header."""
    message = entry.fields["msgstr"]
    for found in _HEADER.finditer(text, message.start, message.end):
        mark = InlineTag(start=0, end=0, tag=found.lastgroup or "")
        yield Unit(start=found.start(), end=found.end(), block=Block(kind="skeleton", text=found[0], markup=(mark,)))


def _stated(block: Block, language: str, *, same: bool) -> str:
    """Return a skeleton with the header's statement of the language; `same` if it is in that language already."""
    if block_tag(block, "language"):
        return block.text if same else language.replace("-", "_")
    if block_tag(block, "charset"):
        return block.text if block.text.upper() == "UTF-8" else "UTF-8"
    if block_tag(block, "plurals") and not (same and block.text.startswith(f"nplurals={_FORMS};")):
        return _plural_forms(language) or block.text
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


def _block(message: str, raw: str, newline: str, *, keyword: str = "") -> Block:
    text, marks = read_tags(message.strip())
    head, tail = message[: len(message) - len(message.lstrip())], message[len(message.rstrip()) :]
    block = Block(kind="paragraph", text=text, markup=marks)
    return with_raw(block, raw, keyword=keyword, head=head, tail=tail, newline=newline)


def _entry_changed(blocks: Sequence[Block], changed: Sequence[bool], index: int) -> bool:
    """Return whether a text of the entry whose flags are at `index` was translated."""
    rest = range(index + 1, len(blocks))
    return any(changed[at] for at in takewhile(lambda at: not block_tag(blocks[at], "flags"), rest))
