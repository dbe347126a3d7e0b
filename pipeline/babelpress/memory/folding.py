"""What counts as the same text: the key of exact matches, and the words by which similar texts are found."""

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

_SPELLINGS = {
    **dict.fromkeys("’‘‛‚ʼ′‹›", "'"),
    **dict.fromkeys("«»“”„‟″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    "…": "...",
}
_SPELLED = re.compile(f"[{''.join(_SPELLINGS)}]")
_SPACED = (*((f" {mark}", mark) for mark in '"!?;:%'), ('" ', '"'))
"""Spaces that French typography has at its marks, and others have not."""
_WORD = re.compile(r"[^\W_]+")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_NO_WORD = re.compile(r"[\W_]+")

_STEM = 6
"""Letters of a word by which it is found, so that most inflected forms of it are found too."""

SHORT = 32
"""Characters up to which a text is found by parts of its words as well: it may have one word, with a typing error."""


def folded(text: str) -> str:
    """Return a text without what is typography alone.

    Spaces, quotation marks, apostrophes, dashes, the ellipsis, invisible characters and the case of the first letter.

    >>> folded("« L’accord » est signé…") == folded('"L\\'accord" est signé...')
    True
    """
    if not text.isascii():
        text = _SPELLED.sub(lambda found: _SPELLINGS[found[0]], unicodedata.normalize("NFC", text))
    text = " ".join(text.split())
    for spaced, mark in _SPACED:
        text = text.replace(spaced, mark)
    return text[:1].lower() + text[1:]


def key(text: str, language: str) -> int:
    """Return a signed 64-bit hash of the folded text and the primary language: equal for what is an exact match."""
    named = f"{primary(language)}\n{folded(text)}"
    return int.from_bytes(blake2b(named.encode(errors="surrogatepass"), digest_size=8).digest(), signed=True)


@lru_cache(maxsize=1024)
def primary(language: str) -> str:
    """Return the language of a BCP 47 tag without region and script."""
    return language.replace("_", "-").partition("-")[0].lower()


def tokens(text: str) -> list[str]:
    """Return what a text is found by: the beginnings of its words, and in a short one all parts of three letters.

    >>> tokens("Les étés internationaux, les autres étés aussi")
    ['les', 'etes', 'intern', 'autres', 'aussi']
    """
    plain = text if text.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    plain = plain.casefold()
    found = [word[:_STEM] for word in _WORD.findall(plain)]
    if len(text) <= SHORT:
        padded = f"_{_NO_WORD.sub('_', plain)}_"
        found += [f"~{padded[at : at + 3]}" for at in range(max(1, len(padded) - 2))]
    return list(dict.fromkeys(found))
