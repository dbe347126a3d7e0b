"""The cues of subtitles, with times and lines; and how texts are cut into lines and cues."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import NamedTuple

from babelpress.errors import UnreadableInput

# Times: hours, minutes, seconds and milliseconds. SubRip files are written by many programs and are read leniently;
# WebVTT is strict. `_LIKE_TIMING` finds lines that were meant as timing lines but are none.
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_SRT_TIME = r"-?([0-9]{1,3}):([0-9]{1,2}):([0-9]{1,2})(?:[,.]([0-9]{1,3}))?"
_SBV_TIME = r"([0-9]{1,3}):([0-9]{1,2}):([0-9]{1,2})\.([0-9]{1,3})"
_VTT_TIME = r"(?:([0-9]{2,}):)?([0-5][0-9]):([0-5][0-9])\.([0-9]{3})"
_SRT_TIMING = re.compile(rf"\s*{_SRT_TIME}\s*-->\s*{_SRT_TIME}(?:\s.*)?")
_VTT_TIMING = re.compile(rf"[ \t]*{_VTT_TIME}[ \t]*-->[ \t]*{_VTT_TIME}(?:[ \t].*)?")
_SBV_TIMING = re.compile(rf"[ \t]*{_SBV_TIME},{_SBV_TIME}[ \t]*")
_LIKE_TIME = r"-?\d+:\d+[:.,]\d\S*"
_LIKE_TIMING = re.compile(rf"\s*{_LIKE_TIME}\s*[-–—=>]*\s*{_LIKE_TIME}\s*|.*\d\s*-->.*|.*-->\s*\d.*")
_VTT_HEADER = re.compile(r"WEBVTT(?:[ \t].*)?")

_EXAMPLES = {".vtt": "00:00:01.000 --> 00:00:04.000", ".sbv": "0:00:01.000,0:00:04.000"}


class Line(NamedTuple):
    """A line of the file without its line end; `number` counts from 1."""

    start: int
    end: int
    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A cue: its begin and end in milliseconds, and its lines, grouped into runs without blank lines."""

    begins: int
    ends: int
    runs: list[list[Line]] = field(default_factory=list)


def srt_cues(text: str, *, name: str) -> Iterator[Cue]:
    """Yield the cues in the order of the file. Raises `UnreadableInput` naming the line.

    As in players, a blank line in a cue's text does not end the cue, and a cue does not need one before it.
    """
    cue: Cue | None = None
    count = 0
    for run in _runs(text):
        new_run = True
        skip = False
        for index, line in enumerate(run):
            following = run[index + 1].text if index + 1 < len(run) else ""
            if skip:
                skip = False
                continue
            is_number = line.text.strip().isdecimal()
            timing = _SRT_TIMING.fullmatch(following if is_number else line.text)
            if timing:
                if cue:
                    yield cue
                skip = is_number
                cue = _cue(timing)
                count += 1
                new_run = True
                continue
            _refuse_broken(line, name)
            if is_number and index == 0 and (cue is None or int(line.text) == count + 1):
                _refuse_broken(run[index + 1] if following else line, name)
                raise _fault(name, line, "a cue without a timing line")
            if cue is None:
                raise _fault(name, line, "a text before the first timing line")
            if new_run:
                cue.runs.append([])
                new_run = False
            cue.runs[-1].append(line)
    if cue:
        yield cue


def sbv_cues(text: str, *, name: str) -> Iterator[Cue]:
    """Yield the cues in the order of the file. Raises `UnreadableInput` naming the line.

    A line of times begins a cue; other lines are its text, also behind a blank line.
    """
    cue: Cue | None = None
    for run in _runs(text):
        for index, line in enumerate(run):
            timing = _SBV_TIMING.fullmatch(line.text)
            if timing:
                if cue:
                    yield cue
                cue = _cue(timing)
                continue
            _refuse_broken(line, name)
            if cue is None:
                raise _fault(name, line, "a text before the first timing line")
            if index == 0 or not cue.runs:
                cue.runs.append([])
            cue.runs[-1].append(line)
    if cue:
        yield cue


