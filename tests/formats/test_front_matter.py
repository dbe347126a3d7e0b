"""Front matter: what is translated stays valid, everything else byte for byte."""

import io
import json
import re
import tomllib
from dataclasses import replace

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from babelpress.config.plugins import make
from babelpress.document import VERBATIM, Block
from babelpress.errors import UnreadableInput
from babelpress.formats.front_matter.blocks import FrontMatter, language_value, read_front_matter
from babelpress.formats.markdown.document import render_document
from babelpress.formats.untranslated import message

KEYS = ("title", "description", "seo.description", "images.*.alt", "keywords")


def read(text: str) -> FrontMatter:
    found = read_front_matter(text, name="essai.md", keys=KEYS)
    assert found is not None
    return found


def values(text: str) -> list[str]:
    return [block.text for block in read(text).blocks if block.kind != "skeleton"]


def changed(text: str, new: str) -> str:
    blocks = [
        block if block.kind == "skeleton" else Block(kind=block.kind, text=new, markup=block.markup)
        for block in read(text).blocks
    ]
    return render_document(blocks)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---",
        "---\n\nmot\n\n---\n",
        "---\nmot\n---\n",
        "---\n- a\n---\n",
        "----\ntitle: x\n----\n",
        "{{< x >}}\n",
        "{% x %}\n",
        "{ mot }\n",
        '{"a": 1} mot\n',
        "+++\n",
        "mot\n---\ntitle: x\n---\n",
    ],
)
def test_what_only_looks_like_front_matter_is_text(text):
    assert read_front_matter(text, name="essai.md", keys=KEYS) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\n---\n", []),
        ("---\n# rien\n---\n", []),
        ("---\ntitle: Un titre # note\nslug: un\n---\nx", ["Un titre"]),
        ("---\r\ntitle: 'L''été'\r\n...\r\n", ["L'été"]),
        ("---\ntitle: 2024\ndescription: ''\n---\n", []),
        ("---\ndescription: |\n  Deux\n  lignes\n\nx: 1\n---\n", ["Deux\nlignes"]),
        ("---\ndescription: >-\n  Une\n  ligne\n---\n", ["Une ligne"]),
        ("---\nseo: {description: Un mot, title: non}\n---\n", ["Un mot"]),
        ("---\nimages:\n- src: a\n  alt: Une\n- alt: Deux\n---\n", ["Une", "Deux"]),
        ("---\nkeywords: [un, deux]\ntags: [non]\n---\n", ["un", "deux"]),
        ("---\ntitle: &t Un titre\ndescription: *t\n---\n", ["Un titre"]),
        ("---\ntitle: !!str Un titre\n---\n", ["Un titre"]),
        ('+++\ntitle = \'Un\'  # "non"\n[seo]\ndescription = """\nDeux\n"""\n+++\n', ["Un", "Deux"]),
        ('+++\nx = "title"\n[[images]]\nalt = "Un \\"mot\\""\n+++\n', ['Un "mot"']),
        ('{\n "title": "Un \\u00e9t\\u00e9",\n "seo": {"description": "b", "title": "c"}\n}\nmot', ["Un été", "b"]),
    ],
)
def test_the_values_of_the_keys_and_no_others_are_blocks(text, expected):
    found = read(text)

    assert values(text) == expected
    assert render_document(found.blocks) == text[: found.end]


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("---\ntitle: a: b\n---\n", 2, "not valid YAML"),
        ('---\nx: 1\ntitle: "a\n---\nmot\n', 3, "not valid YAML"),
        ("---\ntitle: a\n\tb: c\n---\n", 3, "not valid YAML"),
        ("---\ntitle: [a\n---\n", 2, "not valid YAML"),
        ("---\ntitle: a\x07\n---\n", 2, "not valid YAML"),
        (f"---\ntitle: {'[' * 3000}\n---\n", 2, "nested too deep"),
        ("---\ntitle: x\n\nmot\n", 1, "never ends"),
        ("+++\ntitle = 'x'\n", 1, "never ends"),
        ("+++\ntitle = 'a'\nb = \n+++\n", 3, "not valid TOML"),
        ('{\n "title": "a",\n}\n', 3, "not valid JSON"),
        ('{\n "title": "a"\n', 3, "not valid JSON"),
    ],
)
def test_broken_front_matter_is_refused_with_its_line(text, line, problem):
    with pytest.raises(UnreadableInput) as error:
        read_front_matter(text, name="essai.md", keys=KEYS)

    assert f"essai.md: line {line}: " in str(error.value)
    assert problem in str(error.value)


