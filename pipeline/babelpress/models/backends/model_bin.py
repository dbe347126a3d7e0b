"""CTranslate2's binary format, the file `model.bin`: variables with their names, shapes and types, and aliases."""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

WEIGHTS = "model.bin"
VERSION = 6
"""The version of the format that is read."""

_VERSIONS = 1000
"""More than the format will ever have: a file that begins with a larger number is of another format."""

BFLOAT16 = "bfloat16"
"""A type that numpy does not have: `Variable.values` are its bits."""

_TYPES = ("<f4", "i1", "<i2", "<i4", "<f2", BFLOAT16)
"""Types by their number in the file."""

Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Variable:
    """A tensor or a setting as it is stored.

    Attributes:
        type: Its type: of numpy, or `BFLOAT16`.
        values: Its values in that type, not copied from the file; of bfloat16 the bits (unsigned, 16).
    """

    type: str
    values: Array


@dataclass(frozen=True, slots=True)
class Stored:
    """What a file holds.

    Attributes:
        variables: Its variables by name.
        aliases: The names of variables by their aliases.
    """

    variables: dict[str, Variable]
    aliases: dict[str, str]


def read_stored(path: Path) -> Stored:
    """Return what a file holds, mapped into memory.

    Raises `ValueError` for one that is cut, damaged, or of another format or version of it.
    """
    data = np.memmap(path, dtype=np.uint8, mode="r") if path.stat().st_size else np.zeros(0, dtype=np.uint8)
    file = _Reader(data)
    variables: dict[str, Variable] = {}
    try:
        _check_version(file.number("I"))
        file.text()  # the name of the specification
        file.number("I")  # its revision
        for _ in range(file.number("I")):
            name = file.text()
            shape = [file.number("I") for _ in range(file.number("B"))]
            type_ = _TYPES[file.number("B")]
            values = file.bytes(file.number("I")).view("<u2" if type_ == BFLOAT16 else type_)
            variables[name] = Variable(type_, values.reshape(shape))
        aliases = {file.text(): file.text() for _ in range(file.number("I"))}
    except _OtherVersion:
        raise
    except (struct.error, ValueError, IndexError) as error:
        raise ValueError(f"{path.name} is cut, damaged or of another format") from error
    return Stored(variables, aliases)


class _OtherVersion(ValueError):
    """A file of another version of the format."""


def _check_version(found: int) -> None:
    if found != VERSION and found < _VERSIONS:
        raise _OtherVersion(f"it is of version {found} of CTranslate2's format, and {VERSION} is read; convert it anew")
    if found != VERSION:
        raise ValueError("it begins with no version")


class _Reader:
    """Reads numbers and texts one after the other."""

    def __init__(self, data: Array) -> None:
        self._data = data
        self._at = 0

    def number(self, kind: str) -> int:
        (value,) = struct.unpack_from(f"<{kind}", self._data.data, self._at)
        self._at += struct.calcsize(kind)
        return int(value)

    def text(self) -> str:
        return self.bytes(self.number("H"))[:-1].tobytes().decode()

    def bytes(self, size: int) -> Array:
        found = self._data[self._at : self._at + size]
        if len(found) < size:
            raise IndexError("it ends early")
        self._at += size
        return found
