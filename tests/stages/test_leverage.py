"""What people have translated is taken from the memory, with its tags, where the checks pass."""

import sqlite3
from pathlib import Path

import pytest

from babelpress.document import Article, Block, InlineTag, Record, Translation
from babelpress.errors import ConfigError
from babelpress.formats.html.format import HtmlFormat
from babelpress.memory.exchange.reading import Asked
from babelpress.memory.exchange.records import record_units
from babelpress.memory.store import Query, TranslationMemory
from babelpress.memory.units import Marked, Tag, Unit
from babelpress.stages.assembly import build
from babelpress.stages.profiles import load_profile
from babelpress.stages.provenance import provenance


def unit(source: str, target: str, *, status="reviewed", source_tags=(), target_tags=(), **more) -> Unit:
    return Unit(
        source_language="fr", target_language=more.pop("language", "nl"), source=Marked(source, tuple(source_tags)),
        target=Marked(target, tuple(target_tags)), status=status, **more,
    )  # fmt: skip


def translated(
    tmp_path: Path, units: list[Unit], *blocks: Block, name: str = "a", profile: str = "fake"
) -> tuple[Translation, Record]:
    path = tmp_path / "memory.sqlite"
    with TranslationMemory(path, write=True) as memory:
        memory.add(units)
    settings = ["summary.strategy=none", f"memory.path={path}"]
    flow = build(load_profile(profile, targets=["nl"], overrides=settings))
    [done] = flow.run([Record(article=Article(id=name, blocks=blocks, language="fr"))])
    assert done.failures == ()
    version = done.translation("nl")
    assert version is not None
    return version, done


def paragraph(text: str, *marks: InlineTag) -> Block:
    return Block(kind="paragraph", text=text, markup=marks)


def mark(start: int, end: int, tag: str = "strong", *, depth: int = 0, keep: bool = False) -> InlineTag:
    return InlineTag(
        start=start, end=end, tag=tag, open=f"<{tag}>", close=f"</{tag}>" if end > start else "", depth=depth, keep=keep
    )


def marked(block: Block) -> list[tuple[str, str]]:
    return [(one.tag, block.text[one.start : one.end]) for one in block.markup if one.inline]


def said(record: Record, severity: str) -> list[str]:
    return [one.message for one in record.findings if one.check == "memory" and one.severity == severity]


def test_a_reviewed_sentence_is_taken_and_told_and_the_others_are_translated(tmp_path):
    units = [unit("Il part.", "Hij vertrekt.", author="Ann", changed="2026-05-01", article="b")]

    version, record = translated(tmp_path, units, paragraph("Il part. Il revient."))

    assert version.text == "Hij vertrekt. [nl] Il revient."
    assert [(one.model, one.flags) for one in version.segments] == [("memory", ("memory",)), ("fr-mul-tiny", ())]
    assert said(record, "info") == ["from the memory: reviewed, by Ann, 2026-05-01, of another article, article b"]
    assert [one.segment for one in record.findings if one.check == "memory"] == [0]


def test_uses_are_counted_and_the_revision_stays(tmp_path):
    path = tmp_path / "memory.sqlite"
    units = [unit("Il part.", "Hij vertrekt."), unit("Il dort.", "Hij slaapt.", uses=4), unit("Non.", "Nee.")]
    translated(tmp_path, units, paragraph("Il part. Il dort. Il part."))
    with TranslationMemory(path) as memory:
        before = memory.revision
        counted = {one.target.text: (one.uses, one.used != "") for one in memory.units()}

    translated(tmp_path, [], paragraph("Il dort."))

    assert counted == {"Hij vertrekt.": (2, True), "Hij slaapt.": (5, True), "Nee.": (0, False)}
    with TranslationMemory(path) as memory:
        assert memory.revision == before
        assert [one.uses for one in memory.units()] == [2, 6, 0]


def test_a_memory_that_another_process_writes_is_read_and_counted_later(tmp_path):
    path = tmp_path / "memory.sqlite"
    translated(tmp_path, [unit("Il part.", "Hij vertrekt.")], paragraph("Non."))
    with TranslationMemory(path, write=True) as memory:
        [match] = memory.lookup(Query(text="Il part."), source="fr", target="nl")
        with sqlite3.connect(path) as other:
            other.execute("BEGIN IMMEDIATE")
            memory.count_uses([match.id], at="2026-01-01")
            assert [one.uses for one in memory.units()] == [0]
        other.close()
        memory.count_uses([match.id], at="2026-01-02")
        assert [(one.uses, one.used) for one in memory.units()] == [(2, "2026-01-02")]


