"""Token ids on disk, and batches of them."""

from itertools import count, islice

import numpy as np
import pytest

from babelpress.errors import ConfigError
from recipe.batches import IGNORED, ahead, batches, read_ids, write_ids


def write(folder, *, repeat=(1, 1, 1)):
    write_ids(folder, [[2, 5], [2, 6, 7, 8], [2]], [[5, 5, 5], [6], []], list(repeat))
    return read_ids(folder)


def test_ids_end_every_sentence_with_the_end_mark(tmp_path):
    ids = write(tmp_path)
    assert ids.source.tolist() == [2, 5, 0, 2, 6, 7, 8, 0, 2, 0]
    assert ids.source_offsets.tolist() == [0, 3, 8, 10]
    assert ids.target.tolist() == [5, 5, 5, 0, 6, 0, 0]


def test_ids_that_are_missing_are_named(tmp_path):
    with pytest.raises(ConfigError, match=r"(?s)prepare them first.*src.npy.*repeat.npy"):
        read_ids(tmp_path)


@pytest.mark.parametrize("repeat", [(0, 0, 0), ()])
def test_ids_without_a_pair_to_learn_from_are_refused(tmp_path, repeat):
    sides = [[2]] * len(repeat)
    write_ids(tmp_path, sides, sides, list(repeat))
    with pytest.raises(ConfigError, match="no pair to learn from"):
        read_ids(tmp_path)


def test_batch_shifts_the_target_and_ignores_its_padding(tmp_path):
    batch = next(batches(write(tmp_path, repeat=(1, 1, 0)), tokens=100, padding=9, seed=(1,)))
    rows = sorted(zip(batch.source.tolist(), batch.shifted.tolist(), batch.target.tolist(), strict=True))
    assert rows == [
        ([2, 5, 0, 9, 9], [9, 5, 5, 5], [5, 5, 5, 0]),
        ([2, 6, 7, 8, 0], [9, 6, 0, 9], [6, 0, IGNORED, IGNORED]),
    ]


def test_batches_hold_each_pair_as_often_as_it_repeats_and_so_many_tokens(tmp_path):
    ids = write(tmp_path, repeat=(3, 2, 0))
    stream = batches(ids, tokens=8, padding=9, seed=(1,))
    for _ in range(3):
        seen = [row.tolist() for batch in islice(stream, 4) for row in batch.source]
        assert sorted(row[:3] for row in seen) == [[2, 5, 0]] * 3 + [[2, 6, 7]] * 2
    assert all(max(batch.source.size, batch.target.size) <= 8 for batch in islice(stream, 8))


def test_batches_come_in_the_order_of_their_seed(tmp_path):
    ids = write(tmp_path, repeat=(9, 9, 9))

    def order(seed):
        return [batch.source.tolist() for batch in islice(batches(ids, tokens=8, padding=9, seed=seed), 12)]

    assert order((1, 0)) == order((1, 0))
    assert order((1, 0)) != order((1, 40))


def test_ahead_keeps_the_order_and_raises_what_was_raised():
    assert list(islice(ahead(count()), 20)) == list(range(20))

    def failing():
        yield 1
        raise ValueError("broken")

    stream = ahead(failing())
    assert next(stream) == 1
    with pytest.raises(ValueError, match="broken"):
        next(stream)


def test_ids_of_long_vocabularies_fit(tmp_path):
    write_ids(tmp_path, [[64_999]], [[2]], [1])
    assert read_ids(tmp_path).source.tolist() == [64_999, 0]
    assert read_ids(tmp_path).source.dtype == np.uint16
