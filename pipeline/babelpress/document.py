"""What flows through the pipeline: one frozen `Record` per article, filled slot by slot.

`dataclasses.replace` is the only way to change one. Only tuples, strings, numbers and None inside,
so a record pickles, compares and travels as JSON (`to_json`, `from_json`) without loss.
"""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from babelpress._version import __version__

if TYPE_CHECKING:
    from pydantic import TypeAdapter

BlockKind = Literal["title", "heading", "paragraph", "quote", "list_item", "caption", "code", "raw", "skeleton"]
Severity = Literal["info", "warning", "severe"]
"""`severe`: a reader is told something else than the source says, or nothing at all; `warning`: worth a look; `info`: a
matter of style."""
SummaryKind = Literal["summary", "standfirst", "headline", "description"]

VERBATIM: frozenset[BlockKind] = frozenset({"code", "raw", "skeleton"})
"""Kinds of block that pass through byte for byte. A `skeleton` is the syntax that stands between the texts of a
structured document (HTML tags, front matter keys): only the writer of that format shows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineTag:
    """An inline tag over `text[start:end]` of its block, in characters.

    `open` and `close` are the tag as the document spells it, put before and after the text it covers; one that covers
    nothing (an image, a footnote's mark) has `start == end` and stands between two characters. A mark at 0 with neither
    `open` nor `close` says something of its block as a whole (`marker`, `entities`, `language`, `hidden`).
    `keep` tells that what it covers is not to be translated (code, `translate="no"`). A block's marks are in the order
    their tags open, `depth` is how many of them are around this one: together they give back the tree.
    """

    start: int
    end: int
    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    open: str = ""
    close: str = ""
    keep: bool = False
    depth: int = 0

    @property
    def inline(self) -> bool:
        """Tell whether it stands over words of the text, not for the block as a whole."""
        return bool(self.open or self.close or self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One piece of an article: plain text with its inline tags as spans over it.

    `level` is the depth of a heading or list item, 0 where it has none.
    """

    kind: BlockKind
    text: str
    level: int = 0
    markup: tuple[InlineTag, ...] = ()


HIDDEN = InlineTag(start=0, end=0, tag="hidden")
"""Says that a block's text is not in the page itself: an attribute, a description for search engines."""


def prose(blocks: tuple[Block, ...]) -> str:
    """The text of all blocks that are prose, one a line."""
    return "\n".join(block.text for block in blocks if block.kind not in VERBATIM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """What a page says about itself. `menu` holds the lines of its language menu as they stood."""

    date: str | None = None
    url: str | None = None
    menu: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A source text. `language` is what its author declared, or None; `format` names its reader."""

    id: str
    blocks: tuple[Block, ...]
    language: str | None = None
    meta: Meta = Meta()
    format: str = "text"

    @property
    def text(self) -> str:
        """All prose, block after block, one a line."""
        return prose(self.blocks)

    @property
    def title(self) -> str:
        """The text of the title block, or the id where there is none."""
        return next((block.text for block in self.blocks if block.kind == "title"), self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Detection:
    """The language of an article. `confidence` is 0 to 1; a declared language has 1."""

    language: str
    confidence: float
    runner_up: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One source sentence and its translation; `block` is the index of the block it stands in.

    `score` is the mean log-probability of a target token (at most 0). `flags` tell what happened:
    `split` (longer than the model takes, translated clause by clause), `carried` (holds what the model's
    vocabulary lacks, or nothing to translate, kept as it stands), `unfinished` (stopped at the token limit),
    `empty` (the model gave nothing; `target` repeats the source), `mended` (quotation marks, numbers or terms were put
    right), `retried` (the first attempt failed a check, this one is the best of several).
    """

    block: int
    source: str
    target: str
    model: str
    score: float
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """One language version: as many blocks as the source, and the segments they were made from.

    `route` holds the model ids in order; a pivot has two.
    """

    language: str
    blocks: tuple[Block, ...]
    segments: tuple[Segment, ...]
    route: tuple[str, ...]

    @property
    def text(self) -> str:
        """All prose, block after block, one a line."""
        return prose(self.blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A summary of one language version.

    `kind` says what for: a `standfirst` is one sentence, a `headline` one of several, which stand in order of rank, a
    `description` has at most 155 characters. `segments` are the indices of the source sentences an extractive summary
    consists of, in order; `checks` name what was found and mended (`too_long`, `unfinished`, `fell_back`). A standfirst
    or description for which the article has no fitting sentence has no text, and its `checks` say so.
    """

    language: str
    text: str
    strategy: str
    model: str | None = None
    segments: tuple[int, ...] = ()
    checks: tuple[str, ...] = ()
    kind: SummaryKind = "summary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check saw in one language version. `block` and `segment` are indices, None for the whole."""

    check: str
    severity: Severity
    language: str = ""
    message: str
    block: int | None = None
    segment: int | None = None
    source: str = ""
    """With `target` the words concerned, as they stand. A check gives these; who knows the place fills in language,
    block and segment. On a record both are empty, and no part of its JSON: the place says where the words are."""
    target: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a stage could not fill its slot for this article; `error` is the class name."""

    stage: str
    error: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An article and everything made of it so far."""

    article: Article
    detection: Detection | None = None
    translations: tuple[Translation, ...] = ()
    summaries: tuple[Summary, ...] = ()
    findings: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()

    @property
    def language(self) -> str | None:
        """The language of the source: detected, else declared."""
        return self.detection.language if self.detection else self.article.language

    def translation(self, language: str) -> Translation | None:
        """The version in `language`, or None."""
        return next((item for item in self.translations if item.language == language), None)

    def summary(self, language: str, kind: SummaryKind = "summary") -> Summary | None:
        """The summary of a kind in `language`, of several headlines the best, or None."""
        return next((item for item in self.summaries if (item.language, item.kind) == (language, kind)), None)


SCHEMA = 1
"""The version of a record's JSON: raised when a key goes or changes its meaning. Within one, keys only come."""

_HEAD = f'{{"schema":{SCHEMA},'

_EXCERPTS = ("source", "target")
"""The fields of a finding that a record does not hold."""


@cache
def _adapter() -> "TypeAdapter[Record]":
    from pydantic import TypeAdapter  # 0.1 s to import: only who reads or writes JSON pays it

    return TypeAdapter(Record)


def to_json(record: Record) -> str:
    """Give one line of JSON (no trailing newline) that `from_json` turns back into an equal record.

    Its first key is `schema`, the version of its form.
    """
    without = {"findings": {"__all__": set(_EXCERPTS)}}
    return _HEAD + _adapter().dump_json(record, exclude=without).decode().removeprefix("{")


def from_json(line: str) -> Record:
    """Read what `to_json` wrote; a line without `schema` is of version 1.

    Raises `ValueError` on anything else: a `pydantic.ValidationError`, or what to do about a record of a newer version.
    """
    if not line.startswith(_HEAD):
        _check_schema(line)
    return _adapter().validate_json(line)


def json_schema() -> dict[str, Any]:
    """Give the JSON Schema of a line that `to_json` writes."""
    said = _adapter().json_schema(mode="serialization")
    finding = said["$defs"]["Finding"]
    for name in _EXCERPTS:
        del finding["properties"][name]
    finding["properties"]["language"].pop("default")
    finding["required"] = [name for name, of in finding["properties"].items() if "default" not in of]
    number = {"const": SCHEMA, "description": "The version of this form; left out, it is 1.", "type": "integer"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **said,
        "properties": {"schema": number, **said["properties"]},
    }


def _check_schema(line: str) -> None:
    """Raise `ValueError` unless a line is of a version that can be read; what is no JSON the caller finds out."""
    from pydantic_core import from_json as parse

    try:
        raw = parse(line)
    except ValueError:
        return
    schema = raw.get("schema", 1) if isinstance(raw, dict) else 1
    if type(schema) is not int or schema < 1:
        raise ValueError(f"schema: {schema!r} is no version of a record; it is a number from 1 to {SCHEMA}")
    if schema > SCHEMA:
        version = __version__
        raise ValueError(
            f"schema: the record is of version {schema}, Babelpress {version} reads up to {SCHEMA}: take one newer "
            f"than {version} (pip install --upgrade babelpress), or write the record again with this one"
        )
