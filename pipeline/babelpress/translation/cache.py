"""The translation cache on disk: an SQLite file, which several processes of one machine may share."""

import json
import sqlite3
import zlib
from base64 import b64decode, b64encode
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import asdict
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np

from babelpress._internal.databases import use_wal
from babelpress.document import Finding
from babelpress.errors import OutputUnavailable, RunStopped
from babelpress.nlp.word_alignment import Alignment
from babelpress.translation.translator import Hypothesis

_SECONDS = 60.0
"""Seconds to wait for another process that is writing."""

_CHANCE = 64
"""Number of batches after which old rows are deleted if there are too many."""

_AT_ONCE = 500
"""Maximum number of keys in one query: old versions of SQLite allow at most 999 parameters."""


class SentenceCache:
    """Stores the last `size` hypotheses in a file. A `CacheBackend`.

    `made_by` identifies models and settings: hypotheses stored under another value are not found. Raises
    `OutputUnavailable` if the file cannot be used as a cache, `RunStopped` if the disk fails later.
    """

    def __init__(self, path: Path, *, made_by: str, size: int = 100_000) -> None:
        self._path = path
        self._made_by = blake2b(made_by.encode()).digest()
        self._size = size
        self._batches = 0
        try:
            # Autocommit: a batch of sentences is one transaction of its own.
            self._file = sqlite3.connect(path, timeout=_SECONDS, isolation_level=None, check_same_thread=False)
            use_wal(self._file, seconds=_SECONDS)
            self._file.execute("PRAGMA synchronous=NORMAL")  # a crash may lose rows, not the file
            self._file.execute("CREATE TABLE IF NOT EXISTS kept (key BLOB UNIQUE, value BLOB)")
        except sqlite3.Error as error:
            raise OutputUnavailable(
                f"{path}: cannot be used as the translation cache ({error}); delete it, it is built again"
            ) from error

    def get(self, keys: Sequence[Hashable]) -> dict[Hashable, Hypothesis]:
        """Return the stored hypotheses, by key; keys without one are left out."""
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
        """Store hypotheses; those that another process stored under the same key are not replaced."""
        rows = [(self._name(key), encode(value)) for key, value in values.items()]
        try:
            self._file.execute("BEGIN IMMEDIATE")
            self._file.executemany("INSERT OR IGNORE INTO kept VALUES (?, ?)", rows)
            if self._batches % _CHANCE == 0:  # row numbers grow in the order of insertion
                self._file.execute("DELETE FROM kept WHERE rowid <= (SELECT max(rowid) FROM kept) - ?", [self._size])
            self._file.execute("COMMIT")
            self._batches += 1
        except sqlite3.Error as error:
            raise self._lost(error) from error

    def _name(self, key: Hashable) -> bytes:
        # Keys are made of frozen dataclasses, strings and numbers: their repr is the same in every process.
        return blake2b(repr(key).encode(errors="surrogatepass"), digest_size=16, key=self._made_by).digest()

    def _lost(self, error: sqlite3.Error) -> RunStopped:
        return RunStopped(
            f"{self._path}: {error}; free disk space or delete this cache, and start again; finished articles are kept"
        )


def encode(hypothesis: Hypothesis) -> bytes:
    """Return a hypothesis as compressed JSON; the weights of its alignment are float32 in base64."""
    return _packed(_plain(hypothesis))


def decode(packed: bytes) -> Hypothesis:
    """Return the hypothesis that `encode` packed."""
    return _hypothesis(*json.loads(zlib.decompress(packed)))


def encode_all(hypotheses: Sequence[Hypothesis]) -> bytes:
    """Return hypotheses as `encode` returns one."""
    return _packed([_plain(one) for one in hypotheses])


def decode_all(packed: bytes) -> list[Hypothesis]:
    """Return the hypotheses that `encode_all` packed."""
    return [_hypothesis(*one) for one in json.loads(zlib.decompress(packed))]


def _packed(value: list[Any]) -> bytes:
    return zlib.compress(json.dumps(value, separators=(",", ":")).encode(), 1)


def _plain(hypothesis: Hypothesis) -> list[Any]:
    aligned = hypothesis.alignment
    weights = aligned and b64encode(aligned.weights.astype("<f4").tobytes()).decode()
    return [
        hypothesis.text,
        hypothesis.score,
        hypothesis.flags,
        hypothesis.carried,
        [asdict(finding) for finding in hypothesis.findings],
        aligned and [aligned.source, aligned.target, weights],
    ]


def _hypothesis(
    words: str,
    score: float,
    flags: list[str],
    carried: list[tuple[int, int]],
    findings: list[dict[str, Any]],
    aligned: list[Any] | None,
) -> Hypothesis:
    return Hypothesis(
        text=words,
        score=score,
        flags=tuple(flags),
        carried=tuple((start, end) for start, end in carried),
        findings=tuple(Finding(**finding) for finding in findings),
        alignment=_alignment(*aligned) if aligned else None,
    )


def _alignment(source: list[list[int]], target: list[list[int]], weights: str) -> Alignment:
    shape = (len(target), len(source))
    return Alignment(
        source=tuple((start, end) for start, end in source),
        target=tuple((start, end) for start, end in target),
        weights=np.frombuffer(b64decode(weights), dtype="<f4").astype(np.float32).reshape(shape),
    )
