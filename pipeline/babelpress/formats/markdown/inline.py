"""The text of one Markdown block as plain text with marks, from which its spelling can be rebuilt.

The parser is markdown-it; its tokens are matched with the source one after the other. Where they do not match exactly,
nothing is guessed: `read_inline` returns None, and the block is passed through unchanged.
"""

import re
from dataclasses import dataclass, field, replace

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from babelpress.document import InlineTag
from babelpress.formats.inline import faults, pair_up
from babelpress.formats.markdown.attributes import Syntax, attribute_texts
from babelpress.formats.markdown.parser import References, parse_inline_tokens
from babelpress.formats.markdown.rules import VERBATIM

# HTML tags in Markdown text: which ones are pairs, and which ones cover text that is not translated.

_HTML_TAG = re.compile(r"<(/?)([A-Za-z][\w:.-]*)")
_NOT_TRANSLATED = re.compile(r"""\stranslate=["']?no\b|\bnotranslate\b""")
_KEPT_TAGS = frozenset({"code", "kbd", "samp", "var", "script", "style", "pre", "textarea"})
_SHORTCODE = re.compile(
    r"(?P<kind>\{\{[<%]|\{%-?)\s*(?P<end>/?)\s*(?P<name>[\w.-]+)(?:(?!/?\s*[>%]\}\}).)*(?P<alone>/?)", re.DOTALL
)
_VOID_TAGS = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "source", "track", "wbr"})


def tag_name(raw: str) -> str:
    """Return the name of a tag in lower case, `html` for a comment or declaration."""
    found = _HTML_TAG.match(raw)
    return _name(found[2]) if found else "html"


def _name(written: str) -> str:
    """Return the name of a tag; that of a component keeps its capitals: `<Link>` is not `<link>`."""
    return written if written[0].isupper() else written.lower()


def is_kept(raw: str) -> bool:
    """Return whether the content of a tag is not translated: code, or a tag that says so."""
    return tag_name(raw) in _KEPT_TAGS or bool(_NOT_TRANSLATED.search(raw))


def shortcode_name(raw: str) -> tuple[str, bool]:
    """Return the kind and name of a shortcode, and whether it ends another; an empty name for what has no end.

    >>> shortcode_name("{{< /button >}}"), shortcode_name("{% endlink %}")
    (('{{<button', True), ('{%link', True))
    """
    found = _SHORTCODE.match(raw)
    if not found or found["alone"]:
        return "", False
    name = found["name"]
    if raw.startswith("{%"):
        return "{%" + name.removeprefix("end"), name.startswith("end")
    return found["kind"] + name, bool(found["end"])


def pairs(tokens: list[Token]) -> set[int]:
    """Return the indices of tags and shortcodes that are pairs, without Markdown that opens or closes across them."""
    found: set[int] = set()
    around: list[tuple[str, int]] = []
    for index, token in enumerate(tokens):
        if token.nesting > 0:
            around.append(("", index))
        elif token.nesting < 0:
            while around.pop()[0]:
                pass
        elif found_tag := _tag_of(token):
            name, closes = found_tag
            if not closes:
                around.append((name, index))
                continue
            for back in range(len(around) - 1, -1, -1):
                if around[back][0] == name:
                    found |= {around[back][1], index}
                    del around[back:]
                if not around[back:] or not around[back][0]:
                    break
    return found


def _tag_of(token: Token) -> tuple[str, bool] | None:
    """Return the name of a tag or shortcode that may be one of a pair, and whether it is the second."""
    if token.type == "html_inline" and (tag := _HTML_TAG.match(token.content)):
        name = _name(tag[2])
        alone = not tag[1] and (name in _VOID_TAGS or token.content.endswith("/>"))
        return None if alone else (name, bool(tag[1]))
    if token.type == "kept" and token.meta["tag"] == "shortcode":
        name, closes = shortcode_name(token.content)
        return (name, closes) if name else None
    return None


