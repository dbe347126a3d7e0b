"""Links to headings of the same document lead to them in every language."""

import io
from dataclasses import replace

import pytest

from babelpress.document import VERBATIM, Article
from babelpress.formats.markdown.anchors import slugs
from babelpress.formats.markdown.format import MarkdownFormat, MarkdownFormatOptions

FORMAT = MarkdownFormat(MarkdownFormatOptions())


def translated(text: str, words: dict[str, str]) -> str:
    (item,) = FORMAT.read_stream(io.BytesIO(text.encode()), name="essai.md")
    assert isinstance(item, Article)
    assert FORMAT.render(item.blocks, language="fr").decode() == text
    blocks = [
        block if block.kind in VERBATIM else replace(block, text=words.get(block.text, block.text))
        for block in item.blocks
    ]
    return FORMAT.render(blocks, language="de").decode()


WORDS = {"Prérequis": "Die Größe", "L'été": "Sommer", "Étape 2 : voir": "Schritt 2: hä"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](#prérequis)\n\n## Prérequis\n", "[a](#die-größe)\n\n## Die Größe\n"),
        ("[a](#pr%C3%A9requis)\n\n## Prérequis\n", "[a](#die-gr%C3%B6%C3%9Fe)\n\n## Die Größe\n"),
        ("[a](#prerequis)\n\n## Prérequis\n", "[a](#die-groe)\n\n## Die Größe\n"),
        ("[a](#etape-2-voir)\n\n## Étape 2 : voir\n", "[a](#schritt-2-ha)\n\n## Schritt 2: hä\n"),
        ("[a](#étape-2--voir)\n\n## Étape 2 : voir\n", "[a](#schritt-2-hä)\n\n## Schritt 2: hä\n"),
        ("[a](#lété 'Vu')\n\nL'été\n---\n", "[a](#sommer 'Vu')\n\nSommer\n---\n"),
        ("[a][b]\n\n[b]: #lété\n\n## L'été\n", "[a][b]\n\n[b]: #sommer\n\n## Sommer\n"),
        ('<a href="#lété">a</a> b\n\n## L\'été\n', '<a href="#sommer">a</a> b\n\n## Sommer\n'),
        ('<p>b <a href="#lété">a</a></p>\n\n## L\'été\n', '<p>b <a href="#sommer">a</a></p>\n\n## Sommer\n'),
        ('<div><a href="#lété">a</a></div>\n\n## L\'été\n', '<div><a href="#sommer">a</a></div>\n\n## Sommer\n'),
        ("| [a](#lété) |\n|--|\n\n## L'été\n", "| [a](#sommer) |\n|--|\n\n## Sommer\n"),
        ("[a](#lété-1)\n\n## L'été\n\n## L'été\n", "[a](#sommer-1)\n\n## Sommer\n\n## Sommer\n"),
        ("[a](#lété)\n\n## L'été {#lété}\n", "[a](#lété)\n\n## Sommer {#lété}\n"),
        ("[a](#autre) [b](x.md#lété)\n\n## L'été\n", "[a](#autre) [b](x.md#lété)\n\n## Sommer\n"),
        ("`[a](#lété)` [a](#lété)\n\n## L'été\n", "`[a](#lété)` [a](#sommer)\n\n## Sommer\n"),
    ],
)
def test_links_to_headings_lead_there_after_the_headings_changed(text, expected):
    assert translated(text, WORDS) == expected


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("github", ["à-propos--lété-2", "à-propos--lété-2-1"]),
        ("mkdocs", ["a-propos-lete-2", "a-propos-lete-2_1"]),
        ("vitepress", ["a-propos-l-ete-2", "a-propos-l-ete-2-1"]),
        ("kramdown", ["propos--lt-2", "propos--lt-2-1"]),
        ("pandoc", ["à-propos-lété-2", "à-propos-lété-2-1"]),
    ],
)
def test_every_style_makes_the_ids_that_its_generator_makes(style, expected):
    assert slugs(["À propos : l'été 2", "À propos : l'été 2"], style) == expected
