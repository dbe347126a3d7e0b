"""Front matter (YAML, TOML, JSON): translatable values as blocks, the rest byte for byte."""

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from pydantic import BaseModel, ConfigDict, Field

from babelpress.document import HIDDEN, Block, BlockKind, InlineTag
from babelpress.errors import UnreadableInput
from babelpress.formats.front_matter.values import Value, json_values, render_value, toml_values, yaml_values
from babelpress.formats.inline import has_words, read_tags, render_inline
from babelpress.formats.messages.inline_markup import has_markup, mended, read_markup
from babelpress.formats.untranslated import wordy
from babelpress.lang import fr
from babelpress.lang.base import words

# `_KEY` is the first key after a fence, by which front matter is told from a thematic break.
_FENCE = re.compile(r"(---|\+\+\+)[ \t]*(?:\r\n?|\n|$)")
_KEY = {"---": re.compile(r"[\w\"'-][^\r\n:]{0,80}:(?:\s|$)"), "+++": re.compile(r"\[|[\w\"'.-]+[ \t]*=")}
_SYNTAX = {"---": "YAML", "+++": "TOML"}
_JSON = re.compile(r"\{\s*[\"}]")
_LINE_END = re.compile(r"\r\n?|\n")
_LANGUAGE_KEYS = ("lang", "language", "locale")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*")
_DATE_KEYS = ("date", "publishdate", "pubdate", "published")
_URL_KEYS = ("url", "permalink", "canonical", "canonical_url", "canonicalurl")
_ABOUT_KEYS = words("author authors byline tags keywords categories image cover thumbnail og_image featured_image")
"""What a page says of an article besides its text."""
_NAMED = ("name", "image", "src", "url", "path", "title")
"""Keys of an author or a picture that has several."""
_VAGUE = ("label", "text", "heading", "details", "name")
_PATH = re.compile(r"\S*[/#@]\S*|\S+\.\w{1,5}")
_URL = re.compile(r"://|@")
_MARKDOWN = "markdown"
_SYNTAXES = frozenset({"yaml", "toml", "json"})
_KINDS: dict[str, BlockKind] = {"alt": "caption", "caption": "caption"}


TRANSLATED = (
    *(
        f"**.{key}"
        for key in ("*title", "*description", "*summary", "headline", "excerpt", "lead", "intro", "abstract")
    ),
    *(
        f"**.{key}"
        for key in ("tagline", "alt", "*_alt", "image*alt", "*caption", "*label", "heading", "text", "linktext")
    ),
    *(f"**.{key}" for key in ("details", "question", "answer")),
    *("banner.content", "menu.*.name"),
    *(f"**.*{key}" for key in sorted(fr.LANGUAGE.text_keys)),
)
"""Texts that the generators show: Hugo (`linkTitle`, `resources.*.title`), Jekyll (`excerpt`, `header.caption`),
Docusaurus (`sidebar_label`), VitePress (`hero.tagline`, `features.*.details`), Starlight (`hero.actions.*.text`)."""