@pytest.mark.parametrize(
    ("source", "new", "expected"),
    [
        ("title: mot", "a, b", "title: a, b"),
        ("title: mot", "a: b", 'title: "a: b"'),
        ("title: mot", "- a # b", 'title: "- a # b"'),
        ("title: mot", "yes", 'title: "yes"'),
        ("title: 'mot'", "l'a", "title: 'l''a'"),
        ('title: "mot"', 'a "b" \\', 'title: "a \\"b\\" \\\\"'),
        ("seo: {description: mot}", "a, b", 'seo: {description: "a, b"}'),
        ("title: |\n  mot", "a: b\n# c", "title: |\n  a: b\n  # c"),
        ("title: >-\n  mot", "a\nb", "title: >-\n  a\n\n  b"),
        ("title: |\n  mot", " a", 'title: " a"'),
        ("title: mot", "", 'title: ""'),
    ],
)
def test_a_new_value_keeps_the_style_of_the_old_where_that_can_hold_it(source, new, expected):
    assert changed(f"---\n{source}\n---\n", new) == f"---\n{expected}\n---"


NEW = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=20) | st.text(
    "a'\"\\:#-[]{}|>&*!%@` \n,?=", max_size=12
)


@pytest.mark.parametrize(
    "source",
    ["mot", "'mot'", '"mot"', "|\n  mot", "|-\n  mot\n  deux", ">\n  mot", ">+\n  mot\n", "&a mot", "!!str mot"],
)
@settings(deadline=None)
@given(new=NEW)
def test_yaml_stays_valid_whatever_a_translation_holds(source, new):
    rendered = changed(f"---\ntitle: {source}\nfin: [1]\n---\n", new)

    found = yaml.safe_load(rendered.strip("-"))
    assert found["title"].rstrip("\n") == new.rstrip("\n")
    assert found["fin"] == [1]


@pytest.mark.parametrize("source", ["'mot'", '"mot"', "'''mot'''", '"""\nmot\n"""', "'''\nmot'''"])
@settings(deadline=None)
@given(new=NEW)
def test_toml_stays_valid_whatever_a_translation_holds(source, new):
    rendered = changed(f"+++\ntitle = {source} # fin\nx = 1\n+++\n", new)

    found = tomllib.loads(rendered.strip("+"))
    assert found["title"].strip("\n") == new.strip("\n")
    assert found["x"] == 1


@settings(deadline=None)
@given(new=NEW)
def test_json_stays_valid_whatever_a_translation_holds(new):
    rendered = changed('{"x": 1, "title" : "mot", "fin": [true]}\n', new)

    assert json.loads(rendered) == {"x": 1, "title": new, "fin": [True]}


def test_date_address_and_language_are_told():
    found = read('---\ndate: 2025-03-01\nurl: /a/b\nlanguage: "pt_BR"\ntitle: a\n---\n')

    assert (found.date, found.url, found.language, found.titled) == ("2025-03-01", "/a/b", "pt", True)


@pytest.mark.parametrize(
    ("own", "language", "expected"),
    [
        ("fr", "fr", "fr"),
        ("fr_FR", "fr", "fr_FR"),
        ("fr", "nl", "nl"),
        ("pt", "pt-BR", "pt-BR"),
        ("pt_br", "pt-BR", "pt_br"),
    ],
)
def test_a_language_tag_is_replaced_only_by_another_language(own, language, expected):
    assert language_value(own, language) == expected


