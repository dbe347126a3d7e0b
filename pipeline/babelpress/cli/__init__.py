"""The command line: parse arguments, call the library, print. The only package that prints or exits.

The module of a command is imported when the command is called, so that `babelpress --help` is fast.
"""

import logging
import os
import sys
from errno import EDQUOT, EFBIG, EIO, ENOSPC
from importlib import import_module
from io import UnsupportedOperation
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from babelpress._version import __version__

COMMANDS = {
    "translate": ("translation:translate", "Translate a text, a file or standard input, and print the result."),
    "run": (
        "articles:run",
        "Translate, check and summarize articles; write a site, records or documents, or print the text.",
    ),
    "preview": ("preview:preview", "Serve a site to the browser on this machine, and print its address."),
    "batch": ("batches:batch", "Translate and summarize an archive; after an interruption, the same command resumes."),
    "sync": ("syncing:sync", "Bring documents up to date with their sources; what people wrote in them is kept."),
    "conflicts": ("syncing:conflicts", "List texts that people wrote and whose source was edited since."),
    "resolve": ("syncing:resolve", "Decide which text of a conflict is published."),
    "status": ("batches:status", "Show the progress of a batch, also while it runs, or the state of a sync."),
    "verify": ("articles:verify", "Check a translation against its source and print every finding."),
    "postedit": (
        "postediting:postedit",
        "Correct a translation where its source makes that certain, and list what was changed.",
    ),
    "serve": ("serving:serve", "Translate over HTTP, for programs that speak the API of LibreTranslate or DeepL."),
    "keys": ("serving:keys", "Make, list and end the keys of the service."),
    "evaluate": ("evaluation:evaluate", "Score translations or summaries, compare systems, and write a report."),
    "calibrate": ("calibrations:calibrate", "Fit quality estimates to labelled translations."),
    "bench": ("benches:bench", "Compare the quality, speed, memory and size of systems on a test set."),
    "memory": ("memory:app", "Import, export, search, count and prune a translation memory."),
    "profiles": ("profiles:app", "List and check profiles."),
    "models": ("models:app", "List, check, download and convert models, and show routes."),
}
"""Module and function of each command, and its help in one sentence."""


class _Commands(TyperGroup):
    """A group of placeholders with help texts; the command that is called is imported."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Import the command that the arguments name."""
        if args[0] not in COMMANDS and Path(args[0]).exists():
            ctx.fail(f"'{args[0]}' is no command but a file or folder. Try: babelpress run {args[0]} -o build/site")
        name, placeholder, rest = super().resolve_command(ctx, args)
        return name, placeholder and command(str(name)), rest


def command(name: str) -> Any:
    """Import a command or a group of commands."""
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

    Results go to standard output, messages to standard error. Exit status: 0 success; 1 some articles failed, the
    others are done; 2 nothing was done, and the message says what to change; 130 interrupted, finished articles kept.

    Example: `babelpress translate "Le train part demain matin." -t en`
    """,
)
for _name, (_, _help) in COMMANDS.items():
    app.command(_name, help=_help)(lambda: None)


def _version(requested: bool) -> None:
    if requested:
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
    """Options of all commands."""
    if log is None:
        return
    try:
        handler = logging.FileHandler(log, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        from babelpress.errors import OutputUnavailable

        raise OutputUnavailable(f"--log: cannot write to {log}: {error.strerror or error}") from error
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    _SCREEN.logged = True


_NO_ROOM = (EDQUOT, EFBIG, EIO, ENOSPC)
"""Errors of a full or broken device, raised while a command prints: other writes report theirs by file."""


class _Screen(logging.Handler):
    """Shows log messages on standard error, except failures, which the commands report themselves."""

    held = False
    logged = False

    def emit(self, record: logging.LogRecord) -> None:
        """Print a log record."""
        if record.name == "babelpress.failures":
            self.held = self.held or record.levelno >= logging.ERROR
            return
        from rich.markup import escape

        from babelpress.cli.console import err

        err.print(f"{record.levelname.lower()}: {escape(self.format(record))}")


_SCREEN = _Screen()


def _open_streams() -> None:
    """Replace closed standard streams. Writing to the new standard output fails; errors are dropped."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123  (read only; open until the exit)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123


def main() -> NoReturn:
    """Run the command line and exit with its status."""
    # The matrices of the backend `students` are too small for several threads, which wait for each other in a loop: on
    # two busy cores an article took 22 s of CPU time instead of 9 (2026-11-30). numpy reads this when it is imported.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    _open_streams()
    logging.raiseExceptions = False  # no traceback for each message if the disk of the log is full
    logging.basicConfig(level=logging.WARNING, format="%(message)s", handlers=[_SCREEN])
    try:
        app(prog_name="babelpress")
    except Exception as error:  # noqa: BLE001  (a bug: one line here, the traceback in the log)
        sys.exit(_failed(error))
    finally:
        if _SCREEN.held and not _SCREEN.logged:
            print("to see the tracebacks, run again with a log file: babelpress --log errors.log ...", file=sys.stderr)
    sys.exit(0)


def _failed(error: Exception) -> int:
    """Print an error in one line and return the exit status."""
    from rich.markup import escape

    from babelpress.cli.console import err
    from babelpress.errors import BabelpressError, SetupError
    from babelpress.failures import logger, unexpected

    if isinstance(error, BabelpressError):
        message = str(error)
        logger.warning("%s", message, exc_info=error)
    elif isinstance(error, UnsupportedOperation):
        message = "cannot write the output: standard output is closed"
    elif isinstance(error, OSError) and error.errno in _NO_ROOM:
        message = f"cannot write the output: {error.strerror}"
    else:
        message = unexpected("this is a bug", error)
    err.print(f"[red]error:[/red] {escape(message)}")
    return 2 if isinstance(error, SetupError) else 1
