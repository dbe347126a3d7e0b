"""Countries that a text mentions, by name or by people, and those that a translation put in their place."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache

from babelpress import lang
from babelpress.nlp.names.gazetteer import Exonym, exonyms
from babelpress.nlp.tokenization import fold

_WORD = re.compile(r"[^\W_]+")
_GAPS = frozenset((" ", "\u00a0", "-", "'", "’", " - "))
_MOST_WORDS = 5
"""Words of the longest name: República Democrática do Congo."""
_LONGEST = 24
_STEM = 4
_ADJECTIVE = 5
"""Least number of letters of an adjective that certainly means a country, unless they are its name: Iran, iranien."""
_ENDING = 4
"""Letters that may follow the beginning of such an adjective."""
_CONFUSED = 0.6
"""Ratio of difflib from which two names are easily confused: Gambie and Zambie have 0.83."""
_GENERAL = {"north-korea": "korea", "south-korea": "korea", "dr-congo": "congo", "congo-brazzaville": "congo"}
"""Countries by key, and the shorter name that may mean them."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A country in a text.

    Attributes:
        row: The country.
        text: The words that mention it.
        start: The offset of the words.
        named: Whether they are its name, not an adjective or its people.
        sure: Whether they certainly mean it: its name, or a form of which little more than the ending is open.
    """

    row: Exonym
    text: str
    start: int
    named: bool
    sure: bool


@lang.dependent
@cache
def _forms(language: str) -> tuple[dict[str, Exonym], dict[str, Exonym], dict[str, list[Exonym]]]:
    """Return the countries by whole form, by beginning (`nigerian*`), and, if their people are unknown, by stem."""
    whole: dict[str, Exonym] = {}
    beginnings: dict[str, Exonym] = {}
    stems: dict[str, list[Exonym]] = {}
    for row in exonyms():
        if row.kind != "country":
            continue
        for form in row.forms.get(language, ()):
            plain = " ".join(_WORD.findall(form))
            (beginnings if form.endswith("*") else whole).setdefault(plain, row)
            whole.setdefault(_name(row, language), row)
        if language in row.unsure:
            name = row.names[language]
            stems.setdefault(name[:_STEM], []).append(row)
    return whole, beginnings, stems


@lang.dependent
@lru_cache(maxsize=1024)
def countries(text: str, language: str) -> dict[str, Mention]:
    """Return the countries that a text mentions, by key; the longest name counts: not Guinea in Guinea-Bissau.

    >>> sorted(countries("La Guinée-Bissau et les Nigérians", "fr"))
    ['guinea-bissau', 'nigeria']
    """
    text = text.replace("ß", "ss")  # as it is folded
    plain = fold(text)
    words = list(_WORD.finditer(plain))
    found: dict[str, Mention] = {}
    same = len(plain) == len(text)
    at = 0
    while at < len(words):
        if not _may_begin(words[at].group(), language):
            at += 1
            continue
        size, row, named, sure = _longest(words, at, plain, language)
        start, end = words[at].start(), words[at + size - 1].end()
        written = text[start:end] if same else plain[start:end]
        if row and (not named or written != written.lower() or not same):
            if row.key not in found or (named and not found[row.key].named):
                found[row.key] = Mention(row, written, start, named, sure or named)
        elif not row:
            for other in _forms(language)[2].get(plain[start : start + _STEM], ()):
                if plain.startswith(_stem(other.names[language]), start):
                    found.setdefault(other.key, Mention(other, written, start, named=False, sure=False))
        at += size
    return found


@lang.dependent
@lru_cache(maxsize=8192)  # by word: the same ones come again and again, and few of them are names
def _may_begin(word: str, language: str) -> bool:
    """Whether a mention of a country may begin with a folded word."""
    first, beginnings = _first(language)
    plain = word[:-1] if word.endswith("s") else word
    return word in first or plain in first or any(word[:length] in beginnings for length in range(1, len(word) + 1))


@lang.dependent
@cache
def _first(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the first words of all forms, and the first letters where the rest of the word is open."""
    whole, beginnings, stems = _forms(language)
    every = (*whole, *beginnings, *stems)
    return (
        frozenset(form.partition(" ")[0] for form in every),
        frozenset(form for form in (*beginnings, *stems) if " " not in form),
    )


