"""Inline markup of reStructuredText: a text and its marks, and both written again."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from babelpress.document import Block, InlineTag
from babelpress.formats.decoding import normal_form
from babelpress.formats.rst.names import TEXT_ROLES, TITLED_ROLES

# What begins a mark, in the order in which docutils looks for it. `_NAME` is a simple reference name.
_NAME = r"[^\W_]++(?:[-._+:][^\W_]++){0,9}"
_START = re.compile(
    rf"(?P<escape>\\.?)|(?P<literal>``)|(?P<strong>\*\*)|(?P<emphasis>\*)|(?P<target>_`)|"
    rf"(?P<role>:{_NAME}:)?(?P<tick>`)|(?P<substitution>\|)|"
    rf"(?P<note>\[(?:[0-9]+|\#(?:{_NAME})?|\*|{_NAME})\]_)|(?P<name>(?<![^\W_]){_NAME}__?(?![^\W_]))",
    re.DOTALL,
)
_ENDS = {
    "literal": re.compile(r"(?<=\S)``"),
    "strong": re.compile(r"(?<=[^\s\\])\*\*|(?<=\\\\)\*\*"),
    "emphasis": re.compile(r"(?<=[^\s\\])\*|(?<=\\\\)\*"),
    "target": re.compile(r"(?<=[^\s\\])`"),
    "tick": re.compile(rf"(?<=[^\s\\])`(?:__?|(?P<role>:{_NAME}:))?"),
    "substitution": re.compile(r"(?<=[^\s\\])\|(?:__?)?"),
}
_BACKSLASH = re.compile(r"\\(?:\s|(.))", re.DOTALL)
_PAIRS = dict(zip("'\"([{<‘“«", "'\")]}>’”»", strict=True))
_BEFORE = frozenset("'\"([{<-/:")
_AFTER = frozenset("'\")]}>-/:.,;!?\\")
KEPT_SPACE = "\0"
"""A space at which no line may end."""
_ESCAPE = re.compile(r"[\\*`|]|(?<=[^\W_])_+(?![^\W_])|(?<![^\W_])_(?=`)|(?<=\])_")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A mark in the source: `open`, the source of what it covers, `close`; and what follows from its kind."""

    open: str
    inner: str
    close: str
    tag: str
    keep: bool = False
    literal: bool = False
    target: str = ""
    names: bool = False


def read_inline(source: str, names: frozenset[str] = frozenset()) -> tuple[str, tuple[InlineTag, ...]]:
    """Return the text of a source without line ends, and its marks.

    The names of substitutions, footnotes and roles that name things are kept. `names` are texts of links by which other
    links name them: these are kept too.
    """
    parts: list[str] = []
    marks: list[InlineTag] = []
    length = 0
    for piece in _pieces(source):
        if isinstance(piece, str):
            text = normal_form(piece)
        else:
            text = normal_form(piece.inner if piece.literal else unescape(piece.inner))
            attributes = [("raw", piece.inner)] if piece.keep or piece.target else []
            if piece.target:
                attributes += [("target", piece.target), ("said", text)]
            named = piece.tag == "link" and not piece.names and piece.close != "`__" and normal_name(text) in names
            keep = piece.keep or named
            if keep and not attributes:
                attributes = [("raw", piece.inner)]
            marks.append(
                InlineTag(
                    start=length,
                    end=length + len(text),
                    tag=piece.tag,
                    attributes=tuple(attributes),
                    open=piece.open,
                    close=piece.close,
                    keep=keep,
                )
            )
        parts.append(text)
        length += len(text)
    return "".join(parts), tuple(marks)


def normal_name(text: str) -> str:
    """Return the name by which links name a target: in lower case, white space as one space."""
    return " ".join(text.lower().split())


def names_of(source: str) -> Iterator[str]:
    """Yield the names of the targets that links in a source name: `Nom_`, `` `Un nom`_ ``."""
    for piece in _pieces(source):
        if isinstance(piece, _Found) and piece.names:
            yield normal_name(unescape(piece.inner))


def unescape(source: str) -> str:
    """Return a source without its backslashes; one before white space hides it."""
    return _BACKSLASH.sub(lambda found: found[1] or "", source) if "\\" in source else source


def _pieces(source: str) -> Iterator[str | _Found]:
    """Yield the plain texts and marks of a source in order."""
    at = scan = 0
    dead: set[str] = set()  # kinds that have no end in the rest of the source
    while found := _START.search(source, scan):
        scan = found.end()
        if found["escape"]:
            yield source[at : found.start()]
            yield unescape(found[0])
            at = scan
            continue
        mark, end = _mark(source, found, dead)
        if mark is None:
            whole = found.lastgroup in ("name", "literal", "strong")
            scan = found.end() if whole else found.start() + 1
            continue
        yield source[at : found.start()]
        yield mark
        at = scan = end
    yield source[at:]


def _mark(source: str, start: re.Match[str], dead: set[str]) -> tuple[_Found | None, int]:
    """Return the mark that begins here and where it ends, or None."""
    kind = start.lastgroup or ""
    if kind in ("note", "name"):
        return _name(source, start, kind)
    if kind in dead or not _may_begin(source, start.start(), start.end()):
        return None, 0
    first = at = start.end()
    if source[at : at + 1].isspace() or at == len(source):
        return None, 0
    while end := _ENDS[kind].search(source, at + 1):
        if _may_end(source, end.end()):
            return _found(start, kind, source[first : end.start()], end), end.end()
        at = end.start()
    dead.add(kind)
    return None, 0


