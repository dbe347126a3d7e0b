"""A model and its training: losses, starts, checkpoints."""

import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from tests.recipes.conftest import QUICK, SHAPE

from babelpress.errors import ConfigError
from recipe.export import export
from recipe.losses import SampledSoftmax, full_softmax
from recipe.model import build, load_start, read_pieces, read_start, sizes
from recipe.training import Progress, read_progress, spent, train


@pytest.fixture(scope="module")
def start(data, tmp_path_factory) -> Path:
    """Weights of `SHAPE` after two steps."""
    out = tmp_path_factory.mktemp("start")
    export(data, train(data, out, SHAPE, QUICK, start=None, seed=1), out, start=None)
    return out / "hf"


def test_full_softmax_in_parts_is_the_mean_over_all_tokens():
    torch.manual_seed(1)
    hidden, weight, bias = torch.randn(10_000, 4), torch.randn(7, 4), torch.randn(7)
    target = torch.randint(7, (10_000,))
    found = full_softmax(hidden, target, weight=weight, bias=bias, smoothing=0.1)
    expected = torch.nn.functional.cross_entropy(hidden @ weight.T + bias, target, label_smoothing=0.1)
    torch.testing.assert_close(found, expected)


def test_sampled_softmax_estimates_the_full_one():
    torch.manual_seed(1)
    pieces = 13_000
    hidden, weight, bias = torch.randn(50, 8), torch.randn(pieces, 8) / 8, torch.zeros(pieces)
    target = torch.randint(pieces, (50,))
    assert SampledSoftmax.pays(pieces)
    assert not SampledSoftmax.pays(300)
    sampled = SampledSoftmax(np.arange(pieces))(hidden, target, weight=weight, bias=bias)
    torch.testing.assert_close(
        sampled, full_softmax(hidden, target, weight=weight, bias=bias, smoothing=0), rtol=0.01, atol=0.01
    )


def test_start_is_taken_over_whole(data, start):
    pieces = len(read_pieces(data / "joint.model"))
    model = build(sizes(SHAPE), pieces=pieces)
    state = read_start(start, data=data)
    load_start(model, state)
    for name, value in state.items():
        torch.testing.assert_close(model.state_dict()[name], value)


def test_export_keeps_a_share_of_the_start(data, start, tmp_path):
    fast = QUICK.model_copy(update={"learning_rate": 0.1, "steps": 10})
    checkpoint = train(data, tmp_path, SHAPE, fast, start=start, seed=1)
    folders = [start]
    for share in (0.0, 0.25):
        export(data, checkpoint, tmp_path / str(share), start=start, start_share=share)
        folders.append(tmp_path / str(share) / "hf")
    before, learnt, mixed = (read_start(one, data=data)["model.encoder.layers.0.fc1.weight"] for one in folders)
    assert not torch.equal(before, learnt)
    torch.testing.assert_close(mixed, 0.25 * before + 0.75 * learnt, atol=1e-3, rtol=0)


def test_start_with_more_positions_has_the_same_first_ones(data, start):
    longer = build(sizes(SHAPE.model_copy(update={"max_position_embeddings": 1024})), pieces=300)
    shorter = build(sizes(SHAPE), pieces=300)
    name = "model.encoder.embed_positions.weight"
    torch.testing.assert_close(longer.state_dict()[name][:512], shorter.state_dict()[name])
    checkpoint_shape = SHAPE.model_copy(update={"max_position_embeddings": 1024})
    assert read_start(start, data=data).keys().isdisjoint({name})
    assert sizes(checkpoint_shape)["max_position_embeddings"] == 1024


