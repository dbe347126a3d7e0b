"""gettext PO and POT: what is not translated yet, in the place of its translation."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import ClassVar, Literal

from pydantic import Field

from babelpress import lang
from babelpress.document import VERBATIM, Block, InlineTag
from babelpress.formats.inline import read_tags, render_inline
from babelpress.formats.lossless import (
    ExactFormat,
    ExactOptions,
    Parsed,
    Unit,
    encode,
    marked,
    note,
    spelt,
    stated,
    unchanged,
)
from babelpress.formats.po.entries import Entry, entries, spell_po

_FORMS = 2
"""Plural forms of every language that Babelpress comes with."""

_HEADER = re.compile(
    r"(?P<language>(?<=[\"n]Language: ).*?(?=\\n))"
    r"|(?P<plurals>(?<=[\"n]Plural-Forms: ).*?(?=\\n))"
    r"|(?P<charset>(?<=charset=)[\w-]+)"
)
_COMMENT = "# Machine translation, not reviewed."


class PoOptions(ExactOptions):
    """What the reader of PO can be told."""

    translate: Literal["msgid", "msgstr"] = Field(
        "msgid",
        description="msgid: it holds the source, and msgstr is filled where it is empty or fuzzy. "
        "msgstr: msgid is only a key, and what msgstr says is translated in its place.",
    )
    fuzzy: bool = Field(True, description="Translate entries marked as fuzzy again and take the mark away.")
    flag: Literal["comment", "fuzzy", "none"] = Field(
        "comment", description="How a translated entry is marked: a comment, as fuzzy, or not at all."
    )


class PoFormat(ExactFormat):
    """Reads the texts of a PO file that wait for a translation, and gives the file back with them filled in.

    Where an entry changes, its `#,` and `#|` lines say so; then the header gets the language, its plural forms and
    UTF-8. Contexts, comments, obsolete entries and what is translated already stay byte for byte. Plural forms above
    two, which none of our languages has, go.
    """

    Options: ClassVar = PoOptions
    format = "po"
    nothing = (
        "holds nothing to translate: every entry has its translation; where msgid is a key and msgstr the source, "
        "say so with the option translate: msgstr"
    )
    suffixes: tuple[str, ...] = (".po", ".pot")
    suffix = ".po"

    def __init__(self, options: PoOptions) -> None:
        super().__init__(max_characters=options.max_characters)
        self._options = options

    def parse(self, text: str, *, name: str) -> Parsed:
        """Give a unit for every text to be filled in, before those of an entry one for its flags."""
        newline = "\r\n" if "\r\n" in text else "\n"
        units: list[Unit] = []
        language = None
        for entry in entries(text, name=name):
            if not entry.fields["msgid"].text and "msgctxt" not in entry.fields:
                header = list(_header(text, entry))
                language = next((stated(unit.block.text) for unit in header if marked(unit.block, "language")), None)
                units += header
            elif waiting := list(self._texts(text, entry, newline)):
                units += [_flags(text, entry, newline), *waiting]
        return Parsed(units=units, language=language if self._options.translate == "msgstr" else None)

    def render(self, blocks: Sequence[Block], *, language: str) -> bytes:
        """Give the document with what was translated in its places; without any, as it was."""
        changed = [block.kind not in VERBATIM and not unchanged(block) for block in blocks]
        any_changed = any(changed)
        parts: list[str] = []
        in_changed = False  # whether the entry at hand is one that was translated
        same = any(marked(block, "language") and stated(block.text) == stated(language) for block in blocks)
        for index, block in enumerate(blocks):
            if block.kind not in VERBATIM:
                parts.append(self.spell(block, before="") if changed[index] else note(block)["raw"])
            elif marked(block, "flags"):
                in_changed = _entry_changed(blocks, changed, index)
                parts.append(self._flagged(block) if in_changed else block.text)
            elif marked(block, "surplus"):
                parts.append("" if in_changed else block.text)
            else:
                parts.append(_stated(block, language, same=same) if any_changed else block.text)
        return encode(blocks, parts)

    def spell(self, block: Block, *, before: str) -> str:
        """Give a text as PO spells it, with the white space at its ends that its source has."""
        said = note(block)
        text = render_inline(block, lambda text, inside: text).strip()
        return said["keyword"] + spell_po(said["head"] + text + said["tail"], newline=said["newline"])

    def _texts(self, text: str, entry: Entry, newline: str) -> Iterator[Unit]:
        from_msgid = self._options.translate == "msgid"
        targets = [key for key in entry.fields if key.startswith("msgstr")]
        ends = [entry.fields[key].end for key in targets]
        waiting = False
        for number, key in enumerate(targets[:_FORMS]):
            target = entry.fields[key]
            said = entry.fields["msgid_plural" if number else "msgid"].text if from_msgid else target.text
            done = from_msgid and target.text.strip() and not (entry.fuzzy and self._options.fuzzy)
            if not done and any(map(str.isalnum, said)):
                waiting = True
                block = _block(said, text[target.start : target.end], newline)
                yield Unit(start=target.start, end=target.end, block=block)
        if waiting and from_msgid and targets == ["msgstr[0]"]:
            block = _block(entry.fields["msgid_plural"].text, "", newline, keyword=f"{newline}msgstr[1] ")
            yield Unit(start=ends[0], end=ends[0], block=block)
        if waiting and len(targets) > _FORMS:
            mark = InlineTag(start=0, end=0, tag="surplus")
            surplus = Block(kind="skeleton", text=text[ends[_FORMS - 1] : ends[-1]], markup=(mark,))
            yield Unit(start=ends[_FORMS - 1], end=ends[-1], block=surplus)

    def _flagged(self, block: Block) -> str:
        """The lines `#,` and `#|` of an entry that was translated."""
        newline = dict(block.markup[0].attributes)["newline"]
        lines = block.text.splitlines(keepends=True)
        flags = " ".join(line.lstrip()[2:] for line in lines if line.lstrip().startswith("#,"))
        kept = [flag for flag in re.split(r"[,\s]+", flags) if flag and flag != "fuzzy"]
        if self._options.flag == "fuzzy":
            kept.insert(0, "fuzzy")
        others = [line for line in lines if not line.lstrip().startswith(("#,", "#|"))]
        if self._options.flag == "comment":
            others.insert(0, f"{_COMMENT}{newline}")
        return "".join(others) + (f"#, {', '.join(kept)}{newline}" if kept else "")


def _header(text: str, entry: Entry) -> Iterator[Unit]:
    """Give the units of what the header says of language, plural forms and encoding."""
    said = entry.fields["msgstr"]
    for found in _HEADER.finditer(text, said.start, said.end):
        mark = InlineTag(start=0, end=0, tag=found.lastgroup or "")
        yield Unit(start=found.start(), end=found.end(), block=Block(kind="skeleton", text=found[0], markup=(mark,)))


def _stated(block: Block, language: str, *, same: bool) -> str:
    """Give a skeleton with what the header says of the language; `same` where it is in that language already."""
    if marked(block, "language"):
        return block.text if same else language.replace("-", "_")
    if marked(block, "charset"):
        return block.text if block.text.upper() == "UTF-8" else "UTF-8"
    if marked(block, "plurals") and not (same and block.text.startswith(f"nplurals={_FORMS};")):
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


def _block(said: str, raw: str, newline: str, *, keyword: str = "") -> Block:
    text, marks = read_tags(said.strip())
    head, tail = said[: len(said) - len(said.lstrip())], said[len(said.rstrip()) :]
    block = Block(kind="paragraph", text=text, markup=marks)
    return spelt(block, raw, keyword=keyword, head=head, tail=tail, newline=newline)


def _entry_changed(blocks: Sequence[Block], changed: Sequence[bool], index: int) -> bool:
    """Tell whether a text of the entry whose flags stand at `index` was translated."""
    rest = range(index + 1, len(blocks))
    return any(changed[at] for at in takewhile(lambda at: not marked(blocks[at], "flags"), rest))
