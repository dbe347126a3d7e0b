"""Which sentences of a text stand for the whole: extractive summarization by graph centrality.

A sentence is worth its centrality in the graph of word overlap (LexRank: Erkan & Radev 2004, JAIR 22, eq. 3 and
section 3.2, without threshold), times how near it is to the title, times how early it stands, times `FAULT` for
everything that keeps it from being understood on its own. Sentences are then taken one by one, each marked down by
what the taken ones already say (MMR: Carbonell & Goldstein 1998). The figures below were tuned on OrangeSum's
validation split: see benchmarks/summaries.
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

# A long text in parts that are read one by one: its sections where it has headings, else even stretches.


def lengths(kinds: Sequence[BlockKind], chosen: Sequence[int]) -> tuple[int, ...]:
    """Give how many of the chosen sentences (indices, in order) stand under each heading; none is 0.

    `kinds` are those of the blocks that all sentences stand in.

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
    """Give ranges `(start, end)` of about `most` sentences at most: short sections together, long ones in even parts.

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


# What keeps a sentence from being understood, or quoted, without its neighbours.

WORDS = (12, 40)
"""A sentence of fewer words says too little on its own, one of more too much."""


_WORD = re.compile(r"[^\W_]+")
_MARKS = tuple("«»“”„\"'‘’ \u00a0\u202f")
_CLOSERS = {"«": "»", "»": "«", "“": "”", "„": "“”", '"': '"'}


def faults(text: str, *, language: str) -> int:
    """Count what ties a sentence to its neighbours.

    It opens with a pronoun or connective, opens with a quotation, is nothing but one, asks (which counts twice:
    nothing is said), ends without a full stop, is too short or too long. Openers are the `referring` words of a
    language; where it has none they are not counted.

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
    """Tell of each (sentence, block) whether it closes every quotation it opens and stands in nobody else's.

    A sentence from the middle of a quotation does stand in one, though it has no mark: alone it would pass for the
    author's own word. A quotation left open ends with its block: a forgotten mark spoils no more than a paragraph.

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
"""Part of a sentence's rank that comes from its neighbours; the figure of the PageRank and LexRank papers."""
TITLE = 4.0
"""How much the likeness to the title (0 to 1) adds to a sentence's worth."""
LEAD = 6.0
"""The n-th sentence of prose, from 0, is worth 1 / (1 + n / LEAD): the seventh half of the first."""
FAULT = 0.7
"""What a sentence keeps of its worth for each thing that ties it to its neighbours."""
REDUNDANCY = 0.7
"""Part of a sentence's worth that is lost if a chosen one has all its words (MMR's lambda)."""
DUPLICATE = 0.8
"""Two sentences this alike (cosine) are never both chosen."""
LONG = 120
"""Sentences from which a text is read in parts; about 3,000 words."""
PART = 50
"""Sentences of a part at most."""
KEPT = 5
"""Sentences of a part that are held against those of the others."""
STEM = 6
"""Letters of a word that count: « investissement » and « investissements » are one."""

