"""What the words of a sentence become in a translation without a model; imports nothing of Babelpress.

Every word has one image, in ASCII letters, which no French word is; letters with a digit (a mask) are copied, as models
do.
"""

import re
import unicodedata
import zlib
from collections.abc import Collection

_VOWELS, _CONSONANTS = "aeiouy", "bcdfghjklmnpqrstvwxz"
_NEXT = {letter: row[(place + 1) % len(row)] for row in (_VOWELS, _CONSONANTS) for place, letter in enumerate(row)}
_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?!\w)|(?<!\w)[^\W\d_]{3,}(?=\d)")
_END = re.compile(r"[.!?…:;,»”)\"]+$")


def image(word: str) -> str:
    """Return what a word becomes."""
    bare = unicodedata.normalize("NFKD", word.replace("œ", "oe").replace("Œ", "Oe"))
    return "".join(_shifted(letter) for letter in bare if not unicodedata.combining(letter))


def _shifted(letter: str) -> str:
    made = _NEXT.get(letter.lower(), letter)
    return made.upper() if letter.isupper() else made


def permuted(text: str) -> tuple[str, list[tuple[int, int]], list[tuple[int, int]]]:
    """Return the translation of a text, and the spans of the words of both that belong together, in the order of the
    translation."""
    spans = [(found.start(), found.end()) for found in re.finditer(r"\S+", text)]
    if not spans:
        return text, [], []
    last = spans[-1][1]
    end = _END.search(text.rstrip())
    stop = end.start() if end and end.start() > spans[0][0] else last
    spans = [(start, min(finish, stop)) for start, finish in spans if start < stop]
    mark = text[spans[-1][1] : last]
    made, sources, targets = "", [], []
    for start, finish in _order(spans, text):
        word = _WORD.sub(lambda found: image(found[0]), text[start:finish])
        made += " " if made else ""
        sources.append((start, finish))
        targets.append((len(made), len(made) + len(word)))
        made += word
    return made + mark, sources, targets


def _order(spans: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    way = zlib.crc32(text.encode()) % 4
    if way == 0:
        return spans
    if way == 1:
        return spans[::-1]
    if way == 2:
        half = len(spans) // 2
        return spans[half:] + spans[:half]
    return [span for place in range(0, len(spans), 2) for span in spans[place : place + 2][::-1]]


def respelt(text: str, words: Collection[str]) -> str:
    """Return a text with the image of each of some words in its place, and nothing else touched."""
    return re.sub(r"[^\W\d_]+", lambda found: image(found[0]) if found[0].lower() in words else found[0], text)
