"""The length ratio, by hand."""

import numpy as np
import pytest

from babelpress.evaluation.datasets.base import Corpus, System
from babelpress.evaluation.metrics.base import Length


def corpus(*rows: tuple[str, tuple[str, ...]]) -> Corpus:
    names = tuple(str(index) for index in range(len(rows)))
    return Corpus(
        name="literal",
        target_language="en",
        ids=names,
        documents=names,
        references=tuple(references for _, references in rows),
        systems=(System(name="s", hypotheses=tuple(hypothesis for hypothesis, _ in rows)),),
    )


def test_length_is_the_words_of_all_by_those_of_the_references():
    data = corpus(("", ("one two",)), ("one", ("one two three four",)), ("één  twee\tdrie", ("one two",)))
    metric = Length(data)
    statistics = metric.statistics(data.systems[0])

    assert metric.segments(statistics).tolist() == [0, 0.25, 1.5]
    assert float(metric.scores(statistics.sum(0))) == pytest.approx(4 / 8)


def test_length_takes_the_mean_of_several_references_and_leaves_out_the_blank():
    data = corpus(("one two three", ("one two", " ", "one two three four")), ("one", ("one two",)))
    metric = Length(data)

    assert metric.segments(metric.statistics(data.systems[0])).tolist() == [1, 0.5]
    assert metric.signature == "nrefs:var|refs:mean|words:whitespace"


def test_length_of_nothing_is_a_number():
    assert float(Length.scores(np.zeros(2))) == 0.0
