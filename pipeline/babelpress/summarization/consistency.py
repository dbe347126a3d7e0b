"""Factual consistency: whether a sentence of a summary has a number, name or quotation that its source lacks."""

import re
from collections.abc import Iterator

from babelpress import lang
from babelpress.nlp.numbers.match import match
from babelpress.nlp.numbers.parse import Quantity, find
from babelpress.nlp.quotes import parse as quote_parser
from babelpress.nlp.tokenization import fold, words
from babelpress.qa.base import SegmentPair
from babelpress.qa.checks import names, numbers, quotations

_STEM = 4
"""Fewest letters by which a word is recognized; up to three more may be its ending."""
_NAME = re.compile(r"(?<=[\w,;%)]\s)(?:[^\W\d_]['’])?([^\W\d_][\w-]*)")
"""A capitalized word that follows another word, or a comma."""
_NOT_WORDS = re.compile(r"[\W_]+")


def unsupported(text: str, *, language: str, source: str, source_language: str) -> tuple[str, ...]:
    """Return what a text has that its source lacks: of `unsupported_number`, `unsupported_name` and
    `unsupported_quotation` those that apply.

    In the language of the source, every number, name and quotation of the text must be in it. A translation of the
    source is tested by the checks of translations: severe findings count, and a name in place of another. That rejects
    2 to 5 % of human translations (French into five languages, NTREX-128), mostly for names of offices.

    >>> unsupported("Il offre 5 euros.", language="fr", source="Il offre 3 euros.", source_language="fr")
    ('unsupported_number',)
    """
    if text in source:
        return ()
    if language == source_language:
        found = set(_invented(text, source, language))
    else:
        pair = SegmentPair(source=source, target=text, source_language=source_language, target_language=language)
        found = set(_mistranslated(pair))
    return tuple(f"unsupported_{what}" for what in ("number", "name", "quotation") if what in found)


def _invented(text: str, source: str, language: str) -> Iterator[str]:
    if any(_counts(item) for item in match(find(text, language), find(source, language)).missing):
        yield "number"
    turned = _turned(SegmentPair(source=source, target=text, source_language=language, target_language=language))
    if _named(turned) or (not lang.get(language).capitals.nouns and _strangers(text, source)):
        yield "name"
    if any(not _is_said(quote, source, language) for quote in _quotations(text, language)):
        yield "quotation"


def _counts(item: Quantity) -> bool:
    """Return False for words that often are not numbers: `second`, `one`."""
    return item.kind not in ("roman", "magnitude") and not (
        item.spelled and (item.kind in ("ordinal", "fraction") or bool(item.others) or item.value < 2)
    )


def _strangers(text: str, source: str) -> bool:
    """Return whether a capitalized word, not the first of a sentence, is in the source in no form.

    The check of translations accepts names that are written differently in another language; here the language is the
    same.
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
    """Return whether a quotation is in one of the source; anywhere in it, if its quotation marks are unbalanced."""
    found = quote_parser.find(source, language)
    places = [source] if found.strays else [source[one.start : one.end] for one in found.pairs]
    return any(_plain(quote) in _plain(place) for place in places)


def _plain(text: str) -> str:
    return f" {_NOT_WORDS.sub(' ', text.casefold()).strip()} "


def _mistranslated(pair: SegmentPair) -> Iterator[str]:
    for what, check in (("number", numbers.check), ("name", names.check), ("quotation", quotations.check)):
        if any(finding.severity == "severe" for finding in check(pair)):
            yield what
    if _named(pair) and _named(_turned(pair)):
        yield "name"


def _named(pair: SegmentPair) -> bool:
    """Whether there is a finding for a name; that names were not compared, in a long text, is none."""
    return any(finding.source or finding.target for finding in names.check(pair))


def _turned(pair: SegmentPair) -> SegmentPair:
    """Return the pair with sides exchanged: the check for lost names then reports those that only the target has."""
    return SegmentPair(
        source=pair.target,
        target=pair.source,
        source_language=pair.target_language,
        target_language=pair.source_language,
    )
