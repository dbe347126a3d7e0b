"""Translation of sentences along a route; all stages that translate share one `Translator`.

They share its cache, so that no sentence is translated twice, and each call to a model gets all sentences at once.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from babelpress._internal.lru import LRUCache
from babelpress.document import Finding
from babelpress.errors import ContractViolation
from babelpress.models.backends.base import Decoding, Lexical, Output, Seq2Seq
from babelpress.models.cards import ModelCard
from babelpress.models.lexicon import Lexicon
from babelpress.models.routing import Hop, Route
from babelpress.nlp import edits, vocabulary
from babelpress.nlp.chunking import clauses
from babelpress.nlp.edits import Edit
from babelpress.nlp.truecasing import joints
from babelpress.nlp.vocabulary import spell_out
from babelpress.nlp.word_alignment import Alignment, Span, composed, concatenated, identity
from babelpress.translation.lone_words import as_sentence, better
from babelpress.translation.postedit.base import Context, kept_places
from babelpress.translation.postedit.loop import MADE_UP, postedit
from babelpress.translation.scheduler import Scheduler


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A sentence to translate.

    Attributes:
        text: The sentence.
        carried: Spans of `text` that the model must not see: the sentence is split there and translated around them.
        align: Whether the hypothesis needs a word alignment.
        part: The share of the sentence that one piece may contain, in (0, 1]; the model's limit applies as well.
        lexicon: Whether words that a model made up get the translation of its lexicon, where it has one.
    """

    text: str
    carried: tuple[Span, ...] = ()
    align: bool = False
    part: float = 1.0
    lexicon: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """The translation of one sentence.

    `score` and `flags` are as in `babelpress.document.Segment`; `carried` are the spans of `text` that were copied;
    `findings` tells of the words that the lexicon of a model replaced.
    """

    text: str
    score: float
    flags: tuple[str, ...] = ()
    carried: tuple[Span, ...] = ()
    findings: tuple[Finding, ...] = ()
    alignment: Alignment | None = field(default=None, compare=False)


