"""Identifiers: the figures and letters that are kept as written, such as a telephone number or an article of a law.

An identifier shows itself by its form (`19-12.345`, `AB-123-CD`, `0 800 130 000`) or by the word before it
(`dossier 12 345`). After a word that may also stand before a quantity (`la ligne 12 000 habitants`), a unit or a plural
noun behind the figures shows a quantity.

Every pattern takes linear time: a match begins only at the first character of a run, and repetitions are bounded.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from babelpress import lang
from babelpress.nlp.numbers.units import SIGNS, SYMBOLS


@dataclass(frozen=True, slots=True)
class Identifier:
    """Characters `start` to `end` (excluded) of a text; `kind` is `phone`, `postcode`, `law`, `docket`, ..."""

    start: int
    end: int
    kind: str


@lang.dependent
@lru_cache(maxsize=2048)  # masks, post-editors and checks ask for the same sentences
def identifiers(text: str, language: str) -> tuple[Identifier, ...]:
    """Return the identifiers of a text.

    Years, prices, quantities, ranges, scores, dates, times, fractions, versions and ordinals are none.

    Args:
        text: Any text.
        language: Its ISO 639-1 code; in an unknown language, identifiers are found only by their form.

    Returns:
        Disjoint spans in order.

    >>> text = "Pourvoi n° 19-12.345, tél. 01 23 45 67 89."
    >>> [(text[one.start : one.end], one.kind) for one in identifiers(text, "fr")]
    [('19-12.345', 'docket'), ('01 23 45 67 89', 'phone')]
    """
    text = text.translate(_SPACES)
    if not _DIGIT.search(text) and not _SWIFT.search(text):
        return ()
    found = list(_by_form(text, language)) if FORMED.search(text) else []
    if not _telling_words(language).isdisjoint(_TOKEN.findall(text.lower())):
        found += _by_word(text, language)
    return _disjoint(found)


_SPACES = str.maketrans("\u00a0\u202f\u2009", "   ")
"""Kinds of space to be treated alike; one character for one, so that offsets do not change."""


# Forms

_DIGIT = re.compile(r"\d")
_SWIFT = re.compile(r"\b(?:BIC|SWIFT|BIC/SWIFT)\b(?: ?:)? ?(?P<code>[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)(?!\w)")
_OPEN, _SHUT = r"(?<![\w.,/+-])", r"(?!\w|[.,/-]\d)"

_YEARS = range(1000, 2101)

FORMED = re.compile(
    r"\d(?:[/-]\d| \d+ \d|-[A-Z]|\.\d{4})|\d{5}|(?<!\d)(?:0 ?\d|36 1\d)|\d{4}(?: [A-Z]{2})? [A-ZÀ-Þ]|\) ?\d|\+\d"
    r"|[A-Z]-?\d|[A-Z]{2} \d{3} [A-Z]|-[A-Z]{1,2} \d|ECLI:|SWIFT|BIC|RCS|IS[BS]N"
)
"""Found in every text with an identifier that has a form; in few others, so that these need no further search."""


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of identifiers; `accepts` decides about a match, and all are accepted without it."""

    kind: str
    pattern: re.Pattern[str]
    accepts: Callable[[re.Match[str], str], bool] = lambda match, language: True


def _glued(match: re.Match[str], language: str) -> bool:
    """Whether figures with hyphens or slashes are no range, score, date, season or fraction."""
    parts = re.split("[-/]", match.group())
    if len(parts) == 2 and _is_amount(match.string, match.end(), language):
        return False
    if "-" in match.group() and "/" in match.group():
        return not _is_date(parts)
    if len(parts) > 2:
        return not _is_date(parts) and any(len(part) > 2 or _is_padded(part) for part in parts)
    first, second = parts
    if _is_padded(first) or _is_padded(second):
        return len(second) > 2 and not _is_date(parts) and not (len(first) <= 2 and int(second) in _YEARS)
    a, b = int(first), int(second)
    if "/" in match.group():
        if a in _YEARS and len(first) == 4:
            return len(second) > 2 and not (b in _YEARS and len(second) == 4)
        if b in _YEARS and len(second) == 4:
            return len(first) > 2
        return len(first) > 3 or (len(first) > 1 and len(second) > 2 and b % 10 != 0 and a < b)
    if len(first) == 4 and a in _YEARS:
        return len(second) > 2 and (b < a or b > _YEARS[-1])
    return (len(second) - len(first) > 1 and b % 100 != 0) or (len(first) > 3 and len(second) > 2 and b < a)


