"""The translate stage: segments 1:1 with the source, blocks put together with the source's white space."""

import pytest

from babelpress.document import Article, Block, InlineTag, Meta, Record
from babelpress.stages.assembly import build
from babelpress.stages.flow import Flow
from babelpress.stages.profiles import load_profile


def flow(targets: list[str] | None = None, *overrides: str) -> Flow:
    """The `fake` profile marks sentences: enough to see where they go."""
    return build(load_profile("fake", targets=targets, overrides=["summary.strategy=none", *overrides]))


def record(*blocks: Block, name: str = "a", menu: tuple[str, ...] = ()) -> Record:
    return Record(article=Article(id=name, blocks=blocks, language="fr", meta=Meta(menu=menu)))


def paragraph(text: str) -> Block:
    return Block(kind="paragraph", text=text)


def test_translate_keeps_blocks_and_white_space():
    source = record(Block(kind="title", text="Le train"), paragraph("Il part.  Il revient.\u00a0\nIl dort."))

    (done,) = flow(["nl"]).run([source])

    version = done.translation("nl")
    assert version is not None
    assert [block.kind for block in version.blocks] == ["title", "paragraph"]
    assert version.blocks[1].text == "[nl] Il part.  [nl] Il revient.\u00a0\n[nl] Il dort."


ENGLISH = "The night train between Paris and Nice reopens in spring, the minister has announced."


@pytest.mark.parametrize(
    ("setting", "text", "flags"),
    [
        ("keep", f"[nl] Il part. {ENGLISH} [nl] Il revient.", ("foreign",)),
        ("translate", f"[nl] Il part. [nl] {ENGLISH} [nl] Il revient.", ()),
    ],
)
def test_translate_keeps_sentences_in_another_language_if_it_is_set_so(setting, text, flags):
    link = InlineTag(start=13, end=18, tag="a")
    source = record(Block(kind="paragraph", text=f"Il part. {ENGLISH} Il revient.", markup=(link,)))

    (done,) = flow(["nl"], f"detection.foreign={setting}").run([source])

    version = done.translation("nl")
    assert version is not None
    assert version.blocks[0].text == text
    assert version.segments[1].flags == flags
    assert [finding.check for finding in done.findings if finding.severity == "severe" and setting == "keep"] == []


def test_translate_puts_a_space_between_sentences_that_were_glued():
    text = "Il part hier.Elle reste ici."
    link = InlineTag(start=13, end=17, tag="a")
    source = record(paragraph(text), Block(kind="paragraph", text=text, markup=(link,)))

    (done,) = flow(["nl"]).run([source])

    version = done.translation("nl")
    assert version is not None
    assert [block.text for block in version.blocks] == [
        "[nl] Il part hier. [nl] Elle reste ici.",
        "[nl] Il part hier.[nl] Elle reste ici.",
    ]


def test_translate_aligns_segments_with_the_source():
    source = record(paragraph("Un. Deux."), paragraph(""), paragraph("Trois."))

    (done,) = flow(["nl"]).run([source])

    version = done.translation("nl")
    assert version is not None
    assert [(segment.block, segment.source) for segment in version.segments] == [
        (0, "Un."),
        (0, "Deux."),
        (2, "Trois."),
    ]
    assert version.route == ("fr-mul-tiny",)


@pytest.mark.parametrize("kind", ["code", "raw"])
def test_translate_passes_code_and_raw_through(kind: str):
    source = record(paragraph("Un."), Block(kind=kind, text="  x = 1\n\n"))  # type: ignore[arg-type]

    (done,) = flow(["nl"]).run([source])

    version = done.translation("nl")
    assert version is not None
    assert version.blocks[1] == source.article.blocks[1]


def test_translate_keeps_a_list_marker_and_puts_tags_over_their_words():
    marker = InlineTag(start=0, end=0, tag="marker", attributes=(("text", "- "),))
    word = InlineTag(start=3, end=8, tag="b")
    source = record(Block(kind="list_item", text="Le train", markup=(marker, word)))

    (done,) = flow(["nl"]).run([source])

    version = done.translation("nl")
    assert version is not None
    assert version.blocks[0].text == "[nl] Le train"
    assert version.blocks[0].markup == (marker, InlineTag(start=8, end=13, tag="b"))


def test_translate_gives_each_record_its_own_sentences():
    first, second = record(paragraph("Un. Deux.")), record(paragraph("Trois."), name="b")

    done = flow(["nl"]).run([first, second])

    assert [r.translations[0].text for r in done] == ["[nl] Un. [nl] Deux.", "[nl] Trois."]


def test_translate_obeys_the_language_menu_of_the_page():
    with_menu = record(paragraph("Un."), menu=("English", "Français"))
    without = record(paragraph("Un."), name="b")

    done = flow().run([with_menu, without])

    assert [[t.language for t in r.translations] for r in done] == [["en"], ["nl", "en", "de", "es", "pt"]]


def test_translate_puts_the_command_line_before_the_menu():
    (done,) = flow(["pt"]).run([record(paragraph("Un."), menu=("English", "Français"))])

    assert [version.language for version in done.translations] == ["pt"]


def test_translate_finds_what_did_not_work():
    backend = "translation.backend={kind: fake, unfinished_on: long, empty_on: vide}"

    (done,) = flow(["nl"], backend, "constraints.checks=[]").run(
        [record(paragraph("Bien. C'est trop long. Tout est vide."))]
    )

    assert [(finding.check, finding.segment) for finding in done.findings] == [("unfinished", 1), ("empty", 2)]
    version = done.translation("nl")
    assert version is not None
    assert version.segments[2].target == "Tout est vide."


def test_translate_tells_of_every_change_of_content_with_its_place():
    text = "Il est parti. Il aide à Pékin."

    (done,) = flow(["nl"], "constraints.checks=[]").run([record(paragraph("Un."), paragraph(text))])

    version = done.translation("nl")
    assert version is not None
    assert version.segments[2].flags == ("mended",) and version.segments[2].target == "[nl] Il aide à Peking."
    (found,) = done.findings
    assert (found.check, found.severity, found.language) == ("postedit.place-names", "info", "nl")
    assert (found.block, found.segment, found.before, found.after) == (1, 2, "Pékin", "Peking")


def test_translate_failure_stays_with_its_article():
    backend = "translation.backend={kind: fake, fail_on: panne}"

    done = flow(["nl"], backend).run([record(paragraph("Bien.")), record(paragraph("En panne."), name="b")])

    assert [[f.stage for f in r.failures] for r in done] == [[], ["translate.nl"]]
    assert done[0].translations[0].text == "[nl] Bien."
