"""Make a corpus of dictionaries: `python models/recipes/lexicon.py DICTD --articles FILE --corpora FOLDER --out OUT`.

Writes `fr-<target>.lexicon.tsv` for every language of a site: the words of FreeDict's dictionaries that stand in the
training articles, each with the translation that is commonest in the corpora of that language.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from babelpress.errors import ConfigError
from recipe import articles, corpora, lexicon
from recipe.command import status

SOURCE = "fr"
_COUNTED = 150_000
"""Sentences of a corpus file in which translations are counted."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Give the exit status: 0 done, 2 something is wrong and is said."""
    made = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    made.add_argument("dictionaries", type=Path, help="a folder with freedict-<source>-<target>.index and .dict.dz")
    made.add_argument("--articles", type=Path, required=True, help="OrangeSum as lines of JSON (.xz)")
    made.add_argument("--corpora", type=Path, required=True, help="where translations are counted")
    made.add_argument("--least", type=int, default=2, help="times a word stands in the training articles")
    made.add_argument("--most", type=int, default=200, help="times it stands in the corpora")
    made.add_argument("--out", type=Path, required=True, help="the folder to write to")
    options = made.parse_args(arguments)

    def make(_: float | None) -> bool:
        for path, words in write(options).items():
            print(f"{path}: {words:,} words")  # noqa: T201
        return True

    return status(make, minutes=None)


def write(options: argparse.Namespace) -> dict[Path, int]:
    """Write a corpus file for each language that has a dictionary; give their words. Raises `ConfigError`."""
    indexes = sorted(options.dictionaries.glob("freedict-*.index")) if options.dictionaries.is_dir() else []
    known = {pair: index for index in indexes if (pair := lexicon.direction(index)) and SOURCE in pair}
    if not known:
        raise ConfigError(
            f"{options.dictionaries} holds no dictionary from or into French: freedict-fra-*.index and .dict.dz"
        )
    counts: Counter[str] = lexicon.count(
        paragraph
        for article in articles.read(options.articles)
        if {article.split_abstract, article.split_title}.isdisjoint({"valid", "test"})
        for paragraph in articles.paragraphs(article.text)
    )
    written = {}
    options.out.mkdir(parents=True, exist_ok=True)
    for target in sorted({code for pair in known for code in pair} - {SOURCE}):
        corpus, words = _read(known.get((SOURCE, target)))
        corpus_back, back = _read(known.get((target, SOURCE)))
        pairs = [
            pair
            for path in corpora.files([options.corpora], source=SOURCE, target=target)
            for _, pair in islice(corpora.read(path), _COUNTED)
        ]
        made = lexicon.likeliest(words, back, lexicon.count(pair.target for pair in pairs))
        seen = lexicon.count(pair.source for pair in pairs)
        taken = lexicon.used(made, counts, least=options.least, known=seen, most=options.most)
        path = options.out / f"{SOURCE}-{target}.lexicon.tsv"
        corpora.write(path, [(corpus if pair.source in words else corpus_back, pair) for pair in taken])
        written[path] = len(taken)
    return written


def _read(index: Path | None) -> tuple[str, lexicon.Words]:
    return lexicon.read(index) if index else ("", {})


if __name__ == "__main__":
    sys.exit(main())
