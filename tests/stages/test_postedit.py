"""Post-editing of anybody's translation: what no edit touches stays, and what is edited is told."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from babelpress.errors import ConfigError
from babelpress.nlp.terminology import Glossary, Term
from babelpress.stages.postedit import Postedited, postedit_text, postedit_texts, read_plain, rules_of
from babelpress.stages.profiles import load_profile
from babelpress.translation.postedit.repair import Rules, repair

RULES = Rules(source_language="fr", target_language="en")

# Pairs of which an edit is sure, and pairs that are right.
WRONG = [("Cela vaut 830 milliards.", "It is worth 830 million."), ("Il est à Pékin.", "He is in Pékin.")]
RIGHT = [
    ("Le train part demain matin.", "The train leaves tomorrow morning."),
    ("Personne ne l'a vu.", "Nobody saw him."),
    ("Les élèves sont revenus hier.", "The pupils came back yesterday."),
    ("Il fait froid. Il neige.", "It is cold. It is snowing."),
]
ENDS = st.sampled_from(["\n", "\r\n", " \n", "\n\n", "\r\n \r\n", "\t\n", "\u00a0\n", "\n\n\n"])
LINES = st.lists(st.tuples(st.sampled_from([*WRONG, *RIGHT]), ENDS, ENDS), min_size=1, max_size=8)
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.lists(
    st.sampled_from(
        ["«", "»", '"', "1 000", "12 %", "Pékin", " ", "\n", "\r", "\r\n", "\x85", "\u2028", "- ", "1. ", "mot"]
    )
    | st.sampled_from(["\u00ad", "\u200b", "e\u0301", "\ufeff", "Langues : Français | English"]),
    max_size=20,
).map("".join)


def texts(lines: Sequence[tuple[tuple[str, str], str, str]]) -> tuple[str, str]:
    """The two texts of pairs with ends of lines."""
    return "".join(pair[0] + end for pair, end, _ in lines), "".join(pair[1] + end for pair, _, end in lines)


def unedited(made: Postedited, target: str) -> bool:
    """Whether each line that changed has a change told of it."""
    before, after = target.split("\n"), made.text.split("\n")
    told = {change.line for change in made.changes}
    changed = {number for number, (old, new) in enumerate(zip(before, after, strict=True), start=1) if old != new}
    return changed <= told


@settings(deadline=None)
@given(LINES)
def test_all_but_the_edited_words_stays_in_its_place(lines):
    source, target = texts(lines)

    made = postedit_text(source, target, RULES, checks=[])

    right = target.replace("830 million", "830 billion").replace("Pékin", "Beijing")
    assert made.text == right
    assert unedited(made, target)
    assert [one.change.after for one in made.changes] == [
        {"It": "830 billion", "He": "Beijing"}[pair[1][:2]] for pair, _, _ in lines if pair in WRONG
    ]


@settings(deadline=None)
@given(ANY, ANY)
def test_a_text_without_edits_is_returned_as_it_is(source: str, target: str):
    made = postedit_text(source, target, RULES, checks=[])

    assert made.changes or made.text == target


@settings(deadline=None)
@given(LINES)
def test_sentences_of_a_wrapped_text_are_edited_where_they_stand(lines):
    source = "Un titre\n\n" + " ".join(pair[0] for pair, _, _ in lines)
    target = "A title\r\n\r\n" + " ".join(pair[1] for pair, _, _ in lines).replace(" in ", "\r\n  in ") + "\r\n\r\n"
    target += "And a paragraph that the source does not have, with many words of its own."

    made = postedit_text(source, target, RULES, checks=[])

    assert made.text.split() == target.replace("830 million", "830 billion").replace("Pékin", "Beijing").split() or (
        len(made.changes) < sum(pair in WRONG for pair, _, _ in lines)  # sentences that could not be aligned
    )
    assert made.text.count("\r\n") == target.count("\r\n") and made.text.count("\n") == target.count("\n")
    assert unedited(made, target)


@pytest.mark.parametrize("pair", [*WRONG, *RIGHT, ("« Oui. »", '"Yes."'), ("FIN DE LA GRÈVE", "End of the strike")])
def test_a_pair_is_edited_as_a_sentence_of_a_run_is(pair: tuple[str, str]):
    (made,) = postedit_texts([pair[0]], [pair[1]], RULES).texts

    assert made == repair(*pair, RULES).context.target
    assert postedit_text(*pair, RULES, lines=True).text == made


def test_a_change_says_where_what_and_why():
    made = postedit_text("Oui.\nCela vaut 830 milliards.\n", "Yes.\r\nIt is worth 830 million.\r\n", RULES)

    (one,) = made.changes
    assert (one.line, one.segment, one.before, one.after) == (2, 1, "830 million", "830 billion")
    assert one.pair.target == "It is worth 830 million." and one.change.content and one.reason
    assert [finding.check for finding in made.findings] == ["postedit.numbers"]
    assert made.ok


def test_what_is_left_is_found_by_the_checks():
    made = postedit_texts(["Il a vu Paul Roux à Londres.", "Oui."], ["He saw Paul Blanc in London.", "Yes."], RULES)

    assert made.changes == () and not made.ok
    assert [(one.check, one.segment) for one in made.findings] == [("names", 0)]
    assert made.text == "He saw Paul Blanc in London.\nYes."


def test_names_and_variants_of_the_profile_are_used(tmp_path: Path):
    profile = load_profile(
        "fake", overrides=["constraints.do_not_translate=[Pékin]", "constraints.variants={en: en-US}"]
    )
    rules = rules_of(profile, source_language="fr", target_language="en")

    assert (rules.names, rules.variant) == (("Pékin",), "en-US")
    assert postedit_texts(["Il est à Pékin."], ["He is in Pékin."], rules).texts == ("He is in Pékin.",)
    assert rules_of(profile, source_language="fr", target_language="en", variant="en-GB").variant == "en-GB"


def test_terms_of_a_glossary_are_asked_for_but_not_put_in_without_an_alignment():
    glossary = Glossary([Term(source="grève", target="walkout")], source="fr", target="en")
    rules = Rules(source_language="fr", target_language="en", glossary=glossary)

    for made in (
        postedit_texts(["La grève continue."], ["The strike continues."], rules),
        postedit_text("Un titre\n\nLa grève continue.", "The strike continues.", rules),
    ):
        assert made.changes == ()
        assert [one.message for one in made.findings if one.check == "glossary"] == [
            "'grève' is 'walkout' in the glossary, which the translation does not hold"
        ]


@pytest.mark.parametrize(("source", "target"), [("", ""), ("\n \n", "\r\n"), ("Oui.\n", ""), ("", "Yes.\n")])
@pytest.mark.parametrize("lines", [False, True])
def test_blank_texts_stay(source: str, target: str, lines: bool):
    if lines and len(source.splitlines()) != len(target.splitlines()):
        with pytest.raises(ConfigError, match="the numbers of lines differ"):
            postedit_text(source, target, RULES, lines=True)
        return
    assert postedit_text(source, target, RULES, lines=lines).text == target


@pytest.mark.parametrize("mark", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\r"])
def test_only_newlines_part_lines(mark: str):
    target = f"It is worth{mark} 830 million.\nYes.\n"

    made = postedit_text("Cela vaut 830 milliards.\nOui.\n", target, RULES, lines=True, checks=[])

    assert made.text == target.replace("million", "billion")


def test_the_same_language_on_both_sides_is_refused():
    with pytest.raises(ConfigError, match="both in 'fr'"):
        rules_of(load_profile("fake"), source_language="fr", target_language="fr")


def test_different_numbers_of_texts_are_refused():
    with pytest.raises(ConfigError, match="source has 2 segments and target has 1"):
        postedit_texts(["Un.", "Deux."], ["One."], RULES)


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbfa\r\n", "é\n".encode("utf-16"), b"a\nb", "\ufeff\ufeff".encode()])
def test_the_bytes_of_a_file_come_back(data: bytes, tmp_path: Path):
    (tmp_path / "a.txt").write_bytes(data)
    raw = read_plain(tmp_path / "a.txt")

    assert raw.encoded(raw.text) == data


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.md", b"# A", "is not plain text"),
        ("a.docx", b"PK", "is not plain text"),
        ("a.jsonl", b"{}", "is not plain text"),
        ("a.xml", b"<a/>", "no reader understands the markup"),
        ("a.txt", b"ab\0cd", "is not text but binary"),
        ("a.txt", b"caf\xe9", "is not UTF-8"),
        ("a.txt", b"a" * 1_000_001, "the limit is 1,000,000 characters"),
        ("a", b"\x89PNG", "is not text but a picture"),
    ],
)
def test_a_file_that_is_no_plain_text_is_refused(name: str, data: bytes, message: str, tmp_path: Path):
    (tmp_path / name).write_bytes(data)

    with pytest.raises(ConfigError, match=message):
        read_plain(tmp_path / name)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("\n", "\n"),
        ("mot ", "word "),
        ("Il dort.\n", "He sleeps.\n"),
        ("Pékin ", "Pékin "),
        ("a. B ", "a. B "),
        ("« ", "“ "),
    ],
)
def test_long_texts_take_linear_time(source: str, target: str):
    times = 100_000 // len(target)  # quadratic time would be many minutes

    made = postedit_text(source * times, target * times, RULES, checks=[])

    assert made.text
