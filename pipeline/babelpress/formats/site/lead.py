"""What stands between title and article: the summary or the standfirst, and nothing that is read twice in a row."""

import re
from itertools import accumulate

from babelpress.formats.versions import Version

_SENTENCE_END = re.compile(r"[.!?…][»”\"’)\s]*\s")
"""The end of a sentence; one too many only matters where the article begins with what follows it."""
_STOPS = " .!?…:"
_LONGEST = 5_000
"""Characters at the beginning of an article that are compared."""


def lead(version: Version, heading: str) -> tuple[str, str]:
    """Return the text of the summary box and the standfirst of a page: one of them, or neither.

    The summary is shown if there is one, otherwise the standfirst; without a beginning that repeats the end of the
    heading, and without an end with which the article begins.

    Args:
        version: One version of an article.
        heading: The heading above it.

    Returns:
        The text of the box and the standfirst; what is not shown is empty.
    """
    opening = _opening(version)
    summary = _new(version.summary.text if version.summary else "", before=heading, after=opening)
    return (summary, "") if summary else ("", _new(version.standfirst, before=heading, after=opening))


def teaser(version: Version, heading: str, otherwise: str) -> str:
    """Return what a list says of a version below its heading: the standfirst, else the summary, else `otherwise`."""
    texts = (version.standfirst, version.summary.text if version.summary else "", otherwise)
    return next(filter(None, (_new(text, before=heading) for text in texts)), "")


def _new(text: str, *, before: str, after: str = "") -> str:
    """Return what a text says that is not in `before` and that `after` does not begin with; empty if nothing is left.

    >>> _new("Un train part. Il est plein. Un autre suit.", before="Un train part", after="Un autre suit. Fin.")
    'Il est plein.'
    """
    text, before, after = (" ".join(one.split()) for one in (text, before, after))
    for start in _sentences(before):
        bare = before[start:].rstrip(_STOPS)
        rest = text[len(bare) :]
        if bare and text.startswith(bare) and rest[:1] in _STOPS:
            text = rest.lstrip(_STOPS)
            break
    for start in _sentences(text):
        if after.startswith(text[start:]):
            return text[:start].rstrip()
    return text


def _sentences(text: str) -> tuple[int, ...]:
    """Return where the sentences of a text begin."""
    return (0, *(found.end() for found in _SENTENCE_END.finditer(text)))


def _opening(version: Version) -> str:
    """Return the beginning of the text of an article."""
    texts = [block.text for block in version.blocks if block.kind != "title"]
    lengths = accumulate(map(len, texts))
    return " ".join(text for text, length in zip(texts, lengths, strict=True) if length - len(text) < _LONGEST)
