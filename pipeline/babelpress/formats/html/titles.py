"""The title of a page without the name of its site: `Le pont rouvre | Le Monde`."""

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from babelpress.formats.html.spelling import unescape
from babelpress.formats.html.tokens import Token

_SEPARATOR = re.compile(
    r"\s+(?:[|·•:»—–-]|::|&(?:ndash|mdash|middot|bull|raquo|vert|#8211|#8212|#183|#124|#x2013|#x2014);)\s+"
)
_NAMES = ("og:site_name", "application-name", "apple-mobile-web-app-title")
_TITLES = ("og:title", "twitter:title")
_PUBLISHER = re.compile(r'"publisher"\s*:\s*\{[^{}]{0,500}?"name"\s*:\s*"((?:[^"\\]|\\.)*)"')
_HEADLINE = re.compile(r'"headline"\s*:\s*"((?:[^"\\]|\\.)*)"')
_MOST = 500
"""Characters of a title in which a name is sought."""


def headline(title: str, *, names: frozenset[str], shown: frozenset[str]) -> tuple[int, int]:
    """Return the slice of a page's title that is its headline.

    Args:
        title: The title as it is written, with its entities.
        names: What the site is called, as `squeezed` gives it.
        shown: The headlines that the page shows or states, in the same form.

    Returns:
        Start and end of the headline: of the whole title where none of its ends is known to be the name of the site,
        and nothing before an end is a headline of the page.
    """
    start, end = 0, len(title)
    places = list(_SEPARATOR.finditer(title)) if end <= _MOST else []
    for place in places:
        if squeezed(unescape(title[: place.start()])) in shown:
            return 0, place.start()
    while places and squeezed(unescape(title[places[-1].end() : end])) in names:
        end = places.pop().start()
    if places and squeezed(unescape(title[: places[0].start()])) in names:
        start = places[0].end()
    return start, end


def squeezed(text: str) -> str:
    """Return the letters and digits of a text, without accents and capitals.

    >>> squeezed("La Dépêche"), squeezed("ouest-france")
    ('ladepeche', 'ouestfrance')
    """
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if c.isalnum())


def known_names(
    source: str, tokens: Sequence[Token], *, headings: bool = True
) -> tuple[frozenset[str], frozenset[str]]:
    """Return what the site of a page is called, and its headlines, with `headings` also those it shows; squeezed."""
    names: list[str] = []
    shown: list[str] = []
    for index, token in enumerate(tokens):
        name = (token.get("property") or token.get("name")).lower() if token.name == "meta" else ""
        if name in _NAMES:
            names.append(token.get("content"))
        elif name in _TITLES:
            shown.append(token.get("content"))
        elif name == "og:url" or (token.name == "link" and "canonical" in token.get("rel").lower().split()):
            names += names_of_host(token.get("content") or token.get("href"))
        elif token.name == "h1" and token.kind == "open" and headings:
            shown.append(_text(source, tokens, index))
        elif token.name == "script" and "json" in token.get("type"):
            text = source[token.start : token.end]
            names += map(_string, _PUBLISHER.findall(text))
            shown += map(_string, _HEADLINE.findall(text))
    squeeze = (frozenset(filter(None, map(squeezed, texts))) for texts in (names, shown))
    return next(squeeze), next(squeeze)


def headings(source: str, tokens: Sequence[Token]) -> frozenset[str]:
    """Return the headings of level 1 of a page, squeezed."""
    found = (i for i, token in enumerate(tokens) if token.name == "h1" and token.kind == "open")
    return frozenset(squeezed(_text(source, tokens, index)) for index in found)


def names_of_host(address: str) -> Iterator[str]:
    """Yield what the site of an address may be called: its host, and the name in it.

    >>> list(names_of_host("https://www.lemonde.fr/a.html"))
    ['lemonde.fr', 'lemonde']
    """
    try:
        host = (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return
    yield host
    yield from host.split(".")[-2:-1]


def _text(source: str, tokens: Sequence[Token], index: int) -> str:
    """Return the text of an element, up to its end."""
    parts = []
    for token in tokens[index + 1 : index + 50]:
        if token.kind == "close" and token.name == tokens[index].name:
            break
        if token.kind == "text":
            parts.append(unescape(source[token.start : token.end]))
    return "".join(parts)


def _string(written: str) -> str:
    try:
        return str(json.loads(f'"{written}"'))
    except ValueError:
        return written
