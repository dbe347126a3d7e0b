"""A summarizer that learns to rank candidate summaries: what it is shown, and the loss of it."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from recipe import ranking
from recipe.batches import IGNORED, read_ids, write_ids
from recipe.candidates import candidates, read_candidates, write_candidates
from recipe.model import build
from recipe.summary_config import Ranking

PADDING = 100
SENTENCES = (
    "Le maire refuse le budget.",
    "Oui.",
    "La ville prépare une fête ce soir.",
    "Le budget de la ville a été refusé.",
)


@pytest.fixture(scope="module")
def model() -> Any:
    torch.manual_seed(0)
    sizes = {
        "d_model": 32, "encoder_ffn_dim": 64, "decoder_ffn_dim": 64, "encoder_layers": 1, "decoder_layers": 2,
        "encoder_attention_heads": 2, "decoder_attention_heads": 2, "max_position_embeddings": 64,
    }  # fmt: skip
    return build(sizes, pieces=PADDING).eval()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    random = np.random.default_rng(0)
    lengths = (40, 33, 37, 40)
    write_ids(
        tmp_path,
        [random.integers(3, 90, n).tolist() for n in lengths],
        [random.integers(3, 90, n // 4).tolist() for n in lengths],
        [1] * len(lengths),
    )
    own = [((1, 8, 0, 0), 0.1), ((8, 20, 0, 0), 0.3), ((1, 8, 20, 33), 0.2)]
    write_candidates(tmp_path, [own, own[:1], own, own[1:]])
    return tmp_path


def batch(data: Path) -> ranking.Packed:
    found = read_candidates(data)
    assert found
    return next(ranking.packed(read_ids(data), found, tokens=1000, padding=PADDING, positions=64, seed=(1, 0)))


def test_candidates_are_sentences_and_pairs_with_their_rouge():
    found = dict(
        candidates(SENTENCES, [6, 2, 8, 9], "Le budget est refusé.", Ranking(words=(3, 60), paired=2), language="fr")
    )
    assert list(found) == [(1, 7, 0, 0), (9, 17, 0, 0), (17, 26, 0, 0), (1, 7, 17, 26)]
    assert found[1, 7, 0, 0] == pytest.approx((2 * 3 / (5 + 4) + 2 * 1 / (4 + 3)) / 2)
    assert found[9, 17, 0, 0] == 0


def test_each_part_is_read_as_if_it_stood_alone(model, data):
    one = batch(data)
    made = ranking.hidden(model, one, padding=PADDING, device="cpu")
    mask = torch.from_numpy(one.source != PADDING).long()
    for row, blocks in enumerate(one.block):
        for number in set(blocks) - {-1}:
            places = np.flatnonzero(blocks == number)
            alone = model.model(
                input_ids=torch.from_numpy(one.source[row : row + 1]),
                attention_mask=mask[row : row + 1],
                decoder_input_ids=torch.from_numpy(one.shifted[row : row + 1, places]),
            )[0][0]
            torch.testing.assert_close(made[row, places], alone, rtol=1e-4, atol=1e-4)


def test_parts_are_the_abstract_and_spans_of_the_source(data):
    one, ids = batch(data), read_ids(data)
    sources = [one.source[row][one.source[row] != PADDING].tolist() for row in range(len(one.source))]
    for row, source in enumerate(sources):
        parts = [one.target[row][one.block[row] == number].tolist() for number in range(max(one.block[row]) + 1)]
        whole = [source[1:8], source[8:20], source[1:8] + source[20:33]]
        assert all(part[-1] == 0 and part[:-1] in whole for part in parts[1:])
        assert (one.gains[row] >= 0).sum() == len(parts) - 1
        assert parts[0] in [ids.target[a:b].tolist() for a, b in pairwise(ids.target_offsets)]


def test_loss_is_least_where_likelihood_follows_the_gains(data):
    one = batch(data)
    real = torch.from_numpy(one.target) != IGNORED
    row, block = np.nonzero(real.numpy())[0], one.block[real.numpy()]
    wanted = np.where(block > 0, one.gains[row, np.maximum(block, 1) - 1], 0) / ranking.TEMPERATURE / ranking.SHARPNESS

    def loss(logs: Any) -> float:
        return float(ranking.ranking_loss(torch.as_tensor(logs, dtype=torch.float32), one, real))

    assert loss(wanted) < loss(wanted * 0.5) < loss(wanted * 0) < loss(-wanted)
    assert loss(wanted) == pytest.approx(loss(wanted - 3.0), abs=1e-5)
