"""A message of a program as blocks, and back.

What readers do not see is taken out of the text or kept in it: tags, placeholders, quoting, the sign of an accelerator.
A message with branches (a plural in ICU's notation) is a skeleton with the mark `message`, followed by a block for each
of its texts that has words.
"""

import html
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from itertools import pairwise
from types import MappingProxyType

from babelpress import lang
from babelpress._internal.placeholder_syntax import ANY, PROSE, lost, numbered, placeholders, unnumbered
from babelpress.document import VERBATIM, Block, BlockKind, InlineTag
from babelpress.formats.decoding import normal_form
from babelpress.formats.inline import HTML_TAGS, read_tags, render_inline
from babelpress.formats.lossless import annotation, block_tag, unchanged, with_raw
from babelpress.formats.messages import icu
from babelpress.formats.messages.accelerators import Accelerator, place_for, take_out
from babelpress.formats.messages.escapes import android_meaning, android_spelling
from babelpress.formats.messages.inline_markup import has_markup, mended, read_markup
from babelpress.formats.messages.spans import Place, shifted, with_kept

_GROUP = "message"
_QUOTING = re.compile(r"(?<=\w)''(?=\w)|'[{}]+'")
"""What shows that apostrophes quote: two inside a word, or a brace between two."""

_KEPT_TAGS = frozenset({"xliff:g"})
"""Tags around a text that is not translated, beside those of HTML."""

_HIDDEN = "\uf8fe"
"""Stands for a `<` that begins no tag."""

_QUOTED = re.compile(r"'[{}|<#](?:[^']|'')*'")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_BARE = re.compile(r"&(?!(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)|<|(?<=\]\])>")
_REFERENCES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_MAX_PARTS = 50
_SHORT = 40
"""A shorter line was not broken because it was full."""

_SENTENCE_END = re.compile(r"[.!?:;…»\"”)]\s*\Z")
_LINE_END = re.compile(r"[ \t]*\r?\n[ \t]*")
_ESCAPED_LINE_END = re.compile(r"(?<=[^\\>\s])[ \t]*(?:\\n[ \t]*)+(?=[^\\<\s])")
"""A line end as Android's resources write it: it is meant, however long the line is."""

_SHORTCUT = re.compile(r"\t(?:(?:[^\W_]{1,12}\+){1,4}(?:[^\W_]{1,12}|[^\s\w])|F\d{1,2})\Z")
"""What a menu shows behind an item: the keys that choose it."""
_STAYS = frozenset("<>&\u00ad")
"""Characters whose references stay as they are written."""

_AGAIN = frozenset("\"'\u00a0")
"""Characters that are written as references again, if they were."""

POSITIONAL = "positional"
"""The dialect, without notations of its own, of a library that knows `%1$s`."""

