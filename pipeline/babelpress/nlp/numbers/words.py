"""Parser of numbers in words: `vingt et un`, `einundzwanzig`, `two hundred and five`, `mil milhões`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache

from babelpress import lang
from babelpress.lang.base import NumberWords

_WORD = re.compile(r"[^\W\d_]+")
_BETWEEN = re.compile(r"[ \u00a0\u202f]?-?|[ \u00a0\u202f]-?[ \u00a0\u202f]?")
_LONGEST = 90
"""Letters of the longest word that is parsed: German needs 65 for 777,777."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpelledNumber:
    """A number in words. `others` are further possible values.

    `ordinal`: whether it is an ordinal (`third`); `doubtful`: whether the word also means something else (`double`).
    """

    start: int
    end: int
    value: Decimal
    others: tuple[Decimal, ...] = ()
    scale: Decimal = Decimal(1)
    ordinal: bool = False
    doubtful: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lexicon:
    numerals: NumberWords
    adds: dict[str, int]
    """Words whose values are added."""
    multiplies: dict[str, int]
    alone: dict[str, tuple[tuple[Decimal, ...], bool]]
    """Words that do not combine with others: their values, and whether they are ordinals."""
    words: frozenset[str]
    strong: frozenset[str]
    """All words except the article and those that mean one; a number must have at least one of them."""
    long: tuple[str, ...]
    """Words for hundred and thousand, which every number from 101 on that is written as one word contains."""
    part: re.Pattern[str]
    """The pattern of one word inside such a number."""
    unless: re.Pattern[str] | None
    last: dict[str, int]
    """Ordinals that may end a number of several words."""
    half: re.Pattern[str]
    """The words for one half behind a number."""


@dataclass(slots=True)
class _Run:
    """A partly read number: `big` is final, `low` waits for a scale word, `current` for a hundred or thousand."""

    big: int = 0
    low: int = 0
    current: int = 0
    scale: int = 1
    words: int = 0
    last: int = 0

    def add(self, value: int, numerals: NumberWords, *, joined: bool) -> bool:
        """Add the value of a word; False if it does not fit. `joined`: whether the joint is before it."""
        if numerals.scores and self.current % 100 == self.last == 4 and value == 20:
            self.current += 4 * 20 - 4
        elif self._has_room(value, numerals, joined=joined):
            self.current += value
        else:
            return False
        self.words, self.last = self.words + 1, value
        return True

    def _has_room(self, value: int, numerals: NumberWords, *, joined: bool) -> bool:
        if not self.words:
            return True
        if 0 in (self.last, value):
            return False
        rest = self.current % 100
        if not self.current or value >= 100 or not rest:
            return not self.current or value < 100
        if rest in numerals.scores:
            return value < 20
        if self.last == 10:  # `dix-sept`: single words end at sixteen
            return len(numerals.ones.split()) - 10 <= value < 10
        return value < 10 and rest >= 20 and rest % 10 == 0 and (joined or not numerals.tens_joined)

    def multiply(self, value: int) -> bool:
        """Multiply by a hundred, a dozen, a thousand or a scale word; False if it does not fit."""
        if self.words and not (self.big or self.low or self.current):  # after a zero
            return False
        if value < 1000:
            if self.current >= 100:
                return False
            self.current = max(self.current, 1) * value
        elif value == 1000:
            if self.low:
                return False
            self.low, self.current = max(self.current, 1) * 1000, 0
        else:
            if (self.words and not (self.low or self.current)) or 1 < self.scale <= value:
                return False
            self.big += max(self.low + self.current, 1) * value
            self.low = self.current = 0
            self.scale = value
        self.words, self.last = self.words + 1, value
        return True

    @property
    def total(self) -> int:
        return self.big + self.low + self.current


def spelled_numbers(text: str, language: str) -> Iterator[SpelledNumber]:
    """Yield the numbers in words, in reading order; none in a language without number words.

    The value is `sum(group * scale)`, scale words descending; a group is `thousands * 1000 + hundreds * 100 + rest`.
    If a scale word does not fit the number before the last joint, there are two numbers: `one hundred and two
    hundred` are 100 and 200. A comma ends a number (`of the two thousand, three hundred left`). A lone `one`, `a` or
    `million` is not a number, unless a half follows (`one and a half`). Fractions, single digits (`two zero five`) and
    years in pairs (`nineteen ninety`) are read word by word.

    >>> [int(found.value) for found in spelled_numbers("Vingt et un ans, quatre-vingt-dix jours", "fr")]
    [21, 90]
    """
    if not lang.get(language).numbers:
        return
    lexicon = _lexicon(language)
    lowered = text.lower()
    glued = bool(lexicon.long) and any(word in lowered for word in lexicon.long)
    if not glued and lexicon.strong.isdisjoint(_WORD.findall(lowered)):
        return
    words = list(_WORD.finditer(text))
    at = 0
    while at < len(words):
        word = words[at].group().lower()
        if word not in lexicon.words and not (glued and _parts(word, language)):
            at += 1
            continue
        found, at = _read(text, words, at, language)
        if found:
            yield found


