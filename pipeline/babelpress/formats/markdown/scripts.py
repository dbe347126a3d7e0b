"""Where JavaScript in Markdown (MDX) ends: imports and exports, expressions in braces, tags with expressions."""

import re
from dataclasses import dataclass

_STRINGS = (
    r"\"(?:\\.|[^\"\\\n])*+\"|'(?:\\.|[^'\\\n])*+'|`(?:\\.|[^`\\])*+`"  # an apostrophe in a text is none of them
    r"|/\*(?:.*?\*/|.*)|(?<!:)//[^\n]*+"
)
_BRACES = re.compile(rf"[{{}}]|{_STRINGS}", re.DOTALL)
_BRACKETS = re.compile(rf"[{{}}()\[\]]|\n|{_STRINGS}", re.DOTALL)
_TAG_START = re.compile(r"<(?:/?[A-Za-z][\w.:-]*+)?")
_TAG_PART = re.compile(r"\s++|[\w:.$@#-]++|=|\"[^\"]*+\"|'[^']*+'|/")
_MODULE = re.compile(
    r"import\s[^\n;]+\sfrom\s+(?:'[^'\n]+'|\"[^\"\n]+\");?[ \t]*$"
    r"|export\s+(?:default|const)\s[^\n]+[{(\[=;][^\n]*$"
    r"|(?:#{1,6}[ \t][^\n]*)?\{/\*"
)
_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
_SCRIPT = re.compile(r"\s*<script\b", re.IGNORECASE)
_BLANK = re.compile(r"[ \t]*(?:\n|$)")
_LONGEST = 20_000
"""Most characters of an expression or a tag."""
_SHORT = 200
_PATIENCE = 50
_LAST_PATIENCE = 2_000

ESM = re.compile(
    r"import\s*(?:[*{\"']|\w[\w$]*\s*(?:,|\sfrom\b))"
    r"|export\s+(?:default|const|let|var|function|class|async|type|interface|enum|\{|\*)(?![\w-])"
)
"""The beginning of an import or export, which prose does not have: `import des données` is none."""


def looks_like_mdx(text: str) -> bool:
    """Return whether a Markdown file has an import, an export or a comment of MDX, as those of Docusaurus have.

    What stands in code and in scripts does not count: components of Vue have imports there.
    """
    until = ""
    for line in re.split(r"\r\n?|\n", text):
        if until:
            found = _FENCE.match(line)
            if (found and found[1].startswith(until)) or (until == "<" and "</script" in line.lower()):
                until = ""
        elif fence := _FENCE.match(line):
            until = fence[1]
        elif _SCRIPT.match(line):
            until = "" if "</script" in line.lower() else "<"
        elif _MODULE.match(line):
            return True
    return False


@dataclass(slots=True)
class Patience:
    """Bounds the time for braces that are never closed: after many failures only short expressions count, then none."""

    failures: int = 0

    def stop(self, start: int, end: int) -> int:
        """Return how far to look from a start."""
        if self.failures > _LAST_PATIENCE:
            return start
        return min(end, start + (_LONGEST if self.failures < _PATIENCE else _SHORT))

    def noted(self, end: int) -> int:
        """Return an end that was found; -1 counts as a failure."""
        self.failures += end < 0
        return end


def expression_end(text: str, start: int, end: int, patience: Patience) -> int:
    """Return the end of the braces that open at `start`, or -1: strings and comments in them may hold braces.

    >>> expression_end("{a ? '}' : {b: 1}} mot", 0, 22, Patience())
    18
    """
    return patience.noted(_expression_end(text, start, patience.stop(start, end)))


def _expression_end(text: str, start: int, stop: int) -> int:
    depth = 0
    for found in _BRACES.finditer(text, start, stop):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if not depth:
            return found.end()
    return -1


def tag_end(text: str, start: int, end: int, patience: Patience) -> int:
    """Return the end of the tag of a component at `start`, or -1: `<Card data={[1, 2]} />`, `</Card>`, `<>`."""
    opening = _TAG_START.match(text, start, end)
    if not opening:
        return -1
    at, stop = opening.end(), patience.stop(start, end)
    while at < stop:
        if text[at] == ">":
            return at + 1
        if text[at] == "{":
            at = _expression_end(text, at, stop)
            if at < 0:
                return patience.noted(-1)
        elif part := _TAG_PART.match(text, at, stop):
            at = part.end()
        else:
            return -1
    return patience.noted(-1)


def module_end(text: str, start: int, patience: Patience) -> int:
    """Return the end of imports and exports: the end of a line where all brackets are closed and a blank one follows.

    Where they are never closed, the end of the paragraph.
    """
    depth, first = 0, -1
    patient = patience.failures < _PATIENCE
    for found in _BRACKETS.finditer(text, start):
        if found[0] == "\n":
            if _BLANK.match(text, found.end()):
                first = found.start() if first < 0 else first
                if depth <= 0 or not patient:
                    return first if depth > 0 else found.start()
        else:
            depth += {"{": 1, "(": 1, "[": 1, "}": -1, ")": -1, "]": -1}.get(found[0], 0)
    if depth <= 0 or first < 0:
        return len(text.rstrip("\n"))
    patience.failures += 1
    return first
