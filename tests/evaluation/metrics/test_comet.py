"""COMET: its Python, its process and, where one is installed, the scores that COMET itself gives.

The last take a Python that has unbabel-comet, named by BABELPRESS_TEST_COMET (`/somewhere/bin/python`).
"""

import gc
import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from babelpress.errors import ModelUnavailable
from babelpress.evaluation.metrics import comet_process
from babelpress.evaluation.metrics.comet import Comet, CometQe
from babelpress.evaluation.metrics.comet_process import Worker, interpreter
from evaluation.metrics.segments import corpus

HERE = Path(sys.executable)
WORKER = Path(comet_process.__file__).with_name("comet_worker.py")
TINY = Path(__file__).with_name("tiny_comet.py")

no_comet_here = pytest.mark.skipif(find_spec("comet") is not None, reason="this Python has COMET itself")
posix = pytest.mark.skipif(sys.platform == "win32", reason="places and links are those of POSIX")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for the user's data; gives where COMET's environment would be."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    from platformdirs import user_data_path

    return user_data_path("babelpress") / "comet"


@posix
@no_comet_here
@pytest.mark.parametrize("kind", [Comet, CometQe])
def test_comet_without_a_python_of_its_own_says_how_to_make_one(home: Path, kind: type[Comet]):
    with pytest.raises(ModelUnavailable) as caught:
        kind(corpus(3))

    _, make, install = str(caught.value).splitlines()
    assert make.split() == [sys.executable, "-m", "venv", str(home)]
    assert install.strip() == f"{home}/bin/python -m pip install 'unbabel-comet>=2.2.7' 'setuptools<81'"


@posix
def test_comet_runs_in_the_python_of_its_own_where_there_is_one(home: Path):
    (home / "bin").mkdir(parents=True)
    (home / "bin" / "python").symlink_to(sys.executable)

    assert interpreter() == home / "bin" / "python"


def test_comet_without_the_checkpoint_file_names_it_and_a_command(tmp_path: Path):
    with pytest.raises(ModelUnavailable) as caught:
        Worker(HERE, str(tmp_path / "checkpoints" / "none.ckpt"))

    assert f"there is no {tmp_path / 'checkpoints' / 'none.ckpt'}" in str(caught.value)


def test_comet_without_the_checkpoint_of_the_hub_gives_the_command_that_fetches_it(home: Path):
    pytest.importorskip("huggingface_hub")

    with pytest.raises(ModelUnavailable) as caught:
        Worker(HERE, "Unbabel/wmt22-comet-da")

    what, command = str(caught.value).splitlines()
    assert what.startswith("Unbabel/wmt22-comet-da is not on this machine: ")
    assert command.strip() == (
        f"{sys.executable} -c "
        "'import comet; comet.load_from_checkpoint(comet.download_model(\"Unbabel/wmt22-comet-da\"))'"
    )


@no_comet_here
def test_comet_does_not_take_our_module_for_theirs(tmp_path: Path):
    (tmp_path / "checkpoints").mkdir()
    (tmp_path / "checkpoints" / "model.ckpt").touch()
    (tmp_path / "hparams.yaml").touch()

    with pytest.raises(ModelUnavailable, match=r"stopped \(exit status 1\)(.|\n)*No module named '(comet|torch)'"):
        Worker(HERE, str(tmp_path / "checkpoints" / "model.ckpt"))


STAND_IN = """
import runpy, sys
from contextlib import suppress
rpc = runpy.run_path(sys.argv[1])
def start(checkpoint):
    return {"version": "0", "revision": "abc", "device": "cpu", "references": True}, score
def score(samples):
    for sample in samples:
        if sample["mt"] == "die":
            sys.exit("out of memory\\n" * 500 + "the last word: é")
        if sample["mt"] == "babble":
            for number in range(3, 20):
                with suppress(OSError):
                    rpc["_write"](open(number, "wb", buffering=0, closefd=False), b"no pickle")
    print("x" * 200_000)
    sys.stderr.write("x" * 200_000)
    return [len(sample["mt"]) for sample in samples]
rpc["serve"](start)
"""


@pytest.fixture
def stand_in(tmp_path: Path) -> Path:
    """A script that speaks as the worker does; a score is the length of the hypothesis."""
    path = tmp_path / "stand in.py"
    path.write_text(STAND_IN, encoding="utf-8")
    return path


def test_worker_answers_again_and_again_however_much_it_complains(stand_in: Path):
    worker = Worker(HERE, "some/checkpoint", script=stand_in)

    assert worker.loaded.revision == "abc"
    assert worker.score([{"mt": "één"}, {"mt": ""}]) == [3, 0]
    assert worker.score([{"mt": "x" * 100_000}] * 3) == [100_000] * 3
    worker.close()


def test_worker_that_dies_is_reported_with_its_last_words(stand_in: Path):
    worker = Worker(HERE, "some/checkpoint", script=stand_in)

    with pytest.raises(ModelUnavailable) as caught:
        worker.score([{"mt": "die"}])
    with pytest.raises(ModelUnavailable):
        worker.score([{"mt": "after that"}])

    message = str(caught.value)
    assert "some/checkpoint stopped (exit status 1)" in message
    assert "the last word: é\n" in message
    assert message.count("out of memory") < 200


