"""Whether a sentence of a summary says a number, a name or a quotation that its source lacks."""

import re
from collections.abc import Iterator

from babelpress import lang
from babelpress.nlp.numbers.match import match
from babelpress.nlp.numbers.parse import Quantity, find
from babelpress.nlp.quotes import parse as quote_parser
from babelpress.nlp.tokenization import fold, words
from babelpress.qa.base import Pair
from babelpress.qa.checks import names, numbers, quotations

_STEM = 4
"""Letters by which a word is known again at least; up to three more may be its ending."""
_NAME = re.compile(r"(?<=[\w,;%)]\s)(?:[^\W\d_]['’])?([^\W\d_][\w-]*)")
"""A word with a capital that another word, or a comma, stands before."""
_NOT_WORDS = re.compile(r"[\W_]+")


def unsupported(text: str, *, language: str, source: str, source_language: str) -> tuple[str, ...]:
    """Give what a text says that its source does not: of `unsupported_number`, `unsupported_name` and
    `unsupported_quotation` those that apply.

    In the language of the source, every number, name and quotation of the text must stand in it. A translation of the
    source is held to the checks of translations: what they call severe counts, and a name in place of another. That
    rejects 2 to 5 % of what people translated (French into five languages, NTREX-128), mostly for names of offices.

    >>> unsupported("Il offre 5 euros.", language="fr", source="Il offre 3 euros.", source_language="fr")
    ('unsupported_number',)
    """
    if text in source:
        return ()
    if language == source_language:
        found = set(_invented(text, source, language))
    else:
        pair = Pair(source=source, target=text, source_language=source_language, target_language=language)
        found = set(_mistranslated(pair))
    return tuple(f"unsupported_{what}" for what in ("number", "name", "quotation") if what in found)


def _invented(text: str, source: str, language: str) -> Iterator[str]:
    if any(_counts(item) for item in match(find(text, language), find(source, language)).missing):
        yield "number"
    turned = _turned(Pair(source=source, target=text, source_language=language, target_language=language))
    if names.check(turned) or (not lang.get(language).capitals.nouns and _strangers(text, source)):
        yield "name"
    if any(not _is_said(quote, source, language) for quote in _quotations(text, language)):
        yield "quotation"


def _counts(item: Quantity) -> bool:
    """Leave out words that often stand for no number: `second`, `one`."""
    return item.kind != "roman" and not (
        item.kind == "word" and (item.unit == "ordinal" or bool(item.others) or item.value < 2)
    )


def _strangers(text: str, source: str) -> bool:
    """Tell whether a word with a capital, not the first of a sentence, stands in the source in no form.

    The check for translations takes much for one name that is spelt otherwise in another language; here it is the same.
    """
    stems = {
        plain[: max(_STEM, len(plain) - 3)]
        for name in _NAME.findall(text)
        if name[0].isupper()
        for plain in words(fold(name))
        if len(plain) > 1
    }
    known = set(words(fold(source))) if stems else ()
    return any(not any(word.startswith(stem) for word in known) for stem in stems)


def _quotations(text: str, language: str) -> list[str]:
    return [text[quote.inner_start : quote.inner_end] for quote in quote_parser.find(text, language).pairs]


def _is_said(quote: str, source: str, language: str) -> bool:
    """Tell whether a quotation stands in one of the source, or where its source has marks without a partner, at all."""
    found = quote_parser.find(source, language)
    places = [source] if found.strays else [source[one.start : one.end] for one in found.pairs]
    return any(_plain(quote) in _plain(place) for place in places)


def _plain(text: str) -> str:
    return f" {_NOT_WORDS.sub(' ', text.casefold()).strip()} "


def _mistranslated(pair: Pair) -> Iterator[str]:
    for what, check in (("number", numbers.check), ("name", names.check), ("quotation", quotations.check)):
        if any(problem.severity == "severe" for problem in check(pair)):
            yield what
    if names.check(pair) and names.check(_turned(pair)):
        yield "name"


def _turned(pair: Pair) -> Pair:
    """The check for lost names, turned round, tells those that only the target has."""
    return Pair(
        source=pair.target,
        target=pair.source,
        source_language=pair.target_language,
        target_language=pair.source_language,
    )
