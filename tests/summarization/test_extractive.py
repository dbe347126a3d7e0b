"""The stage, and the extractive strategy."""

from dataclasses import replace
from io import BytesIO

import pytest

from babelpress.document import Article, Block, BlockKind, Detection, Record, Segment, SummaryKind, Translation
from babelpress.errors import ContractViolation, UnreadableInput
from babelpress.formats.html.format import HtmlFormat, HtmlFormatOptions
from babelpress.nlp.lexrank import Limit
from babelpress.nlp.segmentation import split
from babelpress.stages.flow import Flow
from babelpress.stages.summarize import Summarize
from babelpress.summarization.extractive import Extractive, sentences_of, version_of

BLOCKS: tuple[tuple[BlockKind, str], ...] = (
    ("title", "Le budget de Nantes en hausse"),
    ("heading", "Le vote"),
    (
        "paragraph",
        "Le conseil de Nantes a voté lundi soir un budget en hausse de 5 % pour 2026. Il a siégé six heures.",
    ),
    ("code", "budget = 1.05"),
    ("paragraph", "« C'est trop. Beaucoup trop », a jugé l'opposition."),
    ("paragraph", "Le budget de Nantes doit payer trois écoles, dont la première ouvrira en septembre à Doulon."),
)
SENTENCES = 7


def record(*blocks: tuple[BlockKind, str], targets: tuple[str, ...] = ()) -> Record:
    """A French article and its versions: each sentence with the language before it."""
    article = Article(id="a", blocks=tuple(Block(kind=kind, text=text) for kind, text in blocks))
    segments = [
        Segment(block=i, source=text, target=text, model="m", score=-0.1)
        for i, (kind, whole) in enumerate(blocks)
        if kind != "code"
        for text in split(whole, "fr").sentences
    ]
    versions = tuple(
        Translation(
            language=target,
            blocks=article.blocks,
            segments=tuple(replace(segment, target=f"[{target}] {segment.source}") for segment in segments),
            route=("m",),
        )
        for target in targets
    )
    return Record(article=article, detection=Detection(language="fr", confidence=1.0), translations=versions)


def stage(language: str, *, limit: Limit | None = None, translated: bool = False) -> Summarize:
    return Summarize(language=language, strategy=Extractive(limit or Limit(sentences=2)), translated=translated)


def test_extractive_gives_the_source_its_own_sentences() -> None:
    [done] = stage("fr").run([record(*BLOCKS)])

    summary = done.summary("fr")
    assert summary is not None
    assert summary.text == f"{BLOCKS[2][1].split('. ')[0]}. {BLOCKS[5][1]}"
    assert (summary.segments, summary.strategy, summary.model, summary.checks) == ((2, 6), "extractive", None, ())


def test_extractive_says_the_same_in_every_language() -> None:
    given = record(*BLOCKS, targets=("nl", "de"))
    extractive = Extractive(Limit(sentences=2))

    [[dutch]] = extractive.summarize([given], language="nl")
    [[french]] = extractive.summarize([given], language="fr")

    assert dutch.segments == french.segments == (2, 6)
    assert dutch.text == f"[nl] {BLOCKS[2][1].split('. ')[0]}. [nl] {BLOCKS[5][1]}"


def test_extractive_chooses_the_same_when_a_language_is_missing() -> None:
    whole, partial, alone = (record(*BLOCKS, targets=targets) for targets in (("nl", "de"), ("de",), ()))

    chosen = {Extractive(Limit(sentences=2)).summary(each, language="fr").segments for each in (whole, partial, alone)}

    assert chosen == {(2, 6)}


@pytest.mark.parametrize(
    ("blocks", "text", "checks"),
    [
        ([("paragraph", "Il pleut.")], "Il pleut.", ("too_short",)),
        ([("title", "Météo"), ("paragraph", "Il pleut. 🎉")], "Il pleut.", ("too_short",)),
        ([("title", "Météo"), ("heading", "Pluie")], "Météo Pluie", ("too_short",)),
        ([("paragraph", "« Il pleut. Il vente. »")], "« Il pleut. Il vente. »", ("too_short",)),
    ],
)
def test_extractive_gives_a_short_article_itself(
    blocks: list[tuple[BlockKind, str]], text: str, checks: tuple[str, ...]
) -> None:
    summary = Extractive(Limit(sentences=2)).summary(record(*blocks), language="fr")

    assert (summary.text, summary.checks) == (text, checks)


def test_extractive_says_when_one_sentence_is_over_the_limit_of_words() -> None:
    summary = Extractive(Limit(sentences=None, words=3)).summary(record(*BLOCKS), language="fr")

    assert len(summary.segments) == 1
    assert summary.checks == ("too_long",)


@pytest.mark.parametrize("blocks", [[], [("code", "x = 1")], [("paragraph", "")], [("paragraph", "🎉 *** —")]])
def test_extractive_refuses_an_article_without_words(blocks: list[tuple[BlockKind, str]]) -> None:
    with pytest.raises(UnreadableInput, match="'a' has no text to summarize"):
        Extractive(Limit()).summary(record(*blocks), language="fr")


def test_sentences_of_has_the_indices_of_the_segments_with_or_without_a_translation() -> None:
    alone, translated = record(*BLOCKS), record(*BLOCKS, targets=("nl",))

    assert sentences_of(alone) == sentences_of(translated)
    assert len(sentences_of(alone)) == SENTENCES
    assert [sentence.block for sentence in sentences_of(alone)] == [0, 1, 2, 2, 4, 4, 5]


