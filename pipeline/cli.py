"""The command line: parse, call, print. The only module that prints or exits.

Data goes to stdout, everything else to stderr. Exit status: 0 all went well; 1 some article failed, the others
are done; 2 nothing ran, the message says what to mend; 130 interrupted, what was finished is kept.
"""

import logging
import sys
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.logging import RichHandler
from rich.markup import escape
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from pipeline import store
from pipeline.build import build
from pipeline.cards import ModelCard
from pipeline.check import all_cards, load_profile, notice
from pipeline.errors import BabelpressError, ConfigError, Fault, SetupError, nearest
from pipeline.formats.outputs import open_writer
from pipeline.profile import Part, Profile
from pipeline.records import Record
from pipeline.registry import resolve
from pipeline.routes import candidates, plan
from pipeline.routes import explain as explain_routes
from pipeline.runners.base import run as run_
from pipeline.store.conversion import Quantization
from pipeline.verify import verify_files

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode="markdown", help=__doc__)
models_app = typer.Typer(no_args_is_help=True, help="List, check, fetch and convert models.")
app.add_typer(models_app, name="models")

out = Console(highlight=False, width=None if sys.stdout.isatty() else 240)
err = Console(stderr=True, soft_wrap=True, highlight=False)

ProfileOption = Annotated[str, typer.Option("--profile", "-p", help="A shipped profile's name, or a YAML file.")]
TargetsOption = Annotated[str | None, typer.Option("--targets", "-t", help="Languages: `nl,en`; else the profile's.")]
SetOption = Annotated[list[str] | None, typer.Option("--set", "-s", help="A key: `translation.decoding.beam=1`.")]
ModelsDirOption = Annotated[
    Path | None, typer.Option(envvar="BABELPRESS_MODELS", help="Where pulled models lie; else the user's cache folder.")
]
ModelsArgument = Annotated[list[str] | None, typer.Argument(help="Ids of models; left out, all that the profile uses.")]
LAYOUTS: tuple[Literal["ct2", "hf"], ...] = ("ct2", "hf")


def main() -> NoReturn:
    """Run the command line and exit with its status."""
    handler = RichHandler(console=err, show_path=False, show_time=False)
    logging.basicConfig(level=logging.WARNING, format="%(message)s", handlers=[handler])
    try:
        app()
    except SetupError as error:
        err.print(f"[red]error:[/red] {escape(str(error))}")
        sys.exit(2)
    except BabelpressError as error:
        err.print(f"[red]error:[/red] {escape(str(error))}")
        sys.exit(1)
    sys.exit(0)


@app.command()
def run(
    inputs: Annotated[list[str], typer.Argument(help="Files: text, or JSONL, an article a line; `-`: standard input.")],
    output: Annotated[
        str, typer.Option("--output", "-o", help="A folder or a .jsonl file; `-` is JSONL on standard output.")
    ] = "-",
    to: Annotated[
        str | None, typer.Option("--to", help="`site`, `jsonl`, `text` or `markdown`; else by the output's name.")
    ] = None,
    profile: ProfileOption = "embedded",
    targets: TargetsOption = None,
    source: Annotated[
        str | None, typer.Option("--source", help="The language of the articles, where it need not be detected.")
    ] = None,
    set_: SetOption = None,
    models_dir: ModelsDirOption = None,
    force: Annotated[bool, typer.Option("--force", help="Write over an output that is not a run's own.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, only what went wrong.")] = False,
) -> None:
    """Translate and summarize articles.

    Example: `babelpress run examples/article.fr.txt -o build/site`
    """
    settings = load_profile(profile, overrides=set_ or (), targets=_codes(targets))
    writer = open_writer(
        output, default=settings.writer, stdout=sys.stdout, kind=to, overwrite=force, notice=notice(settings)
    )
    done, failed = 0, []
    with writer, _progress(quiet) as progress:
        task = progress.add_task("loading the models", total=None)
        try:
            records = run_(inputs, profile=settings, language=source, models_dir=models_dir, stdin=sys.stdin.buffer)
            for record in records:
                writer.write(record)
                done += 1
                failed += [record] if record.failures else []
                progress.update(task, description=record.article.title[:50], completed=done)
        except KeyboardInterrupt:
            err.print(f"interrupted; the {done} finished articles are kept in {output}")
            raise typer.Exit(130) from None
    _report(done, failed, output=output, quiet=quiet, notice=notice(settings))
    if failed:
        raise typer.Exit(1)


@app.command()
def check(
    profile: Annotated[str, typer.Argument(help="A shipped profile's name, or a YAML file.")] = "embedded",
    targets: TargetsOption = None,
    set_: SetOption = None,
) -> None:
    """Print the stages of a profile, or every fault it has. Loads no weights.

    Example: `babelpress check opus`
    """
    settings = load_profile(profile, overrides=set_ or (), targets=_codes(targets))
    table = _table("stage", "needs", "fills", "by", title=f"{settings.name}: {settings.description}")
    for stage in build(settings, load=False).stages:
        table.add_row(stage.name, ", ".join(sorted(stage.needs)), stage.fills, stage.by)
    out.print(table)


