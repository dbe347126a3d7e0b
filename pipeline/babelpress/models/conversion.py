"""Conversion of a checkpoint for CTranslate2. An older result stays in place until the new one is complete."""

import shutil
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

from babelpress.errors import ConfigError, ModelUnavailable
from babelpress.models.backends.checkpoint import (
    M2M_PIECES,
    load_errors,
    quiet,
    read_special_tokens_of,
    whole_vocabulary,
)
from babelpress.models.backends.prompt import SpecialTokens
from babelpress.models.cards import ModelCard
from babelpress.models.store import Store, replace_folder

Quantization = Literal["int8", "int8_float16", "float16", "float32"]


def convert(card: ModelCard, *, models_dir: Path | None = None, quantization: Quantization = "int8") -> Path:
    """Convert the checkpoint of a card (pulled, or in a folder of the user) and return the folder that `ct2` loads."""
    store = Store(models_dir)
    if card.origin.embedded:
        raise ConfigError(f"{card.id} is part of the package and already converted: there is nothing to convert")
    source = store.verify(card, "hf")
    with store.claim(card.id):
        target = store.own(card) / "ct2"
        convert_folder(card, source, target, quantization=quantization)
        store.pin(card, "ct2")
    return target


def convert_folder(card: ModelCard, source: Path, target: Path, *, quantization: Quantization) -> None:
    """Convert the checkpoint in `source` into `target`.

    Raises `ModelUnavailable` where torch and transformers are missing or CTranslate2 cannot take the model.
    """
    if (source / "target_vocab.json").is_file():
        message = f"{card.id} has two vocabularies, which CTranslate2 cannot convert; use the hf backend"
        raise ModelUnavailable(message)
    partial = target.with_name(f".{target.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        _write(card, source, partial, quantization)
        replace_folder(partial, target)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _write(card: ModelCard, source: Path, folder: Path, quantization: Quantization) -> None:
    try:
        torch: Any = import_module("torch")
        library: Any = import_module("transformers")
    except ImportError as error:
        message = f"converting needs torch and transformers ({error}); run: pip install 'babelpress[hf]'"
        raise ModelUnavailable(message) from error
    from ctranslate2.converters import TransformersConverter

    class Converter(TransformersConverter):  # type: ignore[misc]  # CTranslate2 has no type hints
        """CTranslate2's converter, with corrections for transformers 5."""

        prompt: SpecialTokens
        tokenizer: Any

        def load_model(self, model_class: Any, name: str, **settings: Any) -> Any:
            # Half-precision checkpoints are converted from float32, or parts of an int8 model stay float16.
            model = model_class.from_pretrained(name, **{**settings, "dtype": torch.float32})
            _check_architecture(card, model.config.model_type)
            _restore_settings(model.config)
            self.generation = model.generation_config
            return model

        def load_tokenizer(self, tokenizer_class: Any, name: str, **settings: Any) -> Any:
            self.tokenizer = tokenizer_class.from_pretrained(name, local_files_only=True, **settings)
            if card.architecture == "m2m100":
                whole = whole_vocabulary(self.tokenizer)
                self.tokenizer.get_vocab = lambda: whole
            return self.tokenizer

        def _load(self) -> Any:
            spec = super()._load()
            heads = card.alignment_heads or spec.decoder.num_heads
            spec.decoder.alignment_heads = type(spec.decoder.alignment_heads)(heads)
            self.prompt = read_special_tokens_of(card, tokenizer=self.tokenizer, generation=self.generation)
            if card.architecture != "marian":  # Marian starts from a zero embedding, whatever the token
                # The converter recognizes mBART-25 by `tokenizer_class`, which configurations no longer have.
                spec.config.decoder_start_token = self.prompt.start
                spec.config.bos_token = spec.config.bos_token or self.tokenizer.eos_token  # mBART-50 has none
            return spec

    converter = Converter(str(source))
    try:
        with quiet():
            converter.convert(str(folder), quantization=quantization, force=True)
    except OSError as error:
        raise ModelUnavailable(f"{card.id} could not be converted: {error}") from error
    except load_errors() as error:
        versions = f"transformers {library.__version__}"
        raise ModelUnavailable(f"{card.id} does not convert with {versions}: {error}\n  use the hf backend") from error
    match card.architecture:
        case "marian":
            names = ["source.spm", "target.spm"]
        case "m2m100":
            names = [M2M_PIECES]
        case _:
            names = []
            converter.tokenizer.backend_tokenizer.save(str(folder / "tokenizer.json"))
    for name in names:
        shutil.copyfile(source / name, folder / name)
    if card.architecture != "marian":
        converter.prompt.save(folder)


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


def _check_architecture(card: ModelCard, found: str) -> None:
    if found.replace("_", "") != card.architecture:
        raise ValueError(f"the card says {card.architecture}, the checkpoint is {found}")
