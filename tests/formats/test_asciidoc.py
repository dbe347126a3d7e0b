import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.formats.asciidoc.format import AsciidocFormat
from babelpress.formats.base import ReadError
from babelpress.formats.inline import faults
from babelpress.formats.untranslated import message
from document_changes import EXAMPLES, prose_blocks, read, read_any, refused, render, texts, translated


def spans(source: str) -> tuple[str, list[tuple[str, str, str, bool]]]:
    (block,) = prose_blocks(read(AsciidocFormat, source))
    return block.text, [(m.open, block.text[m.start : m.end], m.close, m.keep) for m in block.markup if m.inline]


@pytest.mark.parametrize(
    ("source", "text", "marks"),
    [
        ("Un _mot_ et *deux*.", "Un mot et deux.", [("_", "mot", "_", False), ("*", "deux", "*", False)]),
        ("Un *gros _mot_*.", "Un gros mot.", [("*", "gros mot", "*", False), ("_", "mot", "_", False)]),
        ("Le `x = *1*` là.", "Le x = *1* là.", [("`", "x = *1*", "`", True)]),
        ("Le **gras**sement.", "Le grassement.", [("**", "gras", "**", False)]),
        ("H~2~O et 1^er^.", "H2O et 1er.", [("~", "2", "~", False), ("^", "er", "^", False)]),
        ("Le https://a.fr/b[site].", "Le site.", [("https://a.fr/b[", "site", "]", False)]),
        ("Le {url}/b[site].", "Le site.", [("{url}/b[", "site", "]", False)]),
        ("Le link:a.html[site,role=x].", "Le site.", [("link:a.html[", "site", ",role=x]", False)]),
        ("Le <<suite,la suite>>.", "Le la suite.", [("<<suite,", "la suite", ">>", False)]),
        ("Voir <<suite>> là.", "Voir suite là.", [("<<", "suite", ">>", True)]),
        ("La {version} est là.", "La version est là.", [("{", "version", "}", True)]),
        ("Un motimage:a.png[] là.", "Un mota.png là.", [("image:", "a.png", "[]", True)]),
        ("Un mothttps://a.fr[site] là.", "Un mothttps://a.fr[site] là.", []),
        ("Un kbd:[Ctrl+C] là.", "Un Ctrl+C là.", [("kbd:[", "Ctrl+C", "]", True)]),
        ("Un [.x]#mot# là.", "Un mot là.", [("[.x]#", "mot", "#", False)]),
        ("Le https://a.fr/b_c_d est là.", "Le https://a.fr/b_c_d est là.", [("", "https://a.fr/b_c_d", "", True)]),
        ("Un \\*mot* et 2 * 3 * 4.", "Un *mot* et 2 * 3 * 4.", []),
        ("Un nom_de_variable là.", "Un nom_de_variable là.", []),
        ("Dix{nbsp}euros &amp; co.", "Dix\u00a0euros & co.", []),
    ],
)
def test_inline_markup_is_marks_over_a_text(source, text, marks):
    assert spans(source) == (text, marks)


def bare(source: str) -> str:
    """The document with every text in capitals."""
    article = read(AsciidocFormat, source)
    assert render(AsciidocFormat, article.blocks) == source
    return render(AsciidocFormat, translated(article, lambda text: text.upper()))


