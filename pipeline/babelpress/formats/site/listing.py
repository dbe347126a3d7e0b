"""Files that list the pages of a site for machines: a feed per language, and the site map. They need its address."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

_ATOM = "http://www.w3.org/2005/Atom"
_MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
_MOST = 50
"""Articles of a feed."""


def feeds(
    *, title: str, language: str, home: str, own: str, articles: Sequence[Mapping[str, str | None]]
) -> dict[str, str]:
    """Return a feed (RSS 2.0) of the newest articles, and archived feeds of the others (RFC 5005, section 3).

    Each feed links to the next one. All but the newest have the form `feed.2.xml`, beside `own`.

    Args:
        title: The title of the site.
        language: The language of the articles.
        home: The address of the page that lists them.
        own: The address of the feed.
        articles: `heading`, `summary`, `href` (absolute) and `date` of each, the newest first.

    Returns:
        The feeds by the last part of their address.
    """
    register_namespace("atom", _ATOM)
    folder, _, name = own.rpartition("/")
    names = [name]
    while _MOST * len(names) < len(articles):
        names.append(f"{name.removesuffix('.xml')}.{len(names) + 1}.xml")
    found = {}
    for at, one in enumerate(names):
        links = {"self": one}
        if len(names) > 1:
            links |= {"first": name, "last": names[-1]}
            links |= {"previous": names[at - 1]} if at else {}
            links |= {"next": names[at + 1]} if at + 1 < len(names) else {}
        part = articles[at * _MOST : (at + 1) * _MOST]
        to = {relation: f"{folder}/{link}" for relation, link in links.items()}
        found[one] = _feed(title=title, language=language, home=home, links=to, articles=part)
    return found


def _feed(
    *, title: str, language: str, home: str, links: Mapping[str, str], articles: Sequence[Mapping[str, str | None]]
) -> str:
    root = Element("rss", version="2.0")
    channel = SubElement(root, "channel")
    for name, text in (("title", title), ("link", home), ("description", title), ("language", language)):
        SubElement(channel, name).text = text
    for relation, address in links.items():
        SubElement(channel, f"{{{_ATOM}}}link", href=address, rel=relation, type="application/rss+xml")
    for article in articles:
        item = SubElement(channel, "item")
        SubElement(item, "title").text = article["heading"]
        SubElement(item, "link").text = article["href"]
        SubElement(item, "guid").text = article["href"]
        SubElement(item, "description").text = article["summary"]
        if date := _date(article["date"]):
            SubElement(item, "pubDate").text = format_datetime(date)
    return _written(root)


def sitemap(pages: Sequence[tuple[Mapping[str, str], str | None, str]]) -> str:
    """Return the site map: every version of every page, each with links to the others.

    Args:
        pages: The addresses of each page by language, its date, and the language of its source.
    """
    register_namespace("", _MAP)
    register_namespace("xhtml", _XHTML)
    root = Element(f"{{{_MAP}}}urlset")
    for addresses, date, source in pages:
        for address in addresses.values():
            url = SubElement(root, f"{{{_MAP}}}url")
            SubElement(url, f"{{{_MAP}}}loc").text = address
            if read := _date(date):
                SubElement(url, f"{{{_MAP}}}lastmod").text = read.date().isoformat()
            others = {**addresses, "x-default": addresses[source]}
            for code, other in others.items() if len(addresses) > 1 else ():
                SubElement(url, f"{{{_XHTML}}}link", rel="alternate", hreflang=code, href=other)
    return _written(root)


def _date(text: str | None) -> datetime | None:
    try:
        date = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)


def _written(root: Element) -> str:
    indent(root, " ")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"
