"""Every kind of summary of the example article in six languages, on the shipped weights and in the site."""

import re
from pathlib import Path

import pytest

from babelpress import Record, Summary
from babelpress.execution.runner import run
from babelpress.formats.site.writer import SiteWriter, SiteWriterOptions
from babelpress.nlp.segmentation import split
from babelpress.summarization.consistency import unsupported

ARTICLE = Path(__file__).parents[2] / "examples" / "article.fr.txt"
LANGUAGES = ("fr", "nl", "en", "de", "es", "pt")


@pytest.fixture(scope="module")
def record() -> Record:
    (found,) = run([ARTICLE])
    return found


def texts(record: Record, language: str) -> list[str]:
    version = record.translation(language)
    segments = record.translations[0].segments
    return [one.target for one in version.segments] if version else [one.source for one in segments]


def of(record: Record, kind: str) -> dict[str, list[Summary]]:
    return {code: [one for one in record.summaries if (one.language, one.kind) == (code, kind)] for code in LANGUAGES}


def test_every_language_has_every_kind(record: Record):
    counts = {
        kind: [len(own) for own in of(record, kind).values()] for kind in ("summary", "standfirst", "description")
    }

    assert counts == {"summary": [1] * 6, "standfirst": [1] * 6, "description": [1] * 6}
    assert all(len(own) >= 2 for own in of(record, "headline").values())


def test_descriptions_are_whole_sentences_that_fit(record: Record):
    for code, (description,) in of(record, "description").items():
        assert 60 <= len(description.text) <= 155
        assert description.text == " ".join(texts(record, code)[i] for i in description.segments)
        assert description.text.endswith(".")


def test_standfirsts_are_one_sentence_of_the_article(record: Record):
    for code, (standfirst,) in of(record, "standfirst").items():
        assert [standfirst.text] == [texts(record, code)[i] for i in standfirst.segments]
        assert len(split(standfirst.text, code).sentences) == 1


def test_headlines_begin_with_the_title_and_are_short(record: Record):
    for code, headlines in of(record, "headline").items():
        assert headlines[0].text == texts(record, code)[0].removesuffix(".")
        assert all(len(re.findall(r"\w+", one.text)) >= 4 and len(one.text) <= 120 for one in headlines)
        assert not any(one.text.endswith(".") for one in headlines)
        assert len({one.text for one in headlines}) == len(headlines)


def test_no_summary_says_what_the_article_does_not(record: Record):
    sources = texts(record, "fr")
    for summary in record.summaries:
        if summary.kind in ("summary", "standfirst"):
            for i in summary.segments:
                target = texts(record, summary.language)[i]
                own = {"language": summary.language, "source": sources[i], "source_language": "fr"}
                assert unsupported(target, **own) == ()


def test_site_shows_summary_and_description(record: Record, tmp_path: Path):
    with SiteWriter(tmp_path, SiteWriterOptions()) as writer:
        writer.write(record)

    for code in LANGUAGES:
        (page,) = {*(tmp_path / code).glob("*.html")} - {tmp_path / code / "index.html"}
        html = page.read_text(encoding="utf-8")
        assert re.search(r'<meta name="description" content="([^"]*)">', html)
        assert '<details class="summary"' in html  # as the article begins with sentences of it
        assert "…" not in re.findall(r'<meta name="description" content="([^"]*)">', html)[0]
