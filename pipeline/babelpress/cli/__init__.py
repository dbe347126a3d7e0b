"""The command line: parse, call, print. The only package that prints or exits.

Data goes to stdout, everything else to stderr. Exit status: 0 all went well; 1 some article failed, the others
are done; 2 nothing ran, the message says what to mend; 130 interrupted, what was finished is kept.
"""

import logging
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.logging import RichHandler
from rich.markup import escape

from babelpress.cli import articles, batches, benches, calibrations, evaluation, models
from babelpress.cli.console import err
from babelpress.errors import BabelpressError, OutputUnavailable, SetupError
from babelpress.failures import logger, unexpected

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode="markdown", help=__doc__)
for command in (
    articles.run,
    batches.batch,
    batches.status,
    articles.verify,
    evaluation.evaluate,
    calibrations.calibrate,
    benches.bench,
    articles.check,
    articles.explain,
):
    app.command()(command)
app.add_typer(models.app, name="models")


@app.callback()
def log_to(
    log: Annotated[
        Path | None,
        typer.Option("--log", envvar="BABELPRESS_LOG", help="Append warnings and tracebacks to this file."),
    ] = None,
) -> None:
    """Before the command: where the log goes."""
    if log is None:
        return
    try:
        handler = logging.FileHandler(log, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise OutputUnavailable(f"{log}: cannot be written to (--log): {error.strerror or error}") from error
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    _UNTOLD.logged = True


class _Untold(logging.Filter):
    """Keeps from the screen what the commands tell in their own words; the log has it with its traceback."""

    held = False
    logged = False

    def filter(self, record: logging.LogRecord) -> bool:
        """Let through what is of others."""
        ours = record.name == logger.name
        self.held = self.held or (ours and record.levelno >= logging.ERROR)
        return not ours


_UNTOLD = _Untold()


def main() -> NoReturn:
    """Run the command line and exit with its status."""
    logging.raiseExceptions = False  # a log on a full disk must not fill the screen with tracebacks
    handler = RichHandler(console=err, show_path=False, show_time=False)
    handler.addFilter(_UNTOLD)
    logging.basicConfig(level=logging.WARNING, format="%(message)s", handlers=[handler])
    try:
        app()
    except Exception as error:  # noqa: BLE001  (a bug: said in a line, its traceback is in the log)
        status = 2 if isinstance(error, SetupError) else 1
        if isinstance(error, BabelpressError):
            message = str(error)
            logger.warning("%s", message, exc_info=error)
        else:
            message = unexpected("this is a bug", error)
        err.print(f"[red]error:[/red] {escape(message)}")
        sys.exit(status)
    finally:
        if _UNTOLD.held and not _UNTOLD.logged:
            err.print("for the tracebacks, run again with a log: babelpress --log errors.log ...")
    sys.exit(0)
