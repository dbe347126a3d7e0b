"""Currencies, units of measure and scale words: what stands beside a number in any language. Data only.

Sources: CLDR 46 (currencies, units, compact forms); the conversion factors are those of the SI brochure.
"""

SIGNS: dict[str, str] = {
    "€": "EUR", "£": "GBP", "¥": "JPY", "$": "USD", "US$": "USD", "$US": "USD", "R$": "BRL", "A$": "AUD", "C$": "CAD",
    "₹": "INR", "₽": "RUB", "₺": "TRY", "₩": "KRW", "₿": "BTC", "EUR": "EUR", "USD": "USD", "GBP": "GBP",
    "CHF": "CHF", "JPY": "JPY", "AUD": "AUD", "CAD": "CAD", "BRL": "BRL", "CNY": "CNY",
}  # fmt: skip
"""Signs and codes of currencies."""

DOLLARS = frozenset({"USD", "AUD", "CAD"})
"""Currencies whose unit is called a dollar."""

MEASURES: dict[str, tuple[str, float]] = {
    "km": ("length", 1000), "m": ("length", 1), "cm": ("length", 0.01), "mm": ("length", 0.001),
    "mi": ("length", 1609.34), "ft": ("length", 0.3048), "in": ("length", 0.0254), "yd": ("length", 0.9144),
    "kg": ("mass", 1), "g": ("mass", 0.001), "lb": ("mass", 0.4536), "oz": ("mass", 0.02835), "st": ("mass", 6.35),
    "t": ("mass", 1000), "°": ("heat", 1), "°C": ("heat", 1), "°F": ("heat", 0.5556), "l": ("volume", 1),
    "gal": ("volume", 3.785), "bbl": ("volume", 159), "km/h": ("speed", 1), "mph": ("speed", 1.609),
    "ha": ("area", 10000.0), "ac": ("area", 4047), "m²": ("area", 1), "km²": ("area", 1000000.0),
    "sq mi": ("area", 2590000.0), "sq ft": ("area", 0.0929),
}  # fmt: skip
"""Units that translators convert: what they measure and how many base units they are."""

SYMBOLS: dict[str, str] = {
    "km": "km", "m": "m", "cm": "cm", "mm": "mm", "kg": "kg", "g": "g", "lb": "lb", "l": "l", "°C": "°C", "°F": "°F",
    "°": "°", "km/h": "km/h", "mph": "mph", "ha": "ha", "m²": "m²", "km²": "km²", "oz": "oz", "ft": "ft", "mi": "mi",
    "yd": "yd", "º": "°", "ºC": "°C", "ºF": "°F", "° C": "°C", "° F": "°F", "º C": "°C", "kph": "km/h", "kmh": "km/h",
    "lbs": "lb", "kilo": "kg", "kilos": "kg", "km2": "km²", "m2": "m²", "″": "in", "′": "ft", "h": "h", "min": "min",
    "C": "°C", "F": "°F", "ºf": "°F",
}  # fmt: skip
"""Units as all languages write them."""

WRITTEN_SCALES: dict[str, tuple[tuple[int, str, str], ...]] = {
    "fr": ((6, "million", "millions"), (9, "milliard", "milliards")),
    "nl": ((6, "miljoen", "miljoen"), (9, "miljard", "miljard"), (12, "biljoen", "biljoen")),
    "en": ((6, "million", "million"), (9, "billion", "billion"), (12, "trillion", "trillion")),
    "de": ((6, "Million", "Millionen"), (9, "Milliarde", "Milliarden"), (12, "Billion", "Billionen")),
    "es": ((6, "millón", "millones"), (12, "billón", "billones")),
    "pt": ((6, "milhão", "milhões"), (9, "mil milhões", "mil milhões"), (12, "bilião", "biliões")),
    "pt-BR": ((6, "milhão", "milhões"), (9, "bilhão", "bilhões"), (12, "trilhão", "trilhões")),
}  # fmt: skip
"""The scale words a newsroom uses, by tag of the variant, else by language: power of ten, for one, for more."""

SINGULAR_BELOW_TWO = frozenset({"fr-FR", "pt-BR"})
"""Variants where 1.5 takes the singular."""
