"""Dictionaries of FreeDict as corpora: a word and its likeliest translation, for words that news is made of.

A folder of them is two files a dictionary, as dictd has them: `freedict-fra-deu.index` and `freedict-fra-deu.dict.dz`.
"""

import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from babelpress import lang
from babelpress.errors import ConfigError, Fault
from recipe.corpora import Pair

_CODES = {language.iso639_3: code for code, language in lang.known().items()}

_NAME = re.compile(r"freedict-(?P<source>[a-z]{3})-(?P<target>[a-z]{3})\.index")
_DIGITS = {digit: i for i, digit in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")}
_LICENCES = {"Creative Commons Attribution-ShareAlike": "wikdict", "GNU General Public License": "freedict"}
"""The corpus that a dictionary is counted to, by what it says of its licence."""

_SAID = re.compile(r"\s*(?:/[^/]*/|<[^>]*>)")
_SENSE = re.compile(r"\s*\b\d\.(?:\s+|$)")
_NOTE = re.compile(r"(?:^|\s)\([^)]*\)")
_NO_WORD = re.compile(r"[()\[\]/=~<>]|^[^\w]")
_WORD = re.compile(r"\w+(?:[-’']\w+)*[’']?")
_LONGEST = 4
"""Words of the longest entry that is taken."""
_SHORT = 4
"""Letters of the shortest word that is taken."""
_SENSES = 3
"""Senses that are looked at."""

Words = Mapping[str, Sequence[str]]
"""Words with their translations."""


def read(index: Path) -> tuple[str, Words]:
    """Give the corpus name of a dictionary and its words.

    Raises `ConfigError` for a file that is none, and for a dictionary whose licence is not known here.
    """
    path = next((at for at in (index.with_suffix(".dict.dz"), index.with_suffix(".dict")) if at.is_file()), None)
    if path is None:
        raise ConfigError(f"{index} has no {index.stem}.dict.dz beside it")
    try:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".dz" else path.read_bytes()
        entries = list(_entries(index.read_text(encoding="utf-8"), data))
    except (OSError, EOFError, ValueError, KeyError) as error:
        raise ConfigError(f"{index} is no dictionary of dictd: {error}") from error
    about = " ".join(" ".join(text for head, text in entries if head.startswith("00")).split())
    corpus = next((name for licence, name in _LICENCES.items() if licence in about), None)
    if corpus is None:
        raise ConfigError(f"{index} does not say what it may be used for", [Fault(index.name, "no licence known here")])
    found: dict[str, list[str]] = defaultdict(list)
    for head, text in entries:
        if not head.startswith("00"):
            for word, made in _pairs(text):
                found[word].append(made)
    return corpus, found


def likeliest(words: Words, back: Words, counts: Mapping[str, int]) -> dict[str, str]:
    """Give one translation a word: of those that the dictionary the other way translates back, or else of all, the
    commonest in text of the target language, by `counts`.

    Dictionaries have them in no order of use: `enfant` is "bairn, child, kid". A word that only the dictionary the
    other way has is taken from there.
    """
    options: dict[str, list[str]] = {
        word: [one for one in made if word in back.get(one, ())] or list(made) for word, made in words.items()
    }
    turned: dict[str, list[str]] = defaultdict(list)
    for head, made in back.items():
        turned[made[0]].append(head)
    return {word: max(made, key=lambda one: counts.get(phrase(one), 0)) for word, made in (turned | options).items()}


def direction(index: Path) -> tuple[str, str] | None:
    """Give source and target language of a dictionary by its name; None where one is no language of a site."""
    found = _NAME.fullmatch(index.name)
    codes = found and (_CODES.get(found["source"]), _CODES.get(found["target"]))
    return (codes[0], codes[1]) if codes and codes[0] and codes[1] else None


def count(texts: Iterable[str]) -> Counter[str]:
    """Count the words of running text, and its sequences of up to four, in lower case."""
    found: Counter[str] = Counter()
    for text in texts:
        words = _words(text)
        for length in range(1, _LONGEST + 1):
            found.update(" ".join(words[at : at + length]) for at in range(len(words) - length + 1))
    return found


def used(
    words: Mapping[str, str], counts: Mapping[str, int], *, least: int, known: Mapping[str, int], most: int
) -> list[Pair]:
    """The entries whose word stands at least so often in the text that was counted.

    Words that are `known` from more than so many places, and short ones, are better learnt from sentences.
    """
    return [
        Pair(word, made)
        for word, made in words.items()
        if len(word) >= _SHORT and counts.get(phrase(word), 0) >= least and known.get(phrase(word), 0) <= most
    ]


def phrase(text: str) -> str:
    """A word or phrase as `count` counts it."""
    return " ".join(_words(text))


def _words(text: str) -> list[str]:
    parts = (part for word in _WORD.findall(text.lower().replace("’", "'")) for part in re.split(r"(?<=')", word))
    return [part for part in parts if part]


def _entries(index: str, data: bytes) -> Iterator[tuple[str, str]]:
    for line in index.splitlines():
        head, offset, length = line.split("\t")[:3]
        start = _number(offset)
        yield head, data[start : start + _number(length)].decode()


def _number(digits: str) -> int:
    value = 0
    for digit in digits:
        value = value * 64 + _DIGITS[digit]
    return value


def _pairs(entry: str) -> Iterator[tuple[str, str]]:
    """`grève /ɡʁɛv/ <n, fem>` and below it `1. huelga, paro`: the word with its translations."""
    head, *lines = entry.strip().splitlines() or [""]
    word = _tidy(_SAID.sub("", head))
    senses = [line for line in lines if _SENSE.match(line)] or lines[:1]
    for sense in senses[:_SENSES]:
        for part in re.split("[,;]", _NOTE.sub("", _SENSE.sub("", sense))):
            made = _tidy(part)
            if all(1 <= len(side.split()) <= _LONGEST and not _NO_WORD.search(side) for side in (word, made)):
                yield word, made


def _tidy(text: str) -> str:
    for old, new in (("ĳ", "ij"), ("Ĳ", "IJ"), ("‐", "-"), ("…", "")):
        text = text.replace(old, new)
    return " ".join(text.split()).rstrip(".")
