"""The loop of post-editors: kept places stay, edits are disjoint, what is right stays as it is."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from babelpress import lang
from babelpress.nlp.edits import Edit, apply
from babelpress.nlp.terminology import Glossary, Term
from babelpress.nlp.word_alignment import Alignment, identity, whole
from babelpress.translation.postedit.base import Context, PostEditor, kept_places
from babelpress.translation.postedit.loop import CONTENT_EDITED, POST_EDITORS, Edited, postedit
from translation.postedit.contexts import context, edited, editor

EXAMPLES = Path(__file__).parents[3] / "examples" / "evaluation"

KEPT = ['print("a  b")', "a@b.fr", "%1$s", "1 000 Bornes", "Pékin", "Open AI", "Grève", "« x »", "14h30", "groß", "de"]
PIECES = [
    *KEPT, "1 000", "1000", "2 millions", "3,5 %", "2 billion", "14h30", "07:0005", "05-09/2026", "05/09/2026",
    "« ", " »", '"', "“", "’", "'", " ", "  ", ", ", ". ", " ?", "...", "…", " - ", "Peking", "OpenAI", "le maire",
    "help help", "Grève", "strike", "LA RÉFORME", "Straße", "\n", "\u202f", "e\u0301", "𝔘",
]  # fmt: skip
TERMS = [Term(source="grève", target="staking"), Term(source="maire", target="Pékin")]

texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=12)


@st.composite
def contexts(draw: st.DrawFn) -> Context:
    """Any texts, with any places kept, aligned in three ways."""
    source = "".join(draw(texts))
    kept, target = [], ""
    for piece in draw(st.lists(st.tuples(st.sampled_from(PIECES) | st.text(max_size=3), st.booleans()), max_size=12)):
        if piece[1] and piece[0]:
            kept.append((len(target), len(target) + len(piece[0])))
        target += piece[0]
    variant = lang.variants()[draw(st.sampled_from(sorted(lang.variants())))]
    return Context(
        source=source,
        target=target,
        source_language=draw(st.sampled_from(["fr", "en"])),
        target_language=variant.language,
        variant=variant,
        alignment=draw(st.sampled_from([None, identity(target), whole(len(source), len(target))])),
        kept=tuple(kept),
        names=("Pékin",),
        terms=Glossary(TERMS, source="fr", target="nl").find(source),
        style=draw(st.sampled_from(["sentence", "capitals", "title", "label", "mixed"])),
        depth=draw(st.integers(0, 2)),
    )


def everything(given: Context) -> list[Edit]:
    """Replace the whole text, every word, every character, write between any two, and beyond the ends."""
    size = len(given.target)
    return [
        Edit(0, size, "gone"),
        *(Edit(at, min(at + 3, size + 1), "x") for at in range(-1, size + 2)),
        *(Edit(at, at + 1, "") for at in range(size)),
        *(Edit(at, at, "+") for at in range(size, -1, -1)),
        Edit(3, 1, "backwards"),
    ]


def inside(given: Context) -> list[Edit]:
    """Aim at the kept places: into them, over their ends, around them."""
    found = []
    for start, end in given.kept:
        found += [Edit(start, end, ""), Edit(start - 1, end + 1, "?"), Edit((start + end) // 2, end, "half")]
        found += [Edit(at, at, "|") for at in range(start, end + 1)]
    return found


HOSTILE = (PostEditor(name="everything", edits=everything), PostEditor(name="inside", edits=inside, content=False))
EVERY = [(one,) for one in (*POST_EDITORS, *HOSTILE)] + [POST_EDITORS, (*HOSTILE, *POST_EDITORS, *HOSTILE)]


def replayed(given: Context, made: Edited) -> str:
    """The text that the changes told of make of the first one; they are checked against it, editor by editor."""
    text = given.target
    editors = list(dict.fromkeys(change.editor for change in made.applied))
    for name in editors:
        mine = [change for change in made.applied if change.editor == name]
        assert all(one.start + len(one.before) <= other.start for one, other in pairwise(mine))
        assert all(text[one.start :].startswith(one.before) and one.before != one.after for one in mine)
        text = apply(text, [Edit(one.start, one.start + len(one.before), one.after) for one in mine])
    return text


@settings(deadline=None)
@given(contexts(), st.sampled_from(EVERY))
def test_kept_places_stand_as_before_whatever_an_editor_proposes(given: Context, editors: tuple[PostEditor, ...]):
    made = postedit(given, editors)

    assert [made.context.target[slice(*span)] for span in made.context.kept] == [
        given.target[slice(*span)] for span in given.kept
    ]
    assert all(one[1] <= other[0] for one, other in pairwise(made.context.kept))


@settings(deadline=None)
@given(contexts(), st.sampled_from([*EVERY[:-1], POST_EDITORS[::-1]]))
def test_changes_told_are_disjoint_and_are_all_that_was_changed(given: Context, editors: tuple[PostEditor, ...]):
    made = postedit(given, editors)

    assert replayed(given, made) == made.context.target


@settings(deadline=None)
@given(contexts())
def test_changes_come_in_the_order_of_the_editors_each_time_the_same(given: Context):
    made = postedit(given)

    names = [one.name for one in POST_EDITORS]
    places = [(names.index(change.editor), change.start) for change in made.applied]
    assert places == sorted(places)
    assert postedit(given).applied == made.applied


@settings(deadline=None)
@given(contexts())
def test_words_that_are_aligned_stay_inside_the_text(given: Context):
    made = postedit(given, (*HOSTILE, *POST_EDITORS)).context

    words = made.alignment.target if made.alignment else ()
    assert all(0 <= start < end <= len(made.target) for start, end in words)


@pytest.mark.parametrize("system", ["test-set", "shipped", "greedy"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_the_editors_made_they_leave_as_it_is(system: str, language: str):
    sources = (EXAMPLES / "test-set" / "fr.txt").read_text(encoding="utf-8").splitlines()
    targets = (EXAMPLES / system / f"{language}.txt").read_text(encoding="utf-8").splitlines()

    for source, target in zip(sources, targets, strict=True):
        given = context(source, target.replace("{", "(").replace("}", ")"), f"fr-{language}")
        once = postedit(given).context
        assert postedit(once).applied == (), source


def test_no_editor_changes_the_content_of_a_right_translation():
    sources = (EXAMPLES / "test-set" / "fr.txt").read_text(encoding="utf-8").splitlines()
    for language in ("nl", "en"):
        targets = (EXAMPLES / "test-set" / f"{language}.txt").read_text(encoding="utf-8").splitlines()
        for source, target in zip(sources, targets, strict=True):
            made = postedit(context(source, target, f"fr-{language}"))
            assert [change for change in made.applied if change.content] == []


def test_a_change_tells_editor_place_before_and_after():
    made = postedit(context("Cela vaut 830 milliards.", "It is worth 830 million."), [editor("numbers")])

    (change,) = made.applied
    assert (change.editor, change.start, change.before, change.after) == ("numbers", 12, "830 million", "830 billion")
    assert change.content and made.flags == (CONTENT_EDITED,) and made.refused == ()


def test_typesetting_is_no_change_of_content():
    made = postedit(context("« Oui », dit-il.", '"Yes", he said.'))

    assert made.context.target == "“Yes”, he said."
    assert made.applied and made.flags == ()


@settings(deadline=None)
@given(contexts(), st.sampled_from(EVERY))
def test_a_text_is_flagged_if_and_only_if_a_finding_says_what_was_changed(
    given: Context, editors: tuple[PostEditor, ...]
):
    made = postedit(given, editors)

    content = [change for change in made.applied if change.content]
    assert made.flags == ((CONTENT_EDITED,) if made.findings else ())
    assert [(one.check, one.before, one.after) for one in made.findings] == [
        (change.check, change.before, change.after) for change in content
    ]
    assert all(one.severity == "info" and ": " in one.message for one in made.findings)
    if made.context.target != given.target and not made.findings:
        assert made.applied and not any(change.content for change in made.applied)


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (Edit(0, 2, "She"), "'She' for 'He': the source says something else"),
        (Edit(0, 2, "She", "elle is she"), "'She' for 'He': elle is she"),
        (Edit(2, 2, ","), "',' inserted: the source says something else"),
        (Edit(2, 8, ""), "'helps' removed: the source says something else"),
        (Edit(2, 3, ""), "white space removed: the source says something else"),
    ],
)
def test_a_finding_says_what_was_changed_and_why(edit: Edit, said: str):
    editors = [PostEditor(name="he or she", edits=lambda _: [edit])]

    (found,) = postedit(context("Elle aide.", "He helps."), editors).findings

    assert (found.check, found.message) == ("postedit.he-or-she", said)


def test_a_term_of_the_glossary_is_a_change_of_content():
    terms = Glossary([Term(source="grève", target="walkout")], source="fr", target="en").find("La grève dure.")
    given = context("La grève dure.", "The strike lasts.", terms=terms)
    words = Alignment(((0, 2), (3, 8)), ((0, 3), (4, 10)), np.eye(2, dtype=np.float32))

    made = postedit(replace(given, alignment=words))

    (found,) = made.findings
    assert (found.check, found.before, found.after) == ("postedit.terms", "strike", "walkout")
    assert "the glossary has 'walkout' for 'grève'" in found.message


def test_an_edit_that_changes_nothing_is_no_change():
    same = PostEditor(name="same", edits=lambda given: [Edit(0, 2, given.target[:2]), Edit(1, 1, "")])

    made = postedit(context("Il pleut.", "{It} rains."), [same])

    assert (made.applied, made.refused, made.flags) == ((), (), ())


def test_an_edit_of_a_kept_place_is_refused_and_told(caplog: pytest.LogCaptureFixture):
    caplog.set_level("DEBUG")

    made = postedit(context("Il est à Pékin.", "He is in {Pékin}."))

    assert made.context.target == "He is in Pékin."
    assert [(one.editor, one.before, one.after) for one in made.refused] == [("place names", "Pékin", "Beijing")]
    assert "place names: refused to put 'Beijing' for 'Pékin' at 9" in caplog.text


@pytest.mark.parametrize(
    ("source", "target", "right"),
    [
        ("Jouer aux 1 000 Bornes.", "Play {1 000 Bornes}.", "Play 1 000 Bornes."),
        ('Écrire print("a") ici.', 'Write {print("a")} here.', 'Write print("a") here.'),
        ("LE PDG EST À PARIS ICI", "The {cEo} is in Paris here", "THE cEo IS IN PARIS HERE"),
        ("Il aide.", "It {help help}s.", "It help helps."),
        ("OpenAI paie.", "{Open AI} pays.", "Open AI pays."),
    ],
)
def test_no_editor_reaches_into_a_kept_place(source: str, target: str, right: str):
    assert edited(context(source, target, style="capitals" if source.isupper() else "sentence")) == right


@pytest.mark.parametrize("aligned", ["the article %1", "$s"])
def test_a_mark_of_quotation_goes_beside_what_is_kept(aligned: str):
    target = "He reads the article %1$s here."
    start = target.index(aligned)
    words = Alignment(((0, 40),), ((start, start + len(aligned)),), np.ones((1, 1), dtype=np.float32))

    made = edited(context("Il lit « un article » ici.", target.replace("%1$s", "{%1$s}"), alignment=words), "quotes")

    assert made.replace("“", "").replace("”", "") == target
    assert "%1$s" in made and made.count("“") == made.count("”") == 1


@pytest.mark.parametrize(
    ("target", "source", "kept"),
    [
        ("See www.a.example now", "Voir www.a.example", ["www.a.example"]),
        ("See www.b.example now", "Voir www.a.example", []),
        ("See La Redoute now", "Voir", ["La Redoute"]),
        ("", "", []),
    ],
)
def test_kept_places_are_names_and_what_the_source_has_character_for_character(target, source, kept):
    found = kept_places(target, source, language="de", names=["La Redoute"], places=[])

    assert [target[slice(*span)] for span in found] == kept


def test_kept_places_that_overlap_are_one():
    assert kept_places("abc def", "", language="de", names=[], places=[(2, 5), (0, 3), (6, 6)]) == ((0, 5),)
