"""Post-editing of anybody's translation: the repairs of `babelpress run`, for texts and files that are paired here.

The texts are paired as `babelpress verify` pairs them. What no edit touches stays as it is, character for character.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from pathlib import Path

from babelpress.config.schema import Profile
from babelpress.document import Block, Finding
from babelpress.errors import ConfigError, Fault, UnreadableInput
from babelpress.formats.decoding import RawText, normal_form, read_raw
from babelpress.formats.inputs import all_readers, choose_reader
from babelpress.formats.text.structure import structure
from babelpress.nlp.names.evidence import gather
from babelpress.nlp.quotes.parse import find as find_quotes
from babelpress.nlp.segmentation import Segmentation, split
from babelpress.nlp.terminology import Glossary
from babelpress.nlp.word_alignment import Span
from babelpress.qa.base import SegmentPair
from babelpress.qa.checks.terminology import TERMS
from babelpress.qa.checks.terminology import check as check_terms
from babelpress.qa.documents import place
from babelpress.qa.engine import PlacedPair, answered, run_checks, select_checks
from babelpress.qa.files import VerifyReport
from babelpress.stages.assembly import read_glossaries
from babelpress.translation.postedit.loop import Change, Edited
from babelpress.translation.postedit.repair import Rules, repair, rules

LONGEST = 1_000_000
"""Maximum number of characters of a file."""

_LINE = re.compile(r"\r?\n")
_TOKEN = re.compile(r"\S+|\s+")
_SPACE = re.compile(r"\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedChange:
    """An edit that was made, and where.

    Attributes:
        change: The edit: editor, before, after, reason, and whether it is one of content.
        line: The line of the translation in which it begins, from 1; in a list of texts, within its text.
        segment: Index of the pair.
        pair: The source, and the translation as it was before all edits.
    """

    change: Change
    line: int
    segment: int
    pair: SegmentPair

    @property
    def before(self) -> str:
        """What the translation had; empty if something was inserted."""
        return self.change.before

    @property
    def after(self) -> str:
        """What it has instead; empty if something was removed."""
        return self.change.after

    @property
    def reason(self) -> str:
        """Why it was changed."""
        return self.change.reason

    @property
    def finding(self) -> Finding:
        """The edit as a finding with its place."""
        return replace(self.change.finding, language=self.pair.target_language, segment=self.segment)


@dataclass(frozen=True, slots=True, kw_only=True)
class Postedited:
    """Translations after post-editing.

    Attributes:
        texts: The translations with all edits: one for each that was given.
        changes: What was changed and why, in the order of the text.
        report: What the checks find in the result.
    """

    texts: tuple[str, ...]
    changes: tuple[PlacedChange, ...]
    report: VerifyReport

    @property
    def text(self) -> str:
        """The translation; several joined by newlines."""
        return "\n".join(self.texts)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The edits of content, then what the checks find in the result."""
        edits = (placed.finding for placed in self.changes if placed.change.content)
        return (*edits, *self.report.findings)

    @property
    def ok(self) -> bool:
        """Whether nothing severe is left."""
        return self.report.ok


def rules_of(profile: Profile, *, source_language: str, target_language: str, variant: str = "") -> Rules:
    """Return the rules of a profile for a pair of languages.

    Args:
        profile: Its constraints are used: names, variants and glossaries.
        source_language: A code of `lang.known()`.
        target_language: A code of `lang.known()`.
        variant: The tag of a variant (`pt-BR`), instead of that of the profile.

    Returns:
        The rules.

    Raises:
        ConfigError: Both languages are the same, or a glossary cannot be read.
    """
    if source_language == target_language:
        fault = Fault("", "name the languages of source and translation; they must differ")
        raise ConfigError(f"source and translation are both in '{source_language}'", [fault])
    glossary = read_glossaries(profile).get((source_language, target_language))
    made = rules(profile.constraints, glossary, source_language=source_language, target_language=target_language)
    return replace(made, variant=variant or made.variant)


def postedit_texts(
    sources: Sequence[str], targets: Sequence[str], rules: Rules, *, checks: Sequence[str] | None = None
) -> Postedited:
    """Post-edit translations, the first of the first source, and so on.

    Args:
        sources: The sources.
        targets: As many translations.
        rules: The languages, and what is to be kept.
        checks: Names of the checks to run on the result; None: all.

    Returns:
        The translations, with white space at their ends as it was.

    Raises:
        ConfigError: The numbers differ, or a check is unknown.
    """
    names = select_checks(checks)
    if len(sources) != len(targets):
        raise ConfigError(f"source has {len(sources)} segments and target has {len(targets)}; they must be equal")
    texts: list[str] = []
    changes: list[PlacedChange] = []
    for index, (source, target) in enumerate(zip(sources, targets, strict=True)):
        made, found = _edited(target, _line_pairs([(source, target, 0)], rules, first=index), rules)
        texts.append(made)
        changes += found
    lines = [(source, text, 0) for source, text in zip(sources, texts, strict=True)]
    placed = [one.placed for one in _line_pairs(lines, rules)]
    report = _report(placed, rules, names, apart=False)
    return Postedited(texts=tuple(texts), changes=tuple(changes), report=report)


