"""How a text is typeset, by language and country: tag (`pt-BR`) -> `Variant`. Data only; a new variant is a row here.

Sources of a row: CLDR 46 for separators, percent and currency; for quotation marks, times and grouping the usage of the
country's press where it differs from CLDR (es-ES groups from 1.000 on).
"""

from dataclasses import dataclass

NBSP, NNBSP = "\u00a0", "\u202f"
"""No-break space and its narrow sister."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """The typography of one language in one country.

    `quotes` and `inner` are the marks of a quotation and of one inside it, the space inside them included. `grouped`
    is the number of digits from which thousands are set apart. `percent` and `money` are formats of `n`, the written
    number, and for money `symbol`. `time` is a format of `h`, `hh`, `mm` (`hour` where there are no minutes).
    """

    tag: str
    language: str
    quotes: tuple[str, str]
    inner: tuple[str, str]
    decimal: str
    thousands: str
    grouped: int
    percent: str
    money: str
    time: str
    hour: str
    colon_space: str = ""
    """What stands before `: ; ! ?`: a no-break space in French."""
    dash: str = "–"
    """What sets a remark apart, between spaces."""


VARIANTS: dict[str, Variant] = {
    variant.tag: variant
    for variant in (
        Variant(
            tag="fr-FR",
            language="fr",
            quotes=(f"«{NBSP}", f"{NBSP}»"),
            inner=("“", "”"),
            decimal=",",
            thousands=NNBSP,
            grouped=4,
            percent=f"{{n}}{NBSP}%",
            money=f"{{n}}{NBSP}{{symbol}}",
            time="{h}h{mm}",
            hour="{h}h",
            colon_space=NBSP,
        ),
        Variant(
            tag="nl-NL",
            language="nl",
            quotes=("“", "”"),
            inner=("‘", "’"),
            decimal=",",
            thousands=".",
            grouped=4,
            percent="{n}%",
            money=f"{{symbol}}{NBSP}{{n}}",
            time="{hh}.{mm} uur",
            hour="{h} uur",
        ),
        Variant(
            tag="en-GB",
            language="en",
            quotes=("“", "”"),
            inner=("‘", "’"),
            decimal=".",
            thousands=",",
            grouped=4,
            percent="{n}%",
            money="{symbol}{n}",
            time="{h}:{mm}",
            hour="{h}:00",
        ),
        Variant(
            tag="en-US",
            language="en",
            quotes=("“", "”"),
            inner=("‘", "’"),
            decimal=".",
            thousands=",",
            grouped=4,
            percent="{n}%",
            money="{symbol}{n}",
            time="{h12}:{mm} {ampm}",
            hour="{h12} {ampm}",
            dash="—",
        ),
        Variant(
            tag="de-DE",
            language="de",
            quotes=("„", "“"),
            inner=("‚", "‘"),
            decimal=",",
            thousands=".",
            grouped=4,
            percent=f"{{n}}{NBSP}%",
            money=f"{{n}}{NBSP}{{symbol}}",
            time="{h}:{mm} Uhr",
            hour="{h} Uhr",
        ),
        Variant(
            tag="es-ES",
            language="es",
            quotes=("«", "»"),
            inner=("“", "”"),
            decimal=",",
            thousands=".",
            grouped=4,
            percent=f"{{n}}{NBSP}%",
            money=f"{{n}}{NBSP}{{symbol}}",
            time="{h}:{mm}",
            hour="{h}:00",
        ),
        Variant(
            tag="pt-PT",
            language="pt",
            quotes=("“", "”"),
            inner=("‘", "’"),
            decimal=",",
            thousands=NBSP,
            grouped=4,
            percent="{n}%",
            money=f"{{n}}{NBSP}{{symbol}}",
            time="{h}h{mm}",
            hour="{h}h",
        ),
        Variant(
            tag="pt-BR",
            language="pt",
            quotes=("“", "”"),
            inner=("‘", "’"),
            decimal=",",
            thousands=".",
            grouped=4,
            percent="{n}%",
            money=f"{{symbol}}{NBSP}{{n}}",
            time="{h}h{mm}",
            hour="{h}h",
        ),
    )
}

DEFAULT: dict[str, str] = {
    "fr": "fr-FR",
    "nl": "nl-NL",
    "en": "en-GB",
    "de": "de-DE",
    "es": "es-ES",
    "pt": "pt-PT",
}
"""The variant of a language that nobody chose."""


def variant(language: str, tag: str = "") -> Variant:
    """Give the variant of a tag, or the default one of a language.

    >>> variant("pt", "pt-BR").thousands
    '.'
    """
    return VARIANTS[tag or DEFAULT[language]]
