"""Everything about a profile that can be wrong without touching weights: keys, kinds, options, models, routes."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from babelpress.config import resources
from babelpress.config.plugins import kinds, resolve
from babelpress.config.schema import Profile, override, parse
from babelpress.config.strict_yaml import read_document
from babelpress.config.validation import merged, validation_faults
from babelpress.errors import ConfigError, Fault, nearest
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
"""Where a profile names something from the registry."""

ABSTRACTIVE = {"translate-then-summarize", "summarize-then-translate"}
"""Strategies that need summarizers."""


def load_profile(
    profile: str | Path, *, overrides: Iterable[str] = (), targets: Iterable[str] | None = None
) -> Profile:
    """Read a profile by the name of a shipped one or by its path, and check everything that needs no weights.

    `overrides` are `a.b=value` assignments, `targets` replaces the profile's. Raises `ConfigError` with all faults.
    """
    path = profile_path(profile)
    document = read_document(path, what="profile")
    raw = document.value
    if isinstance(raw, dict):
        raw = override(raw, overrides)
        if targets is not None:
            raw["targets"] = list(targets)
    return check(raw, name=str(profile), found=document.faults)


def check(raw: object, *, name: str, found: Sequence[Fault] = ()) -> Profile:
    """Give the profile of a raw mapping. Raises `ConfigError` with every fault of keys, kinds, options and models.

    `found` is what is wrong with the file that it was read from.
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
    """Find a shipped profile by name, or a file. Raises `ConfigError` with the nearest shipped name."""
    path = Path(profile)
    if path.suffix in (".yaml", ".yml"):
        if not os.path.exists(path):  # noqa: PTH110  (Path.exists raises for a name that is too long)
            raise ConfigError(f"no profile at {path}")
        return path
    known = {file.stem: file for file in resources.CONFIGS.glob("*.yaml")}
    if str(profile) not in known:
        raise ConfigError(f"no profile '{profile}'", [Fault("", nearest(str(profile), known))])
    return known[str(profile)]


def notice(profile: Profile) -> str:
    """What readers of a profile's output are to be told about its models, in one line; empty where nothing is."""
    if resolve("backends", profile.translation.backend.kind).layout is None:
        return ""  # it runs no model
    cards = all_cards(profile)
    return " ".join(dict.fromkeys(cards[name].notice for name in profile.translation.models if cards[name].notice))


def all_cards(profile: Profile) -> dict[str, ModelCard]:
    """Give every card a profile may name, shipped or its own, by id."""
    return read_cards([resources.CARDS, *map(Path, profile.cards)])


def _part_faults(raw: Mapping[str, Any]) -> Iterator[Fault]:
    """Check that every part's kind exists and that its options are the kind's own."""
    for path, family in PARTS.items():
        named: Any = raw
        for key in path.split("."):
            named = named.get(key) if isinstance(named, Mapping) else None
        several = [(f"{path}.{i}", part) for i, part in enumerate(named)] if isinstance(named, list | tuple) else []
        for place, part in several or [(path, named)]:
            if not isinstance(part, Mapping) or not isinstance(part.get("kind"), str):
                continue  # absent, or `parse` has said what is wrong
            if part["kind"] not in kinds(family):
                yield Fault(f"{place}.kind", f"no kind '{part['kind']}'; {nearest(part['kind'], kinds(family))}")
                continue
            options = {key: value for key, value in part.items() if key != "kind"}
            yield from validation_faults(resolve(family, part["kind"]).Options, options, at=place)


def _model_faults(raw: Mapping[str, Any]) -> list[Fault]:
    """Check that every model a profile names has a card."""
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
                continue  # `parse` has said so
            if name not in cards:
                faults.append(Fault(f"{section}.models.{i}", f"no card for '{name}'; {nearest(name, cards)}"))
            elif cards[name].task != task:
                faults.append(Fault(f"{section}.models.{i}", f"'{name}' is a model for {cards[name].task}"))
    return faults


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a name that is too long, or that may not be looked at
        return False


def _route_faults(profile: Profile) -> list[Fault]:
    """Check that every language asked for can be reached."""
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
    if profile.summary.strategy in ABSTRACTIVE:
        versions = reached if profile.summary.strategy == "translate-then-summarize" else ()
        served = {language for name in profile.summary.models for language in cards[name].sources}
        faults += [
            Fault("summary.models", f"none summarizes {code}; add one, or take the strategy 'extractive'")
            for code in dict.fromkeys((*profile.sources, *versions))
            if code not in served
        ]
    return faults
