"""The short kinds of summary: a standfirst, headlines and a description, selected from ranked sentences."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property

from babelpress import lang
from babelpress.document import Finding, Summary, SummaryKind
from babelpress.nlp.chunking import main_clause
from babelpress.nlp.quotes.parse import find
from babelpress.nlp.segmentation import split
from babelpress.summarization.consistency import unsupported

DESCRIPTION_CHARACTERS = 155
"""About the length that search engines show of a description."""
HEADLINE_CHARACTERS = (90, 120)
"""The longest headline made of a sentence; the second limit is used if there are too few. Titles may be longer."""
HEADLINE_WORDS = 4
"""A sentence of fewer words is not a headline."""
HEADLINES = 4
"""Most candidates, the article's own title included."""

_ENOUGH = 60
"""Length from which on one sentence is a description by itself; to a shorter one the next best is added."""
_BEST = 8
"""How far down the ranking a second sentence is looked for."""
_LINE_END = re.compile(r"[ \t]*[\r\n]\s*")
"""Line ends inside a sentence, as in HTML and Markdown."""
_QUOTING = ("«", "“", "„", '"', "‘", "'")
_CLOSERS = " \u00a0\u202f»”“\"'’)"
_WORD = re.compile(r"[^\W_]+")
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldSummary(Summary):
    """A summary with the changes of content that post-editing made in it: findings of the record."""

    findings: tuple[Finding, ...] = ()


def with_findings(summary: Summary, found: tuple[Finding, ...]) -> Summary:
    """Return a summary with the changes of content in it, if there are any."""
    values = {item.name: getattr(summary, item.name) for item in fields(Summary)}
    return ToldSummary(**values, findings=found) if found else summary


