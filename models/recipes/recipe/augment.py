"""Altered copies of pairs: what newsrooms' systems do to a text, and what a translation has to take in its stride."""

import random
import re
import unicodedata

from recipe.config import Augmentation, Kind
from recipe.corpora import Pair

NO_BREAK = "\u00a0"

_QUOTES = {"fr": "« »", "en": "“”", "de": "„“", "es": "«»", "nl": "‘’", "pt": "“”"}
"""Opening and closing; French has its space within."""

_QUOTED = re.compile(r"[\"'«»“”„‘’]")
_BEFORE_MARK = re.compile(r" ?([;:!?»])(?=\s|$)")
_FIGURE = re.compile(r"(?<![\w.,:/-])\d{2,6}(?![\w.,:/-]*\d)")


def augmented(pair: Pair, rules: Augmentation, *, source: str, target: str, chance: random.Random) -> Pair | None:
    """Give an altered copy of a pair, or None where the kind that was drawn changes nothing."""
    kinds = sorted(rules.weights)
    (kind,) = chance.choices(kinds, weights=[rules.weights[name] for name in kinds])
    copy = alter(pair, kind, source=source, target=target, chance=chance)
    return None if copy == pair else copy


def alter(pair: Pair, kind: Kind, *, source: str, target: str, chance: random.Random) -> Pair:
    """Alter a pair; it comes back as it is where the alteration does not apply.

    >>> alter(Pair("L'été vient.", "Summer comes."), "no_accents", source="fr", target="en", chance=random.Random(1))
    Pair(source="L'ete vient.", target='Summer comes.')
    """
    match kind:
        case "capitals":
            return Pair(pair.source.upper(), pair.target.replace("ß", "ss").upper())
        case "no_stop":
            both = pair.source.endswith(".") and pair.target.endswith(".") and not pair.source.endswith("..")
            return Pair(pair.source[:-1], pair.target[:-1]) if both else pair
        case "no_accents":
            return pair._replace(source=_bare(pair.source))
        case "spaces":
            return pair._replace(source=_spaced(pair.source))
        case "quotes":
            return _quoted(pair, source=source, target=target)
        case "figures":
            return _other_figure(pair, chance)


def _bare(text: str) -> str:
    """Accents off; the target keeps its own, so the model learns to put them back."""
    plain = text.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE")
    return "".join(char for char in unicodedata.normalize("NFD", plain) if not unicodedata.combining(char))


def _spaced(text: str) -> str:
    """The no-break spaces of French typography; without `normalize: [spaces]` the model has to know them."""
    return _BEFORE_MARK.sub(NO_BREAK + r"\1", text).replace("« ", "«" + NO_BREAK)


def _quoted(pair: Pair, *, source: str, target: str) -> Pair:
    """The whole sentence as a quotation, in the marks of each language."""
    if _QUOTED.search(pair.source.replace("'", "")) or _QUOTED.search(pair.target.replace("'", "")):
        return pair
    marks = (_QUOTES.get(source, "“”"), _QUOTES.get(target, "“”"))
    return Pair(*(f"{own[0]}{own[1:-1]}{side}{own[1:-1]}{own[-1]}" for own, side in zip(marks, pair, strict=True)))


def _other_figure(pair: Pair, chance: random.Random) -> Pair:
    """Another figure of as many digits in place of the only one, with whatever unit stands behind it."""
    ours, theirs = _FIGURE.findall(pair.source), _FIGURE.findall(pair.target)
    if len(ours) != 1 or ours != theirs:
        return pair
    digits = len(ours[0])
    other = str(chance.randrange(10 ** (digits - 1), 10**digits))
    return Pair(*(_FIGURE.sub(other, side) for side in pair))
