"""Results as they are kept: `<out>/<system>/<lang>.txt`, a line a segment, and `<lang>.json` with the figures."""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from pipeline.atomic import write_atomically
from pipeline.bench.results import Run
from pipeline.errors import OutputUnavailable


def fingerprint(texts: Sequence[str], *, source: str, target: str, kind: str, settings: Mapping[str, str]) -> str:
    """The sha256 of the source lines, the direction and what decides a system's output."""
    return _sum(json.dumps([list(texts), source, target, kind, dict(settings)], sort_keys=True).encode())


def recall(path: Path, *, fingerprint: str) -> Run | None:
    """Give the result whose lines are at `path`, if it is whole and of the same source lines and settings."""
    try:
        said = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        run = replace(Run(**said["run"]), hypotheses=path)
        if run.fingerprint == fingerprint and said["sha256"] == _sum(path.read_bytes()):
            return run
    except (OSError, ValueError, KeyError, TypeError):
        pass  # none, or not one of ours: made again
    return None


def make_room(path: Path) -> None:
    """See that lines can be written to `path`, before they cost anything. Raises `OutputUnavailable`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unavailable(path, error.strerror) from error
    if not os.access(path.parent, os.W_OK):
        raise _unavailable(path, "the folder may not be written to")


def keep(run: Run, texts: Sequence[str]) -> None:
    """Write both files, the figures last: without them the lines do not count. Raises `OutputUnavailable`."""
    path = run.hypotheses
    data = "".join(f"{text}\n" for text in texts).encode()
    said = {"run": {**asdict(run), "hypotheses": path.name}, "sha256": _sum(data)}
    try:
        path.with_suffix(".json").unlink(missing_ok=True)
        path.write_bytes(data)
        write_atomically(path.with_suffix(".json"), json.dumps(said, ensure_ascii=False, indent=1) + "\n")
    except OSError as error:
        raise _unavailable(path, error.strerror) from error


def lines(path: Path) -> tuple[str, ...]:
    """The hypotheses of a kept result."""
    return tuple(path.read_bytes().decode().split("\n")[:-1])


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _unavailable(path: Path, why: str | None) -> OutputUnavailable:
    return OutputUnavailable(f"{path} cannot be written ({why}): free it, or name another folder to keep results in")
