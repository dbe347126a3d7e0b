"""Pseudo-summaries of articles without one: the sentences that say most of the rest (PEGASUS, Zhang et al. 2020)."""

from collections import Counter
from collections.abc import Sequence

from babelpress.evaluation.metrics.rouge import stems
from babelpress.summarization.consistency import unsupported
from recipe.summary_config import GapSentences

TRIED = 10
"""Sentences looked at for what the rest does not support, at 3 ms each; of four articles of OrangeSum in five one or
more of ten is."""


def gaps(sentences: Sequence[str], rules: GapSentences, *, language: str) -> list[int]:
    """Give the places of the sentences to ask for, in their order; none where an article is too short for any.

    They are those with the highest ROUGE-1 F against all the others, each by itself ("Ind" in the paper). Where the
    rules ask for it they say no number, name or quotation that the sentences which stay do not.
    """
    words = [stems(text, language=language) for text in sentences]
    usable = [i for i, own in enumerate(words) if rules.words[0] <= len(own) <= rules.words[1]]
    if len(sentences) < rules.fewest:
        return []
    number = max(1, min(rules.most, round(rules.share * len(sentences))))
    whole = Counter(word for own in words for word in own)
    scores = {i: likeness(words[i], whole) for i in usable}
    best = sorted(usable, key=lambda i: -scores[i])
    return sorted(_supported(best[:TRIED], sentences, number, language) if rules.supported else best[:number])


def _supported(order: Sequence[int], sentences: Sequence[str], number: int, language: str) -> list[int]:
    found: list[int] = []
    for i in order:
        rest = " ".join(text for k, text in enumerate(sentences) if k != i and k not in found)
        if not unsupported(sentences[i], language=language, source=rest, source_language=language):
            found.append(i)
        if len(found) == number:
            break
    return found


def likeness(own: Sequence[str], whole: Counter[str]) -> float:
    """Give the ROUGE-1 F, 0 to 1, of the words of a sentence against the rest of a text, whose words are in `whole`.

    >>> likeness(["le", "chat"], Counter(["le", "chat", "le", "chien"]))
    0.5
    """
    counts = Counter(own)
    common = sum(min(count, whole[word] - count) for word, count in counts.items())
    # 2 P R / (P + R) with P = common / made and R = common / asked.
    return 2 * common / whole.total() if common else 0.0
