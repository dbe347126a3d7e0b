"""Characters that a model's vocabulary lacks: replace them by their base letter, or copy them to the translation.

A small vocabulary has no emoji, no Chinese and not every accented capital. The model would drop or replace them, so a
sentence is split around them and joined again afterwards; nothing is lost.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from babelpress import lang
from babelpress.nlp.edits import Edit

Unknown = Callable[[str], frozenset[str]]
"""Returns the characters of a text that the model cannot represent."""

LONG = 100
"""Length from which a run without white space is taken for data rather than a word, and copied."""

_STROKES = str.maketrans("ŁłØøĐđĦħŦŧ", "LlOoDdHhTt")  # letters whose stroke Unicode does not decompose


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a sentence that is translated or copied unchanged."""

    text: str
    translate: bool


def pieces(text: str, unknown: Unknown, *, carried: Sequence[tuple[int, int]] = ()) -> tuple[Piece, ...]:
    """Split a text into pieces that are translated and pieces that are copied.

    Copied are words with a letter that the model lacks or of more than `LONG` characters, the spans `carried`, and runs
    without any letter. Of a word with another sign that the model lacks, only the sign is copied, unless it is a symbol
    between letters (`A→B`). White space belongs to the copied pieces, so translated ones have none around them.

    Args:
        text: The text.
        unknown: Returns the characters of a text that the model lacks.
        carried: Further spans to copy.

    Returns:
        The pieces, whose texts concatenate to `text`.

    >>> [piece.text for piece in pieces("Bravo 🎉 à tous", lambda text: frozenset("🎉"))]
    ['Bravo', ' 🎉 ', 'à tous']
    >>> [piece.text for piece in pieces("Dis «oui» !", lambda text: frozenset("«»"))]
    ['Dis', ' «', 'oui', '» !']
    """
    strange = unknown(text)
    words = [span for match in _WORD.finditer(text) for span in _copied(match, strange)]
    words = _union([*words, *carried])
    found: list[Piece] = []
    end = 0
    for start, stop in (*words, (len(text), len(text))):
        for piece in (*bare(text[end:start]), Piece(text[start:stop], False)):
            if piece.text and found and not piece.translate and not found[-1].translate:
                found[-1] = Piece(found[-1].text + piece.text, False)
            elif piece.text:
                found.append(piece)
        end = stop
    return tuple(found)


_WORD = re.compile(r"\S+")


def _copied(word: re.Match[str], strange: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The spans of a word that are copied: all of it, or the signs that the model lacks."""
    found = [i for i, char in enumerate(word[0]) if char in strange] if strange else []
    if len(word[0]) > LONG:
        yield word.span()
        return
    inner = word[0][_edge(word[0]) : len(word[0]) - _edge(word[0][::-1])]
    if any(char.isalnum() or unicodedata.category(char)[0] not in "P" for char in strange.intersection(inner)):
        yield word.span()
        return
    for i in found:
        yield word.start() + i, word.start() + i + 1


def _edge(word: str) -> int:
    """The number of characters before the first letter or digit."""
    return next((i for i, char in enumerate(word) if char.isalnum()), len(word))


def _union(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order, with overlapping ones joined."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def bare(text: str) -> tuple[Piece, ...]:
    """Split a text from the white space around it; a text without a letter is one copied piece."""
    core = text.strip()
    if not any(map(str.isalpha, core)):
        return (Piece(text, False),)
    start = text.index(core)
    return Piece(text[:start], False), Piece(core, True), Piece(text[start + len(core) :], False)


def fold(text: str, unknown: Unknown) -> tuple[str, dict[str, str]]:
    """Replace letters that the model lacks by their base letter; return the text and the original of each folded word.

    >>> fold("À Łódź", lambda text: frozenset("ÀŁź") & frozenset(text))
    ('A Lódz', {'Lódz': 'Łódź'})
    """
    letters = {char: _base(char) for char in unknown(text) if char.isalpha()}
    lacking = unknown("".join(letters.values()))
    table = str.maketrans({char: base for char, base in letters.items() if base not in lacking})
    if not table:
        return text, {}
    words = {word.translate(table): word for word in re.findall(r"\w{4,}", text)}
    return text.translate(table), {base: word for base, word in words.items() if base != word}


def restore(text: str, words: dict[str, str]) -> str:
    """Restore the original spelling of folded words that the model copied, as it does with names."""
    for base, original in words.items():
        text = re.sub(rf"\b{re.escape(base)}\b", original, text)  # a word has no characters that are special to `re`
    return text


def _base(char: str) -> str:
    return unicodedata.normalize("NFKD", char.translate(_STROKES))[0]


# Signs (`€`, `M€`, `&`) in words, for a model whose vocabulary lacks them; otherwise the sentence is split around them.
# Of the currencies only the euro: a small model translated pounds as books.

# An optional number, an optional scale and the euro sign: 1,2 M€.
_SIGN = re.compile(r"(?P<number>\d[\d.,\u00a0\u202f ]*)?(?P<scale>Mrds?|Mds?|M|k)?(?P<sign>€)(?!\w)")
_AMPERSAND = re.compile(r"(?<=\s)&(?=\s)")


def spell_out(text: str, lacks: Callable[[str], frozenset[str]], *, language: str) -> list[Edit]:
    """Return the edits that spell out signs that the model lacks.

    `1,2 M€` becomes `1,2 million d'euros`, `Dupont & fils` becomes `Dupont et fils`. A sign that touches a word after
    it (`J€AN`) is kept, and so are all signs in a language without words for them.

    Args:
        text: The source text.
        lacks: Returns the characters of a text that the model lacks.
        language: ISO 639-1 code of the text.

    Returns:
        Disjoint edits.

    >>> from babelpress.nlp.edits import apply
    >>> text = "Il paie 1,2 M€, puis 3 €."
    >>> apply(text, spell_out(text, lambda text: frozenset("€"), language="fr"))
    "Il paie 1,2 million d'euros, puis 3 euros."
    """
    signs = lang.get(language).signs
    if signs is None:
        return []
    lacking = lacks("".join(sign for sign in "€&" if sign in text))
    found = []
    if "&" in lacking:
        found += [Edit(*match.span(), signs.ampersand) for match in _AMPERSAND.finditer(text)]
    if "€" not in lacking:
        return found
    for match in _SIGN.finditer(text):
        number, scale = match.group("number", "scale")
        start = match.start("scale") if scale else match.start("sign")
        if number is None and text[max(start - 1, 0) : start].isalnum():
            continue
        many = number is not None and _many(number)
        words = signs.euro[many or scale is not None]
        if scale and scale not in signs.scales:
            continue
        if scale:
            words = f"{signs.scales[scale][many or number is None]} {signs.link}{words}"
        before = "" if start == 0 or not text[start - 1].isalnum() else " "
        found.append(Edit(start, match.end(), f"{before}{words}"))
    return found


def _many(number: str) -> bool:
    """Whether a noun after the number is plural: from two on, as in French."""
    whole = re.split(r"[.,]", number.strip())[0]
    return len(whole) > 1 or not whole or whole not in "01"