def _is_padded(part: str) -> bool:
    return len(part) > 1 and part.startswith("0")


def _is_date(parts: list[str]) -> bool:
    """Whether parts are day, month and year in any order and with at most four figures, or two of these."""
    if any(len(part) > 4 or len(part) == 3 for part in parts):
        return False
    values = [int(part) for part in parts]
    if len(values) == 2:
        return all(0 < value <= 31 for value in values) or any(len(part) == 4 for part in parts)
    small = sorted(value for part, value in zip(parts, values, strict=True) if len(part) <= 2)
    long = [value for part, value in zip(parts, values, strict=True) if len(part) == 4]
    if len(long) > 1 or len(values) > 3 or (long and long[0] not in _YEARS):
        return False
    if long:
        return 0 < small[0] <= 12 and small[1] <= 31
    return 0 < values[1] <= 12 and (0 < values[0] <= 31 or 0 < values[2] <= 31)


def _irregular(match: re.Match[str], language: str) -> bool:
    """Whether groups of figures are no number with thousands, no list of such numbers and no date."""
    groups = match.group().split(" ")
    if "000" in groups or _is_date(groups):
        return False
    odd = sum(len(group) != 3 for group in groups[1:])
    if len(groups) == 3:
        return any(_is_padded(group) and len(group) != 3 for group in groups[1:])
    return sum(map(len, groups)) >= 8 and (odd > 1 or any(len(group) > 4 for group in groups[1:]))


def _padded(match: re.Match[str], language: str) -> bool:
    """Whether figures that begin with a zero are no date, time or decimal."""
    text, found = match.string, match.group()
    parts = re.findall(r"\d+", found)
    before = text[max(0, match.start() - 8) : match.start()]
    if _AFTER_UNIT.search(before) or _CLOCK.match(text, match.end()):
        return False
    if len(parts) == 1:
        return not _is_amount(text, match.end(), language) and not (len(found) == 2 and _DATED.search(before))
    if _is_date(parts) and (len(parts) > 2 or " " not in found):
        return False
    return not (len(parts) == 2 and "." in found and len(parts[0]) < 4)


# The hours, minutes, metres, euros before figures: `20 h 05`, `1 m 05`.
_AFTER_UNIT = re.compile(r"\d\s?(?:h|H|min|mn|m|s|sec|Uhr|uur|€|[°'′:])\s?$")
_CLOCK = re.compile(r" ?(?:[hH:'′″\"]|Uhr|uur)(?!\w*[a-zà-ÿ]{{2}})|[:]\d| ?[apAP]\.?[mM]\b")
_DATED = re.compile(r"[^\W\d]{3,}\.?\s$")


def _mixed(match: re.Match[str], language: str) -> bool:
    """Whether chunks of a plate hold letters alone and figures alone, both of them."""
    chunks = match.group().split("-")
    return any(map(str.isdigit, chunks)) and any(map(str.isalpha, chunks)) and 5 <= sum(map(len, chunks)) <= 8


def _postal(match: re.Match[str], language: str) -> bool:
    """Whether a number before a capitalised word stands in an address."""
    text = match.string
    start = max(0, match.start() - 100)
    before = text[start : match.start()]
    if _street(language).search(before) or _CEDEX.match(text, match.end()):
        return True
    line = text.rfind("\n", start, match.start()) + 1 or start
    alone = not text[line : match.start()].strip(" -–•*") and (line > start or not start)
    if (alone or before.endswith(", ")) and _city(language).match(text, match.end()):
        return True
    round_ = match.group("number").endswith("000") or len(match.group("number")) < 5
    return alone and not round_ and not lang.get(language).capitals.nouns and bool(_TOWN.match(text, match.end()))