def vtt_cues(text: str, *, name: str) -> Iterator[Cue]:
    """Yield the cues in the order of the file, without notes, styles and regions. Raises `UnreadableInput`."""
    for number, run in enumerate(_vtt_runs(text)):
        if number == 0:
            if run[0].number > 1 or not _VTT_HEADER.fullmatch(run[0].text):
                raise _fault(name, run[0], "expected WEBVTT")
            continue
        cue: Cue | None = None
        for index, line in enumerate(run):
            if "-->" in line.text:
                timing = _VTT_TIMING.fullmatch(line.text)
                if not timing:
                    _refuse_broken(line, name, certain=True)
                if cue:
                    yield cue
                cue = _cue(timing)  # type: ignore[arg-type]  # refused otherwise
            elif cue and line.text.strip():
                if not cue.runs or not run[index - 1].text.strip():
                    cue.runs.append([])
                cue.runs[-1].append(line)
            elif not cue and index < 2 and not run[0].text.startswith(("NOTE", "STYLE", "REGION")):
                _refuse_broken(line, name)
        if cue:
            yield cue


def vtt_language(text: str) -> tuple[int, int] | None:
    """Return the position of the language in the header, if it has one."""
    for line in next(_runs(text), []):
        if found := re.fullmatch(r"Language:[ \t]*(\S+)[ \t]*", line.text):
            return line.start + found.start(1), line.start + found.end(1)
    return None


def _runs(text: str) -> Iterator[list[Line]]:
    """Yield groups of lines between blank lines."""
    run: list[Line] = []
    for number, found in enumerate(_LINE.finditer(text), start=1):
        if found[1].strip():
            run.append(Line(found.start(1), found.end(1), number, found[1]))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _vtt_runs(text: str) -> Iterator[list[Line]]:
    """Yield groups of lines between empty lines.

    A line of blanks is part of a cue (the captions of YouTube have them), unless the next cue begins behind it.
    """
    lines = [Line(found.start(1), found.end(1), at, found[1]) for at, found in enumerate(_LINE.finditer(text), start=1)]
    run: list[Line] = []
    for index, line in enumerate(lines):
        timed = any("-->" in before.text for before in run[:2])
        begins = any("-->" in after.text for after in lines[index + 1 : index + 3])
        if line.text.strip() or (line.text and timed and not begins):
            run.append(line)
        elif run:
            yield run
            run = []
    if run:
        yield run


# Events of ASS and SSA: a section `[Events]` with a line `Format:`, which says where in a line `Dialogue:` what stands.

_SECTION = re.compile(r"\s*\[([^\]]*)\]\s*")
_ASS_TIME = re.compile(r"\s*([0-9]+):([0-9]{1,2}):([0-9]{1,2})(?:[.:]([0-9]{1,3}))?\s*")
_ASS_BREAK = re.compile(r"\\[Nn]")
_DRAWING = re.compile(r"\{[^{}]*\\p[1-9]")
"""The beginning of a drawing: what follows are coordinates."""
_FIELDS = ["layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text"]


def ass_cues(text: str, *, name: str) -> Iterator[Cue]:
    r"""Yield the dialogues in the order of the file; their lines are what `\N` parts. Raises `UnreadableInput`."""
    section, fields, events = "", _FIELDS, False
    for number, found in enumerate(_LINE.finditer(text), start=1):
        line = found[1]
        if title := _SECTION.fullmatch(line.removeprefix("\ufeff")):
            section = title[1].strip().lower()
            events = events or section == "events"
            continue
        key, _, value = line.partition(":")
        if section != "events" or key.strip().lower() not in ("format", "dialogue"):
            continue
        if key.strip().lower() == "format":
            fields = [field.strip().lower() for field in value.split(",")]
            if fields[-1] != "text" or not {"start", "end"} <= set(fields):
                raise _ass_fault(name, number, "its line Format: has no Start and End, or does not end in Text", line)
            continue
        yield _ass_cue(value, fields, start=found.start(1) + len(key) + 1, name=name, number=number)
    if not events:
        raise UnreadableInput(f"{name}: has no section [Events]; it is not a file of subtitles, or was cut off")


def _ass_cue(value: str, fields: list[str], *, start: int, name: str, number: int) -> Cue:
    parts = value.split(",", len(fields) - 1)
    times = [
        _ASS_TIME.fullmatch(parts[fields.index(key)]) for key in ("start", "end") if fields.index(key) < len(parts)
    ]
    if len(parts) < len(fields) or len(times) < 2 or not all(times):
        raise _ass_fault(name, number, "a broken line Dialogue:", value)
    begins, ends = (_milliseconds(time.groups()) for time in times if time)
    cue = Cue(begins=begins, ends=ends)
    written = parts[-1]
    if not _DRAWING.search(written):
        at = start + len(value) - len(written)
        cuts = [0, *(edge for found in _ASS_BREAK.finditer(written) for edge in found.span()), len(written)]
        pieces = zip(cuts[::2], cuts[1::2], strict=True)
        lines = [Line(at + low, at + high, number, written[low:high]) for low, high in pieces]
        cue.runs.append([line for line in lines if line.text.strip()] or lines[:1])
    return cue