_PROSE: frozenset[BlockKind] = frozenset({"paragraph", "list_item"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article, and the block it stands in."""

    text: str
    block: int = 0
    kind: BlockKind = "paragraph"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """The most a summary may hold. At least one of the two is given; a single sentence may be over `words`."""

    sentences: int | None = 3
    words: int | None = None

    def __post_init__(self) -> None:
        if self.sentences is None and self.words is None:
            raise ValueError("a summary needs a limit of sentences or of words")
        if any(limit is not None and limit < 1 for limit in (self.sentences, self.words)):
            raise ValueError("a summary has at least one sentence and one word")

    def admits(self, texts: Sequence[str]) -> bool:
        """Tell whether these sentences together are within the limit."""
        few = self.sentences is None or len(texts) <= self.sentences
        return few and (self.words is None or sum(len(text.split()) for text in texts) <= self.words)


def prose(sentences: Sequence[Sentence]) -> list[int]:
    """Give the indices of what a summary may be made of; where there is no prose, whatever has words (a lone title)."""
    wordy = [i for i, sentence in enumerate(sentences) if _WORD.search(sentence.text)]
    return [i for i in wordy if sentences[i].kind in _PROSE] or wordy


def select(
    sentences: Sequence[Sentence], *, limit: Limit, language: str, without: Collection[int] = ()
) -> tuple[int, ...]:
    """Give the indices of the sentences that make the best summary, in the order of the text.

    A text within the limit is its own summary. Of a longer one no sentence is taken that opens or closes a quotation
    for its neighbours, as long as there are others, and no near-duplicate: there may be fewer than the limit admits.
    Those `without` which it has to do are not taken. Empty only where no other has a letter or figure.
    """
    eligible = [i for i in prose(sentences) if i not in without]
    if not eligible or limit.admits([sentences[i].text for i in eligible]):
        return tuple(eligible)
    pool = _pool(sentences, [i for i in _whole(sentences) if i not in without] or eligible, language, limit=limit)
    eligible, graph, worth = pool.eligible, pool.graph, pool.worth

    chosen: list[int] = []
    said = np.zeros(len(eligible))
    for _ in eligible:
        value = worth * (1 - REDUNDANCY * said)
        value[said > DUPLICATE] = -1
        best = _best(value, [sentences[i].text for i in eligible], chosen, limit)
        if best is None:
            break
        chosen.append(best)
        said = np.maximum(said, graph.likeness_to(best))
        said[best] = 1
    return tuple(sorted(eligible[i] for i in chosen))


def rank(sentences: Sequence[Sentence], *, language: str) -> tuple[int, ...]:
    """Give the indices of the sentences that may stand for the text alone, the best first.

    Where there are any, only such as need no neighbour for a quotation; of a long text the best of each part.
    """
    eligible = _whole(sentences)
    if not eligible:
        return ()
    pool = _pool(sentences, eligible, language, limit=Limit(sentences=1))
    return tuple(pool.eligible[int(i)] for i in np.argsort(-pool.worth, kind="stable"))


def _whole(sentences: Sequence[Sentence]) -> list[int]:
    eligible = prose(sentences)
    whole = self_contained([(sentence.text, sentence.block) for sentence in sentences])
    return [i for i in eligible if whole[i]] or eligible


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pool:
    """The sentences to choose from, their graph, and what each is worth."""

    eligible: list[int]
    graph: "_Graph"
    worth: npt.NDArray[np.float64]


def _pool(sentences: Sequence[Sentence], eligible: list[int], language: str, *, limit: Limit) -> _Pool:
    """Weigh sentences; those of a long text part by part, then the best of all parts against each other.

    Among those it is the part that stands early or late: the last one has a chance too.
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
            own = _weighed(sentences, part, np.arange(len(part), dtype=np.float64), language)
            best += sorted(part[int(i)] for i in np.argsort(-own.worth, kind="stable")[:kept])
            place += [float(n)] * min(kept, len(part))
        if len(best) == len(eligible):
            break
        eligible, places = best, np.array(place)
    return _weighed(sentences, eligible, places, language)


def _weighed(
    sentences: Sequence[Sentence], eligible: list[int], places: npt.NDArray[np.float64], language: str
) -> _Pool:
    graph = _Graph([_stems(sentences[i].text) for i in eligible])
    title = " ".join(sentence.text for sentence in sentences if sentence.kind == "title")
    rank = graph.rank()
    worth = rank / rank.max() * (1 + TITLE * graph.likeness(_stems(title)))
    worth /= 1 + places / LEAD
    worth *= [FAULT ** faults(sentences[i].text, language=language) for i in eligible]
    return _Pool(eligible=eligible, graph=graph, worth=worth)


def _stems(text: str) -> list[str]:
    """Words in lower case, without accents, cut to `STEM` letters; elided articles come apart on their own."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return [word[:STEM] for word in _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))]


def _best(value: npt.NDArray[np.float64], texts: Sequence[str], chosen: Sequence[int], limit: Limit) -> int | None:
    """The best that the limit still admits; of the first one only its worth is asked if all are too long."""
    taken = [texts[i] for i in chosen]
    ranking = [int(i) for i in np.argsort(-value, kind="stable") if value[i] >= 0 and i not in chosen]
    fitting = (i for i in ranking if limit.admits([*taken, texts[i]]))
    return next(fitting, None if chosen else ranking[0])


class _Graph:
    """The sentences of a text as nodes, their tf-idf cosine as weights.

    The weights X X^T are never formed: every step multiplies by X^T, then by X, both held as the list of their
    non-zero entries. Memory grows with the number of words, not with the square of the number of sentences.
    """

    def __init__(self, sentences: Sequence[Sequence[str]]) -> None:
        self._n = len(sentences)
        spread = Counter(stem for stems in sentences for stem in dict.fromkeys(stems))  # a set's order would vary
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
        """The stationary distribution of a walk along the weights, with `DAMPING`."""
        degree = self._times(self._transposed(np.ones(self._n))) - 1  # -1: no sentence speaks for itself
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
        """The cosine of every sentence with a text; words that no sentence has count for nothing."""
        vector = np.zeros(len(self._index))
        for column, value in self._weights([stem for stem in stems if stem in self._index]).items():
            vector[column] = value
        return self._times(vector)

    def likeness_to(self, row: int) -> npt.NDArray[np.float64]:
        """The cosine of every sentence with one of them."""
        vector = np.zeros(len(self._index))
        mine = self._rows == row
        vector[self._columns[mine]] = self._values[mine]
        return self._times(vector)

    def _weights(self, stems: Sequence[str]) -> dict[int, float]:
        """Column -> weight of one text: sublinear tf times idf, of length 1."""
        cells = {self._index[stem]: (1 + math.log(count)) for stem, count in Counter(stems).items()}
        cells = {column: weight * float(self._idf[column]) for column, weight in cells.items()}
        length = math.sqrt(sum(weight * weight for weight in cells.values()))
        return {column: weight / length for column, weight in cells.items()}

    def _times(self, vector: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """X v: a figure per sentence."""
        terms: npt.NDArray[np.float64] = self._values * vector[self._columns]
        return np.bincount(self._rows, weights=terms, minlength=self._n).astype(np.float64)

    def _transposed(self, vector: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """X^T v: a figure per word."""
        terms: npt.NDArray[np.float64] = self._values * vector[self._rows]
        return np.bincount(self._columns, weights=terms, minlength=len(self._index)).astype(np.float64)
