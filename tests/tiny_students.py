"""A student in miniature, written as Marian writes it: random weights from a seed, a vocabulary of a few sentences."""

import struct
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import yaml

from babelpress.models.cards import ModelCard
from tiny_models import sentencepiece

WIDTH, INNER, HEADS, ENCODER, DECODER = 32, 48, 4, 2, 2
FLOAT32, INTGEMM8 = 0x404, 0x4101
MAGIC = 0xF11A48D5013417F5

Tensor = tuple[int, tuple[int, ...], bytes]


def build(folder: Path) -> ModelCard:
    """Save a tiny student in `folder` and give its card."""
    folder.mkdir(parents=True)
    spm = sentencepiece(folder / "vocab.fren.spm", eos_id=0, unk_id=1, bos_id=-1, pad_id=-1)
    pieces = [spm.id_to_piece(i) for i in range(len(spm))]
    (folder / "model.fren.intgemm.alphas.bin").write_bytes(binary(tensors(len(pieces))))
    (folder / "lex.50.50.fren.s2t.bin").write_bytes(shortlist(pieces))
    return ModelCard.model_validate(
        {
            "id": "tiny-student",
            "task": "translation",
            "architecture": "student",
            "sources": ["fr"],
            "targets": ["en"],
            "max_tokens": 100,
            "suppress_unknown": True,
            "origin": {"folder": str(folder)},
            "licence": "CC0-1.0",
            "commercial_use": True,
        }
    )


def settings(vocabulary: int) -> dict[str, object]:
    """The settings that such a model has in itself."""
    return {
        "type": "transformer",
        "dec-cell": "ssru",
        "dim-emb": WIDTH,
        "transformer-heads": HEADS,
        "enc-depth": ENCODER,
        "dec-depth": DECODER,
        "transformer-dim-ffn": INNER,
        "dim-vocabs": [vocabulary, vocabulary],
        "tied-embeddings-all": True,
    }


def tensors(vocabulary: int, *, seed: int = 7) -> dict[str, Tensor]:
    """The tensors of a tiny student, by name."""
    random = np.random.default_rng(seed)
    made: dict[str, Tensor] = {}

    def matrix(name: str, rows: int, columns: int) -> None:
        values = random.normal(size=(rows, columns)) * rows**-0.5
        scale = 127 / np.abs(values).max()
        whole = np.rint(values * scale).astype(np.int8)
        stored = whole if name == "Wemb" else whole.T
        made[name] = (INTGEMM8, (rows, columns), stored.tobytes() + struct.pack("<f", scale))
        alpha = "none" if name == "Wemb" else name
        vector(f"{alpha}_QuantMultA", np.array([30.0]))

    def vector(name: str, values: np.ndarray) -> None:
        made[name] = (FLOAT32, (1, values.size), values.astype("<f4").tobytes())

    def bias(name: str, size: int = WIDTH) -> None:
        vector(name, random.normal(size=size) * 0.1)

    def norm(prefix: str) -> None:
        vector(f"{prefix}_ln_scale", np.ones(WIDTH))
        bias(f"{prefix}_ln_bias")

    def feed(prefix: str) -> None:
        matrix(f"{prefix}_W1", WIDTH, INNER)
        bias(f"{prefix}_b1", INNER)
        matrix(f"{prefix}_W2", INNER, WIDTH)
        bias(f"{prefix}_b2")
        norm(f"{prefix}_ffn")

    def attention(prefix: str) -> None:
        for part in "qkvo":
            matrix(f"{prefix}_W{part}", WIDTH, WIDTH)
            bias(f"{prefix}_b{part}")
        norm(f"{prefix}_Wo")

    matrix("Wemb", vocabulary, WIDTH)
    ends = random.normal(size=vocabulary) * 0.1
    ends[0] += 1.5  # some outputs end by themselves
    vector("decoder_ff_logit_out_b", ends)
    for layer in range(1, ENCODER + 1):
        attention(f"encoder_l{layer}_self")
        feed(f"encoder_l{layer}_ffn")
    for layer in range(1, DECODER + 1):
        matrix(f"decoder_l{layer}_rnn_W", WIDTH, WIDTH)
        matrix(f"decoder_l{layer}_rnn_Wf", WIDTH, WIDTH)
        bias(f"decoder_l{layer}_rnn_bf")
        norm(f"decoder_l{layer}_rnn_ffn")
        attention(f"decoder_l{layer}_context")
        feed(f"decoder_l{layer}_ffn")
    text = yaml.safe_dump(settings(vocabulary)).encode() + b"\0"
    made["special:model.yml"] = (0x101, (len(text),), text)
    return made


def binary(parts: Mapping[str, Tensor], *, version: int = 1) -> bytes:
    """The file of some tensors."""
    names = [name.encode() + b"\0" for name in parts]
    heads = [
        struct.pack("<4Q", len(name), kind, len(shape), len(data))
        for name, (kind, shape, data) in zip(names, parts.values(), strict=True)
    ]
    shapes = [struct.pack(f"<{len(shape)}i", *shape) for _, shape, _ in parts.values()]
    gap = struct.pack("<Q", 5) + bytes(5)
    content = [data for _, _, data in parts.values()]
    return b"".join([struct.pack("<2Q", version, len(parts)), *heads, *names, *shapes, gap, *content])


def shortlist(pieces: list[str], *, first: int = 4, every: int = 3) -> bytes:
    """The file of a shortlist in which a piece may become itself, or any of its neighbours."""
    lists = [sorted({i, *range(max(0, i - every), min(len(pieces), i + every))}) for i in range(len(pieces))]
    lists[:2] = [[], []]
    ends = np.cumsum([0, *map(len, lists)])
    words = [word for one in lists for word in one]
    head = struct.pack("<6Q", MAGIC, 0, first, 0, len(ends), len(words))
    return head + ends.astype("<u8").tobytes() + np.array(words, dtype="<u4").tobytes()