def test_version_of_refuses_segments_that_are_not_the_source() -> None:
    given = record(*BLOCKS, targets=("nl", "de"))
    german = given.translations[1]
    torn = replace(given, translations=(given.translations[0], replace(german, segments=german.segments[1:])))

    with pytest.raises(ContractViolation, match="'de' is not aligned"):
        version_of(torn, language="de")


def test_stage_summarizes_the_versions_that_are_there() -> None:
    dutch, french = stage("nl", translated=True), stage("fr")

    assert dutch.needs == {"detection", "translation.nl"}
    assert french.needs == {"detection"}
    assert [(each.name, each.fills) for each in (dutch, french)] == [
        ("summarize.nl", "summary.nl"),
        ("summarize.fr", "summary.fr"),
    ]
    assert [dutch.applies_to(record(*BLOCKS, targets=targets)) for targets in (("nl",), ("de",), ())] == [
        True,
        False,
        False,
    ]
    assert french.applies_to(record(*BLOCKS))


def test_flow_keeps_an_article_without_words_from_the_others() -> None:
    class Known:
        name, needs, fills = "detect", frozenset[str](), "detection"

        def applies_to(self, record: Record) -> bool:
            return True

        def run(self, records: list[Record]) -> list[Record]:
            return list(records)

    records = [replace(record(*BLOCKS), article=replace(record(*BLOCKS).article, id=str(i))) for i in range(3)]
    records[1] = record(("code", "x = 1"))

    done = Flow((Known(), stage("fr"))).run(records)  # type: ignore[arg-type]

    assert [each.summary("fr") is not None for each in done] == [True, False, True]
    assert [failure.error for failure in done[1].failures] == ["UnreadableInput"]


def test_a_faulty_translation_gives_way_in_its_language_only() -> None:
    given = record(*BLOCKS, targets=("nl", "de"))
    german = given.translations[1]
    wrong = tuple(replace(one, target=one.target.replace("5 %", "9 %")) for one in german.segments)
    mixed = replace(given, translations=(given.translations[0], replace(german, segments=wrong)))
    extractive = Extractive(Limit(sentences=2))

    [[dutch]], [[made]] = (extractive.summarize([mixed], language=code) for code in ("nl", "de"))

    assert (dutch.segments, dutch.checks) == ((2, 6), ())
    assert (made.segments, made.checks) == ((3, 6), ("unsupported_number",))


def test_a_faulty_translation_of_a_text_that_is_all_there_is_stays_and_says_so() -> None:
    given = record(("paragraph", "La ville a payé 5 000 euros."), targets=("nl",))
    [dutch] = given.translations
    wrong = replace(dutch, segments=(replace(dutch.segments[0], target="De stad betaalde 9 000 euro."),))

    [[made]] = Extractive(Limit()).summarize([replace(given, translations=(wrong,))], language="nl")

    assert made.text == "De stad betaalde 9 000 euro."
    assert made.checks == ("unsupported_number", "unsupported_kept", "too_short")


def test_stage_makes_every_kind_in_order() -> None:
    kinds: tuple[SummaryKind, ...] = ("summary", "standfirst", "headline", "description")
    french = Summarize(language="fr", strategy=Extractive(Limit(sentences=2)), translated=False, kinds=kinds)

    [done] = french.run([record(*BLOCKS)])

    assert list(dict.fromkeys(summary.kind for summary in done.summaries)) == list(kinds)
    assert done.summary("fr") == done.summaries[0]
    headline, standfirst, description = (done.summary("fr", kind) for kind in ("headline", "standfirst", "description"))
    assert headline is not None
    assert standfirst is not None
    assert description is not None
    assert headline.text == "Le budget de Nantes en hausse"
    assert standfirst.text == description.text == f"{BLOCKS[2][1].split('. ')[0]}."


def test_description_is_chosen_by_what_fits_in_its_language() -> None:
    given = record(*BLOCKS, targets=("de",))
    [german] = given.translations
    best = 2
    longer = tuple(
        replace(one, target=f"{one.source[:-1]} {'und so weiter ' * 9}.")
        if i == best
        else replace(one, target=one.source)
        for i, one in enumerate(german.segments)
    )
    given = replace(given, translations=(replace(german, segments=longer),))
    extractive = Extractive(Limit(sentences=2))

    made = [
        next(
            one
            for one in extractive.summarize([given], language=code, kinds=("summary", "description"))[0]
            if one.kind == "description"
        )
        for code in ("fr", "de")
    ]

    assert [one.segments for one in made] == [(2,), (6,)]
    assert all(len(one.text) <= 155 for one in made)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('Le pont rouvre<sup><a href="#n1">1</a></sup>. Il a coûté 12 m<sup>2</sup>.',
         "Le pont rouvre. Il a coûté 12 m2."),
        ('Le pont<a href="#cite">[12]</a> rouvre. Voir le <a href="#plan">plan</a> et <a href="/12">12</a>.',
         "Le pont rouvre. Voir le plan et 12."),
        ('Un 1 <a href="#n1">1</a> et un pont 1<a href="#n2">1</a>.', "Un 1 et un pont 1."),
    ],
)  # fmt: skip
def test_numbers_of_notes_are_in_no_summary(source: str, expected: str) -> None:
    article = HtmlFormat(HtmlFormatOptions()).article(BytesIO(f"<p>{source}</p>".encode()), name="a.html")
    whole = Record(article=article, detection=Detection(language="fr", confidence=1.0))

    assert Extractive(Limit()).summary(whole, language="fr").text == expected
