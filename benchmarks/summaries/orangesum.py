"""ROUGE of extractive summaries against the abstracts of OrangeSum, beside the first sentences of the text.

python benchmarks/summaries/orangesum.py ../shared/corpora/orangesum.fr.jsonl.xz --split valid --articles 500
"""

import argparse
import json
import lzma
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from pipeline.text.salience import Limit, Sentence, select
from pipeline.text.split import split

Text = list[Sentence]
Summarizer = Callable[[Text], str]

_WORD = re.compile(r"[^\W_]+")
_GLUE = re.compile(r'(?:[^\W_A-Z]|[A-Z]{2})[)%»"]?[.!?…]["»]?+(?="|«|- |[A-ZÀÂÇÉÈÊÎÔŒ])')


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path, help="orangesum.fr.jsonl.xz")
    parser.add_argument("--split", default="valid", choices=("train", "valid", "test"))
    parser.add_argument("--articles", type=int, help="the first so many; all where left out")
    arguments = parser.parse_args()

    articles = list(read(arguments.corpus, part=arguments.split))[: arguments.articles]
    print(f"OrangeSum {arguments.split}, {len(articles)} articles, F1 x 100 (95 % interval of the mean)\n")
    print("| summary | ROUGE-1 | ROUGE-2 | ROUGE-L | words |\n|---|---|---|---|---|")
    for count in (1, 2, 3):
        systems: dict[str, Summarizer] = {
            f"lead-{count}": lambda text, count=count: " ".join(s.text for s in text[1 : count + 1]),
            f"extractive, {count}": lambda text, count=count: " ".join(
                text[i].text for i in select(text, limit=Limit(sentences=count), language="fr")
            ),
        }
        for name, summarize in systems.items():
            print(row(name, [(summarize(text), abstract) for text, abstract in articles]))


def read(corpus: Path, *, part: str) -> Iterator[tuple[Text, str]]:
    """Each article of a split as its title and sentences, and its abstract."""
    with lzma.open(corpus, "rt", encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            if article["split_abstract"] == part:
                body = [
                    Sentence(sentence, block)
                    for block, paragraph in enumerate(paragraphs(article["text"]))
                    for sentence in split(paragraph, "fr").sentences
                ]
                yield [Sentence(article["title"], -1, "title"), *body], article["abstract"]


def paragraphs(text: str) -> list[str]:
    """Undo what OrangeSum's makers did: paragraphs stand glued together, `fin.Début`, without a space.

    A quotation mark after the stop belongs to the paragraph that it opens or closes: which, its count tells.
    """
    found, start = [], 0
    for glue in _GLUE.finditer(text):
        end = glue.end()
        if text[end - 1] == '"' and text.count('"', start, end) % 2:
            end -= 1
        found.append(text[start:end].strip())
        start = end
    return [*found, text[start:].strip()]


def row(name: str, pairs: Sequence[tuple[str, str]]) -> str:
    """One line of the table."""
    scores = np.array([rouge(summary, abstract) for summary, abstract in pairs]) * 100
    half = 1.96 * scores.std(axis=0, ddof=1) / np.sqrt(len(scores))
    cells = [f"{mean:.2f} ± {margin:.2f}" for mean, margin in zip(scores.mean(axis=0), half, strict=True)]
    return f"| {' | '.join([name, *cells])} | {np.mean([len(summary.split()) for summary, _ in pairs]):.0f} |"


def rouge(summary: str, reference: str) -> tuple[float, float, float]:
    """ROUGE-1, -2 and -L (F1, 0 to 1; Lin 2004) over words in lower case with their accents, unstemmed.

    The same as the package rouge-score with this tokenizer.
    """
    ours, theirs = (_WORD.findall(text.casefold()) for text in (summary, reference))
    overlaps = [
        [Counter(zip(*(words[i:] for i in range(n)), strict=False)) for words in (ours, theirs)] for n in (1, 2)
    ]
    one, two = (_f1((a & b).total(), a.total(), b.total()) for a, b in overlaps)
    return one, two, _f1(_common(ours, theirs), len(ours), len(theirs))


def _f1(hits: int, ours: int, theirs: int) -> float:
    return 2 * hits / (ours + theirs) if hits else 0.0


def _common(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """The length of the longest common subsequence."""
    before = [0] * (len(theirs) + 1)
    for word in ours:
        now = [0]
        for j, other in enumerate(theirs):
            now.append(before[j] + 1 if word == other else max(before[j + 1], now[j]))
        before = now
    return before[-1]


if __name__ == "__main__":
    main()
