"""How exceptions are reported: as a `Failure` on the record of an article, as a message, and in the log.

The message of an `ItemError` says what is wrong with the article. Any other exception is a bug, in Babelpress or in a
plug-in: the message says what was raised and in which module, and the traceback is logged. This is done once, at the
place where the work on an article, a file or a whole command is abandoned.
"""

import logging
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from importlib.metadata import entry_points
from traceback import walk_tb

from babelpress.document import Failure, Record
from babelpress.errors import BabelpressError, ItemError

logger = logging.getLogger(__name__)

_PACKAGE = __name__.partition(".")[0]

_LONGEST = 300
"""Most characters of an exception's own message that are reported; the log has the whole message."""

_ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{6,}")
"""The memory address of an object: different in every run, while records of equal articles must be equal."""


def failed(record: Record, stage: str, error: Exception) -> Record:
    """Return a record with the `Failure` of a stage added. Anything but an `ItemError` is logged with its traceback.

    Raises `error` itself if it does not concern a single article: a `SetupError` or a `RunStopped`.
    """
    if stops(error):
        raise error
    where = f"'{record.article.id}'"
    message = str(error) if isinstance(error, ItemError) else unexpected(where, error, stage=stage)
    failure = Failure(stage=stage, error=type(error).__name__, message=message)
    return replace(record, failures=(*record.failures, failure))


def stops(error: Exception) -> bool:
    """Whether an error ends the run: any `BabelpressError` that is not an `ItemError`."""
    return isinstance(error, BabelpressError) and not isinstance(error, ItemError)


def unexpected(where: str, error: BaseException, *, stage: str = "") -> str:
    """Log an exception with its traceback and return a one-line message about it."""
    message = f"{where}: {described(error)}; the traceback is in the log"
    logger.error("%s", f"{stage}: {message}" if stage else message, exc_info=error)
    return message


def described(error: BaseException) -> str:
    """Return what was raised, in which module and of which plug-in; the same text in every run and process."""
    text = f"{type(error).__name__}: {_text(error)}".removesuffix(": ")
    names = [str(frame.f_globals.get("__name__", "")) for frame, _ in walk_tb(error.__traceback__)]
    of_plug_ins = [name for name in names if _top(name) in plug_ins()]
    known = of_plug_ins or [name for name in names if _top(name) == _PACKAGE]
    if not known:
        return text
    # Where recursion ends depends on the depth at which it began; the most frequent module does not.
    module = Counter(known).most_common(1)[0][0] if isinstance(error, RecursionError) else known[-1]
    owner = f" of the plug-in '{plug_ins()[_top(module)]}'" if of_plug_ins else ""
    return f"{text}, raised in {module}{owner}"


@cache
def plug_ins() -> dict[str, str]:
    """Return the top-level modules of all plug-ins, each with the name of the package that installs it."""
    groups = [group for group in entry_points().groups if group.startswith("babelpress.")]
    found = [point for group in groups for point in entry_points(group=group)]
    return {_top(point.value.partition(":")[0]): point.dist.name if point.dist else point.name for point in found}


def _top(module: str) -> str:
    return module.partition(".")[0].strip()


def _text(error: BaseException) -> str:
    if isinstance(error, RecursionError):
        return "maximum recursion depth exceeded"  # Python adds where, which differs from run to run
    try:
        text = str(error)
    except Exception:  # noqa: BLE001  (the method of any class)
        return "(its message cannot be shown)"
    line = _ADDRESS.sub("0x...", " ".join(text.split()))
    line = line if len(line) <= _LONGEST else line[: _LONGEST - 3] + "..."
    return line.encode("utf-8", "backslashreplace").decode()
