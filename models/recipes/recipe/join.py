"""New human pairs from two directions that share a language: who translated one English sentence twice made a pair."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from recipe.config import Joining
from recipe.corpora import JOINED, Pair, read

VERSIONS = 2
"""Sources kept for one shared sentence: the third way to say "Yes, of course." teaches nothing."""

Shared = dict[tuple[str, str], list[str]]
"""Corpus and shared sentence -> the sources it translates."""


def shared(paths: Iterable[Path], rules: Joining) -> Shared:
    """Read the files from the source to the shared language, e.g. fr-en."""
    found: Shared = {}
    for path in paths:
        for corpus, pair in read(path):
            if corpus in rules.corpora and len(pair.target.split()) >= rules.fewest_words:
                sources = found.setdefault((corpus, pair.target), [])
                if len(sources) < VERSIONS and pair.source not in sources:
                    sources.append(pair.source)
    return found


def join(known: Shared, paths: Iterable[Path], *, taken: Iterable[str]) -> Iterator[tuple[str, Pair]]:
    """Give pairs from the files of the shared language and a target, e.g. en-de, as `<corpus>-joined`.

    Only within one corpus, so that its licence holds. A source is paired once, and not at all if it is `taken`, that
    is, has a translation already.
    """
    seen = set(taken)
    for path in paths:
        for corpus, pair in read(path):
            for source in known.get((corpus, pair.source), ()):
                if source not in seen:
                    seen.add(source)
                    yield corpus + JOINED, Pair(source, pair.target)
