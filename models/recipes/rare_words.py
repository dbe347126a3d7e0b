"""Write the lexicon of a model: `python models/recipes/rare_words.py FOLDER --corpora FOLDER --targets en,es`.

Writes `words.<target>.bin` and `lexicon.<target>.tsv` into the folder of a converted model: the words that its training
text has, and translations of those that are rare in it. With them the pipeline replaces words that the model makes up.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from babelpress.errors import ConfigError
from babelpress.models import lexicon
from recipe import corpora, rare_words
from recipe.command import status

SOURCE = "fr"
_THROUGH = "en"
"""The other source language: its corpora show words of a target, and translations through it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Give the exit status: 0 done, 2 something is wrong and is said."""
    made = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    made.add_argument("folder", type=Path, help="the folder of the converted model")
    made.add_argument("--corpora", type=Path, nargs="+", required=True, help="its training text")
    made.add_argument("--targets", default="en,de,es,nl,pt", help="languages, with commas")
    options = made.parse_args(arguments)

    def make(_: float | None) -> bool:
        for target in options.targets.split(","):
            words, translations = write(options.folder, options.corpora, target)
            print(f"{target}: {words:,} words, {translations:,} translations")  # noqa: T201
        return True

    return status(make, minutes=None)


def write(folder: Path, folders: Sequence[Path], target: str) -> tuple[int, int]:
    """Write the lexicon for a target language; give its words and translations. Raises `ConfigError`."""
    if not folder.is_dir():
        raise ConfigError(f"{folder} is no folder: give that of a converted model, with model.bin")
    own = corpora.files(folders, source=SOURCE, target=target)
    if not own:
        raise ConfigError(f"no corpus from {SOURCE} into {target} in {', '.join(map(str, folders))}")
    others = corpora.files(folders, source=_THROUGH, target=target)
    found = rare_words.translations(own, german=target == "de")
    if others:
        first = rare_words.translations(corpora.files(folders, source=SOURCE, target=_THROUGH))
        found = {**rare_words.joined(first, rare_words.translations(others, german=target == "de")), **found}
    words = [word for word, seen in rare_words.vocabulary([*own, *others]).items() if seen >= rare_words.SEEN]
    lexicon.write(folder, target, words, found)
    return len(words), len(found)


if __name__ == "__main__":
    sys.exit(main())
