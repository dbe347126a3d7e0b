"""Post-editor that replaces the translations of glossary terms by those of the glossary."""

import re
from collections.abc import Sequence

from babelpress import lang
from babelpress.nlp.edits import Edit, disjoint
from babelpress.nlp.terminology import _BEGINS, _VOWELS, _WORD, Align, Match, Term, occurrences
from babelpress.translation.postedit.base import Context


def edits(context: Context) -> Sequence[Edit]:
    """Return the edits that insert the translations of the glossary."""
    if not context.terms:
        return ()
    return term_edits(
        context.source, context.target, context.terms, align=context.span, language=context.target_language
    )


def term_edits(source: str, target: str, matches: Sequence[Match], *, align: Align, language: str) -> tuple[Edit, ...]:
    """Return the edits that insert missing terms into a translation, in place of the words aligned with them.

    The edits are ordered and disjoint. A term that is present in any inflected form is not changed; neither is
    anything if the alignment is unclear.
    """
    found: list[Edit] = []
    for match in matches:
        term = match.term
        there = [place for form in (term.target, *term.also) for place in occurrences(target, form, language=language)]
        if len(there) >= sum(other.term is term for other in matches):
            continue
        aligned = align(match.start, match.end)
        span = _trimmed(target, aligned, term, language=language) if aligned else None
        if span is None or any(span[0] < end and start < span[1] for start, end in there):
            continue
        found.append(_edit(source[match.start : match.end], target, span, term=term, language=language))
    return disjoint(found)


def _trimmed(target: str, span: tuple[int, int], term: Term, *, language: str) -> tuple[int, int] | None:
    """The words of an aligned span without a leading article; None if it crosses punctuation or has too many words."""
    words = [word.span() for word in _WORD.finditer(target) if word.start() < span[1] and span[0] < word.end()]
    endings = lang.get(language).endings
    articles = endings.articles if endings else frozenset()
    own = _WORD.findall(term.target)
    if len(words) > 1 and own and target[slice(*words[0])].lower() in articles and own[0].lower() not in articles:
        words = words[1:]
    if not words or len(words) > max(len(_WORD.findall(term.source)), len(own)) + 1:
        return None
    start, end = words[0][0], words[-1][1]
    return None if re.search(r"[.!?;:«»“”\"()\n]", target[start:end]) else (start, end)


def _edit(shown: str, target: str, span: tuple[int, int], *, term: Term, language: str) -> Edit:
    start, end = span
    new = term.target
    if len(shown) > 3 and shown.isupper() and not term.source.isupper():
        new = new.upper()
    if _BEGINS.search(target[max(0, start - 12) : start]) and new[:1].islower() and not new[1:2].isupper():
        new = new[:1].upper() + new[1:]
    endings = lang.get(language).endings
    if endings and endings.articles_by_sound:
        start, new = _with_article(target, start, new, endings.articles_by_sound)
    return Edit(start=start, end=end, new=new, reason=f"the glossary has '{term.target}' for '{term.source}'")


def _with_article(target: str, start: int, new: str, articles: tuple[str, str]) -> tuple[int, str]:
    """Adapt the article before a term to its first sound: a plant, an engine."""
    plain, before_vowel = articles
    found = re.search(
        rf"\b(?:{plain}|{before_vowel}) $", target[max(0, start - len(before_vowel) - 2) : start], re.IGNORECASE
    )
    if not found:
        return start, new
    own = before_vowel if new[:1] in _VOWELS else plain
    own = own.capitalize() if found.group()[0].isupper() else own
    return start - len(found.group()), f"{own} {new}"
