"""What holds for every check: it is there, never raises, and leaves right translations alone."""

from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from babelpress.config.plugins import CHECKS, PARAGRAPH_LEVEL
from babelpress.qa.base import Check, SegmentPair

RIGHT = [
    ("Il n'est pas venu à Londres lundi.", "He did not come to London on Monday.", "en"),
    ("L'ONU et l'UE se taisent.", "De VN en de EU zwijgen.", "nl"),
    ("L'OTAN ne répond plus.", "Die Nato antwortet nicht mehr.", "de"),
    ("Écrivez à a@b.fr avant 18 heures.", "Escriba a a@b.fr antes de las 18 horas.", "es"),
    ("Ha ha ha ha ha !", "Ha ha ha ha ha!", "pt"),
    ("Nvidia", "Nvidia", "de"),
    ("12 %", "12%", "en"),
    ("", "", "en"),
]
ODD = [
    "",
    " ",
    "…",
    "\x00",
    "\u202eabc",
    "\ue000",
    "🎉" * 9,
    "{{",
    "}}",
    "%",
    "<",
    "`",
    "@",
    "«",
    "A.",
    "O'",
    "1.000,5",
    "ne",
]


def load(name: str) -> Check:
    module, _, function = CHECKS[name].partition(":")
    return getattr(import_module(module), function)


@pytest.fixture(params=sorted(CHECKS))
def check(request: pytest.FixtureRequest) -> Check:
    return load(request.param)


def test_every_check_that_looks_at_paragraphs_is_one_of_them():
    assert set(CHECKS) >= PARAGRAPH_LEVEL


@pytest.mark.parametrize(("source", "target", "language"), RIGHT)
def test_every_check_leaves_a_right_translation_alone(check: Check, source: str, target: str, language: str):
    found = check(SegmentPair(source=source, target=target, source_language="fr", target_language=language))

    assert list(found) == []


@pytest.mark.parametrize("name", sorted(CHECKS))
@settings(max_examples=60, deadline=None)
@given(
    texts=st.tuples(
        *[st.lists(st.sampled_from([*ODD, *"abé .!?", "Paul", "pas", "12"]), max_size=12).map("".join)] * 2
    ),
    languages=st.tuples(*[st.sampled_from(["fr", "en", "de", "nl", "es", "pt"])] * 2),
)
def test_every_check_never_raises(name: str, texts: tuple[str, str], languages: tuple[str, str]):
    tuple(
        load(name)(
            SegmentPair(source=texts[0], target=texts[1], source_language=languages[0], target_language=languages[1])
        )
    )


@pytest.mark.parametrize("name", sorted({*CHECKS} - PARAGRAPH_LEVEL))
def test_every_check_takes_a_megabyte_without_a_space(name: str):
    found = load(name)(SegmentPair(source="x" * 1_000_000, target="y", source_language="fr", target_language="en"))

    assert isinstance(tuple(found), tuple)


ADVERSARIAL = [
    "\n", " ", "a ", ". ", "d. ", "- A", "« a » ", "n'a pas ", "ne ", "X1 ", "<unk>", "lundi ", "a@b.fr ",
    "https://a.fr/1 ", "1 a | ", "\u200b", "hausse ", "? – A",
]  # fmt: skip
"""Parts of texts that would take hours if a check took quadratic time."""


@pytest.mark.parametrize(
    "name", ["debris", "language", "length", "negation", "opposites", "quotes", "verbatim", "weekdays"]
)
@pytest.mark.parametrize("part", ADVERSARIAL)
def test_every_check_takes_linear_time(name: str, part: str):
    text = part * (50_000 // len(part))
    for source, target in (
        (text, text),
        (text, "y"),
        ("y", text),
        (text, f"{text}."),
        (f"Il a dit : {text}", f"b {text} c"),
    ):
        tuple(load(name)(SegmentPair(source=source, target=target, source_language="fr", target_language="en")))
