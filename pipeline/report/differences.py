"""What differs between two texts, word by word."""

import re
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

Change: TypeAlias = tuple[Literal["", "ins", "del"], str]
"""A piece of text: in both, in the second alone, in the first alone."""

_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]\s*|\w+(?:['’\-.,:]\w+)*\s*|\s*[^\w\s]\s*|\s+")
"""A word, a figure (`1,500`), a single sign, a single character of a script without spaces; space goes with it."""

_ALIKE = 0.3
"""Below this share of common words, a diff is harder to read than both texts."""


def differences(before: str, after: str) -> tuple[Change, ...] | None:
    """Give the pieces of both texts in order; None where they have too little in common to be told so.

    >>> differences("The cat sat.", "The dog sat.")
    (('', 'The '), ('del', 'cat'), ('', ' '), ('ins', 'dog'), ('', ' '), ('', 'sat.'))
    """
    old, new = _tokens(before), _tokens(after)
    matcher = SequenceMatcher(None, [t.strip() for t in old], [t.strip() for t in new], autojunk=False)
    if matcher.ratio() < _ALIKE:
        return None
    pieces: list[Change] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            # The last word of a text has no space after it, though more may have followed it in the other.
            last = max(old[i2 - 1], new[j2 - 1], key=len)
            pieces.append(("", "".join([*new[j1 : j2 - 1], last])))
            continue
        pieces += _marked("del", "".join(old[i1:i2]))
        pieces += _marked("ins", "".join(new[j1:j2]))
    return tuple(pieces)


def _marked(kind: Literal["ins", "del"], text: str) -> list[Change]:
    """A piece, the space after it left unmarked."""
    words = text.rstrip()
    return [piece for piece in ((kind, words), ("", text[len(words) :])) if piece[1]]


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)
