"""Dictionaries become corpora: what dictd's files say, which translation is taken, which words."""

import gzip
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from babelpress.errors import ConfigError
from recipe import lexicon
from recipe.corpora import Pair, read
from recipes.commands import load

WIKDICT = "Edition: 2022\nLicensed under the Creative Commons\n Attribution-ShareAlike 3.0 Unported"
FREEDICT = "Available under the terms of the GNU General Public License ver. 2.0"
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def number(value: int) -> str:
    return (number(value // 64) if value >= 64 else "") + _DIGITS[value % 64]


def dictionary(folder: Path, name: str, entries: Mapping[str, str], *, about: str = WIKDICT) -> Path:
    """Write a dictionary as dictd has it; an entry is its word and what stands below."""
    folder.mkdir(exist_ok=True)
    index, data = [], b""
    for head, body in {"00databaseinfo": about, **entries}.items():
        text = (body if head.startswith("00") else f"{head} {body}").encode()
        index.append(f"{head}\t{number(len(data))}\t{number(len(text))}\n")
        data += text
    path = folder / f"freedict-{name}.index"
    path.write_text("".join(index), encoding="utf-8")
    path.with_suffix(".dict.dz").write_bytes(gzip.compress(data))
    return path


@pytest.mark.parametrize(
    ("below", "translations"),
    [
        ("/tɑ̃.pɛt/ <n, fem>\ntempestad, tormenta\nAgitation de l’air\n", ["tempestad", "tormenta"]),
        ("/x/ <n, fem>\n1. huelga\nCessation\n2. huelga, paro\n3. greba\n", ["huelga", "huelga", "paro", "greba"]),
        ("/x/ <n>\n1. greve 2.\nEntente\n 3.\nCessation\n", ["greve"]),
        ("/x/\nstaking (in de fabriek), vrĳheid, werk(staking)\n", ["staking", "vrijheid"]),
        ("/x/\nce que dit une phrase beaucoup trop longue\n", []),
        ("/x/ <n>\n", []),
        ("", []),
    ],
)
def test_entry_gives_its_translations(tmp_path: Path, below: str, translations: list[str]):
    corpus, words = lexicon.read(dictionary(tmp_path, "fra-spa", {"grève": below}))

    assert corpus == "wikdict"
    assert list(words.get("grève", [])) == translations


def test_corpus_is_named_after_the_licence_and_unknown_ones_are_refused(tmp_path: Path):
    assert lexicon.read(dictionary(tmp_path, "fra-eng", {"loi": "\nlaw"}, about=FREEDICT))[0] == "freedict"

    with pytest.raises(ConfigError, match=r"fra-nld\.index does not say what it may be used for"):
        lexicon.read(dictionary(tmp_path, "fra-nld", {"loi": "\nwet"}, about="All rights reserved"))


@pytest.mark.parametrize("index", ["loi\tA\n", "loi\t!\tB\n"], ids=["columns", "digits"])
def test_file_that_is_no_index_is_told(tmp_path: Path, index: str):
    path = dictionary(tmp_path, "fra-eng", {"loi": "\nlaw"})
    path.write_text(index, encoding="utf-8")

    with pytest.raises(ConfigError, match=r"fra-eng\.index is no dictionary of dictd"):
        lexicon.read(path)


def test_index_without_its_dictionary_is_told(tmp_path: Path):
    path = dictionary(tmp_path, "fra-eng", {"loi": "\nlaw"})
    path.with_suffix(".dict.dz").unlink()

    with pytest.raises(ConfigError, match=r"has no freedict-fra-eng\.dict\.dz beside it"):
        lexicon.read(path)


@pytest.mark.parametrize(
    ("back", "expected"),
    [
        ({}, "child"),  # the commonest
        ({"bairn": ["enfant"], "kid": ["gosse", "enfant"]}, "kid"),  # the commonest that comes back
    ],
)
def test_likeliest_is_what_comes_back_and_is_common(back: dict[str, list[str]], expected: str):
    counts = lexicon.count(["The child, a child and a kid."])

    assert lexicon.likeliest({"enfant": ["bairn", "child", "kid"]}, back, counts)["enfant"] == expected


def test_words_of_the_other_dictionary_alone_are_taken_from_there():
    made = lexicon.likeliest({}, {"strike": ["grève"], "walkout": ["grève"]}, lexicon.count(["A strike."]))

    assert made == {"grève": "strike"}


def test_words_are_taken_that_news_uses_and_sentences_do_not_teach():
    counts = lexicon.count(
        ["L'hôpital est plein. L’hôpital en grève de la faim.", "Un maire, un maire, la loi, la loi."]
    )
    known = lexicon.count(["le maire " * 3])
    words = {"hôpital": "hospital", "grève de la faim": "hunger strike", "maire": "mayor", "loi": "law", "Mars": "Mars"}

    assert lexicon.used(words, counts, least=1, known=known, most=2) == [
        Pair("hôpital", "hospital"), Pair("grève de la faim", "hunger strike"),
    ]  # fmt: skip
    assert lexicon.used(words, counts, least=2, known={}, most=2) == [
        Pair("hôpital", "hospital"),
        Pair("maire", "mayor"),
    ]


def archive(path: Path) -> Path:
    rows = [("La tempête arrive.", "train"), ("La tempête passe.", None), ("Une grève, une grève.", "test")]
    lines = [
        json.dumps({"title": "", "abstract": "", "text": text, "split_abstract": split, "split_title": None})
        for text, split in rows
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_command_writes_a_corpus_for_each_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    folder = tmp_path / "dictd"
    dictionary(folder, "fra-deu", {"tempête": "/x/ <n>\nSturm", "grève": "/x/ <n>\nStreik"})
    dictionary(folder, "eng-fra", {"storm": "/x/\n1. tempête\n2. orage"}, about=FREEDICT)
    dictionary(folder, "jpn-fra", {"嵐": "/x/\ntempête"})
    (tmp_path / "corpora").mkdir()
    arguments = ["--articles", str(archive(tmp_path / "a.jsonl")), "--corpora", str(tmp_path / "corpora")]

    assert load("lexicon").main([str(folder), *arguments, "--out", str(tmp_path / "out")]) == 0

    assert list(read(tmp_path / "out/fr-de.lexicon.tsv")) == [("wikdict", Pair("tempête", "Sturm"))]
    assert list(read(tmp_path / "out/fr-en.lexicon.tsv")) == [("freedict", Pair("tempête", "storm"))]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["fr-de.lexicon.tsv", "fr-en.lexicon.tsv"]
    assert "fr-de.lexicon.tsv: 1 words" in capsys.readouterr().out


def test_folder_without_dictionaries_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    arguments = ["--articles", str(archive(tmp_path / "a.jsonl")), "--corpora", str(tmp_path), "--out", str(tmp_path)]

    assert load("lexicon").main([str(tmp_path), *arguments]) == 2

    assert "holds no dictionary from or into French" in capsys.readouterr().err