def postedit_text(
    source: str, target: str, rules: Rules, *, lines: bool = False, checks: Sequence[str] | None = None
) -> Postedited:
    """Post-edit a text.

    Args:
        source: The source.
        target: Its translation.
        rules: The languages, and what is to be kept.
        lines: Line n of the one belongs to line n of the other. This also holds for two texts with the same number of
            lines that are not blank; otherwise paragraphs and sentences are aligned.
        checks: Names of the checks to run on the result; None: all.

    Returns:
        The translation; all that no edit touches is as it was.

    Raises:
        ConfigError: The numbers of lines differ although `lines` is given, or a check is unknown.
    """
    names = select_checks(checks)
    paired = _paired_lines(source, target, strict=lines)
    pairs = _line_pairs(paired, rules) if paired is not None else _aligned(source, target, rules)
    text, changes = _edited(target, pairs, rules)
    if text == target:
        again = pairs
    elif paired is not None:
        again = _line_pairs(_paired_lines(source, text, strict=lines) or (), rules)
    else:
        again = _aligned(source, text, rules)
    report = _report([one.placed for one in again], rules, names, apart=paired is None)
    return Postedited(texts=(text,), changes=tuple(changes), report=report)


def read_plain(path: Path) -> RawText:
    """Return the text of a file exactly as it is. Raises `ConfigError` if it is no plain text, or cannot be read."""
    try:
        if not path.is_dir() and ".txt" not in choose_reader(path, all_readers()).suffixes:
            raise ConfigError(
                f"{path} is not plain text",
                [Fault("", "copy its text into a .txt file; `babelpress verify` checks the file as it is")],
            )
        return read_raw(path, max_characters=LONGEST)
    except UnreadableInput as error:
        raise ConfigError("cannot be read", [Fault("", str(error))]) from error


# Pairs of source and translation, and where the characters of the translation are in its text.


@dataclass(frozen=True, slots=True)
class _Pair:
    """A pair as the checks get it. `target` is edited, unless `origins` is empty.

    `origins` has the offset in the whole text of each character of `target`, and of its end. Where lines were joined,
    one character stands for all the white space between them.
    """

    placed: PlacedPair
    source: str = ""
    target: str = ""
    origins: Sequence[int] = ()
    depth: int = 0


_Lines = Sequence[tuple[str, str, int]]
"""Lines of the source and of the translation, and where the latter begin in the whole text."""


def _paired_lines(source: str, target: str, *, strict: bool) -> _Lines | None:
    """The paired lines of two texts; if their numbers differ, None, or `ConfigError` with `strict`."""
    left, right = list(_lines(source)), list(_lines(target))
    if not strict:
        left, right = ([(line, at) for line, at in side if line.strip()] for side in (left, right))
    if len(left) != len(right):
        if not strict:
            return None
        counts = f"the source has {len(left):,}, the translation has {len(right):,}"
        raise ConfigError("the numbers of lines differ", [Fault("", f"{counts}; omit --lines to align the texts")])
    return [(line, other, at) for (line, _), (other, at) in zip(left, right, strict=True)]


def _lines(text: str) -> Iterator[tuple[str, int]]:
    """Yield the lines of a text, without their ends, and their offsets; an end of the last line begins no other."""
    at = 0
    for end in _LINE.finditer(text):
        yield text[at : end.start()], at
        at = end.end()
    if at < len(text):
        yield text[at:], at


def _line_pairs(lines: _Lines, rules: Rules, *, first: int = 0) -> list[_Pair]:
    """A pair for each two lines of which at least one is not blank."""
    found = []
    # Lines may belong to no common text: a person of one keeps a name in another, but no place translates one there.
    article = replace(gather((_normal(source) for source, _, _ in lines), rules.source_language), places=frozenset())
    for index, (source, target, at) in enumerate(lines, start=first):
        own, core = _normal(source), target.strip()
        if not own and not core:
            continue
        start = at + len(target) - len(target.lstrip())
        origins = range(start, start + len(core) + 1) if own and core else ()
        placed = PlacedPair(replace(_frame(rules, own, core), article=article), index, index)
        found.append(_Pair(placed, own, core, origins))
    return found


def _normal(source: str) -> str:
    return " ".join(normal_form(source).split("\n")).strip()


