"""Whatever a file of settings holds, it is read or refused with its key, its line and what to do."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import babelpress.stages.profiles
from babelpress.config import resources
from babelpress.config.schema import Profile
from babelpress.config.strict_yaml import parse_document
from babelpress.errors import ConfigError
from babelpress.models.cards import ModelCard, read_card, read_cards
from babelpress.models.store import Store
from babelpress.nlp.terminology import read as read_glossary
from babelpress.stages.profiles import load_profile
from recipe.config import read_licences

CARD = resources.CARDS / "fr-mul-tiny.yaml"
EMBEDDED = (resources.CONFIGS / "embedded.yaml").read_text(encoding="utf-8")

ODD = (
    "2026-11-29", "2026-11-29T10:00:00Z", "2026-13-45", ".nan", ".inf", "-.inf", "!!set {a}", "!!binary aGk=",
    "!!python/object/apply:os.getcwd []", "!!python/tuple [1]", "!mine x", "!!int x", "!!float {}", "!!str [a]",
    "null", "~", "true", "no", "0x_", "1:30", "99999999999999999999999", "1e400", "-1", "0", "3.5", '""', '" "',
    "[]", "{}", "[[]]", "[1, null]", "{a: 1}", "{1: x}", "{null: x}", "{? [a] : b}", "{a: 1, a: 2}", "&x [*x]",
    "&x {a: *x}",
    "<<", "=", '"\\ud800"', '"a\\0b"',
    "[fr, fr]", "klingon", "menu", "all", "x" * 5000, "{kind: fake}", "{kind: [fake]}", "{kind: site, titel: x}",
    "[{sorce: fr}]", "[{source: fr, target: xx, path: 3}]", "{<<: 3}", "{<<: [{a: 1}, 3]}", "[" * 60 + "]" * 60,
)  # fmt: skip
"""Scalars and collections that a hand may leave where something else is wanted."""

KEYS = (
    "colour",
    "sorce",
    "1",
    "null",
    "2026-11-29",
    "true",
    '"a.b"',
    '""',
    '"\\ud800"',
    "? [a]",
    "kind",
    "models",
    "<<",
    "options",
)


SCRAPS = st.lists(st.sampled_from([*"\n :-{}[],&*!|>'\"#?%@`", "a", "&a", "*a", "<<", "1"])).map("".join)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in inner:
        yield from places(below, (*path, key))


def spelt(value: Any) -> str:
    """A tree in YAML's flow style; a tuple is text that stands as it is."""
    if isinstance(value, tuple):
        return value[0]
    if isinstance(value, dict):
        return "{" + ", ".join(f"{spelt(key)} : {spelt(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(spelt, value)) + "]"
    style = '"' if isinstance(value, str) else None
    return yaml.safe_dump(value, default_style=style, width=10**6).split("\n")[0]


