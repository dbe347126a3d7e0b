import io
import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from babelpress.config.plugins import make
from babelpress.document import Article
from babelpress.errors import BabelpressError
from babelpress.formats.base import ReadError
from babelpress.formats.decoding import normal_form
from babelpress.formats.inline import faults
from babelpress.formats.structured.format import ArbFormat, JsonFormat, YamlFormat
from babelpress.formats.structured.paths import looks_like_prose
from babelpress.formats.untranslated import message
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

ARTICLE = """{
  "id": 7, "slug": "un-titre",
  "title" : "Un titre", "price": 1.50e+3,
  "url": "https://exemple.fr/un-titre",
  "items": [ {"name": "Le chat", "alt": "Un chat dort"}, {"name": "Chien", "note": ""} ],
  "body": "L\\u2019\\u00e9t\\u00e9 <b>indien</b>.\\nFin &amp; suite."
}
"""
YAML = """# Les textes
fr:
  menu: {home: Accueil, help: 'Besoin d''aide ?'}   # une ligne
  intro: &i |
    Premier paragraphe
    sur deux lignes.

    Second.

  more: >-
    Une phrase
    longue.

    Autre.
  again: *i
  count: 12
  at: 2025-03-01
"""


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, ["Un titre", "Le chat", "Un chat dort", "L’été indien.\nFin &amp; suite."]),
        ({"keys": ("title",)}, ["Un titre"]),
        ({"keys": ("name",)}, ["Le chat", "Chien"]),
        ({"keys": ("items.*.name",)}, ["Le chat", "Chien"]),
        ({"keys": ("items.0.name",)}, ["Le chat"]),
        ({"keys": ("*.name",), "exclude": ()}, None),
        ({"keys": ("**.n*",)}, ["Le chat", "Chien"]),
        ({"keys": ("items",), "exclude": ("alt",)}, ["Le chat", "Chien"]),
        ({"keys": ("slug", "url", "price")}, ["un-titre"]),
        ({"exclude": ("body", "items.*")}, ["Un titre"]),
    ],
)
def test_keys_choose_the_values_to_translate(options, expected):
    item = read_any(JsonFormat, ARTICLE, **options)

    if expected is None:
        assert isinstance(item, ReadError)
        assert "name the keys to translate (option keys)" in str(item.error)
    else:
        assert texts(item) == expected
        assert render(JsonFormat, item.blocks) == ARTICLE


@pytest.mark.parametrize("pattern", ["", "a..b", ".a"])
def test_a_pattern_with_an_empty_step_is_refused(pattern):
    with pytest.raises(ValidationError, match="empty step"):
        JsonFormat.Options(keys=(pattern,))


@pytest.mark.parametrize(
    ("text", "is_prose"),
    [
        ("Lire la suite", True),
        ("Il y a {{ count }} articles", True),
        ("<b>Le chat</b> dort %(where)s", True),
        ("Prix : 5 000 €, tout compris", True),
        ("", False),
        ("Accueil", False),
        ("2025-03-01 14:30:00", False),
        ("{{ count }} %s", False),
        ("10px 12px", False),
        ("src/content/index.md", False),
        ("Arial, sans-serif", False),
        ("if (a == b) return;", False),
        ("x => y", False),
        ("1 2 3", False),
    ],
)
def test_a_value_is_prose_or_a_setting(text, is_prose):
    assert looks_like_prose(text) is is_prose


def test_a_title_is_a_title_and_the_next_ones_are_headings():
    article = read(JsonFormat, '{"title": "Un titre", "parts": [{"title": "Une partie"}]}')

    assert [block.kind for block in prose_blocks(article)] == ["title", "heading"]


def test_json_values_stay_validly_escaped_whatever_they_hold():
    new = 'Il "dit" \\ puis\n\tpart \u2028 \x07 é 🙂'
    article = read(JsonFormat, ARTICLE, keys=("title",))

    rendered = render(JsonFormat, translated(article, lambda text: new), "nl")

    assert json.loads(rendered) == json.loads(ARTICLE) | {"title": new}
    assert rendered.replace(json.dumps(new), '"Un titre"') == ARTICLE  # it is ASCII, and stays so


