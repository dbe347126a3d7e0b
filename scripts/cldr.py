"""Write `lang/_cldr.py` from CLDR, as Babel carries it, or with `--check` say whether it is out of date.

Numbers, percentages, money, months, weekdays and dates of our variants; what languages, territories and units are
called in each of our languages. A language of another package brings these in its own file: `scripts/cldr.py it` prints
its values to copy.
"""

import re
import sys
from pathlib import Path

from babel import Locale
from babel.core import get_cldr_version

OUTPUT = Path(__file__).parent.parent / "pipeline" / "babelpress" / "lang" / "_cldr.py"
TAGS = ("fr-FR", "nl-NL", "en-GB", "en-US", "de-DE", "es-ES", "pt-PT", "pt-BR")
CODES = ("fr", "nl", "en", "de", "es", "pt")
OTHERS = """
    af eu ca cy cs da et ga gl hr it lv lt hu mt pl ro sq sk sl fi sv tr is el bg mk ru sr uk he ar fa ur hi bn ta th
    zh ja ko
"""
"""Languages that a page's menu may hold besides ours."""

UNITS = """
    s: duration-second
    min: duration-minute
    h: duration-hour
    d: duration-day
    wk: duration-week
    mo: duration-month
    yr: duration-year
    dec: duration-decade
    c: duration-century
    mm: length-millimeter
    cm: length-centimeter
    dm: length-decimeter
    m: length-meter
    km: length-kilometer
    in: length-inch
    ft: length-foot
    yd: length-yard
    mi: length-mile
    nmi: length-nautical-mile
    ly: length-light-year
    µg: mass-microgram
    mg: mass-milligram
    g: mass-gram
    kg: mass-kilogram
    t: mass-tonne
    oz: mass-ounce
    lb: mass-pound
    st: mass-stone
    ml: volume-milliliter
    cl: volume-centiliter
    dl: volume-deciliter
    l: volume-liter
    hl: volume-hectoliter
    m³: volume-cubic-meter
    gal: volume-gallon
    bbl: volume-barrel
    tsp: volume-teaspoon
    tbsp: volume-tablespoon
    cm²: area-square-centimeter
    m²: area-square-meter
    km²: area-square-kilometer
    ha: area-hectare
    ac: area-acre
    sq ft: area-square-foot
    sq mi: area-square-mile
    km/h: speed-kilometer-per-hour
    m/s: speed-meter-per-second
    mph: speed-mile-per-hour
    kn: speed-knot
    °: angle-degree
    °C: temperature-celsius
    °F: temperature-fahrenheit
    K: temperature-kelvin
    cal: energy-calorie
    kcal: energy-kilocalorie
    kJ: energy-kilojoule
    kWh: energy-kilowatt-hour
    W: power-watt
    kW: power-kilowatt
    MW: power-megawatt
    GW: power-gigawatt
    hp: power-horsepower
    kB: digital-kilobyte
    MB: digital-megabyte
    GB: digital-gigabyte
    TB: digital-terabyte
    Hz: frequency-hertz
    kHz: frequency-kilohertz
    MHz: frequency-megahertz
    GHz: frequency-gigahertz
    hPa: pressure-hectopascal
    mbar: pressure-millibar
    bar: pressure-bar
    V: electric-volt
"""
"""Our codes of units, and those of CLDR."""

REGIONS = {"en": ("en", "en-GB"), "pt": ("pt", "pt-PT")}
"""Locales that spell words of one language differently."""

NO_PLACES = ("EU", "EZ", "QO", "UN", "XA", "XB", "ZZ")
"""Codes of groups, and of what is no territory."""

HEAD = '''"""What CLDR {version} says of languages; written by scripts/cldr.py, not by hand.

Copyright Unicode, Inc.; under the Unicode License V3 (https://www.unicode.org/license.txt, SPDX: Unicode-3.0).
"""

# fmt: off
'''


def main() -> int:
    asked = sys.argv[1:]
    if asked and asked != ["--check"]:
        print("\n".join(text for code in asked for text in (f"# {code}", block("FORMATS", {code: format_of(code)}),
              block("MONTHS", {code: months(code)}), block("WEEKDAYS", {code: weekdays(code)}),
              block("DATES", {code: date_of(code)}), territories(code), units(code))))  # fmt: skip
        return 0
    text = module()
    if not asked:
        OUTPUT.write_text(text, encoding="utf-8")
        return 0
    if OUTPUT.read_text(encoding="utf-8") == text:
        return 0
    print(f"{OUTPUT.name} is not what CLDR {get_cldr_version()} says; run scripts/cldr.py", file=sys.stderr)
    return 1


