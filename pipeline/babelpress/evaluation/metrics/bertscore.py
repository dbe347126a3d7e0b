"""BERTScore (Zhang et al. 2020): how similar each word of one text is to some word of the other, by model vectors.

F1 of greedy matches of cosines, without idf and without rescaling, as `bert-score` computes it: special tokens can be
matched but have no weight, and of several references the best F1 counts. `bert-score` truncates texts at the model's
longest input; here the rest is read in further windows, so that every word counts. The signature has the window.
"""

from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from babelpress._internal.installing import install
from babelpress.errors import ModelUnavailable
from babelpress.evaluation.datasets.base import Corpus, System, Task
from babelpress.evaluation.metrics.base import Mean, Need, references_signature, usable_references
from babelpress.models.backends.checkpoint import quiet

if TYPE_CHECKING:
    import torch

__all__ = ["BertScore"]

DEFAULT = "google-bert/bert-base-multilingual-cased"
"""104 languages, Apache-2.0."""

_LAYERS = {
    DEFAULT: 9,
    "google-bert/bert-base-uncased": 9,
    "google-bert/bert-large-uncased": 18,
    "FacebookAI/roberta-base": 10,
    "FacebookAI/roberta-large": 17,
    "FacebookAI/xlm-roberta-base": 9,
    "FacebookAI/xlm-roberta-large": 17,
}
"""The layer that correlates best with human judgements, from bert-score's table; for other models the one at 75 %."""

_TOKENS = 8192
"""Most tokens per batch, padding included."""

_OFFSET = ("roberta", "xlm-roberta", "camembert")
"""Model types whose positions start after that of padding."""


class BertScore(Mean):
    """BERTScore F1, times 100.

    `checkpoint` is an id of the hub or a folder in its layout; it has to be on this machine. The vectors of the
    references are kept in memory: 3 kB per word.
    """

    key: ClassVar[str] = "bertscore"
    name: ClassVar[str] = "BERTScore"
    tasks: ClassVar[frozenset[Task]] = frozenset({"translation", "summary"})
    needs: ClassVar[frozenset[Need]] = frozenset({"references"})
    default: ClassVar[str] = DEFAULT

    def __init__(self, corpus: Corpus, checkpoint: str = "") -> None:
        super().__init__(corpus)
        self._encoder = _Encoder(checkpoint or self.default)
        references = usable_references(corpus)
        vectors = dict(self._encoder.embed([text for own in references for text in own]))
        places = iter(range(len(vectors)))
        self._references = [[vectors[next(places)] for _ in own] for own in references]

    @property
    def signature(self) -> str:
        """References, checkpoint with its commit, layer and window, version of transformers."""
        return (
            f"{references_signature(self.corpus)}|refs:best|{self._encoder.signature}|idf:no|rescaled:no|scale:100|"
            f"transformers:{version('transformers')}"
        )

    def values(self, system: System) -> list[float]:
        """Return the best F1 of each segment over its references; 0 where there is no word."""
        scores = [0.0] * len(self.corpus)
        for segment, hypothesis in self._encoder.embed(system.hypotheses):
            scores[segment] = max((_f1(hypothesis, own) for own in self._references[segment]), default=0.0)
        return scores


Embedded = tuple["torch.Tensor", "torch.Tensor"]
"""The unit vectors of a text's tokens, of shape (tokens, dimensions), and which of them have weight."""


