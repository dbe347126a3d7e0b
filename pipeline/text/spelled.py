"""Numbers spelt out in words: `vingt et un`, `einundzwanzig`, `two hundred and five`, `mil milhões`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pipeline.text.numerals import NUMERALS, Numerals

_WORD = re.compile(r"[^\W\d_]+")
_BETWEEN = re.compile(r"[ \u00a0\u202f]?-?|[ \u00a0\u202f]-?[ \u00a0\u202f]?")
_LONGEST = 60
"""Letters of the longest word that is taken apart."""

_COUNTED = (
    "jarig jarige jarigen maal keer voudig voudige daagse koppig koppige delig delige",
    "jährig jährige jährigen jähriger jähriges jährigem mal fach fache fachen tägig tägige tägigen stündig stündige "
    "stündigen monatig monatige monatigen wöchig wöchige wöchigen köpfig köpfige köpfigen teilig teilige seitig"
    " seitige",
)
_ISOLATION = re.compile(r"(?<!\bune )quarantaine\b|quarantaine\b(?! (?:de |d['’])[^\W\d])", re.IGNORECASE)
"""What is no number: `en quarantaine`, `la quarantaine de 14 jours`; `une quarantaine de maires` is one."""

_ORDINALS = ("ste de", "te ten ter tes tem ste sten ster stes stem")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelled:
    """A number in words. `others` are the values it may have besides; `ordinal` tells of a rank (`third`)."""

    start: int
    end: int
    value: Decimal
    others: tuple[Decimal, ...] = ()
    scale: Decimal = Decimal(1)
    ordinal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lexicon:
    adds: dict[str, int]
    """Words that are summed, and those up to 999 written in one."""
    multiplies: dict[str, int]
    alone: dict[str, tuple[tuple[Decimal, ...], bool]]
    """Words that join no others: their values, and whether it is a rank."""
    words: frozenset[str]
    strong: frozenset[str]
    """All words but those that mean one, and the article: without any of them there is no number."""


@dataclass(slots=True)
class _Run:
    """A number under way: `big` is settled, `low` waits for a scale word, `current` for a hundred or thousand."""

    big: int = 0
    low: int = 0
    current: int = 0
    scale: int = 1
    words: int = 0
    last: int = 0

    def add(self, word: str, value: int, language: str) -> bool:
        """Take a word that is summed, or refuse it."""
        rest = self.current % 100
        if self.words and self.last == 0:
            return False
        if language == "fr" and rest == 4 and self.last == 4 and word.startswith("vingt"):
            self.current += 76
        elif (
            self.words == 0
            or (self.last >= 1000 and self.current == 0)
            or (
                (value >= 100 and self.current == 0)
                or (value < 100 and rest == 0 and self.current)
                or (value < 10 and rest % 10 == 0 and rest >= 20)
                or (
                    language == "fr"
                    and ((rest in (60, 80) and value < 20) or (rest in (10, 70, 90) and 7 <= value < 10))
                )
            )
        ):
            self.current += value
        else:
            return False
        self.words, self.last = self.words + 1, value
        return True

    def multiply(self, value: int) -> bool:
        """Take a hundred, a dozen, a thousand or a scale word, or refuse it."""
        if value < 1000:
            if self.current % 100 == 0 and self.current:
                return False
            self.current = max(self.current, 1) * value
        elif value == 1000:
            if self.low or (self.big and not self.current and self.last >= 1000):
                return False
            self.low, self.current = max(self.current, 1) * 1000, 0
        else:
            if self.words and not (self.low or self.current):
                return False
            self.big += max(self.low + self.current, 1) * value
            self.low = self.current = 0
            self.scale = value
        self.words, self.last = self.words + 1, value
        return True

    @property
    def total(self) -> int:
        return self.big + self.low + self.current


def spelled(text: str, language: str) -> Iterator[Spelled]:
    """Give the numbers in words, in reading order. A lone `one`, `a` or `million` is none.

    >>> [int(found.value) for found in spelled("Vingt et un ans, quatre-vingt-dix jours", "fr")]
    [21, 90]
    """
    lexicon = _lexicon(language)
    lowered = text.lower()
    glued = _may_be_glued(lowered, language)
    if lexicon.strong.isdisjoint(_WORD.findall(lowered)) and not glued:
        return
    run, start, end, last, joint = _Run(), 0, 0, 0, False
    numerals = NUMERALS[language]
    for match in _WORD.finditer(text):
        word = match.group().lower()
        if not run.words and word not in lexicon.words and not glued:
            continue
        near = run.words and _BETWEEN.fullmatch(text, end, match.start())
        if run.words and near and word == numerals.joint and not joint:
            joint, end = True, match.end()
            continue
        adds = lexicon.adds.get(word)
        if adds == 100 and text[max(0, match.start() - 4) : match.start() - 1].lower() == "por":
            adds, word = None, ""  # the second half of "por ciento"
        elif adds is None and word not in lexicon.multiplies:
            adds = _glued(word, language)
        taken = False
        if near and (not joint or _may_join(run, adds, language)):
            taken = _take(run, word, adds=adds, lexicon=lexicon, language=language)
        if not taken:
            yield from _close(run, start, last, language) if run.words else ()
            run, start = _Run(), match.start()
            if word == numerals.article:
                run.current, run.words, run.last = 1, 1, 1
            else:
                _take(run, word, adds=adds, lexicon=lexicon, language=language)
            if not run.words and word in lexicon.alone and not _ISOLATION.match(text, match.start()):
                values, ordinal = lexicon.alone[word]
                yield Spelled(start=start, end=match.end(), value=values[0], others=values[1:], ordinal=ordinal)
        joint, end = False, match.end()
        last = end
    if run.words:
        yield from _close(run, start, last, language)


def _take(run: _Run, word: str, *, adds: int | None, lexicon: _Lexicon, language: str) -> bool:
    if adds is not None and run.add(word, adds, language):
        return True
    return word in lexicon.multiplies and run.multiply(lexicon.multiplies[word])


def _may_join(run: _Run, adds: int | None, language: str) -> bool:
    """Tell whether the number goes on behind its `et`, `and`, `y` or `e`."""
    if adds is None:
        return False
    if language == "fr":
        return adds in (1, 11) and 20 <= run.last < 100
    if language == "es":
        return 30 <= run.last < 100 and adds < 10
    return run.last >= (100 if language == "en" else 20)


def _close(run: _Run, start: int, end: int, language: str) -> Iterator[Spelled]:
    lone = run.words == 1
    if lone and (run.last == 1 or run.last >= 10**6 or (language == "en" and run.last in (100, 1000))):
        return
    yield Spelled(start=start, end=end, value=Decimal(run.total), scale=Decimal(run.scale))


def _may_be_glued(lowered: str, language: str) -> bool:
    numerals = NUMERALS[language]
    return bool(numerals.glue) and (numerals.thousand in lowered or numerals.hundred in lowered)


def _glued(word: str, language: str) -> int | None:
    """Give the value of a number from a thousand on that is one word, as German and Dutch write it."""
    numerals = NUMERALS[language]
    if not numerals.glue or len(word) > _LONGEST or numerals.thousand not in word:
        return None
    before, _, after = word.partition(numerals.thousand)
    adds = _lexicon(language).adds
    after = after.removeprefix("und") if language == "de" else after.removeprefix("en")
    if (before and before not in adds) or (after and after not in adds) or not (before or after):
        return None
    return (adds[before] if before else 1) * 1000 + (adds[after] if after else 0)


@cache
def _lexicon(language: str) -> _Lexicon:
    numerals = NUMERALS[language]
    adds = _simple(numerals)
    multiplies = {word: 10**power for word, power in numerals.scales.items()}
    for words, value in ((numerals.hundred, 100), (numerals.thousand, 1000), (numerals.dozen, 12)):
        multiplies |= {word: value for word in words.split("|") if word}
    alone: dict[str, tuple[tuple[Decimal, ...], bool]] = {
        word: (tuple(map(Decimal, values.split())), False) for word, values in numerals.others.items()
    }
    for rank, forms in enumerate(numerals.first.split(), start=1):
        alone |= {word: ((Decimal(rank),), True) for word in forms.split("|")}
    if numerals.glue:
        alone |= _derived(adds, german=language == "de")
        adds |= _below_thousand(adds, numerals)
    known = frozenset((*adds, *multiplies, *alone))
    strong = frozenset(word for word in known if adds.get(word) != 1)
    article = frozenset(filter(None, (numerals.article,)))
    return _Lexicon(adds=adds, multiplies=multiplies, alone=alone, words=known | article, strong=strong)


def _simple(numerals: Numerals) -> dict[str, int]:
    """The words up to 99, and hundreds that are words of their own."""
    adds = {word: value for value, forms in enumerate(numerals.ones.split()) for word in forms.split("|")}
    tens = {word: 10 * at for at, forms in enumerate(numerals.tens.split(), start=2) for word in forms.split("|")}
    hundreds = {
        word: 100 * at for at, forms in enumerate(numerals.hundreds.split(), start=1) for word in forms.split("|")
    }
    glued = {
        f"{one}{glue}{ten}": tens[ten] + value
        for glue in filter(None, numerals.glue.split("|"))
        for ten in tens
        for one, value in adds.items()
        if 0 < value < 10
    }
    return adds | tens | hundreds | glued


def _below_thousand(adds: dict[str, int], numerals: Numerals) -> dict[str, int]:
    small = {word: value for word, value in adds.items() if 0 < value < 100}
    found = {}
    for one, hundreds in [("", 1), *((word, value) for word, value in small.items() if 2 <= value <= 20)]:
        found[f"{one}{numerals.hundred}"] = 100 * hundreds
        for joint in ("", "und" if numerals.glue == "und" else "en"):
            found |= {f"{one}{numerals.hundred}{joint}{word}": 100 * hundreds + value for word, value in small.items()}
    return found


def _derived(adds: dict[str, int], *, german: bool) -> dict[str, tuple[tuple[Decimal, ...], bool]]:
    """Words made of a number up to 99: ages, multiples, spans and ranks."""
    small = {word: value for word, value in adds.items() if 1 < value < 100}
    found: dict[str, tuple[tuple[Decimal, ...], bool]] = {}
    for word, value in small.items():
        found |= {f"{word}{end}": ((Decimal(value),), False) for end in _COUNTED[german].split()}
        if value > 3:
            found |= {f"{word}{end}": ((Decimal(value),), True) for end in _ORDINALS[german].split()}
    return found
