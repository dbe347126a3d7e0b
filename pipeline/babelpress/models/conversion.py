"""Conversion of a checkpoint for CTranslate2, and back. An older result stays in place until the new is complete."""

import json
import shutil
import zipfile
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

import numpy as np
import yaml

from babelpress._internal.installing import install
from babelpress.errors import ConfigError, Fault, ModelUnavailable
from babelpress.models.backends.checkpoint import Checkpoint, check_files, load_errors, open_checkpoint, quiet
from babelpress.models.backends.devices import OVERFLOWING
from babelpress.models.backends.model_bin import WEIGHTS, read_stored
from babelpress.models.backends.tokenizers import JSON, MARIAN, JsonPieces
from babelpress.models.backends.weights import converted_faults, refuse
from babelpress.models.cards import ModelCard
from babelpress.models.store import Store, is_layout, replace_folder

TOKENIZER = "tokenizer_config.json"

Quantization = Literal["auto", "int8", "int8_float16", "float16", "bfloat16", "float32"]
"""The type of converted weights; `auto` is float16 where there is a CUDA device (bfloat16 for T5), else int8."""


def convert(card: ModelCard, *, models_dir: Path | None = None, quantization: Quantization = "auto") -> Path:
    """Convert the model of a card (pulled, or in a folder of the user) and return the folder that `ct2` loads."""
    store = Store(models_dir)
    if card.origin.embedded:
        raise ConfigError(f"{card.id} is part of the package and already converted: there is nothing to convert")
    source = store.verify(card, store.source(card) or "hf")
    with store.claim(card.id):
        target = store.own(card) / "ct2"
        convert_folder(card, source, target, quantization=quantization)
        store.pin(card, "ct2")
    return target


