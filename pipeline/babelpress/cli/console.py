"""What the commands print with, and the options they share. Data goes to stdout, everything else to stderr."""

import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from babelpress.document import Record

out = Console(highlight=False, emoji=False, width=None if sys.stdout.isatty() else 240)
err = Console(stderr=True, soft_wrap=True, highlight=False, emoji=False)

ProfileOption = Annotated[str, typer.Option("--profile", "-p", help="The name of a shipped profile, or a YAML file.")]
TargetsOption = Annotated[str | None, typer.Option("--targets", "-t", help="Languages: `nl,en`; else the profile's.")]
SetOption = Annotated[list[str] | None, typer.Option("--set", help="A key: `translation.decoding.beam=1`.")]
ModelsDirOption = Annotated[
    Path | None, typer.Option(envvar="BABELPRESS_MODELS", help="Where pulled models lie; else the user's cache folder.")
]


def table(*columns: str, title: str | None = None) -> Table:
    """A table that is whole in a pipe too."""
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=not out.is_terminal)
    return table


def codes(targets: str | None) -> list[str] | None:
    """`nl, en` as a list; None stays None: the profile decides."""
    return None if targets is None else [code.strip() for code in targets.split(",") if code.strip()]


def progress(quiet: bool) -> Progress:
    """A bar on standard error: only where somebody can see it move."""
    shown = (
        SpinnerColumn(),
        TextColumn("{task.completed} done"),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    return Progress(*shown, console=err, transient=True, disable=quiet or not err.is_terminal)


def report(done: int, failed: list[Record], *, findings: Counter[str], output: str, quiet: bool, notice: str) -> None:
    """Say what went wrong, always, and what was done, unless quiet."""
    for failure in (failure for record in failed for failure in record.failures):
        err.print(f"[red]failed[/red] {escape(f'{failure.stage}: {failure.message}')}")
    if not quiet:
        where = "" if output == "-" else f" -> {output}"
        err.print(escape(f"{done - len(failed)} of {done} articles done{where}"))
        if findings:
            said = ", ".join(f"{findings[name]} {name}" for name in ("severe", "warning", "info") if findings[name])
            err.print(escape(f"findings: {said}; each is on its record (.jsonl), with sentence and reason"))
        if notice:
            err.print(escape(f"note: {notice}"))


# The options that say what the columns of a table, or the keys of JSON, are called.

_PANEL = "Columns of tables, keys of JSON, where they are not called text, title, id, url, language, date"

TextField = Annotated[str | None, typer.Option("--text", help="Of the text: `--text body`.", rich_help_panel=_PANEL)]
TitleField = Annotated[str | None, typer.Option("--title", help="Of the title.", rich_help_panel=_PANEL)]
IdField = Annotated[str | None, typer.Option("--id", help="Of the id.", rich_help_panel=_PANEL)]
UrlField = Annotated[str | None, typer.Option("--url", help="Of the address.", rich_help_panel=_PANEL)]
LanguageField = Annotated[str | None, typer.Option("--language", help="Of the language code.", rich_help_panel=_PANEL)]
DateField = Annotated[str | None, typer.Option("--date", help="Of the date.", rich_help_panel=_PANEL)]


def fields(
    *, text: str | None, title: str | None, id: str | None, url: str | None, language: str | None, date: str | None
) -> dict[str, str]:
    """Give the fields that were given a column, with it."""
    said = {"text": text, "title": title, "id": id, "url": url, "language": language, "date": date}
    return {field: column for field, column in said.items() if column is not None}
