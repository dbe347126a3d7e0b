"""Typography of a translation by its variant: quotation marks, spaces, dashes, apostrophes, times, ordinals.

The content does not change: letters and digits change only in times (French 14h30) and ordinals (1er) that the model
copied. Numbers, percentages and money are not changed here.
"""

import re
from collections.abc import Callable, Iterable
from functools import partial

from babelpress import lang
from babelpress.lang.base import NBSP, NNBSP, CopiedFigures, Variant
from babelpress.nlp.edits import Edit, apply
from babelpress.nlp.numbers.times import clock_kind
from babelpress.nlp.patterns import compiled
from babelpress.nlp.quotes.parse import DOUBLE, find

# One line for each kind: code, templates, placeholders and formats; tags and entities; addresses with a scheme or www;
# e-mail addresses; host names with a path; paths with at least one folder and a file name.
PROTECTED = re.compile(
    r"`[^`\n]*`|\{\{[^{}\n]{0,200}\}\}|\{%[^%\n]{0,200}%\}|\{[\w.:!-]{0,60}\}|%(?:\d{1,2}\$)?[sdif]\b|%\(\w{1,60}\)[sd]"
    r"|<[a-zA-Z/!][^<>\n]{0,400}>|&#?\w{1,31};"
    # Code without backticks: df['x'], print("x"), {"code": 200}
    r"|\w[\[(][\"'][^\"'\n]{0,80}[\"'][\])]|\{ ?[\"'][^\"'\n]{1,80}[\"'] ?:[^{}\n]{0,200}\}"
    r"|\b(?:https?|ftp|file)://[^\s<>«»“”„‚‘’‹›\"]+|\bmailto:[^\s<>«»“”„‚‘’‹›\"]+|\bwww\.[^\s<>«»“”„‚‘’‹›\"]+"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}"
    r"|(?<![\w./\\-])[\w-]{1,64}(?:\.[\w-]{1,64}){0,4}\.[a-z]{2,6}/[^\s<>«»“”„‚‘’‹›\"]*"
    r"|(?<![\w./\\-])(?:[a-z]:)?[\\/]?(?:[\w.-]{1,64}[\\/]){1,12}[\w-]{1,64}\.\w{1,5}\b",
    re.IGNORECASE,
)
"""Text that no rule may change: code, templates, tags, addresses, file names with a folder."""

_MAYBE_PROTECTED = re.compile(r"[`{%<&\[(@/\\]|www\.|mailto:", re.IGNORECASE)
"""What every protected text has at least."""

_FILL = "\ue000"
"""Replaces each protected character while the rules are applied; no rule contains this private-use character."""
_SPACE = " \u00a0\u202f\u2009"
# Spaces between a word or closing mark and the points `: ; ! ?` (group 1) at the end of a word; no emoticons (`:)`).
_BEFORE_POINTS = re.compile(
    rf"(?<=[\w)\]»”’\"'%…$€£°])[{_SPACE}]{{1,3}}(?=([:;!?]+)(?:[\s)\]»”\"'’…]|\Z))(?!:[)\]]|;\))"
)
_TIGHT_POINTS = re.compile(r"(?:(?<=[^\W\d_])|(?<=»))(?=[:;!?]+(?:\s|\Z))")
_BEFORE_STOP = re.compile(rf"(?<=[\w)\]»”’\"'%])[{_SPACE}]{{1,3}}(?=[,.](?:\s|\Z))")
_BRACKETS = re.compile(rf"(?<=[(\[])[{_SPACE}]{{1,3}}(?=\w)|(?<=\w)[{_SPACE}]{{1,3}}(?=[)\]])")
_DOUBLE_SPACE = re.compile(r"(?<=\S)  +(?=\S)")
_ELLIPSIS = re.compile(r"(?<!\.)\.\.\.(?!\.)")
_SPACED_DASH = re.compile(rf"(?<=[^\s–—-])([{_SPACE}])([–—-]{{1,2}})([{_SPACE}])(?=[^\s–—-])")
_RANGE = re.compile(rf"\d[{_SPACE}][–—-]{{1,2}}[{_SPACE}]\d")
_LINE_DASH = re.compile(r"^([–—-])([ \u00a0\u202f\t]?)(?=\w|[¿¡«“„\"])", re.MULTILINE)
_SLIP = re.compile(rf"[{_SPACE}][:;!?,.)\]{_SPACE}]|[(\[][{_SPACE}]|%|[,;][,;]")
"""Found wherever one of the patterns above has a space to remove or to set, or a mark is doubled."""
_DASHED = re.compile(rf"(?:^|[{_SPACE}])[–—-]", re.MULTILINE)
_APOSTROPHE = re.compile("['’‘]")
_DOUBLED = re.compile(r"[,;](?=[,;])")
_BEFORE_PERCENT = re.compile(r"(?<=\d)[ \u00a0\u202f]?(?=%(?!\w))")
# Hours, h and optional minutes (14h30, 14 h); no part of another number or of a ratio such as km/h. Then, optionally,
# the word for the hour.
_TIME = re.compile(
    r"(?<![\w.,:])(\d{1,2})[ \u00a0\u202f]?h(?:[ \u00a0\u202f]?(\d{2}))?(?![\w/]|[ \u00a0\u202f]?(?:min|mn)\b)"
    r"(?:[ \u00a0\u202f]?(uur|Uhr|horas\b|hours\b))?",
    re.IGNORECASE,
)
_NIGHT = 5
"""Hours below which a figure with h and minutes that nothing shows to be a time of day is taken for a duration."""

