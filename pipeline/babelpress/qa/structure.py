"""Comparison of what a document has besides its sentences: templates, lists in lists, keys and values."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from babelpress import lang
from babelpress._internal.templates import SIGNS, Tag, controls, find
from babelpress.document import VERBATIM, Block, Finding, InlineTag
from babelpress.formats.bilingual import without_texts
from babelpress.formats.messages.icu import KEYWORDS, Argument, Message, NotIcu, has_branches, parse, texts
from babelpress.formats.structured.paths import Scalar, is_name, is_setting, looks_like_prose
from babelpress.nlp.tokenization import shorten
from babelpress.qa.engine import MARKUP

_CATEGORIES = KEYWORDS - {"other"}
"""Plural categories that not every language has."""
_FOLDERS = re.compile(r"(?:\A|(?<=[(\"'=\s<]))(?:(?:\.{1,2}|[\w%@~+-][\w.%@~+-]*)/)+(?=[\w%@~+-])")
"""The folders of a relative address; a document that moves has others."""
_NUMBER = re.compile(r"#(?=\w)")
"""The number of a plural with letters behind it, `#er`, which is no hashtag."""
_ANCHOR = re.compile(r"(?:\A|(?<=[\w/)\"'(<]))#[^\s()<>\"'#]+")
_DECLARED = re.compile(r"^lang: ?[\"']?\Z", re.MULTILINE)
"""How a statement of the language begins, which pages of some sites have in translations only."""
_REST = re.compile(r"\A[\"']?\r?\n")

_LABEL = re.compile(r"[^\s:][^:\n]{0,60}:(?=\s)")
SPEAKER = InlineTag(start=0, end=0, tag="speaker")
"""The mark of a text that begins with the name of who says it."""

Tree = tuple[object, ...]


def without_languages(blocks: Iterable[Block], *codes: str) -> list[Block]:
    """Return blocks in whose addresses nothing says where the document is: a language, a folder, an anchor.

    A page that goes to `content/nl/` has `/nl/contact/` for `/fr/contact/`, `page.nl.md` for `page.md`, `#vereisten`
    for `#prérequis`.
    """
    named = "|".join(re.escape(code) for code in codes)
    code = re.compile(rf"(?<![\w])(?:{named})(?:[-_][A-Za-z]{{2}})?[/.]|(?<=/)(?:{named})(?=[\"'\s)])", re.IGNORECASE)

    def plain(text: str) -> str:
        if not ("/" in text or "." in text or "#" in text):
            return text
        return code.sub("", _FOLDERS.sub("", code.sub("", _ANCHOR.sub("#", text))))

    def moved(mark: InlineTag) -> InlineTag:
        attributes = tuple((key, plain(value)) for key, value in mark.attributes)
        opening, closing = (plain(without_texts(text)) for text in (mark.open, mark.close))
        return replace(mark, open=opening, close=closing, attributes=attributes)

    return [
        replace(block, text=plain(block.text))
        if block.kind == "skeleton"
        else replace(block, markup=tuple(moved(mark) if mark.inline else mark for mark in block.markup))
        for block in _undeclared(blocks)
    ]


def _undeclared(blocks: Iterable[Block]) -> list[Block]:
    """Blocks without a line `lang: fr` of the front matter; what is around it is in the block before it."""
    found = list(blocks)
    for index in range(1, len(found) - 1):
        before, statement, after = found[index - 1 : index + 2]
        if not any(mark.tag == "language" for mark in statement.markup) or after.kind != "skeleton":
            continue
        if before.kind == "skeleton" and (start := _DECLARED.search(before.text)):
            whole = before.text[: start.start()] + _REST.sub("", after.text)
            found[index - 1 : index + 2] = (
                replace(one, text=text) for one, text in ((before, whole), (statement, ""), (after, ""))
            )
            break
    return found


def template_findings(source: str, target: str) -> Iterator[Finding]:
    """Yield a finding where the template tags of a translation are nested in another way than those of the source."""
    if not any(sign in source for sign in SIGNS):
        return
    before, after = (_control_tags(text) for text in (source, target))
    if Counter(map(_told, before)) != Counter(map(_told, after)):
        return  # what is lost is told one by one
    trees = [_forest(tags) for tags in (before, after)]
    if trees[0] is not None and trees[0] != trees[1]:
        first = next((b for a, b in zip(before, after, strict=True) if _told(a) != _told(b)), after[0])
        message = f"the template tags are nested in another way, from {shorten(first[1])} on"
        yield Finding(check=MARKUP, severity="severe", message=message, source=first[1])


def _control_tags(text: str) -> list[tuple[Tag, str]]:
    """The tags of a text that bound the texts around them, and halves of pairs."""
    found = list(find(text))
    bounds = controls([one.tag for one in found])
    return [
        (one.tag, text[one.start : one.end])
        for one, is_control in zip(found, bounds, strict=True)
        if is_control or one.tag.kind == "pair"
    ]


def _told(tag: tuple[Tag, str]) -> Tag:
    return tag[0]


def _forest(tags: Sequence[tuple[Tag, str]]) -> Tree | None:
    """The nesting of tags, in which the order of siblings does not count; None if they are not well nested.

    Tags of pairs that have no end (`{{< figure >}}`) stand for themselves.
    """
    ended = {tag.name for tag, _ in tags if tag.place == "close"}
    levels: list[list[list[object]]] = [[[]]]
    opened: list[Tag] = []
    for tag, _ in tags:
        if tag.place == "open" and (tag.kind != "pair" or tag.name in ended):
            opened.append(tag)
            levels.append([[]])
        elif tag.place == "middle" and opened:
            levels[-1].append([tag.name])
        elif tag.place == "close":
            if not opened or (opened[-1].name != tag.name and opened[-1].kind == tag.kind == "pair"):
                return None
            inner, own = levels.pop(), opened.pop()
            levels[-1][-1].append((own.kind, own.name, tuple(_sorted(part) for part in inner)))
        else:
            levels[-1][-1].append((tag.kind, tag.name, ()))
    return None if opened else _sorted(levels[0][0])


def _sorted(parts: Iterable[object]) -> Tree:
    return tuple(sorted(parts, key=repr))


def level_findings(source: Sequence[Block], target: Sequence[Block]) -> Iterator[Finding]:
    """Yield a finding where items of lists and headings are at other levels than in the source, if they are as many.

    And for names of speakers that were lost.
    """
    named = [block for block in source if SPEAKER in block.markup]
    if len(named) > sum(bool(_LABEL.match(block.text)) for block in target if block.kind not in VERBATIM):
        message = "lost the name of a speaker; the source has " + shorten(named[0].text)
        yield Finding(check=MARKUP, severity="severe", message=message, source=named[0].text)
    for kind in ("list_item", "heading"):
        before, after = ([block for block in side if block.kind == kind] for side in (source, target))
        if len(before) != len(after):
            continue
        for one, other in zip(before, after, strict=True):
            if one.level - before[0].level != other.level - after[0].level:
                name = kind.replace("_", " ")
                message = f"the {name} is at level {other.level}, at level {one.level} in the source"
                message = f"{message}: {shorten(other.text)}"
                yield Finding(check=MARKUP, severity="severe", message=message, source=one.text)
                break


Values = Mapping[tuple[str, ...], str]


def values_of(scalars: Iterable[Scalar]) -> Values:
    """Return the texts of a file of keys and values by their keys, without a key at the top that is a language."""
    found = [one for one in scalars if not one.is_key]
    top = {one.path[0] for one in found if one.path}
    code = next(iter(top)) if len(top) == 1 else ""
    cut = int(re.split("[-_]", code)[0].lower() in lang.known() and all(len(one.path) > 1 for one in found))
    return {one.path[cut:]: one.value for one in found}


def value_pairs(source: Values, target: Values) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield the texts of both sides by key, and what is wrong with the keys.

    A value that is the same on both sides is a text if it reads like prose; one that is not is no setting.
    """
    for key, text in source.items():
        other = target.get(key)
        if other is None:
            if not _is_plural(key):
                yield "", "", (f"lost the key {'.'.join(key)}",)
        elif has_branches(text):
            yield from message_pairs(text, other)
        elif text == other:
            if looks_like_prose(text) and not is_setting(key):
                yield text, other, ()
        elif not (is_name(text) or is_name(other)) and any(map(str.isalpha, chain(text, other))):
            yield text, other, ()
    for key in target.keys() - source.keys():
        if not _is_plural(key):
            yield "", "", (f"has, unlike its source, the key {'.'.join(key)}",)


