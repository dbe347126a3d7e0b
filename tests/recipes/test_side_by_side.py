"""Runs that learn side by side and meet."""

from dataclasses import asdict

import pytest
import torch
from tests.recipes.conftest import QUICK, SHAPE

from babelpress.errors import ConfigError
from recipe import side_by_side, training
from recipe.training import read_progress

PAIR = QUICK.model_copy(update={"runs": 2})


def test_two_runs_make_the_mean_of_what_each_makes(data, tmp_path):
    alone = [torch.load(training.train(data, tmp_path / str(i), SHAPE, QUICK, start=None, seed=14 + i)) for i in (0, 1)]
    both = torch.load(side_by_side.train(data, tmp_path / "both", SHAPE, PAIR, start=None, seed=7))
    for name in ("masters", "ema"):
        for found, *parts in zip(both[name], *(state[name] for state in alone), strict=True):
            torch.testing.assert_close(found, sum(parts) / 2)
    assert not torch.equal(alone[0]["masters"][0], alone[1]["masters"][0])
    moments = [state["optimizer"]["state"][0]["exp_avg"] for state in (both, *alone)]
    torch.testing.assert_close(moments[0], (moments[1] + moments[2]) / 2)
    progress = read_progress(tmp_path / "both")
    assert progress.steps == 2
    assert progress.target_tokens == sum(state["progress"]["target_tokens"] for state in alone)
    assert asdict(progress) == both["progress"]
    assert {path.name for path in (tmp_path / "both").iterdir()} == {"last.pt", "progress.json"}


def test_rounds_go_on_from_their_mean(data, tmp_path):
    rounds = PAIR.model_copy(update={"steps": 20, "round_minutes": 1e-9})
    side_by_side.train(data, tmp_path, SHAPE, PAIR, start=None, seed=7)
    first = torch.load(tmp_path / "last.pt")
    # A round of no time changes nothing; a longer one ends where the steps do.
    side_by_side.train(data, tmp_path, SHAPE, rounds, start=None, seed=7, minutes_now=0.05)
    torch.testing.assert_close(torch.load(tmp_path / "last.pt")["masters"], first["masters"])
    side_by_side.train(data, tmp_path, SHAPE, PAIR.model_copy(update={"steps": 5}), start=None, seed=7)
    progress = read_progress(tmp_path)
    assert progress.steps == 5
    assert progress.target_tokens > 2 * first["progress"]["target_tokens"]


def test_round_that_was_cut_off_counts_as_far_as_it_was_saved(data, tmp_path):
    side_by_side.train(data, tmp_path, SHAPE, PAIR, start=None, seed=7)
    before = read_progress(tmp_path)
    longer = QUICK.model_copy(update={"steps": 4})
    (tmp_path / "run-0").mkdir()
    (tmp_path / "last.pt").rename(tmp_path / "run-0" / "last.pt")
    left = torch.load(training.train(data, tmp_path / "run-0", SHAPE, longer, start=None, seed=1))
    done = side_by_side.train(data, tmp_path, SHAPE, PAIR.model_copy(update={"steps": 4}), start=None, seed=7)
    torch.testing.assert_close(torch.load(done)["masters"], left["masters"])
    progress = read_progress(tmp_path)
    assert progress.steps == 4
    assert progress.target_tokens == left["progress"]["target_tokens"] > before.target_tokens
    assert not (tmp_path / "run-0").exists()


def test_what_is_wrong_in_a_run_is_said(data, tmp_path):
    short = SHAPE.model_copy(update={"max_position_embeddings": 4})
    with pytest.raises(ConfigError, match=r"a side of \d+ pieces, the model has 4 positions"):
        side_by_side.train(data, tmp_path, short, PAIR, start=None, seed=1)


def test_several_runs_are_refused_on_a_gpu(data, tmp_path, monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    gpu = PAIR.model_copy(update={"device": "auto"})
    with pytest.raises(ConfigError, match=r"training.runs is 2, but a GPU trains one run: set it to 1"):
        side_by_side.train(data, tmp_path, SHAPE, gpu, start=None, seed=1)
    assert not list(tmp_path.iterdir())
