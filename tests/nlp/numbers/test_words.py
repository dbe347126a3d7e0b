"""Numbers in words, against num2words as an oracle that shares no code and no table with the reader."""

import random
from collections.abc import Callable, Iterable, Iterator
from functools import cache

import pytest
from num2words import num2words

from babelpress import lang
from babelpress.lang.base import Language, NumberWords
from babelpress.nlp.numbers.parse import find
from babelpress.nlp.numbers.words import spelled_numbers

SENTENCES = {
    "fr": "Il y a {} personnes et une autre.",
    "nl": "Er zijn {} mensen en een ander.",
    "en": "There are {} people and one more.",
    "de": "Es gibt {} Menschen und einen anderen.",
    "es": "Hay {} personas y una más.",
    "pt": "Há {} pessoas e uma outra.",
}

Form = Callable[[str], str]


def replaced(*changes: tuple[str, str]) -> Form:
    def form(words: str) -> str:
        for old, new in changes:
            words = words.replace(old, new)
        return words

    return form


def apocope(words: str) -> str:
    """`veintiún mil`: num2words writes `veintiuno mil`, which nobody does."""
    return replaced(("veintiuno m", "veintiún m"), (" uno m", " un m"), ("veintiuno b", "veintiún b"))(words)


def a_for_one(words: str) -> str:
    return f"a {words.removeprefix('one ')}" if words.startswith("one ") else words


FORMS: dict[str, tuple[Form, ...]] = {
    "fr": (str, replaced((" ", "-")), replaced(("-", " ")), replaced(("un ", "une "))),
    "nl": (str, replaced(("ë", "e"), ("é", "e")), replaced(("duizend", "duizend ")), str.capitalize),
    "en": (str, replaced((" and ", " ")), replaced(("-", " ")), a_for_one),
    "de": (
        str,
        replaced(("ß", "ss")),
        replaced(("einhundert", "hundert"), ("eintausend", "tausend")),
        replaced(("hundertein", "hundertundein"), ("hundertzw", "hundertundzw"), ("tausendein", "tausendundein")),
        str.title,
    ),
    "es": (
        str,
        apocope,
        replaced(("uno", "una"), ("cientos", "cientas"), ("quinientos", "quinientas")),
        replaced(("dós", "dos"), ("trés", "tres"), ("séis", "seis")),
    ),
    "pt": (
        str,
        replaced(("um", "uma"), ("dois", "duas"), ("entos", "entas")),
        replaced(("dezasse", "dezesse"), ("dezano", "dezeno"), ("catorze", "quatorze")),
    ),
}
"""Other ways to write the same number: what is changed in the words of num2words."""


def sample(seed: str) -> list[int]:
    """Numbers from 10,000 on, up to 15 digits, half of them round."""
    draw = random.Random(seed)
    found = [10**power for power in range(4, 13)] + [digit * 10**9 for digit in (2, 21, 100, 830)]
    for _ in range(150):
        found.append(draw.randrange(10**4, 10 ** draw.randrange(5, 14)))
        found.append(draw.randrange(1, 10 ** draw.randrange(1, 4)) * 10 ** draw.randrange(3, 11))
    return [number for number in found if 10**4 <= number < 10**15]


@cache
def words_of(number: int, tag: str) -> str:
    """What the oracle says. Commas go: newspapers write none, and a comma may separate two numbers."""
    return num2words(number, lang=tag).replace(",", "")


def oracle(numbers: Iterable[int], tag: str) -> Iterator[tuple[int, str]]:
    """Numbers with their words, without 1: a lone `one` is no number to the reader."""
    return ((number, words_of(number, tag)) for number in numbers if number != 1)


def misread(pairs: Iterable[tuple[int, str]], language: str, forms: Iterable[Form]) -> list[str]:
    """What is not read as one number over the whole of its words."""
    wrong = []
    for number, plain in pairs:
        for words in dict.fromkeys(form(plain).strip() for form in forms):
            found = [(item.start, item.end, item.value) for item in spelled_numbers(words, language)]
            if found != [(0, len(words), number)]:
                wrong.append(f"{number} {words}: {found}")
    return wrong


@pytest.mark.parametrize("language", sorted(FORMS))
def test_every_number_up_to_9999_is_read_as_it_is(language):
    assert misread(oracle(range(10_000), language), language, [str]) == []


@pytest.mark.parametrize("language", sorted(FORMS))
def test_other_ways_to_write_a_number_are_read_alike(language):
    numbers = [*range(1000), *range(1000, 10_000, 37), *sample(language)]

    assert misread(oracle(numbers, language), language, FORMS[language]) == []


@pytest.mark.parametrize("language", sorted(FORMS))
def test_larger_numbers_are_read_as_they_are(language):
    assert misread(oracle(sample(language), language), language, [str]) == []


