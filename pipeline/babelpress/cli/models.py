"""The commands for models: list, routes, verify, pull, convert."""

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
    no_args_is_help=True, rich_markup_mode="markdown", help="List, check, download and convert models, and show routes."
)

ModelsArgument = Annotated[list[str] | None, typer.Argument(help="Model ids; by default all models of the profile.")]
LAYOUTS: tuple[Literal["ct2", "hf"], ...] = ("ct2", "hf")


@app.command("list")
def list_(profile: ProfileOption = "embedded", models_dir: ModelsDirOption = None) -> None:
    """List all models with a card, and their formats on this machine.

    Example: `babelpress models list`
    """
    local = store.Store(models_dir)
    shown = table("model", "task", "languages", "licence", "on this machine")
    for card in all_cards(load_profile(profile)).values():
        here = ", ".join(layout for layout in LAYOUTS if local.has(card, layout))
        languages = f"{' '.join(card.sources)} > {' '.join(card.targets)}"
        shown.add_row(card.id, card.task, languages, card.licence, here or "-")
    out.print(shown)


@app.command("verify")
def verify(
    models: ModelsArgument = None, profile: ProfileOption = "embedded", models_dir: ModelsDirOption = None
) -> None:
    """Check the files of models against their checksums, and the models against their golden sentences.

    Example: `babelpress models verify fr-mul-tiny`
    """
    settings = load_profile(profile)
    for card in _chosen(models, profile=profile):
        part = _backend(card, settings)
        backend = resolve("backends", part.kind)
        loading.verify(card, backend, backend.Options(**part.options), models_dir=models_dir)
        out.print(f"{card.id}: files and {len(card.golden)} golden sentences are correct")


@app.command("pull")
def pull(
    models: ModelsArgument = None,
    profile: ProfileOption = "embedded",
    models_dir: ModelsDirOption = None,
    update: Annotated[bool, typer.Option("--update", help="Download the newest commit, not the pinned one.")] = False,
) -> None:
    """Download models from the hub, pin them in the lockfile and, for the `ct2` backend, convert them.

    Example: `babelpress models pull --profile opus`
    """
    for card in _chosen(models, profile=profile):
        if card.origin.repo is None:
            out.print(
                f"{card.id}: nothing to pull, it is {'in the package' if card.origin.embedded else 'a local model'}"
            )
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
    quantization: Annotated[Quantization, typer.Option(help="`int8` for CPUs, `float16` for GPUs.")] = "int8",
) -> None:
    """Convert pulled or local models for CTranslate2. An earlier result is replaced when the new one is complete.

    Example: `babelpress models convert opus-mt-fr-en`
    """
    for card in _chosen(models, profile=profile):
        out.print(str(conversion.convert(card, models_dir=models_dir, quantization=quantization)))


@app.command("routes")
def routes(
    source: Annotated[str, typer.Argument(help="Language code of the source, e.g. `fr`.")],
    target: Annotated[str, typer.Argument(help="Language code of the target, e.g. `nl`.")],
    profile: ProfileOption = "embedded",
    every: Annotated[bool, typer.Option("--all", help="Consider all models with a card.")] = False,
) -> None:
    """Print the candidate routes from one language to another, their scores, and why one is chosen.

    Example: `babelpress models routes fr nl --all`
    """
    settings = load_profile(profile)
    cards = all_cards(settings)
    usable = cards if every else {name: cards[name] for name in settings.translation.models}
    plan(source, target, usable, pivots=settings.translation.pivots)
    for line in explain(candidates(source, target, usable, pivots=settings.translation.pivots)):
        out.print(line)


def _backend(card: ModelCard, profile: Profile) -> Component:
    """The backend of a model in a profile."""
    return profile.translation.backend if card.task == "translation" else profile.summary.backend


def _chosen(models: list[str] | None, *, profile: str) -> list[ModelCard]:
    """The named cards, or all cards of a profile."""
    settings = load_profile(profile)
    cards = all_cards(settings)
    names = models or list(dict.fromkeys((*settings.translation.models, *settings.summary.models)))
    faults = [Fault("", f"there is no card '{name}'; {nearest(name, cards)}") for name in names if name not in cards]
    if faults:
        raise ConfigError("unknown models", faults)
    return [cards[name] for name in names]