class Translator:
    """Translates sentences along routes; `models` returns the loaded model of an id, `cards` are by id too."""

    def __init__(
        self,
        *,
        models: Callable[[str], Seq2Seq],
        cards: dict[str, ModelCard],
        decoding: Decoding,
        cache: LRUCache[Hypothesis],
    ) -> None:
        self.models = models
        self.cards = cards
        self.decoding = decoding
        self.scheduler: Scheduler[tuple[Hop, Request, Decoding], Hypothesis] = Scheduler(cache)

    def translate(
        self, requests: Sequence[Request], route: Route, *, decoding: Decoding | None = None
    ) -> list[Hypothesis]:
        """Return one hypothesis per sentence, in order.

        No text is dropped: a sentence longer than the model's limit is translated clause by clause (flag `split`),
        characters that the model's vocabulary lacks are copied (flag `carried`), and an empty output is replaced by
        the source (flag `empty`). A word alone is tried as a sentence too.

        Args:
            requests: The sentences.
            route: The models to use, one after the other.
            decoding: Settings of the search; None for those of the translator.

        Returns:
            The hypotheses.

        Raises:
            GenerationFailed: If a model fails.
        """
        search = decoding or self.decoding
        made = self._along(requests, route, search)
        again = {i: asked for i, request in enumerate(requests) if (asked := as_sentence(request))}
        if again:
            sentences = self._along(list(again.values()), route, search)
            for i, sentence in zip(again, sentences, strict=True):
                made[i] = better(requests[i].text, made[i], sentence)
        return made

    def _along(self, requests: Sequence[Request], route: Route, search: Decoding) -> list[Hypothesis]:
        """The hypotheses of all hops, one after the other."""
        current: list[Hypothesis] | None = None
        for leg in route.legs:
            asked = requests if current is None else [_onward(*pair) for pair in zip(requests, current, strict=True)]
            made = self._recalled(asked, leg, search)
            current = made if current is None else [_through(*pair) for pair in zip(current, made, strict=True)]
        return current or []

    def late(self, requests: Sequence[Request], route: Route, decoding: Decoding, *, by: float) -> bool:
        """Return whether a call of `translate` would probably end after the `time.monotonic()` of `by`.

        The sentences of a pivot are taken to be as long as their sources. Without a known speed they take no time.
        """
        first = route.legs[0]
        keys = [(first, request, decoding) for request in requests]
        sizes = [len(request.text) for request in requests]
        seconds = self.scheduler.seconds(keys, lane=(first, decoding), sizes=sizes)
        return time.monotonic() + seconds * len(route.legs) > by

    def _recalled(self, requests: Sequence[Request], leg: Hop, decoding: Decoding) -> list[Hypothesis]:
        """The hypotheses of one hop: those in the cache, and the others when it is their turn."""

        def make(keys: Sequence[tuple[Hop, Request, Decoding]]) -> list[Hypothesis]:
            return self._leg([request for _, request, _ in keys], leg, decoding)

        keys = [(leg, request, decoding) for request in requests]
        sizes = [len(request.text) for request in requests]
        return self.scheduler.recall(keys, make, lane=(leg, decoding), sizes=sizes)

    def _leg(self, requests: Sequence[Request], leg: Hop, decoding: Decoding) -> list[Hypothesis]:
        """Translate the pieces of all sentences in one call to the model of a hop."""
        model = self.models(leg.model)
        limit = self.cards[leg.model].max_tokens
        parts = [_prepare(request, model, limit=limit, language=leg.source) for request in requests]
        asked = [(part.request, piece.text) for part in parts for piece in part.pieces if piece.translate]
        lexicon = model.lexicon(leg.target) if isinstance(model, Lexical) else None
        aligned = frozenset(i for i, (one, _) in enumerate(asked) if one.align or (lexicon and one.lexicon))
        texts = [text for _, text in asked]
        asked_for = self.cards[leg.model].decoded(decoding)
        made = model.generate(texts, asked_for, source=leg.source, target=leg.target, align=aligned) if texts else []
        if len(made) != len(texts):
            raise ContractViolation(f"{type(model).__name__} gave {len(made)} outputs for {len(texts)} texts")
        edited = iter(
            _corrected(text, output, lexicon=lexicon if request.lexicon else None, leg=leg)
            for (request, text), output in zip(asked, made, strict=True)
        )
        found = []
        for part in parts:
            own = [next(edited) if piece.translate else (None, ()) for piece in part.pieces]
            hypothesis = _assemble(part, [output for output, _ in own], language=leg.target)
            found.append(replace(hypothesis, findings=tuple(chain.from_iterable(findings for _, findings in own))))
        return found


def _corrected(text: str, output: Output, *, lexicon: Lexicon | None, leg: Hop) -> tuple[Output, tuple[Finding, ...]]:
    """The output of a model without the words that it made up and its lexicon has, and what was changed."""
    context = Context(
        source=text,
        target=output.text,
        source_language=leg.source,
        target_language=leg.target,
        variant=None,
        alignment=output.alignment,
        lexicon=lexicon,
    )
    if not any(editor.edits(context) for editor in MADE_UP):
        return output, ()
    kept = kept_places(output.text, text, language=leg.target, names=(), places=())
    made = postedit(replace(context, kept=kept), MADE_UP)
    return replace(output, text=made.context.target, alignment=made.context.alignment), made.findings


def _onward(request: Request, hypothesis: Hypothesis) -> Request:
    """The request for the next hop: the translation of the last one."""
    return replace(request, text=hypothesis.text, carried=hypothesis.carried)


