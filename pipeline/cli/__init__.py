"""The command line: parse, call, print. The only package that prints or exits.

Data goes to stdout, everything else to stderr. Exit status: 0 all went well; 1 some article failed, the others
are done; 2 nothing ran, the message says what to mend; 130 interrupted, what was finished is kept.
"""

import logging
import sys
from typing import NoReturn

import typer
from rich.logging import RichHandler
from rich.markup import escape

from pipeline.cli import articles, batches, benches, calibrations, evaluation, models
from pipeline.cli.console import err
from pipeline.errors import BabelpressError, SetupError

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


def main() -> NoReturn:
    """Run the command line and exit with its status."""
    handler = RichHandler(console=err, show_path=False, show_time=False)
    logging.basicConfig(level=logging.WARNING, format="%(message)s", handlers=[handler])
    try:
        app()
    except SetupError as error:
        err.print(f"[red]error:[/red] {escape(str(error))}")
        sys.exit(2)
    except BabelpressError as error:
        err.print(f"[red]error:[/red] {escape(str(error))}")
        sys.exit(1)
    sys.exit(0)
