"""The card of a model: what it is, what it was made of and how good it is, measured and never guessed."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import yaml

from babelpress._internal.files import write_atomically
from babelpress.models.cards import ModelCard, Origin, checksum
from recipe.config import AnyRecipe, GoldenSource, Recipe
from recipe.scoring import Figure, translate
from recipe.training import Progress


def draft(recipe: Recipe, folder: Path) -> ModelCard:
    """Give the card of the model in `folder` as far as the recipe knows it."""
    return described(recipe, folder, task="translation", source=recipe.source, targets=recipe.targets)


def complete(
    recipe: Recipe, folder: Path, *, figures: Iterable[Figure], prepared: Mapping[str, Any], progress: Progress
) -> dict[str, Any]:
    """Give the whole card as it is written: checksums, scores, golden sentences as the model itself says them."""
    card = draft(recipe, folder)

    def say(one: GoldenSource) -> str:
        return translate(card, folder, [one.text], target=one.target, beam=recipe.card.beam)[0]

    return filled(
        card,
        folder,
        scores=[_score(figure) for figure in figures],
        golden={one: say(one) for one in recipe.card.golden},
        description=_description(recipe, prepared, progress),
    )


def described(
    recipe: AnyRecipe,
    folder: Path,
    *,
    task: Literal["translation", "summarization"],
    source: str,
    targets: Mapping[str, str],
) -> ModelCard:
    """Give the card of any model in `folder` as far as its recipe knows it; `targets` maps languages to tokens."""
    return ModelCard(
        id=recipe.id,
        task=task,
        architecture="marian",
        sources=(source,),
        targets=tuple(targets),
        tokens="source",
        target_tokens=dict(targets),
        max_tokens=recipe.card.max_tokens,
        normalize=recipe.normalize,
        suppress_unknown=True,
        origin=Origin(folder=str(folder)),
        licence=recipe.card.licence,
        commercial_use=recipe.card.commercial_use,
        notice=recipe.card.notice,
    )


def filled(
    card: ModelCard,
    folder: Path,
    *,
    scores: Sequence[Mapping[str, Any]],
    golden: Mapping[GoldenSource, str],
    description: str,
) -> dict[str, Any]:
    """Give a card with what was measured: size and checksums of the files in `folder`, scores, what the model says."""
    files = [path for layout in ("ct2", "hf") for path in sorted((folder / layout).iterdir())]
    size = sum(path.stat().st_size for path in files if path.parent.name == "ct2")
    whole = card.model_dump(mode="json", exclude_defaults=True, exclude={"notice"}) | {
        "size_mb": max(1, round(size / 1e6)),
        "files": {f"{path.parent.name}/{path.name}": checksum(path) for path in files},
        "scores": list(scores),
        "golden": [
            {"source": card.sources[0], "target": one.target, "text": one.text, "expected": said}
            for one, said in golden.items()
        ],
        "notice": card.notice,
        "description": description,
    }
    ModelCard.model_validate(whole)
    return whole


def write(card: Mapping[str, Any], path: Path) -> None:
    """Write a card, whole or not at all."""
    text = yaml.safe_dump(dict(card), sort_keys=False, allow_unicode=True, width=110)
    write_atomically(path, f"# Written by models/recipes from the recipe of {card['id']}.\n{text}")


def _score(figure: Figure) -> dict[str, Any]:
    kept = figure.model_dump(include={"source", "target", "metric", "testset", "value"})
    return {**kept, "origin": "measured", "note": f"± {figure.margin} on {figure.lines} lines"}


def _description(recipe: Recipe, prepared: Mapping[str, Any], progress: Progress) -> str:
    shape = recipe.model
    corpora = sorted(prepared["licences"])
    sentences = [
        recipe.card.description.strip(),
        f"MarianMT, {shape.encoder_layers} encoder and {shape.decoder_layers} decoder layers, width {shape.dim}.",
        f"Trained for {progress.seconds / 60:.0f} minutes: {progress.steps:,} steps, "
        f"{progress.target_tokens / 1e6:.1f} M target tokens of {prepared['distinct_pairs']:,} sentence pairs.",
        f"Corpora: {', '.join(corpora)}.",
    ]
    if prepared["not_commercial"]:
        sentences.append(f"Released for research only: {', '.join(sorted(prepared['not_commercial']))}.")
    return " ".join(filter(None, sentences))
