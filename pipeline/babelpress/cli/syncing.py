"""The commands that keep documents in step with their sources: sync, conflicts, resolve."""

import json
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from babelpress.cli.console import (
    LayoutOption,
    ModelOption,
    ModelsDirOption,
    ProfileOption,
    SelectOption,
    SetOption,
    TargetsOption,
    codes,
    err,
    out,
    table,
    with_selector,
)
from babelpress.errors import ConfigError, Fault
from babelpress.execution.runner import readers
from babelpress.formats.inputs import refuse_missing
from babelpress.nlp.tokenization import shorten
from babelpress.stages.profiles import load_profile
from babelpress.sync.run import Report, plan
from babelpress.sync.run import resolve as resolve_
from babelpress.sync.run import sync as sync_
from babelpress.sync.status import status
from babelpress.sync.store import Conflict, Store


class OnConflict(StrEnum):
    """What becomes of a version with a human text that may be false now."""

    HOLD = "hold"
    KEEP = "keep"
    MACHINE = "machine"


class StateName(StrEnum):
    """The form of the state."""

    SQLITE = "sqlite"
    XLIFF = "xliff"


class TakeName(StrEnum):
    """The text that is published."""

    HUMAN = "human"
    MACHINE = "machine"
    MERGED = "merged"


def sync(
    inputs: Annotated[list[str], typer.Argument(help="Files, folders and patterns, as for `run`.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder with the versions, and their state.")],
    targets: TargetsOption = None,
    on_conflict: Annotated[
        OnConflict,
        typer.Option(
            "--on-conflict",
            help="A human text whose source was changed in a number, name, quotation, negation or date: `hold` leaves "
            "the version as it was published last, `keep` publishes the human text, `machine` a new translation.",
        ),
    ] = OnConflict.HOLD,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done; write and load nothing.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Exit status 1 if a version is not up to date; write and load nothing.")
    ] = False,
    json_: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    layout: LayoutOption = None,
    source: Annotated[
        str | None, typer.Option("--source", help="The language of all sources; by default detected.")
    ] = None,
    recreate: Annotated[bool, typer.Option("--recreate", help="Make files again that were emptied by hand.")] = False,
    state: Annotated[
        StateName | None,
        typer.Option(
            "--state",
            help="`xliff`: the state is kept as XLIFF 2.1 too, a file for each version, for git; the database is made "
            "from it. By default as it is, at first `sqlite`.",
        ),
    ] = None,
    summaries: Annotated[
        str,
        typer.Option(
            "--summaries",
            help="Folder below OUT for the summaries of each version, as YAML; they follow the sentences that they "
            "were made of, and what people write in them is kept.",
        ),
    ] = "",
    author: Annotated[str, typer.Option("--author", help="Who edited the files, for the history.")] = "",
    profile: ProfileOption = "embedded",
    model: ModelOption = None,
    set_: SetOption = None,
    select: SelectOption = None,
    models_dir: ModelsDirOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors and conflicts only.")] = False,
) -> None:
    """Bring documents up to date with their sources; what people wrote in them is kept.

    Only sentences that were edited are translated again. Exit status 1 if an article failed, or a version waits for a
    person; with `--check` also if a source changed and its versions did not.

    Example: `babelpress sync examples/article.fr.md -o build/site -t nl,en`
    """
    loaded = load_profile(profile, overrides=set_ or (), targets=codes(targets), model=model, source=source)
    settings = with_selector(loaded, select)
    refuse_missing(inputs, readers=readers(settings))
    work = plan if dry_run or check else sync_
    report = work(
        inputs,
        output,
        settings,
        layout=layout.value if layout else None,
        policy=on_conflict.value,
        language=source,
        models_dir=models_dir,
        recreate=recreate,
        author=author,
        state=state.value if state else None,
        summaries=summaries,
    )
    if json_:
        typer.echo(json.dumps({**asdict(report), "fresh": report.fresh}, ensure_ascii=False))
    else:
        _show(report, output, quiet=quiet, planned=dry_run or check)
    if not report.fresh or (check and report.articles):
        raise typer.Exit(1)


