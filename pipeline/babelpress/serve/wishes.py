"""What a request wants beside its languages: terms of its own, and variants of the languages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from babelpress.api import Pipeline
from babelpress.serve.glossaries import Entries, Pair, in_force
from babelpress.translation.scheduler import Caller


@dataclass(frozen=True, slots=True)
class Wishes:
    """Dictionaries, the first first, and tags of variants by language."""

    dictionaries: Sequence[tuple[Pair, Entries]] = ()
    variants: Mapping[str, str] = field(default_factory=dict)

    def apply(self, caller: Caller, pipeline: Pipeline) -> None:
        """Let what is done for a caller be as it is wanted."""
        if self.dictionaries:
            caller.glossaries = in_force(pipeline, self.dictionaries)
        caller.variants = self.variants

    def stored(self) -> dict[str, Any]:
        """Return the parameters of a job that wants the same; none where nothing is wanted."""
        made: dict[str, Any] = {}
        if self.dictionaries:
            made["glossary"] = [[*pair, dict(entries)] for pair, entries in self.dictionaries]
        if self.variants:
            made["variants"] = dict(self.variants)
        return made

    @classmethod
    def of(cls, params: Mapping[str, Any]) -> "Wishes":
        """Return what a job wants, from its parameters."""
        own = [((source, target), entries) for source, target, entries in params.get("glossary", ())]
        return cls(own, params.get("variants", {}))


NONE = Wishes()
"""Nothing beside the languages."""
