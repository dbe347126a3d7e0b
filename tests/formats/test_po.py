import re
import shutil
import subprocess
from collections import Counter
from itertools import pairwise

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.formats.base import ReadError
from babelpress.formats.decoding import normal_form
from babelpress.formats.inline import faults
from babelpress.formats.po.format import PoFormat
from document_changes import (
    EXAMPLES,
    lines,
    prose_blocks,
    read,
    read_any,
    refused,
    render,
    tags,
    texts,
    translated,
    with_placeholders,
)

HEADER = (
    'msgid ""\nmsgstr ""\n"Language: \\n"\n"Content-Type: text/plain; charset=CHARSET\\n"\n'
    '"Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n"\n\n'
)
ENTRY = 'msgid "Un chat"\nmsgstr ""\n'
FUZZY = '#, python-format, fuzzy\n#| msgid "Un rat"\nmsgid "Un %s"\nmsgstr "Een rat %s"\n'
PLURAL = 'msgid "%d chat"\nmsgid_plural "%d chats"\nmsgstr[0] ""\nmsgstr[1] ""\n'


def filled(source: str, new: str = "Een kat", **options: object) -> str:
    return render(PoFormat, translated(read(PoFormat, source, **options), lambda text: new), "nl", **options)


@pytest.mark.parametrize(
    ("source", "options", "expected"),
    [
        (ENTRY, {}, ["Un chat"]),
        ('msgid "Un chat"\nmsgstr "Een kat"\n' + ENTRY, {}, ["Un chat"]),
        (FUZZY, {}, ["Un %s"]),
        (FUZZY + ENTRY, {"fuzzy": False}, ["Un chat"]),
        (PLURAL, {}, ["%d chat", "%d chats"]),
        (PLURAL.replace('[0] ""', '[0] "kat"'), {}, ["%d chats"]),
        ('msgid ""\n"Un "\n"<b>chat</b>\\n"\n"dort\\n"\nmsgstr ""\n', {}, ["Un chat", "dort"]),
        ('msgctxt "menu"\nmsgid "Un chat"\nmsgstr ""\n', {}, ["Un chat"]),
        ('msgctxt "menu"\nmsgid ""\nmsgstr "Le menu"\n', {"translate": "msgstr"}, ["Le menu"]),
        ('msgid "a.b"\nmsgstr "Un chat"\n\nmsgid "c"\nmsgstr ""\n', {"translate": "msgstr"}, ["Un chat"]),
        (ENTRY + '\n#~ msgid "Vieux"\n#~ msgstr ""\n', {}, ["Un chat"]),
        ('msgid "{0} %s"\nmsgstr ""\nmsgid "..."\nmsgstr ""\n' + ENTRY, {}, ["Un chat"]),
    ],
)
def test_what_waits_for_a_translation_is_read(source, options, expected):
    article = read(PoFormat, HEADER + source, **options)

    assert texts(article) == expected
    assert render(PoFormat, article.blocks, "nl", **options) == HEADER + source


def test_a_translation_fills_its_place_and_the_header_says_so():
    assert filled(HEADER + ENTRY) == (
        'msgid ""\nmsgstr ""\n"Language: nl\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
        '# Machine translation, not reviewed.\nmsgid "Un chat"\nmsgstr "Een kat"\n'
    )


@pytest.mark.parametrize(
    ("flag", "expected"),
    [
        ("comment", "# Machine translation, not reviewed.\n#, python-format\n"),
        ("fuzzy", "#, fuzzy, python-format\n"),
        ("none", "#, python-format\n"),
    ],
)
def test_a_fuzzy_entry_is_translated_again_and_marked_as_asked(flag, expected):
    assert filled(FUZZY, "Een %s", flag=flag) == f'{expected}msgid "Un %s"\nmsgstr "Een %s"\n'


def test_an_entry_that_did_not_change_keeps_its_flags():
    article = read(PoFormat, FUZZY + "\n" + ENTRY)

    rendered = render(PoFormat, translated(article, lambda text: "Een kat" if "chat" in text else text), "nl")

    assert rendered.startswith(FUZZY)
    assert rendered.endswith('msgstr "Een kat"\n')


@pytest.mark.parametrize("forms", [1, 2, 3])
def test_a_language_of_two_plural_forms_gets_two(forms):
    source = 'msgid "%d chat"\nmsgid_plural "%d chats"\n' + "".join(f'msgstr[{n}] ""\n' for n in range(forms)) + "\n"

    assert filled(source, "%d kat", flag="none").replace("\n\n", "\n") == (
        'msgid "%d chat"\nmsgid_plural "%d chats"\nmsgstr[0] "%d kat"\nmsgstr[1] "%d kat"\n'
    )