class _Encoder:
    """One layer of a model. Raises `ModelUnavailable`."""

    def __init__(self, checkpoint: str) -> None:
        try:
            import torch
            from transformers import AutoModel, AutoTokenizer
        except ImportError as error:
            raise ModelUnavailable(f"BERTScore needs torch and transformers; run: {install('bertscore')}") from error
        try:
            with quiet():
                self._tokenizer: Any = AutoTokenizer.from_pretrained(checkpoint, local_files_only=True)
                self._model: Any = AutoModel.from_pretrained(checkpoint, local_files_only=True, dtype=torch.float32)
        except (OSError, ValueError) as error:  # not on this machine; not a valid name of the hub
            raise ModelUnavailable(
                f"{checkpoint} cannot be loaded from this machine: {str(error).partition('. ')[0]}\n  run:"
                f" hf download {checkpoint} --exclude '*.h5' --exclude '*.msgpack' --exclude '*.onnx'"
            ) from error
        self._device = "cuda" if torch.cuda.is_available() else "cpu"
        self._model.eval().to(self._device)
        config = self._model.config
        self._layer = _LAYERS.get(checkpoint, round(config.num_hidden_layers * 0.75))
        positions = getattr(config, "max_position_embeddings", None) or 512
        offset = config.pad_token_id + 1 if config.model_type in _OFFSET else 0
        self._window = min(self._tokenizer.model_max_length, positions - offset)
        self.signature = f"{_named(checkpoint)}|layer:{self._layer}|window:{self._window}"

    def embed(self, texts: Sequence[str]) -> Iterator[tuple[int, Embedded]]:
        """Yield index and vectors of each text, the shortest first."""
        import torch

        with quiet():
            cut = [self._windows(text.strip()) for text in texts]
        order = sorted(range(len(cut)), key=lambda place: (len(cut[place]), max(map(len, cut[place]))))
        for batch in _batches(order, [max(map(len, windows)) * len(windows) for windows in cut]):
            rows = [window for place in batch for window in cut[place]]
            vectors = iter(self._vectors([[token for token, _ in window] for window in rows]))
            for place in batch:
                weighed = torch.tensor([not mark for window in cut[place] for _, mark in window])
                yield place, (torch.cat([next(vectors) for _ in cut[place]]), weighed)

    def _windows(self, text: str) -> list[list[tuple[int, int]]]:
        """Return the tokens of a text, each with 1 if it is a special token, in windows that the model can read."""
        read = self._tokenizer(
            text,
            truncation=True,
            max_length=self._window,
            stride=0,
            return_overflowing_tokens=True,
            return_special_tokens_mask=True,
        )
        pieces = zip(read["input_ids"], read["special_tokens_mask"], strict=True)
        return [list(zip(tokens, marks, strict=True)) for tokens, marks in pieces]

    def _vectors(self, rows: Sequence[Sequence[int]]) -> list["torch.Tensor"]:
        import torch
        from torch.nn.functional import normalize

        longest = max(map(len, rows))
        padding = self._tokenizer.pad_token_id or 0
        ids = torch.tensor([[*row, *[padding] * (longest - len(row))] for row in rows], device=self._device)
        mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows], device=self._device)
        with torch.inference_mode():
            states = self._model(input_ids=ids, attention_mask=mask, output_hidden_states=True).hidden_states
            vectors = normalize(states[self._layer], dim=-1).cpu()
        return [vectors[n, : len(row)].clone() for n, row in enumerate(rows)]


def _named(checkpoint: str) -> str:
    """Return name and commit of a checkpoint, in the form of a signature."""
    from huggingface_hub import try_to_load_from_cache

    folder = Path(checkpoint)
    if folder.is_dir():
        return f"checkpoint:{'-'.join(folder.name.replace('|', ' ').split())}|revision:local"
    cached = try_to_load_from_cache(checkpoint, "config.json")  # snapshots/<commit>/config.json
    return f"checkpoint:{checkpoint}|revision:{Path(cached).parent.name[:12] if isinstance(cached, str) else 'unknown'}"


def _batches(order: Sequence[int], lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield batches of at most `_TOKENS` from an order from short to long; a longer text is a batch of its own."""
    batch: list[int] = []
    for place in order:
        if batch and (len(batch) + 1) * lengths[place] > _TOKENS:
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch


def _f1(hypothesis: Embedded, reference: Embedded) -> float:
    """Return F1 in percent: equation 3 of the paper and the F of its section 3."""
    (hypothesis_vectors, hypothesis_weighed), (reference_vectors, reference_weighed) = hypothesis, reference
    if not hypothesis_weighed.any() or not reference_weighed.any():
        return 0.0
    cosines = (hypothesis_vectors @ reference_vectors.T).clamp(max=1)
    precision = float(cosines.max(dim=1).values[hypothesis_weighed].mean())
    recall = float(cosines.max(dim=0).values[reference_weighed].mean())
    return 100 * 2 * precision * recall / (precision + recall) if precision + recall > 0 else 0.0
