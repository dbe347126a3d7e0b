"""A recipe end to end, in seconds: corpora in, weights and a card out."""

import json
from pathlib import Path

import ctranslate2
import pytest

from babelpress.models.backends.checkpoint import quiet
from babelpress.models.backends.ctranslate2 import CTranslate2Backend, CTranslate2Options, has_shortlist
from babelpress.models.backends.model_bin import read_stored
from babelpress.models.cards import ModelCard, read_card
from babelpress.models.loading import load
from recipe.config import read_recipe
from recipe.model import read_pieces
from recipe.scoring import translate
from recipe.training import Progress, read_progress, train
from recipes.commands import load as load_command

command = load_command("run")


@pytest.fixture(scope="module")
def made(toy_corpora) -> tuple[list[str], Path]:
    """The arguments of a run, and the folder where it has left everything."""
    out = toy_corpora.root / "made"
    arguments = [str(toy_corpora.recipe()), "--corpora", str(toy_corpora.corpora), "--tests", str(toy_corpora.tests)]
    arguments += ["--out", str(out)]
    assert command.main(arguments) == 0
    return arguments, out


@pytest.fixture(scope="module")
def card(made) -> ModelCard:
    return read_card(made[1] / "toy.yaml")


def test_toy_run_makes_a_model_that_loads_by_its_card_and_translates(card):
    model = load(card, CTranslate2Backend, CTranslate2Options())
    said = model.generate(["La ville prépare une fête demain."], _greedy(), source="fr", target="nl")[0]
    assert said.text and said.finished


def test_toy_run_learns_its_test_set(made):
    figures = json.loads((made[1] / "scores.json").read_text(encoding="utf-8"))
    chrf = {one["target"]: one["value"] for one in figures if one["metric"] == "chrf++"}
    assert chrf.keys() == {"en", "nl"}
    assert min(chrf.values()) > 30  # below 15 without training


def test_toy_run_writes_hub_weights_that_transformers_loads(made):
    from transformers import MarianMTModel, MarianTokenizer

    with quiet():
        tokenizer = MarianTokenizer.from_pretrained(made[1] / "toy" / "hf")
    model = MarianMTModel.from_pretrained(made[1] / "toy" / "hf", dtype="float32").eval()
    batch = tokenizer([">>eng<< Le conseil annonce une réforme demain."], return_tensors="pt")
    said = tokenizer.batch_decode(model.generate(**batch, num_beams=1, max_length=40), skip_special_tokens=True)
    assert len(said[0].split()) > 2


def test_toy_run_converts_weights_that_align_by_the_mean_of_all_heads(made):
    assert ctranslate2.contains_model(str(made[1] / "toy" / "ct2"))
    assert read_stored(made[1] / "toy" / "ct2" / "model.bin").variables["decoder/alignment_heads"].values == 2


def test_toy_run_lists_the_pieces_of_each_language(made, card):
    folder = made[1] / "toy" / "ct2"
    written = (folder / "vmap.txt").read_text(encoding="utf-8").rstrip("\n")
    lists = dict(line.split("\t") for line in written.split("\n"))
    assert lists.keys() == set(card.target_tokens.values())
    pieces = {token: set(line.split(" ")) for token, line in lists.items()}
    assert all({"</s>", "a", "z", "."} & set(read_pieces(folder / "source.spm")) <= own for own in pieces.values())
    assert pieces[">>eng<<"] - pieces[">>nld<<"] and pieces[">>nld<<"] - pieces[">>eng<<"]
    assert has_shortlist(card, folder)


def test_toy_run_writes_a_card_of_what_was_measured(made, card):
    assert set(card.files) >= {"ct2/model.bin", "hf/model.safetensors", "hf/vocab.json"}
    assert {(score.target, score.metric) for score in card.scores} >= {("en", "bleu"), ("nl", "chrf++")}
    golden = card.golden[0]
    assert golden.expected == translate(card, made[1] / "toy", [golden.text], target="en")[0]
    assert "target tokens" in card.description
    assert "Released for research only: wire." in card.description


def test_toy_run_keeps_the_test_set_out_of_the_ids(made):
    report = json.loads((made[1] / "data" / "report.json").read_text(encoding="utf-8"))
    assert report["left_out"]["nl"]["test"] > 0
    assert report["kept"]["en"].keys() == {"news", "wire"}


def test_second_run_does_nothing(made):
    arguments, out = made
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()}
    assert command.main(arguments) == 0
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()} == before


def test_changed_card_text_makes_only_the_card_anew(made, toy_corpora):
    arguments, out = made
    weights = (out / "toy" / "ct2" / "model.bin").stat().st_mtime_ns
    text = json.loads(json.dumps(read_recipe(Path(arguments[0])).card.model_dump()))
    changed = toy_corpora.recipe("changed", card=text | {"notice": "Another notice."})
    assert command.main([str(changed), *arguments[1:]]) == 0
    assert read_card(out / "toy.yaml").notice == "Another notice."
    assert (out / "toy" / "ct2" / "model.bin").stat().st_mtime_ns == weights


def test_interrupted_run_goes_on_where_it_stopped(made, tmp_path):
    arguments, out = made
    recipe = read_recipe(Path(arguments[0]))

    def go_on(steps: int, minutes_now: float | None = None) -> Progress:
        training = recipe.training.model_copy(update={"steps": steps})
        train(out / "data", tmp_path, recipe.model, training, start=None, seed=1, minutes_now=minutes_now)
        return read_progress(tmp_path)

    assert go_on(6, minutes_now=0).steps == 0
    first = go_on(6)
    second = go_on(12)
    assert (first.steps, second.steps) == (6, 12)
    assert second.seconds > first.seconds
    assert second.target_tokens > first.target_tokens
    assert go_on(12).steps == 12


def test_run_without_time_says_so_by_its_status(made, tmp_path):
    arguments, _ = made
    there = [*arguments[:-1], str(tmp_path / "out")]
    assert command.main([*there, "--minutes", "0"]) == 1
    assert (tmp_path / "out" / "data" / "repeat.npy").is_file()


@pytest.mark.parametrize("layout", ["hf", "ct2"])
def test_run_starts_from_what_it_made(made, toy_corpora, tmp_path, layout: str):
    arguments, out = made
    training = toy_corpora.settings["training"] | {"steps": 10, "warmup_steps": 10}
    recipe = toy_corpora.recipe("onward", start=str(out / "toy" / layout), training=training)
    there = [str(recipe), *arguments[1:-1], str(tmp_path / "out")]
    assert command.main([*there, "--step", "prepare"]) == 0
    again, first = tmp_path / "out" / "data" / "joint.model", out / "data" / "joint.model"
    assert again.read_bytes() == first.read_bytes()
    assert command.main([*there, "--step", "train"]) == 0
    assert read_progress(tmp_path / "out" / "training").loss < read_progress(out / "training").loss + 0.5


def _greedy():
    from babelpress.models.backends.base import Decoding

    return Decoding(beam=1)
