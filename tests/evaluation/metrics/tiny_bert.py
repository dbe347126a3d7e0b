"""A BERT in miniature, in the hub's layout: random weights from a seed, pieces of words from a few sentences."""

from pathlib import Path

from babelpress.models.backends.checkpoint import quiet

SENTENCES = (
    "The council voted the city budget last night.",
    "De raad heeft gisteravond de begroting van de stad goedgekeurd.",
    "Residents are asking for more trees in the street: 12 % say so in 2024 (again).",
    "Nobody was hurt. L’été à Angoulême coûte 12 €.",
)
POSITIONS = 24
"""The longest input, so that a sentence or two are more than one window."""


def build(folder: Path) -> Path:
    """Save it in `folder` and give that."""
    import torch
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, trainers
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    trained = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    trained.normalizer = normalizers.BertNormalizer(lowercase=False)
    trained.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    trained.train_from_iterator(
        SENTENCES, trainers.WordPieceTrainer(vocab_size=200, special_tokens=special, show_progress=False)
    )
    trained.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    names = dict(zip(("pad_token", "unk_token", "cls_token", "sep_token", "mask_token"), special, strict=True))
    size = {"hidden_size": 32, "num_hidden_layers": 4, "num_attention_heads": 2, "intermediate_size": 48}
    with quiet():
        tokenizer = PreTrainedTokenizerFast(tokenizer_object=trained, model_max_length=POSITIONS, **names)
        tokenizer.save_pretrained(folder)
        model = BertModel(BertConfig(vocab_size=len(tokenizer), max_position_embeddings=POSITIONS, **size))
        generator = torch.Generator().manual_seed(7)
        with torch.no_grad():
            for weight in model.parameters():
                if weight.dim() > 1:
                    weight.copy_(torch.randn(weight.shape, generator=generator) * weight.shape[-1] ** -0.5)
        model.save_pretrained(folder)
    return folder
