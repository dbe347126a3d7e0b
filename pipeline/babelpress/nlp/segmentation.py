"""Sentences of a text and the white space between them, such that `join(split(text, "fr")) == text`.

Only white space can be a boundary, and the place where two sentences are glued (`chez eux.Comme`), as they often are in
texts taken from pages. Quotation marks, incises, ellipses, enumerations and the exceptions in
`Stops` are decided here; what a full stop after an ordinary word means, sentencex (Wikimedia) decides. It is
shown the neighbourhood of that one stop, without quotation marks: inside them it never splits, and it takes
quadratic time over them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from babelpress import lang
from babelpress.lang.base import Stops

_NEAR = 120
"""Characters looked at on either side of a gap; what bounds the time."""

_TAIL = 24
"""Characters that the marks at the end of a sentence may take up together."""

_CAPITAL = "[A-ZÀ-ÖØ-Þ]"
_SMALL = "[a-zà-öø-ÿœ]"
_GAP = re.compile(rf"\s+|(?<=[.!?…\"”»])(?={_CAPITAL}|[\"“«]\s?{_CAPITAL})")
_GLUED = re.compile(rf"(?:{_SMALL}{{2}}|{_CAPITAL}{{2}}|[\d%€)\]»”\"])[.!?…]+[\"”»]?$")
_FRESH = re.compile(rf"[\"“«]?\s?(?!(?:Com|Fr|Org|Net|Eu|Io|Js|Ru)\b){_CAPITAL}{_SMALL}*['’\s,:;-]")
_INTERNET = re.compile(r"[@/\\_]|\w\.\w")
_LINE = re.compile(r"\r\n|[\n\r\v\x85\u2028]")
_ENDING = re.compile(r"([.!?…]+)((?:[ \u00a0\u202f]?[»›]|[)\]\"”“’'»«›‹*_])*)$")
_LAST = frozenset(".!?…»›)]\"”“’'«‹*_")
_OMISSION = re.compile(r"[\[(](?:…|\.\.\.)[\])]$")
_CLOSES = re.compile(r"[»›”](?!\w)")
_OPENERS = re.compile(r"(?:[\[(](?:…|\.\.\.)[\])]|[«»\"“„‘‚’'(\[{¿¡—–\-…*_•\s])*+")
_BULLET = re.compile(r"(?:[•▪‣·*-]|\d{1,3}[.)]|[A-Za-z]\)|[IVX]{1,5}\.)\s")
_MARKER = re.compile(r"(?:\d{1,3}|[IVX]{1,5}|[A-Za-z])[.)]")
_BRAND = re.compile(r"[a-z]{1,2}[A-Z]|[a-z]\)\s")
_WORD = re.compile(r"[^\s«»\"“”„(\[]*$")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu)['’]", re.IGNORECASE)
_FIRST = re.compile(r"([^\W\d_]+['’]?)\s*(\S?)")
_NUMBER = re.compile(r"\d|[IVXLCDM]+(?![\w'’])|[A-Z]\.\s?\d")
_DAY = re.compile(r"\d{1,2}\.")
_MONTH = re.compile(r"\b\d{1,2}\. ?\d{1,2}$")
_ADDRESS = re.compile(r"\w{2}\.\w{2,}$")
_MARKS = str.maketrans(dict.fromkeys('«»‹›“”„‟"‘()[]{}—–…', " "))
_OPENING = {"»": "«", "›": "‹", "”": "“", '"': '"', ")": "(", "]": "["}


@dataclass(frozen=True, slots=True, kw_only=True)
class Segmentation:
    """The sentences of a text, none empty and none with white space at an end.

    `gaps` are the white space before, between and after them, one more than there are sentences.
    """

    sentences: tuple[str, ...]
    gaps: tuple[str, ...]


def split(text: str, language: str) -> Segmentation:
    """Give the sentences of a text in a language (ISO 639-1). An unknown language gets the general rules.

    >>> split("« Où va-t-on ? » a demandé M. Roux. Personne n'a répondu.", "fr").sentences
    ('« Où va-t-on ? » a demandé M. Roux.', "Personne n'a répondu.")
    """
    stops = lang.get(language).stops
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    sentences, gaps = [], [text[:start]]
    for gap in _GAP.finditer(text, start, end):
        if _is_boundary(text, start, gap, stops, language):
            sentences.append(text[start : gap.start()])
            gaps.append(gap.group())
            start = gap.end()
    if start < end:
        sentences.append(text[start:end])
        gaps.append(text[end:])
    return Segmentation(sentences=tuple(sentences), gaps=tuple(gaps))


def join(pieces: Segmentation, sentences: Sequence[str] | None = None) -> str:
    """Put a text together again, with its own sentences or with as many others in their places.

    >>> join(split("Bonjour.  Au revoir.", "fr"), ["Hallo.", "Dag."])
    'Hallo.  Dag.'
    """
    new = pieces.sentences if sentences is None else sentences
    before, *after = pieces.gaps
    return before + "".join(f"{text}{gap}" for text, gap in zip(new, after, strict=True))


def _is_boundary(text: str, start: int, gap: re.Match[str], stops: Stops, language: str) -> bool:
    """Tell whether the sentence that began at `start` ends at this gap, which is white space or nothing."""
    space, right = gap.group(), text[gap.end() : gap.end() + _NEAR]
    if not space and not _is_glued(text, start, gap.start()):
        return False
    lines = len(_LINE.findall(space))
    if lines > 1 or "\u2029" in space or "\f" in space or (lines and _BULLET.match(right)):
        return True
    if text[gap.start() - 1] not in _LAST:
        return False
    left = text[max(start, gap.start() - _NEAR) : gap.start()]
    ending = _ENDING.search(left, max(0, len(left) - _TAIL))
    if not ending or not _can_begin(right) or _OMISSION.search(left):
        return False
    if gap.start() - start <= _NEAR and (_MARKER.fullmatch(left) or not any(map(str.isalnum, left))):
        return False
    marks, closers = ending.groups()
    if _is_inserted(left[: ending.end(1)], closers, marks) and not _starts(right, stops):
        return False
    word = _ELISION.sub("", _word_before(left[: ending.start()]))
    if marks != ".":
        return f"{word}{marks}".lower() not in stops.names or _starts(right, stops)
    return bool(closers) or _stop_ends(word, left[: ending.start()], right, stops, language)


def _is_glued(text: str, start: int, at: int) -> bool:
    """Tell whether two sentences may meet here with nothing between: no address, abbreviation, version or code."""
    if '"' in text[at - 1 : at + 1] and text.count('"', 0, at) % 2:
        return False  # it closes behind this place, or opens before it
    left = text[max(start, at - _NEAR) : at]
    ending = _GLUED.search(left)
    return bool(ending and _FRESH.match(text, at) and not _INTERNET.search(_word_before(left[: ending.start()])))


def _word_before(left: str) -> str:
    found = _WORD.search(left)
    return found.group() if found else ""


def _can_begin(right: str) -> bool:
    """Tell whether a sentence can begin so: anything but a small letter or a closing mark."""
    if _CLOSES.match(right):
        return False
    right = right[_OPENERS.match(right).end() :]  # type: ignore[union-attr]  # matches the empty string too
    first = right[:1]
    if first.islower():
        return bool(_BRAND.match(right))
    return bool(first) and first not in ",;:.!?%)]}/&+="


def _is_inserted(left: str, closers: str, marks: str) -> bool:
    """Tell whether the mark ends a title or a remark inside a sentence: `le film « Où est-il ? » Paul ...`."""
    closer = closers.strip()[-1:]
    if closer not in _OPENING or (marks == "." and closer not in ")]"):
        return False
    before = left[: max(0, left.rfind(_OPENING[closer]))].rstrip()
    return bool(before) and before[-1] not in ":,.!?…»"


def _starts(right: str, stops: Stops, *, after_initial: bool = False) -> bool:
    """Tell whether the next word is one that sentences begin with rather than names."""
    found = _FIRST.match(right[_OPENERS.match(right).end() :])  # type: ignore[union-attr]  # as above
    if not found:
        return False
    word, following = found.group(1).lower().replace("’", "'"), found.group(2)
    if following == ".":
        return False
    if word not in stops.starters:
        word = word.rstrip("'")
    return word in stops.starters and not (after_initial and word in stops.particles and not following.islower())


def _stop_ends(word: str, left: str, right: str, stops: Stops, language: str) -> bool:
    """Tell whether a single full stop after `word` ends the sentence; what follows could begin one."""
    initial = len(word) == 1 and word.isupper()
    key = word if initial else word.lower()
    if key in stops.open:
        return False
    if key in stops.numbered:
        return not _NUMBER.match(right)
    if key in stops.either:
        return _starts(right, stops)
    letters = word.replace("-", "").split(".")
    if all(len(letter) == 1 and letter.isupper() for letter in letters):
        return _starts(right, stops, after_initial=initial or "-" in word)
    if word.isdigit() and len(word) <= 2:
        date = _DAY.match(right) or (_MONTH.search(left) and right[:4].isdigit())
        return not date and (not stops.ordinals or _starts(right, stops))
    return bool(_ADDRESS.search(word)) or _starts(right, stops) or _library_ends(left, right, language)


def _library_ends(left: str, right: str, language: str) -> bool:
    """Ask the library about one full stop between its nearest words."""
    from sentencex import get_sentence_boundaries

    before = " ".join(left.translate(_MARKS).split()[-4:]) + ". "
    after = right[_OPENERS.match(right).end() :].split()[0]  # type: ignore[union-attr]  # as above
    if not after[0].isalpha():
        after = "X"  # a number: German takes the dot before any for that of an ordinal
    return any(found["end_index"] == len(before) for found in get_sentence_boundaries(language, before + after))
