"""The verify stage: what checks find in a version, by sentence and by paragraph."""

import io
from dataclasses import replace
from pathlib import Path

from babelpress.document import Article, Block, Record, Segment, Translation, from_json, to_json
from babelpress.formats.inputs import read_inputs
from babelpress.formats.markdown.format import MarkdownFormat, MarkdownFormatOptions
from babelpress.nlp.terminology import Glossary, Term
from babelpress.qa.engine import select_checks
from babelpress.stages.assembly import build
from babelpress.stages.profiles import load_profile
from babelpress.stages.qa import Verify


def version(*pairs: tuple[str, str]) -> Record:
    """An article of one paragraph and its Dutch version, sentence by sentence."""
    sources, targets = zip(*pairs, strict=True)
    block = Block(kind="paragraph", text=" ".join(sources))
    segments = tuple(Segment(block=0, source=a, target=b, model="m", score=0.0) for a, b in pairs)
    made = Translation(
        language="nl", blocks=(Block(kind="paragraph", text=" ".join(targets)),), segments=segments, route=("m",)
    )
    return Record(article=Article(id="a", language="fr", blocks=(block,)), translations=(made,))


def stage(*checks: str, glossary: Glossary | None = None) -> Verify:
    return Verify(language="nl", checks=select_checks(checks or None), glossaries={"fr": glossary} if glossary else {})


def test_verify_names_the_sentence_with_a_wrong_number():
    record = version(("Il pleut.", "Het regent."), ("Cela coûte 80 euros.", "Het kost 90 euro."))

    (done,) = stage().run([record])

    assert [(f.check, f.severity, f.language, f.block, f.segment) for f in done.findings] == [
        ("numbers", "severe", "nl", 0, 1)
    ]


def test_verify_looks_at_quotations_paragraph_by_paragraph():
    record = version(
        ("« Il pleut depuis hier soir.", "“Het regent sinds gisteren."),
        ("Il va pleuvoir demain », dit-il.", "Morgen regent het”, zegt hij."),
    )

    (done,) = stage("quotes").run([record])

    assert done.findings == ()


def test_verify_passes_by_a_sentence_that_was_kept_in_another_language():
    spanish = "El tren nocturno entre París y Niza vuelve en primavera, como ha dicho la ministra en una carta."
    record = version(("Il pleut depuis hier soir.", "Het regent sinds gisteravond."), (spanish, spanish))
    (made,) = record.translations
    kept = replace(made.segments[1], flags=("foreign",))

    (done,) = stage().run([replace(record, translations=(replace(made, segments=(made.segments[0], kept)),))])
    (told,) = stage().run([record])

    assert done.findings == ()
    assert told.findings != ()


def test_verify_runs_only_the_checks_it_is_given():
    record = version(("Cela coûte 80 euros.", "Het kost 90 euro."))

    (done,) = stage("loops", "names").run([record])

    assert done.findings == ()


def test_verify_names_a_sentence_that_is_empty():
    record = version(("Il pleut.", "Het regent."), ("Il fait froid.", ""))

    (done,) = stage().run([record])

    assert ("length", "severe", 1) in [(f.check, f.severity, f.segment) for f in done.findings]


def test_verify_asks_for_the_terms_of_the_glossary():
    terms = Glossary([Term(source="maire", target="burgemeester")], source="fr", target="nl")
    record = version(("Le maire parle.", "De wethouder spreekt."))

    (done,) = stage("loops", glossary=terms).run([record])

    assert [f.severity for f in done.findings] == ["warning"]
    assert "burgemeester" in done.findings[0].message


def test_verify_asks_for_no_other_word_where_the_glossary_keeps_a_place():
    terms = Glossary([Term(source="Pékin", target="Pékin")], source="fr", target="nl")
    record = version(("Il est à Pékin.", "Hij is in Pékin."))

    (done,) = stage("names", glossary=terms).run([record])
    (without,) = stage("names").run([record])

    assert done.findings == ()
    assert [f.check for f in without.findings] == ["names"]


def test_verify_keeps_places_and_words_on_the_record():
    (done,) = stage().run([version(("Cela coûte 80 euros.", "Het kost 90 euro."))])

    (found,) = done.findings
    assert (found.block, found.segment, found.source, found.target) == (0, 0, "80 euros", "90 euro")
    assert from_json(to_json(done)) == done


def test_verify_leaves_a_record_without_the_version():
    record = Record(article=Article(id="a", language="fr", blocks=()))

    assert not stage().applies_to(record)


def test_a_profile_without_checks_has_no_verify_stage():
    names = {
        checks: [stage.name for stage in build(load_profile("fake", targets=["nl"], overrides=[checks])).stages]
        for checks in ("constraints.checks=[]", "constraints.checks=[numbers]")
    }

    assert "verify.nl" not in names["constraints.checks=[]"]
    assert "verify.nl" in names["constraints.checks=[numbers]"]


def test_verify_names_a_subtitle_that_does_not_fit(tmp_path: Path):
    path = tmp_path / "film.srt"
    path.write_text("1\n00:00:01,000 --> 00:00:02,000\nUne phrase.\n", encoding="utf-8")
    (article,) = read_inputs([path])
    assert isinstance(article, Article)
    long = "Een zin die " + "echt " * 40 + "lang is."
    blocks = tuple(replace(b, text=long) if b.kind == "paragraph" else b for b in article.blocks)
    made = Translation(language="nl", blocks=blocks, segments=(), route=("m",))

    (done,) = stage("loops").run([Record(article=replace(article, language="fr"), translations=(made,))])

    assert [f.check for f in done.findings] == ["layout"]


def test_verify_tells_of_a_document_that_is_not_read_as_it_is_meant(tmp_path: Path):
    (tmp_path / "a.md").write_text("---\nmission: Un mot\n---\n# Un titre\n\n```\na\n```\n\nUn mot.\n")
    (article,) = read_inputs([tmp_path / "a.md"])
    assert isinstance(article, Article)
    broken = [replace(one, text="a\n```\nb") if one.kind == "code" else one for one in article.blocks]

    findings = [
        found.check
        for blocks in (article.blocks, tuple(broken))
        for record in stage("numbers").run(
            [
                Record(
                    article=article,
                    translations=(Translation(language="nl", blocks=blocks, segments=(), route=("m",)),),
                )
            ]
        )
        for found in record.findings
        if found.severity == "severe"
    ]

    assert set(findings) == {"markup"}


def test_what_is_read_of_a_document_does_not_depend_on_the_options_of_its_reader():
    reader = MarkdownFormat(MarkdownFormatOptions(translate_keys=("mission",)))
    text = "---\nmission: Un mot\ntitle: Le nom\n---\n# Un titre\n\nUn mot.\n"
    (article,) = reader.read_stream(io.BytesIO(text.encode()), name="a.md")
    assert isinstance(article, Article)

    assert MarkdownFormat(MarkdownFormatOptions()).misread(article.blocks, language="nl") == []