_AFTER_NAME = re.compile(r"(?<![.!?…] )(?<!^)\b[^\W\d_a-zà-ÿ]\w*[ \u00a0\u202f]$")
_TEENS = ("11", "12", "13")
_PASSES = 6
"""Most passes over the rules: one may enable another, as in `« Oui » !`, which loses two spaces in succession."""

Rule = Callable[[str], Iterable[Edit]]


def typography_edits(
    target: str, *, source: str, source_language: str, variant: Variant, depth: int = 0
) -> tuple[Edit, ...]:
    """Return the edits that give a translation the typography of a variant.

    Args:
        target: The translation.
        source: Its source, whose kind of apostrophe, dash and ellipsis and whose double spaces are kept.
        source_language: ISO 639-1 code of the source.
        variant: The variant of the target language.
        depth: The number of quotations that are open where the target begins.

    Returns:
        Edits in order and disjoint; none if the typography is right.

    >>> from babelpress.lang import variant
    >>> target, dutch = '"Ja !" zei hij .', variant("nl")
    >>> apply(target, typography_edits(target, source="« Oui ! » dit-il.", source_language="fr", variant=dutch))
    '“Ja!” zei hij.'
    """
    rules: list[Rule] = [
        partial(_times, source=source, source_language=source_language, variant=variant),
        partial(_ordinals, source=source, source_language=source_language, variant=variant),
        partial(_spaces, source=source, variant=variant),
        partial(_dashes, source=source, variant=variant),
        partial(_ellipses, source=source),
        partial(_quotations, variant=variant, depth=depth),
        partial(_apostrophes, habit=apostrophe(source), language=variant.language),
    ]
    text = target
    draft: list[tuple[str, int | None]] = []
    masked = without_protected(text, _FILL)
    for _ in range(_PASSES):
        before = text
        for rule in rules:
            if edits := _allowed(text, masked, rule):
                draft = draft or [(char, at) for at, char in enumerate(target)]
                text, draft = apply(text, edits), _applied(draft, edits)
                masked = without_protected(text, _FILL)
        if text == before:
            return _difference(target, draft) if text != target else ()
    return ()  # inconsistent marks, which each pass interprets differently


def apostrophe(text: str) -> str:
    """Return the apostrophe that a text uses, ’ or ', or an empty string if it has none or both.

    >>> apostrophe("L’accord d’IA")
    '’'
    """
    kinds = {text[at] for at in _apostrophe_places(text)} & {"'", "’"}
    return kinds.pop() if len(kinds) == 1 else ""


def without_protected(text: str, fill: str = "") -> str:
    """Return a text with each character of its protected parts replaced by `fill`, which may be empty.

    >>> without_protected("Voir www.exemple.fr !", "_")
    'Voir ______________ !'
    """
    if not _MAYBE_PROTECTED.search(text):
        return text
    return PROTECTED.sub(lambda match: fill * len(match.group()), text)


def _allowed(text: str, masked: str, rule: Rule) -> tuple[Edit, ...]:
    """Return the edits of a rule for the masked text that do not reach into a protected part."""
    found: list[Edit] = []
    end = -1
    for edit in sorted(rule(masked), key=lambda edit: (edit.start, edit.end)):
        if edit.start >= end and _FILL not in masked[edit.start : edit.end] and text[edit.start : edit.end] != edit.new:
            found.append(edit)
            end = max(edit.end, edit.start + (not edit.end - edit.start))
    return tuple(found)


