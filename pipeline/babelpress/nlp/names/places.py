"""Disambiguation of place names: other meanings of a name, and the context that shows which one is meant."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from babelpress import lang
from babelpress.lang.base import Ambiguity, PlaceWords
from babelpress.nlp.names.gazetteer import Exonym, exonyms
from babelpress.nlp.names.people import NOTHING, Evidence, is_described
from babelpress.nlp.tokenization import fold

_REACH = 80
"""Characters examined on either side of a name."""

_BELIEF = 6
"""Words before a name among which a verb of belief makes it that of a person: il croit toujours en Virginie."""
_OVERSEAS = frozenset(
    [
        "united-states",
        "canada",
        "australia",
        "california",
        "virginia",
        "carolina",
        "florida",
        "louisiana",
        "pennsylvania",
    ]
)
"""Keys of places in which no city of the gazetteer lies whose name is translated: Naples (Floride) stays Naples."""

_CAPITAL = "[A-ZÀ-ÖØ-Þ]"
# A capitalised word and a preposition or article before the name: Banque de France, Hautes-Alpes.
_BEFORE = re.compile(rf"(?<!\w)(?P<word>{_CAPITAL}[\w-]*)[ \u00a0-](?:(?:de la|de|du|des|la|le|les)[ \u00a0]|d['’])?$")
_BEHIND = re.compile(rf"[ \u00a0]{_CAPITAL}|[-&]\w|[ \u00a0]\d|['’]s\b")
"""The continuation of a longer name: Paris Match, Alpes-Maritimes, France 2, Europe's."""
_TOKEN = re.compile(r"\b[^\W_]{1,2}\.(?=\s)|[^\W_]+|[^\w\s'’]")
"""Words and signs; an abbreviation (M., Dr.) includes its full stop, which does not end a sentence."""
_SAID_OF_IT = re.compile(
    rf"[ \u00a0]\((?P<bracket>{_CAPITAL}[\w'’-]*)|, (?:en|dans l['’]|dans l[ae] )\s?(?P<in>{_CAPITAL}[\w-]*)"
)
"""The place where it lies, in brackets or after a comma: Vienne (Isère); Vienne, en Isère."""


@dataclass(frozen=True, slots=True)
class _Context:
    """The text before a name, as it is and as folded words and signs, and the text after it."""

    row: Exonym
    lead: str
    before: tuple[str, ...]
    behind: str
    language: str

    def follows(self, *kinds: str) -> bool:
        """Whether words of these kinds come directly before the name, in this order."""
        rows = [getattr(_around(self.language), kind) for kind in kinds]
        there = self.before[len(self.before) - len(rows) :]
        return len(there) == len(rows) and all(word in row for word, row in zip(there, rows, strict=True))

    def belongs_to(self, kind: str) -> bool:
        """Whether a word of this kind is before the name, perhaps with words between that link them: rue de la X."""
        around = _around(self.language)
        words = list(self.before)
        for _ in range(3):
            if words and words[-1] in getattr(around, kind):
                return True
            if not words or words.pop() not in around.of:
                return False
        return False


def ambiguity(name: str, language: str) -> Ambiguity | None:
    """Return the other meaning that a folded name of a place may have, None if there is none.

    >>> ambiguity("florence", "fr"), ambiguity("varsovie", "fr")
    ('given name', None)
    """
    return _ambiguous(language).get(name)


def is_place(row: Exonym, text: str, start: int, end: int, *, language: str, article: Evidence = NOTHING) -> bool:
    """Whether `text[start:end]` is certainly the place of a row.

    A name without other meanings is, unless it is part of a longer name or the context shows a person. An ambiguous
    name, or one that somebody in the article has, needs context that only a place can have. For another meaning than
    a given name, that context may be elsewhere in the article.

    >>> florence = next(row for row in exonyms() if row.names["fr"] == "florence")
    >>> is_place(florence, "Il vit à Florence.", 9, 17, language="fr")
    True
    >>> is_place(florence, "Il l'a dit à Florence.", 13, 21, language="fr")
    False
    """
    if not lang.get(language).places.around or is_part(text, start, end, language=language):
        return False
    context = _context(row, text, start, end, language)
    if _is_person(context) or _is_elsewhere(context) or _is_called(context):
        return False
    name = row.names[language]
    other = ambiguity(name, language) or ("surname" if language in row.unsure or name in article.people else None)
    if other is None or any(shows(context) for shows in _EVIDENCE[other]):
        return True
    return other in ("surname", "other place") and name in article.places


def is_other(row: Exonym, text: str, start: int, end: int, *, language: str) -> bool:
    """Whether `text[start:end]` is certainly a person, or another place of that name.

    >>> florence = next(row for row in exonyms() if row.names["fr"] == "florence")
    >>> is_other(florence, "Florence, 35 ans", 0, 8, language="fr")
    True
    """
    if not lang.get(language).places.around:
        return False
    return is_person(row, text, start, end, language=language) or _is_elsewhere(
        _context(row, text, start, end, language)
    )


def is_person(row: Exonym, text: str, start: int, end: int, *, language: str) -> bool:
    """Whether a title, an age or a profession shows that `text[start:end]` is a person."""
    return _is_person(_context(row, text, start, end, language))