def _through(old: Hypothesis, new: Hypothesis) -> Hypothesis:
    """The hypothesis of two hops together."""
    aligned = old.alignment and new.alignment and composed(old.alignment, new.alignment)
    return Hypothesis(
        text=new.text,
        score=min(old.score, new.score),
        flags=tuple(dict.fromkeys((*old.flags, *new.flags))),
        carried=new.carried,
        # What was changed in the language between is nowhere in the translation.
        findings=(*(replace(one, before="", after="") for one in old.findings), *new.findings),
        alignment=aligned,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Prepared:
    request: Request
    pieces: tuple[vocabulary.Piece, ...]
    words: dict[str, str]
    split: bool
    spelled: tuple[Edit, ...]


def _prepare(request: Request, model: Seq2Seq, *, limit: int, language: str) -> _Prepared:
    """Split a sentence into pieces that fit the model and pieces that it must not see."""
    spelled = [
        edit
        for edit in spell_out(request.text, model.unknown, language=language)
        if all(edit.end <= start or end <= edit.start for start, end in request.carried)
    ]
    folded, words = vocabulary.fold(edits.apply(request.text, spelled), model.unknown)
    least = model.count("") + 8  # a piece must have room for more than the special tokens
    most = limit if request.part == 1 else min(limit, max(least, int(model.count(folded) * request.part)))
    found: list[vocabulary.Piece] = []
    covered = vocabulary.pieces(folded, model.unknown, carried=[edits.moved(span, spelled) for span in request.carried])
    for piece in covered:
        if not piece.translate or model.count(piece.text) <= most:
            found.append(piece)
            continue
        for clause in clauses(piece.text, model.count, most):
            found += [part for part in vocabulary.bare(clause) if part.text]
    return _Prepared(
        request=request, pieces=tuple(found), words=words, split=len(found) > len(covered), spelled=tuple(spelled)
    )


def _assemble(part: _Prepared, outputs: Sequence[Output | None], *, language: str) -> Hypothesis:
    """Join the copied and the translated pieces of a sentence."""
    outputs = _joined(part, outputs, language=language)
    made = [output for output in outputs if output]
    empty = any(not output.text.strip() for output in made)
    tokens = sum(output.tokens for output in made)
    flags = {
        "split": part.split,
        "carried": any(not piece.translate and not piece.text.isspace() for piece in part.pieces),
        "unfinished": any(not output.finished for output in made),
        "empty": empty,
    }
    text = "".join(output.text if output else piece.text for piece, output in zip(part.pieces, outputs, strict=True))
    return Hypothesis(
        text=vocabulary.restore(part.request.text if empty else text, part.words),
        score=sum(output.score * output.tokens for output in made) / tokens if tokens else 0.0,
        flags=tuple(name for name, raised in flags.items() if raised),
        carried=() if empty else _carried(part, outputs),
        alignment=_alignment(part, outputs, empty=empty) if part.request.align else None,
    )


def _joined(part: _Prepared, outputs: Sequence[Output | None], *, language: str) -> list[Output | None]:
    """Adjust the case and punctuation at the joints of translated pieces."""
    written = [i for i, piece in enumerate(part.pieces) if not piece.text.isspace()]
    found = list(outputs)
    for i, output in enumerate(outputs):
        if output is None or not output.text.strip():
            continue
        changes = joints(
            part.pieces[i].text, output.text, language=language, first=i == written[0], last=i == written[-1]
        )
        if changes:
            alignment = output.alignment and output.alignment.edited(changes)
            found[i] = replace(output, text=edits.apply(output.text, changes), alignment=alignment)
    return found


def _carried(part: _Prepared, outputs: Sequence[Output | None]) -> tuple[Span, ...]:
    """The spans of the copied pieces in the translation."""
    spans = []
    at = 0
    for piece, output in zip(part.pieces, outputs, strict=True):
        length = len(output.text if output else piece.text)
        if output is None and piece.text.strip():
            start = at + len(piece.text) - len(piece.text.lstrip())
            spans.append((start, start + len(piece.text.strip())))
        at += length
    return tuple(spans)


def _alignment(part: _Prepared, outputs: Sequence[Output | None], *, empty: bool) -> Alignment | None:
    """The alignments of all pieces as one; None if the backend returned none."""
    if empty:
        return identity(part.request.text)
    parts: list[Alignment] = []
    source = target = 0
    for piece, output in zip(part.pieces, outputs, strict=True):
        own = identity(piece.text) if output is None else output.alignment
        if own is None:
            return None
        parts.append(own.shifted(source, target))
        source, target = source + len(piece.text), target + len(output.text if output else piece.text)
    return concatenated(parts).before(part.spelled)
