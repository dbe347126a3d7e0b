"""The Transformers backend: the reference for `ct2`, and a way to run checkpoints that cannot be converted."""

import logging
from collections.abc import Collection, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from babelpress._internal.forks import abandon_after_fork, survives_fork
from babelpress._internal.installing import install
from babelpress.errors import GenerationFailed, ModelUnavailable
from babelpress.models.backends.base import Decoding, Output
from babelpress.models.backends.batching import SCORED, Fitting
from babelpress.models.backends.checkpoint import open_checkpoint
from babelpress.models.backends.devices import OVERFLOWING, check_index
from babelpress.models.cards import ModelCard
from babelpress.models.lexicon import Lexicon
from babelpress.models.lexicon import read as read_lexicon

_log = logging.getLogger(__name__)


class TransformersOptions(BaseModel):
    """Device and precision."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    device: Literal["auto", "cpu", "cuda"] = Field("auto", description="auto is cuda where there is one, else cpu.")
    dtype: Literal["auto", "float32", "float16", "bfloat16"] = Field(
        "auto",
        description="auto is float32 on the CPU and float16 on a GPU; T5 overflows in it: bfloat16 or float32.",
    )
    device_index: int | tuple[int, ...] = Field(
        0, description="Number of the GPU; a list, of which each worker of the runner `process` takes one."
    )


class TransformersBackend:
    """A checkpoint in the hub's layout, through `AutoModelForSeq2SeqLM.generate`.

    Greedy search gives the same tokens as `ct2`. In beam search a `repetition_penalty` other than 1 works on
    log-probabilities here and on logits there, so that results may differ. The checkpoint's own decoding defaults are
    never used.
    """

    Options: ClassVar[type[TransformersOptions]] = TransformersOptions
    layout: ClassVar[Literal["hf"]] = "hf"

    def __init__(self, card: ModelCard, folder: Path, options: TransformersOptions) -> None:
        try:
            torch: Any = import_module("torch")
            library: Any = import_module("transformers")  # typed only in parts
        except ImportError as error:
            message = f"the hf backend needs torch and transformers ({error}); run: {install('hf')}"
            raise ModelUnavailable(message) from error

        self._card = card
        self._folder = folder
        self._options = options
        self._torch = torch
        self._library = library
        self._fitting = Fitting(card.id, release=torch.cuda.empty_cache)  # which does nothing without a GPU
        self._lock = Lock()  # alignments change the attention implementation of the shared model for a moment
        self._load()
        abandon_after_fork(self)

    @survives_fork
    def _load(self) -> None:
        """Load the checkpoint."""
        card, folder, torch = self._card, self._folder, self._torch
        self._device = _device(torch, self._options)
        dtype = _dtype(torch, self._options.dtype, card=card, device=self._device)
        model, self._checkpoint = open_checkpoint(card, folder, library=self._library, dtype=dtype)
        self._adapter = self._checkpoint.adapter
        self._end = self._checkpoint.target_ids[self._checkpoint.end]
        self._pad = self._checkpoint.target_ids[self._checkpoint.pad]
        model.generation_config = self._library.GenerationConfig()  # the settings are passed with each call
        self._loaded: Any = self._placed(model, self._options, dtype).eval()

    @property
    def _model(self) -> Any:
        """The model of this process: one that was loaded before a fork is loaded again."""
        if self._loaded is None:
            self._load()
        return self._loaded

    def abandon(self) -> None:
        """Leave the model of the parent process behind, which may have been in the middle of a call."""
        _LEFT.append(self._loaded)
        self._loaded = None
        self._lock = Lock()

    def _placed(self, model: Any, options: TransformersOptions, dtype: Any) -> Any:
        """Move a model to the device; to the CPU where a GPU does not take it and `auto` leaves the choice."""
        try:
            placed = model.to(self._device)
            self._torch.ones(1, device=self._device, dtype=dtype).add(1).cpu()  # is there code for this GPU
        except (RuntimeError, AssertionError) as error:  # no memory, no driver, a build without CUDA
            if options.device == "cuda" or self._device == "cpu":
                message = f"{self._card.id} cannot be loaded on CUDA: {error}; set device to cpu"
                raise ModelUnavailable(message) from error
            _log.warning("a CUDA device was found but does not work (%s); using the CPU", error)
            self._device, dtype = "cpu", self._torch.float32
            placed = model.to("cpu", dtype)
        self.runs_on = f"{self._device} in {str(dtype).removeprefix('torch.')}"
        _log.info("%s runs on %s", self._card.id, self.runs_on)
        return placed

    def count(self, text: str) -> int:
        """Return the length of a text in subword tokens, special tokens included."""
        return self._adapter.count(text)

    def unknown(self, text: str) -> frozenset[str]:
        """Return the characters of a text that the model's vocabulary cannot represent."""
        return self._adapter.unknown(text)

    def lexicon(self, target: str) -> Lexicon | None:
        """Return the model's lexicon for a target language, None where it has none."""
        return read_lexicon(self._folder, target)

    @survives_fork
    def generate(
        self, texts: Sequence[str], decoding: Decoding, *, source: str, target: str, align: Collection[int] = ()
    ) -> list[Output]:
        """Return one output per text, in order. Raises as `Seq2Seq.generate` says."""
        sources = [self._source(text, source=source, target=target) for text in texts]
        opening = self._opening(source=source, target=target)
        lengths = {i: len(numbers) for i, numbers in enumerate(sources) if numbers}

        def compute(chunks: list[list[int]]) -> Iterator[tuple[int, tuple[list[int], float, Any]]]:
            for chunk in chunks:
                rows = [sources[i] for i in chunk]
                results = self._batch(rows, opening, decoding, align=any(i in align for i in chunk))
                yield from zip(chunk, results, strict=True)

        try:
            found = self._fitting.run(lengths, compute, budget=decoding.batch_tokens)
        except (RuntimeError, ValueError, IndexError, MemoryError) as error:
            raise GenerationFailed(f"{self._card.id} from {source} to {target}: {error}") from error
        outputs = [Output(text="", score=0.0, tokens=0) for _ in texts]
        for i, (tokens, score, attention) in found.items():
            outputs[i] = self._output(texts[i], tokens, score, attention if i in align else None, target=target)
        return outputs

    @survives_fork
    def score(
        self, sources: Sequence[str], targets: Sequence[str], *, source: str, target: str
    ) -> list[tuple[float, ...]]:
        """Return the log-probability of every token of each target. Raises as `Scoring.score` says."""
        opening = self._opening(source=source, target=target)
        source_ids = [self._source(text, source=source, target=target) for text in sources]
        target_ids = [self._checkpoint.target_numbers(self._adapter.encode_target(text)) for text in targets]
        lengths = {i: len(a) + len(b) for i, (a, b) in enumerate(zip(source_ids, target_ids, strict=True)) if a and b}

        def compute(chunks: list[list[int]]) -> Iterator[tuple[int, list[float]]]:
            for chunk in chunks:
                made = [[*opening, *target_ids[i], self._end] for i in chunk]
                yield from zip(
                    chunk, self._each([source_ids[i] for i in chunk], made, opening=len(opening)), strict=True
                )

        try:
            found = self._fitting.run(lengths, compute, budget=SCORED)
        except (RuntimeError, ValueError, IndexError, MemoryError) as error:
            raise GenerationFailed(f"{self._card.id} scoring {source} to {target}: {error}") from error
        return [tuple(found.get(i, ())) for i in range(len(source_ids))]

    def _each(self, rows: list[list[int]], made: list[list[int]], *, opening: int) -> list[list[float]]:
        """Return the log-probability of each token after the opening, of texts of about the same length."""
        torch = self._torch
        ids, mask = self._padded(rows)
        found, _ = self._padded(made)
        with self._lock, torch.inference_mode():
            logits = self._model(input_ids=ids, attention_mask=mask, decoder_input_ids=found[:, :-1], use_cache=False)
            logits = logits.logits[:, opening - 1 :, :].float()
            if self._card.architecture == "marian":  # converted Marian models cannot generate padding
                logits[:, :, self._pad] = float("-inf")
            each = logits.log_softmax(-1).gather(-1, found[:, opening:, None])[..., 0]
        return [row[: len(ids) - opening].tolist() for row, ids in zip(each, made, strict=True)]

    def _padded(self, rows: list[list[int]]) -> tuple[Any, Any]:
        """Return the rows padded to one length, and the mask of what is not padding."""
        torch, pad = self._torch, self._pad
        width = max(map(len, rows))
        ids = torch.tensor([row + [pad] * (width - len(row)) for row in rows], device=self._device)
        mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows], device=self._device)
        return ids, mask

    def _source(self, text: str, *, source: str, target: str) -> list[int]:
        return self._checkpoint.source_numbers(self._adapter.encode(text, source=source, target=target))

    def _opening(self, *, source: str, target: str) -> list[int]:
        """The start token of the decoder and the tokens that every output has to begin with."""
        start = self._adapter.prompt.start
        forced = self._adapter.forced(source=source, target=target)
        return self._checkpoint.target_numbers([*([start] if start else []), *forced])

    def _batch(
        self, rows: list[list[int]], opening: list[int], decoding: Decoding, *, align: bool
    ) -> list[tuple[list[int], float, Any]]:
        """Generate for texts of about the same length: tokens, score and, if `align`, the attention of each.

        `opening` is the start token of the decoder and the forced tokens.
        """
        ids, mask = self._padded(rows)
        with self._lock, self._torch.inference_mode():
            encoded = self._model.get_encoder()(input_ids=ids, attention_mask=mask, return_dict=True)
            found = self._search(ids, mask, encoded, opening=opening, decoding=decoding)
            made = [self._cut(row[len(opening) :]) for row in found.tolist()]
            scores = self._scores(mask, found, encoded, made, opening=len(opening), decoding=decoding)
            attention = self._attention(mask, found, encoded, opening=len(opening)) if align else [None] * len(rows)
        return list(zip(made, scores, attention, strict=True))

    def _attention(self, mask: Any, found: Any, encoded: Any, *, opening: int) -> list[Any]:
        """Return the last layer's attention to the source, of shape (generated tokens, source tokens) for each text:
        the mean of the same heads that `ct2` uses.
        """
        self._model.set_attn_implementation("eager")  # the other implementations do not return attention
        try:
            layers = self._model(
                encoder_outputs=encoded,
                attention_mask=mask,
                decoder_input_ids=found[:, :-1],
                use_cache=False,
                output_attentions=True,
            ).cross_attentions
        finally:
            self._model.set_attn_implementation("sdpa")
        heads = self._card.alignment_heads or layers[-1].shape[1]
        return list(layers[-1][:, :heads, opening - 1 :].float().mean(1).cpu().numpy())

    def _search(self, ids: Any, mask: Any, encoded: Any, *, opening: list[int], decoding: Decoding) -> Any:
        library = self._library
        forced = opening[1:]  # generated rather than given, so that lengths are counted as in CTranslate2
        processors = library.LogitsProcessorList()
        if decoding.repetition_penalty != 1.0:
            # The tokens that an output has to begin with are not part of its text.
            penalty = decoding.repetition_penalty
            processors.append(library.RepetitionPenaltyLogitsProcessor(penalty, prompt_ignore_length=len(opening)))
        config = library.GenerationConfig(
            num_beams=decoding.beam,
            do_sample=False,
            max_new_tokens=decoding.max_tokens + len(forced),
            min_new_tokens=decoding.min_tokens + len(forced),
            length_penalty=decoding.length_penalty,
            no_repeat_ngram_size=decoding.no_repeat_ngram,
            suppress_tokens=self._suppressed(),
            early_stopping=decoding.beam > 1,  # as CTranslate2 does: stop at `beam` finished hypotheses
            renormalize_logits=True,
            pad_token_id=self._pad,
            eos_token_id=self._end,
            decoder_start_token_id=opening[0],
            forced_bos_token_id=forced[0] if forced else None,
        )
        return self._model.generate(
            input_ids=ids,
            attention_mask=mask,
            decoder_input_ids=self._torch.full((len(ids), 1), opening[0], device=self._device),
            encoder_outputs=library.modeling_outputs.BaseModelOutput(
                last_hidden_state=encoded.last_hidden_state.clone()
            ),
            generation_config=config,
            logits_processor=processors,
        )

    def _suppressed(self) -> list[int]:
        unknown = self._checkpoint.target_ids.get(self._checkpoint.unknown) if self._card.suppress_unknown else None
        return [self._pad, *([] if unknown is None else [unknown])]

    def _cut(self, tokens: list[int]) -> list[int]:
        """Remove the padding after the end mark."""
        end = self._end
        return tokens[: tokens.index(end) + 1] if end in tokens else tokens

    def _scores(
        self, mask: Any, found: Any, encoded: Any, made: list[list[int]], *, opening: int, decoding: Decoding
    ) -> list[float]:
        """Score the outputs in one more pass: the sum of log-probabilities that `ct2` reports for them.

        `generate` returns no scores in greedy search, and in beam search only along with those of the whole vocabulary
        at every step. Forbidden tokens are left out of the softmax, as in CTranslate2.
        """
        torch = self._torch
        logits = self._model(
            encoder_outputs=encoded, attention_mask=mask, decoder_input_ids=found[:, :-1], use_cache=False
        ).logits[:, opening - 1 :, :]
        logits = logits.float()
        logits[:, :, self._suppressed()] = float("-inf")
        logits[:, : decoding.min_tokens, self._end] = float("-inf")
        each = logits.log_softmax(-1).gather(-1, found[:, opening:, None])[..., 0]
        return [
            float(torch.sum(row[: len(tokens)])) / max(len(tokens), 1) for row, tokens in zip(each, made, strict=True)
        ]

    def _output(self, text: str, tokens: list[int], score: float, attention: Any, *, target: str) -> Output:
        finished = bool(tokens) and tokens[-1] == self._end
        names = [self._checkpoint.names.get(number) for number in (tokens[:-1] if finished else tokens)]
        known = [name for name in names if name is not None]  # T5 pads its vocabulary with unnamed tokens
        alignment = None
        if attention is not None:
            rows = [row for name, row in zip(names, attention, strict=False) if name is not None]
            alignment = self._adapter.align(text, known, rows, target=target)
        return Output(
            text=self._adapter.decode(known),
            score=min(0.0, score),
            tokens=len(tokens),
            finished=finished,
            alignment=alignment,
        )