def convert_folder(card: ModelCard, source: Path, target: Path, *, quantization: Quantization) -> None:
    """Convert the model in `source`, as the hub has it or as Marian wrote it, into `target`.

    Raises `ModelUnavailable` where CTranslate2 cannot take the model, or torch and transformers are missing, which
    checkpoints of the hub need.
    """
    if quantization == "auto":
        import ctranslate2

        half: Quantization = "bfloat16" if card.architecture in OVERFLOWING else "float16"
        quantization = half if ctranslate2.get_cuda_device_count() else "int8"
    partial = target.with_name(f".{target.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        if is_layout(source, "marian"):
            _write_marian(card, source, partial, quantization)
        else:
            _write(card, source, partial, quantization)
        replace_folder(partial, target)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def export(card: ModelCard, folder: Path, *, models_dir: Path | None = None) -> Path:
    """Write the model of a card into a new folder, in the layout of the Hugging Face hub, and return the folder.

    A checkpoint is copied. A Marian model that is there converted only is read back, in float32.

    Raises:
        ConfigError: If the folder exists.
        ModelUnavailable: If the model is not installed or damaged, or torch and transformers are missing.
    """
    if folder.exists():
        raise ConfigError(f"{folder} exists", [Fault("", "name a new folder for the checkpoint, or remove this one")])
    store = Store(models_dir)
    source = store.verify(card, store.usable(card, "hf"))
    partial = folder.with_name(f".{folder.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    try:
        if is_layout(source, "hf"):
            shutil.copytree(source, partial)
        else:
            partial.mkdir(parents=True)
            _write_back(card, source, partial)
        replace_folder(partial, folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return folder


def write_marian_tokenizer(
    folder: Path, *, numbers: Mapping[str, int], source: str, targets: Sequence[str], positions: int
) -> None:
    """Write the files of a `MarianTokenizer` that stand beside its two SentencePiece files.

    Args:
        folder: The checkpoint.
        numbers: The number of each token, `<pad>` included.
        source: Language code of the source.
        targets: Language codes of the targets.
        positions: The most tokens of a text.
    """
    settings = {
        "tokenizer_class": "MarianTokenizer",
        "source_lang": source,
        "target_lang": targets[0] if len(targets) == 1 else "mul",
        "model_max_length": positions,
        "separate_vocabs": False,
    }
    (folder / "vocab.json").write_text(json.dumps(numbers, ensure_ascii=False, indent=0), encoding="utf-8")
    (folder / TOKENIZER).write_text(json.dumps(settings), encoding="utf-8")


def _write_back(card: ModelCard, source: Path, folder: Path) -> None:
    torch, library = _libraries("exporting")
    model, checkpoint = open_checkpoint(card, source, library=library, dtype=torch.float32)
    positions = model.config.max_position_embeddings
    model.generation_config = library.GenerationConfig(
        bad_words_ids=[[model.config.pad_token_id]],
        decoder_start_token_id=model.config.decoder_start_token_id,
        eos_token_id=model.config.eos_token_id,
        forced_eos_token_id=model.config.forced_eos_token_id,
        pad_token_id=model.config.pad_token_id,
        max_length=positions,
        num_beams=4,
    )
    with quiet():
        model.save_pretrained(folder)
    for name in MARIAN:
        shutil.copyfile(source / name, folder / name)
    write_marian_tokenizer(
        folder, numbers=checkpoint.ids, source=card.sources[0], targets=card.targets, positions=positions
    )


def _libraries(what: str) -> tuple[Any, Any]:
    """torch and transformers. Raises `ModelUnavailable` where they are missing."""
    try:
        return import_module("torch"), import_module("transformers")
    except ImportError as error:
        message = f"{what} needs torch and transformers ({error}); run: {install('hf')}"
        raise ModelUnavailable(message) from error


def _write(card: ModelCard, source: Path, folder: Path, quantization: Quantization) -> None:
    torch, library = _libraries("converting")
    from ctranslate2.converters import TransformersConverter

    class Converter(TransformersConverter):  # type: ignore[misc]  # CTranslate2 has no type hints
        """CTranslate2's converter, with corrections for transformers 5."""

        checkpoint: Checkpoint

        def load_model(self, _class: Any, name: str, **settings: Any) -> Any:
            # Half-precision checkpoints are converted from float32, or parts of an int8 model stay float16.
            model, self.checkpoint = open_checkpoint(
                card, Path(name), library=library, **{**settings, "dtype": torch.float32}
            )
            _restore_settings(model.config)
            return model

        def load_tokenizer(self, _class: Any, _name: str, **_settings: Any) -> Any:
            return _Vocabulary(self.checkpoint)

        def _load(self) -> Any:
            spec = super()._load()
            heads = card.alignment_heads or spec.decoder.num_heads
            spec.decoder.alignment_heads = type(spec.decoder.alignment_heads)(heads)
            if card.architecture == "marian" and not spec.decoder.projection.has_bias():
                # CTranslate2 leaves out a bias of zeros. With it, a converted Marian model without one is a broken one.
                spec.decoder.projection.bias = np.zeros(spec.decoder.embeddings.weight.shape[0], dtype=np.float32)
            if self.checkpoint.target_ids is not self.checkpoint.ids:
                _give_target_vocabulary(spec, self.checkpoint)
            if card.architecture != "marian":  # Marian starts from a zero embedding, whatever the token
                # The converter recognizes mBART-25 by `tokenizer_class`, which configurations no longer have.
                spec.config.decoder_start_token = self.checkpoint.adapter.prompt.start
            return spec

    converter = Converter(str(source))
    try:
        check_files(source)
        with quiet():
            converter.convert(str(folder), quantization=quantization, force=True)
    except OSError as error:
        raise ModelUnavailable(f"{card.id} could not be converted: {error}") from error
    except load_errors() as error:
        versions = f"transformers {library.__version__}"
        remedy = f"use the hf backend, or if files are damaged: {card.remedy}"
        raise ModelUnavailable(f"{card.id} does not convert with {versions}: {error}\n  {remedy}") from error
    checkpoint = converter.checkpoint
    pieces = checkpoint.adapter.pieces
    if isinstance(pieces, JsonPieces):
        pieces.save(folder / JSON)
    else:
        for name in dict.fromkeys(checkpoint.files):
            shutil.copyfile(source / name, folder / name)
    if (source / TOKENIZER).is_file():  # it names the languages
        shutil.copyfile(source / TOKENIZER, folder / TOKENIZER)
    if card.architecture != "marian":  # there the card says it
        checkpoint.adapter.prompt.save(folder)


def _write_marian(card: ModelCard, source: Path, folder: Path, quantization: Quantization) -> None:
    """Convert what Marian trained: `decoder.yml` names the weights (`.npz`) and the vocabularies."""
    from ctranslate2.converters import MarianConverter

    class Converter(MarianConverter):  # type: ignore[misc]  # CTranslate2 has no type hints
        """CTranslate2's converter; the end mark is put after a text by `TokenizerAdapter`."""

        def _load(self) -> Any:
            spec = super()._load()
            spec.config.add_source_eos = False
            # `guided-alignment: none` trains no head for it; then the mean of all is better than the first.
            heads = card.alignment_heads or spec.decoder.num_heads
            spec.decoder.alignment_heads = type(spec.decoder.alignment_heads)(heads)
            return spec

    try:
        with (source / "decoder.yml").open(encoding="utf-8") as file:
            settings = yaml.safe_load(file)
        names = [Path(name).name for name in (settings["models"][0], *settings["vocabs"])]
        if lacking := [name for name in (*names, *MARIAN) if not (source / name).is_file()]:
            raise ValueError(f"it lacks {', '.join(dict.fromkeys(lacking))}")
        with (source / names[0]).open("rb") as weights:
            converter = Converter(weights, [str(source / name) for name in names[1:]])
            converter.convert(str(folder), quantization=quantization, force=True)
        refuse(converted_faults(read_stored(folder / WEIGHTS), architecture=card.architecture))
    except (OSError, EOFError, ValueError, KeyError, TypeError, yaml.YAMLError, zipfile.BadZipFile) as error:
        cause = f"it lacks {error}" if isinstance(error, KeyError) else str(error)
        raise ModelUnavailable(
            f"{card.id} cannot be converted from {source}: {cause}\n  to repair: {card.remedy}"
        ) from error
    for name in MARIAN:
        shutil.copyfile(source / name, folder / name)


def _give_target_vocabulary(spec: Any, checkpoint: Checkpoint) -> None:
    """Give a converted Marian model the vocabulary of its target side; the converter knows that of the source alone.

    As on the source side, the padding, which is last and which transformers starts with, is left out.
    """
    tokens = [token for _, token in sorted(checkpoint.names.items()) if token != checkpoint.pad]
    spec._vocabularies["target"] = [tokens]  # registered before, with the tokens of the source
    for part in (spec.decoder.embeddings, spec.decoder.projection):
        part.weight = part.weight[: len(tokens)]
    spec.decoder.projection.bias = spec.decoder.projection.bias[: len(tokens)]


class _Vocabulary:
    """The part of a tokenizer of transformers that CTranslate2's converter asks for."""

    def __init__(self, checkpoint: Checkpoint) -> None:
        self._checkpoint = checkpoint
        self.eos_token = checkpoint.end
        self.bos_token = "<s>" if "<s>" in checkpoint.ids else checkpoint.end
        self.pad_token = checkpoint.pad
        self.unk_token = checkpoint.unknown or checkpoint.end
        self.unk_token_id = checkpoint.ids[self.unk_token]
        self.special_tokens_map: dict[str, list[str]] = {}

    def get_vocab(self) -> dict[str, int]:
        """The number of each token, without gaps."""
        numbers = set(self._checkpoint.ids.values())
        gaps = {f"<gap_{i}>": i for i in range(max(numbers)) if i not in numbers}
        return {**self._checkpoint.ids, **gaps}

    def convert_ids_to_tokens(self, number: int | None) -> str:
        """The token of a number."""
        return self._checkpoint.names.get(-1 if number is None else number, self.eos_token)


def _restore_settings(config: Any) -> None:
    """Set the options that the converter reads and that transformers 5 no longer writes."""
    match config.model_type:
        case "t5" | "mt5":
            # `tie_word_embeddings` used to say whether outputs are scaled; now it is always true. mT5 never scales.
            config.tie_word_embeddings = getattr(config, "scale_decoder_outputs", False)
        case "bart":
            config.normalize_before, config.normalize_embedding = False, True
        case "mbart":
            config.normalize_before, config.normalize_embedding = True, True
        case "pegasus":
            config.normalize_before, config.normalize_embedding = True, False
