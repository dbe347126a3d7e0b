"""Condenses a long text by a seq2seq model: chunks of whole sentences, each shortened, and the results merged."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from babelpress.models.backends.base import Decoding, Output, Seq2Seq
from babelpress.nlp.chunking import clauses, pack
from babelpress.nlp.lexrank import Limit, Sentence, select
from babelpress.nlp.segmentation import split
from babelpress.translation.scheduler import Scheduler

ROUNDS = 4
"""How often merged results are shortened again; at a fifth of the length each time enough for a book."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The output of a model for a text: whole sentences, none if unusable; `checks` name what was corrected."""

    model: str
    sentences: tuple[str, ...]
    checks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Condenser:
    """A summarization model of one language with its decoding options. `max_tokens` is the longest text it reads.

    `model` is its id; `seq2seq` returns it, loaded on first use, so that a profile can be checked without weights.
    `target` is the card's name for its output if that is not the language: `title`. `scheduler` gives the turns at the
    models; None: nobody else uses them.
    """

    model: str
    language: str
    seq2seq: Callable[[], Seq2Seq]
    max_tokens: int
    decoding: Decoding
    limit: Limit
    target: str = ""
    scheduler: Scheduler[Any, Any] | None = None

    def condense(
        self, texts: Sequence[Sequence[str]], *, sections: Sequence[Sequence[int]] | None = None
    ) -> list[Draft]:
        """Return one draft per text (its sentences), all chunks of all texts in one call. Raises `GenerationFailed`.

        `sections` are the numbers of sentences of each text that belong together: a chunk boundary is inside a section
        only if the section is longer than the model reads. A result within the limit, or of one chunk, is final; others
        are shortened again as long as that helps.

        Checks: `unfinished` (ended in mid-sentence, which is dropped), `too_long` (only the most informative sentences
        were kept), and for an unusable and thus empty draft: `repeated` (repetition), `empty`, `longer` (than the text
        itself).
        """
        drafts = [Draft(model=self.model, sentences=tuple(text)) for text in texts]
        pending = list(range(len(texts)))
        for number in range(ROUNDS):
            own = sections if sections and number == 0 else [(len(draft.sentences),) for draft in drafts]
            chunks = {i: self._chunks(drafts[i].sentences, own[i]) for i in pending}
            outputs = iter(self._generate([chunk for i in pending for chunk in chunks[i]]))
            before = {i: drafts[i] for i in pending}
            for i in pending:
                drafts[i] = self._merged(before[i], [next(outputs) for _ in chunks[i]])
            pending = [
                i
                for i in pending
                if len(chunks[i]) > 1
                and not self.limit.admits(drafts[i].sentences)
                and _words(drafts[i].sentences) < _words(before[i].sentences)
            ]
            if not pending:
                break
        return [self._within(draft, text) for draft, text in zip(drafts, texts, strict=True)]

    def _chunks(self, sentences: Sequence[str], sections: Sequence[int]) -> list[str]:
        """Return consecutive sentences as long as the model reads; a longer sentence is split at its clauses."""
        count = self.seq2seq().count
        ends = count("")  # special tokens: counted with each part, but only once per chunk
        room = self.max_tokens - ends
        units: list[list[str]] = []
        sizes: list[int] = []
        rest = iter(sentences)
        for section in sections:
            whole = [part.strip() for text in islice(rest, section) for part in clauses(text, count, self.max_tokens)]
            parts = [part for part in whole if part]
            counts = [count(part) - ends for part in parts]
            ranges = pack(counts, room) if len(sections) > 1 else [(i, i + 1) for i in range(len(parts))]
            units += [parts[start:end] for start, end in ranges]
            sizes += [sum(counts[start:end]) for start, end in ranges]
        return [
            chunk
            for start, end in pack(sizes, room)
            for chunk in self._fitting([part for unit in units[start:end] for part in unit])
        ]

    def _fitting(self, parts: Sequence[str]) -> list[str]:
        """Return one text, or two halves if joining took more tokens than the parts had."""
        text = " ".join(parts)
        if len(parts) == 1 or self.seq2seq().count(text) <= self.max_tokens:
            return [text]
        middle = len(parts) // 2
        return self._fitting(parts[:middle]) + self._fitting(parts[middle:])

    def _generate(self, chunks: Sequence[str]) -> list[Output]:
        if not chunks:
            return []
        target = self.target or self.language

        def generate(texts: Sequence[str]) -> Sequence[Output]:
            return self.seq2seq().generate(texts, self.decoding, source=self.language, target=target)

        if self.scheduler is None:
            return list(generate(chunks))
        return self.scheduler.in_turns(chunks, generate, lane=(self.model, target))

    def _merged(self, before: Draft, outputs: Sequence[Output]) -> Draft:
        """Return the sentences of all outputs, without duplicates; none at all if one output is unusable."""
        found: dict[str, None] = {}
        checks = dict.fromkeys(before.checks)
        for output in outputs:
            sentences = split(output.text, self.language).sentences
            if not output.finished:
                sentences = sentences[:-1]
                checks["unfinished"] = None
            if is_loop(output.text):
                checks["repeated"] = None
            elif not output.text.strip():
                checks["empty"] = None
            if not sentences or "repeated" in checks:
                return replace(before, sentences=(), checks=tuple(checks))
            found |= dict.fromkeys(sentences)
        return replace(before, sentences=tuple(found), checks=tuple(checks))

    def _within(self, draft: Draft, text: Sequence[str]) -> Draft:
        """Return the draft cut to the limit in whole sentences."""
        if draft.sentences and _words(draft.sentences) > _words(text):
            return replace(draft, sentences=(), checks=(*draft.checks, "longer"))
        if not draft.sentences or self.limit.admits(draft.sentences):
            return draft
        chosen = select([Sentence(text) for text in draft.sentences], limit=self.limit, language=self.language)
        return replace(draft, sentences=tuple(draft.sentences[i] for i in chosen), checks=(*draft.checks, "too_long"))


def is_loop(text: str) -> bool:
    """Return whether a text is a repetition loop.

    It is one if a word is repeated four times in a row or a longer sequence three times, or if one sequence of three
    words makes up a third of the text.

    >>> is_loop("Il a dit que le maire a dit que le maire a dit que le maire")
    True
    >>> is_loop("Le maire a dit non. Le préfet a dit oui.")
    False
    """
    words = text.casefold().split()
    for size in range(1, len(words) // 3 + 1):
        times = 4 if size == 1 else 3
        matches = 0
        for i in range(size, len(words)):
            same = words[i] == words[i - size] and (size > 1 or not words[i].isdigit())  # 1 000 000 000 000 is none
            matches = matches + 1 if same else 0
            if matches == size * (times - 1):
                return True
    runs = Counter(zip(words, words[1:], words[2:], strict=False))
    most = max(runs.values(), default=0)
    return most >= 4 and most * 3 > len(words) / 3


def _words(sentences: Sequence[str]) -> int:
    return sum(len(sentence.split()) for sentence in sentences)