def _applied(draft: list[tuple[str, int | None]], edits: Iterable[Edit]) -> list[tuple[str, int | None]]:
    """Apply edits to a text of (character, original offset) pairs; new characters have the offset None."""
    made: list[tuple[str, int | None]] = []
    at = 0
    for edit in edits:
        made += draft[at : edit.start]
        made += [(char, None) for char in edit.new]
        at = edit.end
    return made + draft[at:]


def _difference(target: str, draft: list[tuple[str, int | None]]) -> tuple[Edit, ...]:
    """Return the edits of the target that give the draft."""
    made = []
    new: list[str] = []
    last = -1
    for char, at in (*draft, ("", len(target))):
        if at is None:
            new.append(char)
            continue
        joined = "".join(new)
        if joined != target[last + 1 : at]:
            made.append(Edit(start=last + 1, end=at, new=joined))
        new, last = [], at
    return tuple(made)


def _times(text: str, *, source: str, source_language: str, variant: Variant) -> Iterable[Edit]:
    """Rewrite copied times and durations (14h30, 2h28); a time of day needs a proof in the source."""
    copied = _copied(source_language, variant)
    if not copied:
        return
    kinds: dict[tuple[int, str | None], set[str]] = {}
    for match in compiled(copied.clock).finditer(source):
        kind = clock_kind(source, *match.span(), language=source_language)
        if not kind and match[2] and int(match[1]) < _NIGHT:
            kind = "duration"
        kinds.setdefault((int(match[1]), match[2]), set()).add(kind)
    for match in _TIME.finditer(text) if kinds else ():
        hour, minute = int(match[1]), match[2]
        said = kinds.get((hour, minute), set())
        if said == {"time"} and hour <= 24 and int(minute or 0) < 60:
            pattern = variant.time if minute else variant.hour
        elif said == {"duration"} and minute and not match[3]:
            pattern = variant.duration
        else:
            continue
        new = pattern.format(
            h=hour, hh=f"{hour:02}", mm=minute, h12=hour % 12 or 12, ampm="p.m." if 12 <= hour < 24 else "a.m."
        )
        stop = new.endswith(".") and text[match.end() : match.end() + 1] == "."
        yield Edit(start=match.start(), end=match.end() + stop, new=new)


def _ordinals(text: str, *, source: str, source_language: str, variant: Variant) -> Iterable[Edit]:
    """Replace the suffix of ordinals that were copied from the source (1er, 2e) by that of the variant."""
    copied = _copied(source_language, variant)
    if not copied:
        return
    ordinal = compiled(copied.ordinal)
    found = list(ordinal.finditer(text))
    if not found:
        return
    # Not the names of products: Wi-Fi 6E, Pixel 3e.
    known = {
        match.group()
        for match in ordinal.finditer(source)
        if match[2].islower() and not _AFTER_NAME.search(source[max(0, match.start() - 30) : match.start()])
    }
    for match in found:
        ending = _ending(match[1], variant, feminine=match[2] in copied.feminine)
        if ending and match.group() in known:
            yield Edit(start=match.start(2), end=match.end(), new=ending)


def _copied(source_language: str, variant: Variant) -> CopiedFigures | None:
    """Return the figures that a translation may have copied from its source; None if both have the same language."""
    return None if source_language == variant.language else lang.get(source_language).copied


def _ending(number: str, variant: Variant, *, feminine: bool) -> str:
    """Return the suffix of an ordinal number in the variant, empty if it is unknown."""
    numbers = lang.get(variant.language).numbers
    forms = variant.ordinal or (numbers.ordinal if numbers else None)
    if not forms or not numbers:
        return ""
    own = forms[feminine]
    return own if number[-2:] in _TEENS else numbers.ordinal_by_digit.get(number[-1], own)