@pytest.mark.parametrize("tag", ["fr_BE", "fr_CH", "pt_BR"])
def test_numbers_of_other_countries_are_read_as_they_are(tag):
    numbers = [*range(1000), *range(1000, 10_000, 37), *sample(tag)]

    assert misread(oracle(numbers, tag), tag[:2], [str]) == []


@pytest.mark.parametrize("language", sorted(FORMS))
def test_a_number_in_a_sentence_takes_none_of_its_neighbours(language):
    before, after = SENTENCES[language].split("{}")
    wrong = []
    for number, words in oracle([*range(2, 200), *range(200, 10_000, 185), *sample(language)], language):
        found = [(item.start, item.end, item.value) for item in find(before + words + after, language)]
        if found != [(len(before), len(before + words), number)]:
            wrong.append(f"{number} {words}: {found}")

    assert wrong == []


@pytest.mark.parametrize(
    ("language", "link"),
    [("fr", " et "), ("nl", " en "), ("en", " and "), ("de", " und "), ("es", " y "), ("pt", " e ")],
)
def test_two_numbers_of_one_size_are_two(language, link):
    wrong = []
    for size in (100, 1000, 10**6, 10**12):
        for first, second in ((1, 2), (2, 3), (3, 9), (5, 8)):
            numbers = [first * size, second * size]
            text = link.join(num2words(number, lang=language) for number in numbers)
            found = [item.value for item in spelled_numbers(text, language)]
            if found != numbers:
                wrong.append(f"{text}: {found}")

    assert wrong == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "de",
            "Zweifel Achtung Neunauge dreist Elfenbein Einheit Hundertschaft Tausendsassa Jahrtausend Verein allein "
            "Hunderte Tausenden Undine Hundertwasser hundertprozentig Zehntausende Hundertund Undhundert eine Million",
        ),
        (
            "nl",
            "achteruit eenheid honderden duizenden tienduizenden twijfel eenzaam eens geen duizendpoot drieluik één",
        ),
        ("fr", "centaure centre millet dixit sixte huître un une neuve milliers centime quatrain unanime vint million"),
        ("en", "tenor often someone weight freight height attention thousandfold hundreds one hundred thousand a tent"),
        ("es", "milagro ciencia dosis unos unas un uno milenio miles centena ciempiés dosel tresillo millones"),
        ("pt", "uma um uns milagre cemitério centro dosagem setembro milhares centenas dezembro milhões"),
    ],
)
def test_words_that_only_look_like_a_number_are_none(language, words):
    read = [word for word in words.split() if list(spelled_numbers(word, language))]

    assert read == []


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("de", "von den zwanzig eine Frau", [20]),
        ("nl", "op zijn twintig een kind", [20]),
        ("es", "a los veinte una hija", [20]),
        ("pt", "aos vinte uma filha", [20]),
        ("es", "tanto por ciento", []),
        ("es", "ciento por", [100]),
        ("es", "vapor ciento dos", [102]),
        ("es", "el treinta por ciento y el quince por ciento", [30, 15]),
        ("pt", "trinta por cento e vinte por cento", [30, 20]),
        ("en", "of the two thousand, three hundred died", [2000, 300]),
        ("en", "three million two million", [3_000_002]),
        ("fr", "vingt et personne", [20]),
        ("fr", "zéro cent", [0, 100]),
        ("en", "twenty zero", [20, 0]),
        ("en", "ten five", [10, 5]),
        ("es", "mil millones", [10**9]),
        ("es", "dos mil millones quinientos mil", [2_000_500_000]),
        ("pt", "sete milhões e mil", [7_001_000]),
        ("fr", "mille milliards", [10**12]),
        ("fr", "dix-neuf cent quatre-vingt-dix", [1990]),
        ("en", "nineteen hundred and eighty", [1980]),
        ("nl", "negentienhonderdnegentig", [1990]),
        ("de", "tausendundeine", [1001]),
    ],
)
def test_a_number_ends_where_the_next_word_does_not_fit(language, text, values):
    assert [item.value for item in spelled_numbers(text, language)] == values


def test_a_language_without_a_table_has_no_numbers_in_words():
    assert list(spelled_numbers("two hundred, duecento", "it")) == []
    assert [item.written for item in find("two hundred and 300 duecento", "it")] == ["300"]


@pytest.mark.parametrize("glue", ["", "und"])
def test_a_table_may_leave_out_everything(add_language, glue):
    add_language(Language(code="xx", numbers=NumberWords(decimal=",", glue=glue)))

    assert list(spelled_numbers("a zwei-hundert und mille", "xx")) == []


@pytest.mark.parametrize("language", sorted(lang.known()))
@pytest.mark.parametrize("size", [1, 10_000])
def test_any_run_of_number_words_ends(language, size):
    numerals = lang.get(language).numbers
    words = [numerals.thousand, numerals.joint or "x", *numerals.tens.replace("|", " ").split()[:3]]

    list(spelled_numbers(" ".join(words * (size // 5 + 1)), language))
