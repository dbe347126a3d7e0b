"""The commands for models: list, routes, verify, pull, convert, export."""

from pathlib import Path
from typing import Annotated, get_args

import typer
import yaml
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

from babelpress.cli.console import ModelsDirOption, ProfileOption, err, out, table
from babelpress.config.plugins import resolve
from babelpress.config.schema import Component, Profile
from babelpress.errors import ConfigError, Fault, ModelUnavailable, nearest
from babelpress.models import addresses, conversion, hub, loading, store
from babelpress.models.backends.base import Layout
from babelpress.models.cards import ModelCard
from babelpress.models.conversion import Quantization
from babelpress.models.routing import candidates, explain, plan
from babelpress.stages.profiles import all_cards, load_profile

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode="markdown", help="List, check, download and convert models, and show routes."
)

ModelsArgument = Annotated[list[str] | None, typer.Argument(help="Model ids; by default all models of the profile.")]
LAYOUTS: tuple[Layout, ...] = get_args(Layout)


@app.command("list")
def list_(profile: ProfileOption = "embedded", models_dir: ModelsDirOption = None) -> None:
    """List all models with a card, and their formats on this machine.

    Example: `babelpress models list`
    """
    local = store.Store(models_dir)
    shown = table("model", "task", "languages", "licence", "on this machine")
    for card in {card.id: card for card in all_cards(load_profile(profile)).values()}.values():
        here = ", ".join(layout for layout in LAYOUTS if local.has(card, layout))
        languages = f"{' '.join(card.sources)} > {' '.join(card.targets)}"
        shown.add_row(card.id, card.task, languages, card.licence, here or "-")
    out.print(shown)


@app.command("verify")
def verify(
    models: ModelsArgument = None,
    profile: ProfileOption = "embedded",
    models_dir: ModelsDirOption = None,
    golden: Annotated[
        bool,
        typer.Option("--golden", help="Print what the samples gave as golden sentences for the cards, in YAML."),
    ] = False,
) -> None:
    """Check the files of models against their checksums, and the models against their golden sentences.

    Example: `babelpress models verify fr-mul-tiny`
    """
    settings = load_profile(profile)
    chosen = _chosen(models, profile=profile)
    failed: list[ModelUnavailable] = []
    for card in chosen:
        part = loading.runtime(card, _backend(card, settings))
        backend = resolve("backends", part.kind)
        try:
            found = loading.verify(card, backend, backend.Options(**part.options), models_dir=models_dir)
        except ModelUnavailable as error:
            if len(chosen) == 1:
                raise
            failed.append(error)
            err.print(f"error: {error}", markup=False, highlight=False)
            continue
        (err if golden else out).print(f"{card.id}: {_right(found)}", markup=False, highlight=False)
        if golden and found.tried:
            made = {"golden": [one.model_dump() for one in found.tried]}
            text = yaml.safe_dump(made, allow_unicode=True, sort_keys=False, width=10_000)
            print(f"# {card.id}: for its card, once somebody has read that they are right\n{text}", end="")
    if failed:
        raise ModelUnavailable(f"{len(failed)} of {len(chosen)} models cannot be used")


def _right(found: loading.Verified) -> str:
    """What was found right of a model, in a line."""
    parts = [f"{found.files} files and {found.golden} golden sentences are right"]
    if not found.files:
        parts = ["no checksum of a file is known", f"{found.golden} golden sentences are right"]
    if found.tried:
        tried = ", ".join(f"{one.source}-{one.target}" for one in found.tried)
        parts.append(f"a sample was tried {tried}: nothing is visibly wrong, read it yourself (--golden)")
    if found.untried:
        parts.append(f"not tried: {', '.join(found.untried)}")
    if found.runs_on:
        parts.append(f"it runs on {found.runs_on}")
    return "; ".join(parts)


