"""Runs in the Python that has COMET, as a script; of Babelpress it uses `rpc.py` only, whose path is its argument.

    python comet_worker.py RPC

The first message is a checkpoint. The answer is what was loaded, {"version", "revision", "device", "references"}, or
{"missing"} if the checkpoint is not on this machine. Later messages are lists of samples, {"src", "mt", "ref"}; the
answers are lists with one score per sample.
"""

from __future__ import annotations

import os
import runpy
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any


def start(checkpoint: str) -> tuple[dict[str, Any], Callable[[list[dict[str, str]]], list[float]]]:
    """Load a checkpoint; return its description and the function that scores samples."""
    # The folder of this script is first on the path; its `comet.py` would hide the package.
    here = Path(__file__).resolve().parent
    sys.path[:] = [place for place in sys.path if Path(place).resolve() != here]
    os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", TOKENIZERS_PARALLELISM="false")
    path, told = find(checkpoint)
    if not path.is_file():
        return {"missing": told}, lambda samples: []
    model, gpus, loaded = load(path)

    def score(samples: list[dict[str, str]]) -> list[float]:
        scores = model.predict(samples, batch_size=16, gpus=gpus, progress_bar=False, num_workers=0).scores
        return [float(score) for score in scores]

    return {**loaded, "revision": told}, score


def find(checkpoint: str) -> tuple[Path, str]:
    """Return the path and commit of a checkpoint (a file, or an id in the hub's cache); or no file, and the reason."""
    if checkpoint.endswith(".ckpt"):
        path = Path(checkpoint).resolve()
        gone = [needed for needed in (path, path.parents[1] / "hparams.yaml") if not needed.is_file()]
        return (Path(), f"there is no {gone[0]}") if gone else (path, "")
    from huggingface_hub import snapshot_download

    try:
        folder = Path(snapshot_download(checkpoint, local_files_only=True))
    except Exception as error:  # noqa: BLE001  (no such folder, no such commit, no such id: each has its own class)
        return Path(), str(error).partition(". ")[0]
    path = folder / "checkpoints" / "model.ckpt"
    return path, folder.name if path.is_file() else f"there is no {path}"


def load(path: Path) -> tuple[Any, int, dict[str, Any]]:
    """Return the model, the number of GPUs it may use, and its description."""
    from importlib.metadata import version

    import torch
    from comet import load_from_checkpoint

    model = load_from_checkpoint(str(path), local_files_only=True)
    model.eval()
    gpus = 1 if torch.cuda.is_available() else 0
    told = {
        "version": version("unbabel-comet"),
        "device": "cuda" if gpus else "cpu",
        "references": bool(model.requires_references()),
    }
    return model, gpus, told


if __name__ == "__main__":
    runpy.run_path(sys.argv[1])["serve"](start)
