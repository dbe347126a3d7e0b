"""The commands for archives: batch, and status, which looks at one while it runs."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer
from rich.markup import escape

from babelpress.cli.console import (
    DateField,
    IdField,
    LanguageField,
    ModelsDirOption,
    ProfileOption,
    SetOption,
    TargetsOption,
    TextField,
    TitleField,
    UrlField,
    codes,
    err,
    fields,
    out,
    table,
)
from babelpress.cli.progress import countable, counted, said, shown
from babelpress.errors import ConfigError, Fault, ModelUnavailable
from babelpress.execution.batch import Begun, run_batch
from babelpress.execution.manifest import Manifest
from babelpress.execution.manifest import read as read_manifest
from babelpress.stages.profiles import load_profile


def batch(
    inputs: Annotated[list[str], typer.Argument(help="Files, folders, globs, archives: as for `run`.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="A folder: the output, its journal, `manifest.json`.")],
    to: Annotated[str, typer.Option("--to", help="`jsonl`, `parquet`, `site`, ...")] = "jsonl",
    profile: ProfileOption = "embedded",
    targets: TargetsOption = None,
    source: Annotated[
        str | None, typer.Option("--source", help="The language of the articles, where it need not be detected.")
    ] = None,
    set_: SetOption = None,
    runner: Annotated[str | None, typer.Option(help="`serial`, `process`, `ray`; else the profile's.")] = None,
    workers: Annotated[int | None, typer.Option(help="How many, for `process` and `ray`.")] = None,
    text: TextField = None,
    title: TitleField = None,
    id: IdField = None,
    url: UrlField = None,
    language: LanguageField = None,
    date: DateField = None,
    models_dir: ModelsDirOption = None,
    force: Annotated[bool, typer.Option("--force", help="Do everything again.")] = False,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Do failed articles again.")] = False,
    trace: Annotated[
        Path | None, typer.Option(help="Where time goes, as a file for speedscope.app; takes `babelpress[trace]`.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, only what went wrong.")] = False,
) -> None:
    """Translate and summarize an archive; after an interruption the same command goes on.

    Articles, profile or weights that changed since are done again, and only they. Exit status 1: some articles failed;
    143 after SIGTERM and 130 after Ctrl-C, when what was in flight is finished and kept.

    Example: `babelpress batch archive.jsonl -o build/archive --to site --runner process`
    """
    overrides = list(set_ or ())
    runner = runner or ("process" if workers is not None else None)
    overrides += [f"runner.kind={runner}"] if runner else []
    overrides += [f"runner.workers={workers}"] if workers is not None else []
    settings = load_profile(profile, overrides=overrides, targets=codes(targets))
    begun: list[Begun] = []

    @contextmanager
    def watch(start: Begun) -> Iterator[Callable[[Manifest], None]]:
        begun.append(start)
        if start.outdated and not quiet:
            err.print(f"{start.outdated} articles were made by another profile, weights or version: done again")
        read = None if quiet or not countable(inputs) else start.read
        with (
            counted(read) as total,
            shown(start.manifest, console=err, quiet=quiet, total=total, had=start.finished) as moved,
            _traced(trace),
        ):
            yield moved

    with _signals() as stopped:
        try:
            manifest = run_batch(
                inputs,
                output,
                settings,
                kind=to,
                source=source,
                fields=fields(text=text, title=title, id=id, url=url, language=language, date=date),
                models_dir=models_dir,
                stdin=sys.stdin.buffer,
                force=force,
                retry_failed=retry_failed,
                ahead=0 if trace else 1,  # one thread is what can be traced
                stop=lambda: stopped() is not None,
                watch=watch,
            )
        except KeyboardInterrupt:
            for start in begun:
                _report(start.manifest, quiet=quiet)
            os._exit(130)  # a thread may be deep in an engine
        number = stopped()
    _report(manifest, quiet=quiet)
    if number is not None:
        raise typer.Exit(128 + number)
    if manifest.failed:
        raise typer.Exit(1)


def status(
    folder: Annotated[Path, typer.Argument(help="The output folder of a batch.")],
    json_: Annotated[bool, typer.Option("--json", help="The manifest as it stands, on standard output.")] = False,
) -> None:
    """Show how far a batch is, also while it runs.

    Example: `babelpress status build/archive`
    """
    told = read_manifest(folder)
    if told is None:
        raise ConfigError("no batch", [Fault(str(folder), "holds no manifest.json: no batch has been started there")])
    if json_:
        typer.echo(Path(folder, "manifest.json").read_text(encoding="utf-8"), nl=False)
        return
    rows = table("what", "", title=f"{folder}: {told['state']}")
    for name in ("articles", "kept", "failed", "words", "segments", "words_per_second", "seconds"):
        rows.add_row(name.replace("_", " "), f"{told[name]:,.0f}")
    rows.add_row("peak memory, MB", f"{told['peak_bytes'] / 1e6:,.0f}")
    workers = "" if told["runner"] == "serial" else " of all workers"
    for stage, spent in told["stages"].items():
        rows.add_row(f"stage {stage}", f"{spent['seconds']:,.1f} seconds{workers}, {spent['articles']:,} articles")
    for kind, count in told["findings"].items():
        rows.add_row(f"findings: {kind}", f"{count:,}")
    for kind, count in told["failures"].items():
        rows.add_row(f"failures: {kind}", f"{count:,}; {escape(told['examples'][kind][0])}")
    out.print(rows)


@contextmanager
def _signals() -> Iterator[Callable[[], int | None]]:
    """Within, SIGTERM and the first Ctrl-C only ask for an end: what is in flight is finished. Gives what came."""
    got: list[int] = []

    def ask(number: int, frame: FrameType | None) -> None:
        if got and number == signal.SIGINT:
            raise KeyboardInterrupt  # asked twice: at once
        got.append(number)
        err.print("stopping: what is in flight is finished first; Ctrl-C once more to stop at once")

    before = {number: signal.signal(number, ask) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield lambda: got[0] if got else None
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _traced(path: Path | None) -> Iterator[None]:
    """Write where this process spends its time. Raises `ModelUnavailable`."""
    if path is None:
        yield
        return
    try:
        from pyinstrument import Profiler
        from pyinstrument.renderers import SpeedscopeRenderer
    except ImportError as error:
        raise ModelUnavailable("--trace takes pyinstrument; run: pip install 'babelpress[trace]'") from error
    with Profiler(interval=0.01) as profiler:
        yield
    path.write_text(profiler.output(SpeedscopeRenderer()), encoding="utf-8")


def _report(manifest: Manifest, *, quiet: bool) -> None:
    for kind, examples in manifest.examples.items():
        err.print(f"[red]failed[/red] {escape(kind)}: {manifest.failures[kind]:,}; {escape(examples[0])}")
    if not quiet:
        err.print(escape(f"{said(manifest)} -> {manifest.output}; {manifest.state}"))
