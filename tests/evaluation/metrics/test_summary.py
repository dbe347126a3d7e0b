"""Compression, coverage, density and novelty, by hand and by the papers' own procedures."""

import random
from collections.abc import Sequence

import pytest

from babelpress.evaluation.datasets.base import Corpus, System
from babelpress.evaluation.metrics.summary import Compression, Coverage, Density, Novelty, fragments

SOURCE = "Le conseil a voté le budget. La ministre, elle, n'a rien dit hier soir à la presse."
# le conseil a voté le budget la ministre elle n a rien dit hier soir à la presse: 18 words


def corpus(*rows: tuple[str, str]) -> Corpus:
    names = tuple(str(index) for index in range(len(rows)))
    return Corpus(
        name="literal",
        source_language="fr",
        target_language="fr",
        task="summary",
        ids=names,
        documents=names,
        sources=tuple(source for source, _ in rows),
        references=((),) * len(rows),
        systems=(System(name="s", hypotheses=tuple(summary for _, summary in rows)),),
    )


@pytest.mark.parametrize(
    ("summary", "compression", "coverage", "density", "novelty"),
    [
        ("", 0, 0, 0, 0),
        ("…", 0, 0, 0, 0),
        ("Budget", 18, 1, 1, 0),
        ("Rejeté", 18, 0, 0, 0),
        (SOURCE, 1, 1, 18, 0),
        ("LE CONSEIL A VOTÉ", 4.5, 1, 4, 0),
        # [le budget] [a] voté? no: [a voté], [hier soir] -> 2, 2, 2 of 6; new: budget-a, voté-hier
        ("Le budget a voté hier soir", 3, 1, 2, 40),
        # [le conseil a] rejeté [le budget] -> 3 and 2 of 6; new: a-rejeté, rejeté-le
        ("Le conseil a rejeté le budget.", 3, 5 / 6, 13 / 6, 40),
    ],
)
def test_descriptions_of_a_summary_are_those_counted_by_hand(
    summary: str, compression: float, coverage: float, density: float, novelty: float
):
    data = corpus((SOURCE, summary))

    found = []
    for kind in (Compression, Coverage, Density, Novelty):
        metric = kind(data)
        found += metric.segments(metric.statistics(data.systems[0])).tolist()

    assert found == pytest.approx([compression, coverage, density, novelty])


def test_descriptions_of_a_corpus_weigh_every_word_the_same():
    data = corpus(("a b c d", "a b"), ("e f g h", ""), ("i j k l", "i x j k"))

    scores = []
    for kind in (Compression, Coverage, Density, Novelty):
        metric = kind(data)
        scores.append(float(metric.scores(metric.statistics(data.systems[0]).sum(0))))

    # 12 words by 6; 2 + 1 + 2 of 6; 4 + 1 + 4 by 6; i-x and x-j of 4 pairs
    assert scores == pytest.approx([12 / 6, 5 / 6, 9 / 6, 50.0])


def newsroom(source: Sequence[str], summary: Sequence[str]) -> list[int]:
    """Figure 3 of Grusky et al. 2018, as it is printed."""
    found = []
    i = j = 0
    while i < len(summary):
        f = 0
        while j < len(source):
            if summary[i] == source[j]:
                a, b = i, j
                while a < len(summary) and b < len(source) and summary[a] == source[b]:
                    a, b = a + 1, b + 1
                f = max(f, a - i)
                j = b
            else:
                j += 1
        i, j = i + max(f, 1), 0
        found += [f] if f else []
    return found


def test_fragments_are_those_of_the_paper():
    rng = random.Random(4)
    for _ in range(500):
        source, summary = ([rng.choice("abcd") for _ in range(rng.randint(0, most))] for most in (40, 15))
        assert list(fragments(source, summary)) == newsroom(source, summary)


def test_fragments_of_a_long_document_are_those_of_the_paper():
    rng = random.Random(5)
    source = [str(int(rng.paretovariate(0.7))) for _ in range(1000)]
    summary = source[600:640] + source[200:230] + ["new"]

    assert list(fragments(source, summary)) == newsroom(source, summary)
