"""The words of a quotation as they were published before, in place of another translation of them."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from babelpress.document import Finding
from babelpress.memory.quotations import Published, QuotationRegistry, bare
from babelpress.nlp.edits import Edit, apply
from babelpress.nlp.quotes.match import Unit, match, units
from babelpress.qa.base import SegmentPair
from babelpress.translation.constrained import Rendering

_TAIL = re.compile(r"[\s.!?…,;:]*\Z")

Wrong = Callable[[SegmentPair], tuple[Finding, ...]]
"""Returns what is wrong with a translation, nothing if it passes the checks."""


def with_published(
    rendering: Rendering, pair: SegmentPair, registry: QuotationRegistry, *, language: str, wrong: Wrong
) -> Rendering:
    """Return a translation with the quotations that were published before, and what there is to tell of them.

    Args:
        rendering: The translation of a sentence.
        pair: The sentence, with an empty target.
        registry: The quotations.
        language: Tag of the target language, with the variant that a profile states.
        wrong: A translation is not changed if it then has other faults than before.
    """
    ours = [one for one in units(pair.source, pair.source_language) if one.opened and one.closed and not one.depth]
    for one in ours:
        said = pair.source[one.inner_start : one.inner_end]
        found = registry.lookup(said, source=pair.source_language, target=language)
        if found and found.kind == "equal":
            rendering = _put(rendering, pair, one, found, wrong)
        elif found:
            rendering = _told(rendering, "info", _hint(found), said, "")
    return rendering


def _put(rendering: Rendering, pair: SegmentPair, quote: Unit, found: Published, wrong: Wrong) -> Rendering:
    text = rendering.text
    said = pair.source[quote.inner_start : quote.inner_end]
    theirs = units(text, pair.target_language)
    matched = match(units(pair.source, pair.source_language), theirs, sizes=(len(pair.source), len(text)))
    place = next((other for one, other in matched if one == quote), None)
    words = bare(found.rendition.text)
    if place is None or not (place.opened and place.closed):
        return _told(rendering, "warning", f"its published translation could not be put in: {words}", said, "")
    inner = text[place.inner_start : place.inner_end]
    if bare(inner) == words:
        return rendering
    if said[:1].isupper() and not found.quotation.text[:1].isupper():
        words = words[:1].upper() + words[1:]
    elif said[:1].islower() and not found.quotation.text[:1].islower():
        return _told(rendering, "info", _hint(found), said, inner)
    end = place.inner_end - len((_TAIL.search(inner) or [""])[0])
    edit = Edit(place.inner_start, end, words)
    made = apply(text, [edit])
    if new := _new_faults(pair, text, made, wrong):
        # The words that were spoken are right, whatever the article makes of them.
        message = f"has, with its published translation, a fault: {'; '.join(new)}"
        if not found.rendition.original:
            return _told(rendering, "warning", f"{message}; it was not taken: {words}", said, inner)
        rendering = _told(rendering, "warning", message, said, words)
    changed = replace(rendering, text=made, alignment=rendering.alignment and rendering.alignment.edited([edit]))
    return _told(changed, "info", f"as {_origin(found)}", said, words, before=bare(inner), after=words)


def _new_faults(pair: SegmentPair, before: str, after: str, wrong: Wrong) -> list[str]:
    """Return the faults of the kinds of which a translation has more than it had before a change."""
    faults = wrong(replace(pair, target=after))
    more = Counter(one.check for one in faults) - Counter(one.check for one in wrong(replace(pair, target=before)))
    return [one.message for one in faults if one.check in more]


def _told(
    rendering: Rendering, severity: str, message: str, source: str, target: str, *, before: str = "", after: str = ""
) -> Rendering:
    finding = Finding(
        check="quotation",
        severity=severity,  # type: ignore[arg-type]  # one of the severities, see the callers
        message=message,
        source=source,
        target=target,
        before=before,
        after=after,
    )
    return replace(rendering, findings=(*rendering.findings, finding))


def _origin(found: Published) -> str:
    one = found.quotation
    parts = ["the original words" if found.rendition.original else "published", one.speaker, one.article, one.date]
    return ", ".join(filter(None, parts))


def _hint(found: Published) -> str:
    what = {
        "equal": "with another first letter, it is the quotation",
        "part": "it is a part of the quotation",
        "similar": "it is similar to the quotation",
    }[found.kind]
    differs = f"; they differ in {', '.join(found.differences)}" if found.differences else ""
    return f"{what} «{found.quotation.text}», which is «{found.rendition.text}» ({_origin(found)}){differs}"
