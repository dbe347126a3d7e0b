"""What was edited between two versions of a text: the class of each sentence, and what a reader is told differently.

Sentences that are equal are found first, then those between them are aligned by their likeness (1-1, 1-2, 2-1, 1-0,
0-1), and what is left is looked for elsewhere in the article. What an edit changed is said by what the checks of
translations read (numbers, names, negations, quotations, dates, units), here of the old and the new sentence. A
percentage of likeness says nothing of it: « n'a pas retiré » and « a retiré » are almost the same letters.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import Literal

from babelpress import lang
from babelpress.nlp.names.detect import proper_names
from babelpress.nlp.names.exonyms import exonym
from babelpress.nlp.names.tokens import TOKEN, function_words
from babelpress.nlp.numbers.parse import find as find_quantities
from babelpress.nlp.numbers.quantity import Quantity
from babelpress.nlp.patterns import compiled
from babelpress.nlp.quotes.match import units as quotations
from babelpress.nlp.tokenization import fold, words
from babelpress.qa.base import SegmentPair
from babelpress.qa.engine import answered

Kind = Literal["same", "moved", "cosmetic", "edited", "split", "joined", "new", "removed"]
Facet = Literal["number", "negation", "name", "quotation", "date", "unit", "opposite", "place", "wording"]
"""`place`: the sentence was edited and stands elsewhere, so that it may be another one."""

SEVERE: frozenset[Facet] = frozenset({"number", "negation", "name", "quotation", "date", "unit", "opposite", "place"})
"""Facets whose edit may make a translation of the old sentence false."""

_CHECKS = ("numbers", "weekdays", "negation", "opposites")
"""Checks of translations that are asked too."""
MEANS: dict[str, Facet] = {
    "numbers": "number",
    "currency": "unit",
    "percent": "unit",
    "dates": "date",
    "weekdays": "date",
    "negation": "negation",
    "opposites": "opposite",
}
"""What a severe finding means, by its check."""
_AMOUNTS: frozenset[Facet] = frozenset({"number", "unit", "date"})

_ALIKE = 0.35
"""Likeness from which two sentences are one that was edited."""
_GROUPED = 0.15
"""How much more alike a sentence must be to two others together."""
_MOVED = 0.75
"""Likeness from which a sentence that is elsewhere now is one that was moved and edited."""
_PAIRS = 40_000
"""Number of pairs of sentences up to which such sentences are looked for."""
_BAND = 60
"""Sentences by which the alignment of a gap may leave its diagonal."""

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | dict.fromkeys("’‘ʼ′`", "'") | {"\u00ad": None, "\u200b": None})
_MARKS = re.compile(r"[«»“”„‟‹›\"]|''|(?<!\w)'|'(?!\w)")
_BESIDE = re.compile(r"\s*\"\s*")
_BEFORE = re.compile(r"\s+(?=[?!:;%])")
_THOUSANDS = re.compile(r"(?<!\d)\d{1,3}(?: \d{3})+(?!\d)")
_DATES = frozenset({"date", "year", "decade", "time", "duration"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One unit of a text in two versions.

    Attributes:
        kind: Its class.
        old: Indices of its sentences in the old version; empty if it is new.
        new: Indices of its sentences in the new version; empty if it was removed.
        facets: For `edited`, `split` and `joined`: what was changed; empty for the others. A split or joined unit whose
            words are the same has none.
    """

    kind: Kind
    old: range
    new: range
    facets: frozenset[Facet] = frozenset()


