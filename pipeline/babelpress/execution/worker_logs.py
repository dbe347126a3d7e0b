"""Passes log lines of worker processes to the parent process, where the handlers of the application are."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Logged:
    """A log line with its traceback; strings and numbers only, so that it can be pickled."""

    name: str
    level: int
    message: str
    traceback: str = ""


class _Gathering(logging.Handler):
    def __init__(self, lines: list[Logged]) -> None:
        super().__init__(logging.WARNING)
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        traceback = logging.Formatter().formatException(record.exc_info) if record.exc_info else ""
        self._lines.append(Logged(record.name, record.levelno, record.getMessage(), traceback))


@contextmanager
def gathered() -> Iterator[list[Logged]]:
    """A context in which log lines of any library, from level WARNING on, are added to the list it yields."""
    lines: list[Logged] = []
    handler = _Gathering(lines)
    logging.getLogger().addHandler(handler)
    try:
        yield lines
    finally:
        logging.getLogger().removeHandler(handler)


def tell(lines: Sequence[Logged]) -> None:
    """Log the lines of a worker in this process."""
    for line in lines:
        logger = logging.getLogger(line.name)
        if logger.isEnabledFor(line.level):
            record = logger.makeRecord(line.name, line.level, "", 0, line.message, (), None)
            record.exc_text = line.traceback or None
            logger.handle(record)