@app.command("pull")
def pull(
    models: ModelsArgument = None,
    profile: ProfileOption = "embedded",
    models_dir: ModelsDirOption = None,
    update: Annotated[bool, typer.Option("--update", help="Download the newest commit, not the pinned one.")] = False,
) -> None:
    """Download models, pin them in the lockfile and, for the `ct2` backend, convert those of the hub.

    Example: `babelpress models pull --profile opus`
    """
    settings = load_profile(profile)
    shown = table("model", "size", "commit", "result")
    failed = 0
    with _bar() as bar:
        for card in _chosen(models, profile=profile):
            place = card.origin.repo or card.origin.address
            if place is None:
                here = "in the package" if card.origin.embedded else "a local model"
                shown.add_row(card.id, "-", "-", f"nothing to pull, it is {here}")
                continue
            err.print(f"pulling {card.id} from {place}")
            try:
                shown.add_row(card.id, *_pulled(card, settings, bar, models_dir=models_dir, update=update))
            except ModelUnavailable as error:
                failed += 1
                err.print(f"error: {error}", markup=False, highlight=False)
                shown.add_row(card.id, "-", "-", "failed")
    out.print(shown)
    if failed:
        raise typer.Exit(1)


def _bar() -> Progress:
    """One bar for all downloads of a command; nothing where the output is no terminal."""
    columns = (TextColumn("downloading"), BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    return Progress(*columns, console=err, transient=True, disable=not err.is_terminal)


def _warn(message: str) -> None:
    err.print(f"warning: {message}", markup=False, highlight=False)


def _pulled(
    card: ModelCard, settings: Profile, bar: Progress, *, models_dir: Path | None, update: bool
) -> tuple[str, str, str]:
    """Pull and convert a model; return its size, commit and place."""
    task = bar.tasks[0].id if bar.tasks else bar.add_task("", total=0)

    def expect(size: int) -> None:
        bar.update(task, total=(bar.tasks[0].total or 0) + size)

    def progress(size: int) -> None:
        bar.update(task, advance=size)

    if card.origin.address:
        folder = addresses.pull(card, models_dir=models_dir, progress=progress, warn=_warn)
    else:
        folder = hub.pull(card, models_dir=models_dir, update=update, expect=expect, progress=progress, warn=_warn)
    size = sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
    lock = store.Store(models_dir).lock(card)
    wanted = resolve("backends", loading.runtime(card, _backend(card, settings)).kind).layout
    if wanted == "ct2" and folder.name != "ct2":
        folder = conversion.convert(card, models_dir=models_dir)
    commit = lock.commit[:12] if lock and lock.commit and card.origin.repo else "-"
    return f"{size / 1e6:,.0f} MB", commit, str(folder)


@app.command("convert")
def convert(
    models: ModelsArgument = None,
    profile: ProfileOption = "embedded",
    models_dir: ModelsDirOption = None,
    quantization: Annotated[
        Quantization, typer.Option(help="`auto` is `float16` where there is a GPU, else `int8`.")
    ] = "auto",
) -> None:
    """Convert pulled or local models for CTranslate2. An earlier result is replaced when the new one is complete.

    Example: `babelpress models convert opus-mt-fr-en`
    """
    for card in _chosen(models, profile=profile):
        out.print(str(conversion.convert(card, models_dir=models_dir, quantization=quantization)))


@app.command("export")
def export(
    model: Annotated[str, typer.Argument(help="The id of a model that is on this machine.")],
    folder: Annotated[Path, typer.Argument(help="The folder to write; it must not exist.")],
    profile: ProfileOption = "embedded",
    models_dir: ModelsDirOption = None,
) -> None:
    """Write a model as a checkpoint in the layout of the Hugging Face hub, for transformers or for training on.

    Example: `babelpress models export fr-mul-tiny checkpoint`
    """
    [card] = _chosen([model], profile=profile)
    out.print(str(conversion.export(card, folder, models_dir=models_dir)))


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
    usable = cards if every else {cards[name].id: cards[name] for name in settings.translation.models}
    pivots, variants = settings.translation.pivots, settings.constraints.variants
    plan(source, target, usable, pivots=pivots, variants=variants)
    for line in explain(candidates(source, target, usable, pivots=pivots, variants=variants)):
        out.print(line)


def _backend(card: ModelCard, profile: Profile) -> Component:
    """The backend of a model in a profile."""
    return loading.runtime(card, profile.translation.backend if card.task == "translation" else profile.summary.backend)


def _chosen(models: list[str] | None, *, profile: str) -> list[ModelCard]:
    """The named cards, or all cards of a profile."""
    settings = load_profile(profile)
    cards = all_cards(settings)
    names = models or list(dict.fromkeys((*settings.translation.models, *settings.summary.models)))
    faults = [Fault("", f"there is no card '{name}'; {nearest(name, cards)}") for name in names if name not in cards]
    if faults:
        raise ConfigError("unknown models", faults)
    return [cards[name] for name in names]
