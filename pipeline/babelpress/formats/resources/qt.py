"""Translations of Qt: `.ts`."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, Literal

from pydantic import Field

from babelpress._internal.xml_tree import Node
from babelpress.document import Block, InlineTag
from babelpress.formats.decoding import open_input
from babelpress.formats.lossless import known_code
from babelpress.formats.messages.message import Syntax, translatable
from babelpress.formats.resources.xml_messages import XmlMessageFormat, XmlMessageOptions, is_plain, message_cut
from babelpress.formats.xml.tree import Cut, Source, escape

_FORMS = 2
"""The number of forms of a message with a number, in every language that Babelpress comes with."""

_GONE = frozenset({"vanished", "obsolete"})
_SYNTAX = Syntax(lines=True, dialects=("qt",), accelerators="&")
_HEAD = re.compile(rb"<!DOCTYPE TS>|<TS[\s>]")
_INDENT = re.compile(rb"\r?\n[ \t]*$")
_MAX_INDENT = 200
"""Most bytes looked at for the white space before an element."""

_HEAD_BYTES = 2_000


class QtOptions(XmlMessageOptions):
    """Options of the reader of translations of Qt."""

    translate: Literal["source", "translation"] = Field(
        "source",
        description="source: the translation is filled in where it is empty or unfinished. translation: what is "
        "there is translated in place.",
    )


class QtFormat(XmlMessageFormat):
    """Reads the messages of a file of Qt that wait for a translation, and renders the file with their translations.

    They stay marked as unfinished, so that a person can find them. A message with a number (`%n`) gets the forms that
    it has, or two. The file states the language.
    """

    Options: ClassVar[type[QtOptions]] = QtOptions
    format = "qt"
    root = "TS"
    called = "a file of translations of Qt"
    suffixes: tuple[str, ...] = ("_fr.ts",)
    suffix = ".ts"

    def __init__(self, options: QtOptions) -> None:
        super().__init__(options)
        self._translate = options.translate

    def claims(self, path: Path) -> bool:
        """Return whether a file ends in `.ts` and is none of TypeScript or video."""
        if path.suffix.lower() != ".ts" or not path.is_file():
            return False
        with open_input(path) as stream:
            return is_qt(stream.read(_HEAD_BYTES))

    def language(self, source: Source, *, name: str) -> str | None:
        """Return the language of the texts that the file states."""
        return known_code(source.root.get("sourcelanguage" if self._translate == "source" else "language"))

    def literal(self, value: str, known: dict[str, str]) -> str:
        """Return a message as the content of its element, in all its forms."""
        text = escape(value).replace("\n", known.get("newline", "\n"))
        if "forms" in known:
            form = f"{known['indent']}<numerusform>{text}</numerusform>"
            text = form * int(known["forms"]) + known["end"]
        return known["before"] + text + known["after"]

    def cuts(self, source: Source, *, name: str) -> Iterator[Cut]:
        """Yield the statement of the language and the messages. Raises `UnreadableInput`."""
        yield _statement(source)
        for message in source.root.walk("message"):
            text, target = message.child("source"), message.child("translation")
            if text is None or (target is not None and target.get("type") in _GONE):
                continue
            if self._translate == "translation":
                yield from self._in_place(source, target, name=name)
            elif is_plain(text) and translatable(text.text, _SYNTAX.dialects) and _waits(target):
                plural = message.get("numerus") == "yes"
                start, end, known = _place(source, message, target, plural=plural)
                yield message_cut(source, start, end, text.text, _SYNTAX, name=name, line=message.line, known=known)

    def _in_place(self, source: Source, target: Node | None, *, name: str) -> Iterator[Cut]:
        forms = target.nodes if target is not None and target.nodes else [target]
        for node in forms:
            if node is not None and is_plain(node) and translatable(node.text, _SYNTAX.dialects):
                known = {"before": "", "after": ""}
                yield message_cut(
                    source, node.inner, node.outer, node.text, _SYNTAX, name=name, line=node.line, known=known
                )


def is_qt(data: bytes) -> bool:
    """Return whether a file begins as one of Qt does."""
    return bool(_HEAD.search(data[:_HEAD_BYTES]))


def _statement(source: Source) -> Cut:
    """Return the language of the file, or the place for it in the start tag of its root."""
    root = source.root
    attributes: tuple[tuple[str, str], ...] = ()
    if root.attributes.get("language"):
        start, end = source.attribute(root, "language")
    else:
        start = end = root.start + len(f"<{root.name}")
        attributes = (("before", ' language="'), ("after", '"'))
    mark = InlineTag(start=0, end=0, tag="language", attributes=attributes)
    return Cut(start=start, end=end, blocks=(Block(kind="skeleton", text=source.raw(start, end), markup=(mark,)),))


def _waits(target: Node | None) -> bool:
    """Return whether a translation is not there or not finished; one in another form (`variants`) is left alone."""
    if target is None:
        return True
    if any(node.local != "numerusform" or node.nodes for node in target.nodes):
        return False
    return target.get("type") == "unfinished" or not target.texts().strip()


def _place(source: Source, message: Node, target: Node | None, *, plural: bool) -> tuple[int, int, dict[str, str]]:
    """Return where the translation of a message is written, and what belongs around it."""
    indent = _INDENT.search(source.data[max(0, message.start - _MAX_INDENT) : message.start])
    line = indent[0].decode() if indent else ""
    inner = f"{line}    " if line else ""
    known = {"before": "", "after": ""}
    if target is None:
        start = end = message.nodes[-1].end
        known = {"before": f'{inner}<translation type="unfinished">', "after": "</translation>"}
    elif target.inner == target.end:  # an empty tag
        start, end = target.start, target.end
        tag = source.raw(start, end).rstrip("/> \t\r\n")
        known = {"before": f"{tag}>", "after": "</translation>"}
    else:
        start, end = target.inner, target.outer
    if plural:
        forms = len(target.nodes) if target is not None else 0
        known |= {"forms": str(forms or _FORMS), "indent": f"{inner}    " if inner else "", "end": inner}
    return start, end, known
