"""The checks of a document: each is run once for a pair, however many pairs there are."""

import pytest

from babelpress.document import Finding
from babelpress.errors import ContractViolation
from babelpress.qa import engine
from babelpress.qa.base import SegmentPair


def pair(number: int) -> SegmentPair:
    return SegmentPair(
        source=f"Le train {number}.", target=f"De trein {number}.", source_language="fr", target_language="nl"
    )


def test_a_pair_is_checked_once_in_a_long_document(monkeypatch):
    said: list[SegmentPair] = []

    def check(given: SegmentPair) -> list[Finding]:
        said.append(given)
        return [Finding(check="length", severity="info", message="x")] if "7" in given.source else []

    monkeypatch.setattr(engine, "load_check", lambda name: check)
    engine._answers.cache_clear()
    try:
        pairs = [pair(number) for number in range(5_000)]
        first = [engine.asked("length", one) for one in pairs]
        again = [engine.asked("length", one) for one in pairs]
    finally:
        engine._answers.cache_clear()

    assert first == again
    assert [bool(found) for found in first] == ["7" in one.source for one in pairs]
    assert len(said) == 5_000


def test_something_else_than_findings_is_refused_each_time(monkeypatch):
    monkeypatch.setattr(engine, "load_check", lambda name: lambda given: ["x"])
    engine._answers.cache_clear()

    for _ in range(2):
        with pytest.raises(ContractViolation):
            engine.asked("length", pair(0))
