"""Constrained translation: placeholders, post-editing, and further attempts for sentences that fail the QA checks.

1. Masks replace what the model must not change, so that it does not see it.
2. The post-editors (`babelpress.translation.postedit`) correct errors whose correction the source makes certain.
3. A sentence that then fails a check is translated in other ways, one attempt after the other, and the best result is
   taken. A sentence without findings is translated once only. The `verify` stage reports what remains.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from babelpress.config.schema import ConstraintSettings
from babelpress.models.routing import Route
from babelpress.nlp import truecasing
from babelpress.nlp.edits import apply, written
from babelpress.nlp.names.exonyms import is_kept, own_name
from babelpress.nlp.names.people import NOTHING, Evidence
from babelpress.nlp.placeholders import SCHEMES, Masked, Scheme, find, has_words, mask, occurrences, unmask
from babelpress.nlp.quotes.parse import find as find_quotes
from babelpress.nlp.terminology import Glossary
from babelpress.nlp.word_alignment import Alignment, Span
from babelpress.qa.base import Check, Finding
from babelpress.translation.postedit.loop import CONTENT_EDITED
from babelpress.translation.postedit.repair import Rules, repair, rules
from babelpress.translation.scheduler import current_caller
from babelpress.translation.translator import Hypothesis, Request, Translator

RETRY_CHECKS = ("loops", "length", "language", "verbatim", "numbers", "names", "debris", "weekdays")
"""Checks that are fast and reliable enough to run on every sentence. A severe finding or a lost name leads to the next
attempt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence to translate.

    Attributes:
        text: The sentence.
        keep: Spans of `text` that must not be translated.
        align: Whether the translation needs a word alignment.
        depth: Number of quotations that are open where the sentence begins.
        continues: Whether it is the continuation of a text, so that it need not begin like a sentence.
        goes_on: Whether a text continues it, so that it need not end like one.
        known: Returns the spelling of words in the running text of the article, to truecase a sentence in capitals.
        article: What the article shows of the names in it.
    """

    text: str
    keep: tuple[Span, ...] = ()
    align: bool = False
    depth: int = 0
    continues: bool = False
    goes_on: bool = False
    known: Callable[[], Mapping[str, str]] = field(default=dict, compare=False)
    article: Evidence = field(default=NOTHING, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """A translated sentence; `score` and `flags` as in `babelpress.document.Segment`.

    `findings` tells of the changes of content that post-editing made, without their place.
    """

    text: str
    score: float
    flags: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    alignment: Alignment | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One way to translate a sentence.

    Attributes:
        scheme: The form of the masks; None to split the sentence at the kept texts and translate the rest around them.
        search: Decoding settings that differ from the profile's.
        part: The share of the sentence that one piece may contain, in (0, 1].
        other: Whether to take the next best route.
    """

    scheme: Scheme | None = SCHEMES[0]
    search: Mapping[str, float] = field(default_factory=dict)
    part: float = 1.0
    other: bool = False


RETRIES = (
    Attempt(scheme=SCHEMES[1], search={"no_repeat_ngram": 3, "repetition_penalty": 1.2}),
    Attempt(scheme=None, search={"no_repeat_ngram": 3}, part=0.55),
    Attempt(scheme=SCHEMES[2], search={"no_repeat_ngram": 2, "beam": 1}, other=True),
)
"""The attempts, in order, for a sentence with a severe finding."""

NAMED = Attempt()
"""The attempt before `RETRIES`, for a sentence that lost a name: the same again with the name masked."""

_NUMERIC = frozenset({"numbers", "dates", "currency", "percent"})
"""If one of these checks has a finding, the next attempt masks numbers as well."""