def _spaces(text: str, *, source: str, variant: Variant) -> Iterable[Edit]:
    if not variant.colon_space and not _SLIP.search(text):
        return
    for match in _BEFORE_POINTS.finditer(text):
        score = text[match.start() - 1].isdigit() and match[1] == ":" and text[match.end() + 1 :][1:2].isdigit()
        if not score and (not variant.colon_space or match.group() not in (NBSP, NNBSP)):
            yield Edit(start=match.start(), end=match.end(), new=variant.colon_space)
    if variant.colon_space:
        for match in _TIGHT_POINTS.finditer(text):
            yield Edit(start=match.start(), end=match.start(), new=variant.colon_space)
    before_percent = variant.percent.removeprefix("{n}").removesuffix("%")
    for match in _BEFORE_PERCENT.finditer(text):
        if match.group() != before_percent:
            yield Edit(start=match.start(), end=match.end(), new=before_percent)
    slips = [_BEFORE_STOP] + [rule for rule in (_BRACKETS, _DOUBLED) if not rule.search(source)]
    for rule in slips:
        for match in rule.finditer(text):
            yield Edit(start=match.start(), end=match.end(), new="")
    if not _DOUBLE_SPACE.search(source):
        for match in _DOUBLE_SPACE.finditer(text):
            yield Edit(start=match.start(), end=match.end(), new=" ")


def _dashes(text: str, *, source: str, variant: Variant) -> Iterable[Edit]:
    if not _DASHED.search(text):
        return
    spaced = {match[2] for match in _SPACED_DASH.finditer(source)}
    opening = text.lstrip()[:1]  # the dash of a dialogue
    for match in _SPACED_DASH.finditer(text):
        hyphen = match[2].startswith("-")
        if hyphen and (not spaced & {"–", "—"} or spaced & {"-", "--"}):
            continue
        if not _RANGE.match(text, match.start() - 1) and match[2] != opening:
            yield Edit(start=match.start(2), end=match.end(2), new=variant.dash)
    ours, theirs = list(_LINE_DASH.finditer(source)), list(_LINE_DASH.finditer(text))
    if len(ours) == len(theirs):
        for one, other in zip(ours, theirs, strict=True):
            if other[1] == "-" or one[1] == "-":
                yield Edit(start=other.start(), end=other.end(), new=one.group())


def _ellipses(text: str, *, source: str) -> Iterable[Edit]:
    one, three = "…" in source, bool(_ELLIPSIS.search(source))
    if one and not three:
        yield from (Edit(start=match.start(), end=match.end(), new="…") for match in _ELLIPSIS.finditer(text))
    elif three and not one:
        yield from (Edit(start=at, end=at + 1, new="...") for at, char in enumerate(text) if char == "…")


def _quotations(text: str, *, variant: Variant, depth: int) -> Iterable[Edit]:
    found = find(text, variant.language)
    closing = sum(not stray.opens for stray in found.strays)
    level = max(depth, closing)
    events = [(quote.start, 1, quote.inner_start) for quote in found.pairs if quote.inner_start < quote.inner_end]
    events += [(quote.end - 1, -1, quote.inner_end) for quote in found.pairs if quote.inner_start < quote.inner_end]
    events += [(stray.at, 1 if stray.opens else -1, -1) for stray in found.strays]
    for at, step, inner in sorted(events):
        level -= step < 0
        left, right = variant.inner if level % 2 else variant.quotes
        level += step > 0
        level = max(level, 0)
        if inner < 0 and text[at] not in DOUBLE:
            continue  # a lone single mark may be an apostrophe after all
        if step > 0:
            end = inner if inner >= 0 else at + 1 + len(text[at + 1 :]) - len(text[at + 1 :].lstrip(_SPACE))
            start, new = at, left
        else:
            start = inner if inner >= 0 else len(text[:at].rstrip(_SPACE))
            end, new = at + 1, right
        old = text[start:end]
        if "\n" in old or "\r" in old:
            continue
        if old.replace(NNBSP, NBSP) != new:
            yield Edit(start=start, end=end, new=new)


def _apostrophes(text: str, *, habit: str, language: str) -> Iterable[Edit]:
    if habit:
        for at in _apostrophe_places(text, language):
            if text[at] != habit:
                yield Edit(start=at, end=at + 1, new=habit)


def _apostrophe_places(text: str, language: str = "") -> list[int]:
    found = find(text, language)
    marks = {at for quote in found.pairs for at in (quote.start, quote.end - 1)} | {stray.at for stray in found.strays}
    return [
        match.start()
        for match in _APOSTROPHE.finditer(text)
        if match.start() not in marks
        and (text[match.start() - 1 : match.start()].isalpha() or text[match.end() : match.end() + 1].isalnum())
        and not (
            text[match.start() - 1 : match.start()].isdigit() and not text[match.end() : match.end() + 1].isalpha()
        )
    ]
