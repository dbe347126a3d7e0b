"""Real models of every architecture in miniature: random weights from a seed, a tokenizer trained on a few sentences.

`build(architecture, folder)` saves one in the hub's layout and gives its card. Nothing in them makes sense; the
numbers do.
"""

import io
import json
from pathlib import Path
from typing import Any

from babelpress.models.backends.checkpoint import quiet
from babelpress.models.cards import ModelCard

SENTENCES = (
    "Le conseil a voté le budget de la ville hier soir.",
    "La ministre annonce une réforme de l'école publique.",
    "Les habitants demandent plus d'arbres dans la rue.",
    "Un train sur dix arrive en retard, selon le rapport.",
    "Il fait beau.",
)
_CORPUS = (
    *SENTENCES,
    "The council voted the city budget last night.",
    "De raad heeft gisteravond de begroting van de stad goedgekeurd.",
    "De minister kondigt een hervorming van de openbare school aan.",
    "Residents are asking for more trees in the street: 12 % say so in 2024 (again).",
)

ARCHITECTURES = ("marian", "bart", "mbart", "mbart50", "barthez", "t5", "t5-v1.1", "mt5", "pegasus", "m2m100")
"""What `build` knows: the architectures of a card and their dialects."""

_SIZE = {"d_model": 32, "encoder_layers": 2, "decoder_layers": 2, "encoder_attention_heads": 2}
_SIZE |= {"decoder_attention_heads": 2, "encoder_ffn_dim": 48, "decoder_ffn_dim": 48, "max_position_embeddings": 512}
_CODES = {"fr": "fr_XX", "nl": "nl_XX", "en": "en_XX"}


def build(architecture: str, folder: Path) -> ModelCard:
    """Save a tiny model in `folder` and give its card."""
    folder.mkdir(parents=True)
    with quiet():
        model, settings = _BUILDERS[architecture](folder)
        _randomize(model)
        model.save_pretrained(folder)
    family = {"mbart50": "mbart", "barthez": "mbart", "t5-v1.1": "t5"}.get(architecture, architecture)
    defaults = {
        "id": f"tiny-{architecture}",
        "task": "translation",
        "architecture": family,
        "sources": ["fr"],
        "targets": ["en", "nl"],
        "max_tokens": 100,
        "normalize": ["apostrophe", "spaces"],
        "origin": {"folder": str(folder)},
        "licence": "CC0-1.0",
        "commercial_use": True,
    }
    return ModelCard.model_validate(defaults | settings)


def _randomize(model: Any) -> None:
    """Make the outputs differ: freshly initialized weights give almost the same logit to every token."""
    import torch

    generator = torch.Generator().manual_seed(7)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if weight.requires_grad and weight.dim() > 1 and "position" not in name:
                weight.copy_(torch.randn(weight.shape, generator=generator) * weight.shape[-1] ** -0.5)
        for part in model.modules():
            if isinstance(part, torch.nn.Embedding) and part.padding_idx is not None:
                part.weight[part.padding_idx] = 0  # Marian starts its output from it
        if hasattr(model, "final_logits_bias"):
            model.final_logits_bias[0, model.config.eos_token_id] = 1.8  # some outputs end by themselves


def sentencepiece(path: Path, **settings: Any) -> Any:
    """Train a SentencePiece model on the corpus, save it and give the processor."""
    from sentencepiece import SentencePieceProcessor, SentencePieceTrainer

    model = io.BytesIO()
    SentencePieceTrainer.train(
        sentence_iterator=iter(_CORPUS),
        model_writer=model,
        vocab_size=110,
        hard_vocab_limit=False,
        minloglevel=2,
        **settings,
    )
    path.write_bytes(model.getvalue())
    return SentencePieceProcessor(model_proto=model.getvalue())


