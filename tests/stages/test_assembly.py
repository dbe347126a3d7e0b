"""From a profile to a flow: what fidelity settings do, and what is said when they are wrong."""

from pathlib import Path

import pytest

from babelpress.document import Article, Block, Record
from babelpress.errors import ConfigError, ModelUnavailable
from babelpress.stages.assembly import build
from babelpress.stages.profiles import load_profile


def translated(text: str, *overrides: str, target: str = "nl") -> str:
    flow = build(load_profile("fake", targets=[target], overrides=["summary.strategy=none", *overrides]))
    (done,) = flow.run([Record(article=Article(id="a", language="fr", blocks=(Block(kind="paragraph", text=text),)))])
    (version,) = done.translations
    return version.blocks[0].text


def glossary(path: Path, source: str = "fr") -> str:
    return f"constraints.glossaries=[{{source: {source}, target: nl, path: {path}}}]"


def test_a_glossary_of_the_profile_is_forced(tmp_path: Path):
    path = tmp_path / "terms.csv"
    path.write_text("maire,burgemeester\n", encoding="utf-8")

    assert translated("Le maire parle.", glossary(path)) == "[nl] Le burgemeester parle."


@pytest.mark.parametrize(
    ("variant", "expected"),
    [("constraints.variants={pt: pt-PT}", "1 200,5"), ("constraints.variants={pt: pt-BR}", "1.200,5")],
)
def test_a_variant_of_the_profile_writes_numbers_its_way(variant: str, expected: str):
    assert expected in translated("Il vaut 1 200,5 points.", variant, target="pt")


def test_names_of_the_profile_are_kept_from_the_model():
    assert translated("La Redoute ouvre.", "constraints.do_not_translate=[La Redoute]") == "[nl] La Redoute ouvre."


@pytest.mark.parametrize(
    ("override", "said"),
    [
        ("constraints.variants={pt: pt-XX}", "pt-PT"),
        ("constraints.variants={xx: pt-BR}", "xx"),
        ("constraints.checks=[nombres]", "nombres"),
        ("constraints.attempts=-1", "constraints.attempts"),
        ("constraints.glossaries=[{source: fr, target: nl, path: nowhere.csv}]", "nowhere.csv"),
    ],
)
def test_wrong_settings_are_named(override: str, said: str):
    with pytest.raises(ConfigError, match=said):
        translated("Un.", override)


def test_two_glossaries_of_one_direction_are_refused(tmp_path: Path):
    path = tmp_path / "terms.csv"
    path.write_text("maire,burgemeester\n", encoding="utf-8")
    entry = f"{{source: fr, target: nl, path: {path}}}"

    with pytest.raises(ConfigError, match="two glossaries"):
        translated("Un.", f"constraints.glossaries=[{entry}, {entry}]")


def test_a_model_for_headlines_writes_no_summaries():
    backend = "summary.backend={kind: fake}"
    strategy = "summary.strategy=summarize-then-translate"
    with pytest.raises(ConfigError, match="none summarizes fr"):
        load_profile("fake", overrides=[backend, strategy, "summary.models=[barthez-orangesum-title]"])

    models = "summary.models=[barthez-orangesum-abstract, barthez-orangesum-title]"
    kinds = "summary.kinds=[summary, headline]"
    flow = build(load_profile("fake", targets=["nl"], overrides=[backend, strategy, models, kinds]))
    text = "La ville plante des arbres dans la rue. Les habitants en demandent davantage. La mairie répond demain. " * 9
    blocks = (Block(kind="title", text="Des arbres"), Block(kind="paragraph", text=text))
    (done,) = flow.run([Record(article=Article(id="a", language="fr", blocks=blocks))])

    assert not done.failures
    assert done.summary("nl").text


def test_constrained_summaries_need_a_model_that_scores():
    models = ["summary.strategy=constrained", "summary.models=[barthez-orangesum-abstract]"]
    with pytest.raises(ConfigError, match="none summarizes fr"):
        load_profile("fake", overrides=models[:1])
    with pytest.raises(ModelUnavailable, match="the backend fake does not score texts"):
        build(load_profile("fake", overrides=["summary.backend={kind: fake}", *models]))
    flow = build(load_profile("fake", overrides=["summary.backend={kind: fake}", *models]), load=False)
    assert flow.stages[-1].by == "constrained"
