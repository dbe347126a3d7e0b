"""Data that do not fit together are refused with file and line; what is odd about the others is said."""

from pathlib import Path

import pytest

from babelpress.errors import ConfigError, ModelUnavailable
from babelpress.evaluation.datasets.load import load_corpora

SOURCE = [f"Le chat numéro {n} dort {'très ' * (n % 7)}bien sur le canapé." for n in range(1, 41)]
TARGET = [f"De kat nummer {n} slaapt {'heel ' * (n % 7)}goed op de bank." for n in range(1, 41)]


def write(path: Path, *rows: str) -> str:
    path.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8", newline="")
    return str(path)


def faults(*systems: str, **asked) -> str:
    with pytest.raises(ConfigError) as raised:
        load_corpora(list(systems), **asked)
    return str(raised.value)


def kinds(corpora) -> dict[str, str]:
    (corpus,) = corpora
    return {notice.kind: notice.message for notice in corpus.notices}


def test_different_lengths_name_both_counts_and_where_they_part(tmp_path: Path):
    source, ours = (
        write(tmp_path / "a.fr.txt", *SOURCE),
        write(tmp_path / "ours.nl.txt", *TARGET[:16], *TARGET[17:]),
    )

    said = faults(ours, source=source)

    assert "a.fr.txt has 40" in said and "ours.nl.txt has 39" in said
    # A line of the same length beside the missing one cannot be told from it.
    assert "look at line 17 of" in said and SOURCE[16][:20] in said


def test_several_systems_of_other_lengths_are_all_named(tmp_path: Path):
    source = write(tmp_path / "a.fr.txt", *SOURCE)
    short, long = write(tmp_path / "short.nl.txt", *TARGET[1:]), write(tmp_path / "long.nl.txt", *TARGET, "Meer.")

    said = faults(short, long, source=source)

    assert "short.nl.txt has 39" in said and "long.nl.txt has 41" in said and "look at line 41" in said


def test_empty_file_is_no_system(tmp_path: Path):
    assert "has 0" in faults(write(tmp_path / "o.nl.txt"), source=write(tmp_path / "a.fr.txt", *SOURCE))


@pytest.mark.parametrize("name", ["none.txt", "none.tsv", "none.jsonl", "none.parquet", "none.xml", "none.tmx"])
def test_file_that_is_not_there_is_named(tmp_path: Path, name: str):
    assert f"{name}: there is no such file" in faults(str(tmp_path / name))


def test_no_system_says_so():
    assert "no system was given" in faults()


def test_mark_and_line_ends_of_windows_are_left_out_and_told(tmp_path: Path):
    path = tmp_path / "ours.nl.txt"
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(TARGET).encode())

    corpora = load_corpora([str(path)], source=write(tmp_path / "a.fr.txt", *SOURCE))

    assert corpora[0].systems[0].hypotheses == tuple(TARGET)
    assert kinds(corpora).keys() == {"bom"}


def test_line_ends_of_two_kinds_are_told(tmp_path: Path):
    ours = write(tmp_path / "ours.nl.txt", *(f"{text}\r" for text in TARGET[:7]), *TARGET[7:])

    corpora = load_corpora([ours], source=write(tmp_path / "a.fr.txt", *SOURCE))

    assert corpora[0].systems[0].hypotheses == tuple(TARGET)
    assert "7 of 40 lines ended in CR LF" in kinds(corpora)["crlf"]


def test_other_line_breaks_end_no_segment(tmp_path: Path):
    ours = write(tmp_path / "ours.nl.txt", "De kat\u2028slaapt.\x0b En\x85eet.", "Mooi weer.")

    (corpus,) = load_corpora([ours], source=write(tmp_path / "a.fr.txt", *SOURCE[:2]))

    assert corpus.systems[0].hypotheses[0] == "De kat\u2028slaapt.\x0b En\x85eet."


def test_other_encoding_is_refused_with_its_conversion(tmp_path: Path):
    path = tmp_path / "ours.nl.txt"
    path.write_bytes("De één\n".encode("latin-1"))

    assert "line 1" in (said := faults(str(path))) and "iconv" in said


def test_tab_inside_a_text_is_named_by_its_line(tmp_path: Path):
    table = write(tmp_path / "t.tsv", "source\tmt", "Le chat.\tDe kat.", "Le\tchien.\tDe hond.")

    assert "t.tsv: line 3 has 3 fields between tabs, line 1 has 2" in faults(table, target_languages=["nl"])


