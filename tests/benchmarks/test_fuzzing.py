"""Damaged files of every format are read or refused: the first of those that the benchmark makes."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks" / "fuzzing"))

from damaged_files import attempt, damaged, formats

COUNT = 12


def test_every_format_with_texts_has_files_to_damage():
    assert len(formats()) >= 28


def test_a_number_makes_the_same_file_again():
    assert damaged("html", 3) == damaged("html", 3) != damaged("html", 4)


@pytest.mark.slow
@pytest.mark.parametrize("kind", formats())
def test_a_damaged_file_is_read_or_refused(kind: str):
    for number in range(COUNT):
        attempt(kind, damaged(kind, number), write=number == 0)
