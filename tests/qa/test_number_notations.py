"""All notations of one amount are equal to each other, in every language."""

import re

import pytest

from babelpress.qa.base import SegmentPair
from babelpress.qa.checks.numbers import check

TARGETS = ("en", "de", "es", "nl", "pt")

TIMES = {
    "marathon": {
        "fr": """
            2 h 4 min 35 s
            2h04'35''
            2h04'35"
            2 h 04'35
            2h04min35s
            2 heures, 4 minutes et 35 secondes
            2h04:35
            2:04:35
        """,
        "en": """
            2:04:35
            2 hours 4 minutes 35 seconds
            2hr 04min 35sec
            2h 4m 35s
            2 hours, 4 minutes and 35 seconds
        """,
        "de": """
            2:04:35 Stunden
            2:04:35
            2 Stunden, 4 Minuten und 35 Sekunden
            2 Std. 4 Min. 35 Sek.
        """,
        "es": """
            2 h 4 min 35 s
            2:04:35
            2 horas, 4 minutos y 35 segundos
            2h04:35
        """,
        "nl": """
            2.04.35 uur
            2:04.35
            2.04.35
            2 uur, 4 minuten en 35 seconden
            2u04'35"
        """,
        "pt": """
            2h04m35s
            2:04:35
            2 horas, 4 minutos e 35 segundos
            2h 04m 35s
            2 h 4 min 35 s
        """,
    },
    "a middle distance": {
        "fr": """
            1 min 43 s 21
            1'43"21
            1'43''21
            1 min 43 s 21 centièmes
            1:43,21
            1 min 43,21 s
            1'43''21
            1 minute 43 secondes et 21 centièmes
            1 min 43 sec 21
        """,
        "en": """
            1:43.21
            1 minute 43.21 seconds
            1min 43.21sec
            one minute 43.21 seconds
            1m 43.21s
        """,
        "de": """
            1:43,21 Minuten
            1:43,21
            1 Minute und 43,21 Sekunden
        """,
        "es": """
            1:43,21
            1 min 43,21 s
            1 minuto y 43,21 segundos
            1:43.21
        """,
        "nl": """
            1.43,21
            1.43,21 minuut
            1 minuut en 43,21 seconden
            1:43,21
        """,
        "pt": """
            1m43,21s
            1.43,21
            1:43,21
            1 minuto e 43,21 segundos
            1 min 43,21 s
        """,
    },
    "a sprint": {
        "fr": """
            9 s 58
            9"58
            9,58 secondes
            9 sec. 58
            9''58
        """,
        "en": """
            9.58 seconds
            9.58sec
            9.58
        """,
        "de": """
            9,58 Sekunden
            9,58 s
        """,
        "es": """
            9,58 segundos
            9,58 s
            9.58
        """,
        "nl": """
            9,58 seconden
            9,58
        """,
        "pt": """
            9,58 segundos
            9,58 s
            9.58
        """,
    },
    "a lead": {
        "fr": """
            14 s
            14 secondes
            14"
            14''
        """,
        "en": """
            14 seconds
            14s
        """,
        "de": """
            14 Sekunden
        """,
        "es": """
            14 segundos
            14 s
        """,
        "nl": """
            14 seconden
            14 tellen
        """,
        "pt": """
            14 segundos
            14 s
        """,
    },
    "minutes and seconds": {
        "fr": """
            13 min 29 s
            13'29
            13'29"
            13 min 29
            13 minutes 29
        """,
        "en": """
            13:29
            13 minutes 29 seconds
            13min 29sec
        """,
        "de": """
            13:29 Minuten
            13 Minuten 29 Sekunden
            13:29
        """,
        "es": """
            13:29
            13 minutos y 29 segundos
        """,
        "nl": """
            13.29 minuten
            13.29
            13 minuten en 29 seconden
            13:29
        """,
        "pt": """
            13m29s
            13:29
            13 minutos e 29 segundos
        """,
    },
    "tenths": {
        "fr": """
            1 h 59 min 40 s 2
            1h59'40"2
            1:59:40,2
        """,
        "en": """
            1:59:40.2
            1 hour 59 minutes 40.2 seconds
        """,
        "de": """
            1:59:40,2
            1:59:40,2 Stunden
        """,
        "es": """
            1:59:40,2
            1 h 59 min 40,2 s
        """,
        "nl": """
            1.59.40,2
            1:59.40,2
        """,
        "pt": """
            1h59m40,2s
            1:59:40,2
        """,
    },
}

