"""People whose names each language spells by its own sounds (Poutine, Putin, Poetin), and tests of spelling."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache, lru_cache
from itertools import groupby

from babelpress import lang
from babelpress.nlp.tokenization import fold

# Letters and groups of letters that different languages use for the same sound, mapped to one spelling.
_SPELLINGS = (("ou", "u"), ("tch", "ch"), ("sch", "ch"), ("sh", "ch"), ("ph", "f"), ("th", "t"), ("dj", "j"))
_LETTERS = str.maketrans({"w": "v", "y": "i", "k": "c", "q": "c", "z": "s", "h": "", "ł": "l", "ø": "o", "ß": "s"})
_UMLAUTS = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("ø", "o"), ("ł", "l"))
TRANSCRIBED = re.compile(r"ou|ch|kh|dj|gu|sh|zh|ï|[aeiy][iy]|ine$|[eo]v[a]?$|[sc]k[iy]$|[^a-z-]")
"""Matches what is typical of names transcribed from other alphabets, which every language spells by its own sounds
(Gorbatchev, Gorbatschow): letter groups such as `ou`, `kh`, `zh`; endings -ine, -ov, -ova, -ski; characters
other than a-z and hyphens."""
_SURELY = re.compile(
    r"kh|tch|dj|zh|sh|ts|(?:[eo]v[a]?|off|eff|[sc]k[iy]|ska[iy]?a|enko|itch|ine|vili|oui?|ian)$|[^a-z-]"
)
"""Matches what is typical of transcribed names and rare in French ones."""
_ALIKE = 0.72
"""Ratio of difflib from which two spellings count as one name: Gorbatchev and Gorbatschow have 0.76."""
_NEAR = 0.66
"""Ratio of difflib from which a word is another spelling of a name that is certainly a person's: Roux, Leroux."""


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person by language code: the name as it is written, and the folded spellings of the surname."""

    key: str
    written: dict[str, str] = field(default_factory=dict)
    surnames: dict[str, frozenset[str]] = field(default_factory=dict)


@lang.dependent
@cache
def _known_people() -> dict[str, KnownPerson]:
    rows: dict[str, KnownPerson] = {}
    for code, language in lang.known().items():
        for line in language.people.known.strip().splitlines():
            key, _, cell = line.strip().partition(": ")
            written, *others = (form.strip() for form in cell.split(","))
            row = rows.setdefault(key, KnownPerson(key))
            row.written[code] = written
            row.surnames[code] = frozenset(fold(form) for form in (written.split()[-1], *others))
    return rows


@lang.dependent
@cache
def _by_surname(language: str) -> dict[str, KnownPerson]:
    return {surname: row for row in _known_people().values() for surname in row.surnames.get(language, ())}


def known_person(surname: str, language: str) -> KnownPerson | None:
    """Return the person whose folded surname in a language this is.

    >>> known_person("poutine", "fr").written["nl"]
    'Vladimir Poetin'
    """
    return _by_surname(language).get(surname)


def known_spellings(surname: str, source: str) -> frozenset[str]:
    """Return the folded spellings of a known surname of the source language, none if it is not known.

    Those of other languages count too: the press also writes Columbus in German, and Medvedev.

    >>> {"selenskyj", "zelenskyy"} <= known_spellings("zelensky", "fr")
    True
    """
    row = known_person(surname, source)
    return frozenset().union(*row.surnames.values()) if row else frozenset()


@lang.dependent
@cache
def _given() -> dict[str, set[str]]:
    """Return the keys of the known people by the words before their surnames."""
    found: dict[str, set[str]] = {}
    for row in _known_people().values():
        for written in row.written.values():
            for word in fold(written).split()[:-1]:
                found.setdefault(word, set()).add(row.key)
    return found


def are_same_given(one: str, other: str) -> bool:
    """Whether two folded given names are those of one known person: Youri, Joeri.

    >>> are_same_given("youri", "joeri"), are_same_given("youri", "vladimir")
    (True, False)
    """
    return not _given().get(one, set()).isdisjoint(_given().get(other, set()))


def spelled(part: str, spellings: Iterable[str]) -> bool:
    """Whether one of the phonetic keys is likely that of the same name as `part`, inflected or transcribed."""
    stem = part[: max(3, -(-len(part) * 2 // 3))]
    for word in spellings:
        if word.startswith(stem) or (len(word) > 3 and part.startswith(word[:-1]) and len(word) + 3 >= len(part)):
            return True
        if abs(len(word) - len(part)) <= 3 and word[:1] == part[:1]:
            matcher = SequenceMatcher(None, part, word, autojunk=False)
            if matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE:
                return True
    return False


@lru_cache(maxsize=4096)
def spelling(word: str) -> str:
    """Return an approximate phonetic key, equal for the spellings of all languages: Khrouchtchev, Chruschtschow."""
    for old, new in _SPELLINGS:
        word = word.replace(old, new)
    return word.translate(_LETTERS)


def is_transcribed(name: str, *, native: bool) -> bool:
    """Whether a folded name is written like one from another alphabet.

    Args:
        name: The surname.
        native: Whether the given name before it is one of the language, so that only clear signs count.

    >>> is_transcribed("rousseau", native=True), is_transcribed("kournikova", native=True)
    (False, True)
    """
    return bool((_SURELY if native else TRANSCRIBED).search(name))


def is_same(name: str, word: str, language: str) -> bool:
    """Whether a folded word is exactly a name, apart from an ending of the language and the spelling of an umlaut.

    >>> is_same("merkel", "merkels", "de"), is_same("muller", "mueller", "de"), is_same("roux", "leroux", "de")
    (True, True, False)
    """
    if word.startswith(name):
        return word == name or word[len(name) :] in lang.get(language).people.endings
    return word[:1] == name[:1] and _plain(word).rstrip("s") == _plain(name).rstrip("s")


def _plain(word: str) -> str:
    for old, new in _UMLAUTS:
        word = word.replace(old, new)
    return word


def is_near(name: str, word: str) -> bool:
    """Whether a folded word of the target is a name with letters changed, lost or added.

    >>> is_near("castel", "castle"), is_near("leroux", "roux"), is_near("castel", "minister")
    (True, True, False)
    """
    if abs(len(name) - len(word)) > 3 or min(len(name), len(word)) < 4:
        return False
    matcher = SequenceMatcher(None, name, word, autojunk=False)
    return matcher.quick_ratio() >= _NEAR and matcher.ratio() >= _NEAR


def is_variant(name: str, word: str) -> bool:
    """Whether two folded names differ only by doubled letters and by h, as spellings of one name often do.

    >>> is_variant("pettersson", "petterson"), is_variant("packam", "packham"), is_variant("castel", "castle")
    (True, True, False)
    """
    return _once(name) == _once(word)


def _once(name: str) -> str:
    """Return a name without h and with each doubled letter once."""
    return "".join(letter for letter, _ in groupby(name.replace("h", "")))


@lang.dependent
@cache
def _meanings(language: str) -> tuple[dict[str, set[str]], dict[str, tuple[str, ...]]]:
    """Return the meanings by word, and the forms of each meaning."""
    by_word: dict[str, set[str]] = {}
    by_meaning: dict[str, tuple[str, ...]] = {}
    for line in lang.get(language).people.meanings.strip().splitlines():
        key, _, cell = line.strip().partition(": ")
        by_meaning[key] = tuple(form.strip() for form in cell.split(","))
        for form in by_meaning[key]:
            by_word.setdefault(form.rstrip("*"), set()).add(key)
    return by_word, by_meaning


def meanings(name: str, language: str) -> frozenset[str]:
    """Return the meanings of a folded word, also of one that an article is part of.

    >>> sorted(meanings("leblanc", "fr")), sorted(meanings("dupont", "fr")), sorted(meanings("martin", "fr"))
    (['white'], ['bridge'], [])
    """
    by_word = _meanings(language)[0]
    return frozenset(
        key
        for article in ("", *lang.get(language).people.joined)
        if name.startswith(article)
        for stem in (name[len(article) :], name[len(article) :].rstrip("s"))
        for key in by_word.get(stem, ())
    )


def meant(keys: Iterable[str], words: Iterable[str], language: str) -> str | None:
    """Return the first of some folded words that has one of the meanings, None if there is none.

    >>> meant(["small"], ["anna", "klein"], "de")
    'klein'
    """
    forms = [form for key in sorted(keys) for form in _meanings(language)[1].get(key, ())]
    return next((word for word in words if any(_is_form(word, form) for form in forms)), None)


def _is_form(word: str, form: str) -> bool:
    return word.startswith(form[:-1]) if form.endswith("*") else word == form
