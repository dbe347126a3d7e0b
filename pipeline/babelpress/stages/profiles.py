"""Loading of profiles, and all checks that need no weights: keys, kinds, options, models, routes."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from babelpress import lang
from babelpress.config import resources
from babelpress.config.plugins import kinds, resolve
from babelpress.config.schema import Profile, override, parse
from babelpress.config.strict_yaml import read_document
from babelpress.config.validation import merged, validation_faults
from babelpress.errors import ConfigError, Fault, nearest
from babelpress.models import own
from babelpress.models.cards import ModelCard, read_cards
from babelpress.models.routing import plan_profile

PARTS = {
    "detection.detector": "detectors",
    "translation.backend": "backends",
    "summary.backend": "backends",
    "readers": "readers",
    "writer": "writers",
    "runner": "runners",
}
"""The keys of a profile that name a plug-in, with its family in the registry."""

MODELLED = {"constrained", "translate-then-summarize", "summarize-then-translate"}
"""Summary strategies that need a summarization model."""


def load_profile(
    profile: str | Path,
    *,
    overrides: Iterable[str] = (),
    targets: Iterable[str] | None = None,
    model: str | Path | None = None,
    source: str | None = None,
) -> Profile:
    """Read a profile and check everything that needs no weights.

    Args:
        profile: Name of a shipped profile (`embedded`), or path of a YAML file.
        overrides: Assignments `a.b=value` that change keys of the profile; the value is YAML.
        targets: Codes of the target languages, in place of those of the profile.
        model: A folder with a translation model, in place of the models of the profile. Its languages become those of
            the profile.
        source: The language that `model` translates from, if its files do not say.

    Returns:
        The profile.

    Raises:
        ConfigError: The profile cannot be used; all faults are listed.
    """
    path = profile_path(profile)
    document = read_document(path, what="profile")
    raw = document.value
    if isinstance(raw, dict):
        if targets is not None:
            raw["targets"] = list(targets)
        if model is not None:
            raw = _with_model(raw, Path(model), source=source)
        raw = override(raw, overrides)
        if targets is not None:
            raw["targets"] = list(targets)
    return check(raw, name=str(profile), found=document.faults)


def _with_model(raw: Mapping[str, Any], folder: Path, *, source: str | None) -> dict[str, Any]:
    """Return a raw profile that translates by the model of a folder alone, on a backend that reads its layout."""
    named = raw.get("targets")
    targets = [str(code) for code in named] if isinstance(named, list) else []
    for key, code in [("source", source), *(("targets", code) for code in targets)]:
        if code is not None and code not in lang.known():
            message = f"'{code}' is not a supported language; {nearest(code, lang.known())}"
            raise ConfigError("a language is unknown", [Fault(key, message)])
    path = str(folder.expanduser().resolve())
    card = own.card_of(Path(path), sources=[source] if source else (), targets=targets)
    settings = raw.get("translation")
    settings = dict(settings) if isinstance(settings, Mapping) else {}
    backend = own.backend_of(settings.get("backend"), own.layout_of(Path(path)))
    return {
        **raw,
        "sources": [source] if source else list(card.sources),
        "targets": targets or list(card.targets),
        "translation": {**settings, "models": [path], "backend": backend},
    }


def check(raw: object, *, name: str, found: Sequence[Fault] = ()) -> Profile:
    """Validate a raw profile.

    Args:
        raw: What the YAML file contains.
        name: What messages call the profile.
        found: Faults of the file itself, which are reported too.

    Returns:
        The profile.

    Raises:
        ConfigError: There are faults of keys, kinds, options, models or routes; all are listed.
    """
    profile, faults = parse(raw)
    if isinstance(raw, Mapping):
        faults += _part_faults(raw)
        faults += _model_faults(raw)
    faults = merged(found, faults)
    if profile and not faults:
        faults += _route_faults(profile)
    if faults or profile is None:
        raise ConfigError(f"the profile '{name}' cannot be used", faults)
    return profile


def profile_path(profile: str | Path) -> Path:
    """Return the path of a shipped profile, or of a file. Raises `ConfigError` with the most similar shipped name."""
    path = Path(profile)
    if path.suffix in (".yaml", ".yml"):
        if not os.path.exists(path):  # noqa: PTH110  (Path.exists raises for a name that is too long)
            raise ConfigError(f"no profile at {path}; give the path of a YAML file, or the name of a shipped profile")
        return path
    known = {file.stem: file for file in resources.CONFIGS.glob("*.yaml")}
    if str(profile) not in known:
        raise ConfigError(f"no profile '{profile}'", [Fault("", nearest(str(profile), known))])
    return known[str(profile)]


def notice(profile: Profile) -> str:
    """Return what editors must be told about the models of a profile, in one line; it may be empty."""
    if resolve("backends", profile.translation.backend.kind).layout is None:
        return ""  # this backend runs no model
    cards = all_cards(profile)
    return " ".join(dict.fromkeys(cards[name].notice for name in profile.translation.models if cards[name].notice))


def all_cards(profile: Profile) -> dict[str, ModelCard]:
    """Return all model cards that a profile may use, by id: shipped ones and those in its own folders.

    Those of models without a card, which the profile names by their folder, are there by the folder as well.
    """
    cards = read_cards([resources.CARDS, *map(Path, profile.cards)])
    targets = () if profile.targets == "menu" else profile.targets
    for name in filter(own.names_folder, profile.translation.models):
        card = own.card_of(Path(name), sources=profile.sources, targets=targets)
        cards |= {name: card, card.id: card}
    return cards


def _part_faults(raw: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield a fault for each plug-in that does not exist and for each of its options that is wrong."""
    for path, family in PARTS.items():
        named: Any = raw
        for key in path.split("."):
            named = named.get(key) if isinstance(named, Mapping) else None
        several = [(f"{path}.{i}", part) for i, part in enumerate(named)] if isinstance(named, list | tuple) else []
        for place, given in several or [(path, named)]:
            part = {"kind": given} if isinstance(given, str) else given
            if not isinstance(part, Mapping) or not isinstance(part.get("kind"), str):
                continue  # absent, or already reported by `parse`
            if part["kind"] not in kinds(family):
                yield Fault(f"{place}.kind", f"no kind '{part['kind']}'; {nearest(part['kind'], kinds(family))}")
                continue
            options = {key: value for key, value in part.items() if key != "kind"}
            yield from validation_faults(resolve(family, part["kind"]).Options, options, at=place)


