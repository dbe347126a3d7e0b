"""The files of a student: Marian's binary weights, quantized to 8 bits, and the lexical shortlist.

All numbers are little-endian. Every count, length and offset is checked against the file before it is used, so that a
damaged file gives a `BadFile` and nothing else.
"""

import math
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml

Floats = npt.NDArray[np.float32]
Bytes8 = npt.NDArray[np.int8]
Ids = npt.NDArray[np.int64]

_VERSION = 1
_FLOAT32, _INT8, _INTGEMM8 = 0x404, 0x101, 0x4101
_SETTINGS = "special:model.yml"
_ALPHA = "_QuantMultA"
_NORM = "_ln_scale"
_LONGEST = 1 << 16
"""More items than any model has: a file that counts more is not one."""

_MAGIC = 0xF11A48D5013417F5
_LISTS_ITSELF = 0.8
"""The share of marks and digits that a shortlist gives as a translation of themselves: 1.00 with its own vocabulary,
0.74 to 0.90 with that of another model (the English and Portuguese students, 2026-11-30)."""


class BadFile(Exception):
    """A file that is damaged, of another kind, or does not belong to the others. The message names it."""


@dataclass(frozen=True, slots=True)
class Quantized:
    """An 8-bit matrix, transposed: one row per output. The true values are `values / scale`."""

    values: Bytes8
    scale: float


@dataclass(frozen=True)
class Weights:
    """The tensors of a model by name, and its settings (`model.yml`)."""

    path: Path
    settings: Mapping[str, Any]
    matrices: Mapping[str, Quantized]
    vectors: Mapping[str, Floats]

    def matrix(self, name: str, *, rows: int, columns: int) -> Quantized:
        """Return a matrix that turns `rows` inputs into `columns` outputs."""
        found = self.matrices.get(name)
        if found is None:
            raise BadFile(f"{self.path} has no 8-bit matrix '{name}'")
        if found.values.shape != (columns, rows):
            raise BadFile(f"{self.path}: '{name}' is {found.values.shape[::-1]}, not {(rows, columns)}")
        if not found.values.any():
            raise BadFile(f"{self.path} is damaged: '{name}' is all zeros")
        return found

    def vector(self, name: str, *, size: int) -> Floats:
        """Return a vector: a bias, or a scale of a normalization."""
        found = self.vectors.get(name)
        if found is None:
            raise BadFile(f"{self.path} has no '{name}'")
        if found.size != size:
            raise BadFile(f"{self.path}: '{name}' has {found.size} values, not {size}")
        if not np.isfinite(found).all():
            raise BadFile(f"{self.path} is damaged: '{name}' has numbers that are not finite")
        if name.endswith(_NORM) and not found.any():  # a bias may be
            raise BadFile(f"{self.path} is damaged: '{name}' is all zeros")
        return found

    def alpha(self, name: str) -> float:
        """Return the factor by which inputs of a matrix are multiplied before they are rounded to 8 bits."""
        found = self.vectors.get(name + _ALPHA)
        if found is None:
            raise BadFile(
                f"{self.path} has no alphas ('{name}{_ALPHA}'): take the model whose name ends in .intgemm.alphas.bin"
            )
        value = float(found[0]) if found.size == 1 else 0.0
        if not (np.isfinite(value) and value > 0):
            raise BadFile(f"{self.path}: '{name}{_ALPHA}' is not a positive number")
        return value


class _Cursor:
    """Reads a file from front to back; never past its end."""

    def __init__(self, path: Path, content: bytes) -> None:
        self._path = path
        self._content = content
        self._at = 0

    def take(self, count: int, what: str) -> bytes:
        end = self._at + count
        if count < 0 or end > len(self._content):
            raise BadFile(f"{self._path} is truncated or damaged: it ends within {what}")
        self._at, start = end, self._at
        return self._content[start:end]

    def numbers(self, count: int, what: str) -> tuple[int, ...]:
        return struct.unpack(f"<{count}Q", self.take(8 * count, what))


def read_weights(path: Path) -> Weights:
    """Read a `model.*.intgemm.alphas.bin`. Raises `BadFile`."""
    cursor = _Cursor(path, _content(path))
    version, count = cursor.numbers(2, "its header")
    if version != _VERSION or count > _LONGEST:
        raise BadFile(f"{path} is not a binary model of Marian (version {version}, not {_VERSION})")
    heads = [cursor.numbers(4, "its list of tensors") for _ in range(count)]
    names = [
        cursor.take(head[0], "the names of its tensors").rstrip(b"\0").decode("utf-8", "replace") for head in heads
    ]
    shapes = []
    for name, head in zip(names, heads, strict=True):
        if head[2] > 4:
            raise BadFile(f"{path} is damaged: '{name}' has {head[2]} dimensions")
        shapes.append(struct.unpack(f"<{head[2]}i", cursor.take(4 * head[2], "the shapes of its tensors")))
    (gap,) = cursor.numbers(1, "its header")
    cursor.take(gap, "its header")
    matrices: dict[str, Quantized] = {}
    vectors: dict[str, Floats] = {}
    settings: Mapping[str, Any] = {}
    for name, head, shape in zip(names, heads, shapes, strict=True):
        data = cursor.take(head[3], f"the tensor '{name}'")
        if name == _SETTINGS:
            settings = _settings(path, data)
        else:
            _read(path, name, kind=head[1], shape=shape, data=data, matrices=matrices, vectors=vectors)
    return Weights(path, settings, matrices, vectors)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadFile(f"{path} cannot be read: {error.strerror}") from error


