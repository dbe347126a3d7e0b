"""The translator: one call per model, nothing twice, nothing cut, nothing lost."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from babelpress._internal.lru import LRUCache
from babelpress.models.backends.base import Decoding, Output
from babelpress.models.cards import ModelCard, Origin
from babelpress.models.lexicon import Lexicon, hashes
from babelpress.models.routing import Hop, Route
from babelpress.nlp.word_alignment import Alignment
from babelpress.translation.cache import decode, encode
from babelpress.translation.translator import Request, Translator


class Marker:
    """A plug-in model of 12 words that marks each text, knows no emoji and no euro, and keeps what it was asked."""

    def __init__(self) -> None:
        self.calls: list[list[str]] = []

    def generate(
        self, texts: Sequence[str], decoding: Decoding, *, source: str, target: str, align: Collection[int] = ()
    ) -> list[Output]:
        self.calls.append(list(texts))
        return [
            Output(text="" if "rien" in text else f"{target}({text})", score=-1.0, tokens=4, finished="fin" not in text)
            for text in texts
        ]

    def count(self, text: str) -> int:
        return len(text.split()) + 1

    def unknown(self, text: str) -> frozenset[str]:
        return frozenset(text) & frozenset("🎉Ł€")


def card(name: str) -> ModelCard:
    return ModelCard(
        id=name,
        task="translation",
        architecture="marian",
        sources=("fr", "en"),
        targets=("en", "nl", "de"),
        max_tokens=12,
        origin=Origin(folder="/nowhere"),
        licence="Apache-2.0",
        commercial_use=True,
    )


def route(*languages: str) -> Route:
    legs = tuple(Hop(model=f"{a}-{b}", source=a, target=b) for a, b in pairwise(languages))
    return Route(source=languages[0], target=languages[-1], legs=legs, score=None, figure="")


@pytest.fixture
def models() -> dict[str, Marker]:
    return {name: Marker() for name in ("fr-en", "en-nl", "en-de", "fr-nl")}


@pytest.fixture
def translator(models: dict[str, Marker]) -> Translator:
    cards = {name: card(name) for name in models}
    return Translator(models=models.__getitem__, cards=cards, decoding=Decoding(), cache=LRUCache(100))


def texts(translator: Translator, sentences: Sequence[str], *languages: str) -> list[str]:
    return [made.text for made in translator.translate([Request(text=text) for text in sentences], route(*languages))]


def test_translate_asks_for_nothing_when_there_is_nothing(translator: Translator, models: dict[str, Marker]):
    assert translator.translate([], route("fr", "nl")) == []
    assert models["fr-nl"].calls == []


def test_translate_gives_one_hypothesis_per_sentence_in_order(translator: Translator, models: dict[str, Marker]):
    assert texts(translator, ["Un.", "Deux.", "Un."], "fr", "nl") == ["nl(Un.)", "nl(Deux.)", "nl(Un.)"]
    assert models["fr-nl"].calls == [["Un.", "Deux."]]


def test_translate_computes_a_pivot_once_for_all_targets(translator: Translator, models: dict[str, Marker]):
    assert texts(translator, ["Un.", "Deux."], "fr", "en") == ["en(Un.)", "en(Deux.)"]
    assert texts(translator, ["Un.", "Deux."], "fr", "en", "nl") == ["nl(en(Un.))", "nl(en(Deux.))"]
    assert texts(translator, ["Un.", "Deux."], "fr", "en", "de") == ["de(en(Un.))", "de(en(Deux.))"]
    assert len(models["fr-en"].calls) == 1


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("🎉", "🎉"),
        ("12 %", "12 %"),
        ("***", "***"),
        ("Bravo 🎉 à tous", "nl(Bravo) 🎉 nl(à tous)"),
        ("🎉 Bravo !", "🎉 nl(Bravo !)"),
    ],
)
def test_translate_carries_over_what_the_model_lacks(translator: Translator, sentence: str, expected: str):
    (made,) = translator.translate([Request(text=sentence)], route("fr", "nl"))

    assert (made.text, made.flags) == (expected, ("carried",))


def test_translate_spells_out_a_sign_the_model_lacks(translator: Translator):
    (made,) = translator.translate([Request(text="Il a payé 1,2 M€ hier", align=True)], route("fr", "nl"))
    (kept,) = translator.translate([Request(text="Il a payé 3 € hier", carried=((10, 13),))], route("fr", "nl"))

    assert (made.text, made.flags) == ("nl(Il a payé 1,2 million d'euros hier)", ())
    assert (kept.text, kept.flags) == ("nl(Il a payé) 3 € nl(hier)", ("carried",))


def test_translate_restores_names_it_had_to_fold(translator: Translator, models: dict[str, Marker]):
    assert texts(translator, ["Le maire de Łask parle."], "fr", "nl") == ["nl(Le maire de Łask parle.)"]
    assert models["fr-nl"].calls == [["Le maire de Lask parle."]]


def test_translate_splits_what_is_too_long_at_its_clauses(translator: Translator, models: dict[str, Marker]):
    sentence = "Il pleut sur la ville depuis deux jours, dit le maire, et la rivière monte encore."

    (made,) = translator.translate([Request(text=sentence)], route("fr", "nl"))

    (asked,) = models["fr-nl"].calls
    assert len(asked) > 1
    assert " ".join(asked) == sentence
    assert all(len(part.split()) < 12 for part in asked)
    assert made.text == f"nl({asked[0]}), nl({asked[1]})"  # the comma stands in the midst of the sentence
    assert made.flags == ("split",)


def test_translate_flags_what_did_not_end(translator: Translator):
    (made,) = translator.translate([Request(text="sans fin")], route("fr", "nl"))

    assert made.flags == ("unfinished",)


def test_translate_keeps_the_source_where_the_model_gives_nothing(translator: Translator):
    (made,) = translator.translate([Request(text="rien du tout")], route("fr", "nl"))

    assert (made.text, made.flags) == ("rien du tout", ("empty",))


def test_translate_hands_flags_of_a_pivot_on(translator: Translator):
    (made,) = translator.translate([Request(text="sans fin")], route("fr", "en", "nl"))

    assert (made.text, made.score) == ("nl(en(sans fin))", -1.0)
    assert "unfinished" in made.flags


class Inventor(Marker):
    """A model with a lexicon that makes up a word for every word, and aligns them in order where it is asked to."""

    def generate(
        self, texts: Sequence[str], decoding: Decoding, *, source: str, target: str, align: Collection[int] = ()
    ) -> list[Output]:
        self.calls.append(list(texts))
        return [
            Output(
                text=" ".join(f"{word}{target}" for word in text.split()),
                score=-1.0,
                tokens=4,
                alignment=self._alignment(text, target) if i in align else None,
            )
            for i, text in enumerate(texts)
        ]

    def _alignment(self, text: str, target: str) -> Alignment:
        left = tuple(match.span() for match in re.finditer(r"\S+", text))
        right = tuple((start + len(target) * i, end + len(target) * (i + 1)) for i, (start, end) in enumerate(left))
        return Alignment(left, right, np.eye(len(left), dtype=np.float32))

    def lexicon(self, target: str) -> Lexicon | None:
        tables = {"en": {"requin": "shark"}, "nl": {"shark": "haai"}}
        return Lexicon(hashes(tables[target].values()), tables[target]) if target in tables else None


@pytest.fixture
def inventors() -> Translator:
    names = ("fr-en", "en-nl", "fr-de")
    models = {name: Inventor() for name in names}
    cards = {name: card(name) for name in names}
    return Translator(models=models.__getitem__, cards=cards, decoding=Decoding(), cache=LRUCache(100))


def test_words_that_a_model_made_up_get_the_translation_of_its_lexicon(inventors: Translator):
    asked = Request(text="requin vu", lexicon=True)
    (made,) = inventors.translate([asked], route("fr", "en"))
    (bare,) = inventors.translate([replace(asked, lexicon=False)], route("fr", "en"))
    (other,) = inventors.translate([asked], route("fr", "de"))

    assert made.text == "shark vuen" and made.alignment is None
    assert [(one.check, one.severity, one.before, one.after) for one in made.findings] == [
        ("postedit.lexicon", "info", "requinen", "shark")
    ]
    assert (bare.text, bare.findings) == ("requinen vuen", ())
    assert (other.text, other.findings) == ("requinde vude", ())


def test_each_leg_of_a_route_has_its_own_lexicon(inventors: Translator):
    (made,) = inventors.translate([Request(text="requin", lexicon=True, align=True)], route("fr", "en", "nl"))

    assert made.text == "haai"
    assert [(one.before, one.after) for one in made.findings] == [("", ""), ("sharknl", "haai")]
    assert "« requin »" in made.findings[0].message
    assert made.alignment is not None and made.alignment.span(0, 6) == (0, 4)


def test_the_findings_of_a_lexicon_are_kept_in_the_cache(inventors: Translator):
    (made,) = inventors.translate([Request(text="requin vu", lexicon=True, align=True)], route("fr", "en"))

    assert decode(encode(made)) == made
