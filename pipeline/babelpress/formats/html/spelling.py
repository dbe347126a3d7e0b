"""Character references: from the source of a text to the text, and back with the same references."""

import html
import html.entities
import re
from collections import Counter
from collections.abc import Collection, Iterable

from babelpress.document import InlineTag
from babelpress.formats.decoding import normal_form
from babelpress.formats.html.tokens import literal

_REFERENCE = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]{1,31});?")
_LONGEST = 16
"""Most characters of a numeric reference that can be valid; longer ones are left alone."""
_WRAPPED = re.compile(r"[ \t]*\n[ \t\n]*")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_UNMARKED = frozenset(" \t\r\n\f")

Spellings = tuple[tuple[str, str], ...]
"""Pairs of a character (for a few references two) and the reference it is written as."""


def unescape(source: str, *, attribute: bool = False) -> str:
    """Return the text of a slice of source.

    In an attribute a reference without semicolon that a letter, digit or `=` follows is none: `?a=1&copy=2`.

    >>> unescape("d&eacute;j&agrave; &lt;vu&gt; &amp;eacute;")
    'déjà <vu> &eacute;'
    """

    def character(found: re.Match[str]) -> str:
        spelt = found[0]
        if spelt[1] == "#":
            return spelt if len(spelt) > _LONGEST else html.unescape(spelt)
        if attribute and not _stands_alone(spelt, source[found.end() : found.end() + 1]):
            return spelt
        return html.unescape(spelt)

    return _REFERENCE.sub(character, source) if "&" in source else source


def tidy(text: str) -> str:
    """Return a decoded text as it is shown: in normal form, a line end and the blanks around it as one space."""
    return _WRAPPED.sub(" ", normal_form(text)) if not text.isascii() or not text.isprintable() else text


def spellings(sources: Iterable[str]) -> Spellings:
    """Return the reference by which a character is written in most of its occurrences in these slices of source.

    >>> spellings(["L&rsquo;&eacute;t&eacute; &amp; l&rsquo;été&nbsp;!"])
    (('\\xa0', '&nbsp;'), ('é', '&eacute;'), ('’', '&rsquo;'))
    """
    counts: Counter[tuple[str, str]] = Counter()
    plain: Counter[str] = Counter()
    for source in sources:
        if "&" not in source:
            plain.update(source)
            continue
        counts.update((html.unescape(spelt), spelt) for spelt in _REFERENCE.findall(source) if len(spelt) <= 40)
        plain.update(_REFERENCE.sub("", source))
    best: dict[str, tuple[int, str]] = {}
    for (character, spelt), count in counts.items():
        if spelt[-1] == ";" and character not in _UNMARKED and _ESCAPES.get(character) != spelt:
            best[character] = max(best.get(character, (0, "")), (count, spelt))
    return tuple(
        (character, spelt)
        for character, (count, spelt) in sorted(best.items())
        if count >= plain[character] or character in _ESCAPES
    )


def encode(text: str, entities: Spellings, *, quote: str = "") -> str:
    """Return the source of a text: with these references, and `&`, `<`, `>` and the quotation mark always escaped."""
    if not text:
        return ""
    table: dict[str, str | int | None] = {
        **_ESCAPES,
        **({quote: "&quot;" if quote == '"' else "&#39;"} if quote else {}),
        **dict(entities),
    }
    if all(len(character) == 1 for character in table):
        return text.translate(str.maketrans(table))
    longest = sorted(table, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, longest)), lambda found: str(table[found[0]]), text)


def write(text: str, entities: Spellings, *, quote: str = "", expressions: Collection[str] = ()) -> str:
    """Return the source of a text as `encode` does; of what looks like server-side code only these expressions are.

    >>> write("{{ nom }} & {{ x }}", (), expressions=["{{ nom }}"])
    '{{ nom }} &amp; &#123;{ x }}'
    """
    parts, at = [], 0
    known = re.compile("|".join(map(re.escape, sorted(expressions, key=len, reverse=True))))
    for found in known.finditer(text) if expressions else ():
        before = literal(encode(text[at : found.start()], entities, quote=quote))
        parts += [before, encode(found[0], (), quote=quote) if quote and quote in found[0] else found[0]]
        at = found.end()
    return "".join([*parts, literal(encode(text[at:], entities, quote=quote))])


def entities_mark(entities: Spellings) -> tuple[InlineTag, ...]:
    """Return the mark with the references of a block, or none."""
    return (InlineTag(start=0, end=0, tag="entities", attributes=entities),) if entities else ()


def _stands_alone(spelt: str, following: str) -> bool:
    """Return whether a named reference counts in an attribute: it is known, and ends in `;` or before a non-word."""
    word = following == "=" or (following.isascii() and following.isalnum())
    return spelt[1:] in html.entities.html5 and (spelt[-1] == ";" or not word)