@app.command()
def explain(
    source: Annotated[str, typer.Argument(help="Language code of the source, e.g. `fr`.")],
    target: Annotated[str, typer.Argument(help="Language code of the target, e.g. `nl`.")],
    profile: ProfileOption = "embedded",
    every: Annotated[bool, typer.Option("--all", help="Consider every model that has a card.")] = False,
) -> None:
    """Print the candidate routes from one language to another, their figures, and why one won.

    Example: `babelpress explain fr nl --all`
    """
    settings = load_profile(profile)
    cards = all_cards(settings)
    usable = cards if every else {name: cards[name] for name in settings.translation.models}
    plan(source, target, usable, pivots=settings.translation.pivots)
    for line in explain_routes(candidates(source, target, usable, pivots=settings.translation.pivots)):
        out.print(line)


@app.command()
def verify(
    source: Annotated[Path, typer.Argument(help="The source: text or any other format that can be read.")],
    target: Annotated[Path, typer.Argument(help="Its translation, by whatever system or by hand.")],
    from_: Annotated[str | None, typer.Option("--source", help="Its language; else stated or detected.")] = None,
    to: Annotated[str | None, typer.Option("--target", help="Its language or variant: `nl`, `pt-BR`.")] = None,
    json_: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
    lines: Annotated[bool, typer.Option("--lines", help="Line n of one stands for line n of the other.")] = False,
    checks: Annotated[str | None, typer.Option("--checks", help="Only these: `numbers,quotes`.")] = None,
    keep: Annotated[str | None, typer.Option("--keep", help="Names to stay as they are: `OpenAI,Nvidia`.")] = None,
) -> None:
    """Check a translation against its source and print every finding. Exit status 1 if any is severe.

    Example: `babelpress verify examples/article.fr.txt article.nl.txt --checks numbers,quotes`
    """
    report = verify_files(
        source, target, source_language=from_, target_language=to, lines=lines, checks=_codes(checks), keep=_codes(keep)
    )
    if json_:
        typer.echo(report.to_json())
    elif report.verdicts:
        table = _table("segment", "severity", "check", "reason", "source", "target")
        for verdict in report.verdicts:
            table.add_row(*map(escape, verdict.row))
        out.print(table)
    err.print(f"{report.segments} segments, {len(report.verdicts)} findings, {report.severe} severe")
    if report.severe:
        raise typer.Exit(1)


@models_app.command("list")
def models_list(profile: ProfileOption = "embedded", models_dir: ModelsDirOption = None) -> None:
    """List every model that has a card, and what of it is on this machine.

    Example: `babelpress models list`
    """
    local = store.Store(models_dir)
    table = _table("model", "task", "languages", "licence", "here as")
    for card in all_cards(load_profile(profile)).values():
        here = ", ".join(layout for layout in LAYOUTS if local.has(card, layout))
        languages = f"{' '.join(card.sources)} > {' '.join(card.targets)}"
        table.add_row(card.id, card.task, languages, card.licence, here or "-")
    out.print(table)


@models_app.command("verify")
def models_verify(
    models: ModelsArgument = None, profile: ProfileOption = "embedded", models_dir: ModelsDirOption = None
) -> None:
    """Check the files of models against their checksums, and what they make of their golden sentences.

    Example: `babelpress models verify fr-mul-tiny`
    """
    settings = load_profile(profile)
    for card in _chosen(models, profile=profile):
        part = _backend(card, settings)
        backend = resolve("backends", part.kind)
        store.verify(card, backend, backend.Options(**part.options), models_dir=models_dir)
        out.print(f"{card.id}: files and {len(card.golden)} golden sentences are right")


@models_app.command("pull")
def models_pull(
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
        out.print(str(store.pull(card, models_dir=models_dir, update=update)))
        if resolve("backends", _backend(card, load_profile(profile)).kind).layout == "ct2":
            out.print(str(store.convert(card, models_dir=models_dir)))


@models_app.command("convert")
def models_convert(
    models: ModelsArgument = None,
    profile: ProfileOption = "embedded",
    models_dir: ModelsDirOption = None,
    quantization: Annotated[Quantization, typer.Option(help="int8 is right for CPUs, float16 for GPUs.")] = "int8",
) -> None:
    """Convert pulled models, or your own, for CTranslate2. An older result stays until the new one is whole.

    Example: `babelpress models convert opus-mt-fr-en`
    """
    for card in _chosen(models, profile=profile):
        out.print(str(store.convert(card, models_dir=models_dir, quantization=quantization)))


def _backend(card: ModelCard, profile: Profile) -> Part:
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


def _table(*columns: str, title: str | None = None) -> Table:
    """A table that is whole in a pipe too."""
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=not out.is_terminal)
    return table


def _codes(targets: str | None) -> list[str] | None:
    """`nl, en` as a list; None stays None: the profile decides."""
    return None if targets is None else [code.strip() for code in targets.split(",") if code.strip()]


def _progress(quiet: bool) -> Progress:
    """A bar on standard error: only where somebody can see it move."""
    shown = (
        SpinnerColumn(),
        TextColumn("{task.completed} done"),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    return Progress(*shown, console=err, transient=True, disable=quiet or not err.is_terminal)


def _report(done: int, failed: list[Record], *, output: str, quiet: bool, notice: str) -> None:
    """Say what went wrong, always, and what was done, unless quiet."""
    for failure in (failure for record in failed for failure in record.failures):
        err.print(f"[red]failed[/red] {escape(f'{failure.stage}: {failure.message}')}")
    if not quiet:
        where = "" if output == "-" else f" -> {output}"
        err.print(escape(f"{done - len(failed)} of {done} articles done{where}"))
        if notice:
            err.print(escape(f"note: {notice}"))


if __name__ == "__main__":
    main()
