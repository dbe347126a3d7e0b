"""Token ids on disk, and endless batches of them: pairs of about one length, so many padded tokens each."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from babelpress.errors import ConfigError, Fault

Integers = NDArray[Any]

SORTED = 400_000
"""Pairs that are sorted by length at a time: enough that batches hold little padding."""

IGNORED = -100
"""Stands in a target where nothing is to be learnt."""


class Ids(NamedTuple):
    """Sentences as token ids, end to end; sentence i of a side is `flat[offsets[i]:offsets[i + 1]]`, `</s>` included.

    `repeat` says how often a pair is seen in one pass.
    """

    source: Integers
    source_offsets: Integers
    target: Integers
    target_offsets: Integers
    repeat: Integers


class Batch(NamedTuple):
    """Source, decoder input and target, (pairs, longest) each; `IGNORED` where a target is padded."""

    source: Integers
    shifted: Integers
    target: Integers


_FILES = ("src", "src.off", "tgt", "tgt.off", "repeat")


def read_ids(folder: Path) -> Ids:
    """Read what `write_ids` wrote. Raises `ConfigError` where files are missing or hold no pair."""
    missing = [Fault(f"{name}.npy", "is missing") for name in _FILES if not (folder / f"{name}.npy").is_file()]
    if missing:
        raise ConfigError(f"no token ids in {folder}: prepare them first", missing)
    ids = Ids(*(np.load(folder / f"{name}.npy") for name in _FILES))
    if not ids.repeat.any():
        raise ConfigError(f"{folder} holds no pair to learn from")
    return ids


def write_ids(
    folder: Path, sources: Sequence[Sequence[int]], targets: Sequence[Sequence[int]], repeat: Sequence[int]
) -> None:
    """Write sentences, as lists of ids without `</s>`, and how often each pair is seen."""
    for name, side in (("src", sources), ("tgt", targets)):
        offsets = np.zeros(len(side) + 1, dtype=np.int64)
        offsets[1:] = np.cumsum([len(ids) + 1 for ids in side])
        flat = np.zeros(offsets[-1], dtype=np.uint16)  # zero is </s>
        for k, ids in enumerate(side):
            flat[offsets[k] : offsets[k + 1] - 1] = ids
        np.save(folder / f"{name}.npy", flat)
        np.save(folder / f"{name}.off.npy", offsets)
    np.save(folder / "repeat.npy", np.array(repeat, dtype=np.uint8))


def batches(ids: Ids, *, tokens: int, padding: int, seed: tuple[int, ...]) -> Iterator[Batch]:
    """Give batches without end, pass after pass, of at most `tokens` padded tokens on the longer side."""
    for chosen in rows(ids, tokens=tokens, seed=seed):
        target = rectangle(ids.target, ids.target_offsets, chosen, fill=IGNORED)
        shifted = np.full_like(target, padding)  # the decoder starts from the padding
        shifted[:, 1:] = np.where(target[:, :-1] == IGNORED, padding, target[:, :-1])
        yield Batch(rectangle(ids.source, ids.source_offsets, chosen, fill=padding), shifted, target)


def rows(ids: Ids, *, tokens: int, seed: tuple[int, ...]) -> Iterator[Integers]:
    """Give the numbers of the pairs of each batch."""
    sources, targets = np.diff(ids.source_offsets), np.diff(ids.target_offsets)
    longest = np.maximum(sources, targets)
    random = np.random.default_rng(seed)
    while True:
        order = random.permutation(np.repeat(np.arange(len(longest)), ids.repeat))
        for start in range(0, len(order), SORTED):
            part = order[start : start + SORTED]
            part = part[np.lexsort((sources[part] + random.integers(0, 3, len(part)), longest[part]))]
            cuts = _cuts(longest[part].tolist(), tokens)
            random.shuffle(cuts)
            for first, last in cuts:
                yield part[first:last]


Item = TypeVar("Item")


def ahead(items: Iterable[Item], *, depth: int = 8) -> Iterator[Item]:
    """Give endless items, `depth` of them made beforehand in a thread; what raises there raises here."""
    iterator = iter(items)
    with ThreadPoolExecutor(1) as pool:
        try:
            waiting = deque(pool.submit(next, iterator) for _ in range(depth))
            while True:
                waiting.append(pool.submit(next, iterator))
                yield waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


def _cuts(lengths: list[int], tokens: int) -> list[tuple[int, int]]:
    """Where a list of rising lengths is cut, so that no part's padded size is above `tokens`."""
    cuts, start, widest = [], 0, 0
    for k, length in enumerate(lengths):
        if max(widest, length) * (k - start + 1) > tokens and k > start:
            cuts.append((start, k))
            start, widest = k, 0
        widest = max(widest, length)
    return [*cuts, (start, len(lengths))]


def rectangle(flat: Integers, offsets: Integers, rows: Integers, *, fill: int) -> Integers:
    """Give rows of ids, filled up to the longest."""
    lengths = offsets[rows + 1] - offsets[rows]
    places = np.arange(lengths.max())[None]
    inside = places < lengths[:, None]
    return np.where(inside, flat[np.minimum(offsets[rows][:, None] + places, len(flat) - 1)].astype(np.int64), fill)
