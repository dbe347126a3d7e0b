"""A translation memory keeps what it is given, finds it again in the right order, and refuses what it cannot use."""

import multiprocessing
import os
import pickle
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

import babelpress
from babelpress.errors import ConfigError, OutputUnavailable, RunStopped
from babelpress.memory import folding, schema
from babelpress.memory.store import Added, Query, TranslationMemory
from growth import LINEAR, growth


def key(text: str) -> int:
    return folding.key(text, "fr")


def texts(memory: TranslationMemory, query: Query, *, target: str = "nl", model: str = "") -> list[tuple[str, str]]:
    return [(one.kind, one.unit.target.text) for one in memory.lookup(query, source="fr", target=target, model=model)]


def test_lookup_has_the_order_context_article_human_machine(memory, unit):
    memory.add(
        [
            unit("Oui.", "machine", origin="machine", model="m"),
            unit("Oui.", "other machine", origin="machine", model="old"),
            unit("Oui.", "human"),
            unit("Oui.", "article", article="a"),
            unit("Oui.", "context", article="b", previous=key("Avant."), next=key("Après.")),
        ]
    )

    found = texts(memory, Query(text="Oui.", article="a", previous=key("Avant."), next=key("Après.")), model="m")

    assert found[:3] == [("in-context", "context"), ("in-article", "article"), ("human", "human")]
    assert found[-1] == ("machine", "machine")
    assert "other machine" not in [text for _, text in found]


def test_context_needs_both_neighbours_and_the_edges_of_an_article_are_neighbours(memory, unit):
    memory.add([unit("Oui.", "first", previous=key(""), next=key("Après."))])

    assert texts(memory, Query(text="Oui.", previous=key(""), next=key("Après."))) == [("in-context", "first")]
    assert texts(memory, Query(text="Oui.", previous=key(""), next=key("Autre."))) == [("human", "first")]
    assert texts(memory, Query(text="Oui.")) == [("human", "first")]


def test_among_alternatives_the_article_then_the_neighbours_then_the_date_decide(memory, unit):
    memory.add(
        [
            unit("Oui.", "older", changed="2026-01-01"),
            unit("Oui.", "newer", changed="2026-02-01"),
            unit("Oui.", "neighbour", changed="2025-01-01", previous=key("Avant."), next=key("x")),
        ]
    )

    assert [text for _, text in texts(memory, Query(text="Oui."))][:1] == ["newer"]
    assert [text for _, text in texts(memory, Query(text="Oui.", previous=key("Avant."), next=key("y")))][:1] == [
        "neighbour"
    ]


@pytest.mark.parametrize(
    ("stored", "asked", "wording"),
    [
        ("« L’accord » est signé…", "« L’accord » est signé…", "equal"),
        ("« L’accord » est signé…", '"L\'accord" est signé...', "typography"),
        ("Il est parti\u202f!", "Il est parti !", "typography"),
        ("Le train part.", "le train part.", "case"),
        ("1–2 personnes", "1-2 personnes", "typography"),
    ],
)
def test_typography_and_the_first_letter_do_not_hide_a_match(memory, unit, stored, asked, wording):
    memory.add([unit(stored, "X", status="reviewed")])

    [match] = memory.lookup(Query(text=asked), source="fr", target="nl")

    assert (match.wording, match.replaces) == (wording, wording != "case")


@pytest.mark.parametrize(
    "asked", ["Il a retiré 120 francs.", "IL A RETIRÉ 1 200 FRANCS.", "Il n'a retiré 1 200 francs.", ""]
)
def test_another_text_is_no_match(memory, unit, asked):
    memory.add([unit("Il a retiré 1 200 francs.", "X", status="final")])

    assert memory.lookup(Query(text=asked), source="fr", target="nl") == []


@pytest.mark.parametrize(("status", "replaces"), [("initial", 0), ("translated", 0), ("reviewed", 1), ("final", 1)])
def test_only_reviewed_and_final_units_replace_a_model(memory, unit, status, replaces):
    memory.add([unit("Oui.", "Ja.", status=status)])

    assert [one.replaces for one in memory.lookup(Query(text="Oui."), source="fr", target="nl")] == [bool(replaces)]


