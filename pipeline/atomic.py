"""Files that are there whole or not at all."""

import os
from pathlib import Path


def write_atomically(path: Path, text: str | bytes) -> None:
    """Write a file so that its name never stands for half of it. Raises `OSError`, leaving nothing behind."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        beside.write_bytes(text.encode(errors="replace") if isinstance(text, str) else text)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
