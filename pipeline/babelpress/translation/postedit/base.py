"""What every post-editor is: a name and a function from a translation and its source to edits of the translation.

An editor only proposes. The loop (`babelpress.translation.postedit.loop`) makes its edits, keeps the places that
nothing may change, and tells what became of every proposal.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from babelpress.lang import Variant
from babelpress.nlp import edits
from babelpress.nlp.edits import Edit
from babelpress.nlp.placeholders import find
from babelpress.nlp.terminology import Match
from babelpress.nlp.truecasing import Style
from babelpress.nlp.word_alignment import Alignment, Span
from babelpress.qa.base import SegmentPair


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A translation as it is now, and what is known of it.

    `kept` are the stretches of `target` that no edit may touch, in order and disjoint. `names` are not to be
    translated. `terms` are those of a glossary that the source holds, `style` is how the source is cased, `depth` how
    many quotations are open where it begins. `variant` is None for a language whose typography is not known.
    """

    source: str
    target: str
    source_language: str
    target_language: str
    variant: Variant | None
    alignment: Alignment | None = None
    kept: tuple[Span, ...] = ()
    names: tuple[str, ...] = ()
    terms: tuple[Match, ...] = ()
    style: Style = "sentence"
    depth: int = 0

    @property
    def pair(self) -> SegmentPair:
        """The two texts as a check takes them."""
        return SegmentPair(
            source=self.source,
            target=self.target,
            source_language=self.source_language,
            target_language=self.target_language,
            variant=self.variant.tag if self.variant else "",
            keep=self.names,
        )

    def span(self, start: int, end: int) -> Span | None:
        """Give the stretch of the target that stands for one of the source, None where none clearly does."""
        return self.alignment.span(start, end) if self.alignment else None

    def kept_at(self, edit: Edit) -> Span | None:
        """Give the kept stretch that an edit would change or write into; beside one it may write."""
        index = bisect_right(self.kept, edit.start, key=lambda span: span[1])
        return self.kept[index] if index < len(self.kept) and self.kept[index][0] < edit.end else None

    def edited(self, changes: Sequence[Edit]) -> "Context":
        """Give the context after edits that are in order, disjoint and touch nothing that is kept."""
        if not changes:
            return self
        return replace(
            self,
            target=edits.apply(self.target, changes),
            alignment=self.alignment and self.alignment.edited(changes),
            kept=edits.moved_all(self.kept, changes),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PostEditor:
    """One rule: `edits` gives what it would change in the target of a context, disjoint, in any order.

    `content` tells that its edits change what the translation says, not only how it is cased, typeset or worded by a
    glossary. An editor looks at nothing but the context: the same context gives the same edits.
    """

    name: str
    edits: Callable[[Context], Iterable[Edit]]
    content: bool = True


def kept_places(target: str, source: str, *, names: Sequence[str], places: Iterable[Span]) -> tuple[Span, ...]:
    """Give the stretches of a translation that no edit may touch, in order and disjoint.

    These are `places` (where something was put that the model did not see), `names`, and addresses, code, tags and the
    like that stand in the source character for character.
    """
    found = [
        (span.start, span.end)
        for span in find(target, keep=names)
        if span.kind == "keep" or target[span.start : span.end] in source
    ]
    return edits.merged([*places, *found])
