"""English stems as google's rouge-score has them: Porter's algorithm with the changes that NLTK made to it.

Porter 1980, Program 14:3, pp. 130-137. snowballstemmer's `porter` is Porter's own version of it. Of 305,000 words of
English, 1.2 % have another stem there; mostly it is only spelt otherwise (`enjoy` is `enjoi`), but `ones` meets `on`,
`dying` leaves `die` and `hopefully` leaves `hope`: of 400 pairs of texts 31 got another ROUGE-1, by up to 1.5 points.
A ROUGE that is reported has NLTK's, so that is what this gives (tests/metrics/test_porter.py).
"""

__all__ = ["stem"]

_IRREGULAR = {
    "sky": "sky",
    "skies": "sky",
    "dying": "die",
    "lying": "lie",
    "tying": "tie",
    "news": "news",
    "innings": "inning",
    "inning": "inning",
    "outings": "outing",
    "outing": "outing",
    "cannings": "canning",
    "canning": "canning",
    "howe": "howe",
    "proceed": "proceed",
    "exceed": "exceed",
    "succeed": "succeed",
}


def _rules(text: str) -> tuple[tuple[str, str], ...]:
    pairs = (rule.partition(">") for rule in text.split())
    return tuple((suffix, replacement) for suffix, _, replacement in pairs)


_DOUBLE = _rules(
    "ational>ate tional>tion enci>ence anci>ance izer>ize bli>ble alli>al entli>ent eli>e ousli>ous ization>ize "
    "ation>ate ator>ate alism>al iveness>ive fulness>ful ousness>ous aliti>al iviti>ive biliti>ble fulli>ful"
)
_SINGLE = _rules("icate>ic ative> alize>al iciti>ic ical>ic ful> ness>")
_LAST = "al ance ence er ic able ible ant ement ment ent ion ou ism ate iti ous ive ize".split()  # noqa: SIM905


def stem(word: str) -> str:
    """Give the stem of a word in lower case.

    >>> [stem(word) for word in ("councils", "hopefully", "relational", "news")]
    ['council', 'hope', 'relat', 'news']
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) <= 2:
        return word
    word = _i(_past(_plural(word)))
    word = _replaced(_double(word), _SINGLE)
    return _end(_last(word))


def _shape(word: str) -> str:
    """A `c` for each consonant, a `v` for each vowel; a `y` is a vowel after a consonant."""
    shape = ""
    for letter in word:
        vowel = letter in "aeiou" or (letter == "y" and shape[-1:] == "c")
        shape += "v" if vowel else "c"
    return shape


def _measure(word: str) -> int:
    return _shape(word).count("vc")


def _short(word: str) -> bool:
    """Tell whether it ends like `hop`, or is one like `at`."""
    shape = _shape(word)
    return (shape.endswith("cvc") and word[-1] not in "wxy") or shape == "vc"


def _plural(word: str) -> str:
    if word.endswith("ies"):
        return word[:-1] if len(word) == 4 else word[:-2]
    if word.endswith("sses"):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _past(word: str) -> str:
    if word.endswith("ied"):
        return word[:-1] if len(word) == 4 else word[:-2]
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) > 0 else word
    suffix = next((end for end in ("ed", "ing") if word.endswith(end)), "")
    rest = word[: len(word) - len(suffix)]
    if not suffix or "v" not in _shape(rest):
        return word
    if rest.endswith(("at", "bl", "iz")):
        return f"{rest}e"
    if rest[-1:] == rest[-2:-1] and _shape(rest)[-1] == "c":
        return rest if rest[-1] in "lsz" else rest[:-1]
    return f"{rest}e" if _measure(rest) == 1 and _short(rest) else rest


def _i(word: str) -> str:
    rest = word[:-1]
    return f"{rest}i" if word.endswith("y") and len(rest) > 1 and _shape(rest)[-1] == "c" else word


def _replaced(word: str, rules: tuple[tuple[str, str], ...]) -> str:
    """The first suffix that fits, replaced where there is a syllable before it."""
    for suffix, replacement in rules:
        if word.endswith(suffix):
            rest = word[: -len(suffix)]
            return rest + replacement if _measure(rest) > 0 else word
    return word


def _double(word: str) -> str:
    if word.endswith("alli") and _measure(word[:-4]) > 0:
        return _double(word[:-2])
    if word.endswith("logi"):
        return word[:-1] if _measure(word[:-3]) > 0 else word
    return _replaced(word, _DOUBLE)


def _last(word: str) -> str:
    suffix = next((end for end in _LAST if word.endswith(end)), "")
    rest = word[: len(word) - len(suffix)]
    if not suffix or _measure(rest) <= 1 or (suffix == "ion" and rest[-1] not in "st"):
        return word
    return rest


def _end(word: str) -> str:
    rest = word[:-1]
    if word.endswith("e") and (_measure(rest) > 1 or (_measure(rest) == 1 and not _short(rest))):
        word = rest
    return word[:-1] if word.endswith("ll") and _measure(word[:-1]) > 1 else word
