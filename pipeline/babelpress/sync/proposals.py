"""A merge proposal for a human text whose source was edited: what people changed and what the source changed, in one.

It is made from words: the base is what the machine made of the old source, one side the human text, the other what the
machine makes of the new source. Only where the two sides changed no common word, and where the checks find nothing
severe in the result. A person decides; a proposal never becomes text by itself.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from babelpress.lang import variant
from babelpress.nlp.numbers.format import write
from babelpress.nlp.numbers.parse import find
from babelpress.qa.base import SegmentPair
from babelpress.qa.engine import answered, select_checks
from babelpress.sync.changes import MEANS, Facet
from babelpress.sync.merging import Clash

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_ASKED = ("numbers", "names", "negation", "quotes", "weekdays", "opposites")

_MEANS: dict[str, Facet] = {"names": "name", "quotes": "quotation"}

_RENUMBERED = ("number", "money", "percent")
"""Kinds of numbers that are exchanged in a human text."""

_Edit = tuple[int, int, Sequence[str]]


def proposal(clash: Clash, *, source_language: str, target_language: str) -> str:
    """Return the merge of a clash, empty where there is none.

    Args:
        clash: The clash.
        source_language: ISO 639-1 code of its source.
        target_language: ISO 639-1 code of its texts.
    """
    if not (clash.plain and clash.machine_old and clash.machine_new and clash.human):
        return ""
    languages = source_language, target_language
    for merged in (
        merged_words(clash.machine_old, clash.human, clash.machine_new),
        renumbered(clash.human, old=clash.old_source, new=clash.new_source, languages=languages),
    ):
        if merged and merged not in (clash.human, clash.machine_new) and fits(clash.new_source, merged, *languages):
            return merged
    return ""


def renumbered(text: str, *, old: str, new: str, languages: tuple[str, str]) -> str:
    """Return a translation of the old source with the number that the new one has; empty if not just one differs.

    >>> renumbered("Het kost 120 euro.", old="Cela coûte 120 euros.", new="Cela coûte 1 800 euros.",
    ...     languages=("fr", "nl"))
    'Het kost 1.800 euro.'
    """
    before, after = find(old, languages[0]), find(new, languages[0])
    typography = variant(languages[1])
    if len(before) != len(after) or typography is None:
        return ""
    edits = [(a, b) for a, b in zip(before, after, strict=True) if a.value != b.value]
    if len(edits) != 1:
        return ""
    was, now = edits[0]
    mine = [one for one in find(text, languages[1]) if one.value == was.value and not one.spelled]
    same = (was.kind, was.unit, was.scale) == (now.kind, now.unit, now.scale)
    if len(mine) != 1 or not same or was.spelled or now.spelled or was.kind not in _RENUMBERED:
        return ""
    start, end = mine[0].core
    return text[:start] + write(now.value, typography, like=mine[0]) + text[end:]


def merged_words(base: str, ours: str, theirs: str) -> str:
    """Merge two edits of a text; empty if they touch.

    >>> merged_words("Er zijn 120 kinderen.", "Er zijn zo'n 120 leerlingen.", "Er zijn 130 kinderen.")
    ''
    >>> merged_words("Zij telt 120 kinderen.", "Zij telt 120 leerlingen.", "Zij telt 130 kinderen.")
    'Zij telt 130 leerlingen.'
    """
    words = _TOKEN.findall(base)
    edits = sorted([*_edits(words, ours), *_edits(words, theirs)], key=lambda edit: (edit[0], edit[1]))
    parts: list[str] = []
    at = 0
    for index, (start, end, new) in enumerate(edits):
        if index and edits[index - 1][1] >= start:
            return ""
        parts += [*words[at:start], *new]
        at = end
    return "".join([*parts, *words[at:]])


def fits(source: str, target: str, source_language: str, target_language: str) -> bool:
    """Whether the checks find nothing severe in a translation."""
    return not told_otherwise(source, target, source_language, target_language)


def told_otherwise(source: str, target: str, source_language: str, target_language: str) -> frozenset[Facet]:
    """Return in what a translation tells something else than its source, as the checks say."""
    pair = SegmentPair(source=source, target=target, source_language=source_language, target_language=target_language)
    found = (finding for name in sorted(select_checks(_ASKED)) for finding in answered(name, pair))
    return frozenset(
        _MEANS.get(one.check) or MEANS.get(one.check, "number") for one in found if one.severity == "severe"
    )


def _edits(words: Sequence[str], text: str) -> list[_Edit]:
    new = _TOKEN.findall(text)
    matcher = SequenceMatcher(None, words, new, autojunk=False)
    return [(a, b, new[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]
