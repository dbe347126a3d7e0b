"""The code that runs in a worker of the `process` runner; `process.py` starts it and sends it windows of articles."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from babelpress.config.schema import Profile
from babelpress.document import Record
from babelpress.execution.scheduler import Answer, answered
from babelpress.stages.assembly import build


def start(asked: tuple[Profile, Path | None]) -> tuple[Answer, Callable[[Sequence[Record]], Answer]]:
    """Load the models of (profile, models_dir); return an empty answer and the function that processes windows."""
    profile, models_dir = asked
    flow = build(profile, models_dir=models_dir)
    return answered(flow, []), partial(answered, flow)
