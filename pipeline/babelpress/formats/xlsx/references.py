"""What the formulas, tables and filters of a workbook compare with its texts: these must stay as they are."""

import re

from babelpress.formats.xml.texts import lettered

_STRING = re.compile(r'"((?:[^"]|"")*)"')
_FORM = re.compile(r"[dmyjahs#0?.,:;/%\s_E+-]+|[A-Za-z]{0,3}\$?\d+|[a-z]", re.IGNORECASE)
"""A form of numbers and dates (`jj/mm/aaaa`), or the name of a cell."""
_WILD = re.compile(r"(?:~.|[^*~]|~$)+")
"""What stands between two `*`; a tilde makes the next character an ordinary one."""
_MAX_PATTERNS = 100


class References:
    """The texts that are referred to, whatever their capitals.

    Attributes:
        kept: How many texts `keeps` has found.
        literals: How many texts stand in formulas and lists to choose from themselves.
    """

    def __init__(self) -> None:
        self.kept = self.literals = 0
        self._texts: set[str] = set()
        self._patterns: dict[str, _Pattern] = {}

    def add(self, text: str) -> None:
        """Add a text that is compared as a whole; `*` and `?` in it stand for any characters."""
        text = text.strip().casefold()
        if not lettered(text):
            return
        self._texts.add(text)
        if ("*" in text or "?" in text) and len(self._patterns) < _MAX_PATTERNS:
            self._patterns[text] = _Pattern(text)

    def add_formula(self, formula: str) -> None:
        """Add the strings of a formula, and the entries of a string that is a list (`"Oui,Non"`)."""
        for found in _STRING.finditer(formula) if '"' in formula else ():
            text = found[1].replace('""', '"')
            self.literals += lettered(text) and not _FORM.fullmatch(text)
            self.add(text)
            for entry in re.split("[,;]", text) if found[0] == formula.strip() else ():
                self.add(entry)

    def keeps(self, text: str) -> bool:
        """Return whether a text is referred to."""
        text = text.strip().casefold()
        if text not in self._texts and not any(pattern.fits(text) for pattern in self._patterns.values()):
            return False
        self.kept += 1
        return True


class _Pattern:
    """A text with `*` and `?`, compared in linear time."""

    def __init__(self, text: str) -> None:
        self._open = text.startswith("*"), text.endswith("*") and not text.endswith("~*")
        pieces = [re.sub(r"~(.)", r"\1", found[0]) for found in _WILD.finditer(text)]
        self._sizes = list(map(len, pieces))
        self._pieces = [re.compile(re.escape(piece).replace(r"\?", "."), re.DOTALL) for piece in pieces]

    def fits(self, text: str) -> bool:
        at = 0
        for number, piece in enumerate(self._pieces):
            first, last = number == 0 and not self._open[0], number == len(self._pieces) - 1 and not self._open[1]
            start = len(text) - self._sizes[number] if last else at
            found = piece.match(text, at) if first else piece.search(text, start) if start >= at else None
            if not found or (last and found.end() != len(text)):
                return False
            at = found.end()
        return bool(self._pieces)
