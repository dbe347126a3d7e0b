"""Stems of English words are NLTK's, and so rouge-score's."""

import random

import pytest
from nltk.stem.porter import PorterStemmer

from babelpress.evaluation.metrics.rouge import stem

SUFFIXES = (
    "al ance ence er ic able ible ant ement ment ent ion sion tion ou ism ate iti ous ive ize icate ative alize iciti "
    "ical ful ness ational tional enci anci izer bli alli entli eli ousli ization ation ator alism iveness fulness "
    "ousness aliti iviti biliti fulli logi logy fully ally s es ies ied ed ing eed y e ll ss sses ees"
)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("", ""),
        ("a", "a"),
        ("is", "is"),
        ("2024", "2024"),
        ("news", "news"),
        ("dying", "die"),
        ("skies", "sky"),
        ("ties", "tie"),
        ("enjoyed", "enjoy"),
        ("hopefully", "hope"),
        ("technology", "technolog"),
        ("relational", "relat"),
        ("controlled", "control"),
        ("succeed", "succeed"),
    ],
)
def test_stem_is_the_one_known(word: str, expected: str):
    assert stem(word) == expected


def test_stem_equals_nltk_for_whatever_letters():
    rng, theirs = random.Random(5), PorterStemmer()
    letters, suffixes = "aeiouybcdlrstwxz4", SUFFIXES.split()

    for _ in range(30_000):
        word = "".join(rng.choice(letters) for _ in range(rng.randint(1, 5)))
        word += "".join(rng.choice(suffixes) for _ in range(rng.randint(0, 3)))
        assert stem(word) == theirs.stem(word), word
