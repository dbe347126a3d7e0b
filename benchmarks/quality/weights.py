"""A profile with other weights in place of its own: what old and new ones are compared through.

A folder of weights is CTranslate2's (`model.bin`), a checkpoint of Transformers (`config.json`, converted to int8 as
`babelpress models convert` does), or holds one of them as `ct2` or `hf`. A `card.yaml` in it describes them; without
one the profile's own card does, its checksums and golden sentences left out: those are of other weights.
"""

from collections.abc import Sequence
from pathlib import Path

import yaml

from babelpress.config.schema import Profile
from babelpress.models.cards import ModelCard, Origin, read_card
from babelpress.models.conversion import convert_folder
from babelpress.stages.profiles import all_cards, load_profile

OWN = "shipped"
"""What stands for the profile's own weights where a folder is asked for."""


def with_weights(
    profile: str, weights: Path | None, *, targets: Sequence[str], overrides: Sequence[str], scratch: Path
) -> Profile:
    """Load a profile whose model from its source language is that in the folder `weights`; None or `shipped`: its own.

    `scratch` is an empty folder that has to last as long as the profile is used.
    """
    loaded = load_profile(profile, overrides=overrides, targets=targets)
    if weights is None or str(weights) == OWN:
        return loaded
    known = all_cards(loaded)
    own = [name for name in loaded.translation.models if set(known[name].sources) & set(loaded.sources)]
    if len(own) != 1:
        raise SystemExit(f"{profile} has several models, so one folder of weights cannot stand for it: name another")
    folder, kind = found(weights)
    described = weights / "card.yaml"
    card = read_card(described) if described.is_file() else known[own[0]]
    # The name is the profile's, so that it finds this card; its own card comes first and loses.
    card = card.model_copy(update={"id": own[0], "files": {}, "golden": ()})
    if kind == "hf":
        convert_folder(card, folder, scratch / "ct2", quantization="int8")
        folder = scratch / "ct2"
    write(card.model_copy(update={"origin": Origin(folder=str(folder.resolve()))}), scratch / "cards")
    cards = [*loaded.cards, str(scratch / "cards")]
    return load_profile(profile, overrides=[*overrides, f"cards={cards}"], targets=targets)


def found(weights: Path) -> tuple[Path, str]:
    """Give the folder that holds the weights, and `ct2` or `hf`."""
    for folder in (weights, weights / "ct2", weights / "hf"):
        if (folder / "model.bin").is_file():
            return folder, "ct2"
        if (folder / "config.json").is_file():
            return folder, "hf"
    raise SystemExit(f"{weights} holds no weights: neither model.bin nor config.json, nor a folder ct2 or hf")


def write(card: ModelCard, folder: Path) -> None:
    """Write a card as the store reads it."""
    folder.mkdir(parents=True)
    text = yaml.safe_dump(card.model_dump(mode="json", exclude_defaults=True), allow_unicode=True)
    (folder / f"{card.id}.yaml").write_text(text, encoding="utf-8")