def _marian(folder: Path) -> tuple[Any, dict[str, Any]]:
    from transformers import GenerationConfig, MarianConfig, MarianMTModel

    languages = {"en": ">>eng<<", "nl": ">>nld<<"}
    spm = sentencepiece(
        folder / "source.spm", eos_id=0, unk_id=1, bos_id=-1, pad_id=-1, user_defined_symbols=list(languages.values())
    )
    (folder / "target.spm").write_bytes((folder / "source.spm").read_bytes())
    size = len(spm)
    vocabulary = {spm.id_to_piece(i): i for i in range(size)} | {"<pad>": size}
    (folder / "vocab.json").write_text(json.dumps(vocabulary), encoding="utf-8")
    settings = {"tokenizer_class": "MarianTokenizer", "source_lang": "fr", "target_lang": "mul"}
    (folder / "tokenizer_config.json").write_text(json.dumps(settings), encoding="utf-8")
    ids = {"pad_token_id": size, "decoder_start_token_id": size, "eos_token_id": 0, "forced_eos_token_id": 0}
    config = MarianConfig(vocab_size=size + 1, scale_embedding=True, **_SIZE, **ids)
    model = MarianMTModel(config)
    model.generation_config = GenerationConfig(num_beams=6, max_length=5, bad_words_ids=[[size]], **ids)
    return model, {"tokens": "source", "target_tokens": languages, "suppress_unknown": True}


def _bart(folder: Path) -> tuple[Any, dict[str, Any]]:
    from tokenizers import ByteLevelBPETokenizer
    from transformers import BartConfig, BartForConditionalGeneration, BartTokenizer

    trained = ByteLevelBPETokenizer()
    trained.train_from_iterator(
        _CORPUS, vocab_size=320, special_tokens=["<s>", "<pad>", "</s>", "<unk>", "<mask>"], show_progress=False
    )
    trained.save_model(str(folder))
    tokenizer = BartTokenizer.from_pretrained(folder)
    tokenizer.save_pretrained(folder)
    config = BartConfig(vocab_size=len(tokenizer), **_SIZE)
    model = BartForConditionalGeneration(config)
    model.generation_config.update(forced_bos_token_id=0, no_repeat_ngram_size=3, min_length=20, num_beams=4)
    return model, {"task": "summarization", "targets": ["fr"]}


def _mbart(folder: Path) -> tuple[Any, dict[str, Any]]:
    from transformers import MBartTokenizer

    sentencepiece(folder / "sentencepiece.bpe.model", bos_id=1, eos_id=2, unk_id=0, pad_id=-1)
    tokenizer = MBartTokenizer.from_pretrained(folder)
    return _mbart_model(folder, tokenizer, start=tokenizer.convert_tokens_to_ids("nl_XX")), _mbart_card()


def _mbart50(folder: Path) -> tuple[Any, dict[str, Any]]:
    from transformers import MBart50Tokenizer

    sentencepiece(folder / "sentencepiece.bpe.model", bos_id=1, eos_id=2, unk_id=0, pad_id=-1)
    tokenizer = MBart50Tokenizer.from_pretrained(folder)
    return _mbart_model(folder, tokenizer, start=tokenizer.eos_token_id), _mbart_card()


def _barthez(folder: Path) -> tuple[Any, dict[str, Any]]:
    from tokenizers import processors
    from transformers import BarthezTokenizer

    spm = sentencepiece(folder / "sentencepiece.bpe.model", bos_id=1, eos_id=2, unk_id=0, pad_id=-1)
    pieces = [(spm.id_to_piece(i), spm.get_score(i)) for i in range(3, len(spm))]
    special = [(token, 0.0) for token in ("<s>", "<pad>", "</s>", "<unk>")]
    tokenizer = BarthezTokenizer(vocab=[*special, *pieces, ("<mask>", 0.0)])
    tokenizer.backend_tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    return _mbart_model(folder, tokenizer, start=tokenizer.eos_token_id), {"task": "summarization", "targets": ["fr"]}


def _mbart_card() -> dict[str, Any]:
    return {"tokens": "decoder", "source_tokens": _CODES, "target_tokens": _CODES}


