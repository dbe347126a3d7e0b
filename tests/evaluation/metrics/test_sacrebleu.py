"""Scores, bootstrap samples, signatures and p-values are sacreBLEU's own, by its API and by its command line."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sacrebleu.metrics import BLEU, CHRF, TER
from sacrebleu.significance import _bootstrap_resample

from babelpress.evaluation.datasets.base import Corpus, System
from babelpress.evaluation.evaluate import Settings, evaluate
from babelpress.evaluation.metrics.sacrebleu import Bleu, Chrf, Chrf2, Ter, _tokenizer
from babelpress.evaluation.results import Direction
from babelpress.evaluation.significance import Draws, bootstrap
from evaluation.metrics.segments import corpus

PAIRS = [
    pytest.param(Bleu, lambda: BLEU(force=True), lambda: BLEU(effective_order=True), id="bleu"),
    pytest.param(Chrf, lambda: CHRF(word_order=2), lambda: CHRF(word_order=2), id="chrf"),
    pytest.param(Chrf2, CHRF, CHRF, id="chrf2"),
    pytest.param(Ter, TER, TER, id="ter"),
]
REFERENCES = [pytest.param(True, id="one-reference"), pytest.param(False, id="several-references")]

Own = Callable[[], Any]


def same(score: float) -> Any:
    """To the last digit but one of a float64: NumPy's logarithm and exponential are not always the C library's."""
    return pytest.approx(score, rel=1e-15, abs=0)


def streams(references: tuple[tuple[str, ...], ...]) -> list[list[str | None]]:
    most = max(map(len, references))
    return [[own[n] if n < len(own) else None for own in references] for n in range(most)]


@pytest.mark.parametrize("one_reference", REFERENCES)
@pytest.mark.parametrize(("ours", "theirs", "sentence"), PAIRS)
def test_corpus_score_and_signature_equal_sacrebleu(ours: Any, theirs: Own, sentence: Own, one_reference: bool):
    data = corpus(one_reference=one_reference)
    metric, own = ours(data), theirs()

    for system in data.systems:
        score = metric.scores(metric.statistics(system).sum(0))

        assert float(score) == same(own.corpus_score(system.hypotheses, streams(data.references)).score)
        assert metric.signature == str(own.get_signature())


@pytest.mark.parametrize("one_reference", REFERENCES)
@pytest.mark.parametrize(("ours", "theirs", "sentence"), PAIRS)
def test_segment_scores_equal_sacrebleu(ours: Any, theirs: Own, sentence: Own, one_reference: bool):
    data = corpus(one_reference=one_reference)
    metric, own = ours(data), sentence()
    system = data.systems[0]

    scores = metric.segments(metric.statistics(system)).tolist()

    assert scores == [
        same(own.sentence_score(hypothesis, list(references)).score)
        for hypothesis, references in zip(system.hypotheses, data.references, strict=True)
    ]


@pytest.mark.parametrize("one_reference", REFERENCES)
@pytest.mark.parametrize(("ours", "theirs", "sentence"), PAIRS)
def test_bootstrap_samples_equal_sacrebleu(
    ours: Any, theirs: Own, sentence: Own, one_reference: bool, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SACREBLEU_SEED", "12345")
    data = corpus(one_reference=one_reference)
    metric, own = ours(data), theirs()
    statistics = np.stack([metric.statistics(system) for system in data.systems], axis=1)

    samples = bootstrap(statistics, metric.scores, Draws(segments=len(data), samples=1000, trials=0, seed=12345))

    # The mean length of several references is a fraction, and sacreBLEU adds it up in float32.
    inexact = ours is Ter and not one_reference
    for index, system in enumerate(data.systems):
        counts = own._extract_corpus_statistics(system.hypotheses, streams(data.references))
        expected = np.array([float(score.score) for score in _bootstrap_resample(counts, own, 1000)[1]])
        np.testing.assert_allclose(samples[:, index], expected, rtol=1e-6 if inexact else 2e-15, atol=0)


@pytest.mark.parametrize(("ours", "theirs", "sentence"), PAIRS)
def test_nothing_at_all_scores_as_sacrebleu_has_it(ours: Any, theirs: Own, sentence: Own):
    data = corpus(3)
    metric, own = ours(data), theirs()
    silent = ["", "", ""]
    counts = own._extract_corpus_statistics(silent, streams(data.references))

    score = metric.scores(np.asarray(counts, dtype=np.float64).sum(0))

    assert float(score) == own.corpus_score(silent, streams(data.references)).score


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that the command line reads: three systems, two references."""
    folder = tmp_path_factory.mktemp("sacrebleu")
    data = files_corpus()
    for system in data.systems:
        write(folder / f"{system.name}.txt", system.hypotheses)
    for n in range(2):
        write(folder / f"reference{n}.txt", tuple(own[n] for own in data.references))
    return folder


def files_corpus() -> Corpus:
    """A segment a line; two references each, as the command line wants them."""
    data = corpus(70, edges=False)
    return replace(data, references=tuple((own[0], own[-1]) for own in data.references))


