import io
import json
import re
from dataclasses import replace

import pytest

from babelpress.document import HIDDEN, VERBATIM, Article, Block
from babelpress.errors import UnreadableInput
from babelpress.formats.base import ReadError
from babelpress.formats.html.format import HtmlFormat
from babelpress.formats.html.spelling import unescape
from babelpress.formats.html.tokens import tokenize
from babelpress.formats.inline import faults
from babelpress.formats.untranslated import message

FORMAT = HtmlFormat(HtmlFormat.Options())


def read(source: str | bytes) -> Article:
    data = source if isinstance(source, bytes) else source.encode()
    (article,) = FORMAT.read_stream(io.BytesIO(data), name="page.html")
    assert isinstance(article, Article), article
    return article


def texts(source: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read(source).blocks if block.kind != "skeleton"]


def only(source: str) -> Block:
    (block,) = (block for block in read(source).blocks if block.kind != "skeleton")
    return block


def in_dutch(source: str | bytes, **new: str) -> str:
    """The document rendered in Dutch, with other texts in the place of some."""
    blocks = [replace(block, text=new.get(block.text, block.text)) for block in read(source).blocks]
    return FORMAT.render(blocks, language="nl").decode()


def unread(source: str | bytes, **options: int) -> str:
    reader = HtmlFormat(HtmlFormat.Options(**options))
    (item,) = reader.read_stream(io.BytesIO(source if isinstance(source, bytes) else source.encode()), name="page.html")
    assert isinstance(item, ReadError), item
    assert isinstance(item.error, UnreadableInput)
    return str(item.error)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", "is empty"),
        ("\ufeff", "is empty"),
        (" \r\n", "only white space"),
        ("<p><br></p><!-- Rien -->", "no text to translate"),
        ("<html translate=no><p>Un mot.", "no text to translate"),
        ("<p>12 345", "too long"),
        (b"<p>Un \0 mot", "a zero at byte 6"),
        (b"<p>\xe9t\xe9 \xc3\xa9", "is not UTF-8"),
        (b"<p>\xe9t\xe9 \x81", "is not UTF-8"),
        (b"<meta charset=utf-8><p>\xe9t\xe9", "is not UTF-8: byte 23, line 1"),
        (b"<meta charset=iso-8859-1>\n<p>\xe9t\xe9 \xc3\xa9", "is in two encodings"),
        (b"<meta charset=klingon><p>\xe9t\xe9", "is not UTF-8"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_reason(source, said):
    options = {"max_characters": 8} if said == "too long" else {}

    assert said in unread(source, **options)


def test_a_missing_file_and_a_folder_come_as_unread(tmp_path):
    found = [*FORMAT.read(tmp_path / "none.html"), *FORMAT.read(tmp_path)]

    assert [type(item) for item in found] == [ReadError, ReadError]


@pytest.mark.parametrize(
    ("source", "kind", "text", "level"),
    [
        ("Un mot.", "paragraph", "Un mot.", 0),
        ("<h1>Un <b>mot</b></h1>", "title", "Un mot", 0),
        ("<h3>Un mot</h3>", "heading", "Un mot", 3),
        ("<ul><li>a<ul><li>", "list_item", "a", 1),
        ("<blockquote><p>Un mot", "quote", "Un mot", 0),
        ("<figure><figcaption>Un mot", "caption", "Un mot", 0),
        ("<title>Un mot</title>", "title", "Un mot", 0),
        ("<p>mot<pre>\n  a  b\n</pre>", "code", "\n  a  b\n", 0),
        ("<button>Un mot</button>", "paragraph", "Un mot", 0),
        ("<option>Un mot", "paragraph", "Un mot", 0),
        ("<template><p>Un mot", "paragraph", "Un mot", 0),
        ("<div contenteditable>Un mot", "paragraph", "Un mot", 0),
        ("<noscript><p>Un mot</p></noscript>", "paragraph", "Un mot", 0),
        ("<P>UN MOT</P>", "paragraph", "UN MOT", 0),
    ],
)
def test_each_text_has_the_kind_of_its_element(source, kind, text, level):
    block = [block for block in read(source).blocks if block.kind != "skeleton"][-1]

    assert (block.kind, block.text, block.level) == (kind, text, level)


def test_the_page_title_is_a_caption_where_a_heading_is_the_title():
    assert texts("<title>Un site</title><h1>Un titre</h1><h1>Un autre</h1>") == [
        ("caption", "Un site"),
        ("title", "Un titre"),
        ("heading", "Un autre"),
    ]
    assert HIDDEN not in only("<title>Un site</title>").markup


@pytest.mark.parametrize(
    "source",
    [
        "<p>Une phrase\nsur deux lignes.</p>",
        "<p>Une phrase\r\n\t   sur deux lignes.</p>",
        "<p>Une phrase\n\nsur deux\nlignes.</p>",
        "<p>\n  Une phrase sur deux lignes.\n</p>",
        "<p>Une phrase sur deux <!-- pas ici -->lignes.</p>",
        "<p>Une phra&shy;se sur deux\u200b lignes.</p>",
    ],
)
def test_a_text_is_what_a_browser_shows(source):
    assert only(source).text == "Une phrase sur deux lignes."
    assert in_dutch(source) == source


def test_a_line_break_ends_a_text():
    assert texts("<p>Une adresse<br>Une ville</p>") == [("paragraph", "Une adresse"), ("paragraph", "Une ville")]


def test_blank_lines_part_the_paragraphs_of_a_text_in_no_element():
    assert texts("Un <b>mot</b>.\n\nUn autre\nmot.") == [("paragraph", "Un mot."), ("paragraph", "Un autre mot.")]


def test_tags_inside_a_text_are_marks_and_tags_around_it_are_not():
    block = only('<h2><a href="/x"><b>Un <i class=y>mot</i> dit</b></a></h2>')

    assert block.text == "Un mot dit"
    assert [(m.tag, m.start, m.end, m.open, m.close, m.attributes) for m in block.markup] == [
        ("i", 3, 6, "<i class=y>", "</i>", (("class", "y"),))
    ]


def test_nested_marks_have_the_depth_of_their_nesting():
    marks = only("<p>a <b>b <i>c</i></b> <u>d</u> e").markup

    assert [(mark.tag, mark.start, mark.end, mark.depth) for mark in marks] == [
        ("b", 2, 5, 0),
        ("i", 4, 5, 1),
        ("u", 6, 7, 0),
    ]


def test_what_stands_between_words_is_a_mark_over_nothing():
    marks = only("<p>a<img src=x> b<!-- c --> d<wbr>e<script>1 < 2</script> f<svg><path/></svg> g").markup

    assert [(mark.tag, mark.start, mark.end, mark.close) for mark in marks] == [
        ("img", 1, 1, ""),
        ("comment", 3, 3, ""),
        ("wbr", 5, 5, ""),
        ("script", 6, 6, ""),
        ("svg", 8, 8, ""),
    ]


@pytest.mark.parametrize(
    "source",
    [
        "<p>Un <b>deux <i>trois</b> quatre</i> cinq",
        "<p>Un <b>deux</p><p>trois</b> quatre",
        "<p>Un</i> deux</b> trois</u>.",
        "<p>Un <b>deux <i>trois <u>quatre",
        "<p>Un<b></b> deux</p></p></div>",
        "<p>Un <a href=x href=y TITLE>deux</A > trois",
        "<p>Un < deux <3 <<b>trois</b> & quatre &notit; &eacute &#233 &#xZ; &;",
        "<p>Un</> deux</></p>",
        "<p>Un <b deux",
        "<p>Un <!-- deux",
        "<p>Un <![CDATA[ deux ]]> trois",
        "<!--[if IE]><p>Un</p><![endif]--><p>Deux<![if !IE]> trois<![endif]>",
        "<svg><p>Un</svg><p>Deux<svg><p>trois",
        "<p>Un <script>deux",
        "<pre>Un<p>deux",
        "<p>Un \u202edeux\u202c \u200ftrois \ue000 quatre\uffff",
        '<p>Un <a href="?a=1&copy=2&amp;b">deux</a>',
    ],
)
def test_bad_markup_comes_back_as_it_was_and_its_tags_form_a_tree(source):
    article = read(source)

    assert FORMAT.render(article.blocks, language="nl").decode() == source
    assert [found for block in article.blocks for found in faults(block.text, block.markup)] == []


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "</p>", "&eacute;", "a < b & c > d", "<!-- a -->", "a ]]>"]
)
def test_text_never_becomes_markup(text):
    rendered = in_dutch("<p>mot</p>", mot=text)

    assert only(rendered).text == text
    assert "<script" not in rendered