def test_forms_too_many_go_also_where_the_second_is_there_already():
    source = PLURAL.replace('[1] ""', '[1] "%d katten"') + 'msgstr[2] ""\n'

    assert filled(source, "%d kat", flag="none") == PLURAL.replace('[0] ""', '[0] "%d kat"').replace(
        '[1] ""', '[1] "%d katten"'
    )
    assert render(PoFormat, read(PoFormat, source).blocks, "nl") == source


@pytest.mark.parametrize(
    ("language", "line"), [("fr", "(n > 1)"), ("de", "(n != 1)"), ("pt", "(n != 1)"), ("pt-BR", "(n > 1)")]
)
def test_the_plural_forms_are_those_of_the_language(language, line):
    rendered = render(PoFormat, translated(read(PoFormat, HEADER + PLURAL), lambda text: "x y"), language)

    assert f"plural={line};" in rendered
    assert f"Language: {language.replace('-', '_')}\\n" in rendered


def test_a_header_that_goes_on_in_another_literal_is_replaced_whole():
    header = HEADER.replace("INTEGER; plural=EXPRESSION", '3; plural=(n%10==1 ? 0 : n%10>=2"\n" ? 1 : 2)')

    rendered = filled(header + PLURAL, "%d kat")

    assert rendered.startswith(
        HEADER.replace("CHARSET", "UTF-8").replace("Language: ", "Language: nl").partition("Plural")[0]
    )
    assert '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n' in rendered
    assert rendered.count("Plural-Forms") == 1


@pytest.mark.parametrize("forms", [1, 2, 3])
def test_forms_that_translations_have_stay(forms):
    header = HEADER.replace("INTEGER; plural=EXPRESSION", f"{forms}; plural=0")
    done = 'msgid "%d rat"\nmsgid_plural "%d rats"\n' + "".join(f'msgstr[{n}] "%d rat"\n' for n in range(forms)) + "\n"

    rendered = filled(header + done + PLURAL, "%d kat")

    assert f"nplurals={forms}; plural=0" in rendered or forms == 2
    assert rendered.count("%d kat") == forms
    assert done in rendered


def test_a_header_gets_the_fields_that_it_lacks():
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'

    assert filled(header + PLURAL, "%d kat").startswith(
        header[:-1] + '"Language: nl\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    )
    assert filled(header + ENTRY).startswith(header[:-1] + '"Language: nl\\n"\n\n')


def test_a_header_in_the_language_already_stays():
    header = HEADER.replace("Language: ", "Language: nl_NL").replace("INTEGER; plural=EXPRESSION", "2; plural=n>1")

    assert filled(header + ENTRY).startswith(header.replace("CHARSET", "UTF-8"))


def test_msgstr_as_source_states_its_language():
    article = read(
        PoFormat, HEADER.replace("Language: ", "Language: fr_FR") + 'msgid "k"\nmsgstr "Un mot"\n', translate="msgstr"
    )

    assert article.language == "fr"


@pytest.mark.parametrize("new", ['Il "dit" \\n\\', "a\tb\x07", "een\ntwee", "woord " * 40, "é🙂 %s {x}", " "])
def test_a_translation_says_what_it_is_to_say(new):
    rendered = filled('msgid "\\nUn chat\\n"\nmsgstr ""\n', new)

    again = read_any(PoFormat, rendered, translate="msgstr")
    if new.strip():
        assert lines(texts(again)) == lines([new])
        assert rendered.count("\\n") >= 4  # where its source begins and ends with a line end, it does too
    assert all(len(line) <= 80 for line in rendered.splitlines())


@pytest.mark.parametrize("source", ["\ufeff" + HEADER + ENTRY, (HEADER + PLURAL).replace("\n", "\r\n"), "\n\n" + ENTRY])
def test_line_ends_and_byte_order_mark_come_back(source):
    assert render(PoFormat, read(PoFormat, source).blocks, "nl") == source
    new = filled(source, "lang " * 30)
    assert new.count("\r\n") in (0, new.count("\n"))
    assert new[0] == source[0]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("", "in/file: is empty"),
        (HEADER + 'msgid "a"\nmsgstr "b"\n', "set the option translate: msgstr"),
        ('msgid "a', "line 1: is not PO: expected a keyword and a text"),
        ('msgid "a"\nmsgstr "" x\n', "line 2: is not PO"),
        ('msgid "a"\nmessage "b"\n', "line 2: is not PO"),
        ('"a"\n', "line 1: is not PO: a text without a keyword"),
        ('msgid[1] "a"\n', "line 1: is not PO"),
        ('\nmsgid "a"\n\nmsgid "b"\nmsgstr ""\n', "line 2: is not PO: an entry without msgstr"),
        ('msgstr "a"\n', "line 1: is not PO: an entry without msgid"),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', "line 3: is not PO: a second msgstr"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr ""\n', "line 1: is not PO: msgid_plural and msgstr[0] go together"),
        ('msgid "a\\q"\nmsgstr ""\n', "line 1: is not PO: the escape \\q is unknown"),
        ('msgid "é"\nmsgstr ""\n'.encode("latin-1"), "is not UTF-8: byte 7, line 1"),
        ('msgid "ça a été là"\n'.encode() + 'msgstr "é"\n'.encode("cp1252"), "UTF-8 with 1 damaged byte"),
    ],
)
def test_what_is_no_po_is_refused_with_its_line(data, said):
    assert said in refused(PoFormat, data)


