"""Summaries that a seq2seq model makes of the article's own sentences: constrained decoding.

The beams follow whole sentences of the article and nothing else, as in generation constrained by a trie (De Cao et al.,
"Autoregressive entity retrieval", ICLR 2021). Within a sentence a path of that trie does not branch, so each step of
the search is a sentence, and its likelihood is found by forced decoding. So the model chooses which sentences and how
many, and writes no word itself. The score of a hypothesis is the mean log-probability of its tokens plus a prior: the
salience of its sentences in the graph of `babelpress.nlp.lexrank`. Its constants were tuned on the validation split of
OrangeSum: see benchmarks/summaries.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf, log
from typing import Any

from babelpress.errors import UnsupportedLanguage
from babelpress.models.backends.base import Scoring
from babelpress.nlp.lexrank import Limit, Sentence, prose, saliences
from babelpress.summarization.extractive import Choice, Extractive
from babelpress.translation.scheduler import Scheduler

BEAM = 2
"""Hypotheses that are continued."""
CHOSEN_FROM = 5
"""The most salient sentences, from which the model chooses; three sentences take up to 18 passes of it."""
PRIOR = 1.0
"""Weight of the mean logarithm of the salience of the sentences, beside the mean log-probability of a token."""
LONGER = 0.125
"""What a hypothesis gains by each sentence after the first: with 0 most summaries would be one sentence."""

_LEAST = 1e-4
"""The salience of a sentence that has none."""

Pair = tuple[str, str]
"""A source and a summary of it whose likelihood is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """A summarization model of one language that tells how likely a summary is.

    `model` is its id; `seq2seq` returns it, loaded on first use, so that a profile can be checked without weights.
    `max_tokens` is the longest source. `scheduler` gives the turns at the models; None: nobody else uses them.
    """

    model: str
    language: str
    seq2seq: Callable[[], Scoring]
    max_tokens: int
    scheduler: Scheduler[Any, Any] | None = None

    def score(self, pairs: Sequence[Pair]) -> list[float]:
        """Return the mean log-probability of the tokens of each summary, given its source.

        It is -inf where the model sees nothing. Raises `GenerationFailed`.
        """

        def score(pairs: Sequence[Pair]) -> list[tuple[float, ...]]:
            sources, targets = [source for source, _ in pairs], [target for _, target in pairs]
            return self.seq2seq().score(sources, targets, source=self.language, target=self.language)

        if self.scheduler is None:
            found = score(pairs)
        else:
            lane = (self.model, "score")
            found = self.scheduler.in_turns(pairs, score, lane=lane, size=lambda pair: len(pair[0]) + len(pair[1]))
        return [sum(logs) / len(logs) if logs else -inf for logs in found]

    def choose(self, texts: Mapping[int, str], *, salience: Mapping[int, float], limit: Limit) -> tuple[int, ...]:
        """Return the sentences that make the best summary of a text, in its order.

        Args:
            texts: The sentences of the text, by their places.
            salience: That of the sentences that may be chosen, above 0 and at most 1 but for their constant factor.
            limit: The longest summary; a single sentence may be longer.

        Returns:
            Their places; none if the model can choose none, as each is longer than it reads.

        Raises:
            GenerationFailed: The engine failed.
        """
        order = sorted(salience, key=lambda i: (-salience[i], i))
        read = self._read(texts, order)
        source = " ".join(texts[i] for i in read)
        distinct = {texts[i]: i for i in reversed(order) if i in read}  # of equal sentences the first
        free = [i for i in order if i in distinct.values()][:CHOSEN_FROM]
        prior = {i: PRIOR * log(max(salience[i], _LEAST)) for i in free}
        best: tuple[float, tuple[int, ...]] = (-inf, ())
        beam = [best]
        while True:
            longer = {tuple(sorted({*chosen, i})) for _, chosen in beam for i in free if i not in chosen}
            options = [one for one in sorted(longer) if len(one) == 1 or limit.admits([texts[i] for i in one])]
            likely = self.score([(source, " ".join(texts[i] for i in one)) for one in options]) if options else []
            found = [
                (mean + sum(prior[i] for i in one) / len(one) + LONGER * (len(one) - 1), one)
                for mean, one in zip(likely, options, strict=True)
            ]
            beam = sorted(found, key=lambda one: (-one[0], one[1]))[:BEAM]
            if not beam or beam[0][0] <= best[0]:
                return best[1]
            best = beam[0]

    def _read(self, texts: Mapping[int, str], order: Sequence[int]) -> Collection[int]:
        """Return the sentences that the model reads: all of them, or as many of the first in `order` as fit."""
        count = self.seq2seq().count
        if count(" ".join(texts.values())) <= self.max_tokens:
            return sorted(texts)
        read: list[int] = []
        for i in order:
            more = sorted([*read, i])
            if count(" ".join(texts[k] for k in more)) <= self.max_tokens:
                read = more
        return read


class Constrained(Extractive):
    """Chooses the sentences of a summary by the model of the source's language, as many as it finds best.

    An article of which the model can choose nothing gets the summary of `Extractive`, with the check `fell_back`. The
    ranking for headlines, standfirst and description is that of `Extractive`.
    """

    name = "constrained"

    def __init__(self, limit: Limit, judges: Mapping[str, Judge], *, remembered: int = 1024) -> None:
        super().__init__(limit, remembered=remembered)
        self.judges = judges

    def _choose(self, article: tuple[str | None, tuple[Sentence, ...]], *, without: Collection[int] = ()) -> Choice:
        """Return what the model chooses. Raises `GenerationFailed`, and `UnsupportedLanguage` without a model."""
        language, sentences = article[0] or "", article[1]
        texts = {i: sentences[i].text for i in prose(sentences, language=language) if i not in without}
        if self.limit.admits([*texts.values()]):
            return super()._choose(article, without=without)
        if language not in self.judges:
            known = ", ".join(sorted(self.judges))
            raise UnsupportedLanguage(f"summary.models has no summarizer for '{language}', only for: {known}")
        judge = self.judges[language]
        salience = saliences(sentences, limit=self.limit, language=language, without=without)
        chosen = judge.choose(texts, salience=salience, limit=self.limit)
        if not chosen:
            return replace(super()._choose(article, without=without), checks=("fell_back",))
        return Choice(chosen, strategy=self.name, model=judge.model)