def told(summaries: Iterable[Summary]) -> tuple[tuple[Summary, ...], tuple[Finding, ...]]:
    """Return summaries as they are kept in a record, and the changes that post-editing made in them, each once."""
    plain: list[Summary] = []
    found: list[Finding] = []
    for one in summaries:
        if isinstance(one, ToldSummary):
            found += one.findings
            one = Summary(**{item.name: getattr(one, item.name) for item in fields(Summary)})
        plain.append(one)
    return tuple(plain), tuple(dict.fromkeys(found))


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A sentence (or title) in `language`, and the `source` that it was taken or generated from.

    `segments` are the source sentences it consists of, none if a model wrote it; `inherited` are the faults of the
    source itself, if a model wrote that. `findings` are the changes of content that post-editing made in it.
    """

    text: str
    language: str
    source: str
    source_language: str
    strategy: str
    model: str | None = None
    segments: tuple[int, ...] = ()
    inherited: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @cached_property
    def faults(self) -> tuple[str, ...]:
        """What the text has and its source lacks, see `consistency.unsupported`."""
        own = unsupported(self.text, language=self.language, source=self.source, source_language=self.source_language)
        return (*self.inherited, *own)

    def summary(self, *, kind: SummaryKind, checks: Sequence[str] = ()) -> Summary:
        """Return the candidate as a summary."""
        made = Summary(
            kind=kind,
            language=self.language,
            text=self.text,
            strategy=self.strategy,
            model=self.model,
            segments=self.segments,
            checks=tuple(dict.fromkeys(checks)),
        )
        return with_findings(made, self.findings)


def flowing(text: str) -> str:
    """Return a text without line ends inside sentences."""
    return _LINE_END.sub(" ", text)


def standfirst(ranking: Sequence[Candidate]) -> Summary | None:
    """Return the best candidate that is exactly one whole sentence; None without candidates."""
    checks: list[str] = []
    chosen = next(_supported(filter(_is_sentence, _independent_first(ranking)), checks), None)
    return _or_none(chosen, ranking, "standfirst", checks, "no_sentence")


def description(ranking: Sequence[Candidate]) -> Summary | None:
    """Return the best whole sentence or sentences of at most 155 characters, else a main clause, else an empty text.

    None without candidates.
    """
    checks: list[str] = []
    order = list(_independent_first(ranking))
    fitting = [one for one in order if _is_sentence(one) and _fits(one.text)]
    chosen = next(_supported(fitting, checks), None)
    if chosen is not None and len(chosen.text) < _ENOUGH:
        near = [one for one in order[:_BEST] if one in fitting and one is not chosen]
        both = (_together(chosen, other) for other in _supported(near, []))
        chosen = next((one for one in both if _fits(one.text)), chosen)
    if chosen is None:
        whole = ((one, _clause(one)) for one in order if _is_independent(one))
        clauses = {one: clause for one, clause in whole if clause and _fits(clause.text)}
        chosen = next((clauses[one] for one in _supported(clauses, checks)), None)
        checks += ["clause"] if chosen else []
    return _or_none(chosen, ranking, "description", checks, "no_sentence_fits")


def headlines(titles: Sequence[Candidate], ranking: Sequence[Candidate]) -> list[Summary]:
    """Return headlines, the best first: titles, then sentences and main clauses of the length of a headline."""
    checks: list[str] = []
    news = {one: [one, _clause(one)] for one in ranking if _is_independent(one) and _is_sentence(one)}
    tiers: list[dict[Candidate, list[Candidate]]] = [{one: [one] for one in titles}]
    for most in HEADLINE_CHARACTERS:
        tiers.append({one: [each for each in both if each and _is_headline(each, most)] for one, both in news.items()})
    found: dict[str, Summary] = {}
    for tier in tiers:
        for one in _supported([one for one, variants in tier.items() if variants], checks):
            for variant in tier[one]:
                bare = replace(variant, text=_bare(variant.text))
                key = " ".join(_WORD.findall(bare.text.casefold()))
                found.setdefault(key, bare.summary(kind="headline", checks=checks))
            checks.clear()
            if len(found) >= HEADLINES:
                return list(found.values())[:HEADLINES]
    return list(found.values())


def _supported(candidates: Iterable[Candidate], checks: list[str]) -> Iterator[Candidate]:
    """Yield candidates without faults, and add the faults of the others to `checks`."""
    for one in candidates:
        if one.faults:
            checks += one.faults
        else:
            yield one


def _or_none(
    chosen: Candidate | None, ranking: Sequence[Candidate], kind: SummaryKind, checks: list[str], none: str
) -> Summary | None:
    if not ranking:
        return None
    if chosen is None:
        empty = replace(ranking[-1], text="", segments=(), model=None)
        return empty.summary(kind=kind, checks=[*checks, none])
    fell_back = ["fell_back"] if chosen.strategy != ranking[0].strategy else []
    return chosen.summary(kind=kind, checks=[*checks, *fell_back])


def _independent_first(ranking: Sequence[Candidate]) -> Iterator[Candidate]:
    """Within each strategy, yield first the sentences that can be understood without the one before."""
    for strategy in dict.fromkeys(one.strategy for one in ranking):
        own = [one for one in ranking if one.strategy == strategy]
        yield from (one for one in own if _is_independent(one))
        yield from (one for one in own if not _is_independent(one))


def _is_independent(one: Candidate) -> bool:
    texts = [(one.text, one.language)]
    texts += [(one.source, one.source_language)] if one.segments else []
    return not any(
        word.group().casefold() in lang.get(language).clauses.referring
        for text, language in texts
        if (word := _WORD.search(text))
    )


def could_stand_alone(one: Candidate) -> bool:
    """Whether a sentence is whole and can be understood without the one before."""
    return _is_sentence(one) and _is_independent(one)


def _is_sentence(one: Candidate) -> bool:
    """Return whether a text is one whole sentence: begins and ends like one, with balanced marks and brackets."""
    text = one.text
    bare = text.rstrip(_CLOSERS)
    begins = next((char for char in text if char.isalnum()), "")
    return (
        bare.endswith((".", "!", "…"))
        and not begins.islower()
        and not find(text, one.language).strays
        and text.count("(") == text.count(")")
        and len(split(text, one.language).sentences) == 1
    )


def _fits(text: str) -> bool:
    return len(text) <= DESCRIPTION_CHARACTERS


def _together(first: Candidate, second: Candidate) -> Candidate:
    """Return two sentences joined, in the order of the text."""
    one, other = sorted((first, second), key=lambda one: one.segments)
    return replace(
        one,
        text=f"{one.text} {other.text}",
        source=f"{one.source} {other.source}",
        segments=(*one.segments, *other.segments),
    )


def _clause(one: Candidate) -> Candidate | None:
    """Return the main clause of a sentence, with the faults of the sentence."""
    clause = main_clause(one.text, language=one.language)
    return replace(one, text=clause) if clause else None


def _is_headline(one: Candidate, most: int) -> bool:
    words = _WORD.findall(one.text.casefold())
    return (
        len(one.text) <= most
        and len(words) >= HEADLINE_WORDS
        and not one.text.startswith(_QUOTING)
        and words[0] not in lang.get(one.language).clauses.openings
    )


def _bare(text: str) -> str:
    """Return a headline without its full stop; `...` and the full stop of an abbreviation stay."""
    text = _SPACES.sub(" ", text).strip()
    last = _WORD.findall(text)[-1:] or [""]
    abbreviated = len(last[0]) == 1 and not last[0].isdigit()
    return text[:-1] if text.endswith(".") and not text.endswith("..") and not abbreviated else text