def test_1_mb_in_one_text_is_read_and_filled_in():
    rendered = filled(f'msgid "{"mot " * 250_000}"\nmsgstr ""\n', "woord " * 250_000)

    assert rendered.count("woord") == 250_000


TEXT = st.text(st.sampled_from('abé"\\/%s{}() #\n\t\u00a0\u202f\x07🙂~'), max_size=60)
NEW = st.text(st.sampled_from('abé"\\/s() #\n\t\u00a0\u202f\x07🙂'), max_size=60)
TAGGED = st.lists(st.one_of(TEXT, st.sampled_from(["<b>", "</b>", "<br/>", '<a href="x">', "</a>"])), max_size=6).map(
    "".join
)
COMMENT = st.sampled_from(
    ["# note\n", "#. pour vous\n", "#: a.py:3\n", "#, fuzzy\n", "#, c-format\n", '#| msgid "x"\n', "#\n"]
)


def spelt(text: str, cuts: list[int]) -> str:
    """The text as PO, cut into literals at some places."""
    places = sorted({0, len(text), *(cut % (len(text) + 1) for cut in cuts)})
    pieces = [text[start:end] for start, end in pairwise(places)] or [""]
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\x07": "\\a"}
    return "\n".join('"' + "".join(escapes.get(c, c) for c in piece) + '"' for piece in pieces)


def plain(text: str) -> str:
    """The text without the signs of accelerators, which may stand elsewhere."""
    return normal_form(text).strip().replace("~", "")


@st.composite
def catalogues(draw) -> str:
    cuts = st.lists(st.integers(0, 100), max_size=3)
    parts = [draw(st.sampled_from(["", HEADER, HEADER.replace("Language: ", "Language: de")]))]
    for number in range(draw(st.integers(1, 5))):
        parts += draw(st.lists(COMMENT, max_size=4))
        if draw(st.booleans()):
            parts.append(f"msgctxt {spelt(draw(TEXT), draw(cuts))}\n")
        parts.append(f"msgid {spelt(f'x{number}' + draw(TAGGED), draw(cuts))}\n")
        target = st.one_of(st.just('""'), TEXT.map(lambda text: spelt(text, [])))
        if draw(st.booleans()):
            parts.append(f"msgid_plural {spelt('xs' + draw(TAGGED), draw(cuts))}\n")
            parts += [f"msgstr[{form}] {draw(target)}\n" for form in range(draw(st.integers(1, 4)))]
        else:
            parts.append(f"msgstr {draw(target)}\n")
        parts.append(draw(st.sampled_from(["\n", "", "\n\n", '\n#~ msgid "z"\n#~ msgstr ""\n\n'])))
    parts.append('\nmsgid "Encore un"\nmsgstr ""\n')
    return "".join(parts).replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


@given(source=catalogues(), data=st.data())
@EXAMPLES
def test_random_catalogues_keep_their_bytes_and_take_translations(source, data):
    article = read(PoFormat, source)

    assert render(PoFormat, article.blocks, "nl") == source
    assert all(faults(block.text, block.markup) == [] for block in prose_blocks(article))

    new_texts = translated(article, lambda text: f"nieuw{data.draw(NEW)}")
    blocks = tuple(map(with_placeholders, article.blocks, new_texts))
    rendered = render(PoFormat, blocks, "nl")
    new = [block.text for block in blocks if block.kind != "skeleton"]
    again = read(PoFormat, rendered, translate="msgstr")
    found = [block for block in prose_blocks(again) if block.text.startswith("nieuw")]
    assert [plain(block.text.split("\n")[0]) for block in found] == [plain(text.split("\n")[0]) for text in new]
    if not any("\n" in text for text in new):  # a line with tags only is no text
        assert Counter(tags(article)) <= Counter(tags(again))
    assert isinstance(read_any(PoFormat, rendered), ReadError)  # nothing waits any more
    assert re.sub(r"\s", "", "".join(re.findall(r"(?m)^msg(?:id|ctxt).*", rendered))) == re.sub(
        r"\s", "", "".join(re.findall(r"(?m)^msg(?:id|ctxt).*", source))
    )


