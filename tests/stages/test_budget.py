"""The budget of an article: what is left when it is used up stays in the source language, and only of that article."""

import time
from itertools import repeat
from pathlib import Path

import pytest

from babelpress._internal.deadline import within
from babelpress.config.schema import Budget
from babelpress.document import Article, Block
from babelpress.errors import OverBudget
from babelpress.execution.runner import runner
from babelpress.stages.budget import FLAG, rationed
from babelpress.stages.profiles import load_profile
from babelpress.translation.constrained import Rendering, Sentence


def turn(sentences, *, slow=(), fail=()):
    """A translation that takes 0.2 s for each slow sentence, in steps, and has no memory for others."""
    for sentence in sentences:
        if sentence.text in fail:
            raise MemoryError
        for _ in range(20 if sentence.text in slow else 0):
            time.sleep(0.01)
    return [Rendering(text=sentence.text.upper(), score=-1.0) for sentence in sentences]


def asked(texts: str) -> list[Sentence]:
    return [Sentence(text=text) for text in texts]


def test_without_a_budget_all_is_translated_at_once():
    calls = []

    def translate(sentences):
        calls.append(len(sentences))
        return turn(sentences)

    made = rationed(asked("a" * 1_000), [0] * 1_000, Budget(), translate)

    assert calls == [1_000]
    assert {one.text for one in made} == {"A"}


def test_what_is_left_of_an_article_stays_and_the_others_are_done():
    texts = "a" * 200 + "b" * 300 + "c" * 100
    owners = [0] * 200 + [1] * 300 + [2] * 100

    made = rationed(asked(texts), owners, Budget(seconds=1), lambda part: turn(part, slow="b"))

    assert [one.text for one in made if one.text in "aA"] == ["A"] * 200
    assert [one.text for one in made if one.text in "cC"] == ["C"] * 100
    left = [one for one in made if one.text == "b"]
    assert len(left) == 300
    assert {one.flags for one in left} == {(FLAG,)}


def test_an_article_without_memory_stays_and_the_others_are_done():
    made = rationed(asked("abc"), [0, 1, 2], Budget(seconds=100), lambda part: turn(part, fail="b"))

    assert [one.text for one in made] == ["A", "b", "C"]


def test_memory_that_is_used_up_leaves_the_rest():
    kept = []

    def translate(sentences):
        kept.append(bytearray(60_000_000))
        return turn(sentences)

    made = rationed(asked("a" * 1_000), [0] * 1_000, Budget(memory=100), translate)

    assert made[0].text == "A"
    assert made[-1].flags == (FLAG,)


def test_work_is_interrupted_and_what_comes_after_is_not():
    with pytest.raises(OverBudget, match=r"not done within 0\.05 s"), within(0.05):
        for _ in repeat(0):
            pass
    with within(0.05):
        pass
    time.sleep(0.1)
    with within(None):
        pass


def article(name: str, text: str) -> Article:
    return Article(id=name, blocks=(Block(kind="paragraph", text=text),), language="fr")


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["serial", "process", "ray"])
def test_every_runner_keeps_the_budget(kind: str, tmp_path: Path):
    if kind == "ray":
        pytest.importorskip("ray")
    profile = load_profile(
        "embedded",
        targets=["en"],
        overrides=[
            f"runner.kind={kind}",
            "runner.budget.seconds=3",
            "summary.strategy=none",
            "constraints.checks=[]",
        ],
    )
    long = " ".join(f"Le train numéro {n} part demain matin de la gare de Lyon avec des voyageurs." for n in range(900))

    made = list(runner(profile).run([article("long", long), article("short", "Il pleut.")], profile))

    first, second = (record.translations[0] for record in made)
    assert [record.failures for record in made] == [(), ()]
    assert len(first.segments) == 900
    assert first.segments[0].target != first.segments[0].source
    assert first.segments[-1].target == first.segments[-1].source
    assert FLAG in first.segments[-1].flags
    assert [one.severity for one in made[0].findings if one.check == FLAG][-1:] == ["severe"]
    assert second.segments[0].target != "Il pleut."


def test_another_budget_makes_other_records():
    from babelpress.stages.provenance import provenance

    made = [
        provenance(load_profile("fake", overrides=more)).fingerprint
        for more in ([], ["runner.kind=process"], ["runner.budget.seconds=5"])
    ]

    assert made[0] == made[1] != made[2]
