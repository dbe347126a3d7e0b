"""Subtitles, SubRip (srt), SubViewer (sbv), WebVTT (vtt) and ASS: the texts of cues, in lines that fit the screen."""

import html
import json
import re
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import ClassVar

from pydantic import Field

from babelpress import lang
from babelpress.document import VERBATIM, Block, InlineTag
from babelpress.formats.decoding import normal_form
from babelpress.formats.inline import read_tags, render_inline
from babelpress.formats.lossless import (
    LosslessFormat,
    LosslessOptions,
    Parsed,
    Unit,
    annotation,
    block_tag,
    known_code,
    language_unit,
    unchanged,
    with_raw,
)
from babelpress.formats.subtitles.cues import (
    Cue,
    ass_cues,
    cuts_of,
    divided,
    in_lines,
    sbv_cues,
    srt_cues,
    vtt_cues,
    vtt_language,
)
from babelpress.formats.subtitles.speakers import Speakers, closers
from babelpress.formats.untranslated import note, wordy

# `_BREAK` is a line end with the blanks around it; tags of SubRip are `{\...}` and `<i>`, tags of WebVTT `<v Anna>`,
# `<c.loud>` and time stamps, tags of ASS `{\...}`. `_SUNG` is a step of karaoke: a tag that says when, and its words.
_BREAK = re.compile(r"(?<![ \t])[ \t]*+(?:\r\n|\r|\n)[ \t]*")
_ANY_BREAK = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_ASS_BREAK = re.compile(r"(?<![ \t])[ \t]*+\\[Nn](?:[ \t]*+\\[Nn])*+[ \t]*")
_SRT_TAG = re.compile(r"\{\\[^{}]*\}|<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?/?>")
_VTT_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z]+)(?:[.\s][^<>]*)?>|<[^<>]*>")
_ASS_TAG = re.compile(r"\{\\(?P<name>[ibus])(?:(?P<close>0)|[1-9][0-9]*)\}|\{[^{}]*\}")
_TIME = re.compile(r"<[\d:.]+>")
_VTT_SUNG = re.compile(r"(?P<open><[\d:.]+>(?:<c[^<>]*>)?)(?P<words>[^<>]*)(?P<close>(?:</c>)?)")
_ASS_SUNG = re.compile(r"(?P<open>\{[^{}]*\\[kK][fo]?[0-9]+[^{}]*\})(?P<words>[^{}]*)(?P<close>)")
_ASS_COMMENT = re.compile(r"^Comment:(?:[^,\r\n]*,){9}([^\r\n]*)|\{([^{}\\\r\n]*)\}", re.MULTILINE)
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


class SbvOptions(SubtitleOptions):
    """Options of the reader of sbv."""


class VttOptions(SubtitleOptions):
    """Options of the reader of vtt."""


class AssOptions(SubtitleOptions):
    """Options of the reader of ass."""


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
    lead: int
    colon: tuple[int, int] | None = None
    sung: str = ""


