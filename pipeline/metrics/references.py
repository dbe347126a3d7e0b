"""The references that a metric of our own may use, and how a signature tells of them."""

from pipeline.corpora.base import Corpus

__all__ = ["counted", "given"]


def given(corpus: Corpus) -> list[tuple[str, ...]]:
    """The references of each segment that hold anything."""
    return [tuple(reference for reference in own if reference.strip()) for own in corpus.references]


def counted(corpus: Corpus) -> str:
    """How many a segment has, as sacreBLEU's signatures write it: `nrefs:2`, or `nrefs:var`."""
    counts = {len(own) for own in given(corpus)}
    return f"nrefs:{counts.pop()}" if len(counts) == 1 else "nrefs:var"