_CEDEX = re.compile(r"(?: [\w'’-]{1,30}){1,5} (?:Cedex|CEDEX|cedex)\b")
_TOWN = re.compile(r"(?: ?[\w'’()-]{1,30}+){1,6}[ \t]*(?:[\n,;.]|$)")


@lang.dependent
@cache
def _city(language: str) -> re.Pattern[str]:
    """The cities that a language has its own name for, after a space."""
    names = [line.partition(":")[2].partition(",")[0].strip() for line in lang.get(language).places.cities.splitlines()]
    return re.compile(rf" (?:{'|'.join(re.escape(name) for name in names if name) or '(?!)'})(?!\w)")


@lang.dependent
@cache
def _street(language: str) -> re.Pattern[str]:
    words = _alternatives(lang.get(language).identifiers.streets)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)|[a-z](?:straße|strasse|straat|laan|weg|plein|gracht|platz|gasse)\b")


_FORMS = (
    _Form("iban", re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?!\w)")),
    _Form("isbn", re.compile(r"(?<![\w-])97[89](?:[ -]?\d){10}(?!\w)")),
    _Form(
        "isbn",
        re.compile(
            r"(?<=ISBN)(?:-1[03])?[ :]{0,3}(?P<code>\d[\d -]{8,15}[\dXx])(?!\w)|"
            r"(?<=ISSN)(?:-L)?[ :]{0,3}(?P<serial>\d{4}-\d{3}[\dX])(?!\w)"
        ),
    ),
    _Form("doi", re.compile(r"(?<![\w.])10\.\d{4,9}/[^\s<>«»“”\"]{1,200}(?<![.,;:)])")),
    _Form("swift", _SWIFT),
    _Form("docket", re.compile(r"\bECLI(?::[A-Z0-9.]{1,30}){4}(?<!\.)")),
    # RCS Paris B 552 100 554, CHE-123.456.789
    _Form(
        "company number",
        re.compile(r"\bRCS(?: [A-ZÀ-Þ][\w'’-]{1,25}){1,3} (?P<code>(?:[A-D] )?\d{3} \d{3} \d{3})(?! ?\d)"),
    ),
    _Form("company number", re.compile(r"(?<!\w)CHE-\d{3}\.\d{3}\.\d{3}(?!\w)")),
    # 4970 1012 3456 7890, 3782 822463 10005, and 16 figures together
    _Form("card", re.compile(rf"{_OPEN}(?:\d{{4}}([ -])\d{{4}}\1\d{{4}}\1\d{{4}}|\d{{16}}){_SHUT}")),
    _Form("card", re.compile(rf"{_OPEN}3[47]\d\d \d{{6}} \d{{5}}{_SHUT}")),
    # +33 (0)6 12 34 56 78: a country code and 8 to 13 digits; the look-ahead excludes grouped numbers (+1 000 000)
    _Form(
        "phone",
        re.compile(
            r"(?<![\w+])(?!\+\d{1,3}(?:[ .]\d{3})+(?![ .-]?\d))\+\d{1,3}[ ./-]?"
            r"(?:\(0\d{0,4}\) ?)?(?:\d[ ./-]?){6,12}\d(?!\w)"
        ),
    ),
    # 514 555-0199, (514) 555-0199, 514.555.0199, 1-800-267-6677
    _Form(
        "phone",
        re.compile(
            r"(?<![\w.,/-])(?:\+?1[ .-])?(?:\([2-9]\d\d\) ?|[2-9]\d\d[ .-])[2-9]\d\d(?:-|\.|(?<= \d{3}) )"
            r"\d{4}(?!\w|[-.,/]\d)|(?<![\w.,/-])1-8\d\d-(?:[A-Z]{4,8}|\d{3}-\d{4})(?!\w)"
        ),
    ),
    # 0 800 130 000, 0 825 12 34 56; 0033 6 12 34 56 78
    _Form("phone", re.compile(rf"{_OPEN}0 [1-9]\d\d(?: \d{{2,3}}){{2,4}}{_SHUT}")),
    # 36 15 ULLA
    _Form("phone", re.compile(rf"{_OPEN}36 ?1[4-7](?= [A-Z]{{3,}}\b)")),
    _Form("law", re.compile(r"(?<!\w)[LRDA]\*?\.? ?\d{1,4}(?:-\d{1,4}){1,5}(?![\w/])")),
    _Form("docket", re.compile(rf"{_OPEN}\d\d-\d\d\.\d{{3}}{_SHUT}")),
    # 1 BvR 2656/18
    _Form("docket", re.compile(r"(?<![\w.,-])(?:\d{1,4}|[IVX]{1,5}) [A-Z][A-Za-z]{0,4} \d{1,6}/\d\d(?![\w/])")),
    _Form("plate", re.compile(r"(?<![\w-])[A-Z]{2} \d{3} [A-Z]{2}(?![\w-])")),
    _Form("plate", re.compile(r"(?<![\w-])[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} \d{1,4}(?![\w-])")),
    _Form("plate", re.compile(r"(?<![\w-])(?:[A-Z]{1,3}|\d{1,4})(?:-(?:[A-Z]{1,3}|\d{1,4})){2}(?![\w-])"), _mixed),
    _Form("postcode", re.compile(r"(?<![\w-])(?:B|CH|F|D|L|A|FR|BE|NL|LU|DE|ES|PT|I|E|P)-\d{4,5}(?![\w/-]|[.,]\d)")),
    _Form("postcode", re.compile(r"(?<!\w)[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d(?!\w)")),
    _Form("postcode", re.compile(r"(?<!\w)[A-Z]{1,2}\d(?:[A-Z]|\d)? \d[ABD-HJLNP-UW-Z]{2}(?!\w)")),
    _Form("postcode", re.compile(r"(?<=, )[A-Z]{2} (?P<code>\d{5}(?:-\d{4})?)(?![\w-])")),
    _Form("postcode", re.compile(rf"{_OPEN}\d{{4}}-\d{{3}}(?= [A-ZÀ-Þ])")),
    _Form("postcode", re.compile(rf"{_OPEN}(?P<number>\d{{4,5}})(?: [A-Z]{{2}})?(?= [A-ZÀ-Þ])"), _postal),
    # C-123/19, INV-2021-0045, A4-0247/97
    _Form("reference", re.compile(r"(?<![\w-])[A-Z]{1,5}\d{0,4}(?:[-/]\d{1,10}){2,5}(?!\w|[-/.,]\d)")),
    # Figures that begin with a zero
    _Form(
        "reference",
        re.compile(r"(?<![\w.,:/+-])(?<!\d )(?:\(0\d{1,5}\)|0\d{1,20})(?:[ ./-]\d{1,20}){0,8}(?!\w|[.,/:-]\d)"),
        _padded,
    ),
    # 21/345, 12-34-567
    _Form("reference", re.compile(rf"{_OPEN}\d{{1,10}}(?:[-/]\d{{1,10}}){{1,6}}{_SHUT}"), _glued),
    # B 732 829 320, the number of a company in a register
    _Form("company number", re.compile(r"(?<![\w-])[A-D] \d{3} \d{3} \d{3}(?![\w,.]\d|\w| \d)")),
    # 21 03 015, 732 829 320 00074, 1 85 05 78 006 084 36
    _Form("reference", re.compile(rf"{_OPEN}\d{{1,5}}(?: \d{{1,6}}){{2,12}}{_SHUT}"), _irregular),
)
"""The kind of a match that two forms share is that of the first."""


