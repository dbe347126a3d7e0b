"""How often pairs are seen that are like articles of the domain."""

import json
from collections import Counter

import numpy as np
import pytest
import yaml

from babelpress.errors import ConfigError
from recipe import domain
from recipe.config import Domain, read_recipe
from recipe.prepare import prepare
from recipe.steps import Work, run

NEWS, TALK = [[2, 3, 4], [2, 3, 5], [4, 3, 2]], [[7, 8], [8, 9, 7], [2, 8]]
RULES = Domain(strength=2.0, least=0.2, most=3.0)


def test_likeness_is_higher_for_what_the_domain_says():
    scores = domain.likeness(NEWS + TALK, [1] * 6, [[2, 3, 4, 5], [3, 4]])
    assert scores[:3].min() > scores[3:].max()


def test_likeness_of_the_same_texts_is_equal_for_all():
    scores = domain.likeness(NEWS, [1, 1, 1], NEWS)
    np.testing.assert_allclose(scores, 0, atol=1e-12)


def test_likeness_counts_a_sentence_as_often_as_it_is_seen():
    texts = [[2, 3], [4, 5]]
    assert (domain.likeness(texts, [1, 9], [[2, 3], [4, 5]]).argsort() == [1, 0]).all()


def test_likeness_holds_for_empty_sentences_and_none():
    assert domain.likeness([[], [2], [2, 3]], [1, 1, 1], [[2]]).shape == (3,)
    assert domain.likeness([], [], []).shape == (0,)


def test_weighing_prefers_high_scores_and_keeps_each_language_as_long():
    random = np.random.default_rng(1)
    scores, sizes = random.normal(size=4000), random.integers(5, 30, size=4000)
    repeat, groups = [3] * 2000 + [1] * 2000, ["en"] * 2000 + ["nl"] * 2000
    found = np.array(domain.weigh(repeat, scores, sizes=sizes, groups=groups, rules=RULES, seed=1))
    for name, times in (("en", 3), ("nl", 1)):
        here = np.array(groups) == name
        assert (found[here] * sizes[here]).sum() == pytest.approx(times * sizes[here].sum(), rel=0.03)
        high = here & (scores > 1)
        low = here & (scores < -1)
        assert found[high].mean() > 3 * found[low].mean() > 0


def test_weighing_with_equal_scores_changes_nothing():
    assert domain.weigh([2, 0, 5], np.zeros(3), sizes=[4, 4, 9], groups=["en"] * 3, rules=RULES, seed=1) == [2, 0, 5]


def test_weighing_stays_within_what_the_ids_can_hold():
    scores = np.array([5.0, -5.0, -5.0])
    rules = Domain(strength=9, least=0.0, most=100)
    found = domain.weigh([250, 1, 1], scores, sizes=[1, 900, 900], groups=["en"] * 3, rules=rules, seed=1)
    assert max(found) == 255


@pytest.fixture
def articles(toy):
    """A file of articles about the mayor's trees, one of them in a test split."""
    path = toy.root / "articles.jsonl"
    base = {"title": "", "abstract": "", "split_abstract": "train", "split_title": None}
    texts = [("Le maire prépare 12 arbres demain. Le maire critique 12 arbres.", "train"), ("Le secret.", "test")]
    rows = [base | {"text": text, "split_abstract": split} for text, split in texts]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_sentences_are_of_no_test_split(articles):
    expected = ["Le maire prépare 12 arbres demain.", "Le maire critique 12 arbres."]
    assert list(domain.sentences(articles, "fr")) == expected


def test_prepared_pairs_like_the_articles_are_seen_more_often(toy, articles, tmp_path):
    mixing = {"domain": {}, "corpora": {"wire": {"repeat": 2}}}
    recipe = read_recipe(toy.recipe(mixing=mixing, augmentation={}))
    prepare(recipe, [toy.corpora], tmp_path, tests=None, articles=articles)
    from sentencepiece import SentencePieceProcessor

    from recipe.batches import read_ids

    ids, pieces = read_ids(tmp_path), SentencePieceProcessor(str(tmp_path / "joint.model"))
    seen: Counter[str] = Counter()
    for i, times in enumerate(ids.repeat):
        source = pieces.decode(ids.source[ids.source_offsets[i] + 1 : ids.source_offsets[i + 1] - 1].tolist())
        seen["trees" if "arbres" in source else "others"] += int(times)
        if "L'école" in source and pieces.piece_to_id(">>eng<<") == ids.source[ids.source_offsets[i]]:
            assert times == 2  # of the corpus that has a repeat of its own
    plain = 925 / 5 / (4 * 925 / 5)
    assert seen["trees"] / seen["others"] > 1.5 * plain
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert sum(report["pairs_a_pass"].values()) == sum(seen.values())


def test_a_domain_without_articles_is_refused(toy):
    path = toy.recipe(mixing={"domain": {}})
    work = Work(recipe=read_recipe(path), corpora=toy.corpora, tests=None, out=toy.root / "out")
    with pytest.raises(ConfigError, match="give --articles FILE"):
        run(work)
    missing = Work(
        recipe=read_recipe(path), corpora=toy.corpora, tests=None, articles=toy.root / "no", out=toy.root / "out"
    )
    with pytest.raises(ConfigError, match="no file of articles"):
        run(missing)
    assert yaml.safe_load(path.read_text(encoding="utf-8"))["mixing"] == {"domain": {}}
