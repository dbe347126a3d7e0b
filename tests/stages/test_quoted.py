"""A quotation that was published before has the same words again, and they are told of."""

from pathlib import Path

from babelpress.document import Article, Block, InlineTag, Record
from babelpress.memory.quotations import Quotation, QuotationRegistry, Rendition
from babelpress.memory.store import TranslationMemory
from babelpress.stages.assembly import build
from babelpress.stages.profiles import load_profile


def said(text: str, target: str, *, language: str = "nl", original: bool = False) -> Quotation:
    rendition = Rendition(text=target, language=language, original=original)
    return Quotation(
        text=text, language="fr", renditions=(rendition,), speaker="Jane Roe", article="a-1", date="2026-05-01"
    )


def translated(
    tmp_path: Path, text: str, *quotations: Quotation, to: str = "nl", marks: tuple[InlineTag, ...] = ()
) -> tuple[str, Record]:
    path = tmp_path / "memory.sqlite"
    with TranslationMemory(path, write=True) as memory:
        QuotationRegistry(memory).register(quotations)
    overrides = ["summary.strategy=none", f"memory.path={path}"]
    block = Block(kind="paragraph", text=text, markup=marks)
    flow = build(load_profile("fake", targets=[to], overrides=overrides))
    [done] = flow.run([Record(article=Article(id="a", blocks=(block,), language="fr"))])
    assert done.failures == ()
    version = done.translation(to)
    assert version is not None
    return version.text, done


def told(record: Record) -> list[tuple[str, str, str]]:
    return [(one.severity, one.message, one.after) for one in record.findings if one.check == "quotation"]


def test_the_published_words_stand_between_the_marks_of_the_translation(tmp_path):
    text, record = translated(tmp_path, "« Il faut partir », dit-elle.", said("Il faut partir.", "We moeten gaan!"))

    assert text.startswith("[nl] ")
    assert "We moeten gaan" in text
    assert "partir" not in text
    assert "gaan!" not in text
    assert told(record) == [("info", "as published, Jane Roe, a-1, 2026-05-01", "We moeten gaan")]


def test_the_original_is_not_translated_back(tmp_path):
    quotation = said("Il faut partir", "We have to go", language="en", original=True)

    text, record = translated(tmp_path, "« Il faut partir », a-t-elle dit en anglais.", quotation, to="en")

    assert "We have to go" in text
    assert told(record)[0][1].startswith("as the original words, Jane Roe")


def test_tags_around_a_quotation_stay_around_it(tmp_path):
    bold = InlineTag(start=2, end=16, tag="strong", open="<b>", close="</b>")

    text, record = translated(
        tmp_path, "« Il faut partir », dit-elle.", said("Il faut partir", "We moeten gaan"), marks=(bold,)
    )

    version = record.translation("nl")
    assert version is not None
    [mark] = version.blocks[0].markup
    assert text[mark.start : mark.end] == "We moeten gaan"


def test_the_first_letter_is_that_of_the_source(tmp_path):
    text, _ = translated(tmp_path, "Elle dit : « Il faut partir. »", said("il faut partir", "we moeten gaan"))

    assert "We moeten gaan" in text


def test_words_that_would_be_false_here_are_not_put_in(tmp_path):
    quotation = said("Il faut 1 200 soldats", "Er zijn 120 soldaten nodig")

    text, record = translated(tmp_path, "« Il faut 1 200 soldats », dit-elle.", quotation)

    assert "120 soldaten" not in text
    [(severity, message, after)] = told(record)
    assert (severity, after) == ("warning", "")
    assert "it was not taken" in message


def test_a_part_and_a_similar_quotation_are_only_told_of(tmp_path):
    quotation = said("Il faut partir demain matin avec tout le monde", "We moeten morgenochtend met iedereen gaan")

    part, one = translated(tmp_path, "Il « faut partir demain matin » selon elle.", quotation)
    similar, other = translated(tmp_path, "« Il faut partir demain soir avec tout le monde », dit-elle.", quotation)

    assert "iedereen" not in part + similar
    assert [message.partition(" «")[0] for _, message, _ in told(one) + told(other)] == [
        "it is a part of the quotation",
        "it is similar to the quotation",
    ]


def test_two_quotations_of_a_sentence_both_get_their_words(tmp_path):
    quotations = [said("Il faut partir", "We moeten gaan"), said("rester ici longtemps", "hier lang blijven")]

    text, record = translated(tmp_path, "« Il faut partir » et « rester ici longtemps », dit-elle.", *quotations)

    assert text.index("We moeten gaan") < text.index("hier lang blijven")
    assert len(told(record)) == 2
