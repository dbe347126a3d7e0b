"""Portuguese through English with the student in the package: markup, numbers and masks, and which route is taken."""

import re

import pytest
from typer.testing import CliRunner

import babelpress
from babelpress.cli import app
from babelpress.models.routing import plan_profile
from babelpress.stages.profiles import all_cards, load_profile


@pytest.fixture(scope="module")
def press() -> babelpress.Pipeline:
    return babelpress.load("embedded", targets=["pt"])


def test_portuguese_goes_through_english_and_the_others_do_not():
    profile = load_profile("embedded")
    routes = plan_profile(profile, all_cards(profile))

    assert {target: own["fr"].models for target, own in routes.items() if "fr" in own} == {
        **dict.fromkeys(("en", "de", "es", "nl"), ("fr-mul-tiny",)),
        "pt": ("fr-mul-tiny", "en-pt-tiny"),
    }
    assert not routes["pt"]["fr"].estimated


@pytest.mark.parametrize("variant", ["pt-PT", "pt-BR"])
def test_each_variant_has_a_measured_route(variant: str):
    profile = load_profile("embedded", overrides=[f"constraints.variants={{pt: {variant}}}"])
    route = plan_profile(profile, all_cards(profile))["pt"]["fr"]

    assert route.models == ("fr-mul-tiny", "en-pt-tiny") and not route.estimated


def test_numbers_and_identifiers_are_kept_through_two_models(press):
    found = press.translate("Appelez le 01 42 68 53 00 ou écrivez à contact@exemple.fr.", to="pt")
    assert "01 42 68 53 00" in found and "contact@exemple.fr" in found

    found = press.translate("La maison coûte 1 250 000 euros.", to="pt")
    assert re.sub(r"[\s.]", "", found).startswith("Acasacusta1250000")


def test_tags_are_placed_over_the_words_they_covered(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        "<html lang=fr><body><p>Le <b>gouvernement</b> veut réduire le nombre de <a href='x'>voitures</a> dans la "
        "<i>ville</i>.</p></body></html>",
        encoding="utf-8",
    )
    words = ["run", str(page), "--targets", "pt", "--to", "document", "--source", "fr", "-o", str(tmp_path / "out")]
    assert CliRunner().invoke(app, words).exit_code == 0

    text = (tmp_path / "out" / "pt" / "page.html").read_text(encoding="utf-8")
    assert "governo</b>" in text and "carros</a>" in text and "<i>cidade</i>" in text
