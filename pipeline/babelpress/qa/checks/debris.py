"""Check `debris`: what a model or a decoder left in a translation, such as `▁`, `<unk>` or a mask."""

import re
import unicodedata
from collections import Counter

from babelpress.nlp.tokenization import shorten
from babelpress.qa.base import Finding, SegmentPair

_TOKENS = re.compile(
    r"[▁⁇\ufffd]+"  # a word boundary of SentencePiece, its unknown piece, a byte that is no text
    r"|</?(?:s|unk|pad|bos|eos|mask|cls|sep|sos|extra_id_\d{1,3}|2[a-z]{2,3}|\|[a-z_]{2,24}\|)>"
    r"|\[(?:UNK|PAD|CLS|SEP|MASK|BOS|EOS)\]"
    r"|<0x[0-9A-F]{2}>"
    r"|>>[\w+-]{1,16}<<"
    r"|(?<=\w)@@(?=\s|\Z)"  # a joint of byte-pair encoding
    r"|(?<![\w\[⟦])(?:[\[⟦](?:[XBZK]{1,3}\d{1,4}|\d{1,4}[⟧])[\]⟧]?|[XBZK]{1,3}\d{1,4}[\]⟧])(?!\w)"  # a mask in brackets
    r"|[⟦⟧]",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[▁⁇\ufffd<>\[\]⟦⟧]|@@")
"""Found in every text with such a token."""
_MASK = re.compile(r"(?<![\w.,/@#&\[⟦-])[XBZK]{1,3}[1-9]\d?(?![\w/@&-]|[.,]\d)")
"""A mask without its brackets (`nlp.placeholders.SCHEMES`)."""

_WORD = re.compile(r"\w+")
_SIGNS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufdd0-\ufdef\ud800-\udfff]+"
)
"""Control characters, directions, and what is no character."""

_TWICE = re.compile(r"([\u00ad\u200b-\u200f\u2060-\u2064\ufeff])\1+")
"""Invisible characters that are right only alone."""


def check(pair: SegmentPair) -> tuple[Finding, ...]:
    """Return a finding for every piece of debris that the target has more often than the source.

    Severe, except for invisible characters, which people's text processors leave as well.

    >>> pair = SegmentPair(source="Il pleut.", target="It ▁rains.</s>", source_language="fr", target_language="en")
    >>> [finding.message for finding in check(pair)]
    ['has debris of a model: ▁', 'has debris of a model: </s>']
    """
    found = [*_debris(pair.target), *_masks(pair)]
    known = Counter(_debris(pair.source)) if found else Counter()
    return tuple(
        Finding(
            check="debris",
            severity="warning" if _TWICE.fullmatch(text) else "severe",
            message=f"has debris of a model: {_shown(text)}",
            target=text,
        )
        for text, times in Counter(found).items()
        if times > known[text]
    )


def _debris(text: str) -> list[str]:
    patterns = (_TOKENS, _TWICE, _SIGNS) if _MARKS.search(text) else (_TWICE, _SIGNS)
    return [match.group() for pattern in patterns for match in pattern.finditer(text)]


def _masks(pair: SegmentPair) -> list[str]:
    """The masks without brackets that the source does not have."""
    found = [match.group() for match in _MASK.finditer(pair.target)]
    said = set(_WORD.findall(pair.source.lower())) if found else set()
    return [mask for mask in found if said.isdisjoint((mask.lower(), mask.lstrip("XBZK")))]


def _shown(text: str) -> str:
    """The text, with the names or the numbers of characters that nobody can see."""
    signs = (
        char if char.isprintable() else unicodedata.name(char, f"U+{ord(char):04X}").lower().replace("u+", "U+")
        for char in text
    )
    return shorten("".join(signs))
