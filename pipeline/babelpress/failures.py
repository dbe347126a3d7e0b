"""From an exception to what is told of it: on the record of an article, in a message, in the log.

An `ItemError` says itself what is wrong with an article. Any other exception is a bug, here or in a plug-in: the
message says what was raised and by whom, the traceback goes to the log. Both are made once, where the work on an
article, a file or a whole command is given up.
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

_OWN = __name__.partition(".")[0]

_LONGEST = 300
"""Characters of an exception's own message that are told; the log has all of it."""

_ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{6,}")
"""Where an object lies in memory: other in every run, and records of equal articles are to be equal."""


def failed(record: Record, stage: str, error: Exception) -> Record:
    """Give a record with the `Failure` of a stage. What is not an `ItemError` is logged with its traceback.

    Raises the error where it is not about one article: a `SetupError`, a `RunStopped`.
    """
    if stops(error):
        raise error
    where = f"'{record.article.id}'"
    message = str(error) if isinstance(error, ItemError) else unexpected(where, error, stage=stage)
    failure = Failure(stage=stage, error=type(error).__name__, message=message)
    return replace(record, failures=(*record.failures, failure))


def stops(error: Exception) -> bool:
    """Tell whether an error ends the run: one of the set-up or of the output, known as such."""
    return isinstance(error, BabelpressError) and not isinstance(error, ItemError)


def unexpected(where: str, error: BaseException, *, stage: str = "") -> str:
    """Log an exception with its traceback and give the message that tells of it."""
    message = f"{where}: {described(error)}; the traceback is in the log"
    logger.error("%s", f"{stage}: {message}" if stage else message, exc_info=error)
    return message


def described(error: BaseException) -> str:
    """Say what was raised and by which module, with the plug-in it is part of: equal in every run and process."""
    said = f"{type(error).__name__}: {_text(error)}".removesuffix(": ")
    names = [str(frame.f_globals.get("__name__", "")) for frame, _ in walk_tb(error.__traceback__)]
    theirs = [name for name in names if _top(name) in plug_ins()]
    known = theirs or [name for name in names if _top(name) == _OWN]
    if not known:
        return said
    # Where recursion ends depends on how deep it began: what it ran through most is the same every time.
    module = Counter(known).most_common(1)[0][0] if isinstance(error, RecursionError) else known[-1]
    owner = f" of the plug-in '{plug_ins()[_top(module)]}'" if theirs else ""
    return f"{said}, raised in {module}{owner}"


@cache
def plug_ins() -> dict[str, str]:
    """Give the top-level modules of all plug-ins, with the name of the package that installs each."""
    groups = [group for group in entry_points().groups if group.startswith("babelpress.")]
    found = [point for group in groups for point in entry_points(group=group)]
    return {_top(point.value.partition(":")[0]): point.dist.name if point.dist else point.name for point in found}


def _top(module: str) -> str:
    return module.partition(".")[0].strip()


def _text(error: BaseException) -> str:
    if isinstance(error, RecursionError):
        return "maximum recursion depth exceeded"  # Python adds at what, which depends on where it began
    try:
        text = str(error)
    except Exception:  # noqa: BLE001  (a class of somebody else's)
        return "(its message cannot be shown)"
    line = _ADDRESS.sub("0x...", " ".join(text.split()))
    line = line if len(line) <= _LONGEST else line[: _LONGEST - 3] + "..."
    return line.encode("utf-8", "backslashreplace").decode()
