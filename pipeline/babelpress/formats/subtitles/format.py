"""Subtitles, SubRip (srt) and WebVTT (vtt): the text of every cue, in lines that fit the screen."""

import html
import re
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import ClassVar

from pydantic import Field

from babelpress.document import VERBATIM, Block, InlineTag
from babelpress.formats.decoding import normal_form
from babelpress.formats.inline import read_tags, render_inline
from babelpress.formats.lossless import (
    LosslessFormat,
    LosslessOptions,
    Parsed,
    Unit,
    annotation,
    known_code,
    language_unit,
    unchanged,
    with_raw,
)
from babelpress.formats.subtitles.cues import Cue, Line, divided, in_lines, srt_cues, vtt_cues, vtt_language

# `_BREAK` is a line end with the blanks around it; `_DASH` the dash of a new speaker; tags of SubRip are `{\...}` and
# `<i>`, tags of WebVTT `<v Anna>`, `<c.loud>` and time stamps.
_BREAK = re.compile(r"(?<![ \t])[ \t]*+(?:\r\n|\r|\n)[ \t]*")
_ANY_BREAK = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_DASH = re.compile(r"\s*[-–—‐](?:\s+|(?=[^\W\d]|[«“„\"'¿¡(…\[]))")
_SRT_TAG = re.compile(r"\{\\[^{}]*\}|<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?/?>")
_VTT_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z]+)(?:[.\s][^<>]*)?>|<[^<>]*>")
_SENTENCE_END = re.compile(r"[.!?…:;»”\")\]♪]\s*$")
_MOST_CUES = 4
"""The most cues that one sentence is followed over."""

_PAUSE_MILLISECONDS = 1000
"""The longest pause between two of them."""


class SubtitleOptions(LosslessOptions):
    """Options of the readers of subtitles."""

    max_line: int = Field(42, ge=10, description="Most characters per line of a translated cue.")
    max_lines: int = Field(2, ge=1, description="Most lines of a translated cue; as many as its source, if more.")
    join_sentences: bool = Field(
        True,
        description="Translate a sentence that spans several cues as a whole and divide it again by length; "
        "if off, every cue is translated by itself.",
    )


class SrtOptions(SubtitleOptions):
    """Options of the reader of srt."""


