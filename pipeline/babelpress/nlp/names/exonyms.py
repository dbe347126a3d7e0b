"""Lookup of exonyms: the names of the gazetteer by language, and their mentions in a text."""

import re
from functools import cache

from babelpress import lang
from babelpress.nlp.names.gazetteer import Exonym, exonyms
from babelpress.nlp.names.people import NOTHING, Evidence
from babelpress.nlp.names.places import ambiguity, is_part, is_place
from babelpress.nlp.patterns import Phrases
from babelpress.nlp.placeholders import occurrences
from babelpress.nlp.tokenization import fold

_ACRONYM = 5
_STEM = 4


def is_spelt_alike(name: str, language: str) -> bool:
    """Whether a name has the same spelling in other languages, as far as is known.

    >>> is_spelt_alike("Dieter Kempf", "fr"), is_spelt_alike("Pékin", "fr")
    (True, False)
    """
    return not any(exonym(fold(word), language) for word in (name, *name.split()))


def is_kept(name: str, language: str) -> bool:
    """Whether a name that the translation lost, and that may not be a place, keeps the spelling of the source.

    >>> is_kept("Florence", "fr"), is_kept("Pékin", "fr")
    (True, False)
    """
    return is_spelt_alike(name, language) or ambiguity(fold(name), language) in ("given name", "other place")


def own_name(name: str, text: str, *, source: str, target: str, article: Evidence = NOTHING) -> str | None:
    """Return the name of a place or acronym in the target language.

    Args:
        name: The name in the source language.
        text: The source text, in which it is mentioned.
        source: ISO 639-1 code of the source language.
        target: ISO 639-1 code of the target language.
        article: What the article shows of its names.

    Returns:
        The name as it is written. None if `name` is neither a place nor an acronym, if the translation has several
        words, if it is part of a longer name (Air France), or if any mention may be something other than the place
        (`places`): Florence is also a given name.

    >>> own_name("Varsovie", "À Varsovie", source="fr", target="pt")
    'Varsóvia'
    >>> own_name("Florence", "Florence a refusé.", source="fr", target="de")
    """
    row = known_forms(source).get(fold(name))
    if (
        row is None
        or source not in row.names
        or row.names[source] != fold(name)
        or not (row.place or (name.isupper() and _is_acronym(row)))
    ):
        return None
    if source in row.unsure and row.names.get(lang.FALLBACK.code) == fold(name):
        return None  # the press of other countries may write it as English does: Bangladesh, Qatar
    for start, end in occurrences(text, [name]):
        if is_part(text, start, end, language=source):
            return None
        if row.place and not is_place(row, text, start, end, language=source, article=article):
            return None
    own = row.written.get(target, "")
    return own if own and " " not in own else None


def _is_acronym(row: Exonym) -> bool:
    """Whether the name is an acronym in all languages: ONU, VN, UN, UNO."""
    return row.kind == "acronym" and all(len(name) <= _ACRONYM and " " not in name for name in row.names.values())


@lang.dependent
@cache
def known_phrases(language: str) -> Phrases:
    """Return all forms of several words, for a folded text."""
    return Phrases(form for form in known_forms(language) if " " in form)


@lang.dependent
@cache
def known_forms(language: str) -> dict[str, Exonym]:
    """Return the row of every word or phrase that names one, in one language."""
    table: dict[str, Exonym] = {}
    for row in exonyms():
        for form in row.forms.get(language, ()):
            table.setdefault(form.rstrip("*"), row)
    return table


def exonym(plain: str, language: str) -> Exonym | None:
    """Return the row that a folded word or phrase, or its singular, names; None if there is none."""
    table = known_forms(language)
    return table.get(plain) or next(
        (table[key] for key in (plain[:-1], plain[:-2]) if len(key) > 3 and key in table), None
    )


def mentions(row: Exonym, text: str, language: str) -> bool:
    """Whether a folded text names a row, or its people, adjective or acronym."""
    pattern = _pattern(row, language)
    return bool(pattern and pattern.search(text))


@lang.dependent
@cache
def _all_names(language: str) -> Phrases:
    """Return the names of all places in a language, for a folded text."""
    return Phrases(row.names[language] for row in exonyms() if row.place and language in row.names)


def _pattern(row: Exonym, language: str) -> re.Pattern[str] | None:
    pattern = _patterns(language).get(id(row))
    return _compiled(pattern) if pattern else None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@lang.dependent
@cache
def _patterns(language: str) -> dict[int, str]:
    """Return the pattern of a mention by the identity of the row; only those that are asked for are compiled."""
    found = {}
    for row in exonyms():
        forms = row.forms.get(language, ())
        body = "|".join(re.escape(form.rstrip("*")) + (r"\w*" if form.endswith("*") else r"s?") for form in forms)
        if forms and language in row.unsure:
            foreign = "|".join(re.escape(name) for name in row.names.values() if name != forms[0]) or "(?!)"
            body += rf"|(?!(?:{foreign})(?!\w)){re.escape(_stem(forms[0]))}\w*"  # its people, by the stem of the name
        if body:
            found[id(row)] = rf"(?<!\w)(?:{body})(?!\w)"
    return found


def _stem(name: str) -> str:
    return name[: max(_STEM, len(name) // 2)]


def places_named(text: str, language: str) -> dict[str, Exonym]:
    """Return the places that a text mentions by name (not by an adjective) and capitalised: not `qu'il vienne`."""
    text = text.replace("ß", "ss")  # as it is folded
    table, plain = known_forms(language), fold(text)
    same = len(plain) == len(text)
    return {
        match.group(): table[match.group()]
        for match in _all_names(language).finditer(plain)
        if match.group() in table and (not same or any(map(str.isupper, text[match.start() : match.end()])))
    }
