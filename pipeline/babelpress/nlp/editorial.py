"""What stands in an article and is not its news: bylines, captions, greetings, answers of an interview, results."""

import re
from collections.abc import Sequence
from functools import lru_cache

from babelpress import lang

_WORD = re.compile(r"[^\W_]+['’]?")
"""A word, with the apostrophe by which `m'a` differs from `M. A`."""
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|\"[^\"]*\"")
_CLOSERS = " \u00a0\u202f»”“\"'’)"
_END = re.compile(r"[.!?…。！？؟।](?:\[\d{1,3}\]|[^\w.!?…,;:]|[²³¹⁰-⁹])*\Z")
_TAIL = 80
"""Characters at the end of a sentence among which its stop is looked for."""
_RESULT = re.compile(r"\b\d{1,3}\s?[-–:]\s?\d{1,3}\b[^.!?]{0,40}$")
"""A score at the end of a line: `Lille - Rennes 2-1`."""

_PLACED = re.compile(r"\d{1,3}[.)]\s(?:\S+\s+){0,9}\S+$")
"""A line of a ranking: `3. Lens, 24 pts.`."""

_INITIALS = r"\(\s?[a-zà-ÿ]{2,4}(?:/[a-zà-ÿ]{2,4})+\s?\)"
_AGENCY = r"\([^()]{0,20}\b(?:AFP|AP|Reuters|Bloomberg|dpa|ANP|Belga|EFE|Lusa|ANSA|ATS|PA)\b[^()]{0,20}\)"
_MARK = re.compile(rf"(?<!\s)(?:\s+{_INITIALS}|\s+{_AGENCY}(?=[.!?]?$)|\s+(?:©|\(c\))[^.!?]{{0,60}}$)")
"""The mark of an agency or of its authors at the end: `(jm/pr)`."""

_LETTERS = re.compile(r"[^\W\d_]{2}")
"""What every sentence has, and a time or a score has not."""

_ONLY_MARK = re.compile(rf"{_INITIALS}|[©].*")
_PLACE = r"[A-ZÀ-Ý][\w'’-]{0,30}(?: [\w'’-]{1,30}){0,3}"
_DASH = r"\s?[-–—]\s+(?=[\w«“„\"])"
_DAY = r"\d{1,2}(?:er|st|nd|rd|th|\.)?\s(?:de\s)?[^\W\d_]{3,10}\.?(?:\s(?:de\s)?\d{4})?"
_BEFORE = re.compile(
    rf"(?:{_PLACE}(?:,[^()–—.!?]{{1,40}})?\s?)?\([^()]{{2,40}}\)\.?{_DASH}"  # LILLE, 12 mars (Agence Nord) -
    rf"|{_PLACE},\s(?:[a-z]{{2,3}}\s)?{_DAY}\s?[–—-]\s+(?=[A-ZÀ-Ý«“„\"])"  # Lille, le 12 mars 2026 -
    rf"|[A-ZÀ-Ý'’-]{{3,30}}(?: [A-ZÀ-Ý'’0-9-]{{1,30}}){{0,4}}(?:,[^()–—.!?]{{1,40}})?\s?[–—-]\s+(?=[A-ZÀ-Ý«“„\"])"
    rf"|\d{{1,2}}\s?(?:[hH:.]\s?\d{{0,2}})(?: [^\W\d_]{{2,4}})?(?:{_DASH}|\s?:\s+|\.\s+(?=[A-ZÀ-Ý«“„\"]))"  # 18h45 -
)
"""A dateline, or the time of an entry of a live ticker."""


def bare(text: str) -> str:
    """Return a sentence without dateline, time of a live ticker, and marks of agencies.

    >>> bare("LILLE, 12 mars 2026 (Agence Nord) - Le tribunal a tranché. (jm/pr)")
    'Le tribunal a tranché.'
    >>> bare("18h45 - Le vent forcit."), bare("Lille - Rennes est reporté.")
    ('Le vent forcit.', 'Lille - Rennes est reporté.')
    """
    before = _BEFORE.match(text)
    return _MARK.sub("", text[before.end() :] if before else text)


def both_bare(text: str, source: str) -> tuple[str, str]:
    """Return a sentence and its source without the same things; as they are where only one of the two has them."""
    made, original = bare(text), bare(source)
    return (made, original) if (made != text) == (original != source) and made else (text, source)


def fit(text: str, *, language: str) -> bool:
    """Whether a sentence tells news: it is no byline, caption, greeting, result, mark, nor somebody's own answer.

    >>> [fit(one, language="fr") for one in ("Par Anne Perrot, à Lille", "Je propose une loi.", "La loi passe.")]
    [False, False, True]
    """
    words = lang.get(language).editorial
    plain = bare(text).strip().removeprefix("(")
    if _ONLY_MARK.fullmatch(plain) or not _LETTERS.search(plain) or _RESULT.search(plain) or _PLACED.match(plain):
        return False
    if any(found and found.match(plain) for found in (_opening(words.openings), _label(words.labels))):
        return False
    if not is_ended(plain) and (byline := _opening(words.bylines)) and byline.match(plain):
        return False
    return not words.first_person & _words(_QUOTED.sub(" ", plain))


def is_ended(text: str) -> bool:
    """Whether a sentence has its final stop, also before closing marks and references to notes.

    >>> [is_ended(one) for one in ("La loi passe.", "« Oui ! »", "Elle passe.[3]", "Lire aussi :", "En bref")]
    [True, True, True, False, False]
    """
    return bool(_END.search(text[-_TAIL:]))


def answers(sentences: Sequence[tuple[str, int]], *, language: str) -> set[int]:
    """Return the indices of the sentences that somebody answers in an interview, of sentences with their blocks.

    That is, all that follow a paragraph which is only a question, where one of two such questions addresses somebody.
    Questions without an address are those of the author, who answers them himself.
    """
    asked: dict[int, bool] = {}
    for text, block in sentences:
        asked[block] = asked.get(block, True) and text.rstrip(_CLOSERS).endswith("?")
    questions = {block for block, is_question in asked.items() if is_question}
    told = lang.get(language).editorial.addressing
    addressed = any(block in questions and not told.isdisjoint(_words(text)) for text, block in sentences)
    if len(questions) < 2 or not addressed:
        return set()
    first = min(questions)
    return {i for i, (_, block) in enumerate(sentences) if block >= first}


def _words(text: str) -> set[str]:
    return {word.casefold().replace("’", "'") for word in _WORD.findall(text)}


@lru_cache(maxsize=64)
def _label(names: frozenset[str]) -> re.Pattern[str] | None:
    """A pattern of texts that begin with one of the words, at most two more, and a colon."""
    opening = _opening(names)
    return re.compile(rf"{opening.pattern}(?:\s[^\s:.!?]{{1,20}}){{0,2}}\s?:", re.IGNORECASE) if opening else None


@lru_cache(maxsize=64)
def _opening(phrases: frozenset[str]) -> re.Pattern[str] | None:
    """A pattern of texts that begin with one of the phrases."""
    if not phrases:
        return None
    known = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?:{known})(?!\w)", re.IGNORECASE)
