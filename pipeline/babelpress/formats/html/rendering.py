"""Renders the blocks that `html.reading` made of a document as HTML."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from babelpress import lang
from babelpress.document import HIDDEN, VERBATIM, Block, InlineTag, Meta
from babelpress.formats.embedded import Inner, outermost
from babelpress.formats.front_matter.blocks import rendered_value
from babelpress.formats.html.spelling import Spellings, tidy, unescape, write
from babelpress.formats.html.titles import known_names, squeezed
from babelpress.formats.html.tokens import Token
from babelpress.formats.html.values import language_of
from babelpress.lang.names import by_name

SOURCE = "source"
"""The mark of a block whose spelling differs from ours: `normal` and `source`, valid while the block is unchanged."""

REPEATS = "repeats"
"""The mark of a text that another block shows: it is rendered with the translation of that block."""
EXPRESSIONS = "expressions"
"""The mark of a text with expressions of a template (`{{ nom }}`), which are its attributes."""
IN_JSON = "in-json"
"""The mark of a text of a document of HTML that is a string of JSON."""

OUTSIDE = InlineTag(start=0, end=0, tag="outside")
"""Marks a block that is not of the main content."""

_BARE = re.compile(r"""[^\s"'=<>`]+""")
# `_BARE` is an attribute value that needs no quotes; `_UNSAFE` escapes what could end a script element.
_UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def render_blocks(blocks: Sequence[Block], language: str) -> Iterator[str]:
    """Yield the source of each block; the attribute of an inline tag is put into the tag."""
    values: dict[str, list[tuple[Block, InlineTag]]] = {}
    for block in outermost([_repeated(blocks, index) for index in range(len(blocks))]):
        if isinstance(block, Inner):
            about = block.attributes
            inner = "".join(render_blocks(block.blocks, language))
            yield block.written(json_source(inner, ascii_only=about["ascii"] == "yes", comment=about["in"] == "other"))
            continue
        attribute = _mark(block, "attribute")
        if attribute and (tag := _get(attribute, "tag")):
            values.setdefault(tag, []).append((block, attribute))
        else:
            yield _with_values(block, values) if values else render_block(block, language)
            values = {}


def render_main(blocks: Sequence[Block], language: str) -> str:
    """Return the source of the main content of a document, without its title."""
    main = [
        _repeated(blocks, index)
        for index, block in enumerate(blocks)
        if OUTSIDE not in block.markup and block.kind != "title"
    ]
    return "".join(render_blocks(main, language))


