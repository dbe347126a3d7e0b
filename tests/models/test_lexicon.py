"""The lexicon of a model, on disk and in memory."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.models import lexicon

WORDS = ("shark", "île", "Straße", "naïve")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lexicon.write(tmp_path, "en", WORDS, {"homard": "lobster", "gallois": "Welsh"})
    return tmp_path


def test_words_are_found_whatever_their_case(folder: Path):
    found = lexicon.read(folder, "en")

    assert found is not None
    assert all(found.has(word) and found.has(word.upper().replace("SS", "ß")) for word in (*WORDS, "lobster", "welsh"))
    assert not any(map(found.has, ("requint", "", "sharks", "ile")))
    assert [found.translation(word) for word in ("Homard", "gallois", "requin")] == ["lobster", "Welsh", None]


def test_a_model_without_the_files_has_none(folder: Path):
    assert lexicon.read(folder, "de") is None
    (folder / lexicon.WORDS.format("de")).write_bytes(b"")
    assert lexicon.read(folder, "de") is None


@given(st.sets(st.text(st.characters(categories=("Ll",)), min_size=1, max_size=8)))
def test_every_word_is_found_again(words: set[str]):
    made = lexicon.Lexicon(lexicon.hashes(words), {})

    assert all(map(made.has, words))
