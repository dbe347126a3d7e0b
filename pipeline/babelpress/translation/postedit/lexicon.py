"""Post-editor for words that a small model made up: they get the translation that the model's lexicon has."""

import re

import numpy as np

from babelpress import lang
from babelpress.models.lexicon import Lexicon
from babelpress.nlp.edits import Edit
from babelpress.nlp.word_alignment import Alignment
from babelpress.translation.postedit.base import Context

_WORD = re.compile(r"(?<![\w'’])[^\W\d_]+(?:-[^\W\d_]+)*(?![\w'’])")
"""A word without figures; no part of a contraction or elision (`doesn't`, `l'homme`)."""

_SOURCE_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

_SHORT = 3
"""Words of so many letters are left: they are names, abbreviations and units as often as words."""

_PART = 4
"""The fewest letters of a part of a compound."""

_SURE = 0.4
"""The share of a word's alignment that its source word must have (0 to 1)."""


def edits(context: Context) -> list[Edit]:
    """Return edits that put a translation of the lexicon for words that no text has.

    A word is left where the lexicon has no translation of the word that it is aligned with, where that translation
    already stands in the sentence, where the source has it as a name, and where it is a compound with a hyphen and the
    source word is not: it may stand for several words.
    """
    if context.lexicon is None or context.alignment is None:
        return []
    there = {match.group().lower() for match in _WORD.finditer(context.target)}
    found = []
    for match in _WORD.finditer(context.target):
        word = match.group()
        if _is_word(word, context):
            continue
        origin = _origin(match.span(), context.source, context.alignment)
        its = context.lexicon.translation(origin) if origin and not _is_name(word, origin) else None
        if its is None or its.lower() in there or ("-" in word and "-" not in origin):
            continue
        there.add(its.lower())
        new = its[0].upper() + its[1:] if word[0].isupper() and origin[0].isupper() else its
        reason = f"the model made up a word; in its lexicon « {origin} » is “{its}”"
        found.append(Edit(match.start(), match.end(), new, reason))
    return found


def _is_word(word: str, context: Context) -> bool:
    """Whether a text may have this word: it is in the lexicon, or made of words that are, or no word but a name."""
    assert context.lexicon is not None
    if len(word) <= _SHORT or not (word[1:].islower() or "-" in word):
        return True
    if all(len(part) <= _SHORT or context.lexicon.has(part) for part in word.split("-")):
        return True
    endings = lang.get(context.target_language).endings
    if endings is None or not endings.compounds:
        return False
    return _is_compound(word.lower(), context.lexicon, ("", *endings.links))


def _is_compound(word: str, lexicon: Lexicon, links: tuple[str, ...]) -> bool:
    """Whether a word is made of words, with or without a letter or two between them (`Schönheit-s-markt`)."""
    return any(
        lexicon.has(word[: cut - len(link)])
        and word[:cut].endswith(link)
        and (lexicon.has(word[cut:]) or _is_compound(word[cut:], lexicon, links))
        for cut in range(_PART, len(word) - _PART + 1)
        for link in links
    )


def _is_name(word: str, origin: str) -> bool:
    """Whether a word was copied that the source writes with a capital."""
    return word.lower() == origin.lower() and origin[0].isupper()


def _origin(span: tuple[int, int], source: str, alignment: Alignment) -> str:
    """The source word that most of a target word is aligned with, "" if no word has a large share."""
    start, end = span
    rows = [i for i, (first, last) in enumerate(alignment.target) if first < end and last > start]
    if not rows:
        return ""
    weights = alignment.weights[rows].sum(axis=0)
    total = float(weights.sum())
    words = list(_SOURCE_WORD.finditer(source))
    shares = np.zeros(len(words))
    for i, (first, last) in enumerate(alignment.source):
        for k, word in enumerate(words):
            if word.start() < last and first < word.end():
                shares[k] += float(weights[i])
    if not len(words) or total <= 0:
        return ""
    best = int(shares.argmax())
    return words[best].group() if shares[best] >= _SURE * total else ""