def _by_form(text: str, language: str) -> Iterator[Identifier]:
    for form in _FORMS:
        for match in form.pattern.finditer(text):
            if form.accepts(match, language):
                yield _named(match, form.kind)


def _named(match: re.Match[str], kind: str) -> Identifier:
    """Return the identifier of a match, which is one of its groups if the pattern has any that names it."""
    if match.lastgroup in ("code", "serial"):
        return Identifier(*match.span(match.lastgroup), kind)
    if kind == "reference" and _PHONE.fullmatch(match.group()):
        kind = "phone"
    return Identifier(*match.span(), kind)


# Eight figures or more after a zero, in groups
_PHONE = re.compile(r"(?=(?:\D{0,2}\d){8,13}$)(?!\d+/\d{4}$)(?:\(0\d{0,4}\)|0\d{0,4})(?:[ ./-]\d{2,9}){1,5}|0\d{9}")


# Words

_VALUE = re.compile(
    r"(?:[A-Z]{1,4}(?:\. ?|[ -])?)?"
    r"(?=[A-Z]{0,3}\d)[A-Z]{0,3}\d{1,40}(?:[A-Z]{1,3}\d{0,20}){0,3}(?:(?:er|re)(?=-\d))?"
    r"(?:(?: (?=\d)|[-/.](?=[A-Z0-9]))(?:[A-Z]{0,3}\d{1,40}[A-Z]{0,3}|[A-Z]{1,3}(?![A-Za-z]))){0,12}"
    r"(?!\w|[,:]\d)"
)
"""An identifier after a word: letters that may precede it, figures, and groups of figures and letters."""

