"""BERTScore (Zhang et al. 2020): how near each word of one text is to some word of the other, in a model's vectors.

F1 of greedy matches of cosines, without idf and without rescaling, as `bert-score` computes it: the marks around a
text can be matched but have no weight, and of several references the best F1 counts. What it cuts off at the model's
longest input is here read in a further window, so that no word goes uncounted; the signature tells the window.
"""

from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from babelpress.errors import ModelUnavailable
from babelpress.evaluation.datasets.base import Corpus, System, Task
from babelpress.evaluation.metrics.base import Mean, Need, counted, given
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
"""The layer that agreed best with people, by bert-score's own table; of others, the one at three quarters."""

_TOKENS = 8192
"""Most tokens of a batch, padding included."""

_OFFSET = ("roberta", "xlm-roberta", "camembert")
"""Types of model whose positions begin behind the one of padding."""


class BertScore(Mean):
    """BERTScore F1, times 100. `checkpoint` is an id of the hub or a folder in its layout; both must be here.

    The vectors of the references are held for as long as this is: 3 kB a word.
    """

    key: ClassVar[str] = "bertscore"
    name: ClassVar[str] = "BERTScore"
    tasks: ClassVar[frozenset[Task]] = frozenset({"translation", "summary"})
    needs: ClassVar[frozenset[Need]] = frozenset({"references"})
    default: ClassVar[str] = DEFAULT

    def __init__(self, corpus: Corpus, checkpoint: str = "") -> None:
        super().__init__(corpus)
        self._encoder = _Encoder(checkpoint or self.default)
        references = given(corpus)
        vectors = dict(self._encoder.embed([text for own in references for text in own]))
        places = iter(range(len(vectors)))
        self._references = [[vectors[next(places)] for _ in own] for own in references]

    @property
    def signature(self) -> str:
        """References, checkpoint with its commit, layer and window, version of transformers."""
        return (
            f"{counted(self.corpus)}|refs:best|{self._encoder.signature}|idf:no|rescaled:no|scale:100|"
            f"transformers:{version('transformers')}"
        )

    def values(self, system: System) -> list[float]:
        """The best F1 of each segment; 0 where there is no word."""
        scores = [0.0] * len(self.corpus)
        for segment, hypothesis in self._encoder.embed(system.hypotheses):
            scores[segment] = max((_f1(hypothesis, own) for own in self._references[segment]), default=0.0)
        return scores


Embedded = tuple["torch.Tensor", "torch.Tensor"]
"""The unit vectors of a text's tokens, and which of them have weight."""


class _Encoder:
    """One layer of a model. Raises `ModelUnavailable`."""

    def __init__(self, checkpoint: str) -> None:
        try:
            import torch
            from transformers import AutoModel, AutoTokenizer
        except ImportError as error:
            raise ModelUnavailable(
                "BERTScore takes torch and transformers; run: pip install 'babelpress[bertscore]'"
            ) from error
        try:
            with quiet():
                self._tokenizer: Any = AutoTokenizer.from_pretrained(checkpoint, local_files_only=True)
                self._model: Any = AutoModel.from_pretrained(checkpoint, local_files_only=True, dtype=torch.float32)
        except (OSError, ValueError) as error:  # not here; no name that the hub could have
            raise ModelUnavailable(
                f"{checkpoint} cannot be read from this machine: {str(error).partition('. ')[0]}\n  run:"
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
        """Give place and vectors of each text, the shortest first."""
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
        """The tokens of a text, each with 1 where it is a mark of the model's, in pieces that the model can read."""
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
    """Name and commit of a checkpoint, in the form of a signature."""
    from huggingface_hub import try_to_load_from_cache

    folder = Path(checkpoint)
    if folder.is_dir():
        return f"checkpoint:{'-'.join(folder.name.replace('|', ' ').split())}|revision:local"
    kept = try_to_load_from_cache(checkpoint, "config.json")  # snapshots/<commit>/config.json
    return f"checkpoint:{checkpoint}|revision:{Path(kept).parent.name[:12] if isinstance(kept, str) else 'unknown'}"


def _batches(order: Sequence[int], lengths: Sequence[int]) -> Iterator[list[int]]:
    """Cut an order from short to long into batches of at most `_TOKENS`; a longer text is one by itself."""
    batch: list[int] = []
    for place in order:
        if batch and (len(batch) + 1) * lengths[place] > _TOKENS:
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch


def _f1(hypothesis: Embedded, reference: Embedded) -> float:
    """Equation 3 of the paper and the F of its section 3, in percent."""
    (made, made_weighed), (asked, asked_weighed) = hypothesis, reference
    if not made_weighed.any() or not asked_weighed.any():
        return 0.0
    cosines = (made @ asked.T).clamp(max=1)
    precision = float(cosines.max(dim=1).values[made_weighed].mean())
    recall = float(cosines.max(dim=0).values[asked_weighed].mean())
    return 100 * 2 * precision * recall / (precision + recall) if precision + recall > 0 else 0.0