def compare(old: Sequence[str], new: Sequence[str], *, language: str) -> tuple[Change, ...]:
    """Compare the sentences of two versions of an article.

    Args:
        old: The sentences of the old version.
        new: The sentences of the new version.
        language: ISO 639-1 code of both.

    Returns:
        The units in the order of the new version, removed ones where they were; every sentence of both versions is in
        exactly one.

    >>> [(c.kind, sorted(c.facets)) for c in compare(["Il part.", "Il a 3 ans."], ["Il part.", "Il a 4 ans."],
    ...     language="fr")]
    [('same', []), ('edited', ['number'])]
    """
    equal = _equal([folded(text) for text in old], [folded(text) for text in new])
    gone = [i for i in range(len(old)) if i not in equal]
    fresh = sorted(set(range(len(new))) - set(equal.values()))
    moved = _moved(old, new, gone, fresh)
    found = [
        Change(kind="moved" if i in moved else "same" if old[i] == new[j] else "cosmetic", old=_one(i), new=_one(j))
        for i, j in (equal | moved).items()
    ]
    found += _edited(old, new, equal, moved, language)
    taken = {i for change in found for i in change.old}
    made = {j for change in found for j in change.new}
    for i, j in _elsewhere(old, new, [i for i in gone if i not in taken], [j for j in fresh if j not in made]):
        what: frozenset[Facet] = frozenset({*facets(old[i], new[j], language), "place"})
        found.append(Change(kind="edited", old=_one(i), new=_one(j), facets=what))
        taken.add(i)
        made.add(j)
    found += [Change(kind="new", old=range(0), new=_one(j)) for j in fresh if j not in made]
    removed = [Change(kind="removed", old=_one(i), new=range(0)) for i in gone if i not in taken]
    return tuple(_ordered(found, removed))


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Return a sentence without what is only typography: spaces, kinds of marks and dashes, its first capital.

    >>> folded("« L’été… » : 1 200 jours – fini")
    '"l\\'été...": 1200 jours - fini'
    """
    plain = unicodedata.normalize("NFC", text).translate(_DASHES).replace("…", "...")
    plain = _THOUSANDS.sub(lambda found: found[0].replace(" ", ""), " ".join(plain.split()))
    plain = _BEFORE.sub("", _BESIDE.sub('"', _MARKS.sub('"', plain)))
    start = next((at for at, char in enumerate(plain) if char.isalnum()), 0)
    return plain[:start] + plain[start : start + 1].lower() + plain[start + 1 :]


@lang.dependent
@lru_cache(maxsize=4096)
def facets(old: str, new: str, language: str) -> frozenset[Facet]:
    """Return what two versions of a sentence tell differently; `wording` where that is nothing that can be named.

    >>> sorted(facets("Il n'a pas cédé.", "Il a cédé.", "fr"))
    ['negation']
    """
    found: set[Facet] = set()
    if folded(old) != folded(new):
        found |= _quantities(old, new, language)
        found |= {"date"} if _counted(old, new, _calendar(language)) else set()
        found |= {"negation"} if _negations(old, language) != _negations(new, language) else set()
        quoted = _quoted(old, language) != _quoted(new, language)
        found |= {"quotation"} if quoted else set()
        found |= (
            {"name"} if _names(old, language, quoted=not quoted) != _names(new, language, quoted=not quoted) else set()
        )
        told = _told(old, new, language)
        found |= told - _AMOUNTS if found & _AMOUNTS else told
    return frozenset(found or {"wording"})


def _equal(ours: Sequence[str], theirs: Sequence[str]) -> dict[int, int]:
    """Pair the sentences that are the same and in the same order on both sides."""
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    return {a + step: b + step for a, b, size in matcher.get_matching_blocks() for step in range(size)}


def _edited(
    old: Sequence[str], new: Sequence[str], equal: Mapping[int, int], moved: Mapping[int, int], language: str
) -> Iterator[Change]:
    """Align the sentences between equal ones, without those that are elsewhere now."""
    came = set(moved.values())
    i = j = 0
    for a, b in [*equal.items(), (len(old), len(new))]:
        rows = [index for index in range(i, a) if index not in moved]
        columns = [index for index in range(j, b) if index not in came]
        i, j = a + 1, b + 1
        for one, other in _aligned([old[k] for k in rows], [new[k] for k in columns]) if rows and columns else ():
            left, right = rows[one.start : one.stop], columns[other.start : other.stop]
            if left[-1] - left[0] >= len(left) or right[-1] - right[0] >= len(right):
                continue  # what stood between them is elsewhere now
            before, after = " ".join(old[k] for k in left), " ".join(new[k] for k in right)
            yield Change(
                kind="split" if len(right) > 1 else "joined" if len(left) > 1 else "edited",
                old=range(left[0], left[-1] + 1),
                new=range(right[0], right[-1] + 1),
                facets=facets(before, after, language),
            )


def _aligned(left: Sequence[str], right: Sequence[str]) -> list[tuple[range, range]]:
    """Pair sentences so that as many characters as possible are in pairs that are alike."""
    rows, columns = len(left), len(right)
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(rows + 1):
        middle = i * columns // max(rows, 1)
        for j in range(max(0, middle - _BAND), min(columns, middle + _BAND + columns // max(rows, 1)) + 1):
            for step in ((1, 1), (1, 2), (2, 1), (1, 0), (0, 1)):
                before = best.get((i - step[0], j - step[1]))
                if before is None:
                    continue
                gain = before[0] + _gain(left[i - step[0] : i], right[j - step[1] : j])
                if (i, j) not in best or gain > best[i, j][0]:
                    best[i, j] = (gain, step)
    found = []
    i, j = rows, columns
    while i or j:
        a, b = best[i, j][1]
        if a and b and _gain(left[i - a : i], right[j - b : j]) > 0:
            found.append((range(i - a, i), range(j - b, j)))
        i, j = i - a, j - b
    return found[::-1]


def _gain(left: Sequence[str], right: Sequence[str]) -> float:
    """What pairing these sentences is worth; 0 if one side has none, negative if they are not alike."""
    if not (left and right):
        return 0.0
    least = _ALIKE + (_GROUPED if len(left) + len(right) > 2 else 0.0)
    size = sum(map(len, left)) + sum(map(len, right))
    return size * (likeness(" ".join(left), " ".join(right)) - least)


@lru_cache(maxsize=65536)
def likeness(one: str, other: str) -> float:
    """Return how alike two sentences are, from 0 to 1: the share of their words or of their letters in threes.

    >>> likeness("Il est venu.", "Il est venu.")
    1.0
    """
    return max(_dice(_bag(one), _bag(other)), _dice(_threes(one), _threes(other)))


def _dice(one: Counter[str], other: Counter[str]) -> float:
    both = one.total() + other.total()
    return 2 * (one & other).total() / both if both else 1.0


@lru_cache(maxsize=4096)
def _bag(text: str) -> Counter[str]:
    return Counter(words(text))


@lru_cache(maxsize=4096)
def _threes(text: str) -> Counter[str]:
    plain = f" {fold(' '.join(text.split()))} "
    return Counter(plain[at : at + 3] for at in range(len(plain) - 2))


def _moved(old: Sequence[str], new: Sequence[str], gone: Sequence[int], fresh: Sequence[int]) -> dict[int, int]:
    """Pair the sentences that are left on both sides and the same, if they are there once."""
    ours, theirs = Counter(old[i] for i in gone), Counter(new[j] for j in fresh)
    places = {new[j]: j for j in fresh}
    return {i: places[old[i]] for i in gone if ours[old[i]] == theirs[old[i]] == 1}


def _elsewhere(
    old: Sequence[str], new: Sequence[str], gone: Sequence[int], fresh: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Pair what is left on both sides and very much alike: sentences that were moved and edited."""
    if len(gone) * len(fresh) > _PAIRS:
        return
    alike = sorted(((likeness(old[i], new[j]), -abs(i - j), i, j) for i in gone for j in fresh), reverse=True)
    taken: set[int] = set()
    made: set[int] = set()
    for share, _, i, j in alike:
        if share >= _MOVED and i not in taken and j not in made:
            taken.add(i)
            made.add(j)
            yield i, j


