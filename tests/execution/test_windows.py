"""Windows: where they are cut, and that nothing is read before its time; and when going on is of no use."""

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
def test_windows_are_full_but_the_last(count: int, size: int, cut: list[int]):
    windows = ArticleBatches([article(str(i)) for i in range(count)], size=size)

    assert [len(window) for window in iter(windows.take, [])] == cut


def test_windows_read_only_what_is_asked():
    read = []

    def articles() -> Iterator[Article]:
        for i in range(9):
            read.append(i)
            yield article(str(i))

    windows = ArticleBatches(articles(), size=3)
    assert read == []
    windows.take()
    assert read == [0, 1, 2]
    assert windows.more()
    assert read == [0, 1, 2, 3]
    assert ids(windows.take()) == ["3", "4", "5"]


def test_windows_give_what_could_not_be_read_with_its_failure():
    windows = ArticleBatches([ReadError(id="b.txt", error=UnreadableInput("b.txt: is empty"))], size=3)

    (record,) = windows.take()

    assert record.article.id == "b.txt"
    assert record.failures == (Failure(stage="read", error="UnreadableInput", message="b.txt: is empty"),)


def failed(stage: str) -> Record:
    return Record(article=article("x"), failures=(Failure(stage=stage, error="E", message=f"no {stage}"),))


@pytest.mark.parametrize(
    ("records", "hopeless"),
    [
        ([], False),
        ([failed("detect")], True),
        ([failed("detect"), failed("detect")], True),
        ([failed("detect"), failed("translate.nl")], False),
        ([failed("detect"), Record(article=article("y"))], False),
        ([Record(article=article("y")), failed("detect")], False),
    ],
)
def test_outlook_is_hopeless_only_if_all_failed_in_one_stage(records: list[Record], hopeless: bool):
    outlook = FailFast()

    for record in records:
        outlook.see([record])

    assert outlook.hopeless is hopeless
