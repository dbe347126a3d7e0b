"""Runs in the Python that has COMET: JSON lines in, JSON lines out. A script by itself; imports nothing of ours.

    python comet_worker.py CHECKPOINT

The first line out tells what was loaded: {"version", "revision", "device", "references"}, or {"missing"} where the
checkpoint is not on this machine. Then every line in, {"samples": [{"src", "mt", "ref"}, ...]}, is answered by one
out, {"scores": [...]}. It ends with its standard input. What else it has to say goes to standard error.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import IO, Any


def main() -> None:
    """Load a checkpoint and score what comes."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # libraries print to standard output, which is ours alone
    # The folder of this script is first on the path, and has a `comet.py` of its own.
    here = Path(__file__).resolve().parent
    sys.path[:] = [place for place in sys.path if Path(place).resolve() != here]
    os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", TOKENIZERS_PARALLELISM="false")

    path, told = find(sys.argv[1])
    if not path.is_file():
        tell(answers, {"missing": told})
        return
    model, gpus, loaded = load(path)
    tell(answers, {**loaded, "revision": told})
    for line in sys.stdin.buffer:
        samples = json.loads(line)["samples"]
        scores = model.predict(samples, batch_size=16, gpus=gpus, progress_bar=False, num_workers=0).scores
        tell(answers, {"scores": [float(score) for score in scores]})


def tell(answers: IO[str], answer: dict[str, Any]) -> None:
    """Write one line."""
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


def find(checkpoint: str) -> tuple[Path, str]:
    """Give the path of a checkpoint, a file or an id of the hub's cache, and its commit; or no file, and why."""
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
    """Give the model, how many GPUs it may use, and what to tell of it."""
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
    main()
