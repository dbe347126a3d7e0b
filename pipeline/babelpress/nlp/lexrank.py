"""Extractive summarization by graph centrality.

The score of a sentence is its centrality in the graph of word overlap (LexRank: Erkan & Radev 2004, JAIR 22, eq. 3 and
section 3.2, without threshold), multiplied by a factor for its likeness to the title, one for its position, one for its
length, and `FAULT` for each thing that makes it depend on its context. Sentences are then selected one by one, the
score of each reduced by its overlap with those selected before (MMR: Carbonell & Goldstein 1998). The constants were
tuned on the validation split of OrangeSum: see benchmarks/summaries.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import ceil

import numpy as np
import numpy.typing as npt

from babelpress import lang
from babelpress.document import BlockKind
from babelpress.nlp.editorial import answers, fit, is_ended

# Parts of a long text: its sections if it has headings, otherwise parts of equal length


def lengths(kinds: Sequence[BlockKind], chosen: Sequence[int]) -> tuple[int, ...]:
    """Return the number of chosen sentences under each heading, without headings that have none.

    `kinds` are the block kinds of all sentences, `chosen` the indices of sentences in order.

    >>> lengths(["title", "paragraph", "heading", "paragraph", "paragraph"], [1, 3, 4])
    (1, 2)
    """
    found: list[int] = []
    before = 0
    for i in chosen:
        if not found or any(kind in ("title", "heading") for kind in kinds[before:i]):
            found.append(0)
        found[-1] += 1
        before = i
    return tuple(found)


def parts(sections: Sequence[int], *, most: int) -> tuple[tuple[int, int], ...]:
    """Return ranges `(start, end)` of at most about `most` sentences, short sections joined, long ones split evenly.

    >>> parts([2, 3, 9], most=5)
    ((0, 5), (5, 9), (9, 14))
    """
    pieces = [size for section in sections for size in _even(section, most)]
    merged: list[int] = []
    for size in pieces:
        if merged and merged[-1] + size <= most:
            merged[-1] += size
        else:
            merged.append(size)
    return tuple(pairwise([0, *accumulate(merged)]))


def _even(size: int, most: int) -> list[int]:
    count = max(1, ceil(size / most))
    cuts = [round(size * i / count) for i in range(count + 1)]
    return [end - start for start, end in pairwise(cuts)]


# Context dependence: what makes a sentence hard to understand, or to quote, without its neighbours

WORDS = (12, 40)
"""A sentence with fewer words than the first, or more than the second, counts as too short or too long."""


_WORD = re.compile(r"[^\W_]+")
_MARKS = tuple("«»“”„\"'‘’ \u00a0\u202f")
_CLOSERS = {"«": "»", "»": "«", "“": "”", "„": "“”", '"': '"'}


def faults(text: str, *, language: str) -> int:
    """Count the things that make a sentence depend on its neighbours.

    These are: it begins with a pronoun or connective, begins with a quotation, is only a quotation, is a question
    (counted twice, because it states nothing), ends without a full stop, is too short or too long. The pronouns and
    connectives are the `referring` words of the language, if it has any.

    >>> faults("Mais pourquoi ?", language="fr")
    4
    """
    words = _WORD.findall(text)
    opener = words[0].casefold() if words else ""
    bare = text.rstrip("".join(_MARKS))
    return sum(
        (
            opener in lang.get(language).clauses.referring,
            text.startswith(_MARKS),
            text.startswith(_MARKS) and text.endswith(_MARKS),
            2 * bare.endswith("?"),
            not bare.endswith((".", "!", "?", "…")),
            not WORDS[0] <= len(words) <= WORDS[1],
        )
    )


def self_contained(sentences: Sequence[tuple[str, int]]) -> list[bool]:
    """Return for each (sentence, block) whether it closes every quotation that it opens and is not part of another.

    A sentence in the middle of a quotation is part of it, although it has no mark: alone it would look like the
    author's own words. An unclosed quotation ends with its block, so a missing mark affects one paragraph at most.

    >>> self_contained([("« Non.", 0), ("Jamais.", 0), ("» Il sort.", 0), ("« Oui », dit-il.", 0)])
    [False, False, False, True]
    """
    found = []
    closers = ""
    current = None
    for text, block in sentences:
        if block != current:
            closers, current = "", block
        whole = not closers
        for i, char in enumerate(text):
            if closers:
                if char in closers:
                    closers = ""
            elif char in _CLOSERS and (char != "»" or text[i + 1 : i + 2].isalnum()):
                closers = _CLOSERS[char]  # » opens only in German books, and then touches the word it opens
            elif char in "»”":
                whole = False
        found.append(whole and not closers)
    return found


DAMPING = 0.85
"""Share of a sentence's rank that comes from its neighbours, 0 to 1; the value of the PageRank and LexRank papers."""
TITLE = 4.0
"""The score is multiplied by 1 + TITLE * likeness to the title (0 to 1)."""
LEAD = 6.0
"""The score of the n-th sentence of prose, from 0, is multiplied by 1 / (1 + n / LEAD): 0.5 for the seventh."""
LENGTH = 30.0
"""The score is divided by 1 + words / LENGTH where several sentences are to be chosen: the graph favours long ones, and
a limit of sentences counts them no more than short ones."""
FAULT = 0.7
"""The factor of the score for each thing counted by `faults`."""
REDUNDANCY = 0.7
"""Share of the score that a sentence loses if a selected one has all its words (lambda of MMR)."""
DUPLICATE = 0.8
"""Cosine from which two sentences are never both selected."""
LONG = 120
"""Number of sentences from which a text is ranked in parts; about 3,000 words."""
PART = 50
"""Most sentences of a part."""
KEPT = 5
"""Sentences of each part that are compared with those of the other parts."""
STEM = 6
"""Letters by which words are compared: « investissement » and « investissements » are the same."""