def test_an_escaped_tag_stays_text():
    assert only("<p>La balise &lt;script&gt; est un mot.").text == "La balise <script> est un mot."
    assert in_dutch("<p>La balise &lt;script&gt; <b>est</b>.") == "<p>La balise &lt;script&gt; <b>est</b>."


def test_entities_stay_entities_in_a_translation():
    source = "<p>L&rsquo;&eacute;t&eacute;&nbsp;: 5&nbsp;&euro; &amp; plus"
    new = {"L’été\xa0: 5\xa0€ & plus": "één\xa0€ & ’n"}

    assert in_dutch(source, **new) == "<p>&eacute;&eacute;n&nbsp;&euro; &amp; &rsquo;n"


def test_a_character_is_spelt_as_it_mostly_is():
    source = "<p>&eacute;&eacute;é &agrave;àà"

    assert in_dutch(source) == source
    assert in_dutch(source, **{"ééé ààà": "é à"}) == "<p>&eacute; à"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('<img alt="Une photo">', "Une photo"),
        ("<img alt='L&apos;eau'>", "L'eau"),
        ("<img alt=Photo>", "Photo"),
        ('<a href=x title="Un titre"></a>', "Un titre"),
        ('<nav aria-label="Le menu"></nav>', "Le menu"),
        ('<input placeholder="Votre nom" value="Dupont">', "Votre nom"),
        ('<input type="submit" value="Envoyer">', "Envoyer"),
        ('<optgroup label="Les pays">', "Les pays"),
        ('<MonBouton label="Les pays"></MonBouton>', "Les pays"),
        ('<meta name="description" content="Un texte">', "Un texte"),
        ('<meta property="og:title" content="Un texte">', "Un texte"),
        ('<meta name="twitter:description" content="Un texte">', "Un texte"),
        ('<iframe title="Une carte"><p>Rien</iframe>', "Une carte"),
        ('<script type="application/ld+json">{"headline": "Un texte"}</script>', "Un texte"),
    ],
)
def test_texts_in_tags_are_captions(source, text):
    block = only(source)

    assert (block.kind, block.text) == ("caption", text)
    assert HIDDEN in block.markup
    assert in_dutch(source) == source


