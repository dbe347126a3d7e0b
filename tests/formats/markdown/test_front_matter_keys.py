"""Which values of the front matter are translated by default, and that the others are counted."""

import io

import pytest

from babelpress.document import VERBATIM, Article
from babelpress.formats.markdown.format import MarkdownFormat, MarkdownFormatOptions
from babelpress.formats.untranslated import message


def read(text: str, **options) -> Article:
    reader = MarkdownFormat(MarkdownFormatOptions(**options))
    (item,) = reader.read_stream(io.BytesIO(text.encode()), name="essai.md")
    assert isinstance(item, Article)
    assert reader.render(item.blocks, language="fr").decode() == text
    return item


@pytest.mark.parametrize(
    "front",
    [
        "title: UN MOT\nlinkTitle: UN MOT\nslug: un-mot\nweight: 10\nlayout: single\n",
        "title: UN MOT\nsidebar_label: UN MOT\nsidebar_position: 2\nid: un-mot\n",
        "layout: home\nhero:\n  name: Vite\n  text: UN MOT\n  tagline: UN MOT\n"
        "  actions:\n    - theme: brand\n      text: UN MOT\n      link: /guide/\n"
        "features:\n  - icon: cle\n    title: UN MOT\n    details: UN MOT\n    linkText: UN MOT\n",
        "title: UN MOT\nsidebar:\n  label: UN MOT\n  order: 1\nbanner:\n  content: UN MOT\n",
        "title: UN MOT\nexcerpt: UN MOT\nheader:\n  image: /a/b.png\n  image_description: UN MOT\n  caption: UN MOT\n"
        "feature_row:\n  - alt: UN MOT\n    btn_label: UN MOT\n    btn_class: btn--primary\n    url: /un/\n",
        "menu:\n  main:\n    name: UN MOT\n    weight: 3\n",
        "faq:\n  - question: UN MOT\n    answer: UN MOT\n",
        "title: UN MOT\nlabels: [bug]\ncard:\n  label: bug\n  text: center\n  title: UN MOT\n",
    ],
)
def test_the_values_that_the_generators_show_are_translated_by_default(front):
    found = [block.text for block in read(f"---\n{front}---\nUn mot.\n").blocks if block.kind not in VERBATIM]

    assert found == ["UN MOT"] * front.count("UN MOT") + ["Un mot."]


def test_a_pattern_that_begins_with_two_stars_matches_at_any_depth():
    front = "---\na: un\nb:\n  a: deux\n  c:\n    - a: trois\n    - d: quatre\n---\n"

    assert [b.text for b in read(front, translate_keys=("**.a",)).blocks if b.kind not in VERBATIM] == [
        "un",
        "deux",
        "trois",
    ]
    assert [b.text for b in read(front, translate_keys=("b.c.*.d",)).blocks if b.kind not in VERBATIM] == ["quatre"]


def test_texts_in_expressions_of_mdx_are_counted():
    text = (
        "# Un titre\n\n{rouge ? \"Une maison rouge.\" : 'Un jardin vert.'}\n\n<p>{`Une maison est là.`}</p>\n\n"
        'Un {`Une maison est là.`} mot `Un code là.`.\n\n<Carte title="Un grand pont." pied={"Une maison."} />\n'
    )
    (article,) = MarkdownFormat(MarkdownFormatOptions()).read_stream(io.BytesIO(text.encode()), name="a.mdx")

    assert message(article.blocks) == "stays as it is: texts in code (5)"


def test_captions_do_not_count_as_texts_that_stay():
    text = "Un ![pont](a.png 'Un grand pont.') et [mot](b \"Une grande maison.\").\n\n[r]: /u 'Une grande maison.'\n"

    assert message(read(text).blocks) == ""


def test_texts_that_stay_as_they_are_are_counted():
    text = (
        "---\ntitle: Un mot\nmission: Une phrase de plus\nauthor: x\n---\n<!-- une note -->\n\nUn mot.\n\n"
        '{{ component("table", {title: "Une phrase de plus", class: "a b c"}) }}\n'
    )

    assert message(read(text).blocks) == (
        "stays as it is: comments (1), texts in code (1), values of the front matter (1)"
    )
