"""The CTranslate2 backend: quantized inference on CPU and GPU; the default."""

import ctypes
import json
import logging
import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from babelpress._internal.forks import abandon_after_fork, survives_fork
from babelpress.errors import GenerationFailed, ModelUnavailable
from babelpress.models.backends.base import Decoding, Output
from babelpress.models.backends.batching import SCORED, Fitting
from babelpress.models.backends.devices import OVERFLOWING, check_index
from babelpress.models.backends.model_bin import WEIGHTS, read_stored
from babelpress.models.backends.prompt import FILE, TARGET, SpecialTokens, TokenizerAdapter, read_special_tokens
from babelpress.models.backends.tokenizers import read_pieces, read_vocabulary
from babelpress.models.backends.weights import converted_faults, refuse
from babelpress.models.cards import ModelCard, refuse_pointers
from babelpress.models.lexicon import Lexicon
from babelpress.models.lexicon import read as read_lexicon
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
    ] = Field("auto", description="auto is int8 on the CPU, float16 (else int8_float16) on a GPU, bfloat16 for T5.")
    device_index: int | tuple[int, ...] = Field(
        0,
        description="Number of the GPU, or a list: batches are spread over them, or workers of `process` use one each.",
    )
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
        self._fitting = Fitting(card.id)
        try:
            refuse_pointers(folder)
            self._adapter = _tokenizer_adapter(card, folder)
        except (ModelUnavailable, OSError, RuntimeError, ValueError, KeyError) as error:
            message = f"the tokenizer of {card.id} cannot be loaded from {folder}: {error}\n  to repair: {card.remedy}"
            raise ModelUnavailable(message) from error
        try:
            refuse(converted_faults(read_stored(folder / WEIGHTS), architecture=card.architecture))
        except (OSError, ValueError) as error:
            raise ModelUnavailable(
                f"{card.id} cannot be loaded from {folder}: {error}\n  to repair: {card.remedy}"
            ) from error
        self._shortlist = options.shortlist and has_shortlist(card, folder)
        self._loaded: Any = _engine(card, folder, options)
        abandon_after_fork(self)

    @property
    def _engine(self) -> Any:
        """The engine of this process: one that was loaded before a fork is loaded again."""
        if self._loaded is None:
            self._loaded = _engine(self._card, self._folder, self._options)
        return self._loaded

    @property
    def runs_on(self) -> str:
        """The device and the type that it computes in, for messages: `cuda:0 in float16`."""
        return _runs_on(self._engine)

    def abandon(self) -> None:
        """Leave an engine behind that has no threads in this process; its destructor would wait for them forever."""
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(self._loaded))
        self._loaded = None

    def count(self, text: str) -> int:
        """Return the length of a text in subword tokens, special tokens included."""
        return self._adapter.count(text)

    def unknown(self, text: str) -> frozenset[str]:
        """Return the characters of a text that the model's vocabulary cannot represent."""
        return self._adapter.unknown(text)

    def lexicon(self, target: str) -> Lexicon | None:
        """Return the model's lexicon for a target language, None where it has none."""
        return read_lexicon(self._folder, target)

    def generate(
        self, texts: Sequence[str], decoding: Decoding, *, source: str, target: str, align: Collection[int] = ()
    ) -> list[Output]:
        """Return one output per text, in order. Raises as `Seq2Seq.generate` says."""
        sources = [self._adapter.encode(text, source=source, target=target) for text in texts]
        forced = self._adapter.forced(source=source, target=target)
        # The start token of the decoder is not part of an output: for mBART-25 that is the first forced token.
        opening = len(forced) - (1 if forced and self._adapter.prompt.start is None else 0)
        lengths = {i: len(tokens) for i, tokens in enumerate(sources) if tokens}

        def compute(chunks: list[list[int]]) -> Iterator[tuple[int, Any]]:
            running = [
                self._start([sources[i] for i in chunk], forced, opening, decoding, any(i in align for i in chunk))
                for chunk in chunks
            ]
            for chunk, results in zip(chunks, running, strict=True):
                for i, result in zip(chunk, results, strict=True):
                    yield i, result.result()

        try:
            found = self._fitting.run(lengths, compute, budget=decoding.batch_tokens, padded=self._padded)
        except (RuntimeError, ValueError, MemoryError) as error:
            raise GenerationFailed(f"{self._card.id} from {source} to {target}: {error}") from error
        outputs = [Output(text="", score=0.0, tokens=0) for _ in texts]
        for i, result in found.items():
            outputs[i] = self._output(result, opening, decoding)
            if i in align:
                outputs[i] = replace(outputs[i], alignment=self._alignment(texts[i], result, opening, target))
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

        def compute(chunks: list[list[int]]) -> Iterator[tuple[int, Any]]:
            running = [
                self._engine.score_batch(
                    [source_tokens[i] for i in chunk], [forced + target_tokens[i] for i in chunk],
                    max_input_length=0, offset=opening, asynchronous=True,
                )
                for chunk in chunks
            ]  # fmt: skip
            for chunk, results in zip(chunks, running, strict=True):
                for i, result in zip(chunk, results, strict=True):
                    yield i, result.result().log_probs

        try:
            found = self._fitting.run(lengths, compute, budget=SCORED)
        except (RuntimeError, ValueError, MemoryError) as error:
            raise GenerationFailed(f"{self._card.id} scoring {source} to {target}: {error}") from error
        return [tuple(found.get(i, ())) for i in range(len(source_tokens))]

    def _start(self, sources: list[list[str]], forced: list[str], opening: int, decoding: Decoding, align: bool) -> Any:
        named = self._card.architecture not in ("marian", "transformer")  # whose padding is no token, or another
        padding = [["<pad>"]] if named else None
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


