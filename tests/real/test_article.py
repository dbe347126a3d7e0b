"""The main job on the shipped weights: the article in six languages, nothing dropped, nothing invented."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from babelpress import Record, from_json
from babelpress.execution.runner import run

ROOT = Path(__file__).parents[2]
ARTICLE = ROOT / "examples" / "article.fr.txt"
TARGETS = ("nl", "en", "de", "es", "pt")


@pytest.fixture(scope="module")
def record() -> Record:
    (found,) = run([ARTICLE])
    return found


def test_article_comes_out_in_the_languages_of_its_menu(record: Record):
    assert record.failures == ()
    assert record.detection is not None
    assert record.detection.language == "fr"
    assert record.article.meta.menu == ("Nederlands", "English", "Deutsch", "Français", "Español", "Português")
    assert tuple(version.language for version in record.translations) == TARGETS
    assert {summary.language for summary in record.summaries} == {"fr", *TARGETS}


def test_article_menu_is_no_prose(record: Record):
    assert "Português" not in record.article.text
    assert record.article.blocks[-1].text.endswith("les années à venir.")


def test_every_version_has_every_sentence(record: Record):
    sources = [(segment.block, segment.source) for segment in record.translations[0].segments]
    lines = [block.text for block in record.article.blocks]
    for version in record.translations:
        assert [(segment.block, segment.source) for segment in version.segments] == sources
        assert all(segment.target.strip() for segment in version.segments)
        assert [block.kind for block in version.blocks] == [block.kind for block in record.article.blocks]
    assert [
        " ".join(source for block, source in sources if block == i) for i in range(len(lines))
    ] == lines  # one space between sentences, so the whole article is there


def test_summaries_say_the_same_in_every_language(record: Record):
    (chosen,) = {summary.segments for summary in record.summaries if summary.kind == "summary"}
    for version in record.translations:
        summary = record.summary(version.language)
        assert summary is not None
        assert summary.text == " ".join(version.segments[i].target for i in chosen)


def test_no_version_is_the_source_or_another_version(record: Record):
    texts = [record.article.text, *(version.text for version in record.translations)]

    assert len(set(texts)) == 6


def test_command_line_and_python_give_the_same(record: Record, tmp_path: Path):
    output = tmp_path / "records.jsonl"
    command = [sys.executable, "-m", "babelpress.cli", "run", ARTICLE, "-o", output, "--quiet"]

    done = subprocess.run(command, capture_output=True, check=True)

    assert done.stderr == b""
    assert from_json(output.read_text(encoding="utf-8")) == record


def test_records_are_read_again_as_articles(record: Record, tmp_path: Path):
    output = tmp_path / "records.jsonl"
    output.write_text(
        json.dumps({"title": "Le train", "text": "La ligne de nuit rouvre en mars."}) + "\n", encoding="utf-8"
    )

    (again,) = run([output], targets=["en"])

    assert [version.language for version in again.translations] == ["en"]


def write(folder: Path, text: str) -> Path:
    path = folder / "a.txt"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Bonjour.", ""),
        ("LE GOUVERNEMENT ANNONCE UNE RÉFORME DE LA SANTÉ POUR TOUS", ""),
        ("Bravo 🎉 à toute l'équipe pour ce beau travail 👩🏽‍🚀 !", "🎉"),
        ("Le président Xi Jinping (习近平) a rencontré le maire de la ville.", "习近平"),
        ("Le livre coûte 12,50 £ dans cette librairie de la ville.", "£"),
        ("Le prix\u00a0: 50\u202f% de moins, dit\u00a0la\u202fministre\u00a0!", ""),
        ("Cet e\u0301te\u0301, le gouvernement veut re\u0301duire le nombre de voitures.", ""),
        ("Le gouver\u200bnement an\u00adnonce\ufeff une réforme\x07 de la santé.", ""),
        ("Le texte dit >>deu<< et puis </s> et encore <unk> <pad> dans la ville.", ""),
        ("Le maire de Łódź a rencontré le gouvernement.", ""),
    ],
)
def test_odd_text_is_translated_without_loss(text: str, kept: str, tmp_path: Path):
    (done,) = run([write(tmp_path, text)], language="fr")

    assert done.failures == ()
    for version in done.translations:
        assert version.segments
        assert all(segment.target.strip() for segment in version.segments)
        assert kept in version.text


def test_language_token_in_a_text_does_not_switch_the_language(tmp_path: Path):
    plain = "Le gouvernement veut réduire le nombre de voitures dans la ville."

    (done,) = run([write(tmp_path, f">>deu<< {plain}")], targets=["en"], language="fr")

    version = done.translation("en")
    assert version is not None
    assert "government" in version.text.lower()


def test_sentence_longer_than_the_model_takes_is_all_there(tmp_path: Path):
    clause = "le gouvernement veut réduire le nombre de voitures dans la ville"
    text = ", et ".join([clause] * 60) + "."

    (done,) = run([write(tmp_path, text)], targets=["en"], language="fr")

    version = done.translation("en")
    assert version is not None
    (segment,) = version.segments
    assert segment.flags == ("split",)
    assert segment.target.lower().count("cars") >= 45  # of 60: a small model may call one something else


def test_data_in_a_text_is_carried_over(tmp_path: Path):
    (done,) = run([write(tmp_path, f"Le code est {'QUJD' * 9000} dans la lettre.")], targets=["en"], language="fr")

    assert done.failures == ()
    assert "QUJD" * 9000 in done.translations[0].text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        (" \n\t\n", "holds only white space"),
        ("Nederlands\nEnglish\nDeutsch\n", "only a language menu"),
        ("The government wants to reduce the number of cars in the city, the minister said.", "English (en)"),
        ("Il governo vuole ridurre il numero delle auto in città, ha detto il ministro.", "Italian (it)"),
        (
            "Le gouvernement veut réduire le nombre de voitures dans la ville, a dit la ministre. " * 5
            + "The government wants to reduce the number of cars in the city, the minister said. " * 5,
            "declare it with --source",
        ),
    ],
)
def test_text_that_is_not_french_is_refused_by_name(text: str, message: str, tmp_path: Path):
    (done,) = run([write(tmp_path, text)])

    (failure,) = done.failures
    assert message in failure.message
    assert done.translations == ()
