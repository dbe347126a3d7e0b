"""Sentences of two texts put side by side."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from babelpress.nlp.sentence_alignment import align, anchors

FRENCH = [
    "Le ministre a signé l'accord à Paris en 2024.",
    "Les syndicats n'étaient pas là.",
    "Ils demandent une hausse de 12 pour cent des salaires.",
    "Macron répondra lundi.",
]
ENGLISH = [
    "The minister signed the accord in Paris in 2024.",
    "The unions were not there.",
    "They are asking for a wage rise of 12 per cent.",
    "Macron will reply on Monday.",
]
PAIR = ("fr", "en")


def shape(source: list[str], target: list[str]) -> list[tuple[int, int]]:
    return [(len(bead.source), len(bead.target)) for bead in align(source, target, languages=PAIR, ratio=0.85)]


@pytest.mark.parametrize(
    ("source", "target", "beads"),
    [
        ([], [], []),
        (FRENCH, [], [(1, 0)] * 4),
        ([], ENGLISH, [(0, 1)] * 4),
        (FRENCH, ENGLISH, [(1, 1)] * 4),
        (FRENCH, [*ENGLISH[:2], *ENGLISH[3:]], [(1, 1), (1, 1), (1, 0), (1, 1)]),
        ([*FRENCH[:2], *FRENCH[3:]], ENGLISH, [(1, 1), (1, 1), (0, 1), (1, 1)]),
        (FRENCH, [ENGLISH[0], f"{ENGLISH[1]} {ENGLISH[2]}", ENGLISH[3]], [(1, 1), (2, 1), (1, 1)]),
    ],
)
def test_align_puts_sentences_side_by_side(source: list[str], target: list[str], beads: list[tuple[int, int]]):
    assert shape(source, target) == beads


@settings(max_examples=100, deadline=None)
@given(*[st.lists(st.text("ab 1.é", max_size=30), max_size=12)] * 2)
def test_align_holds_every_sentence_once_and_in_order(source: list[str], target: list[str]):
    beads = align(source, target)

    assert [i for bead in beads for i in bead.source] == list(range(len(source)))
    assert [j for bead in beads for j in bead.target] == list(range(len(target)))
    assert all(bead.source or bead.target for bead in beads)


@pytest.mark.parametrize(("rows", "columns"), [(1, 700), (700, 1), (300, 100), (400, 400)])
def test_align_reaches_the_end_of_long_documents(rows: int, columns: int):
    beads = align(["Une phrase."] * rows, ["A sentence."] * columns)

    assert (beads[-1].source.stop, beads[-1].target.stop) == (rows, columns)


def test_anchors_are_figures_stems_and_meanings():
    shared = anchors("Après 12 jours", "fr") & anchors("After 12 days", "en")

    assert "12" in shared
    assert len(shared) > 1
    assert anchors("Après 12 jours") & anchors("After 12 days") == {"12"}
