"""Cross-entropy over a large vocabulary: sampled, a third faster on a CPU, or whole, in parts that fit a GPU."""

import math

import numpy as np
import torch
from torch.nn import functional
from torch.utils.checkpoint import checkpoint

from recipe.batches import Integers

COMMON, RARE = 4000, 2000
"""Pieces of the sampled softmax: the commonest, always, and a sample of the rest."""

PART = 8192
"""Target tokens whose logits are held at a time."""


class SampledSoftmax:
    """The commonest pieces, the batch's own, and a sample of the rest with an importance correction."""

    def __init__(self, counts: Integers) -> None:
        order = np.argsort(-counts)
        self._common = torch.from_numpy(order[:COMMON].copy())
        self._rest = order[COMMON:].copy()
        self._correction = math.log(len(self._rest) / RARE)
        self._random = np.random.default_rng(5)
        self._pieces = len(counts)

    @staticmethod
    def pays(pieces: int) -> bool:
        """Tell whether a vocabulary is large enough to take a sample of."""
        return pieces > 2 * (COMMON + RARE)

    def __call__(
        self,
        hidden: torch.Tensor,
        target: torch.Tensor,
        *,
        weight: torch.Tensor,
        bias: torch.Tensor,
        reduction: str = "mean",
    ) -> torch.Tensor:
        """Give the mean loss of the target tokens, or each of them with the reduction `none`.

        `hidden` is (tokens, d), `weight` (pieces, d).
        """
        always = torch.cat([self._common, target.unique()]).unique()
        taken = torch.zeros(self._pieces, dtype=torch.bool)
        taken[always] = True
        extra = torch.from_numpy(self._random.choice(self._rest, RARE, replace=False))
        extra = extra[~taken[extra]]
        rows = torch.cat([always, extra])
        where = torch.empty(self._pieces, dtype=torch.long)
        where[rows] = torch.arange(len(rows))
        corrected = bias[rows].clone()
        corrected[len(always) :] += self._correction
        logits = functional.linear(hidden, weight[rows], corrected.to(hidden.dtype))
        return functional.cross_entropy(logits.float(), where[target], reduction=reduction)


def full_softmax(
    hidden: torch.Tensor,
    target: torch.Tensor,
    *,
    weight: torch.Tensor,
    bias: torch.Tensor,
    smoothing: float,
    reduction: str = "mean",
) -> torch.Tensor:
    """Give the mean loss of the target tokens over all pieces, or each of them with the reduction `none`.

    The logits of long batches are computed twice.
    """

    def part(states: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
        logits = functional.linear(states, weight, bias.to(states.dtype)).float()
        return functional.cross_entropy(logits, wanted, label_smoothing=smoothing, reduction="none")

    parts = list(zip(hidden.split(PART), target.split(PART), strict=True))
    if len(parts) == 1:
        losses = part(hidden, target)
    else:
        losses = torch.cat([checkpoint(part, states, wanted, use_reentrant=False) for states, wanted in parts])
    return losses.mean() if reduction == "mean" else losses
