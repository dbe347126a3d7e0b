"""What languages and variants say against CLDR, as Babel carries it, and where they differ on purpose."""

import re
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from babelpress import lang
from babelpress.lang import de, en, es, fr, nl, pt
from babelpress.nlp.numbers.format import digits, scale_words

ROOT = Path(__file__).parents[2]
LANGUAGES, VARIANTS = lang.known(), lang.variants()

SCALES_OF_OUR_OWN = {
    ("fr-FR", 12): "the press writes `mille milliards`; many readers take `billion` for the English one",
    ("es-ES", 9): "`mil millones` is a thousand times another scale word, which figures before it say better",
}
"""Scale words of CLDR that a variant does not write, and why."""

DATES_OF_OUR_OWN = {"en-US": "the form of a date belongs to the language, and the default of English is British"}


def locale(tag: str) -> Locale:
    return Locale.parse(tag, sep="-")


def our_format(pattern: str) -> str:
    """`#,##0.00 ¤` as `{n} {symbol}`; what a pattern says of negative numbers goes."""
    return re.sub(r"[#,0.]+", "{n}", pattern.partition(";")[0]).replace("¤", "{symbol}")


@pytest.mark.parametrize("tag", sorted(VARIANTS))
def test_separators_are_those_of_cldr(tag):
    ours, symbols = VARIANTS[tag], locale(tag).number_symbols["latn"]

    assert (ours.decimal, ours.thousands) == (symbols["decimal"], symbols["group"])
    assert LANGUAGES[ours.language].numbers.decimal == symbols["decimal"]


@pytest.mark.parametrize("tag", sorted(VARIANTS))
@pytest.mark.parametrize("number", ["0", "7", "-3", "999", "1234", "-1234567", "0.5", "12345.25", "1000000000000"])
def test_figures_are_written_as_cldr_writes_them(tag, number):
    assert digits(Decimal(number), VARIANTS[tag]) == format_decimal(Decimal(number), locale=locale(tag))


@pytest.mark.parametrize("tag", sorted(VARIANTS))
def test_percentages_and_money_have_the_patterns_of_cldr(tag):
    ours, theirs = VARIANTS[tag], locale(tag)

    assert ours.percent == our_format(theirs.percent_formats[None].pattern)
    assert ours.money == our_format(theirs.currency_formats["standard"].pattern)


@pytest.mark.parametrize("tag", sorted(VARIANTS))
@pytest.mark.parametrize("power", [6, 9, 12])
def test_scale_words_are_those_of_cldr(tag, power):
    ours = {scale: (one, many) for scale, one, many in scale_words(VARIANTS[tag])}
    long = locale(tag).compact_decimal_formats["long"]
    theirs = tuple(long[count][str(10**power)].pattern.removeprefix("0 ") for count in ("one", "other"))

    if (tag, power) in SCALES_OF_OUR_OWN:
        assert power not in ours
    else:
        assert ours[power] == theirs


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_months_are_those_of_cldr(code):
    months = locale(code).months["format"]
    short = [name.rstrip(".").lower() for name in months["abbreviated"].values()]
    full = LANGUAGES[code].dates.months.split()
    known = [
        {*words.split("|"), name.lower()} for words, name in zip(LANGUAGES[code].dates.short.split(), full, strict=True)
    ]

    assert full == list(months["wide"].values())
    assert [name for name, ours in zip(short, known, strict=True) if name not in ours] == []


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_weekdays_are_those_of_cldr_from_monday_on(code):
    days = locale(code).days["format"]["wide"]

    assert LANGUAGES[code].dates.weekdays.split() == [days[number] for number in range(7)]


@pytest.mark.parametrize("tag", sorted(VARIANTS))
def test_dates_are_written_as_in_the_long_form_of_cldr(tag):
    language, theirs = LANGUAGES[VARIANTS[tag].language], locale(tag)
    same = [
        language.dates.written.format(day=3, month=month, year=2026)
        == format_date(date(2026, at, 3), "long", locale=theirs)
        for at, month in enumerate(language.dates.months.split(), start=1)
    ]

    assert set(same) == {tag not in DATES_OF_OUR_OWN}


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_languages_are_called_what_cldr_calls_them(code):
    ours, theirs = LANGUAGES[code], locale(code)
    names = {locale(other).languages[code].lower() for other in LANGUAGES}

    assert ours.english == theirs.english_name
    assert ours.endonym.lower() == theirs.languages[code].lower()
    assert names <= set(ours.names)


def test_every_language_has_a_default_variant_of_its_own():
    assert {code: lang.variant(code).language for code in LANGUAGES} == {code: code for code in LANGUAGES}


def test_the_generated_module_is_what_the_script_writes():
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "cldr.py", "--check"], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_the_script_prints_the_values_of_another_language():
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "cldr.py", "it"], capture_output=True, text=True, check=True
    )

    assert "gennaio febbraio" in done.stdout
    assert "DE: Germania" in done.stdout


@pytest.mark.parametrize("module", [fr, nl, en, de, es, pt])
def test_no_language_file_repeats_what_cldr_says(module):
    """Neither names, separators, percentages, money nor months: what stands there differs, and says why."""
    own = module.LANGUAGE

    assert (own.english, own.endonym, own.numbers.decimal, own.dates.months, own.dates.written) == ("",) * 5
    for variant in own.variants:
        assert (variant.decimal, variant.thousands, variant.percent, variant.money) == ("",) * 4
