"""Whether a translation says no where its source does, and nowhere else."""

import re
from functools import cache
from typing import Literal

from babelpress import lang
from babelpress.lang.base import Negation
from babelpress.nlp.patterns import compiled
from babelpress.nlp.tokenization import fold, words
from babelpress.qa.base import Finding, SegmentPair

_LONGEST = 20
"""Words of a sentence from which on a denial may well be put in a way that no list holds: a third of the false alarms
on NTREX references and a fifth of the negations caught are in longer ones."""


def check(pair: SegmentPair) -> tuple[Finding, ...]:
    """Give a negation that only one side has.

    >>> pair = SegmentPair(source="Il n'est pas venu.", target="He came.", source_language="fr", target_language="en")
    >>> check(pair)[0].message
    "n'est pas is not denied in the translation"
    """
    source, target = lang.get(pair.source_language).negation, lang.get(pair.target_language).negation
    if not source or not target:
        return ()
    ours, theirs = _denials(pair.source, source), _denials(pair.target, target)
    if bool(ours) == bool(theirs):
        return ()
    denied, other, language = (
        (ours, pair.target, pair.target_language) if ours else (theirs, pair.source, pair.source_language)
    )
    hint = _hint(other, language)
    if hint == "clear" or _idle().search(pair.source if ours else pair.target):
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


def _denials(text: str, negation: Negation) -> list[str]:
    """The words that deny, as they stand."""
    if negation.halves:
        return [found.group() for found in compiled(negation.halves).finditer(text)]
    found = [word for word in words(text) if word in negation.plain]
    return found + compiled(negation.contracted).findall(text)


def _hint(text: str, language: str) -> Literal["clear", "faint", "none"]:
    """Tell how surely a text holds something else that denies: a word, only a prefix (`in-`), nothing."""
    negation = lang.get(language).negation
    if not negation:
        return "none"
    if any(word in negation.plain for word in words(text)) or compiled(negation.contracted).search(text):
        return "clear"
    clear, faint = _hints(language)
    plain = fold(text)
    return "clear" if clear.search(plain) else "faint" if faint.search(plain) else "none"


@lang.dependent
@cache
def _hints(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    negation = lang.get(language).negation
    return (
        (_pattern(negation.clear.split()), _pattern(negation.faint.split()))
        if negation
        else (compiled(""), compiled(""))
    )


@lang.dependent
@cache
def _idle() -> re.Pattern[str]:
    """Denials that a translation may well put without one, in any language."""
    found = [form for language in lang.known().values() if language.negation for form in language.negation.idle]
    return re.compile(rf"\b(?:{'|'.join(found) or '(?!)'})\b", re.IGNORECASE)


def _pattern(forms: list[str]) -> re.Pattern[str]:
    spelled = (
        (r"\w{2,}" if form.startswith("*") else "")
        + re.escape(form.strip("*"))
        + (r"\w+" if form.endswith("*") else "")
        for form in forms
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(spelled) or '(?!)'})(?!\w)")