_PLATE = re.compile(r"(?=[\d -]{0,9}[A-Z])(?=[A-Z -]{0,9}\d)[A-Z\d]{1,4}(?:[ -][A-Z\d]{1,4}){1,3}(?!\w)")
"""The number of a car after a word for it: letters and figures in any order."""

_EASY = re.compile(r"\d{1,3}(?:[ .]\d{3})+|\d{1,10}")
"""Figures that may also be a quantity."""

_LEAST = {"phone": 3, "company number": 6, "account": 4}
"""The fewest figures of some kinds after a word: `Windows Mobile 7` has no telephone number."""

_BRACKET = r"[(«“\"]?"


_TOKEN = re.compile(r"[^\W\d_]+|[^\w\s]")


@lang.dependent
@cache
def _telling_words(language: str) -> frozenset[str]:
    """The longest part of all words before identifiers, in lower case: `numéro` of `au numéro`, `n` of `n°`."""
    own = lang.get(language).identifiers
    words = (word for table in (own.marks, own.nouns) for row in table.values() for word in row.lower().split("|"))
    return frozenset(max(_TOKEN.findall(word), key=len) for word in words if word.strip())


def _by_word(text: str, language: str) -> Iterator[Identifier]:
    """Find the identifiers after the words of a language, and those joined to them."""
    words = _words(language)
    if not words:
        return
    done = 0
    for match in words.finditer(text):
        if match.start() < done:
            continue
        kind, sure = _kinds(language)[match.lastgroup or ""]
        at = _LINK(language).match(text, match.end()).end()  # type: ignore[union-attr]  # matches the empty string
        for _ in range(20):
            plate = _PLATE.match(text, at) if kind == "plate" else None
            found = plate.end() if plate else _value(text, at, language, sure=sure and kind != "phone")
            if not found:
                break
            if sum(map(str.isdigit, text[at:found])) >= _LEAST.get(kind, 1):
                yield Identifier(at, found, kind)
            done = found
            join = _join(language).match(text, found)
            if not join:
                break
            at = join.end()
            sure = False


def _value(text: str, at: int, language: str, *, sure: bool) -> int:
    """Return the end of the identifier at a place; 0 if there is none."""
    match = _VALUE.match(text, at)
    if not match or (at and text[at - 1].isalnum()):
        return 0
    found, end = match.group(), match.end()
    parts = re.split("[-/.]", found)
    if found.partition(" ")[0] in SIGNS or (len(parts) == 3 and all(map(str.isdigit, parts)) and _is_date(parts)):
        return 0
    if not _EASY.fullmatch(found):
        return 0 if _is_amount(text, end, language, nouns=False) and not re.search("[A-Z/]", found) else end
    return 0 if _is_amount(text, end, language, nouns=not sure) else end


def _is_amount(text: str, end: int, language: str, *, nouns: bool = True) -> bool:
    """Whether a unit, a month or, with `nouns`, a plural noun stands behind the figures."""
    return bool(_UNIT(language).match(text, end) or (nouns and _noun(language).match(text, end)))


