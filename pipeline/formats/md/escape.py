"""Characters as Markdown spells them: as the source did, and no more guarded than is asked."""

import re
from collections.abc import Sequence

from pipeline.records import Mark

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>&~$^|!:]")
_CAREFUL = re.compile(r"https?://[^\s<>()\[\]*`\\|{}\"^]+|(?<=\w)[_:](?=\w)|[:!](?=\s|$)|([\\`*_{}\[\]<>&~$^!:])")


class Escape:
    """Spells text: each character as the source did where it did, and guarded as the way says."""

    def __init__(self, spellings: Sequence[tuple[str, str]], level: str) -> None:
        self._spellings: dict[str, list[str]] = {}
        for character, spelling in spellings:
            self._spellings.setdefault(character, []).append(spelling)
        self._seen: dict[str, int] = {}
        self._level = level
        self._known = re.compile(f"[{re.escape(''.join(self._spellings))}]") if self._spellings else None

    def __call__(self, text: str, *, verbatim: bool, code_html: bool) -> str:
        """Give the next piece of a block's text; `verbatim` is code, `code_html` is code between HTML tags."""
        if code_html:
            return _SPECIAL.sub(r"\\\g<0>", text)
        if verbatim:
            return text
        text = re.sub(r" {2,}\n", " \n", text)
        text = re.sub(r"\n[ \t]+", "\n", text)
        guarded = self._guarded(text) if self._level != "none" else {}
        if not guarded and not self._known:
            return text
        return "".join(self._one(character, index in guarded) for index, character in enumerate(text))

    def _guarded(self, text: str) -> set[int]:
        if self._level == "all":
            return {found.start() for found in _SPECIAL.finditer(text)}
        return {found.start() for found in _CAREFUL.finditer(text) if found[1]}

    def _one(self, character: str, guarded: bool) -> str:
        spelling = character
        if own := self._spellings.get(character):
            count = self._seen.get(character, 0)
            self._seen[character] = count + 1
            spelling = own[min(count, len(own) - 1)]
        return f"\\{character}" if guarded and spelling == character else spelling


def render_caption(text: str, *, kind: str, quote: str = '"') -> str:
    """Give text as it stands in a tag: `alt` of an image, `title` of a link, `note` of a footnote on the spot."""
    line = " ".join(text.split())
    if kind == "title":
        special = f"\\{quote}&`<|" + ("(" if quote == ")" else "")
        return "".join(f"\\{character}" if character in special else character for character in line)
    return _SPECIAL.sub(r"\\\g<0>", line)


def code_fence(mark: Mark, covered: str, *, opens: bool) -> str:
    """Give what opens or closes code: its own backticks, or as many as the code does not hold."""
    runs = {len(run) for run in re.findall("`+", covered)}
    fence = len(mark.open.rstrip(" \n"))
    if covered and fence not in runs:
        return mark.open if opens else mark.close
    width = next(width for width in range(1, len(runs) + 2) if width not in runs)
    return "`" * width + " " if opens else " " + "`" * width
