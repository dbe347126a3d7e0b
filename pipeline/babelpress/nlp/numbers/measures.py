"""Currencies and units of measure that accompany numbers in any language. Data only.

Sources: CLDR 46 (currencies, units); the conversion factors are those of the SI brochure.
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
"""Units that translators convert: the quantity that they measure and their size in base units."""

SYMBOLS: dict[str, str] = {
    "km": "km", "m": "m", "cm": "cm", "mm": "mm", "kg": "kg", "g": "g", "lb": "lb", "l": "l", "°C": "°C", "°F": "°F",
    "°": "°", "km/h": "km/h", "mph": "mph", "ha": "ha", "m²": "m²", "km²": "km²", "oz": "oz", "ft": "ft", "mi": "mi",
    "yd": "yd", "º": "°", "ºC": "°C", "ºF": "°F", "° C": "°C", "° F": "°F", "º C": "°C", "kph": "km/h", "kmh": "km/h",
    "lbs": "lb", "kilo": "kg", "kilos": "kg", "km2": "km²", "m2": "m²", "″": "in", "′": "ft", "h": "h", "min": "min",
    "C": "°C", "F": "°F", "ºf": "°F",
}  # fmt: skip
"""Symbols of units, the same in all languages."""