def _model_faults(raw: Mapping[str, Any]) -> list[Fault]:
    """Return a fault for each model without a card, and for each card that cannot be read."""
    named = raw.get("cards")
    folders = [Path(folder) for folder in named if isinstance(folder, str)] if isinstance(named, list | tuple) else []
    faults = [Fault("cards", f"{folder} is not a folder") for folder in folders if not _is_folder(folder)]
    try:
        cards = read_cards([resources.CARDS, *filter(_is_folder, folders)])
    except ConfigError as error:
        return [*faults, *(Fault("cards", str(fault)) for fault in error.faults)]
    for section in ("translation", "summary"):
        settings = raw.get(section)
        models = settings.get("models") if isinstance(settings, Mapping) else None
        task = "translation" if section == "translation" else "summarization"
        for i, name in enumerate(models if isinstance(models, list | tuple) else ()):
            if not isinstance(name, str):
                continue  # already reported by `parse`
            if own.names_folder(name) and section == "translation":
                faults += _folder_faults(raw, name, at=f"{section}.models.{i}")
            elif name not in cards:
                faults.append(Fault(f"{section}.models.{i}", f"no model card for '{name}'; {nearest(name, cards)}"))
            elif cards[name].task != task:
                faults.append(Fault(f"{section}.models.{i}", f"'{name}' is a model for {cards[name].task}"))
    return faults


def _folder_faults(raw: Mapping[str, Any], name: str, *, at: str) -> list[Fault]:
    """Return the faults of a model that is named by its folder."""
    languages = [raw.get(key, default) for key, default in (("sources", ["fr"]), ("targets", []))]
    sources, targets = ([c for c in one if isinstance(c, str)] if isinstance(one, list) else [] for one in languages)
    try:
        own.card_of(Path(name), sources=sources, targets=targets)
    except ConfigError as error:
        return [Fault(at, error.what), *(Fault(fault.path or at, fault.message) for fault in error.faults)]
    return []


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a name that is too long, or a folder without permission
        return False


def _route_faults(profile: Profile) -> list[Fault]:
    """Return a fault for each language that no model translates into, or that no summarizer supports."""
    cards = all_cards(profile)
    reached = plan_profile(profile, cards)
    wanted = [] if profile.targets == "menu" else [code for code in profile.targets if code not in profile.sources]
    faults = [
        Fault("targets", f"'{code}' cannot be reached from {', '.join(profile.sources)} by translation.models")
        for code in wanted
        if code not in reached
    ]
    if not reached and not faults and profile.targets == "menu":
        faults.append(Fault("translation.models", f"none translates from {', '.join(profile.sources)}"))
    if profile.summary.strategy in MODELLED:
        versions = reached if profile.summary.strategy == "translate-then-summarize" else ()
        chosen = [cards[name] for name in profile.summary.models]
        silent = [card.id for card in chosen if not card.writes and profile.summary.strategy != "constrained"]
        faults += [
            Fault("summary.models", f"'{name}' chooses sentences and writes none: use the strategy 'constrained'")
            for name in silent
        ]
        served = {code for card in chosen for code in card.sources if code in card.targets}
        faults += [
            Fault("summary.models", f"none summarizes {code}; add one, or use the strategy 'extractive'")
            for code in dict.fromkeys((*profile.sources, *versions))
            if code not in served
        ]
    return faults
