"""What is logged in a worker's process, told again in the one that asked: only there is known who wants to read it."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Logged:
    """A line of a log, with its traceback; strings and numbers only, so that it travels."""

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
    """Within, what any library logs from warnings up is added to the list that this gives."""
    lines: list[Logged] = []
    handler = _Gathering(lines)
    logging.getLogger().addHandler(handler)
    try:
        yield lines
    finally:
        logging.getLogger().removeHandler(handler)


def tell(lines: Sequence[Logged]) -> None:
    """Log lines as if they were logged here."""
    for line in lines:
        logger = logging.getLogger(line.name)
        if logger.isEnabledFor(line.level):
            record = logger.makeRecord(line.name, line.level, "", 0, line.message, (), None)
            record.exc_text = line.traceback or None
            logger.handle(record)
