"""Cutting texts into batches by a token budget, so that little of a batch is padding."""

from collections.abc import Mapping

SCORED = 512
"""Tokens of both sides in a batch that is only scored: the logits of all its tokens are held at once, 50 MB of a
vocabulary of 24,000; twice as fast as batches of 4,096 (2026-11-26).
"""


def batches(lengths: Mapping[int, int], *, budget: int, padded: bool = True) -> list[list[int]]:
    """Give the texts of each batch, longest first, from the length of each by its index.

    A batch holds at most `budget` tokens, padding included; a text longer than that is a batch of its own. Texts of a
    batch that is not `padded` are equally long. The longest come first so that memory runs out at once if it does.

    >>> batches({0: 2, 1: 9, 2: 3}, budget=6)
    [[1], [2, 0]]
    >>> batches({0: 2, 1: 9, 2: 3}, budget=6, padded=False)
    [[1], [2], [0]]
    """
    done: list[list[int]] = []
    for index in sorted(lengths, key=lambda i: -lengths[i]):
        longest = lengths[done[-1][0]] if done else 0
        fits = bool(done) and longest * (len(done[-1]) + 1) <= budget
        if fits and (padded or lengths[index] == longest):
            done[-1].append(index)
        else:
            done.append([index])
    return done
