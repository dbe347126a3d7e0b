"""A process that is forked after a backend has worked, or while it works in a thread, gets its own results from it."""

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import tiny_students
from babelpress.models.backends.ctranslate2 import CTranslate2Backend
from babelpress.models.backends.students.backend import StudentsBackend
from babelpress.models.backends.transformers import TransformersBackend

CODE = """
import multiprocessing, pickle, sys, threading, time
from pathlib import Path
from babelpress.models.backends.base import Decoding

kind, card, folder, target = pickle.loads(Path(sys.argv[1]).read_bytes())
model = kind(card, folder, kind.Options())
texts = ["Le train part demain matin de Paris.", "Il pleut."] * 8

def work(_):
    made = model.generate(texts, Decoding(beam=2, max_tokens=20), source="fr", target=target)
    return [one.text for one in made], model.count(texts[0])

here = work(0)
busy = threading.Thread(target=lambda: [work(0) for _ in range(5)])
busy.start()
time.sleep(0.05)
with multiprocessing.get_context("fork").Pool(2) as pool:
    print(pool.map_async(work, range(4)).get(timeout=120) == [here] * 4)
busy.join()
"""


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
@pytest.mark.parametrize("kind", [CTranslate2Backend, TransformersBackend, StudentsBackend])
def test_a_forked_process_generates_what_its_parent_does(kind, tiny, tmp_path: Path):
    if kind is StudentsBackend:
        card, folder = tiny_students.build(tmp_path / "files"), tmp_path / "files"
        target = "en"
    else:
        made = tiny("marian")
        card, folder, target = made.card, made.folder / kind.layout, "nl"
    (tmp_path / "given").write_bytes(pickle.dumps((kind, card, folder, target)))

    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", CODE, tmp_path / "given"],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )

    assert done.stdout == "True\n", done.stderr
