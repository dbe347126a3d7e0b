"""What a whole article shows of the names in it."""

from collections.abc import Iterable
from functools import lru_cache

from babelpress import lang
from babelpress.nlp.names.exonyms import known_forms
from babelpress.nlp.names.people import Evidence, people
from babelpress.nlp.names.places import is_other, is_place
from babelpress.nlp.names.tokens import TOKEN
from babelpress.nlp.tokenization import fold


def gather(texts: Iterable[str], language: str) -> Evidence:
    """Return what the texts of an article show together.

    >>> found = gather(["Marie Petit est arrivée.", "Elle vit à Vienne, en Autriche."], "fr")
    >>> sorted(found.people), sorted(found.places)
    (['marie', 'petit'], ['autriche', 'vienne'])
    """
    return _gathered(tuple(texts), language)


@lang.dependent
@lru_cache(maxsize=32)
def _gathered(texts: tuple[str, ...], language: str) -> Evidence:
    """Return the evidence; several stages ask for that of the same article."""
    named: set[str] = set()
    places: set[str] = set()
    others: set[str] = set()
    table = known_forms(language)
    for text in texts:
        found = people(text, language)
        named.update(fold(name.text) for name in found)
        for token in TOKEN.finditer(text):
            word = fold(token.group())
            row = table.get(word)
            if row is None or not row.place or row.names.get(language) != word or not token.group()[0].isupper():
                continue
            if is_place(row, text, *token.span(), language=language):
                places.add(word)
            elif is_other(row, text, *token.span(), language=language):
                others.add(word)
    return Evidence(people=frozenset(named), places=frozenset(places - others - named))
