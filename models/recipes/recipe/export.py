"""A checkpoint becomes what is used: `hf/`, a MarianMT folder in the hub's layout, and `ct2/`, CTranslate2 in int8."""

import shutil
from pathlib import Path

import torch
from transformers import GenerationConfig

from babelpress.models.backends.checkpoint import quiet
from babelpress.models.backends.converted import PAD
from babelpress.models.cards import ModelCard
from babelpress.models.conversion import convert_folder, write_marian_tokenizer
from recipe.model import VOCABULARY, build, load_start, read_pieces, read_start


def export(data: Path, checkpoint: Path, out: Path, *, start: Path | None, start_share: float = 0.0) -> None:
    """Write the averaged weights of a checkpoint of `training.train` as `out/hf` (float16) and `out/ct2` (int8).

    `start` is what that run was started from: the output bias is taken from there, training leaves it alone, and
    `start_share` of all other weights (Wortsman et al., "Robust fine-tuning of zero-shot models", CVPR 2022).
    """
    pieces = read_pieces(data / VOCABULARY)
    state = torch.load(checkpoint, map_location="cpu")
    model = build({"max_position_embeddings": 512, **state["shape"]}, pieces=len(pieces)).eval()
    if start:
        load_start(model, read_start(start, data=data))
    with torch.no_grad():
        learnt = [weight for weight in model.parameters() if weight.requires_grad]
        for weight, average in zip(learnt, state["ema"], strict=True):
            weight.copy_(torch.lerp(average, weight, start_share) if start else average)
        model.model.shared.weight[len(pieces)] = 0
        model.final_logits_bias[0, len(pieces)] = 0
    longest = model.config.max_position_embeddings
    model.generation_config = GenerationConfig(
        bad_words_ids=[[len(pieces)]],
        decoder_start_token_id=len(pieces),
        eos_token_id=0,
        forced_eos_token_id=0,
        pad_token_id=len(pieces),
        max_length=longest,
        num_beams=4,
    )
    hub = out / "hf"
    shutil.rmtree(hub, ignore_errors=True)
    hub.mkdir(parents=True)
    _write_tokenizer(hub, data / VOCABULARY, pieces, longest=longest)
    with quiet():
        # In float32 for the conversion: from float16 it would keep the parts that are not quantized in float16.
        model.save_pretrained(hub)
        convert_folder(_card(out), hub, out / "ct2", quantization="int8")
        model.half().save_pretrained(hub)


def _write_tokenizer(hub: Path, vocabulary: Path, pieces: list[str], *, longest: int) -> None:
    for name in ("source.spm", "target.spm"):
        shutil.copyfile(vocabulary, hub / name)
    numbers = {piece: i for i, piece in enumerate([*pieces, PAD])}
    write_marian_tokenizer(hub, numbers=numbers, source="fr", targets=(), positions=longest)


def _card(out: Path) -> ModelCard:
    """What the conversion wants to know of the model: with no `alignment_heads` it takes the mean of all."""
    return ModelCard(
        id=out.name,
        task="translation",
        architecture="marian",
        sources=("fr",),
        targets=("fr",),
        max_tokens=1,  # of no account here
        origin={"folder": str(out)},
        licence="",
        commercial_use=True,
    )
