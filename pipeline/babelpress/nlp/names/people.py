"""Names of people in a text, by the words around them: given names, titles, professions, an age, or the article."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from babelpress import lang
from babelpress.lang.base import Language
from babelpress.nlp.names.tokens import TOKEN, function_words
from babelpress.nlp.tokenization import fold

Proof = Literal["given name", "title", "role", "age", "article"]

_ENDS = ([","], [")"], ["."], ["…"], ["!"], ["?"], [":"], [";"], ["»"], ["”"])
"""What may follow an age: not `au Mexique, 12 mois après`."""
_LEAST = 3
"""Characters of a name; shorter words are particles and initials."""
_BEFORE = re.compile(r"(?<!\w)([^\W\d_]+(?:-[^\W\d_]+)*)\.?[ \u00a0]\Z")
"""The word directly before a name; a title may be abbreviated: `M. `."""
_BEHIND = re.compile(r"[^\W_]+|[^\w\s'’]")
_NUMBERED = re.compile(r"(?:[IVX]|[IVXLC]{2,})(?:er|e|ère)?")
"""Matches the numeral of a king or pope, whose name is translated."""
_REACH = 40
_MOST_WORDS = 12
"""Capitalised words in a row; more are a heading or a list."""
_LONGEST = 40
"""Letters of the longest word that may be a role."""
_SHORTEST_HEAD = 5
"""Letters of a role that may be the last part of a compound: Staatspräsident, not Zar in Bazar."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """One word of the name of a person.

    Attributes:
        text: The word.
        start: Its offset in the text.
        family: Whether it is a surname, not a given name.
        proof: What shows that it is the name of a person.
        before: The given names directly before a surname, as they are written.
    """

    text: str
    start: int
    family: bool
    proof: Proof
    before: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an article shows of the names in it (`nlp/names/evidence.py`); all names are folded.

    Attributes:
        people: Names that stand somewhere with a given name, a title, a profession or an age.
        places: Names that are somewhere certainly a place, and nowhere a person or another place.
    """

    people: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()


NOTHING = Evidence()
"""The evidence of a sentence without an article."""


@lang.dependent
@cache
def given_names() -> frozenset[str]:
    """Return the given names of all languages."""
    return frozenset().union(
        *(language.people.given | _ambiguous(language) | _known(language) for language in lang.known().values())
    )


def _ambiguous(language: Language) -> frozenset[str]:
    return frozenset(language.places.ambiguous.get("given name", "").split())


def _known(language: Language) -> frozenset[str]:
    """Return the given names of the people that a language spells by its own sounds."""
    lines = (line.partition(": ")[2].split(",")[0].split()[:-1] for line in language.people.known.strip().splitlines())
    return frozenset(fold(word) for line in lines for word in line)


def is_given(word: str) -> bool:
    """Whether a folded word, or each part of it, is a given name.

    >>> is_given("marie-laure"), is_given("bordeaux")
    (True, False)
    """
    return all(part in given_names() for part in word.split("-"))


@lang.dependent
@lru_cache(maxsize=4096)  # by word: the same names and nouns come again and again
def is_role(word: str, language: str) -> bool:
    """Whether a folded word is a title or a profession in a language, perhaps inflected or the head of a compound.

    >>> is_role("entraineur", "fr"), is_role("bundesprasidenten", "de"), is_role("roche", "fr")
    (True, True, False)
    """
    own = lang.get(language)
    return (
        bool(own.people.roles) and len(word) <= _LONGEST and any(form in own.people.roles for form in _forms(word, own))
    )


def _forms(word: str, own: Language) -> Iterator[str]:
    """Yield a word, its last part, and both without the endings of the language."""
    compound = own.endings is not None and own.endings.compounds
    endings = ("", *(own.endings.added if own.endings else ()))
    for part in dict.fromkeys((word, word.rpartition("-")[2])):
        for ending in endings:
            if part.endswith(ending) and (not ending or len(part) > len(ending) + 2):
                stem = part[: len(part) - len(ending)]
                yield stem
                for at in range(1, len(stem) - _SHORTEST_HEAD + 1) if compound else ():
                    yield stem[at:]


