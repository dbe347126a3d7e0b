"""The command that compares profiles and other systems on a test set: bench."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from babelpress.cli.console import ModelsDirOption, TargetsOption, codes, err, progress
from babelpress.cli.evaluation import SamplesOption, SeedOption, TrialsOption, told, write, written
from babelpress.errors import ConfigError, Fault
from babelpress.evaluation.benchmark.run import Settings as BenchSettings
from babelpress.evaluation.benchmark.run import bench as bench_
from babelpress.evaluation.benchmark.run import with_systems
from babelpress.evaluation.benchmark.table import as_json, markdown
from babelpress.evaluation.datasets.load import load_corpora
from babelpress.evaluation.evaluate import Settings, evaluate


def bench(
    systems: Annotated[
        list[str] | None,
        typer.Argument(
            help="`[NAME=]KIND[:ARGUMENT]`: `profile:embedded translation.decoding.beam=1`, "
            "`libretranslate:http://localhost:5000`, `argos`, `command:PROGRAM --from {source} --to {target}`, "
            "`files:FOLDER` with `nl.txt en.txt ...`."
        ),
    ] = None,
    test_set: Annotated[
        str, typer.Option("--test-set", help="NTREX-128, FLORES-200 or your own, in any format that `evaluate` reads.")
    ] = "",
    source: Annotated[str, typer.Option("--source", help="The source language.")] = "fr",
    targets: TargetsOption = None,
    first: Annotated[int | None, typer.Option(help="Use only the first N segments of each direction.")] = None,
    repeat: Annotated[int, typer.Option(help="Rounds of measuring the speeds in turn; 0: none.")] = 0,
    batch: Annotated[int, typer.Option(help="Texts in one request to a server.")] = 20,
    seconds: Annotated[float, typer.Option(help="Time limit of one direction.")] = 3600.0,
    api_key: Annotated[list[str] | None, typer.Option(help="API key of a server: `NAME=KEY`.")] = None,
    metrics: Annotated[str | None, typer.Option("--metrics", "-m", help="Metrics, as in `evaluate`.")] = None,
    samples: SamplesOption = 1000,
    trials: TrialsOption = 10_000,
    seed: SeedOption = 12345,
    models_dir: ModelsDirOption = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="A folder for translations (reused by later runs), table and report.")
    ] = Path("build/bench"),
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print no progress and no notices.")] = False,
) -> None:
    """Compare the quality, speed, memory and size of systems on a test set.

    Exit status 1 if a system failed.

    Example: `babelpress bench profile:embedded files:theirs --test-set set --targets nl --first 20 -o build/bench`
    """
    if not test_set:
        raise ConfigError("no test set", [Fault("--test-set", "give a folder with fr.txt, nl.txt, ...")])
    corpora = load_corpora(
        [], source=test_set, references=[test_set], source_language=source, target_languages=codes(targets) or ()
    )
    settings = BenchSettings(
        repeat=repeat, api_keys=_keys(api_key or ()), seconds=seconds, batch=batch, models_dir=models_dir
    )
    with progress(quiet) as bar:
        job = bar.add_task("", total=None)

        def report(what: str) -> None:
            bar.update(job, description=escape(what), advance=1)

        benched = bench_(corpora, systems or [], out=output, first=first, settings=settings, progress=report)
        done = with_systems(corpora, benched)
        chosen = Settings(metrics=tuple(codes(metrics) or ()) or None, samples=samples, trials=trials, seed=seed)
        evaluation = evaluate(done, chosen, progress=report) if done else None
    table = markdown(benched, evaluation)
    written(output, {"bench.md": table, "bench.json": as_json(benched, evaluation)})
    if evaluation:
        write(output, evaluation, done, ())
        if not quiet:
            told(evaluation)
    typer.echo(table, nl=False)
    if benched.failed:
        err.print(escape("failed: " + ", ".join(f"{one.system} {one.direction}" for one in benched.failed)))
        raise typer.Exit(1)


def _keys(values: list[str] | tuple[str, ...]) -> dict[str, str]:
    pairs = [item.partition("=") for item in values]
    faults = [Fault("--api-key", f"'{name}' is not NAME=KEY") for name, equals, _ in pairs if not equals]
    if faults:
        raise ConfigError("API keys cannot be read", faults)
    return {name: key for name, _, key in pairs}