_NUMBERED = frozenset({"c", "php", "objc", "brace", POSITIONAL})
"""Dialects in which a placeholder may have a number although that of the source has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Syntax:
    """How the messages of a file are written.

    Attributes:
        dialects: The notations of placeholders, as in `placeholder_syntax`.
        accelerators: The signs of accelerators.
        branches: Whether messages may have branches in ICU's notation.
        quotes: Whether apostrophes quote and are doubled.
        variants: Whether `|` separates the variants of a text.
        lines: Whether a line end after a short line separates texts.
        markup: The inline markup that messages may have beside tags: `rst`, `markdown` or none.
        android: Whether backslashes escape as in Android's resources.
        xml: Whether messages are the content of an element of XML as it is written.
    """

    dialects: tuple[str, ...] = (ANY,)
    accelerators: str = ""
    branches: bool = False
    quotes: bool = False
    variants: bool = False
    lines: bool = False
    markup: str = ""
    android: bool = False
    xml: bool = False


def quotes(text: str) -> bool:
    """Return whether a message shows that apostrophes quote in it.

    >>> [quotes(text) for text in ("L''été", "'{'x", "L'été", "''cité''", "à '{0}'")]
    [True, True, False, False, False]
    """
    return bool(_QUOTING.search(text))


def translatable(text: str, dialects: Sequence[str] = (ANY,)) -> bool:
    """Return whether a message has a letter outside of tags and placeholders."""
    return any(map(str.isalpha, bare(text, dialects)))


def bare(text: str, dialects: Sequence[str] = (ANY,)) -> str:
    """Return a message with a space in place of each tag and placeholder.

    >>> bare("Il y a <b>%d</b> articles")
    'Il y a     articles'
    """
    plain = HTML_TAGS.sub(" ", _hidden(text, dialects)).replace(_HIDDEN, "<") if "<" in text else text
    parts, at = [], 0
    for one in placeholders(plain, dialects):
        parts.append(plain[at : one.start])
        at = one.end
    return " ".join([*parts, plain[at:]])


def message_blocks(
    value: str,
    syntax: Syntax,
    *,
    raw: str,
    known: Mapping[str, str] = MappingProxyType({}),
    kind: BlockKind = "paragraph",
    level: int = 0,
) -> list[Block]:
    """Return the blocks of a message: one, or a skeleton and one for each of its texts.

    Args:
        value: The message, without the escapes of its file.
        syntax: How it is written.
        raw: Its original characters in the file.
        known: What the format has to know to write it.
        kind: The kind of its block.
        level: The level of its block.

    Raises:
        NotIcu: The branches of the message are not well-formed.
    """
    more = {"syntax": _spelt(syntax), **known} | ({"value": value} if value != raw else {})
    message = _tree(value, syntax)
    if message is None:
        block, own = _text(value, syntax)
        return [with_raw(replace(block, kind=kind, level=level), raw, **more, **own)]
    blocks = []
    for one, part in zip(icu.walk(message), icu.texts(message), strict=True):
        if translatable(part, _inside(syntax, one, value).dialects):
            block, own = _text(part, _inside(syntax, one, value))
            blocks.append(with_raw(replace(block, kind=kind, level=level), "", **own))
    mark = InlineTag(start=0, end=0, tag=_GROUP, attributes=(("count", str(len(blocks))), ("raw", raw), *more.items()))
    return [Block(kind="skeleton", text=raw, markup=(mark,)), *blocks]


def grouped(blocks: Sequence[Block]) -> Iterator[Sequence[Block]]:
    """Yield the blocks of each message together, and every other block alone."""
    at = 0
    while at < len(blocks):
        head = block_tag(blocks[at], _GROUP)
        size = 1 + (int(dict(head.attributes)["count"]) if head else 0)
        yield blocks[at : at + size]
        at += size


def is_message(group: Sequence[Block]) -> bool:
    """Return whether blocks from `grouped` are a message."""
    return group[0].kind not in VERBATIM or block_tag(group[0], _GROUP) is not None


def changed(group: Sequence[Block]) -> bool:
    """Return whether a message is another than the one that was read."""
    return any(block.kind not in VERBATIM and not unchanged(block) for block in group)


def about(group: Sequence[Block]) -> dict[str, str]:
    """Return what is known of a message: `raw`, and what `message_blocks` was told."""
    head = block_tag(group[0], _GROUP)
    return dict(head.attributes) if head else annotation(group[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A message, and why it is that of the source although it was to be another one; empty if it is not."""

    value: str
    fault: str = ""


def written(group: Sequence[Block], *, language: str) -> Written:
    """Return the message of changed blocks; that of the source where the new one could not work in its program.

    Args:
        group: The blocks of a message, from `grouped`.
        language: Code of the language of the texts, for the categories of plurals.
    """
    known = about(group)
    source = known.get("value", known["raw"])
    syntax = _syntax(known["syntax"])
    if block_tag(group[0], _GROUP) is None:
        return _finished(group[0], source, syntax)
    message = _tree(source, syntax)
    assert message is not None
    new: list[str] = []
    rest = iter(group[1:])
    for one, part in zip(icu.walk(message), icu.texts(message), strict=True):
        inner = _inside(syntax, one, source)
        made = _finished(next(rest), part, inner) if translatable(part, inner.dialects) else Written(value=part)
        if made.fault:
            return Written(value=source, fault=made.fault)
        new.append(made.value)
    value = icu.compose(message, iter(new), categories=_categories(language))
    try:
        _tree(value, syntax)
    except icu.NotIcu as error:
        return Written(value=source, fault=f"the translation is not a message of ICU: {error}")
    fault = _lost(source, value, syntax, in_order=True) if _has_lines(message) else ""
    return Written(value=source if fault else value, fault=fault)