def _ass_fault(name: str, number: int, what: str, line: str) -> UnreadableInput:
    return UnreadableInput(
        f"{name}: line {number:,}: {what}: {line.strip()[:60]!r}; a line is such as "
        "Dialogue: 0,0:00:01.00,0:00:04.00,Default,,0,0,0,,Text"
    )


def _cue(timing: re.Match[str]) -> Cue:
    times = timing.groups()
    return Cue(begins=_milliseconds(times[:4]), ends=_milliseconds(times[4:8]))


def _milliseconds(parts: Sequence[str | None]) -> int:
    hours, minutes, seconds = (int(part or 0) for part in parts[:3])
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((parts[3] or "0").ljust(3, "0"))


def _refuse_broken(line: Line, name: str, *, certain: bool = False) -> None:
    if certain or _LIKE_TIMING.fullmatch(line.text):
        raise _fault(name, line, "a broken timing line")


def _fault(name: str, line: Line, what: str) -> UnreadableInput:
    times = _EXAMPLES.get(name.lower()[-4:], "00:00:01,000 --> 00:00:04,000")
    return UnreadableInput(
        f"{name}: line {line.number:,}: {what}: {line.text.strip()[:60]!r}; a cue begins with a line such as {times}"
    )


# Cutting a text: into the lines of a cue, and into the cues that share a sentence.

_GAP = re.compile(r"(?<=\S) (?=\s*(?:[^\s\-–—‐]|-\d))")
"""A space at which a line can end: not two in a row, so that no line is empty; nor before a dash, which begins what
another speaker says."""

_PAUSES = frozenset(",;:.!?…–—")
_NEAR = 16
"""Spaces on either side of the ideal place that are considered: a farther one never wins."""
_PAUSE_WORTH = 8
"""Characters by which a cut may miss its ideal place in order to follow a punctuation mark."""


def in_lines(text: str, *, width: int, lines: int, first: int = 0) -> str:
    r"""Return a text with line ends in place of spaces: as few lines as `width` allows, of about the same length.

    Never more than `lines`: a longer text gets longer lines. `first` is the number of characters already on the first
    line. No character moves, so that the marks over the text stay valid.

    >>> in_lines("Le train de nuit pour Vienne part ce soir.", width=30, lines=2)
    'Le train de nuit pour\nVienne part ce soir.'
    """
    words = [len(word) for word in _GAP.split(text)]
    few = min(lines, len(_greedy(words, width, first)))
    low, high = max(words), first + len(text)
    while low < high:  # the narrowest width at which the text fits into so many lines
        middle = (low + high) // 2
        if len(_greedy(words, middle, first)) <= few:
            high = middle
        else:
            low = middle + 1
    characters = list(text)
    for end in _greedy(words, low, first)[:-1]:
        characters[end] = "\n"
    return "".join(characters)


def divided(text: str, shares: Sequence[int]) -> list[str]:
    """Return as many parts as there are shares, each of about its share of the characters, cut at spaces.

    A cut prefers to come after a punctuation mark. Where there are fewer words than shares, parts at the end are empty.

    >>> divided("Als het regent, blijven we thuis.", [10, 12])
    ['Als het regent,', 'blijven we thuis.']
    """
    cuts = [0, *cuts_of(text, shares), len(text)]
    return [text[start:end].strip() for start, end in pairwise(cuts)]


def cuts_of(text: str, shares: Sequence[int]) -> list[int]:
    """Return the spaces at which a text is cut into parts of these shares; the end where there are too few."""
    spaces = [found.start() for found in _GAP.finditer(text)]
    cuts: list[int] = []
    first = 0  # the first space that is free
    whole = sum(shares) or 1
    for share in list(accumulate(shares))[:-1]:
        ideal = len(text) * share / whole
        near = bisect_left(spaces, ideal, first)
        free = spaces[max(first, near - _NEAR) : near + _NEAR]
        cut = min(free, key=lambda at: abs(at - ideal) - _PAUSE_WORTH * (text[at - 1] in _PAUSES), default=len(text))
        cuts.append(cut)
        first = bisect_left(spaces, cut + 1, first)
    return cuts


def _greedy(words: Sequence[int], width: int, first: int) -> list[int]:
    """Return where each line ends, in characters, if every line takes as many words as fit."""
    ends: list[int] = []
    at, room = -1, width - first
    for number, length in enumerate(words):
        if number and length + 1 > room:
            ends.append(at)
            room = width - length
        else:
            room -= length + bool(number)
        at += length + 1
    return [*ends, at]
