"""The documents of `data/documents`: what is wrong is what is known to be, and the checks tell good from bad."""

import re
import sys
from functools import partial

import pytest

from document_cases import CHECKS, DATA, SETS, Pair, command, judge, known, read, run, source_of, wrong

OF_WORDS = {"lacks", "lines", "has", "anchors"}
"""Checks that a document in French may fail."""


@pytest.mark.parametrize("name", SETS)
def test_the_wrong_cases_are_the_known_ones(tmp_path, name):
    faults = run(name, tmp_path, partial(command, prefix=[sys.executable, "-m", "babelpress"]))

    new = {case: faults[case] for case in wrong(faults) if case not in known()[name]}
    assert not new, "what was right is wrong now"
    assert wrong(faults) == known()[name], "more are right: python tests/document_cases.py dev held_out --renew"


@pytest.mark.parametrize("name", SETS)
def test_cases_are_told_apart_and_cover_every_kind(name):
    cases = read(name)

    assert len({case.id for case in cases}) == len(cases)
    assert {case.kind for case in cases} == set(range(1, 13))
    for case in cases:
        assert (DATA / name / case.file).exists(), case.id
        assert not case.source or re.fullmatch(r"https://github\.com/[\w.-]+/[\w.-]+/(?:issues|pull)/\d+", case.source)


@pytest.mark.parametrize("name", SETS)
def test_a_document_has_the_structure_of_itself(name):
    for case in read(name):
        if case.how == "run":
            source = source_of(DATA / name, case)
            checks = {check: wanted for check, wanted in case.checks.items() if check not in OF_WORDS}
            case = type(case)(case.id, case.file, case.kind, checks)
            assert judge(case, Pair(source, source, "fr", case.file)) == [], case.id


@pytest.mark.parametrize(
    ("check", "wanted", "source", "right", "wrong"),
    [
        ("html", True, "<p>Un <b>mot</b>.</p>", '<p>A <b>word</b>.</p>', "<p>A word.</p>"),
        ("html", True, "<ul><li>U</li></ul><p>b</p>", "<ul><li>A</li></ul><p>b</p>", "<ul><li>A<p>b</p></li></ul>"),
        ("xml", True, "<a><b x='1'>un</b></a>", "<a><b x='1'>one</b></a>", "<a><b x='2'>one</b></a>"),
        ("xml", True, "<a>un</a>", "<a>one</a>", "<a>one & two</a>"),
        ("markdown", True, "# Un\n\n- deux\n- `x`\n", "# One\n\n- two\n- `x`\n", "# One\n\n- two `x`\n"),
        ("markdown", True, "[a](b.md) ![c](d.png)\n", "![c](d.png) [a](b.md)\n", "[a](b.html) ![c](d.png)\n"),
        ("same_json", [], '{"a": "un", "b": 2}', '{"a": "one", "b": 2}', '{"a": "one", "b": 3}'),
        ("same_json", [], '{"a": "un", "b": ""}', '{"a": "one", "b": ""}', '{"a": "", "b": ""}'),
        ("same_yaml", [], "fr:\n  a: un\n  n: :jour\n", "de:\n  a: ein\n  n: :jour\n", "de:\n  a: ein\n"),
        ("icu", True, '["{n, plural, one {#} other {x}}"]', '["{n, plural, one {#} many {#} other {y}}"]', '["{n} #"]'),
        ("icu", True, '["\'{x}\' {a}"]', '["{a} \'{x}\'"]', '["{a} {x}"]'),
        ("icu", True, '["{a, select, b {c} other {d}}"]', '["{a, select, b {e} other {f}}"]', '["{a, select, b {f}}"]'),
        ("same", ["<\\d>"], "a <1> <2>", "<1> a <2>", "<2> a <1>"),
        ("same_bag", ["<\\d>"], "a <1> <2>", "<2> a <1>", "<1> a <1>"),
        ("times", "<(\\d+)>", "a<1>b<2>", "<1>b<2>a", "<2>b<1>"),
        ("anchors", True, "## Un\n[a](#un)", "## One\n[a](#one)", "## One\n[a](#un)"),
        ("has", ["x: %L%"], "x: fr", "x: en", "x: fr"),
        ("lacks", ["mot"], "mot", "word", "a mot"),
        ("lines", ["^- \\w"], "- un", "x\n- one", "x - one"),
        ("same_head", "}", "{a} un", "{a} one", "{b} one"),
    ],
)  # fmt: skip
def test_a_check_tells_right_from_wrong(check, wanted, source, right, wrong):
    assert list(CHECKS[check](Pair(source.encode(), right.encode(), "en", "x"), wanted)) == []
    assert list(CHECKS[check](Pair(source.encode(), wrong.encode(), "en", "x"), wanted)) != []