@pytest.mark.parametrize(
    "source",
    [
        "<img alt=photo.jpg>",
        '<img alt="https://exemple.org/a">',
        '<img alt="—">',
        "<img alt>",
        "<link rel=stylesheet title=Normal>",
        "<input value=Dupont>",
        "<meta name=author content=Dupont>",
        "<img translate=no alt=Dupont>",
        '<div class="notranslate"><img alt=Dupont></div>',
        '<span translate="no"><img alt=Dupont></span>',
        "<textarea>Un brouillon</textarea>",
        "<script>var a = 'Un mot';</script>",
        "<style>a::after { content: 'Un mot' }</style>",
        "<svg><style>a b</style><title>  </title><path d='M1 2'/></svg>",
        "<math><mi>x</mi></math>",
        "<iframe>Un mot</iframe>",
        "<!-- Un mot -->",
        "<!--[if IE]><p>Un mot</p><![endif]-->",
        "<code>x = 1</code>",
        "<html lang=nl><p lang=en>A word</p>",
        "<nav><a hreflang=de>Deutsch</a></nav>",
        '<script type="application/ld+json">{"headline": "Un mot",}</script>',
        '<script type="application/ld+json">{"name": "Un mot", "description": "\\ud83d"}</script>',
    ],
)
def test_what_is_not_prose_is_left_alone(source):
    assert texts(f"{source}<p>Fin.") == [("paragraph", "Fin.")]
    assert in_dutch(f"{source}<p>Fin.") == f"{source}<p>Fin."