def _read(
    path: Path,
    name: str,
    *,
    kind: int,
    shape: tuple[int, ...],
    data: bytes,
    matrices: dict[str, Quantized],
    vectors: dict[str, Floats],
) -> None:
    size = math.prod(shape) if shape and min(shape) > 0 else 0
    need = {_FLOAT32: 4 * size, _INTGEMM8: size + 4}.get(kind)
    if need is None:
        raise BadFile(f"{path}: '{name}' is of kind {kind:#x}; only portable 8-bit models (intgemm8) can be read")
    if not size or len(data) < need:
        raise BadFile(f"{path} is damaged: '{name}' of shape {shape} has {len(data)} bytes")
    if kind == _FLOAT32:
        vectors[name] = np.frombuffer(data, dtype="<f4", count=size).astype(np.float32)
        return
    (scale,) = struct.unpack_from("<f", data, size)
    if not (np.isfinite(scale) and scale > 0):
        raise BadFile(f"{path} is damaged: the scale of '{name}' is {scale}")
    values = np.frombuffer(data, dtype=np.int8, count=size)
    if name.endswith(_ALPHA):  # one number, itself quantized
        vectors[name] = (values / np.float32(scale)).astype(np.float32)
    elif len(shape) == 2:
        # The embeddings are stored as they are, all other matrices transposed.
        rows, columns = shape if name == "Wemb" else shape[::-1]
        matrices[name] = Quantized(values.reshape(rows, columns), scale)
    else:
        raise BadFile(f"{path} is damaged: '{name}' has the shape {shape}")


def _settings(path: Path, data: bytes) -> Mapping[str, Any]:
    try:
        read = yaml.safe_load(data.rstrip(b"\0").decode("utf-8"))
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadFile(f"{path} is damaged: its settings ({_SETTINGS}) cannot be read") from error
    if not isinstance(read, dict):
        raise BadFile(f"{path} is damaged: its settings ({_SETTINGS}) are not a mapping")
    return read


@dataclass(frozen=True)
class Shortlist:
    """Which pieces of the target each piece of the source may become; the `first` pieces are always allowed."""

    first: int
    offsets: Ids
    words: Ids

    def of(self, source: Ids) -> Ids:
        """Return the sorted ids that a sentence may be translated with; its own pieces are among them."""
        unique = np.unique(source)
        listed = [self.words[self.offsets[piece] : self.offsets[piece + 1]] for piece in unique]
        return np.unique(np.concatenate([np.arange(self.first), unique, *listed]))


def read_shortlist(path: Path, *, pieces: list[str]) -> Shortlist:
    """Read a `lex.*.s2t.bin` made for a vocabulary. Raises `BadFile`."""
    cursor = _Cursor(path, _content(path))
    magic, _, first, _, entries, total = cursor.numbers(6, "its header")
    if magic != _MAGIC:
        raise BadFile(f"{path} is not a binary shortlist (it begins with {magic:#x}, not {_MAGIC:#x})")
    if entries != len(pieces) + 1:
        raise BadFile(f"{path} is for another vocabulary: of {entries - 1} pieces, not {len(pieces)}")
    offsets = np.frombuffer(cursor.take(8 * entries, "its offsets"), dtype="<u8").astype(np.int64)
    words = np.frombuffer(cursor.take(4 * total, "its words"), dtype="<u4").astype(np.int64)
    if offsets[0] != 0 or offsets[-1] != total or bool((np.diff(offsets) < 0).any()):
        raise BadFile(f"{path} is damaged: its offsets are not in order")
    if total and int(words.max()) >= len(pieces):
        raise BadFile(f"{path} is for another vocabulary: it names the piece {int(words.max())} of {len(pieces)}")
    shortlist = Shortlist(min(first, len(pieces)), offsets, words)
    if not _fits(shortlist, pieces):
        raise BadFile(f"{path} is for another vocabulary: it does not translate digits and marks by themselves")
    return shortlist


def _fits(shortlist: Shortlist, pieces: list[str]) -> bool:
    """Return whether marks and digits may become themselves, as with every pair of our languages."""
    signs = [i for i, piece in enumerate(pieces) if i > 1 and not any(map(str.isalpha, piece))]
    starts, ends = shortlist.offsets[:-1], shortlist.offsets[1:]
    listed = [i for i in signs if ends[i] > starts[i]]
    own = sum(i in shortlist.words[starts[i] : ends[i]] for i in listed)
    return own >= _LISTS_ITSELF * len(listed)
