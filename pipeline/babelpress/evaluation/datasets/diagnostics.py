"""Peculiarities of test sets, for the reader of the scores; and where files of different length diverge."""

import math
import unicodedata
from collections.abc import Iterator, Sequence

from babelpress.errors import Fault
from babelpress.evaluation.datasets.base import Corpus, DatasetIssue, System
from babelpress.evaluation.datasets.language_codes import detect, language_of
from babelpress.evaluation.datasets.parts import Side
from babelpress.lang.names import english_name

_WORDS = 4
"""Number of words from which a hypothesis equal to its source is reported; shorter ones are names and figures."""

_SAMPLE = 100
"""Number of segments from which a language is detected."""

_SURE = 0.8
"""Confidence from which another language is reported."""

_COPIED = 0.5
"""Share of hypotheses equal to a reference above which that is reported."""

_SPACES = frozenset({"ja", "zh", "th", "km", "lo", "my"})
"""Languages without spaces between words, for which metrics on words are unsuitable."""


def dataset_issues(corpus: Corpus) -> tuple[DatasetIssue, ...]:
    """Return what a reader of the scores of a corpus must know."""
    found = [*_references(corpus), *_words(corpus)]
    for system in corpus.systems:
        found += _system(corpus, system)
    return (*found, *_same(corpus))


def lengths(frame: Side, part: Side, parts: Sequence[Side]) -> Fault:
    """Return the error for two sides with different numbers of texts, with the line where they probably diverge."""
    shorter, longer = sorted((frame, part), key=lambda item: len(item.texts))
    missing = len(longer.texts) - len(shorter.texts)
    counts = ", ".join(f"{item.where} has {len(item.texts):,}" for item in dict.fromkeys((frame, part)))
    if not shorter.texts:
        return Fault(part.where, f"different numbers of segments: {counts}")
    at = _parting(_sizes(shorter), _sizes(longer), missing)
    line, text = longer.line(at), (longer.texts[at] or "").strip()[:60]
    return Fault(
        part.where, f"different numbers of segments: {counts}; look at line {line:,} of {longer.where}: '{text}'"
    )


def _sizes(part: Side) -> list[float]:
    return [math.log(1 + len(text or "")) for text in part.texts]


def _parting(short: Sequence[float], long: Sequence[float], missing: int) -> int:
    """The index in the longer side of the first text that the other probably lacks.

    It is the place where comparing the texts before it without a shift, and those after it shifted by `missing`, gives
    the smallest sum of differences of length.
    """
    cost = sum(abs(a - b) for a, b in zip(short, long[missing:], strict=True))
    best, at = cost, 0
    for n, size in enumerate(short):
        cost += abs(size - long[n]) - abs(size - long[n + missing])
        if cost < best:
            best, at = cost, n + 1
    return at


def _references(corpus: Corpus) -> Iterator[DatasetIssue]:
    none = tuple(n for n, own in enumerate(corpus.references) if not any(text.strip() for text in own))
    if none and len(none) < len(corpus):
        message = (
            f"{len(none):,} of {len(corpus):,} segments have no reference; they do not count in scores with references"
        )
        yield DatasetIssue(kind="no_reference", message=message, segments=none)


def _words(corpus: Corpus) -> Iterator[DatasetIssue]:
    if language_of(corpus.target_language) in _SPACES:
        name = english_name(language_of(corpus.target_language))
        yield DatasetIssue(
            kind="tokens", message=f"{name} has no spaces between words: BLEU, TER and ROUGE say little; use chrF"
        )


def _system(corpus: Corpus, system: System) -> Iterator[DatasetIssue]:
    def notice(kind: str, message: str, segments: Sequence[int] = ()) -> DatasetIssue:
        return DatasetIssue(kind=kind, message=message, system=system.name, segments=tuple(segments))

    texts, size = system.hypotheses, len(corpus)
    empty = [
        n for n, text in enumerate(texts) if not text.strip() and (not corpus.sources or corpus.sources[n].strip())
    ]
    if empty:
        yield notice("empty", f"{len(empty):,} of {size:,} hypotheses are empty; they are scored as such", empty)
    nan = [n for n, text in enumerate(texts) if text.strip() in ("NaN", "nan", "null", "None")]
    if nan:
        yield notice("nan", f"{len(nan):,} hypotheses are the word '{texts[nan[0]].strip()}': a missing value?", nan)
    if corpus.sources and corpus.task == "translation":
        copied = [
            n
            for n, text in enumerate(texts)
            if text.split() == corpus.sources[n].split() and len(text.split()) >= _WORDS
        ]
        if copied:
            yield notice("copied", f"{len(copied):,} of {size:,} hypotheses are their source, word for word", copied)
    given = [n for n, own in enumerate(corpus.references) if own]
    same = [n for n in given if texts[n].strip() and texts[n] in corpus.references[n]]
    if len(given) >= 20 and len(same) > _COPIED * len(given):
        yield notice("reference", f"{len(same):,} of {size:,} hypotheses are a reference, letter for letter", same)
    other = _language(corpus, texts)
    if other:
        yield notice(
            "language", f"is in {english_name(other)}, not in {english_name(language_of(corpus.target_language))}"
        )
    yield from _forms(corpus, system)


def _language(corpus: Corpus, texts: Sequence[str]) -> str | None:
    """The detected language of a system's texts, if it is another than the target with enough confidence."""
    step = max(1, len(texts) // _SAMPLE)
    sample = "\n".join(text for text in texts[::step] if text.strip())
    found = detect(sample)
    if found is None or found.confidence < _SURE or found.language == language_of(corpus.target_language):
        return None
    return found.language


def _forms(corpus: Corpus, system: System) -> Iterator[DatasetIssue]:
    """Reports texts in different Unicode forms, which look the same but differ: separate accents on one side only."""
    forms = [
        {"NFC" if unicodedata.is_normalized("NFC", text) else "not NFC" for text in texts if not text.isascii()}
        for texts in (system.hypotheses, [text for own in corpus.references for text in own])
    ]
    if all(forms) and (forms[0] != forms[1] or len(forms[0]) > 1):
        odd = [n for n, text in enumerate(system.hypotheses) if not unicodedata.is_normalized("NFC", text)]
        which = f"{len(odd):,} hypotheses" if odd else "references"
        message = f"{which} are not in Unicode form NFC: equal-looking texts count as different; normalise both sides"
        yield DatasetIssue(kind="normalization", message=message, system=system.name, segments=tuple(odd))


def _same(corpus: Corpus) -> Iterator[DatasetIssue]:
    seen: dict[tuple[str, ...], str] = {}
    for system in corpus.systems:
        first = seen.setdefault(system.hypotheses, system.name)
        if first != system.name:
            yield DatasetIssue(kind="same", message=f"is the same as {first}, letter for letter", system=system.name)