@st.composite
def mutated(draw: st.DrawFn, files: tuple[Path, ...]) -> str:
    raw = read(draw(st.sampled_from(files)))
    for _ in range(draw(st.integers(1, 4))):
        path = draw(st.sampled_from(sorted(places(raw), key=repr)))
        place = raw
        for key in path[:-1]:
            place = place[key]
        odd = (draw(st.sampled_from(ODD)),)
        what = draw(st.sampled_from(["replace", "replace", "delete", "add"]))
        if what == "add" and isinstance(place, dict):
            place[(draw(st.sampled_from(KEYS)),)] = odd
        elif what == "delete":
            del place[path[-1]]
        else:
            place[path[-1]] = odd
        if not any(places(raw)):
            break
    return spelt(raw)


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def refused(error: ConfigError, path: Path) -> None:
    """Every fault names its key or line, and the whole the file."""
    assert str(path) in str(error)
    assert error.faults
    assert all(fault.path and fault.message for fault in error.faults)
    str(error).encode()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder to write into; the cards that ship are read once."""
    read_once = cache(lambda folders: read_cards(folders))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(babelpress.stages.profiles, "read_cards", lambda folders: read_once(tuple(folders)))
        yield tmp_path_factory.mktemp("settings")


@settings(max_examples=400, deadline=None)
@given(mutated(tuple(resources.CONFIGS.glob("*.yaml"))))
def test_profile_is_read_or_refused_with_every_fault_named(folder: Path, text: str):
    path = folder / "mine.yaml"
    path.write_text(text, encoding="utf-8")

    try:
        profile = load_profile(path)
    except ConfigError as error:
        refused(error, path)
    else:
        assert isinstance(profile, Profile)


@settings(max_examples=200, deadline=None)
@given(mutated(tuple(resources.CARDS.glob("*.yaml"))))
def test_card_is_read_or_refused_with_every_fault_named(folder: Path, text: str):
    path = folder / "card.yaml"
    path.write_text(text, encoding="utf-8")

    try:
        card = read_card(path)
    except ConfigError as error:
        refused(error, path)
    else:
        assert isinstance(card, ModelCard)


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from([*"\n :-{}[],&*!|>'\"#?%@`", "a", "&a", "*a", "<<", "1"])).map("".join)
)
def test_any_text_is_yaml_or_refused(text: str):
    try:
        document = parse_document(text, name="it")
    except ConfigError as error:
        assert "it is not YAML" in str(error)
    else:
        assert all("line" in fault.message for fault in document.faults)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from([".".join(map(str, path)) for path in places(yaml.safe_load(EMBEDDED))]), st.sampled_from(ODD))
def test_override_is_applied_or_refused(folder: Path, path: str, odd: str):
    try:
        load_profile("embedded", overrides=[f"{path}={odd}"])
    except ConfigError as error:
        assert error.faults


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ("name: 2026-11-29", "name: line 1: YAML reads a date, which settings do not have; put it"),
        ("1: x", "1: line 1: YAML reads a number where a key must be text; put it in quotation marks"),
        ("null: x", "null: line 1: YAML reads nothing where a key must be text; put it in quotation marks"),
        ("name: a\nname: b", "name: line 2: is already set in line 1; keep one of them"),
        ("a:\n  - {b: 1, b: 2}", "a.0.b: line 2: is already set in line 2; keep one of them"),
        ("a: .nan", "a: line 1: .nan is not a finite number; give a finite one"),
        ("a: !!set {b}", "a: line 1: the tag !!set is not allowed in settings; remove it"),
        ("a: !!python/name:os.system x", "a: line 1: the tag !!python/name:os.system; settings have text, numbers"),
        ("a: &a [*a]", "a.0: line 1: contains itself"),
    ],
)  # fmt: skip
def test_fault_says_where_and_what_to_do(lines: str, fault: str):
    (found,) = parse_document(lines, name="it").faults

    assert str(found).startswith(fault)


def test_misspelt_key_of_a_list_is_named_with_the_nearest(tmp_path: Path):
    path = tmp_path / "mine.yaml"
    path.write_text(EMBEDDED + "constraints: {glossaries: [{sorce: fr, target: nl, path: a.csv}]}\n", encoding="utf-8")

    with pytest.raises(ConfigError) as caught:
        load_profile(path)

    assert {str(fault) for fault in caught.value.faults} == {
        "constraints.glossaries.0.sorce: no such key; did you mean 'source'?",
        "constraints.glossaries.0.source: Field required",
    }


def test_all_faults_of_file_and_settings_are_told_together_and_once(tmp_path: Path):
    path = tmp_path / "mine.yaml"
    path.write_text(
        "name: 2026-11-29\nnme: x\nname: y\ntranslation: {models: [none], decoding: {beam: .nan}}\n", encoding="utf-8"
    )

    with pytest.raises(ConfigError) as caught:
        load_profile(path)

    found = [fault.path for fault in caught.value.faults]
    assert found == ["name", "name", "translation.decoding.beam", "nme", "translation.models.0"]


def test_aliases_and_merged_keys_are_read():
    text = "a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}\nc: {<<: [{x: 5}, *a]}\nd: [*a]"

    document = parse_document(text, name="it")

    assert document.faults == ()
    assert document.value == yaml.safe_load(text)


def test_aliases_that_multiply_are_refused_at_once():
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60))]

    faults = parse_document("\n".join(lines), name="it").faults

    assert any("aliases are expanded" in fault.message or "deep" in fault.message for fault in faults)


UNREADABLE = {
    "latin-1": ("name: caf\xe9\n".encode("latin-1"), "line 1: the byte 0xe9 is not UTF-8; save the file as UTF-8"),
    "utf-16": ("name: x\n".encode("utf-16"), "UTF-16; save it as UTF-8"),
    "utf-16 without its mark": ("name: x\n".encode("utf-16-le"), "line 1: the character U+0000"),
    "NUL": (b"name: x\nb: \0\n", "line 2: the character U+0000"),
    "a list": (b"[a, b]\n", "mapping"),
    "a word": (b"profile\n", "mapping"),
    "empty": (b"", "mapping"),
    "deep": (b"[" * 5000, "nested more than 40 deep"),
    "folder": (b"", "is a folder; give the path of a file"),
    "unreadable": (b"", "cannot be read: Permission denied"),
    "surrogate": (b'{"a": "\\Uffffffff"}', "line 1"),
}


@pytest.mark.parametrize("what", ["profile", "card", "licences", "lock"])
@pytest.mark.parametrize("case", UNREADABLE)
def test_file_that_is_none_of_ours_is_refused_by_name(
    what: str, case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / ("models.lock.yaml" if what == "lock" else "mine.yaml")
    content, said = UNREADABLE.get(
        case, (b"", "is a folder" if case == "folder" else "cannot be read: Permission denied")
    )
    path.mkdir() if case == "folder" else path.write_bytes(content)
    if case == "unreadable":
        whole = Path.read_bytes

        def denied(self: Path) -> bytes:
            if self == path:
                raise PermissionError(13, "Permission denied")
            return whole(self)

        monkeypatch.setattr(Path, "read_bytes", denied)
    readers = {
        "profile": load_profile,
        "card": read_card,
        "licences": read_licences,
        "lock": lambda path: Store(path.parent).lock(read_card(CARD)),
    }
    if (what, case) == ("lock", "empty"):
        assert readers[what](path) is None
        return

    with pytest.raises(ConfigError, match=re.escape(str(path))) as caught:
        readers[what](path)

    assert said in str(caught.value)


@pytest.mark.parametrize("name", ["none.yaml", "x" * 300 + ".yaml", "a\0b.yaml"])
def test_profile_that_is_not_there_is_refused(name: str, tmp_path: Path):
    with pytest.raises(ConfigError, match="no profile at"):
        load_profile(tmp_path / name)


def test_mark_of_utf_8_is_no_part_of_the_text(tmp_path: Path):
    path = tmp_path / "mine.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + EMBEDDED.encode())

    assert load_profile(path) == load_profile("embedded")


@pytest.mark.parametrize(
    "entry",
    [
        "3",
        "[a]",
        "{files: 3}",
        "{repo: x, commit: 2026-11-29, files: {}}",
        "{repo: a, commit: b, files: {}, colour: c}",
    ],
)
def test_lockfile_that_was_altered_is_refused_with_what_to_do(entry: str, tmp_path: Path):
    (tmp_path / "models.lock.yaml").write_text(f"fr-mul-tiny: {entry}\n", encoding="utf-8")

    with pytest.raises(ConfigError, match=r"models\.lock\.yaml") as caught:
        Store(tmp_path).lock(read_card(CARD))

    assert "fr-mul-tiny" in str(caught.value) and "delete" in str(caught.value)


def test_every_bad_card_of_a_folder_is_told_with_the_profile(tmp_path: Path):
    cards = tmp_path / "cards"
    cards.mkdir()
    for name, text in (("a.yaml", "id: [x"), ("b.yaml", "colour: red\n"), ("c.yaml", CARD.read_text(encoding="utf-8"))):
        (cards / name).write_text(text, encoding="utf-8")
    path = tmp_path / "mine.yaml"
    path.write_text(EMBEDDED + f"cards: ['{cards}', '{'x' * 300}', 3]\nnme: x\n", encoding="utf-8")

    with pytest.raises(ConfigError) as caught:
        load_profile(path)

    for part in ("a.yaml", "b.yaml", "colour", "nme", "cards.2", "is not a folder"):
        assert part in str(caught.value)
    assert "c.yaml" not in str(caught.value)


@pytest.mark.parametrize(
    "content",
    ["gr\xe8ve,staking\n".encode("latin-1"), b"a,b\n\0,c\n", "a,b\n".encode("utf-16-le")],
)
def test_glossary_that_is_no_text_is_refused_by_name(content: bytes, tmp_path: Path):
    path = tmp_path / "terms.csv"
    path.write_bytes(content)

    with pytest.raises(ConfigError, match=r"terms\.csv.*UTF-8"):
        read_glossary(path, source="fr", target="nl")


@pytest.mark.parametrize("name", ["", "a\0b", "x" * 300])
def test_glossary_that_cannot_be_read_is_refused(name: str, tmp_path: Path):
    with pytest.raises(ConfigError, match="cannot be read"):
        read_glossary(tmp_path / name, source="fr", target="nl")
