"""Summaries follow the sentences that they were made of, and what people wrote in them is kept by the same rules."""

from pathlib import Path

import pytest

from babelpress.config.schema import Profile
from babelpress.stages.profiles import load_profile
from babelpress.sync.run import Report, resolve, sync

SENTENCES = [
    "Le conseil municipal de Namur a compté 120 billets de la piscine communale lundi soir.",
    "Le budget de la piscine communale a été voté par le conseil municipal de Namur.",
    "Le maire a présenté le budget de la piscine au conseil municipal.",
    "Un chat dort.",
    "Il pleut un peu ce matin dans la rue voisine.",
]


@pytest.fixture
def summarizing(tmp_path: Path):
    (tmp_path / "content").mkdir()
    settings = ["summary.sentences=2", "summary.kinds=[summary,standfirst,headline,description]"]
    profile: Profile = load_profile("fake", targets=["nl"], overrides=settings)

    def call(sentences: list[str], **more) -> Report:
        text = "# La piscine de Namur\n\n" + "\n\n".join(sentences) + "\n"
        (tmp_path / "content" / "a.md").write_text(text, encoding="utf-8")
        return sync(
            [tmp_path / "content"], tmp_path / "out", profile, language="fr", summaries="data/summaries", **more
        )

    return call


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "out" / "data" / "summaries" / "nl" / "a.yaml"


def edited(old: str, new: str) -> list[str]:
    return [one.replace(old, new) for one in SENTENCES]


def test_summaries_are_written_and_a_second_sync_touches_nothing(summarizing, file):
    summarizing(SENTENCES)
    before = file.read_bytes()

    report = summarizing(SENTENCES)

    assert {"summary", "headlines"} <= {line.partition(":")[0] for line in before.decode().splitlines()}
    assert "120 billets" in before.decode()
    assert (report.same, report.asked, report.written) == (1, 0, 0)
    assert file.read_bytes() == before


def test_a_sentence_that_no_summary_was_made_of_changes_none(summarizing, file):
    summarizing(SENTENCES)
    before = file.read_bytes()

    report = summarizing(edited("Un chat dort", "Deux chiens dorment"))

    assert report.asked == 1
    assert file.read_bytes() == before
    assert summarizing(edited("Un chat dort", "Deux chiens dorment")).same == 1


def test_summaries_of_an_edited_sentence_are_made_again(summarizing, file):
    summarizing(SENTENCES)

    report = summarizing(edited("120", "180"))

    assert "180 billets" in file.read_text(encoding="utf-8")
    assert "120" not in file.read_text(encoding="utf-8")
    assert report.fresh


def test_what_a_person_wrote_in_the_page_is_in_the_summary(summarizing, file, tmp_path):
    summarizing(SENTENCES)
    page = tmp_path / "out" / "nl" / "a.md"
    human = "De gemeenteraad van Namur telde 120 kaartjes van het zwembad."
    page.write_text(page.read_text(encoding="utf-8").replace(f"[nl] {SENTENCES[0]}", human), encoding="utf-8")

    summarizing(SENTENCES)

    assert human in file.read_text(encoding="utf-8")


def test_a_summary_that_a_person_wrote_stays_and_waits_where_it_is_false(summarizing, file, tmp_path):
    summarizing(SENTENCES)
    human = "Namen telt 120 kaartjes voor het zwembad."
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join([f'summary: "{human}"\n', *lines[1:]]), encoding="utf-8")
    assert summarizing(SENTENCES).written == 0
    assert human in file.read_text(encoding="utf-8")
    before = file.read_bytes()

    report = summarizing(edited("120", "180"))

    assert file.read_bytes() == before
    assert [(one.human, one.severe) for one in report.conflicts] == [(human, True)]
    outcome = resolve(tmp_path / "out", report.conflicts[0].id, "machine")
    assert outcome.state == "written"
    assert "120" not in file.read_text(encoding="utf-8")
    assert summarizing(edited("120", "180")).fresh
