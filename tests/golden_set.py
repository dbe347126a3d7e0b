"""The golden set: checksums of the output of the command line for every kind of input.

A refactoring must leave every file byte-identical. A change that alters output on purpose renews the set in the same
commit, and the commit message says so. Two parts:

- `repository`: the documents of the contract tests and the examples. Complete in a fresh checkout.
- `articles`: NTREX documents, OrangeSum articles and the collected cases, read from a folder beside the checkout.

Run it as a script:

    python tests/golden_set.py --profile fake                  # compare, list what differs, exit with 1
    python tests/golden_set.py --profile embedded --renew
    python tests/golden_set.py --profile embedded --articles ../shared --keep build/golden
"""

import argparse
import hashlib
import json
import lzma
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import groupby, islice
from pathlib import Path

ROOT = Path(__file__).parents[1]
CHECKSUMS = ROOT / "tests" / "data" / "golden"
WRITERS = ("site", "text", "markdown", "document", "records")


def processor() -> str:
    """The machine and instruction sets, on which the last digits of int8 sums depend."""
    flags = Path("/proc/cpuinfo").read_text(encoding="utf-8").split() if Path("/proc/cpuinfo").exists() else []
    known = ("avx2", "avx512f", "avx512_vnni", "amx_int8", "avx_vnni")
    return " ".join((platform.machine(), *(name for name in known if name in flags)))


def repository_inputs() -> list[Path]:
    """All contract documents and examples, sorted by path."""
    folders = (ROOT / "tests" / "contract" / "documents", ROOT / "examples")
    found = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return sorted(path for path in found if path.suffix != ".py" and not {"evaluation", "memory"} & set(path.parts))


def article_lines(shared: Path) -> Iterator[dict[str, str]]:
    """About 200 articles as JSON objects: NTREX documents, OrangeSum articles, collected cases."""
    ntrex = shared / "eval" / "ntrex"
    ids = (ntrex / "document_ids.tsv").read_text(encoding="utf-8").splitlines()
    lines = (ntrex / "fr.txt").read_text(encoding="utf-8").splitlines()
    pairs = zip(ids, lines, strict=False)
    for name, group in islice(groupby(pairs, key=lambda pair: pair[0]), 70):
        yield {"id": f"ntrex-{name}", "text": "\n\n".join(line for _, line in islice(group, 12))}
    with lzma.open(shared / "corpora" / "orangesum.fr.jsonl.xz", "rt", encoding="utf-8") as file:
        for line in islice(file, 0, 7000, 100):
            raw = json.loads(line)
            yield {"id": f"orange-{raw['id']}", "title": raw["title"], "text": raw["text"][:2000]}
    for path in sorted((shared / "cases" / "articles").glob("*.fr.*")):
        yield {"id": path.name, "text": path.read_text(encoding="utf-8")}
    for path in sorted((shared / "cases" / "articles").glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            yield {**json.loads(line), "id": f"{path.stem}-{number}"}


def babelpress(*arguments: str, cwd: Path) -> str:
    """Run the command line and return its standard output. Exit status 1 (failed articles) is accepted."""
    command = [sys.executable, "-m", "babelpress.cli", *arguments]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(arguments)}: {done.stderr}")
    return done.stdout


def make(profile: str, folder: Path, shared: Path | None = None) -> None:
    """Write all outputs of the set into `folder`. Inputs are copied into it and read by relative names."""
    where = ["--profile", profile, "--quiet"]
    inputs = folder / "inputs"
    inputs.mkdir(parents=True)
    if shared:
        rows = (json.dumps(row, ensure_ascii=False) + "\n" for row in article_lines(shared))
        (inputs / "articles.jsonl").write_text("".join(rows), encoding="utf-8")
        babelpress("run", "inputs/articles.jsonl", "-o", "articles.jsonl", *where, cwd=folder)
        babelpress("run", "inputs/articles.jsonl", "-o", "article-texts", "--to", "text", *where, cwd=folder)
        return
    names = []
    for path in repository_inputs():
        copy = inputs / path.relative_to(path.parents[1])
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(path.read_bytes())
        names.append(str(copy.relative_to(folder)))
    for writer in WRITERS:
        if writer == "records":
            babelpress("run", *names, "-o", "records.jsonl", *where, cwd=folder)
        else:
            babelpress("run", *names, "-o", writer, "--to", writer, *where, cwd=folder)
    pairs = ROOT / "examples" / "evaluation"
    (folder / "verify").mkdir()
    for system in ("test-set", "shipped", "greedy"):
        for target in ("nl", "en"):
            files = (str(pairs / "test-set" / "fr.txt"), str(pairs / system / f"{target}.txt"))
            found = babelpress("verify", *files, "--target", target, "--lines", "--json", cwd=folder)
            (folder / "verify" / f"{system}.{target}.json").write_text(found, encoding="utf-8")


def checksums(folder: Path) -> dict[str, str]:
    """The SHA-256 of every output file, and of every line of JSONL. Inputs and hidden files are left out."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or name.startswith("inputs/") or any(part.startswith(".") for part in Path(name).parts):
            continue
        if path.suffix == ".jsonl":
            for number, line in enumerate(path.read_bytes().splitlines()):
                found[f"{name}#{number}"] = _digest(line)
        else:
            found[name] = _digest(path.read_bytes())
    return found


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:20]


def differences(kept: dict[str, str], made: dict[str, str]) -> list[str]:
    """Names that are missing, new or changed."""
    return sorted(name for name in kept.keys() | made.keys() if kept.get(name) != made.get(name))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--profile", default="fake", help="fake or embedded")
    parser.add_argument("--articles", type=Path, help="the folder with eval/, corpora/ and cases/")
    parser.add_argument("--renew", action="store_true", help="write the checksums instead of comparing")
    parser.add_argument("--keep", type=Path, help="a folder for the outputs, which are kept")
    arguments = parser.parse_args()
    file = CHECKSUMS / f"{arguments.profile}{'-articles' if arguments.articles else ''}.json"
    with tempfile.TemporaryDirectory() as scratch:
        folder = (arguments.keep or Path(scratch) / "golden").absolute()
        make(arguments.profile, folder, arguments.articles and arguments.articles.absolute())
        made = checksums(folder)
    here = processor() if arguments.profile != "fake" else "any"
    if arguments.renew:
        file.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"processor": here, "files": made}, indent=0, ensure_ascii=False)
        file.write_text(text + "\n", encoding="utf-8")
        print(f"{len(made)} checksums written")
        return 0
    kept = json.loads(file.read_text(encoding="utf-8"))
    if kept["processor"] != here:
        print(
            f"the checksums are of another processor: {kept['processor']}, here {here}; check out the revision before "
            "your change, run with --renew, then compare"
        )
        return 1
    changed = differences(kept["files"], made)
    print(*changed, sep="\n", end="\n" if changed else "")
    print(f"{len(changed)} of {len(made)} differ")
    return bool(changed)


if __name__ == "__main__":
    sys.exit(main())
