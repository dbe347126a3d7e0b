"""Statistics of segments as a string: whole numbers mostly, which pack to a tenth of what JSON makes of them."""

import base64
import zlib

import numpy as np

from pipeline.metrics.base import Array


def pack(statistics: Array) -> str:
    """Give `COLUMNS:` and the base64 of the zlib of the numbers, little-endian float64, row by row."""
    data = np.ascontiguousarray(statistics, dtype="<f8").tobytes()
    return f"{statistics.shape[1]}:{base64.b64encode(zlib.compress(data, 6)).decode()}"


def unpack(packed: str) -> Array:
    """Read what `pack` wrote, of shape (segments, columns). Raises ValueError on anything else."""
    columns, _, data = packed.partition(":")
    try:
        numbers = np.frombuffer(zlib.decompress(base64.b64decode(data, validate=True)), dtype="<f8")
    except zlib.error as error:
        raise ValueError(str(error)) from error
    return numbers.reshape(-1, int(columns)).astype(np.float64)
