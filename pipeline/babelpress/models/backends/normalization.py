"""Spelling of a text as a model saw it in training: the `normalize` of model cards."""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Literal

Kind = Literal["apostrophe", "spaces", "opus"]
"""`apostrophe` writes a straight one, `spaces` ordinary spaces for the no-break ones of French.

`opus` does both, and what the scripts of OPUS-MT do to every text before they cut it into subword tokens
(`scripts/preprocess-txt-multi-target.sh` of Helsinki-NLP/OPUS-MT-train): straight quotation marks, three points,
full-width signs, no control characters and none of zero width; besides, ordinary hyphens.
"""

_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_CHINESE = {
    "。": ".",
    "、": ",",
    "∶": ":",
    "《": '"',
    "》": '"',
    "「": '"',
    "」": '"',
    "〈": "<",
    "〉": ">",
    "【": "[",
    "】": "]",
}
_SPACES = {0xA0: " ", 0x202F: " "}
_SHORT: dict[Kind, dict[int, str]] = {
    "apostrophe": {ord("’"): "'"},
    "spaces": _SPACES,
    "opus": {
        **_FULL_WIDTH,
        **_SPACES,
        **{ord(sign): plain for sign, plain in _CHINESE.items()},
        **{ord(quote): '"' for quote in "“”"},
        **{ord(hyphen): "-" for hyphen in "\u2010\u2011━"},
        ord("’"): "'",
        ord("…"): "...",
    },
}


class _Table(dict[int, str]):
    """The replacement of each character; those that `opus` drops are found by their category, once."""

    def __init__(self, kinds: Iterable[Kind]) -> None:
        self._opus = "opus" in kinds
        for kind in kinds:
            self.update(_SHORT[kind])

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if self._opus:  # control characters become spaces; format characters (of zero width, soft hyphens) go
            char = {"Cc": " ", "Cf": ""}.get(unicodedata.category(char), char)
        self[code] = char
        return char


_table = cache(_Table)


def normalize(text: str, kinds: tuple[Kind, ...]) -> str:
    """Return a text as the model saw it in training.

    >>> normalize("“L’été”\\u00a0…", ("opus",))
    '"L\\'été" ...'
    """
    return text.translate(_table(kinds)) if kinds else text


def places(text: str, kinds: tuple[Kind, ...]) -> Sequence[int]:
    """Return the index in `text` that each character of the normalized text comes from, and the length of `text`.

    >>> list(places("a…b", ("opus",)))
    [0, 1, 1, 1, 2, 3]
    """
    table = _table(kinds)
    found = [i for i, char in enumerate(text) for _ in table[ord(char)]]
    return [*found, len(text)]
