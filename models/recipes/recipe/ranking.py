"""Learning to rank candidate summaries by their likelihood, beside writing the abstract (BRIO: Liu et al., ACL 2022).

Each article is read once: its abstract and a sample of its candidates stand behind one another on the side of the
decoder, none of which sees another (`Packed`). The loss of the abstract is that of any training; that of the candidates
is the cross-entropy of a softmax over their mean log-probabilities (ListNet: Cao et al., ICML 2007) instead of BRIO's
margins, of which a short training sees too few.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.random import Generator
from torch.nn import functional

from recipe.batches import IGNORED, Ids, Integers, rectangle, rows
from recipe.candidates import Candidates

SHOWN = 8
"""Most candidates of an article at a time."""
LONGEST = 320
"""Most pieces of an article's abstract and candidates together."""
SHARPNESS = 4.0
"""Factor of a mean log-probability in the softmax over candidates."""
TEMPERATURE = 0.06
"""By which a gain is divided in the softmax that is the target."""
WEIGHT = 1.0
"""Of the loss of the candidates, beside that of a token of the abstract."""


class Packed(NamedTuple):
    """A batch of articles. `shifted`, `target`, `block` and `place` are (articles, longest), `gains` (articles, most).

    `block` is 0 in an abstract, k in the k-th candidate and -1 in the padding, `place` counts from 0 in each. `gains`
    is -1 where there are fewer candidates.
    """

    source: Integers
    shifted: Integers
    target: Integers
    block: Integers
    place: Integers
    gains: Integers


def packed(
    ids: Ids, candidates: Candidates, *, tokens: int, padding: int, positions: int, seed: tuple[int, ...]
) -> Iterator[Packed]:
    """Give batches without end of at most `tokens` padded tokens of source, pass after pass.

    The model has so many `positions`, the parts of an article together no more.
    """
    random = np.random.default_rng((*seed, 1))
    room = min(LONGEST, positions)
    for chosen in rows(ids, tokens=tokens, seed=seed):
        yield _pack(ids, candidates, chosen, padding, room, random)


def _pack(ids: Ids, candidates: Candidates, chosen: Integers, padding: int, room: int, random: Generator) -> Packed:
    made = [_parts(ids, candidates, int(row), room, random) for row in chosen]
    longest = max(sum(map(len, parts)) for parts, _ in made)
    shape = (len(made), longest)
    target, shifted = np.full(shape, IGNORED), np.full(shape, padding)
    block, place = np.full(shape, -1), np.zeros(shape, dtype=np.int64)
    gains = np.full((len(made), SHOWN), -1.0, dtype=np.float32)
    for row, (parts, worth) in enumerate(made):
        gains[row, : len(worth)] = worth
        start = 0
        for number, part in enumerate(parts):
            end = start + len(part)
            target[row, start:end] = part
            shifted[row, start + 1 : end] = part[:-1]
            block[row, start:end] = number
            place[row, start:end] = np.arange(len(part))
            start = end
    return Packed(rectangle(ids.source, ids.source_offsets, chosen, fill=padding), shifted, target, block, place, gains)


def _parts(
    ids: Ids, candidates: Candidates, row: int, room: int, random: Generator
) -> tuple[list[Integers], list[float]]:
    """The abstract and a sample of candidates, `</s>` behind each, and the gains of the candidates."""
    source = ids.source[ids.source_offsets[row] :].astype(np.int64)
    parts = [ids.target[ids.target_offsets[row] : ids.target_offsets[row + 1]].astype(np.int64)]
    gains: list[float] = []
    room -= len(parts[0])
    for i in random.permutation(np.arange(candidates.offsets[row], candidates.offsets[row + 1])):
        a, b, c, d = candidates.spans[i]
        size = b - a + d - c + 1
        if size <= room:
            parts.append(np.concatenate([source[a:b], source[c:d], [0]]))
            gains.append(float(candidates.gains[i]))
            room -= size
        if len(gains) == SHOWN:
            break
    return parts, gains


def hidden(model: Any, batch: Packed, *, padding: int, device: str) -> torch.Tensor:
    """Give what the decoder makes of a batch, (articles, longest, d)."""
    source, shifted, block, place = (
        torch.from_numpy(side).to(device, non_blocking=True)
        for side in (batch.source, batch.shifted, batch.block, batch.place)
    )
    inner = model.model
    weight = inner.shared.weight
    positions = inner.decoder.embed_positions.weight.to(weight.dtype)
    # The decoder scales what it is given and adds the positions of the whole row: here they become those of each part.
    rest = positions[place] - positions[: place.shape[1]]
    given = inner.shared(shifted) + rest / inner.decoder.embed_scale
    order = torch.arange(place.shape[1], device=device)
    seen = (block[:, :, None] == block[:, None, :]) & (order[:, None] >= order)
    closed = torch.zeros(seen.shape, dtype=weight.dtype, device=device).masked_fill(
        ~seen, torch.finfo(weight.dtype).min
    )
    made: torch.Tensor = inner(
        input_ids=source,
        attention_mask=(source != padding).long(),
        decoder_inputs_embeds=given,
        decoder_attention_mask=closed[:, None],
    )[0]
    return made


def ranking_loss(logs: torch.Tensor, batch: Packed, real: torch.Tensor) -> torch.Tensor:
    """Give the mean loss of the articles. `logs` are the log-probabilities of the tokens that are not padding."""
    articles, width = batch.gains.shape
    device = logs.device
    block = torch.from_numpy(batch.block).to(device)
    key = (torch.arange(articles, device=device)[:, None] * (width + 1) + block)[real]
    sums = torch.zeros(articles * (width + 1), device=device).index_add(0, key, logs)
    counts = torch.zeros_like(sums).index_add(0, key, torch.ones_like(logs))
    means = (sums / counts.clamp(min=1)).view(articles, width + 1)[:, 1:]
    gains = torch.from_numpy(batch.gains).to(device)
    none = gains < 0
    wanted = functional.softmax((gains / TEMPERATURE).masked_fill(none, -1e4), dim=1)
    found = functional.log_softmax((means * SHARPNESS).masked_fill(none, -1e4), dim=1)
    return -(wanted * found).sum(dim=1).mean()