class VttOptions(SubtitleOptions):
    """Options of the reader of vtt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """A text of a cue: its position, its block, and what decides whether the next cue continues it."""

    start: int
    end: int
    block: Block
    lines: int
    speakers: int
    cue: Cue
    joins: bool


class _Subtitles(LosslessFormat):
    """Base class of both formats.

    A line that begins with a dash is the text of another speaker. Numbers, timings and settings are kept byte for byte,
    also where times overlap. A translation is cut into lines of about the same length; one that is too long for the
    number of lines gets longer lines, and is reported by `overlong`.
    """

    nothing = "holds no cue with a text"
    tag: ClassVar[re.Pattern[str]]

    def __init__(self, options: SubtitleOptions) -> None:
        super().__init__(max_characters=options.max_characters)
        self._options = options

    def parse(self, text: str, *, name: str) -> Parsed:
        """Return the texts of the cues in order."""
        texts = [found for cue in self._cues(text, name=name) for found in self._texts(text, cue)]
        units = [_unit(text, group) for group in _grouped(texts, joined=self._options.join_sentences)]
        place = self._language(text)
        if place is None or known_code(text[slice(*place)]) is None:
            return Parsed(units=units)
        return Parsed(units=[language_unit(text, *place), *units], language=known_code(text[slice(*place)]))

    def spell(self, block: Block, *, before: str) -> str:
        """Return a text in lines, over as many cues as it came from."""
        newline = annotation(block).get("newline", "\n")
        return "".join(
            between + render_inline(part, lambda text, inside: self._escaped(text).replace("\n", newline))
            for part, between in self._lines(block, before=before)
        )

    def overlong(self, blocks: Sequence[Block]) -> list[int]:
        """Return the indices of the changed blocks that have a line of more than `max_line` characters."""
        found, before = [], ""
        for index, block in enumerate(blocks):
            if block.kind not in VERBATIM and not unchanged(block):
                cues = [part.text.split("\n") for part, _ in self._lines(block, before=before)]
                cues[0][0] = _last_line(before) + cues[0][0]
                if any(len(line) > self._options.max_line for lines in cues for line in lines):
                    found.append(index)
            before = block.text
        return found

    def _lines(self, block: Block, *, before: str) -> Iterator[tuple[Block, str]]:
        """Yield the text of every cue with its line ends, and what is before it in the file."""
        block = replace(block, text=_ANY_BREAK.sub(" ", block.text))
        cues = [dict(mark.attributes) for mark in block.markup if mark.tag == "cue" and not mark.inline]
        parts = [block]
        if cues:
            shares = [int(annotation(block)["share"]), *(int(cue["share"]) for cue in cues)]
            parts = [replace(block, text=text, markup=()) for text in divided(block.text, shares)]
        betweens = ["", *(cue["between"] for cue in cues)]
        lines = [annotation(block).get("lines", "1"), *(cue["lines"] for cue in cues)]
        first = len(_last_line(before))
        own = self._options.max_lines // int(annotation(block).get("speakers", "1"))
        for part, between, count in zip(parts, betweens, lines, strict=True):
            broken = in_lines(
                part.text,
                width=self._options.max_line,
                lines=max(own, int(count)),
                first=0 if between else first,
            )
            yield replace(part, text=broken), between

    def _texts(self, text: str, cue: Cue) -> Iterator[_Text]:
        speakers = [lines for run in cue.runs for lines in _speakers(run)]
        for lines in speakers:
            dash = _DASH.match(lines[0].text)
            start = lines[0].start + (dash.end() if dash else 0)
            raw = text[start : lines[-1].end]
            start += len(raw) - len(raw.lstrip())
            end = start + len(raw.strip())
            plain, marks = read_tags(_BREAK.sub(" ", text[start:end]), self.tag, decode=self._decoded)
            if any(map(str.isalnum, plain)):
                yield _Text(
                    start=start,
                    end=end,
                    block=Block(kind="paragraph", text=plain, markup=marks),
                    lines=len(lines),
                    cue=cue,
                    speakers=len(speakers),
                    joins=not dash and not marks and len(speakers) == 1,
                )

    @abstractmethod
    def _cues(self, text: str, *, name: str) -> Iterable[Cue]: ...

    def _language(self, text: str) -> tuple[int, int] | None:
        return None

    def _decoded(self, text: str) -> str:
        return normal_form(text)

    def _escaped(self, text: str) -> str:
        return text.replace("-->", "→")  # would start a cue


class SrtFormat(_Subtitles):
    r"""Reads SubRip subtitles and renders them with other texts in their cues.

    Tags (`<i>`, `<font color>`, `{\\an8}`) are marks.
    """

    Options: ClassVar = SrtOptions
    format = "srt"
    suffixes: tuple[str, ...] = (".srt",)
    suffix = ".srt"
    tag = _SRT_TAG

    def _cues(self, text: str, *, name: str) -> Iterable[Cue]:
        return srt_cues(text, name=name)


class VttFormat(_Subtitles):
    """Reads WebVTT subtitles and renders them with other texts in their cues.

    Tags (`<v Anna>`, `<c.loud>`, `<00:01.000>`) are marks; notes, styles and regions are skeletons. The language in the
    header, if there is one, is set to that of the rendering.
    """

    Options: ClassVar = VttOptions
    format = "vtt"
    suffixes: tuple[str, ...] = (".vtt",)
    suffix = ".vtt"
    tag = _VTT_TAG

    def _cues(self, text: str, *, name: str) -> Iterable[Cue]:
        return vtt_cues(text, name=name)

    def _language(self, text: str) -> tuple[int, int] | None:
        return vtt_language(text)

    def _decoded(self, text: str) -> str:
        return normal_form(html.unescape(text))

    def _escaped(self, text: str) -> str:
        return html.escape(text, quote=False)


def _last_line(text: str) -> str:
    """Return the beginning of the line that the text continues: the dash of a speaker."""
    return re.split(r"[\r\n]", text)[-1]


def _speakers(run: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines of a cue by speaker: a dash at the beginning of a line starts another one."""
    lines: list[Line] = []
    for line in run:
        if lines and _DASH.match(line.text):
            yield lines
            lines = []
        lines.append(line)
    yield lines


def _grouped(texts: Iterable[_Text], *, joined: bool) -> Iterator[list[_Text]]:
    """Yield groups of texts that are one sentence."""
    group: list[_Text] = []
    for text in texts:
        if group and not (joined and len(group) < _MOST_CUES and _goes_on(group[-1], text)):
            yield group
            group = []
        group.append(text)
    if group:
        yield group


def _goes_on(text: _Text, following: _Text) -> bool:
    pause = following.cue.begins - text.cue.ends
    return (
        text.joins
        and following.joins
        and 0 <= pause <= _PAUSE_MILLISECONDS
        and following.block.text[0].islower()
        and not _SENTENCE_END.search(text.block.text)
    )


def _unit(text: str, group: Sequence[_Text]) -> Unit:
    """Return the unit of the texts of one sentence, with a mark for every cue after the first."""
    first, last = group[0], group[-1]
    raw = text[first.start : last.end]
    cues = []
    for before, own in pairwise(group):
        between = text[before.end : own.start]
        about_cue = (("between", between), ("share", str(len(own.block.text))), ("lines", str(own.lines)))
        cues.append(InlineTag(start=0, end=0, tag="cue", attributes=about_cue))
    block = replace(
        first.block,
        text=" ".join(own.block.text for own in group),
        markup=(*cues, *first.block.markup),
    )
    newline = re.search(r"\r\n|\r|\n", text)
    more = {"lines": str(first.lines), "speakers": str(first.speakers), "share": str(len(first.block.text))}
    block = with_raw(block, raw, newline=newline[0] if newline else "\n", **more)
    return Unit(start=first.start, end=last.end, block=block)