AMOUNTS = {
    "850 k€": {
        "fr": """
            850 k€
            850 000 €
            850 000 euros
            850.000 €
            850 K€
            850 kEUR
            0,85 M€
            850 milliers d'euros
        """,
        "en": """
            €850,000
            €850k
            EUR 850,000
            850,000 euros
            €0.85m
            €850 thousand
            850k euros
            €0.85 million
            850 thousand euros
        """,
        "de": """
            850.000 Euro
            850.000 €
            850 Tsd. Euro
            0,85 Mio. Euro
            850 T€
            850 TEUR
            850 Tausend Euro
            850k €
        """,
        "es": """
            850.000 euros
            850 000 €
            850 mil euros
            850.000 €
            0,85 millones de euros
            850 k€
        """,
        "nl": """
            € 850.000
            850.000 euro
            850 duizend euro
            0,85 miljoen euro
            € 850k
            850 k€
        """,
        "pt": """
            850 mil euros
            850 000 euros
            850.000 €
            850 milhares de euros
            0,85 milhões de euros
            850 mil €
        """,
    },
    "12 M€": {
        "fr": """
            12 M€
            12 millions d'euros
            12 M d'euros
            12 millions €
            12 Mio €
            12 Meur
            12 MEUR
        """,
        "en": """
            €12m
            €12 million
            12 million euros
            €12M
            EUR 12m
            €12mn
            €12mln
            12m euros
            €12 mn
        """,
        "de": """
            12 Mio. Euro
            12 Millionen Euro
            12 Mio €
            12 Mill. Euro
            zwölf Millionen Euro
            12.000.000 Euro
        """,
        "es": """
            12 millones de euros
            12 M€
            12 mill. de euros
            12 millones €
            doce millones de euros
        """,
        "nl": """
            12 miljoen euro
            € 12 miljoen
            12 mln. euro
            12 mln euro
            € 12 mln
            twaalf miljoen euro
        """,
        "pt": """
            12 milhões de euros
            12 M€
            12 mi de euros
            12 milhões €
            doze milhões de euros
        """,
    },
    "3 Md€": {
        "fr": """
            3 Md€
            3 Mds €
            3 milliards d'euros
            3 Mds d'euros
            3 Mrd€
            3 Mrds €
            3 MdEUR
            3 000 M€
            3 000 millions d'euros
        """,
        "en": """
            €3bn
            €3 billion
            3 billion euros
            €3B
            EUR 3bn
            €3,000m
            €3,000 million
            three billion euros
        """,
        "de": """
            3 Mrd. Euro
            3 Milliarden Euro
            3 Mrd €
            drei Milliarden Euro
            3.000 Mio. Euro
            3000 Millionen Euro
        """,
        "es": """
            3.000 millones de euros
            3000 millones de euros
            3.000 M€
            tres mil millones de euros
            3 mil millones de euros
            3 millardos de euros
            3 000 millones de euros
        """,
        "nl": """
            3 miljard euro
            € 3 miljard
            3 mld. euro
            3 mld euro
            €3 mld
            drie miljard euro
        """,
        "pt": """
            3 mil milhões de euros
            3000 milhões de euros
            3.000 milhões de euros
            três mil milhões de euros
            3 bilhões de euros
            3 bi de euros
        """,
    },
    "1,5 million d'habitants": {
        "fr": """
            1,5 million d'habitants
            1 500 000 habitants
            un million et demi d'habitants
            1,5 M d'habitants
            1.500.000 habitants
            1,50 million d'habitants
        """,
        "en": """
            1.5 million inhabitants
            1,500,000 inhabitants
            one and a half million inhabitants
            a million and a half people
            1.5m people
            1.50 million people
        """,
        "de": """
            1,5 Millionen Einwohner
            anderthalb Millionen Einwohner
            1,5 Mio. Einwohner
            1.500.000 Einwohner
            eineinhalb Millionen Einwohner
            1,50 Millionen Einwohner
        """,
        "es": """
            1,5 millones de habitantes
            un millón y medio de habitantes
            1.500.000 habitantes
            1 500 000 habitantes
            millón y medio de habitantes
        """,
        "nl": """
            1,5 miljoen inwoners
            anderhalf miljoen inwoners
            1.500.000 inwoners
            1,5 mln inwoners
        """,
        "pt": """
            1,5 milhões de habitantes
            um milhão e meio de habitantes
            1 500 000 habitantes
            1,5 milhão de habitantes
            1,5 mi de habitantes
        """,
    },
    "2,25 millions de tonnes": {
        "fr": """
            2,25 millions de tonnes
            2 250 000 tonnes
            2,25 Mt
        """,
        "en": """
            2.25 million tonnes
            2,250,000 tonnes
            2.25m tonnes
            2.25 Mt
        """,
        "de": """
            2,25 Millionen Tonnen
            2.250.000 Tonnen
            2,25 Mio. t
        """,
        "es": """
            2,25 millones de toneladas
            2.250.000 toneladas
        """,
        "nl": """
            2,25 miljoen ton
            2.250.000 ton
            2,25 mln ton
        """,
        "pt": """
            2,25 milhões de toneladas
            2 250 000 toneladas
        """,
    },
    "250 000 spectateurs": {
        "fr": """
            250 000 spectateurs
            un quart de million de spectateurs
            250 000 personnes
            deux cent cinquante mille spectateurs
        """,
        "en": """
            250,000 spectators
            a quarter of a million people
            250 thousand spectators
            250k spectators
            quarter of a million spectators
        """,
        "de": """
            250.000 Zuschauer
            250 000 Zuschauer
            250 Tsd. Zuschauer
        """,
        "es": """
            250.000 espectadores
            un cuarto de millón de espectadores
            250 mil espectadores
        """,
        "nl": """
            250.000 toeschouwers
            een kwart miljoen toeschouwers
            250 duizend toeschouwers
        """,
        "pt": """
            250 mil espectadores
            250 000 espectadores
            um quarto de milhão de espectadores
        """,
    },
    "1 000 milliards de dollars": {
        "fr": """
            1 000 milliards de dollars
            mille milliards de dollars
            un billion de dollars
            1 000 Md$
        """,
        "en": """
            $1 trillion
            a trillion dollars
            $1tn
            $1,000bn
            one trillion dollars
            1,000 billion dollars
            $1trn
        """,
        "de": """
            1 Billion Dollar
            eine Billion Dollar
            1.000 Milliarden Dollar
            tausend Milliarden Dollar
            1000 Mrd. Dollar
        """,
        "es": """
            un billón de dólares
            1 billón de dólares
            1.000.000 millones de dólares
            mil millardos de dólares
        """,
        "nl": """
            1 biljoen dollar
            duizend miljard dollar
            1.000 miljard dollar
            een biljoen dollar
        """,
        "pt": """
            um bilião de dólares
            1 bilião de dólares
            1 trilhão de dólares
            mil mil milhões de dólares
            1000 mil milhões de dólares
        """,
    },
    "500 millions": {
        "fr": """
            500 millions
            un demi-milliard
            0,5 milliard
            500 M
        """,
        "en": """
            500 million
            half a billion
            0.5 billion
            500m
        """,
        "de": """
            500 Millionen
            eine halbe Milliarde
            0,5 Milliarden
            500 Mio.
        """,
        "es": """
            500 millones
            medio millardo
            quinientos millones
        """,
        "nl": """
            500 miljoen
            een half miljard
            half miljard
            0,5 miljard
        """,
        "pt": """
            500 milhões
            meio milhar de milhão
            quinhentos milhões
        """,
    },
}


