"""Post-editor for words that a small model made up: they get the translation that the model's lexicon has."""

import re

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

_LONGEST = 60
"""The most letters of a part of a compound, with those that link it to the next."""

_SURE = 0.4
"""The share of a word's alignment that its source word must have (0 to 1)."""


def edits(context: Context) -> list[Edit]:
    """Return edits that put a translation of the lexicon for words that no text has.

    A word is left where the lexicon has no translation of the word that it is aligned with, where that translation
    already stands in the sentence, where the source has it as a name, and where it is a compound with a hyphen and the
    source word is not: it may stand for several words. If both have as many parts, and the lexicon does not have the
    whole, the parts that are no words are replaced.
    """
    if context.lexicon is None or context.alignment is None:
        return []
    there = {match.group().lower() for match in _WORD.finditer(context.target)}
    found = []
    for match in _WORD.finditer(context.target):
        word = match.group()
        if is_word(word, context):
            continue
        origin = _origin(match.span(), context.source, context.alignment)
        its = _translation(word, origin, context.lexicon) if origin and not _is_name(word, origin) else None
        if its is None or its.lower() in there:
            continue
        there.add(its.lower())
        first = not any(map(str.isalnum, context.target[: match.start()]))
        new = its[0].upper() + its[1:] if word[0].isupper() and (first or origin[0].isupper()) else its
        reason = f"the model made up a word; in its lexicon « {origin} » is “{its}”"
        found.append(Edit(match.start(), match.end(), new, reason))
    return found


def is_word(word: str, context: Context) -> bool:
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


def _translation(word: str, origin: str, lexicon: Lexicon) -> str | None:
    """The translation of the source word of a word that no text has, if the lexicon has it or those of its parts."""
    parts, origins = word.split("-"), origin.split("-")
    whole = lexicon.translation(origin) if len(origins) > 1 or len(parts) == 1 else None
    if whole or len(parts) == 1 or len(parts) != len(origins):
        return whole
    new = [
        part if len(part) <= _SHORT or lexicon.has(part) else lexicon.translation(own)
        for part, own in zip(parts, origins, strict=True)
    ]
    return None if None in new else "-".join(filter(None, new))


def _is_compound(word: str, lexicon: Lexicon, links: tuple[str, ...]) -> bool:
    """Whether a word is made of words, with or without a letter or two between them (`Schönheit-s-markt`).

    In linear time: a model that repeats itself makes words in which every part can be cut in many ways.
    """
    starts = [0]
    for end in range(_PART, len(word) - _PART + 1):
        parts = [word[start:end] for start in starts if _PART <= end - start <= _LONGEST]
        if any(part.endswith(link) and lexicon.has(part.removesuffix(link)) for part in parts for link in links):
            starts.append(end)
    return any(lexicon.has(word[start:]) for start in starts[1:])


def _is_name(word: str, origin: str) -> bool:
    """Whether a word was copied that the source writes with a capital."""
    return word.lower() == origin.lower() and origin[0].isupper()


def _origin(span: tuple[int, int], source: str, alignment: Alignment) -> str:
    """The source word that most of a target word is aligned with, "" if no word has a large share."""
    rows = [i for i, (start, end) in enumerate(alignment.target) if start < span[1] and end > span[0]]
    words = list(_SOURCE_WORD.finditer(source))
    shares = [float(alignment.owed(*word.span())[rows].sum()) for word in words]
    least = _SURE * float(alignment.weights[rows].sum())
    best = max(range(len(words)), key=shares.__getitem__, default=None)
    return words[best].group() if best is not None and 0 < shares[best] >= least else ""