def test_translated_attributes_are_safe_in_their_quotes():
    source = "<img alt=\"un\"><img alt='deux'><img alt=trois>"

    rendered = in_dutch(source, un='"1" & <b>', deux="'2'", trois="3 > '2'")

    assert rendered == "<img alt=\"&quot;1&quot; &amp; &lt;b&gt;\"><img alt='&#39;2&#39;'><img alt=\"3 &gt; '2'\">"
    assert [text for _, text in texts(rendered)] == ['"1" & <b>', "'2'", "3 > '2'"]


def test_attributes_of_tags_inside_a_text_are_put_into_these_tags():
    source = '<p>Voir <a title="un" href=x>la</a> <img alt=deux title="un"> et <img alt=deux title="un"> là.'

    rendered = in_dutch(source, un="één", deux="twee")

    assert rendered == source.replace("un", "één").replace("deux", "twee")


def test_translated_json_stays_json_and_inside_its_script():
    source = '<script type="application/ld+json">{"headline":"mot", "description":"\\u00e9t\\u00e9"}</script>'

    rendered = in_dutch(source, mot='</script>"\\', été="één")

    assert rendered == (
        '<script type="application/ld+json">'
        '{"headline":"\\u003c/script\\u003e\\"\\\\", "description":"\\u00e9\\u00e9n"}</script>'
    )


def test_what_is_marked_as_kept_inside_a_text_is_a_kept_mark():
    source = (
        "<html lang=fr-FR><p>Le <code>x</code>, <kbd>y</kbd>, <b translate=no>z</b>, <i class='a notranslate'>w</i>, "
        "<span lang=en>v</span>, <span lang=fr>u</span>."
    )

    block = only(source)

    assert [block.text[mark.start : mark.end] for mark in block.markup if mark.keep] == ["x", "y", "z", "w", "v"]


def test_an_end_tag_left_out_does_not_keep_the_rest_of_the_page():
    assert texts("<p translate=no>Un<p>Deux<ul><li class=notranslate>Trois<li>Quatre</ul>") == [
        ("paragraph", "Deux"),
        ("list_item", "Quatre"),
    ]


def test_a_heading_without_end_ends_at_the_next():
    assert texts("<h1>Un<h2>Deux</h2><p>Trois") == [("title", "Un"), ("heading", "Deux"), ("paragraph", "Trois")]


def test_translate_yes_ends_what_is_kept():
    assert texts("<div translate=no>Un <p translate=yes>Deux</p></div>") == [("paragraph", "Deux")]


def test_server_side_code_is_kept_whole():
    source = '<p>Un {% if a > b %}deux{% endif %} <?php echo "<p>" . $a->b ?>trois <%= x > y %>quatre {{ a > b }}.'

    block = only(source)

    assert block.text == "Un deux trois quatre ."
    assert [mark.open for mark in block.markup] == [
        "{% if a > b %}",
        "{% endif %}",
        '<?php echo "<p>" . $a->b ?>',
        "<%= x > y %>",
        "{{ a > b }}",
    ]
    assert in_dutch(source) == source


def test_short_codes_of_an_editor_are_kept_whole():
    source = '<p>[légende id=1]\n[caption id="a b" w=1]Un mot[/caption] dit [sic] [galerie\nids="1,2" /] là.'

    block = only(source)

    assert block.text == "[légende id=1] Un mot dit [sic]  là."
    assert [(mark.open, mark.close) for mark in block.markup if mark.open] == [
        ('[caption id="a b" w=1]', "[/caption]"),
        ('[galerie\nids="1,2" /]', ""),
    ]
    assert in_dutch(source) == source


