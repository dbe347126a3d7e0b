"""Truecasing of headlines: detect capitals and Title Case, use sentence case for the model, restore the case.

A model trained on sentences takes a word in capitals for a name, or has no subword token for it.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Literal

from babelpress import lang
from babelpress.lang.base import words as word_set
from babelpress.nlp.edits import Edit
from babelpress.nlp.typography import PROTECTED, without_protected

Style = Literal["capitals", "title", "label", "mixed", "sentence"]
"""`label`: the beginning of a headline is in capitals (`EXCLUSIF - Le président parle`); `mixed`: another part is."""

# A label: one to five words, separated by spaces, apostrophes or hyphens, before a colon, a bar, a spaced dash or a
# full stop.

_WORD = re.compile(r"[^\W\d_]+")
_TITLE_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’](?=\w))*")
_HANDLE = re.compile(r"(?<!\w)[@#]\w+")
_UNIT = re.compile(r"(?<=\d)[ \u00a0\u202f]?([^\s\d,;:!?()«»]+)")
_LABEL = re.compile(r"\W{0,4}([^\W\d_]{1,40}(?:[ \u00a0\u202f'’-]{1,2}[^\W\d_]{1,40}){0,4})(?=\s?[:|]|\s[–—-]\s|\.\s)")
_BETWEEN = re.compile(r"[\s\d'’\-–—,.:;!?«»“”„\"()/&…]*\Z")
_ENDS = frozenset(".!?…:|")
_SKIPPED = " \u00a0\u202f«»“”„\"‘(['’—–-\n\t"
_ROMAN = re.compile(r"[IVX]{2,}")
_VOWELS = frozenset("AEIOUYaeiouy")
UNITS = word_set(
    "km m cm mm nm kg g mg µg t l cl ml dl ha h min s ms km/h m/s kW MW GW TW kWh MWh GWh TWh kB MB GB TB Ko Mo "
    "Go To Mbit/s Gbit/s Hz kHz MHz GHz °C °F hPa bar dB V mV A mA W px m² m³ km² cm²"
)
"""Units, whose case is kept after a number: 5 MW is not 5 mW."""
_LONG = 5
"""Number of letters from which a word in capitals is assumed not to be an acronym."""
_SHARE = 0.9
"""Least share of capitals among the letters of a text in capitals: `QUEL iPHONE CHOISIR` is one."""


@lang.dependent
@lru_cache(maxsize=1024)  # the translator and the post-editors ask for the same sentences
def style(text: str, language: str) -> Style:
    """Return the case style of a text. Acronyms alone, and names in a sentence, are `sentence`.

    >>> style("QUELS COOKIES ET QUELS TRACEURS ?", "fr"), style("ONU", "fr"), style("L'ONU à Paris", "fr")
    ('capitals', 'sentence', 'sentence')
    """
    found = spans(text, language)
    if found:
        letters = [char for char in without_protected(text) if char.isupper() or char.islower()]
        whole = sum(char.isupper() for char in letters) >= _SHARE * len(letters)
        label = _LABEL.match(text)
        return "capitals" if whole else "label" if label and found == (label.span(1),) else "mixed"
    return "title" if _is_title(text, language) else "sentence"


def spans(text: str, language: str = "") -> tuple[tuple[int, int], ...]:
    """Return the spans of a text in capitals: runs of two words, a label, a text of one long word, a stressed word.

    A run of nothing but acronyms (`SNCF RATP`) is not one.
    """
    text = without_protected(text, " ")
    words = list(_WORD.finditer(text))
    runs: list[list[re.Match[str]]] = []
    for word in words:
        upper = word.group().isupper()
        if upper and runs and runs[-1] and _BETWEEN.match(text, runs[-1][-1].end(), word.start()):
            runs[-1].append(word)
        elif upper:
            runs.append([word])
        elif runs and runs[-1]:
            runs.append([])
    label = _LABEL.match(text)
    edge = label.end(1) if label else 0
    found = []
    for run in runs:
        long = [word for word in run if _is_ordinary(word.group(), language)]
        alone = len(run) == len(words) or (run and run[-1].end() <= edge and words[0] is run[0])
        spelled = [word for word in run if len(word.group()) > 1]
        stressed = len(run) == 1 and run[0].group().lower() in lang.get(language).capitals.stressed
        if stressed or (long and (len(spelled) > 1 or (alone and len(spelled) == 1))):
            found.append((run[0].start(), run[-1].end()))
    return tuple(found)


def truecase(text: str, language: str, *, known: Mapping[str, str]) -> str:
    """Return a text with its parts in capitals in sentence case.

    Args:
        text: The text. Its other parts are not changed.
        language: Its ISO 639-1 code.
        known: The spelling of lower-case words in the rest of the article (`vocabulary`), which also restores accents
            that capitals lack.

    Returns:
        The text, as long as before.

    >>> truecase("L'ECOLE ET OPENAI", "fr", known={"école": "école", "openai": "OpenAI"})
    "L'école et OpenAI"
    """
    parts = ((0, len(text)),) if _is_title(text, language) else spans(text, language)
    if not parts:
        return text
    accented = any(_bare(char) != char for char in text)  # then no accents are missing
    bare = {} if accented else {_bare(low): word for low, word in known.items() if _is_restorable(low)}
    protected = [match.span() for match in PROTECTED.finditer(text)] + [
        match.span() for match in _HANDLE.finditer(text)
    ]
    chars = list(text)
    guarded = bytearray(len(text))
    for start, end in protected:
        guarded[start:end] = b"\1" * (end - start)
    for start, end in parts:
        for match in _WORD.finditer(text, start, end):
            if guarded[match.start()]:
                continue
            word = match.group()
            coded = text[match.start() - 1 : match.start()].isdigit() or text[match.end() : match.end() + 1].isdigit()
            new = word if coded else _spelling(word, language, known, bare)
            if _opens(text, match.start()) and new.islower():
                new = _same_length(new[0], new[0].upper()) + new[1:]
            chars[match.start() : match.end()] = new
    return "".join(chars)


def vocabulary(texts: Iterable[str], language: str) -> dict[str, str]:
    """Return the spelling of words by their lower-case form: names and acronyms in running text, words with accents.

    >>> vocabulary(["Selon lui, OpenAI et la France visent l'ONU."], "fr")
    {'openai': 'OpenAI', 'france': 'France', 'onu': 'ONU'}
    """
    capitals: dict[str, Counter[str]] = {}
    small: set[str] = set()
    for text in texts:
        if style(text, language) in ("capitals", "title"):
            continue
        shouted = spans(text, language)
        for match in _WORD.finditer(text):
            word = match.group()
            if any(start <= match.start() < end for start, end in shouted):
                continue
            if word.islower():
                small.add(word)
            elif len(word) > 1 and (not _opens(text, match.start()) or not word[1:].islower()):
                capitals.setdefault(word.lower(), Counter())[word] += 1
    bare = {word for word in small if _bare(word) == word}
    found = {low: forms.most_common(1)[0][0] for low, forms in capitals.items() if low not in small}
    accents = {word: word for word in sorted(small) if len(word) >= 4 and _bare(word) not in bare | {word}}
    return accents | found


def recase(text: str, style: Style, language: str, *, keep: Iterable[str] = ()) -> str:
    """Return a translation in the case style of its source, by the conventions of its language.

    Title Case is used in English only; other languages write such a headline in sentence case. Addresses,
    placeholders, handles and units after numbers are not changed.

    Args:
        text: The translation.
        style: The style of the source.
        language: ISO 639-1 code of the translation.
        keep: Words that are not changed.

    Returns:
        The translation in that style.

    >>> recase("Größe von 5 km", "capitals", "de")
    'GRÖSSE VON 5 km'
    """
    if style == "label":
        label = _LABEL.match(text)
        return recase(text[: label.end(1)], "capitals", language, keep=keep) + text[label.end(1) :] if label else text
    if style in ("sentence", "mixed") or (style == "title" and not lang.get(language).capitals.headline):
        return text
    kept = _kept(text, keep)
    if style == "title":
        return _titled(text, kept, lang.get(language).capitals.headline)
    parts = []
    at = 0
    for start, end in (*kept, (len(text), len(text))):
        parts += [text[at:start].upper(), text[start:end]]
        at = end
    return "".join(parts)


def _is_ordinary(word: str, language: str) -> bool:
    """Whether a word in capitals is more likely an ordinary word than an acronym."""
    if word in _acronyms() or not _VOWELS.intersection(_bare(word)):
        return False
    return len(word) >= _LONG or (len(word) > 1 and word.lower() in lang.get(language).capitals.small)


@lang.dependent
@cache
def _acronyms() -> frozenset[str]:
    """Return the acronyms of all languages: articles in one language use those of others."""
    return frozenset().union(*(language.capitals.acronyms for language in lang.known().values()))


def _is_title(text: str, language: str) -> bool:
    """Whether a text is in Title Case, not a sentence with names; outside English, short words must be capitalised."""
    if text.rstrip().endswith((".", "…")):
        return False
    words = _WORD.findall(without_protected(text))
    inner = words[1:]
    if len(words) < 4 or any(len(word) > 1 and word.isupper() for word in words):
        return False
    if lang.get(language).capitals.headline:
        long = [word for word in inner if len(word) >= 4]
        return len(long) >= 2 and all(word[0].isupper() for word in long) and inner[-1][0].isupper()
    short = [word for word in inner if word.lower() in lang.get(language).capitals.small and len(word) > 1]
    capital = sum(word[0].isupper() for word in inner)
    return any(word[0].isupper() for word in short) and capital >= 0.8 * len(inner)


def _spelling(word: str, language: str, known: Mapping[str, str], bare: Mapping[str, str]) -> str:
    low = "".join(_same_length(char, char.lower()) for char in word)
    if low in lang.get(language).capitals.small:
        return low
    found = known.get(low) or bare.get(low, "")
    if len(found) == len(word):
        return found
    if word.isupper() and (word in _acronyms() or _ROMAN.fullmatch(word) or not _VOWELS.intersection(_bare(word))):
        return low if len(word) == 1 else word
    return low


def _is_restorable(word: str) -> bool:
    """Whether a word has accents to restore in capitals; not a final é(e)(s), because ANNONCE may be `annonce`."""
    return len(word) >= 4 and _bare(word) != word and not re.search(r"ée?s?\Z", word)


def _opens(text: str, at: int) -> bool:
    """Whether the word at an offset is the first of its sentence."""
    before = text[max(0, at - 12) : at].rstrip(_SKIPPED)
    return (not before and at <= 12) or before[-1:] in _ENDS


def _same_length(char: str, new: str) -> str:
    return new if len(new) == len(char) else char


def _bare(word: str) -> str:
    """Return a word without accents."""
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))


def _kept(text: str, keep: Iterable[str]) -> list[tuple[int, int]]:
    """Return the spans whose case must not change, in order and disjoint."""
    found = [match.span() for rule in (PROTECTED, _HANDLE) for match in rule.finditer(text)]
    found += [match.span(1) for match in _UNIT.finditer(text) if match[1].rstrip(".") in UNITS]
    words = sorted({word for word in keep if word}, key=len, reverse=True)
    if words:
        found += [match.span() for match in re.finditer("|".join(map(re.escape, words)), text)]
    apart: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
        elif end > apart[-1][1]:
            apart[-1] = (apart[-1][0], end)
    return apart


def _titled(text: str, kept: list[tuple[int, int]], small: frozenset[str]) -> str:
    """Return a text in English Title Case; capitals inside a word (iPhone) are kept."""
    words = list(_TITLE_WORD.finditer(text))
    parts = []
    at = i = 0
    for number, match in enumerate(words):
        while i < len(kept) and kept[i][1] <= match.start():
            i += 1
        word = match.group()
        if (i < len(kept) and kept[i][0] < match.end()) or not (word[1:].islower() or len(word) == 1):
            new = word
        elif word.lower() in small and 0 < number < len(words) - 1 and not _opens(text, match.start()):
            new = word.lower()
        else:
            new = word[0].upper() + word[1:]
        parts += [text[at : match.start()], new]
        at = match.end()
    return "".join((*parts, text[at:]))


# Joints: the places where a sentence was split for the model, which translates each part as a complete sentence

_MARKS = ",;:"
_STOPPED = re.compile(r"[\w)\]»”\"`%](?<!\.[^\W\d])[ \u00a0\u202f]?\.\s*\Z")
_LONE_STOP = re.compile(r"(?<!\S)\.(?!\S)")
"""A full stop that moved; another one would be its second."""
_UNSTOPPED = re.compile(r"(?:\w|[^\W_][)\]`%]+)\Z")
_SENTENCE_ENDS = ".!?…"
_ABBREVIATED = re.compile(r"(?:\b\w\.)+\w\.$|\.\.$")


def joints(source: str, made: str, *, language: str, first: bool, last: bool) -> list[Edit]:
    """Return the edits that make a translated part of a sentence continue as its source does.

    The last part has the full stop that ends its source, if it has no mark there. The full stop after a part that is
    not the last is replaced by the mark that the source has there, if any. The initial capital of a part that is not
    the first is removed if the source has none and `language` never capitalises the word inside a sentence.

    Args:
        source: The part of the source.
        made: Its translation.
        language: ISO 639-1 code of the translation.
        first: Whether the part is the first of the sentence.
        last: Whether it is the last.

    Returns:
        Edits of `made`, in order and disjoint.

    >>> from babelpress.nlp.edits import apply
    >>> apply("For Elin Jones.", joints("pour Elin Jones, ", "For Elin Jones.", language="en", first=False, last=False))
    'for Elin Jones,'
    """
    found = []
    word = _WORD.match(made)
    if not first and source[:1].islower() and word and word[0].istitle() and word[0] != "I":
        low = word[0].lower()
        if low in lang.get(language).capitals.small:
            found.append(Edit(0, len(low), low))
    end = len(made.rstrip())
    there, mark = made[:end], source.rstrip()[-1:]
    if last and _STOPPED.search(source) and _UNSTOPPED.search(there) and not _LONE_STOP.search(there):
        found.append(Edit(end, end, "."))
    if last or not there or mark in _SENTENCE_ENDS:
        return found
    wanted = mark if mark in _MARKS else ""
    if there.endswith(".") and not _ABBREVIATED.search(there):
        found.append(Edit(end - 1, end, wanted))
    elif wanted and there[-1] not in _MARKS + "!?":
        found.append(Edit(end, end, wanted))
    return found