def _context(row: Exonym, text: str, start: int, end: int, language: str) -> _Context:
    lead = text[max(0, start - _REACH) : start]
    before = tuple(map(_shortened, _TOKEN.findall(fold(lead))))
    return _Context(row, lead, before, text[end : end + _REACH], language)


def is_part(text: str, start: int, end: int, *, language: str) -> bool:
    """Whether `text[start:end]` is part of a longer name: Paris Match, la Banque de France, Hautes-Alpes."""
    before = _BEFORE.search(text, max(0, start - _REACH), start)
    begins = before and fold(before["word"]) not in lang.get(language).function_words
    return bool(begins or text[start - 1 : start] in ("-", "&") or _BEHIND.match(text, end))


def _shortened(word: str) -> str:
    return word[:-1] if len(word) > 1 and word.endswith(".") else word


def _is_person(context: _Context) -> bool:
    """Whether a title is before the name, or an age or a profession after it: M. Portugal; Florence, 35 ans."""
    return context.follows("person") or is_described(context.lead, context.behind, context.language)


def _is_elsewhere(context: _Context) -> bool:
    """Whether the words after the name locate it in a place that is not known, or overseas: Vienne (Isère)."""
    where = _SAID_OF_IT.match(context.behind)
    place = where and (where["bracket"] or where["in"])
    if not place or place.isupper():
        return False
    row = _places(context.language).get(fold(place))
    return row is None or (context.row.kind == "city" and row.key in _OVERSEAS)


def _is_called(context: _Context) -> bool:
    """Whether it is part of the name of something else: avenue de Saxe, la France insoumise."""
    behind = _TOKEN.findall(fold(context.behind))[:1]
    return context.belongs_to("called") or not _around(context.language).goes_on.isdisjoint(behind)


def _inside(context: _Context) -> bool:
    """Whether a preposition for regions is before it: en Virginie, but not `il croit en Virginie`."""
    believed = not _around(context.language).belief.isdisjoint(context.before[-_BELIEF:])
    return context.row.kind != "city" and context.follows("inside") and not believed


def _with_article(context: _Context) -> bool:
    return context.row.kind != "city" and context.follows("article")


def _located(context: _Context) -> bool:
    return context.row.kind == "city" and context.follows("located", "at")


def _seat(context: _Context) -> bool:
    """Whether a noun that only a place has is before it: la mairie de Milan, au sud de Milan."""
    return context.row.kind == "city" and context.follows("seats", "of")


def _at(context: _Context) -> bool:
    """Whether `à` is before it, without a word before that after which a person follows."""
    return context.row.kind == "city" and context.follows("at") and not context.follows("giving", "at")


def _joined(context: _Context) -> bool:
    """Whether it is named with another place: à Damas et à Beyrouth; à Florence, en Italie; entre Londres et Milan."""
    return bool(_beside(context))


def _joined_abroad(context: _Context) -> bool:
    return bool(_beside(context) - lang.get(context.language).places.home)


def _beside(context: _Context) -> set[str]:
    """Return the unambiguous places that are named together with it, after words that only precede places.

    The second of two needs its own preposition: in `à Londres, Florence a refusé`, Florence is not a place.
    """
    words = _around(context.language)
    placed, joins = words.at | words.inside, words.joins
    before, behind = context.before[-4:], _TOKEN.findall(fold(context.behind))[:3]
    found = set()
    if context.follows("between") and behind[:1] and behind[0] in joins:
        found |= {*behind[1:2]}
    if len(before) > 2 and before[-1] in joins and before[-3] in words.between:
        found.add(before[-2])
    if before and before[-1] in placed and not context.follows("giving", "at"):
        if len(before) > 3 and before[-2] in joins and before[-4] in placed:
            found.add(before[-3])
        if behind[:1] == ["("]:
            found |= {*behind[1:2]}
        elif len(behind) > 2 and (
            (behind[0] in joins and behind[1] in placed) or (behind[0] == "," and behind[1] in words.inside)
        ):
            found.add(behind[2])
    return {name for name in found if name in _places(context.language) and not ambiguity(name, context.language)}


_EVIDENCE: dict[Ambiguity, tuple[Callable[[_Context], bool], ...]] = {
    "given name": (_inside, _located, _seat, _joined),
    "surname": (_inside, _with_article, _located, _seat, _joined, _at),
    "other place": (_joined_abroad,),
    "people": (_inside, _joined),
    "common word": (_inside, _located, _seat, _joined, _at),
}
"""The tests of which one must succeed for a name to be a place, by its other meaning."""


def _around(language: str) -> PlaceWords:
    return lang.get(language).places.around or PlaceWords()


@lang.dependent
@cache
def _ambiguous(language: str) -> dict[str, Ambiguity]:
    ambiguous = lang.get(language).places.ambiguous
    return {name: kind for kind, names in ambiguous.items() for name in names.split()}


@lang.dependent
@cache
def _places(language: str) -> dict[str, Exonym]:
    """Return all places by their names in a language."""
    return {row.names[language]: row for row in exonyms() if row.place and language in row.names}
