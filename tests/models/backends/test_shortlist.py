"""The pieces an output is made of: used where each target has its list, and what they rule out is not said."""

import re
from pathlib import Path
from shutil import copytree

import pytest

from babelpress.config import resources
from babelpress.models.backends.base import Decoding
from babelpress.models.backends.ctranslate2 import NAME, CTranslate2Backend, has_shortlist
from babelpress.models.cards import read_card

CARD = read_card(resources.CARDS / "fr-mul-tiny.yaml")
TEXT = "Le gouvernement veut réduire le nombre de voitures dans la ville."
TOKENS = (">>eng<<", ">>deu<<", ">>spa<<", ">>nld<<", ">>por<<")


def said(folder: Path, *, target: str = "en", **options: bool) -> str:
    backend = CTranslate2Backend(CARD, folder, CTranslate2Backend.Options(device="cpu", threads=1, **options))
    (output,) = backend.generate([TEXT], Decoding(beam=2, max_tokens=30), source="fr", target=target)
    return output.text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copytree(resources.EMBEDDED / CARD.id / "ct2", tmp_path / "ct2")


def write(folder: Path, *lines: str) -> None:
    (folder / NAME).write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("lines", "used"),
    [
        ([f"{token}\t▁The ▁De" for token in TOKENS], True),
        ([f"{token}\t▁The" for token in TOKENS[:4]], False),
        ([*(f"{token}\t▁The" for token in TOKENS), "▁ville\t▁city"], False),
        (["\t▁The"], False),
    ],
)
def test_lists_are_used_where_there_is_one_for_each_target_and_no_other(folder: Path, lines: list[str], used: bool):
    write(folder, *lines)

    assert has_shortlist(CARD, folder) is used


def test_a_model_without_lists_has_none(tmp_path: Path):
    assert not has_shortlist(CARD, tmp_path)


def test_the_shipped_weights_have_lists_that_change_no_plain_sentence(folder: Path):
    assert has_shortlist(CARD, folder)
    for target in CARD.targets:
        assert said(folder, target=target) == said(folder, target=target, shortlist=False)


def test_an_output_holds_only_pieces_of_its_list(folder: Path):
    whole = said(folder)
    write(folder, *(f"{token}\t▁The ▁government ▁want s ▁to ▁city ." for token in TOKENS))

    assert re.fullmatch(r"(?:The| government| want|s| to| city|\.| The)+", said(folder))
    assert said(folder, shortlist=False) == whole