_ATTRIBUTES = re.compile(r"\{(?![{%])")
_AT_WORDS = frozenset({"shortcode", "remark"})
_SOFT = re.compile(r"( *)\n[ \t]*")
_HARD = re.compile(r"( *|\\)\n[ \t]*")
_TITLE = re.compile(r"""[ \t\n]("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))[ \t\n]*\)$""", re.DOTALL)
_TAGS = {"strong": "strong", "em": "em", "s": "s"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """Text inside a tag: the alternative text of an image, the title of a link, an inline footnote.

    Its position is `start` to `end` in the block's source, and `lead` characters into `spelling`, which is the `open`
    or `close` that contains it. `label` is that of the definition of an image, which is its alternative text otherwise.
    """

    kind: str
    text: str
    spelling: str
    lead: int
    start: int
    end: int
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inline:
    """The result of `read_inline`.

    `spellings` are pairs of a character and its spelling in the source: the k-th occurrence of a character has its k-th
    spelling, all later ones the last.
    """

    text: str
    marks: tuple[InlineTag, ...]
    spellings: tuple[tuple[str, str], ...]
    captions: tuple[Caption, ...]


@dataclass(slots=True)
class _Reading:
    """The state of reading one block; `bound` is the position of the last tag."""

    source: str
    mdx: bool = False
    at: int = 0
    text: list[str] = field(default_factory=list)
    length: int = 0
    bound: int = 0
    marks: list[InlineTag] = field(default_factory=list)
    around: list[int] = field(default_factory=list)
    spelt: dict[int, str] = field(default_factory=dict)
    verbatim: list[tuple[int, int]] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)

    def write(self, text: str) -> None:
        self.text.append(text)
        self.length += len(text)

    def open(self, mark: InlineTag) -> None:
        self.marks.append(replace(mark, start=self.length, end=self.length, depth=len(self.around)))
        self.around.append(len(self.marks) - 1)
        self.bound = self.length

    def close(self, spelling: str) -> None:
        index = self.around.pop()
        self.marks[index] = replace(self.marks[index], end=self.length, close=spelling)
        self.bound = self.length

    def single(self, mark: InlineTag, *, covers: str = "", keep: bool = True) -> None:
        """Add a tag that contains no others; what it covers keeps its spelling."""
        start = self.length
        if covers:
            self.write(covers)
            self.verbatim.append((start, self.length))
        self.marks.append(replace(mark, start=start, end=self.length, depth=len(self.around), keep=keep))
        self.bound = self.length

    def take_space(self) -> str:
        """Remove and return the blanks at the end of the text."""
        if not self.text:
            return ""
        kept = self.text[-1].rstrip(" ")
        space = self.text[-1][len(kept) :]
        if self.length - len(space) < self.bound:
            return ""
        self.text[-1] = kept
        self.length -= len(space)
        return space

    def takes(self, raw: str) -> bool:
        """Advance past a token's source, if it is at the current position."""
        if not self.source.startswith(raw, self.at):
            return False
        self.at += len(raw)
        return True


def read_inline(source: str, references: References, *, mdx: bool = False) -> Inline | None:
    """Return the text, marks and spellings of a block's source, or None where they are not certain."""
    reading = _Reading(source, mdx=mdx)
    tokens = parse_inline_tokens(source, references, mdx=mdx)
    paired = pairs(tokens)
    if not all(_read_token(reading, token, paired=index in paired) for index, token in enumerate(tokens)):
        return None
    text = "".join(reading.text)
    marks = pair_up([_with_text(mark, text) for mark in reading.marks])
    if reading.at != len(source) or reading.around or faults(text, marks):
        return None
    return Inline(text=text, marks=marks, spellings=_spellings(text, reading), captions=tuple(reading.captions))


