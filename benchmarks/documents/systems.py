"""The same random documents through Babelpress and through the file handling of other systems.

    python benchmarks/documents/systems.py --python OTHER/bin/python --count 1000

OTHER is an environment with argos-translate-files, argos-translate-lt (both without dependencies), beautifulsoup4
4.9.3, lxml, pysrt, mdpo and pymd4c. They have a translator that respells words in their place and touches nothing
else; Babelpress has the permuting one, which also moves them.
"""

import argparse
import json
import random
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from generators import FORMATS, WORDS, Made
from random_documents import faults
from running import HERE, Translated, pipeline, translated

OTHERS = {
    "libretranslate": ("html", "docx", "pptx", "odt", "epub", "srt"),
    "mdpo": ("markdown",),
}
"""The formats that each of the others reads."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("formats", nargs="*", metavar="FORMAT")
    options.add_argument(
        "--python", help="The interpreter of the other systems; without it only Babelpress is measured."
    )
    options.add_argument("--count", type=int, default=1000)
    options.add_argument("--work", type=Path, default=Path("build/systems"))
    given = options.parse_args()
    press = pipeline("permuting")
    print("| format | Babelpress | LibreTranslate | mdpo |\n|---|---|---|---|")
    for name in given.formats or FORMATS:
        documents, paths = _written(name, given.count, given.work)
        row = [_cell(documents, list(translated(press, paths, "en")))]
        for system, known in OTHERS.items():
            if name not in known or not given.python:
                row.append("does not read it" if given.python else "")
                continue
            row.append(_cell(documents, _others(given.python, system, paths)))
        print(f"| {name} | {' | '.join(row)} |", flush=True)


def _written(name: str, count: int, work: Path) -> tuple[list[Made], list[Path]]:
    shutil.rmtree(work / name, ignore_errors=True)
    documents = [FORMATS[name](random.Random(f"{name} systems {number}")) for number in range(count)]
    paths = []
    for number, made in enumerate(documents):
        path = work / name / str(number) / made.path
        path.parent.mkdir(parents=True)
        path.write_bytes(made.data)
        paths.append(path)
    return documents, paths


def _others(python: str, system: str, paths: list[Path]) -> list[Translated]:
    asked = json.dumps({"system": system, "words": WORDS, "paths": [str(path.resolve()) for path in paths]})
    words = [python, str(HERE / "other_systems.py")]
    done = subprocess.run(words, input=asked, capture_output=True, text=True, check=True)
    said = json.loads(done.stdout)
    made = []
    for path, error in zip(paths, said, strict=True):
        out = Path(f"{path}.out")
        made.append(Translated(path, "en", out.read_bytes() if out.exists() else None, path.suffix, (), error))
    return made


def _cell(documents: list[Made], results: list[Translated]) -> str:
    """Return how many of 1,000 documents break a rule, and the rules."""
    found = [{rule for rule, _ in faults(made, result)} for made, result in zip(documents, results, strict=True)]
    wrong = sum(bool(rules) for rules in found)
    rules = Counter(rule for each in found for rule in each)
    share = 1000 / max(len(documents), 1)
    listed = ", ".join(f"{rule} {round(number * share)}" for rule, number in rules.most_common(4))
    return f"**{round(wrong * share)}** {f'({listed})' if listed else ''}".strip()


if __name__ == "__main__":
    main()
