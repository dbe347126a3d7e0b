"""What a figure may look like in each language, written down here independently of the package's own rules.

A figure is spelled `2200112`, `3.5`, `830e9` (a scale word is needed: billion, Milliarden, ...), and may end in `%`,
` EUR`, ` USD` or ` GBP`; or it is a regular expression by language.
"""

import re
from collections.abc import Mapping
from decimal import Decimal

LANGUAGES = {
    # decimal mark, marks between thousands
    "en": (".", ","),
    "de": (",", "."),
    "es": (",", "."),
    "nl": (",", "."),
    "pt": (",", "."),
}
SPACES = " \u00a0\u202f\u2009"
SCALES = {
    "en": {6: r"million|mn|m\b", 9: r"billion|bn", 12: r"trillion|tn"},
    "de": {6: r"Million(?:en)?|Mio\.?", 9: r"Milliarden?|Mrd\.?", 12: r"Billion(?:en)?|Bio\.?"},
    "es": {6: r"millón|millones", 9: r"mil millones", 12: r"billón|billones"},
    "nl": {6: r"miljoen|mln", 9: r"miljard|mld", 12: r"biljoen"},
    "pt": {6: r"milhão|milhões", 9: r"mil milhões", 12: r"bilião|biliões"},
}
UNITS = {
    "%": (r"%", r"%|(?i:per ?cent|Prozent|procent|por ciento|por cento)"),
    " EUR": (r"€|EUR", r"€|EUR|euros?|Euros?"),
    " USD": (r"(?:US)?\$|USD", r"(?:US)?\$|USD|(?:\w+ ){0,2}(?:US-)?[Dd][oó]l(?:lars?|ares|ar)"),
    " GBP": (r"£|GBP", r"£|GBP|(?:\w+ ){0,2}(?:[Pp]ounds?|Pfund|libras?|pond)"),
}
WORDS = {
    "en": "one two three four five six seven eight nine ten eleven twelve",
    "de": "eine?[rnms]? zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "es": "un[ao]? dos tres cuatro cinco seis siete ocho nueve diez once doce",
    "nl": "een|één twee drie vier vijf zes zeven acht negen tien elf twaalf",
    "pt": "uma? dois|duas três quatro cinco seis sete oito nove dez onze doze",
}
"""One to twelve in letters: as good as in digits."""
SPEC = re.compile(r"(\d+(?:\.\d+)?)(?:e(\d+))?( ?%| EUR| USD| GBP)?")


def found(spec: str | Mapping[str, str], text: str, language: str) -> list[tuple[int, int]]:
    """Give where a figure stands in a text."""
    if isinstance(spec, Mapping):
        return [match.span() for match in re.finditer(spec[language], text)]
    match = SPEC.fullmatch(spec)
    if not match:
        raise ValueError(f"'{spec}' is no figure")
    amount, exponent, unit = match.groups()
    bodies = scaled(Decimal(amount), int(exponent), language) if exponent else [spelled(amount, language)]
    return [spot.span() for body in bodies for spot in re.finditer(with_unit(body, unit or ""), text)]


def foreign(text: str) -> list[str]:
    """Give the figures of a text from which those that belong there were taken out."""
    return re.findall(r"\d[\d.,]*", text)


def with_unit(body: str, unit: str) -> str:
    if not unit:
        return body
    before, after = UNITS["%" if "%" in unit else unit]
    gap = f"[{SPACES}]?"
    return rf"(?:(?:{before}){gap}{body}|{body}[{SPACES}-]?(?:de )?(?:{after}))"


def spelled(amount: str, language: str) -> str:
    """A regular expression for a plain number: with its language's marks, thousands apart or not."""
    point, mark = LANGUAGES[language]
    whole, _, part = amount.partition(".")
    groups = f"{int(whole):,}".split(",")
    forms = {re.escape(whole)}
    if len(groups) > 1:
        forms |= {re.escape(separator).join(groups) for separator in (mark, *SPACES)}
    body = f"(?:{'|'.join(sorted(forms, key=len, reverse=True))})"
    if part:
        body += re.escape(point) + part
    spelled_out = WORDS[language].split()
    if not part and 1 <= int(whole) <= len(spelled_out):
        body = rf"(?:{body}|\b(?i:{spelled_out[int(whole) - 1]})\b)"
    return rf"(?<![\d.,]){body}(?![.,]?\d)"


def scaled(amount: Decimal, exponent: int, language: str) -> list[str]:
    """Regular expressions for a number with a word of scale, whichever of the language's makes sense."""
    value = amount * Decimal(10) ** exponent
    forms = []
    for zeros, word in SCALES[language].items():
        mantissa = (value / Decimal(10) ** zeros).normalize()
        if Decimal("0.1") <= mantissa < Decimal(10_000_000):
            forms.append(rf"{spelled(f'{mantissa:f}', language)}[{SPACES}-]?(?:{word})")
    return forms
