"""The card of a summarizer: what it is, what it was made of and how good it is, measured and never guessed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from babelpress.models.backends.base import Decoding
from babelpress.models.backends.ctranslate2 import CTranslate2Backend, CTranslate2Options
from babelpress.models.cards import ModelCard
from recipe.card import described, filled
from recipe.config import GoldenSource
from recipe.summary_config import SummarizerRecipe
from recipe.training import Progress

_NAMES = {"rouge1": "rouge1", "rouge2": "rouge2", "rougel": "rougeL"}
"""Of our metrics, as cards call them."""


def draft(recipe: SummarizerRecipe, folder: Path) -> ModelCard:
    """Give the card of the model in `folder` as far as the recipe knows it."""
    card = described(recipe, folder, task="summarization", source=recipe.language, targets=recipe.tokens)
    return card.model_copy(update={"writes": recipe.ranking is None})


def complete(
    recipe: SummarizerRecipe,
    folder: Path,
    *,
    scores: Mapping[str, Any],
    prepared: Mapping[str, Any],
    pretraining: Progress | None,
    training: Progress,
) -> dict[str, Any]:
    """Give the whole card as it is written: checksums, scores, golden texts as the model itself says them."""
    card = draft(recipe, folder)
    model = CTranslate2Backend(card, folder / "ct2", CTranslate2Options())

    def say(one: GoldenSource) -> str:
        return model.generate([one.text], Decoding(), source=recipe.language, target=one.target)[0].text

    return filled(
        card,
        folder,
        scores=_scores(recipe, scores),
        golden={one: say(one) for one in recipe.card.golden},
        description=_description(recipe, scores, prepared, pretraining, training),
    )


def _scores(recipe: SummarizerRecipe, scores: Mapping[str, Any]) -> list[dict[str, Any]]:
    own = scores["systems"][0]["scores"]
    note = f"{scores['articles']} articles, {scores['signature']}"
    return [
        {
            "source": recipe.language,
            "target": recipe.language,
            "metric": name,
            "testset": scores["testset"],
            "value": own[key][0],
            "origin": "measured",
            "note": f"{own[key][1]} to {own[key][2]}; {note}",
        }
        for key, name in _NAMES.items()
    ]


def _description(
    recipe: SummarizerRecipe,
    scores: Mapping[str, Any],
    prepared: Mapping[str, Any],
    pretraining: Progress | None,
    training: Progress,
) -> str:
    shape, number = recipe.model, scores["articles"]
    fell_back, said = scores["checks"].get("fell_back", 0), scores["systems"][0]["unsupported"]
    sentences = [
        recipe.card.description.strip(),
        f"MarianMT, {shape.encoder_layers} encoder and {shape.decoder_layers} decoder layers, width {shape.dim}.",
        _trained(prepared, pretraining, training),
        f"On {number} articles of {scores['testset']} (test) {fell_back / number:.1%} of the summaries gave way to "
        f"extractive ones; {said:.1%} of what was given says a number, name or quotation that the article lacks.",
        "The scores are those of what is given." + ("" if scores["best"] else " " + _not_best(scores)),
    ]
    return " ".join(filter(None, sentences))


def _trained(prepared: Mapping[str, Any], pretraining: Progress | None, training: Progress) -> str:
    parts = [("gap sentences", pretraining)] if pretraining else []
    parts.append((f"{prepared['distinct_pairs']:,} abstracts and titles", training))
    told = [f"{run.seconds / 60:.0f} minutes on {what} ({run.target_tokens / 1e6:.1f} M tokens)" for what, run in parts]
    return f"Trained for {' and '.join(told)}."


def _not_best(scores: Mapping[str, Any]) -> str:
    undefeated = [
        f"{one['system']} in {metric}"
        for one in scores["systems"][1:]
        for metric in ("rouge1", "rougel")
        if not one["beaten"][metric][0]
    ]
    return f"Not better than {', '.join(undefeated)} by more than chance explains." if undefeated else ""
