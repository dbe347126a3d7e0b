"""The random documents of the benchmark, and the rules that tell good translations of them from bad."""

import random
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "benchmarks" / "documents"))

from generators import FORMATS, WORDS, Made  # noqa: E402
from random_documents import faults  # noqa: E402
from respelling import image, permuted, respelt  # noqa: E402
from running import Translated, pipeline, translated  # noqa: E402
from structure import CHECKS, differences  # noqa: E402

from real import listed  # noqa: E402


def rules(source: str, out: str, *, path: str = "a.html", severe: bool = False, **known: list[str]) -> set[str]:
    made = Made(path, source.encode(), **known)
    said = ("markup: moved",) if severe else ()
    return {rule for rule, _ in faults(made, Translated(Path(path), "en", out.encode(), Path(path).suffix, said))}


@pytest.mark.parametrize("name", FORMATS)
def test_a_document_has_its_own_structure(name):
    for number in range(20):
        made = FORMATS[name](random.Random(number))
        again = FORMATS[name](random.Random(number))

        assert (made.data, made.kept) == (again.data, again.kept)
        assert differences(made.data, made.data, suffix=Path(made.path).suffix, language="en") == []
        assert Path(made.path).suffix in CHECKS


@pytest.mark.parametrize("name", FORMATS)
def test_no_rule_is_broken(name, tmp_path):
    documents = [FORMATS[name](random.Random(number)) for number in range(20)]
    paths = [tmp_path / str(number) / made.path for number, made in enumerate(documents)]
    for path, made in zip(paths, documents, strict=True):
        path.parent.mkdir(parents=True)
        path.write_bytes(made.data)

    results = translated(pipeline("permuting"), paths, "nl")

    assert [fault for made, result in zip(documents, results, strict=True) for fault in faults(made, result)] == []


def test_every_word_has_an_image_of_its_own():
    images = {image(word) for word in WORDS}

    assert len(images) == len(WORDS)
    assert not images & set(WORDS)


def test_words_move_and_the_spans_follow():
    for text in ("Le chat regarde la maison.", "Chat X1!", "Oui", "« Le chat », dit la poule."):
        made, sources, targets = permuted(text)
        for source, target in zip(sources, targets, strict=True):
            assert image(text[slice(*source)].strip()) == made[slice(*target)] or "1" in text
        assert len(made.split()) == len(sources)


def test_nothing_but_known_words_is_respelt():
    assert respelt("Le <b>chat</b> {nom} chat-là", {"chat"}) == "Le <b>djev</b> {nom} djev-là"


@pytest.mark.parametrize(
    ("source", "out", "broken"),
    [
        ("<p>chat rouge</p>", "<p>suyhi djev</p>", set()),
        ("<p>chat rouge</p>", "<p>chat suyhi</p>", {"french"}),
        ("<p>chat rouge</p>", "<p>djev</p>", {"lost"}),
        ("<p>chat</p>", "<p>djev djev</p>", {"invented"}),
        ("<p><b>chat</b></p>", "<p>djev</p>", {"structure"}),
        ("{% if a %}chat{% endif %}", "{% endif %}djev{% if a %}", {"control"}),
        ("{% if a %}chat{% endif %} vert", "{% if a %}wisv{% endif %} djev", {"control"}),
    ],
)
def test_a_rule_tells_right_from_wrong(source, out, broken):
    assert rules(source, out) == broken


def test_what_is_kept_and_its_space_are_compared():
    assert rules("<p>a <i></i> b</p>", "<p>b <i></i> a</p>", kept=["<i></i>"], spaced=["<i></i>"]) == set()
    assert rules("<p>a <i></i> b</p>", "<p>b<i></i> a</p>", kept=["<i></i>"], spaced=["<i></i>"]) == {"space"}
    assert rules("<p>x</p>", "<p>y</p>", kept=["x"]) == {"kept"}


def test_what_is_reported_is_told_apart():
    assert rules("<p>chat</p>", "<p>chat</p>", severe=True) == {"french (reported)"}


def test_real_documents_are_named_exactly():
    rows = list(listed())

    assert len(rows) >= 40
    assert len({Path(path).suffix for _, _, path in rows}) >= 15
    assert all(len(commit) == 12 and "/" in repository for repository, commit, _ in rows)
