"""The commands of the translation memory, as they are typed."""

import json
import sqlite3
from pathlib import Path

import pytest

from cli.test_cli import call


@pytest.fixture
def tsv(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.tsv"
    rows = [
        "fr\tnl\tstatus\tauthor\tarticle\tchanged",
        "Le projet est retiré.\tHet plan is ingetrokken.\treviewed\tAnn\ta\t2024-05-01",
        "Oui.\tJa.\t\t\t\t",
    ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def run(monkeypatch, capsys):
    def called(*arguments: object) -> tuple[int, str, str]:
        status = call("memory", *arguments, monkeypatch=monkeypatch)
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return called


def test_import_counts_what_was_stored_and_what_was_there(tsv, run):
    assert run("import", tsv) == (0, "", f"{tsv}: 2 units stored\n")
    assert run("import", tsv)[2] == f"{tsv}: 0 units stored, 2 were there already\n"
    assert (
        run("import", tsv, "--status", "final")[2]
        == f"{tsv}: 0 units stored, 1 were there already, 1 got a better status\n"
    )
    assert run("import", tsv, "-q") == (0, "", "")
    assert Path("memory.sqlite").is_file()


def test_every_format_is_exported_and_imported_again(tsv, run):
    run("import", tsv)
    for suffix in ("tmx", "xlf", "po", "tsv", "csv"):
        assert run("export", f"out.{suffix}")[2] == f"2 units -> out.{suffix}\n"
        more = ["--source", "fr"] if suffix == "po" else []
        status, _, told = run("import", f"out.{suffix}", "--memory", f"{suffix}.sqlite", *more)
        assert (status, "2 units stored" in told) == (0, True), suffix


def test_export_keeps_a_file_that_is_there_and_leaves_none_half_written(tsv, run):
    run("import", tsv)
    Path("out.tsv").write_text("mine")

    status, _, told = run("export", "out.tsv")
    assert (status, "exists already" in told, Path("out.tsv").read_text()) == (2, True, "mine")
    assert run("export", "out.tsv", "--force", "--status", "reviewed")[0] == 0
    assert len(Path("out.tsv").read_text().splitlines()) == 2
    assert run("export", "out.docx")[0] == 2
    assert sorted(path.name for path in Path().iterdir() if "out" in path.name) == ["out.tsv"]


def test_export_of_several_pairs_needs_one_named_or_tmx(tsv, run):
    run("import", tsv)
    Path("b.tsv").write_text("fr\ten\nOui.\tYes.\n")
    run("import", "b.tsv")

    status, _, told = run("export", "out.tsv")
    assert (status, "--source fr --targets nl" in told) == (2, True)
    assert run("export", "out.tsv", "-t", "en")[2] == "1 units -> out.tsv\n"
    assert run("export", "out.tmx")[2] == "3 units -> out.tmx\n"


def test_search_shows_the_value_and_what_differs(tsv, run):
    run("import", tsv)

    status, shown, _ = run("search", "Le projet n'est pas retiré.")
    assert status == 0
    assert "negation" in shown
    assert "Het plan is ingetrokken." in shown
    assert run("search", "Tout autre chose, sans rapport aucun.")[0] == 1


def test_stats_counts(tsv, run):
    run("import", tsv)

    shown = run("stats")[1]

    assert "2 units of 2 source texts, 1 articles" in shown


def test_prune_deletes_by_all_conditions(tsv, run):
    run("import", tsv)

    assert run("prune", "--author", "Ann", "--before", "2024-01-01")[2] == "0 deleted\n"
    assert run("prune", "--article", "a")[2] == "1 deleted\n"
    assert "1 units" in run("stats")[1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["prune"], "nothing says what to delete"),
        (["prune", "--before", "yesterday"], "is no date"),
        (["prune", "--article", "a", "--memory", "none.sqlite"], "no such translation memory"),
        (["stats", "--memory", "none.sqlite"], "no such translation memory"),
        (["search", "x", "--memory", "none.sqlite"], "no such translation memory"),
        (["export", "out.tmx", "--memory", "none.sqlite"], "no such translation memory"),
        (["search", "x", "--source", "!"], "is no tag of a language"),
        (["import", "none.tmx"], "there is no such file"),
        (["import", "a.docx"], ".tmx, .xlf"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_message(tsv, run, arguments, message):
    status, _, told = run(*arguments)

    assert status in (1, 2)
    assert message in told
    assert "Traceback" not in told


def test_a_broken_file_among_good_ones_stores_nothing_of_itself(tsv, run):
    Path("b.tmx").write_text("<tmx><body><tu></body></tmx>")

    status, _, told = run("import", tsv, "b.tmx")

    assert (status, "2 units stored" in told, "mismatched tag" in told) == (1, True, True)
    assert "2 units" in run("stats")[1]


def test_a_newer_memory_is_refused(tsv, run):
    run("import", tsv)
    with sqlite3.connect("memory.sqlite") as file:
        file.execute("PRAGMA user_version=99")
    file.close()

    status, _, told = run("stats")

    assert (status, "upgrade it" in told) == (2, True)


def test_records_of_a_run_are_imported_as_machine_translations_or_as_reviewed(tmp_path, monkeypatch, run):
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Le train part. Il revient demain.\n", encoding="utf-8")
    call("run", "a.txt", "-o", "out.jsonl", "-t", "nl", "-p", "fake", monkeypatch=monkeypatch)

    run("import", "out.jsonl")
    assert [line.split()[2:4] for line in run("stats")[1].splitlines() if line.startswith(" fr")] == [
        ["translated", "machine"]
    ]
    run("import", "out.jsonl", "--status", "reviewed")
    assert [line.split()[2:4] for line in run("stats")[1].splitlines() if line.startswith(" fr")] == [
        ["reviewed", "human"]
    ]
    assert json.loads(Path("out.jsonl").read_text(encoding="utf-8"))
