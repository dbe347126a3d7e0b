"""What stands between title and article: the summary or the standfirst, and nothing that is read again below it."""

import re
from dataclasses import dataclass
from itertools import pairwise

from babelpress.formats.versions import Version

_SENTENCE_END = re.compile(r"[.!?…][»”\"’)\s]*(?:\s|$)")
"""The end of a sentence; one too many only matters where the article begins with what follows it."""
_STOPS = " .!?…:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """What a page shows above an article; what is not shown is empty. A `folded` summary is shown when it is opened."""

    summary: str = ""
    standfirst: str = ""
    folded: bool = False


def lead(version: Version, heading: str) -> Lead:
    """Return the summary of a page, or its standfirst, without a beginning that repeats the end of the heading.

    If the article begins with the whole summary, there is no box. If it has sentences of the summary at its beginning,
    the box is folded, as readers would have the same sentences twice before their eyes.

    Args:
        version: One version of an article.
        heading: The heading above it.
    """
    summary = _after(heading, version.summary.text if version.summary else "")
    said, opening = _sentences(summary), _opening(version, len(summary))
    if opening[: len(said)] == said:
        summary = ""
    folded = any(sentence in opening for sentence in said)
    if summary and not folded:
        return Lead(summary=summary)
    standfirst = _after(heading, version.standfirst)
    opening = _opening(version, len(standfirst))
    if any(sentence in opening for sentence in _sentences(standfirst)):
        standfirst = ""
    return Lead(summary=summary, standfirst=standfirst, folded=bool(summary))


def teaser(version: Version, heading: str, otherwise: str) -> str:
    """Return what a list says of a version below its heading: the standfirst, else the summary, else `otherwise`."""
    texts = (version.standfirst, version.summary.text if version.summary else "", otherwise)
    return next(filter(None, (_after(heading, text) for text in texts)), "")


def _after(heading: str, text: str) -> str:
    """Return a text without a beginning that is the end of the heading above it.

    >>> _after("Grève. Un train part", "Un train part. Il est plein.")
    'Il est plein.'
    """
    heading, text = _spaced(heading), _spaced(text)
    for start in (0, *(found.end() for found in _SENTENCE_END.finditer(heading))):
        bare = heading[start:].rstrip(_STOPS)
        rest = text[len(bare) :]
        if bare and text.startswith(bare) and rest[:1] in _STOPS:
            return rest.lstrip(_STOPS)
    return text


def _opening(version: Version, length: int) -> list[str]:
    """Return the sentences of the first blocks of an article that are together longer than this."""
    found: list[str] = []
    for block in version.blocks:
        if block.kind != "title":
            found += _sentences(_spaced(block.text))
            length -= len(block.text)
            if length < 0:
                break
    return found


def _sentences(text: str) -> list[str]:
    """Return the sentences of a text, without what an abbreviation cuts off them (« M. »).

    >>> _sentences("M. Blanc part. Il est seul !")
    ['Blanc part', 'Il est seul']
    """
    ends = [0, *(found.end() for found in _SENTENCE_END.finditer(text)), len(text)]
    parts = [text[start:end].strip() for start, end in pairwise(ends) if start < end]
    found = [part.rstrip(_STOPS) for part in parts]
    return [one for one in found if " " in one] or [one for one in found if one]


def _spaced(text: str) -> str:
    return " ".join(text.split())
