"""The CTranslate2 backend: quantized inference on CPU and GPU; the default."""

import ctypes
import logging
import os
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar, Literal
from weakref import WeakSet

from pydantic import BaseModel, ConfigDict, Field

from babelpress.errors import GenerationFailed, ModelUnavailable
from babelpress.models.backends.base import SCORED, Decoding, Output, batches
from babelpress.models.backends.checkpoint import M2M_PIECES
from babelpress.models.backends.prompt import TARGET, SpecialTokens, TokenizerAdapter, read_special_tokens
from babelpress.models.backends.tokenizers import read_sentencepieces, read_tokenizer
from babelpress.models.cards import ModelCard
from babelpress.nlp.word_alignment import Alignment

NAME = "vmap.txt"
"""The vocabulary shortlist beside the weights: the subword tokens that outputs in a language are made of.

The engine computes the softmax over these alone, in half the time or less. A line has a token of the source, a tab and
tokens separated by spaces. `models/recipes` writes the file from the training text.
"""


def has_shortlist(card: ModelCard, folder: Path) -> bool:
    """Return whether a converted model has a shortlist for each of its targets, and for nothing else.

    Shortlists for words of the source, which other tools make, are not used: the engine merges those of a whole batch,
    so that a translation would depend on the other texts of the batch.
    """
    try:
        with (folder / NAME).open(encoding="utf-8") as lines:
            keys = {line.partition("\t")[0] for line in lines}
    except FileNotFoundError:
        return False
    return card.tokens == "source" and keys == set(card.target_tokens.values())


_log = logging.getLogger(__name__)


class CTranslate2Options(BaseModel):
    """Device, precision and parallelism."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    device: Literal["auto", "cpu", "cuda"] = Field("auto", description="auto is cuda where there is one, else cpu.")
    compute: Literal[
        "auto", "int8", "int8_float16", "int8_bfloat16", "int8_float32", "int16", "float16", "bfloat16", "float32"
    ] = Field("auto", description="auto is int8 on the CPU, float16 (else int8_float16) on a GPU.")
    threads: int = Field(0, ge=0, description="Cores of one worker; 0 divides all cores among the workers.")
    workers: int = Field(
        1, ge=0, description="Batches translated in parallel; 0 is one per core on a CPU (`batch`), one on a GPU."
    )
    independent: bool = Field(
        False,
        description="Batch only texts of equal length. Padding changes int8 results a little, so that otherwise a "
        "translation may depend on its batch. `batch` sets it; single articles take half as long again.",
    )
    shortlist: bool = Field(
        True, description="Use the model's vocabulary shortlist of each target, where it has one: faster."
    )


class CTranslate2Backend:
    """A converted model (`models convert`). Marian and M2M100 need no tokenizer but SentencePiece."""

    Options: ClassVar[type[CTranslate2Options]] = CTranslate2Options
    layout: ClassVar[Literal["ct2"]] = "ct2"

    def __init__(self, card: ModelCard, folder: Path, options: CTranslate2Options) -> None:
        self._card = card
        self._folder = folder
        self._options = options
        self._padded = not options.independent
        try:
            self._adapter = _tokenizer_adapter(card, folder)
        except (OSError, RuntimeError, ValueError, KeyError) as error:
            message = f"the tokenizer of {card.id} cannot be loaded from {folder}: {error}\n  {card.remedy}"
            raise ModelUnavailable(message) from error
        self._shortlist = options.shortlist and has_shortlist(card, folder)
        self._loaded: Any = _engine(card, folder, options)
        _BACKENDS.add(self)

    @property
    def _engine(self) -> Any:
        """The engine of this process: one that was loaded before a fork is loaded again."""
        if self._loaded is None:
            self._loaded = _engine(self._card, self._folder, self._options)
        return self._loaded

    def _abandon(self) -> None:
        """Leave an engine behind that has no threads in this process; its destructor would wait for them forever."""
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(self._loaded))
        self._loaded = None

    def count(self, text: str) -> int:
        """Return the length of a text in subword tokens, special tokens included."""
        return self._adapter.count(text)

    def unknown(self, text: str) -> frozenset[str]:
        """Return the characters of a text that the model's vocabulary cannot represent."""
        return self._adapter.unknown(text)

    def generate(
        self, texts: Sequence[str], decoding: Decoding, *, source: str, target: str, align: Collection[int] = ()
    ) -> list[Output]:
        """Return one output per text, in order. Raises as `Seq2Seq.generate` says."""
        sources = [self._adapter.encode(text, source=source, target=target) for text in texts]
        forced = self._adapter.forced(source=source, target=target)
        # The start token of the decoder is not part of an output: for mBART-25 that is the first forced token.
        opening = len(forced) - (1 if forced and self._adapter.prompt.start is None else 0)
        outputs = [Output(text="", score=0.0, tokens=0) for _ in texts]
        lengths = {i: len(tokens) for i, tokens in enumerate(sources) if tokens}
        chunks = batches(lengths, budget=decoding.batch_tokens, padded=self._padded)
        try:
            running = [
                self._start([sources[i] for i in chunk], forced, opening, decoding, any(i in align for i in chunk))
                for chunk in chunks
            ]
            for chunk, results in zip(chunks, running, strict=True):
                for i, result in zip(chunk, results, strict=True):
                    found = result.result()
                    outputs[i] = self._output(found, opening, decoding)
                    if i in align:
                        outputs[i] = replace(outputs[i], alignment=self._alignment(texts[i], found, opening, target))
        except (RuntimeError, ValueError) as error:
            raise GenerationFailed(f"{self._card.id} from {source} to {target}: {error}") from error
        return outputs

    def score(
        self, sources: Sequence[str], targets: Sequence[str], *, source: str, target: str
    ) -> list[tuple[float, ...]]:
        """Return the log-probability of every token of each target. Raises as `Scoring.score` says."""
        source_tokens = [self._adapter.encode(text, source=source, target=target) for text in sources]
        target_tokens = [self._adapter.encode_target(text) for text in targets]
        forced = self._adapter.forced(source=source, target=target)
        opening = len(forced) - (1 if forced and self._adapter.prompt.start is None else 0)
        lengths = {
            i: len(a) + len(b) for i, (a, b) in enumerate(zip(source_tokens, target_tokens, strict=True)) if a and b
        }
        scores: list[tuple[float, ...]] = [()] * len(source_tokens)
        try:
            running = [
                (chunk, self._engine.score_batch(
                    [source_tokens[i] for i in chunk], [forced + target_tokens[i] for i in chunk],
                    max_input_length=0, offset=opening, asynchronous=True,
                ))
                for chunk in batches(lengths, budget=SCORED)
            ]  # fmt: skip
            for chunk, results in running:
                for i, result in zip(chunk, results, strict=True):
                    scores[i] = tuple(result.result().log_probs)
        except (RuntimeError, ValueError) as error:
            raise GenerationFailed(f"{self._card.id} scoring {source} to {target}: {error}") from error
        return scores

    def _start(self, sources: list[list[str]], forced: list[str], opening: int, decoding: Decoding, align: bool) -> Any:
        padding = None if self._card.architecture == "marian" else [["<pad>"]]  # converted Marian models have none
        return self._engine.translate_batch(
            sources,
            [forced] * len(sources) if forced else None,
            asynchronous=True,
            beam_size=decoding.beam,
            # The engine counts forced tokens as part of the output, the Transformers library does not.
            max_decoding_length=decoding.max_tokens + opening,
            min_decoding_length=decoding.min_tokens + opening,
            length_penalty=decoding.length_penalty,
            repetition_penalty=decoding.repetition_penalty,
            no_repeat_ngram_size=decoding.no_repeat_ngram,
            disable_unk=self._card.suppress_unknown,
            suppress_sequences=padding,
            max_input_length=0,
            use_vmap=self._shortlist,
            return_scores=True,
            return_end_token=True,
            return_attention=align,
        )

    def _alignment(self, text: str, result: Any, opening: int, target: str) -> Alignment:
        tokens, attention = result.hypotheses[0][opening:], result.attention[0][opening:]
        return self._adapter.align(text, tokens, attention, target=target)

    def _output(self, result: Any, opening: int, decoding: Decoding) -> Output:
        tokens = result.hypotheses[0]
        # The engine returns the sum of the log-probabilities divided by length ** length_penalty.
        total = result.scores[0] * len(tokens) ** decoding.length_penalty
        made = len(tokens) - opening
        finished = bool(tokens) and tokens[-1] == "</s>"
        return Output(
            text=self._adapter.decode(tokens[opening : -1 if finished else None]),
            score=min(0.0, total / max(made, 1)),
            tokens=made,
            finished=finished,
        )


