"""Pairs whose one side a teacher writes: distillation, and back-translation."""

import hashlib
import shutil
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from babelpress.config.plugins import resolve
from babelpress.errors import ConfigError
from babelpress.models.backends.base import Decoding, Seq2Seq
from babelpress.models.cards import ModelCard, read_card
from babelpress.models.loading import load
from recipe.clean import tidy
from recipe.config import Synthetic
from recipe.corpora import TEACHER, Pair, direction, read, write

CHUNK = 4096
"""Lines between two files on disk: about a minute of a small teacher on a CPU."""


def synthesize(one: Synthetic, folders: Iterable[Path], out: Path, *, deadline: float | None = None) -> Path | None:
    """Write the corpus file that a teacher makes into `out` and give its path.

    None: `deadline` (of `time.monotonic`) came first; called again it goes on. Raises `ConfigError` where there is no
    such file or the teacher does not translate so, `ModelUnavailable` where its weights are missing.
    """
    path = _find(one.file, folders)
    card = read_card(one.teacher)
    languages = direction(path)
    read_as = languages[0] if one.column == "source" else languages[1]
    if read_as not in card.sources or one.into not in card.targets:
        raise ConfigError(f"{card.id} does not translate from {read_as} into {one.into}")
    made = (languages[0], one.into) if one.keep == "source" else (one.into, languages[1])
    name = f"{made[0]}-{made[1]}.{card.id}-{_digest(one, path)}"
    whole = out / f"{name}.tsv"
    if whole.is_file():
        return whole
    chunks = out / f"{name}.chunks"
    chunks.mkdir(parents=True, exist_ok=True)
    backend = resolve("backends", "ct2")
    teacher: Seq2Seq | None = None
    parts: list[Path] = []
    for number, lines in enumerate(_chunks(_lines(one, path))):
        parts.append(chunks / f"{number:06}.tsv")
        if parts[-1].is_file():
            continue
        if deadline is not None and time.monotonic() >= deadline:
            return None
        teacher = teacher or load(card, backend, backend.Options())
        write(parts[-1], _translated(one, lines, teacher, card, source=read_as))
    write(whole, (row for part in parts for row in read(part)))
    shutil.rmtree(chunks)
    return whole


def _translated(
    one: Synthetic, lines: Sequence[tuple[str, Pair]], teacher: Seq2Seq, card: ModelCard, *, source: str
) -> Iterator[tuple[str, Pair]]:
    """The pairs of one chunk that the teacher is sure enough of; what is too long for it is left out."""
    fitting = [line for line in lines if 0 < teacher.count(_side(line[1], one.column)) <= card.max_tokens]
    texts = [_side(pair, one.column) for _, pair in fitting]
    search = Decoding(beam=one.beam)
    outputs = teacher.generate(texts, search, source=source, target=one.into) if texts else []
    for (corpus, pair), output in zip(fitting, outputs, strict=True):
        text = tidy(output.text)
        if text and output.finished and output.score >= one.minimum_score:
            kept = _side(pair, one.keep)
            yield corpus + TEACHER, Pair(kept, text) if one.keep == "source" else Pair(text, kept)


def _lines(one: Synthetic, path: Path) -> Iterator[tuple[str, Pair]]:
    wanted = (
        (corpus, Pair(*map(tidy, pair))) for corpus, pair in read(path) if not one.corpora or corpus in one.corpora
    )
    return islice(wanted, one.most)


def _chunks(lines: Iterator[tuple[str, Pair]]) -> Iterator[list[tuple[str, Pair]]]:
    while chunk := list(islice(lines, CHUNK)):
        yield chunk


def _side(pair: Pair, name: str) -> str:
    return pair.source if name == "source" else pair.target


def _find(name: str, folders: Iterable[Path]) -> Path:
    places = [folder / name for folder in folders]
    for path in places:
        if path.is_file():
            return path
    raise ConfigError(f"no corpus file {name}; looked in {', '.join(str(path.parent) for path in places)}")


def _digest(one: Synthetic, path: Path) -> str:
    """Tells apart what other settings, or another file, have made."""
    digest = hashlib.sha256(one.model_dump_json(exclude={"teacher"}).encode())
    for read_from in (one.teacher, path):
        digest.update(read_from.read_bytes())
    return digest.hexdigest()[:8]
