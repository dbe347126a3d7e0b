"""What a model leaves in a text, and what only looks like it."""

import pytest

from babelpress.nlp.placeholders import SCHEMES, find, mask
from babelpress.qa.checks.debris import check
from qa.pairs import pair

SOURCE = "Le conseil de Lyon a voté le budget, selon https://a.fr."


@pytest.mark.parametrize("language", ["en", "de", "nl", "es", "pt"])
@pytest.mark.parametrize(
    "target",
    [
        "▁The council of Lyon voted.",
        "The coun ⁇ cil of Lyon voted.",
        "The council of Lyon<unk> voted.",
        "The council of Lyon voted.</s>",
        "<s> The council of Lyon voted.",
        "The council of Lyon voted.<pad><pad>",
        "The council of L<0xC3><0xA9>on voted.",
        ">>deu<< The council of Lyon voted.",
        ">>por<< The council of Lyon voted.",
        "<2nl> The council of Lyon voted.",
        "The council of Ly\ufffdn voted.",
        "The coun@@ cil of Lyon voted.",
        "The [UNK] of Lyon voted.",
        "The council of Lyon voted, says [X1].",
        "The council of Lyon voted, says B1.",
        "The council of Lyon voted, says [X2",
        "The council of Lyon voted ⟦0⟧.",
        "The council of Lyon \x02voted.",
        "The council of Lyon \u202evoted.",
        "<|endoftext|>The council of Lyon voted.",
        "<extra_id_0> The council of Lyon voted.",
    ],
)
def test_debris_is_severe(target: str, language: str):
    assert {finding.severity for finding in check(pair(SOURCE, target, f"fr-{language}"))} == {"severe"}


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.name)
def test_debris_knows_every_mask_of_the_translator(scheme):
    masked = mask(SOURCE, find(SOURCE), scheme)

    assert [finding.target for finding in check(pair(SOURCE, masked.text))] == list(masked.masks)


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("La balise </s> ferme <s>.", "The tag </s> closes <s>.", "fr-en"),
        ("Le jeton ▁ de SentencePiece.", "Das Zeichen ▁ von SentencePiece.", "fr-de"),
        ("Le préfixe >>nld<< choisit.", "Het voorvoegsel >>nld<< kiest.", "fr-nl"),
        ("De la vitamine B1 et la X5.", "Vitamina B1 y el X5.", "fr-es"),
        ("La BMW x1 est là.", "O BMW X1 chegou.", "fr-pt"),
        ("Voir [B3] et [X1].", "See [B3] and [X1].", "fr-en"),
        ("Le caractère \ufffd remplace.", "The character \ufffd replaces.", "fr-en"),
        ("Il a gagné 1 fois.", "Er hat 1 Mal gewonnen.", "fr-de"),
        ("Une note[a1] ici.", "A note[b1] here.", "fr-en"),
        ("a < b >> c << d", "a < b >> c << d", "fr-en"),
        ("Bon\u00adjour", "Hel\u00adlo", "fr-en"),
    ],
)
def test_debris_is_not_what_the_source_has_too(source: str, target: str, languages: str):
    assert check(pair(source, target, languages)) == ()


def test_debris_twice_is_found_if_the_source_has_it_once():
    (found,) = check(pair("La balise </s>.", "The tag </s>.</s>"))

    assert found.target == "</s>"


def test_debris_names_signs_that_nobody_sees():
    (found,) = check(pair("Oui.", "Y\u202ees."))

    assert found.message == "has debris of a model: right-to-left override"


def test_debris_of_text_processors_is_a_warning():
    (found,) = check(pair("Oui.", "Y\u200b\u200bes."))

    assert found.severity == "warning"