CODE = "----\nun code ici\n----\n"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("= Titre\nJeanne Martin\n\nUn.\n", "= TITRE\nJeanne Martin\n\nUN.\n"),
        ("Titre\n-----\n\nUn.\n", "TITRE\n-----\n\nUN.\n"),
        ("== Un titre ==\n\nUn.\n", "== UN TITRE ==\n\nUN.\n"),
        ("* un\n** deux\n- trois\n", "* UN\n** DEUX\n- TROIS\n"),
        (". un\n.. deux\n1. trois\n", ". UN\n.. DEUX\n1. TROIS\n"),
        ("* [x] un\nsuite\n+\ndeux\n", "* [x] UN SUITE\n+\nDEUX\n"),
        ("mot:: sens\nautre::\n  sens\n", "MOT:: SENS\nAUTRE::\n  SENS\n"),
        ("NOTE: un mot.\n", "NOTE: UN MOT.\n"),
        (".Un titre\n====\nUn.\n====\n", ".UN TITRE\n====\nUN.\n====\n"),
        (f"Un.\n\n.Un code\n[source,sh]\n{CODE}", f"UN.\n\n.UN CODE\n[source,sh]\n{CODE}"),
        ("[source]\nun code ici\n\nUn.\n", "[source]\nun code ici\n\nUN.\n"),
        (
            "Un.\n\n....\nun code\n....\n\n++++\n<b>a</b>\n++++\n",
            "UN.\n\n....\nun code\n....\n\n++++\n<b>a</b>\n++++\n",
        ),
        ("[quote,Hugo]\n____\nUn.\n____\n", "[quote,Hugo]\n____\nUN.\n____\n"),
        ("[verse,Hugo]\n____\nUn vers\net deux\n____\n", "[verse,Hugo]\n____\nUN VERS\nET DEUX\n____\n"),
        ("image::a.png[Un pont,300]\n", "image::a.png[UN PONT,300]\n"),
        ('image::a.png[alt="Un pont",title="Là"]\n', 'image::a.png[alt="UN PONT",title="LÀ"]\n'),
        ("Un image:a.png[petit pont] là.\n", "UN image:a.png[PETIT PONT] LÀ.\n"),
        ("Un motfootnote:[Une note. Fin.] ici.\n", "UN MOTfootnote:[UNE NOTE. FIN.] ICI.\n"),
        ("|===\n|un motfootnote:a[Une note.] ici\n|===\n", "|===\n|UN MOTfootnote:a[UNE NOTE.] ICI\n|===\n"),
        ("Un mot.footnote:[Une note.] Fin.\n", "UN MOT.footnote:[UNE NOTE.] FIN.\n"),
        ("Un motfootnote:[Une *note*.] Fin.\n", "UN MOTfootnote:[UNE *NOTE*.] FIN.\n"),
        ("Un motfootnote:n1[Une note.] Finfootnote:n1[].\n", "UN MOTfootnote:n1[UNE NOTE.] FINfootnote:n1[].\n"),
        ("Un motimage:a.png[petit pont] là.\n", "UN MOTimage:a.png[PETIT PONT] LÀ.\n"),
        (":toc-title: Sommaire\n:x: y\n\nUn.\n", ":toc-title: SOMMAIRE\n:x: y\n\nUN.\n"),
        ("Un +\ndeux.\n", "UN +\nDEUX.\n"),
        ("Un.\n\n un littéral ici\n\nDeux.\n", "UN.\n\n un littéral ici\n\nDEUX.\n"),
        ("ifdef::x[]\nUn.\nendif::[]\n", "ifdef::x[]\nUN.\nendif::[]\n"),
        ("|===\n|un |deux\n\n2+|trois \\| x\n|===\n", "|===\n|UN |DEUX\n\n2+|TROIS \\| X\n|===\n"),
        ("|===\na|\n* un\n* deux\nl|code ici\n|===\n", "|===\na|\n* UN\n* DEUX\nl|code ici\n|===\n"),
        ("Un.\n\n'''\n\n<<<\n\nDeux.\n", "UN.\n\n'''\n\n<<<\n\nDEUX.\n"),
    ],
)
def test_texts_are_found_and_written_in_their_places(source, expected):
    assert bare(source) == expected


def test_the_language_of_the_document_is_that_of_the_rendering():
    article = read(AsciidocFormat, "= Titre\n:lang: fr\n\nUn.\n")

    assert article.language == "fr"
    assert render(AsciidocFormat, article.blocks, "nl") == "= Titre\n:lang: nl\n\nUn.\n"


def test_a_heading_in_two_lines_has_a_rule_as_long_as_it():
    article = read(AsciidocFormat, "Titre\n-----\n\nUn.\n")

    assert render(AsciidocFormat, translated(article, lambda text: "woord " * 3 + "eind")).splitlines()[1] == "-" * 22


@pytest.mark.parametrize(
    "said",
    [
        "* a",
        "- a",
        "1. a",
        ". a",
        "= a",
        "NOTE: a",
        "a:: b",
        "a::",
        ".Titre",
        "// a",
        "----",
        "[a]",
        ":a: b",
        "''' ",
        "image::a[b]",
        "include::a[]",
        "+",
        "a +",
        "*a*",
        "_a_",
        "`a`",
        "#a#",
        "a^b^",
        "<<a>>",
        "{a}",
        "((a))",
        "a `b` c*d*",
    ],
)
def test_a_text_never_becomes_markup(said):
    blocks = translated(
        read(AsciidocFormat, "Un.\n\nDeux.\n\nTrois.\n"), lambda text: said if text == "Deux." else text
    )

    again = read(AsciidocFormat, render(AsciidocFormat, blocks))

    assert texts(again) == ["Un.", *([said.strip()] if any(map(str.isalnum, said)) else []), "Trois."]
    assert all(not m.open or m.open == "{empty}" for b in prose_blocks(again) for m in b.markup)


def test_what_stays_is_counted():
    source = ":x: une valeur ici\n\nUn.\n\n// une note ici\n\n////\nune note là\n////\n\n,===\nun mot,deux mots\n,===\n"

    assert message(read(AsciidocFormat, source).blocks) == (
        "stays as it is: attributes of the document (1), comments (2), tables in other notations (1)"
    )