@pytest.mark.parametrize("status", ["initial", "translated"])
def test_a_sentence_that_nobody_reviewed_is_not_taken(tmp_path, status):
    version, record = translated(tmp_path, [unit("Il part.", "Hij gaat weg.", status=status)], paragraph("Il part."))

    assert version.text == "[nl] Il part."
    assert said(record, "info") == []


def test_the_neighbours_decide_between_two_translations(tmp_path):
    first = [paragraph("Bonjour. Merci. Au revoir."), paragraph("Salut. Merci. Adieu.")]
    _, record = translated(tmp_path, [], *first)
    units = list(record_units(record, Asked(status="reviewed")))
    thanks = [one for one in units if one.source.text == "Merci."]
    own = [
        unit("Merci.", text, previous=one.previous, next=one.next, article="other")
        for text, one in zip(("Dank u.", "Bedankt."), thanks, strict=True)
    ]

    version, record = translated(tmp_path, own, *first)

    assert version.text == "[nl] Bonjour. Dank u. [nl] Au revoir.\n[nl] Salut. Bedankt. [nl] Adieu."
    assert all("both neighbours are equal" in message for message in said(record, "info"))


@pytest.mark.parametrize(
    ("source", "target", "why"),
    [
        ("Il a versé 1 200 euros.", "Hij betaalde 120 euro.", "1 200 euros"),
        ("Il n'est pas venu.", "Hij is gekomen.", "pas"),
        ("Il a vu Paul Roux hier.", "Hij zag Marc Blanc gisteren.", "Roux is not"),
    ],
)
def test_a_translation_that_is_false_is_not_taken_and_it_is_said_why(tmp_path, source, target, why):
    version, record = translated(tmp_path, [unit(source, target, status="final")], paragraph(source))

    assert version.segments[0].model != "memory"
    [told] = said(record, "warning")
    assert told.startswith("not taken from the memory (final")
    assert why in told


def test_the_next_translation_is_taken_if_the_first_is_false(tmp_path):
    units = [
        unit("Il a versé 1 200 euros.", "Hij betaalde 120 euro.", changed="2026-05-01"),
        unit("Il a versé 1 200 euros.", "Hij betaalde 1.200 euro.", changed="2026-04-01"),
    ]

    version, _ = translated(tmp_path, units, paragraph("Il a versé 1 200 euros."))

    assert version.text == "Hij betaalde 1.200 euro."


# --- Tags ---

BOLD = Tag(1, "pair", "bold", 3, 6, "<b>", "</b>")


def test_tags_go_where_the_unit_has_them(tmp_path):
    units = [
        unit("Le mot dit.", "Gezegd is het woord.", source_tags=[BOLD], target_tags=[Tag(1, "pair", "bold", 14, 19)])
    ]

    version, record = translated(tmp_path, units, paragraph("Avant. Le mot dit. Après.", mark(10, 13)))

    assert version.text == "[nl] Avant. Gezegd is het woord. [nl] Après."
    assert marked(version.blocks[0]) == [("strong", "woord")]
    assert said(record, "warning") == []


def test_nested_and_exchanged_tags_go_where_the_unit_has_them(tmp_path):
    source = [Tag(1, "pair", "link", 0, 11), Tag(2, "pair", "bold", 3, 6), Tag(3, "pair", "italic", 20, 24)]
    target = [Tag(3, "pair", "italic", 0, 4), Tag(1, "pair", "link", 9, 18), Tag(2, "pair", "bold", 13, 18)]
    units = [unit("Le mot long est une page.", "Blad is: het woord", source_tags=source, target_tags=target)]
    block = paragraph("Le mot long est une page.", mark(0, 11, "a"), mark(3, 6, depth=1), mark(20, 24, "em"))

    version, record = translated(tmp_path, units, block)

    assert version.text == "Blad is: het woord"
    assert sorted(marked(version.blocks[0])) == [("a", "het woord"), ("em", "Blad"), ("strong", "woord")]
    assert said(record, "warning") == []