def test_many_translations_that_nobody_reviewed_do_not_hide_one_that_is(memory, unit):
    memory.add(unit("« Oui. »", f"Ja {number}.", article="a") for number in range(50))
    memory.add([unit('"Oui."', "Ja.", status="reviewed", article="b")])
    query = Query(text="« Oui. »", article="a")

    assert len(memory.lookup(query, source="fr", target="nl")) == 20
    [found] = memory.lookup(query, source="fr", target="nl", approved=True)
    assert (found.unit.target.text, found.replaces) == ("Ja.", True)


def test_a_translation_of_any_model_counts_once_a_person_approved_it(memory, unit):
    memory.add([unit("Oui.", "Ja.", origin="machine", model="old", status="reviewed")])

    [found] = memory.lookup(Query(text="Oui."), source="fr", target="nl", model="new")

    assert (found.kind, found.replaces) == ("machine", True)


def test_a_language_finds_its_regions_and_an_equal_one_first(memory, unit):
    memory.add([unit("Oui.", "vlaams", target_language="nl-BE"), unit("Oui.", "nederlands", target_language="nl")])
    memory.add([unit("Non.", "Não.", target_language="pt-BR", status="final")])

    assert [text for _, text in texts(memory, Query(text="Oui."), target="nl-BE")] == ["vlaams", "nederlands"]
    assert [text for _, text in texts(memory, Query(text="Oui."), target="nl")] == ["nederlands", "vlaams"]
    fits = {
        target: [one.replaces for one in memory.lookup(Query(text="Non."), source="fr", target=target)]
        for target in ("pt", "pt-BR", "pt-PT", "de")
    }
    assert fits == {"pt": [True], "pt-BR": [True], "pt-PT": [False], "de": []}
    assert memory.lookup(Query(text="Non."), source="fr-CA", target="pt")


def test_duplicates_are_counted_and_a_better_status_is_taken(memory, unit):
    first = memory.add([unit("Oui.", "Ja."), unit("Oui.", "Ja."), unit("Oui.", "Jawel.")])
    revision = memory.revision

    assert first == Added(stored=2, duplicates=1)
    assert memory.add([unit("Oui.", "Ja.")]) == Added(duplicates=1)
    assert memory.revision == revision
    assert memory.add([unit("Oui.", "Ja.", status="final", author="Ann")]) == Added(upgraded=1)
    assert memory.add([unit("Oui.", "Ja.", status="reviewed")]) == Added(duplicates=1)
    assert memory.revision != revision
    assert [(one.status, one.author) for one in memory.units()] == [("final", "Ann"), ("translated", "")]


def test_equal_contents_have_an_equal_revision(tmp_path, unit):
    revisions = set()
    for name in ("a", "b"):
        with TranslationMemory(tmp_path / name, write=True) as memory:
            memory.add([unit("Oui.", "Ja."), unit("Non.", "Nee.")], at="2026-01-01")
            revisions.add(memory.revision)

    assert len(revisions) == 1


def test_units_of_a_file_that_cannot_be_read_to_its_end_are_not_stored(memory, unit):
    def broken():
        for number in range(30_000):
            yield unit(f"Phrase {number}.", f"Zin {number}.")
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        memory.add(broken())

    assert list(memory.units()) == []
    assert memory.add([unit("Oui.", "Ja.")]) == Added(stored=1)


def test_pruned_text_is_not_left_in_the_file(memory, unit):
    secret = "Le témoin s'appelle Zacharie Quilbœuf."
    memory.add([unit(secret, "De getuige heet Zacharie Quilbœuf.", article="a", author="Ann", changed="2024-01-01")])
    memory.add([unit("Oui.", "Ja.", article="b", author="Ann", changed="2026-01-01"), unit("Non.", "Nee.")])

    assert memory.prune(author="Ann", before="2025-01-01") == 1

    memory.close()
    files = b"".join(path.read_bytes() for path in memory.path.parent.iterdir())
    assert b"Quilb" not in files
    assert b"quilb" not in files
    with TranslationMemory(memory.path) as again:
        assert [one.source.text for one in again.units()] == ["Oui.", "Non."]
        assert again.candidates(secret, reach=0.4, most=10) == []
        assert again.candidates("Oui", reach=0.4, most=10)


