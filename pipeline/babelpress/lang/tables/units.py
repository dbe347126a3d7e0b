"""The words that stand beside numbers: code -> `Companions`. Data only; a new language is a row here.

Sources: CLDR 46 (currencies, units, short names of months). Words are in lower case; `a|b` are two words for one thing.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitWords:
    """What one language puts behind a number.

    `of` is what may link it to a currency or unit, a pattern; `half` adds a half to what stands before. `currencies`
    and `units` give codes of `measures`; the pound is `lb`, a weight, where the word may mean either. `decade` stands
    before or after the number of a decade.
    """

    percent: str
    currencies: dict[str, str]
    of: str = ""
    half: str
    units: dict[str, str]
    months: str
    """Short forms of the twelve months; the full names are those of `LANGUAGES`."""
    decade: str


UNIT_WORDS: dict[str, UnitWords] = {
    "fr": UnitWords(
        percent="pour cent|pour-cent|pourcent|pourcents|p. 100",
        currencies={
            "euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD", "livres sterling": "GBP",
            "livre sterling": "GBP", "livre": "lb", "livres": "lb", "yen": "JPY", "yens": "JPY", "yuan": "CNY",
            "yuans": "CNY", "roubles": "RUB", "roupies": "INR", "francs suisses": "CHF", "francs": "CHF",
            "reais": "BRL", "réaux": "BRL", "couronnes": "kr",
        },
        of=r"de |d['’]|des ",
        half="et demi|et demie",
        units={
            "kilomètre": "km", "kilomètres": "km", "mètre": "m", "mètres": "m", "centimètres": "cm",
            "centimètre": "cm", "millimètres": "mm", "miles": "mi", "mile": "mi", "milles": "mi", "pieds": "ft",
            "pied": "ft", "pouces": "in", "pouce": "in", "yards": "yd", "verges": "yd", "kilogrammes": "kg",
            "grammes": "g", "onces": "oz", "tonnes": "t", "degré": "°", "degrés": "°", "degrés Celsius": "°C",
            "degrés Fahrenheit": "°F", "litres": "l", "gallons": "gal", "barils": "bbl", "hectares": "ha",
            "acres": "ac", "kilomètres-heure": "km/h", "kilomètres/heure": "km/h", "kilomètres par heure": "km/h",
            "km par heure": "km/h", "mètres carrés": "m²", "kilomètres carrés": "km²", "pieds carrés": "sq ft",
            "heure": "h", "heures": "h",
        },
        months="janv|jan fév|févr|fevr mars avr mai juin juil août|aout sept oct nov déc",
        decade="années",
    ),
    "nl": UnitWords(
        percent="procent|procents|percent|procentpunt|procentpunten|pct|pct.",
        currencies={
            "euro": "EUR", "euro's": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD", "pond sterling": "GBP",
            "pond": "lb", "ponden": "lb", "yen": "JPY", "yuan": "CNY", "roebel": "RUB", "roepie": "INR",
            "roepies": "INR", "frank": "CHF", "real": "BRL", "reais": "BRL", "kronen": "kr", "kroon": "kr",
        },
        half="en een half|en een halve|en half|en halve|ën half",
        units={
            "kilometer": "km", "kilometers": "km", "meter": "m", "meters": "m", "centimeter": "cm",
            "centimeters": "cm", "millimeter": "mm", "mijl": "mi", "mijlen": "mi", "voet": "ft", "inch": "in",
            "inches": "in", "duim": "in", "yard": "yd", "yards": "yd", "kilogram": "kg", "gram": "g", "ons": "oz",
            "ton": "t", "graden": "°", "graad": "°", "graden Celsius": "°C", "graden Fahrenheit": "°F", "liter": "l",
            "gallon": "gal", "vaten": "bbl", "hectare": "ha", "acre": "ac", "acres": "ac",
            "kilometer per uur": "km/h", "km per uur": "km/h", "km/u": "km/h", "mijl per uur": "mph",
            "vierkante meter": "m²", "vierkante kilometer": "km²", "vierkante voet": "sq ft", "uur": "h", "uren": "h",
            "kg": "kg",
        },
        months="jan feb|febr mrt|maart apr mei jun jul aug sept|sep okt nov dec",
        decade="jaren",
    ),
    "en": UnitWords(
        percent="per cent|percent|pct|percentage point|percentage points|per cents",
        currencies={
            "euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD", "pounds sterling": "GBP",
            "pounds": "lb", "pound": "lb", "quid": "GBP", "yen": "JPY", "yuan": "CNY", "roubles": "RUB",
            "rubles": "RUB", "rupees": "INR", "Swiss francs": "CHF", "francs": "CHF", "reais": "BRL", "bucks": "USD",
            "kronor": "kr", "kroner": "kr",
        },
        of="of ",
        half="and a half|-and-a-half",
        units={
            "kilometre": "km", "kilometres": "km", "kilometer": "km", "kilometers": "km", "metre": "m", "metres": "m",
            "meter": "m", "meters": "m", "centimetres": "cm", "centimeters": "cm", "millimetres": "mm", "mile": "mi",
            "miles": "mi", "feet": "ft", "foot": "ft", "inch": "in", "inches": "in", "yard": "yd", "yards": "yd",
            "kilograms": "kg", "grams": "g", "ounce": "oz", "ounces": "oz", "stone": "st", "tons": "t", "tonnes": "t",
            "degree": "°", "degrees": "°", "degrees Celsius": "°C", "degrees Fahrenheit": "°F", "litres": "l",
            "liters": "l", "gallons": "gal", "gallon": "gal", "barrels": "bbl", "hectares": "ha", "acre": "ac",
            "acres": "ac", "kilometres per hour": "km/h", "kilometers per hour": "km/h", "miles per hour": "mph",
            "miles an hour": "mph", "square metres": "m²", "square meters": "m²", "square kilometres": "km²",
            "square kilometers": "km²", "square miles": "sq mi", "square feet": "sq ft", "square foot": "sq ft",
            "sq ft": "sq ft", "hour": "h", "hours": "h", "hrs": "h",
        },
        months="jan feb mar apr may jun jul aug sept|sep oct nov dec",
        decade="",
    ),
    "de": UnitWords(
        percent=(
            "prozent|prozentpunkt|prozentpunkte|prozentpunkten|prozentige|prozentigen|prozentiger|prozentiges|v. h."
        ),
        currencies={
            "euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD", "pfund sterling": "GBP", "pfund": "lb",
            "britische pfund": "GBP", "yen": "JPY", "yuan": "CNY", "rubel": "RUB", "rupien": "INR", "franken": "CHF",
            "real": "BRL", "reais": "BRL", "kronen": "kr",
        },
        half="und eine halbe|einhalb",
        units={
            "kilometer": "km", "kilometern": "km", "meter": "m", "metern": "m", "zentimeter": "cm",
            "zentimetern": "cm", "millimeter": "mm", "meile": "mi", "meilen": "mi", "fuß": "ft", "fuss": "ft",
            "zoll": "in", "yard": "yd", "yards": "yd", "kilogramm": "kg", "gramm": "g", "unzen": "oz", "unze": "oz",
            "tonnen": "t", "grad": "°", "grad celsius": "°C", "grad fahrenheit": "°F", "liter": "l", "litern": "l",
            "gallonen": "gal", "barrel": "bbl", "hektar": "ha", "acre": "ac", "acres": "ac",
            "stundenkilometer": "km/h", "stundenkilometern": "km/h", "kilometer pro stunde": "km/h",
            "kilometern pro stunde": "km/h", "kilo": "kg", "meilen pro stunde": "mph", "quadratmeter": "m²",
            "quadratkilometer": "km²", "quadratfuß": "sq ft", "quadratmeilen": "sq mi", "stunde": "h", "stunden": "h",
            "uhr": "h",
        },
        months="jan|jän feb mär|mrz apr mai jun jul aug sept|sep okt nov dez",
        decade="Jahre|Jahren|Jahrzehnt",
    ),
    "es": UnitWords(
        percent="por ciento|por cien|porciento",
        currencies={
            "euro": "EUR", "euros": "EUR", "dólar": "USD", "dólares": "USD", "dolares": "USD",
            "libras esterlinas": "GBP", "libras": "lb", "libra": "lb", "yenes": "JPY", "yen": "JPY", "yuanes": "CNY",
            "yuan": "CNY", "rublos": "RUB", "rupias": "INR", "francos suizos": "CHF", "francos": "CHF",
            "reales": "BRL", "coronas": "kr",
        },
        of="de ",
        half="y medio|y media",
        units={
            "kilómetro": "km", "kilómetros": "km", "metro": "m", "metros": "m", "centímetros": "cm",
            "milímetros": "mm", "milla": "mi", "millas": "mi", "pies": "ft", "pie": "ft", "pulgadas": "in",
            "pulgada": "in", "yardas": "yd", "kilogramos": "kg", "gramos": "g", "onzas": "oz", "toneladas": "t",
            "grado": "°", "grados": "°", "grados centígrados": "°C", "grados celsius": "°C",
            "grados fahrenheit": "°F", "litros": "l", "galones": "gal", "barriles": "bbl", "hectáreas": "ha",
            "acres": "ac", "acre": "ac", "kilómetros por hora": "km/h", "km por hora": "km/h",
            "millas por hora": "mph", "metros cuadrados": "m²", "kilómetros cuadrados": "km²",
            "pies cuadrados": "sq ft", "millas cuadradas": "sq mi", "hora": "h", "horas": "h",
        },
        months="ene feb mar abr may jun jul ago sept|sep|set oct nov dic",
        decade="años|década",
    ),
    "pt": UnitWords(
        percent="por cento|porcento",
        currencies={
            "euro": "EUR", "euros": "EUR", "dólar": "USD", "dólares": "USD", "libras esterlinas": "GBP",
            "libras": "lb", "libra": "lb", "ienes": "JPY", "iene": "JPY", "yuan": "CNY", "yuans": "CNY",
            "iuanes": "CNY", "rublos": "RUB", "rupias": "INR", "francos suíços": "CHF", "francos": "CHF",
            "reais": "BRL", "coroas": "kr",
        },
        of="de ",
        half="e meio|e meia",
        units={
            "quilómetro": "km", "quilómetros": "km", "quilômetro": "km", "quilômetros": "km", "metro": "m",
            "metros": "m", "centímetros": "cm", "milímetros": "mm", "milha": "mi", "milhas": "mi", "pés": "ft",
            "pé": "ft", "polegadas": "in", "polegada": "in", "jardas": "yd", "quilogramas": "kg", "quilos": "kg",
            "gramas": "g", "onças": "oz", "toneladas": "t", "grau": "°", "graus": "°", "graus celsius": "°C",
            "graus centígrados": "°C", "graus fahrenheit": "°F", "litros": "l", "galões": "gal", "barris": "bbl",
            "hectares": "ha", "acres": "ac", "acre": "ac", "quilómetros por hora": "km/h",
            "quilômetros por hora": "km/h", "km por hora": "km/h", "milhas por hora": "mph", "metros quadrados": "m²",
            "quilómetros quadrados": "km²", "quilômetros quadrados": "km²", "pés quadrados": "sq ft", "hora": "h",
            "horas": "h",
        },
        months="jan fev mar abr maio|mai jun jul ago set out nov dez",
        decade="anos|década",
    ),
}  # fmt: skip
