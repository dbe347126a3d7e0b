"""Check `glossary`: terms of a glossary that are missing in the translation in every inflected form."""

from babelpress.nlp.terminology import Glossary, Match, occurrences
from babelpress.qa.base import Finding, SegmentPair

TERMS = "glossary"
"""The name of this check. It needs a glossary, so it is not among the checks that are selected by name."""


def check(pair: SegmentPair, glossary: Glossary) -> tuple[Finding, ...]:
    """Return a warning for every term of the source whose translation is missing; never a severe finding.

    A term that the source has several times must be in the translation once, since pronouns may replace the others. A
    glossary for other languages gives no findings. If it has several translations for a term, each of them is accepted,
    and an `info` finding reports the ambiguity.
    """
    if (glossary.source, glossary.target.partition("-")[0]) != (pair.source_language, pair.target_language):
        return ()
    found: list[Finding] = []
    by_key: dict[str, Match] = {}
    for match in glossary.find(pair.source):
        by_key.setdefault(match.term.key, match)
    for key, match in by_key.items():
        same = [term for term in glossary.terms if term.key == key]
        forms = tuple(dict.fromkeys(form for term in same for form in (term.target, *term.also)))
        shown = pair.source[match.start : match.end]
        if len({term.target for term in same}) > 1:
            message = f"the glossary gives '{match.term.source}' several translations: {', '.join(forms)}; keep one"
            found.append(Finding(check=TERMS, severity="info", message=message, source=shown))
        if not any(occurrences(pair.target, form, language=pair.target_language) for form in forms):
            message = f"'{shown}' is '{match.term.target}' in the glossary, which the translation does not hold"
            found.append(Finding(check=TERMS, severity="warning", message=message, source=shown))
    return tuple(found)