def test_tags_in_a_value_are_marks_and_entities_stay():
    article = read(JsonFormat, '{"a": "Un <a href=\\"/x\\">lien</a> &lt;script&gt; 1 < 2"}')

    (block,) = prose_blocks(article)
    assert block.text == "Un lien &lt;script&gt; 1 < 2"
    assert [mark.open for mark in block.markup if mark.open] == ['<a href="/x">']
    rendered = render(JsonFormat, translated(article, lambda text: "Een link &lt;script&gt;"))
    assert json.loads(rendered)["a"].startswith('Een<a href="/x"> lin</a>k')
    assert "<script>" not in rendered


@pytest.mark.parametrize(
    ("data", "language", "expected"),
    [
        ('{"fr": {"home": "Accueil"}}', "fr", '{"nl": {"home": "Thuis"}}'),
        ('{"lang": "fr", "a": "Un mot"}', "fr", '{"lang": "nl", "a": "Thuis"}'),
        ('{"fr": {"a": "Un mot"}, "en": {"a": "A word"}}', None, '{"fr": {"a": "Thuis"}, "en": {"a": "Thuis"}}'),
        ('{"from": {"a": "Un mot"}}', None, '{"from": {"a": "Thuis"}}'),
        ('{"a": {"lang": "fr", "b": "Un mot"}}', None, '{"a": {"lang": "fr", "b": "Thuis"}}'),
    ],
)
def test_a_language_that_the_document_states_becomes_that_of_the_rendering(data, language, expected):
    article = read(JsonFormat, data)

    assert article.language == language
    assert render(JsonFormat, translated(article, lambda text: "Thuis"), "nl") == expected


def test_a_yaml_file_of_one_language_is_translated_whole_and_keeps_its_styles():
    article = read(YamlFormat, YAML)

    assert texts(article) == [
        "Accueil",
        "Besoin d'aide ?",
        "Premier paragraphe\nsur deux lignes.\n\nSecond.",
        "Une phrase longue.\nAutre.",
    ]
    new = iter(
        ["Thuis", "Hulp 'nodig'?", "Eerste\n\n# tweede: |", "Een zin " + "die lang is " * 5 + "\n- twee\n\n  drie"]
    )
    assert render(YamlFormat, translated(article, lambda text: next(new)), "nl") == (
        """# Les textes
nl:
  menu: {home: Thuis, help: 'Hulp ''nodig''?'}   # une ligne
  intro: &i |
    Eerste

    # tweede: |

  more: >-
    Een zin die lang is die lang is die lang
    is die lang is die lang is\x20

    - twee

      drie
  again: *i
  count: 12
  at: 2025-03-01
"""
    )


@pytest.mark.parametrize(
    "value", ["Un mot", "'Un mot'", '"Un mot"', "Un\n    mot", "&a Un mot", "!!str Un mot", "|-\n    Un mot"]
)
@pytest.mark.parametrize(
    "new",
    [
        "Een woord",
        "Ja: nee",
        "Hulp nodig ?",
        "Een #woord # niet",
        "'t is",
        '"Zo"',
        "- een",
        "yes",
        "12",
        "2025-03-01",
        "null",
        "a, b]",
        "{{ naam }}",
        "twee\nregels",
        "eind:",
        "5 000 miljard",
        "\ufeff💶\u2028\x07",
        "*ster*",
        "@x",
    ],
)
def test_a_yaml_value_says_what_it_is_to_say_in_every_style(value, new):
    article = read(YamlFormat, f"a:\n  b: {value}\nc: {{d: e f, g: 1}}\n", keys=("b", "d"))

    rendered = render(YamlFormat, translated(article, lambda text: new))

    found = yaml.safe_load(rendered)
    expected = normal_form(new).strip() if "|" in value else new
    assert (found["a"]["b"], found["c"]["d"], found["c"]["g"]) == (expected, new, 1)


def test_yaml_takes_symbols_of_ruby_in_brackets():
    source = 'fr:\n  order: [:day, :month,:year ]\n  a: "Un mot, :jour, là"\n'
    article = read(YamlFormat, source)

    assert texts(article) == ["Un mot, :jour, là"]
    assert render(YamlFormat, article.blocks) == source


def test_the_names_of_files_and_folders_say_that_every_value_is_a_text():
    def found(name: str, data: str = '{"a": "Accueil", "b": "menu.titre", "lang": "fr", "c": "DD/MM"}') -> list[str]:
        (item,) = JsonFormat(JsonFormat.Options()).read_stream(io.BytesIO(data.encode()), name=name)
        return [] if isinstance(item, ReadError) else texts(item)

    for name in ("fr.json", "l/fr/home.json", "x/fr-CA/home.json", "home.fr.json", "app_fr.json", "fr.lproj/a.json"):
        assert found(name) == ["Accueil"], name
    for name in ("home.json", "france.json", "liste-de.json", "a/b/c/fr/d/e/f/g.json"):
        assert found(name) == [], name
    assert found("_locales/fr/messages.json", '{"a": {"message": "Oui", "description": "Un texte"}}') == ["Oui"]


