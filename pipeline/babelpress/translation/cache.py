"""Translated sentences kept in a file between runs: SQLite, which several processes of one machine may share."""

import json
import sqlite3
import zlib
from base64 import b64decode, b64encode
from collections.abc import Hashable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path

import numpy as np

from babelpress.errors import OutputUnavailable, RunStopped
from babelpress.nlp.word_alignment import Alignment
from babelpress.translation.translator import Hypothesis

_SECONDS = 60.0
"""How long to wait for another process that writes."""

_CHANCE = 64
"""A look at the size is taken once for so many batches."""

_AT_ONCE = 500
"""Keys in one question: SQLite takes at most 999 in old versions."""


class SentenceCache:
    """The last `size` hypotheses of sentences in a file; `made_by` tells those of other models apart. A `memory.Shelf`.

    Raises `OutputUnavailable` for a file that is none of ours, `RunStopped` where the disk fails later.
    """

    def __init__(self, path: Path, *, made_by: str, size: int = 100_000) -> None:
        self._path = path
        self._made_by = blake2b(made_by.encode()).digest()
        self._size = size
        self._batches = 0
        try:
            # Autocommit: a batch of sentences is one transaction of its own.
            self._file = sqlite3.connect(path, timeout=_SECONDS, isolation_level=None, check_same_thread=False)
            self._file.execute("PRAGMA journal_mode=WAL")
            self._file.execute("PRAGMA synchronous=NORMAL")  # a lost sentence is made again; the file stays whole
            self._file.execute("CREATE TABLE IF NOT EXISTS kept (key BLOB UNIQUE, value BLOB)")
        except sqlite3.Error as error:
            raise OutputUnavailable(
                f"{path}: cannot keep translated sentences ({error}); delete it, they are made again"
            ) from error

    def get(self, keys: Sequence[Hashable]) -> dict[Hashable, Hypothesis]:
        """Give the hypotheses there are, by key."""
        names = {self._name(key): key for key in keys}
        found: dict[Hashable, Hypothesis] = {}
        wanted = list(names)
        try:
            for at in range(0, len(wanted), _AT_ONCE):
                part = wanted[at : at + _AT_ONCE]
                marks = ",".join("?" * len(part))
                rows = self._file.execute(f"SELECT key, value FROM kept WHERE key IN ({marks})", part)
                found |= {names[name]: decode(value) for name, value in rows}
        except sqlite3.Error as error:
            raise self._lost(error) from error
        return found

    def put(self, values: Mapping[Hashable, Hypothesis]) -> None:
        """Keep hypotheses; what another process kept meanwhile stays."""
        rows = [(self._name(key), encode(value)) for key, value in values.items()]
        try:
            self._file.execute("BEGIN IMMEDIATE")
            self._file.executemany("INSERT OR IGNORE INTO kept VALUES (?, ?)", rows)
            if self._batches % _CHANCE == 0:  # rows are numbered in the order they came
                self._file.execute("DELETE FROM kept WHERE rowid <= (SELECT max(rowid) FROM kept) - ?", [self._size])
            self._file.execute("COMMIT")
            self._batches += 1
        except sqlite3.Error as error:
            raise self._lost(error) from error

    def _name(self, key: Hashable) -> bytes:
        # Keys are made of frozen dataclasses, strings and numbers: their repr is the same in every process.
        return blake2b(repr(key).encode(errors="surrogatepass"), digest_size=16, key=self._made_by).digest()

    def _lost(self, error: sqlite3.Error) -> RunStopped:
        return RunStopped(f"{self._path}: {error}; make room, or delete it, and start again: finished articles stay")


def encode(hypothesis: Hypothesis) -> bytes:
    """Give a hypothesis as packed JSON; the weights of its alignment are float32 in base64."""
    aligned = hypothesis.alignment
    weights = aligned and b64encode(aligned.weights.astype("<f4").tobytes()).decode()
    text = json.dumps(
        [
            hypothesis.text,
            hypothesis.score,
            hypothesis.flags,
            hypothesis.carried,
            aligned and [aligned.source, aligned.target, weights],
        ],
        separators=(",", ":"),
    )
    return zlib.compress(text.encode(), 1)


def decode(packed: bytes) -> Hypothesis:
    """Read what `encode` wrote."""
    words, score, flags, carried, aligned = json.loads(zlib.decompress(packed))
    return Hypothesis(
        text=words,
        score=score,
        flags=tuple(flags),
        carried=tuple((start, end) for start, end in carried),
        alignment=aligned and _alignment(*aligned),
    )


def _alignment(source: list[list[int]], target: list[list[int]], weights: str) -> Alignment:
    shape = (len(target), len(source))
    return Alignment(
        source=tuple((start, end) for start, end in source),
        target=tuple((start, end) for start, end in target),
        weights=np.frombuffer(b64decode(weights), dtype="<f4").astype(np.float32).reshape(shape),
    )