def test_what_holds_only_a_placeholder_is_not_prose():
    assert texts("<h1>{{ titre }}</h1><p>{{ un }} : {{ deux }}</p><p>Fin") == [("paragraph", "Fin")]


def test_words_never_become_code_of_a_template():
    source = "<p>Bonjour {{ nom }}, écrire &#123;&#123; x }} ou [sic].</p>"
    (block,) = [block for block in read(source).blocks if block.kind not in VERBATIM]

    texts = [
        "{{ x }} {{ nom }}",
        "{% if %}",
        "{# a #}",
        "[galerie a=1]",
        "@if (a)",
        "<% a %>",
        "{{{ a }}}",
        "#end",
        "{",
    ]
    for text in texts:
        new = FORMAT.render([replace(block, text=text)], language="nl").decode()

        assert [found[0] for found in re.finditer(r"\{\{.*?\}\}", new)] == ["{{ nom }}"] * text.count("nom")
        assert [token.kind for token in tokenize(new)] == ["text"]
        assert unescape(new) == text


def test_tags_of_templates_in_an_attribute_stay_tags():
    source = '<img alt="{% if a > b %}Un pont{% endif %} {{ nom }}">'
    blocks = [replace(block, text=block.text.replace("Un pont", "Een brug {% x %}")) for block in read(source).blocks]

    assert FORMAT.render(blocks, language="nl").decode() == (
        '<img alt="{% if a > b %}Een brug &#123;% x %}{% endif %} {{ nom }}">'
    )


def test_a_placeholder_that_stands_for_words_stays_in_the_text():
    assert only("<p>Bonjour {{ nom }}, ça va ?").text == "Bonjour {{ nom }}, ça va ?"


def test_code_in_a_tag_does_not_end_it():
    assert texts('<div{{ attributes }}><a href="{{ a > b }}" title="Un titre">Un mot</a></div>') == [
        ("caption", "Un titre"),
        ("paragraph", "Un mot"),
    ]


def test_the_document_says_its_new_language():
    source = (
        '<html lang="fr-FR" xml:lang=fr><meta property="og:locale" content="fr_FR">'
        '<meta http-equiv="Content-Language" content="fr"><link hreflang=fr>'
        '<script type="application/ld+json">{"inLanguage": "fr-FR"}</script><article lang=fr><p>Un mot'
    )

    assert read(source).language == "fr"
    assert in_dutch(source) == (
        '<html lang="nl" xml:lang=nl><meta property="og:locale" content="nl_NL">'
        '<meta http-equiv="Content-Language" content="nl"><link hreflang=fr>'
        '<script type="application/ld+json">{"inLanguage": "nl"}</script><article lang=nl><p>Un mot'
    )


@pytest.mark.parametrize(("language", "said"), [("fr", "fr_FR"), ("pt-BR", "pt_BR"), ("en", "en_US"), ("de", "de_DE")])
def test_a_locale_has_the_country_of_the_language(language, said):
    blocks = read('<meta property="og:locale" content="fr_FR"><p>Un mot').blocks

    assert f'content="{said}"' in FORMAT.render(blocks, language=language).decode()


def test_the_page_tells_its_date_address_and_languages():
    article = read(
        '<link rel="canonical" href="https://exemple.org/a"><meta property="article:published_time" '
        'content="2026-01-31"><nav><a>Français</a> <a>English</a></nav><h1>Un titre</h1>'
    )

    assert (article.id, article.title, article.format) == ("page", "Un titre", "html")
    assert (article.meta.date, article.meta.url) == ("2026-01-31", "https://exemple.org/a")
    assert article.meta.menu == ("Français", "English")


def test_block_comments_of_an_editor_part_texts_and_stay():
    source = '<!-- wp:x {"a":"<b>"} -->\nUn mot\n<!-- /wp:x --><!-- wp:y /-->Un autre<!--more-->Fin'

    assert [text for _, text in texts(source)] == ["Un mot", "Un autre", "Fin"]
    assert in_dutch(source) == source


