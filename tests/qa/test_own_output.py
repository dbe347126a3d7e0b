"""What our own writers write has no finding that the translation in it does not have."""

from pathlib import Path

import pytest

from babelpress import lang
from babelpress.document import Article, Block, Detection, InlineTag, Record, Summary, Translation
from babelpress.formats.docx.format import DocxFormat, DocxOptions
from babelpress.formats.folder_writer import FolderWriter
from babelpress.formats.markdown.writer import MarkdownWriter, MarkdownWriterOptions
from babelpress.formats.site.writer import SiteWriter, SiteWriterOptions
from babelpress.formats.tables.jsonl import JsonlWriter, JsonlWriterOptions
from babelpress.formats.tables.writers import CsvWriter, CsvWriterOptions, TsvWriter, TsvWriterOptions
from babelpress.formats.text.plain import TextWriter, TextWriterOptions
from babelpress.qa.files import verify_files

EXAMPLES = Path(__file__).parents[2] / "examples"

TEXTS = {
    "fr": (
        "Le train de nuit revient", "La ligne rouvre le 31 janvier.", "31 janvier 2026, par Paul Roux",
        "« Nous sommes prêts », a dit la ministre hier.", "le billet coûte 39 euros", "le trajet dure 9 heures",
        "Les voyageurs attendent beaucoup de cette ligne.",
    ),
    "en": (
        "The night train is back", "The line reopens on 31 January.", "31 January 2026, by Paul Roux",
        "“We are ready,” the minister said yesterday.", "the ticket costs 39 euros", "the trip takes 9 hours",
        "Travellers expect a lot from this line.",
    ),
    "de": (
        "Der Nachtzug ist zurück", "Die Strecke öffnet am 31. Januar wieder.", "31. Januar 2026, von Paul Roux",
        "„Wir sind bereit“, sagte die Ministerin gestern.", "die Karte kostet 39 Euro", "die Fahrt dauert 9 Stunden",
        "Die Reisenden erwarten viel von dieser Strecke.",
    ),
    "es": (
        "Vuelve el tren nocturno", "La línea reabre el 31 de enero.", "31 de enero de 2026, por Paul Roux",
        "«Estamos listos», dijo ayer la ministra.", "el billete cuesta 39 euros", "el viaje dura 9 horas",
        "Los viajeros esperan mucho de esta línea.",
    ),
    "nl": (
        "De nachttrein is terug", "De lijn gaat op 31 januari weer open.", "31 januari 2026, door Paul Roux",
        "“Wij zijn klaar”, zei de minister gisteren.", "het kaartje kost 39 euro", "de reis duurt 9 uur",
        "De reizigers verwachten veel van deze lijn.",
    ),
    "pt": (
        "O comboio noturno está de volta", "A linha reabre a 31 de janeiro.", "31 de janeiro de 2026, por Paul Roux",
        "«Estamos prontos», disse ontem a ministra.", "o bilhete custa 39 euros", "a viagem dura 9 horas",
        "Os viajantes esperam muito desta linha.",
    ),
}  # fmt: skip
"""A title, a paragraph, a line that begins with a date, a quotation, two items, a paragraph."""

WRITERS = {
    "text": lambda folder, shown: TextWriter(folder, TextWriterOptions(summary=shown)),
    "markdown": lambda folder, shown: MarkdownWriter(folder, MarkdownWriterOptions(summary=shown)),
    "site": lambda folder, shown: SiteWriter(
        folder, SiteWriterOptions(title="A", slugs="id", notice={"en": "Call us."})
    ),
}
SUFFIXES = {"text": "txt", "markdown": "md", "site": "html"}


def blocks(code: str, *, titled: bool) -> tuple[Block, ...]:
    title, first, date, said, *items, last = TEXTS[code]
    marks = (InlineTag(start=0, end=0, tag="marker", attributes=(("text", "- "),)),)
    return (
        Block(kind="title" if titled else "paragraph", text=title if titled else f"{title}."),
        Block(kind="paragraph", text=first),
        Block(kind="paragraph", text=date),
        Block(kind="code", text="print(1) # un essai"),
        Block(kind="paragraph", text=said),
        *(Block(kind="list_item", text=item, level=1, markup=marks) for item in items),
        Block(kind="heading", text=title, level=2),
        Block(kind="paragraph", text=last),
    )