def _read_token(reading: _Reading, token: Token, *, paired: bool) -> bool:
    match token.type:
        case "text":
            reading.write(token.content)
            return reading.takes(token.content)
        case "text_special":
            return _read_special(reading, token)
        case "softbreak" | "hardbreak":
            return _read_break(reading, hard=token.type == "hardbreak")
        case "strong_open" | "em_open" | "s_open":
            reading.open(InlineTag(start=0, end=0, tag=_TAGS[token.tag], open=token.markup))
            return reading.takes(token.markup)
        case "strong_close" | "em_close" | "s_close":
            reading.close(token.markup)
            return reading.takes(token.markup)
        case "link_open" if token.markup == "autolink":
            href = (("href", token.meta["raw"][1:-1]),)
            reading.open(InlineTag(start=0, end=0, tag="a", attributes=href, open="<", keep=True))
            return reading.takes("<")
        case "link_open":
            reading.open(InlineTag(start=0, end=0, tag="a", attributes=_link_attributes(token), open="["))
            return reading.takes("[")
        case "link_close":
            return _close_link(reading, token)
        case "image":
            return _read_image(reading, token)
        case "code_inline":
            return _read_code(reading, token)
        case "html_inline":
            _read_html(reading, token.content, paired=paired)
            return reading.takes(token.content)
        case "around_open":
            reading.open(InlineTag(start=0, end=0, tag=token.tag, open=token.markup))
            return reading.takes(token.markup)
        case "around_close":
            reading.close(token.markup)
            return reading.takes(token.markup)
        case "kept":
            return _read_kept(reading, token, paired=paired)
    return False


def _read_special(reading: _Reading, token: Token) -> bool:
    if token.content == token.markup:  # a backslash before a letter is two characters
        reading.write(token.content)
    elif len(token.content) == 1 and token.content not in "\t\n\v\f\r ":
        reading.spelt[reading.length] = token.markup
        reading.write(token.content)
    else:
        reading.single(InlineTag(start=0, end=0, tag="entity", open=token.markup))
    return reading.takes(token.markup)


def _read_break(reading: _Reading, *, hard: bool) -> bool:
    found = (_HARD if hard else _SOFT).match(reading.source, reading.at)
    if not found:
        return False
    reading.at = found.end()
    if hard:
        reading.single(InlineTag(start=0, end=0, tag="br", open=found[1]))
        reading.write("\n")
    else:
        reading.write(f"{found[1]}\n")
    return True


def _link_attributes(token: Token) -> tuple[tuple[str, str], ...]:
    raw, end = token.meta["raw"], token.meta["label_end"]
    attributes = (("href", str(token.attrs.get("href", ""))),)
    if raw[end + 1 :].startswith("("):
        return attributes
    return (*attributes, ("ref", raw[end + 2 : -1] or raw[1:end]))


def _with_text(mark: InlineTag, text: str) -> InlineTag:
    """Store the text under a link by reference in its mark: `[text][]` names its target by it."""
    if any(key == "ref" for key, _ in mark.attributes):
        return replace(mark, attributes=(*mark.attributes, ("text", text[mark.start : mark.end])))
    return mark


def _close_link(reading: _Reading, token: Token) -> bool:
    if token.markup == "autolink":
        reading.verbatim.append((reading.marks[reading.around[-1]].start, reading.length))
        reading.close(">")
        return reading.takes(">")
    spelling = token.meta["raw"][token.meta["label_end"] :]
    _title(reading, token, spelling=spelling, lead=0)
    reading.close(spelling)
    return reading.takes(spelling)


def _title(reading: _Reading, token: Token, *, spelling: str, lead: int) -> None:
    """Record the title of a link or image in its spelling, if the parser found the same one there."""
    found = _TITLE.search(spelling, lead)
    if found and spelling.startswith("](", lead):
        text = unescapeAll(found[1][1:-1])
        if text == token.meta["title"]:
            _caption(reading, "title", text, spelling=spelling, lead=found.start(1) + 1, length=len(found[1]) - 2)


def _caption(
    reading: _Reading, kind: str, text: str, *, spelling: str, lead: int, length: int, label: str = ""
) -> None:
    if any(map(str.isalnum, text)):
        start = reading.at + lead
        reading.captions.append(
            Caption(kind=kind, text=text, spelling=spelling, lead=lead, start=start, end=start + length, label=label)
        )


def _read_image(reading: _Reading, token: Token) -> bool:
    raw, end = token.meta["raw"], token.meta["label_end"]
    inner = read_inline(raw[2:end], {}, mdx=reading.mdx)
    if inner:
        by_text = raw[end:] in ("]", "][]")  # then the text is the label, too: `![mot]` becomes `![word][mot]`
        length = len(raw) - 3 if by_text else end - 2
        label = raw[2:end] if by_text else ""
        _caption(reading, "alt", inner.text, spelling=raw, lead=2, length=length, label=label)
    if raw.startswith("](", end):
        _title(reading, token, spelling=raw, lead=end)
    attributes = (("src", str(token.attrs.get("src", ""))), ("alt", raw[2:end]))
    reading.single(InlineTag(start=0, end=0, tag="img", attributes=attributes, open=raw))
    return reading.takes(raw)


