"""Front matter of a Markdown file (YAML, TOML, JSON): translatable values as blocks, the rest byte for byte."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from babelpress.document import HIDDEN, Block, BlockKind, InlineTag
from babelpress.errors import UnreadableInput
from babelpress.formats.markdown.values import Value, json_values, toml_values, yaml_values

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
_KINDS: dict[str, BlockKind] = {"alt": "caption", "caption": "caption"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """The front matter as blocks; `end` is where the text starts."""

    blocks: tuple[Block, ...]
    end: int
    language: str | None = None
    date: str | None = None
    url: str | None = None

    @property
    def titled(self) -> bool:
        """Whether it has the title of the article."""
        return any(block.kind == "title" for block in self.blocks)


def read_front_matter(text: str, *, name: str, keys: Sequence[str]) -> FrontMatter | None:
    """Return the front matter of a file, None if there is none: `---` may be a rule, `{` a shortcode.

    `keys` are the values to translate, as paths (`seo.description`, `images.*.alt`); a path to a list selects its
    items. Raises `UnreadableInput` naming the line if the front matter cannot be read.
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


def language_value(text: str, language: str) -> str:
    """Return a document's statement of its language for `language`: unchanged if it means the same.

    >>> language_value("fr_FR", "fr"), language_value("fr-FR", "pt-BR")
    ('fr_FR', 'pt-BR')
    """
    own = text.replace("_", "-").lower()
    same = own == language.lower() or own.split("-")[0] == language.lower()
    return text if same else language


def _has_keys(body: str, fence: str) -> bool:
    """Return whether the first line that is not empty or a comment looks like a key with a value."""
    line = next((line for line in _LINE_END.split(body) if line.strip() and not line.startswith("#")), "")
    return bool(_KEY[fence].match(line))


def _made(text: str, values: Sequence[Value], start: int, end: int, keys: Sequence[str]) -> FrontMatter:
    patterns = [tuple(key.casefold().split(".")) for key in keys]
    blocks: list[Block] = []
    at = 0
    titled = False
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
    blocks.append(Block(kind="skeleton", text=text[at:end]))
    top_level = {value.path[0].casefold(): value.text for value in values if len(value.path) == 1}
    language = next(
        (found[1].lower() for key in _LANGUAGE_KEYS if (found := _LANGUAGE.fullmatch(top_level.get(key, "")))), None
    )
    return FrontMatter(
        blocks=tuple(block for block in blocks if block.text or block.kind != "skeleton"),
        end=end,
        language=language,
        date=next((top_level[key] for key in _DATE_KEYS if top_level.get(key)), None),
        url=next((top_level[key] for key in _URL_KEYS if top_level.get(key)), None),
    )


def _language_block(value: Value) -> Block | None:
    if len(value.path) != 1 or value.path[0].casefold() not in _LANGUAGE_KEYS or not _LANGUAGE.fullmatch(value.text):
        return None
    if value.source.strip("\"'") != value.text:
        return None
    return Block(kind="skeleton", text=value.text, markup=(InlineTag(start=0, end=0, tag="language"),))


def _text_block(value: Value, patterns: Sequence[tuple[str, ...]], *, titled: bool) -> Block | None:
    path = tuple(part.casefold() for part in value.path)
    if not value.is_text or not any(map(str.isalnum, value.text)):
        return None
    if not any(_matches(path, pattern) for pattern in patterns):
        return None
    kind = _KINDS.get(path[-1], "paragraph")
    if path == ("title",) and not titled:
        kind = "title"
    place = InlineTag(start=0, end=0, tag="place", attributes=(("in", value.syntax), ("style", value.style)))
    spelling = InlineTag(start=0, end=0, tag="spelling", attributes=(("text", value.text), ("source", value.source)))
    unseen = () if kind == "title" else (HIDDEN,)
    return Block(kind=kind, text=value.text, markup=(*unseen, place, spelling))


def _matches(path: tuple[str, ...], pattern: tuple[str, ...]) -> bool:
    if len(path) == len(pattern) + 1 and path[-1].isdigit():
        path = path[:-1]
    return len(path) == len(pattern) and all(map(fnmatchcase, path, pattern))
