"""What the commands have in common: options, a log, the exit status."""

import argparse
import logging
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from babelpress.errors import BabelpressError


def parser(description: str, *, steps: Iterable[str]) -> argparse.ArgumentParser:
    """Give the options that every recipe is made with."""
    made = argparse.ArgumentParser(description=description)
    made.add_argument("recipe", type=Path)
    made.add_argument("--out", type=Path, required=True, help="everything that is made")
    made.add_argument("--step", help=f"only this one: {', '.join(steps)}")
    made.add_argument("--minutes", type=float, help="stop after so many minutes of this call")
    return made


def speak(level: int) -> None:
    """Say on stderr what this process does."""
    logging.basicConfig(format="%(asctime)s %(message)s", datefmt="%H:%M:%S", level=level, stream=sys.stderr)


def status(make: Callable[[float | None], bool], *, minutes: float | None) -> int:
    """Make it until a deadline; give the exit status: 0 done, 1 out of time (call again), 2 something is wrong."""
    speak(logging.INFO)
    try:
        done = make(None if minutes is None else time.monotonic() + 60 * minutes)
    except BabelpressError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0 if done else 1
