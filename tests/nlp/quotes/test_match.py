"""Quotation marks that a translation lost are found and put back at the aligned words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress import lang
from babelpress.nlp.edits import apply
from babelpress.nlp.quotes.match import missing
from babelpress.nlp.quotes.parse import find
from babelpress.translation.postedit.quotes import quotation_edits

VARIANTS = lang.variants()

any_text = st.text(st.characters(exclude_categories=["Cs"]))
marked_text = st.lists(st.sampled_from([*"«»“”„‘’\"' .,!?\n", "mot", "Étude", "\u200f", "e\u0301"])).map("".join)
texts = st.one_of(any_text, marked_text)


def nowhere(start: int, end: int) -> None:
    return None


def mended(source: str, target: str, tag: str, words: dict[str, str] | None = None) -> str:
    """Repair with an alignment that knows the translation of some spans."""

    def align(start: int, end: int) -> tuple[int, int] | None:
        other = (words or {}).get(source[start:end])
        return (target.index(other), target.index(other) + len(other)) if other else None

    return apply(target, quotation_edits(source, target, source_language="fr", variant=VARIANTS[tag], align=align))


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("", "", []),
        ("Oui.", "Ja.", []),
        ("« Oui », dit-il.", "“Ja”, zei hij.", []),
        ("« Oui », dit-il.", "Ja”, zei hij.", [("« Oui »", True, False)]),
        ("« Oui », dit-il.", "“Ja, zei hij.", [("« Oui »", False, True)]),
        ("« Oui », dit-il.", "Ja, zei hij.", [("« Oui »", True, True)]),
        ("« Oui.", "Ja.", [("« Oui.", True, False)]),
        ("Oui. »", "Ja.", [("Oui. »", False, True)]),
        ("««««««", "", [("««««««"[i:], True, False) for i in range(6)]),
        ("« A, dit-il, b »", "“A”, zei hij, “b”", []),
        ("Un « mot » et, plus loin, un « autre »", "Een woord en, verderop, een “ander”", [("« mot »", True, True)]),
    ],
)
def test_missing_gives_what_the_target_lacks(source, target, expected):
    found = missing(source, target, source_language="fr", target_language="nl")

    assert [(source[lost.quote.start : lost.quote.end], lost.opening, lost.closing) for lost in found] == expected


@pytest.mark.parametrize(
    ("source", "target", "words", "expected"),
    [
        ("« Oui. »", "Ja.", {}, "“Ja.”"),
        ("« Oui ».", "Ja.", {}, "“Ja”."),
        ("« Oui.", "Ja.", {}, "“Ja."),
        ("Oui. »", "Ja.", {}, "Ja.”"),
        ("« Oui », dit-il.", "Ja”, zei hij.", {}, "“Ja”, zei hij."),
        ("« Oui », dit-il.", "“Ja, zei hij.", {"Oui": "Ja"}, "“Ja”, zei hij."),
        ("« Oui, » dit-il.", "Ja, zei hij.", {"Oui,": "Ja"}, "“Ja,” zei hij."),
        ("Il dit « oui » hier.", "Hij zei ja gisteren.", {"oui": "ja"}, "Hij zei “ja” gisteren."),
        ("Il dit « oui » hier.", "Hij zei ja gisteren.", {"oui": "a"}, "Hij zei “ja” gisteren."),
        ("Il dit « oui » hier.", "Hij zei ja gisteren.", {}, "Hij zei ja gisteren."),
        ("Il dit « oui » hier.", "Hij zei “ja” gisteren.", {"oui": "ja"}, "Hij zei “ja” gisteren."),
        ("Il dit oui.", "Hij zei “ja”.", {}, "Hij zei “ja”."),
        ("L’accord d’IA.", "De auto’s van ’s avonds.", {}, "De auto’s van ’s avonds."),
        ("« Il dit “oui” hier »", "“Hij zei ja gisteren”", {"oui": "ja"}, "“Hij zei ‘ja’ gisteren”"),
    ],
)
def test_repair_puts_marks_back_where_they_belong(source, target, words, expected):
    assert mended(source, target, "nl-NL", words) == expected


def test_repair_closes_a_quotation_of_several_sentences_in_any_mood():
    assert mended("Mais il faut gérer. »", "Aber sie müssen es verwalten.", "de-DE") == "Aber sie müssen es verwalten.“"


def test_repair_writes_the_marks_of_the_variant():
    assert mended("« Oui. »", "Sí.", "es-ES") == "«Sí.»"
    assert mended("« Oui. »", "Ja.", "de-DE") == "„Ja.“"


@given(texts, texts, st.sampled_from(sorted(VARIANTS)), st.tuples(st.integers(0, 40), st.integers(0, 40)) | st.none())
def test_repair_takes_any_text_and_any_alignment(source, target, tag, span):
    edits = quotation_edits(source, target, source_language="fr", variant=VARIANTS[tag], align=lambda start, end: span)

    result = apply(target, edits)
    ends = [0, *(edit.end for edit in edits)]
    assert all(end <= edit.start <= edit.end <= len(target) for end, edit in zip(ends, edits, strict=False))
    assert [char for char in result if char.isalnum()] == [char for char in target if char.isalnum()]


@given(texts)
def test_a_text_against_itself_lacks_nothing(text):
    assert missing(text, text) == ()
    assert (
        bool(find(text))
        or quotation_edits(text, text, source_language="", variant=VARIANTS["nl-NL"], align=nowhere) == ()
    )


RIGHT = [
    # dashes of a dialogue became marks, or marks dashes
    ("– Vous partez ? – Non, je reste.", "“Are you leaving?” “No, I’m staying.”", "en-GB"),
    ("— Qui est là ? — Moi.", "„Wer ist da?“ „Ich.“", "de-DE"),
    ("« – Vous partez ? – Non, je reste. »", "“Are you leaving?” “No, I’m staying.”", "en-GB"),
    ("- Tu viens ?", "“Kom je?”", "nl-NL"),
    ("« Tu viens ? »", "—¿Vienes?", "es-ES"),
    # marks around what the source has in italics, in capitals, or as it is
    ("Il lit Le Monde.", "Er liest „Le Monde“.", "de-DE"),
    ("La chanson Imagine plaît.", "The song “Imagine” is popular.", "en-GB"),
    ("Elle est soi-disant malade.", "Ze is “ziek”.", "nl-NL"),
    ("Je reviens demain.", "I’ll be back tomorrow.”", "en-GB"),
    ("Le mot maison.", "A palavra “casa”.", "pt-PT"),
    # reported speech instead of a quotation
    ("« Je suis innocent », a dit l'accusé.", "The accused said that he was innocent.", "en-GB"),
    ("« Nous partons », dit-il.", "Ze vertrekken, zegt hij.", "nl-NL"),
    ("Il a dit : « Je ne sais pas. »", "Er sagte, er wisse es nicht.", "de-DE"),
    ("Il dit : « Elle est partie. »", "Dice que ella se fue.", "es-ES"),
]


@pytest.mark.parametrize(("source", "target", "tag"), RIGHT)
@pytest.mark.parametrize("where", ["first", "last", "nowhere", "all"])
def test_repair_leaves_right_translations_alone(source: str, target: str, tag: str, where: str):
    """With any alignment, also a wrong one."""
    middle = len(target) // 2
    spans = {"first": (0, middle), "last": (middle, len(target)), "all": (0, len(target)), "nowhere": None}

    def align(start: int, end: int) -> tuple[int, int] | None:
        span = spans[where]
        if span and "that he was" in target:
            return target.index("he was"), len(target) - 1
        if span and "Dice que" in target:
            return target.index("ella"), len(target) - 1
        return span

    assert quotation_edits(source, target, source_language="fr", variant=VARIANTS[tag], align=align) == ()


@pytest.mark.parametrize("target", ["“” Hij zei ja.", "Hij zei “ ” ja.", "Hij zei ja „“."])
def test_repair_removes_marks_with_nothing_between_them(target: str):
    assert '"' not in (made := mended("Il dit oui.", target, "nl-NL"))
    assert not set(made) & set("“”„")
