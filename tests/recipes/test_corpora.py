"""Corpus files: names, columns, licences."""

import lzma

import pytest

from babelpress.errors import ConfigError
from recipe.config import Licence
from recipe.corpora import Pair, by_corpus, direction, files, licences_of, read, write

FREE = Licence(licence="CC0-1.0", commercial_use=True)


def test_files_gives_those_of_one_direction_by_name(tmp_path):
    for name in ("fr-nl.b.tsv.xz", "fr-nl.tsv", "fr-nl.txt", "fr-en.tsv", "xfr-nl.tsv", "nl-fr.tsv"):
        (tmp_path / name).touch()
    found = files([tmp_path, tmp_path / "no folder"], source="fr", target="nl")
    assert [path.name for path in found] == ["fr-nl.b.tsv.xz", "fr-nl.tsv"]


def test_direction_refuses_a_name_that_does_not_tell(tmp_path):
    assert direction(tmp_path / "en-pt.a.b.tsv.xz") == ("en", "pt")
    with pytest.raises(ConfigError, match=r"not named like a corpus file"):
        direction(tmp_path / "english.tsv")


def test_read_keeps_a_carriage_return_and_a_line_separator_within_a_sentence(tmp_path):
    path = tmp_path / "fr-en.tsv.xz"
    with lzma.open(path, "wb") as out:
        out.write("a\tUn\rdeux.\tOne\u2028two.\n".encode())
    assert list(read(path)) == [("a", Pair("Un\rdeux.", "One\u2028two."))]


def test_read_of_an_empty_file_gives_nothing(tmp_path):
    (tmp_path / "fr-en.tsv").touch()
    assert list(read(tmp_path / "fr-en.tsv")) == []


@pytest.mark.parametrize("line", ["Un.\tOne.", "", "a\tUn.\tOne.\tmore"])
def test_read_names_the_line_without_three_columns(tmp_path, line):
    path = tmp_path / "fr-en.tsv"
    path.write_text(f"a\tUn.\tOne.\n{line}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"fr-en.tsv:2 has \d columns"):
        list(read(path))


@pytest.mark.parametrize("name", ["fr-en.tsv", "fr-en.tsv.xz"])
def test_write_is_read_again(tmp_path, name):
    rows = [("a", Pair("Été.", "Summer.")), ("b", Pair("Un.", "One."))]
    write(tmp_path / name, rows)
    assert list(read(tmp_path / name)) == rows


def test_by_corpus_keeps_each_pair_once_in_order(tmp_path):
    pairs = [Pair("b", "b"), Pair("a", "a"), Pair("b", "b"), Pair("b", "c")]
    write(tmp_path / "fr-en.tsv", [("x", pair) for pair in pairs])
    assert by_corpus([tmp_path / "fr-en.tsv"]) == {"x": [Pair("b", "b"), Pair("a", "a"), Pair("b", "c")]}


def test_licences_of_synthetic_and_joined_corpora_are_those_of_what_they_were_made_from():
    found = licences_of(["a", "a-teacher", "a-joined", "a-joined-teacher"], {"a": FREE})
    assert set(found.values()) == {FREE}


def test_licences_of_unknown_corpora_are_refused_with_all_their_names():
    with pytest.raises(ConfigError, match=r"(?s)lost: .*stray: "):
        licences_of(["a", "stray", "lost"], {"a": FREE})
