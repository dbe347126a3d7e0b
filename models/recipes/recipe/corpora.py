"""Parallel text on disk: three columns, corpus, source, target; `.tsv` or `.tsv.xz`; one file name per direction."""

import lzma
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TextIO

from babelpress.errors import ConfigError, Fault
from recipe.config import Licence

TEACHER, JOINED = "-teacher", "-joined"
"""What the name of a corpus ends in whose one side a model made, or whose pairs were joined through a third language.

Its licence is that of the corpus before it.
"""

_FILE = re.compile(r"(?P<source>[a-z]{2})-(?P<target>[a-z]{2})(?:\.[^/]+)?\.tsv(?:\.xz)?")


class Pair(NamedTuple):
    """A sentence and its translation."""

    source: str
    target: str


def files(folders: Iterable[Path], *, source: str, target: str) -> list[Path]:
    """Give the corpus files of one direction: `fr-en.tsv.xz`, `fr-en.anything.tsv`, in order of their names."""
    return [
        path
        for folder in folders
        for path in (sorted(folder.iterdir()) if folder.is_dir() else ())
        if (found := _FILE.fullmatch(path.name)) and found.group("source", "target") == (source, target)
    ]


def direction(path: Path) -> tuple[str, str]:
    """Give source and target language of a corpus file. Raises `ConfigError` where its name does not tell."""
    found = _FILE.fullmatch(path.name)
    if found is None:
        raise ConfigError(f"{path} is not named like a corpus file: <source>-<target>[.anything].tsv[.xz]")
    return found["source"], found["target"]


def read(path: Path) -> Iterator[tuple[str, Pair]]:
    """Give corpus and pair of every line. Raises `ConfigError` naming the first line without three columns."""
    with open_lines(path) as lines:
        for number, line in enumerate(lines, 1):
            columns = line.rstrip("\n").split("\t")
            if len(columns) != 3:
                raise ConfigError(f"{path}:{number} has {len(columns)} columns; wanted: corpus, source, target")
            yield columns[0], Pair(columns[1], columns[2])


def by_corpus(paths: Iterable[Path]) -> dict[str, list[Pair]]:
    """Give the distinct pairs of every corpus, in the order they stand."""
    found: dict[str, dict[Pair, None]] = defaultdict(dict)
    for path in paths:
        for corpus, pair in read(path):
            found[corpus][pair] = None
    return {corpus: list(pairs) for corpus, pairs in found.items()}


def write(path: Path, rows: Iterable[tuple[str, Pair]]) -> None:
    """Write a corpus file whole or not at all; `.xz` compresses."""
    draft = path.with_name(f".{path.name}.part")
    with lzma.open(draft, "wt", encoding="utf-8") if path.suffix == ".xz" else draft.open("w", encoding="utf-8") as out:
        out.writelines(f"{corpus}\t{pair.source}\t{pair.target}\n" for corpus, pair in rows)
    draft.replace(path)


def licences_of(corpora: Iterable[str], known: Mapping[str, Licence]) -> dict[str, Licence]:
    """Give the licence of every corpus. Raises `ConfigError` naming all without one: nothing unknown is trained on."""
    found = {name: known.get(name.removesuffix(TEACHER).removesuffix(JOINED)) for name in corpora}
    lacking = [Fault(name, "no licence is known") for name, licence in sorted(found.items()) if licence is None]
    if lacking:
        raise ConfigError("corpora without a licence", lacking)
    return {name: licence for name, licence in found.items() if licence}


def open_lines(path: Path) -> TextIO:
    """Open a text to read it line by line, packed by xz or not."""
    # Only "\n" ends a line: universal newlines would cut at a stray carriage return in the middle of a sentence.
    if path.suffix == ".xz":
        return lzma.open(path, "rt", encoding="utf-8", newline="\n")
    return path.open(encoding="utf-8", newline="\n")
