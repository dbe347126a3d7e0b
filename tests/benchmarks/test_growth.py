"""The time of functions of text grows with the length of the text, on the texts that were worst."""

import sys
from pathlib import Path

import pytest

from growth import LINEAR, growth

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks" / "growth"))

from measured import FUNCTIONS
from slow_texts import GENERATORS

WORST = [
    ("text in properties", "ats", 8_000),
    ("text in xliff", "blanks", 8_000),
    ("text in ass", "blanks", 8_000),
    ("check quotes", "guillemets", 2_000),
    ("check numbers", "fractions", 500),
    ("repair", "dates", 500),
    ("sentence alignment", "items", 500),
    ("typography", "nested quotes", 500),
    ("file md", "items", 500),
    ("file md", "pictures", 500),
    ("word alignment", "a word", 20_000),
]
"""Functions, generators, and the characters of the shorter text."""


def test_there_are_fifty_generators_and_all_give_the_length_that_is_asked_for():
    assert len(GENERATORS) >= 50
    assert {name for name, make in GENERATORS.items() if abs(len(make(2_000)) - 2_000) > 60} == set()


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_takes_a_text(name: str):
    FUNCTIONS[name]("Le train part demain à 14 h. « Oui », dit-il.")


@pytest.mark.slow
@pytest.mark.parametrize(("name", "generator", "size"), WORST)
def test_time_grows_with_the_text(name: str, generator: str, size: int):
    assert growth(FUNCTIONS[name], GENERATORS[generator], size) < LINEAR