def message_pairs(source: str, target: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield the texts of both sides of a message with plurals and the like, branch by branch, and what is wrong."""
    try:
        first = parse(source)
    except NotIcu:
        yield source, target, ()
        return
    try:
        second = parse(target)
    except NotIcu as error:
        yield source, target, (f"is not a message of ICU: {error}",)
        return
    yield from _branch_pairs(first, second)


def _branch_pairs(source: Message, target: Message) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    own = tuple(_NUMBER.sub("# ", next(texts(side))) for side in (source, target))
    if own[0] != own[1]:
        yield own[0], own[1], ()
    sides: list[dict[tuple[str, str], Argument]] = [
        {(part.name, part.kind): part for part in side.parts if isinstance(part, Argument)} for side in (source, target)
    ]
    for name in sorted(sides[0].keys() - sides[1].keys()):
        yield "", "", (f"lost the placeholder {{{', '.join(name)}}}",)
    for name in sorted(sides[0].keys() & sides[1].keys()):
        before, after = ({one.selector: one.message for one in side[name].branches} for side in sides)
        fixed = before.keys() - KEYWORDS, after.keys() - KEYWORDS
        for selector in sorted(fixed[0] - fixed[1]):
            yield "", "", (f"lost the branch {selector} of {name[0]}",)
        for selector in sorted(fixed[1] - fixed[0]):
            yield "", "", (f"has, unlike its source, the branch {selector} of {name[0]}",)
        for selector, message in after.items():
            like = before.get(selector, before.get("other"))
            if like is not None and selector not in fixed[1] - fixed[0]:
                yield from _branch_pairs(like, message)


def _is_plural(key: tuple[str, ...]) -> bool:
    """Whether a key is for a plural that not every language has: `count.many`, `count_many`."""
    return bool(key) and re.split(r"[_.]", key[-1])[-1] in _CATEGORIES
