"""Words that were hyphenated at the end of a line: `gouver-` and `nement` are one word, `peut-` and `être` are not.

The evidence is the text itself, then the compounds and the frequent words of its language. Of a language whose
compounds are not known, nothing is joined.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from babelpress import lang
from babelpress.lang.base import Compounds

_END = re.compile(r"([^\W\d_]+(?:['’-][^\W\d_]+)*)([-\u2010\u00ac\u00ad])$")
_BEGIN = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SURE = "\u00ac\u00ad"
"""Signs that only mark the end of a line."""

_OFTEN = 0.05
"""The least share of lines with a hyphen at the end in a text whose words were hyphenated."""

_SHARE = 0.2
"""The least share of function words in a text of a language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hyphens:
    """How the words of one text are joined at the ends of lines.

    `seen` are all its words, in lower case, that are not at the end or beginning of a line. `often` tells whether so
    many lines end with a hyphen that words were hyphenated; where lines are only wrapped, compounds are broken.
    """

    seen: frozenset[str]
    often: bool
    compounds: Compounds | None
    known: frozenset[str]

    def joined(self, line: str, following: str) -> str:
        """Return two lines as one: with a space, with the hyphen, or with neither inside a hyphenated word."""
        end, begin = _END.search(line[-60:]), _BEGIN.match(following)
        if not end or not begin:
            return f"{line} {following}"
        if following[0].isupper():
            return f"{line}{following}"
        if end[2] in _SURE or self._is_one_word(end[1].lower(), begin[0]):
            return line[:-1] + following
        return f"{line}{'' if self.compounds and begin[0] not in _conjunctions() else ' '}{following}"

    def _is_one_word(self, left: str, right: str) -> bool:
        """Whether the parts of a word are written without a hyphen."""
        if not self.compounds:
            return False
        left = re.split("['’]", left)[-1]
        whole = f"{left}-{right}"
        if left + right in self.seen | self.known or "-" in left:
            return "-" not in left
        if whole in self.seen or whole in self.compounds.whole or re.fullmatch(self.compounds.inverted, whole):
            return False
        if right in self.compounds.lasts or left in self.compounds.firsts:
            return False
        return self.often and not {left, right} <= self.known


def hyphens(lines: Sequence[str]) -> Hyphens | None:
    """Return how the words of a text are joined; None if no line ends with a hyphen."""
    ends = sum(_END.search(line.rstrip()[-60:]) is not None for line in lines)
    if not ends:
        return None
    words = [word.lower() for line in lines for word in _WORDS.findall(line)[1:-1]]
    language = _language(words)
    return Hyphens(
        seen=frozenset(words),
        often=ends >= _OFTEN * sum(map(bool, map(str.strip, lines))),
        compounds=lang.get(language).compounds if language else None,
        known=_known(language) if language else frozenset(),
    )


def _language(words: Sequence[str]) -> str:
    """Return the code of the language with known compounds that most words belong to, or nothing."""
    shares = {
        code: sum(word in own.function_words for word in words) / max(1, len(words))
        for code, own in lang.known().items()
    }
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] >= _SHARE and lang.get(best).compounds else ""


@lang.dependent
@cache
def _conjunctions() -> frozenset[str]:
    """The words before which a hyphen is that of half a compound: `Nord- und Südkorea`."""
    return frozenset(word for own in lang.known().values() for word in own.clauses.conjunctions.split())


@lang.dependent
@cache
def _known(language: str) -> frozenset[str]:
    """The words of a language that its file lists for any reason, without those of one or two letters."""
    own = lang.get(language)
    texts: Iterable[str] = (
        own.landmarks,
        *(own.function_words | own.titles | own.capitalised | own.capitals.small | own.capitals.stressed),
        *(own.stops.starters | own.clauses.referring),
        *(own.places.words, *own.units.units, *own.units.currencies),
    )
    return frozenset(word for text in texts for word in _BEGIN.findall(text.lower()) if len(word) > 2)
