"""The units of an XLIFF document, 1.2 or 2.0, as blocks at the positions of their translations.

A document has two forms: as it was read, and translated. Each part that differs is a block with a mark: a skeleton's
text is the first form and its attribute `translated` the second; a block of prose is empty in the first.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from babelpress._internal import templates
from babelpress._internal.placeholder_syntax import values
from babelpress._internal.xml_tree import Node
from babelpress.document import Block, BlockKind, InlineTag
from babelpress.errors import UnreadableInput
from babelpress.formats.decoding import normal_form
from babelpress.formats.inline import HTML_TAGS
from babelpress.formats.lossless import with_raw
from babelpress.formats.messages import icu
from babelpress.formats.xml.tree import Cut, Inline, Source, escape, primary

# The inline codes of an XLIFF text, as marks.

_WRAPPERS = frozenset({"g", "pc", "mrk"})
"""Codes that contain text; all others are points between two characters, native code in them included."""

_CODE = "\uf8fd"
"""Stands for a code in a message of ICU."""

_PAIRS = {"bpt": "ept", "bx": "ex", "sc": "ec", "sm": "em"}
_LINES = frozenset({"lb", "pb", "xlf:lb", "xlf:pb"})
_FOLDED = re.compile(r"(?<![ \t])[ \t]*+\n\s*")
_FIRST = re.compile(r"\A[ \t]*\n\s*")


def read_inline(source: Source, element: Node, *, preserve: bool) -> tuple[str, tuple[InlineTag, ...]]:
    """Return the text of an element and its marks; unless `preserve`, line ends with their indentation are a space."""
    inline = Inline()
    _emit(source, element.content, inline, preserve=preserve, outer=True)
    return inline.text, inline.marks


def has_text(block: Block) -> bool:
    """Return whether a block has more than codes and white space."""
    return bool(block.text.strip())


def _folded(text: str, *, first: bool, last: bool) -> str:
    """Return text with line ends and their indentation as a space, or as nothing at its `first` or `last` end."""
    normal = normal_form(text)
    normal = _FIRST.sub("", normal) if first else normal
    end = normal.find("\n", len(normal.rstrip())) if last else -1
    return _FOLDED.sub(" ", normal if end < 0 else normal[:end])


def _emit(
    source: Source, content: Sequence[Node | str], inline: Inline, *, preserve: bool, outer: bool = False
) -> None:
    pairs = _pairs(source, content)
    closers = set(pairs.values())
    final = len(content) - 1
    for index, item in enumerate(content):
        if isinstance(item, str):
            inline.add(item if preserve else _folded(item, first=not inline.begun, last=outer and index == final))
            continue
        raw = source.raw(item.start, item.end)
        if index in pairs:
            inline.open(raw, tag=item.local)
        elif index in closers:
            inline.close(raw)
        elif item.local in _WRAPPERS and item.content:
            keep = item.get("mtype") == "protected" or item.get("translate") == "no"
            inline.open(source.raw(item.start, item.inner), tag=item.local, keep=keep)
            _emit(source, item.content, inline, preserve=preserve)
            inline.close(source.raw(item.outer, item.end))
        else:
            line = item.get("ctype") in _LINES or item.get("subType") in _LINES
            inline.point(raw, tag=item.local, space=line)


def _pairs(source: Source, content: Sequence[Node | str]) -> dict[int, int]:
    """Return where codes that begin a span have their ends, if they are in one element and do not cross."""
    found: dict[int, int] = {}
    open_: list[tuple[int, str, str]] = []
    for index, item in enumerate(content):
        if isinstance(item, str):
            continue
        half = templates.read(source.raw(item.start, item.end)) if item.local in ("x", "ph") else templates.VALUE
        if half.kind == "pair" and half.place == "open":
            open_.append((index, item.local, half.name))
        elif half.kind == "pair":
            _close(open_, found, index, (item.local, half.name))
        elif item.local in _PAIRS:
            open_.append((index, _PAIRS[item.local], item.get("rid") or item.get("id")))
        elif item.local in _PAIRS.values():
            reference = item.get("startRef") or item.get("rid") or item.get("id")
            _close(open_, found, index, (item.local, reference))
    return found


def _close(open_: list[tuple[int, str, str]], found: dict[int, int], index: int, sought: tuple[str, str]) -> None:
    """Record a code as the end of the last one that it may end."""
    at = next((at for at in reversed(range(len(open_))) if open_[at][1:] == sought), None)
    if at is not None:
        found[open_[at][0]] = index
        del open_[at:]  # codes that began inside and have not ended cross this one: they stay points


TAG = "xliff"
"""The mark of a part that differs. `source` is the language of its file, `kept` that of a target that is not replaced,
empty if there is none.
"""

_SYNTAX, _HAS = "syntax", "has"
"""The mark of what the program that shows a text would read in it, beside the codes."""

ANY = "*"
"""The language of a target where it is not stated."""

LANGUAGE = 'xml:lang=""'
"""Placeholder for the language of a target in a start tag."""

_DONE = {"1": {"final", "signed-off", "translated"}, "2": {"reviewed", "final"}}
"""States of a target that a person has worked on; in 2.0, tools also use `translated` for machine translation."""

_STATE = ' state="needs-review-translation" state-qualifier="leveraged-mt"'
_REPLACED = re.compile(r"""\s(?:state|state-qualifier|xml:lang|approved)\s*=\s*(?:"[^"]*"|'[^']*')""")
_PO_HEADER = "x-gettext-domain-header"
"""The type of a unit made from the header of a PO file, which is not text."""

