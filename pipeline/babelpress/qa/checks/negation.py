"""Check `negation`: negations that only the source or only the translation has."""

import re
from functools import cache
from typing import Literal

from babelpress import lang
from babelpress.lang.base import Negation
from babelpress.nlp.patterns import compiled
from babelpress.nlp.quotes.parse import without_kept
from babelpress.nlp.tokenization import fold, words
from babelpress.qa.base import Finding, SegmentPair

_LONGEST = 20
"""Number of words up to which a finding may be severe. Longer sentences often express a negation in ways that no list
contains: a third of the false alarms on NTREX references and a fifth of the detected negations are in them."""


_MOST = 100
"""Number of denials up to which each is looked for in the other text."""


def check(pair: SegmentPair) -> tuple[Finding, ...]:
    """Return a finding if only one side has a negation.

    >>> pair = SegmentPair(source="Il n'est pas venu.", target="He came.", source_language="fr", target_language="en")
    >>> check(pair)[0].message
    "n'est pas is not denied in the translation"
    """
    source, target = lang.get(pair.source_language).negation, lang.get(pair.target_language).negation
    if not source or not target:
        return ()
    in_source = _denied(pair.source, pair.target, pair.source_language, source)
    in_target = _denied(pair.target, pair.source, pair.target_language, target)
    if bool(in_source) == bool(in_target):
        return ()
    denied, other, language = (
        (in_source, pair.target, pair.target_language) if in_source else (in_target, pair.source, pair.source_language)
    )
    hint = _hint(other, language)
    if hint == "clear" or _idle().search(pair.source if in_source else pair.target):
        return ()
    said = "is not denied in the translation" if in_source else "denies what the source does not"
    finding = Finding(
        check="negation",
        severity="severe" if hint == "none" and len(words(other)) <= _LONGEST else "warning",
        message=f"{denied[0]} {said}",
        source=denied[0] if in_source else "",
        target="" if in_source else denied[0],
    )
    return (finding,)


def denials(text: str, negation: Negation) -> list[str]:
    """Return the words of negation in a text, as written.

    >>> denials("File no 17 is not here.", lang.get("en").negation)
    ['not']
    """
    text = _meant(text, negation)
    if negation.halves:
        return [found.group() for found in compiled(negation.halves).finditer(text)]
    found = [word for word in words(text) if word in negation.plain]
    return found + compiled(negation.contracted).findall(text)


def _denied(text: str, other: str, language: str, negation: Negation) -> list[str]:
    """The denials of a text without those in a title that the other text holds too (« Ne me quitte pas »)."""
    found = denials(without_kept(text, other, language), negation)
    if len(found) > _MOST:
        return found
    low = other.lower()
    return [denied for denied in found if not (" " in denied and denied.lower() in low)]


def _meant(text: str, negation: Negation) -> str:
    """Return a text without the words of negation that have another sense in it."""
    return compiled(f"(?:{'|'.join(negation.otherwise)})").sub(" ", text) if negation.otherwise else text


def _hint(text: str, language: str) -> Literal["clear", "faint", "none"]:
    """How clearly a text negates otherwise: by a word (`clear`), only by a prefix such as `in-` (`faint`), `none`."""
    negation = lang.get(language).negation
    if not negation:
        return "none"
    text = _meant(text, negation)
    if any(word in negation.plain for word in words(text)) or compiled(negation.contracted).search(text):
        return "clear"
    under = lang.get(language).units.under
    if under and compiled(rf"\b{under}").search(text):  # « ne dépassera pas », at most
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
    """Negations of all languages that a translation may express without one."""
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
