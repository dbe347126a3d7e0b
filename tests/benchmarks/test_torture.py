"""The judges of the torture benchmark tell good translations from bad ones; its cases are well formed."""

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "benchmarks" / "fidelity"))

from torture_cases import FAMILIES, TARGETS, read  # noqa: E402
from torture_judges import judge  # noqa: E402

CASES = read()


def faults(source: str, output: str, *, language: str = "en", form: str = "text", **expected: object) -> list[str]:
    return judge(source, output, language=language, form=form, expected=expected)


def test_there_are_enough_cases_of_every_family():
    assert len(CASES) >= 150
    assert len({case.id for case in CASES}) == len(CASES)
    assert {case.family for case in CASES} == set(FAMILIES)


def test_every_thread_is_an_address():
    threads = [thread for case in CASES for thread in case.threads]

    assert len(set(threads)) >= 50
    assert all(re.fullmatch(r"https://github\.com/[\w.-]+/[\w.-]+/(?:issues|pull)/\d+", thread) for thread in threads)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_every_case_can_be_judged(case):
    for target in case.targets:
        assert target in TARGETS
        found = judge(case.source, case.source, language=target, form=case.form, expected=case.expected)
        assert judge(case.source, "", language=target, form=case.form, expected=case.expected) == ["empty"]
        assert not any("stands" in fault or fault.startswith(("lost", "line ends")) for fault in found)


@pytest.mark.parametrize(
    ("source", "output", "fault"),
    [
        ("<p>Un <b>mot</b>.</p>", "<p>A <b>word</b>.</p>", None),
        ('<p>Un <a href="/x" title="Suite">mot</a>.</p>', '<p>A <a title="More" href="/x">word</a>.</p>', None),
        ("<p>Un&nbsp;mot.<br></p>", "<p>A word.<br/></p>", None),
        ("<p>Un <b>mot</b>.</p>", "<p>A word.</p>", "lost <b> </b>"),
        ('<a href="/x">mot</a>', '<a href="/y">word</a>', 'lost <a href="/x">'),
        ("<b>Un</b> <i>mot</i>", "<b>A <i>word</b></i>", "is not well nested"),
        ("<b>Un</b> mot", "<b>A</b><b> word", "which the source has not"),
        ("<p>Un <b>mot</b>.</p>", "<p>A w<b>ord</b>.</p>", "a tag inside a word: w<b>o"),
        ("<p>&lt;script&gt;</p>", "<p><script></p>", "has <script>"),
        ("<p>Un.</p><!-- non -->", "<p>A.</p> non ", "lost <!-- non -->"),
    ],
)
def test_html_keeps_its_structure(source: str, output: str, fault: str | None):
    found = faults(source, output, form="html", markup=True)

    assert (found == []) if fault is None else any(fault in one for one in found)


@pytest.mark.parametrize(
    ("source", "output", "fault"),
    [
        ("# Un **mot**\n", "# A **word**\n", None),
        ("Un [mot](/x).\n", "A [word](/y).\n", "lost link_open/x"),
        ("- un\n- deux\n", "- one - two\n", "blocks"),
        ("Un `mot`.\n", "A `word`.\n", "lost code_inlinemot"),
        ("| a | b |\n|---|---|\n| c | d |\n", "| a | b |\n| --- | --- |\n| e | f |\n", None),
    ],
)
def test_markdown_keeps_its_structure(source: str, output: str, fault: str | None):
    found = faults(source, output, form="md", markup=True)

    assert (found == []) if fault is None else any(fault in one for one in found)


def test_a_tag_covers_what_it_must():
    source = "<p>Il vaut <b>830</b> euros.</p>"

    assert faults(source, "<p>It is worth <b>830</b> euros.</p>", form="html", within=[["b", "830"]]) == []
    assert faults(source, "<p><b>It is</b> worth 830 euros.</p>", form="html", within=[["b", "830"]]) != []


def test_what_is_kept_stands_exactly_as_often():
    assert faults("Bonjour {n}.", "Hello {n}.", keep=["{n}"]) == []
    assert faults("Bonjour {n}.", "Hello.", keep=["{n}"]) == ["{n} stands 0 times, not 1"]
    assert faults("Bonjour {n}.", "Hello {n} {n}.", keep=["{n}"]) == ["{n} stands 2 times, not 1"]


@pytest.mark.parametrize(
    ("spec", "language", "output"),
    [
        ("2200112", "en", "It has 2,200,112 people."),
        ("2200112", "de", "Es hat 2.200.112 Einwohner."),
        ("2200112", "pt", "Tem 2 200 112 habitantes."),
        ("3.5%", "en", "That is 3.5%."),
        ("3.5%", "nl", "Dat is 3,5 procent."),
        ("80%", "de", "80\u00a0% der Stimmen"),
        ("830e9 USD", "es", "830.000 millones de dólares"),
        ("830e9 USD", "es", "830 mil millones de dólares"),
        ("5000e9", "en", "5 trillion"),
        ("5000e9", "de", "5 Billionen"),
        ("5000e9", "nl", "5 biljoen"),
        ("5000e9", "pt", "5 biliões"),
        ("9.99 EUR", "en", "It costs €9.99."),
        ("9.99 EUR", "de", "Es kostet 9,99 Euro."),
        ("7", "en", "for seven days"),
    ],
)
def test_a_figure_has_the_spellings_of_its_language(spec: str, language: str, output: str):
    assert faults("x", output, language=language, numbers=[spec]) == []