@pytest.mark.parametrize(
    ("data", "written"),
    [
        ("\ufeff<p>Été".encode(), "\ufeff<p>Été"),
        ("<meta charset='utf-16'><p>Été".encode("utf-16"), "<meta charset='utf-8'><p>Été"),
        ("<meta charset=iso-8859-1><p>Été €".encode("cp1252"), "<meta charset=utf-8><p>Été €"),
        ("<meta content='a; charset=latin1'><p>Été".encode("latin-1"), "<meta content='a; charset=utf-8'><p>Été"),
        ("<meta charset=iso-8859-1><p>Été".encode(), "<meta charset=iso-8859-1><p>Été"),
        (b"<p>Un\r\nmot\rdit\n", "<p>Un\r\nmot\rdit\n"),
    ],
)
def test_the_document_comes_back_in_utf_8(data, written):
    assert in_dutch(data) == written


def test_ten_thousand_nested_tags_are_read():
    source = "<div>" * 10_000 + "<b>a" * 10_000 + "</b>" * 10_000

    block = only(source)

    assert len(block.text) == 10_000
    assert block.markup[-1].depth == 9_998
    assert in_dutch(source) == source


PIECES = [
    "Un <b>mot</b> ",
    "a</b>",
    "a<b>",
    "<",
    "<a ",
    '<a b="',
    "<!--",
    "<?",
    "</",
    "&",
    "&#",
    "&eacute;",
    "{{",
    "<%",
]
PIECES += [
    "a\n",
    "<p>a",
    "<svg>",
    "<code>",
    "</>a",
    "<table><td>",
    "<img alt=a>",
    "<noscript>",
    "<a t='",
    "\r",
    "{%a%}",
]
PIECES += ["[a", "[a b=", '[a b="', "[a b=c ", "[/a", "[a b=c]"]


