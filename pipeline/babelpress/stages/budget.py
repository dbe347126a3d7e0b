"""The budget of an article: sentences that are left when it is used up stay in the language of the source."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import inf
from time import perf_counter

from babelpress._internal.deadline import within
from babelpress._internal.process_memory import own_bytes, release_unused_memory
from babelpress.config.schema import Budget
from babelpress.errors import OverBudget
from babelpress.nlp.word_alignment import identity
from babelpress.translation.constrained import Rendering, Sentence

FLAG = "budget"
"""The flag of a segment that was not translated because the budget was used up."""

_FIRST = 16
_AT_ONCE = 128
"""Sentences that are translated between two looks at the clock and the memory, the first time fewer."""

Translation = Callable[[Sequence[Sentence]], list[Rendering]]


def kept(sentence: Sentence, flag: str) -> Rendering:
    """Return a sentence as its own translation."""
    return Rendering(text=sentence.text, score=0.0, flags=(flag,), alignment=identity(sentence.text))


def rationed(
    sentences: Sequence[Sentence], owners: Sequence[int], budget: Budget, translate: Translation
) -> list[Rendering]:
    """Translate sentences of articles that each have a budget.

    Args:
        sentences: The sentences; those of an article are together.
        owners: The number of the article of each sentence.
        budget: What each article may use. The time of sentences that are translated together is shared by length.
        translate: Translates sentences.

    Returns:
        A rendering of each sentence, in order; with the flag `budget` where the sentence was left.
    """
    if budget.seconds is None and budget.memory is None:
        return translate(sentences)
    purse = _Purse(budget, translate)
    made: list[Rendering] = []
    while len(made) < len(sentences):
        part = slice(len(made), len(made) + (_AT_ONCE if made else _FIRST))
        made += purse.spend(sentences[part], owners[part])
    return made


@dataclass(slots=True)
class _Purse:
    """What the articles have used: `spent` is in seconds, infinite for one that is left."""

    budget: Budget
    translate: Translation
    spent: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))
    start: int = field(default_factory=own_bytes)

    def spend(self, sentences: Sequence[Sentence], owners: Sequence[int]) -> list[Rendering]:
        """Translate the sentences of the articles that have something left, and keep the others."""
        if self._memory_is_used_up():
            self.spent.update(dict.fromkeys(owners, inf))
        going = [i for i, owner in enumerate(owners) if self._left(owner) > 0]
        asked, begun = [sentences[i] for i in going], perf_counter()
        try:
            with within(self._most([owners[i] for i in going])):
                new = iter(self.translate(asked) if asked else [])
        except (OverBudget, MemoryError):
            if len({owners[i] for i in going}) > 1:
                return self._apart(sentences, owners)
            self.spent[owners[going[0]]] = inf
            return [kept(sentence, FLAG) for sentence in sentences]
        seconds, length = perf_counter() - begun, sum(len(one.text) for one in asked) or 1
        for i in going:
            self.spent[owners[i]] += seconds * len(sentences[i].text) / length
        translated = set(going)
        return [next(new) if i in translated else kept(one, FLAG) for i, one in enumerate(sentences)]

    def _apart(self, sentences: Sequence[Sentence], owners: Sequence[int]) -> list[Rendering]:
        """Translate the sentences of each article by themselves, so that none pays for another."""
        made: list[Rendering] = []
        for owner in dict.fromkeys(owners):
            own = [sentence for sentence, its in zip(sentences, owners, strict=True) if its == owner]
            made += self.spend(own, [owner] * len(own))
        return made

    def _left(self, owner: int) -> float:
        return (inf if self.budget.seconds is None else self.budget.seconds) - self.spent[owner]

    def _most(self, owners: Sequence[int]) -> float | None:
        """Return when to interrupt the work: half a budget after what is left, so that mostly it ends by itself."""
        if self.budget.seconds is None or not owners:
            return None
        return max(map(self._left, owners)) + self.budget.seconds / 2

    def _memory_is_used_up(self) -> bool:
        if self.budget.memory is None or own_bytes() - self.start < self.budget.memory * 1_000_000:
            return False
        release_unused_memory()
        return own_bytes() - self.start >= self.budget.memory * 1_000_000
