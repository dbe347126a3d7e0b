"""Pairs that the shipped model makes as a teacher."""

import pytest

from babelpress.config.resources import CARDS
from babelpress.errors import ConfigError
from recipe import synthetic
from recipe.config import Synthetic
from recipe.corpora import Pair, read, write
from recipe.synthetic import synthesize

TEACHER = CARDS / "fr-mul-tiny.yaml"
ROWS = [
    ("news", Pair("Nous avons besoin de plus de temps.", "We need more time.")),
    ("news", Pair("Le président a annoncé une réforme.", "The president announced a reform.")),
    ("other", Pair("Il pleut.", "It rains.")),
    ("news", Pair("", "Nothing.")),
    ("news", Pair("très " * 80, "Too long for the teacher.")),
]


@pytest.fixture
def corpora(tmp_path):
    (tmp_path / "corpora").mkdir()
    write(tmp_path / "corpora" / "fr-en.tsv", ROWS)
    return tmp_path / "corpora"


def test_distillation_pairs_the_source_with_the_teachers_translation(corpora, tmp_path):
    one = Synthetic(teacher=TEACHER, file="fr-en.tsv", into="nl", corpora=("news",), minimum_score=-9)
    path = synthesize(one, [corpora], tmp_path / "out")
    assert path.name.startswith("fr-nl.fr-mul-tiny-")
    rows = list(read(path))
    assert [(corpus, pair.source) for corpus, pair in rows] == [("news-teacher", row[1].source) for row in ROWS[:2]]
    assert rows[0][1].target.startswith("We hebben meer tijd")


def test_back_translation_keeps_the_human_target(corpora, tmp_path):
    one = Synthetic(teacher=TEACHER, file="fr-en.tsv", into="de", keep="target", most=1)
    path = synthesize(one, [corpora], tmp_path / "out")
    assert path.name.startswith("de-en.")
    assert [pair.target for _, pair in read(path)] == ["We need more time."]


def test_teacher_that_is_not_sure_enough_is_not_believed(corpora, tmp_path):
    one = Synthetic(teacher=TEACHER, file="fr-en.tsv", into="nl", minimum_score=0)
    assert list(read(synthesize(one, [corpora], tmp_path / "out"))) == []


def test_synthesis_goes_on_from_its_chunks(corpora, tmp_path, monkeypatch):
    monkeypatch.setattr(synthetic, "CHUNK", 1)
    one = Synthetic(teacher=TEACHER, file="fr-en.tsv", into="nl", minimum_score=-9, corpora=("news", "other"))
    assert synthesize(one, [corpora], tmp_path / "out", deadline=0) is None
    (chunks,) = (tmp_path / "out").iterdir()
    write(chunks / "000000.tsv", [("news-teacher", Pair("made", "before"))])
    path = synthesize(one, [corpora], tmp_path / "out")
    assert [pair.source for _, pair in read(path)] == ["made", ROWS[1][1].source, "Il pleut."]
    assert list((tmp_path / "out").iterdir()) == [path]


def test_teacher_that_does_not_translate_so_is_refused(corpora, tmp_path):
    with pytest.raises(ConfigError, match="fr-mul-tiny does not translate from en into nl"):
        synthesize(
            Synthetic(teacher=TEACHER, file="fr-en.tsv", into="nl", column="target"), [corpora], tmp_path / "out"
        )
    with pytest.raises(ConfigError, match=r"no corpus file fr-pt.tsv; looked in .*corpora"):
        synthesize(Synthetic(teacher=TEACHER, file="fr-pt.tsv", into="nl"), [corpora], tmp_path / "out")
