"""Classifier of moved quotations: the log-odds that a quotation of the target contains other words than in the source.

Sentences in two languages share few words, so the score is the sum of many weak features (`HINTS`): lengths, the common
words of `landmarks`, names and numbers inside and outside, and whether the marks are at plausible places.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from math import log, sqrt

from babelpress import lang
from babelpress.nlp.landmarks import landmarks
from babelpress.nlp.patterns import compiled
from babelpress.nlp.quotes.match import Unit
from babelpress.nlp.tokenization import fold

HINTS: dict[str, float] = {
    "ratio": 1.18,
    "surplus": 1.66,
    "one differs": 2.27,
    "two differ": 3.32,
    "many differ": -4.19,
    "share differing": -1.98,
    "opening drifts": 0.98,
    "closing drifts": 0.40,
    "opening far": -0.79,
    "another quotation": -9.44,
    "opens after a word": -0.79,
    "opens at the start": -2.58,
    "opens after a pause": -0.86,
    "closes before a word": 3.56,
    "closes before a word, Germanic": -2.22,
    "closes amid": 1.03,
    "closes amid, Germanic": -1.29,
    "closes before a pause": -0.26,
    "closes on a leaning word": 2.84,
    "lead 1": 1.70,
    "lead 3": 2.71,
    "tail 1": 1.32,
    "tail 2": -0.07,
    "tail 3": 1.82,
    "small letter": 2.81,
    "capital": -0.66,
    "that": 0.50,
    "saying no longer outside": 3.05,
    "incise inside": 5.54,
    "attribution apart": 3.34,
    "short": -6.11,
    "both short": -1.64,
}
"""Weights of the features, fitted on NTREX-128 by `benchmarks/fidelity/quotes.py --fit` (logistic regression)."""
BIAS = -6.05

_WORD = re.compile(r"[^\W_]+(?:[-.,'’][^\W_]+)*['’]?")
_LETTERS = re.compile(r"[^\W\d_]+")
_PAUSE = re.compile(r"[.,:;!?–—()«»“”„\"]")
_LAST_PAUSE = re.compile(r"[.,:;!?–—()«»“”„\"](?=[^.,:;!?–—()«»“”„\"]*\Z)")
_PAUSES = frozenset(".,:;!?…()[]–—-«»“”\"'‘’„")
_INCISE = re.compile(r",\s*((?:[^\W\d_]+[\s'’-]*){1,3})\W*\Z")
_NEAR = 160
"""Characters examined beside a mark."""

Words = list[tuple[str, int]]


def score(hints: dict[str, float]) -> float:
    """Return the log-odds that the quotation was moved."""
    return BIAS + sum(HINTS.get(name, 0.0) * value for name, value in hints.items())


def hints(
    source: str, target: str, *, ours: Unit, theirs: Unit, source_language: str, target_language: str
) -> dict[str, float]:
    """Return the features of two quotations, `ours` of the source and `theirs` of the target, by name.

    Features without a weight are not used; yes/no features are 0 or 1.
    """
    one, other = words(source, source_language), words(target, target_language)
    inside, outside = _parted(one, ours)
    inside_t, outside_t = _parted(other, theirs)
    scale = len(target) / (len(source) or 1)
    length, expected = theirs.inner_end - theirs.inner_start, scale * (ours.inner_end - ours.inner_start)
    differing, same, points = _landmarks(one, other, ours, theirs, languages=(source_language, target_language))
    drifts = _drifts(points, ours, theirs, sizes=(len(source), len(target)))
    (open_s, open_t), (close_s, close_t) = _places(source, target, ours, theirs)
    lead, tail = _surplus(source, target, ours, theirs)
    first, first_t = _first(inside), _first(inside_t)
    says, says_t = _saying(inside, source_language), _saying(inside_t, target_language)
    attributed = _attributed(source, ours, source_language)
    own = lang.get(target_language)
    germanic = own.quotations.verb_last
    short, short_t = len(inside) < 4, len(inside_t) < 4
    more = abs(len(inside_t) - len(inside) * len(other) / (len(one) or 1))
    that = _count(inside_t, own.quotations.that) - _count(inside, lang.get(source_language).quotations.that)
    found = {
        "ratio": min(2.0, abs(log((length + 5) / (expected + 5)))),
        "surplus": min(8.0, abs(length - expected) / sqrt(len(target) + 1)),
        "one differs": differing >= 1,
        "two differ": differing >= 2,
        "many differ": differing >= 3,
        "share differing": differing / (differing + same + 2),
        "opening drifts": min(4.0, drifts[0]),
        "closing drifts": min(4.0, drifts[1]),
        "opening far": drifts[0] > 3,
        "another quotation": more > 9 and open_t in "SP" and close_t in "EP",
        "opens after a word": open_s == "P" and open_t == "W",
        "opens at the start": open_s == "W" and open_t == "S",
        "opens after a pause": open_s == "W" and open_t == "P",
        "closes before a word": close_s == "E" and close_t == "W",
        "closes before a word, Germanic": close_s == "E" and close_t == "W" and germanic,
        "closes amid": close_s == "P" and close_t == "W",
        "closes amid, Germanic": close_s == "P" and close_t == "W" and germanic,
        "closes before a pause": close_s == "W" and close_t == "P",
        "closes on a leaning word": _last(target[theirs.inner_start : theirs.inner_end]) in own.quotations.leaning,
        **{f"lead {n}": lead == n for n in (1, 3)},
        **{f"tail {n}": tail == n for n in (1, 2, 3)},
        "small letter": first[:1].isupper() and first_t[:1].islower() and open_s in "SP",
        "capital": first_t[:1].isupper() and first[:1].islower() and not own.capitals.nouns,
        "that": that > 0,
        "saying no longer outside": says_t > says
        and _saying(outside_t, target_language) < _saying(outside, source_language),
        "incise inside": attributed and _incise(target[theirs.inner_start : theirs.inner_end], target_language),
        "attribution apart": attributed
        and not _attributed(target, theirs, target_language)
        and _saying([word for word in other if word[1] >= theirs.end], target_language) > 0,
        "short": short,
        "both short": short and short_t,
    }
    return {name: float(value) for name, value in found.items()}


def words(text: str, language: str) -> Words:
    """Return the words of a text and their offsets; an elided word (French l') is a word."""
    found = []
    elision = lang.get(language).elided and compiled(lang.get(language).elided)
    for match in _WORD.finditer(text):
        word, at = match.group(), match.start()
        elided = elision.match(word) if elision else None
        while elided:
            found.append((elided.group(), at))
            word, at = word[elided.end() :], at + elided.end()
            elided = elision.match(word) if elision else None
        found.append((word, at))
    return found


def _parted(found: Words, unit: Unit) -> tuple[Words, Words]:
    inside = [word for word in found if unit.start <= word[1] < unit.end]
    return inside, [word for word in found if not unit.start <= word[1] < unit.end]


def _landmarks(
    one: Words, other: Words, ours: Unit, theirs: Unit, *, languages: tuple[str, str]
) -> tuple[int, int, list[tuple[int, int]]]:
    """Count the landmarks in one quotation only, and those in both or none; return both, and their offsets."""
    here, there = _keyed(one, languages[0]), _keyed(other, languages[1])
    differing = same = 0
    points: list[tuple[int, int]] = []
    for key, places in here.items():
        others = there.get(key, [])
        if len(places) != len(others):
            continue
        inside = sum(ours.start <= at < ours.end for at in places)
        difference = abs(inside - sum(theirs.start <= at < theirs.end for at in others))
        differing += difference
        same += len(places) - difference
        if len(places) <= 3:
            points += zip(places, others, strict=True)
    return differing, same, _monotone(sorted(points))


def _keyed(found: Words, language: str) -> dict[int | str, list[int]]:
    """Return the offsets of words that are landmarks, numbers, names, or long enough to be cognates, by their key."""
    keyed: dict[int | str, list[int]] = defaultdict(list)
    for word, at in found:
        if (key := _key(word, language)) is not None:
            keyed[key].append(at)
    return keyed


@lang.dependent
@lru_cache(maxsize=8192)
def _key(word: str, language: str) -> int | str | None:
    low = word.lower().replace("’", "'")
    known = landmarks(language)
    if low in known:
        return known[low]
    folded = fold(low).removesuffix("'s")
    cognate = folded[:5] if len(folded) >= 5 else folded if word[0].isupper() and len(folded) >= 3 else None
    return "".join(filter(str.isdigit, word)) or cognate


def _monotone(points: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest sequence of points that increases in both texts (patience sorting)."""
    tails: list[int] = []
    tops: list[int] = []
    before = [-1] * len(points)
    for i, (_, place) in enumerate(points):
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
        tops[at : at + 1] = [i]
        before[i] = tops[at - 1] if at else -1
    found = []
    i = tops[-1] if tops else -1
    while i >= 0:
        found.append(points[i])
        i = before[i]
    return found[::-1]


def _drifts(
    points: Sequence[tuple[int, int]], ours: Unit, theirs: Unit, *, sizes: tuple[int, int]
) -> tuple[float, float]:
    """Return the distance of each mark, in words of six characters, from its position expected by the landmarks."""
    found = []
    for place, actual in ((ours.start, theirs.start), (ours.end, theirs.end)):
        low, high = (0, 0), sizes
        for point in points:
            if point[0] >= place:
                high = point
                break
            low = point
        expected = low[1] + (high[1] - low[1]) * (place - low[0]) / max(1, high[0] - low[0])
        found.append(abs(expected - actual) / 6)
    return found[0], found[1]


def _places(source: str, target: str, ours: Unit, theirs: Unit) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return the context of each mark: S and E for the start and end of all words, P beside a pause, W amid words."""
    openings = (_opening(source, ours), _opening(target, theirs))
    return openings, (_closing(source, ours), _closing(target, theirs))


def _opening(text: str, unit: Unit) -> str:
    before = text[max(0, unit.start - _NEAR) : unit.start].rstrip()
    return "S" if not any(map(str.isalnum, before)) else "P" if before[-1] in _PAUSES else "W"


def _closing(text: str, unit: Unit) -> str:
    after = text[unit.end : unit.end + _NEAR].lstrip()
    if not any(map(str.isalnum, after)):
        return "E"
    return "P" if after[0] in _PAUSES or text[unit.inner_end - 1 : unit.inner_end] in _PAUSES else "W"


def _surplus(source: str, target: str, ours: Unit, theirs: Unit) -> tuple[int, int]:
    """Return the words between the last pause and the opening mark, and between the closing mark and the next pause.

    At most 3 each; 0 if the source has any at that place.
    """
    lead = 0 if _lead(source, ours) else min(3, _lead(target, theirs))
    return lead, 0 if _tail(source, ours) else min(3, _tail(target, theirs))


def _lead(text: str, unit: Unit) -> int:
    before = text[max(0, unit.start - _NEAR) : unit.start]
    pause = _LAST_PAUSE.search(before)
    return len(_WORD.findall(before, pause.end() if pause else 0))


def _tail(text: str, unit: Unit) -> int:
    if text[max(0, unit.inner_end - 1) : unit.inner_end] in tuple(",.!?"):
        return 0
    after = text[unit.end : unit.end + _NEAR]
    pause = _PAUSE.search(after)
    return len(_WORD.findall(after[: pause.start()] if pause else after))


def _first(found: Words) -> str:
    return found[0][0] if found else ""


def _last(text: str) -> str:
    found = _LETTERS.findall(text[-_NEAR:])
    return found[-1].lower() if found and text[-1:].isalpha() else ""


def _count(found: Words, forms: frozenset[str]) -> int:
    return sum(word.lower().replace("’", "'") in forms for word, _ in found)


def _saying(found: Words, language: str) -> int:
    known = lang.get(language).quotations.saying
    return sum(word.lower() in known for word, _ in found)


def _says(text: str, language: str) -> bool:
    known = lang.get(language).quotations.saying
    return any(part in known for part in chain(text.lower().split(), _LETTERS.findall(text.lower())))


def _attributed(text: str, unit: Unit, language: str) -> bool:
    """Whether one of the three words after the quotation says who speaks."""
    return _says(" ".join(_WORD.findall(text[unit.end : unit.end + _NEAR])[:3]), language)


def _incise(text: str, language: str) -> bool:
    found = _INCISE.search(text[-_NEAR:])
    return bool(found) and _says(found.group(1), language)  # type: ignore[union-attr]  # checked just before
