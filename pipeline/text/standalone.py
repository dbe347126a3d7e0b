"""What keeps a sentence from being understood, or quoted, without its neighbours."""

import re
from collections.abc import Sequence

WORDS = (12, 40)
"""A sentence of fewer words says too little on its own, one of more too much."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


OPENERS: dict[str, frozenset[str]] = {
    "fr": _words(
        "il elle ils elles lui leur leurs cela ça ceci ce c cet cette ces celui celle ceux celles son sa ses mais et "
        "ou or donc car aussi ainsi toutefois cependant pourtant néanmoins enfin ensuite puis alors surtout"
    ),
    "en": _words(
        "he she they it his her their its this that these those but and or so also thus however yet still nevertheless "
        "finally then meanwhile moreover"
    ),
    "nl": _words(
        "hij zij ze hun zijn haar dit dat deze die daar daarom daarna maar en of dus ook toch echter bovendien "
        "vervolgens toen"
    ),
    "de": _words(
        "er sie es sein seine ihr ihre dies das dieser diese dieses jener aber und oder also auch doch jedoch dennoch "
        "schließlich dann danach deshalb außerdem"
    ),
    "es": _words(
        "él ella ellos ellas su sus esto eso este esta estos estas ese esa pero y o así también entonces luego además "
        "finalmente"
    ),
    "pt": _words(
        "ele ela eles elas seu sua seus suas isto isso este esta estes estas esse essa mas e ou assim também porém "
        "contudo então depois além finalmente"
    ),
}
"""Pronouns and connectives that a sentence opens with when it goes on from the one before."""

_WORD = re.compile(r"[^\W_]+")
_MARKS = tuple("«»“”„\"'‘’ \u00a0\u202f")
_CLOSERS = {"«": "»", "»": "«", "“": "”", "„": "“”", '"': '"'}


def faults(text: str, *, language: str) -> int:
    """Count what ties a sentence to its neighbours.

    It opens with a pronoun or connective, opens with a quotation, is nothing but one, asks (which counts twice:
    nothing is said), ends without a full stop, is too short or too long. Openers are known for the languages of
    `OPENERS`; in others they are not counted.

    >>> faults("Mais pourquoi ?", language="fr")
    4
    """
    words = _WORD.findall(text)
    opener = words[0].casefold() if words else ""
    bare = text.rstrip("".join(_MARKS))
    return sum(
        (
            opener in OPENERS.get(language, frozenset()),
            text.startswith(_MARKS),
            text.startswith(_MARKS) and text.endswith(_MARKS),
            2 * bare.endswith("?"),
            not bare.endswith((".", "!", "?", "…")),
            not WORDS[0] <= len(words) <= WORDS[1],
        )
    )


def self_contained(sentences: Sequence[tuple[str, int]]) -> list[bool]:
    """Tell of each (sentence, block) whether it closes every quotation it opens and stands in nobody else's.

    A sentence from the middle of a quotation does stand in one, though it has no mark: alone it would pass for the
    author's own word. A quotation left open ends with its block: a forgotten mark spoils no more than a paragraph.

    >>> self_contained([("« Non.", 0), ("Jamais.", 0), ("» Il sort.", 0), ("« Oui », dit-il.", 0)])
    [False, False, False, True]
    """
    found = []
    closers = ""
    current = None
    for text, block in sentences:
        if block != current:
            closers, current = "", block
        whole = not closers
        for i, char in enumerate(text):
            if closers:
                if char in closers:
                    closers = ""
            elif char in _CLOSERS and (char != "»" or text[i + 1 : i + 2].isalnum()):
                closers = _CLOSERS[char]  # » opens only in German books, and then touches the word it opens
            elif char in "»”":
                whole = False
        found.append(whole and not closers)
    return found
