"""Every detector tells real text apart, and says how sure it is."""

import pytest
from pydantic import ValidationError

from babelpress.config.plugins import BUILT_IN, resolve
from babelpress.lang.names import ENGLISH_NAMES, english_name
from babelpress.langid.base import Detector

FRENCH = (
    "Le conseil municipal a voté le budget hier soir, après une longue discussion. Selon la maire, les travaux de la "
    "place commenceront au printemps et dureront deux ans. Les commerçants du quartier s'inquiètent déjà du bruit."
)
ENGLISH = (
    "The town council adopted the budget last night after a long debate. According to the mayor, work on the "
    "square will begin in spring and last for two years. Shopkeepers in the area already worry about the noise."
)
TEXTS = {
    "fr": FRENCH,
    "en": ENGLISH,
    "de": "Der Gemeinderat hat den Haushalt gestern Abend nach langer Debatte beschlossen, sagte die Bürgermeisterin.",
    "nl": "De gemeenteraad heeft de begroting gisteravond na een lange discussie goedgekeurd, zei de burgemeester.",
    "es": "El ayuntamiento aprobó anoche el presupuesto después de una larga discusión, según dijo la alcaldesa.",
    "pt": "A câmara municipal aprovou ontem à noite o orçamento depois de uma longa discussão, disse a presidente.",
    "it": "Il consiglio comunale ha approvato ieri sera il bilancio dopo una lunga discussione, ha detto la sindaca.",
    "ca": "L'ajuntament ha aprovat aquesta nit el pressupost després d'un llarg debat, segons ha dit l'alcaldessa.",
}


@pytest.fixture(scope="module", params=sorted(BUILT_IN["detectors"]))
def detector(request) -> Detector:
    if request.param == "langid":
        pytest.importorskip("py3langid")
    kind = resolve("detectors", request.param)
    return kind(kind.Options())


@pytest.mark.parametrize("text", ["", " \u00a0\n", "14:30, 12/05", "😀 👍🏽"])
def test_a_text_without_letters_is_in_no_language(detector, text):
    assert detector.detect(text) is None


@pytest.mark.parametrize("language", TEXTS)
def test_a_paragraph_is_told_with_confidence(detector, language):
    found = detector.detect(TEXTS[language])

    assert found.language == language
    assert 0.7 <= found.confidence <= 1


def test_capitals_are_told_like_small_letters(detector):
    assert detector.detect("LE MAIRE DÉMISSIONNE APRÈS LE VOTE DU BUDGET").language == "fr"


def test_odd_spaces_and_characters_change_nothing(detector):
    odd = FRENCH.replace(" ", "\u202f").replace("e", "e\u200b").replace(".", ".\x00\n")

    assert detector.detect(odd).language == "fr"


def test_decomposed_accents_are_told_like_composed_ones(detector):
    assert (
        detector.detect("Le the\u0301a\u0302tre a e\u0301te\u0301 ferme\u0301 l'e\u0301te\u0301 dernier.").language
        == "fr"
    )


@pytest.mark.parametrize(("text", "runner_up"), [(f"{FRENCH}\n{ENGLISH}\n" * 3, "en"), (f"{FRENCH}\n" * 12, None)])
def test_two_languages_lower_the_confidence_and_one_does_not(detector, text, runner_up):
    found = detector.detect(text)

    if runner_up:
        assert found.confidence < 0.75
        assert {found.language, found.runner_up} == {"fr", "en"}
    else:
        assert found.confidence > 0.9


def test_a_word_is_told_with_less_confidence_than_a_paragraph(detector):
    assert detector.detect("table").confidence < detector.detect(FRENCH).confidence


def test_detection_gives_the_same_twice(detector):
    assert detector.detect(FRENCH * 50) == detector.detect(FRENCH * 50)


def test_options_refuse_what_they_do_not_know(detector):
    with pytest.raises(ValidationError):
        type(detector).Options(max_character=1000)


def test_english_names_cover_what_fasttext_tells():
    assert english_name("it") == "Italian"
    assert english_name("nds") == "Low German"
    assert english_name("zz") == "zz"
    assert len(ENGLISH_NAMES) >= 176
