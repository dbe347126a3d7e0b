"""Whether a translation says no where its source does, and nowhere else."""

import re
from functools import cache
from typing import Literal

from babelpress.lang.tables.negation import CLEAR, FAINT, PLAIN
from babelpress.nlp.tokenization import fold, words
from babelpress.qa.base import Finding, SegmentPair

_CONTRACTED = re.compile(r"(?:\w+n['’]t|\bcannot)\b", re.IGNORECASE)
_FRENCH = re.compile(
    r"\b(?:ne\b|n['’])(?:\s*\w+['’]?){1,4}?\s*[-\w']*\s?\b(pas|jamais|rien|aucune?|personne|plus|guère|nulle?)\b",
    re.IGNORECASE,
)
"""`ne` and its second half: what denies for sure. `ne ... que` does not, `plus` alone does not."""

_LONGEST = 20
"""Words of a sentence from which on a denial may well be put in a way that no list holds: a third of the false alarms
on NTREX references and a fifth of the negations caught are in longer ones."""

_NOT_REALLY = re.compile(
    r"\b(?:pas (?:seulement|que|uniquement|moins|mal\b)|not only|niet alleen|nicht nur|no s[oó]lo|no solamente|não só"
    r"|não apenas"
    r"|n['’]est-ce pas|pourquoi pas|why not|rien que)\b",
    re.IGNORECASE,
)
"""Denials that a translation may well put without one."""


def check(pair: SegmentPair) -> tuple[Finding, ...]:
    """Give a negation that only one side has.

    >>> pair = SegmentPair(source="Il n'est pas venu.", target="He came.", source_language="fr", target_language="en")
    >>> check(pair)[0].message
    "n'est pas is not denied in the translation"
    """
    if pair.source_language not in PLAIN or pair.target_language not in PLAIN:
        return ()
    ours, theirs = _denials(pair.source, pair.source_language), _denials(pair.target, pair.target_language)
    if bool(ours) == bool(theirs):
        return ()
    denied, other, language = (
        (ours, pair.target, pair.target_language) if ours else (theirs, pair.source, pair.source_language)
    )
    hint = _hint(other, language)
    if hint == "clear" or _NOT_REALLY.search(pair.source if ours else pair.target):
        return ()
    said = "is not denied in the translation" if ours else "denies what the source does not"
    finding = Finding(
        check="negation",
        severity="severe" if hint == "none" and len(words(other)) <= _LONGEST else "warning",
        message=f"{denied[0]} {said}",
        source=denied[0] if ours else "",
        target="" if ours else denied[0],
    )
    return (finding,)


def _denials(text: str, language: str) -> list[str]:
    """The words that deny, as they stand."""
    if language == "fr":
        return [found.group() for found in _FRENCH.finditer(text)]
    found = [word for word in words(text) if word in PLAIN[language]]
    return found + (_CONTRACTED.findall(text) if language == "en" else [])


def _hint(text: str, language: str) -> Literal["clear", "faint", "none"]:
    """Tell how surely a text holds something else that denies: a word, only a prefix (`in-`), nothing."""
    if any(word in PLAIN[language] for word in words(text)) or (language == "en" and _CONTRACTED.search(text)):
        return "clear"
    clear, faint = _hints(language)
    plain = fold(text)
    return "clear" if clear.search(plain) else "faint" if faint.search(plain) else "none"


@cache
def _hints(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return _pattern(CLEAR[language].split()), _pattern(FAINT[language].split())


def _pattern(forms: list[str]) -> re.Pattern[str]:
    spelled = (
        (r"\w{2,}" if form.startswith("*") else "")
        + re.escape(form.strip("*"))
        + (r"\w+" if form.endswith("*") else "")
        for form in forms
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(spelled)})(?!\w)")