@pytest.mark.parametrize(
    ("data", "said"), [("", "is empty"), (CODE, "holds no text"), ("----\nun mot\n", "holds no text")]
)
def test_a_document_without_texts_is_refused(data, said):
    assert said in refused(AsciidocFormat, data)


@pytest.mark.parametrize("data", ["= Titre\r\n\r\nUn *mot*\r\nici.\r\n", "\ufeffUn mot.\n", "Un"])
def test_line_ends_and_byte_order_mark_come_back(data):
    article = read(AsciidocFormat, data)

    assert render(AsciidocFormat, article.blocks) == data
    rendered = render(AsciidocFormat, translated(article, str.upper))
    assert rendered.count("\r\n") == rendered.count("\n") * ("\r" in data)


@pytest.mark.parametrize(
    "part",
    [
        "* ",
        "*a ",
        "_a",
        "`a ",
        "#",
        "^a",
        "~a",
        "+a",
        "<<a",
        "((a",
        "{a",
        "{a}",
        "[a",
        "link:a",
        "a:: ",
        "\\*",
        "''`a",
        "https://a[",
        "a.",
        "|",
    ],
)
def test_a_line_made_to_be_slow_is_read(part):
    source = "x " + part * (100_000 // len(part)) + " y"
    item = read_any(AsciidocFormat, source)

    assert isinstance(item, ReadError) or render(AsciidocFormat, item.blocks) == source


@pytest.mark.parametrize(
    "part", ["|===\n|a\n", "====\n", "* a\n+\n", "a::\n", "[a]\n", ".a\n", "a +\n", "--\n", "ifdef::a[]\n"]
)
def test_a_document_made_to_be_slow_is_read(part):
    source = "x\n\n" + part * 10_000
    item = read_any(AsciidocFormat, source)

    assert isinstance(item, ReadError) or render(AsciidocFormat, item.blocks) == source


WORD = st.text(st.sampled_from("abcdéœ'.,!?«»_*`|:\\#^~+\u00a0🙂"), min_size=1, max_size=9).map(
    lambda text: f"x{text}x"
)
INLINE = st.sampled_from(
    [
        *[
            "*un mot*",
            "_ital_",
            "`x y`",
            "link:a[lien]",
            "<<a>>",
            "<<a,mot>>",
            "{v}",
            "{u}[mot]",
            "kbd:[A]",
            "image:a.png[]",
        ],
        *["motfootnote:[Une note. Une suite.]", "motfootnote:n[Une note.]", "motindexterm:[a,b]"],
    ]
)
TEXT = st.lists(st.one_of(WORD, INLINE), min_size=1, max_size=6).map(" ".join)
BLOCK = st.one_of(
    TEXT,
    TEXT.map(lambda text: f"== {text}"),
    TEXT.map(lambda text: f"* {text}\nsuite"),
    TEXT.map(lambda text: f". {text}\n+\n{text}"),
    TEXT.map(lambda text: f"NOTE: {text}"),
    TEXT.map(lambda text: f".{text}\n====\n{text}\n===="),
    TEXT.map(lambda text: f"{text} +\nsuite"),
    st.just("|===\n|un |deux\n|==="),
    st.just("----\nx = *1*\n----"),
    st.just("image::a.png[Un pont]"),
    st.just("ifdef::x[]\nUn mot.\nendif::[]"),
    st.just(":attribut: valeur"),
    st.just("'''"),
)
DOCUMENT = st.lists(BLOCK, min_size=1, max_size=6).map(lambda blocks: "Un début.\n\n" + "\n\n".join(blocks) + "\n")


@given(source=DOCUMENT, words=st.lists(WORD, min_size=1, max_size=20))
@EXAMPLES
def test_random_documents_keep_their_bytes_and_with_other_texts_their_structure(source, words):
    article = read(AsciidocFormat, source)

    assert render(AsciidocFormat, article.blocks) == source
    assert all(faults(block.text, block.markup) == [] for block in prose_blocks(article))

    kept = [m.open + dict(m.attributes)["raw"] + m.close for b in article.blocks for m in b.markup if m.keep]
    rendered = render(AsciidocFormat, translated(article, lambda text: " ".join([text, *words])))
    again = read(AsciidocFormat, rendered)
    assert [block.kind for block in prose_blocks(again)] == [block.kind for block in prose_blocks(article)]
    assert all(rendered.count(one) >= kept.count(one) for one in kept if "`" not in one)


@given(st.text(st.sampled_from(".:-=*`|_[]<>\\ \n\tab1é+#^{}(),'\""), max_size=80))
@EXAMPLES
def test_any_text_is_refused_or_comes_back(text):
    item = read_any(AsciidocFormat, text)

    assert isinstance(item, ReadError) or render(AsciidocFormat, item.blocks) == text