class FrontMatterOptions(BaseModel):
    """Options of every reader of documents that may have front matter."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    translate_keys: tuple[str, ...] = Field(
        TRANSLATED,
        description="Keys of the front matter to translate, as paths: `title`, `seo.description`, `images.*.alt`, "
        "`**.label` at any depth.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """The front matter as blocks; `end` is where the text starts, `left` the number of texts that stay as they are."""

    blocks: tuple[Block, ...]
    end: int
    left: int = 0
    language: str | None = None
    date: str | None = None
    url: str | None = None
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def titled(self) -> bool:
        """Whether it has the title of the article."""
        return any(block.kind == "title" for block in self.blocks)


def read_front_matter(text: str, *, name: str, keys: Sequence[str]) -> FrontMatter | None:
    """Return the front matter of a file, None if there is none: `---` may be a rule, `{` a shortcode.

    `keys` are the values to translate, as paths (`seo.description`, `images.*.alt`, `**.label` at any depth); a path to
    a list selects its items. Raises `UnreadableInput` naming the line if the front matter cannot be read.
    """
    if _JSON.match(text):
        found_values, end = json_values(text, name=name)
        return _made(text, found_values, 0, end, keys) if end else None
    opening = _FENCE.match(text)
    if not opening:
        return None
    fence, start = opening[1], opening.end()
    seems = bool(_KEY[fence].match(text, start))
    closing = re.compile(r"^(?:---|\.\.\.)[ \t]*$" if fence == "---" else r"^\+\+\+[ \t]*$", re.MULTILINE)
    found = closing.search(_LINE_END.sub(lambda m: "\n" * len(m[0]), text), start)
    if not found:
        if seems:
            raise UnreadableInput(
                f"{name}: line 1: the front matter begins with {fence} and never ends; close it with a line {fence}"
                + (", or put a blank line after the rule if it is one" if fence == "---" else "")
            )
        return None
    body = text[start : found.start()]
    try:
        values = yaml_values(body) if fence == "---" else toml_values(body)
    except ValueError as error:
        if not seems and not _has_keys(body, fence):
            return None
        line, problem = error.args
        raise UnreadableInput(
            f"{name}: line {line + 1}: the front matter is not valid {_SYNTAX[fence]}: {problem}; "
            "correct that line (a text with a colon or a quotation mark needs quotes around it)"
        ) from error
    if values is None:
        return None
    return _made(text, values, start, found.end(), keys)


def rendered_value(block: Block) -> str | None:
    """Return a value as its author wrote it, or the new text in its notation; None for a block of another kind."""
    place = _attributes(block, "place")
    if place.get("in") not in _SYNTAXES:
        return None
    spelling = _attributes(block, "spelling")
    block = mended(block, _MARKDOWN) if has_markup(spelling["text"], _MARKDOWN) else block
    text = render_inline(block, lambda text, _: text)
    if text == spelling["text"]:
        return spelling["source"]
    return render_value(text, source=spelling["source"], syntax=place["in"], style=place["style"])


def _attributes(block: Block, tag: str) -> dict[str, str]:
    return next((dict(mark.attributes) for mark in block.markup if mark.tag == tag and not mark.inline), {})


def language_value(text: str, language: str) -> str:
    """Return a document's statement of its language for `language`: unchanged if it means the same, or for `""`.

    >>> language_value("fr_FR", "fr"), language_value("fr-FR", "pt-BR")
    ('fr_FR', 'pt-BR')
    """
    own = text.replace("_", "-").lower()
    same = own == language.lower() or own.split("-")[0] == language.lower()
    return text if same or not language else language


def _has_keys(body: str, fence: str) -> bool:
    """Return whether the first line that is not empty or a comment looks like a key with a value."""
    line = next((line for line in _LINE_END.split(body) if line.strip() and not line.startswith("#")), "")
    return bool(_KEY[fence].match(line))


def _made(text: str, values: Sequence[Value], start: int, end: int, keys: Sequence[str]) -> FrontMatter:
    patterns = _patterns(keys)
    blocks: list[Block] = []
    at = 0
    titled, left = False, 0
    for value in sorted(values, key=lambda value: value.start):
        first, last = start + value.start, start + value.end
        if first < at or first < start:
            continue  # an alias, whose text is elsewhere
        block = _language_block(value) or _text_block(value, patterns, titled=titled)
        if block is not None:
            titled = titled or block.kind == "title"
            lead = len(value.source) - len(value.source.lstrip("\"'")) if block.kind == "skeleton" else 0
            first, last = first + lead, last - lead
            blocks += [Block(kind="skeleton", text=text[at:first]), block]
            at = last
        elif value.is_text and wordy(value.text) and not _URL.search(value.text):
            left += 1
    blocks.append(Block(kind="skeleton", text=text[at:end]))
    top_level = {value.path[0].casefold(): value.text for value in values if len(value.path) == 1}
    language = next(
        (found[1].lower() for key in _LANGUAGE_KEYS if (found := _LANGUAGE.fullmatch(top_level.get(key, "")))), None
    )
    return FrontMatter(
        blocks=tuple(block for block in blocks if block.text or block.kind != "skeleton"),
        end=end,
        left=left,
        language=language,
        date=next((top_level[key] for key in _DATE_KEYS if top_level.get(key)), None),
        url=next((top_level[key] for key in _URL_KEYS if top_level.get(key)), None),
        extra=_extra(values),
    )


def _extra(values: Sequence[Value]) -> tuple[tuple[str, str], ...]:
    """Return authors, tags and pictures: a text, or a list of texts as JSON."""
    found: dict[str, dict[str, str]] = {}
    for value in values:
        key = value.path[0].casefold()
        if key not in _ABOUT_KEYS or not value.text.strip():
            continue
        if len(value.path) == 1:
            found[key] = {"": value.text}
        elif value.path[-1].isdigit() or value.path[-1].casefold() in _NAMED:
            item = next((part for part in value.path[1:] if part.isdigit()), "")
            found.setdefault(key, {}).setdefault(item, value.text)
    return tuple(
        (key, texts[""] if list(texts) == [""] else json.dumps(list(texts.values()), ensure_ascii=False))
        for key, texts in found.items()
    )


def _language_block(value: Value) -> Block | None:
    if len(value.path) != 1 or value.path[0].casefold() not in _LANGUAGE_KEYS or not _LANGUAGE.fullmatch(value.text):
        return None
    if value.source.strip("\"'") != value.text:
        return None
    return Block(kind="skeleton", text=value.text, markup=(InlineTag(start=0, end=0, tag="language"),))


def is_shown(path: Sequence[str], text: str) -> bool:
    """Return whether a value of front matter, or of a file of data, is a text that sites show: by its key.

    >>> [is_shown(("nav", "0", "label"), text) for text in ("Accueil", "bug", "a/b.png")]
    [True, False, False]
    """
    return _is_shown(tuple(map(_plain, path)), text, _SHOWN)


def _is_shown(path: tuple[str, ...], text: str, patterns: Sequence[tuple[str, ...]]) -> bool:
    if not any(_matches(path, pattern) for pattern in patterns):
        return False
    return len(path) == 1 or not _is_identifier(path[-1] if not path[-1].isdigit() else path[-2], text)


def option_block(value: Value) -> Block | None:
    """Return the block of a value outside of the front matter, which is a text."""
    return _value_block(value, "caption")


def _text_block(value: Value, patterns: Sequence[tuple[str, ...]], *, titled: bool) -> Block | None:
    path = tuple(_plain(part) for part in value.path)
    if not value.is_text or not any(map(str.isalnum, value.text)) or not _is_shown(path, value.text, patterns):
        return None
    kind = _KINDS.get(path[-1], "paragraph")
    if path == ("title",) and not titled:
        kind = "title"
    return _value_block(value, kind)


def _value_block(value: Value, kind: BlockKind) -> Block | None:
    place = InlineTag(start=0, end=0, tag="place", attributes=(("in", value.syntax), ("style", value.style)))
    spelling = InlineTag(start=0, end=0, tag="spelling", attributes=(("text", value.text), ("source", value.source)))
    unseen = () if kind == "title" else (HIDDEN,)
    text, marks = _marked(value.text)
    return Block(kind=kind, text=text, markup=(*unseen, place, spelling, *marks)) if has_words(text, marks) else None


def _marked(text: str) -> tuple[str, tuple[InlineTag, ...]]:
    """A value without its tags or its Markdown, and these as marks."""
    return read_markup(text, _MARKDOWN) if has_markup(text, _MARKDOWN) else read_tags(text, decode=str)


def _patterns(keys: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(_plain(key).split(".")) for key in keys]


def _plain(key: str) -> str:
    """Return a key without accents and capitals, which do not count."""
    return "".join(c for c in unicodedata.normalize("NFKD", key.casefold()) if not unicodedata.combining(c))


def _matches(path: tuple[str, ...], pattern: tuple[str, ...]) -> bool:
    if pattern[0] == "**":
        own = pattern[1:]
        item = len(path) > len(own) and path[-1].isdigit()
        return _fits(path[-len(own) :], own) or (item and _fits(path[-len(own) - 1 : -1], own))
    return _fits(path, pattern) or (bool(path) and path[-1].isdigit() and _fits(path[:-1], pattern))


def _fits(path: tuple[str, ...], pattern: tuple[str, ...]) -> bool:
    return len(path) == len(pattern) and all(map(fnmatchcase, path, pattern))


def _is_identifier(key: str, text: str) -> bool:
    """Return whether a value is rather a name for programs: a path, an address, `label: bug`, `text: center`."""
    if _PATH.fullmatch(text):
        return True
    return key.endswith(_VAGUE) and text.isascii() and text == text.lower() and not any(map(str.isspace, text))


_SHOWN = _patterns(TRANSLATED)