def _ordered(found: Sequence[Change], removed: Sequence[Change]) -> Iterator[Change]:
    """Put units in the order of the new version, each removed one after what preceded it in the old one."""
    waiting = list(removed)
    last = -1
    for change in sorted(found, key=lambda one: one.new.start):
        if change.kind not in ("moved", "new"):
            while waiting and waiting[0].old.start < change.old.start:
                yield waiting.pop(0)
            last = max(last, change.old.stop)
        elif change.kind == "new":
            while waiting and waiting[0].old.start == last:
                last = waiting[0].old.stop
                yield waiting.pop(0)
        yield change
    yield from waiting


def _one(index: int) -> range:
    return range(index, index + 1)


def _quantities(old: str, new: str, language: str) -> set[Facet]:
    """Compare the numbers, the units and the dates of two sentences."""
    before, after = find_quantities(old, language), find_quantities(new, language)
    found: set[Facet] = set()
    if _values(before, dated=True) != _values(after, dated=True):
        found.add("date")
    if _values(before, dated=False) != _values(after, dated=False):
        found.add("number")
    elif _units(before) != _units(after):
        found.add("unit")
    return found


def _values(found: Sequence[Quantity], *, dated: bool) -> Counter[object]:
    return Counter(
        folded(one.written) if one.kind in ("name", "version", "identifier") else one.value
        for one in found
        if (one.kind in _DATES) is dated
    )


def _units(found: Sequence[Quantity]) -> Counter[object]:
    return Counter(
        (one.value, one.unit or ("%" if one.kind == "percent" else ""), one.per)
        for one in found
        if one.kind not in _DATES
    )


@lang.dependent
@cache
def _calendar(language: str) -> frozenset[str]:
    """The names of months and days."""
    dates = lang.get(language).dates
    if dates is None:
        return frozenset()
    return frozenset([*dates.months.lower().split(), *dates.weekdays.lower().split(), *dates.other_weekdays])


def _counted(old: str, new: str, known: frozenset[str]) -> bool:
    before, after = (Counter(word for word in words(text) if word in known) for text in (old, new))
    return before != after