def _aligned(source: str, target: str, rules: Rules) -> list[_Pair]:
    """The pairs of two texts whose paragraphs and sentences are aligned, in the order of the text."""
    left = structure(normal_form(source)).blocks
    right = structure(target).blocks
    origins = _origins(target, right)
    cut = [list(_spans(split(block.text, rules.target_language))) for block in right]
    depths = [_depths(block.text, rules.source_language) for block in left]
    found = []
    for placed in place(left, right, _frame(rules)):
        blocks = {index for index, _ in placed.target_at}
        if placed.known or not placed.source_at or len(blocks) != 1:
            found.append(_Pair(placed))
            continue
        (block,) = blocks
        numbers = [number for _, number in placed.target_at]
        start, end = cut[block][numbers[0]][0], cut[block][numbers[-1]][1]
        index, number = placed.source_at[0]
        found.append(
            _Pair(
                placed,
                placed.pair.source,
                right[block].text[start:end],
                origins[block][start : end + 1],
                depths[index][number],
            )
        )
    return found


def _frame(rules: Rules, source: str = "", target: str = "") -> SegmentPair:
    return SegmentPair(
        source=source,
        target=target,
        source_language=rules.source_language,
        target_language=rules.target_language,
        variant=rules.variant,
        keep=rules.kept,
    )


def _spans(pieces: Segmentation) -> Iterator[Span]:
    """Yield the span of each sentence."""
    at = len(pieces.gaps[0])
    for sentence, gap in zip(pieces.sentences, pieces.gaps[1:], strict=True):
        yield at, at + len(sentence)
        at += len(sentence) + len(gap)


def _depths(text: str, language: str) -> list[int]:
    """The number of quotations that are open where each sentence of a block begins."""
    spans = list(_spans(split(text, language)))
    quotes = find_quotes(text, language).pairs if len(spans) > 1 else ()
    return [sum(quote.start < start < quote.end for quote in quotes) for start, _ in spans]


def _origins(raw: str, blocks: Sequence[Block]) -> list[list[int]]:
    """For each block the offsets of its characters in the text it was read from, and that of its end."""
    found = []
    at = 0
    for block in blocks:
        for mark in block.markup:  # the marker of a list item, which is no part of its text
            at = _after_space(raw, at) + len(dict(mark.attributes).get("text", "").strip())
        own: list[int] = []
        for token in _TOKEN.findall(block.text):
            if token.isspace():
                own += [at] * len(token) if not raw.startswith(token, at) else range(at, at + len(token))
                at = _after_space(raw, at)
                continue
            at = _after_space(raw, at)
            assert raw.startswith(token, at), "a block has the words of its text, in order"
            own += range(at, at + len(token))
            at += len(token)
        found.append([*own, at])
    return found


def _after_space(raw: str, at: int) -> int:
    return _SPACE.match(raw, at).end()  # type: ignore[union-attr]  # matches the empty string too


# Edits and checks.


def _edited(raw: str, pairs: Sequence[_Pair], rules: Rules) -> tuple[str, list[PlacedChange]]:
    """The text with the edits of all pairs, and the edits."""
    parts: list[str] = []
    changes: list[PlacedChange] = []
    ends = [match.end() for match in _LINE.finditer(raw)]
    done = 0
    for one in pairs:
        if not one.origins:
            continue
        made = repair(one.source, one.target, rules, article=one.placed.pair.article, depth=one.depth)
        if not made.applied:
            continue
        text, places = _replayed(raw, one.origins, made)
        parts += [raw[done : one.origins[0]], text]
        done = one.origins[-1]
        pair = replace(one.placed.pair, target=one.target)
        changes += (
            PlacedChange(change=change, line=bisect_right(ends, at) + 1, segment=one.placed.segment or 0, pair=pair)
            for change, at in places
        )
    return "".join([*parts, raw[done:]]), changes


def _replayed(raw: str, origins: Sequence[int], made: Edited) -> tuple[str, list[tuple[Change, int]]]:
    """The text of a pair after its edits, with the line breaks inside it, and the offset of each edit in `raw`."""
    pieces = [raw[start:end] for start, end in pairwise(origins)]
    offsets = list(origins)
    found = []
    for _, group in groupby(made.applied, key=lambda change: change.editor):
        new: list[str] = []
        new_offsets: list[int] = []
        done = 0
        for change in group:
            end = change.start + len(change.before)
            found.append((change, offsets[change.start]))
            new += [*pieces[done : change.start], *change.after]
            new_offsets += [*offsets[done : change.start], *[offsets[change.start]] * len(change.after)]
            done = end
        pieces = [*new, *pieces[done:]]
        offsets = [*new_offsets, *offsets[done:]]
    return "".join(pieces), found


def _report(placed: Sequence[PlacedPair], rules: Rules, names: frozenset[str], *, apart: bool) -> VerifyReport:
    """What the checks find in the pairs; a glossary is asked for its terms."""
    if rules.glossary:
        placed = [one if one.wide else _with_terms(one, rules.glossary) for one in placed]
        names |= {TERMS}
    return VerifyReport(
        source_language=rules.source_language,
        target_language=rules.target_language,
        segments=sum(not item.wide for item in placed),
        placed=tuple(run_checks(placed, names, apart=apart, ask=answered)),
    )


def _with_terms(placed: PlacedPair, glossary: Glossary) -> PlacedPair:
    return replace(placed, known=(*placed.known, *check_terms(placed.pair, glossary)))
