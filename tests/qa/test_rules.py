"""Every check and every post-editor is documented, and its examples are true."""

import ast
from functools import cache
from pathlib import Path

import pytest

import babelpress
from babelpress.config.plugins import CHECKS
from babelpress.document import Finding
from babelpress.lang import variant
from babelpress.models.lexicon import Lexicon, hashes
from babelpress.nlp.terminology import Glossary, Term
from babelpress.nlp.truecasing import style
from babelpress.nlp.word_alignment import whole
from babelpress.qa.base import SegmentPair
from babelpress.qa.checks.terminology import TERMS
from babelpress.qa.checks.terminology import check as check_terms
from babelpress.qa.engine import MARKUP, findings
from babelpress.qa.rules import CHECK_RULES, EDIT_RULES, Example, Rule, rule
from babelpress.stages.translate import _FINDINGS
from babelpress.translation.postedit.base import Context
from babelpress.translation.postedit.loop import POST_EDITORS, postedit

PACKAGE = Path(babelpress.__file__).parent


@cache
def named() -> set[str]:
    """All names of checks that the code gives to findings as a constant."""
    found = {*CHECKS, *_FINDINGS, MARKUP, TERMS}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "check" and isinstance(node.value, ast.Constant):
                found |= {node.value.value} if isinstance(node.value.value, str) else set()
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_changed":
                found |= {node.args[0].value} if isinstance(node.args[0], ast.Constant) else set()
    return found


def pair(one: Example, target: str) -> SegmentPair:
    return SegmentPair(
        source=one.source, target=target, source_language=one.languages[0], target_language=one.languages[1]
    )


def found(one: Rule, target: str) -> list[Finding]:
    """What a check finds in a translation of its example."""
    assert one.example
    texts = pair(one.example, target)
    if one.example.terms:
        return list(check_terms(texts, glossary(one.example)))
    return [finding for finding in findings([texts]) if finding.check == one.name]


def glossary(one: Example) -> Glossary:
    return Glossary(
        [Term(source=left, target=right) for left, right in one.terms],
        source=one.languages[0],
        target=one.languages[1],
    )


def edited(one: Example, target: str) -> list[Finding]:
    """The edits of a translation of an example."""
    context = Context(
        source=one.source,
        target=target,
        source_language=one.languages[0],
        target_language=one.languages[1],
        variant=variant(one.languages[1]),
        terms=glossary(one).find(one.source),
        alignment=whole(len(one.source), len(target)) if one.terms or one.lexicon else None,
        lexicon=Lexicon(hashes(word for _, word in one.lexicon), dict(one.lexicon)) if one.lexicon else None,
        style=style(one.source, one.languages[0]),
    )
    return [change.finding for change in postedit(context).applied]


@pytest.mark.parametrize("name", sorted(named()))
def test_every_check_is_documented(name: str):
    assert name in {one.name for one in CHECK_RULES}, (
        f"the check '{name}' is not documented: add a Rule(name='{name}', ...) with an example to CHECK_RULES in "
        "babelpress/qa/rules.py, then run: make docs"
    )


@pytest.mark.parametrize("name", [one.check for one in POST_EDITORS])
def test_every_post_editor_is_documented(name: str):
    assert name in {one.name for one in EDIT_RULES}, (
        f"the post-editor '{name}' is not documented: add a Rule(name='{name}', ...) with an example to EDIT_RULES in "
        "babelpress/qa/rules.py, then run: make docs"
    )


def test_nothing_is_documented_that_does_not_exist():
    assert {one.name for one in CHECK_RULES} == named()
    assert {one.name for one in EDIT_RULES} == {one.check for one in POST_EDITORS}


@pytest.mark.parametrize("one", [one for one in CHECK_RULES if one.example], ids=lambda one: one.name)
def test_wrong_example_gives_the_worst_finding_and_the_right_one_none(one: Rule):
    assert one.example
    wrong, right = found(one, one.example.wrong), found(one, one.example.right)

    assert wrong and wrong[0].severity == one.severities[0], f"the wrong example of '{one.name}' gives {wrong}"
    assert right == [], f"the right example of '{one.name}' gives {right}"
    assert findings([pair(one.example, one.example.right)]) == ()


@pytest.mark.parametrize("one", EDIT_RULES, ids=lambda one: one.name)
def test_wrong_example_is_edited_and_the_right_one_stays(one: Rule):
    assert one.example
    wrong, right = edited(one.example, one.example.wrong), edited(one.example, one.example.right)

    assert wrong and {finding.check for finding in wrong} == {one.name}, f"the editor makes of it: {wrong}"
    assert right == [], f"the right example of '{one.name}' is edited: {right}"


def test_examples_are_missing_only_where_two_texts_do_not_decide():
    assert {one.name for one in CHECK_RULES if not one.example} == {
        "budget",
        "markup",
        "layout",
        "memory",
        "quotation",
        "untranslated",
        "unfinished",
        "empty",
    }


def test_a_check_of_a_plug_in_has_a_rule_of_its_own():
    assert rule("question").summary == "A finding of the check 'question'." and rule("question").text
