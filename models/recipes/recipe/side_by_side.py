"""Several runs of one training, a CPU core each, that meet now and then: their weights are averaged (local SGD)."""

import logging
import math
import shutil
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import torch

from babelpress.errors import ConfigError
from recipe import training as one
from recipe.command import speak
from recipe.config import Shape, Training
from recipe.training import CHECKPOINT, Progress, read_progress, spent, write_checkpoint

_log = logging.getLogger(__name__)


def train(
    data: Path,
    out: Path,
    shape: Shape,
    training: Training,
    *,
    start: Path | None,
    seed: int,
    minutes_now: float | None = None,
) -> Path:
    """Learn as `training.train` does, in `training.runs` processes; give the checkpoint of their mean.

    Every run goes through the pairs in its own order, and goes on from the mean after each round. A round that was cut
    off counts as far as its runs had saved. Raises `ConfigError`, also for several runs on a GPU.
    """
    if training.runs == 1:
        return one.train(data, out, shape, training, start=start, seed=seed, minutes_now=minutes_now)
    if one.device(training) == "cuda":
        raise ConfigError(f"training.runs is {training.runs}, but a GPU trains one run: set it to 1, or device to cpu")
    each = training.model_copy(update={"threads": training.threads or 1})
    checkpoint, folders = out / CHECKPOINT, [out / f"run-{i}" for i in range(training.runs)]
    deadline = math.inf if minutes_now is None else time.monotonic() + 60 * minutes_now
    _meet(folders, out)
    level = logging.getLogger().getEffectiveLevel()
    with ProcessPoolExecutor(len(folders), get_context("spawn"), initializer=speak, initargs=(level,)) as pool:
        while spent(read_progress(out), training) < 1 and (left := (deadline - time.monotonic()) / 60) > 0:
            for folder in folders:
                folder.mkdir(parents=True, exist_ok=True)
                if checkpoint.is_file():
                    shutil.copyfile(checkpoint, folder / CHECKPOINT)
            calls = [
                pool.submit(
                    one.train, data, folder, shape, each,
                    start=start, seed=seed * len(folders) + i, minutes_now=min(left, training.round_minutes),
                )
                for i, folder in enumerate(folders)
            ]  # fmt: skip
            for call in calls:
                call.result()
            _meet(folders, out)
    return checkpoint


def _meet(folders: Sequence[Path], out: Path) -> None:
    """Make one checkpoint of those in the folders, and clear them away; nothing where there is none."""
    found = [torch.load(folder / CHECKPOINT) for folder in folders if (folder / CHECKPOINT).is_file()]
    if found:
        before = read_progress(out).target_tokens
        runs = [Progress(**state.pop("progress")) for state in found]
        losses = [run.loss for run in runs if run.loss is not None]
        progress = Progress(
            steps=max(run.steps for run in runs),
            seconds=max(run.seconds for run in runs),
            target_tokens=before + sum(max(0, run.target_tokens - before) for run in runs),
            loss=sum(losses) / len(losses) if losses else None,
        )
        write_checkpoint(out / CHECKPOINT, _mean(found), progress)
        _log.info("%d runs meet at step %d, loss %s", len(runs), progress.steps, progress.loss)
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def _mean(states: Sequence[Any]) -> Any:
    """Average what is a number with a fraction, at any depth; of the rest take the first."""
    first = states[0]
    if isinstance(first, torch.Tensor) and first.is_floating_point():
        return torch.stack(list(states)).mean(dim=0)
    if isinstance(first, dict):
        return {key: _mean([state[key] for state in states]) for key in first}
    if isinstance(first, list):
        return [_mean(values) for values in zip(*states, strict=True)]
    return first