def repeats(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks, with a mark at each string of JSON that has the text of a block which the page shows."""
    shown: dict[str, int] = {}
    for index, block in enumerate(blocks):
        if block.kind not in VERBATIM and HIDDEN not in block.markup:
            shown.setdefault(block.text, index)
    found = list(blocks)
    for index, block in enumerate(blocks):
        at = shown.get(block.text)
        if at is not None and _is_json(block) and _spelt(block) in ([], _spelt(blocks[at])):
            mark = InlineTag(start=0, end=0, tag=REPEATS, attributes=(("distance", str(at - index)),))
            found[index] = replace(block, markup=(mark, *block.markup))
    return found


def _repeated(blocks: Sequence[Block], index: int) -> Block:
    """Return a block with the translation of the block whose text it repeats."""
    block = blocks[index]
    mark = _mark(block, REPEATS)
    if mark is None:
        return block
    shown = blocks[index + int(_get(mark, "distance"))]
    own = tuple(one for one in block.markup if not one.inline and one is not mark)
    tags = tuple(one for one in shown.markup if one.inline) if _spelt(block) else ()
    return replace(block, text=shown.text, markup=(*own, *tags))


def _is_json(block: Block) -> bool:
    return block.kind not in VERBATIM and any(_mark(block, tag) for tag in ("json", IN_JSON))


def _spelt(block: Block) -> list[tuple[str, str]]:
    """Return the inline tags of a block as they are written, in any order."""
    return sorted((mark.open, mark.close) for mark in block.markup if mark.inline)


def json_source(text: str, *, ascii_only: bool, comment: bool) -> str:
    """Return the source of a string of JSON in a script or a comment, which it must not end."""
    written = json.dumps(text, ensure_ascii=ascii_only)[1:-1].translate(_UNSAFE)
    return written.replace("--", "\\u002d\\u002d") if comment else written


def render_block(block: Block, language: str = "") -> str:
    """Return the source of one block, in its author's spelling if nothing in it has changed."""
    written = normal_source(block, language)
    author = _mark(block, SOURCE)
    return _get(author, "source") if author and written == _get(author, "normal") else written


def normal_source(block: Block, language: str = "") -> str:
    """Return the source of one block in the spelling given by its marks."""
    if _mark(block, "language"):
        return _stated(block.text, language) if language else block.text
    if block.kind in ("skeleton", "raw"):
        return block.text
    value = rendered_value(block)
    if value is not None:
        return value
    if json_mark := _mark(block, "json"):
        return json_source(
            block.text, ascii_only=_get(json_mark, "ascii") == "yes", comment=_get(json_mark, "in") == "other"
        )
    spelt = _spelling(block)
    if attribute := _mark(block, "attribute"):
        quote = _get(attribute, "quote")
        if quote or _get(attribute, "content") or _BARE.fullmatch(block.text):
            return spelt(block.text, quote=quote)
        return f'"{spelt(block.text, quote=chr(34))}"'
    return _tagged(block, spelt)


def _spelling(block: Block) -> Callable[..., str]:
    """Return what writes the texts of a block."""
    entities: Spellings = next((mark.attributes for mark in block.markup if mark.tag == "entities"), ())
    known = _mark(block, EXPRESSIONS)
    return partial(write, entities=entities, expressions=[value for _, value in known.attributes] if known else ())


def _tagged(block: Block, spelt: Callable[..., str]) -> str:
    """Return a text with its inline tags; unlike `render_inline` in linear time, for any number of open tags."""
    parts: list[str] = []
    around: list[InlineTag] = []
    at = 0
    for mark in (*(mark for mark in block.markup if mark.inline), None):
        while len(around) > (mark.depth if mark else 0):
            closed = around.pop()
            parts += [spelt(block.text[at : closed.end]), closed.close]
            at = max(at, closed.end)
        if mark:
            parts += [spelt(block.text[at : mark.start]), mark.open]
            at = max(at, mark.start)
            around.append(mark)
    parts.append(spelt(block.text[at:]))
    return "".join(parts)


def _with_values(block: Block, values: dict[str, list[tuple[Block, InlineTag]]]) -> str:
    """Return a block's source, with attribute texts put into its inline tags."""
    tags: dict[str, Iterator[str]] = {tag: _tags(tag, found) for tag, found in values.items()}
    author = _mark(block, SOURCE)
    changed = not author or normal_source(block) != _get(author, "normal")
    if changed:
        marks = (
            replace(mark, open=next(tags[mark.open], mark.open)) if mark.open in tags else mark for mark in block.markup
        )
        return normal_source(replace(block, markup=tuple(marks)))
    parts, at, source = [], 0, _get(author, "source") if author else ""
    for mark in block.markup:
        if mark.open in tags:
            start = source.index(mark.open, at)
            parts += [source[at:start], next(tags[mark.open], mark.open)]
            at = start + len(mark.open)
    return "".join([*parts, source[at:]])


def _tags(tag: str, values: Sequence[tuple[Block, InlineTag]]) -> Iterator[str]:
    """Yield a tag as often as it occurs in a block, each time with the next texts for its attributes."""
    places = len({_get(mark, "at") for _, mark in values})
    for first in range(0, len(values), places):
        parts, at = [], 0
        for block, mark in values[first : first + places]:
            start, end = map(int, _get(mark, "at").split(":"))
            parts += [tag[at:start], render_block(block)]
            at = end
        yield "".join([*parts, tag[at:]])


def _stated(text: str, language: str) -> str:
    """Return a statement of the language in the same form: `nl`, or `nl_NL` for `fr_FR`."""
    if language_of(text) == language_of(language) and "-" not in language:
        return text
    code, _, territory = language.partition("-")
    if "_" not in text:
        return language
    return f"{code}_{territory or lang.get(code).territory or code.upper()}"


def _mark(block: Block, tag: str) -> InlineTag | None:
    return next((mark for mark in block.markup if mark.tag == tag and not mark.inline), None)


def _get(mark: InlineTag, name: str) -> str:
    return next((value for key, value in mark.attributes if key == name), "")


# Metadata of an HTML document: its language, date, address and language menu.

_LD_LANGUAGE = re.compile(r'"inLanguage"\s*:\s*"([^"\\]*)"')
_LD_DATE = re.compile(r'"datePublished"\s*:\s*"([^"\\]*)"')
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?")
_LD = "application/ld+json"
_EXTRA = {
    "author": "author", "article:tag": "tags", "keywords": "keywords", "news_keywords": "keywords", "og:image": "image",
}  # fmt: skip
"""Names of `<meta>` with names and lists of words, and what they are called in the metadata of an article."""


def declared_language(source: str, tokens: Sequence[Token]) -> str | None:
    """Return the language that a document declares: its root, else `<meta>`, JSON-LD or body."""
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
    """Return date, address and language menu of a document, where it has them."""
    dates: dict[str, str] = {}
    addresses: dict[str, str] = {}
    extra: dict[str, list[str]] = {}
    for token in tokens:
        name = (token.get("property") or token.get("name") or token.get("itemprop")).lower()
        if token.name == "meta" and name in ("article:published_time", "date", "datepublished", "dc.date"):
            dates.setdefault("meta", token.get("content"))
        elif token.name == "meta" and name in _EXTRA:
            value = token.get("content").strip()
            if value and (name != "author" or "://" not in value):  # not the page of the author
                extra.setdefault(_EXTRA[name], []).append(value)
        elif token.name == "meta" and name == "og:url":
            addresses.setdefault("og", token.get("content"))
        elif token.name == "link" and "canonical" in token.get("rel").lower().split():
            addresses.setdefault("canonical", token.get("href"))
        elif token.name == "time":
            dates.setdefault("time", token.get("datetime"))
    stated = list(_json_ld(source, tokens))
    for key, values in _stated_names(stated).items():
        extra.setdefault(key, values)
    sites, _ = known_names(source, tokens)
    extra["author"] = [name for name in extra.get("author", ()) if squeezed(name) not in sites]
    ld = next((found[1] for text in stated if (found := _LD_DATE.search(text))), "")
    written = (dates.get("meta", ""), ld, dates.get("time", ""))
    return Meta(
        date=next((date.strip() for date in written if _ISO_DATE.fullmatch(date.strip())), None),
        url=addresses.get("canonical") or addresses.get("og") or None,
        menu=_menu(source, tokens),
        extra=tuple((key, values[0] if key == "image" else _list(values)) for key, values in extra.items() if values),
    )


def _list(values: Sequence[str]) -> str:
    """Return the values as one text, or as a list of JSON."""
    once = list(dict.fromkeys(values))
    return once[0] if len(once) == 1 else json.dumps(once, ensure_ascii=False)


def _stated_names(texts: Sequence[str]) -> dict[str, list[str]]:
    """Return the authors that the JSON-LD of a document states for its article."""
    for text in texts:
        try:
            read, _ = json.JSONDecoder().raw_decode(text.strip())  # its end tag follows
        except (ValueError, RecursionError):
            continue
        graph = read.get("@graph", [read]) if isinstance(read, dict) else read
        for one in graph if isinstance(graph, list) else ():
            authors = one.get("author") if isinstance(one, dict) else None
            each = authors if isinstance(authors, list) else [authors]
            names = [name for one in each if isinstance(name := one.get("name") if isinstance(one, dict) else one, str)]
            if names := [tidy(unescape(name)).strip() for name in names if name.strip() and "://" not in name]:
                return {"author": names}
    return {}


def _menu(source: str, tokens: Sequence[Token]) -> tuple[str, ...]:
    """Return the names of languages in the document's menus, if there are at least two."""
    inside, names = 0, []
    for token in tokens:
        if token.name == "nav":
            inside = max(0, inside + (1 if token.kind == "open" else -1))
        elif inside and token.kind == "text":
            name = tidy(unescape(source[token.start : token.end])).strip()
            if name and by_name(name):
                names.append(name)
    return tuple(dict.fromkeys(names)) if len(set(names)) > 1 else ()


def _json_ld(source: str, tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.kind == "whole" and token.name == "script" and token.get("type").strip().lower() == _LD:
            yield source[token.head : token.end]