def _read(text: str, words: list[re.Match[str]], at: int, language: str) -> tuple[SpelledNumber | None, int]:
    """Return the number that begins with a word, if any, and the index of the first word after it."""
    lexicon = _lexicon(language)
    first, run, behind = words[at], _begun(text, words, at, language), at + 1
    if not run:
        return _alone(text, words, at, lexicon)
    before_joint = None
    while behind < len(words):
        joined = words[behind].group().lower() == lexicon.numerals.joint and _near(text, words, behind)
        at = behind + joined
        if at == len(words) or not _near(text, words, at):
            break
        word = words[at].group().lower()
        if rank := _ranked(run, word, lexicon):
            found = SpelledNumber(start=first.start(), end=words[at].end(), value=Decimal(rank), ordinal=True)
            return found, at + 1
        parts = _parts(word, language)
        longer = _extended(run, parts, lexicon, joined=joined)
        if not longer:
            # A second hundred, thousand or million: the words after the joint are a separate number.
            if before_joint and not joined and parts and parts[0] in lexicon.multiplies:
                run, behind = before_joint
            break
        if joined:
            before_joint = run, behind
        run, behind = longer, at + 1
    return _closed(text, run, (first.start(), words[behind - 1].end()), lexicon), behind


def _ranked(run: _Run, word: str, lexicon: _Lexicon) -> int:
    """Return the ordinal that a word makes of the number before it, 0 if it makes none."""
    value = lexicon.last.get(word)
    if not value:
        return 0
    whole = replace(run)
    fits = whole.multiply(value) if value in (100, 1000) else whole.add(value, lexicon.numerals, joined=True)
    return whole.total if fits else 0


def _near(text: str, words: list[re.Match[str]], at: int) -> bool:
    return bool(_BETWEEN.fullmatch(text, words[at - 1].end(), words[at].start()))


def _begun(text: str, words: list[re.Match[str]], at: int, language: str) -> _Run | None:
    lexicon, word = _lexicon(language), words[at].group().lower()
    if word == lexicon.numerals.article:
        return _Run(current=1, words=1, last=1)
    before = words[at - 1].group().lower() if at and lexicon.adds.get(word) == 100 else ""
    if before and before == lexicon.numerals.percent and _near(text, words, at):
        return None
    return _extended(_Run(), _parts(word, language), lexicon)


def _extended(run: _Run, parts: tuple[str, ...], lexicon: _Lexicon, *, joined: bool = False) -> _Run | None:
    """Return the number extended by all parts of one more word, None if one does not fit."""
    if not parts or (joined and not _may_join(run, parts[0], lexicon)):
        return None
    longer = replace(run)
    for part in parts:
        value = lexicon.adds.get(part)
        taken = (
            longer.multiply(lexicon.multiplies[part])
            if value is None
            else longer.add(value, lexicon.numerals, joined=joined)
        )
        if not taken:
            return None
    return longer


def _may_join(run: _Run, word: str, lexicon: _Lexicon) -> bool:
    """Whether the number continues after its `et`, `and`, `y` or `e`."""
    numerals, value = lexicon.numerals, lexicon.adds.get(word, lexicon.multiplies.get(word, 0))
    if word in lexicon.multiplies and (value > 1000 or run.low or run.current):
        return False
    return run.last in numerals.joint_after and value in numerals.joint_before


def _alone(text: str, words: list[re.Match[str]], at: int, lexicon: _Lexicon) -> tuple[SpelledNumber | None, int]:
    match = words[at]
    word = match.group().lower()
    if word not in lexicon.alone or (lexicon.unless and lexicon.unless.match(text, match.start())):
        return None, at + 1
    values, ordinal = lexicon.alone[word]
    end, at = match.end(), at + 1
    if ordinal and 10 <= values[0] <= 1000 and at < len(words) and _near(text, words, at):
        more, ranked = lexicon.alone.get(words[at].group().lower(), ((Decimal(0),), False))
        if ranked and more[0] < 10:  # `vigésimo segundo`
            values, end, at = (values[0] + more[0],), words[at].end(), at + 1
    found = SpelledNumber(
        start=match.start(),
        end=end,
        value=values[0],
        others=values[1:],
        ordinal=ordinal,
        doubtful=word in lexicon.numerals.others,
    )
    return found, at


