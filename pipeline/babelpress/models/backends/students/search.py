"""Greedy and beam search over the steps of a student's decoder, for a batch of sentences at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from babelpress.config.schema import Decoding
from babelpress.models.backends.students.files import Floats, Ids
from babelpress.models.backends.students.network import Network, Output

END, UNKNOWN = 0, 1
"""The pieces `</s>` and `<unk>` of every student's vocabulary."""

_NEVER = np.float32(-np.inf)
_LANES = 64


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A translation: its pieces with the end mark, the sum of their log-probabilities, the attention of each."""

    pieces: tuple[int, ...]
    total: float
    finished: bool
    attention: Floats | None


@dataclass(frozen=True, slots=True)
class _Choice:
    """The pieces that each sentence may be made of: (sentences, ...), padded at the end with pieces that are closed.

    What a sentence gets does not depend on the other sentences: the logits of all pieces of the batch come from one
    matrix, and from then on each sentence has its own only.
    """

    output: Output
    pieces: Ids
    places: Ids
    closed: Floats

    @classmethod
    def of(cls, network: Network, allowed: Sequence[Ids], *, suppress_unknown: bool) -> "_Choice":
        output = network.output(np.unique(np.concatenate(allowed)))
        width = -(-max(map(len, allowed)) // _LANES) * _LANES
        pieces = np.full((len(allowed), width), END, dtype=np.int64)
        closed = np.full((len(allowed), 1, width), _NEVER)
        for row, (own, ids) in enumerate(zip(pieces, allowed, strict=True)):
            own[: len(ids)] = ids
            closed[row, 0, : len(ids)] = 0
        if suppress_unknown:
            closed[pieces[:, None] == UNKNOWN] = _NEVER
        return cls(output, pieces, np.searchsorted(output.pieces, pieces), closed)

    def take(self, rows: Ids) -> "_Choice":
        return _Choice(self.output, self.pieces[rows], self.places[rows], self.closed[rows])

    def logits(self, x: Floats) -> Floats:
        """Return the logit of each piece of each sentence."""
        whole = self.output(x)
        made: Floats = np.stack([one[:, places] for one, places in zip(whole, self.places, strict=True)])
        made += self.closed
        return made


@dataclass(slots=True)
class _Beams:
    """The hypotheses of the sentences that are not finished: (sentences, beams, ...)."""

    texts: Ids
    pieces: Ids
    totals: Floats
    cells: list[Floats]
    attention: Floats | None
    done: list[list[Hypothesis]] = field(default_factory=list)

    def keep(self, rows: Ids) -> None:
        """Drop the other sentences."""
        self.texts, self.pieces, self.totals = self.texts[rows], self.pieces[rows], self.totals[rows]
        self.cells = [cell[rows] for cell in self.cells]
        if self.attention is not None:
            self.attention = self.attention[rows]


def search(
    network: Network,
    sources: Sequence[Ids],
    allowed: Sequence[Ids],
    decoding: Decoding,
    *,
    suppress_unknown: bool,
    attend: bool,
) -> list[Hypothesis]:
    """Translate sentences.

    Args:
        network: The student.
        sources: The pieces of each sentence, the end mark included.
        allowed: The sorted pieces that each may be translated with; the end mark is among them.
        decoding: Beam size, limits and penalties.
        suppress_unknown: Whether the unknown piece is forbidden.
        attend: Whether attention is wanted.

    Returns:
        The best hypothesis of each sentence.
    """
    choice = _Choice.of(network, allowed, suppress_unknown=suppress_unknown)
    memory = network.encode(sources)
    count, beam = len(sources), decoding.beam
    beams = _Beams(
        texts=np.arange(count),
        pieces=np.zeros((count, beam, 0), dtype=np.int64),
        totals=np.where(np.arange(beam) == 0, np.float32(0), _NEVER)[None].repeat(count, axis=0),
        cells=network.start(count, beam),
        attention=np.zeros((count, beam, 0, memory.mask.shape[-1]), dtype=np.float32) if attend else None,
        done=[[] for _ in sources],
    )
    for number in range(decoding.max_tokens):
        previous = beams.pieces[:, :, -1] if number else None
        x, beams.cells, weights = network.step(previous, number, beams.cells, memory)
        logits = choice.logits(x)
        _penalize(logits, beams.pieces, choice, decoding)
        logits -= _log_sum(logits)
        if number < decoding.min_tokens:
            logits[..., 0] = _NEVER  # the end mark is the first of every list
        if beams.attention is not None:
            beams.attention = np.concatenate([beams.attention, weights[:, :, None]], axis=2)
        _advance(beams, logits, choice, decoding, last=number + 1 == decoding.max_tokens)
        open_ = np.flatnonzero([len(beams.done[text]) < beam for text in beams.texts])
        if not len(open_):
            break
        if len(open_) < len(beams.texts):
            memory, choice = memory.take(open_), choice.take(open_)
            beams.keep(open_)
    return [_best(found, decoding) for found in beams.done]


def _advance(beams: _Beams, logs: Floats, choice: _Choice, decoding: Decoding, *, last: bool) -> None:
    """Add the most probable pieces to the hypotheses, and move those that end to `done`."""
    texts, beam, size = logs.shape
    wide = min(2 * beam if beam > 1 else 1, size)
    best = logs.argmax(axis=-1, keepdims=True) if wide == 1 else np.argpartition(logs, -wide, axis=-1)[..., -wide:]
    values = np.take_along_axis(logs, best, axis=-1) + beams.totals[..., None]
    values, best = values.reshape(texts, -1), best.reshape(texts, -1)
    # Of equal candidates the first piece of the first hypothesis wins, in whatever order they were found.
    order = np.lexsort((best, np.repeat(np.arange(beam), wide)[None].repeat(texts, axis=0), -values))[:, : 2 * beam]
    rows = np.arange(texts)[:, None]
    values = values[rows, order]
    parents, added = order // wide, choice.pieces[rows, best[rows, order]]
    ends = added == END
    ending = ends | last
    for row, rank in np.argwhere(ending[:, :beam] & np.isfinite(values[:, :beam])):
        found, parent = beams.done[beams.texts[row]], parents[row, rank]
        if len(found) < beam:
            attention = None if beams.attention is None else beams.attention[row, parent].copy()
            whole = (*beams.pieces[row, parent].tolist(), int(added[row, rank]))
            found.append(Hypothesis(whole, float(values[row, rank]), bool(ends[row, rank]), attention))
    # The best that go on; where all candidates end, the sentence is finished.
    going = np.argsort(ends, axis=1, kind="stable")[:, :beam]
    parents, added = parents[rows, going], added[rows, going]
    beams.totals = np.where(ends[rows, going], _NEVER, values[rows, going])
    beams.pieces = np.concatenate([beams.pieces[rows, parents], added[..., None]], axis=2)
    if beam > 1:
        beams.cells = [cell[rows, parents] for cell in beams.cells]
        if beams.attention is not None:
            beams.attention = beams.attention[rows, parents]


def _log_sum(logits: Floats) -> Floats:
    """Return the logarithm of the sum of the powers; pieces that are closed at the end do not change a single bit."""
    largest = logits.max(axis=-1, keepdims=True)
    powers = np.exp(logits - largest)
    whole = powers.shape[-1] // _LANES * _LANES
    lanes = powers[..., :whole].reshape(*powers.shape[:-1], -1, _LANES).sum(axis=-2)
    made: Floats = np.log(lanes.sum(axis=-1, keepdims=True) + powers[..., whole:].sum(axis=-1, keepdims=True)) + largest
    return made


def _best(found: Sequence[Hypothesis], decoding: Decoding) -> Hypothesis:
    """Return the hypothesis with the best score for its length; one that was cut off only if all were."""
    return max(found, key=lambda one: (one.finished, one.total / len(one.pieces) ** decoding.length_penalty))


def _penalize(logits: Floats, made: Ids, choice: _Choice, decoding: Decoding) -> None:
    """Apply the penalty of repeated pieces, and forbid repeated n-grams."""
    length, size, factor = made.shape[2], decoding.no_repeat_ngram, decoding.repetition_penalty
    if not length or (factor == 1 and not 0 < size <= length):
        return
    for text, beam in np.ndindex(made.shape[:2]):
        row, own, pieces = logits[text, beam], made[text, beam], choice.pieces[text]
        if factor != 1:
            seen = np.flatnonzero(np.isin(pieces, own) & np.isfinite(row))
            row[seen] = np.where(row[seen] < 0, row[seen] * factor, row[seen] / factor)
        if 0 < size <= length:
            start = own[length - size + 1 :]
            again = [own[i + size - 1] for i in range(length - size + 1) if (own[i : i + size - 1] == start).all()]
            row[np.isin(pieces, again)] = _NEVER


def probabilities(network: Network, sources: Sequence[Ids], targets: Sequence[Ids]) -> list[tuple[float, ...]]:
    """Return the log-probabilities of the pieces of given translations, end marks included (forced decoding)."""
    output, memory = network.output(), network.encode(sources)
    cells = network.start(len(sources), 1)
    found: list[list[float]] = [[] for _ in sources]
    previous: Ids | None = None
    for number in range(max(map(len, targets))):
        x, cells, _ = network.step(previous, number, cells, memory)
        logits = output(x)
        norm = _log_sum(logits)
        previous = np.array([[target[min(number, len(target) - 1)]] for target in targets])
        for row, target in enumerate(targets):
            if number < len(target):
                found[row].append(min(0.0, float(logits[row, 0, target[number]] - norm[row, 0, 0])))
    return [tuple(scores) for scores in found]
