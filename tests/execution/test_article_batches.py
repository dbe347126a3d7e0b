"""Batches of articles: their sizes, and that nothing is read too early; and when a run should stop."""

from collections.abc import Iterator

import pytest

from babelpress.document import Article, Failure, Record
from babelpress.errors import UnreadableInput
from babelpress.execution.scheduler import ArticleBatches, FailFast
from babelpress.formats.base import ReadError
from runner_archive import article


def ids(records: list[Record]) -> list[str]:
    return [record.article.id for record in records]


@pytest.mark.parametrize(
    ("count", "size", "cut"),
    [(0, 2, []), (1, 2, [1]), (2, 2, [2]), (3, 2, [2, 1]), (3, 1, [1, 1, 1])],
)
def test_batches_are_full_but_the_last(count: int, size: int, cut: list[int]):
    batches = ArticleBatches([article(str(i)) for i in range(count)], size=size)

    assert [len(batch) for batch in iter(batches.take, [])] == cut


def test_batches_read_only_what_is_asked():
    read = []

    def articles() -> Iterator[Article]:
        for i in range(9):
            read.append(i)
            yield article(str(i))

    batches = ArticleBatches(articles(), size=3)
    assert read == []
    batches.take()
    assert read == [0, 1, 2]
    assert batches.more()
    assert read == [0, 1, 2, 3]
    assert ids(batches.take()) == ["3", "4", "5"]


def test_batches_give_what_could_not_be_read_with_its_failure():
    batches = ArticleBatches([ReadError(id="b.txt", error=UnreadableInput("b.txt: is empty"))], size=3)

    (record,) = batches.take()

    assert record.article.id == "b.txt"
    assert record.failures == (Failure(stage="read", error="UnreadableInput", message="b.txt: is empty"),)


def failed(stage: str) -> Record:
    return Record(article=article("x"), failures=(Failure(stage=stage, error="E", message=f"no {stage}"),))


@pytest.mark.parametrize(
    ("records", "should_stop"),
    [
        ([], False),
        ([failed("detect")], True),
        ([failed("detect"), failed("detect")], True),
        ([failed("detect"), failed("translate.nl")], False),
        ([failed("detect"), Record(article=article("y"))], False),
        ([Record(article=article("y")), failed("detect")], False),
    ],
)
def test_run_should_stop_only_if_all_failed_in_one_stage(records: list[Record], should_stop: bool):
    fail_fast = FailFast()

    for record in records:
        fail_fast.add([record])

    assert fail_fast.should_stop is should_stop