_LEFT: list[Any] = []
"""Models of the parent process: those on a GPU cannot be freed in this one."""


def _device(torch: Any, options: TransformersOptions) -> str:
    """The device as torch names it. Raises `ModelUnavailable` for one that is not there."""
    devices = torch.cuda.device_count() if torch.cuda.is_available() else 0
    if options.device == "cuda" and not devices:
        raise ModelUnavailable("no CUDA device is visible: set device to auto or cpu, or check the driver (nvidia-smi)")
    if options.device == "cpu" or not devices:
        return "cpu"
    check_index(options.device_index, devices)
    if not isinstance(options.device_index, int):
        if len(options.device_index) > 1:
            raise ModelUnavailable(
                "the hf backend uses one GPU: set device_index to its number, or the runner to process, whose workers "
                "take one of the list each"
            )
        return f"cuda:{options.device_index[0]}"
    return f"cuda:{options.device_index}"


def _dtype(torch: Any, wanted: str, *, card: ModelCard, device: str) -> Any:
    if wanted == "auto" and device == "cpu":
        wanted = "float32"
    elif wanted == "auto" and card.architecture in OVERFLOWING:
        wanted = "bfloat16" if torch.cuda.get_device_capability(device)[0] >= 8 else "float32"
    elif wanted == "auto":
        wanted = "float16"
    return getattr(torch, wanted)
