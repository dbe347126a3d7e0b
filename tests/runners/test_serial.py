"""The serial runner: windows, order, and an end where going on is of no use."""

from collections.abc import Iterator

import pytest

from pipeline.check import load_profile
from pipeline.errors import RunStopped, UnreadableInput
from pipeline.formats.base import Unread
from pipeline.records import Article, Block, Record
from pipeline.runners.serial import SerialRunner


def article(name: str, text: str = "Le train part.") -> Article:
    return Article(id=name, blocks=(Block(kind="paragraph", text=text),), language="fr")


def run(items: list[Article | Unread], *, window: int, fail_on: str = "") -> Iterator[Record]:
    profile = load_profile(
        "fake", targets=["nl"], overrides=[f"translation.backend={{kind: fake, fail_on: '{fail_on}'}}"]
    )
    return SerialRunner(SerialRunner.Options(window=window)).run(items, profile)


def test_run_gives_nothing_for_nothing():
    assert list(run([], window=2)) == []


@pytest.mark.parametrize("window", [1, 2, 3, 10])
def test_run_gives_the_same_at_any_window(window: int):
    items: list[Article | Unread] = [article(str(i), f"Le train {i} part. Il revient.") for i in range(5)]

    assert list(run(items, window=window)) == list(run(items, window=5))


def test_run_keeps_what_could_not_be_read_in_its_place():
    unread = Unread(id="b.txt", error=UnreadableInput("b.txt: is empty"))

    done = list(run([article("a"), unread, article("c")], window=2))

    assert [record.article.id for record in done] == ["a", "b.txt", "c"]
    assert [record.failures[0].message if record.failures else "" for record in done] == ["", "b.txt: is empty", ""]


def test_run_stops_when_every_article_fails_alike():
    records = run([article(str(i), "En panne.") for i in range(9)], window=3, fail_on="panne")

    done = [next(records) for _ in range(3)]
    with pytest.raises(RunStopped, match=r"each of the first 3 articles failed in 'translate\.nl'.*told to fail"):
        next(records)

    assert all(record.failures for record in done)


def test_run_goes_on_when_one_article_did_not_fail():
    items: list[Article | Unread] = [article(str(i), "En panne." if i != 1 else "Il part.") for i in range(9)]

    assert len(list(run(items, window=3, fail_on="panne"))) == 9


def test_run_gives_the_last_window_though_all_failed():
    assert len(list(run([article("a", "En panne.")], window=3, fail_on="panne"))) == 1
