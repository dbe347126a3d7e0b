"""The sample of a text that a detector reads: bounded, cleaned, cut into windows; and the vote over the windows.

Because each window is classified by itself, the confidence is the share of the text in that language: a text half
French and half English is not reported as certainly one of the two.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from itertools import pairwise

from pydantic import BaseModel, ConfigDict, Field

from babelpress.document import Detection

Rank = Callable[[str], Iterable[tuple[str, float]]]
"""The languages of a short text with their probabilities, in any order."""

PIECE = 240
"""Characters of a window: about two sentences, from where all systems measured recognize 99 % of news text."""

_SNAP = 40
"""How many characters a cut may move back so as not to split a word."""

_URL_OR_EMAIL = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+")


class SampleOptions(BaseModel):
    """How much of a text is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    max_characters: int = Field(
        16 * PIECE, ge=PIECE, description="Most characters of a text that are read, spread evenly over it."
    )


def vote(text: str, rank: Rank, *, max_characters: int) -> Detection | None:
    """Classify each window of a sample; return the language of most letters, or None for a text without letters."""
    shares: dict[str, float] = {}
    total = 0
    for piece in pieces(text, max_characters):
        letters = sum(map(str.isalpha, piece))
        total += letters
        for language, probability in rank(piece) if letters else ():
            shares[language] = shares.get(language, 0.0) + letters * probability
    if not shares:
        return None
    first, *others = sorted(shares, key=lambda language: (-shares[language], language))
    return Detection(
        language=first,
        confidence=min(1.0, max(0.0, shares[first] / total)),
        runner_up=others[0] if others else None,
    )


def pieces(text: str, max_characters: int) -> list[str]:
    """Return windows of about equal length, spread evenly over the text; all of a text that is short enough."""
    text = text.strip()
    count = -(-min(len(text), max_characters) // PIECE)
    if len(text) <= max_characters:  # one window begins where the last one ends
        cuts = [_snap(text, len(text) * i // max(1, count)) for i in range(count + 1)]
        return [_clean(text[start:end]) for start, end in pairwise(cuts)]
    width = min(PIECE, -(-len(text) // max(1, count)))
    last = len(text) - width
    starts = [last * i // (count - 1) if count > 1 else 0 for i in range(count)]
    return [_clean(text[_snap(text, start) : _snap(text, start + width)]) for start in starts]


def _snap(text: str, at: int) -> int:
    """Move a cut back to the nearest white space within `_SNAP` characters, if there is any."""
    if at in (0, len(text)):
        return at
    return next((i for i in range(at, max(0, at - _SNAP), -1) if text[i - 1].isspace()), at)


def _clean(text: str) -> str:
    """Remove what is not language (control and zero-width characters, addresses); lowercase text in capitals."""
    kept = "".join(
        " " if character.isspace() else character
        for character in unicodedata.normalize("NFC", text)
        if character.isspace() or unicodedata.category(character)[0] != "C"
    )
    plain = _URL_OR_EMAIL.sub(" ", kept)
    capitals = sum(map(str.isupper, plain))
    return plain.lower() if 2 * capitals > sum(map(str.isalpha, plain)) else plain
