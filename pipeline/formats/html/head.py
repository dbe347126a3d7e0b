"""What an HTML document says about itself: its language, date, address and the menu of its languages."""

import re
from collections.abc import Iterator, Sequence

from pipeline.formats.html.spelling import decode, tidy
from pipeline.formats.html.tokens import Token
from pipeline.formats.html.values import language_of
from pipeline.languages import by_name
from pipeline.records import Meta

_LD_LANGUAGE = re.compile(r'"inLanguage"\s*:\s*"([^"\\]*)"')
_LD_DATE = re.compile(r'"datePublished"\s*:\s*"([^"\\]*)"')
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?")
_LD = "application/ld+json"


def declared_language(source: str, tokens: Sequence[Token]) -> str | None:
    """Give the code of the language that a document says it is in: its root, else its `<meta>`, JSON-LD or body."""
    stated: dict[str, str] = {}
    for token in tokens:
        if token.name in ("html", "body", "article", "main") and token.kind == "open":
            stated.setdefault(token.name, token.get("lang") or token.get("xml:lang"))
        elif token.name == "meta":
            name = (token.get("http-equiv") or token.get("property") or token.get("name")).lower()
            stated.setdefault(f"meta {name}", token.get("content"))
    ld = next((found[1] for text in _json_ld(source, tokens) if (found := _LD_LANGUAGE.search(text))), "")
    order = ("html", "meta content-language", "meta og:locale", "meta language")
    texts = [*(stated.get(key, "") for key in order), ld, *(stated.get(key, "") for key in ("body", "main", "article"))]
    return next(filter(None, map(language_of, texts)), None)


def read_meta(source: str, tokens: Sequence[Token]) -> Meta:
    """Give the date, the address and the language menu of a document, as far as it tells them."""
    dates: dict[str, str] = {}
    addresses: dict[str, str] = {}
    for token in tokens:
        name = (token.get("property") or token.get("name") or token.get("itemprop")).lower()
        if token.name == "meta" and name in ("article:published_time", "date", "datepublished", "dc.date"):
            dates.setdefault("meta", token.get("content"))
        elif token.name == "meta" and name == "og:url":
            addresses.setdefault("og", token.get("content"))
        elif token.name == "link" and "canonical" in token.get("rel").lower().split():
            addresses.setdefault("canonical", token.get("href"))
        elif token.name == "time":
            dates.setdefault("time", token.get("datetime"))
    ld = next((found[1] for text in _json_ld(source, tokens) if (found := _LD_DATE.search(text))), "")
    written = (dates.get("meta", ""), ld, dates.get("time", ""))
    return Meta(
        date=next((date.strip() for date in written if _ISO_DATE.fullmatch(date.strip())), None),
        url=addresses.get("canonical") or addresses.get("og") or None,
        menu=_menu(source, tokens),
    )


def _menu(source: str, tokens: Sequence[Token]) -> tuple[str, ...]:
    """The names of languages in the document's menus, where there are two at least."""
    inside, names = 0, []
    for token in tokens:
        if token.name == "nav":
            inside = max(0, inside + (1 if token.kind == "open" else -1))
        elif inside and token.kind == "text":
            name = tidy(decode(source[token.start : token.end])).strip()
            if name and by_name(name):
                names.append(name)
    return tuple(dict.fromkeys(names)) if len(set(names)) > 1 else ()


def _json_ld(source: str, tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.kind == "whole" and token.name == "script" and token.get("type").strip().lower() == _LD:
            yield source[token.head : token.end]
