"""The name of a site is no part of the title of its pages."""

from io import BytesIO

import pytest

from babelpress.document import VERBATIM
from babelpress.formats.html.format import HtmlFormat, HtmlFormatOptions
from babelpress.formats.html.titles import known_names
from babelpress.formats.html.tokens import tokenize
from growth import LINEAR, growth

NAME = '<meta property="og:site_name" content="Ouest-France">'
ADDRESS = '<link rel="canonical" href="https://www.ouest-france.fr/a/b">'
LD = '<script type="application/ld+json">{"publisher": {"@type": "Organization", "name": "Le Monde"}}</script>'


def titled(head: str, body: str = "") -> tuple[str, bool]:
    """The title of a page, and whether the page is as before when it is rendered."""
    main = f"<main><p>Un texte assez long pour une page.</p>{body}</main>"
    source = f'<html lang="fr"><head>{head}</head><body>{main}</body></html>'
    form = HtmlFormat(HtmlFormatOptions())
    article = form.article(BytesIO(source.encode()), name="a.html")
    same = form.render(article.blocks, language="").decode() == source
    return next((block.text for block in article.blocks if block.kind == "title"), ""), same


@pytest.mark.parametrize(
    ("title", "more", "expected"),
    [
        ("Le pont rouvre - Ouest-France", NAME, "Le pont rouvre"),
        ("Le pont rouvre | Ouest-France", ADDRESS, "Le pont rouvre"),
        ("Le pont rouvre | ouest-france.fr", ADDRESS, "Le pont rouvre"),
        ("Le pont rouvre &ndash; Le Monde", LD, "Le pont rouvre"),
        ("Ouest-France : le pont rouvre", NAME, "le pont rouvre"),
        ("Le pont : l&#039;été - Lens | Ouest-France", NAME, "Le pont : l'été - Lens"),
        (
            "Le pont rouvre - Lille - Ouest-France",
            NAME + '<meta property="og:title" content="Le pont rouvre">',
            "Le pont rouvre",
        ),
        ("Le pont rouvre - enfin", NAME, "Le pont rouvre - enfin"),  # no name of a site
        ("Lille - Lens", ADDRESS, "Lille - Lens"),
        ("Ouest-France", NAME, "Ouest-France"),
        ("Vélo-cargo : l'essai", "", "Vélo-cargo : l'essai"),
    ],
)
def test_the_title_of_a_page_has_no_name_of_its_site(title, more, expected):
    assert titled(f"<title>{title}</title>{more}") == (expected, True)
    assert titled(f"{more}<title>\n {title} </title>") == (expected, True)


def test_the_name_of_the_site_is_not_translated_where_the_page_has_a_heading():
    source = f"<title>Le pont rouvre | Ouest-France</title>{NAME}<body><h1>Le pont rouvre</h1><p>Un texte.</p>"

    article = HtmlFormat(HtmlFormatOptions()).article(BytesIO(source.encode()), name="a.html")

    assert not [block for block in article.blocks if block.kind not in VERBATIM and "Ouest" in block.text]


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Ouest-France</h1><h1>Le pont rouvre</h1>", "<h1>Faire un don</h1><h1>Le pont rouvre</h1>",
        "<h1>Le pont rouvre</h1><h1>Faire un don</h1>", "<h1>Ouest-France</h1>",
    ],
)  # fmt: skip
def test_the_title_is_the_headline_that_the_page_states(body):
    head = f'<meta property="og:title" content="Le pont rouvre"><title>Le pont rouvre - Ouest-France</title>{NAME}'

    assert titled(head, body) == ("Le pont rouvre", True)


def test_the_site_is_no_author():
    form = HtmlFormat(HtmlFormatOptions())
    page = (
        f'{NAME}<meta name="author" content="Ouest-France"><meta name="author" content="Anne Perrot"><p>Un texte.</p>'
    )

    assert dict(form.article(BytesIO(page.encode()), name="a.html").meta.extra) == {"author": "Anne Perrot"}
    alone = page.replace('<meta name="author" content="Anne Perrot">', "")
    assert form.article(BytesIO(alone.encode()), name="a.html").meta.extra == ()


def test_a_headline_of_the_page_ends_its_title():
    assert (
        titled("<title>Le pont rouvre - Nord - Actu</title>", "<aside><h1>Le pont rouvre</h1></aside>")[0]
        == "Le pont rouvre"
    )


@pytest.mark.parametrize("part", ["a - ", "- ", "| ", "&ndash; ", "<meta property='og:title' content='a'>", "<h1>"])
def test_any_title_takes_linear_time(part):
    assert growth(lambda text: titled(f"<title>{text}</title>"), lambda count: part * count, 2_000) < LINEAR
    assert growth(lambda text: known_names(text, tokenize(text)), lambda count: part * count, 2_000) < LINEAR