def test_metadata_is_kept_and_variants_are_texts():
    source = '{"@@locale": "fr_CA", "a": "un mot|des mots", "@a": {"description": "Un texte"}, "b": "Nom\\nPrénom"}'
    article = read(ArbFormat, source)

    assert article.language == "fr"
    assert texts(article) == ["un mot", "des mots", "Nom", "Prénom"]
    assert '"@@locale": "nl"' in render(ArbFormat, translated(article, str.upper), "nl")
    assert render(ArbFormat, article.blocks, "fr") == source


def test_yaml_never_obeys_a_tag_or_follows_an_alias():
    bomb = "a: &a [Un mot, Un mot]\n" + "".join(
        f"{c}: &{c} [{', '.join([f'*{p}'] * 9)}]\n" for p, c in zip("abcdefghi", "bcdefghij", strict=True)
    )
    source = bomb + "x: !!python/object/apply:os.system ['echo Un mot']\ny: !secret Un mot\nz: !!binary Un mot\n"

    article = read(YamlFormat, source)

    assert texts(article) == ["Un mot", "Un mot", "echo Un mot"]
    assert render(YamlFormat, article.blocks) == source


@pytest.mark.parametrize("kind", [JsonFormat, YamlFormat])
def test_a_key_that_stands_twice_is_translated_twice(kind):
    article = read(kind, '{"a": "Un mot", "a": "Un autre"}')

    assert render(kind, translated(article, str.upper)) == '{"a": "UN MOT", "a": "UN AUTRE"}'


@pytest.mark.parametrize("kind", [JsonFormat, YamlFormat])
@pytest.mark.parametrize("data", ["\ufeff" + ARTICLE, ARTICLE.replace("\n", "\r\n"), f"\n\n{ARTICLE}\n\n"])
def test_byte_order_mark_and_line_ends_come_back(kind, data):
    article = read(kind, data)

    assert render(kind, article.blocks) == data
    new = render(kind, translated(article, str.upper))
    assert json.loads(new.removeprefix("\ufeff"))["title"] == "UN TITRE"
    assert [new.count(end) for end in ("\ufeff", "\r\n", "\n")] == [data.count(end) for end in ("\ufeff", "\r\n", "\n")]


def test_yaml_with_crlf_gets_no_other_line_ends():
    article = read(YamlFormat, "a: |\r\n  Un mot\r\n  deux\r\nb: 1\r\n")

    assert render(YamlFormat, translated(article, lambda text: "Een\nwoord\ntwee")) == (
        "a: |\r\n  Een\r\n  woord\r\n  twee\r\nb: 1\r\n"
    )


@pytest.mark.parametrize("kind", [JsonFormat, YamlFormat])
def test_utf_16_comes_back_as_it_was(kind):
    data = ARTICLE.encode("utf-16")

    assert kind(kind.Options()).render(read(kind, data).blocks, language="fr") == data


