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
from babelpress.document import Article
from babelpress.errors import ConfigError, Fault, ModelUnavailable
from babelpress.execution.batch import MEMORY, Batch
from babelpress.execution.checkpoint import NAME, Checkpoint
from babelpress.execution.manifest import Manifest
from babelpress.execution.manifest import read as read_manifest
from babelpress.execution.output import Output
from babelpress.execution.runner import readers
from babelpress.execution.runner import runner as runner_of
from babelpress.formats.base import ReadError
from babelpress.formats.inputs import read_inputs
from babelpress.formats.outputs import open_writer
from babelpress.stages.profiles import load_profile, notice
from babelpress.stages.provenance import provenance

_HELD = 500
"""Sentences in memory beside those in the file: full after some hundred articles, from then on memory stays flat."""

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
        # Batches of one length are small: cores gain more by a batch each than by sharing one.
        own: dict[str, object] = {"independent": True}
        if (
            settings.runner.kind == "serial"
            and not {"threads", "workers"} & settings.translation.backend.options.keys()
        ):
            own["workers"] = 0
        backend = settings.translation.backend.model_copy(update=own)
        translation = settings.translation.model_copy(update={"backend": backend})
        settings = settings.model_copy(update={"translation": translation})
    if settings.runner.kind == "serial" and not trace:  # one thread is what can be traced
        ahead = {"ahead": settings.runner.options.get("ahead", 1)}
        settings = settings.model_copy(update={"runner": settings.runner.model_copy(update=ahead)})
    named = fields(text=text, title=title, id=id, url=url, language=language, date=date)
    made_by = provenance(settings, models_dir=models_dir)
    languages = () if settings.targets == "menu" else tuple(dict.fromkeys((*settings.sources, *settings.targets)))
    final = output / (f"records{_SUFFIX[to]}" if to in _SUFFIX else to)
    at_once = False
    with Checkpoint(output, made_by=made_by.fingerprint, fresh=(NAME, MEMORY) if force else ()) as journal:
        if journal.made_by_others and not quiet:
            err.print(f"{journal.made_by_others} articles were made by another profile, weights or version: done again")
        draft = final.with_name(f".{final.name}.unfinished") if to in _SUFFIX else final
        writer = open_writer(
            str(draft), default=settings.writer, stdout=sys.stdout, kind=to, overwrite=True, notice=notice(settings),
            formats=settings.readers, languages=languages,
        )  # fmt: skip
        manifest = Manifest(made_by=made_by, inputs=tuple(inputs), output=str(final), runner=settings.runner.kind)
        working = settings
        if not settings.runner.options.get("address"):  # a cluster's workers may be on machines without this folder
            held = min(settings.translation.cache_size, _HELD)
            kept = {"cache_file": str(output.resolve() / MEMORY), "cache_size": held}
            working = settings.model_copy(update={"translation": settings.translation.model_copy(update=kept)})

        def read() -> Iterator[Article | ReadError]:
            own = readers(settings, fields=named)
            return read_inputs(inputs, readers=own, stdin=sys.stdin.buffer, language=source)

        with (
            _signals() as stopped,
            Output(writer),
            counted(None if quiet or not countable(inputs) else read) as total,
            shown(manifest, console=err, quiet=quiet, total=total, had=journal.kept(failed=not retry_failed)) as moved,
            _traced(trace),
        ):
            run = Batch(
                folder=output, journal=journal, manifest=manifest, retry_failed=retry_failed,
                stop=lambda: stopped() is not None,
            )  # fmt: skip
            try:
                run.run(read(), working, runner_of(settings), writer, models_dir=models_dir, progress=moved)
            except KeyboardInterrupt:
                at_once = True
            number = stopped()
        if manifest.state == "finished" and draft != final:
            draft.replace(final)
    _report(manifest, quiet=quiet)
    if at_once:
        os._exit(130)  # a thread may be deep in an engine
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
