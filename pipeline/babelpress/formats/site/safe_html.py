"""HTML with the elements and attributes that are safe on any page, all of them closed, and nothing else.

Pictures, captions, tables and footnotes stay; what plays in another site is a link to it.
"""

import re
from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

from markupsafe import Markup, escape

from babelpress.formats.html.spelling import unescape
from babelpress.formats.html.tokens import Token, tokenize
from babelpress.formats.site.pages import outline
from babelpress.formats.site.pictures import Pictures
from babelpress.lang.base import words

_INLINE = words("a strong b em i u s del ins mark q cite sub sup code kbd samp var abbr dfn small time")
_HEADINGS = words("h1 h2 h3 h4 h5 h6")
_TEXTS = words("p h2 h3 h4 h5 h6 pre dt")
"""Elements that hold text and no other blocks."""
_FLOW = words("li dd td th figcaption caption details")
"""Elements that hold text or blocks."""
_CONTAINERS = words("ul ol dl blockquote figure table thead tbody tfoot tr")
_PARENTS = {
    "li": ("ul", "ol"), "dt": ("dl",), "dd": ("dl",), "figcaption": ("figure",), "caption": ("table",),
    "thead": ("table",), "tbody": ("table",), "tfoot": ("table",), "tr": ("table", "thead", "tbody", "tfoot"),
    "td": ("tr",), "th": ("tr",),
}  # fmt: skip
"""Where an element may stand; elsewhere only its content is kept."""
_NO_TEXT = words("ul ol dl table thead tbody tfoot tr")
_CLOSES = {
    "li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd"), "tr": ("tr",), "td": ("td", "th"), "th": ("td", "th"),
    "tbody": ("thead", "tbody"), "tfoot": ("thead", "tbody"),
}  # fmt: skip
_DROPPED = words("script style noscript template textarea select button svg math title")
_EMBEDS = words("iframe video audio embed object")
_ATTRIBUTES = {
    "a": ("id",), "p": ("class",), "td": ("colspan", "rowspan"), "th": ("colspan", "rowspan", "scope"),
    "ol": ("start", "type"), "li": ("value", "id"), "time": ("datetime",), "abbr": ("title",),
    "img": ("alt", "width", "height"),
}  # fmt: skip
_VALUES = {
    **dict.fromkeys(("colspan", "rowspan", "width", "height", "start", "value"), re.compile(r"\d{1,5}")),
    "scope": re.compile("row|col|rowgroup|colgroup"), "type": re.compile("[1aAiI]"), "id": re.compile(r"[\w:.-]{1,80}"),
    "class": re.compile("caption"),
}  # fmt: skip
_LINK = re.compile(r"(?:https?://|mailto:)\S+|[^\s:]*", re.IGNORECASE)
_PICTURE = re.compile(r"https?://\S+|[^\s:]+", re.IGNORECASE)
_SHORTCODE = re.compile(r"\{\{[<%][^{}]{0,500}[>%]\}\}|\{%[^{}]{0,500}%\}|\{:[^{}]{0,200}\}")
"""What a generator of sites would have replaced."""
_TEMPLATE = re.compile(r"(?:\{|%7B)(?:\{|%7B|%)", re.IGNORECASE)
"""The beginning of an expression in an address, which a generator of sites would have replaced, too."""
_WIDE = '<div class="wide" tabindex="0">'
"""Around a table, which may be wider than a phone; with the keyboard it is scrolled when it has the focus."""
_FIRST = re.compile('<img src="([^"]*)"')
_BOOKMARKS = re.compile(r'<p>((?:<a id="[^"]*"></a>)+)\s*</p>\n?')
"""A paragraph of nothing but places that links lead to, as Word has above a heading."""
_DEEPEST = 64


def safe(
    source: str,
    *,
    url: str | None = None,
    without: str = "",
    pictures: Pictures | None = None,
    links: bool = True,
) -> Markup:
    """Return HTML with the elements, attributes and addresses that are safe, all of them closed, and nothing else.

    Args:
        source: Any HTML.
        url: Its address, to which links and pictures are relative.
        without: The text of a heading of level 1 that is left out.
        pictures: The pictures that are copied to the site.
        links: Whether links to other files lead somewhere; only their text stays otherwise.

    Returns:
        The HTML; its headings begin with level 2 and leave out no level.
    """
    tokens = tokenize(source)
    writing = _Writing(source, url or "", without, pictures=pictures, links=links)
    writing.plan(tokens)
    index = 0
    while index < len(tokens):
        index = writing.add(tokens, index)
    return Markup(writing.end())  # nosec: every part is made of a list of what is safe, or escaped