_GOING_ON = (",", ";", ":")
"""The marks at the end of a segment that is no sentence, such as the item of a list; models often end it with a full
stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """The request for a sentence, and what is needed to restore the sentence from its hypothesis.

    `kept` are the texts that the model does not see and no post-editor changes; masked numbers are not among them,
    since they may still be typeset.
    """

    sentence: Sentence
    request: Request
    masked: Masked | None
    kept: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Tried:
    """The result of an attempt and its findings."""

    rendering: Rendering
    findings: tuple[Finding, ...]


_NOTHING = _Tried(Rendering(text="", score=0.0), ())
"""The state before the first attempt."""


class ConstrainedTranslator:
    """Translates sentences with a `Translator`, post-edits them, and retries those that fail a check.

    `others` returns the alternatives to a route, the best first; `glossaries` are by source and target language;
    `checks` are the functions of `RETRY_CHECKS`.
    """

    def __init__(
        self,
        *,
        translator: Translator,
        settings: ConstraintSettings,
        checks: Sequence[Check],
        glossaries: Mapping[tuple[str, str], Glossary],
        others: Callable[[Route], Sequence[Route]],
    ) -> None:
        self._translator = translator
        self._settings = settings
        self._checks = checks
        self.glossaries = glossaries
        self._others = others

    def translate(self, sentences: Sequence[Sentence], route: Route) -> list[Rendering]:
        """Return one rendering per sentence, in order. Raises `GenerationFailed` if a model fails."""
        if not self._settings.postedit:
            requests = [Request(text=sentence.text, align=sentence.align) for sentence in sentences]
            return list(map(_plain, self._translator.translate(requests, route)))
        best = self._try(sentences, route, Attempt())
        for attempt in (NAMED, *RETRIES[: self._settings.attempts]) if self._settings.attempts else ():
            waiting = [
                i
                for i, tried in enumerate(best)
                if (_lost_names(tried, sentences[i], route) if attempt is NAMED else _severe(tried))
            ]
            routes = self._others(route)[:1] if attempt.other else [route]
            for onward in routes if waiting else ():
                made = self._try([sentences[i] for i in waiting], onward, attempt, [best[i] for i in waiting])
                if not made:
                    return [tried.rendering for tried in best]
                for i, again in zip(waiting, made, strict=True):
                    best[i] = min(best[i], again, key=lambda tried: (_severe(tried), len(tried.findings)))
                    best[i] = _retried(best[i])
        return [tried.rendering for tried in best]

    def _try(
        self, sentences: Sequence[Sentence], route: Route, attempt: Attempt, before: Sequence[_Tried] = ()
    ) -> list[_Tried]:
        """Translate sentences with one attempt; `before` holds their best results so far, none at the first attempt.

        If the caller's deadline is near, the first attempt is greedy, and the others are left out: nothing is returned.
        """
        known = before or [_NOTHING] * len(sentences)
        asked = [self._asked(*one, route, attempt) for one in zip(sentences, known, strict=True)]
        caller = current_caller()
        own = {**(caller.search if caller else {}), **attempt.search}
        search = self._translator.decoding.model_copy(update=own)
        requests = [one.request for one in asked]
        if caller and caller.deadline and self._translator.late(requests, route, search, by=caller.deadline):
            if before:
                caller.degraded.add("attempts")
                return []
            if search.beam > 1:
                caller.degraded.add("beam")
                search = search.model_copy(update={"beam": 1})
        made = self._translator.translate(requests, route, decoding=search)
        return [self._finished(one, hypothesis, route) for one, hypothesis in zip(asked, made, strict=True)]

    def _asked(self, sentence: Sentence, before: _Tried, route: Route, attempt: Attempt) -> _Asked:
        text, style = sentence.text, truecasing.style(sentence.text, route.source)
        if style != "sentence":
            lowered = truecasing.truecase(text, route.source, known=sentence.known())
            text = lowered if len(lowered) == len(text) else text
        own = self._rules(route)
        quantities = any(finding.check in _NUMERIC for finding in before.findings)
        names = _lost_names(before, replace(sentence, text=text), route)
        spans = find(
            text,
            language=route.source,
            keep=own.kept,
            spans=(*sentence.keep, *occurrences(text, names)),
            quantities=quantities,
        )
        terms = bool(own.glossary and own.glossary.find(sentence.text))
        align = sentence.align or style == "mixed" or terms or bool(find_quotes(text, route.source))
        hidden = attempt.scheme if spans and has_words(text, spans) else None
        masked = mask(text, spans, hidden) if hidden else None
        if masked:
            masked = replace(masked, originals=tuple(names.get(one, one) for one in masked.originals))
        request = Request(
            text=masked.text if masked else text,
            carried=() if masked else tuple((span.start, span.end) for span in spans),
            align=align,
            part=attempt.part,
            lexicon=True,
        )
        originals = masked.originals if masked else [text[span.start : span.end] for span in spans]
        kept = tuple(one for one, span in zip(originals, spans, strict=True) if span.kind != "quantity")
        return _Asked(sentence=sentence, request=request, masked=masked, kept=kept)

    def _finished(self, asked: _Asked, hypothesis: Hypothesis, route: Route) -> _Tried:
        """Restore the masked texts, run the post-editors, and check the result."""
        text, alignment, places, lost = _draft(asked, hypothesis, route.target)
        edited = repair(
            asked.sentence.text,
            text,
            self._rules(route),
            alignment=alignment,
            places=places,
            article=asked.sentence.article,
            depth=asked.sentence.depth,
        )
        told = (CONTENT_EDITED,) if hypothesis.findings else ()
        rendering = Rendering(
            text=edited.context.target,
            score=hypothesis.score,
            flags=tuple(dict.fromkeys((*hypothesis.flags, *edited.flags, *told))),
            findings=(*hypothesis.findings, *edited.findings),
            alignment=edited.context.alignment,
        )
        findings = [finding for check in self._checks for finding in check(edited.context.pair)]
        findings += [Finding(check="verbatim", severity="severe", message=f"lost {text}", source=text) for text in lost]
        return _Tried(rendering, tuple(findings))

    def _rules(self, route: Route) -> Rules:
        pair = (route.source, route.target)
        glossary = self.glossaries.get(pair)
        made = rules(self._settings, glossary, source_language=route.source, target_language=route.target)
        if caller := current_caller():
            variant = caller.variants.get(route.target, made.variant)
            made = replace(made, glossary=caller.glossaries.get(pair, glossary), variant=variant)
        return made


def _draft(
    asked: _Asked, hypothesis: Hypothesis, language: str
) -> tuple[str, Alignment | None, Sequence[Span], tuple[str, ...]]:
    """The hypothesis with the masked texts restored, its alignment, their places, and those missing or repeated."""
    text, alignment = hypothesis.text, hypothesis.alignment
    lost: tuple[str, ...] = ()
    if asked.masked:
        shown = unmask(text, asked.masked)
        text = apply(text, shown.edits)
        alignment = alignment and alignment.before(asked.masked.edits).edited(shown.edits)
        lost = tuple(asked.masked.originals[i] for i in (*shown.lost, *shown.repeated))
        put = zip(shown.edits, written(shown.edits), strict=True)
        places = [place for edit, place in put if edit.new in asked.kept]
    else:
        places = occurrences(text, asked.kept)
    source = asked.sentence.text
    ends = truecasing.joints(
        source,
        text,
        language=language,
        first=not asked.sentence.continues,
        last=source[-1:] not in _GOING_ON and not asked.sentence.goes_on,
    )
    ends = [edit for edit in ends if all(end <= edit.start for _, end in places)]
    return apply(text, ends), alignment and alignment.edited(ends), places, lost


def _severe(tried: _Tried) -> int:
    """The number of severe findings."""
    return sum(finding.severity == "severe" for finding in tried.findings)


def _lost_names(tried: _Tried, sentence: Sentence, route: Route) -> dict[str, str]:
    """The names that were lost or replaced, each with its form in the target language (itself if it is kept)."""
    lost = dict.fromkeys(finding.source for finding in tried.findings if finding.check == "names" and finding.source)
    own = {
        name: own_name(name, sentence.text, source=route.source, target=route.target, article=sentence.article)
        for name in lost
    }
    return {name: its or name for name, its in own.items() if its or is_kept(name, route.source)}


def _retried(tried: _Tried) -> _Tried:
    flags = dict.fromkeys((*tried.rendering.flags, "retried"))
    return replace(tried, rendering=replace(tried.rendering, flags=tuple(flags)))


def _plain(hypothesis: Hypothesis) -> Rendering:
    return Rendering(
        text=hypothesis.text, score=hypothesis.score, flags=hypothesis.flags, alignment=hypothesis.alignment
    )
