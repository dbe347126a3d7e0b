"""Articles become token ids to learn from, twice over: gap sentences first, then abstracts and titles."""

import json
import logging
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain
from pathlib import Path

from babelpress.errors import ConfigError, Fault
from babelpress.models.backends.normalization import normalize
from babelpress.summarization.consistency import unsupported
from recipe.articles import Article, read
from recipe.batches import write_ids
from recipe.candidates import Candidate, candidates, write_candidates
from recipe.clean import tidy
from recipe.gap_sentences import gaps
from recipe.model import VOCABULARY
from recipe.summary_config import SUMMARY, TITLE, SummarizerRecipe

_log = logging.getLogger(__name__)

REPORT = "report.json"
HELD_OUT = ("valid", "test")
UNUSED = "in no split"
SPOKEN = 5000
"""Articles between two lines of the log: a minute and a half where what is asked for has to be supported."""


@dataclass
class Examples:
    """Sources and targets as ids, how often each is seen, and candidates of all or none."""

    sources: list[Sequence[int]] = field(default_factory=list)
    targets: list[Sequence[int]] = field(default_factory=list)
    repeat: list[int] = field(default_factory=list)
    candidates: list[Sequence[Candidate]] = field(default_factory=list)

    def add(self, source: Sequence[int], target: Sequence[int], *, repeat: int) -> None:
        """Take one more. Arrays of two bytes an id: a corpus as lists takes gigabytes."""
        self.sources.append(array("H", source))
        self.targets.append(array("H", target))
        self.repeat.append(repeat)

    def tokens(self) -> dict[str, int]:
        """How many there are in one pass, `</s>` not counted."""
        sides = {"source": self.sources, "target": self.targets}
        return {
            name: sum(len(ids) * often for ids, often in zip(side, self.repeat, strict=True))
            for name, side in sides.items()
        }


def prepare(recipe: SummarizerRecipe, articles: Path, *, pretraining: Path | None, training: Path) -> None:
    """Write the ids that both trainings read, each with the vocabulary and `report.json`. Raises `ConfigError`.

    Where there is no first training, `pretraining` is None.
    Of an article whose abstract is held out nothing is learnt; of one whose title is, its abstract alone.
    """
    vocabulary = with_pieces(recipe.start / "source.spm", (SUMMARY, TITLE))
    made = _Maker(recipe, vocabulary)
    for article in read(articles):
        made.take(article)
        if made.report["articles"] % SPOKEN == 0:
            _log.info("%s articles", f"{made.report['articles']:,}")
    faults = [Fault(part, "no article") for part in ("train", "test") if not made.report[f"abstracts, {part}"]]
    phases = [*([(pretraining, made.pretraining)] if pretraining else []), (training, made.training)]
    faults += [Fault(folder.parent.name, "no example") for folder, examples in phases if not examples.sources]
    if faults:
        raise ConfigError(f"{articles} is not enough to learn from, and to measure by", faults)
    for folder, examples in phases:
        folder.mkdir(parents=True, exist_ok=True)
        if examples.candidates:
            write_candidates(folder, examples.candidates)
        (folder / VOCABULARY).write_bytes(vocabulary)
        write_ids(folder, examples.sources, examples.targets, examples.repeat)
        said = {**made.report, "distinct_pairs": len(examples.sources), "tokens_a_pass": examples.tokens()}
        (folder / REPORT).write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def with_pieces(vocabulary: Path, more: Sequence[str]) -> bytes:
    """Give a SentencePiece model that has more pieces at its end, each taken whole wherever it stands in a text."""
    from sentencepiece import sentencepiece_model_pb2

    model = sentencepiece_model_pb2.ModelProto()
    model.ParseFromString(vocabulary.read_bytes())
    known = {piece.piece for piece in model.pieces}
    for piece in more:
        if piece in known:  # it is a summarizer that learns on
            continue
        model.pieces.add(piece=piece, score=0.0, type=sentencepiece_model_pb2.ModelProto.SentencePiece.USER_DEFINED)
    return bytes(model.SerializeToString())


