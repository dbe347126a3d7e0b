"""The detect stage: a language is told, declared or refused, never guessed."""

import pytest

from babelpress.document import Article, Block, Failure, Record
from babelpress.errors import UnsupportedLanguage
from babelpress.langid.fasttext import FastTextDetector
from babelpress.stages.detect import Detect

FRENCH = "La ligne de nuit entre Paris et Nice rouvre au printemps, a annoncé la ministre des Transports."
ENGLISH = "The night train between Paris and Nice reopens in spring, the transport minister has announced."
ITALIAN = "Il treno notturno tra Parigi e Nizza riaprirà in primavera, ha annunciato il ministro dei Trasporti."


@pytest.fixture(scope="module")
def detect() -> Detect:
    detector = FastTextDetector(FastTextDetector.Options())
    return Detect(detector=detector, sources=("fr",), minimum_confidence=0.5)


def record(*texts: str, language: str | None = None) -> Record:
    blocks = tuple(Block(kind="paragraph", text=text) for text in texts)
    return Record(article=Article(id="a", blocks=blocks, language=language))


def test_detect_fills_the_language(detect: Detect):
    (done,) = detect.run([record(FRENCH)])

    assert done.detection is not None
    assert done.detection.language == "fr"
    assert done.detection.confidence > 0.8
    assert done.findings == ()


@pytest.mark.parametrize(("text", "name"), [(ENGLISH, r"English \(en\)"), (ITALIAN, r"Italian \(it\)")])
def test_detect_refuses_another_language_by_name(detect: Detect, text: str, name: str):
    with pytest.raises(UnsupportedLanguage, match=rf"'a' is in {name} .*translates from French \(fr\)"):
        detect.run([record(text)])


@pytest.mark.parametrize("text", ["", "  ", "12 345", "🎉 🎉", "***"])
def test_detect_refuses_a_text_without_letters(detect: Detect, text: str):
    with pytest.raises(UnsupportedLanguage, match="no letters"):
        detect.run([record(text)])


def test_detect_refuses_rather_than_guesses(detect: Detect):
    cautious = Detect(detector=detect.detector, sources=("fr", "nl"), minimum_confidence=0.99)

    with pytest.raises(UnsupportedLanguage, match=r"perhaps .*declare it with --source"):
        cautious.run([record("Nvidia OpenAI Amazon Reuters")])


HEADLINES = [
    "Nvidia chute en Bourse",
    "ChatGPT en panne",
    "Vol MH370",
    "Mort de Johnny Hallyday",
    "OpenAI lève 6,6 milliards",
    "Renault va supprimer 3 000 postes",
    "Transports",
    "Ligue 1",
    "La Réunion",
    "Alstom plonge",
    "Boeing 737 Max",
    "NVIDIA CHUTE EN BOURSE",
]
FOREIGN = [
    "Nvidia falls on the stock market",
    "The war in Ukraine",
    "Good morning",
    "Trump threatens Tehran",
    "Guerra en Ucrania",
    "El PSG aplasta al Marsella",
    "Der Zug fährt morgen",
    "Guten Morgen",
    "Nvidia keldert op de beurs",
    "Guerra na Ucrânia",
    "Il treno parte domani mattina.",
    "Война в Украине",
    "乌克兰战争",
]


@pytest.mark.parametrize("text", HEADLINES)
def test_short_text_is_taken_for_the_only_language_of_the_profile(detect: Detect, text: str):
    (done,) = detect.run([record(text)])

    assert done.detection is not None
    assert done.detection.language == "fr"
    other = done.detection.runner_up if done.findings else None
    assert all(f"({other})" in finding.message and finding.severity == "info" for finding in done.findings)


@pytest.mark.parametrize("text", FOREIGN)
def test_short_text_that_is_surely_foreign_is_refused(detect: Detect, text: str):
    with pytest.raises(UnsupportedLanguage, match=r"is in .*this profile translates from French"):
        detect.run([record(text)])


def test_short_text_is_not_taken_for_one_of_several_languages(detect: Detect):
    several = Detect(detector=detect.detector, sources=("fr", "nl"), minimum_confidence=0.5)

    with pytest.raises(UnsupportedLanguage, match="Spanish"):
        several.run([record("Nvidia chute en Bourse")])


@pytest.mark.parametrize("declared", ["fr", "fr-FR", "fr_CA", "FR", "French"])
def test_detect_believes_a_declaration(detect: Detect, declared: str):
    (done,) = detect.run([record("Nvidia OpenAI", language=declared)])

    assert done.detection is not None
    assert (done.detection.language, done.detection.confidence) == ("fr", 1.0)


def test_detect_refuses_a_declared_language_that_nothing_translates(detect: Detect):
    with pytest.raises(UnsupportedLanguage, match="Dutch"):
        detect.run([record(FRENCH, language="nl")])


def test_detect_names_a_block_in_another_language(detect: Detect):
    (done,) = detect.run([record(FRENCH, FRENCH, ENGLISH, FRENCH)])

    (finding,) = done.findings
    assert (finding.check, finding.severity, finding.block) == ("language", "warning", 2)
    assert finding.message == "reads as English (en) and stays as it is"


def test_detect_names_the_sentences_of_a_block_in_another_language(detect: Detect):
    translating = Detect(detector=detect.detector, sources=("fr",), minimum_confidence=0.5, foreign="translate")
    mixed = record(f"{FRENCH} {FRENCH} {FRENCH}", f"{ENGLISH} {FRENCH} {ENGLISH}")

    (kept,), (translated,) = detect.run([mixed]), translating.run([mixed])

    assert [(finding.block, finding.message) for finding in (*kept.findings, *translated.findings)] == [
        (1, "2 of 3 sentences read as English (en) and stay as they are"),
        (1, "2 of 3 sentences read as English (en) and are translated as French (fr)"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Le film « The Lord of the Rings » est sorti en salle.",
        "Il a chanté « All you need is love » devant la foule.",
        "The Walking Dead, Game of Thrones, The Crown.",
        "Black Friday, best of, fast food, week-end, must-have.",
        "Nvidia, OpenAI, Amazon, Reuters, Microsoft, Google.",
    ],
)
def test_detect_takes_no_titles_and_names_for_another_language(detect: Detect, text: str):
    (done,) = detect.run([record(FRENCH, text)])

    assert done.findings == ()


def test_detect_passes_by_what_could_not_be_read(detect: Detect):
    unread = Record(article=Article(id="a", blocks=()), failures=(Failure(stage="read", error="E", message="m"),))

    assert not detect.applies_to(unread)