_PROSE: frozenset[BlockKind] = frozenset({"paragraph", "list_item"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article and its block."""

    text: str
    block: int = 0
    kind: BlockKind = "paragraph"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """The maximal length of a summary. At least one of the two is given; a single sentence may exceed `words`."""

    sentences: int | None = 3
    words: int | None = None

    def __post_init__(self) -> None:
        if self.sentences is None and self.words is None:
            raise ValueError("a summary needs a limit of sentences or of words")
        if any(limit is not None and limit < 1 for limit in (self.sentences, self.words)):
            raise ValueError("a summary has at least one sentence and one word")

    def admits(self, texts: Sequence[str]) -> bool:
        """Whether these sentences together are within the limit."""
        few = self.sentences is None or len(texts) <= self.sentences
        return few and (self.words is None or sum(len(text.split()) for text in texts) <= self.words)


def prose(sentences: Sequence[Sentence], *, language: str) -> list[int]:
    """Return the indices of the sentences of prose that tell news.

    If there are none, those of the title, if it has one; else all sentences that have words. Where at least half of
    them have a final stop, those without one are labels and credits (« En bref », « Lire aussi »), not prose.
    """
    wordy = [i for i, sentence in enumerate(sentences) if _WORD.search(sentence.text)]
    flowing = [i for i in wordy if sentences[i].kind in _PROSE]
    spoken = answers([(sentence.text, sentence.block) for sentence in sentences], language=language)
    news = [i for i in flowing if i not in spoken and _tells(sentences[i], language)]
    ended = [i for i in news if is_ended(sentences[i].text)]
    news = ended if 2 * len(ended) >= len(news) else news
    titles = [i for i in wordy if sentences[i].kind == "title"]
    return news or (flowing and titles) or flowing or wordy


def _tells(sentence: Sentence, language: str) -> bool:
    """Whether a sentence tells news; an item of a list that is no sentence does not."""
    item = sentence.kind == "list_item" and not sentence.text.rstrip("".join(_MARKS)).endswith((".", "!", "…"))
    return not item and fit(sentence.text, language=language)


def select(
    sentences: Sequence[Sentence], *, limit: Limit, language: str, without: Collection[int] = ()
) -> tuple[int, ...]:
    """Return the indices of the sentences that make the best summary, in the order of the text.

    A text within the limit is its own summary. From a longer one, near-duplicates are not selected, nor, if there are
    others, sentences that share a quotation with a neighbour; so there may be fewer sentences than the limit admits.
    Sentences in `without` are not selected. The result is empty only if no other sentence has a letter or digit.
    """
    able = [i for i in prose(sentences, language=language) if i not in without]
    if not able or limit.admits([sentences[i].text for i in able]):
        return tuple(able)
    pool = _pool(sentences, _eligible(sentences, language, without), language, limit=limit)
    able, graph, worth = pool.eligible, pool.graph, pool.worth

    chosen: list[int] = []
    covered = np.zeros(len(able))
    for _ in able:
        value = worth * (1 - REDUNDANCY * covered)
        value[covered > DUPLICATE] = -1
        best = _best(value, [sentences[i].text for i in able], chosen, limit)
        if best is None:
            break
        chosen.append(best)
        covered = np.maximum(covered, graph.likeness_to(best))
        covered[best] = 1
    return tuple(sorted(able[i] for i in chosen))


def saliences(
    sentences: Sequence[Sentence], *, limit: Limit, language: str, without: Collection[int] = ()
) -> dict[int, float]:
    """Return the scores by which `select` chooses, by the indices of the sentences; of a long text the best only."""
    able = _eligible(sentences, language, without)
    if not able:
        return {}
    pool = _pool(sentences, able, language, limit=limit)
    return dict(zip(pool.eligible, pool.worth.tolist(), strict=True))


def _eligible(sentences: Sequence[Sentence], language: str, without: Collection[int]) -> list[int]:
    """Return the indices of the sentences of prose that share no quotation with a neighbour; if none, of all prose."""
    whole = [i for i in _whole(sentences, language) if i not in without]
    return whole or [i for i in prose(sentences, language=language) if i not in without]


def rank(sentences: Sequence[Sentence], *, language: str) -> tuple[int, ...]:
    """Return the indices of the sentences that can represent the text alone, the best first.

    If there are any that share no quotation with a neighbour, only these; of a long text the best of each part.
    """
    able = _whole(sentences, language)
    if not able:
        return ()
    pool = _pool(sentences, able, language, limit=Limit(sentences=1))
    return tuple(pool.eligible[int(i)] for i in np.argsort(-pool.worth, kind="stable"))


def _whole(sentences: Sequence[Sentence], language: str) -> list[int]:
    able = prose(sentences, language=language)
    whole = self_contained([(sentence.text, sentence.block) for sentence in sentences])
    return [i for i in able if whole[i]] or able


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pool:
    """The candidate sentences, their graph and their scores."""

    eligible: list[int]
    graph: "_Graph"
    worth: npt.NDArray[np.float64]


def _pool(sentences: Sequence[Sentence], eligible: list[int], language: str, *, limit: Limit) -> _Pool:
    """Score sentences; in a long text part by part, then the best of all parts against each other.

    In the second step the position is that of the part, so that late parts have a chance too.
    """
    places = np.arange(len(eligible), dtype=np.float64)
    while len(eligible) > LONG:
        ranges = parts(lengths([sentence.kind for sentence in sentences], eligible), most=PART)
        room = max(limit.sentences or 0, (limit.words or 0) / 12)  # a sentence of news has 25 words, 12 at least
        kept = max(KEPT, math.ceil(2 * room / len(ranges)))
        best: list[int] = []
        place: list[float] = []
        for n, (start, end) in enumerate(ranges):
            part = eligible[start:end]
            own = _weighed(sentences, part, np.arange(len(part), dtype=np.float64), language, limit)
            best += sorted(part[int(i)] for i in np.argsort(-own.worth, kind="stable")[:kept])
            place += [float(n)] * min(kept, len(part))
        if len(best) == len(eligible):
            break
        eligible, places = best, np.array(place)
    return _weighed(sentences, eligible, places, language, limit)


def _weighed(
    sentences: Sequence[Sentence], eligible: list[int], places: npt.NDArray[np.float64], language: str, limit: Limit
) -> _Pool:
    graph = _Graph([_stems(sentences[i].text) for i in eligible])
    title = " ".join(sentence.text for sentence in sentences if sentence.kind == "title")
    rank = graph.rank()
    worth = rank / rank.max() * (1 + TITLE * graph.likeness(_stems(title)))
    worth /= 1 + places / LEAD
    if (limit.sentences or 1) > 1:
        worth /= [1 + len(_WORD.findall(sentences[i].text)) / LENGTH for i in eligible]
    worth *= [FAULT ** faults(sentences[i].text, language=language) for i in eligible]
    return _Pool(eligible=eligible, graph=graph, worth=worth)


def _stems(text: str) -> list[str]:
    """Return the words in lower case without accents, cut to `STEM` letters; elided articles are separate words."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return [word[:STEM] for word in _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))]


def _best(value: npt.NDArray[np.float64], texts: Sequence[str], chosen: Sequence[int], limit: Limit) -> int | None:
    """Return the best sentence that the limit still admits; for the first one, the best of all if none fits."""
    taken = [texts[i] for i in chosen]
    ranking = [int(i) for i in np.argsort(-value, kind="stable") if value[i] >= 0 and i not in chosen]
    fitting = (i for i in ranking if limit.admits([*taken, texts[i]]))
    return next(fitting, None if chosen else ranking[0])


class _Graph:
    """A graph with sentences as nodes and their tf-idf cosines as weights.

    The matrix X X^T is never formed: every step multiplies by X^T, then by X, both stored as lists of their non-zero
    entries. Memory grows with the number of words, not with the square of the number of sentences.
    """

    def __init__(self, sentences: Sequence[Sequence[str]]) -> None:
        self._n = len(sentences)
        spread = Counter(stem for stems in sentences for stem in dict.fromkeys(stems))  # the order of a set would vary
        self._index = {stem: i for i, stem in enumerate(spread)}
        self._idf = np.array([math.log(1 + self._n / count) for count in spread.values()])
        rows, columns, values = [], [], []
        for row, stems in enumerate(sentences):
            cells = self._weights(stems)
            rows += [row] * len(cells)
            columns += list(cells)
            values += list(cells.values())
        self._rows = np.array(rows, dtype=np.intp)
        self._columns = np.array(columns, dtype=np.intp)
        self._values = np.array(values, dtype=np.float64)

    def rank(self) -> npt.NDArray[np.float64]:
        """Return the stationary distribution of a random walk along the weights, with `DAMPING`."""
        degree = self._times(self._transposed(np.ones(self._n))) - 1  # -1: without the weight of a sentence to itself
        alone = degree < 1e-9
        degree[alone] = 1
        rank = np.full(self._n, 1 / self._n)
        for _ in range(100):
            share = np.where(alone, 0, rank / degree)
            flow = self._times(self._transposed(share)) - share + rank[alone].sum() / self._n
            following = DAMPING * flow + (1 - DAMPING) / self._n
            if np.abs(following - rank).sum() < 1e-9:
                break
            rank = following
        return rank

    def likeness(self, stems: Sequence[str]) -> npt.NDArray[np.float64]:
        """Return the cosine of every sentence with a text, in which words that no sentence has are ignored."""
        vector = np.zeros(len(self._index))
        for column, value in self._weights([stem for stem in stems if stem in self._index]).items():
            vector[column] = value
        return self._times(vector)

    def likeness_to(self, row: int) -> npt.NDArray[np.float64]:
        """Return the cosine of every sentence with the sentence of a row."""
        vector = np.zeros(len(self._index))
        mine = self._rows == row
        vector[self._columns[mine]] = self._values[mine]
        return self._times(vector)

    def _weights(self, stems: Sequence[str]) -> dict[int, float]:
        """Return the weights of a text by column: sublinear tf times idf, normalized to length 1."""
        cells = {self._index[stem]: (1 + math.log(count)) for stem, count in Counter(stems).items()}
        cells = {column: weight * float(self._idf[column]) for column, weight in cells.items()}
        length = math.sqrt(sum(weight * weight for weight in cells.values()))
        return {column: weight / length for column, weight in cells.items()}

    def _times(self, vector: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return X v: one number for each sentence."""
        terms: npt.NDArray[np.float64] = self._values * vector[self._columns]
        return np.bincount(self._rows, weights=terms, minlength=self._n).astype(np.float64)

    def _transposed(self, vector: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return X^T v: one number for each word."""
        terms: npt.NDArray[np.float64] = self._values * vector[self._rows]
        return np.bincount(self._columns, weights=terms, minlength=len(self._index)).astype(np.float64)