_MAX_INDENT = 200
"""Most bytes looked at for the white space before an element."""

_KINDS: dict[str, BlockKind] = {
    "title": "title",
    "x-title": "title",
    "heading": "heading",
    "header": "heading",
    "caption": "caption",
    "x-figcaption": "caption",
    "listitem": "list_item",
    "x-li": "list_item",
    "li": "list_item",
    "x-blockquote": "quote",
    "blockquote": "quote",
}
_HEADING = re.compile(r"(?:x-)?h([1-6])")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scope:
    """The settings that an element passes on to its children."""

    source: str = ""
    target: str = ""
    translate: bool = True
    preserve: bool = False

    def inside(self, node: Node) -> "_Scope":
        space = node.attributes.get("xml:space")
        stated = node.get("translate")
        return _Scope(
            source=node.get("source-language") or node.get("srcLang") or self.source,
            target=node.get("target-language") or node.get("trgLang") or self.target,
            translate=stated != "no" if stated else self.translate,
            preserve=space == "preserve" if space else self.preserve,
        )


class Units:
    """The translatable parts of a document; `name` is what messages call it."""

    def __init__(self, source: Source, *, name: str) -> None:
        self._source, self._name = source, name
        self._root = source.root
        self._prefix = self._root.name.removesuffix(self._root.local)
        self.version = self._root.get("version")[:1]
        if self._root.local != "xliff" or self.version not in _DONE:
            stated = f"version {self._root.get('version') or '(none)'}" if self._root.local == "xliff" else "no xliff"
            raise UnreadableInput(f"{name}: is not XLIFF 1.2 or 2.x but has the root <{self._root.name}> ({stated})")

    def cuts(self) -> Iterator[Cut]:
        """Yield the parts in order. Raises `UnreadableInput` for a unit without a source or a language."""
        if self.version == "2":
            yield self._statement(self._root, "srcLang", "trgLang")
        yield from self._walk(self._root, _Scope().inside(self._root))

    def targets(self) -> Iterator[Cut]:
        """Yield the texts of the targets that are there, in order; all else is as it was read."""
        for unit in self._root.walk():
            if unit.name.removesuffix(unit.local) != self._prefix:
                continue  # an extension
            if unit.local == "trans-unit" and self.version == "1" and unit.get("restype") != _PO_HEADER:
                yield from self._filled(unit, unit)
            elif unit.local == "unit" and self.version == "2":
                for segment in unit.nodes:
                    if segment.local == "segment":
                        yield from self._filled(segment, unit)

    def _filled(self, parent: Node, unit: Node) -> Iterator[Cut]:
        target = self._child(parent, "target")
        scope = _Scope().inside(target) if target else _Scope()
        for node in [*_segments(target)] or [target] if target else ():
            texts, tail = self._pieces(node, scope, "", unit)
            blocks: list[Block] = []
            for before, text in texts:
                blocks += [Block(kind="skeleton", text=before)] if before else []
                blocks.append(replace(text, markup=text.markup[1:]))
            if not any(has_text(block) for block in blocks):
                continue
            if len(texts) == 1:
                blocks = [with_raw(blocks[0], self._source.raw(node.inner, node.outer))]
            blocks += [Block(kind="skeleton", text=tail)] if tail else []
            yield Cut(start=node.inner, end=node.outer, blocks=tuple(blocks))

    def languages(self, *, of: Literal["source", "target"] = "source") -> set[str]:
        """Return the source or the target languages of the document's files."""
        nodes = [self._root] if self.version == "2" else [node for node in self._root.nodes if node.local == "file"]
        names = ("srcLang", "source-language") if of == "source" else ("trgLang", "target-language")
        return {primary(node.get(names[0]) or node.get(names[1])) for node in nodes}

    def _walk(self, parent: Node, scope: _Scope) -> Iterator[Cut]:
        for node in parent.nodes:
            if node.name.removesuffix(node.local) != self._prefix:
                continue  # an extension
            inner = scope.inside(node)
            if node.local == "file" and self.version == "1":
                yield self._statement(node, "source-language", "target-language")
            if node.local in ("file", "body", "group"):
                yield from self._walk(node, inner)
            elif node.local == "trans-unit" and self.version == "1":
                yield from self._unit_1(node, inner)
            elif node.local == "unit" and self.version == "2":
                yield from self._unit_2(node, inner)

    def _statement(self, node: Node, source_name: str, target_name: str) -> Cut:
        source = node.get(source_name)
        if not primary(source):
            raise UnreadableInput(f"{self._name}: <{node.name}> has no {source_name}; add it")
        attributes = [("source", source)]
        if node.get(target_name):
            start, end = self._source.attribute(node, target_name)
        else:
            start = end = self._source.attribute(node, source_name)[1] + 1
            attributes += [("before", f' {target_name}="'), ("after", '"')]
        mark = InlineTag(start=0, end=0, tag="language", attributes=tuple(attributes))
        return Cut(
            start=start, end=end, blocks=(Block(kind="skeleton", text=self._source.raw(start, end), markup=(mark,)),)
        )

    def _unit_1(self, unit: Node, scope: _Scope) -> Iterator[Cut]:
        source = self._child(unit, "source")
        if source is None:
            raise UnreadableInput(f"{self._name}: trans-unit '{unit.get('id')}' has no <source>")
        if not scope.translate or unit.get("restype") == _PO_HEADER:
            return
        segmented, target = self._child(unit, "seg-source"), self._child(unit, "target")
        done = unit.get("approved") == "yes" or (target is not None and target.get("state") in _DONE["1"])
        kept = _language_of(target, scope) if done and target is not None and target.content else ""
        whole = segmented or source
        segments = list(_segments(whole))
        if not segments or _letters(whole) > sum(map(_letters, segments)):  # a text outside of them would stay
            segments, whole = [source], source
        cuts = list(
            self._target(
                segments, whole=whole, after=segmented or source, target=target, scope=scope, kept=kept, unit=unit
            )
        )
        if cuts and unit.get("approved") == "yes":  # the new target is not approved
            yield self._piece(*self._source.attribute(unit, "approved"), "no", scope, kept)
        yield from cuts

    def _unit_2(self, unit: Node, scope: _Scope) -> Iterator[Cut]:
        if not scope.translate:
            return
        for segment in unit.nodes:
            if segment.local != "segment" or segment.name.removesuffix(segment.local) != self._prefix:
                continue
            source, target = self._child(segment, "source"), self._child(segment, "target")
            if source is None:
                raise UnreadableInput(f"{self._name}: a segment of unit '{unit.get('id')}' has no <source>")
            state = segment.get("state")
            done = state in _DONE["2"] and target is not None and bool(target.content)
            inner = scope.inside(segment).inside(source)
            kept = _language_of(target, scope) if done else ""
            cuts = list(
                self._target([source], whole=source, after=source, target=target, scope=inner, kept=kept, unit=unit)
            )
            if cuts:
                yield self._state(segment, scope, kept)
            yield from cuts

    def _state(self, segment: Node, scope: _Scope, kept: str) -> Cut:
        """Return the attribute `state` of a segment, or the position to insert it."""
        if segment.get("state"):
            start, end = self._source.attribute(segment, "state")
            return self._piece(start, end, "translated", scope, kept)
        start = segment.start + len(f"<{segment.name}")
        return self._piece(start, start, ' state="translated"', scope, kept)

    def _target(
        self,
        segments: list[Node],
        *,
        whole: Node,
        after: Node,
        target: Node | None,
        scope: _Scope,
        kept: str,
        unit: Node,
    ) -> Iterator[Cut]:
        """Yield the target of a unit: what is around and between the segments of `whole` is copied into it."""
        scope = scope.inside(whole)
        pieces = [self._pieces(node, scope, kept, unit) for node in segments]
        if not any(has_text(text) for found, _ in pieces for _, text in found):
            return
        start, end = (target.start, target.end) if target else (after.end, after.end)
        lead = "" if target else self._space_before(after)
        opening = lead + self._opening(target, whole)
        at = whole.inner
        blocks: list[Block] = []
        written = self._source.raw(start, end)
        for node, (texts, tail) in zip(segments, pieces, strict=True):
            opening += self._source.raw(at, node.inner)
            at = node.inner
            if not any(has_text(text) for _, text in texts):
                continue  # it is copied with its surroundings
            for before, text in texts:
                opening += before
                if has_text(text):
                    blocks += [self._skeleton(written, opening, scope, kept), text]
                    written, opening = "", ""
            opening, at = opening + tail, node.outer
        ending = self._source.raw(at, whole.outer) + f"</{self._prefix}target>"
        blocks.append(self._skeleton(written, opening + ending, scope, kept))
        yield Cut(start=start, end=end, blocks=tuple(blocks))

    def _opening(self, target: Node | None, whole: Node) -> str:
        """Return the start tag of a target: with its own attributes, or the language of its source."""
        state = _STATE if self.version == "1" else ""
        if target is None:
            language = f" {LANGUAGE}" if "xml:lang" in whole.attributes else ""
            return f"<{self._prefix}target{language}{state}>"
        tag = self._source.raw(target.start, target.inner)
        language = f" {LANGUAGE}" if "xml:lang" in target.attributes else ""
        own = _REPLACED.sub("", tag).rstrip("/>").rstrip().removeprefix(f"<{target.name}")
        return f"<{target.name}{own}{language}{state}>"

    def _space_before(self, node: Node) -> str:
        """Return the line end and indentation before an element, for the one inserted after it."""
        before = self._source.data[max(0, node.start - _MAX_INDENT) : node.start]
        space = before[len(before.rstrip(b" \t\r\n")) :].decode()
        return space if "\n" in space else ""

    def _pieces(self, node: Node, scope: _Scope, kept: str, unit: Node) -> tuple[list[tuple[str, Block]], str]:
        """Return the texts of a segment, each with what stands before it, and what stands behind the last.

        There is one text, unless it is a message of ICU: its branches are texts, and what is around them is not.
        """
        branches = list(_branches(node.content))
        if not branches:
            return [("", self._prose(node, node.content, scope, kept, unit))], ""
        found: list[tuple[str, Block]] = []
        before = ""
        for index, content in enumerate(branches):
            text = self._prose(node, content, scope, kept, unit)
            if index % 2 and has_text(text):
                found.append((before, text))
                before = ""
            else:
                before += "".join(
                    escape(item) if isinstance(item, str) else self._source.raw(item.start, item.end)
                    for item in content
                )
        return found, before

    def _prose(self, node: Node, content: Sequence[Node | str], scope: _Scope, kept: str, unit: Node) -> Block:
        text, marks = read_inline(self._source, replace(node, content=[*content]), preserve=scope.preserve)
        kind, level = _kind(unit.get("restype") or unit.get("fs"))
        syntax = tuple((_HAS, each) for each in syntax_of(text).elements())
        own = (InlineTag(start=0, end=0, tag=_SYNTAX, attributes=syntax),) if syntax else ()
        return Block(kind=kind, text=text, level=level, markup=(self._mark(scope, kept), *own, *marks))

    def _skeleton(self, text: str, translated: str, scope: _Scope, kept: str) -> Block:
        return Block(kind="skeleton", text=text, markup=(self._mark(scope, kept, translated),))

    def _piece(self, start: int, end: int, translated: str, scope: _Scope, kept: str) -> Cut:
        block = self._skeleton(self._source.raw(start, end), translated, scope, kept)
        return Cut(start=start, end=end, blocks=(block,))

    def _mark(self, scope: _Scope, kept: str, translated: str | None = None) -> InlineTag:
        attributes = [("source", scope.source), ("kept", kept)]
        if translated is not None:
            attributes.append(("translated", translated))
        return InlineTag(start=0, end=0, tag=TAG, attributes=tuple(attributes))

    def _child(self, node: Node, local: str) -> Node | None:
        return next((child for child in node.nodes if child.name == f"{self._prefix}{local}"), None)


