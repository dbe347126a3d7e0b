"""What the service logs: where it failed, and never what it was given."""

import logging
from traceback import extract_tb

logger = logging.getLogger(__name__)


def told(error: BaseException) -> None:
    """Log a bug: its class and the lines of the code that it passed; its message may have words of a request."""
    frames = extract_tb(error.__traceback__)
    places = " < ".join(f"{frame.name} ({frame.filename}:{frame.lineno})" for frame in reversed(frames))
    logger.error("%s in %s", type(error).__name__, places)
