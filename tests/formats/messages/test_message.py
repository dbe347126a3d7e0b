"""A message becomes texts that a model can translate, and a message again that its program can use."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress._internal.placeholder_syntax import lost
from babelpress.document import VERBATIM, Block, InlineTag
from babelpress.formats.inline import faults
from babelpress.formats.messages.message import (
    Syntax,
    changed,
    grouped,
    is_message,
    message_blocks,
    translatable,
    written,
)
from document_changes import EXAMPLES

C = Syntax(dialects=("c",))


def texts(value: str, syntax: Syntax) -> list[str]:
    return [block.text for block in message_blocks(value, syntax, raw=value) if block.kind not in VERBATIM]


def put(value: str, syntax: Syntax, *new: str, language: str = "nl") -> tuple[str, str]:
    """The message with other texts, and what is wrong with it; every mark goes to where its words are."""
    rest = iter(new)
    blocks = [
        block if block.kind in VERBATIM else moved(block, next(rest))
        for block in message_blocks(value, syntax, raw=value)
    ]
    made = written(blocks, language=language)
    return made.value, made.fault


def moved(block: Block, text: str) -> Block:
    def placed(mark: InlineTag) -> InlineTag:
        at = text.find(block.text[mark.start : mark.end])
        return replace(mark, start=at, end=at + mark.end - mark.start) if at >= 0 and mark.end else mark

    return replace(block, text=text, markup=tuple(placed(m) if m.inline else m for m in block.markup))


@pytest.mark.parametrize(
    ("value", "syntax", "shown", "new", "expected"),
    [
        ("Fe&rmer", Syntax(accelerators="&"), "Fermer", "Sluit hier", "Sluit hie&r"),
        ("&Fichier %s", Syntax(dialects=("c",), accelerators="&"), "Fichier %s", "Een %s fiche", "Een %s &fiche"),
        (
            "&Quitter\tCtrl+Maj+Q",
            Syntax(accelerators="&"),
            "Quitter",
            "Sluit quiche",
            "Sluit &quiche\tCtrl+Maj+Q",
        ),
        ("Tom & Léa", Syntax(accelerators="&"), "Tom & Léa", "Tom & Lea", "Tom & Lea"),
        ("La R&D", Syntax(accelerators="&"), "La R&D", "De R&D", "De R&D"),
        ("l&#39;&eacute;t&eacute;", Syntax(), "l'été", "zomer's", "zomer&#39;s"),
        ("a &lt; b &amp; c", Syntax(), "a &lt; b &amp; c", "d &lt; b &amp; c", "d &lt; b &amp; c"),
        (
            "L''été de {nom}",
            Syntax(dialects=("icu",), quotes=True),
            "L'été de {nom}",
            "{nom}'s zomer",
            "{nom}''s zomer",
        ),
        ("%s sur %d", C, "%1$s sur %2$d", "%1$s of %2$d", "%s of %d"),
        ("%s sur %d", C, "%1$s sur %2$d", "%2$d of %1$s", "%2$d of %1$s"),
        (
            "Nom %<nom>s <b>ici</b>",
            Syntax(dialects=("ruby",)),
            "Nom %<nom>s ici",
            "Hier %<nom>s",
            "Hier %<nom>s<b></b>",
        ),
        (
            "le *titre* et ``code``",
            Syntax(markup="rst"),
            "le titre et ``code``",
            "de titre en ``code``",
            "de *titre* en ``code``",
        ),
    ],
)
def test_what_readers_do_not_see_is_taken_out_and_put_back(value, syntax, shown, new, expected):
    assert texts(value, syntax) == [shown]
    assert put(value, syntax, new)[1] == ""
    assert put(value, syntax, new)[0].replace("<b></b>", "") == expected.replace("<b></b>", "")


@pytest.mark.parametrize(
    ("value", "syntax", "new", "said"),
    [
        ("%s sur %d", C, "%1$s of", "lacks %d"),
        ("%s sur %d", Syntax(dialects=("python",)), "%2$d of %1$s", "another order"),
        ("Un %s", C, "Een %s en %d", "has %d of its own"),
        ("Bonjour :nom", Syntax(), "Dag naam", "lacks :nom"),
        ("Un mot", Syntax(), " ", "is empty"),
        ("%s sur %d\n%s", Syntax(dialects=("c",), lines=True), "%2$d of %1$s", "lacks"),
        ("{n, plural, other {un mot}}", Syntax(branches=True), "een { woord", "is not a message of ICU"),
    ],
)
def test_a_message_that_would_not_work_stays_and_says_why(value, syntax, new, said):
    made, fault = put(value, syntax, new)

    assert made == value
    assert said in fault


def test_branches_and_variants_are_texts_and_only_those_with_words():
    icu = Syntax(branches=True, variants=True)

    assert texts("{n, plural, =0 {rien} one {#} other {# mots}}", icu) == ["rien", "# mots"]
    assert texts("{0} Aucun mot|[1,19] Un peu|[20,*] Plein", icu) == ["{0} Aucun mot", "[1,19] Un peu", "[20,*] Plein"]
    assert put("un mot | {n} mots", icu, "een woord ", " {n} woorden")[0] == "een woord | {n} woorden"
    assert put("{n, plural, one {# mot} many {de mots} other {# mots}}", icu, "# woord", "van", "# woorden")[0] == (
        "{n, plural, one {# woord} other {# woorden}}"
    )


PIECES = {
    "c": ["%s", "%d%%", "%5.2f", "%*d", "%-10s", "%%", "<b>", "</b>", "<br/>"],
    "python": ["%(nom)s", "%(n)d%%", "%%", "<i>", "</i>"],
    "php": ["%s", "%1$s", "%'.08d", "%%"],
    "ruby": ["%{prenom}", "%<nom>s", "%<n>.2f", "%%"],
    "brace": ["{}", "{0}", "{nom!r:>10}", "{{", "}}"],
    "qt": ["%1", "%L2", "%n"],
    "any": ["%s", ":nom", "%nom%", "{{ x }}", "$t(a.b)", "@:a.b", "%1$s", "&amp;", "{n, number}", "<b>", "</b>"],
}
WORDS = st.sampled_from(["un", "été", "d'eau", "100", "à", "mot,", "fin."])


@st.composite
def messages(draw) -> tuple[str, Syntax]:
    dialect = draw(st.sampled_from(sorted(PIECES)))
    parts = draw(st.lists(st.one_of(WORDS, st.sampled_from(PIECES[dialect])), min_size=1, max_size=8))
    return " ".join(["mot", *parts]), Syntax(dialects=(dialect,), accelerators="&_")


@given(messages(), st.randoms(use_true_random=False), st.booleans())
@EXAMPLES
def test_any_order_of_words_gives_a_message_with_the_same_placeholders(message, random, loses):
    value, syntax = message
    blocks = message_blocks(value, syntax, raw=value)
    assert not any(fault for block in blocks for fault in faults(block.text, block.markup))
    assert "".join(block.text for block in blocks if block.kind in VERBATIM) in ("", value)
    words = blocks[0].text.split(" ")
    random.shuffle(words)
    new = [blocks[0]] if blocks[0].text == " ".join(words) else [moved(blocks[0], " ".join(words[int(loses) :]))]
    new = [replace(block, markup=tuple(m for m in block.markup if m.keep or not m.inline)) for block in new]

    made = written(new, language="nl")

    plain = value if made.fault else "".join(value)
    assert not made.fault or made.value == plain
    wrong = lost(value, made.value, syntax.dialects)
    if syntax.dialects in (("c",), ("php",), ("brace",)):
        assert not wrong or "$" in made.value or "{0}" in made.value
    else:
        assert "lacks" not in wrong and "order" not in wrong


@given(st.text(st.sampled_from("ab é%s{}$@:&;<>/'|#,*`_~\n"), max_size=40), st.booleans(), st.booleans())
@EXAMPLES
def test_any_text_comes_back_as_it_was(value, quotes, variants):
    syntax = Syntax(accelerators="&_~", quotes=quotes, variants=variants, markup="rst")
    blocks = message_blocks(value, syntax, raw=value)

    assert not any(fault for block in blocks for fault in faults(block.text, block.markup))
    assert [len(group) for group in grouped(blocks)] == [len(blocks)]
    assert is_message(blocks)
    assert not changed(blocks)
    assert written(blocks, language="nl").value == value
    assert translatable(value) in (True, False)


@pytest.mark.parametrize(
    ("value", "markup", "shown", "new", "expected"),
    [
        ("Lire [la suite](/a) ici", "markdown", "Lire la suite ici", "Hier la suite", "Hier [la suite](/a)"),
        ("Un **mot** et `code`", "markdown", "Un mot et `code`", "Een mot, `code`", "Een **mot**, `code`"),
        ("2 * 3 * 4 [1]", "markdown", "2 * 3 * 4 [1]", "2 * 3 * 4 [2]", "2 * 3 * 4 [2]"),
        ("Le :guilabel:`Menu` |version|", "rst", "Le Menu |version|", "|version| Menu", "|version| :guilabel:`Menu`"),
        ("Voir `le site <https://a.fr>`_.", "rst", "Voir le site.", "Zie le site.", "Zie `le site <https://a.fr>`_."),
        ("*un* *deux*", "rst", "un deux", "x", "*un* *deux*"),  # no place for the second: the text of the source
        ("le *mot*-clé", "rst", "le mot-clé", "motsleutel", "*mot*\\ sleutel"),
    ],
)
def test_inline_markup_covers_words_again(value, markup, shown, new, expected):
    syntax = Syntax(markup=markup)

    assert texts(value, syntax) == [shown]
    assert put(value, syntax, new)[0] == expected


@given(
    st.text(st.sampled_from("ab *`[]():<>_|\n\\"), max_size=40),
    st.sampled_from(["rst", "markdown"]),
    st.text("xy ", max_size=9),
)
@EXAMPLES
def test_no_inline_markup_is_lost(value, markup, new):
    value = f"mot {value}"
    syntax = Syntax(markup=markup)
    (block,) = message_blocks(value, syntax, raw=value)
    around = sorted((mark.open, mark.close) for mark in block.markup if mark.open)
    kept = [block.text[mark.start : mark.end] for mark in block.markup if mark.keep]

    made = put(value, syntax, " ".join([new, "z", *kept]))

    for before, after in around:
        assert before in made[0]
        assert after in made[0]


@pytest.mark.parametrize("part", ["`", "[a", "*a ", "**", ":a:`", "](", "|a", "&", "_a", "''", "<a "])
def test_a_message_made_to_be_slow_is_not(part):
    import time

    value = "un mot " + part * 20_000
    started = time.process_time()
    for markup in ("rst", "markdown"):
        syntax = Syntax(markup=markup, accelerators="&_~", branches=True, quotes=True, variants=True)
        message_blocks(value, syntax, raw=value)

    assert time.process_time() - started < 20


@given(
    parts=st.lists(
        st.sampled_from(["Un mot", "L\\'été", "C'est %d fois.", "un " * 30 + "mot"]), min_size=2, max_size=5
    ),
    ends=st.lists(st.sampled_from(["\\n", "\\n\\n", " \\n "]), min_size=4, max_size=4),
)
@EXAMPLES
def test_line_ends_of_android_stay_between_their_texts(parts, ends):
    value = parts[0] + "".join(end + part for end, part in zip(ends, parts[1:], strict=False))
    syntax = Syntax(lines=True, dialects=("c",), android=True)

    new = [f"x{text}" for text in texts(value, syntax)]
    spelt = [part.replace("C'", "C\\'") for part in parts]
    expected = f"x{spelt[0]}" + "".join(f"{end}x{part}" for end, part in zip(ends, spelt[1:], strict=False))

    assert put(value, syntax, *new) == (expected, "")


@given(keys=st.sampled_from(["Ctrl+Q", "Ctrl+Maj+S", "F5", "Alt+F4", "Ctrl++", "Ctrl+é"]), word=st.sampled_from("abq"))
@EXAMPLES
def test_the_keys_behind_an_item_of_a_menu_stay(keys, word):
    value, fault = put(f"&Quitter\t{keys}", Syntax(accelerators="&"), f"sluit {word}")

    assert value.endswith(f"\t{keys}") and not fault
    assert value.count("&") == 1 and value.index("&") < value.index("\t")