def test_prune_needs_a_condition_and_keeps_units_without_a_date(memory, unit):
    memory.add([unit("Oui.", "Ja.")])

    with pytest.raises(ValueError, match="condition"):
        memory.prune()
    assert memory.prune(before="2999-01-01") == 0


def test_a_source_that_other_units_need_is_kept(memory, unit):
    memory.add([unit("Oui.", "Ja.", article="a"), unit("Oui.", "Yes.", target_language="en", article="b")])

    memory.prune(article="a")

    assert texts(memory, Query(text="Oui."), target="en") == [("human", "Yes.")]
    assert texts(memory, Query(text="Oui.")) == []


# --- Files that cannot be used ---


def test_a_missing_file_is_refused_with_the_command(tmp_path):
    with pytest.raises(ConfigError, match=r"no such translation memory[\s\S]*babelpress memory import"):
        TranslationMemory(tmp_path / "none.sqlite")
    assert not (tmp_path / "none.sqlite").exists()


@pytest.mark.parametrize(
    "content", [b"not a database, but long enough to be one " * 50, b"SQLite format 3\0" + b"\xff" * 5000]
)
@pytest.mark.parametrize("write", [True, False])
def test_a_damaged_file_is_refused_with_the_command_and_not_touched(tmp_path, content, write):
    path = tmp_path / "memory.sqlite"
    path.write_bytes(content)

    with pytest.raises(ConfigError, match=r"damaged[\s\S]*babelpress memory import EXPORT.tmx"):
        TranslationMemory(path, write=write)
    assert path.read_bytes() == content


def test_a_file_that_is_damaged_inside_is_reported_with_the_command(memory, unit):
    memory.add([unit(f"Phrase {number}.", f"Zin {number}.") for number in range(3000)])
    memory.close()
    data = bytearray(memory.path.read_bytes())
    data[8192:] = b"\xa5" * (len(data) - 8192)
    memory.path.write_bytes(data)

    with (
        pytest.raises((RunStopped, ConfigError), match=r"damaged[\s\S]*restore it"),
        TranslationMemory(memory.path) as opened,
    ):
        list(opened.units())


@pytest.mark.parametrize("write", [True, False])
def test_a_database_of_another_program_is_refused(tmp_path, write):
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE tu (x)")
    other.close()

    with pytest.raises(ConfigError, match="another program"):
        TranslationMemory(path, write=write)


@pytest.mark.parametrize("write", [True, False])
def test_a_newer_version_is_refused(memory, unit, write):
    memory.connection.execute(f"PRAGMA user_version={len(schema.MIGRATIONS) + 1}")
    memory.close()

    with pytest.raises(ConfigError, match="reads versions up to"):
        TranslationMemory(memory.path, write=write)


UNDONE = ("DROP TABLE rendition; DROP TABLE quotation;", "ALTER TABLE tu DROP COLUMN used;")
"""What makes a file of a version one of the version before, from the second version on."""


@pytest.mark.parametrize("version", [1, 2])
def test_an_older_version_is_migrated_when_it_is_read(version, tmp_path, unit):
    assert len(UNDONE) == len(schema.MIGRATIONS) - 1
    path = tmp_path / "memory.sqlite"
    with TranslationMemory(path, write=True) as old:
        old.add([unit("Oui.", "Ja.")])
    with closing(sqlite3.connect(path)) as connection:
        for undo in reversed(UNDONE[version - 1 :]):
            connection.executescript(undo)
        connection.execute(f"PRAGMA user_version = {version}")

    with TranslationMemory(path) as new:
        assert new.statistics().quotations == 0
        assert [one.target.text for one in new.units()] == ["Ja."]
    with TranslationMemory(path, write=True) as new:
        assert new.add([unit("Non.", "Nee.")]).stored == 1


