"""Currencies and units of measure that accompany numbers in any language, and amounts that are equal.

Sources: CLDR 49 (currencies, units); the conversion factors are those of the SI brochure and of NIST SP 811.
"""

from dataclasses import dataclass
from decimal import Decimal

SIGNS: dict[str, str] = {
    "€": "EUR", "£": "GBP", "¥": "JPY", "$": "USD", "US$": "USD", "$US": "USD", "R$": "BRL", "A$": "AUD", "C$": "CAD",
    "₹": "INR", "₽": "RUB", "₺": "TRY", "₩": "KRW", "₿": "BTC", "EUR": "EUR", "USD": "USD", "GBP": "GBP",
    "CHF": "CHF", "JPY": "JPY", "AUD": "AUD", "CAD": "CAD", "BRL": "BRL", "CNY": "CNY", "SEK": "SEK", "NOK": "NOK",
    "DKK": "DKK", "PLN": "PLN", "CZK": "CZK", "MXN": "MXN", "INR": "INR", "RUB": "RUB", "TRY": "TRY", "FCFA": "XOF",
}  # fmt: skip
"""Signs and codes of currencies."""

DOLLARS = frozenset({"USD", "AUD", "CAD"})
"""Currencies whose unit is called a dollar."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What a unit measures, and its size in the base unit of that dimension."""

    dimension: str
    size: Decimal


_SIZES: dict[str, dict[str, str]] = {
    "time": {
        "ms": "0.001", "cs": "0.01", "s": "1", "min": "60", "qh": "900", "h": "3600", "d": "86400", "wk": "604800",
        "fortnight": "1209600", "mo": "2629746", "yr": "31556952", "dec": "315569520", "c": "3155695200",
    },
    "length": {
        "nm": "1e-9", "µm": "1e-6", "mm": "0.001", "cm": "0.01", "dm": "0.1", "m": "1", "km": "1000", "in": "0.0254",
        "ft": "0.3048", "yd": "0.9144", "mi": "1609.344", "nmi": "1852", "ly": "9460730472580800",
    },
    "mass": {
        "µg": "1e-9", "mg": "1e-6", "g": "0.001", "kg": "1", "q": "100", "t": "1000", "kt": "1e6", "Mt": "1e9",
        "oz": "0.0283495", "lb": "0.45359237",
        "st": "6.35029",
    },
    "volume": {
        "ml": "0.001", "cl": "0.01", "dl": "0.1", "l": "1", "hl": "100", "cm³": "0.001", "m³": "1000", "km³": "1e12",
        "gal": "3.785", "bbl": "158.987", "tsp": "0.005", "tbsp": "0.015", "cup": "0.24",
    },
    "area": {
        "cm²": "0.0001", "m²": "1", "km²": "1000000", "are": "100", "ha": "10000", "ac": "4046.86", "sq ft": "0.092903",
        "sq mi": "2589988",
    },
    "speed": {"km/h": "1", "m/s": "3.6", "km/s": "3600", "mph": "1.609344", "kn": "1.852"},
    "energy": {
        "J": "1", "kJ": "1000", "MJ": "1e6", "cal": "4.184", "kcal": "4184", "Wh": "3600", "kWh": "3.6e6",
        "MWh": "3.6e9", "GWh": "3.6e12", "TWh": "3.6e15",
    },
    "power": {"mW": "0.001", "W": "1", "kW": "1000", "MW": "1e6", "GW": "1e9", "TW": "1e12", "hp": "735.5"},
    "data": {"kB": "1e3", "MB": "1e6", "GB": "1e9", "TB": "1e12", "PB": "1e15"},
    "data rate": {"kbit/s": "1e3", "Mbit/s": "1e6", "Gbit/s": "1e9"},
    "frequency": {"Hz": "1", "kHz": "1e3", "MHz": "1e6", "GHz": "1e9"},
    "pressure": {
        "Pa": "1", "hPa": "100", "kPa": "1000", "mbar": "100", "bar": "100000", "mmHg": "133.322",
        "psi": "6894.757",
    },
    "voltage": {"mV": "0.001", "V": "1", "kV": "1000"},
    "current": {"mA": "0.001", "A": "1"},
    "temperature": {"°C": "1", "°F": "1", "K": "1", "°": "1"},
    "amount of substance": {"mmol": "0.001", "mol": "1"},
    "sound": {"dB": "1"},
    "times": {"×": "1"},
    "cents": {"cent": "1"},
    "share": {"%": "1", "‰": "0.1", "ppm": "0.0001", "pp": "1", "bp": "0.01"},
}  # fmt: skip

