"""Every error of Babelpress, grouped by what the caller can do about it.

BabelpressError
+ SetupError             nothing has run; mend the set-up and start again (exit status 2)
  - ConfigError          a profile, card or argument is wrong; lists every fault with its path
  - ModelUnavailable     weights, a checksum or an extra is missing; says the command that mends it
  - OutputUnavailable    the output cannot be written: rights, a foreign folder, another run, a full disk
+ ItemError              one article; kept on its record as a `Failure`, the run goes on (exit status 1); so is any
                         exception of another class, which is a bug: its traceback goes to the log
  - UnreadableInput      not UTF-8, not JSON, no text; names the file and line
  - UnsupportedLanguage  names the language found, how sure that is, and what is supported
  - GenerationFailed     a backend raised; the cause is chained
+ RunStopped             every article failed in one stage, or the output was lost in the middle (exit status 1)
ContractViolation        a bug in a stage, backend, check or reader (RuntimeError); kept as any other bug is
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


class BabelpressError(Exception):
    """The base of every error a caller may want to catch."""


class SetupError(BabelpressError):
    """Nothing has run: mend what the message names and start again."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a configuration: where (`translate.beam`) and what.

    What is wrong with a translation is a `babelpress.document.Finding`.
    """

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class ConfigError(SetupError):
    """A profile, card or argument is wrong; `faults` holds all that was found, not only the first."""

    def __init__(self, what: str, faults: Iterable[Fault] = ()) -> None:
        self.what = what
        self.faults = tuple(faults)
        super().__init__("\n  ".join([what, *map(str, self.faults)]))


class ModelUnavailable(SetupError):
    """Weights, a checksum or an optional dependency is missing; the message says what to run."""


class OutputUnavailable(SetupError):
    """The place to write to cannot be used; nothing of it was changed."""


class ItemError(BabelpressError):
    """One article cannot go on; the others do."""


class UnreadableInput(ItemError):
    """A file or line that cannot be read as an article."""


class UnsupportedLanguage(ItemError):
    """An article in a language that nothing configured can translate, or in none that can be told."""


class GenerationFailed(ItemError):
    """A backend raised while generating; the cause is chained."""


class RunStopped(BabelpressError):
    """The run cannot usefully go on; what was finished before is kept."""


class ContractViolation(RuntimeError):
    """A part gave what it must not: a bug of Babelpress or of a plug-in, never of the input.

    It fails the articles it concerns, as any exception does: their records are as they were before the part was asked,
    so nothing wrong is kept, and a part that does so with every article stops the run.
    """


def nearest(name: str, known: Iterable[str]) -> str:
    """Give a hint for a misspelt name: the nearest known one, or all of them.

    >>> nearest("extractiv", ["extractive", "lead"])
    "did you mean 'extractive'?"
    >>> nearest("x", ["b", "a"])
    'known: a, b'
    """
    names = sorted(known)
    close = get_close_matches(name, names, n=1)
    return f"did you mean '{close[0]}'?" if close else f"known: {', '.join(names)}"