def _mbart_model(folder: Path, tokenizer: Any, *, start: int) -> Any:
    from transformers import MBartConfig, MBartForConditionalGeneration

    tokenizer.save_pretrained(folder)
    ids = {name: getattr(tokenizer, name) for name in ("bos_token_id", "eos_token_id", "pad_token_id")}
    config = MBartConfig(vocab_size=len(tokenizer), decoder_start_token_id=start, scale_embedding=True, **_SIZE, **ids)
    return MBartForConditionalGeneration(config)


def _t5(folder: Path) -> tuple[Any, dict[str, Any]]:
    from transformers import T5Config, T5ForConditionalGeneration

    size = _t5_tokenizer(folder)
    prefixes = {"en": "translate French to English: ", "nl": "translate French to Dutch: "}
    model = T5ForConditionalGeneration(T5Config(vocab_size=size, **_T5_SIZE))
    return model, {"tokens": "source", "target_tokens": prefixes}


def _t5_1(folder: Path) -> tuple[Any, dict[str, Any]]:
    from transformers import T5Config, T5ForConditionalGeneration

    size = _t5_tokenizer(folder)
    config = T5Config(vocab_size=size, feed_forward_proj="gated-gelu", tie_word_embeddings=False, **_T5_SIZE)
    return T5ForConditionalGeneration(config), {"task": "summarization", "targets": ["fr"]}


def _mt5(folder: Path) -> tuple[Any, dict[str, Any]]:
    from transformers import MT5Config, MT5ForConditionalGeneration

    size = _t5_tokenizer(folder)
    config = MT5Config(vocab_size=size, feed_forward_proj="gated-gelu", **_T5_SIZE)
    return MT5ForConditionalGeneration(config), {"task": "summarization", "targets": ["fr"]}


_T5_SIZE = {"d_model": 32, "d_kv": 16, "d_ff": 48, "num_layers": 2, "num_heads": 2, "decoder_start_token_id": 0}


def _t5_tokenizer(folder: Path) -> int:
    from transformers import T5Tokenizer

    sentencepiece(folder / "spiece.model", pad_id=0, eos_id=1, unk_id=2, bos_id=-1)
    tokenizer = T5Tokenizer.from_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return len(tokenizer) + 4  # like the real ones, which round the vocabulary up


def _pegasus(folder: Path) -> tuple[Any, dict[str, Any]]:
    from transformers import PegasusConfig, PegasusForConditionalGeneration, PegasusTokenizer

    sentencepiece(folder / "spiece.model", pad_id=0, eos_id=1, unk_id=2, bos_id=-1)
    tokenizer = PegasusTokenizer.from_pretrained(folder)
    tokenizer.save_pretrained(folder)
    model = PegasusForConditionalGeneration(PegasusConfig(vocab_size=len(tokenizer), scale_embedding=True, **_SIZE))
    return model, {"task": "summarization", "targets": ["fr"]}


def _m2m100(folder: Path) -> tuple[Any, dict[str, Any]]:
    from transformers import M2M100Config, M2M100ForConditionalGeneration, M2M100Tokenizer

    spm = sentencepiece(folder / "sentencepiece.bpe.model", bos_id=0, eos_id=1, unk_id=2, pad_id=-1)
    known = [spm.id_to_piece(i) for i in range(3, len(spm))]
    vocabulary = {piece: i for i, piece in enumerate(["<s>", "<pad>", "</s>", "<unk>", *known])}
    (folder / "vocab.json").write_text(json.dumps(vocabulary), encoding="utf-8")
    tokenizer = M2M100Tokenizer.from_pretrained(folder)
    tokenizer.save_pretrained(folder)
    model = M2M100ForConditionalGeneration(
        M2M100Config(vocab_size=tokenizer.encoder_size + 108, scale_embedding=True, **_SIZE)
    )
    codes = {code: f"__{code}__" for code in ("fr", "en", "nl")}
    return model, {"tokens": "decoder", "source_tokens": codes, "target_tokens": codes}


_BUILDERS = {
    "marian": _marian,
    "bart": _bart,
    "mbart": _mbart,
    "mbart50": _mbart50,
    "barthez": _barthez,
    "t5": _t5,
    "t5-v1.1": _t5_1,
    "mt5": _mt5,
    "pegasus": _pegasus,
    "m2m100": _m2m100,
}
