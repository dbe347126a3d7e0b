import pytest
from html5lib._tokenizer import HTMLTokenizer
from html5lib.constants import tokenTypes
from hypothesis import given
from hypothesis import strategies as st

from babelpress.formats.html.spelling import encode, spellings, tidy, unescape
from babelpress.formats.html.tokens import tokenize
from babelpress.formats.html.values import spans


def pieces(source: str) -> list[tuple[str, str]]:
    return [(token.kind, source[token.start : token.end]) for token in tokenize(source)]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("", []),
        ("a</>b</>", [("text", "a"), ("other", "</>"), ("text", "b"), ("other", "</>")]),
        ("a</><<b>", [("text", "a"), ("other", "</>"), ("text", "<"), ("open", "<b>")]),
        ("<title></></title>", [("open", "<title>"), ("text", "</>"), ("close", "</title>")]),
        ("a\r\n<b\r\nc>\rd", [("text", "a\r\n"), ("open", "<b\r\nc>"), ("text", "\rd")]),
        ("<SCRIPT>a<b</Script >c", [("whole", "<SCRIPT>a<b</Script >"), ("text", "c")]),
        ("<script><!--<script></script>--></script>", [("whole", "<script><!--<script></script>--></script>")]),
        ("<svg><svg></svg><p></svg>a", [("whole", "<svg><svg></svg><p></svg>"), ("text", "a")]),
        ("<svg/>a", [("whole", "<svg/>"), ("text", "a")]),
        ("<svg>a", [("whole", "<svg>"), ("text", "a")]),
        (
            "<noscript>a<b></noscript>",
            [("open", "<noscript>"), ("text", "a"), ("open", "<b>"), ("close", "</noscript>")],
        ),
        (
            '<?xml version="1.0"?><script/>a',
            [("other", '<?xml version="1.0"?>'), ("open", "<script/>"), ("text", "a")],
        ),
        ("a<?php $b->c ?>d", [("text", "a"), ("snippet", "<?php $b->c ?>"), ("text", "d")]),
        ("<?php $b->c", [("other", "<?php $b->"), ("text", "c")]),
        ("{% a {% b %}c", [("text", "{% a "), ("snippet", "{% b %}"), ("text", "c")]),
        ("{{ a }} }}", [("text", "{{ a }} }}")]),
        ("<p{{ a > b }}>c", [("open", "<p{{ a > b }}>"), ("text", "c")]),
        ("a<b c='", [("text", "a"), ("other", "<b c='")]),
    ],
)
def test_tokens_are_those_of_a_browser_with_their_places(source, found):
    assert pieces(source) == found


TAGS = st.sampled_from(
    ["<b>", "</b>", "<p a=1>", "</p >", "<a b='>' c>", "<br/>", "<i", "</", "<!--a-->", "<!d>", "<?e>", "<"]
)
TEXTS = st.sampled_from(
    ["mot", " ", "&eacute;", "&amp", "&", ">", "é", "\n", "'", '"', "=", "/", "-->", "]]>", "&#x41;"]
)


@given(st.lists(TAGS | TEXTS, max_size=12).map("".join))
def test_tags_are_told_from_text_as_an_independent_parser_tells_them(source):
    kinds = {tokenTypes["StartTag"]: "open", tokenTypes["EndTag"]: "close"}
    theirs = [(kinds[t["type"]], t["name"]) for t in HTMLTokenizer(source) if t["type"] in kinds]

    assert [(t.kind, t.name) for t in tokenize(source) if t.kind in ("open", "close")] == theirs


@pytest.mark.parametrize("code", ["{% set a = [X] %}", "{{ a([X]) }}", "{# X #}", "{{{ a([X]) }}}"])
def test_server_side_code_may_be_long_but_not_lack_its_end(code):
    whole = code.replace("X", "{ titre: 'Un mot < <b>ici</b>' }, " * 100)
    opener = code.partition("X")[0]

    assert pieces(f"<p>{whole}</p>") == [("open", "<p>"), ("snippet", whole), ("close", "</p>")]
    assert ("open", "<b>") in pieces(f"{opener}{'a ' * 600}<b>b</b> {whole}")


@pytest.mark.parametrize(
    ("namespace", "found"),
    [
        ("http://www.w3.org/1998/Math/MathML", [("whole", "math")]),
        ("http://www.w3.org/2000/svg", [("whole", "math")]),
        (
            "http://example.org/",
            [("open", "m:math"), ("open", "m:mi"), ("text", ""), ("close", "m:mi"), ("close", "m:math")],
        ),
    ],
)
def test_an_element_is_known_by_its_namespace_not_by_its_prefix(namespace, found):
    tokens = tokenize(f'<m:math xmlns:m="{namespace}"><m:mi>x</m:mi></m:math>', xml=True)
    assert [(token.kind, token.name) for token in tokens] == found


def test_attributes_have_their_places():
    source = "<a HREF = 'x y'b=c/d  title=\"é\" e f=>"
    (token,) = tokenize(source)

    assert [(name, source[start:end], quote) for name, start, end, quote in spans(source, token)] == [
        ("href", "x y", "'"),
        ("b", "c/d", ""),
        ("title", "é", '"'),
    ]


@pytest.mark.parametrize(
    ("source", "text", "in_attribute"),
    [
        ("&eacute;&#233;&#xE9;", "ééé", "ééé"),
        ("?a&copy=2&copyx&copy", "?a©=2©x©", "?a&copy=2&copyx©"),
        ("&notit; &not", "¬it; ¬", "&notit; ¬"),
        ("&amp;eacute; &lt;b&gt;", "&eacute; <b>", "&eacute; <b>"),
        ("& &; &# &#x &zzz;", "& &; &# &#x &zzz;", "& &; &# &#x &zzz;"),
        ("&#0;&#xD800;&#128;", "\ufffd\ufffd€", "\ufffd\ufffd€"),
        (f"&#{'9' * 5000};", f"&#{'9' * 5000};", f"&#{'9' * 5000};"),
    ],
)
def test_references_are_decoded_as_browsers_do(source, text, in_attribute):
    assert unescape(source) == text
    assert unescape(source, attribute=True) == in_attribute


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("Été", ()),
        ("&eacute;é&eacute;", (("é", "&eacute;"),)),
        ("éé&eacute;", ()),
        ("&eacute", ()),
        ("&amp; &lt; &gt; &#10; &#32;", ()),
        ("&#38; &amp; &#38;", (("&", "&#38;"),)),
        ("&NotEqualTilde;", (("≂̸", "&NotEqualTilde;"),)),
    ],
)
def test_spellings_are_the_entities_that_a_text_uses(source, found):
    assert spellings([source]) == found


def test_markup_is_always_escaped():
    assert encode("a<b>&\"'", ()) == "a&lt;b&gt;&amp;\"'"
    assert encode("a<b>&\"'", (), quote='"') == "a&lt;b&gt;&amp;&quot;'"
    assert encode("≂̸<é", (("é", "&eacute;"), ("≂̸", "&NotEqualTilde;"))) == "&NotEqualTilde;&lt;&eacute;"


def test_tidy_text_has_one_line_and_no_unseen_characters():
    assert tidy("a \r\n\t b\u00adc\x0cd\u00a0 e") == "a bc d\u00a0 e"
