"""Learning against a clock, on CPU or GPU: bfloat16 weights, float32 masters, their average; stops and goes on."""

import json
import logging
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from babelpress.errors import ConfigError
from recipe.batches import IGNORED, Ids, ahead, batches, read_ids
from recipe.candidates import Candidates, read_candidates
from recipe.config import Shape, Training
from recipe.losses import SampledSoftmax, full_softmax
from recipe.model import VOCABULARY, build, load_start, read_pieces, read_start, sizes
from recipe.ranking import WEIGHT, hidden, packed, ranking_loss

_log = logging.getLogger(__name__)

CHECKPOINT, PROGRESS = "last.pt", "progress.json"
WHOLE = 0.9
"""Share of the time from which on the softmax is whole everywhere."""
SPOKEN = 100
"""Steps between two lines of the log."""


@dataclass
class Progress:
    """How far a run has come: `seconds` are of training alone, over all its runs; `loss` is of the last steps."""

    steps: int = 0
    seconds: float = 0.0
    target_tokens: int = 0
    loss: float | None = None


def read_progress(out: Path) -> Progress:
    """Give the progress of the run in a folder; none where there is no run."""
    path = out / PROGRESS
    return Progress(**json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else Progress()


def spent(progress: Progress, training: Training) -> float:
    """Give the share of a run that is behind it, in time or in steps; 1 and above is all."""
    return max(progress.seconds / 60 / training.minutes, progress.steps / training.steps if training.steps else 0.0)


def write_checkpoint(checkpoint: Path, state: dict[str, Any], progress: Progress) -> None:
    """Write a checkpoint, whole or not at all, and the progress beside it."""
    draft = checkpoint.with_suffix(".part")
    torch.save({**state, "progress": asdict(progress)}, draft)
    draft.replace(checkpoint)
    text = json.dumps(asdict(progress), indent=1)
    checkpoint.with_name(PROGRESS).write_text(text + "\n", encoding="utf-8")


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
    """Learn from the ids in `data` until the time is spent, and give the checkpoint.

    A run that is found in `out` goes on. `minutes_now` ends this call earlier: call again. `start` is a MarianMT folder
    of this shape whose vocabulary is that of `data`, or the beginning of it. Raises `ConfigError`.
    """
    torch.manual_seed(seed)
    if training.threads:
        torch.set_num_threads(training.threads)
    out.mkdir(parents=True, exist_ok=True)
    ids, found = read_ids(data), read_candidates(data)
    learner = (
        _Learner(ids, data, shape, training, start=start)
        if found is None
        else _Ranker(ids, data, shape, training, start=start, candidates=found)
    )
    checkpoint = out / CHECKPOINT
    if checkpoint.is_file():
        learner.load(checkpoint)
    begun = saved = spoken = time.monotonic()
    before = learner.progress.seconds
    told = learner.progress.target_tokens
    for batch in ahead(learner.batches((seed, learner.progress.steps))):
        now = time.monotonic()
        learner.progress.seconds = before + now - begun
        share = spent(learner.progress, training)
        if share >= 1 or (minutes_now is not None and now - begun >= minutes_now * 60):
            break
        if now - saved >= training.save_seconds:
            learner.save(checkpoint)
            saved = time.monotonic()
        learner.learn(batch, share=share)
        if learner.progress.steps % SPOKEN == 0:
            progress = learner.progress
            progress.loss = learner.mean_loss()
            speed = (progress.target_tokens - told) / (time.monotonic() - spoken)
            _log.info("step %d, %.1f%%, loss %.3f, %.0f/s", progress.steps, 100 * share, progress.loss, speed)
            spoken, told = time.monotonic(), progress.target_tokens
    learner.progress.loss = learner.mean_loss() or learner.progress.loss
    learner.save(checkpoint)
    return checkpoint


class _Learner:
    """A model with its float32 masters, their moving average and the optimizer."""

    def __init__(self, ids: Ids, data: Path, shape: Shape, training: Training, *, start: Path | None) -> None:
        self._ids, self._training, self._sizes = ids, training, sizes(shape)
        self._pieces = len(read_pieces(data / VOCABULARY))
        self._device = device(training)
        self._cuda = self._device == "cuda"
        precision = _precision(training, self._device)
        longest = max(np.diff(ids.source_offsets).max(), np.diff(ids.target_offsets).max())
        if longest > shape.max_position_embeddings:
            raise ConfigError(
                f"{data} holds a side of {longest} pieces, the model has {shape.max_position_embeddings} positions"
            )
        # The backward pass of torch's own attention is slow on a CPU.
        attention = "sdpa" if self._cuda else "eager"
        model = build(self._sizes, pieces=self._pieces, dropout=training.dropout, attention=attention)
        if start:
            load_start(model, read_start(start, data=data))
        learnt = [weight for weight in model.parameters() if weight.requires_grad]
        self._masters = [weight.detach().to(self._device, torch.float32, copy=True) for weight in learnt]
        self._average = [master.clone() for master in self._masters]
        self._model = model.to(self._device, precision).train()
        self._weights = [weight for weight in self._model.parameters() if weight.requires_grad]
        self._optimizer = torch.optim.AdamW(
            [master.requires_grad_() for master in self._masters],
            lr=training.learning_rate,
            betas=(0.9, 0.98),
            eps=1e-9,
            weight_decay=0.0,
            fused=True,
        )
        self._bias = self._model.final_logits_bias[0, : self._pieces].float()
        counts = np.bincount(ids.target, minlength=self._pieces)
        self._sampled = None if self._cuda or not SampledSoftmax.pays(self._pieces) else SampledSoftmax(counts)
        self._losses: list[tuple[torch.Tensor, int]] = []
        self.progress = Progress()

    def batches(self, seed: tuple[int, ...]) -> Any:
        return batches(self._ids, tokens=self._tokens(), padding=self._pieces, seed=seed)

    def _tokens(self) -> int:
        return self._training.batch_tokens or (50_000 if self._cuda else 3_400)

    def learn(self, batch: Any, *, share: float) -> None:
        """Take one step; `share` of the time is spent."""
        self._set_rate(share)
        loss, tokens = self._forward(batch, share)
        loss.backward()
        for master, weight in zip(self._masters, self._weights, strict=True):
            master.grad = None if weight.grad is None else weight.grad.float()
            weight.grad = None
        torch.nn.utils.clip_grad_norm_(self._masters, 1.0)
        self._optimizer.step()
        self.progress.steps += 1
        self._spread()
        self.progress.target_tokens += tokens
        self._losses.append((loss.detach() * tokens, tokens))

    def _forward(self, batch: Any, share: float) -> tuple[torch.Tensor, int]:
        """Give the loss of a batch, and of how many target tokens it is."""
        source, shifted, target = (torch.from_numpy(side).to(self._device, non_blocking=True) for side in batch)
        mask = (source != self._pieces).long()
        hidden = self._model.model(input_ids=source, attention_mask=mask, decoder_input_ids=shifted)[0]
        real = target != IGNORED
        return self._loss(hidden[real], target[real], share), int(real.sum())

    def mean_loss(self) -> float | None:
        """The loss of a target token since this was last asked; None where no step was taken."""
        tokens = sum(count for _, count in self._losses)
        total = float(sum(loss for loss, _ in self._losses))
        self._losses.clear()
        return total / tokens if tokens else None

    def save(self, checkpoint: Path) -> None:
        state = {
            "ema": self._average,
            "masters": [master.detach() for master in self._masters],
            "optimizer": self._optimizer.state_dict(),
            "shape": self._sizes,
        }
        write_checkpoint(checkpoint, state, self.progress)

    def load(self, checkpoint: Path) -> None:
        """Go on from a checkpoint. Raises `ConfigError` where it is of another model."""
        state = torch.load(checkpoint, map_location=self._device)
        found = [tuple(master.shape) for master in state["masters"]]
        if state["shape"] != self._sizes or found != [tuple(master.shape) for master in self._masters]:
            raise ConfigError(f"{checkpoint} is of another shape or vocabulary: give another folder, or delete it")
        self.progress = Progress(**state["progress"])
        self._optimizer.load_state_dict(state["optimizer"])
        with torch.no_grad():
            torch._foreach_copy_(self._masters, state["masters"])
            torch._foreach_copy_(self._average, state["ema"])
            torch._foreach_copy_(self._weights, self._masters)

    def _loss(self, hidden: torch.Tensor, target: torch.Tensor, share: float, reduction: str = "mean") -> torch.Tensor:
        given: dict[str, Any] = {"weight": self._model.model.shared.weight[: self._pieces], "bias": self._bias}
        if self._sampled and share < WHOLE:
            return self._sampled(hidden, target, **given, reduction=reduction)
        smoothing = self._training.label_smoothing
        return full_softmax(hidden, target, **given, smoothing=smoothing, reduction=reduction)

    def _set_rate(self, share: float) -> None:
        warm = min(1.0, (self.progress.steps + 1) / self._training.warmup_steps)
        left = min(1.0, max(0.02, (1 - share) / self._training.cooldown))
        for group in self._optimizer.param_groups:
            group["lr"] = self._training.learning_rate * warm * left

    @torch.no_grad()
    def _spread(self) -> None:
        """Round the masters into the weights that compute, and every ten steps into the average."""
        torch._foreach_copy_(self._weights, self._masters)
        if self.progress.steps % 10 == 0:
            # Early on the average forgets faster, or it would be made of the fresh weights.
            kept = min(self._training.average, self.progress.steps / (self.progress.steps + 90))
            torch._foreach_mul_(self._average, kept)
            torch._foreach_add_(self._average, self._masters, alpha=1 - kept)


class _Ranker(_Learner):
    """One that also learns which of an article's candidate summaries are the best."""

    def __init__(self, ids: Ids, data: Path, *given: Any, candidates: Candidates, **more: Any) -> None:
        super().__init__(ids, data, *given, **more)
        self._candidates = candidates

    def batches(self, seed: tuple[int, ...]) -> Any:
        positions = self._sizes["max_position_embeddings"]
        given: dict[str, Any] = {"tokens": self._tokens(), "padding": self._pieces, "positions": positions}
        return packed(self._ids, self._candidates, **given, seed=seed)

    def _forward(self, batch: Any, share: float) -> tuple[torch.Tensor, int]:
        target, block = (torch.from_numpy(side).to(self._device) for side in (batch.target, batch.block))
        real = target != IGNORED
        made = hidden(self._model, batch, padding=self._pieces, device=self._device)[real]
        logs = -self._loss(made, target[real], share, reduction="none")
        abstract = block[real] == 0
        ranked = ranking_loss(logs, batch, real)
        return WEIGHT * ranked - logs[abstract].mean(), int(abstract.sum())


def device(training: Training) -> str:
    """Give "cuda" or "cpu". Raises `ConfigError` where a GPU is asked for that is not there."""
    if training.device == "cuda" and not torch.cuda.is_available():
        raise ConfigError("training.device is cuda, but torch sees no GPU")
    if training.device != "auto":
        return training.device
    return "cuda" if torch.cuda.is_available() else "cpu"


def _precision(training: Training, device: str) -> torch.dtype:
    if training.precision != "auto":
        return torch.bfloat16 if training.precision == "bfloat16" else torch.float32
    native = device == "cuda" or torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()
    return torch.bfloat16 if native else torch.float32
