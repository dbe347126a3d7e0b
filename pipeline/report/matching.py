"""Which texts belong to which direction of an evaluation."""

from collections.abc import Sequence

from pipeline.corpora.base import Corpus
from pipeline.errors import ConfigError, Fault
from pipeline.evaluation.results import Direction, Evaluation


def matched(evaluation: Evaluation, corpora: Sequence[Corpus]) -> tuple[Corpus | None, ...]:
    """Give the corpus of each direction by its name and languages, None where it is not among them.

    Raises `ConfigError` where a corpus has other segments or systems than were scored.
    """
    left = list(corpora)
    found: list[Corpus | None] = []
    faults: list[Fault] = []
    for direction in evaluation.directions:
        corpus = next(
            (item for item in left if (item.name, item.direction) == (direction.corpus, direction.name)), None
        )
        if corpus is not None:
            left.remove(corpus)
            faults += _faults(direction, corpus)
        found.append(corpus)
    if faults:
        raise ConfigError(
            "the texts are not those that were scored: give the ones that the evaluation was made of", faults
        )
    return tuple(found)


def _faults(direction: Direction, corpus: Corpus) -> list[Fault]:
    where = f"{direction.corpus} {direction.name}"
    if len(corpus) != direction.segments:
        return [Fault(where, f"{len(corpus)} segments, {direction.segments} were scored")]
    names = {system.name for system in corpus.systems}
    return [
        Fault(where, f"there is no text of '{result.system}'")
        for result in direction.results
        if result.system not in names
    ]