def write(path: Path, lines: tuple[str, ...]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def command_line(folder: Path, *arguments: str) -> str:
    """What `sacrebleu` prints."""
    environment = {**os.environ, "SACREBLEU_SEED": "12345", "SACREBLEU": str(folder), "NO_COLOR": "1"}
    references = ["reference0.txt", "reference1.txt"]
    words = [sys.executable, "-m", "sacrebleu", *references, "-m", "bleu", "chrf", "ter", "--chrf-word-order", "2"]
    done = subprocess.run(
        [*words, *arguments], cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=True
    )
    return done.stdout


@pytest.fixture(scope="module")
def ours() -> Direction:
    settings = Settings(metrics=("bleu", "chrf", "ter"), checks=(), samples=1000, trials=10_000, seed=12345)
    return evaluate([files_corpus()], settings).directions[0]


KEYS = {"bleu": "BLEU", "chrf": "chrF2++", "ter": "TER"}


def test_command_line_of_one_system_prints_our_scores_and_intervals(files: Path, ours: Direction):
    printed = json.loads(command_line(files, "-i", "a.txt", "-f", "json", "--confidence", "-w", "4"))

    result = ours.results[0]
    for entry, (key, name) in zip(printed, KEYS.items(), strict=True):
        score, column = result.score(key), ours.column(key)
        assert score is not None and column is not None
        assert entry["name"] == name == column.name
        assert entry["score"] == round(score.value, 4)
        assert entry["confidence_var"] == round(0.5 * (score.high - score.low), 4)
        assert entry["signature"] == column.signature


def test_command_line_of_three_systems_prints_our_scores(files: Path, ours: Direction):
    printed = json.loads(command_line(files, "-i", "a.txt", "b.txt", "c.txt", "-f", "json", "-w", "2"))

    for entry, result in zip(printed, ours.results, strict=True):
        assert entry["system"] == f"{result.system}.txt"
        for key, name in KEYS.items():
            score = result.score(key)
            assert score is not None
            assert entry[name] == f"{score.value:.2f}"


def table(printed: str) -> list[list[list[str]]]:
    """The cells of a table as sacreBLEU draws it, each with its numbers as printed; a row a system."""
    rows: list[list[str]] = []
    for line in printed.splitlines():
        if line.startswith(("╞", "├")):
            rows.append(["", "", ""])
        elif line.startswith("│") and rows:
            cells = line.strip("│").split("│")[1:]
            rows[-1] = [f"{old} {new}" for old, new in zip(rows[-1], cells, strict=True)]
        elif line.startswith("╘"):
            break
    return [[re.findall(r"\d+\.\d+", cell) for cell in row] for row in rows]


@pytest.mark.parametrize("test", ["--paired-bs", "--paired-ar"])
def test_command_line_of_paired_tests_prints_our_intervals_and_p_values(files: Path, ours: Direction, test: str):
    printed = command_line(files, "-i", "a.txt", "b.txt", "c.txt", "-f", "text", "-w", "4", test)

    rows = table(printed)
    assert len(rows) == len(ours.results) == 3
    for cells, result in zip(rows, ours.results, strict=True):
        for cell, key in zip(cells, KEYS, strict=True):
            score, comparison = result.score(key), result.comparison(key)
            assert score is not None
            expected = [f"{score.value:.4f}"]
            if test == "--paired-bs":
                del cell[1]  # the mean of the samples, which we do not tell
                expected.append(f"{0.5 * (score.high - score.low):.4f}")
            if comparison is not None:
                p = comparison.p_bootstrap if test == "--paired-bs" else comparison.p_randomization
                expected.append(f"{p:.4f}")
            assert cell == expected, f"{result.system} {key}"


def test_paired_tests_see_a_difference_and_no_difference(ours: Direction):
    _, b, c = (result.comparison("bleu") for result in ours.results)

    assert b is not None and c is not None
    assert (b.significant, c.significant) == (True, False)


CHINESE = ("今天的天气很好，我们去公园。", "火车明天早上开往北京。")
LANGUAGES = [("zh", "zh"), ("zh-TW", "zh"), ("nl", "13a")]


@pytest.mark.parametrize(("language", "tokenizer"), LANGUAGES)
def test_language_gets_the_tokenizer_that_sacrebleu_gives_it(language: str, tokenizer: str):
    said = ("今天天气很好，我们去公园。", "火车早上开往上海。")
    data = Corpus(
        name="zh", source_language="fr", target_language=language, ids=("1", "2"), documents=("1", "2"),
        sources=("a", "b"), references=tuple((text,) for text in CHINESE), systems=(System(name="x", hypotheses=said),),
    )  # fmt: skip
    own = BLEU(force=True, trg_lang=language.partition("-")[0])
    edits = TER(normalized=True, asian_support=True) if tokenizer == "zh" else TER()

    bleu, ter = Bleu(data), Ter(data)

    assert f"tok:{tokenizer}" in bleu.signature
    assert float(bleu.scores(bleu.statistics(data.systems[0]).sum(0))) == same(own.corpus_score(said, [CHINESE]).score)
    assert float(ter.scores(ter.statistics(data.systems[0]).sum(0))) == same(edits.corpus_score(said, [CHINESE]).score)


@pytest.mark.parametrize("language", ["ja", "ko"])
def test_language_whose_tokenizer_is_missing_is_counted_by_character(language: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("babelpress.evaluation.metrics.sacrebleu.importlib.util.find_spec", lambda name: None)

    assert _tokenizer(language) == "char"