def faults_of(blocks: Sequence[Block], *, language: str) -> Iterator[tuple[int, str]]:
    """Yield the messages that stay in the language of the source: the index of a block, and why."""
    at = 0
    for group in grouped(blocks):
        if is_message(group) and changed(group) and (fault := written(group, language=language).fault):
            yield at + (len(group) > 1), fault
        at += len(group)


def misread(blocks: Sequence[Block], *, language: str) -> Iterator[int]:
    """Yield the indices of the texts in which a program would read other placeholders, tags, branches or variants."""
    at = 0
    for group in grouped(blocks):
        if is_message(group) and changed(group) and not written(group, language=language).fault:
            yield from (at + index for index, block, text, syntax in _texts_of(group) if _strange(block, text, syntax))
        at += len(group)


def _texts_of(group: Sequence[Block]) -> Iterator[tuple[int, Block, str, Syntax]]:
    """Yield the changed texts of a message: the index in the group, the block, what is written, and its syntax."""
    known = about(group)
    source = known.get("value", known["raw"])
    syntax = _syntax(known["syntax"])
    parts: Iterable[tuple[str, Syntax]] = [(source, syntax)]
    if block_tag(group[0], _GROUP) is not None:
        message = _tree(source, syntax)
        assert message is not None
        pairs = zip(icu.walk(message), icu.texts(message), strict=True)
        every = ((part, _inside(syntax, one, source)) for one, part in pairs)
        parts = [(part, inner) for part, inner in every if translatable(part, inner.dialects)]
    first = len(group) - len(list(parts))
    for index, (part, inner) in enumerate(parts, first):
        if not unchanged(group[index]):
            yield index, group[index], _finished(group[index], part, inner).value, inner


def _strange(block: Block, value: str, syntax: Syntax) -> bool:
    """Return whether a text that is written for a block would be read with more in it than the block has."""
    try:
        if _tree(value, replace(syntax, lines=False)) is not None:
            return True
    except icu.NotIcu:
        return True
    found, own = _text(value, syntax)
    if ("accelerator" in own) != ("accelerator" in annotation(block)) and "&" in value:
        return True
    meant, read = (Counter(mark.tag for mark in one.markup if mark.inline) for one in (block, found))
    return bool(read - meant)


@cache
def _spelt(syntax: Syntax) -> str:
    return json.dumps(asdict(syntax))


@cache
def _syntax(spelt: str) -> Syntax:
    stated = json.loads(spelt)
    return Syntax(**stated | {"dialects": tuple(stated["dialects"])})


def _tree(value: str, syntax: Syntax) -> icu.Message | None:
    """Return a message with branches or variants as a tree, None for one without. Raises `NotIcu`."""
    if syntax.branches and icu.has_branches(value):
        return icu.parse(value, quotes=syntax.quotes)
    cuts = _variants(value, syntax) if syntax.variants and "|" in value else []
    if not cuts and syntax.lines:
        cuts = [found.span() for found in _ESCAPED_LINE_END.finditer(value)] if syntax.android else _lines(value)
    return _in_parts(value, cuts) if 0 < len(cuts) < _MAX_PARTS else None


def _variants(value: str, syntax: Syntax) -> list[Place]:
    """Return the signs between the variants of a text."""
    inside = [(one.start, one.end) for one in placeholders(value, syntax.dialects)]
    inside += [tag.span() for tag in HTML_TAGS.finditer(value)]
    return [
        found.span()
        for found in re.finditer(r"(?<!\|)\|(?!\|)", value)
        if not any(start <= found.start() < end for start, end in inside)
    ]


def _lines(value: str) -> list[Place]:
    """Return the line ends that separate texts: after a short line that does not end a sentence, outside of tags."""
    found: list[Place] = []
    start = 0
    for end in _LINE_END.finditer(value):
        line = value[start : end.start()]
        tags = Counter(bool(tag["close"]) for tag in HTML_TAGS.finditer(line)) if "<" in line else Counter()
        if tags[True] != tags[False]:
            return []
        if 0 < len(line) < _SHORT and not _SENTENCE_END.search(line) and value[end.end() : end.end() + 1].strip():
            found.append(end.span())
        start = end.end()
    return found