@lang.dependent
@cache
def _UNIT(language: str) -> re.Pattern[str]:
    """A unit, currency, scale or month behind figures."""
    own = lang.get(language)
    names = [*own.units.currencies, *own.units.units, *own.units.percent.split("|")]
    if own.numbers:
        names += [*own.numbers.scales, *own.numbers.short]
    if own.dates:
        names += [f"(?:de )?{month}" for month in own.dates.months.split()]
    signs = "|".join(re.escape(sign) for sign in sorted({*SIGNS, *SYMBOLS, *_MORE}, key=len, reverse=True))
    words = "|".join(sorted({name for name in names if name}, key=len, reverse=True)) or "(?!)"
    return re.compile(rf" ?(?:[%‰]|(?:{signs})(?!\w)|(?i:(?:{words}))(?!\w))")


_MORE = (
    "mg", "µg", "cl", "ml", "dl", "hl", "Wh", "kWh", "MWh", "GWh", "TWh", "W", "kW", "MW", "GW", "ko", "Mo", "Go", "To",
    "kB", "MB", "GB", "TB", "Hz", "kHz", "MHz", "GHz", "V", "mm²", "cm²", "m³", "cm³", "mn", "sec", "s", "ms", "k€",
    "M€", "Md€", "Mds€", "ch", "CV", "dB", "hPa", "bar", "kcal", "kJ", "ppm", "pts", "px",
)  # fmt: skip
"""Symbols of units that are not in the table of measures."""


@lang.dependent
@cache
def _noun(language: str) -> re.Pattern[str]:
    return re.compile(rf" (?:{lang.get(language).identifiers.plural or '(?!)'})(?!\w)")


@lang.dependent
@cache
def _kinds(language: str) -> dict[str, tuple[str, bool]]:
    """The kind of each group of `_words`, and whether figures behind its words are certainly an identifier."""
    own = lang.get(language).identifiers
    rows = [(kind, sure) for sure, table in ((True, own.marks), (False, own.nouns)) for kind in table]
    return {f"k{number}": row for number, row in enumerate(rows)}


@lang.dependent
@cache
def _words(language: str) -> re.Pattern[str] | None:
    own = lang.get(language).identifiers
    groups = [_alternatives(words) for table in (own.marks, own.nouns) for words in table.values()]
    if not groups:
        return None
    named = "|".join(f"(?P<k{number}>(?:{group})(?![^\\W\\d]))" for number, group in enumerate(groups))
    return re.compile(rf"(?<![\w-])(?:{named})")


@lang.dependent
@cache
def _LINK(language: str) -> re.Pattern[str]:
    """What may stand between a word and its identifier: spaces, a colon, a verb, a second word for number."""
    links = _alternatives(lang.get(language).identifiers.links)
    return re.compile(rf"(?:[ :.]{{1,3}}(?:{links})(?![^\W\d])){{0,3}}[ :.]{{0,3}}{_BRACKET}")


@lang.dependent
@cache
def _join(language: str) -> re.Pattern[str]:
    joins = _alternatives(lang.get(language).identifiers.joins)
    return re.compile(rf" ?(?:{joins}) ")


def _alternatives(words: str) -> str:
    """Return the pattern of words that `|` separates; those without capitals are found in any case."""
    found = sorted({word.strip() for word in words.split("|") if word.strip()}, key=lambda word: (-len(word), word))
    parts = (
        re.escape(word).replace(r"\ ", " ") if word != word.lower() else f"(?i:{re.escape(word)})".replace(r"\ ", " ")
        for word in found
    )
    return "|".join(parts) or "(?!)"


def _disjoint(found: Iterable[Identifier]) -> tuple[Identifier, ...]:
    """Return one identifier for each group of overlapping ones; any other kind is preferred to `reference`."""
    kept: list[Identifier] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if kept and one.start < kept[-1].end:
            last = kept[-1]
            kind = one.kind if last.kind == "reference" else last.kind
            kept[-1] = Identifier(last.start, max(last.end, one.end), kind)
        else:
            kept.append(one)
    return tuple(kept)
