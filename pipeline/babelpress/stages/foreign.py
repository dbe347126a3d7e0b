"""Sentences in another language than the article: quoted English, a paragraph that is half English."""

import re

from babelpress import lang
from babelpress.langid.base import Detector

_WORD = re.compile(r"[^\W\d_]+")

_LEAST = 4
"""The least number of different function words; titles and lists of names have fewer."""

_CONFIDENCE = 0.7
_SHARE, _OWN_SHARE = 0.3, 0.15
"""The least share of function words of the other language, and the greatest share of those of the article's own."""


def foreign(text: str, language: str, detector: Detector) -> str:
    """Return the code of the known language that a sentence is in, if it is certainly not that of the article.

    Both the function words and the detector must say so; a name, a title or a slogan has too few words to tell.

    Args:
        text: A sentence.
        language: The language of the article.
        detector: Detects the language of a text.

    Returns:
        A code, or nothing.
    """
    words = [word.lower() for word in _WORD.findall(text)]
    if len(words) < _LEAST or _share(words, language) > _OWN_SHARE:
        return ""
    shares = {code: _share(words, code) for code in lang.known() if code != language}
    best = max(shares, key=lambda code: shares[code], default="")
    if not best or shares[best] < _SHARE or len({*words} & lang.get(best).function_words) < _LEAST:
        return ""
    seen = detector.detect(text)
    return best if seen and seen.language == best and seen.confidence >= _CONFIDENCE else ""


def _share(words: list[str], language: str) -> float:
    """The share of the words that are function words of a language."""
    own = lang.get(language).function_words
    return sum(word in own for word in words) / len(words)
