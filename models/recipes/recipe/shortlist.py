"""Which pieces the translations of a language are made of: what the engine chooses from, in less time."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from babelpress.models.backends.ctranslate2 import NAME
from recipe.batches import read_ids
from recipe.model import VOCABULARY, read_pieces

SEEN = 2
"""Times in one pass from which on a piece belongs to a language: once may be a typing error."""


def write_shortlists(data: Path, tokens: Iterable[str], folder: Path) -> Path:
    """Write CTranslate2's `vmap.txt` into a converted model's folder: for each target token the pieces of its language.

    They are those seen in its training text (the ids in `data`), and whatever names and numbers are spelled with:
    single characters, and pieces that begin with a capital.
    """
    pieces = read_pieces(data / VOCABULARY)
    always = {i for i, piece in enumerate(pieces) if _is_open(piece)}
    ids = read_ids(data)
    firsts = ids.source[ids.source_offsets[:-1]]
    path = folder / NAME
    with path.open("w", encoding="utf-8") as lines:
        for token in tokens:
            rows = np.repeat(firsts == pieces.index(token), np.diff(ids.target_offsets))
            counts = np.bincount(ids.target[rows], minlength=len(pieces))
            chosen = sorted({*np.flatnonzero(counts >= SEEN).tolist(), *always})
            lines.write(f"{token}\t{' '.join(pieces[i] for i in chosen)}\n")
    return path


def _is_open(piece: str) -> bool:
    letters = piece.lstrip("▁")
    return len(letters) <= 1 or letters[0].isupper()
