"""BERTScore over a BERT in miniature, against the formulas written out."""

import math
import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from babelpress.errors import ModelUnavailable
from babelpress.evaluation.metrics.bertscore import BertScore
from babelpress.models.backends.checkpoint import quiet
from evaluation.metrics.segments import corpus

torch = pytest.importorskip("torch", reason="the extra 'bertscore' is not installed")
transformers = pytest.importorskip("transformers", reason="the extra 'bertscore' is not installed")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from evaluation.metrics.tiny_bert import build

    return build(tmp_path_factory.mktemp("bertscore") / "tiny bert")


@cache
def loaded(folder: Path):
    with quiet():
        return (
            transformers.AutoTokenizer.from_pretrained(folder),
            transformers.AutoModel.from_pretrained(folder).eval(),
        )


def vectors(text: str, folder: Path) -> tuple[list[list[float]], list[bool]]:
    """The third layer's vectors of a text read alone in windows of 22 pieces of words, and which have weight."""
    tokenizer, model = loaded(folder)
    pieces = tokenizer.convert_tokens_to_ids(tokenizer.tokenize(text))
    found, weighed = [], []
    for at in range(0, max(len(pieces), 1), 22):
        row = [tokenizer.cls_token_id, *pieces[at : at + 22], tokenizer.sep_token_id]
        with torch.no_grad():
            states = model(torch.tensor([row]), output_hidden_states=True).hidden_states
        found += states[3][0].tolist()
        weighed += [False, *[True] * (len(row) - 2), False]
    return found, weighed


def expected(hypothesis: str, reference: str, folder: Path) -> float:
    (made, made_weighed), (asked, asked_weighed) = vectors(hypothesis, folder), vectors(reference, folder)
    if not any(made_weighed) or not any(asked_weighed):
        return 0.0

    def cosine(a: list[float], b: list[float]) -> float:
        return math.fsum(x * y for x, y in zip(a, b, strict=True)) / math.hypot(*a) / math.hypot(*b)

    near = [max(cosine(a, b) for b in asked) for a, weighs in zip(made, made_weighed, strict=True) if weighs]
    found = [max(cosine(a, b) for a in made) for b, weighs in zip(asked, asked_weighed, strict=True) if weighs]
    precision, recall = sum(near) / len(near), sum(found) / len(found)
    return 100 * 2 * precision * recall / (precision + recall)


def test_bertscore_is_the_formula_for_every_segment(tiny: Path):
    data = corpus(14)

    metric = BertScore(data, str(tiny))
    scores = metric.segments(metric.statistics(data.systems[0]))

    wanted = [
        max(expected(made, reference, tiny) for reference in references)
        for made, references in zip(data.systems[0].hypotheses, data.references, strict=True)
    ]
    np.testing.assert_allclose(scores, wanted, rtol=1e-4, atol=1e-4)
    assert float(metric.scores(metric.statistics(data.systems[0]).sum(0))) == pytest.approx(np.mean(wanted), rel=1e-4)


def test_bertscore_of_the_reference_itself_is_100(tiny: Path):
    data = corpus(40)
    same = replace(data.systems[0], hypotheses=tuple(own[-1] for own in data.references))

    metric = BertScore(data, str(tiny))

    np.testing.assert_allclose(metric.segments(metric.statistics(same)), 100, atol=1e-3)


def test_bertscore_counts_what_is_beyond_the_longest_input(tiny: Path):
    start = "The council voted the city budget last night. " * 4
    data = replace(corpus(1), references=((f"{start}Nobody was hurt.",),))
    systems = [replace(data.systems[0], hypotheses=(f"{start}{end}",)) for end in ("Nobody was hurt.", "12 % (again)")]

    metric = BertScore(data, str(tiny))
    right, wrong = (float(metric.segments(metric.statistics(system))[0]) for system in systems)

    assert right == pytest.approx(100, abs=1e-3)
    assert wrong < 99.9


def test_bertscore_tells_checkpoint_layer_and_window_in_its_signature(tiny: Path):
    signature = BertScore(corpus(3, one_reference=True), str(tiny)).signature

    assert signature == (
        "nrefs:1|refs:best|checkpoint:tiny-bert|revision:local|layer:3|window:24|idf:no|rescaled:no|scale:100|"
        f"transformers:{transformers.__version__}"
    )


def test_bertscore_of_the_hub_reads_its_cache_and_tells_the_commit(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    kept, commit = tmp_path / "models--some--bert", "0123456789abcdef0123456789abcdef01234567"
    shutil.copytree(tiny, kept / "snapshots" / commit)
    (kept / "refs").mkdir()
    (kept / "refs" / "main").write_text(commit, encoding="utf-8")

    signature = BertScore(corpus(3), "some/bert").signature

    assert "|checkpoint:some/bert|revision:0123456789ab|layer:3|" in signature


@pytest.mark.parametrize("checkpoint", ["", "some/bert", "no such folder/at all/anywhere"])
def test_bertscore_without_weights_gives_the_command_that_fetches_them(
    checkpoint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    name = checkpoint or "google-bert/bert-base-multilingual-cased"

    with pytest.raises(ModelUnavailable) as caught:
        BertScore(corpus(3), checkpoint)

    assert str(caught.value).startswith(f"{name} cannot be loaded from this machine: ")
    assert f"run: hf download {name} --exclude '*.h5'" in str(caught.value)