@pytest.mark.parametrize(
    ("kind", "data", "said"),
    [
        (JsonFormat, "", "in/file: is empty"),
        (YamlFormat, " \n", "holds only white space"),
        (YamlFormat, "# rien\n", "holds no text"),
        (JsonFormat, '{"a": 1}', "name the keys to translate (option keys)"),
        (JsonFormat, '{"a": "Un mot",}', "line 1, column 16: is not JSON: expected a key, found '}'"),
        (JsonFormat, '{"a": "Un\nmot"}', "line 1, column 7: is not JSON"),
        (JsonFormat, '{"a":\n "\\x"}', "line 2, column 2: is not JSON"),
        (JsonFormat, '["Un mot"', "expected , or the end, found the end of the file"),
        (JsonFormat, '["Un mot"}', "found '}'"),
        (JsonFormat, '["Un mot"] {}', "expected the end of the file"),
        (JsonFormat, "[NaN]", "found 'NaN'"),
        (JsonFormat, "[01]", "found '01'"),
        (JsonFormat, "// rien\n{}", "line 1, column 1: is not JSON"),
        (JsonFormat, "[" * 10_000, "nested more than 500 levels deep"),
        (YamlFormat, "[" * 10_000, "nested more than 500 levels deep"),
        (YamlFormat, "".join(f"{' ' * n}a:\n" for n in range(600)), "nested more than 500 levels deep"),
        (YamlFormat, "a: [Un mot\nb: 2", "line 2, column 2: is not YAML"),
        (YamlFormat, "a: Un mot\n\tb: c\n", "line 2, column 1: is not YAML"),
        (YamlFormat, "a: *b\nc: 'Un mot", "is not YAML"),
        (YamlFormat, "a: b\nc: Un\x01mot", "line 2: is not YAML: the character U+0001 is not allowed"),
        (JsonFormat, '{"a": "Été"}'.encode("latin-1"), "is not UTF-8: byte 7, line 1"),
        (YamlFormat, "a: Ça a été là\n".encode() + "b: Été".encode("cp1252"), "UTF-8 with 2 damaged bytes"),
        (JsonFormat, '{"a": "\\ud800 Un mot"}', "holds no text"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(kind, data, said):
    assert said in refused(kind, data)


def test_1_mb_in_one_value_is_read_and_written():
    long = "mot " * 250_000

    for kind in (JsonFormat, YamlFormat):
        assert render(kind, translated(read(kind, f'{{"a": "{long}"}}'), str.upper)) == f'{{"a": "{long.upper()}"}}'


@pytest.mark.parametrize(
    "part", ["<a ", '<a "', "{{", "{", "%(", "a/", "a , ", "a,b,", "&a", "  ;", "1:1", "((", "<a '\""]
)
def test_a_value_made_to_be_slow_is_not(part):
    source = json.dumps({"a": "un mot " + part * 20_000 + " x"})

    item = read_any(JsonFormat, source)

    assert isinstance(item, ReadError) or render(JsonFormat, item.blocks) == source


def test_20_000_values_are_read_one_by_one():
    source = json.dumps([{"title": "Un \u00e9t\u00e9", "n": number} for number in range(20_000)])

    assert len(texts(read(JsonFormat, source))) == 20_000


TEXT = st.text(st.sampled_from("abé\"'\\/: #-,[]{}|>&*!%@`?\n\t\u00a0\u202f\u2028\ufeff\x07🙂.~=0"), max_size=40)
PROSE = TEXT.map(lambda text: f"x {text}")
TAGGED = st.lists(
    st.one_of(TEXT, st.sampled_from(["<b>", "</b>", "<i>", "</i>", "<br/>", '<a href="x">', "</a>"]))
).map(lambda parts: "x " + "".join(parts))
VALUE = st.recursive(
    st.one_of(
        TAGGED, TAGGED, st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False)
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXT, inner, max_size=4)),
    max_leaves=12,
)


def changed_values(value: object, new: "dict[str, str]") -> object:
    if isinstance(value, dict):
        return {key: changed_values(item, new) for key, item in value.items()}
    if isinstance(value, list):
        return [changed_values(item, new) for item in value]
    return new.get(value, value) if isinstance(value, str) else value


def check_changed(kind, source: str, data, load) -> None:
    article = read(kind, source, keys=("**",))

    assert render(kind, article.blocks) == source
    assert all(faults(block.text, block.markup) == [] for block in prose_blocks(article))

    blocks = tuple(map(with_placeholders, article.blocks, translated(article, lambda text: data.draw(PROSE))))
    rendered = render(kind, blocks)
    again = read(kind, rendered, keys=("**",))
    load(rendered)
    expected = [block.text for block in blocks if block.kind != "skeleton"]
    found = texts(again)
    if kind is YamlFormat:  # white space at the ends of a line is not kept in a block
        expected, found = ([normal_form(text).split() for text in both] for both in (expected, found))
    else:
        expected, found = lines(expected), lines(found)
    assert found == expected
    if not any("\n" in block.text for block in blocks if block.kind != "skeleton"):  # a line with tags only is no text
        assert tags(again) == tags(article)


@given(data=st.data())
@EXAMPLES
def test_random_json_keeps_its_bytes_and_takes_other_texts(data):
    value = {"a": "Un mot", "b": data.draw(VALUE)}
    indent, ascii_only = data.draw(st.sampled_from([None, 0, 2, "\t"])), data.draw(st.booleans())
    source = json.dumps(value, indent=indent, ensure_ascii=ascii_only)

    check_changed(JsonFormat, source, data, json.loads)


@given(data=st.data())
@EXAMPLES
def test_random_yaml_keeps_its_bytes_and_takes_other_texts(data):
    value = {"a": "Un mot", "b": data.draw(VALUE)}
    style, flow = (
        data.draw(st.sampled_from([None, "'", '"', "|", ">"])),
        data.draw(st.sampled_from([None, True, False])),
    )
    width, indent = data.draw(st.sampled_from([20, 80])), data.draw(st.sampled_from([2, 4]))
    options = {"default_style": style, "default_flow_style": flow, "width": width, "indent": indent}
    source = yaml.safe_dump(value, allow_unicode=data.draw(st.booleans()), sort_keys=False, **options)

    check_changed(YamlFormat, source, data, yaml.safe_load)


@given(st.text(st.sampled_from('{}[]":,\\ua01-+.eE tfn\n "'), max_size=40))
@EXAMPLES
def test_the_scanner_takes_what_json_takes(text):
    def is_json() -> bool:
        try:
            json.loads(text, parse_constant=lambda name: 1 / 0)
        except (ValueError, ZeroDivisionError):
            return False
        return True

    item = read_any(JsonFormat, text, keys=("**",))

    if isinstance(item, ReadError):
        assert "holds" in str(item.error) or "is empty" in str(item.error) or not is_json()
    else:
        assert is_json()
        assert render(JsonFormat, item.blocks) == text


@given(st.text(st.sampled_from("ab \n\t:-|>'\"#&*![]{},?%é\r\\"), max_size=60))
@EXAMPLES
def test_any_text_is_yaml_and_comes_back_or_is_refused(text):
    item = read_any(YamlFormat, text, keys=("**",))

    assert isinstance(item, ReadError) or render(YamlFormat, item.blocks) == text


def test_a_message_of_docusaurus_is_translated_and_its_description_is_not():
    source = json.dumps(
        {
            "theme.NotFound.title": {"message": "Introuvable", "description": "The title of the 404 page"},
            "a.plurals": {"message": "Un billet|{count} billets", "description": "Deux mots"},
            "b": {"message": "Archive"},
        },
        ensure_ascii=False,
        indent=2,
    )
    assert texts(read(JsonFormat, source)) == ["Introuvable", "Un billet", "{count} billets", "Archive"]


@pytest.mark.parametrize(
    "source",
    [
        '{"a": {"message": "Un mot", "description": "Deux mots", "title": "Trois mots"}}',
        '{"a": {"message": "Un mot", "description": "Deux mots"}, "b": {"description": "Trois mots"}}',
        '{"message": "Un mot", "description": "Deux mots"}',
    ],
)
def test_what_only_resembles_messages_with_descriptions_is_read_as_data(source):
    assert "Deux mots" in texts(read(JsonFormat, source))


@pytest.mark.parametrize(
    ("value", "taken"),
    [("Accueil", True), ("Équipe", True), ("bug", False), ("img/a.png", False), ("menuTitle", False), ("#fff", False)],
)
@pytest.mark.parametrize("key", ["label", "heading"])
def test_a_single_word_of_a_key_that_sites_show_is_a_text(key, value, taken):
    """`_category_.json`, `_data/navigation.yml`: the titles of menus are single words."""
    data = [{key: value, "kind": "Page", "slug": "un-deux", "link": {"type": "Index", "text": value}}]
    for known, source in ((JsonFormat, json.dumps(data)), (YamlFormat, yaml.safe_dump(data))):
        item = read_any(known, source)
        assert (texts(item) if isinstance(item, Article) else []) == [value, value] * taken


def test_values_that_look_like_code_are_counted():
    data = '{"a": "Lire la suite", "b": "SELECT nom FROM table", "c": "12px", "@d": {"x": "Une note du traducteur"}}'

    article = read(JsonFormat, data)

    assert message(article.blocks) == "stays as it is: values that look like code or a setting (1)"
    assert message(read(JsonFormat, data, keys=["a"]).blocks) == ""


@pytest.mark.parametrize("kind", ["yaml", "json"])
@pytest.mark.parametrize("data", [b"3", b"true", b'"mot"', b'"Le train part demain."', b"null", b"[]", b'["a"]', b"{}"])
def test_a_file_of_one_value_is_read_or_refused(kind: str, data: bytes):
    reader = make("readers", kind, options={})
    try:
        for article in reader.read_stream(io.BytesIO(data), name=f"a.{kind}"):
            assert not isinstance(article, Article) or reader.render(article.blocks, language="") == data
    except BabelpressError as error:
        assert f"a.{kind}" in str(error)
