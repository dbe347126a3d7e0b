"""Plug-ins that cannot be used; readers, writers, checks that raise, from the command line too: never a traceback."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from babelpress.config.plugins import make, resolve
from babelpress.config.schema import Component
from babelpress.document import Article, Record
from babelpress.errors import ConfigError, OutputUnavailable, RunStopped
from babelpress.evaluation.evaluate import Settings, evaluate
from babelpress.execution.output import Output
from babelpress.execution.scheduler import WINDOW
from babelpress.execution.serial import SerialRunner
from babelpress.formats.base import ReadError
from babelpress.formats.inputs import read_inputs
from babelpress.formats.outputs import open_writer
from babelpress.formats.tables import fields
from babelpress.formats.tables.jsonl import JsonlReader, JsonlReaderOptions
from babelpress.qa.base import SegmentPair
from babelpress.qa.engine import findings
from babelpress.qa.files import verify_files
from babelpress.stages.assembly import build
from babelpress.stages.profiles import load_profile
from evaluation.corpora import GOOD, corpus
from plug_ins import faulty, installed
from runner_archive import article

ERRORS = ("ValueError", "KeyError", "RecursionError", "AssertionError")
OWNER = "raised in faulty_parts of the plug-in 'faulty-parts'"

UNUSABLE = {
    "raises": ("raises_when_imported", "1 / 0", "raises_when_imported:Thing", "ZeroDivisionError: division by zero"),
    "no-module": ("other", "", "no_such_module:Thing", "ModuleNotFoundError: No module named 'no_such_module'"),
    "no-attribute": ("lacks_it", "", "lacks_it:Thing", "AttributeError: module 'lacks_it' has no attribute 'Thing'"),
    "no-class": ("no_class", "Thing = 3", "no_class:Thing", "no_class:Thing is not a class or function"),
    "no-options": ("no_options", "class Thing: ...", "no_options:Thing", "no_options:Thing has no attribute Options"),
    "odd-options": ("odd", "class Thing:\n    Options = dict", "odd:Thing", "odd:Thing has no attribute Options"),
    "bare-options": (
        "bare",
        "import pydantic\nclass Thing:\n    Options = pydantic.BaseModel",
        "bare:Thing",
        "no attribute Options",
    ),
}


@pytest.fixture
def plug_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with faulty(tmp_path_factory.mktemp("plug-in")):
        yield
    sys.modules.pop("faulty_parts", None)


needs_plug_in = pytest.mark.usefixtures("plug_in")


@pytest.mark.parametrize("family", ["detectors", "backends", "readers", "writers", "runners"])
@pytest.mark.parametrize("fault", UNUSABLE)
def test_plug_in_that_cannot_be_imported_is_named_with_its_package(family: str, fault: str, tmp_path: Path):
    module, source, target, said = UNUSABLE[fault]

    with (
        installed(tmp_path, f"bad-{fault}", {family: {"bad": target}}, {module: source}),
        pytest.raises(ConfigError) as caught,
    ):
        resolve(family, "bad")
    sys.modules.pop(module, None)

    message = str(caught.value)
    assert f"the plug-in 'bad' of babelpress.{family} cannot be used" in message
    assert f"bad = {target} (package bad-{fault})" in message
    assert said in message
    assert f"fix or uninstall bad-{fault}" in message


def test_check_that_cannot_be_imported_is_told_before_anything_runs(tmp_path: Path):
    points = {"checks": {"bad": "check_that_raises:check"}}

    with (
        installed(tmp_path, "bad-check", points, {"check_that_raises": "raise RuntimeError('not today')"}),
        pytest.raises(ConfigError, match=r"check_that_raises:check \(package bad-check\): RuntimeError: not today"),
    ):
        build(load_profile("fake", targets=["nl"]), load=False)


NO_DEVICE = """
from pydantic import BaseModel
class Options(BaseModel): ...
class Thing:
    Options = Options
    layout = None
    def __init__(self, *arguments):
        raise OSError("no such device")