def _name(source: str, start: re.Match[str], kind: str) -> tuple[_Found | None, int]:
    """Return the mark of a footnote or of a word that is a link."""
    if not _may_begin(source, start.start(), start.start() + 1) or not _may_end(source, start.end()):
        return None, 0
    inner = start[0].rstrip("_")
    close = start[0][len(inner) :]
    if kind == "note":
        return _Found(open="", inner=inner, close=close, tag="note", keep=True), start.end()
    return _Found(open="", inner=inner, close=close, tag="link", keep=True, names=close == "_"), start.end()


def _found(start: re.Match[str], kind: str, inner: str, end: re.Match[str]) -> _Found:
    made = _Found(open=start[0], inner=inner, close=end[0], tag=kind)
    if kind in ("literal", "substitution", "target"):
        return replace(made, keep=True, literal=kind == "literal")
    if kind != "tick":
        return made
    role = (start["role"] or end["role"] or "").strip(":")
    if not role and end[0].startswith("`_"):
        return _link(made)
    if not role:
        return replace(made, tag="text", keep=not re.search(r"\s", inner))
    return _role(made, role)


def _link(made: _Found) -> _Found:
    """Return a link: `` `text <address>`_ ``, or one by name, which keeps the name as its target."""
    text, target = _embedded(made.inner)
    if target:
        return replace(made, tag="link", inner=text, close=target + made.close) if text else replace(made, keep=True)
    if made.close == "`__":
        return replace(made, tag="link")
    return replace(made, tag="link", target=f"{made.inner}_", names=True)


def _embedded(inner: str) -> tuple[str, str]:
    """Return the text of `text <target>` and the rest, white space included; both empty if there is no target."""
    at = inner.rfind("<")
    if not inner.endswith(">") or at < 0:
        return "", ""
    text = inner[:at].rstrip()
    return text, inner[len(text) :]


def _role(made: _Found, role: str) -> _Found:
    text, target = ("", "") if role in TITLED_ROLES else _embedded(made.inner)
    if text:
        return replace(made, tag=role, inner=text, close=target + made.close)
    if role == "term":
        return replace(made, tag=role, target=made.inner)
    return replace(made, tag=role, keep=role not in TEXT_ROLES)


def _may_begin(source: str, at: int, end: int) -> bool:
    """Return whether a mark may begin at a place: behind white space or punctuation, and not in quotation marks."""
    before = source[at - 1 : at] if at else ""
    if not before or before.isspace():
        return True
    if _PAIRS.get(before, "") == source[end : end + 1] != "":
        return False
    if before.isascii():
        return before in _BEFORE
    return unicodedata.category(before) in ("Ps", "Pi", "Pf", "Pd", "Po")


def _may_end(source: str, at: int) -> bool:
    after = source[at : at + 1]
    if not after or after.isspace() or after in _AFTER:
        return True
    return not after.isascii() and unicodedata.category(after) in ("Pe", "Pi", "Pf", "Pd", "Po")


def render_inline(block: Block) -> str:
    """Return the source of a text and its marks, on one line; a space in what is kept is a `KEPT_SPACE`."""
    parts: list[tuple[str, bool]] = []  # source, and whether it is a mark
    at = 0
    for mark in block.markup:
        if not mark.inline:
            continue
        start, end = max(at, mark.start), max(at, mark.end)
        covered = block.text[start:end]
        core = covered if mark.keep else covered.strip()
        lead = 0 if mark.keep else len(covered) - len(covered.lstrip())
        parts.append((escape(block.text[at : start + lead]), False))
        parts.append((_written(mark, core), True))
        at = start + lead + len(core)
    parts.append((escape(block.text[at:]), False))
    return _apart([part for part in parts if part[0]])


def _written(mark: InlineTag, core: str) -> str:
    """Return the source of a mark over a text without white space around it."""
    about = dict(mark.attributes)
    if mark.keep:
        return f"{mark.open}{about.get('raw', core)}{mark.close}".replace(" ", KEPT_SPACE)
    if not core:
        return f"{mark.open}{mark.close.lstrip()}" if "<" in mark.close else ""
    if "target" not in about:
        inner = escape(core).replace("<", "\\<") if mark.close.endswith((">`_", ">`__")) else escape(core)
        return f"{mark.open}{inner}{mark.close}"
    if core == about["said"]:
        return f"{mark.open}{about['raw']}{mark.close}"
    return f"{mark.open}{escape(core)} <{about['target']}>{mark.close}"


def _apart(parts: list[tuple[str, bool]]) -> str:
    """Join the parts of a text; a mark beside a letter gets a backslash and a space, which readers do not see."""
    found: list[str] = []
    for index, (part, is_mark) in enumerate(parts):
        before = found[-1][-1:] if found else ""
        if is_mark and before and not _may_begin(f"{before}{part}", 1, 2):
            found.append("\\ ")
        found.append(part)
        after = parts[index + 1][0] if index + 1 < len(parts) else ""
        if is_mark and after and not _may_end(after, 0):
            found.append("\\ ")
    return "".join(found)


def escape(text: str) -> str:
    """Return a text with a backslash before everything that could be markup."""
    return _ESCAPE.sub(lambda found: f"\\{found[0]}", text)
