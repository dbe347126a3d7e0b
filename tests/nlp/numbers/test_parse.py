"""Numbers are found with their values, in every form that newspapers of six languages write them."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from babelpress.nlp.numbers.parse import find

LANGUAGES = ("fr", "nl", "en", "de", "es", "pt")

WORDS = (
    "000",
    "mille",
    "cent",
    "milliards",
    "et",
    "vingt",
    "million",
    "mars",
    "hundert",
    "und",
    "tausend",
    "2025",
    "km",
)
LINKS = ("https://a.b/1", "a@b.c")

busy_text = st.lists(
    st.sampled_from([*" \n\u00a0\u202f.,:;/-–+±%€$£°½²()'’hHgXVIe0123456789\x00", *WORDS, *LINKS, " de ", "a "])
).map("".join)


def values(text: str, language: str) -> list[tuple[str, Decimal, str]]:
    return [(text[item.start : item.end], item.value, item.unit) for item in find(text, language)]


@pytest.mark.parametrize(
    "text", ["", " ", "Rien.", "un homme et une femme", "L'un des premiers, neuve", "En quarantaine", "…,.;:-–%€"]
)
def test_text_without_numbers_has_none(text):
    found = [item for item in find(text, "fr") if item.kind != "ordinal"]

    assert found == []


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("fr", "5 000 milliards", "5e12"),
        ("fr", "5\u202f000\u00a0milliards", "5e12"),
        ("fr", "2,5 millions", "2.5e6"),
        ("fr", "mille milliards", "1e12"),
        ("fr", "1,5 M€", "1.5e6"),
        ("en", "5 trillion", "5e12"),
        ("en", "5,000 billion", "5e12"),
        ("en", "$60bn", "60e9"),
        ("de", "5 Billionen", "5e12"),
        ("de", "5.000 Milliarden", "5e12"),
        ("de", "1,5 Mio. Euro", "1.5e6"),
        ("nl", "5 biljoen", "5e12"),
        ("nl", "830 miljard", "830e9"),
        ("es", "5 billones", "5e12"),
        ("es", "5.000 millones", "5e9"),
        ("es", "830 mil millones", "830e9"),
        ("pt", "5 biliões", "5e12"),
        ("pt", "5 bilhões", "5e9"),
        ("pt", "5 trilhões", "5e12"),
        ("pt", "830 mil milhões", "830e9"),
        ("en", "5 billion billion billion", "5e27"),
        ("pt", "300 mil", "300e3"),
        ("pt", "dois milhões e meio", "2.5e6"),
    ],
)
def test_scale_words_are_multiplied_out_as_their_language_means_them(language, text, value):
    found = find(text, language)

    assert [(item.start, item.value) for item in found] == [(0, Decimal(value))]


@pytest.mark.parametrize(
    ("language", "text", "value", "others"),
    [
        ("fr", "1 200,50", "1200.50", ()),
        ("fr", "2.200.112", "2200112", ()),
        ("en", "1,200", "1200", ("1.200",)),
        ("en", "1.200", "1.200", ("1200",)),
        ("de", "1.200", "1200", ("1.200",)),
        ("de", "1,200", "1.200", ("1200",)),
        ("de", "3.5", "3.5", ()),
        ("de", "2,200,112", "2200112", ()),
        ("de", "1'234'567", "1234567", ()),
        ("en", "0.125", "0.125", ()),
        ("en", "1,234.56", "1234.56", ()),
        ("fr", "10½", "10.5", ()),
        ("fr", "1/2", "0.5", ("1", "2")),
    ],
)
def test_separators_are_read_by_language_and_the_other_reading_is_kept(language, text, value, others):
    (found,) = find(text, language)

    assert (found.value, found.others) == (Decimal(value), tuple(map(Decimal, others)))


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("fr", "quatre-vingt-dix-sept", 97),
        ("fr", "vingt et un", 21),
        ("fr", "soixante et onze", 71),
        ("fr", "deux cent mille", 200_000),
        ("fr", "un million", 10**6),
        ("en", "twenty-five", 25),
        ("en", "a hundred and five", 105),
        ("en", "two million", 2 * 10**6),
        ("de", "einundzwanzig", 21),
        ("de", "zweihundertfünfzig", 250),
        ("de", "dreitausendfünfhundert", 3500),
        ("de", "eine Million zweihunderttausend", 1_200_000),
        ("de", "vierzehnjährige", 14),
        ("nl", "eenentwintig", 21),
        ("nl", "drieëntwintig", 23),
        ("nl", "twee honderd", 200),
        ("nl", "vijfentwintigduizend", 25_000),
        ("es", "dos mil", 2000),
        ("es", "treinta y dos", 32),
        ("es", "mil millones", 10**9),
        ("pt", "vinte e três", 23),
        ("pt", "cento e vinte mil", 120_000),
    ],
)
def test_numbers_in_words_have_their_value(language, text, value):
    (found,) = find(text, language)

    assert (found.spelled, found.value, found.end) == (True, value, len(text))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "80 % du marché", [("80 %", 80, "%")]),
        ("en", "80 per cent", [("80 per cent", 80, "%")]),
        ("de", "100%ig", [("100%ig", 100, "%")]),
        ("es", "15 por ciento", [("15 por ciento", 15, "%")]),
        ("fr", "830 milliards d'euros", [("830 milliards d'euros", 830 * 10**9, "EUR")]),
        ("en", "£3.5m", [("£3.5m", 3_500_000, "GBP")]),
        ("pt", "R$ 3 bi", [("R$ 3 bi", 3 * 10**9, "BRL")]),
        ("fr", "-5 °C", [("-5 °C", -5, "°C")]),
        ("fr", "10 à 15 km", [("10", 10, "km"), ("15 km", 15, "km")]),
        ("fr", "2020-2021", [("2020", 2020, ""), ("2021", 2021, "")]),
        ("fr", "battus 3-2", [("3", 3, ""), ("2", 2, "")]),
        ("en", "the 1990s", [("1990s", 1990, "")]),
        ("nl", "de jaren 90", [("90", 90, "")]),
        ("fr", "le 17è et le 1er", [("17è", 17, ""), ("1er", 1, "")]),
    ],
)
def test_what_belongs_to_a_number_is_part_of_it(language, text, expected):
    assert values(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("fr", "1er mars 2025", 20250301),
        ("fr", "01/03/2025", 20250301),
        ("fr", "2025-03-01", 20250301),
        ("en", "March 1, 2025", 20250301),
        ("en", "Sept. 23", 923),
        ("de", "1. März 2025", 20250301),
        ("es", "1 de marzo de 2025", 20250301),
        ("pt", "1.º de maio", 501),
        ("nl", "23 september", 923),
        ("nl", "5 jun. 2026", 20260605),
        ("nl", "5 juli 2026", 20260705),
    ],
)
def test_a_date_is_one_quantity(language, text, value):
    (found,) = find(text, language)

    assert (found.kind, found.value, found.end) == ("date", value, len(text))


@pytest.mark.parametrize(
    ("language", "text", "minutes"),
    [
        ("fr", "14h30", 870),
        ("fr", "14H30", 870),
        ("fr", "14H", 840),
        ("es", "14.30 horas", 870),
        ("fr", "14 h 30", 870),
        ("fr", "11 h", 660),
        ("en", "2:30 pm", 870),
        ("en", "10.30am", 630),
        ("en", "11 a.m.", 660),
        ("nl", "14.30 uur", 870),
        ("de", "14.30 Uhr", 870),
    ],
)
def test_a_time_of_day_counts_minutes(language, text, minutes):
    (found,) = find(text, language)

    assert (found.kind, found.value) == ("time", minutes)


@pytest.mark.parametrize(
    ("text", "kind", "written"),
    [
        ("les puces H100", "name", "H100"),
        ("le G20", "name", "G20"),
        ("Covid-19", "name", "Covid-19"),
        ("vol MH370", "identifier", "MH370"),
        ("un B-52", "name", "B-52"),
        ("la 5G", "name", "5G"),
        ("en 4x4", "name", "4x4"),
        ("version 0.85.x", "version", "0.85.x"),
        ("section 4.2.1", "version", "4.2.1"),
        ("192.168.100.101", "version", "192.168.100.101"),
        ("+33 6 12 34 56 78", "identifier", "+33 6 12 34 56 78"),
        ("06 12 34 56 78", "identifier", "06 12 34 56 78"),
        ("au XXIe", "roman", "XXI"),
        ("1" * 50, "name", "1" * 50),
    ],
)
def test_names_versions_and_phone_numbers_stand_as_written(text, kind, written):
    (found,) = find(text, "fr")

    assert (found.kind, found.written) == (kind, written)


@pytest.mark.parametrize(
    "text", ["https://a.fr/2024/12", "jean3@mail.fr", "rapport-2024.pdf", "`x = 12`", "{0}", "%1$s", "&#160;", "#top10"]
)
def test_addresses_code_and_file_names_hold_no_numbers(text):
    assert find(f"Voir {text} ici", "fr") == ()


@settings(max_examples=300, deadline=None)
@given(busy_text, st.sampled_from([*LANGUAGES, "xx"]))
def test_what_is_found_is_ordered_and_does_not_overlap(text, language):
    found = find(text, language)

    ends = [0, *(item.end for item in found)]
    assert all(end <= item.start < item.end <= len(text) for end, item in zip(ends, found, strict=False))
    assert all(item.start <= item.core[0] < item.core[1] <= item.end for item in found)


@pytest.mark.parametrize(
    "text", ["1" * 10**6, ".," * 500_000, "a" * 10**6, "X" * 10**6, "{" * 10**6, "hundert" * 150_000, "`" * 10**6]
)
def test_a_megabyte_of_one_thing_ends(text):
    assert len(find(text, "de")) <= 1


def test_forty_people_are_a_number_and_quarantine_is_none():
    text = "Une quarantaine de maires sont en quarantaine, une quarantaine de 14 jours."

    assert values(text, "fr") == [("quarantaine", 40, ""), ("14 jours", 14, "d")]
