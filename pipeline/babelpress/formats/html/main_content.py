"""The main content of a page: which parts of its source are the article, and which are menus, comments and the like."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from babelpress.errors import ConfigError, Fault
from babelpress.formats.html.names import ARTICLES, ASIDE_ROLES, ASIDES, DISCUSSION, VOID
from babelpress.formats.html.tokens import Token

_SHARE = 0.5
"""Part of the text of a page that its article has at least, if nothing in the page says which element it is."""
_WORDS = re.compile(r"[a-z]+")
_MODIFIER = re.compile(
    r"--[\w-]+|comments?-(?:open|closed|enabled|disabled)|(?<!\S)(?:js-)?(?:has|with|without|no|is)-[\w-]+"
)
_LEAST = 0.3
"""Part of the paragraphs of a page that `<main>` has, and of those of it that its `<article>` has, if it is the one."""
_MOST = 0.6
"""Part of the paragraphs of the element with the heading that the text has, if the element is the article."""
_SHORT, _LONG = 40, 80
"""Characters of an item of a list, and of a text that is in no paragraph, which may be prose."""
_NEVER = frozenset({"nav", "footer", "form", "select", "script", "style", "noscript", "template", "head", "title"})
_DISCUSSED = 0.97
"""Part of the text of a page that its comments may have."""
_LINKED = 0.7
"""Part of the text of a box that is links, if it is a list of other articles."""
_BOXES = frozenset({"aside", "section"})
_NOTES = frozenset({"footnotes", "footnote", "notes", "endnotes", "references", "sources"})
_LISTS = frozenset({"ul", "ol", "dl", "table", "tbody", "tr"})
_INLINE = frozenset({"a", "b", "strong", "i", "em", "span", "u", "font", "mark", "small", "sup", "sub", "abbr", "code"})
_TAG_OF_PROSE = frozenset({"p", "blockquote", "li", "pre", "h2", "h3"})


@dataclass(slots=True, kw_only=True)
class Element:
    """An element of a page: its place in the source, and lengths of text.

    `length` is that of all text in it, `links` that of the text of links, `own` that of the text which is in no element
    below it but links and emphasis, `prose` that of its paragraphs without links, menus, comments and the like.
    """

    name: str
    token: Token | None
    parent: "Element | None"
    start: int
    end: int = -1
    length: int = 0
    links: int = 0
    own: int = 0
    prose: int = 0
    children: list["Element"] = field(default_factory=list)

    def get(self, name: str) -> str:
        """Return the value of an attribute, or an empty string."""
        return self.token.get(name) if self.token else ""


class Outside:
    """The parts of a source that are not of its main content."""

    def __init__(self, parts: Sequence[tuple[int, int]] = ()) -> None:
        self._parts = sorted(parts)
        self._starts = [start for start, _ in self._parts]

    def __contains__(self, at: object) -> bool:
        if not isinstance(at, int):
            return False
        index = bisect_right(self._starts, at) - 1
        return index >= 0 and at < self._parts[index][1]


def outside(source: str, tokens: Sequence[Token], *, select: str = "") -> Outside:
    """Return what is not of the main content.

    That is what `select` (a CSS selector) does not name; without one, what is outside of `<main>` and its `<article>`,
    or of the element with most of the paragraphs; and in it menus, comments, share bars and the like. A fragment
    without `<body>` is content as a whole, unless `select` says otherwise. So is a page in which nothing stands out,
    apart from menus and the like.
    """
    elements = _elements(source, tokens)
    if select:
        chosen = [one for one in elements if any(rule(one) for rule in selectors(select))]
        return Outside(_around(chosen, len(source)) + _asides(elements, chosen)) if chosen else Outside()
    body = next((one for one in elements if one.name == "body"), None)
    if body is None or not body.length:
        return Outside()
    main = _main(body, elements)
    return Outside([(0, main.start), (main.end, len(source)), *_asides(elements, [main])])


def _asides(elements: Sequence[Element], chosen: Sequence[Element]) -> list[tuple[int, int]]:
    """Return the places of menus, comments and the like inside the chosen elements, which are in order."""
    parts: list[tuple[int, int]] = []
    index = at = 0
    for one in elements:
        while index < len(chosen) and chosen[index].end <= one.start:
            index += 1
        if index == len(chosen):
            break
        main = chosen[index]
        if one.start > main.start and one.start >= at and _is_aside(one, main):
            parts.append((one.start, one.end))
            at = one.end
    return parts


def _elements(source: str, tokens: Sequence[Token]) -> list[Element]:
    """Return all elements in order; an omitted end tag is where that of its parent is."""
    root = Element(name="", token=None, parent=None, start=0, end=len(source))
    found: list[Element] = []
    around = [root]
    names: Counter[str] = Counter()
    for token in tokens:
        if token.kind == "open" and token.name not in VOID and not token.closed:
            one = Element(name=token.name, token=token, parent=around[-1], start=token.start)
            around[-1].children.append(one)
            around.append(one)
            found.append(one)
            names[one.name] += 1
        elif token.kind == "close" and names[token.name]:
            while True:
                _end(last := around.pop(), token.end if last.name == token.name else token.start)
                names[last.name] -= 1
                if last.name == token.name:
                    break
        elif token.kind == "text":
            around[-1].length += len(source[token.start : token.end].strip())
            around[-1].own += len(source[token.start : token.end].strip())
    while around:
        _end(around.pop(), len(source))
    _count(found)
    return found


def _end(one: Element, at: int) -> None:
    one.end = at
    one.links = one.length if one.name == "a" else one.links
    if one.parent:
        one.parent.length += one.length
        one.parent.links += one.links


def _count(elements: Sequence[Element]) -> None:
    """Count the prose of each element, from the innermost up."""
    whole = next((one.length for one in elements if one.name == "body"), 0)
    for one in reversed(elements):
        if one.name in _TAG_OF_PROSE:
            one.prose = one.length - one.links
            if one.name == "li" and one.prose < _SHORT:
                one.prose = 0
        else:
            direct = sum(child.length - child.links for child in one.children if child.name in _INLINE) + one.own
            one.prose += direct if direct >= _LONG and one.name not in _INLINE else 0
        share = _SHARE if one.name in _NEVER or not _is_named(one, DISCUSSION) else _DISCUSSED
        if one.length <= share * whole and (one.name in _NEVER or _is_named(one, ASIDES)):
            one.prose = 0
        if one.parent and one.name not in _INLINE and one.parent.name not in _TAG_OF_PROSE:
            one.parent.prose += one.prose


def _main(body: Element, elements: Sequence[Element]) -> Element:
    """Return the element of the main content: the body, if nothing in it stands out."""
    mains = [one for one in elements if one.name == "main" or one.get("role") == "main"]
    scope = max(mains, key=lambda one: one.prose, default=body)
    if not scope.length or scope.prose < _LEAST * body.prose:
        scope = body
    inner = [one for one in elements if scope.start <= one.start < scope.end and one is not scope]
    articles = sorted((one for one in inner if one.name == "article"), key=lambda one: -one.prose)
    if articles and articles[0].length and articles[0].prose >= _LEAST * scope.prose:
        if len(articles) == 1 or articles[0].prose > 2 * articles[1].prose or _holds(articles):
            return _from_heading(articles[0], elements)
        return scope
    if scope is not body:
        return scope
    while True:  # from the body down, as long as one child has most of the paragraphs
        best = max(scope.children, key=lambda one: one.prose, default=None)
        if best is None or best.name in _TAG_OF_PROSE | _LISTS or best.prose <= _SHARE * body.prose:
            break
        if best.prose < scope.prose and _direct(scope) > best.prose / 2:
            break
        scope = best
    return scope if scope is body else _from_heading(scope, elements)


def _from_heading(text: Element, elements: Sequence[Element]) -> Element:
    """Return an element that begins at the heading of level 1 before a text; the text itself, if none is near.

    Between heading and text stands the standfirst.
    """
    heads = [one for one in elements if one.name == "h1" and one.length and one.start < text.end]
    head = heads[-1] if heads else text
    if head.start >= text.start or (near := _common(head, text)) is None or text.prose < _MOST * near.prose:
        return text
    return replace(text, start=head.start, length=near.length)


def _common(one: Element, other: Element) -> Element | None:
    """Return the innermost element with two elements in it."""
    return next((up for up in _above(one) if up.start <= other.start and other.end <= up.end), None)


def _holds(articles: Sequence[Element]) -> bool:
    """Return whether the longest article holds the others: comments are often articles in an article."""
    first = articles[0]
    return all(first.start <= one.start and one.end <= first.end for one in articles[1:])


def _direct(one: Element) -> int:
    """Return the length of the paragraphs right below an element."""
    return sum(child.length for child in one.children if child.name in _TAG_OF_PROSE)


def _is_aside(one: Element, main: Element) -> bool:
    """Return whether an element in the main content is none of it: a menu, comments, a share bar."""
    share = _DISCUSSED if _is_named(one, DISCUSSION) else _SHARE
    if one.length > share * main.length or one.name in ("html", "body"):
        return False
    if one.name in ("nav", "form", "dialog") or one.get("role") in ASIDE_ROLES:
        return True
    if one.name in ("header", "footer") and main.name == "body" and not any(u.name == "article" for u in _above(one)):
        return True
    if one.name == "footer" and not _is_named(one, _NOTES):
        return True
    if one.name in _BOXES and one.links > _LINKED * one.length:
        return True
    return _is_named(one, ASIDES)


def _is_named(one: Element, names: frozenset[str]) -> bool:
    """Whether a class or the id of an element has one of the words, but not in what only modifies it: `has-ads`."""
    stated = _MODIFIER.sub("", f"{one.get('class')} {one.get('id')}"[:500].lower())
    if one.name in _TAG_OF_PROSE or names.isdisjoint(_WORDS.findall(stated)):
        return False
    return not any(len(words) > 1 and words <= ARTICLES for words in map(set, map(_WORDS.findall, stated.split())))


def _above(one: Element) -> Iterator[Element]:
    for _ in range(64):
        if one.parent is None:
            return
        one = one.parent
        yield one


def _around(chosen: Sequence[Element], length: int) -> list[tuple[int, int]]:
    """Return the places before, between and after elements."""
    parts: list[tuple[int, int]] = []
    at = 0
    for one in chosen:
        if one.start >= at:
            parts.append((at, one.start))
            at = one.end
    return [*parts, (at, length)]


# CSS selectors: names, classes, ids and attributes, below one another.

_SIMPLE = re.compile(
    r"(?P<name>[a-zA-Z][\w-]*|\*)|\.(?P<cls>[\w-]+)|\#(?P<id>[\w-]+)"
    r"|\[(?P<attr>[\w-]+)(?:=(?P<quote>[\"']?)(?P<value>[^\"'\]]*)(?P=quote))?\]"
)
Rule = Callable[[Element], bool]


def selectors(text: str) -> list[Rule]:
    """Return a function for each selector of a list that says whether an element is meant.

    Raises:
        ConfigError: It is none of the selectors that are understood.
    """
    return [_selector(one.strip(), text) for one in text.split(",")]


def _selector(text: str, whole: str) -> Rule:
    parts = text.replace(">", " > ").split()
    if not parts or parts[0] == ">" or parts[-1] == ">":
        raise _unknown(whole)
    last, steps, child = _compound(parts[0], whole), list[tuple[bool, Rule]](), False
    for part in parts[1:]:
        if part == ">":
            child = True
            continue
        steps.append((child, last))
        last, child = _compound(part, whole), False
    return lambda one: last(one) and _is_below(one, steps)


def _is_below(one: Element, steps: Sequence[tuple[bool, Rule]]) -> bool:
    for child, rule in reversed(steps):
        above = list(_above(one))[: 1 if child else None]
        found = next((up for up in above if rule(up)), None)
        if found is None:
            return False
        one = found
    return True


def _compound(text: str, whole: str) -> Rule:
    at, tests = 0, list[Rule]()
    while at < len(text):
        found = _SIMPLE.match(text, at)
        if not found or (found["name"] and at):
            raise _unknown(whole)
        tests.append(_simple(found))
        at = found.end()
    return lambda one: all(test(one) for test in tests)


def _simple(found: re.Match[str]) -> Rule:
    name, cls, id, attr, value = (found[key] for key in ("name", "cls", "id", "attr", "value"))
    if name:
        return lambda one: name == "*" or one.name == name.lower()
    if cls:
        return lambda one: cls in one.get("class").split()
    if id:
        return lambda one: one.get("id") == id
    return lambda one: (one.get(attr) == value) if value is not None else bool(one.get(attr))


def _unknown(text: str) -> ConfigError:
    return ConfigError(
        f"'{text}' is no selector that is understood",
        [
            Fault(
                "select", "write names, classes, ids and attributes: `main`, `#text`, `div.article-body`, `main > div`"
            )
        ],
    )