class _Maker:
    """Makes the examples of both trainings, one article after the other, and counts what it took and what not."""

    def __init__(self, recipe: SummarizerRecipe, vocabulary: bytes) -> None:
        import sentencepiece

        self._recipe = recipe
        self._pieces = sentencepiece.SentencePieceProcessor(model_proto=vocabulary)
        self.pretraining, self.training = Examples(), Examples()
        self.report: Counter[str] = Counter()

    def take(self, article: Article) -> None:
        """Learn from one article what it may be learnt from for."""
        self.report["articles"] += 1
        self.report[f"abstracts, {article.split_abstract or UNUSED}"] += bool(article.abstract)
        if article.split_abstract in HELD_OUT:
            self.report["held out"] += 1
            return
        sentences = [self._clean(text) for text in article.sentences(self._recipe.language)]
        ids: list[list[int]] = self._pieces.encode(sentences)
        ends, most = list(accumulate(map(len, ids))), self._recipe.most_source_pieces
        early, fitting = (self._fitting(ends, pieces) for pieces in (most.pretraining, most.training))
        if not fitting:
            self.report["first sentence too long"] += 1
            return
        self.report["cut"] += fitting < len(ids)
        if self._recipe.pretraining and article.split_title not in HELD_OUT:
            self._take_gaps(sentences[:early], ids[:early])
        for token, text, often in self._asked(article):
            self._take_answer(token, text, often, sentences[:fitting], ids[:fitting])

    def _fitting(self, ends: Sequence[int], most: int | None) -> int:
        """How many sentences are read, by where each ends in pieces; the token and `</s>` come to them."""
        room = min(filter(None, (most, self._recipe.model.max_position_embeddings))) - 2
        return sum(end <= room for end in ends)

    def _asked(self, article: Article) -> Iterator[tuple[str, str, int]]:
        """What is asked of an article, with what is to be answered and how often."""
        passes = self._recipe.passes
        if article.split_abstract == "train" and article.abstract:
            yield SUMMARY, self._clean(article.abstract), passes.summary
        if article.split_title == "train" and article.title and passes.title:
            yield TITLE, self._clean(article.title), passes.title

    def _take_answer(
        self, token: str, text: str, often: int, sentences: Sequence[str], ids: Sequence[Sequence[int]]
    ) -> None:
        language, instead = self._recipe.language, self._recipe.passes.unsupported
        if instead is not None and unsupported(
            text, language=language, source=" ".join(sentences), source_language=language
        ):
            self.report[f"unsupported, {token}"] += 1
            often = instead
        target = self._pieces.encode(text)
        if len(target) > self._recipe.most_target_pieces:
            self.report[f"too long, {token}"] += 1
        elif often:
            self.report[f"examples, {token}"] += 1
            self.training.add([self._pieces.piece_to_id(token), *chain(*ids)], target, repeat=often)
            if rules := self._recipe.ranking:
                ranked = candidates(sentences, list(map(len, ids)), text, rules, language=language)
                self.training.candidates.append(ranked if token == SUMMARY else ())

    def _take_gaps(self, sentences: Sequence[str], ids: Sequence[Sequence[int]]) -> None:
        asked = gaps(sentences, self._recipe.gap_sentences, language=self._recipe.language)
        target = [*chain(*(ids[i] for i in asked))]
        if not asked or len(target) > self._recipe.most_target_pieces:
            self.report["without gap sentences"] += 1
            return
        self.report["gap sentences"] += len(asked)
        kept = chain(*(own for i, own in enumerate(ids) if i not in asked))
        self.pretraining.add([self._pieces.piece_to_id(SUMMARY), *kept], target, repeat=1)

    def _clean(self, text: str) -> str:
        return normalize(tidy(text), self._recipe.normalize)
