"""Compiled patterns of language files."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from babelpress.nlp.tokenization import words


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern that ignores case; an empty one matches nothing."""
    return re.compile(pattern or "(?!)", re.IGNORECASE)


class Phrases:
    """Finds any of many names and phrases as whole words, the longest first, in texts that mostly have none.

    >>> [match.group() for match in Phrases(["new york", "york"]).finditer("new york and york")]
    ['new york', 'york']
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        known = sorted({phrase for phrase in phrases if phrase}, key=lambda phrase: (-len(phrase), phrase))
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, known)) or '(?!)'})(?!\w)")
        self._telling = frozenset(max(words(phrase) or ("",), key=len) for phrase in known)
        self._always = "" in self._telling

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the matches in a text in lower case; a text without the longest word of any phrase is not searched."""
        if self._always or not self._telling.isdisjoint(words(text)):
            yield from self._pattern.finditer(text)