def syntax_of(text: str) -> Counter[str]:
    """Return what a program may read in a text: placeholders, tags, the beginning of a message of ICU.

    >>> sorted(syntax_of("Il reste {n} <b>jours</b>, soit 20 % du mois"))
    ['</b>', '<b>', '{n}']
    """
    found = values(text) + Counter(tag[0] for tag in HTML_TAGS.finditer(text))
    return found + Counter({"{,": 1}) if icu.has_branches(text) else found


def gains_syntax(block: Block) -> bool:
    """Return whether a text has placeholders or tags that the one it was read as does not have."""
    known = next((mark.attributes for mark in block.markup if mark.tag == _SYNTAX and not mark.inline), ())
    return bool(syntax_of(block.text) - Counter(text for _, text in known))


def _branches(content: Sequence[Node | str]) -> Iterator[list[Node | str]]:
    """Yield what stands around and in the branches of a message of ICU in turn; nothing if the content is none."""
    nodes = [item for item in content if not isinstance(item, str)]
    text = "".join(item if isinstance(item, str) else _CODE for item in content)
    if not icu.has_branches(text) or text.count(_CODE) != len(nodes):
        return
    try:
        message = icu.parse(text, quotes=False)
    except icu.NotIcu:
        return
    inner = list(icu.walk(message))
    if len(message.parts) != 1 or any(isinstance(part, icu.Argument) for one in inner[1:] for part in one.parts):
        return  # texts in texts
    branches = list(icu.texts(message))[1:]
    codes = iter(nodes)
    at = 0
    for branch in branches:
        start = text.index(f"{{{branch}}}", at) + 1
        yield _with_codes(text[at:start], codes)
        yield _with_codes(branch, codes)
        at = start + len(branch)
    yield _with_codes(text[at:], codes)


def _with_codes(text: str, codes: Iterator[Node]) -> list[Node | str]:
    """Return a text with the codes in their places."""
    first, *rest = text.split(_CODE)
    found: list[Node | str] = [first] if first else []
    for part in rest:
        found.append(next(codes))
        found += [part] if part else []
    return found


def _language_of(target: Node | None, scope: _Scope) -> str:
    stated = target.attributes.get("xml:lang") if target else None
    return stated or scope.target or ANY


def _segments(node: Node) -> Iterator[Node]:
    """Yield the segments in a `seg-source`, none inside another."""
    if node.local == "mrk" and node.get("mtype") == "seg":
        yield node
        return
    for child in node.nodes:
        yield from _segments(child)


def _letters(node: Node) -> int:
    return sum(map(str.isalpha, node.texts()))


def _kind(stated: str) -> tuple[BlockKind, int]:
    """Return the kind and level for a unit's `restype` (1.2) or `fs:fs` (2.0)."""
    if heading := _HEADING.fullmatch(stated):
        return "heading", int(heading[1])
    kind = _KINDS.get(stated, "paragraph")
    return kind, 1 if kind == "list_item" else 2 if kind == "heading" else 0
