"""The commands for archives: batch, and status, which shows the progress of a batch."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer
from rich.markup import escape

from babelpress._internal.installing import install
from babelpress.cli.console import (
    DateField,
    IdField,
    LanguageField,
    LayoutOption,
    ModelOption,
    ModelsDirOption,
    OnlyOption,
    ProfileOption,
    SelectOption,
    SetOption,
    TargetsOption,
    TextField,
    ThemeOption,
    TitleField,
    UrlField,
    codes,
    err,
    fields,
    only,
    out,
    stdin,
    table,
    theme_setting,
    with_selector,
)
from babelpress.cli.findings import FailOn, FailOnOption, FindingsOption, collected
from babelpress.cli.progress import countable, counted, said, shown
from babelpress.errors import ConfigError, Fault, ModelUnavailable
from babelpress.execution.batch import Begun, run_batch
from babelpress.execution.manifest import Manifest
from babelpress.execution.manifest import read as read_manifest
from babelpress.execution.runner import readers
from babelpress.formats.inputs import article_files, refuse_missing
from babelpress.stages.profiles import load_profile
from babelpress.sync.store import is_synced


def batch(
    inputs: Annotated[list[str], typer.Argument(help="Files, folders, patterns, archives, as for `run`.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="A folder for the output, the checkpoint and `manifest.json`.")
    ],
    to: Annotated[str, typer.Option("--to", help="Output format: `jsonl`, `parquet`, `site`, ...")] = "jsonl",
    only_: OnlyOption = None,
    layout: LayoutOption = None,
    profile: ProfileOption = "embedded",
    model: ModelOption = None,
    targets: TargetsOption = None,
    source: Annotated[
        str | None, typer.Option("--source", help="The language of all articles; by default detected.")
    ] = None,
    set_: SetOption = None,
    theme: ThemeOption = None,
    select: SelectOption = None,
    runner: Annotated[
        str | None, typer.Option(help="`serial`, `process` or `ray`; by default as in the profile.")
    ] = None,
    workers: Annotated[int | None, typer.Option(help="Number of workers of `process` and `ray`.")] = None,
    text: TextField = None,
    title: TitleField = None,
    id: IdField = None,
    url: UrlField = None,
    language: LanguageField = None,
    date: DateField = None,
    models_dir: ModelsDirOption = None,
    force: Annotated[bool, typer.Option("--force", help="Process all articles again.")] = False,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Process failed articles again.")] = False,
    trace: Annotated[
        Path | None, typer.Option(help="Write a profile of the run time for speedscope.app; needs `babelpress[trace]`.")
    ] = None,
    findings: FindingsOption = None,
    fail_on: FailOnOption = FailOn.NEVER,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only, no progress.")] = False,
) -> None:
    """Translate and summarize an archive; after an interruption, the same command resumes.

    Only articles that changed are processed again; all are if the profile or the weights changed. Exit status: 1 some
    articles failed, or there are findings as in `--fail-on`; 130 after Ctrl-C and 143 after SIGTERM. Articles in
    progress are finished first and kept.

    Example: `babelpress batch archive.jsonl -o build/archive --to site --runner process`
    """
    overrides = [*(set_ or ()), *only(only_), *theme_setting(theme)]
    runner = runner or ("process" if workers is not None else None)
    overrides += [f"runner.kind={runner}"] if runner else []
    overrides += [f"runner.workers={workers}"] if workers is not None else []
    loaded = load_profile(profile, overrides=overrides, targets=codes(targets), model=model, source=source)
    settings = with_selector(loaded, select)
    named = fields(text=text, title=title, id=id, url=url, language=language, date=date)
    own = readers(settings, fields=named)
    refuse_missing(inputs, readers=own)
    begun: list[Begun] = []

    @contextmanager
    def watch(start: Begun) -> Iterator[Callable[[Manifest], None]]:
        begun.append(start)
        if start.outdated and not quiet:
            err.print(f"{start.outdated} articles are processed again: the profile, the weights or the version changed")
        read = None if quiet or not countable(inputs) else start.read
        with (
            counted(read) as total,
            shown(start.manifest, console=err, quiet=quiet, total=total, had=start.finished) as moved,
            _traced(trace),
        ):
            yield moved

    known = article_files(inputs, readers=own) if countable(inputs) else {}
    with (
        collected(findings, taken=inputs, files={id: one.path for id, one in known.items()}) as found,
        _signals() as stopped,
    ):
        try:
            manifest = run_batch(
                inputs,
                output,
                settings,
                kind=to,
                layout=layout.value if layout else None,
                source=source,
                fields=named,
                models_dir=models_dir,
                stdin=stdin(inputs),
                force=force,
                retry_failed=retry_failed,
                ahead=0 if trace else 1,  # the profiler traces one thread only
                stop=lambda: stopped() is not None,
                seen=found.add_record,
                watch=watch,
            )
        except KeyboardInterrupt:
            for start in begun:
                _report(start.manifest, quiet=quiet)
            os._exit(130)  # a normal exit would wait for a thread in an engine
        number = stopped()
    if not quiet:
        found.show()
    _report(manifest, quiet=quiet)
    if number is not None:
        raise typer.Exit(128 + number)
    if manifest.failed or found.fails(fail_on):
        raise typer.Exit(1)


def status(
    folder: Annotated[Path, typer.Argument(help="The output folder of a batch or a sync.")],
    json_: Annotated[bool, typer.Option("--json", help="Print the manifest, or the state, as JSON.")] = False,
) -> None:
    """Show the progress of a batch, also while it runs, or the state of a sync.

    Of a sync: for each article and language whether it is up to date, its conflicts, and the share of its sentences
    that people wrote.

    Example: `babelpress status build/archive`
    """
    manifest = read_manifest(folder)
    if manifest is None and is_synced(folder):
        from babelpress.cli.syncing import show_status

        show_status(folder, json_=json_)
        return
    if manifest is None:
        raise ConfigError("no batch", [Fault(str(folder), "has no manifest.json: no batch has been started there")])
    if json_:
        typer.echo(Path(folder, "manifest.json").read_text(encoding="utf-8"), nl=False)
        return
    rows = table("what", "", title=f"{folder}: {manifest['state']}")
    for name in ("articles", "kept", "failed", "words", "segments", "words_per_second", "seconds"):
        rows.add_row(name.replace("_", " "), f"{manifest[name]:,.0f}")
    rows.add_row("peak memory, MB", f"{manifest['peak_bytes'] / 1e6:,.0f}")
    workers = "" if manifest["runner"] == "serial" else " of all workers"
    for stage, spent in manifest["stages"].items():
        rows.add_row(f"stage {stage}", f"{spent['seconds']:,.1f} seconds{workers}, {spent['articles']:,} articles")
    for kind, count in manifest["findings"].items():
        rows.add_row(f"findings: {kind}", f"{count:,}")
    for kind, count in manifest["failures"].items():
        rows.add_row(f"failures: {kind}", f"{count:,}; {escape(manifest['examples'][kind][0])}")
    out.print(rows)


@contextmanager
def _signals() -> Iterator[Callable[[], int | None]]:
    """Handle SIGTERM and the first Ctrl-C by a request to stop, so that articles in progress are finished.

    Yields a function that returns the number of the signal, or None.
    """
    received: list[int] = []

    def request(number: int, frame: FrameType | None) -> None:
        if received and number == signal.SIGINT:
            raise KeyboardInterrupt  # the second Ctrl-C stops at once
        received.append(number)
        err.print("stopping after the articles in progress; press Ctrl-C again to stop at once")

    before = {number: signal.signal(number, request) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield lambda: received[0] if received else None
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _traced(path: Path | None) -> Iterator[None]:
    """Write a profile of the run time of this process. Raises `ModelUnavailable`."""
    if path is None:
        yield
        return
    try:
        from pyinstrument import Profiler
        from pyinstrument.renderers import SpeedscopeRenderer
    except ImportError as error:
        raise ModelUnavailable(f"--trace needs pyinstrument; run: {install('trace')}") from error
    with Profiler(interval=0.01) as profiler:
        yield
    path.write_text(profiler.output(SpeedscopeRenderer()), encoding="utf-8")


def _report(manifest: Manifest, *, quiet: bool) -> None:
    for kind, examples in manifest.examples.items():
        err.print(f"[red]failed[/red] {escape(kind)}: {manifest.failures[kind]:,}; {escape(examples[0])}")
    if not quiet:
        removed = f"; removed {manifest.removed:,} files of articles that are gone" if manifest.removed else ""
        err.print(escape(f"{said(manifest)} -> {manifest.output}; {manifest.state}{removed}"))
        if manifest.notice:
            err.print(escape(f"note: {manifest.notice}"))
