"""Compare sentence splitters on the gold set in `tests/data/splitting`.

    python benchmarks/splitting/run.py --ntrex FOLDER   # the table; FOLDER holds NTREX-128
    python benchmarks/splitting/run.py --errors         # what ours gets wrong, cases for writing rules only

Prints Markdown. Odd cases of each file are those the rules were written on, even cases are held out.
Libraries that are not installed are left out: pip install sentencex pysbd syntok sentence-splitter spacy blingfire
"""

import argparse
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import accumulate, groupby
from pathlib import Path
from typing import Any

from babelpress.nlp.segmentation import split

GOLD = Path(__file__).parents[2] / "tests" / "data" / "splitting"
LANGUAGES = ("fr", "en", "nl", "de", "es", "pt")
SPACES = str.maketrans({"⍽": "\u00a0", "⎵": "\u202f", "⏎": "\n"})
Splitter = Callable[[str, str], Iterable[str]]


@dataclass(frozen=True)
class Case:
    """A text, its sentences, and whether rules may be written on it."""

    text: str
    sentences: tuple[str, ...]
    seen: bool


def read(language: str) -> list[Case]:
    """The gold cases of one language."""
    lines = (GOLD / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    written = [line.translate(SPACES) for line in lines if line and not line.startswith("#")]
    return [
        Case(line.replace("|", ""), tuple(piece.strip() for piece in line.split("|")), seen=i % 2 == 0)
        for i, line in enumerate(written)
    ]


def ends(sentences: Iterable[str]) -> set[int]:
    """Where sentences end, counted in characters that are not white space; the end of the text is no boundary."""
    lengths = [len("".join(sentence.split())) for sentence in sentences]
    return set(accumulate(lengths[:-1])) - {0}


def ours(text: str, language: str) -> Iterable[str]:
    return split(text, language).sentences


def sentencex(text: str, language: str) -> Iterable[str]:
    from sentencex import segment

    return [piece for piece in segment(language, text) if piece.strip()]


def pysbd(text: str, language: str) -> Iterable[str]:
    from pysbd import Segmenter

    known = language if language in {"fr", "en", "nl", "de", "es"} else "es"
    return list(Segmenter(language=known, clean=False).segment(text))


def syntok(text: str, language: str) -> Iterable[str]:
    from syntok.segmenter import analyze

    return ["".join(t.spacing + t.value for t in sentence) for paragraph in analyze(text) for sentence in paragraph]


@cache
def _sentence_splitter(language: str) -> Any:
    from sentence_splitter import SentenceSplitter

    return SentenceSplitter(language=language)


def sentence_splitter(text: str, language: str) -> Iterable[str]:
    return _sentence_splitter(language).split(text)


@cache
def _spacy(language: str) -> Any:
    from spacy import blank

    engine = blank(language)
    engine.add_pipe("sentencizer")
    return engine


def spacy(text: str, language: str) -> Iterable[str]:
    return [sentence.text for sentence in _spacy(language)(text).sents]


def blingfire(text: str, language: str) -> Iterable[str]:
    from blingfire import text_to_sentences

    return text_to_sentences(text).split("\n")


LIBRARIES: dict[str, Splitter] = {
    "sentencex": sentencex,
    "pysbd": pysbd,
    "syntok": syntok,
    "sentence_splitter": sentence_splitter,
    "spacy": spacy,
    "blingfire": blingfire,
}


def score(splitter: Splitter, cases: Iterable[tuple[Case, str]]) -> tuple[float, float]:
    """Boundary F1 and the share of texts that are exactly right."""
    right = found = wanted = exact = count = 0
    for case, language in cases:
        got, gold = ends(splitter(case.text, language)), ends(case.sentences)
        right, found, wanted = right + len(got & gold), found + len(got), wanted + len(gold)
        exact, count = exact + (got == gold), count + 1
    return 2 * right / (found + wanted), exact / count


def documents(folder: Path) -> list[tuple[Case, str]]:
    """The documents of NTREX-128 in six languages, its lines taken for sentences.

    Lines without a mark at their end (headings) are left out. A few lines hold two sentences, which counts
    against every splitter alike.
    """
    ids = (folder / "document_ids.tsv").read_text(encoding="utf-8").splitlines()
    found = []
    for language in LANGUAGES:
        lines = (folder / f"{language}.txt").read_text(encoding="utf-8").splitlines()
        for _, group in groupby(zip(ids, lines, strict=True), key=lambda pair: pair[0]):
            sentences = tuple(line.strip() for _, line in group if re.search(r"[.!?…][\s»”\"’“')]*$", line))
            found.append((Case(" ".join(sentences), sentences, seen=False), language))
    return found


def speed(splitter: Splitter) -> float:
    """Characters a second over the French cases as one text of 50 paragraphs."""
    text = "\n\n".join(" ".join(case.text for case in read("fr")[:40]) for _ in range(50))
    list(splitter("Un mot.", "fr"))
    began = time.perf_counter()
    list(splitter(text, "fr"))
    return len(text) / (time.perf_counter() - began)


def table(ntrex: Path | None) -> str:
    """The comparison as Markdown."""
    news = documents(ntrex) if ntrex else []
    french = [(case, "fr") for case in read("fr")]
    seen = [pair for pair in french if pair[0].seen]
    held = [pair for pair in french if not pair[0].seen]
    others = [(case, language) for language in LANGUAGES[1:] for case in read(language)]
    lines = [
        f"| splitter | fr, {len(seen)} cases seen: F1 / exact | fr, {len(held)} held out: F1 / exact "
        f"| en nl de es pt, {len(others)} cases: F1 / exact "
        f"{'| NTREX-128, 6 languages: F1 ' if news else ''}| characters/s |",
        f"|---|---|---|---|{'---|' if news else ''}---|",
    ]
    here = {name: splitter for name, splitter in LIBRARIES.items() if find_spec(name)}
    for name, splitter in {"babelpress": ours, **here}.items():
        cells = [
            f"{100 * f1:.1f} / {100 * exact:.1f}" for f1, exact in (score(splitter, c) for c in (seen, held, others))
        ]
        cells += [f"{100 * score(splitter, news)[0]:.1f}"] if news else []
        lines.append(f"| {name} | {' | '.join(cells)} | {speed(splitter):,.0f} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="show the cases ours gets wrong")
    parser.add_argument("--ntrex", type=Path, help="folder with fr.txt, en.txt, ... for a column of real news")
    arguments = parser.parse_args()
    if not arguments.errors:
        print(table(arguments.ntrex))
        return
    for language in LANGUAGES:
        for case in read(language):
            got = tuple(ours(case.text, language))
            if case.seen and got != case.sentences:
                print(language, "|".join(got), sep="\t")


if __name__ == "__main__":
    main()