def record(*, titled: bool, summed: bool) -> Record:
    return Record(
        article=Article(id="train", language="fr", blocks=blocks("fr", titled=titled)),
        detection=Detection(language="fr", confidence=1.0),
        translations=tuple(
            Translation(language=code, blocks=blocks(code, titled=titled), segments=(), route=("tiny",))
            for code in TEXTS
            if code != "fr"
        ),
        summaries=tuple(
            Summary(language=code, text=" ".join((TEXTS[code][1], TEXTS[code][3])), strategy="extractive", kind=kind)
            for code in TEXTS
            for kind in (("summary", "standfirst") if summed else ())
        ),
    )


def written(folder: Path, name: str, made: Record, *, shown: bool = True) -> Path:
    writer: FolderWriter = WRITERS[name](folder, shown)
    with writer:
        writer.write(made)
    return folder


@pytest.mark.parametrize("name", sorted(WRITERS))
@pytest.mark.parametrize("titled", [True, False], ids=["title", "no title"])
@pytest.mark.parametrize("summed", [True, False], ids=["summary", "no summary"])
def test_verify_finds_nothing_in_what_we_wrote(name: str, titled: bool, summed: bool, tmp_path: Path):
    made = record(titled=titled, summed=summed)
    source = written(tmp_path / "source", "text", made, shown=False) / "fr/train.txt"
    folder = written(tmp_path / "out", name, made)

    for code in ("en", "de", "es", "nl", "pt"):
        for other in (source, folder / f"fr/train.{SUFFIXES[name]}"):
            report = verify_files(
                other, folder / f"{code}/train.{SUFFIXES[name]}", source_language="fr", target_language=code
            )
            assert [found.row for found in report.placed if found.finding.severity == "severe"] == []


@pytest.mark.parametrize("name", sorted(WRITERS))
def test_verify_still_finds_what_is_wrong_in_what_we_wrote(name: str, tmp_path: Path):
    made = record(titled=True, summed=True)
    source = written(tmp_path / "source", "text", made, shown=False) / "fr/train.txt"
    path = written(tmp_path / "out", name, made) / f"en/train.{SUFFIXES[name]}"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("takes 9 hours", "takes 7 hours").replace("Travellers expect a lot from this line.", "")
    )

    report = verify_files(source, path, source_language="fr", target_language="en")

    assert {found.check for found in report.findings if found.severity == "severe"} == {"numbers", "omission"}


def test_a_label_of_our_own_in_another_article_is_text(tmp_path: Path):
    paths = tmp_path / "fr.txt", tmp_path / "en.txt"
    label = lang.labels("fr").summary
    paths[0].write_text(f"{label}\n\nUn train part. Un autre arrive.\n\nTout va bien ici.\n")
    paths[1].write_text("In brief\n\nA train leaves.\n\nAll is well here.\n")

    report = verify_files(*paths, source_language="fr", target_language="en")

    assert "omission" in {found.check for found in report.findings}


