"""Messages of ICU are read as trees, and come back whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.formats.messages.icu import NotIcu, compose, has_branches, parse, texts
from document_changes import EXAMPLES

CART = (
    "{count, plural, =0 {Panier vide} one {# article} other {# articles}} dans {who, select, f {son} other {leur}} sac"
)


def test_every_branch_is_a_text_of_its_own():
    assert list(texts(parse(CART))) == [
        "{count, plural} dans {who, select} sac",
        "Panier vide",
        "# article",
        "# articles",
        "son",
        "leur",
    ]


def test_branches_may_stand_in_another_order_in_the_sentence():
    new = iter(["{who, select} bag: {count, plural}", "Empty", "# item", "# items", "her", "their"])

    assert compose(parse(CART), new) == (
        "{who, select, f {her} other {their}} bag: {count, plural, =0 {Empty} one {# item} other {# items}}"
    )


@pytest.mark.parametrize(
    ("text", "categories", "expected"),
    [
        ("{n, plural, one {un} other {des}}", "one few many other", "one {un} few {des} many {des} other {des}"),
        ("{n, plural, one {un} other {des}}", "one many other", "one {un} other {des}"),  # `many` is for millions
        ("{n, plural, one {un} many {de} other {des}}", "one other", "one {un} other {des}"),
        ("{n, plural, one {un} many {de} other {des}}", "one many other", "one {un} many {de} other {des}"),
        ("{n, plural, other {des} one {un}}", "one two other", "two {des} other {des} one {un}"),
        ("{n, plural, =1 {un} other {des}}", "one few other", "=1 {un} few {des} other {des}"),
        ("{n, plural, one {un} other {des}}", "other", "other {des}"),
        ("{n, select, many {un} other {des}}", "one few other", "many {un} other {des}"),
        ("{n, plural, other {des}}", "one other", "other {des}"),
    ],
)
def test_plural_categories_are_those_of_the_language(text, categories, expected):
    message = parse(text)

    assert expected in compose(message, texts(message), categories=categories.split())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Il y a {n, plural, one {un} other {des}", "no '}'|expected a branch"),
        ("{n", "'{' has no '}'"),
        ("a } b", "'}' without '{'"),
        ("{n, plural, one {un} one {deux} other {x}}", "a second branch 'one'"),
        ("{n, plural, }", "expected a branch"),
        ("Il est '{ouvert", "does not end"),
        ("{n, select, other {" * 40, "inside one another"),
    ],
)
def test_a_wrong_message_is_told_with_its_fault(text, said):
    with pytest.raises(NotIcu) as error:
        parse(text)
    assert any(part in str(error.value) for part in said.split("|"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'été de {nom}", ["L'été de {nom}"]),
        ("L''été '{'de'}' {nom}", ["L''été '{'de'}' {nom}"]),
        ("{n, choice, 0#rien|1#un|1<{n} de plus}", ["{n, choice}", "rien", "un", "{n} de plus"]),
        ("{{nom}} a {n, number, ::currency/EUR}", ["{{nom}} a {n, number, ::currency/EUR}"]),
    ],
)
def test_quotation_marks_and_simple_arguments_stay_in_the_text(text, expected):
    assert list(texts(parse(text))) == expected


def test_apostrophes_may_be_those_of_the_text():
    assert list(texts(parse("{n, plural, one {d'{nom}} other {d'{noms}}}", quotes=False)))[1:] == [
        "d'{nom}",
        "d'{noms}",
    ]


WORDS = st.text(st.sampled_from("aé ,.!|#"), max_size=8)
SIMPLE = st.one_of(WORDS, WORDS, st.sampled_from(["{nom}", "''", "'{'", "{d, date, short}", "l'ami"]))
MESSAGES = st.recursive(
    st.lists(SIMPLE, max_size=4).map("".join),
    lambda inner: st.tuples(
        WORDS,
        st.sampled_from(
            [
                "{n, plural, =0 {A} one {B} other {C}}",
                "{who,select,f{A}\n other {B}}",
                "{n, selectordinal, one{A} other{B}}",
            ]
        ),
        inner,
        inner,
        WORDS,
    ).map(
        lambda parts: parts[0] + parts[1].replace("{A}", f"{{{parts[2]}}}").replace("{B}", f"{{{parts[3]}}}") + parts[4]
    ),
    max_leaves=8,
)


@given(MESSAGES)
@EXAMPLES
def test_any_message_comes_back_from_its_texts(text):
    message = parse(text)

    assert compose(message, texts(message)) == text
    made = compose(message, (f"é{one}" for one in texts(message)))
    assert list(texts(parse(made))) == [f"é{one}" for one in texts(message)]


@given(st.text(st.sampled_from("{}',|#<1 nplura{}select other"), max_size=50))
@EXAMPLES
def test_any_text_is_a_message_or_refused(text):
    assert has_branches(text) in (True, False)
    try:
        message = parse(text)
    except NotIcu as error:
        assert 0 <= error.at <= len(text)
    else:
        assert compose(message, texts(message)) == text
