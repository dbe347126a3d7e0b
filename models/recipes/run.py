"""Make a model from its recipe: `python models/recipes/run.py RECIPE.yaml --corpora FOLDER --out FOLDER`.

Every step is skipped whose result is there already; stop it at any time, the same command goes on.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from recipe.command import parser, status
from recipe.config import read_recipe
from recipe.steps import STEPS, Work, run


def main(arguments: Sequence[str] | None = None) -> int:
    """Give the exit status: 0 done, 1 out of time (call again), 2 something is wrong and is said."""
    made = parser(__doc__.splitlines()[0], steps=STEPS)
    made.add_argument("--corpora", type=Path, required=True, help="files <source>-<target>[.anything].tsv[.xz]")
    made.add_argument("--tests", type=Path, help="test sets: kept out of the corpora, and scored on")
    made.add_argument("--articles", type=Path, help="of the domain, for mixing.domain: see README")
    made.add_argument("--commercial-only", action="store_true", help="leave out corpora for research only")
    options = made.parse_args(arguments)

    def make(deadline: float | None) -> bool:
        recipe = read_recipe(options.recipe)
        if options.commercial_only:
            mixing = recipe.mixing.model_copy(update={"commercial_only": True})
            recipe = recipe.model_copy(update={"mixing": mixing})
        work = Work(
            recipe=recipe, corpora=options.corpora, tests=options.tests, articles=options.articles, out=options.out,
            deadline=deadline,
        )  # fmt: skip
        return run(work, only=options.step)

    return status(make, minutes=options.minutes)


if __name__ == "__main__":
    sys.exit(main())