def words_of(html: str) -> str:
    """Return the letters and digits that HTML shows, those of descriptions of pictures included."""
    texts = (
        unescape(html[token.start : token.end]) if token.kind == "text" else token.get("alt")
        for token in tokenize(html)
    )
    return "".join(filter(str.isalnum, "".join(texts)))


def first_picture(html: Markup) -> str:
    """Return the address of the first picture of HTML that `safe` returned; empty if it has none."""
    found = _FIRST.search(html)
    return unescape(found[1]) if found else ""


class _Writing:
    def __init__(self, source: str, url: str, without: str, *, pictures: Pictures | None, links: bool) -> None:
        self._source = source
        self._url = url
        self._pictures = pictures
        self._links = links
        self._levels: dict[int, str] = {}
        self._without = " ".join(without.split())
        self._title = -1
        self._parts: list[str] = []
        self._open: list[str] = []

    def plan(self, tokens: Sequence[Token]) -> None:
        """Find the title that is left out, and the levels of the headings."""
        headings = [
            i for i, token in enumerate(tokens)
            if token.kind == "open" and token.name in _HEADINGS and self._said(tokens, i)
        ]  # fmt: skip
        first = next((i for i in headings if tokens[i].name == "h1"), -1) if self._without else -1
        if first >= 0 and self._said(tokens, first) == self._without:
            self._title = first
            headings.remove(first)
        levels = outline([int(tokens[i].name[1]) for i in headings])
        self._levels = {i: f"h{level}" for i, level in zip(headings, levels, strict=True)}

    def _said(self, tokens: Sequence[Token], index: int) -> str:
        """Return the text of an element."""
        inside = tokens[index : _after(tokens, index)]
        texts = (unescape(self._source[one.start : one.end]) for one in inside if one.kind == "text")
        return " ".join("".join(texts).split())

    def add(self, tokens: Sequence[Token], index: int) -> int:
        """Write a token and return the index of the next."""
        token = tokens[index]
        name = self._levels.get(index, token.name)
        if token.kind == "close" and name in _HEADINGS:
            name = next((one for one in reversed(self._open) if one in _HEADINGS), name)
        if token.kind == "text":
            self._text(unescape(self._source[token.start : token.end]))
        elif token.kind == "whole" and name in _EMBEDS:
            self._embed(tokens, index)
        elif token.kind == "open" and (name in _EMBEDS or name in _DROPPED):
            if name in _EMBEDS:
                self._embed(tokens, index)
            return _after(tokens, index)
        elif index == self._title:
            return _after(tokens, index)
        elif token.kind == "open":
            self._element(token, name)
        elif token.kind == "close" and name in self._open:
            self._close_to(len(self._open) - 1 - self._open[::-1].index(name))
        return index + 1

    def end(self) -> str:
        """Close what is open and return all."""
        self._close_to(0)
        text = "".join(self._parts)
        text = re.sub(r"<(p|h[2-6]|li|figure|figcaption|a)>\s*</\1>\n?", "", text).strip()
        return _BOOKMARKS.sub(r"\1", text)

    def _text(self, text: str) -> None:
        if text.strip():
            self._in_text()
            if "code" not in self._open and "pre" not in self._open:
                text = _SHORTCODE.sub("", text)
            self._parts.append(str(escape(text)))
        elif self._open and self._open[-1] not in _NO_TEXT:
            self._parts.append(text)

    def _in_text(self) -> None:
        """Begin a paragraph where no text may stand."""
        while self._open and self._open[-1] in _NO_TEXT:
            self._close_to(len(self._open) - 1)
        if not self._open or self._open[-1] in ("blockquote", "figure"):
            self._begin("p")

    def _element(self, token: Token, name: str) -> None:
        if name == "br":
            self._in_text()
            self._parts.append("<br>")
        elif name == "hr":
            self._leave_text()
            self._leave(())
            self._parts.append("<hr>\n")
        elif name == "img":
            self._picture(token)
        elif name in _INLINE and len(self._open) < _DEEPEST:
            href = self._address(token.get("href"), _LINK) if name == "a" else ""
            href = href if self._links or "://" in href or href.startswith(("#", "mailto:")) else ""
            if name != "a" or href or token.get("id"):
                self._in_text()
                self._begin(name, self._attributes(token, name) + (f' href="{escape(href)}"' if href else ""))
        elif name in _TEXTS or name in _FLOW or name in _CONTAINERS:
            self._block(token, name)
        elif name == "div":
            self._leave_text()

    def _block(self, token: Token, name: str) -> None:
        self._leave_text()
        if name in _CLOSES:
            self._leave(_CLOSES[name])
        parents = _PARENTS.get(name)
        if parents and (not self._open or self._open[-1] not in parents):
            return
        if not parents and self._open and self._open[-1] in _NO_TEXT:
            self._leave(())
        if len(self._open) < _DEEPEST:
            self._begin(name, self._attributes(token, name))

    def _leave_text(self) -> None:
        """Close the paragraph and the inline elements that are open."""
        while self._open and (self._open[-1] in _INLINE or self._open[-1] in _TEXTS):
            self._close_to(len(self._open) - 1)

    def _leave(self, names: Sequence[str]) -> None:
        """Close the elements whose end tags may be left out."""
        while self._open and self._open[-1] in names:
            self._close_to(len(self._open) - 1)
        if not names:
            while self._open and self._open[-1] in _NO_TEXT:
                self._close_to(len(self._open) - 1)

    def _begin(self, name: str, attributes: str = "") -> None:
        if name == "table":
            self._parts.append(_WIDE)
        self._parts.append(f"<{name}{attributes}>")
        self._open.append(name)

    def _close_to(self, depth: int) -> None:
        while len(self._open) > depth:
            name = self._open.pop()
            self._parts.append(f"</{name}>" + ("" if name in _INLINE else "\n"))
            if name == "table":
                self._parts.append("</div>\n")

    def _picture(self, token: Token) -> None:
        address = token.get("src") if not token.get("src").startswith("data:") else ""
        stated = address or token.get("data-src")
        address = self._address(stated, _PICTURE)
        address = (self._pictures.address(stated, at=address) if self._pictures else "") or address
        if not address:
            return
        if self._open and self._open[-1] in _NO_TEXT:
            return
        if not self._open:
            self._begin("p")
        alt = "" if "alt" in dict(token.attributes) else ' alt=""'
        about = self._attributes(token, "img")
        self._parts.append(f'<img src="{escape(address)}"{alt}{about} loading="lazy">')

    def _embed(self, tokens: Sequence[Token], index: int) -> None:
        """Write a link to what another site would play here."""
        token = tokens[index]
        inner = (one for one in tokens[index : _after(tokens, index)] if one.name in ("source", "embed"))
        found = (one.get("src") or one.get("data") for one in (token, *inner))
        address = next(filter(None, (self._address(one, _PICTURE) for one in found)), "")
        if address:
            self._leave_text()
            self._leave(())
            shown = token.get("title") or token.get("aria-label") or urlsplit(address).hostname or address
            self._parts.append(f'<p class="embed"><a href="{escape(address)}">{escape(shown)}</a></p>\n')

    def _attributes(self, token: Token, name: str) -> str:
        allowed = _ATTRIBUTES.get(name, ())
        found = [
            (key, value)
            for key, value in dict(token.attributes).items()
            if key in allowed and (key not in _VALUES or _VALUES[key].fullmatch(value))
        ]
        return "".join(f' {key}="{escape(value)}"' for key, value in found)

    def _address(self, address: str, allowed: "re.Pattern[str]") -> str:
        address = address.strip()
        if not allowed.fullmatch(address) or _TEMPLATE.search(address):
            return ""
        if self._url.startswith(("https://", "http://")) and not address.startswith("#"):
            try:
                return urljoin(self._url, address)
            except ValueError:
                return ""
        return address


def _after(tokens: Sequence[Token], index: int) -> int:
    """Return the index after an element; after its start tag, if it has no end near."""
    name = tokens[index].name
    if tokens[index].kind != "open":
        return index + 1
    for at in range(index + 1, min(index + _NEAR, len(tokens))):
        if tokens[at].kind == "close" and tokens[at].name == name:
            return at + 1
    return index + 1


_NEAR = 500
