"""Translated sentences outlive a process, exactly as they were."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from babelpress._internal.lru import LRUCache
from babelpress.errors import OutputUnavailable
from babelpress.nlp.word_alignment import Alignment
from babelpress.translation.cache import SentenceCache, decode, encode
from babelpress.translation.translator import Hypothesis


@dataclass(frozen=True)
class Key:
    text: str


ALIGNED = Hypothesis(
    text="« É » 😀 \u2028",
    score=-0.123456789,
    flags=("split",),
    carried=((0, 1), (4, 5)),
    alignment=Alignment(source=((0, 2), (3, 9)), target=((0, 5),), weights=np.array([[0.1, 1 / 3]], dtype=np.float32)),
)


def test_hypothesis_comes_back_exactly():
    back = decode(encode(ALIGNED))

    assert back == ALIGNED  # the alignment is not compared
    assert back.alignment is not None and ALIGNED.alignment is not None
    assert (back.alignment.source, back.alignment.target) == (ALIGNED.alignment.source, ALIGNED.alignment.target)
    assert np.array_equal(back.alignment.weights, ALIGNED.alignment.weights)
    assert back.alignment.weights.dtype == np.float32


def test_hypothesis_without_alignment_comes_back():
    plain = Hypothesis(text="", score=0.0)

    assert decode(encode(plain)) == plain and decode(encode(plain)).alignment is None


def test_next_process_finds_what_was_kept(tmp_path: Path):
    SentenceCache(tmp_path / "m.sqlite", made_by="x").put({Key("a"): ALIGNED, Key("é"): ALIGNED})

    found = SentenceCache(tmp_path / "m.sqlite", made_by="x").get([Key("b"), Key("é"), Key("a")])

    assert found.keys() == {Key("a"), Key("é")}
    assert SentenceCache(tmp_path / "m.sqlite", made_by="other models").get([Key("a")]) == {}


def test_many_keys_are_asked_for_at_once(tmp_path: Path):
    kept = SentenceCache(tmp_path / "m.sqlite", made_by="x")
    kept.put({Key(str(n)): Hypothesis(text=str(n), score=0.0) for n in range(2500)})

    found = kept.get([Key(str(n)) for n in range(0, 5000, 2)])

    assert len(found) == 1250 and found[Key("2498")].text == "2498"


def test_memory_makes_only_what_nobody_has_made(tmp_path: Path):
    asked: list[int] = []

    def make(positions: list[int]) -> list[Hypothesis]:
        asked.extend(positions)
        return [Hypothesis(text=str(position), score=0.0) for position in positions]

    keys = [Key(str(n % 700)) for n in range(1000)]
    first = LRUCache(10, backend=SentenceCache(tmp_path / "m.sqlite", made_by="x")).recall(keys, make)
    second = LRUCache(10, backend=SentenceCache(tmp_path / "m.sqlite", made_by="x")).recall([*keys, Key("new")], make)

    assert asked == [*range(700), 1000]
    assert second[:1000] == first and second[1000].text == "1000"


def test_last_sentences_alone_are_kept(tmp_path: Path):
    kept = SentenceCache(tmp_path / "m.sqlite", made_by="x", size=100)
    for n in range(0, 700, 10):
        kept.put({Key(str(m)): Hypothesis(text="", score=0.0) for m in range(n, n + 10)})

    found = kept.get([Key(str(n)) for n in range(700)])

    assert 100 <= len(found) <= 160 and Key("699") in found and Key("0") not in found


def test_file_that_is_none_of_ours_is_refused(tmp_path: Path):
    (tmp_path / "m.sqlite").write_text("something else entirely" * 100)

    with pytest.raises(OutputUnavailable, match="delete it, it is built again"):
        SentenceCache(tmp_path / "m.sqlite", made_by="x")
