"""The escapes of Android's string resources, outside of tags."""

import re

_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(\s)|([\s\S]))")
_FOLDED = re.compile(r"\s*\n\s*")
_MEANINGS = {"n": "\n", "t": "\t"}
_SPELLINGS = {"\\": "\\\\", "'": "\\'", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def android_meaning(raw: str, *, folded: bool = True) -> str:
    r"""Return what a part of a resource means; line ends are spaces there if it is `folded`.

    >>> android_meaning(r"L\'\u00e9t\u00e9\n est\n  là")
    "L'été\n est\n  là"
    """
    text = _FOLDED.sub(" ", raw) if folded else raw
    if "\\" not in text:
        return text

    def meaning(found: re.Match[str]) -> str:
        return chr(int(found[1], 16)) if found[1] else found[2] or _MEANINGS.get(found[3], found[3])

    return _ESCAPE.sub(meaning, text)


def android_spelling(text: str) -> str:
    r"""Return a text with the escapes that a resource needs.

    >>> print(android_spelling("L'été\n"))
    L\'été\n
    """
    return "".join(_SPELLINGS.get(character, character) for character in text)
