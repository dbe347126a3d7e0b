"""Only the article of a page is shown and summarized; all of the page is translated and kept byte for byte."""

from io import BytesIO
from itertools import product

import pytest
from pydantic import ValidationError

from babelpress.document import VERBATIM
from babelpress.formats.html.format import HtmlFormat, HtmlFormatOptions
from babelpress.formats.html.main_content import outside
from babelpress.formats.html.tokens import Token, tokenize
from babelpress.formats.versions import shown_blocks
from growth import LINEAR, growth

ARTICLE = "".join(f"<p>Le train numéro {n} roule vers Nice, et personne ne dort.</p>" for n in range(5))
NOISE = {
    "menu": '<nav><ul><li><a href="/">Bruit du menu</a></li></ul></nav>',
    "share": '<div class="share-bar"><a href="/x">Bruit : partager</a></div>',
    "comments": '<section id="comments"><h2>Bruit</h2><p>Bruit des lecteurs !</p></section>',
    "related": '<aside class="related-posts"><p>Bruit : à lire aussi</p></aside>',
    "role": '<div role="navigation"><a href="/">Bruit du rôle</a></div>',
    "form": "<form><label>Bruit : votre adresse</label><input></form>",
}
FRAMES = {
    "article": "<body><header><h1>Bruit du journal</h1></header><article><h1>Le titre</h1>{}</article></body>",
    "main": "<body><header><p>Bruit</p></header><main><h1>Le titre</h1>{}</main><footer><p>Bruit</p></footer></body>",
    "both": "<body><main><article><h1>Le titre</h1>{}</article><article><p>Bruit</p></article></main></body>",
    "role": '<body><p>Bruit</p><div role="main"><h1>Le titre</h1>{}</div></body>',
    "divs": '<body><div class="top"><p>Bruit</p></div><div><div class="x"><h1>Le titre</h1>{}</div></div>'
    '<div class="foot"><p>Bruit</p></div></body>',
    "plain": "<body><header><p>Bruit</p></header><h1>Le titre</h1>{}<footer><p>Bruit</p></footer></body>",
}


def read(page: str, **options: str):
    found = HtmlFormat(HtmlFormatOptions(**options)).article(BytesIO(page.encode()), name="page.html")
    assert HtmlFormat(HtmlFormatOptions()).render(found.blocks, language="fr") == page.encode()
    return found


@pytest.mark.parametrize(("frame", "noise"), list(product(FRAMES, NOISE)))
def test_menus_comments_and_share_bars_are_not_shown(frame: str, noise: str):
    page = f'<!doctype html><html lang="fr">{FRAMES[frame].format(NOISE[noise] + ARTICLE + NOISE[noise])}</html>'

    article = read(page)

    shown = " ".join(block.text for block in shown_blocks(article.blocks))
    assert "Bruit" not in shown
    assert all(f"numéro {n} " in shown for n in range(5))
    assert article.title == "Le titre"
    texts = [block.text for block in article.blocks if block.kind not in VERBATIM]
    assert any("Bruit" in text for text in texts)  # translated nevertheless
    assert all("Bruit" not in block.text for block in article.blocks if block.kind in ("paragraph", "list_item"))


@pytest.mark.parametrize(
    "page",
    [
        f"<h1>Le titre</h1>{ARTICLE}<nav><p>Texte</p></nav>",
        f'<html lang="fr"><body>{ARTICLE}</body></html>',
        "<html><body><p>Un.</p><p>Deux.</p></body></html>",
        '<html><body><article class="comments-open related">' + ARTICLE + "</article></body></html>",
        "<html><body><article><p>Une nouvelle.</p></article><article><p>Une autre.</p></article></body></html>",
        "<html><body><div>Un texte sans paragraphe.</div><div>Et un autre.</div></body></html>",
        "<html><body><main><aside><p>" + "Un encadré. " * 9 + "</p></aside><p>Fin.</p></main></body></html>",
    ],
)
def test_where_nothing_stands_out_all_is_shown(page: str):
    article = read(page)

    texts = [block.text for block in article.blocks if block.kind not in VERBATIM]
    assert [block.text for block in shown_blocks(article.blocks)] == texts


def test_the_heading_of_a_page_is_its_title_if_the_article_has_none():
    page = f'<html lang="fr"><body><div><h1>Le titre</h1></div><main>{ARTICLE}</main></body></html>'

    assert read(page).title == "Le titre"


