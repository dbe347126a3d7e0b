"""The normal form of text: what every reader hands on and nothing after it has to think of again.

- Line ends of every kind (CRLF, CR, form feed, NEL, U+2028, U+2029) are one LF.
- Accents are composed (NFC), so that `é` is one character however it was typed.
- Characters nobody sees are gone: controls but tab, soft hyphens, zero-width and direction marks, noncharacters.
  The joiners U+200C and U+200D stay where they mean something: after a symbol, in an emoji, and in scripts
  without case (Arabic, the Indic ones).
- All else stays as written: no-break spaces, quotation marks, dashes, emoji, double spaces.
"""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff"
    "\ufff9-\ufffb"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
_JOINER = re.compile("[\u200c\u200d]")
_JOINED = frozenset({"So", "Sk", "Mn", "Mc", "Me", "Lo"})


def normal_form(text: str) -> str:
    """Give the normal form of a text; of a normal form, itself.

    >>> normal_form("Une \\ufeffide\\u0301e\\r\\nneu\\u00adve\\u200b")
    'Une idée\\nneuve'
    """
    # Composed first too: a decomposed Latin accent would pass for the mark of a script that joins.
    seen = _UNSEEN.sub("", unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text)))
    return unicodedata.normalize("NFC", _JOINER.sub(_kept, seen))


def _kept(joiner: re.Match[str]) -> str:
    start = joiner.start()
    return joiner[0] if start and unicodedata.category(joiner.string[start - 1]) in _JOINED else ""
