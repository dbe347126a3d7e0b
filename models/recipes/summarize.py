"""Make a summarizer from its recipe: `python models/recipes/summarize.py RECIPE.yaml --articles FILE --out FOLDER`.

Every step is skipped whose result is there already; stop it at any time, the same command goes on.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from recipe.command import parser, status
from recipe.summarizer import STEPS, Work, run
from recipe.summary_config import read_summarizer


def main(arguments: Sequence[str] | None = None) -> int:
    """Give the exit status: 0 done, 1 out of time (call again), 2 something is wrong and is said."""
    made = parser(__doc__.splitlines()[0], steps=STEPS)
    made.add_argument("--articles", type=Path, required=True, help="one a line, as OrangeSum has them: .jsonl[.xz]")
    options = made.parse_args(arguments)

    def make(deadline: float | None) -> bool:
        recipe = read_summarizer(options.recipe)
        work = Work(recipe=recipe, articles=options.articles, out=options.out, deadline=deadline)
        return run(work, only=options.step)

    return status(make, minutes=options.minutes)


if __name__ == "__main__":
    sys.exit(main())
