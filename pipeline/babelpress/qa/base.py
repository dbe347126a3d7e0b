"""What every check is: a pure function from a source text and its translation to what is wrong with it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from babelpress.document import Severity

__all__ = ["Check", "Pair", "Problem", "Severity"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A source text and its translation: a sentence, or as many as belong together.

    Languages are codes of `lang.known()`; `variant` says which typography the target is held to (`pt-BR`), empty where
    any will do. `keep` are names that are not to be translated.
    """

    source: str
    target: str
    source_language: str
    target_language: str
    variant: str = ""
    keep: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong. `severe`: a reader is told something else than the source says, or nothing at all;
    `warning`: worth a look; `info`: a matter of style. `source` and `target` are the words concerned, as they stand.
    """

    check: str
    severity: Severity
    message: str
    source: str = ""
    target: str = ""


Check = Callable[[Pair], Iterable[Problem]]
"""Never raises, whatever the texts hold; gives nothing for a right translation. Precision before recall."""