def _has_lines(message: icu.Message) -> bool:
    """Return whether the parts of a message are lines: unlike variants, all of them take the same arguments."""
    first = message.parts[0]
    if not isinstance(first, icu.Argument) or first.name != "parts":
        return False
    return "\n" in first.branches[1].before or "\\n" in first.branches[1].before


def _in_parts(value: str, cuts: Sequence[Place]) -> icu.Message:
    """Return the parts of a message between cuts as the branches of an argument without a name in the message."""
    places = zip([(0, 0), *cuts], [*(start for start, _ in cuts), len(value)], strict=True)
    branches = tuple(
        icu.Branch(before=value[before:start], selector=str(start), message=icu.Message((value[start:end],)))
        for (before, start), end in places
    )
    return icu.Message((icu.Argument(name="parts", kind="choice", head="", branches=branches, tail=""),))


def _inside(syntax: Syntax, message: icu.Message, value: str) -> Syntax:
    """Return how a text of a message with branches or parts is written; `value` is the whole message."""
    own: tuple[str, ...] = ()
    if (syntax.branches and icu.has_branches(value)) or any(isinstance(part, icu.Argument) for part in message.parts):
        own = ("icu", "icu-plural") if message.in_plural else ("icu",)
    return replace(syntax, dialects=(*syntax.dialects, *own), accelerators="", variants=False, lines=False)


def _text(value: str, syntax: Syntax) -> tuple[Block, dict[str, str]]:
    """Return the block of a text, and what is needed to write it again."""
    own: dict[str, str] = {}
    references: dict[str, str] = {}
    decode = _decoder(syntax, references)
    if shortcut := _SHORTCUT.search(value):
        own["shortcut"] = shortcut[0]
        value = value[: shortcut.start()]
    if has_markup(value, syntax.markup):
        text, marks = read_markup(decode(value), syntax.markup)
        own["markup"] = syntax.markup
    else:
        text, marks = read_tags(_hidden(value, syntax.dialects), decode=decode)
        text = text.replace(_HIDDEN, "<")
        marks = tuple(replace(mark, keep=True) if mark.tag in _KEPT_TAGS and mark.close else mark for mark in marks)
    if references:
        own["references"] = json.dumps(references)
    kept = _places(text, marks, syntax.dialects)
    text, accelerator, at = take_out(text, syntax.accelerators, apart=kept)
    if accelerator:
        own["accelerator"] = "".join(accelerator)
        marks = shifted(marks, at, -1)
    dialects = syntax.dialects
    if not any(placeholders(mark.open, dialects) for mark in marks) and (edits := numbered(text, dialects)):
        own["numbered"] = json.dumps({new: text[start:end] for start, end, new in edits})
        dialects = (*dialects, PROSE)
        for start, end, new in reversed(edits):
            text = text[:start] + new + text[end:]
            marks = shifted(marks, start, len(new) - (end - start))
    kept = _places(text, marks, dialects)
    return Block(kind="paragraph", text=text, markup=with_kept(marks, kept, tag="placeholder")), own


def _places(text: str, marks: Sequence[InlineTag], dialects: Sequence[str]) -> list[Place]:
    """Return where the placeholders of a text are; a tag ends one."""
    edges = sorted({0, len(text), *(edge for mark in marks if mark.inline for edge in (mark.start, mark.end))})
    return [
        (start + one.start, start + one.end)
        for start, end in pairwise(edges)
        for one in placeholders(text[start:end], dialects)
    ]


def _hidden(text: str, dialects: Sequence[str]) -> str:
    """Return a text in which the `<` of a placeholder such as `%<name>s` is another character, so that it is no tag."""
    for one in placeholders(text, dialects) if "<" in text and "%" in text else ():
        if "<" in text[one.start + 1 : one.end]:
            text = text[: one.start] + text[one.start : one.end].replace("<", _HIDDEN) + text[one.end :]
    return text


