"""Whether a short text, such as a headline, is in the only language that a profile translates from.

Detectors are often wrong about three or four words: "Nvidia chute en Bourse" is Spanish for one, with 0.70. So the
text is taken for the language of the profile unless the detector is surer of another than a bound; the function words
of both languages move the bound. Of 250 French openings of two to six words 2 % are refused, 14 % without; of as many
English, German, Spanish, Dutch or Portuguese ones 86 to 98 % (2026-11-30).
"""

import re

from babelpress import lang
from babelpress.document import Detection

SHORT = 80
"""Texts with fewer characters are short."""

_WORD = re.compile(r"[^\W\d_]+")

_OWN_WORDS = 0.8
"""The bound for a text with more function words of the profile's language than of the detected one."""

_NEAR = 0.75
"""The bound where the profile's language is the next most probable, or the text is a single word."""

_OTHER = 0.35
"""The bound for any other text."""

_OTHER_WORDS = 0.3
"""The bound for a text with more function words of the detected language."""


def is_foreign(text: str, seen: Detection, language: str) -> bool:
    """Tell whether a short text is surely not in `language`.

    Args:
        text: The text.
        seen: What the detector says of it.
        language: The only language that a profile translates from.
    """
    if seen.language == language:
        return False
    words = [word.lower() for word in _WORD.findall(text)]
    own, other = _known(words, language), _known(words, seen.language)
    if own != other:
        bound = _OWN_WORDS if own > other else _OTHER_WORDS
    else:
        bound = _NEAR if seen.runner_up == language or len(words) < 2 else _OTHER
    return seen.confidence >= bound


def _known(words: list[str], language: str) -> int:
    """How many of the words are function words of a language; none if the language has no data."""
    if language not in lang.known():
        return 0
    known = lang.get(language).function_words
    return sum(word in known for word in words)