def _tokenizer_adapter(card: ModelCard, folder: Path) -> TokenizerAdapter:
    given = (folder / FILE).is_file()  # models that were converted by other tools have none
    marian = SpecialTokens(before=(TARGET,) if card.tokens == "source" else ())
    if not given and card.prompt:
        prompt = SpecialTokens.of(card.prompt)
    else:
        prompt = marian if card.architecture == "marian" and not given else read_special_tokens(folder)
    if not given and _ends_texts(folder):
        prompt = replace(prompt, after=tuple(token for token in prompt.after if token != "</s>"))
    both = {"vocabulary": read_vocabulary(folder), "target_vocabulary": read_vocabulary(folder, side="target")}
    return TokenizerAdapter(card, read_pieces(folder, **both), prompt)


def _ends_texts(folder: Path) -> bool:
    """Return whether the engine itself puts the end mark after a text, as some converters ask it to."""
    path = folder / "config.json"
    return path.is_file() and bool(json.loads(path.read_text(encoding="utf-8")).get("add_source_eos"))


@survives_fork
def _engine(card: ModelCard, folder: Path, options: CTranslate2Options) -> Any:
    """Load on the GPU where there is one and it works, else on the CPU."""
    import ctranslate2

    devices = ctranslate2.get_cuda_device_count()
    if options.device == "cuda" and not devices:
        raise ModelUnavailable("no CUDA device is visible: set device to auto or cpu, or check the driver (nvidia-smi)")
    if options.device == "cuda" or (options.device == "auto" and devices):
        check_index(options.device_index, devices)
        try:
            engine = _translator(card, folder, "cuda", options)
            # cuBLAS is loaded on first use only: make sure now that it is there.
            engine.translate_batch([["</s>"]], [["</s>"]], beam_size=1, max_decoding_length=2)
            return engine
        except RuntimeError as error:
            if options.device == "cuda":
                message = f"{card.id} cannot be loaded on CUDA: {error}; set device to cpu"
                raise ModelUnavailable(message) from error
            _log.warning("a CUDA device was found but does not work (%s); using the CPU", error)
    try:
        return _translator(card, folder, "cpu", options)
    except (RuntimeError, ValueError, IndexError) as error:  # the last for a variable that is missing
        raise ModelUnavailable(
            f"{card.id} cannot be loaded from {folder}: {error}\n  to repair: {card.remedy}"
        ) from error


def _translator(card: ModelCard, folder: Path, device: Literal["cpu", "cuda"], options: CTranslate2Options) -> Any:
    import ctranslate2

    index = options.device_index if device == "cuda" else 0
    first = index[0] if isinstance(index, tuple) else index
    able = ctranslate2.get_supported_compute_types(device, first)
    compute: str = options.compute
    if compute == "auto":
        compute = next((name for name in _preferred(card, device) if name in able), "float32")
    elif compute not in able:
        raise ModelUnavailable(
            f"compute is {compute}, which this {_DEVICES[device]} does not have: set it to auto, or to one of "
            f"{', '.join(sorted(able))}"
        )
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    workers = options.workers or (max(1, cores // max(1, options.threads)) if device == "cpu" else 1)
    threads = options.threads or max(1, cores // workers)
    engine = ctranslate2.Translator(
        str(folder),
        device=device,
        device_index=list(index) if isinstance(index, tuple) else index,
        compute_type=compute,
        inter_threads=workers,
        intra_threads=threads,
    )
    _log.info("%s runs on %s", card.id, _runs_on(engine))
    return engine


def _preferred(card: ModelCard, device: str) -> tuple[str, ...]:
    """The types of `compute: auto`, the best first."""
    if device == "cpu":
        return ("int8",)
    return ("bfloat16",) if card.architecture in OVERFLOWING else ("float16", "int8_float16")


def _runs_on(engine: Any) -> str:
    """The device, the numbers of the GPUs and the type of an engine."""
    numbers = f":{','.join(map(str, engine.device_index))}" if engine.device == "cuda" else ""
    return f"{engine.device}{numbers} in {engine.compute_type}"


_DEVICES = {"cpu": "CPU", "cuda": "GPU"}