def test_worker_that_babbles_is_reported_and_ended(stand_in: Path):
    worker = Worker(HERE, "some/checkpoint", script=stand_in)
    process = worker._child._process

    with pytest.raises(ModelUnavailable, match="some/checkpoint stopped"):
        worker.score([{"mt": "babble"}])

    assert process.poll() is not None


def test_worker_ends_when_nobody_holds_it_any_more(stand_in: Path):
    worker = Worker(HERE, "some/checkpoint", script=stand_in)
    process = worker._child._process
    assert process.poll() is None

    del worker
    gc.collect()

    assert process.poll() is not None


# Below: COMET itself.


@pytest.fixture(scope="module")
def python() -> Path:
    """The Python that has COMET."""
    named = os.environ.get("BABELPRESS_TEST_COMET")
    if named is None or sys.platform == "win32":
        pytest.skip("BABELPRESS_TEST_COMET names no Python that has unbabel-comet")
    return Path(named)


SAMPLES = [
    {"src": "Le conseil a voté le budget.", "mt": "The council voted the budget.", "ref": "The council voted."},
    {"src": "Il fait beau.", "mt": "", "ref": "The weather is fine."},
    {"src": "Des arbres dans la rue", "mt": "Trees in the street", "ref": "Trees in the street"},
    {"src": "Des arbres dans la rue", "mt": "Trees in the street", "ref": "There are more trees in the road"},
]


@pytest.fixture(scope="module")
def tiny(python: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint in miniature, with references, and beside it one without."""
    folder = tmp_path_factory.mktemp("comet") / "tiny"
    run(python, "build", str(folder))
    return folder


def run(python: Path, *arguments: str) -> str:
    words = [str(python), "-W", "ignore", str(TINY), *arguments]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def expected(python: Path, tiny: Path) -> list[list[float]]:
    """What COMET says of the samples, with references and without."""
    file = tiny.parent / "samples.json"
    file.write_text(json.dumps(SAMPLES), encoding="utf-8")
    checkpoints = [str(Path(f"{tiny}{end}") / "checkpoints" / "model.ckpt") for end in ("", "-qe")]
    printed = run(python, "score", str(file), *checkpoints)
    scores: list[list[float]] = json.loads(printed.splitlines()[-1])
    return scores


def ours(count: int):
    """The samples as a corpus: the last two are one segment with two references."""
    data = corpus(3)
    sources = tuple(sample["src"] for sample in SAMPLES[:3])
    references = ((SAMPLES[0]["ref"],), (SAMPLES[1]["ref"], " "), (SAMPLES[2]["ref"], SAMPLES[3]["ref"]))
    hypotheses = tuple(sample["mt"] for sample in SAMPLES[:3])
    systems = tuple(replace(data.systems[0], name=f"s{n}", hypotheses=hypotheses) for n in range(count))
    return replace(data, sources=sources, references=references, systems=systems)


@pytest.mark.slow
def test_comet_gives_the_scores_of_comet_with_one_process_for_all_systems(
    home: Path, python: Path, tiny: Path, expected: list[list[float]]
):
    home.parent.mkdir(parents=True)
    home.symlink_to(python.parents[1])
    data = ours(2)

    metric = Comet(data, str(tiny / "checkpoints" / "model.ckpt"))
    found = [metric.segments(metric.statistics(system)) for system in data.systems]

    single = expected[0]
    wanted = 100 * np.array([single[0], single[1], (single[2] + single[3]) / 2])
    np.testing.assert_allclose(found, [wanted, wanted], rtol=1e-4)  # float32, in other batches
    size = (tiny / "checkpoints" / "model.ckpt").stat().st_size
    assert metric.signature == (
        f"nrefs:var|refs:mean|checkpoint:model.ckpt|revision:bytes-{size}|licence:unknown|scale:100|version:"
        f"{metric._worker.loaded.version}"
    )


@pytest.mark.slow
def test_comet_qe_of_the_hub_gives_the_scores_of_comet_and_its_licence(
    home: Path, python: Path, tiny: Path, expected: list[list[float]], tmp_path: Path
):
    home.parent.mkdir(parents=True)
    home.symlink_to(python.parents[1])
    kept = tmp_path / "hub" / "models--Unbabel--wmt22-cometkiwi-da"
    commit = "0123456789abcdef0123456789abcdef01234567"
    shutil.copytree(f"{tiny}-qe", kept / "snapshots" / commit)
    (kept / "refs").mkdir()
    (kept / "refs" / "main").write_text(commit, encoding="utf-8")
    data = ours(1)

    metric = CometQe(data, "Unbabel/wmt22-cometkiwi-da")
    found = metric.segments(metric.statistics(data.systems[0]))

    np.testing.assert_allclose(found, 100 * np.array(expected[1][:3]), rtol=1e-4)
    assert metric.signature.startswith(
        "refs:none|checkpoint:Unbabel/wmt22-cometkiwi-da|revision:0123456789ab|licence:CC-BY-NC-SA-4.0|scale:100|"
    )


@pytest.mark.slow
def test_comet_qe_refuses_a_checkpoint_that_takes_references(home: Path, python: Path, tiny: Path):
    home.parent.mkdir(parents=True)
    home.symlink_to(python.parents[1])
    data = ours(1)

    with pytest.raises(ModelUnavailable, match="needs references"):
        CometQe(data, str(tiny / "checkpoints" / "model.ckpt")).statistics(data.systems[0])