def module() -> str:
    """The whole file."""
    english = Locale.parse("en").languages
    own = {code: {other: Locale.parse(code).languages[other] for other in CODES} for code in CODES}
    names = {code: name for code, name in sorted(english.items()) if re.fullmatch("[a-z]{2,3}", code)}
    parts = (
        HEAD.format(version=get_cldr_version()),
        "# decimal mark, mark of thousands, percentage, money\n"
        + block("FORMATS", {tag: format_of(tag) for tag in TAGS}),
        block("MONTHS", {code: months(code) for code in CODES}),
        block("WEEKDAYS", {code: weekdays(code) for code in CODES}),
        block("DATES", {code: date_of(code) for code in CODES}),
        block("NAMES", own),
        block("ENDONYMS", {code: Locale.parse(code).languages[code] for code in (*CODES, *OTHERS.split())}),
        rows("ENGLISH", names),
        "TERRITORIES = {\n" + "".join(territories(code) for code in CODES) + "}\n",
        "UNITS = {\n" + "".join(units(code) for code in CODES) + "}\n",
    )
    return "\n".join(parts)


def locale(tag: str) -> Locale:
    return Locale.parse(tag, sep="-")


def pattern(text: str) -> str:
    """`#,##0.00 ¤` as `{n} {symbol}`; what a pattern says of negative numbers goes."""
    return re.sub(r"[#,0.]+", "{n}", text.partition(";")[0]).replace("¤", "{symbol}")


def format_of(tag: str) -> tuple[str, str, str, str]:
    found = locale(tag)
    symbols = found.number_symbols["latn"]
    percent, money = found.percent_formats[None].pattern, found.currency_formats["standard"].pattern
    return symbols["decimal"], symbols["group"], pattern(percent), pattern(money)


def months(code: str) -> str:
    return " ".join(locale(code).months["format"]["wide"].values())


def weekdays(code: str) -> str:
    """From Monday on."""
    return " ".join(name for _, name in sorted(locale(code).days["format"]["wide"].items()))


def date_of(code: str) -> str:
    """The long form, `d MMMM y`; British for English, as its default variant is."""
    text = locale({"en": "en-GB"}.get(code, code)).date_formats["long"].pattern.replace("'", "")
    return re.sub("d+|M+|y+", lambda match: {"d": "{day}", "M": "{month}", "y": "{year}"}[match.group()[0]],
                  text.replace("de", "\0")).replace("\0", "de")  # fmt: skip


def territories(code: str) -> str:
    """The names of countries and the territories that have codes of their own (ISO 3166-1)."""
    found = {
        key: name
        for key, name in sorted(locale(code).territories.items())
        if re.fullmatch("[A-Z]{2}", key) and key not in NO_PLACES
    }
    lines = "".join(f"        {key}: {name}\n" for key, name in found.items())
    return f'    "{code}": """\n{lines}    """,\n'


def units(code: str) -> str:
    """The words for units in the singular and plural, by our codes; without those that are figures or signs."""
    lines = []
    for row in filter(None, map(str.strip, UNITS.splitlines())):
        unit, _, key = row.partition(": ")
        forms: dict[str, None] = {}
        for tag in REGIONS.get(code, (code,)):
            pattern = locale(tag)._data["unit_patterns"][key]["long"]
            found = (form for name, form in sorted(pattern.items(), reverse=True) if name != "per")
            forms |= dict.fromkeys(form.replace("{0}", "").strip().replace("\u00a0", " ") for form in found)
        words = "|".join(form for form in forms if len(form) > 2)
        lines += [f"        {unit}: {words}\n"] if words else []
    return f'    "{code}": """\n{"".join(lines)}    """,\n'


def block(name: str, rows: dict) -> str:
    lines = "".join(f"    {quoted(key)}: {quoted(value)},\n" for key, value in rows.items())
    return f"{name} = {{\n{lines}}}\n"


def rows(name: str, table: dict[str, str]) -> str:
    """A long table as text, a line a row."""
    return f'{name} = """\n' + "".join(f"    {key}: {value}\n" for key, value in table.items()) + '"""\n'


def quoted(value: object) -> str:
    if isinstance(value, tuple):
        return f"({', '.join(map(quoted, value))})"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(key)}: {quoted(one)}" for key, one in value.items()) + "}"
    text = str(value).replace("\u00a0", "\\u00a0").replace("\u202f", "\\u202f")
    return f'"{text}"'


if __name__ == "__main__":
    sys.exit(main())
