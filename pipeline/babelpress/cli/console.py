"""Output and options that the commands share. Data goes to stdout, everything else to stderr."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, BinaryIO

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from babelpress.config.schema import Component, Profile
from babelpress.document import Record
from babelpress.errors import ConfigError, Fault
from babelpress.formats.html.main_content import selectors
from babelpress.formats.inputs import STDIN

out = Console(highlight=False, emoji=False, width=None if sys.stdout.isatty() else 240)
err = Console(stderr=True, soft_wrap=True, highlight=False, emoji=False, width=None if sys.stderr.isatty() else 240)

ProfileOption = Annotated[
    str, typer.Option("--profile", "-p", help="The name of a profile in the package, or a YAML file.")
]


def _named(targets: list[str] | None) -> list[str] | None:
    if targets and not codes(targets):
        raise typer.BadParameter("names no language; give codes such as nl,en")
    return targets or None


TargetsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--targets", "-t", callback=_named, help="Target languages: `nl,en`; by default those of the profile."
    ),
]
ModelOption = Annotated[
    Path | None,
    typer.Option("--model", help="A folder with a model of your own, in place of the models of the profile."),
]
SetOption = Annotated[list[str] | None, typer.Option("--set", help="Change a setting: `translation.decoding.beam=1`.")]


class Only(StrEnum):
    """The one thing to make of each article."""

    TRANSLATIONS = "translations"
    SUMMARIES = "summaries"
    HEADLINES = "headlines"
    STANDFIRSTS = "standfirsts"


OnlyOption = Annotated[
    Only | None, typer.Option("--only", help="Make nothing else; for summaries, only their sentences are translated.")
]


def only(what: Only | None) -> list[str]:
    """The settings of `--only`."""
    match what:
        case None:
            return []
        case Only.TRANSLATIONS:
            return ["summary.strategy=none"]
        case Only.SUMMARIES:
            return ["summary.only=summary"]
        case Only.HEADLINES:
            return ["summary.only=headline"]
        case Only.STANDFIRSTS:
            return ["summary.only=standfirst"]


class LayoutName(StrEnum):
    """Where the versions of documents go."""

    FOLDER = "folder"
    SUFFIX = "suffix"
    SUBTREE = "subtree"


ThemeOption = Annotated[
    str | None,
    typer.Option("--theme", help="Folder of your own templates, colours and logo of a site.", metavar="FOLDER"),
]
SelectOption = Annotated[
    str | None,
    typer.Option("--select", help="CSS selector of the article in pages of HTML: `div.article-body`.", metavar="CSS"),
]
LayoutOption = Annotated[
    LayoutName | None,
    typer.Option(
        "--layout",
        help="Where documents go: `nl/page.md` (folder, the default), `page.nl.md` (suffix), or where the site has its "
        "languages: `content/fr/page.md` becomes `content/nl/page.md` (subtree).",
    ),
]
ModelsDirOption = Annotated[
    Path | None,
    typer.Option(envvar="BABELPRESS_MODELS", help="The folder of pulled models; by default the user's cache folder."),
]


def table(*columns: str, title: str | None = None, on: Console = out) -> Table:
    """A table to be printed on a console; cells are not cut if that is a pipe."""
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=not on.is_terminal)
    return table


def codes(value: str | Iterable[str] | None) -> list[str] | None:
    """The codes of `nl, en`, or of several such values, as a list; None stays None."""
    if value is None:
        return None
    parts = [value] if isinstance(value, str) else value
    return [code.strip() for part in parts for code in part.split(",") if code.strip()]


def stdin(inputs: Iterable[str]) -> BinaryIO | None:
    """Standard input, None if it is closed. Raises `ConfigError` if it is closed and `inputs` name it."""
    if sys.stdin is not None:
        return sys.stdin.buffer
    if STDIN in inputs:
        raise ConfigError("standard input is closed", [Fault("", "pipe a text into the command, or name a file")])
    return None


def progress(quiet: bool) -> Progress:
    """A progress bar on standard error, shown only on a terminal."""
    shown = (
        SpinnerColumn(),
        TextColumn("{task.completed} done"),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    return Progress(*shown, console=err, transient=True, disable=quiet or not err.is_terminal)


@contextmanager
def without_bar(bar: Progress) -> Iterator[None]:
    """Take the progress bar away while something else is printed."""
    if bar.disable:
        yield
        return
    bar.stop()
    try:
        yield
    finally:
        bar.start()


def report(
    done: int, failed: list[Record], *, findings: Counter[str], listed: str, output: str, quiet: bool, notice: str
) -> None:
    """Print the failures and, unless `quiet`, a summary; `listed` is the file that lists the findings, or empty."""
    for failure in (failure for record in failed for failure in record.failures):
        err.print(f"[red]failed[/red] {escape(f'{failure.stage}: {failure.message}')}")
    if not quiet:
        where = "" if output == "-" else f" -> {output}"
        err.print(escape(f"{done - len(failed)} of {done} articles done{where}"))
        if findings:
            counts = ", ".join(f"{findings[name]} {name}" for name in ("severe", "warning", "info") if findings[name])
            where = f"listed in {listed}" if listed else "--findings FILE lists them with sentence and reason"
            err.print(escape(f"findings: {counts}; {where}"))
        if notice and done > len(failed):
            err.print(escape(f"note: {notice}"))


# The options for the names of table columns and JSON keys.

_PANEL = "Table columns or JSON keys, if they are not called text, title, id, url, language, date"

TextField = Annotated[
    str | None, typer.Option("--text", help="Name of the text column: `--text body`.", rich_help_panel=_PANEL)
]
TitleField = Annotated[str | None, typer.Option("--title", help="Name of the title column.", rich_help_panel=_PANEL)]
IdField = Annotated[str | None, typer.Option("--id", help="Name of the id column.", rich_help_panel=_PANEL)]
UrlField = Annotated[str | None, typer.Option("--url", help="Name of the address column.", rich_help_panel=_PANEL)]
LanguageField = Annotated[
    str | None, typer.Option("--language", help="Name of the language code column.", rich_help_panel=_PANEL)
]
DateField = Annotated[str | None, typer.Option("--date", help="Name of the date column.", rich_help_panel=_PANEL)]


def fields(
    *, text: str | None, title: str | None, id: str | None, url: str | None, language: str | None, date: str | None
) -> dict[str, str]:
    """Return the column of each field that has one."""
    columns = {"text": text, "title": title, "id": id, "url": url, "language": language, "date": date}
    return {field: column for field, column in columns.items() if column is not None}


def theme_setting(theme: str | None) -> list[str]:
    """Return the setting of a profile for the theme of a site."""
    if theme is None:
        return []
    if not Path(theme).is_dir():
        raise ConfigError("the theme cannot be used", [Fault("--theme", f"there is no folder {theme}")])
    return [f"writer.theme={json.dumps(theme)}"]


def with_selector(settings: Profile, select: str | None) -> Profile:
    """Return a profile with the selector of the article in pages of HTML."""
    if select is None:
        return settings
    selectors(select)  # raises `ConfigError`
    own = next((part.options for part in settings.readers if part.kind == "html"), {})
    others = (part for part in settings.readers if part.kind != "html")
    return settings.model_copy(
        update={"readers": (*others, Component.model_validate({"kind": "html", **own, "select": select}))}
    )