FRONTS = (
    "---\ntitle: Le café\nlayout: page\n---\n",
    '+++\ntitle = "Le café"\nlayout = "page"\n+++\n',
    '{\n"title": "Le café",\n"layout": "page"\n}\n',
)
BODIES = {
    "md": "\n# Un titre\n\nDu texte.\n",
    "html": "<h1>Un titre</h1>\n{% if page.x %}<p>Du texte.</p>{% endif %}\n",
    "adoc": "\n= Un titre\n\nDu texte.\n",
    "rst": "\nUn titre\n========\n\nDu texte.\n",
}


@pytest.mark.parametrize("lead", ["", "\ufeff"])
@pytest.mark.parametrize("front", FRONTS)
@pytest.mark.parametrize("kind", BODIES)
def test_every_format_of_site_generators_may_have_front_matter(kind, front, lead):
    source = lead + front + BODIES[kind]
    known = make("readers", kind)
    article = known.article(io.BytesIO(source.encode()), name=f"essai.{kind}")
    assert known.render(article.blocks, language="").decode() == source
    said = [block.text for block in article.blocks if block.kind not in VERBATIM]
    assert said == ["Le café", "Un titre", "Du texte."]
    assert [block.text for block in article.blocks if block.kind == "title"] == ["Le café"]
    other = [block if block.kind in VERBATIM else replace(block, text=block.text.upper()) for block in article.blocks]
    written = known.render(other, language="nl").decode()
    assert written == source.replace("Le café", "LE CAFÉ").replace("Un titre", "UN TITRE").replace(
        "Du texte", "DU TEXTE"
    )


@pytest.mark.parametrize("kind", BODIES)
def test_what_stays_in_front_matter_is_counted_and_its_language_is_that_of_the_version(kind):
    source = "---\nlang: fr\nnotes: Deux mots ici\ndate: 2026-01-02\n---\n" + BODIES[kind]
    known = make("readers", kind)
    article = known.article(io.BytesIO(source.encode()), name=f"essai.{kind}")
    assert article.language == "fr"
    assert article.meta.date == "2026-01-02"
    assert "values of the front matter (1)" in message(article.blocks)
    assert known.render(article.blocks, language="nl").decode() == source.replace("lang: fr", "lang: nl")


@pytest.mark.parametrize("kind", ["md", "html"])
@pytest.mark.parametrize(
    ("value", "words", "marks"),
    [
        ('Du <a href="/x">texte ici</a>', "Du texte ici", 1),
        ("Le code `A_B` et *un* [lien](/x_y)", "Le code `A_B` et un lien", 3),
        ("Un<br>mot <b>ou</b> <i>deux</i>", "Unmot ou deux", 3),
        ("a < b et 2 * 3 * 4", "a < b et 2 * 3 * 4", 0),
    ],
)
def test_markup_in_a_value_is_marks(kind, value, words, marks):
    source = f"---\ntitle: {json.dumps(value)}\nhero:\n  text: |\n    {value}\n---\n" + BODIES[kind]
    known = make("readers", kind)
    article = known.article(io.BytesIO(source.encode()), name=f"essai.{kind}")
    found = [block for block in article.blocks if block.kind not in VERBATIM and block.text == words]
    assert [sum(mark.inline for mark in block.markup) for block in found] == [marks, marks]
    assert known.render(article.blocks, language="").decode() == source
    loud = [block if block not in found else replace(block, text=words.upper()) for block in article.blocks]
    written = known.render(loud, language="").decode()
    values = yaml.safe_load(written.split("---")[1])
    changed = [text.strip() for text in (values["title"], values["hero"]["text"])]
    assert [text.upper() for text in changed] == [value.upper(), value.upper()]
    assert all(sign in text for text in changed for sign in re.findall(r"<[^>]+>|\]\(.*?\)", value))
