"""The summarizer that ships with the package: with the strategy `constrained` alone, offline, on both backends."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from babelpress.config.resources import CARDS, EMBEDDED
from babelpress.document import Article, Block, Detection, Record
from babelpress.errors import ConfigError
from babelpress.models import loading
from babelpress.models.backends.ctranslate2 import CTranslate2Backend
from babelpress.models.cards import checksum, read_card
from babelpress.nlp.segmentation import split
from babelpress.stages.assembly import build
from babelpress.stages.profiles import load_profile

NAME = "fr-summary-tiny"
TEXT = (
    "Le conseil municipal de Nantes a voté mardi soir un budget de douze millions d'euros pour rénover les écoles. "
    "Les travaux commenceront au mois de juin et dureront deux ans, selon la mairie. "
    "Les bâtiments les plus anciens de la ville seront rénovés en premier, a expliqué la maire. "
    "L'opposition s'est abstenue, estimant que le projet coûte trop cher aux habitants. "
    "Il faisait froid devant l'hôtel de ville."
)


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The ids of the models that are loaded."""
    seen: list[str] = []
    load = loading.load

    def watched(card, *given, **more):
        seen.append(card.id)
        return load(card, *given, **more)

    monkeypatch.setattr(loading, "load", watched)
    yield seen


def summary(*overrides: str):
    strategy = "summary.strategy=constrained"
    profile = load_profile(
        "embedded", targets=["nl"], overrides=["targets=[]", strategy, "summary.sentences=2", *overrides]
    )
    [stage] = [one for one in build(profile, load=False).stages if one.name == "summarize.fr"]
    article = Article(id="a", blocks=(Block(kind="paragraph", text=TEXT),))
    [done] = stage.run([Record(article=article, detection=Detection(language="fr", confidence=1.0))])
    return done.summary("fr")


def test_the_shipped_model_chooses_sentences_of_the_article(loaded):
    made = summary()
    assert loaded == [NAME]
    assert (made.strategy, made.model, made.checks) == ("constrained", NAME, ())
    assert set(split(made.text, "fr").sentences) <= set(split(TEXT, "fr").sentences)
    assert summary("summary.backend={kind: hf, device: cpu}").segments == made.segments


def test_an_extractive_summary_loads_no_summarizer(loaded):
    assert summary("summary.strategy=extractive").strategy == "extractive" and loaded == []


def test_the_files_are_those_of_the_card_and_small():
    card = read_card(CARDS / f"{NAME}.yaml")
    files = {f"ct2/{path.name}": path for path in (EMBEDDED / NAME / "ct2").iterdir()}
    assert {name: checksum(path) for name, path in files.items()} == dict(card.files)
    assert sum(path.stat().st_size for path in files.values()) < 20_000_000
    assert isinstance(loading.load(card, CTranslate2Backend, CTranslate2Backend.Options(threads=1)), CTranslate2Backend)
    assert Path(EMBEDDED / NAME).is_dir() and card.licence == "MPL-2.0"


def test_it_is_refused_where_it_would_have_to_write():
    with pytest.raises(ConfigError, match="'fr-summary-tiny' chooses sentences and writes none"):
        load_profile("embedded", overrides=["summary.strategy=summarize-then-translate"])
