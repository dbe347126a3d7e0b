"""The pieces that outputs of a language are made of: the engine then scores these alone, in half the time or less.

CTranslate2 reads them from `vmap.txt` beside the weights: a line has a token of the source, a tab and pieces parted by
spaces. `models/recipes` writes it from the training text.
"""

from pathlib import Path

from pipeline.cards import ModelCard

NAME = "vmap.txt"


def has_shortlist(card: ModelCard, folder: Path) -> bool:
    """Tell whether a converted model has a list for each of its targets, and for nothing else.

    Lists for words of the source, which other tools make, are not used: the engine joins those of a whole batch, so
    that a translation would depend on its neighbours.
    """
    try:
        with (folder / NAME).open(encoding="utf-8") as lines:
            keys = {line.partition("\t")[0] for line in lines}
    except FileNotFoundError:
        return False
    return card.tokens == "source" and keys == set(card.target_tokens.values())