UNITS: dict[str, Unit] = {
    code: Unit(kind, Decimal(size)) for kind, sizes in _SIZES.items() for code, size in sizes.items()
}
"""All units by code. `pp` is the percentage point, `bp` its hundredth; a degree without a scale is `°`; `qh` is a
quarter of an hour, `cent` the hundredth of any currency."""

_NO_SYMBOLS = frozenset({
    "d", "c", "dec", "yr", "mo", "wk", "fortnight", "qh", "cent", "cs",
    "q", "are", "in", "st", "cup", "×", "%", "‰", "pp", "bp", "J", "K", "A",
})  # fmt: skip
"""Codes that are also words, or that are read elsewhere."""

SYMBOLS: dict[str, str] = {
    **{code: code for code in UNITS if code not in _NO_SYMBOLS},
    "º": "°", "ºC": "°C", "ºF": "°F", "° C": "°C", "° F": "°F", "º C": "°C", "ºf": "°F", "C": "°C", "F": "°F",
    "kph": "km/h", "kmh": "km/h", "lbs": "lb", "kilo": "kg", "kilos": "kg", "km2": "km²", "m2": "m²", "m3": "m³",
    "″": "in", "′": "ft", "ug": "µg", "μg": "µg", "mcg": "µg", "sec": "s", "hr": "h", "hrs": "h", "L": "l", "mL": "ml",
    "cL": "cl", "dL": "dl", "KB": "kB", "kWc": "kW",
    "MWc": "MW", "Mb/s": "Mbit/s", "Mbps": "Mbit/s", "Gb/s": "Gbit/s", "Gbps": "Gbit/s", "bars": "bar", "CV": "hp",
    "kcals": "kcal", "nmi": "nmi", "cc": "cm³", "cm3": "cm³", "ft²": "sq ft",
    "ft2": "sq ft", "sqm": "m²", "qm": "m²", "qkm": "km²", "mi²": "sq mi", "kgs": "kg",
}  # fmt: skip
"""Symbols of units, the same in all languages; case is significant."""

NEAR = Decimal("0.12")
"""Relative difference up to which two amounts may be the same, rounded."""

EXACT = Decimal("0.012")
"""Relative difference up to which a converted amount is equal: 10 miles and 16 km, 15 ounces and 425 g."""


def dimension(unit: str) -> str:
    """Return what a unit measures (`money` for a currency), empty for none."""
    found = UNITS.get(unit)
    return found.dimension if found else "money" if family(unit) else ""


def family(unit: str) -> str:
    """Return the currency that a unit may mean, empty for none; all dollars are the same, and `lb` may mean GBP."""
    if unit in DOLLARS:
        return "USD"
    return "GBP" if unit == "lb" else unit if len(unit) in (3, 4) and unit.isupper() and unit.isalpha() else ""


def equal_amounts(value: Decimal, unit: str, other: Decimal, other_unit: str, *, within: Decimal = EXACT) -> bool:
    """Whether two amounts are equal up to a relative difference, in the same or in another unit.

    >>> equal_amounts(Decimal(24), "mo", Decimal(2), "yr"), equal_amounts(Decimal(5), "mg", Decimal(5), "g")
    (True, False)
    """
    mine, its = UNITS.get(unit), UNITS.get(other_unit)
    if mine is None or its is None or mine.dimension != its.dimension:
        return False
    if mine.dimension == "temperature":
        return same_heat(value, unit, other, other_unit, within=within)
    one, two = abs(value * mine.size), abs(other * its.size)
    return abs(one - two) <= within * max(one, two)


def same_heat(value: Decimal, unit: str, other: Decimal, other_unit: str, *, within: Decimal) -> bool:
    """Whether values in two scales are about the same temperature, or the same difference of temperatures."""
    alike = unit == other_unit or "°" in (unit, other_unit)
    if alike and abs(value - other) <= within * max(abs(value), abs(other)):
        return True
    if alike and (unit != "°" or other_unit != "°" or within < NEAR):
        return False
    if "K" in (unit, other_unit):
        kelvin, celsius = (value, other) if unit == "K" else (other, value)
        return abs(kelvin - Decimal("273.15") - celsius) <= max(Decimal(1), within * abs(kelvin)) or kelvin == celsius
    low, high = sorted((value, other)) if alike else (value, other) if unit == "°C" else (other, value)
    slack = Decimal(3) if within >= NEAR else Decimal(1)
    return abs((high - 32) / Decimal("1.8") - low) <= slack or abs(high / Decimal("1.8") - low) <= within * abs(low)
