"""Corpora become one vocabulary and token ids, and a report of what was taken and what was not."""

import json
import logging
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import sentencepiece

from babelpress.errors import ConfigError, Fault
from babelpress.models.backends.normalization import normalize
from recipe.batches import write_ids
from recipe.config import Domain, Recipe
from recipe.domain import likeness, sentences, weigh
from recipe.leakage import read_test_lines
from recipe.mixing import Row, mixed

_log = logging.getLogger(__name__)

REPORT = "report.json"
THREADS = 2


def prepare(
    recipe: Recipe, folders: Iterable[Path], out: Path, *, tests: Path | None, articles: Path | None = None
) -> None:
    """Write the ids that `training.train` reads, the vocabulary and `report.json` into `out`.

    `articles` are of the domain that `mixing.domain` weighs pairs by. Raises `ConfigError`.
    """
    lines = read_test_lines(tests)
    rows, report = mixed(recipe, folders, lines)
    if bare := recipe.targets.keys() - {row.target for row in rows}:
        names = [Fault(target, f"no pair from {recipe.source}-{target}*.tsv") for target in sorted(bare)]
        raise ConfigError("nothing to learn from: see the corpora, and the recipe's caps, repeats and cleaning", names)
    out.mkdir(parents=True, exist_ok=True)
    vocabulary = out / "joint.model"
    if recipe.start:
        shutil.copyfile(recipe.start / "source.spm", vocabulary)
    else:
        _train_vocabulary(recipe, rows, vocabulary)
    pieces = sentencepiece.SentencePieceProcessor(str(vocabulary))
    sources, targets = _encode(recipe, rows, pieces)
    repeat = [row.repeat for row in rows]
    if recipe.mixing.domain and articles:
        repeat = _weigh(recipe, recipe.mixing.domain, rows, sources, targets, articles=articles, pieces=pieces)
    passing: Counter[str] = Counter()
    for row, times in zip(rows, repeat, strict=True):
        passing[row.target] += times
    summary = {"pairs_a_pass": passing, "distinct_pairs": len(rows), "test_lines": len(lines), **vars(report)}
    _log.info("pairs a pass: %s", ", ".join(f"{target} {count:,}" for target, count in passing.items()))
    write_ids(out, sources, targets, repeat)
    (out / REPORT).write_text(json.dumps(summary, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _train_vocabulary(recipe: Recipe, rows: Iterable[Row], path: Path) -> None:
    rules = recipe.vocabulary
    try:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=_sentences(rows, rules.pairs_per_target),
            model_prefix=str(path.with_suffix("")),
            vocab_size=rules.size,
            character_coverage=rules.coverage,
            model_type="unigram",
            pad_id=-1,
            bos_id=-1,
            eos_id=0,
            unk_id=1,
            user_defined_symbols=list(recipe.targets.values()),
            num_threads=THREADS,
            minloglevel=2,
            hard_vocab_limit=False,
        )
    except RuntimeError as error:
        raise ConfigError(f"SentencePiece cannot make a vocabulary of these pairs: {error}") from error


def _sentences(rows: Iterable[Row], most: int) -> Iterator[str]:
    """Both sides of at most so many pairs of each target language."""
    taken: dict[str, int] = defaultdict(int)
    for row in rows:
        if taken[row.target] < most:
            taken[row.target] += 1
            yield from row.pair


def _encode(recipe: Recipe, rows: list[Row], pieces: Any) -> tuple[list[list[int]], list[list[int]]]:
    """Both sides as ids, the token of the target language before each source."""
    tokens = {target: pieces.piece_to_id(token) for target, token in recipe.targets.items()}
    if lacking := sorted(recipe.targets[target] for target, found in tokens.items() if found == pieces.unk_id()):
        raise ConfigError(f"the vocabulary of {recipe.start} lacks {', '.join(lacking)}")
    most = recipe.model.max_position_embeddings - 1  # </s> comes to it
    sources = [
        [tokens[row.target], *ids][:most]
        for row, ids in zip(rows, pieces.encode([row.pair.source for row in rows], num_threads=THREADS), strict=True)
    ]
    targets = pieces.encode([row.pair.target for row in rows], num_threads=THREADS)
    return sources, [ids[:most] for ids in targets]


def _weigh(
    recipe: Recipe, rules: Domain, rows: list[Row], sources: list[list[int]], targets: list[list[int]],
    *, articles: Path, pieces: Any,
) -> list[int]:  # fmt: skip
    """How often each pair is seen, by its likeness to the articles."""
    texts = [normalize(text, recipe.normalize) for text in sentences(articles, recipe.source)]
    repeat = [row.repeat for row in rows]
    scores = likeness([ids[1:] for ids in sources], repeat, pieces.encode(texts, num_threads=THREADS))
    free = [i for i, row in enumerate(rows) if not row.fixed]
    weighed = weigh(
        [repeat[i] for i in free],
        scores[free],
        sizes=[len(targets[i]) for i in free],
        groups=[rows[i].target for i in free],
        rules=rules,
        seed=recipe.seed,
    )
    for i, times in zip(free, weighed, strict=True):
        repeat[i] = times
    return repeat
