"""What a format deliberately leaves untranslated, counted by kind, so that nothing stays untranslated in silence."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise

from babelpress.document import Block, InlineTag

_MARK = "untranslated"
_WORD = re.compile(r"\S+")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_SENTENCE = re.compile(r"(?=.*\w.*\s.*\w)(?:\W*[A-ZÀ-ÖØ-Þ]|.*[^\x00-\x7f]|.*[.,;:!?'](?:\s|$))", re.DOTALL)
"""What names of classes and options do not have: several words with a capital, an accent or punctuation."""
_TEMPLATE = re.compile(r"\{\{|\{%|\$\{|<%")
_NO_PROSE = re.compile(r"\S*[/\\@#=]\S*|\S+\.\w{1,5}|[a-z]+(?:[-_][a-z0-9]+)+|[\d\s.,%]*")
_STRING = re.compile(r"""(?<!\w)(?:"([^"\n<>]{9,})"|'([^'\n<>]{9,})'|(?<=\{)`([^`<>]{9,})`(?=\}))""")
"""A string of code, or a template of JavaScript that is all of an expression."""


def wordy(text: str) -> bool:
    """Return whether a text reads as prose where nothing else says so: two words next to each other.

    >>> wordy("Une note."), wordy("x = 12"), wordy("tram")
    (True, False, False)
    """
    words = (bool(_LETTERS.search(found[0])) for found in _WORD.finditer(text))
    return any(one and other for one, other in pairwise(words))


def is_sentence(text: str) -> bool:
    """Return whether a string, of which nothing else says so, is a text for readers.

    >>> [is_sentence(text) for text in ("Lire la suite", "btn btn-large", "a/b.md", "Titre")]
    [True, False, False, False]
    """
    return bool(_SENTENCE.match(text)) and wordy(text) and is_prose(text)


def is_prose(text: str) -> bool:
    """Return whether a string of code has words, and is no address, name of a file or template."""
    return (
        any(map(str.isalpha, text))
        and not _TEMPLATE.search(text)
        and not _NO_PROSE.fullmatch(text.strip())
        and not any("\ud800" <= character <= "\udfff" for character in text)
    )


def texts_in_code(source: str) -> list[str]:
    """Return the strings of a piece of code that read as sentences.

    >>> texts_in_code('{% set titre = "Bienvenue au club" %}{% include "a/b.html" %}')
    ['Bienvenue au club']
    """
    texts = ("".join(filter(None, found.groups())) for found in _STRING.finditer(source))
    return [text for text in texts if is_sentence(text)]


def note(counts: Mapping[str, int]) -> tuple[Block, ...]:
    """Return the empty block that says how many texts of which kind stay as they are; none if there are none.

    A kind is a plural noun: `comments`, `texts in another language`.
    """
    found = tuple((kind, str(count)) for kind, count in counts.items() if count)
    if not found:
        return ()
    return (Block(kind="skeleton", text="", markup=(InlineTag(start=0, end=0, tag=_MARK, attributes=found),)),)


def counted(blocks: Iterable[Block]) -> Counter[str]:
    """Return how many texts of which kind stay as they are, by the blocks that say so."""
    counts: Counter[str] = Counter()
    for block in blocks:
        for mark in block.markup:
            if mark.tag == _MARK and not mark.inline:
                counts.update({kind: int(count) for kind, count in mark.attributes})
    return counts


def message(blocks: Iterable[Block]) -> str:
    """Return what stays untranslated in a document, in words; empty if nothing does.

    >>> message(note({"comments": 2, "texts in another language": 1}))
    'stays as it is: comments (2), texts in another language (1)'
    """
    counts = counted(blocks)
    return "stays as it is: " + ", ".join(f"{kind} ({count:,})" for kind, count in counts.items()) if counts else ""