def _closed(text: str, run: _Run, span: tuple[int, int], lexicon: _Lexicon) -> SpelledNumber | None:
    start, end = span
    vague = run.last == 1 or run.last >= 10**6 or (lexicon.numerals.article and run.last in (100, 1000))
    if run.words == 1 and vague and not (run.last == 1 and lexicon.half.match(text, end)):
        return None
    return SpelledNumber(start=start, end=end, value=Decimal(run.total), scale=Decimal(run.scale))


@lang.dependent
@lru_cache(maxsize=4096)
def _parts(word: str, language: str) -> tuple[str, ...]:
    """Return the number words that a word consists of, usually itself; none if it is not a number."""
    lexicon = _lexicon(language)
    if word in lexicon.adds or word in lexicon.multiplies:
        return (word,)
    if len(word) > _LONGEST or not any(inside in word for inside in lexicon.long):
        return ()
    parts, at = [], 0
    while at < len(word):
        part = lexicon.part.match(word, at)
        if not part:
            return ()
        parts.append(part[1] or part[2])
        at = part.end()
    return tuple(parts)


@lang.dependent
@cache
def _lexicon(language: str) -> _Lexicon:
    numerals = lang.get(language).numbers or NumberWords(decimal=".")
    adds = _adds(numerals)
    multiplies = {word: 10**power for word, power in numerals.scales.items()}
    for words, value in ((numerals.hundred, 100), (numerals.thousand, 1000), (numerals.dozen, 12)):
        multiplies |= {word: value for word in words.split("|") if word}
    alone: dict[str, tuple[tuple[Decimal, ...], bool]] = {
        word: (tuple(map(Decimal, values.split())), False) for word, values in numerals.others.items()
    }
    for rank, forms in enumerate(numerals.first.split(), start=1):
        alone |= {word: ((Decimal(rank),), True) for word in forms.split("|")}
    alone |= {word: ((Decimal(value),), True) for word, value in numerals.ordinals.items() if word not in alone}
    alone |= _derived(adds, numerals)
    half = lang.get(language).units.half
    known = frozenset((*adds, *multiplies, *alone))
    strong = frozenset(word for word in known if adds.get(word) != 1)
    article = frozenset(filter(None, (numerals.article,)))
    long = tuple(filter(None, f"{numerals.hundred}|{numerals.thousand}".split("|"))) if numerals.glue else ()
    return _Lexicon(
        numerals=numerals,
        adds=adds,
        multiplies=multiplies,
        alone=alone,
        words=known | article,
        strong=strong,
        long=long,
        part=_part(adds, long, numerals.glue),
        unless=re.compile(numerals.unless, re.IGNORECASE) if numerals.unless else None,
        last=dict(numerals.ordinals),
        half=re.compile(rf"(?: [^\W\d_]{{2,15}})?[ -]?(?:{half})(?!\w)" if half else "(?!)"),
    )


def _adds(numerals: NumberWords) -> dict[str, int]:
    """Return the values of the words up to 99, and of hundreds that are single words."""
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


def _part(adds: dict[str, int], long: tuple[str, ...], glue: str) -> re.Pattern[str]:
    """Return the pattern of the longest word up to 99, or of hundred or thousand and the glue before a next word."""
    small = sorted((word for word, value in adds.items() if 0 < value < 100), key=len, reverse=True)
    return re.compile(rf"({'|'.join(small) or '(?!)'})|({'|'.join(long) or '(?!)'})(?:(?:{glue})(?=.))?")


def _derived(adds: dict[str, int], numerals: NumberWords) -> dict[str, tuple[tuple[Decimal, ...], bool]]:
    """Return words derived from a number up to 99: ages, multiples, spans and ordinals."""
    small = {word: value for word, value in adds.items() if 1 < value < 100}
    found: dict[str, tuple[tuple[Decimal, ...], bool]] = {}
    for word, value in small.items():
        found |= {f"{word}{end}": ((Decimal(value),), False) for end in numerals.counted.split()}
        found |= {f"{word}{end}": ((value + Decimal("0.5"),), False) for end in numerals.halves.split()}
        if value > 3:
            found |= {f"{word}{end}": ((Decimal(value),), True) for end in numerals.ranks.split()}
    return found
