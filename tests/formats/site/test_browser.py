"""Pages in Chromium: nothing that axe-core finds, on a desktop and a phone, light and dark. Skipped without both."""

import importlib.util
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import html5lib
import pytest

from babelpress.document import Article, Block, Detection, Meta, Record, Summary, Translation
from babelpress.formats.html.format import HtmlFormat, HtmlFormatOptions
from babelpress.formats.site.writer import SiteWriter, SiteWriterOptions

ROOT = Path(__file__).parents[3]
PAGE = """<html lang="fr"><body><article><h1>Le pont rouvre</h1><p>Le pont <a href="https://a.example">rouvre</a>.</p>
<figure><img src="https://a.example/p.png" alt="Le pont"><figcaption>Le pont, jeudi</figcaption></figure>
<h4>Les prix</h4><table><caption>Les prix</caption><tr><th>Ville</th><th>Le total en millions d'euros par an</th>
<th>Signalisation</th><th>Éclairage</th><th>Remboursement</th></tr><tr><td>Lille</td><td>1</td><td>2</td><td>3</td>
<td>4</td></tr></table><blockquote>Enfin.</blockquote><h2>La suite</h2><ul><li>Un<ul><li>Deux</li></ul></li></ul>
<pre><code>un_tres_long_code_qui_ne_se_coupe_pas_du_tout_et_qui_deborde_de_la_page_d_un_telephone = 1</code></pre>
<p>https://www.example.org/une/adresse/tres/longue/qui-ne-se-coupe-pas/et-qui-deborde-de-la-page-du-telephone.html</p>
<iframe src="https://v.example/1" title="La vidéo"></iframe></article></body></html>"""


def _browser() -> ModuleType:
    spec = importlib.util.spec_from_file_location("browser", ROOT / "scripts/browser.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


browser = _browser()
in_browser = pytest.mark.skipif(not (browser.chromium() and browser.axe()), reason="needs chromium and axe-core")


def _record(article: Article, language: str = "fr") -> Record:
    return Record(
        article=article,
        detection=Detection(language=language, confidence=1.0),
        translations=(Translation(language="nl", blocks=article.blocks, segments=(), route=()),),
        summaries=(Summary(language="nl", text="Een samenvatting.", strategy="lead"),),
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with all kinds of pages: rich, bare, very long titles, from right to left, lists of several pages."""
    folder: Path = tmp_path_factory.mktemp("browser") / "site"
    rich = HtmlFormat(HtmlFormatOptions()).article(BytesIO(PAGE.encode()), name="riche.html")
    about = Meta(date="2026-03-12", extra=(("author", "Anne Perrot"), ("tags", '["Lille", "Transports"]')))
    paragraph = Block(kind="paragraph", text="Un train part.")
    with SiteWriter(folder, SiteWriterOptions(base_url="https://a.example", per_page=2, slugs="id")) as writer:
        writer.write(_record(replace(rich, meta=about)))
        writer.write(_record(Article(id="nue", blocks=(paragraph,))))
        long = Block(kind="title", text="Anticonstitutionnellement, le gouvernement britannique a signé un accord " * 3)
        writer.write(_record(Article(id="longue", blocks=(long, paragraph))))
        arabic = (Block(kind="title", text="الجسر الجديد يفتح أبوابه"), Block(kind="paragraph", text="افتتح الجسر."))
        writer.write(_record(Article(id="arabe", blocks=arabic), "ar"))
    return folder


def test_every_page_is_valid_small_and_without_scripts(site):
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
        assert len(text.encode()) < 60_000
        assert {one.get("type") for one in page.iter("script")} <= {"application/ld+json"}
        levels = [int(one.tag[1]) for one in page.iter() if one.tag in ("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        ids = [one.get("id") for one in page.iter() if one.get("id")]
        assert len(ids) == len(set(ids))


def test_a_page_from_right_to_left_says_so(site):
    directions = {
        name: html5lib.parse((site / name).read_text(encoding="utf-8"), namespaceHTMLElements=False).get("dir")
        for name in ("ar/arabe.html", "ar/index.html", "nl/riche.html", "nl/index.html")
    }

    assert directions == {"ar/arabe.html": "rtl", "ar/index.html": "rtl", "nl/riche.html": None, "nl/index.html": None}


@pytest.mark.skipif(not browser.validator(), reason="needs java and vnu-jar")
@pytest.mark.slow
def test_the_checker_of_the_w3c_finds_nothing(site):
    assert browser.faults(site) == []


@in_browser
@pytest.mark.slow
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [browser.DESKTOP, browser.PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize(
    "name",
    ["nl/riche.html", "fr/nue.html", "nl/longue.html", "ar/arabe.html", "nl/index.html", "index.html", "index.2.html",
     "404.html"],
)  # fmt: skip
def test_axe_finds_nothing(site, name, size, dark):
    assert browser.violations(site / name, size=size, dark=dark) == []