def _show(report: Report, output: Path, *, quiet: bool, planned: bool) -> None:
    for article in report.articles:
        failed = article.state == "failed"
        for message in article.messages:
            if failed or not quiet:
                err.print(f"{'[red]failed[/red] ' if failed else ''}{escape(f'{article.id}: {message}')}")
        changes = ", ".join(f"{count} {kind}" for kind, count in article.changes.items() if kind != "same")
        if not quiet and not failed:
            err.print(escape(f"{article.id}: {article.state}{f' ({changes})' if changes else ''}"))
        for version in article.versions:
            if version.state in ("held", "stopped") or not quiet:
                said = "would be made again" if planned and version.state == "written" else version.state
                lead = f"{version.language} {version.path}: {said}"
                hand = f"; {version.edited} texts changed by hand" if version.edited else ""
                gone = f"; {len(version.gone)} human texts left with their source" if version.gone else ""
                message = f"; {version.message}" if version.message else ""
                err.print(escape(f"  {lead}{hand}{gone}{message}"))
    severe = [one for one in report.conflicts if one.severe]
    if severe:
        _table(severe)
        err.print(escape(f"decide: babelpress resolve {output} ID --take human|machine|merged"))
    if not quiet:
        edited = len(report.articles)
        err.print(f"{report.same} articles as they were, {edited} not; {report.written} files written, ", end="")
        err.print(f"{report.asked} sentences translated, {len(severe)} conflicts")


def conflicts(
    output: Annotated[Path, typer.Argument(help="The folder with the versions.")],
    every: Annotated[bool, typer.Option("--all", help="List the resolved ones too.")] = False,
    json_: Annotated[bool, typer.Option("--json", help="Print a JSON object on each line.")] = False,
) -> None:
    """List texts that people wrote and whose source was edited since.

    Exit status 1 if one of them is severe and open: its source was changed in a number, a name, a quotation, a negation
    or a date, or split or joined.

    Example: `babelpress conflicts build/site`
    """
    with Store(output, create=False, read=True) as store:
        found = store.conflicts(every=every)
    if json_:
        for one in found:
            typer.echo(json.dumps(asdict(one), ensure_ascii=False))
    else:
        _table(found, whole=True)
    if any(one.severe and not one.resolved for one in found):
        raise typer.Exit(1)


def _table(found: list[Conflict], *, whole: bool = False) -> None:
    if not found:
        err.print("no conflicts")
        return
    if not whole:
        rows = table("id", "article", "language", "changed", "source now", "human text", on=err)
        for one in found:
            changed = " ".join(one.facets) or one.kind
            texts = (shorten(text, width=50) for text in (one.new_source, one.human))
            rows.add_row(*map(escape, (str(one.id), one.article, one.language, changed, *texts)))
        err.print(rows, soft_wrap=False)
        return
    for one in found:
        severe = "severe" if one.severe else "note"
        state = f"resolved: {one.resolved} by {one.by}" if one.resolved else severe
        out.print(escape(f"{one.id}  {one.article} {one.language}: {one.kind} {' '.join(one.facets)} ({state})"))
        for name, text in (
            ("source was", one.old_source),
            ("source is", one.new_source),
            ("human", one.human),
            ("machine", one.machine_new),
            ("merged", one.merged),
        ):
            if text:
                out.print(escape(f"    {name}: {text}"))


def resolve(
    output: Annotated[Path, typer.Argument(help="The folder with the versions.")],
    id: Annotated[int, typer.Argument(help="The number of the conflict, as `conflicts` lists it.")],
    take: Annotated[TakeName, typer.Option("--take", help="The text that is published.")],
    by: Annotated[str, typer.Option("--by", help="Who decides, for the history.")] = "",
) -> None:
    """Decide which text of a conflict is published.

    A version that waited is written as soon as no conflict of it is open. No model is loaded.

    Example: `babelpress resolve build/site 1 --take human`
    """
    outcome = resolve_(output, id, take.value, by=by)
    message = f"; {outcome.message}" if outcome.message else ""
    err.print(escape(f"{outcome.language} {outcome.path}: {outcome.state}{message}"))
    waiting = [one for one in outcome.clashes if one.severe]
    if waiting:
        err.print(f"{len(waiting)} conflicts of this version are open")
    if outcome.state == "stopped":
        raise typer.Exit(1)


def show_status(output: Path, *, json_: bool) -> None:
    """Print the state of every version of an output folder."""
    found = status(output)
    if json_:
        typer.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False))
        return
    if not found:
        raise ConfigError("no versions", [Fault(str(output), "nothing has been synchronized there")])
    rows = table("article", "language", "file", "state", "conflicts", "notes", "human")
    for one in found:
        share = f"{one.human} of {one.sentences}"
        cells = (one.article, one.language, one.path, one.state, str(one.conflicts), str(one.notes), share)
        rows.add_row(*map(escape, cells))
    out.print(rows)