@pytest.mark.parametrize(
    ("select", "expected"),
    [
        ("#a", ["Un."]),
        (".b", ["Deux."]),
        ("div.b", ["Deux."]),
        ("section > div", ["Deux."]),
        ("body > div", ["Un."]),
        ("section p, #a", ["Un.", "Trois."]),
        ("section", ["Deux.", "Trois."]),
        ("[data-text]", ["Trois."]),
        ('p[data-text="x"]', ["Trois."]),
        (".nowhere", ["Un.", "Deux.", "Trois."]),
    ],
)
def test_a_selector_names_the_article(select: str, expected: list[str]):
    page = '<body><div id="a">Un.</div><section><div class="b">Deux.</div><p data-text=x>Trois.</p></section></body>'

    assert [block.text for block in shown_blocks(read(page, select=select).blocks)] == expected


@pytest.mark.parametrize("noise", NOISE)
def test_menus_are_not_shown_in_what_a_selector_names(noise: str):
    page = f'<body><p>Bruit</p><div class="a">{NOISE[noise]}{ARTICLE}</div></body>'

    assert "Bruit" not in " ".join(block.text for block in shown_blocks(read(page, select=".a").blocks))


@pytest.mark.parametrize("select", ["div:first-child", "a + b", "> p", "p >", "div,", "[", "..", "a b#"])
def test_a_selector_that_is_not_understood_is_refused(select: str):
    with pytest.raises(ValidationError, match="write names"):
        HtmlFormatOptions(select=select)


@pytest.mark.parametrize("part", ["<div>", "<p>a", "<article>", "</div>", '<div class="share">a', "<main>a</main>"])
def test_any_number_of_elements_takes_linear_time(part: str):
    def page(count: int) -> tuple[str, list[Token]]:
        source = f"<body>{part * count}"
        return source, tokenize(source)

    assert growth(lambda given: outside(*given), page, 3_000) < LINEAR


LINKS = "".join(f'<li><a href="/{n}">Bruit : un autre article du journal, numéro {n}</a></li>' for n in range(40))
READER = "<li><p>Bruit d'un lecteur, le numéro {}, qui écrit bien plus que le journal.</p></li>"
READERS = "".join(READER.format(n) for n in range(40))
TEXT = " ".join(f"Le train numéro {n} roule vers Nice, et personne ne dort.<br><br>" for n in range(5))
WHOLE = f"<h1>Le titre</h1>{ARTICLE}"
KINDS = {
    "menu longer than the article": f"<div><ul class='main-nav'>{LINKS}</ul></div><div>{WHOLE}</div>",
    "list of links": f"<div><ul>{LINKS}</ul></div><div><div>{WHOLE}</div></div>",
    "discussion": f"<div>{WHOLE}</div><ol id='commentlist'>{READERS}</ol>",
    "discussion in the frame": f"<div><div>{WHOLE}</div><div class='comments'>{READERS}</div></div>",
    "small article": f"<div>{WHOLE}</div><article><a href='/'>Bruit</a></article>",
    "main that is no content": f"<div>{WHOLE}</div><div role='main'><p>Bruit</p></div>",
    "modifier": f"<main><h1>Le titre</h1><section class='text--ads has-sharing js-has-ads'>{ARTICLE}</section></main>",
    "open comments": f"<main><div class='comments-open'>{WHOLE}</div></main>",
    "two words for the article": f"<article><div class='article-content sidebar-relative'>{WHOLE}</div></article>",
    "text without paragraphs": f"<div><ul>{LINKS}</ul></div><div><h1>Le titre</h1>{TEXT}</div>",
    "footer": f"<article>{WHOLE}<footer>Bruit : Classé dans <a href='/'>Trains</a></footer></article>",
    "box of links": f"<article>{WHOLE}<aside><a href='/'>Bruit : un autre article</a></aside></article>",
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_longer_than_the_article_or_called_like_noise_does_not_replace_it(kind: str):
    article = read(f'<!doctype html><html lang="fr"><body>{KINDS[kind]}</body></html>')

    shown = " ".join(block.text for block in shown_blocks(article.blocks))
    assert all(f"numéro {n} roule" in shown for n in range(5))
    assert "Bruit" not in shown


KEPT = {
    "standfirst": f"<div><h1>Le titre</h1><div class='lead'>Gardé : chapô.</div><div class='x'>{ARTICLE}</div></div>",
    "standfirst before": f"<div><h1>Le titre</h1><p>Gardé : le chapô.</p><article>{ARTICLE}</article></div>",
    "notes": f"<article>{WHOLE}<footer class='footnotes'><p>Gardé : une note.</p></footer></article>",
    "box of text": f"<article>{WHOLE}<aside><p>Gardé : un repère.</p></aside></article>",
    "caption": f"<article><figure><figcaption>Gardé : une légende.</figcaption></figure>{WHOLE}</article>",
}


@pytest.mark.parametrize("kind", KEPT)
def test_what_belongs_to_the_article_stays(kind: str):
    shown = " ".join(block.text for block in shown_blocks(read(f"<html><body>{KEPT[kind]}</body></html>").blocks))

    assert "Gardé" in shown
    assert all(f"numéro {n} roule" in shown for n in range(5))
