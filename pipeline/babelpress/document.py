"""The data model of the pipeline: one frozen `Record` per article, whose slots are filled one after the other.

Records are changed with `dataclasses.replace` only. They contain nothing but tuples, strings, numbers and None, so they
can be pickled, compared and converted to JSON and back (`to_json`, `from_json`) without loss.
"""

import re
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
"""Kinds of block that are copied to the output byte for byte. A `skeleton` is the syntax between the texts of a
structured document (HTML tags, front matter keys); only the writer of the same format writes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineTag:
    """An inline tag over `text[start:end]` of its block.

    The tags of a block are in the order in which they open; order and `depth` together determine the tree.

    Attributes:
        start: Index of the first character that the tag covers, from 0.
        end: Index after the last character that it covers. A tag that covers nothing (an image, a footnote reference)
            has `start == end` and is placed between two characters.
        tag: Name of the tag. A tag at 0 with neither `open` nor `close` is a property of the block as a whole
            (`marker`, `entities`, `language`, `hidden`).
        attributes: Names and values, as many as the format needs.
        open: What the document has before the covered text, exactly as it is written there.
        close: What the document has after the covered text, exactly as it is written there.
        keep: Whether the covered text must not be translated (code, `translate="no"`).
        depth: Number of tags of the block that enclose this one.
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
        """Whether the tag belongs to a place in the text, not to the block as a whole."""
        return bool(self.open or self.close or self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, heading, list item, ... of an article: plain text, with its inline tags as spans over it.

    Attributes:
        kind: What the block is. The kinds in `VERBATIM` are not translated.
        text: The text without inline tags.
        level: Depth of a heading or list item; 0 where there is none.
        markup: The inline tags in the order in which they open.
    """

    kind: BlockKind
    text: str
    level: int = 0
    markup: tuple[InlineTag, ...] = ()


HIDDEN = InlineTag(start=0, end=0, tag="hidden")
"""Marks a block whose text is not visible in the page: an attribute, a description for search engines."""


def prose(blocks: tuple[Block, ...]) -> str:
    """Return the text of all blocks that are prose, joined by newlines."""
    return "\n".join(block.text for block in blocks if block.kind not in VERBATIM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """Metadata of an article, as the document states it.

    Attributes:
        date: The date that the document states.
        url: The address of the page.
        menu: The lines of the language menu as they are written.
        extra: Other keys with their values.
    """

    date: str | None = None
    url: str | None = None
    menu: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A source document: the unit that succeeds or fails as a whole.

    Attributes:
        id: Identifies the article; names of output files are made from it.
        blocks: The content in order.
        language: ISO 639-1 code that the document or the user declares, or None.
        meta: Metadata that the document states.
        format: Name of the reader (`text`, `html`, ...).
    """

    id: str
    blocks: tuple[Block, ...]
    language: str | None = None
    meta: Meta = Meta()
    format: str = "text"

    @property
    def text(self) -> str:
        """The text of all prose blocks, joined by newlines."""
        return prose(self.blocks)

    @property
    def title(self) -> str:
        """The text of the title block, or the id if there is none."""
        return next((block.text for block in self.blocks if block.kind == "title"), self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Detection:
    """The source language of an article.

    Attributes:
        language: ISO 639-1 code.
        confidence: From 0 to 1; 1 for a declared language.
        runner_up: The next most probable language. For a declared language, the one that was detected.
    """

    language: str
    confidence: float
    runner_up: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One source sentence and its translation.

    Attributes:
        block: Index of the block that contains the sentence.
        source: The sentence.
        target: Its translation.
        model: Id of the model that wrote the translation; for a pivot, the second model.
        score: Mean log-probability of the target tokens (at most 0).
        flags: What happened to the segment:
            `split`: longer than the input limit of the model; translated clause by clause.
            `carried`: contains text that was copied unchanged, because the vocabulary of the model lacks it or because
            there is nothing to translate.
            `unfinished`: generation stopped at the token limit.
            `empty`: the model returned nothing; `target` repeats the source.
            `foreign`: the sentence is not in the language of the article and was kept.
            `budget`: not translated, because the article had used up its budget; `target` repeats the source.
            `mended`: post-editing changed words, numbers or quotation marks; each change is a finding `postedit.…`.
            `memory`: comes from the translation memory; `model` is `memory`, and a finding says from where.
            `retried`: the first translation failed a check; this one is the best of several.
    """

    block: int
    source: str
    target: str
    model: str
    score: float
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """One language version of an article.

    Attributes:
        language: ISO 639-1 code of the target language.
        blocks: The translated blocks, one for each block of the source, in the same order.
        segments: The sentences that the blocks were made from, in order.
        route: Ids of the models in order of use: one, or two for a pivot.
    """

    language: str
    blocks: tuple[Block, ...]
    segments: tuple[Segment, ...]
    route: tuple[str, ...]

    @property
    def text(self) -> str:
        """The text of all prose blocks, joined by newlines."""
        return prose(self.blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A summary of one language version.

    Attributes:
        language: ISO 639-1 code of the language of the summary.
        text: The summary. Empty for a standfirst or description for which the article has no suitable sentence;
            `checks` then says so.
        strategy: How it was made (`extractive`, `translate-then-summarize`, ...).
        model: Id of the summarization model, or None if no model was used.
        segments: For an extractive summary, the indices of its source sentences, in order.
        checks: Problems that were found and corrected (`too_long`, `unfinished`, `fell_back`).
        kind: `summary`; `standfirst` (one sentence); `headline` (one of several, which are ordered by rank);
            `description` (at most 155 characters).
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
    """A problem that a check found in one language version, or a change of content that post-editing made in it.

    Attributes:
        check: Name of the check; for a change `postedit.` and the name of the editor.
        severity: `severe`: a reader is told something else than the source says, or nothing. `warning`: worth
            reviewing. `info`: style.
        language: ISO 639-1 code of the version; for findings of the stage `detect`, that of the article.
        message: What is wrong.
        block: Index of the block, or None for the whole version.
        segment: Index of the segment in the version, or None for the whole block.
        source: The words of the source that are concerned, as they stand there; may be empty.
        target: The words of the translation that are concerned, as they stand there; may be empty.
        before: For a change: what the translation had. Empty if something was inserted.
        after: For a change: what it has instead. Empty if something was removed.
    """

    check: str
    severity: Severity
    language: str = ""  # a check does not know the place; who runs it fills in language, block and segment
    message: str
    block: int | None = None
    segment: int | None = None
    source: str = ""
    target: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a stage could not process an article.

    Attributes:
        stage: Name of the stage (`translate.nl`), or of another step: `read`, `run`, `write`.
        error: Class name of the exception.
        message: What happened and where.
    """

    stage: str
    error: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An article with all results so far. Each stage of the flow adds to one of the slots.

    Attributes:
        article: The source document.
        detection: Its language, or None before the stage `detect`.
        translations: One per target language.
        summaries: One or more per language.
        findings: What the checks found, in the order in which the stages ran.
        failures: The stages that failed; empty if everything succeeded.
    """

    article: Article
    detection: Detection | None = None
    translations: tuple[Translation, ...] = ()
    summaries: tuple[Summary, ...] = ()
    findings: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()

    @property
    def language(self) -> str | None:
        """The source language: the detected one, else the declared one, else None."""
        return self.detection.language if self.detection else self.article.language

    def translation(self, language: str) -> Translation | None:
        """Return the version in `language`, or None."""
        return next((item for item in self.translations if item.language == language), None)

    def summary(self, language: str, kind: SummaryKind = "summary") -> Summary | None:
        """Return the summary of a kind in `language` (the best of several headlines), or None."""
        return next((item for item in self.summaries if (item.language, item.kind) == (language, kind)), None)

    def _repr_html_(self) -> str:
        """The record as notebooks show it."""
        from babelpress._internal.record_html import record_html

        return record_html(self)


SCHEMA = 1
"""The version of the JSON of a record. It is raised when a key is removed or changes its meaning; new keys may be added
within a version."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_HEAD = f'{{"schema":{SCHEMA},'


@cache
def _adapter() -> "TypeAdapter[Record]":
    from pydantic import TypeAdapter  # takes 0.1 s to import and is needed for JSON only

    return TypeAdapter(Record)


def to_json(record: Record) -> str:
    """Convert a record to JSON.

    Args:
        record: Any record.

    Returns:
        One line of JSON without a trailing newline; `from_json` turns it into an equal record. Its first key is
        `schema`, the version of the format. Half of a surrogate pair, which UTF-8 cannot hold, becomes U+FFFD.
    """
    try:
        data = _adapter().dump_json(record)
    except ValueError:  # only a lone surrogate: the types are known
        data = _adapter().dump_json(_adapter().validate_python(_whole(_adapter().dump_python(record))))
    return _HEAD + data.decode().removeprefix("{")


def _whole(value: Any) -> Any:
    """Return a value whose texts have no half of a surrogate pair."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {_whole(key): _whole(one) for key, one in value.items()}
    return type(value)(map(_whole, value)) if isinstance(value, list | tuple) else value


def from_json(line: str) -> Record:
    """Read a record that `to_json` wrote.

    Args:
        line: One JSON object; without the key `schema` it is taken for version 1.

    Returns:
        The record.

    Raises:
        ValueError: The line is not such a record (a `pydantic.ValidationError`), or its version is unknown; the
            message says what to do about a record of a newer version.
    """
    if not line.startswith(_HEAD):
        _check_schema(line)
    return _adapter().validate_json(line)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the lines that `to_json` writes."""
    schema = _adapter().json_schema(mode="serialization")
    finding = schema["$defs"]["Finding"]
    finding["properties"]["language"].pop("default")
    finding["required"] = [name for name, of in finding["properties"].items() if "default" not in of]
    number = {"const": SCHEMA, "description": "The version of the format; 1 if the key is missing.", "type": "integer"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "properties": {"schema": number, **schema["properties"]},
    }


def _check_schema(line: str) -> None:
    """Raise `ValueError` if a line has a version that cannot be read. Invalid JSON is left to the caller."""
    from pydantic_core import from_json as parse

    try:
        raw = parse(line)
    except ValueError:
        return
    schema = raw.get("schema", 1) if isinstance(raw, dict) else 1
    if type(schema) is not int or schema < 1:
        raise ValueError(f"schema: {schema!r} is not the version of a record; it must be an integer from 1 to {SCHEMA}")
    if schema > SCHEMA:
        version = __version__
        raise ValueError(
            f"schema: the record has version {schema}, but Babelpress {version} reads versions up to {SCHEMA}; "
            "upgrade it (pip install --upgrade babelpress), or create the record again with this version"
        )