def severe(source: str, target: str, language: str) -> list[str]:
    pair = SegmentPair(source=source, target=target, source_language="fr", target_language=language)
    return [finding.message for finding in check(pair) if finding.severity == "severe"]


def rows(text: str) -> list[str]:
    return list(filter(None, map(str.strip, text.splitlines())))


@pytest.mark.parametrize("language", TARGETS)
@pytest.mark.parametrize("name", TIMES)
def test_every_notation_of_a_time_in_sport_is_read(name: str, language: str):
    frame = "Elle a gagné avec {} d'avance." if name == "a lead" else "Elle a gagné en {}."
    alarms = {
        (source, target): found
        for source in rows(TIMES[name]["fr"])
        for target in rows(TIMES[name][language])
        if (found := severe(frame.format(source), f"Xyz {target}.", language))
    }

    assert alarms == {}


@pytest.mark.parametrize("language", TARGETS)
@pytest.mark.parametrize("name", AMOUNTS)
def test_every_notation_of_an_amount_is_read(name: str, language: str):
    alarms = {
        (source, target): found
        for source in rows(AMOUNTS[name]["fr"])
        for target in rows(AMOUNTS[name][language])
        if (found := severe(f"Cela représente {source} par mois.", f"Xyz {target} abc.", language))
    }

    assert alarms == {}


@pytest.mark.parametrize("language", TARGETS)
@pytest.mark.parametrize("table", [TIMES, AMOUNTS], ids=["times", "amounts"])
def test_another_amount_is_severe(table: dict[str, dict[str, str]], language: str):
    names = [name for name in table if name != "a lead"]
    missed = [
        (source, target)
        for one, other in zip(names, [*names[1:], names[0]], strict=True)
        for source in rows(table[one]["fr"])
        for target in rows(table[other][language])
        if source[0].isdigit() and re.match(r"[€$ ]*\d", target) and "Mt" not in source
        if not severe(f"Cela représente {source} en tout.", f"Xyz {target} abc.", language)
    ]

    assert missed == []