def test_images_kept_text_and_notes_go_where_the_unit_has_them(tmp_path):
    source = [Tag(1, "pair", "code", 3, 6), Tag(2, "point", "image", 6, 6), Tag(3, "pair", "sup", 10, 11)]
    target = [Tag(2, "point", "image", 5, 5), Tag(1, "pair", "code", 13, 16), Tag(3, "pair", "sup", 4, 5)]
    units = [unit("Un run mot1 ici.", "Hier1 is een run.", source_tags=source, target_tags=target)]
    block = paragraph("Un run mot1 ici.", mark(3, 6, "code", keep=True), mark(6, 6, "img"), mark(10, 11, "sup"))

    version, record = translated(tmp_path, units, block)

    assert version.blocks[0].text == "Hier1 is een run."
    assert sorted((one.tag, one.start, one.end) for one in version.blocks[0].markup) == [
        ("code", 13, 16),
        ("img", 5, 5),
        ("sup", 4, 5),
    ]
    assert said(record, "warning") == []


def test_other_tags_are_placed_by_position_and_it_is_said(tmp_path):
    units = [unit("Le président Roux est venu.", "President Roux is gekomen.")]
    block = paragraph("Le président Roux est venu.", mark(13, 17, "a"))

    version, record = translated(tmp_path, units, block)

    assert version.text == "President Roux is gekomen."
    assert marked(version.blocks[0]) == [("a", "Roux")]
    assert len(said(record, "warning")) == 1


def test_a_translation_without_the_kept_text_is_not_taken(tmp_path):
    block = paragraph("Tapez run ici.", mark(6, 9, "code", keep=True))

    version, record = translated(tmp_path, [unit("Tapez run ici.", "Typ hier.")], block)

    assert "run" in version.text
    assert version.segments[0].model != "memory"
    assert len(said(record, "warning")) == 1


PAGE = (
    "<html lang='fr'><body><p>Le <b>premier</b> ministre a lu <a href='x'>un <i>long</i> rapport</a> et le fichier "
    "<code>make</code>.<br>La gare, <img src='a.png' alt='Le chat dort.'> est fermée<sup>1</sup>. Une <em>autre</em> "
    "ligne reliera Paris à Nice.</p></body></html>"
)


@pytest.mark.slow
def test_the_own_translations_of_a_page_give_the_same_page_again(tmp_path):
    html = HtmlFormat(HtmlFormat.Options())
    path = tmp_path / "a.html"
    path.write_text(PAGE, encoding="utf-8")
    [article] = html.read(path)
    assert isinstance(article, Article)
    first, record = translated(tmp_path, [], *article.blocks, profile="embedded")
    units = list(record_units(record, Asked(status="final")))

    version, again = translated(tmp_path, units, *article.blocks, name="other", profile="embedded")

    assert {one.model for one in version.segments} == {"memory"}
    assert html.render(version.blocks, language="nl") == html.render(first.blocks, language="nl")
    assert said(again, "warning") == []


# --- The profile ---


def test_a_memory_that_is_missing_is_refused_before_anything_runs(tmp_path):
    profile = load_profile("fake", targets=["nl"], overrides=[f"memory.path={tmp_path / 'none.sqlite'}"])

    with pytest.raises(ConfigError, match="no such translation memory"):
        build(profile)


def test_a_change_of_the_memory_changes_the_provenance(tmp_path):
    path = tmp_path / "memory.sqlite"
    profile = load_profile("fake", targets=["nl"], overrides=[f"memory.path={path}"])
    made = []
    for text in ("Ja.", "Jawel.", "Jawel."):
        with TranslationMemory(path, write=True) as memory:
            memory.add([unit("Oui.", text)])
        made.append(provenance(profile).fingerprint)

    assert made[0] != made[1] == made[2]


def test_the_variant_of_a_profile_takes_no_translation_of_another_country(tmp_path):
    path = tmp_path / "memory.sqlite"
    with TranslationMemory(path, write=True) as memory:
        memory.add([unit("Il part.", "Ele vai embora.", language="pt-BR")])
    texts = {}
    for variant in ("pt-BR", "pt-PT"):
        overrides = ["summary.strategy=none", f"memory.path={path}", f"constraints.variants={{pt: {variant}}}"]
        flow = build(load_profile("fake", targets=["pt"], overrides=overrides))
        [done] = flow.run([Record(article=Article(id="a", blocks=(paragraph("Il part."),), language="fr"))])
        version = done.translation("pt")
        texts[variant] = version.text if version else ""

    assert texts == {"pt-BR": "Ele vai embora.", "pt-PT": "[pt] Il part."}
