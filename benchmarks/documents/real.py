"""Real documents: translated, and their structure compared with that of the source by other parsers.

    python benchmarks/documents/real.py FOLDER                       # with the permuting backend
    python benchmarks/documents/real.py FOLDER --profile embedded    # with the shipped weights
    python benchmarks/documents/real.py FOLDER --clones CLONES       # first write those of real_documents.tsv to FOLDER

CLONES holds clones of the repositories of `real_documents.tsv`, each in `OWNER+NAME` (bare or not).
"""

import argparse
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from programs import complaints, missing
from running import HERE, pipeline, translated
from structure import CHECKS, differences

LISTED = HERE / "real_documents.tsv"


def listed() -> Iterator[tuple[str, str, str]]:
    """Yield repository, commit and path of the documents that were tried."""
    for line in LISTED.read_text(encoding="utf-8").splitlines()[1:]:
        repository, commit, path = line.split("\t")
        yield repository, commit, path


def gather(clones: Path, folder: Path) -> None:
    """Write the listed documents below a folder, as `OWNER/NAME/PATH`."""
    for repository, commit, path in listed():
        clone = next(iter(sorted(clones.glob(f"{repository.replace('/', '+')}/**/HEAD"))), None)
        if clone is None:
            print(f"no clone of {repository}", file=sys.stderr)
            continue
        words = ["git", "-C", str(clone.parent), "show", f"{commit}:{path}"]
        done = subprocess.run(words, capture_output=True, check=False)
        if done.returncode:
            print(done.stderr.decode().strip(), file=sys.stderr)
            continue
        goal = folder / repository / path
        goal.parent.mkdir(parents=True, exist_ok=True)
        goal.write_bytes(done.stdout)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--profile", default="permuting")
    options.add_argument("--targets", default="en,de")
    options.add_argument("--clones", type=Path)
    options.add_argument("--only", default="", help="Only paths that contain this.")
    options.add_argument("--out", type=Path, help="Write the translations to this folder.")
    given = options.parse_args()
    if given.clones:
        gather(given.clones, given.folder)
    paths = [p for p in sorted(given.folder.rglob("*")) if p.is_file() and p.suffix in CHECKS and given.only in str(p)]
    for name in missing():
        print(f"{name} is not installed: what it checks is skipped")
    press = pipeline(given.profile)
    wrong: Counter[str] = Counter()
    for path in paths:
        faults = [fault for language in given.targets.split(",") for fault in _faults(press, path, language, given.out)]
        wrong[path.suffix] += bool(faults)
        print(f"{'WRONG' if faults else 'right'} {path.relative_to(given.folder)}", flush=True)
        for fault in dict.fromkeys(faults):
            print(f"      {fault[:300]}")
    kinds = Counter(path.suffix for path in paths)
    print(f"{sum(wrong.values())} of {len(paths)} documents of {len(kinds)} kinds are wrong: {dict(+wrong)}")


def _faults(press: object, path: Path, language: str, out: Path | None) -> Iterator[str]:
    (result,) = translated(press, [path], language)
    if result.out is None:
        if "holds no text" not in result.said:
            yield f"failed: {result.said}"
        return
    if out:
        goal = out / language / path.name
        goal.parent.mkdir(parents=True, exist_ok=True)
        goal.write_bytes(result.out)
    if result.suffix != path.suffix:
        yield f"{path.suffix} became {result.suffix}"
    for found in differences(path.read_bytes(), result.out, suffix=path.suffix, language=language):
        yield f"{language}: {found}"
    for said in complaints(path.read_bytes(), result.out, suffix=path.suffix):
        yield f"{language}: {said}"


if __name__ == "__main__":
    main()