def _read_code(reading: _Reading, token: Token) -> bool:
    raw, fence = token.meta["raw"], len(token.markup)
    inner = raw[fence:-fence]
    stripped = len(inner.replace("\n", " ")) != len(token.content)
    lead = fence + stripped
    covers = raw[lead : len(raw) - lead]
    reading.single(InlineTag(start=0, end=0, tag="code", open=raw[:lead], close=raw[len(raw) - lead :]), covers=covers)
    return covers.replace("\n", " ") == token.content and reading.takes(raw)


def _read_kept(reading: _Reading, token: Token, *, paired: bool) -> bool:
    raw, (lead, last), shows = token.content, token.meta["covers"], token.meta["shows"]
    if token.meta["tag"] == "shortcode":
        _attributes(reading, raw, syntax="shortcode" if raw[1] in "{%" else "html")
    if paired:
        name, closes = shortcode_name(raw)
        if closes:
            reading.close(raw)
        else:
            keep = name.lstrip("{<%") in VERBATIM
            reading.open(InlineTag(start=0, end=0, tag="shortcode", open=raw, keep=keep))
        return reading.takes(raw)
    if shows:
        inner = read_inline(raw[shows[0] : shows[1]], {}, mdx=reading.mdx)
        if inner and not inner.marks:  # one with tags stays as it is
            length = shows[1] - shows[0]
            _caption(reading, "note", inner.text, spelling=raw, lead=shows[0], length=length)
    # white space before a list of attributes or a remark is part of it, so that both stay at their word
    space = reading.take_space() if token.meta["tag"] in _AT_WORDS and _ATTRIBUTES.match(raw) else ""
    mark = InlineTag(start=0, end=0, tag=token.meta["tag"], open=space + raw[:lead], close=raw[last:])
    reading.single(mark, covers=raw[lead:last], keep=token.meta["keep"])
    return reading.takes(raw)


def _attributes(reading: _Reading, raw: str, *, syntax: Syntax) -> None:
    """Record the texts in the attributes of a tag or shortcode at the current position."""
    for found in attribute_texts(raw, syntax=syntax):
        length = found.end - found.start
        _caption(reading, found.kind, found.text, spelling=raw, lead=found.start, length=length)


def _read_html(reading: _Reading, raw: str, *, paired: bool) -> None:
    _attributes(reading, raw, syntax="html")
    if not paired:
        following = reading.source[reading.at + len(raw) : reading.at + len(raw) + 1]
        glued = tag_name(raw) == "br" and bool(following) and not following.isspace()
        attributes = (("glued", "yes"),) if glued else ()
        reading.single(InlineTag(start=0, end=0, tag=tag_name(raw), attributes=attributes, open=raw))
        if glued:
            reading.write("\n")  # so that the plain text has two words
    elif raw.startswith("</"):
        reading.close(raw)
    else:
        reading.open(InlineTag(start=0, end=0, tag=tag_name(raw), open=raw, keep=is_kept(raw)))


def _spellings(text: str, reading: _Reading) -> tuple[tuple[str, str], ...]:
    """Return the spellings of characters that are not always written plainly."""
    special = {text[index] for index in reading.spelt}
    if not special:
        return ()
    found: dict[str, list[str]] = {}
    verbatim = iter(reading.verbatim)
    start, end = next(verbatim, (len(text), len(text)))
    for index, character in enumerate(text):
        if index >= end:
            start, end = next(verbatim, (len(text), len(text)))
        if character in special and not start <= index < end:
            found.setdefault(character, []).append(reading.spelt.get(index, character))
    for spellings in found.values():
        while len(spellings) > 1 and spellings[-1] == spellings[-2]:
            spellings.pop()
    return tuple((character, spelling) for character, all_of in found.items() for spelling in all_of)