@pytest.mark.parametrize(
    ("name", "source", "target"),
    [
        ("a.md", "Voir les [rapports récents].\n\n[rapports récents]: https://a.fr\n",
         "See the [recent reports][rapports récents].\n\n[rapports récents]: https://a.fr\n"),
        ("a.md", "Un mot.^[une note] Fin.\n", "A word.^[a note] End.\n"),
        ("a.html", "<p>Un <em>mot</em> rare.</p><p>La <em>fin</em> arrive.</p>",
         "<p>A rare <em>word</em>.</p><p><em>The end is coming.</em></p>"),
        ("a.html", '<html lang="fr"><p><mark>Le mot</mark> rare.</p></html>',
         '<html lang="en"><p><mark>The rare word.</mark></p></html>'),
        ("a.html", "<p>Un {% if a %}mot{% else %}nom{% endif %} ici.</p>",
         "<p>{% if a %}A word{% else %}A noun{% endif %} here.</p>"),
    ],
)  # fmt: skip
def test_verify_takes_tags_that_moved_to_the_edge_of_a_paragraph(name: str, source: str, target: str, tmp_path: Path):
    paths = tmp_path / f"fr-{name}", tmp_path / f"en-{name}"
    for path, text in zip(paths, (source, target), strict=True):
        path.write_text(text, encoding="utf-8")

    report = verify_files(*paths, source_language="fr", target_language="en", checks=["markup"])

    assert [found.message for found in report.findings] == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("<p>Un <em>mot</em> rare.</p><p>La fin.</p>", "<p>A rare word.</p><p>The end.</p>"),
        ("<p>Un <em>mot</em> rare.</p><p>La fin.</p>", "<p>A rare <b>word</b>.</p><p>The end.</p>"),
        ("<p>Un <em>mot</em>.</p><p>La fin.</p>", "<p>A word.</p><p>The <em>end</em> now.</p>"),
        ("<p>Un mot.</p><hr><p>La fin.</p>", "<p>A word.</p><p>The end.</p>"),
        ('<p>Un <a href="/a">mot</a> rare.</p>', '<p>A rare <a href="/b">word</a> here.</p>'),
    ],
)
def test_verify_finds_tags_that_are_gone_or_elsewhere(source: str, target: str, tmp_path: Path):
    paths = tmp_path / "fr.html", tmp_path / "en.html"
    for path, text in zip(paths, (source, target), strict=True):
        path.write_text(text, encoding="utf-8")

    report = verify_files(*paths, source_language="fr", target_language="en", checks=["markup"])

    assert "severe" in {found.severity for found in report.findings}


@pytest.mark.parametrize("code", ["en", "de", "pt"])
def test_verify_takes_a_document_of_word_that_states_another_language(code: str, tmp_path: Path):
    source = EXAMPLES / "article.fr.docx"
    form = DocxFormat(DocxOptions())
    with source.open("rb") as stream:
        article = form.article(stream, name=str(source))
    target = tmp_path / "made.docx"
    target.write_bytes(form.render(article.blocks, language=code))

    report = verify_files(source, target, source_language="fr", target_language=code, checks=["markup"])

    assert report.findings == ()


PO = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Le <b>train</b> part à 9 heures."
msgstr "The <b>train</b> leaves at {hour}."

