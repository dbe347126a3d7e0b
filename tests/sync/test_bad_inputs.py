"""What can be wrong with sources, files and the state: each says what, where and what to do, and no text is lost."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from babelpress.errors import ConfigError, OutputUnavailable
from babelpress.stages.profiles import load_profile
from babelpress.sync.run import plan, resolve
from babelpress.sync.status import status
from babelpress.sync.store import Store, digest

TEXT = "# Le titre\n\nLe maire a vu 3 chiens. Il pleut sur la ville.\n\nLa fête est finie.\n"
HUMAN = "De burgemeester zag 3 honden."


@pytest.fixture
def page(tmp_path, syncs) -> Path:
    """A Dutch page of which a person wrote a sentence; the sync has seen it."""
    (tmp_path / "content" / "a.md").write_text(TEXT, encoding="utf-8")
    syncs()
    path = tmp_path / "out" / "nl" / "a.md"
    path.write_text(path.read_text(encoding="utf-8").replace("[nl] Le maire a vu 3 chiens.", HUMAN), encoding="utf-8")
    syncs()
    return path


def edit(tmp_path, old, new):
    path = tmp_path / "content" / "a.md"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def version(report, language="nl"):
    return next(one for one in report.articles[0].versions if one.language == language)


def test_a_source_that_was_renamed_takes_its_versions_along(page, syncs, tmp_path):
    (tmp_path / "content" / "a.md").rename(tmp_path / "content" / "b.md")

    report = syncs()

    assert "its versions and their history move along" in report.articles[0].messages[0]
    assert report.asked == 0
    assert HUMAN in (tmp_path / "out" / "nl" / "b.md").read_text(encoding="utf-8")
    assert not page.exists()
    assert syncs().written == 0


def test_the_history_of_a_version_follows_its_source(page, syncs, tmp_path):
    def history(article):
        with Store(tmp_path / "out", create=False) as store:
            assert store.broken_at() is None
            return store.history(article, "nl"), [(one.text, one.author) for one in store.human_texts()]

    before = history("a")
    for old, new in (("a", "b"), ("b", "a"), ("a", "c")):
        (tmp_path / "content" / f"{old}.md").rename(tmp_path / "content" / f"{new}.md")
        syncs()
        assert history(new) == before and any(text == HUMAN for _, text, _ in before[0])


def test_a_version_that_waits_moves_along_with_its_source(page, syncs, tmp_path):
    edit(tmp_path, "3 chiens", "4 chiens")
    assert version(syncs()).state == "held"
    (tmp_path / "content" / "a.md").rename(tmp_path / "content" / "b.md")

    assert version(syncs()).state == "held"

    assert HUMAN in (tmp_path / "out" / "nl" / "b.md").read_text(encoding="utf-8")
    assert not page.exists()
    assert syncs().articles == []


def test_a_version_that_waits_is_made_again_where_somebody_deleted_it(page, syncs, tmp_path):
    edit(tmp_path, "3 chiens", "4 chiens")
    before = page.read_bytes()
    page.unlink()

    found = version(syncs())

    assert (found.state, found.message) == ("held", "the file was deleted: made again")
    assert page.read_bytes() == before
    assert syncs().articles == []


@pytest.mark.parametrize("after", [TEXT, TEXT.replace("3 chiens", "4 chiens"), TEXT.replace("fête", "foire")])
@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html"])
def test_a_byte_order_mark_is_no_edit_and_stays(name, after, syncs, tmp_path):
    def source(text):
        return f"<html><body><p>{text}</p></body></html>" if name.endswith("html") else text

    (tmp_path / "content" / name).write_text(source(TEXT), encoding="utf-8")
    syncs()
    path = tmp_path / "out" / "nl" / name
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    (tmp_path / "content" / name).write_text(source(after), encoding="utf-8")

    report = syncs()

    assert report.conflicts == []
    text = path.read_bytes()
    assert text.startswith(b"\xef\xbb\xbf") and text.count(b"\xef\xbb\xbf") == 1
    assert ("4" in text.decode()) == ("4" in after) and ("foire" in text.decode()) == ("foire" in after)
    with Store(tmp_path / "out", create=False) as store:
        assert all(origin != "human" for _, _, origin in store.history(name.partition(".")[0], "nl"))
    assert syncs().articles == []


def test_a_folder_that_was_moved_takes_its_versions_along(page, syncs, tmp_path):
    (tmp_path / "content" / "2026").mkdir()
    (tmp_path / "content" / "a.md").rename(tmp_path / "content" / "2026" / "a.md")

    syncs()

    assert HUMAN in (tmp_path / "out" / "nl" / "2026" / "a.md").read_text(encoding="utf-8")


def test_a_sync_of_what_is_up_to_date_touches_no_file(page, syncs, tmp_path):
    def files():
        paths = [path for path in (tmp_path / "out").rglob("*") if path.is_file() and path.name != "lock"]
        return {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in paths}

    before = files()

    assert syncs().same == 1
    assert files() == before


def test_line_ends_and_the_order_of_front_matter_are_no_edits(page, syncs, tmp_path):
    edit(tmp_path, "\n", "\r\n")

    report = syncs()

    assert report.asked == 0
    assert HUMAN in page.read_text(encoding="utf-8")
    assert report.conflicts == []


def test_an_article_that_was_written_anew_keeps_human_texts_in_the_history(page, syncs, tmp_path):
    (tmp_path / "content" / "a.md").write_text("# Autre chose\n\nRien de cela n'est vrai.\n\nOn verra bien.\n")

    report = syncs()

    assert "was written anew" in report.articles[0].messages[0]
    assert version(report).gone == [HUMAN]
    with Store(tmp_path / "out") as store:
        assert HUMAN in [text for _, text, _ in store.history("a", "nl")]


def test_an_article_that_was_emptied_leaves_its_versions(page, syncs, tmp_path):
    (tmp_path / "content" / "a.md").write_text("")

    report = syncs()

    assert report.articles[0].state == "failed"
    assert "its versions stay as they are" in report.articles[0].messages[0]
    assert HUMAN in page.read_text(encoding="utf-8")


def test_a_file_that_was_deleted_is_made_again_with_its_human_texts(page, syncs):
    before = page.read_bytes()
    page.unlink()

    report = syncs()

    assert page.read_bytes() == before
    assert version(report).message == "the file was deleted: made again"


def test_a_file_that_was_deleted_and_made_again_is_up_to_date(syncs, tmp_path):
    (tmp_path / "content" / "a.md").write_text(TEXT, encoding="utf-8")
    syncs()
    (tmp_path / "out" / "nl" / "a.md").unlink()
    assert syncs().written == 1

    planned = plan([tmp_path / "content"], tmp_path / "out", load_profile("fake", targets=["nl"]), language="fr")
    assert planned.articles == []
    assert syncs().same == 1


def test_a_file_that_was_emptied_stays_empty_until_it_is_asked_for(page, syncs):
    before = page.read_bytes()
    page.write_text("\n")

    report = syncs()

    assert version(report).state == "stopped"
    assert "--recreate" in version(report).message
    assert page.read_text() == "\n"
    syncs(recreate=True)
    assert page.read_bytes() == before


def test_the_marks_of_a_git_merge_are_refused_by_line(page, syncs, tmp_path):
    text = page.read_text(encoding="utf-8").replace(HUMAN, f"<<<<<<< HEAD\n{HUMAN}\n=======\nAnders.\n>>>>>>> other\n")
    page.write_text(text, encoding="utf-8")
    edit(tmp_path, "finie", "terminée")

    report = syncs()

    assert version(report).state == "stopped"
    assert "line 3: has the marks of a git merge" in version(report).message
    assert page.read_text(encoding="utf-8") == text
    assert not report.fresh


def test_a_file_that_cannot_be_read_stops_its_language_only(page, syncs, tmp_path):
    page.write_bytes(b"\xff\xfe\xff\x00\xd8" + page.read_bytes())
    before = page.read_bytes()
    edit(tmp_path, "finie", "terminée")

    report = syncs(targets=("nl", "en"))

    assert version(report).state in ("stopped", "held")
    assert page.read_bytes() == before
    assert version(report, "en").state == "written"


def test_a_file_that_was_there_before_is_taken_for_human(syncs, tmp_path):
    (tmp_path / "content" / "a.md").write_text(TEXT, encoding="utf-8")
    page = tmp_path / "out" / "nl" / "a.md"
    page.parent.mkdir(parents=True)
    page.write_text(f"# De titel\n\n{HUMAN} Het regent in de stad.\n\nHet feest is voorbij.\n", encoding="utf-8")
    before = page.read_bytes()

    assert "was there before" in version(syncs()).message
    assert page.read_bytes() == before
    edit(tmp_path, "3 chiens", "4 chiens")
    report = syncs()

    assert page.read_bytes() == before
    assert [one.facets for one in report.conflicts] == [("number",)]


def test_a_lost_state_loses_no_text(page, syncs, tmp_path):
    before = page.read_bytes()
    for path in (tmp_path / "out" / ".babelpress").glob("sync.sqlite*"):
        path.unlink()

    syncs()

    assert page.read_bytes() == before
    with Store(tmp_path / "out") as store:
        assert [text for text, _, _ in store.human("a", "nl")] == [HUMAN]


def test_a_text_that_is_false_is_a_conflict_after_the_state_was_lost(page, syncs, tmp_path):
    edit(tmp_path, "3 chiens", "4 chiens")
    before = page.read_bytes()
    for path in (tmp_path / "out" / ".babelpress").glob("sync.sqlite*"):
        path.unlink()

    report = syncs()

    assert page.read_bytes() == before
    assert [(one.human, one.facets, one.severe) for one in report.conflicts] == [(HUMAN, ("number",), True)]
    assert not syncs().fresh
    resolve(tmp_path / "out", report.conflicts[0].id, "machine")
    assert "[nl] Le maire a vu 4 chiens." in page.read_text(encoding="utf-8")
    assert syncs().fresh


def test_a_damaged_state_is_refused_with_what_to_do(page, syncs, tmp_path):
    path = tmp_path / "out" / ".babelpress" / "sync.sqlite"
    path.write_bytes(b"no database " * 1000)

    with pytest.raises(OutputUnavailable, match=r"is damaged .* move it away and sync again"):
        syncs()


def test_the_state_of_a_newer_version_is_refused(page, syncs, tmp_path):
    with sqlite3.connect(tmp_path / "out" / ".babelpress" / "sync.sqlite") as db:
        db.execute("PRAGMA user_version = 99")
    db.close()

    with pytest.raises(OutputUnavailable, match="newer version of Babelpress"):
        syncs()


def test_two_sources_with_one_id_are_named(syncs, tmp_path):
    for name in ("x", "y"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.md").write_text(TEXT, encoding="utf-8")

    with pytest.raises(ConfigError, match="the same output"):
        syncs(tmp_path / "x", tmp_path / "y")


def test_nothing_is_written_through_a_link_that_leads_out(syncs, tmp_path):
    (tmp_path / "content" / "a.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "nl").symlink_to(tmp_path / "elsewhere")

    report = syncs()

    assert version(report).state == "stopped"
    assert "leads out of" in version(report).message
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_file_that_changes_meanwhile_is_left_alone(page, syncs, tmp_path, monkeypatch):
    from babelpress.sync import versions

    edit(tmp_path, "finie", "terminée")
    checked = versions._Version._checked

    def change(self, merged):
        page.write_text("Intussen herschreven.\n", encoding="utf-8")
        return checked(self, merged)

    monkeypatch.setattr(versions._Version, "_checked", change)
    report = syncs()

    assert version(report).state == "stopped"
    assert "was changed while it was synchronized" in version(report).message
    assert page.read_text(encoding="utf-8") == "Intussen herschreven.\n"


def test_a_second_sync_waits(page, tmp_path):
    entered, left = threading.Event(), threading.Event()

    def hold():
        with Store(tmp_path / "out"):
            entered.set()
            left.wait(0.3)

    other = threading.Thread(target=hold)
    other.start()
    entered.wait()
    assert status(tmp_path / "out")
    other.join()


def test_two_processes_take_turns(tmp_path):
    (tmp_path / "content").mkdir()
    for n in range(2, 7):
        text = f"Hier soir, le maire de la ville a vu {n} chiens dans le parc, et il a appelé les pompiers.\n"
        (tmp_path / "content" / f"{n}.md").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "babelpress", "sync", "content", "-o", "out", "-t", "nl", "--profile", "fake"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    both = [subprocess.Popen(command, cwd=tmp_path, **pipes) for _ in range(2)]
    said = sorted((one.communicate()[0] for one in both), key=len)

    assert [one.returncode for one in both] == [0, 0]
    assert "5 articles as they were, 0 not; 0 files written" in said[0]
    assert "0 articles as they were, 5 not; 10 files written" in said[1]


READ_ONLY = """
import os, pwd, shutil, sys
from pathlib import Path
from babelpress.errors import OutputUnavailable
from babelpress.stages.profiles import load_profile
from babelpress.sync.run import plan, resolve, sync
from babelpress.sync.status import status
from babelpress.sync.store import Store
root, state = Path(sys.argv[1]), sys.argv[2]
page, out, profile = root / "content" / "a.md", root / "out", load_profile("fake", targets=["nl"])
def run(what, **more):
    return what([root / "content"], out, profile, language="fr", **more)
