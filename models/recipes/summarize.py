"""Make a summarizer from its recipe: `python models/recipes/summarize.py RECIPE.yaml --articles FILE --out FOLDER`.

Every step is skipped whose result is there already; stop it at any time, the same command goes on.
"""

import argparse
import logging
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from recipe.summarizer import STEPS, Work, run
from recipe.summary_config import read_summarizer

from pipeline.errors import BabelpressError


def main(arguments: Sequence[str] | None = None) -> int:
    """Give the exit status: 0 done, 1 out of time (call again), 2 something is wrong and is said."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("recipe", type=Path)
    parser.add_argument("--articles", type=Path, required=True, help="one a line, as OrangeSum has them: .jsonl[.xz]")
    parser.add_argument("--out", type=Path, required=True, help="everything that is made")
    parser.add_argument("--step", help=f"only this one: {', '.join(STEPS)}")
    parser.add_argument("--minutes", type=float, help="stop learning after so many minutes of this call")
    options = parser.parse_args(arguments)
    logging.basicConfig(format="%(asctime)s %(message)s", datefmt="%H:%M:%S", level=logging.INFO, stream=sys.stderr)
    deadline = None if options.minutes is None else time.monotonic() + 60 * options.minutes
    try:
        recipe = read_summarizer(options.recipe)
        work = Work(recipe=recipe, articles=options.articles, out=options.out, deadline=deadline)
        done = run(work, only=options.step)
    except BabelpressError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0 if done else 1


if __name__ == "__main__":
    sys.exit(main())