class _Subtitles(LosslessFormat):
    """Base class of the formats.

    A line that begins with a dash, a name and a colon or another voice is the text of another speaker; the name is not
    translated. Numbers, timings and settings are kept byte for byte, also where times overlap. A translation is cut
    into lines of about the same length; one that is too long for the number of lines gets longer lines, and is reported
    by `overlong`. Times inside a text rise: those of single words are shared out over the words of the translation.
    """

    nothing = "holds no cue with a text"
    tag: ClassVar[re.Pattern[str]]
    line_break: ClassVar[re.Pattern[str]] = _BREAK
    sung: ClassVar[re.Pattern[str] | None] = None

    def __init__(self, options: SubtitleOptions) -> None:
        super().__init__(max_characters=options.max_characters)
        self._options = options

    def parse(self, text: str, *, name: str) -> Parsed:
        """Return the texts of the cues in order."""
        cues = list(self._cues(text, name=name))
        speakers = Speakers((line.text for cue in cues for run in cue.runs for line in run), self.tag)
        texts: list[_Text] = []
        shown = ""
        for cue in cues:
            texts += self._texts(text, cue, speakers, shown=shown)
            shown = self._plain(cue.runs[-1][-1].text) if cue.runs else ""
        units = [
            unit
            for group in _grouped(texts, joined=self._options.join_sentences)
            for unit in _units(text, group, newline=self._newline(text))
        ]
        place = self._language(text)
        kept = {"words before a colon, taken for names": speakers.guessed(), **self._left(text)}
        left = [Unit(start=len(text), end=len(text), block=block) for block in note(kept)]
        if place is None or known_code(text[slice(*place)]) is None:
            return Parsed(units=[*units, *left])
        stated = language_unit(text, *place)
        return Parsed(units=[stated, *units, *left], language=known_code(text[slice(*place)]))

    def render(self, blocks: Sequence[Block], *, language: str) -> bytes:
        """Render a document; the colon after a name that speaks is that of the language, if its text was changed."""
        if not language:
            return super().render(blocks, language=language)
        variant = lang.default_variant(language) if lang.get(language).variants else ""
        found = lang.variant(language, variant)
        colon = f"{found.colon_space if found else ''}:"
        done = list(blocks)
        for index, block in enumerate(blocks):
            if block_tag(block, "colon") and any(not unchanged(one) for one in _texts_after(blocks, index)):
                done[index] = replace(block, text=colon)
        return super().render(done, language=language)

    def spell(self, block: Block, *, before: str) -> str:
        """Return a text in lines, over as many cues as it came from."""
        newline = annotation(block).get("newline", "\n")
        sung = annotation(block).get("sung")
        if sung:
            return self._steps(block, json.loads(sung)).replace("\n", newline)
        return "".join(
            between + render_inline(part, lambda text, inside: self._escaped(text).replace("\n", newline))
            for part, between in self._lines(_in_time(block))
        )

    def _steps(self, block: Block, steps: list[tuple[str, str, int]]) -> str:
        """Return a text with its steps of karaoke: each has as large a part of the words as in the source."""
        (part, _), *_ = self._lines(block)
        text = part.text
        edges = [0, *cuts_of(text.replace("\n", " "), [share for _, _, share in steps]), len(text)]
        parts = []
        for (opened, closed, _), (start, end) in zip(steps, pairwise(edges), strict=True):
            words = text[start:end]
            ended = "\n" if words.startswith("\n") else ""
            parts.append(f"{ended}{opened}{self._escaped(words.removeprefix(ended))}{closed}")
        return "".join(parts)

    def overlong(self, blocks: Sequence[Block]) -> list[int]:
        """Return the indices of the changed blocks that have a line of more than `max_line` characters."""
        found = []
        for index, block in enumerate(blocks):
            if block.kind not in VERBATIM and not unchanged(block):
                cues = [part.text.split("\n") for part, _ in self._lines(block)]
                cues[0][0] = " " * _lead(block) + cues[0][0]
                if any(len(line) > self._options.max_line for lines in cues for line in lines):
                    found.append(index)
        return found

    def _lines(self, block: Block) -> Iterator[tuple[Block, str]]:
        """Yield the text of every cue with its line ends, and what is before it in the file."""
        block = replace(block, text=_ANY_BREAK.sub(" ", block.text))
        cues = [dict(mark.attributes) for mark in block.markup if mark.tag == "cue" and not mark.inline]
        parts = [block]
        if cues:
            shares = [int(annotation(block)["share"]), *(int(cue["share"]) for cue in cues)]
            parts = [replace(block, text=text, markup=()) for text in divided(block.text, shares)]
        betweens = ["", *(cue["between"] for cue in cues)]
        lines = [annotation(block).get("lines", "1"), *(cue["lines"] for cue in cues)]
        own = self._options.max_lines // int(annotation(block).get("speakers", "1"))
        for part, between, count in zip(parts, betweens, lines, strict=True):
            broken = in_lines(
                part.text,
                width=self._options.max_line,
                lines=max(own, int(count)),
                first=0 if between else _lead(block),
            )
            yield replace(part, text=broken), between

    def _texts(self, text: str, cue: Cue, speakers: Speakers, *, shown: str) -> Iterator[_Text]:
        """Yield the texts of a cue; `shown` is the line that was shown last, which captions that roll up repeat."""
        turns = [lines for run in cue.runs for lines in speakers.turns(run)]
        rolled = bool(turns and shown and self._plain(turns[0][0].text) == shown)
        if rolled and len(turns[0]) > 1:
            turns[:1] = [turns[0][:1], turns[0][1:]]
        for lines in turns:
            opening = speakers.opening(lines[0].text)
            start = lines[0].start + opening.text
            raw = text[start : lines[-1].end]
            start += len(raw) - len(raw.lstrip())
            raw = raw.strip()
            raw = raw[: closers(raw, self.tag)] if opening.speaks else raw
            sung = self._sung(raw)
            plain, marks = read_tags(self.line_break.sub(" ", raw), self.tag, decode=self._decoded)
            if sung:
                plain, marks = self._plain(raw), ()
            if any(map(str.isalnum, plain)):
                at = lines[0].start
                yield _Text(
                    start=start,
                    end=start + len(raw),
                    block=Block(kind="paragraph", text=plain, markup=marks),
                    lines=len(lines),
                    cue=cue,
                    speakers=len(turns),
                    lead=len(read_tags(text[at:start], self.tag)[0]),
                    joins=not (opening.speaks or marks or sung or rolled) and len(turns) == 1,
                    colon=(at + opening.colon[0], at + opening.colon[1]) if opening.colon else None,
                    sung=sung,
                )

    def _plain(self, raw: str) -> str:
        """Return a text without its tags, on one line."""
        return " ".join(read_tags(self.line_break.sub(" ", raw), self.tag, decode=self._decoded)[0].split(" ")).strip()

    def _sung(self, raw: str) -> str:
        """Return the steps of a text in which every word has its time, as JSON; empty if it is no such text."""
        first = self.sung.search(raw) if self.sung else None
        if first is None or self.sung is None or self.tag.search(raw[: first.start()]):
            return ""
        found = list(self.sung.finditer(raw))
        if "".join(one[0] for one in found) != raw[first.start() :]:
            return ""
        lead = [("", "", first.start())] if raw[: first.start()].strip() else []
        steps = [*lead, *((one["open"], one["close"], len(one["words"])) for one in found)]
        return json.dumps(steps) if lead or first.start() == 0 else ""

    def _newline(self, text: str) -> str:
        """Return how a line of a cue ends in this file."""
        newline = re.search(r"\r\n|\r|\n", text)
        return newline[0] if newline else "\n"

    def _left(self, text: str) -> dict[str, int]:
        """Return how many texts of which kind are not translated."""
        return {}

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


