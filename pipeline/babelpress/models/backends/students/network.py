"""The network of a student: a Transformer encoder and a decoder of SSRU cells.

With `int8` inputs of matrices are rounded to 8-bit integers by the model's own factors (alphas), as Marian's 8-bit
engine does. The products are taken by the float32 matrix product of numpy, whose BLAS is fast everywhere, on these
integers. It is exact as long as no sum reaches 2**24 (with trained weights none comes near), so that the order of
summation, which differs with the processor and with the number of sentences in a batch, does not matter. With `float32`
nothing is rounded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np

from babelpress._internal.forks import WHOLE
from babelpress.models.backends.students.files import BadFile, Floats, Ids, Weights

Compute = Literal["int8", "float32"]

_EPSILON = 1e-9
_MASKED = np.float32(-1e9)

_FIXED = {
    "type": "transformer",
    "dec-cell": "ssru",
    "dec-cell-base-depth": 2,
    "dec-cell-high-depth": 1,
    "transformer-decoder-autoreg": "rnn",
    "transformer-preprocess": "",
    "transformer-postprocess": "dan",
    "transformer-postprocess-emb": "d",
    "transformer-postprocess-top": "",
    "transformer-ffn-activation": "relu",
    "transformer-ffn-depth": 2,
    "transformer-decoder-dim-ffn": 0,
    "transformer-decoder-ffn-depth": 0,
    "transformer-no-affine": False,
    "transformer-no-bias": False,
    "transformer-no-projection": False,
    "transformer-rnn-projection": False,
    "transformer-train-position-embeddings": False,
    "transformer-tied-layers": [],
    "transformer-guided-alignment-layer": "last",
    "tied-embeddings-all": True,
    "layer-normalization": False,
    "output-omit-bias": False,
    "factors-dim-emb": 0,
    "lemma-dim-emb": 0,
    "skip": False,
    "right-left": False,
}
"""The settings that this code is written for. One that a file leaves out has this value."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """The dimensions of a network, from its settings."""

    width: int
    heads: int
    encoder: int
    decoder: int
    inner: int
    vocabulary: int


def sizes(weights: Weights) -> Sizes:
    """Return the dimensions of a model. Raises `BadFile` where it is of a kind that this code does not compute."""
    settings = weights.settings
    if not settings:
        raise BadFile(f"{weights.path} does not hold its settings (special:model.yml)")
    other = [f"{key} is {settings[key]!r}" for key, value in _FIXED.items() if settings.get(key, value) != value]
    if other:
        raise BadFile(f"{weights.path} is not a student of Firefox or Bergamot: {', '.join(other)}")
    keys = ("dim-emb", "transformer-heads", "enc-depth", "dec-depth", "transformer-dim-ffn")
    found = [settings.get(key) for key in keys]
    vocabularies = settings.get("dim-vocabs")
    if not isinstance(vocabularies, list) or len(vocabularies) != 2 or vocabularies[0] != vocabularies[1]:
        raise BadFile(f"{weights.path}: the two sides need one vocabulary, dim-vocabs is {vocabularies!r}")
    values = [*found, vocabularies[0]]
    if not all(isinstance(value, int) and value > 0 for value in values):
        raise BadFile(f"{weights.path}: its settings lack a size ({', '.join(keys)}, dim-vocabs)")
    made = Sizes(*(int(value) for value in values))
    if made.width % made.heads or made.width % 2:
        raise BadFile(f"{weights.path}: {made.heads} heads do not divide the width {made.width}")
    return made


def _product(left: Floats, right: Floats) -> Floats:
    with WHOLE:
        made: Floats = left @ right
    return made


class Affine:
    """A matrix and its bias. Several matrices that have the same input are one wider matrix."""

    def __init__(
        self,
        weights: Weights,
        names: Sequence[tuple[str, str | None]],
        *,
        rows: int,
        columns: int,
        compute: Compute,
    ) -> None:
        parts = [weights.matrix(name, rows=rows, columns=columns) for name, _ in names]
        alphas = {weights.alpha(name) for name, _ in names} if compute == "int8" else {1.0}
        if len(alphas) > 1:
            raise BadFile(f"{weights.path}: {', '.join(name for name, _ in names)} have different alphas")
        alpha = np.float32(alphas.pop())
        self._alpha = alpha if compute == "int8" else None
        self._matrix = np.ascontiguousarray(np.concatenate([part.values for part in parts]).T, dtype=np.float32)
        self._scale = np.repeat([1 / (alpha * np.float32(part.scale)) for part in parts], columns).astype(np.float32)
        biases = [weights.vector(bias, size=columns) if bias else np.zeros(columns, np.float32) for _, bias in names]
        self._bias = np.concatenate(biases)

    def __call__(self, x: Floats) -> Floats:
        """Return `x` times the matrix, plus the bias."""
        flat = x.reshape(-1, x.shape[-1])
        made: Floats = _product(flat if self._alpha is None else rounded(flat, self._alpha), self._matrix)
        made *= self._scale
        made += self._bias
        return made.reshape(*x.shape[:-1], -1)


def rounded(x: Floats, alpha: np.float32) -> Floats:
    """Return values as 8-bit integers, in float32."""
    made: Floats = x * alpha
    np.rint(made, out=made)
    return np.clip(made, -127, 127, out=made)


class Normalization:
    """Layer normalization, over the sum of an input and what a sublayer made of it."""

    def __init__(self, weights: Weights, prefix: str, width: int) -> None:
        self._scale = weights.vector(prefix + "_ln_scale", size=width)
        self._bias = weights.vector(prefix + "_ln_bias", size=width)

    def __call__(self, x: Floats, made: Floats) -> Floats:
        """Return the normalized sum of the input and `made`, in the place of `made`."""
        made += x
        made -= made.mean(axis=-1, keepdims=True)
        spread = np.einsum("...i,...i->...", made, made)[..., None] / np.float32(made.shape[-1])
        made /= np.sqrt(spread + np.float32(_EPSILON))
        made *= self._scale
        made += self._bias
        return made


class _Feedforward:
    def __init__(self, weights: Weights, prefix: str, size: Sizes, compute: Compute) -> None:
        up, down = [(f"{prefix}_W1", f"{prefix}_b1")], [(f"{prefix}_W2", f"{prefix}_b2")]
        self._up = Affine(weights, up, rows=size.width, columns=size.inner, compute=compute)
        self._down = Affine(weights, down, rows=size.inner, columns=size.width, compute=compute)
        self._norm = Normalization(weights, f"{prefix}_ffn", size.width)

    def __call__(self, x: Floats) -> Floats:
        inner = self._up(x)
        return self._norm(x, self._down(np.maximum(inner, 0, out=inner)))


def _attend(queries: Floats, keys: Floats, values: Floats, mask: Floats) -> tuple[Floats, Floats]:
    """Return what each query finds (texts, positions, width) and its weights; all of shape (texts, heads, ...)."""
    weights = _product(queries, keys)
    weights *= np.float32(queries.shape[-1] ** -0.5)
    weights += mask
    weights -= weights.max(axis=-1, keepdims=True)
    np.exp(weights, out=weights)
    weights /= weights.sum(axis=-1, keepdims=True)
    found = _product(weights, values).transpose(0, 2, 1, 3)
    return found.reshape(*found.shape[:2], -1), weights


class _EncoderLayer:
    def __init__(self, weights: Weights, number: int, size: Sizes, compute: Compute) -> None:
        prefix = f"encoder_l{number}_"
        affine = partial(Affine, weights, rows=size.width, columns=size.width, compute=compute)
        self._split = affine([(f"{prefix}self_W{part}", f"{prefix}self_b{part}") for part in "qkv"])
        self._join = affine([(f"{prefix}self_Wo", f"{prefix}self_bo")])
        self._norm = Normalization(weights, f"{prefix}self_Wo", size.width)
        self._feed = _Feedforward(weights, f"{prefix}ffn", size, compute)
        self._heads = size.heads

    def __call__(self, x: Floats, mask: Floats) -> Floats:
        texts, positions, width = x.shape
        parts = self._split(x).reshape(texts, positions, 3, self._heads, width // self._heads)
        queries, keys, values = (parts[:, :, i].transpose(0, 2, 1, 3) for i in range(3))
        found, _ = _attend(queries, keys.swapaxes(2, 3), values, mask)
        return self._feed(self._norm(x, self._join(found)))


@dataclass(frozen=True, slots=True)
class Memory:
    """What the decoder keeps of the sources: keys and values of each layer, and which positions are padding."""

    keys: tuple[Floats, ...]
    values: tuple[Floats, ...]
    mask: Floats

    def take(self, texts: Ids) -> "Memory":
        """Return the memory of some of the texts."""
        keys, values = (tuple(part[texts] for part in layers) for layers in (self.keys, self.values))
        return Memory(keys, values, self.mask[texts])


class _DecoderLayer:
    def __init__(self, weights: Weights, number: int, size: Sizes, compute: Compute) -> None:
        prefix = f"decoder_l{number}_"
        context = f"{prefix}context_"
        affine = partial(Affine, weights, rows=size.width, columns=size.width, compute=compute)
        self._cell = affine([(f"{prefix}rnn_W", None), (f"{prefix}rnn_Wf", f"{prefix}rnn_bf")])
        self._cell_norm = Normalization(weights, f"{prefix}rnn_ffn", size.width)
        self._query = affine([(f"{context}Wq", f"{context}bq")])
        self._memorize = affine([(f"{context}W{part}", f"{context}b{part}") for part in "kv"])
        self._join = affine([(f"{context}Wo", f"{context}bo")])
        self._norm = Normalization(weights, f"{context}Wo", size.width)
        self._feed = _Feedforward(weights, f"{prefix}ffn", size, compute)
        self._heads = size.heads

    def memorize(self, encoded: Floats) -> tuple[Floats, Floats]:
        """Return the keys, transposed, and the values of the sources."""
        texts, positions, width = encoded.shape
        parts = self._memorize(encoded).reshape(texts, positions, 2, self._heads, width // self._heads)
        return (
            np.ascontiguousarray(parts[:, :, 0].transpose(0, 2, 3, 1)),
            np.ascontiguousarray(parts[:, :, 1].transpose(0, 2, 1, 3)),
        )

    def __call__(
        self, x: Floats, cell: Floats, keys: Floats, values: Floats, mask: Floats
    ) -> tuple[Floats, Floats, Floats]:
        texts, beams, width = x.shape
        made = self._cell(x)
        gate = np.float32(0.5) * (1 + np.tanh(np.float32(0.5) * made[..., width:]))  # the logistic function
        cell = gate * cell + (1 - gate) * made[..., :width]
        x = self._cell_norm(x, np.maximum(cell, 0))
        queries = self._query(x).reshape(texts, beams, self._heads, width // self._heads).transpose(0, 2, 1, 3)
        found, weights = _attend(queries, keys, values, mask)
        return self._feed(self._norm(x, self._join(found))), cell, weights[:, 0]


@dataclass(frozen=True, slots=True)
class Output:
    """The output layer for some pieces of the vocabulary: `pieces` are their ids, sorted."""

    pieces: Ids
    matrix: Floats
    scale: np.float32
    alpha: np.float32 | None
    bias: Floats

    def __call__(self, x: Floats) -> Floats:
        """Return the logit of every piece."""
        flat = x.reshape(-1, x.shape[-1])
        made: Floats = _product(flat if self.alpha is None else rounded(flat, self.alpha), self.matrix)
        made *= self.scale
        made += self.bias
        return made.reshape(*x.shape[:-1], -1)


class Network:
    """Encodes sources and takes the steps of the decoder. It has no state: several threads may use it."""

    def __init__(self, weights: Weights, *, compute: Compute) -> None:
        self.size = size = sizes(weights)
        self._embeddings = weights.matrix("Wemb", rows=size.width, columns=size.vocabulary)
        self._bias = weights.vector("decoder_ff_logit_out_b", size=size.vocabulary)
        # The output layer has no name of its own.
        self._alpha = np.float32(weights.alpha("none")) if compute == "int8" else None
        self._encoder = [_EncoderLayer(weights, i + 1, size, compute) for i in range(size.encoder)]
        self._decoder = [_DecoderLayer(weights, i + 1, size, compute) for i in range(size.decoder)]
        self._unit = np.float32(size.width**0.5) / np.float32(self._embeddings.scale)

    def encode(self, sources: Sequence[Ids]) -> Memory:
        """Return the memory of some texts, given as the ids of their pieces; the shorter ones are padded."""
        lengths = np.array([len(source) for source in sources])
        ids = np.zeros((len(sources), lengths.max()), dtype=np.int64)
        for row, source in zip(ids, sources, strict=True):
            row[: len(source)] = source
        mask = np.where(np.arange(ids.shape[1]) < lengths[:, None], np.float32(0), _MASKED)[:, None, None, :]
        x = self._embed(ids) + positions(0, ids.shape[1], self.size.width)
        for layer in self._encoder:
            x = layer(x, mask)
        keys, values = zip(*(layer.memorize(x) for layer in self._decoder), strict=True)
        return Memory(keys, values, mask)

    def start(self, texts: int, beams: int) -> list[Floats]:
        """Return the cells of the decoder before the first step."""
        return [np.zeros((texts, beams, self.size.width), dtype=np.float32) for _ in self._decoder]

    def step(
        self, previous: Ids | None, number: int, cells: Sequence[Floats], memory: Memory
    ) -> tuple[Floats, list[Floats], Floats]:
        """Take one step, the one after the pieces `previous` (texts, beams); None before the first.

        Returns:
            What the output layer takes, the new cells, and the attention of the head that was trained to align, of
            shape (texts, beams, source positions).
        """
        x = np.zeros_like(cells[0]) if previous is None else self._embed(previous)
        x = x + positions(number, number + 1, self.size.width)
        after: list[Floats] = []
        attention: Floats = x
        for layer, cell, keys, values in zip(self._decoder, cells, memory.keys, memory.values, strict=True):
            x, moved, attention = layer(x, cell, keys, values, memory.mask)
            after.append(moved)
        return x, after, attention

    def output(self, pieces: Ids | None = None) -> Output:
        """Return the output layer for some pieces of the vocabulary, or all."""
        chosen = np.arange(self.size.vocabulary) if pieces is None else pieces
        matrix = self._embeddings.values[chosen].T.astype(np.float32)
        alpha = np.float32(1) if self._alpha is None else self._alpha
        scale = np.float32(1 / (alpha * np.float32(self._embeddings.scale)))
        return Output(chosen, matrix, scale, self._alpha, self._bias[chosen])

    def _embed(self, ids: Ids) -> Floats:
        made: Floats = self._embeddings.values[ids].astype(np.float32)
        made *= self._unit
        return made


def positions(start: int, end: int, width: int) -> Floats:
    """Return the sinusoidal encodings of positions: all sines, then all cosines."""
    rates = np.exp(np.arange(width // 2, dtype=np.float32) * -np.float32(np.log(10000) / (width / 2 - 1)))
    angles = np.arange(start, end, dtype=np.float32)[:, None] * rates
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=1)
