"""The Transformers backend: the reference for `ct2`, and a way to run checkpoints that cannot be converted."""

from collections.abc import Collection, Sequence
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from babelpress.errors import GenerationFailed, ModelUnavailable
from babelpress.models.backends.base import SCORED, Decoding, Output, batches
from babelpress.models.backends.checkpoint import load_errors, quiet, read_tokenizer_adapter
from babelpress.models.cards import ModelCard


class TransformersOptions(BaseModel):
    """Device and precision."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    device: Literal["auto", "cpu", "cuda"] = Field("auto", description="auto is cuda where there is one, else cpu.")
    dtype: Literal["auto", "float32", "float16", "bfloat16"] = Field(
        "auto",
        description="auto is float32 on the CPU and float16 on a GPU; bfloat16 for T5, which overflows in float16.",
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
            message = f"the hf backend needs torch and transformers ({error}); run: pip install 'babelpress[hf]'"
            raise ModelUnavailable(message) from error

        self._card = card
        self._torch = torch
        self._library = library
        self._device = _device(torch, options.device)
        dtype = _dtype(torch, options.dtype, card=card, device=self._device)
        try:
            with quiet():
                self._tokenizer: Any = library.AutoTokenizer.from_pretrained(folder, local_files_only=True)
                model = library.AutoModelForSeq2SeqLM.from_pretrained(folder, dtype=dtype, local_files_only=True)
                adapter = read_tokenizer_adapter(
                    card, folder, tokenizer=self._tokenizer, generation=model.generation_config
                )
        except load_errors() as error:
            raise ModelUnavailable(f"{card.id} cannot be loaded from {folder}: {error}\n  {card.remedy}") from error
        self._adapter = adapter
        model.generation_config = library.GenerationConfig()  # the settings are passed with each call
        self._model = model.to(self._device).eval()
        self._lock = Lock()  # alignments change the attention implementation of the shared model for a moment

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
        start = self._adapter.prompt.start
        opening = self._ids([*([start] if start else []), *forced])
        outputs = [Output(text="", score=0.0, tokens=0) for _ in texts]
        lengths = {i: len(tokens) for i, tokens in enumerate(sources) if tokens}
        for batch in batches(lengths, budget=decoding.batch_tokens):
            rows = [self._ids(sources[i]) for i in batch]
            try:
                results = self._batch(rows, opening, decoding, align=any(i in align for i in batch))
            except (RuntimeError, ValueError, IndexError) as error:
                raise GenerationFailed(f"{self._card.id} from {source} to {target}: {error}") from error
            for i, (tokens, score, attention) in zip(batch, results, strict=True):
                outputs[i] = self._output(texts[i], tokens, score, attention if i in align else None, target=target)
        return outputs

    def score(
        self, sources: Sequence[str], targets: Sequence[str], *, source: str, target: str
    ) -> list[tuple[float, ...]]:
        """Return the log-probability of every token of each target. Raises as `Scoring.score` says."""
        start = self._adapter.prompt.start
        opening = self._ids([*([start] if start else []), *self._adapter.forced(source=source, target=target)])
        source_ids = [self._ids(self._adapter.encode(text, source=source, target=target)) for text in sources]
        target_ids = [self._ids(self._adapter.encode_target(text)) for text in targets]
        lengths = {i: len(a) + len(b) for i, (a, b) in enumerate(zip(source_ids, target_ids, strict=True)) if a and b}
        scores: list[tuple[float, ...]] = [()] * len(source_ids)
        for batch in batches(lengths, budget=SCORED):
            made = [[*opening, *target_ids[i], self._tokenizer.eos_token_id] for i in batch]
            try:
                found = self._each([source_ids[i] for i in batch], made, opening=len(opening))
            except (RuntimeError, ValueError, IndexError) as error:
                raise GenerationFailed(f"{self._card.id} scoring {source} to {target}: {error}") from error
            for i, row in zip(batch, found, strict=True):
                scores[i] = tuple(row)
        return scores

    def _each(self, rows: list[list[int]], made: list[list[int]], *, opening: int) -> list[list[float]]:
        """Return the log-probability of each token after the opening, of texts of about the same length."""
        torch = self._torch
        ids, mask = self._padded(rows)
        found, _ = self._padded(made)
        with self._lock, torch.inference_mode():
            logits = self._model(input_ids=ids, attention_mask=mask, decoder_input_ids=found[:, :-1], use_cache=False)
            logits = logits.logits[:, opening - 1 :, :].float()
            if self._card.architecture == "marian":  # converted Marian models cannot generate padding
                logits[:, :, self._tokenizer.pad_token_id] = float("-inf")
            each = logits.log_softmax(-1).gather(-1, found[:, opening:, None])[..., 0]
        return [row[: len(ids) - opening].tolist() for row, ids in zip(each, made, strict=True)]

    def _padded(self, rows: list[list[int]]) -> tuple[Any, Any]:
        """Return the rows padded to one length, and the mask of what is not padding."""
        torch, pad = self._torch, self._tokenizer.pad_token_id
        width = max(map(len, rows))
        ids = torch.tensor([row + [pad] * (width - len(row)) for row in rows], device=self._device)
        mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows], device=self._device)
        return ids, mask

    def _ids(self, tokens: list[str]) -> list[int]:
        return list(self._tokenizer.convert_tokens_to_ids(tokens))

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
            pad_token_id=self._tokenizer.pad_token_id,
            eos_token_id=self._tokenizer.eos_token_id,
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
        unknown = [self._tokenizer.unk_token_id] if self._card.suppress_unknown else []
        return [self._tokenizer.pad_token_id, *unknown]

    def _cut(self, tokens: list[int]) -> list[int]:
        """Remove the padding after the end mark."""
        end = self._tokenizer.eos_token_id
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
        logits[:, : decoding.min_tokens, self._tokenizer.eos_token_id] = float("-inf")
        each = logits.log_softmax(-1).gather(-1, found[:, opening:, None])[..., 0]
        return [
            float(torch.sum(row[: len(tokens)])) / max(len(tokens), 1) for row, tokens in zip(each, made, strict=True)
        ]

    def _output(self, text: str, tokens: list[int], score: float, attention: Any, *, target: str) -> Output:
        finished = bool(tokens) and tokens[-1] == self._tokenizer.eos_token_id
        names = self._tokenizer.convert_ids_to_tokens(tokens[:-1] if finished else tokens)
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


def _device(torch: Any, wanted: str) -> str:
    if wanted == "cuda" and not torch.cuda.is_available():
        raise ModelUnavailable("no CUDA device is visible: set device to auto or cpu, or check the driver (nvidia-smi)")
    return "cuda" if wanted != "cpu" and torch.cuda.is_available() else "cpu"


def _dtype(torch: Any, wanted: str, *, card: ModelCard, device: str) -> Any:
    if wanted == "auto":
        half = "bfloat16" if card.architecture in ("t5", "mt5") else "float16"
        wanted = half if device == "cuda" else "float32"
    return getattr(torch, wanted)
