"""The interface of every post-editor: a name and a function from a translation and its source to proposed edits.

The loop (`babelpress.translation.postedit.loop`) applies the edits, protects the places that must not change, and
records which edits it applied and which it refused.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from babelpress.lang import Variant
from babelpress.models.lexicon import Lexicon
from babelpress.nlp import edits
from babelpress.nlp.edits import Edit
from babelpress.nlp.names.people import NOTHING, Evidence
from babelpress.nlp.placeholders import find
from babelpress.nlp.terminology import Match
from babelpress.nlp.truecasing import Style
from babelpress.nlp.word_alignment import Alignment, Span
from babelpress.qa.base import SegmentPair

POSTEDIT = "postedit."
"""The names of findings that are edits begin with it; the name of the editor follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A translation in its current state, and what is known about it.

    Attributes:
        source: The source sentence.
        target: Its translation, as the editors before left it.
        source_language: A code of `lang.known()`.
        target_language: A code of `lang.known()`.
        variant: The typography to apply; None for a language whose typography is not known.
        alignment: The word alignment of the two texts, if there is one.
        kept: The spans of `target` that no edit may touch, ordered and disjoint.
        names: Names that must not be translated.
        article: What the article shows of the names in it.
        terms: The glossary terms that occur in the source.
        style: The casing of the source.
        depth: Number of quotations that are open where the sentence begins.
        lexicon: The lexicon of the model that wrote the translation, where it has one.
    """

    source: str
    target: str
    source_language: str
    target_language: str
    variant: Variant | None
    alignment: Alignment | None = None
    kept: tuple[Span, ...] = ()
    names: tuple[str, ...] = ()
    article: Evidence = NOTHING
    terms: tuple[Match, ...] = ()
    style: Style = "sentence"
    depth: int = 0
    lexicon: Lexicon | None = field(default=None, repr=False)

    @property
    def pair(self) -> SegmentPair:
        """The two texts as the input of a check."""
        return SegmentPair(
            source=self.source,
            target=self.target,
            source_language=self.source_language,
            target_language=self.target_language,
            variant=self.variant.tag if self.variant else "",
            keep=self.names,
            article=self.article,
        )

    def span(self, start: int, end: int) -> Span | None:
        """Return the span of the target aligned with the characters `start` to `end` of the source; None if unclear."""
        return self.alignment.span(start, end) if self.alignment else None

    def kept_at(self, edit: Edit) -> Span | None:
        """Return the kept span that an edit would change or insert into, or None; next to one it may insert."""
        index = bisect_right(self.kept, edit.start, key=lambda span: span[1])
        return self.kept[index] if index < len(self.kept) and self.kept[index][0] < edit.end else None

    def edited(self, changes: Sequence[Edit]) -> "Context":
        """Return the context after edits, which must be ordered, disjoint and outside the kept spans."""
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
    """One rule of automatic post-editing.

    Attributes:
        name: Its name, for logs and records of changes.
        edits: A pure function from a context to edits of its target; disjoint, in any order.
        content: Whether its edits change words or meaning of the translation, not only its casing or typography.
        reason: Why it changes something, in a plain sentence: for its edits that do not say so themselves.
    """

    name: str
    edits: Callable[[Context], Iterable[Edit]]
    content: bool = True
    reason: str = "the source says something else"

    @property
    def check(self) -> str:
        """The name under which its edits are findings: `postedit.place-names`."""
        return f"{POSTEDIT}{self.name.replace(' ', '-')}"


def kept_places(
    target: str, source: str, *, language: str, names: Sequence[str], places: Iterable[Span]
) -> tuple[Span, ...]:
    """Return the spans of a translation that no edit may touch, ordered and disjoint.

    These are `places` (texts that the model did not see), occurrences of `names`, and identifiers, addresses, code,
    tags and the like that the source contains character for character; `language` is that of the translation.
    """
    found = [
        (span.start, span.end)
        for span in find(target, language=language, keep=names)
        if span.kind == "keep" or target[span.start : span.end] in source
    ]
    return edits.merged([*places, *found])
