"""One kind of summary alone: the same as that of a whole run, at the cost of a few sentences."""

import csv
from collections.abc import Sequence

import pytest

from babelpress.document import Article, Block, Record
from babelpress.errors import ConfigError
from babelpress.formats.tables.writers import CsvWriter, CsvWriterOptions
from babelpress.stages.assembly import build
from babelpress.stages.profiles import load_profile
from babelpress.translation.constrained import ConstrainedTranslator

PROSE = (
    "Le conseil de Nantes a voté lundi soir un budget en hausse pour trois écoles du centre.",
    "La première école de Nantes ouvrira en septembre près du fleuve, selon la mairie.",
    "Les habitants du quartier attendaient une école depuis de longues années de promesses.",
    "Un terrain vague doit devenir un jardin public avec des bancs et une fontaine.",
    "Les travaux du jardin commencent au printemps et durent une bonne partie de la saison.",
    "Le maire de Nantes promet une cantine avec des légumes de la région chaque midi.",
    "Une association demande un gymnase couvert pour les clubs de la ville et des environs.",
    "La région paie la moitié du budget des écoles, la ville de Nantes le reste.",
)


def article(id: str, sentences: Sequence[str]) -> Record:
    title = Block(kind="title", text="Nantes vote le budget des écoles")
    blocks = tuple(
        Block(kind="paragraph", text=f"{one} {other}")
        for one, other in zip(sentences[::2], sentences[1::2], strict=True)
    )
    return Record(article=Article(id=id, blocks=(title, *blocks), language="fr"))


RECORDS = [article("a", PROSE), article("b", PROSE[::-1]), article("c", PROSE[:2])]


@pytest.mark.parametrize("kind", ["summary", "standfirst", "headline"])
def test_it_is_that_of_a_whole_run_and_little_is_translated(kind, monkeypatch):
    translated: list[str] = []
    translate = ConstrainedTranslator.translate

    def watched(self, sentences, route, **more):
        translated.extend(one.text for one in sentences)
        return translate(self, sentences, route, **more)

    monkeypatch.setattr(ConstrainedTranslator, "translate", watched)
    kinds = ["summary", kind] if kind != "summary" else ["summary"]
    settings = [f"summary.kinds=[{','.join(kinds)}]", "targets=[nl, de]"]
    whole = build(load_profile("fake", overrides=settings)).run(RECORDS)
    every, translated[:] = len(translated), []
    alone = build(load_profile("fake", overrides=[*settings, f"summary.only={kind}"])).run(RECORDS)

    for one, other, record in zip(whole, alone, RECORDS, strict=True):
        assert [(had.text, had.segments) for had in other.summaries] == [
            (had.text, had.segments) for had in one.summaries if had.kind == kind
        ][: len(other.summaries)]
        assert {had.language for had in other.summaries} == {"fr", "nl", "de"}
        assert (other.article, other.translations, other.failures) == (record.article, (), ())
        assert all(finding in one.findings for finding in other.findings)
    assert 0 < len(translated) < 0.8 * every


def test_what_would_read_the_whole_article_is_refused():
    with pytest.raises(ConfigError, match="needs the strategy extractive"):
        load_profile("fake", overrides=["summary.only=summary", "summary.strategy=none"])


@pytest.mark.parametrize("targets", ["menu", "[nl, de]"])
def test_titles_and_texts_of_targets_have_no_column_where_only_headlines_are_made(targets):
    profile = load_profile("fake", overrides=[f"targets={targets}", "summary.only=headline"])
    unmade = set(profile.unmade)

    assert unmade >= {"summary", "title.nl", "text.nl", "text.de"}
    assert not unmade & {"headline", "title.fr", "text.fr"}


@pytest.mark.parametrize("layout", ["columns", "rows"])
@pytest.mark.parametrize(
    "setting",
    ["summary.only=summary", "summary.only=headline", "summary.only=standfirst", "summary.strategy=none",
     "summary.kinds=[summary]", "summary.kinds=[summary, standfirst, headline, description]"],
)  # fmt: skip
def test_a_table_has_a_column_for_what_is_made_and_no_other(setting, layout, tmp_path):
    profile = load_profile("fake", overrides=["targets=[nl, de]", setting])
    options = CsvWriterOptions(layout=layout, languages=("fr", "nl", "de"), unmade=profile.unmade)
    records = build(profile).run(RECORDS)

    with CsvWriter(tmp_path / "a.csv", options) as writer:
        for record in records:
            writer.write(record)

    with (tmp_path / "a.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    stated = {name for row in rows for name, text in row.items() if text}
    other = {"date", "url", "findings", "failure", "extra", "route"}
    short = {"standfirst", "headline", "description"}  # not every version has a sentence that can be one
    assert set(rows[0]) >= stated
    assert {name if name[:-3] not in short else name[:-3] for name in rows[0]} - other == {
        name if name[:-3] not in short else name[:-3] for name in stated
    } - other
    assert {row.get("title.fr", row.get("title")) for row in rows} >= {"Nantes vote le budget des écoles"}