_BACKENDS: WeakSet[CTranslate2Backend] = WeakSet()


def _after_fork() -> None:
    for backend in _BACKENDS:
        backend._abandon()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)


def _tokenizer_adapter(card: ModelCard, folder: Path) -> TokenizerAdapter:
    match card.architecture:
        case "marian":
            prompt = SpecialTokens(before=(TARGET,) if card.tokens == "source" else ())
            return TokenizerAdapter(card, read_sentencepieces(folder, source="source.spm", target="target.spm"), prompt)
        case "m2m100":
            pieces = read_sentencepieces(folder, source=M2M_PIECES, target=M2M_PIECES)
            return TokenizerAdapter(card, pieces, read_special_tokens(folder))
    return TokenizerAdapter(card, read_tokenizer(folder), read_special_tokens(folder))


def _engine(card: ModelCard, folder: Path, options: CTranslate2Options) -> Any:
    """Load on the GPU where there is one and it works, else on the CPU."""
    import ctranslate2

    devices = ctranslate2.get_cuda_device_count()
    if options.device == "cuda" and not devices:
        raise ModelUnavailable("no CUDA device is visible: set device to auto or cpu, or check the driver (nvidia-smi)")
    if options.device == "cuda" or (options.device == "auto" and devices):
        try:
            engine = _translator(folder, "cuda", options)
            # cuBLAS is loaded on first use only: make sure now that it is there.
            engine.translate_batch([["</s>"]], [["</s>"]], beam_size=1, max_decoding_length=2)
            return engine
        except RuntimeError as error:
            if options.device == "cuda":
                message = f"{card.id} cannot be loaded on CUDA: {error}; set device to cpu"
                raise ModelUnavailable(message) from error
            _log.warning("a CUDA device was found but does not work (%s); using the CPU", error)
    try:
        return _translator(folder, "cpu", options)
    except (RuntimeError, ValueError) as error:
        raise ModelUnavailable(f"{card.id} cannot be loaded from {folder}: {error}\n  {card.remedy}") from error


def _translator(folder: Path, device: Literal["cpu", "cuda"], options: CTranslate2Options) -> Any:
    import ctranslate2

    compute: str = options.compute
    if compute == "auto":
        wanted = ("int8",) if device == "cpu" else ("float16", "int8_float16")
        able = ctranslate2.get_supported_compute_types(device)
        compute = next((name for name in wanted if name in able), "float32")
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    workers = options.workers or (max(1, cores // max(1, options.threads)) if device == "cpu" else 1)
    threads = options.threads or max(1, cores // workers)
    return ctranslate2.Translator(
        str(folder), device=device, compute_type=compute, inter_threads=workers, intra_threads=threads
    )
