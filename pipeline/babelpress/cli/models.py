"""The commands that work on models: list, routes, verify, pull, convert."""

from typing import Annotated, Literal

import typer

from babelpress.cli.console import ModelsDirOption, ProfileOption, err, out, table
from babelpress.config.plugins import resolve
from babelpress.config.schema import Component, Profile
from babelpress.errors import ConfigError, Fault, nearest
from babelpress.models import conversion, hub, loading, store
from babelpress.models.cards import ModelCard
from babelpress.models.conversion import Quantization
from babelpress.models.routing import candidates, explain, plan
from babelpress.stages.profiles import all_cards, load_profile

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode="markdown", help="List, check, fetch and convert models, and show routes."
)

ModelsArgument = Annotated[list[str] | None, typer.Argument(help="Ids of models; left out, all that the profile uses.")]
LAYOUTS: tuple[Literal["ct2", "hf"], ...] = ("ct2", "hf")


@app.command("list")
def list_(profile: ProfileOption = "embedded", models_dir: ModelsDirOption = None) -> None:
    """List every model that has a card, and what of it is on this machine.

    Example: `babelpress models list`
    """
    local = store.Store(models_dir)
    shown = table("model", "task", "languages", "licence", "here as")
    for card in all_cards(load_profile(profile)).values():
        here = ", ".join(layout for layout in LAYOUTS if local.has(card, layout))
        languages = f"{' '.join(card.sources)} > {' '.join(card.targets)}"
        shown.add_row(card.id, card.task, languages, card.licence, here or "-")
    out.print(shown)


@app.command("verify")
def verify(
    models: ModelsArgument = None, profile: ProfileOption = "embedded", models_dir: ModelsDirOption = None
) -> None:
    """Check the files of models against their checksums, and what they make of their golden sentences.

    Example: `babelpress models verify fr-mul-tiny`
    """
    settings = load_profile(profile)
    for card in _chosen(models, profile=profile):
        part = _backend(card, settings)
        backend = resolve("backends", part.kind)
        loading.verify(card, backend, backend.Options(**part.options), models_dir=models_dir)
        out.print(f"{card.id}: files and {len(card.golden)} golden sentences are right")


@app.command("pull")
def pull(
    models: ModelsArgument = None,
    profile: ProfileOption = "embedded",
    models_dir: ModelsDirOption = None,
    update: Annotated[bool, typer.Option("--update", help="Take the newest commit, not the pinned one.")] = False,
) -> None:
    """Fetch models from the hub, pin them in the lockfile and, for the `ct2` backend, convert them.

    Example: `babelpress models pull --profile opus`
    """
    for card in _chosen(models, profile=profile):
        if card.origin.repo is None:
            out.print(f"{card.id}: nothing to pull, it is {'shipped' if card.origin.embedded else 'yours'}")
            continue
        err.print(f"pulling {card.id} from {card.origin.repo}")
        out.print(str(hub.pull(card, models_dir=models_dir, update=update)))
        if resolve("backends", _backend(card, load_profile(profile)).kind).layout == "ct2":
            out.print(str(conversion.convert(card, models_dir=models_dir)))


@app.command("convert")
def convert(
    models: ModelsArgument = None,
    profile: ProfileOption = "embedded",
    models_dir: ModelsDirOption = None,
    quantization: Annotated[Quantization, typer.Option(help="int8 is right for CPUs, float16 for GPUs.")] = "int8",
) -> None:
    """Convert pulled models, or your own, for CTranslate2. An older result stays until the new one is whole.

    Example: `babelpress models convert opus-mt-fr-en`
    """
    for card in _chosen(models, profile=profile):
        out.print(str(conversion.convert(card, models_dir=models_dir, quantization=quantization)))


@app.command("routes")
def routes(
    source: Annotated[str, typer.Argument(help="Language code of the source, e.g. `fr`.")],
    target: Annotated[str, typer.Argument(help="Language code of the target, e.g. `nl`.")],
    profile: ProfileOption = "embedded",
    every: Annotated[bool, typer.Option("--all", help="Consider every model that has a card.")] = False,
) -> None:
    """Print the candidate routes from one language to another, their figures, and why one won.

    Example: `babelpress models routes fr nl --all`
    """
    settings = load_profile(profile)
    cards = all_cards(settings)
    usable = cards if every else {name: cards[name] for name in settings.translation.models}
    plan(source, target, usable, pivots=settings.translation.pivots)
    for line in explain(candidates(source, target, usable, pivots=settings.translation.pivots)):
        out.print(line)


def _backend(card: ModelCard, profile: Profile) -> Component:
    """What a profile runs a model with."""
    return profile.translation.backend if card.task == "translation" else profile.summary.backend


def _chosen(models: list[str] | None, *, profile: str) -> list[ModelCard]:
    """The cards named, or all that a profile uses."""
    settings = load_profile(profile)
    cards = all_cards(settings)
    names = models or list(dict.fromkeys((*settings.translation.models, *settings.summary.models)))
    faults = [Fault("", f"no card for '{name}'; {nearest(name, cards)}") for name in names if name not in cards]
    if faults:
        raise ConfigError("unknown models", faults)
    return [cards[name] for name in names]