def test_table_without_known_columns_lists_what_it_has(tmp_path: Path):
    said = faults(write(tmp_path / "t.tsv", "fr\tnl", "Le chat.\tDe kat."), target_languages=["nl"])

    assert "--columns NAME=COLUMN" in said and "it has 1, 2" in said


def test_column_there_is_not_is_answered_with_the_nearest(tmp_path: Path):
    table = write(tmp_path / "t.csv", "source,deepl", "Le chat.,De kat.")

    assert "did you mean 'deepl'?" in faults(table, columns=["x=depl"], target_languages=["nl"])
    assert "ROLE=COLUMN" in faults(table, columns=["deepl"], target_languages=["nl"])


def test_id_that_comes_twice_names_its_lines(tmp_path: Path):
    table = write(tmp_path / "t.tsv", "id\tmt", "a\tDe kat.", "b\tDe hond.", "a\tDe muis.")

    assert "the id 'a' occurs twice, lines 2, 4" in faults(table, target_languages=["nl"])


def test_ids_that_differ_are_named(tmp_path: Path):
    source = write(tmp_path / "s.tsv", "id\tsource", "a\tLe chat.", "b\tLe chien.")
    ours = write(tmp_path / "o.tsv", "id\tmt", "a\tDe kat.", "c\tDe muis.")

    said = faults(ours, source=source, source_language="fr", target_languages=["nl"])

    assert "lacks 1 segments" in said and ": b" in said and ": c" in said


def test_ids_put_segments_in_their_place(tmp_path: Path):
    source = write(tmp_path / "s.tsv", "id\tsource", "a\tLe chat.", "b\tLe chien.")
    ours = write(tmp_path / "o.tsv", "id\tmt", "b\tDe hond.", "a\tDe kat.")

    (corpus,) = load_corpora([ours], source=source, source_language="fr", target_languages=["nl"])

    assert corpus.systems[0].hypotheses == ("De kat.", "De hond.")


def test_system_with_other_sources_is_refused(tmp_path: Path):
    ours = write(tmp_path / "o.tsv", "source\tmt", "Le chat.\tDe kat.", "Le loup.\tDe wolf.")

    said = faults(ours, source=write(tmp_path / "a.fr.txt", "Le chat.", "Le chien."), target_languages=["nl"])

    assert "line 3: its source is 'Le loup.', 'Le chien.' in" in said


def test_system_twice_is_refused(tmp_path: Path):
    path = write(tmp_path / "ours.nl.txt", *TARGET)

    assert "the system 'ours' occurs twice for nl" in faults(path, path)


def test_systems_that_are_the_same_are_told(tmp_path: Path):
    path = write(tmp_path / "ours.nl.txt", *TARGET)

    assert "is the same as ours, letter for letter" in kinds(load_corpora([path, f"b={path}"]))["same"]


@pytest.mark.parametrize("tag", ["dutch", "n", "qq", "zz-XX", ""])
def test_unknown_language_is_refused(tmp_path: Path, tag: str):
    assert "is not a language code" in faults(write(tmp_path / "o.txt", *TARGET), target_languages=[tag])


def test_missing_texts_of_a_table_are_told_and_kept_apart(tmp_path: Path):
    table = write(tmp_path / "t.jsonl", '{"source": "Le chat.", "ref": "De kat.", "mt": NaN}',
                  '{"source": "Le chien.", "ref": null, "mt": "De hond."}')  # fmt: skip

    corpora = load_corpora([table], source_language="fr", target_languages=["nl"])

    assert corpora[0].systems[0].hypotheses == ("", "De hond.")
    assert corpora[0].references == (("De kat.",), ())
    assert "counted as empty" in kinds(corpora)["missing"]
    assert "1 of 2 segments have no reference" in kinds(corpora)["no_reference"]


def test_number_in_place_of_a_text_is_refused(tmp_path: Path):
    said = faults(write(tmp_path / "t.jsonl", '{"mt": "De kat."}', '{"mt": 3.5}'), target_languages=["nl"])

    assert "t.jsonl: line 2: 'mt' must be text, but is 3.5" in said


@pytest.mark.parametrize(
    ("line", "kind"),
    [("", "empty"), ("nan", "nan"), (SOURCE[0], "copied")],
)
def test_odd_hypotheses_are_told(tmp_path: Path, line: str, kind: str):
    ours = write(tmp_path / "ours.nl.txt", line, *TARGET[1:])

    corpora = load_corpora([ours], source=write(tmp_path / "a.fr.txt", *SOURCE))

    assert kinds(corpora)[kind].startswith("1 ")
    assert next(notice.segments for notice in corpora[0].notices if notice.kind == kind) == (0,)