@pytest.mark.parametrize(
    ("spec", "language", "output"),
    [
        ("2200112", "en", "It has 2,200,12 people."),
        ("2200112", "en", "It has 2.200.112 people."),
        ("3.5%", "de", "Das sind 3.5 %."),
        ("3.5%", "en", "That is 3.5."),
        ("80%", "en", "That is 180%."),
        ("830e9 USD", "en", "830 million dollars"),
        ("5000e9", "de", "5 Trillionen"),
        ("5000e9", "en", "5 billion"),
        ("9.99 EUR", "en", "It costs $9.99."),
        ("7", "en", "for 7 days and 8 nights"),
    ],
)
def test_a_wrong_figure_is_told(spec: str, language: str, output: str):
    assert faults("x", output, language=language, numbers=[spec]) != []


@pytest.mark.parametrize(
    ("output", "good"),
    [
        ("“We won”, said the mayor of 52.", True),
        ("„Wir haben gewonnen“, sagte der Bürgermeister, 52.", True),
        ('"We won", said the mayor of 52.', True),
        ("“We won, said the mayor of 52.", False),
        ("“We won, said the mayor of 52.”", False),
        ("“We” “won”, said the mayor of 52.", False),
        ("We won, said the mayor of 52.", False),
    ],
)
def test_quotations_are_counted_and_their_place_is_seen(output: str, good: bool):
    assert (faults("« x »", output, quotes=1, outside=["52"], inside=["[wW]"]) == []) == good


@pytest.mark.parametrize(
    ("output", "fault"),
    [
        ("WHICH COOKIES AND WHICH TRACKERS?", None),
        ("Which cookies and which trackers?", "not in capitals"),
        ("QUELS COOKIES AND TRACKERS?", "left in French: quels"),
        ("WHAT COOKIES AND THAT THAT THAT", "3 times in a row: that"),
    ],
)
def test_a_headline_in_capitals_is_one_in_the_other_language(output: str, fault: str | None):
    found = faults("QUELS COOKIES ET QUELS TRACEURS ?", output, capitals=["COOKIES"])

    assert (found == []) if fault is None else any(fault in one for one in found)


@pytest.mark.parametrize(
    ("source", "output", "good"),
    [
        ("Non, non, non !", "No, no, no!", True),
        ("de plus en plus", "more and more", True),
        ("increasingly", "cada vez " * 20, False),
        ("Menu", "I'm sorry, I'm sorry, I'm sorry", False),
        ("Menu", "This is a menu that we have written for you.", False),
        ("très, très grand", "very, very big", True),
    ],
)
def test_loops_are_more_repetition_than_the_source_has(source: str, output: str, good: bool):
    assert (faults(source, output, loops=True) == []) == good


def test_a_sentence_left_out_or_left_in_french_is_told():
    source = "Bonjour ! Les enfants jouent dans la cour."

    assert faults(source, "Hello! Children play in the yard.", sentences=2, translated=True) == []
    assert faults(source, "Children play in the yard.", sentences=2) == ["1 sentences, not 2"]
    assert faults(source, "Hello! Les enfants jouent dans la cour.", translated=True) != []


def test_line_ends_and_list_markers_stay():
    source = "Au menu :\n- pain\n- vin\n\nFin."

    assert faults(source, "Menu:\n- bread\n- wine\n\nEnd.", lines=True) == []
    assert faults(source, "Menu:\n\n- bread\n- wine\n\nEnd.", lines=True) != []
    assert faults(source, "Menu:\nbread\n- wine\n\nEnd.", lines=True) == ["list markers ['-'], not ['-', '-']"]


def test_what_must_and_must_not_be_said_may_differ_by_language():
    expected = {"says": [{"en": "January", "de": "Januar"}], "never": ["janvier"]}

    assert faults("janvier", "January", **expected) == []
    assert faults("janvier", "Januar", language="de", **expected) == []
    assert faults("janvier", "janvier", **expected) == ["nothing says January", "says janvier"]


def test_a_tag_does_not_swallow_its_sentence():
    source = "<p>Le 1<sup>er</sup> mai.</p>"

    assert faults(source, "<p>The 1<sup>st</sup> of May.</p>", form="html", most=[["sup", 4]]) == []
    assert faults(source, "<p><sup>The 1st of May.</sup></p>", form="html", most=[["sup", 4]]) != []