def _stem(name: str) -> str:
    return name[: max(_STEM, len(name) // 2)]


def _longest(words: list[re.Match[str]], at: int, plain: str, language: str) -> tuple[int, Exonym | None, bool, bool]:
    """Return the size of the longest mention at a word, its country, and whether it is named and sure."""
    whole, beginnings, _ = _forms(language)
    phrases = [words[at].group()]
    for index in range(at + 1, min(at + _MOST_WORDS, len(words))):
        if plain[words[index - 1].end() : words[index].start()] not in _GAPS:
            break
        phrases.append(f"{phrases[-1]} {words[index].group()}")
    for size in range(len(phrases), 0, -1):
        phrase = phrases[size - 1]
        row = whole.get(phrase) or (whole.get(phrase[:-1]) if phrase.endswith("s") else None)
        if row:
            return size, row, _name(row, language) in (phrase, phrase[:-1]), len(phrase) >= _ADJECTIVE
        least = len(phrases[size - 2]) + 2 if size > 1 else 2
        for length in range(min(len(phrase), least + _LONGEST), least - 1, -1):
            row = beginnings.get(phrase[:length])
            if row:
                long = length >= _ADJECTIVE or phrase[:length] == row.names[language]
                return size, row, False, long and len(phrase) <= length + _ENDING
    return 1, None, False, False


def _name(row: Exonym, language: str) -> str:
    return " ".join(_WORD.findall(row.names[language]))


def replaced(source: str, target: str, *, source_language: str, target_language: str) -> list[tuple[Mention, Mention]]:
    """Return the countries of the source that are not in the target, each with one that only the target mentions.

    A country that is not named counts only if it is easily confused with the other: les Autrichiens, Australians.

    >>> [(old, new)] = replaced("Le Niger a voté.", "Nigeria voted.", source_language="fr", target_language="en")
    >>> old.text, new.text
    ('Niger', 'Nigeria')
    """
    before = countries(source, source_language)
    if not any(mention.sure for mention in before.values()):
        return []
    after = countries(target, target_language)
    gone = _only(before, after, target)
    new = _only(after, before, source)
    found = []
    for old in gone:
        confused = [one for one in new if _alike(old.row.key, one.row.key)]
        named = [one for one in new if one.named and old.named]
        chosen = next(iter(confused or named), None)
        if chosen:
            found.append((old, chosen))
            new.remove(chosen)
    return found


def _only(mentions: dict[str, Mention], others: dict[str, Mention], text: str) -> list[Mention]:
    """Return the certain mentions that are neither among the others nor, as they are written, in the other text."""
    plain = fold(text)
    return [
        mention
        for key, mention in mentions.items()
        if mention.sure and not _has(others, key) and not _stands(fold(mention.text), plain, others)
    ]


def _stands(words: str, text: str, others: dict[str, Mention]) -> bool:
    """Whether words are in a folded text, but not as a part of the mention of another country."""
    inside = any(words in fold(other.text) for other in others.values())
    return not inside and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def _has(mentions: dict[str, Mention], key: str) -> bool:
    """Whether a country, its shorter name, or a country of which it is the shorter name is mentioned."""
    return key in mentions or _GENERAL.get(key) in mentions or any(_GENERAL.get(other) == key for other in mentions)


@lang.dependent
@cache
def _alike(one: str, other: str) -> bool:
    """Whether the names of two countries are easily confused in some language."""
    rows = {row.key: row for row in exonyms() if row.kind == "country"}
    first, second = rows[one].names, rows[other].names
    return any(_confusable(first[code], second[code]) for code in first.keys() & second.keys())


def _confusable(one: str, other: str) -> bool:
    if one[:3] == other[:3] or one[-_ADJECTIVE:] == other[-_ADJECTIVE:]:
        return True
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _CONFUSED


__all__ = ["Mention", "countries", "replaced"]