def _decoder(syntax: Syntax, references: dict[str, str]) -> Callable[[str], str]:
    """Return what turns a part of a message between two tags into text; it notes the references to write again."""

    def decode(part: str) -> str:
        if syntax.android:
            part = android_meaning(part)
        if syntax.quotes:
            part = _outside(part, _QUOTED.findall(part), lambda text: text.replace("''", "'"))
        return normal_form(_dereferenced(part, references))

    return decode


def _dereferenced(text: str, references: dict[str, str] | None = None) -> str:
    """Return a text with the characters that references stand for; `references` gets those to write again."""

    def character_of(found: re.Match[str]) -> str:
        character = html.unescape(found[0])
        if len(character) != 1 or character in _STAYS or (not character.isprintable() and character != "\u00a0"):
            return found[0]
        if references is not None and character in _AGAIN:
            references.setdefault(character, found[0])
        return character

    return _ENTITY.sub(character_of, text) if "&" in text else text


def _outside(text: str, parts: Sequence[str], change: Callable[[str], str]) -> str:
    """Return a text changed outside of certain parts."""
    if not parts:
        return change(text)
    pieces = re.split(f"({'|'.join(map(re.escape, parts))})", text)
    return "".join(piece if index % 2 else change(piece) for index, piece in enumerate(pieces))


def _finished(block: Block, source: str, syntax: Syntax) -> Written:
    """Return the text of a changed block as a message; that of its source with what is wrong with it, if it is."""
    known = annotation(block)
    if unchanged(block):
        return Written(value=source)
    count = len(block.markup)
    block = mended(block, known["markup"]) if "markup" in known else block
    if len(block.markup) < count:
        return Written(value=source, fault="the translation has fewer words than there are marks around some")
    if "accelerator" in known:
        block = _accelerated(block, Accelerator(*known["accelerator"]), syntax)
    quoted = _QUOTED.findall(source) if syntax.quotes else []
    references: dict[str, str] = json.loads(known.get("references", "{}"))
    if syntax.android:
        references = {character: reference for character, reference in references.items() if character == "\u00a0"}

    def spelt(text: str, inside: tuple[InlineTag, ...]) -> str:
        if syntax.xml:
            text = _BARE.sub(lambda found: _REFERENCES[found[0]], text)
        if syntax.android:
            text = android_spelling(text)
        for character, reference in references.items():
            text = text.replace(character, reference)
        if syntax.quotes:
            return _outside(text, quoted, lambda part: part.replace("'", "''"))
        return re.sub(r"'(?=[{}])", "’", text) if "icu" in syntax.dialects else text

    text = render_inline(block, spelt)
    names: dict[str, str] = json.loads(known.get("numbered", "{}"))
    text = unnumbered(text, names) + known.get("shortcut", "")
    fault = _fault(source, text, names, syntax)
    return Written(value=source if fault else text, fault=fault)


def _fault(source: str, text: str, names: dict[str, str], syntax: Syntax) -> str:
    """Return why a text cannot stand for a message, in words."""
    if not text.strip():
        return "the translation is empty"
    moved = {new: was for new, was in names.items() if new in text and new not in source}
    if moved and not _NUMBERED.intersection(syntax.dialects):
        return f"the placeholders {' '.join(moved.values())}, which have no number, stand in another order"
    for new, was in moved.items():
        text = text.replace(new, was, 1)
    return _lost(source, text, syntax, in_order=not moved)


def _lost(source: str, text: str, syntax: Syntax, *, in_order: bool) -> str:
    fault = lost(_dereferenced(source), _dereferenced(text), syntax.dialects)
    if not fault or (not in_order and "order" in fault):
        return ""
    if ANY in syntax.dialects and "lacks" not in fault and "order" not in fault:
        return ""  # what looks like a placeholder of its own may be a word: nobody said which notation this is
    return fault


def _accelerated(block: Block, accelerator: Accelerator, syntax: Syntax) -> Block:
    apart = [(one.start, one.end) for one in placeholders(block.text, (*syntax.dialects, PROSE))]
    at = place_for(block.text, accelerator.letter, apart=apart)
    if at < 0:
        return block
    text = block.text[:at] + accelerator.sign + block.text[at:]
    return replace(block, text=text, markup=shifted(block.markup, at, 1))


def _categories(language: str) -> tuple[str, ...]:
    code = language.partition("-")[0]
    return lang.get(code).plural_categories if code in lang.known() else ()