@lang.dependent
@lru_cache(maxsize=2048)
def people(text: str, language: str, known: frozenset[str] = frozenset()) -> tuple[PersonName, ...]:
    """Return the words that are certainly names of people.

    Args:
        text: A sentence or more.
        language: Its ISO 639-1 code. Without given names in the language file, or if the language capitalises nouns,
            nothing is certain.
        known: Folded names that the rest of the article shows to be those of people.

    Returns:
        The words in their order.

    >>> [name.text for name in people("Le ministre Jean Castel a vu Mme Marchand.", "fr")]
    ['Jean', 'Castel', 'Marchand']
    """
    own = lang.get(language)
    if not own.people.given or own.capitals.nouns:
        return ()
    runs = (run for run in _runs(text) if len(run) <= _MOST_WORDS)
    return tuple(name for run in runs for name in _named(run, text, own, known))


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Yield the runs of capitalised words with one space between them."""
    run: list[re.Match[str]] = []
    for token in TOKEN.finditer(text):
        if not token.group()[0].isupper():
            continue
        if run and text[run[-1].end() : token.start()] not in (" ", "\u00a0"):
            yield run
            run = []
        run.append(token)
    if run:
        yield run


def _named(run: list[re.Match[str]], text: str, own: Language, known: frozenset[str]) -> Iterator[PersonName]:
    run = _without_first_word(run, own)
    plain = [fold(token.group()) for token in run]
    before = _word_before(text, run[0].start())
    titles = [fold(before[1])] if before else []
    first = 0
    while first < len(run) and (plain[first] in own.titles or is_role(plain[first], own.code)):
        titles.append(plain[first])
        first += 1
    if first == len(run) == 1 and len(titles) > 1 and plain[0] in _surnames(own.code):
        first, titles = 0, titles[:1]  # docteur Boulanger
    if any(title in own.people.crowned for title in titles) or any(_NUMBERED.fullmatch(one.group()) for one in run):
        return
    given = first
    while given < len(run) and is_given(plain[given]):
        given += 1
    shown = _title(titles, own)
    if first < given:
        given = given if given < len(run) or given == first + 1 else given - 1
        alone = given == len(run)
        proof: Proof | None = "given name" if not alone else shown or _said_behind(run, text, own, known)
        for index in range(first, given) if proof else ():
            yield PersonName(run[index].group(), run[index].start(), family=False, proof=proof or "given name")
        yield from _families(run[given:], "given name", text[run[first].start() : run[given - 1].end()], own)
    elif shown:
        yield from _families(run[first:], shown, "", own)
    else:
        shown_elsewhere = [one for one, word in zip(run, plain, strict=True) if word in known]
        yield from _families([one for one in shown_elsewhere if _is_subject(one, text, own)], "article", "", own)


@lang.dependent
@cache
def _surnames(language: str) -> frozenset[str]:
    """Return the surnames with a meaning: Boulanger, Marchand."""
    cells = (line.partition(": ")[2] for line in lang.get(language).people.meanings.strip().splitlines())
    return frozenset(form.strip() for cell in cells for form in cell.split(",") if not form.strip().endswith("*"))


def _word_before(text: str, start: int) -> re.Match[str] | None:
    """Return the match of the word directly before an offset."""
    least = max(0, start - _REACH)
    return _BEFORE.search(text, max(least, text.rfind(" ", least, start - 1) + 1), start)


def _without_first_word(run: list[re.Match[str]], own: Language) -> list[re.Match[str]]:
    """Return a run without a word that is capitalised because a sentence begins: Selon Marie Petit."""
    while len(run) > 1:
        word = fold(run[0].group())
        if word not in own.function_words and not (is_given(fold(run[1].group())) and not is_given(word)):
            break
        if word in own.titles or is_role(word, own.code):
            break
        run = run[1:]
    return run


def _title(titles: list[str], own: Language) -> Proof | None:
    """Return what the words before a name, or at its beginning, prove."""
    if any(title in own.titles for title in titles):
        return "title"
    # In a language with Title Case, Private, General and Justice also begin names of other kinds.
    return "role" if not own.capitals.headline and any(is_role(title, own.code) for title in titles) else None


def _families(run: list[re.Match[str]], proof: Proof, before: str, own: Language) -> Iterator[PersonName]:
    """Yield the surnames of a run; in a language with Title Case, only if no word of it is an ordinary one."""
    plain = [fold(token.group()) for token in run]
    if own.capitals.headline and (len(run) > 2 or any(word in own.capitalised for word in plain)):
        return
    for token, word in zip(run, plain, strict=True):
        if len(word) >= _LEAST and word not in function_words():
            yield PersonName(token.group(), token.start(), family=True, proof=proof, before=before)
            before = ""


def _said_behind(run: list[re.Match[str]], text: str, own: Language, known: frozenset[str]) -> Proof | None:
    """Return what the words after a lone given name prove: an age, a profession, or that it is known."""
    token = run[-1]
    if is_described(
        text[max(0, token.start() - _REACH) : token.start()], text[token.end() : token.end() + _REACH], own.code
    ):
        return "age"
    return "article" if fold(token.group()) in known else None


def is_described(before: str, behind: str, language: str) -> bool:
    """Whether an age or a profession is said of the name between two texts: Florence, 35 ans; Damas, le défenseur.

    A profession says it only of the first word of a sentence: in `à Nice, le maire ...`, it is that of another.
    """
    own = lang.get(language)
    years = own.places.around.years if own.places.around else frozenset()
    words = [fold(word) for word in _BEHIND.findall(behind[:_REACH])[:4]]
    if len(words) < 3 or words[0] not in (",", "("):
        return False
    if words[1].isdigit():
        placed = _BEFORE.search(before[-_REACH:])
        return (
            words[2] in years and not (placed and fold(placed[1]) in own.function_words) and words[3:] in ([], *_ENDS)
        )
    role = words[2] if words[1] in own.function_words else words[1]
    return not before.strip(" \u00a0«“\"'–—-") and is_role(role, language)


def _is_subject(token: re.Match[str], text: str, own: Language) -> bool:
    """Whether a word is capitalised inside a sentence, or followed by a verb at the beginning of one."""
    before = text[max(0, token.start() - _REACH) : token.start()].rstrip(" \u00a0«“\"'–—-")
    if before[-1:] not in ("", ".", "!", "?", "…", ":"):
        return True
    behind = _BEHIND.findall(text[token.end() : token.end() + _REACH])[:1]
    return bool(behind) and (fold(behind[0]) in own.people.verbs or behind[0] in own.quotations.saying)


def is_named(text: str, name: str, language: str) -> bool:
    """Whether a text has the full name of a person, apart from a street or an institution that is named after them."""
    around = lang.get(language).places.around
    called = around.called if around else frozenset()
    plain, wanted = fold(text), fold(name)
    for match in re.finditer(rf"(?<!\w){re.escape(wanted)}(?!\w)", plain):
        before = _word_before(plain, match.start())
        if not before or before[1] not in called:
            return True
    return False
