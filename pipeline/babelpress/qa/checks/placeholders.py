"""Check `verbatim`: addresses, placeholders, tags, code, file names, handles and hashtags must be unchanged."""

import re
from collections import Counter

from babelpress import lang
from babelpress.nlp.placeholders import find
from babelpress.qa.base import Finding, SegmentPair, Severity

CALLED: dict[str, tuple[str, Severity]] = {
    "template": ("placeholder", "severe"),
    "variable": ("placeholder", "severe"),
    "format": ("placeholder", "severe"),
    "tag": ("tag", "severe"),
    "comment": ("comment", "severe"),
    "url": ("web address", "severe"),
    "email": ("e-mail address", "severe"),
    "handle": ("handle", "severe"),
    "code": ("code", "severe"),
    "math": ("formula", "severe"),
    "file": ("file name", "severe"),
    "path": ("path", "severe"),
    "hashtag": ("hashtag", "warning"),
    "emoji": ("emoji", "warning"),
    "option": ("option", "warning"),
    "version": ("version", "warning"),
}
"""Name of each kind of `nlp.placeholders.find` in messages, and the severity of losing one. Hashtags are often
translated. Numbers of versions, books and telephones belong to the check `numbers`."""

_TELLING = re.compile(r"[`{<@#%_/\\$:]|\w\.\w|--|[a-zà-ö][A-Z]|\b[vV]\d")
"""Prefilter: matches the characters that every such text contains. Most sentences have none and need no search."""

_PLAIN_CODE = "`_("
"""Characters by which code is not a name: `iPhone` and `eBay` look like identifiers, and an editor may respell them."""


_ADDRESSES = frozenset({"url", "email"})
"""Kinds of which one that became another leads readers astray, even without `https://`."""


def verbatim(text: str) -> Counter[tuple[str, str]]:
    """Return everything in a text that a translation must not change, as (kind, text) with its count.

    >>> sorted(verbatim("Écrivez à a@b.fr ou sur www.b.fr."))
    [('email', 'a@b.fr'), ('url', 'www.b.fr')]
    """
    if not _TELLING.search(text):
        return Counter()
    return Counter((span.kind, text[span.start : span.end]) for span in find(text) if span.kind in CALLED)


def check(pair: SegmentPair) -> tuple[Finding, ...]:
    """Return findings for what the target lost of these, and for what only the target has."""
    source, target = verbatim(pair.source), verbatim(pair.target)
    if source == target:
        return ()
    findings = []
    own = {_local(text) for kind, text in target - source if kind in _ADDRESSES}
    for (kind, text), _ in (source - target).items():
        if text in pair.target and pair.target.count(text) >= pair.source.count(text):
            continue  # present, but found as another kind there
        called, severity = _called(kind, text)
        if kind in _ADDRESSES and own:
            severity = "warning" if _local(text) in own else "severe"
        findings.append(Finding(check="verbatim", severity=severity, message=f"lost the {called} {text}", source=text))
    for (kind, text), _ in (target - source).items():
        if pair.source.count(text) >= pair.target.count(text):
            continue
        called, _severity = _called(kind, text)
        findings.append(
            Finding(check="verbatim", severity="warning", message=f"has a {called} of its own: {text}", target=text)
        )
    return tuple(findings)


def _local(address: str) -> str:
    """An address without the parts that name a language: `fr.example.org/fr/` is `de.example.org/de/` for Germans."""
    tags = "|".join(lang.known())
    return re.sub(rf"(?<![^\W_])(?:{tags})(?:[-_][A-Za-z]{{2}})?(?![^\W_])", "", address)


def _called(kind: str, text: str) -> tuple[str, Severity]:
    named = kind == "code" and not any(sign in text for sign in _PLAIN_CODE)
    bare = kind == "url" and "://" not in text and not text.lower().startswith("www.")
    called, severity = CALLED[kind]
    return called, "warning" if named or bare else severity