for n in (3, 4):
    page.write_text(f"Le maire a vu {n} chiens.")
    run(sync, state=state)
    status(out)
    run(plan)
page.write_text("Le maire a vu 5 chiens.")
if state == "xliff":
    (out / ".babelpress" / "sync.sqlite").unlink()
for one in (out, *out.rglob("*")):
    one.chmod(0o555 if one.is_dir() else 0o444)
if os.geteuid() == 0:
    for one in (root, *root.rglob("*")):
        shutil.chown(one, "nobody")
    os.setgroups([])
    os.setuid(pwd.getpwnam("nobody").pw_uid)
before = {one: one.read_bytes() for one in out.rglob("*") if one.is_file()}
print({one.language: one.state for one in run(plan).articles[0].versions})
print([one.language for one in status(out)])
with Store(out, create=False, read=True) as store:
    print(store.conflicts())
for what in (lambda: run(sync), lambda: resolve(out, 1, "human")):
    try:
        what()
    except OutputUnavailable as error:
        print(str(error).replace(str(out), "OUT"))
print({one: one.read_bytes() for one in out.rglob("*") if one.is_file()} == before)
"""


@pytest.mark.parametrize("state", ["sqlite", "xliff"])
def test_a_folder_that_may_only_be_read_is_read_and_not_written(state, tmp_path):
    root = Path(tempfile.mkdtemp(prefix="read-only"))  # a folder of pytest's is root's alone
    (root / "content").mkdir()
    try:
        root.chmod(0o755)
        command = [sys.executable, "-c", READ_ONLY, str(root), state]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | {"TMPDIR": "/tmp"})
    finally:
        for one in (root / "out").rglob("*"):
            one.chmod(0o755)
        shutil.rmtree(root)

    refused = "OUT/.babelpress: cannot be written: Permission denied"
    expected = ["{'fr': 'written', 'nl': 'written'}", "['fr', 'nl']", "[]", refused, refused, "True"]
    assert done.stdout.splitlines() == expected, done.stdout + done.stderr


def test_rows_of_an_archive_are_plain_texts(syncs, tmp_path):
    path = tmp_path / "content" / "a.jsonl"
    path.write_text('{"id": "x", "text": "Le maire a vu 3 chiens.\\n\\nIl pleut."}\n', encoding="utf-8")
    syncs()
    page = tmp_path / "out" / "nl" / "x.txt"
    page.write_text(page.read_text(encoding="utf-8").replace("[nl] Il pleut.", "Het regent."), encoding="utf-8")
    path.write_text(path.read_text(encoding="utf-8").replace("3 chiens", "4 chiens"), encoding="utf-8")

    assert syncs().fresh
    assert page.read_text(encoding="utf-8") == "[nl] Le maire a vu 4 chiens.\n\nHet regent.\n"
    assert syncs().written == 0


def test_a_text_that_was_rewritten_beside_a_new_one_keeps_its_source(page, syncs, tmp_path):
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("[nl] La fête est finie.", "Feest? Voorbij.\n\nEen noot."), encoding="utf-8")
    syncs()
    edit(tmp_path, "La fête est finie", "La fête n'est pas finie")

    report = syncs()

    assert [(one.human, one.facets) for one in report.conflicts] == [("Feest? Voorbij.", ("negation",))]


def test_a_conflict_that_does_not_exist_is_refused(page, tmp_path):
    with pytest.raises(ConfigError, match="there is no conflict 7"):
        resolve(tmp_path / "out", 7, "human")


def test_a_decision_is_made_once(page, syncs, tmp_path):
    edit(tmp_path, "3 chiens", "4 chiens")
    (one,) = syncs().conflicts

    outcome = resolve(tmp_path / "out", one.id, "merged")

    assert outcome.state == "written"
    assert "De burgemeester zag 4 honden." in page.read_text(encoding="utf-8")
    assert syncs().fresh
    with pytest.raises(ConfigError, match="is resolved already"):
        resolve(tmp_path / "out", one.id, "human")


def test_an_edit_after_a_conflict_decides_it_where_the_checks_agree(page, syncs, tmp_path):
    edit(tmp_path, "3 chiens", "4 chiens")
    assert not syncs().fresh
    page.write_text(page.read_text(encoding="utf-8").replace("zag 3 honden", "zag 5 honden"), encoding="utf-8")
    assert not syncs().fresh
    page.write_text(page.read_text(encoding="utf-8").replace("zag 5 honden", "zag wel 4 honden"), encoding="utf-8")

    report = syncs()

    assert report.fresh
    assert "De burgemeester zag wel 4 honden." in page.read_text(encoding="utf-8")


def test_the_machine_may_be_preferred(page, syncs, tmp_path):
    edit(tmp_path, "3 chiens", "4 chiens")

    report = syncs(policy="machine")

    assert report.fresh
    assert "[nl] Le maire a vu 4 chiens." in page.read_text(encoding="utf-8")
    with Store(tmp_path / "out") as store:
        assert ("Le maire a vu 3 chiens.", HUMAN, "human") in store.history("a", "nl")


def test_a_plan_writes_nothing(page, tmp_path, syncs):
    edit(tmp_path, "3 chiens", "4 chiens")
    before = {path: digest(path.read_bytes()) for path in (tmp_path / "out").rglob("*.md")}

    report = plan([tmp_path / "content"], tmp_path / "out", load_profile("fake", targets=["nl"]), language="fr")

    assert {one.language: one.state for one in report.articles[0].versions}["nl"] == "written"
    assert report.articles[0].changes == {"same": 3, "edited": 1}
    assert {path: digest(path.read_bytes()) for path in before} == before


def test_revisions_are_chained(page, tmp_path, caplog):
    with Store(tmp_path / "out") as store:
        assert store.broken_at() is None
    with sqlite3.connect(tmp_path / "out" / ".babelpress" / "sync.sqlite") as db:
        with pytest.raises(sqlite3.IntegrityError, match="revisions only grow"):
            db.execute("UPDATE revision SET text = 'x'")
        db.execute("DROP TRIGGER revision_is_not_changed")
        db.execute("UPDATE revision SET text = 'x'")
    db.close()
    with caplog.at_level("WARNING"):
        status(tmp_path / "out")
    assert "revision 1 of the history is not as it was written" in caplog.text


@pytest.mark.parametrize(
    ("old", "new", "source", "expected"),
    [
        # joined: the second text stands in the first one
        (
            "\n\n[nl] La fête est finie.",
            " Kortom: [nl] La fête est finie.",
            ("La fête est finie", "La fête n'est pas finie"),
            "Kortom: [nl] La fête n'est pas finie.",
        ),
        # split: the second sentence stands in a text of its own
        (
            " [nl] Il pleut sur la ville.",
            "\n\nWeer: [nl] Il pleut sur la ville.",
            ("Il pleut sur", "Il ne pleut pas sur"),
            "\n\nWeer: [nl] Il ne pleut pas sur la ville.",
        ),
        # taken out: it stays so, whatever becomes of its source or of the sentence before it
        (" [nl] Il pleut sur la ville.", "", ("Il pleut sur", "Il neige sur"), f"{HUMAN}\n\n[nl] La fête"),
        (" [nl] Il pleut sur la ville.", "", ("finie", "terminée"), f"{HUMAN}\n\n[nl] La fête est terminée"),
    ],
)
def test_sentences_that_people_put_elsewhere_follow_their_source(old, new, source, expected, page, syncs, tmp_path):
    page.write_text(page.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    syncs()
    edit(tmp_path, *source)

    report = syncs()

    text = page.read_text(encoding="utf-8")
    assert report.fresh
    assert expected in text
    assert HUMAN in text
    assert text.count("[nl] Il") <= 1
    assert text.count("[nl] La fête") == 1