class SbvFormat(_Subtitles):
    """Reads captions of YouTube (SubViewer) and renders them with other texts in their cues."""

    Options: ClassVar = SbvOptions
    format = "sbv"
    suffixes: tuple[str, ...] = (".sbv",)
    suffix = ".sbv"
    tag = _SRT_TAG

    def _cues(self, text: str, *, name: str) -> Iterable[Cue]:
        return sbv_cues(text, name=name)


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
    sung = _VTT_SUNG

    def _cues(self, text: str, *, name: str) -> Iterable[Cue]:
        return vtt_cues(text, name=name)

    def _language(self, text: str) -> tuple[int, int] | None:
        return vtt_language(text)

    def _decoded(self, text: str) -> str:
        return normal_form(html.unescape(text))

    def _escaped(self, text: str) -> str:
        return html.escape(text, quote=False)


class AssFormat(_Subtitles):
    r"""Reads subtitles in Advanced SubStation Alpha (and SSA) and renders them with other texts in their dialogues.

    Tags (`{\\i1}`, `{\\pos(1,2)}`) are marks, `\\N` ends a line. Styles, drawings, fonts and comments are skeletons.
    """

    Options: ClassVar = AssOptions
    format = "ass"
    suffixes: tuple[str, ...] = (".ass", ".ssa")
    suffix = ".ass"
    tag = _ASS_TAG
    line_break = _ASS_BREAK
    sung = _ASS_SUNG

    def _cues(self, text: str, *, name: str) -> Iterable[Cue]:
        return ass_cues(text, name=name)

    def _newline(self, text: str) -> str:
        return "\\N"

    def _left(self, text: str) -> dict[str, int]:
        return {"comments": sum(wordy(event or note) for event, note in _ASS_COMMENT.findall(text))}

    def _decoded(self, text: str) -> str:
        return normal_form(text.replace("\\h", "\u00a0"))

    def _escaped(self, text: str) -> str:
        return text.replace("{", "(").replace("}", ")").replace("\\", "/").replace("\u00a0", "\\h")


def _lead(block: Block) -> int:
    """Return how many characters are before a text on its line: the dash and the name of a speaker."""
    return int(annotation(block).get("lead", "0"))


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


def _units(text: str, group: Sequence[_Text], *, newline: str) -> Iterator[Unit]:
    """Yield the colon after a name and the unit of the texts of one sentence, a mark for every cue but the first."""
    first, last = group[0], group[-1]
    if first.colon:
        mark = InlineTag(start=0, end=0, tag="colon")
        yield Unit(
            start=first.colon[0],
            end=first.colon[1],
            block=Block(kind="skeleton", text=text[slice(*first.colon)], markup=(mark,)),
        )
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
    more = {"lines": str(first.lines), "speakers": str(first.speakers), "share": str(len(first.block.text))}
    if first.lead:
        more["lead"] = str(first.lead)
    if first.sung:
        more["sung"] = first.sung
    block = with_raw(block, text[first.start : last.end], newline=newline, **more)
    yield Unit(start=first.start, end=last.end, block=block)


def _texts_after(blocks: Sequence[Block], index: int) -> list[Block]:
    """Return the text that a name speaks."""
    return [block for block in blocks[index + 1 : index + 3] if block.kind not in VERBATIM][:1]


def _in_time(block: Block) -> Block:
    """Return a block with its times in rising order, wherever the alignment put them."""
    places = [index for index, mark in enumerate(block.markup) if mark.inline and _TIME.fullmatch(mark.open)]
    times = sorted((block.markup[index].open for index in places), key=_moment)
    marks = list(block.markup)
    for index, time in zip(places, times, strict=True):
        marks[index] = replace(marks[index], open=time)
    return replace(block, markup=tuple(marks))


def _moment(time: str) -> tuple[int, float]:
    """Return the moment of a time stamp, which may have no hours, in an order."""
    *minutes, seconds = time.strip("<>").split(":")
    return sum(int(part or 0) * 60**power for power, part in enumerate(reversed(minutes), 1)), float(seconds or 0)