msgid "%d train"
msgid_plural "%d trains partent."
msgstr[0] "%d train"
msgstr[1] "%d trains are leaving."
"""
XLIFF = """<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file source-language="fr" target-language="en" datatype="plaintext" original="a"><body>
<trans-unit id="1"><source>Le <g id="1">train</g> part à 9 heures.</source>
<target>The <g id="1">train</g> leaves at {hour}.</target></trans-unit>
<trans-unit id="2" translate="no"><source>Le train ne part pas.</source></trans-unit>
</body></file></xliff>
"""


@pytest.mark.parametrize(("name", "text"), [("a.po", PO), ("a.xlf", XLIFF)])
def test_verify_compares_what_a_file_of_both_languages_holds(name: str, text: str, tmp_path: Path):
    source, target = tmp_path / name, tmp_path / f"en-{name}"
    source.write_text(text, encoding="utf-8")
    target.write_text(text.replace("{hour}", "9 a.m"), encoding="utf-8")

    right = verify_files(source, target, source_language="fr", target_language="en")
    target.write_text(text.replace("{hour}", "8 a.m"), encoding="utf-8")
    wrong = verify_files(source, target, source_language="fr", target_language="en")

    assert [found.row for found in right.placed if found.finding.severity == "severe"] == []
    assert [found.check for found in wrong.findings if found.severity == "severe"] == ["numbers"]


def test_verify_reads_a_language_of_our_tables_and_records(tmp_path: Path):
    made = record(titled=True, summed=True)
    paths = [tmp_path / "a.csv", tmp_path / "a.tsv", tmp_path / "a.jsonl"]
    writers = [
        CsvWriter(paths[0], CsvWriterOptions()),
        TsvWriter(paths[1], TsvWriterOptions()),
        JsonlWriter(paths[2], JsonlWriterOptions()),
    ]
    for writer in writers:
        with writer:
            writer.write(made)
    source = written(tmp_path / "source", "text", made, shown=False) / "fr/train.txt"

    for path in paths:
        for first in (source, path):
            report = verify_files(first, path, source_language="fr", target_language="nl")
            assert [found.row for found in report.placed if found.finding.severity == "severe"] == []
            assert report.segments > 7
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("39 euro", "38 euro"), encoding="utf-8")
        report = verify_files(source, path, source_language="fr", target_language="nl")
        assert "numbers" in {found.check for found in report.findings if found.severity == "severe"}


def test_lines_of_a_source_are_not_those_of_a_text_with_a_summary(tmp_path: Path):
    label = lang.labels("en").summary
    paths = tmp_path / "fr.txt", tmp_path / "en.txt"
    paths[0].write_text(
        "Le gouvernement a annoncé hier\nune réforme des retraites\nqui concernera tous les salariés\nnés après 1968.\n"
    )
    said = "Yesterday the government announced a pension reform for all employees born after 1968."
    paths[1].write_text(f"{label}\n\n{said}\n\n* * *\n\n{said}\n")

    assert verify_files(*paths, source_language="fr", target_language="en").severe == 0


@pytest.mark.parametrize(
    ("name", "source", "target"),
    [
        # Sentences that end in other cues than those of the source, and cells of a table.
        ("a.srt",
         "1\n00:00:01,000 --> 00:00:02,000\nLe directeur du service a\n\n2\n00:00:02,100 --> 00:00:03,000\n"
         "parlé. Deux agents sont\n\n3\n00:00:03,100 --> 00:00:04,000\nvenus hier.\n",
         "1\n00:00:01,000 --> 00:00:02,000\nThe head of the service spoke.\n\n2\n00:00:02,100 --> 00:00:03,000\n"
         "Two agents\n\n3\n00:00:03,100 --> 00:00:04,000\ncame yesterday.\n"),
        ("a.json", '{"a": "Nom\\tAnne Roux\\tLyon\\t34", "date": "Le magasin ouvre {jour, date, long} ici."}',
         '{"a": "Name\\tAnne Roux\\tLyon\\t34", "date": "Le magasin ouvre {jour, date, long} ici."}'),
        ("a.xlf",
         '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="fr" '
         'target-language="en" datatype="plaintext" original="a"><body><trans-unit id="1"><source>{N, plural, '
         "=1 {il y a une minute} other {il y a longtemps}}</source></trans-unit></body></file></xliff>",
         '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="fr" '
         'target-language="en" datatype="plaintext" original="a"><body><trans-unit id="1"><source>{N, plural, '
         "=1 {il y a une minute} other {il y a longtemps}}</source><target>{N, plural, "
         "=1 {a minute ago} other {a long time ago}}</target></trans-unit></body></file></xliff>"),
    ],
)  # fmt: skip
def test_verify_finds_nothing_in_right_documents(name: str, source: str, target: str, tmp_path: Path):
    paths = tmp_path / name, tmp_path / f"en-{name}"
    for path, text in zip(paths, (source, target), strict=True):
        path.write_text(text, encoding="utf-8")

    report = verify_files(*paths, source_language="fr", target_language="en")

    assert [found.row for found in report.placed if found.finding.severity == "severe"] == []


def test_formulas_in_our_markdown_are_those_of_the_text(tmp_path: Path):
    texts = r"On note \(\alpha\) un angle et \(\beta\) un autre.", r"Let \(\alpha\) be an angle and \(\beta\) another."
    made = Record(
        article=Article(id="angle", language="fr", blocks=(Block(kind="paragraph", text=texts[0]),)),
        detection=Detection(language="fr", confidence=1.0),
        translations=(
            Translation(language="en", blocks=(Block(kind="paragraph", text=texts[1]),), segments=(), route=("tiny",)),
        ),
    )
    source = tmp_path / "angle.txt"
    source.write_text(f"{texts[0]}\n")
    target = written(tmp_path / "out", "markdown", made) / "en/angle.md"

    assert verify_files(source, target, source_language="fr", target_language="en").severe == 0
