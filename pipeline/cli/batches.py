"""The commands for archives: batch, and status, which looks at one while it runs."""

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer
from rich.markup import escape
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from pipeline.batch.journal import NAME, Journal
from pipeline.batch.manifest import Manifest
from pipeline.batch.manifest import read as read_manifest
from pipeline.batch.run import MEMORY, Batch
from pipeline.check import load_profile, notice
from pipeline.cli.console import ModelsDirOption, ProfileOption, SetOption, TargetsOption, codes, err, out, table
from pipeline.cli.fields import DateField, IdField, LanguageField, TextField, TitleField, UrlField, fields
from pipeline.errors import ConfigError, Fault, ModelUnavailable
from pipeline.formats.inputs import read_inputs
from pipeline.formats.outputs import open_writer
from pipeline.provenance import provenance
from pipeline.runners.base import readers
from pipeline.runners.base import runner as runner_of

_A_LINE = 60.0
"""Seconds between two lines of progress where nobody sees a bar move."""

_SUFFIX = {"parquet": ".parquet", "jsonl": ".jsonl"}
"""Ending of the output of a kind that is one file."""


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
    """Translate and summarize an archive; killed at any moment, the same command goes on where it was.

    Articles, profile or weights that changed since are done again, and only they. Exit status 1: some articles failed;
    143 after SIGTERM and 130 after Ctrl-C, when what was in flight is finished and kept.

    Example: `babelpress batch archive.jsonl -o build/archive --to site --runner process`
    """
    overrides = list(set_ or ())
    runner = runner or ("process" if workers is not None else None)
    overrides += [f"runner.kind={runner}"] if runner else []
    overrides += [f"runner.workers={workers}"] if workers is not None else []
    settings = load_profile(profile, overrides=overrides, targets=codes(targets))
    if settings.translation.backend.kind == "ct2":  # a translation must not depend on where a run was killed
        backend = settings.translation.backend.model_copy(update={"independent": True})
        translation = settings.translation.model_copy(update={"backend": backend})
        settings = settings.model_copy(update={"translation": translation})
    named = fields(text=text, title=title, id=id, url=url, language=language, date=date)
    made_by = provenance(settings, models_dir=models_dir)
    languages = () if settings.targets == "menu" else tuple(dict.fromkeys((*settings.sources, *settings.targets)))
    final = output / (f"records{_SUFFIX[to]}" if to in _SUFFIX else to)
    with Journal(output, made_by=made_by.fingerprint, fresh=(NAME, MEMORY) if force else ()) as journal:
        if journal.made_by_others and not quiet:
            err.print(f"{journal.made_by_others} articles were made by another profile, weights or version: done again")
        draft = final.with_name(f".{final.name}.unfinished") if to in _SUFFIX else final
        writer = open_writer(
            str(draft), default=settings.writer, stdout=sys.stdout, kind=to, overwrite=True, notice=notice(settings),
            formats=settings.readers, languages=languages,
        )  # fmt: skip
        manifest = Manifest(made_by=made_by, inputs=tuple(inputs), output=str(final), runner=settings.runner.kind)
        working = settings
        if settings.runner.kind != "ray":  # whose workers may be on machines without this folder
            kept = settings.translation.model_copy(update={"memory_file": str(output.resolve() / MEMORY)})
            working = settings.model_copy(update={"translation": kept})
        with _signals() as stopped, writer, _progress(manifest, quiet=quiet) as moved, _traced(trace):
            run = Batch(
                folder=output, journal=journal, manifest=manifest, retry_failed=retry_failed,
                stop=lambda: stopped() is not None,
            )  # fmt: skip
            run.run(
                read_inputs(inputs, readers=readers(settings, fields=named), stdin=sys.stdin.buffer, language=source),
                working, runner_of(settings), writer, models_dir=models_dir, progress=moved,
            )  # fmt: skip
            number = stopped()
        if manifest.state == "finished" and draft != final:
            draft.replace(final)
    _report(manifest, quiet=quiet)
    if number is not None:
        raise typer.Exit(128 + number)
    if manifest.failed:
        raise typer.Exit(1)


def status(
    folder: Annotated[Path, typer.Argument(help="The output folder of a batch.")],
    json_: Annotated[bool, typer.Option("--json", help="The manifest as it stands, on standard output.")] = False,
) -> None:
    """Tell how far a batch is, also while it runs.

    Example: `babelpress status build/archive`
    """
    said = read_manifest(folder)
    if said is None:
        raise ConfigError("no batch", [Fault(str(folder), "holds no manifest.json: no batch has been started there")])
    if json_:
        typer.echo(Path(folder, "manifest.json").read_text(encoding="utf-8"), nl=False)
        return
    shown = table("what", "", title=f"{folder}: {said['state']}")
    for name in ("articles", "kept", "failed", "words", "segments", "words_per_second", "seconds"):
        shown.add_row(name.replace("_", " "), f"{said[name]:,.0f}")
    shown.add_row("peak memory, MB", f"{said['peak_bytes'] / 1e6:,.0f}")
    for stage, spent in said["stages"].items():
        shown.add_row(f"seconds: {stage}", f"{spent:,.1f}")
    for kind, count in said["findings"].items():
        shown.add_row(f"findings: {kind}", f"{count:,}")
    for kind, count in said["failures"].items():
        shown.add_row(f"failures: {kind}", f"{count:,}; {escape(said['examples'][kind][0])}")
    out.print(shown)


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
def _progress(manifest: Manifest, *, quiet: bool) -> Iterator[Callable[[Manifest], None]]:
    """A bar on a terminal, a line a minute elsewhere, nothing where quiet."""
    if quiet:
        yield lambda manifest: None
        return
    if not err.is_terminal:
        last = [time.monotonic()]

        def line(manifest: Manifest) -> None:
            if time.monotonic() - last[0] >= _A_LINE:
                last[0] = time.monotonic()
                err.print(_said(manifest))

        yield line
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task("loading the models", total=None)
        yield lambda manifest: bar.update(task, description=_said(manifest))


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


def _said(manifest: Manifest) -> str:
    return (
        f"{manifest.articles:,} articles ({manifest.kept:,} kept, {manifest.failed:,} failed), "
        f"{manifest.words_per_second:,.0f} words/s"
    )


def _report(manifest: Manifest, *, quiet: bool) -> None:
    for kind, examples in manifest.examples.items():
        err.print(f"[red]failed[/red] {escape(kind)}: {manifest.failures[kind]:,}; {escape(examples[0])}")
    if not quiet:
        err.print(escape(f"{_said(manifest)} -> {manifest.output}; {manifest.state}"))
