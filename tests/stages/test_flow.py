"""The flow: its contract check, and failures that stay with their record."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from babelpress.document import Article, Block, Detection, Record, Summary
from babelpress.errors import ConfigError, GenerationFailed, ModelUnavailable, RunStopped
from babelpress.stages.flow import Flow, StageUsage, add_usage


@dataclass(frozen=True, kw_only=True)
class Step:
    """A stage that summarizes by naming itself, and fails on articles that say so."""

    name: str
    fills: str
    needs: frozenset[str] = frozenset()

    def applies_to(self, record: Record) -> bool:
        return True

    def run(self, records: Sequence[Record]) -> list[Record]:
        if any(self.name in record.article.text for record in records):
            raise GenerationFailed(f"cannot do '{self.name}'")
        language = self.fills.partition(".")[2]
        made = Summary(language=language, text=f"{len(records)} at once", strategy=self.name)
        return [replace(record, summaries=(*record.summaries, made)) for record in records]


def record(text: str) -> Record:
    blocks = (Block(kind="paragraph", text=text),)
    return Record(article=Article(id=text, blocks=blocks), detection=Detection(language="fr", confidence=1.0))


FIRST = Step(name="first", fills="summary.fr")
SECOND = Step(name="second", fills="summary.nl", needs=frozenset({"summary.fr"}))


def test_flow_gives_no_records_for_none():
    assert Flow((FIRST,)).run([]) == []


def test_flow_hands_all_records_to_a_stage_at_once():
    done = Flow((FIRST,)).run([record("a"), record("b")])

    assert [r.summaries[0].text for r in done] == ["2 at once", "2 at once"]


@pytest.mark.parametrize("place", [0, 1, 6])
def test_flow_keeps_a_failure_with_its_record(place: int):
    records = [record("abcdefg"[i]) for i in range(7)]
    records[place] = record("first")

    done = Flow((FIRST,)).run(records)

    assert [r.article.id for r in done] == [r.article.id for r in records]
    assert [bool(r.failures) for r in done] == [i == place for i in range(7)]
    assert done[place].failures[0].error == "GenerationFailed"
    assert done[place].failures[0].stage == "first"
    assert all(r.summaries for i, r in enumerate(done) if i != place)


def test_flow_passes_by_stages_whose_need_is_not_met():
    done = Flow((FIRST, SECOND)).run([record("first"), record("b")])

    assert [[f.stage for f in r.failures] for r in done] == [["first"], []]
    assert [[s.strategy for s in r.summaries] for r in done] == [[], ["first", "second"]]


def test_flow_failure_of_one_language_leaves_the_others():
    other = Step(name="other", fills="summary.de")

    done = Flow((FIRST, other)).run([record("first")])

    assert [s.strategy for s in done[0].summaries] == ["other"]


def test_flow_knows_every_stage_before_it_has_run():
    assert Flow((FIRST, SECOND)).usage == {"first": StageUsage(), "second": StageUsage()}


def test_flow_counts_the_articles_that_a_stage_was_to_do_over_all_runs():
    flow = Flow((FIRST, SECOND))
    flow.run([record("first"), record("b")])
    flow.run([record("c")])

    assert [(name, spent.articles) for name, spent in flow.usage.items()] == [("first", 3), ("second", 2)]
    assert all(spent.seconds > 0 for spent in flow.usage.values())


def test_charge_adds_by_name_and_keeps_the_order():
    account = {"detect": StageUsage(1.0, 2)}

    add_usage(account, {"translate.nl": StageUsage(0.5, 1), "detect": StageUsage(0.25, 3)})

    assert list(account.items()) == [("detect", StageUsage(1.25, 5)), ("translate.nl", StageUsage(0.5, 1))]


def test_flow_refuses_needs_that_nothing_fills():
    with pytest.raises(ConfigError, match=r"second: needs summary\.fr, which no stage before it fills"):
        Flow((SECOND, FIRST))


@dataclass(frozen=True, kw_only=True)
class Loses(Step):
    """A stage with a bug: it gives fewer records back."""

    def run(self, records: Sequence[Record]) -> list[Record]:
        return list(records)[1:]


def test_flow_does_not_hide_a_stage_that_loses_records(caplog: pytest.LogCaptureFixture):
    records = [record("a"), record("b")]

    done = Flow((Loses(name="bug", fills="summary.fr"),)).run(records)

    assert [r.article for r in done] == [r.article for r in records]
    assert {f.error for r in done for f in r.failures} == {"ContractViolation"}
    assert all("bug took 1 records" in r.failures[0].message for r in done)
    assert [bool(line.exc_info) for line in caplog.records] == [True, True]


RAISED = (
    ValueError("no such value"), KeyError("title"), RecursionError(), AssertionError(), MemoryError(),
    IndexError("0"), StopIteration(), re.error("bad"), UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogate"),
    GenerationFailed("cannot"),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Raises(Step):
    """A stage with a bug that some articles bring out; `calls` are the articles it was given at once."""

    guilty: frozenset[str]
    error: Exception = field(default_factory=ValueError)
    calls: list[list[str]] = field(default_factory=list)

    def run(self, records: Sequence[Record]) -> list[Record]:
        names = [record.article.id for record in records]
        self.calls.append(names)
        if self.guilty & set(names):
            raise self.error
        made = [Summary(language="fr", text=record.article.text, strategy=self.name) for record in records]
        return [replace(r, summaries=(*r.summaries, one)) for r, one in zip(records, made, strict=True)]


@pytest.mark.parametrize("error", RAISED, ids=lambda error: type(error).__name__)
@given(guilty=st.frozensets(st.integers(0, 12)))
@settings(deadline=None, derandomize=True, max_examples=30)
def test_flow_gives_the_others_as_if_the_guilty_were_not_there(error: Exception, guilty: frozenset[int]):
    records = [record(str(n)) for n in range(13)]
    names = frozenset(map(str, guilty))

    done = Flow((Raises(name="first", fills="summary.fr", guilty=names, error=error), SECOND)).run(records)
    alone = Flow((Raises(name="first", fills="summary.fr", guilty=frozenset()),)).run(
        [r for r in records if r.article.id not in names]
    )

    assert [r.article for r in done] == [r.article for r in records]
    assert [r.summaries[:1] for r in done if not r.failures] == [r.summaries for r in alone]
    assert {r.article.id for r in done if r.failures} == names
    assert {(f.stage, f.error) for r in done for f in r.failures} <= {("first", type(error).__name__)}


@pytest.mark.parametrize("place", [0, 13, 31])
def test_flow_finds_the_one_at_fault_in_few_calls(place: int):
    stage = Raises(name="first", fills="summary.fr", guilty=frozenset({str(place)}))

    Flow((stage,)).run([record(str(n)) for n in range(32)])

    assert len(stage.calls) == 1 + 2 * 5
    assert max(sum(str(n) in call for call in stage.calls) for n in range(32)) <= 1 + 5


def test_flow_logs_the_traceback_of_a_bug_once_for_each_article(caplog: pytest.LogCaptureFixture):
    stage = Raises(name="first", fills="summary.fr", guilty=frozenset({"3", "7"}), error=KeyError("title"))

    done = Flow((stage,)).run([record(str(n)) for n in range(9)])

    assert [line.getMessage() for line in caplog.records] == [
        f"first: '{n}': KeyError: 'title', raised in babelpress.stages.flow; the traceback is in the log"
        for n in (3, 7)
    ]
    assert all(line.exc_info for line in caplog.records)
    assert done[3].failures[0].message in caplog.records[0].getMessage()


def test_flow_logs_nothing_of_an_error_that_an_article_may_have(caplog: pytest.LogCaptureFixture):
    Flow((FIRST,)).run([record("first"), record("b")])

    assert caplog.records == []


@pytest.mark.parametrize(
    "error", [KeyboardInterrupt(), SystemExit(3), ModelUnavailable("no weights"), RunStopped("the disk is full")]
)
def test_flow_lets_through_what_concerns_the_whole_run(error: BaseException):
    @dataclass(frozen=True, kw_only=True)
    class Ends(Step):
        def run(self, records: Sequence[Record]) -> list[Record]:
            raise error

    with pytest.raises(type(error)):
        Flow((Ends(name="first", fills="summary.fr"),)).run([record("a"), record("b")])


def test_flow_keeps_what_is_raised_while_asking_whether_a_record_is_applicable():
    @dataclass(frozen=True, kw_only=True)
    class Asks(Step):
        def applies_to(self, record: Record) -> bool:
            return bool({"a": 1}[record.article.id])

    done = Flow((Asks(name="first", fills="summary.fr"),)).run([record("a"), record("b")])

    assert [[f.error for f in r.failures] for r in done] == [[], ["KeyError"]]