def test_hypotheses_in_another_language_are_told(tmp_path: Path):
    german = [f"Die Katze Nummer {n} schläft gut auf dem Sofa, wenn es regnet." for n in range(40)]

    corpora = load_corpora(
        [write(tmp_path / "ours.txt", *german)], source=write(tmp_path / "a.fr.txt", *SOURCE), target_languages=["nl"]
    )

    assert kinds(corpora)["language"] == "is in German, not in Dutch"


def test_other_normal_form_is_told(tmp_path: Path):
    ours = write(tmp_path / "ours.nl.txt", "De e\u0301e\u0301n slaapt.")

    corpora = load_corpora([ours], references=[write(tmp_path / "ref.nl.txt", "De één slaapt.")])

    assert "1 hypotheses are not in Unicode form NFC" in kinds(corpora)["normalization"]


def test_references_as_system_are_told(tmp_path: Path):
    corpora = load_corpora(
        [write(tmp_path / "ours.nl.txt", *TARGET)], references=[write(tmp_path / "ref.nl.txt", *TARGET)]
    )

    assert "40 of 40 hypotheses are a reference" in kinds(corpora)["reference"]


def test_language_without_spaces_warns_of_word_metrics(tmp_path: Path):
    corpora = load_corpora([write(tmp_path / "ours.txt", "猫が寝ている。")], target_languages=["ja"])

    assert kinds(corpora)["tokens"].startswith("Japanese has no spaces")


def test_clean_data_need_no_notice(tmp_path: Path):
    corpora = load_corpora(
        [write(tmp_path / "ours.nl.txt", *TARGET)],
        source=write(tmp_path / "a.fr.txt", *SOURCE),
        references=[write(tmp_path / "ref.nl.txt", *(text.replace("goed", "lekker") for text in TARGET))],
    )

    assert corpora[0].notices == ()


def test_document_ids_of_another_length_are_refused(tmp_path: Path):
    documents = write(tmp_path / "docs.txt", *("d" for _ in range(39)))

    assert "has 39 lines for the 40 segments" in faults(
        write(tmp_path / "ours.nl.txt", *TARGET), source=write(tmp_path / "a.fr.txt", *SOURCE), documents=documents
    )


def test_folder_lacking_a_language_says_what_it_has(tmp_path: Path):
    (tmp_path / "ours").mkdir()
    write(tmp_path / "ours/nl.txt", *TARGET)

    assert "contains no file for 'de'; it has nl" in faults(str(tmp_path / "ours"), target_languages=["de"])
    (tmp_path / "none").mkdir()
    assert "contains no file named by a language" in faults(str(tmp_path / "none"))


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("t.csv", "source,mt\na,b\nc,d,e\n", "line 3: has 3 cells, the header has 2"),
        ("t.csv", 'source,mt\na,"b" c\n', "line 2: is not a row of cells"),
        ("t.jsonl", '{"mt": "a"}\n\n{"mt": \n', "line 3, column 6: is not JSON"),
        ("t.jsonl", '{"mt": "a"}\n[1]\n', "line 2: is not a JSON object but [1]"),
    ],
)
def test_faults_of_a_table_are_those_of_an_archive_by_file_and_line(tmp_path: Path, name: str, text: str, said: str):
    (tmp_path / name).write_text(text)

    assert f"{tmp_path / name}: {said}" in faults(str(tmp_path / name), target_languages=["nl"])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("t.xml", "<dataset><doc>"),
        ("t.xml", "<dataset/>"),
        ("t.sgm", "no segments"),
        ("t.tmx", "<tmx>"),
        ("t.tmx", "<tmx><body/></tmx>"),
        ("t.jsonl", "{"),
        ("t.jsonl", "[1]"),
        ("t.jsonl", '{"article": {}}'),
        ("t.jsonl", '{"schema":1,"article": {}}'),
        ("t.jsonl", '{"schema":2,"article": {}}'),
        ("t.csv", ""),
        ("t.csv", 'a,"b'),
        ("t.parquet", "no parquet"),
        ("t.arrow", "no arrow"),
    ],
)
def test_damaged_file_is_refused_by_name(tmp_path: Path, name: str, text: str):
    path = tmp_path / name
    path.write_text(text)

    assert name in faults(str(path))


def test_hub_id_without_the_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)

    with pytest.raises(ModelUnavailable, match=r"pip install .*\[datasets\]'"):
        load_corpora(["hf:some/where"], target_languages=["nl"])