def test_a_folder_and_a_place_that_cannot_be_written_are_refused(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(OutputUnavailable, match="is a folder"):
        TranslationMemory(tmp_path, write=True)
    with pytest.raises(OutputUnavailable, match="cannot be written"):
        TranslationMemory(tmp_path / "file" / "memory.sqlite", write=True)


def test_a_reader_cannot_write(memory, unit):
    memory.add([unit("Oui.", "Ja.")])

    with TranslationMemory(memory.path) as reader, pytest.raises(RunStopped, match="readonly"):
        reader.add([unit("Non.", "Nee.")])


def test_a_full_disk_stores_nothing_and_says_what_to_do(memory, unit):
    memory.add([unit("Oui.", "Ja.")])
    [pages] = memory.connection.execute("PRAGMA page_count").fetchone()
    memory.connection.execute(f"PRAGMA max_page_count={pages + 20}")

    with pytest.raises(RunStopped, match="full; free disk space"):
        memory.add(unit(f"La phrase numéro {n}.", "x" * 100) for n in range(50_000))

    memory.connection.execute("PRAGMA max_page_count=1000000")
    assert [one.target.text for one in memory.units()] == ["Ja."]
    assert memory.add([unit("Non.", "Nee.")]) == Added(stored=1)


def test_a_second_writer_that_waits_too_long_says_so(memory, unit, monkeypatch):
    monkeypatch.setattr("babelpress.memory.database._SECONDS", 0.1)

    second = TranslationMemory(memory.path, write=True)
    with memory.writing(), pytest.raises(RunStopped, match="locked; free disk space, or wait until the other"):
        second.add([unit("Oui.", "Ja.")])
    second.close()

    assert memory.add([unit("Oui.", "Ja.")]) == Added(stored=1)


# --- Several processes ---


def look_up(memory: TranslationMemory) -> list[str]:
    return [one.unit.target.text for one in memory.lookup(Query(text="Oui."), source="fr", target="nl")]


def test_a_forked_process_and_a_pickled_memory_read_while_another_writes(memory, unit):
    memory.add([unit("Oui.", "Ja.")])
    with TranslationMemory(memory.path) as reader:
        with multiprocessing.get_context("fork").Pool(1) as pool:
            assert pool.apply(look_up, (reader,)) == ["Ja."]
        memory.add([unit("Oui.", "Jawel.")])
        assert sorted(look_up(reader)) == ["Ja.", "Jawel."]
        assert sorted(look_up(pickle.loads(pickle.dumps(reader)))) == ["Ja.", "Jawel."]


def test_a_killed_import_leaves_the_memory_as_it_was(memory, unit, tmp_path):
    memory.add([unit("Oui.", "Ja.")])
    code = """
import os, sys
from pathlib import Path
from babelpress.memory.store import TranslationMemory
from babelpress.memory.units import Marked, Unit

def units():
    for n in range(25_000):
        yield Unit(source_language="fr", target_language="nl", source=Marked(f"Phrase {n}."), target=Marked("x"))
    os.kill(os.getpid(), 9)

TranslationMemory(Path(sys.argv[1]), write=True).add(units())
"""

    package = str(Path(babelpress.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", code, str(memory.path)], check=False, env=os.environ | {"PYTHONPATH": package}
    )

    assert done.returncode == -9
    with TranslationMemory(memory.path) as again:
        assert [one.source.text for one in again.units()] == ["Oui."]


def test_storing_takes_time_in_proportion(tmp_path, unit):
    def make(count: int) -> tuple[TranslationMemory, list]:
        path = tmp_path / f"{count}.sqlite"
        path.unlink(missing_ok=True)
        return TranslationMemory(path, write=True), [unit(f"La phrase numéro {n} est ici.", "x") for n in range(count)]

    assert growth(lambda asked: asked[0].add(asked[1]), make, 2000) < LINEAR