"""


def test_class_that_raises_when_it_is_built_is_told(tmp_path: Path):
    points = {"detectors": {"bad": "device:Thing"}, "backends": {"bad": "device:Thing"}}
    said = r"bad = device:Thing \(package bad-device\): OSError: no such device, raised in device"

    with installed(tmp_path, "bad-device", points, {"device": NO_DEVICE}):
        with pytest.raises(ConfigError, match=said):
            make("detectors", "bad")
        with pytest.raises(ConfigError, match=said):
            build(load_profile("fake", targets=["nl"], overrides=["translation.backend={kind: bad}"]))


@needs_plug_in
@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("name", ["b.faulty", "{}.claimed"])
def test_reader_that_raises_fails_its_file_alone(error: str, name: str, tmp_path: Path):
    bad = tmp_path / name.format(error)
    bad.write_text(f"Voici {error}. Il part.", encoding="utf-8")
    for fine in ("a.txt", "z.faulty"):
        (tmp_path / fine).write_text("Le train part.", encoding="utf-8")

    items = list(read_inputs([tmp_path / "a.txt", bad, tmp_path / "z.faulty"]))

    whole = [item.id for item in items if isinstance(item, Article)]
    (unread,) = [item for item in items if isinstance(item, ReadError)]
    assert (whole[0], whole[-1]) == ("a", "z")
    assert unread.id == str(bad)
    assert str(unread.error).startswith(f"{bad}: {error}")
    assert OWNER in str(unread.error)


@needs_plug_in
def test_reader_that_raises_when_asked_whether_it_is_ready_is_logged_and_tried(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    (tmp_path / "ready-KeyError.faulty").write_text("Le train part.", encoding="utf-8")

    (item,) = read_inputs([tmp_path / "ready-KeyError.faulty"])

    assert isinstance(item, Article)
    assert ["KeyError" in line.getMessage() for line in caplog.records] == [True]


def test_bug_at_one_row_fails_that_row_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    real = fields.article_of
    monkeypatch.setattr(fields, "article_of", lambda row, **options: {"fine": real}[row["text"]](row, **options))
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "fine"}\n{"text": "not"}\n{"text": "fine"}\n', encoding="utf-8")

    items = list(JsonlReader(JsonlReaderOptions()).read(path))

    assert [isinstance(item, Article) for item in items] == [True, False, True]
    assert isinstance(items[1], ReadError)
    assert f"{path}: line 2: KeyError: 'not', raised in babelpress.formats.tables.fields" in str(items[1].error)


def records(*texts: str) -> list[Record]:
    profile = load_profile("fake", targets=["nl"], overrides=["constraints.checks=[numbers]"])
    items = [article(f"a{n}", text) for n, text in enumerate(texts)]
    return list(SerialRunner(SerialRunner.Options()).run(items, profile))


def output_in(folder: Path) -> Output:
    return Output(open_writer(str(folder), default=Component(kind="faulty"), stdout=sys.stdout, kind="faulty"))


@needs_plug_in
@pytest.mark.parametrize("error", ERRORS)
def test_writer_that_raises_fails_the_article_alone(error: str, tmp_path: Path):
    given = records("Il part.", f"Voici le {error}.", "Il revient.")

    with output_in(tmp_path / "out") as output:
        put = [output.put(record) for record in given]

    (failure,) = put[1].failures
    assert [put[0], put[2]] == [given[0], given[2]]
    assert (failure.stage, failure.error) == ("write", error)
    assert OWNER in failure.message
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a0", "a2"]


@needs_plug_in
def test_writer_that_raises_for_every_article_stops_the_run(tmp_path: Path):
    given = records(*["Voici le KeyError."] * (WINDOW + 1))

    with (
        pytest.raises(RunStopped, match=f"first {WINDOW} articles failed in 'write'.*KeyError"),
        output_in(tmp_path / "out") as output,
    ):
        for record in given:
            output.put(record)


@needs_plug_in
def test_writer_that_raises_on_entering_or_leaving_is_named(tmp_path: Path):
    with pytest.raises(OutputUnavailable, match="the writer Writer: ValueError"), output_in(tmp_path / "ValueError"):
        pass
    with pytest.raises(RunStopped, match="the writer Writer: KeyError"), output_in(tmp_path / "out.KeyError"):
        pass


@needs_plug_in
def test_check_that_raises_is_a_severe_finding_where_translations_are_verified(tmp_path: Path):
    pairs = [
        SegmentPair(source=text, target="De trein vertrekt.", source_language="fr", target_language="nl")
        for text in ("Le train part.", "Le KeyError part.")
    ]
    for name, text in (("fr.txt", "Le train part.\nLe KeyError part."), ("nl.txt", "De trein.\nDe trein.")):
        (tmp_path / name).write_text(text, encoding="utf-8")

    (found,) = findings(pairs, checks=["faulty"])
    report = verify_files(
        tmp_path / "fr.txt", tmp_path / "nl.txt", source_language="fr", target_language="nl", checks=["faulty"]
    )

    assert (found.check, found.severity, found.segment) == ("faulty", "severe", 1)
    assert "not checked: the check 'faulty': KeyError: 'title'" in found.message
    assert OWNER in found.message
    assert [placed.finding.check for placed in report.placed] == ["faulty"]


@needs_plug_in
def test_check_that_raises_is_left_out_of_an_evaluation_by_name():
    whole = corpus(good=GOOD)
    sources = ("Le KeyError.", *whole.sources[1:])
    bad = type(whole)(**{name: getattr(whole, name) for name in whole.__dataclass_fields__} | {"sources": sources})

    made = evaluate([bad], Settings(metrics=("chrf",), checks=("numbers", "faulty"), samples=40, trials=0))

    (left,) = made.left
    assert left.metric == "faulty"
    assert f"good, segment 1: KeyError: 'title', {OWNER}" in left.reason
    assert [column.key for column in made.directions[0].columns] == ["chrf", "numbers"]


def babelpress(*arguments: object, cwd: Path) -> "subprocess.CompletedProcess[str]":
    code = f"import sys; sys.path[:] = {sys.path!r}; from babelpress.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], cwd=cwd, capture_output=True, text=True, check=False
    )


@needs_plug_in
@pytest.mark.parametrize("runner", ["serial", "process"])
def test_run_tells_who_raised_and_leaves_the_traceback_to_the_log(runner: str, tmp_path: Path):
    for name, text in (("a", "Le train part."), ("b", "Le KeyError part."), ("c", "Il revient.")):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    options = ["a.txt", "b.txt", "c.txt", "-p", "fake", "-t", "nl", "--source", "fr", "-o", "out.jsonl", "--force"]
    options += ["--set", f"runner={{kind: {runner}, window: 2}}"]

    bare = babelpress("run", *options, cwd=tmp_path)
    logged = babelpress("--log", "errors.log", "run", *options, cwd=tmp_path)

    for done in (bare, logged):
        assert done.returncode == 1
        assert "failed verify.nl: 'b': KeyError: 'title'" in done.stderr
        assert done.stderr.count(OWNER) == 1
        assert "Traceback" not in done.stderr
        assert "2 of 3 articles done" in done.stderr
    assert "babelpress --log errors.log" in bare.stderr
    assert "babelpress --log errors.log" not in logged.stderr
    log = (tmp_path / "errors.log").read_text(encoding="utf-8")
    assert log.count("Traceback") == 1
    assert "ERROR babelpress.failures: verify.nl: 'b': KeyError" in log
    assert '{}["title"]' in log


@needs_plug_in
@pytest.mark.parametrize("runner", ["serial", "process"])
def test_batch_writes_all_but_the_article_that_its_writer_raises_for(runner: str, tmp_path: Path):
    lines = [f'{{"id": "{name}", "text": "Le {word} part."}}\n' for name, word in
             (("a", "train"), ("b", "KeyError"), ("c", "bus"))]  # fmt: skip
    (tmp_path / "in.jsonl").write_text("".join(lines), encoding="utf-8")
    options = [
        "batch",
        "in.jsonl",
        "-p",
        "fake",
        "-t",
        "nl",
        "--source",
        "fr",
        "-o",
        "out",
        "--set",
        "writer.kind=faulty",
    ]
    options += ["--to", "faulty", "--runner", runner, "--set", "constraints.checks=[numbers]"]

    first, again = (babelpress(*options, cwd=tmp_path) for _ in range(2))

    for done in (first, again):
        assert done.returncode == 1, done.stderr
        assert "write" in done.stderr and OWNER in done.stderr
        assert "Traceback" not in done.stderr
        assert sorted(path.name for path in (tmp_path / "out" / "faulty").iterdir()) == ["a", "c"]
    assert "3 kept" in again.stderr


def test_any_other_bug_is_one_line_and_its_traceback_in_the_log(tmp_path: Path):
    points = {"runners": {"bad": "bad_runner:Runner"}}
    source = """
from pydantic import BaseModel
class Options(BaseModel): ...
class Runner:
    Options = Options
    usage = {}
    def __init__(self, options): ...
    def run(self, articles, profile, **options):
        raise LookupError("nobody here")
        yield
"""
    (tmp_path / "a.txt").write_text("Le train part.", encoding="utf-8")
    with installed(tmp_path, "bad-runner", points, {"bad_runner": source}):
        done = babelpress(
            "--log", "errors.log", "run", "a.txt", "-p", "fake", "-t", "nl", "--set", "runner.kind=bad", cwd=tmp_path
        )

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == (
        "error: this is a bug: LookupError: nobody here, raised in bad_runner of the plug-in 'bad-runner'; "
        "the traceback is in the log\n"
    )
    assert (tmp_path / "errors.log").read_text(encoding="utf-8").count("Traceback") == 1


def test_log_that_cannot_be_written_is_told(tmp_path: Path):
    done = babelpress("--log", tmp_path / "no" / "such.log", "profiles", "check", "fake", cwd=tmp_path)

    assert done.returncode == 2
    assert "such.log: No such file or directory" in done.stderr