def test_start_of_a_vocabulary_with_further_pieces_keeps_its_rows(data, start, tmp_path):
    longer = with_more_pieces(data, tmp_path, ["▁>>summary<<", ">>title<<"])
    old, new = (len(read_pieces(folder / "joint.model")) for folder in (data, longer))
    assert new == old + 2
    model = build(sizes(SHAPE), pieces=new)
    state = read_start(start, data=longer)
    load_start(model, state)
    rows = model.model.shared.weight
    assert rows.shape[0] == new + 1
    torch.testing.assert_close(rows[:old], state["model.shared.weight"][:old])
    assert rows[old].abs().sum() > 0
    assert rows[new].abs().sum() == 0
    assert model.final_logits_bias.shape == (1, new + 1)


def test_start_of_another_shape_is_refused_with_what_differs(data, start, tmp_path):
    wide = SHAPE.model_copy(update={"ffn": 64})
    with pytest.raises(ConfigError, match=r"(?s)another shape.*fc1.weight: \(32, 16\) in the start, \(64, 16\) here"):
        train(data, tmp_path, wide, QUICK, start=start, seed=1)
    deep = SHAPE.model_copy(update={"encoder_layers": 2})
    with pytest.raises(ConfigError, match=r"encoder.layers.1.fc1.weight: not in the start"):
        train(data, tmp_path, deep, QUICK, start=start, seed=1)


def test_start_of_another_vocabulary_is_refused(data, start, tmp_path):
    longer = with_more_pieces(data, tmp_path, ["new"])
    moved = tmp_path / "moved"
    shutil.copytree(start, moved)
    shutil.copyfile(longer / "joint.model", moved / "source.spm")
    with pytest.raises(ConfigError, match="is not the beginning of that"):
        train(data, tmp_path / "out", SHAPE, QUICK, start=moved, seed=1)


def test_training_refuses_sides_longer_than_the_model_has_positions(data, tmp_path):
    short = SHAPE.model_copy(update={"max_position_embeddings": 4})
    with pytest.raises(ConfigError, match=r"a side of \d+ pieces, the model has 4 positions"):
        train(data, tmp_path, short, QUICK, start=None, seed=1)


def test_training_refuses_a_checkpoint_of_another_shape(data, tmp_path):
    train(data, tmp_path, SHAPE, QUICK, start=None, seed=1, minutes_now=0)
    with pytest.raises(ConfigError, match=r"last.pt is of another shape"):
        train(data, tmp_path, SHAPE.model_copy(update={"dim": 32}), QUICK, start=None, seed=1)


def test_training_in_bfloat16_keeps_float32_masters(data, tmp_path):
    half = QUICK.model_copy(update={"precision": "bfloat16", "steps": 11})
    state = torch.load(train(data, tmp_path, SHAPE, half, start=None, seed=1))
    assert {master.dtype for master in state["masters"] + state["ema"]} == {torch.float32}
    assert read_progress(tmp_path).steps == 11
    # The average follows the masters, at a distance.
    assert not torch.equal(state["masters"][0], state["ema"][0])


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device")
def test_training_on_a_gpu_learns(data, tmp_path):
    quick = QUICK.model_copy(update={"device": "cuda", "precision": "auto", "steps": 50, "learning_rate": 5e-3})
    train(data, tmp_path, SHAPE, quick, start=None, seed=1)
    assert read_progress(tmp_path).loss < 6


@pytest.mark.parametrize(
    ("progress", "expected"),
    [(Progress(), 0), (Progress(seconds=300), 0.5), (Progress(steps=1), 0.5), (Progress(steps=9, seconds=60), 4.5)],
)
def test_spent_is_the_larger_share_of_time_and_steps(progress, expected):
    assert spent(progress, QUICK) == expected


def with_more_pieces(data: Path, folder: Path, pieces: list[str]) -> Path:
    """A folder with the vocabulary of another, some pieces longer."""
    from sentencepiece import sentencepiece_model_pb2

    model = sentencepiece_model_pb2.ModelProto()
    model.ParseFromString((data / "joint.model").read_bytes())
    for piece in pieces:
        model.pieces.add(piece=piece, score=0, type=model.SentencePiece.USER_DEFINED)
    out = folder / "longer"
    out.mkdir()
    (out / "joint.model").write_bytes(model.SerializeToString())
    return out