@pytest.mark.slow
@pytest.mark.parametrize("piece", PIECES)
def test_what_is_repeated_without_end_takes_no_quadratic_time(piece):
    source = "<p>mot " + piece * (100_000 // len(piece))  # minutes, if it did

    assert in_dutch(source) == source


def test_a_megabyte_in_one_paragraph_is_one_text():
    source = "<p>" + "Un mot, " * 131_072 + "</p>"

    assert len(only(source).text) > 1_048_000
    assert in_dutch(source) == source


def test_windows_1252_without_a_declaration_stays_so():
    source = "<html lang=fr><p>L’été à l’œil : 5 €.".encode("cp1252")
    article = read(source)
    blocks = [replace(block, text="Ł’été") if block.kind == "paragraph" else block for block in article.blocks]

    assert FORMAT.render(article.blocks, language="fr") == source
    assert FORMAT.render(blocks, language="nl") == "<html lang=nl><p>&#321;’été".encode("cp1252")


def test_ascii_stays_in_the_encoding_that_it_declares():
    source = b"<meta charset=iso-8859-1><p>Un mot"
    blocks = [replace(block, text="Größe Ł") if block.kind == "paragraph" else block for block in read(source).blocks]

    assert FORMAT.render(blocks, language="de") == "<meta charset=iso-8859-1><p>Größe &#321;".encode("cp1252")


FAQ = (
    '<html lang="fr"><script type="application/ld+json">{"@context":"https://schema.org","@type":["FAQPage"],'
    '"@id":"https://exemple.org/#faq","author":{"@type":"Person","name":"Jean Petit"},"datePublished":"2025-03-01",'
    '"mainEntity":[{"@type":"Question","name":"Quand part-il ?","acceptedAnswer":{"@type":"Answer","text":'
    '"<p>Il part <a href=\\"https://exemple.org/\\">demain matin</a>.</p>"}}]}</script><h1>Quand part-il ?</h1>'
)


def test_questions_and_answers_of_json_ld_are_translated_and_nothing_else_of_it():
    assert [text for _, text in texts(FAQ)] == ["Quand part-il ?", "Il part demain matin.", "Quand part-il ?"]

    rendered = in_dutch(FAQ, **{"Quand part-il ?": "Wanneer?", "Il part demain matin.": "Hij vertrekt morgen."})
    data = json.loads(re.search(r"json\">(.*?)</script>", rendered)[1])

    assert data["mainEntity"][0]["name"] == "Wanneer?"
    assert data["mainEntity"][0]["acceptedAnswer"]["text"] == (
        '<p>Hij vert<a href="https://exemple.org/">rekt morgen.</a></p>'
    )
    assert (data["author"]["name"], data["datePublished"]) == ("Jean Petit", "2025-03-01")


YOAST = (
    '<!-- wp:yoast/faq-block {"questions":[{"id":"faq-1","question":["Où est-il ?"],"answer":["Derrière",'
    '{"type":"br"},"la \\u003cem\\u003emairie\\u003c/em\\u003e."]}],"align":"center",'
    '"style":{"text":"Un mot gris"}} -->\n'
    '<strong class="q">Où est-il ?</strong><p>Derrière<br>la <em>mairie</em>.</p>\n<!-- /wp:yoast/faq-block -->'
)


def test_attributes_of_editor_blocks_have_the_translation_of_the_text_that_they_repeat():
    article = read(YOAST)
    shown = [i for i, block in enumerate(article.blocks) if block.kind != "skeleton" and HIDDEN not in block.markup]
    changed = [
        replace(block, text=block.text.upper() if i in shown else "other") if block.kind != "skeleton" else block
        for i, block in enumerate(article.blocks)
    ]

    rendered = FORMAT.render(changed, language="fr").decode()
    data = json.loads(re.search(r"faq-block (\{.*\}) -->", rendered)[1])

    assert FORMAT.render(article.blocks, language="fr").decode() == YOAST
    assert data["questions"][0] == {
        "id": "faq-1",
        "question": ["OÙ EST-IL ?"],
        "answer": ["DERRIÈRE", {"type": "br"}, "LA <em>MAIRIE</em>."],
    }
    assert (data["align"], data["style"]) == ("center", {"text": "Un mot gris"})


def test_an_attribute_of_an_editor_block_with_another_name_is_translated_where_it_repeats_the_page():
    source = '<!-- wp:a/b {"legende":"Le vieux pont","slug":"Le grand pont"} -->\n<p>Le vieux pont</p>'

    assert [text for _, text in texts(source)] == ["Le vieux pont", "Le vieux pont"]
    assert in_dutch(source, **{"Le vieux pont": "De brug -->"}) == (
        '<!-- wp:a/b {"legende":"De brug \\u002d\\u002d\\u003e","slug":"Le grand pont"} -->\n<p>De brug --&gt;</p>'
    )


@pytest.mark.parametrize("data", ['{"question":["Où est-il ?"', "{", '{"question":"\\ud83d a b"}', "[]", "{'a':1}"])
def test_broken_json_in_comments_and_scripts_is_left_as_it_is(data):
    source = f'<!-- wp:a {data} -->\n<p>Fin.</p><script type="application/ld+json">{data}</script>'

    assert texts(source) == [("paragraph", "Fin.")]
    assert in_dutch(source) == source


def test_titles_and_labels_of_pictures_are_translated():
    source = (
        '<p>Un <svg aria-label="Le logo"><title>\n Le &amp; logo </title><g><text x="1">Une rue</text></g></svg> mot'
    )

    rendered = in_dutch(source, **{"Le & logo": "A < b", "Une rue": "Straat", "Le logo": "Logo"})

    assert rendered == source.replace("Le &amp; logo", "A &lt; b").replace("Une rue", "Straat").replace(
        "Le logo", "Logo"
    )


def test_data_attributes_are_translated_if_asked_for_and_else_counted():
    source = '<p data-tip="Un petit mot" data-id="a b">Fin.'
    asked = HtmlFormat(HtmlFormat.Options(attributes=("data-tip",)))
    (article,) = asked.read_stream(io.BytesIO(source.encode()), name="a.html")

    assert [text for _, text in texts(source)] == ["Fin."]
    assert message(read(source).blocks) == "stays as it is: data-* attributes (1)"
    assert [block.text for block in article.blocks if block.kind == "caption"] == ["Un petit mot"]
    assert message(article.blocks) == ""


def test_what_stays_untranslated_is_counted_by_kind():
    source = (
        "<html lang=fr><!-- Une note pour vous --><!-- wp:list --><p>Un <code>mot de code</code> ici.</p>"
        '<p lang=en>Some English words</p><div class="notranslate">Pas ces mots</div><textarea>Un texte</textarea>'
        '<meta name=keywords content="pont, ville"><script type="application/ld+json">{"name":"La ville"}</script>'
    )

    assert message(read(source).blocks) == (
        "stays as it is: comments (1), texts marked as kept, and code (2), texts in another language (1), "
        "contents of text fields (1), keywords and names in meta (1), values of JSON-LD (1)"
    )
    assert message(read("<p>Fin.").blocks) == ""


def test_a_value_of_an_editor_that_is_not_known_keeps_its_bytes_and_is_counted():
    source = (
        '<!-- wp:terms {"prefix":"Un mot, \\u003ca href=\\u0022#\\u0022\\u003elà\\u003c/a\\u003e"} /-->\n'
        '<!-- wp:terms {"x":"Deux mots"} /-->\n'
        "<p>Un texte.</p>\n"
    )
    article = read(source)

    assert HtmlFormat(HtmlFormat.Options()).render(article.blocks, language="fr").decode() == source
    assert message(article.blocks) == "stays as it is: values of an editor's blocks (2)"


def test_every_text_in_a_picture_is_found():
    source = (
        '<svg><!-- <text>a b</text> --><text x="1">Du texte <tspan>ici</tspan> et là</text><style>a b{}</style>'
        "<g><title>Un <![CDATA[x y]]>titre</title></g></svg><p>Un.</p>"
    )

    assert [text for _, text in texts(source)] == ["Du texte", "ici", "et là", "Un", "titre", "Un."]


def test_data_in_scripts_is_counted():
    source = (
        '<script type="application/json">{"a":"deux mots"}</script><script type="application/ld+json">{"deux mots" oops'
        '</script><script type="text/template"><p>Un modèle</p></script><script>var a = 1</script><p>Un.</p>'
    )

    assert message(read(source).blocks) == ("stays as it is: data and templates in scripts (2), values of JSON-LD (1)")


def test_fields_of_an_editor_are_texts():
    source = '<!-- wp:acf/x {"data":{"intro":"Un beau texte","_intro":"field_1","id":"a b"}} /--><p>Un.</p>'

    assert "UN BEAU TEXTE" in in_dutch(source, **{"Un beau texte": "UN BEAU TEXTE"})


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize("front", ["", "---\ntitle: Un café\n---\n"])
def test_a_string_of_json_that_repeats_a_text_follows_it_whatever_is_before_the_page(front, encoding):
    source = (
        f'{front}<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Le titre du café"}}</script>'
        "<p>Un autre texte.</p><h1>Le titre du café</h1>"
    )
    article = FORMAT.article(io.BytesIO(source.encode(encoding)), name="page.html")
    blocks = [
        replace(b, text="Neu") if b.kind not in VERBATIM and b.text.startswith("Le") else b for b in article.blocks
    ]
    assert FORMAT.render(blocks, language="de").decode(encoding) == source.replace("Le titre du café", "Neu")


def test_texts_in_templates_are_counted_since_they_stay_as_they_are():
    source = (
        '{% set titre = "Bienvenue au club" %}{% assign pied = "L\'heure du thé" %}<h1>{{ titre }}</h1>'
        '<p title="{{ _(\'Une photo du port\') }}">{{ "Bonjour le monde" | upcase }} et un mot.</p>'
        '{% include "un/pied de page.html" classes="btn btn-large" %}{# une note #}{{!-- une note --}}<%# une note %>'
    )

    assert message(read(source).blocks) == "stays as it is: texts in code (4), comments (3)"
