"""What a page says of itself to machines: JSON-LD of schema.org, with the marking of what a machine has translated."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from babelpress.document import Meta
from babelpress.formats.site.pages import Link

DIGITAL_SOURCE = "https://schema.org/TrainedAlgorithmicMediaDigitalSource"
"""The term of IPTC and schema.org for a text that a trained model has made."""

_UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
"""Characters that could end a script element."""


def news_article(
    *,
    heading: str,
    description: str,
    date: str | None,
    meta: Meta,
    links: Sequence[Link],
    source: Link,
    headings: Mapping[str, str],
    publisher: str,
    image: str = "",
) -> dict[str, Any]:
    """Return the JSON-LD of an article's page.

    Args:
        heading: Its headline.
        description: Its description.
        date: When the article was published, in ISO 8601.
        meta: The metadata of the article.
        links: Links to all versions; the current one is the page itself.
        source: The link to the source.
        headings: The headline of each version, by language.
        publisher: The name of the site.
        image: The absolute address of a picture; empty if there is none.
    """
    here = next(link for link in links if link.current)
    others = [_version(link, headings) for link in links if not link.current and link is not source]
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        **_version(here, headings),
        "headline": heading,
        "description": description,
        "image": [image] if image else [],
        "datePublished": date,
        "author": [{"@type": "Person", "name": name} for name in authors(meta)],
        "keywords": list(tags(meta)),
        "publisher": {"@type": "Organization", "name": publisher},
    }
    if here is source:
        found["workTranslation"] = others
    else:
        found |= {"translationOfWork": _version(source, headings), "digitalSourceType": DIGITAL_SOURCE}
    return {key: value for key, value in found.items() if value}


def _version(link: Link, headings: Mapping[str, str]) -> dict[str, str]:
    code = link.language.code
    return {
        "@type": "NewsArticle",
        "@id": link.absolute,
        "url": link.absolute,
        "headline": headings[code],
        "inLanguage": code,
    }


def script(found: Mapping[str, Any]) -> Markup:
    """Return JSON as it stands in a script element, which it cannot end."""
    return Markup(json.dumps(found, ensure_ascii=False).translate(_UNSAFE))  # nosec: escaped


def authors(meta: Meta) -> tuple[str, ...]:
    """Return the names of the authors."""
    return _listed(meta, "author", "authors", "byline")


def tags(meta: Meta) -> tuple[str, ...]:
    """Return the keywords of an article, in its language."""
    return _listed(meta, "tags", "keywords", "categories")


def picture(meta: Meta) -> str:
    """Return the address of the picture that stands for an article; empty if none is stated."""
    names = ("image", "og_image", "featured_image", "cover", "thumbnail")
    extra = {name.lower(): value for name, value in meta.extra}
    return next((texts[0] for name in names if (texts := _texts(extra.get(name, "")))), "")


def _listed(meta: Meta, *names: str) -> tuple[str, ...]:
    """Return the values of the first key that has any: a list of JSON, or texts between commas or semicolons."""
    extra = {name.lower(): value for name, value in meta.extra}
    for name in names:
        texts = _texts(extra.get(name, ""))
        texts = texts[0].replace(";", ",").split(",") if len(texts) == 1 else texts
        if found := tuple(dict.fromkeys(text.strip() for text in texts if text.strip())):
            return found
    return ()


def _texts(value: str) -> list[str]:
    """Return the texts of a value: a text, or JSON with texts, names, or objects that have a name or an address."""
    read: Any = value
    for _ in range(2):  # a cell of a table is JSON, and may have a list in it
        try:
            read = json.loads(read) if isinstance(read, str) else read
        except (ValueError, RecursionError):
            break
    if isinstance(read, int | float) and not isinstance(read, bool):
        read = value
    each = read if isinstance(read, list) else [read]
    texts = ((one.get("name") or one.get("url")) if isinstance(one, dict) else one for one in each)
    return [text for text in texts if isinstance(text, str) and text.strip()]