@given(st.text(st.sampled_from('msgidtrx[01]"\\ \n#,~|é'), max_size=60), st.booleans())
@EXAMPLES
def test_any_text_is_refused_or_comes_back(text, begun):
    source = (ENTRY if begun else "") + text

    item = read_any(PoFormat, source)

    assert isinstance(item, ReadError) or render(PoFormat, item.blocks) == source


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="GNU gettext is not installed")
def test_gettext_takes_what_was_filled_in(tmp_path):
    entry = 'msgid "\\nUn <b>chat</b> \\"noir\\"\\n"\nmsgstr ""\n\n'
    path = tmp_path / "nl.po"
    path.write_text(filled(HEADER + entry + PLURAL + "\n" + FUZZY, "Een %s kat. " + "Nog een. " * 20), encoding="utf-8")

    done = subprocess.run(["msgfmt", "--check-format", "-o", "/dev/null", path], capture_output=True, text=True)

    assert (done.returncode, done.stderr) == (0, "")


FORMATS = {
    "c-format": ["%s", "%d%%", "%5.2f", "%-10s", "%lu", "%%", "%.*s"],
    "python-format": ["%(nom)s", "%(n)d%%", "%%"],
    "python-brace-format": ["{nom}", "{n:>5}", "{{", "}}"],
    "php-format": ["%s", "%1$s", "%'.08d", "%%"],
    "ruby-format": ["%{prenom}", "%<nom>s", "%%"],
    "qt-format": ["%1", "%2"],
    "": ["%s", "&nbsp;", "{x}", "<b>", "</b>", ":ref:`a <b>`"],
}


@st.composite
def programs(draw) -> str:
    """The header and messages of a program, right for gettext: no message has two ways to take its arguments."""
    forms = draw(st.sampled_from([1, 2, 3]))
    parts = [HEADER.replace("CHARSET", "UTF-8").replace("INTEGER; plural=EXPRESSION", f"{forms}; plural=0")]
    for number in range(draw(st.integers(1, 12))):
        flag = draw(st.sampled_from(sorted(FORMATS)))
        pieces = [] if flag == "php-format" else FORMATS[flag]
        words = draw(st.lists(st.sampled_from(["un", "l'été", "à", "mot,", *pieces]), max_size=6))
        if flag == "php-format":
            words += draw(st.sampled_from([["%s", "de", "%'.08d"], ["%1$s", "et", "%2$s"], ["%%"]]))
        text = " ".join([f"mot{number}", *words])
        end = draw(st.sampled_from(["", "\\n"]))
        parts.append(f"#, {flag}\n" if flag else "")
        parts.append(f'msgid "{text}{end}"\n')
        if draw(st.booleans()):
            state = draw(st.sampled_from(["", f"{text}{end}"]))
            parts.append(f'msgid_plural "{text}{end}"\n' + "".join(f'msgstr[{n}] "{state}"\n' for n in range(forms)))
        else:
            parts.append('msgstr ""\n')
        parts.append("\n")
    return "".join([*parts, ENTRY])


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="GNU gettext is not installed")
@given(source=programs(), random=st.randoms(use_true_random=False))
@EXAMPLES
def test_what_gettext_took_it_takes_whatever_the_model_makes_of_it(source, random, tmp_path_factory):
    def shuffled(text: str) -> str:
        words = text.split(" ")
        random.shuffle(words)
        return " ".join(words[: random.choice([len(words), len(words), 2])])

    def accepted(text: str) -> str:
        path.write_text(text, encoding="utf-8")
        done = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", path], capture_output=True, text=True)
        return "" if done.returncode == 0 else done.stderr

    path = tmp_path_factory.mktemp("po") / "nl.po"
    hypothesis.assume(not accepted(source))
    rendered = render(PoFormat, translated(read(PoFormat, source), shuffled), "nl")

    assert accepted(rendered) == ""
