"""Texts that make functions of text slow: signs and words repeated, nested, never closed.

`GENERATORS` has a function for each: it takes a length in characters and gives a text of about that length.
"""

from collections.abc import Callable
from itertools import count

Generator = Callable[[int], str]

REPEATED = {
    # white space
    "blanks": " ",
    "no-break spaces": "\u00a0",
    "narrow no-break spaces": "\u202f",
    "tabs": "\t",
    "lines": "\n",
    "blank lines": " \n",
    "zero-width spaces": "\u200b",
    # letters and words
    "one letter": "a",
    "one capital": "A",
    "a word": "mot ",
    "a capitalized word": "Lyon ",
    "words in capitals": "LE TRAIN ",
    "initials": "A. ",
    "letters without stops": "le train part de Paris et arrive à Lyon et ",
    "words with hyphens": "peut-être-",
    "words with apostrophes": "l'",
    "combining accents": "\u0301",
    "Chinese": "习近平",
    "Arabic": "\u0645\u0631\u062d\u0628\u0627 ",
    "emoji": "😀",
    "joined emoji": "👩\u200d👩\u200d👧",
    "soft hyphens": "a\u00ad",
    # numbers
    "zeros": "0",
    "digits and blanks": "1 ",
    "groups of digits": "000 ",
    "digits and no-break spaces": "123\u00a0",
    "points": "1.",
    "commas": "1,",
    "dates": "12/12/",
    "times": "12:",
    "millions": "million ",
    "number words": "vingt et un ",
    "number words with hyphens": "quatre-vingt-",
    "ranges": "1-",
    "percent": "5 % ",
    "euros": "€ ",
    "fractions": "1/",
    "units": "5 km ",
    "halves": "et demi ",
    # marks
    "full stops": ".",
    "spaced full stops": ". ",
    "ellipses": "… ",
    "exclamations": "! ",
    "opening guillemets": "« ",
    "closing guillemets": " »",
    "guillemets": "« a » ",
    "straight quotes": '"',
    "spaced straight quotes": 'a " ',
    "apostrophes": "'",
    "typographic quotes": "“a” ‘b’ ",
    "dashes": "— ",
    "dialogue": "— Oui.\n",
    "brackets": "(",
    "closed brackets": "() ",
    "commas and blanks": ", ",
    "semicolons": "a ; ",
    "colons": "a : ",
    # names and identifiers
    "addresses": "a@b.fr ",
    "ats": "a@",
    "links": "https://a.fr/ ",
    "domains": "a.",
    "paths": "/a",
    "tags": "#mot ",
    "placeholders": "{a} ",
    "braces": "{",
    "percent signs": "%",
    "titles": "M. Dupont ",
    "weekdays": "lundi ",
    "negations": "ne pas ",
    # markup
    "angles": "<",
    "unclosed tags": "<a ",
    "open elements": "<b>",
    "elements": "<b>a</b> ",
    "comments": "<!--",
    "entities": "&amp;",
    "ampersands": "&",
    "asterisks": "*",
    "emphasis": "*a* ",
    "strong openings": "**a ",
    "underscores": "_a ",
    "backticks": "`",
    "square brackets": "[",
    "Markdown links": "[a](b) ",
    "open links": "[a](",
    "pictures": "![",
    "quotation marks of Markdown": "> ",
    "items": "- a\n",
    "headings": "# a\n",
    "table rows": "| a | b |\n",
    "pipes": "|",
    "backslashes": "\\",
    "dollars": "$a ",
}
"""What is repeated, by name."""


def _repeated(part: str) -> Generator:
    return lambda size: (part * (size // len(part) + 1))[:size]


def _different(part: str) -> Generator:
    """Repeat a part with another number in each."""

    def make(size: int) -> str:
        parts, length = [], 0
        for number in count():
            if length >= size:
                return "".join(parts)
            parts.append(part.format(number))
            length += len(parts[-1])
        raise AssertionError

    return make


def _nested(opening: str, closing: str) -> Generator:
    return lambda size: (
        opening * (size // (len(opening) + len(closing))) + closing * (size // (len(opening) + len(closing)))
    )


GENERATORS: dict[str, Generator] = {
    **{name: _repeated(part) for name, part in REPEATED.items()},
    "other words": _different("mot{} "),
    "other names": _different("Nom{} "),
    "other numbers": _different("{} "),
    "other sentences": _different("Le train {} part demain. "),
    "other quotations": _different("« Mot {} » "),
    "other lines": _different("Ligne {}\n"),
    "other places": _different("de Paris {} à Lyon, "),
    "nested brackets": _nested("(", ")"),
    "nested guillemets": _nested("« ", " »"),
    "nested elements": _nested("<b>", "</b>"),
    "nested quotes": _nested("“", "”"),
}
"""Every generator by its name."""