def _negations(text: str, language: str) -> Counter[str]:
    """The words of a sentence that deny or restrict."""
    negation = lang.get(language).negation
    if negation is None:
        return Counter()
    found = Counter(word for word in words(text) if word in negation.plain or fold(word) in _restricting(language))
    found["halves"] = len(compiled(negation.halves).findall(text)) if negation.halves else 0
    found["contracted"] = len(compiled(negation.contracted).findall(text)) if negation.contracted else 0
    return +found


@lang.dependent
@cache
def _restricting(language: str) -> frozenset[str]:
    negation = lang.get(language).negation
    return frozenset(word for word in negation.clear.split() if "*" not in word) if negation else frozenset()


def _names(text: str, language: str, *, quoted: bool) -> Counter[str]:
    """The words of a sentence that are written like names, the first one if it is known; `quoted`: those quoted too."""
    found = {name.start: name.text for name in proper_names(text, language)}
    first = TOKEN.search(text)
    if first and first[0][:1].isupper() and first[0].lower() not in function_words() and _is_named(first[0], language):
        found[first.start()] = first[0]
    inside = [] if quoted else [range(one.start, one.end) for one in quotations(text, language)]
    return Counter(
        unicodedata.normalize("NFC", name) for start, name in found.items() if not any(start in span for span in inside)
    )


def _is_named(word: str, language: str) -> bool:
    return bool(exonym(fold(word), language)) or word.isupper()


def _quoted(text: str, language: str) -> list[str]:
    return [folded(text[one.inner_start : one.inner_end]) for one in quotations(text, language)]


def _told(old: str, new: str, language: str) -> set[Facet]:
    """What the checks of translations find in the new sentence, taken for a translation of the old one."""
    pair = SegmentPair(source=old, target=new, source_language=language, target_language=language)
    found = (finding for name in _CHECKS for finding in answered(name, pair))
    return {MEANS.get(finding.check, "number") for finding in found if finding.severity == "severe"}


def paired(left: Sequence[str], right: Sequence[str]) -> list[tuple[range, range]]:
    """Pair the texts of a document with those of the same document after somebody edited it.

    Equal texts first, then those that are alike; where between them as many are left on both sides, they are taken for
    rewritten ones, in order.

    Args:
        left: The texts before.
        right: The texts after.

    Returns:
        Pairs in order: of one text with one, or of one with two. What is in none was removed or added.

    >>> paired(["Een.", "Twee."], ["Een.", "Iets heel anders."])
    [(range(0, 1), range(0, 1)), (range(1, 2), range(1, 2))]
    """
    found: list[tuple[range, range]] = []
    i = j = 0
    for block in SequenceMatcher(None, list(left), list(right), autojunk=False).get_matching_blocks():
        found += _between(left, right, range(i, block.a), range(j, block.b))
        found += ((_one(block.a + step), _one(block.b + step)) for step in range(block.size))
        i, j = block.a + block.size, block.b + block.size
    return found


def _between(left: Sequence[str], right: Sequence[str], rows: range, columns: range) -> Iterator[tuple[range, range]]:
    """Pair the texts between two equal ones."""
    alike = _aligned([left[i] for i in rows], [right[j] for j in columns]) if rows and columns else []
    beads = [
        (range(rows.start + a.start, rows.start + a.stop), range(columns.start + b.start, columns.start + b.stop))
        for a, b in alike
    ]
    i, j = rows.start, columns.start
    for a, b in [*beads, (range(rows.stop, rows.stop), range(columns.stop, columns.stop))]:
        if a.start - i == b.start - j:
            yield from ((_one(i + step), _one(j + step)) for step in range(a.start - i))
        if a and b:
            yield a, b
        i, j = a.stop, b.stop


def closest(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Pair as many texts as both sides have, in order, so that the pairs are as alike as possible.

    Args:
        left: Texts.
        right: What somebody made of them, with texts added or removed.

    Returns:
        The indices of each pair.

    >>> closest(["Le parc est ouvert."], ["Une note.", "Le parc, lui, rouvre."])
    [(0, 1)]
    """
    if len(left) > len(right):
        return [(i, j) for j, i in closest(right, left)]
    more = len(right) - len(left)
    best: list[list[float]] = [[0.0] * (more + 1) for _ in range(len(left) + 1)]
    for i in reversed(range(len(left))):
        for skipped in reversed(range(more + 1)):
            taken = likeness(left[i], right[i + skipped]) + best[i + 1][skipped]
            best[i][skipped] = max(taken, best[i][skipped + 1] if skipped < more else 0.0)
    found: list[tuple[int, int]] = []
    skipped = 0
    for i in range(len(left)):
        while skipped < more and best[i][skipped + 1] == best[i][skipped]:
            skipped += 1
        found.append((i, i + skipped))
    return found
