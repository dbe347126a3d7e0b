"""Summaries written by a seq2seq model: who is asked for what, and how often; and on tiny real models."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from babelpress.document import Article, Block, Detection, Finding, Record, Segment, Summary, SummaryKind, Translation
from babelpress.errors import GenerationFailed, UnsupportedLanguage
from babelpress.models.backends.base import Decoding, Output
from babelpress.models.backends.fake import FakeBackend, FakeOptions
from babelpress.models.cards import ModelCard
from babelpress.nlp.lexrank import Limit
from babelpress.nlp.segmentation import split
from babelpress.stages.summarize import Summarize
from babelpress.summarization.abstractive import SummarizeThenTranslate, TranslateThenSummarize
from babelpress.summarization.condenser import Condenser
from babelpress.summarization.extractive import Extractive
from babelpress.translation.constrained import Rendering

NEWS = "Nantes vote son budget. Le tram coûtera cher. Les écoles rouvrent lundi. Le maire est content."
SHORT = "Il pleut."
LIMIT = Limit(sentences=2)


class Counting(FakeBackend):
    """The fake backend, and how many calls and texts it has had."""

    calls = 0
    texts = 0

    def generate(self, texts: Sequence[str], decoding: Decoding, *, source: str, target: str) -> list[Output]:
        self.calls += 1
        self.texts += len(texts)
        return super().generate(texts, decoding, source=source, target=target)


def model(language: str, **options: str) -> Counting:
    card = ModelCard.model_validate(
        {
            "id": f"fake-{language}",
            "task": "summarization",
            "architecture": "bart",
            "sources": [language],
            "targets": [language],
            "max_tokens": 40,
            "origin": {"repo": "nobody/nothing"},
            "licence": "CC0-1.0",
            "commercial_use": True,
        }
    )
    return Counting(card, Path(), FakeOptions(**options))


def condenser(language: str, seq2seq: Counting) -> Condenser:
    return Condenser(
        model=f"fake-{language}",
        language=language,
        seq2seq=lambda: seq2seq,
        max_tokens=40,
        decoding=Decoding(max_tokens=9),
        limit=LIMIT,
    )


def record(text: str, *, language: str = "fr", targets: tuple[str, ...] = ("nl",)) -> Record:
    article = Article(
        id=text[:9], blocks=(Block(kind="title", text="Nantes"), Block(kind="paragraph", text=text)), language=language
    )
    sentences = [(0, "Nantes"), *((1, sentence) for sentence in split(text, language).sentences)]
    versions = tuple(
        Translation(
            language=target,
            blocks=article.blocks,
            segments=tuple(
                Segment(block=i, source=sentence, target=f"{target.upper()} {sentence}", model="m", score=-0.1)
                for i, sentence in sentences
            ),
            route=("m",),
        )
        for target in targets
    )
    return Record(article=article, detection=Detection(language=language, confidence=1.0), translations=versions)


def translate(sentences: Sequence[str], *, source: str, target: str) -> list[Rendering]:
    return [Rendering(text=f"{source}>{target} {sentence}", score=0.0) for sentence in sentences]


def test_translate_then_summarize_shows_each_model_its_own_version() -> None:
    strategy = TranslateThenSummarize(
        {code: condenser(code, model(code)) for code in ("fr", "nl")}, extractive=Extractive(LIMIT)
    )

    [french], [dutch] = (strategy.summarize([record(NEWS)], language=code)[0] for code in ("fr", "nl"))

    assert french.text == "Nantes vote son budget. Le tram coûtera cher."
    assert dutch.text == "NL Nantes vote son budget. NL Le tram"
    assert (dutch.strategy, dutch.model, dutch.segments) == ("translate-then-summarize", "fake-nl", ())


def test_translate_then_summarize_asks_once_for_all_articles() -> None:
    seq2seq = model("fr")
    strategy = TranslateThenSummarize({"fr": condenser("fr", seq2seq)}, extractive=Extractive(LIMIT))

    made = strategy.summarize([record(NEWS), record(SHORT), record(NEWS * 5)], language="fr")

    summaries = [summary for [summary] in made]

    assert (seq2seq.calls > 0, seq2seq.texts > 2) == (True, True)
    assert [summary.strategy for summary in summaries] == [strategy.name, "extractive", strategy.name]
    assert summaries[1].text == SHORT
    assert summaries[1].checks == ("too_short",)


def test_summarize_then_translate_asks_the_model_once_for_all_languages() -> None:
    seq2seq = model("fr")
    strategy = SummarizeThenTranslate(
        {"fr": condenser("fr", seq2seq)}, extractive=Extractive(LIMIT), translate=translate
    )
    given = record(NEWS, targets=("nl", "de"))

    texts = {code: strategy.summarize([given], language=code)[0][0].text for code in ("nl", "de", "fr")}

    assert seq2seq.calls == 1
    assert texts == {
        "nl": "fr>nl Nantes vote son budget. fr>nl Le tram coûtera cher.",
        "de": "fr>de Nantes vote son budget. fr>de Le tram coûtera cher.",
        "fr": "Nantes vote son budget. Le tram coûtera cher.",
    }


def test_summarize_then_translate_takes_articles_of_several_languages() -> None:
    strategy = SummarizeThenTranslate(
        {code: condenser(code, model(code)) for code in ("fr", "en")}, extractive=Extractive(LIMIT), translate=translate
    )
    english = "Nantes votes its budget. The tram is dear. Schools open on Monday. The mayor is glad."

    summaries = strategy.summarize(
        [record(english, language="en"), record(NEWS, targets=("en",)), record(SHORT, targets=("en",))], language="en"
    )

    assert [summary.text for [summary] in summaries] == [
        "Nantes votes its budget. The tram is dear.",
        "fr>en Nantes vote son budget. fr>en Le tram coûtera cher.",
        "EN Il pleut.",
    ]


@pytest.mark.parametrize("kind", [TranslateThenSummarize, SummarizeThenTranslate])
def test_a_model_that_gives_nothing_falls_back_on_the_source_sentences(kind: type) -> None:
    condensers = {code: condenser(code, model(code, empty_on="budget")) for code in ("fr", "nl")}
    extra = {"translate": translate} if kind is SummarizeThenTranslate else {}
    extractive = Extractive(LIMIT)

    [[summary]] = kind(condensers, extractive=extractive, **extra).summarize([record(NEWS)], language="nl")

    assert summary.checks == ("empty", "fell_back")
    assert summary.strategy == "extractive"
    assert summary.model is None
    assert (summary.text, summary.segments) == (
        extractive.summary(record(NEWS), language="nl").text,
        extractive.summary(record(NEWS), language="fr").segments,
    )


def test_a_model_that_raises_is_not_covered_up() -> None:
    strategy = TranslateThenSummarize(
        {"fr": condenser("fr", model("fr", fail_on="budget"))}, extractive=Extractive(LIMIT)
    )

    with pytest.raises(GenerationFailed):
        strategy.summarize([record(NEWS)], language="fr")


def test_a_language_without_a_model_is_named() -> None:
    strategy = TranslateThenSummarize({"fr": condenser("fr", model("fr"))}, extractive=Extractive(LIMIT))

    with pytest.raises(UnsupportedLanguage, match=r"has no summarizer for 'nl'.*only for: fr"):
        strategy.summarize([record(NEWS)], language="nl")


@pytest.mark.parametrize("architecture", ["bart", "barthez", "t5-v1.1"])
def test_a_long_article_goes_through_a_real_model_whole(architecture: str, tiny: Callable[[str], Any]) -> None:
    made = tiny(architecture)
    given = record(" ".join(f"Le conseil a voté le budget de la ville {i} hier soir." for i in range(40)))
    summaries = []
    for seq2seq in (made.ct2(), made.hf()):
        own = Condenser(
            model=made.card.id,
            language="fr",
            seq2seq=lambda seq2seq=seq2seq: seq2seq,
            max_tokens=made.card.max_tokens,
            decoding=Decoding(beam=1, max_tokens=40, no_repeat_ngram=3),
            limit=LIMIT,
        )
        summaries += TranslateThenSummarize({"fr": own}, extractive=Extractive(LIMIT)).summarize(
            [given], language="fr"
        )[0]

    assert summaries[0] == summaries[1]
    assert summaries[0].text


class Saying(Counting):
    """Says `said` of every text, and of a title `TITLE`."""

    said = ""

    def generate(self, texts: Sequence[str], decoding: Decoding, *, source: str, target: str) -> list[Output]:
        self.calls += 1
        said = TITLE if target == "title" else self.said
        return [Output(text=said, score=-0.5, tokens=9) for _ in texts]


TITLE = "Le tram coûtera cher à la ville"
KINDS: tuple[SummaryKind, ...] = ("summary", "standfirst", "headline", "description")


def saying(said: str) -> Saying:
    made = Saying(model("fr")._card, Path(), FakeOptions())
    made.said = said
    return made


def test_what_a_model_invents_falls_back_on_the_source_sentences() -> None:
    own = saying("Nantes vote 900 millions. Les écoles rouvrent lundi.")
    strategy = TranslateThenSummarize({"fr": condenser("fr", own)}, extractive=Extractive(LIMIT))

    [made] = strategy.summarize([record(NEWS)], language="fr", kinds=KINDS)

    summary, standfirst = made[:2]
    assert (summary.strategy, summary.checks) == ("extractive", ("unsupported_number", "fell_back"))
    assert summary.text == Extractive(LIMIT).summary(record(NEWS), language="fr").text
    assert (standfirst.text, standfirst.strategy) == ("Les écoles rouvrent lundi.", strategy.name)
    assert standfirst.checks == ("unsupported_number",)


def test_what_a_model_invents_in_the_source_language_falls_back_in_every_other() -> None:
    own = saying("Nantes vote 900 millions.")
    strategy = SummarizeThenTranslate({"fr": condenser("fr", own)}, extractive=Extractive(LIMIT), translate=translate)

    [[dutch]] = strategy.summarize([record(NEWS)], language="nl")

    assert (dutch.strategy, dutch.checks) == ("extractive", ("unsupported_number", "fell_back"))


def test_short_kinds_are_of_the_sentences_the_model_wrote() -> None:
    own = saying("Nantes vote son budget et paie le tram. Les écoles de la ville rouvrent lundi.")
    strategy = TranslateThenSummarize({"fr": condenser("fr", own)}, extractive=Extractive(LIMIT))

    [made] = strategy.summarize([record(NEWS)], language="fr", kinds=KINDS)

    texts = {summary.kind: summary.text for summary in reversed(made)}
    assert texts["standfirst"] == "Nantes vote son budget et paie le tram."
    assert texts["description"] == own.said
    assert texts["headline"] == "Nantes"
    assert own.calls == 1


def test_a_model_for_titles_writes_a_headline_beside_the_title() -> None:
    own = saying("Nantes vote son budget et paie le tram.")
    titles = {"fr": replace(condenser("fr", own), target="title", limit=Limit(sentences=1))}
    given = {"extractive": Extractive(LIMIT), "titles": titles}
    source = TranslateThenSummarize({"fr": condenser("fr", own)}, **given)
    other = SummarizeThenTranslate({"fr": condenser("fr", own)}, translate=translate, **given)

    made = [
        [
            one.text
            for one in strategy.summarize([record(NEWS)], language=code, kinds=KINDS)[0]
            if one.kind == "headline"
        ]
        for strategy, code in ((source, "fr"), (other, "nl"))
    ]

    assert [texts[:2] for texts in made] == [["Nantes", TITLE], ["NL Nantes", f"fr>nl {TITLE}"]]


def test_changes_of_content_in_a_translated_summary_are_findings() -> None:
    change = Finding(check="postedit.numbers", severity="info", message="'9' for '8'", before="8", after="9")

    def edited(sentences: Sequence[str], *, source: str, target: str) -> list[Rendering]:
        return [replace(one, findings=(change,)) for one in translate(sentences, source=source, target=target)]

    strategy = SummarizeThenTranslate(
        {"fr": condenser("fr", model("fr"))}, extractive=Extractive(LIMIT), translate=edited
    )
    stages = [
        Summarize(language=code, strategy=strategy, translated=code != "fr", kinds=KINDS) for code in ("nl", "fr")
    ]

    dutch, french = (stage.run([record(NEWS)])[0] for stage in stages)

    assert dutch.findings == (replace(change, language="nl"),) and french.findings == ()
    assert {type(one) for one in (*dutch.summaries, *french.summaries)} == {Summary}
