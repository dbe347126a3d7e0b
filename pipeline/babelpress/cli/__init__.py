"""The command line: parse, call, print. The only package that prints or exits.

A command is imported when it is called: the list of commands and the help of all of them together need none.
"""

import logging
import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from babelpress._version import __version__

COMMANDS = {
    "translate": ("translation:translate", "Translate a text, a file or standard input, and print the result."),
    "run": ("articles:run", "Translate, check and summarize articles; write a site, records or documents."),
    "batch": ("batches:batch", "Translate and summarize an archive; after an interruption the same command goes on."),
    "status": ("batches:status", "Show how far a batch is, also while it runs."),
    "verify": ("articles:verify", "Check a translation against its source and print every finding."),
    "evaluate": ("evaluation:evaluate", "Score translations or summaries, compare systems, and write a report."),
    "calibrate": ("calibrations:calibrate", "Fit estimates of quality to labelled translations."),
    "bench": ("benches:bench", "Compare the quality, speed, memory and size of systems on a test set."),
    "profiles": ("profiles:app", "List and check profiles."),
    "models": ("models:app", "List, check, fetch and convert models, and show routes."),
}
"""Where each command is, below this package, and what it does, in one sentence."""


class _Commands(TyperGroup):
    """The commands as placeholders with their help; the one that is called is imported."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Give the command that the arguments name."""
        name, placeholder, rest = super().resolve_command(ctx, args)
        return name, placeholder and command(str(name)), rest


def command(name: str) -> Any:
    """Import and give a command, or a group of commands."""
    module, _, attribute = COMMANDS[name][0].partition(":")
    found = getattr(import_module(f"{__name__}.{module}"), attribute)
    if not isinstance(found, typer.Typer):
        single = typer.Typer(add_completion=False, rich_markup_mode="markdown")
        single.command(name)(found)
        found = single
    made = typer.main.get_command(found)
    made.name = name
    return made


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help="""Translate, summarize and check articles, offline.

    Results go to standard output, messages to standard error. Exit status: 0 all went well; 1 some articles failed, the
    others are done; 2 nothing ran, and the message says what to change; 130 interrupted, what was finished is kept.

    Example: `babelpress translate "Le train part demain matin." -t en`
    """,
)
for _name, (_, _help) in COMMANDS.items():
    app.command(_name, help=_help)(lambda: None)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"babelpress {__version__}")
        raise typer.Exit


@app.callback()
def options(
    log: Annotated[
        Path | None,
        typer.Option("--log", envvar="BABELPRESS_LOG", help="Append warnings and tracebacks to this file."),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Before the command: where the log goes."""
    if log is None:
        return
    try:
        handler = logging.FileHandler(log, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        from babelpress.errors import OutputUnavailable

        raise OutputUnavailable(f"{log}: cannot be written to (--log): {error.strerror or error}") from error
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    _SCREEN.logged = True


class _Screen(logging.Handler):
    """Shows warnings on standard error, but for those that the commands report themselves: the log has those."""

    held = False
    logged = False

    def emit(self, record: logging.LogRecord) -> None:
        """Show a record."""
        if record.name == "babelpress.failures":
            self.held = self.held or record.levelno >= logging.ERROR
            return
        from rich.markup import escape

        from babelpress.cli.console import err

        err.print(f"{record.levelname.lower()}: {escape(self.format(record))}")


_SCREEN = _Screen()


def main() -> NoReturn:
    """Run the command line and exit with its status."""
    logging.raiseExceptions = False  # a log on a full disk must not fill the screen with tracebacks
    logging.basicConfig(level=logging.WARNING, format="%(message)s", handlers=[_SCREEN])
    try:
        app(prog_name="babelpress")
    except Exception as error:  # noqa: BLE001  (a bug: reported in a line, its traceback is in the log)
        sys.exit(_failed(error))
    finally:
        if _SCREEN.held and not _SCREEN.logged:
            print("for the tracebacks, run again with a log: babelpress --log errors.log ...", file=sys.stderr)
    sys.exit(0)


def _failed(error: Exception) -> int:
    """Report an error in a line and give the exit status."""
    from rich.markup import escape

    from babelpress.cli.console import err
    from babelpress.errors import BabelpressError, SetupError
    from babelpress.failures import logger, unexpected

    if isinstance(error, BabelpressError):
        message = str(error)
        logger.warning("%s", message, exc_info=error)
    else:
        message = unexpected("this is a bug", error)
    err.print(f"[red]error:[/red] {escape(message)}")
    return 2 if isinstance(error, SetupError) else 1
