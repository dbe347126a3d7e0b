"""The flow: its contract check, and failures that stay with their record."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest

from pipeline.errors import ConfigError, ContractViolation, GenerationFailed
from pipeline.flow import Flow, Spent, charge
from pipeline.records import Article, Block, Detection, Record, Summary


@dataclass(frozen=True, kw_only=True)
class Step:
    """A stage that summarizes by naming itself, and fails on articles that say so."""

    name: str
    fills: str
    needs: frozenset[str] = frozenset()

    def wants(self, record: Record) -> bool:
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
    assert Flow((FIRST, SECOND)).spent == {"first": Spent(), "second": Spent()}


def test_flow_counts_the_articles_that_a_stage_was_to_do_over_all_runs():
    flow = Flow((FIRST, SECOND))
    flow.run([record("first"), record("b")])
    flow.run([record("c")])

    assert [(name, spent.articles) for name, spent in flow.spent.items()] == [("first", 3), ("second", 2)]
    assert all(spent.seconds > 0 for spent in flow.spent.values())


def test_charge_adds_by_name_and_keeps_the_order():
    account = {"detect": Spent(1.0, 2)}

    charge(account, {"translate.nl": Spent(0.5, 1), "detect": Spent(0.25, 3)})

    assert list(account.items()) == [("detect", Spent(1.25, 5)), ("translate.nl", Spent(0.5, 1))]


def test_flow_refuses_needs_that_nothing_fills():
    with pytest.raises(ConfigError, match=r"second: needs summary\.fr, which no stage before it fills"):
        Flow((SECOND, FIRST))


@dataclass(frozen=True, kw_only=True)
class Loses(Step):
    """A stage with a bug: it gives fewer records back."""

    def run(self, records: Sequence[Record]) -> list[Record]:
        return list(records)[1:]


def test_flow_does_not_hide_a_stage_that_loses_records():
    with pytest.raises(ContractViolation, match="bug took 2 records"):
        Flow((Loses(name="bug", fills="summary.fr"),)).run([record("a"), record("b")])
