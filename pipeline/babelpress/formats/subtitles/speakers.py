"""Who speaks in a cue: dashes, voices and names at the beginning of its lines."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from babelpress import lang
from babelpress.formats.subtitles.cues import Line

# `_DASH` is the dash of a new speaker. `_LABEL` is what stands before a colon at the beginning of a line: at most four
# words that begin with a capital, a figure or are a particle. `_VOICE` is a tag that tells speakers apart.
_DASH = re.compile(r"\s*[-–—‐](?:\s+|(?=[^\W\d]|[«“„\"'¿¡(…\[<{]))")
_WORD = r"(?:[A-ZÀ-ÖØ-ÞŒŸ][\w'’.-]{0,30}|(?:de|du|des|d'|d’|le|la|van|von|der|el)\b[A-ZÀ-Ö]?[\w-]{0,30}|[0-9]{1,2})"
_LABEL = re.compile(
    rf"\s*(?P<label>[A-ZÀ-ÖØ-ÞŒŸ][\w'’.-]{{0,30}}(?:[ \t]{_WORD}){{0,3}})(?P<colon>[ \t\u00a0\u202f]?:)\s+(?=\S)"
)
_PARTICLES = frozenset(["de", "du", "des", "d", "l", "la", "le", "van", "von", "der", "el"])
_SOUND = re.compile(r"(?P<open>[\[(♪♫#]?)[^\[\]()♪♫#]*(?P<close>[\])♪♫#]?)")
_VOICE = re.compile(r"<(?:v|c\.|font)\b[^<>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What a line begins with, as offsets in it: the text begins at `text`; `colon` is the colon after a name."""

    text: int = 0
    dash: bool = False
    colon: tuple[int, int] | None = None
    voice: str = ""

    @property
    def speaks(self) -> bool:
        """Whether it shows who speaks."""
        return self.dash or self.colon is not None


class Speakers:
    """Knows the names before colons in a file: those that are certainly names are not translated."""

    def __init__(self, lines: Iterable[str], tag: re.Pattern[str]) -> None:
        self._tag = tag
        self._labels: Counter[str] = Counter()
        self._words: set[str] = set()
        self._guessed: set[str] = set()
        for line in lines:
            found = _LABEL.match(line, self._behind_dash(line)[0])
            if found:
                self._labels[found["label"]] += 1
            self._words.update(re.findall(r"\b[^\W\d_A-Z]\w+", line[found.end() :] if found else line))

    def opening(self, line: str) -> Opening:
        """Return what a line begins with."""
        at, dash = self._behind_dash(line)
        voice = _VOICE.match(line.lstrip())
        found = _LABEL.match(line, at)
        if found and self._is_name(found["label"]):
            return Opening(text=found.end(), dash=dash, colon=found.span("colon"), voice=voice[0] if voice else "")
        return Opening(text=at if dash else 0, dash=dash, voice=voice[0] if voice else "")

    def turns(self, run: Sequence[Line]) -> Iterator[list[Line]]:
        """Yield the lines of a cue by speaker: a dash, a name or another voice begins a turn.

        So does a sound in brackets that has its own lines (`[RIRES]`, `♪ chanson ♪`), and what is after it.
        """
        lines: list[Line] = []
        voice = ""
        for line in run:
            opening = self.opening(line.text)
            new_voice = opening.voice and voice and opening.voice != voice
            if lines and (opening.speaks or new_voice or self._begins_sound(line.text) or self._ended(lines)):
                yield lines
                lines = []
            voice = opening.voice or (voice if lines else "")
            lines.append(line)
        yield lines

    def _ended(self, lines: Sequence[Line]) -> bool:
        """Return whether lines are a whole sound in brackets."""
        first, last = (self._brackets(line.text) for line in (lines[0], lines[-1]))
        return bool(first[0] and last[1])

    def _brackets(self, line: str) -> tuple[str, str]:
        """Return the bracket or note that a line begins and ends with, if it has no others."""
        found = _SOUND.fullmatch(self._tag.sub("", line).strip())
        return (found["open"], found["close"]) if found else ("", "")

    def _begins_sound(self, line: str) -> bool:
        """Return whether a line begins a sound: a note at the beginning of every line does not."""
        opened, closed = self._brackets(line)
        return opened in ("[", "(") or bool(opened and closed)

    def _behind_dash(self, line: str) -> tuple[int, bool]:
        """Return where the text behind the tags and the dash of a line begins, and whether there is a dash."""
        at = 0
        while (found := self._tag.match(line, at + _blanks(line, at))) and not found["close"]:
            at = found.end()
        dash = _DASH.match(line, at)
        return (dash.end(), True) if dash else (at, False)

    def guessed(self) -> int:
        """Return how many lines begin with what was taken for a name and is no known given name."""
        return sum(self._labels[label] for label in self._guessed)

    def _is_name(self, label: str) -> bool:
        words = [_plain(word) for word in re.split(r"[ \t]", label)]
        common, given = _common(), _given()
        if any(word in common for word in words):
            return False
        if any(part in given for word in words for part in word.split("-")):
            return True
        named = all(word.lower() not in self._words for word in label.split())
        if not named or label[-1].isdigit() or (len(words) == 1 and self._labels[label] == 1):
            return False
        self._guessed.add(label)
        return True


def closers(raw: str, tag: re.Pattern[str]) -> int:
    """Return where the end tags at the end of a text begin that belong to tags before it.

    >>> closers("Oui.</i> ", re.compile("</?(?P<name>i)(?P<close>)>|<(?P<x>/)i>"))
    9
    """
    opened: Counter[str] = Counter()
    lone: list[tuple[int, int]] = []
    for found in tag.finditer(raw):
        name = (found["name"] or "").lower()
        if not found["close"]:
            opened[name] += 1
        elif opened[name]:
            opened[name] -= 1
        else:
            lone.append(found.span())
    end = len(raw.rstrip())
    for start, stop in reversed(lone):
        if stop != end:
            break
        end = len(raw[:start].rstrip())
    return end if lone else len(raw)


def _blanks(line: str, at: int) -> int:
    return len(line) - at - len(line[at:].lstrip())


def _plain(word: str) -> str:
    """Return a word in lower case, without accents and full stops."""
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).strip(".")


@lang.dependent
@cache
def _given() -> frozenset[str]:
    """The given names of all languages."""
    return frozenset[str]().union(*(one.people.given for one in lang.known().values()))


@lang.dependent
@cache
def _common() -> frozenset[str]:
    """The words of all languages that are no names: roles, titles, words that are often capitalised, articles."""
    found = set[str]()
    for one in lang.known().values():
        found |= {_plain(word) for word in (*one.people.roles, *one.titles, *one.capitalised, *one.before_colon)}
        found |= {_plain(word) for word in one.function_words} - _PARTICLES
    return frozenset(found)
