"""All errors of Babelpress, grouped by what the caller can do about them.

BabelpressError
+ SetupError             nothing has run; correct the set-up and start again (exit status 2)
  - ConfigError          a profile, card or argument is wrong; lists every fault with its path
  - ModelUnavailable     weights, a checksum or an extra is missing; says which command to run
  - OutputUnavailable    the output cannot be written: permissions, a folder with other files, another run, a full disk
+ ItemError              one article failed; recorded as a `Failure`, the run continues (exit status 1). An exception of
                         any other class is a bug: it is recorded likewise, and its traceback is logged
  - UnreadableInput      not UTF-8, not JSON, no text; names the file and line
  - UnsupportedLanguage  names the detected language, its confidence, and the supported languages
  - GenerationFailed     a backend raised an exception; it is the cause
+ RunStopped             every article failed in one stage, or the output became unavailable (exit status 1)
  - RequestCancelled     whoever asked for the work does not want it any more
ContractViolation        a bug in a stage, backend, check or reader (RuntimeError); handled as any other bug
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


class BabelpressError(Exception):
    """Base class of all errors that a caller may want to catch."""


class SetupError(BabelpressError):
    """Nothing has run: correct what the message names and start again."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a configuration. What a check finds in a translation is a `babelpress.document.Finding`.

    Attributes:
        path: Where: a key (`translation.decoding.beam`) or a line; empty if the fault concerns the whole.
        message: What is wrong, and what to do.
    """

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class ConfigError(SetupError):
    """A profile, card or argument is wrong.

    Attributes:
        what: The first line of the message: what cannot be used.
        faults: All faults that were found, not only the first.
    """

    def __init__(self, what: str, faults: Iterable[Fault] = ()) -> None:
        self.what = what
        self.faults = tuple(faults)
        super().__init__("\n  ".join([what, *map(str, self.faults)]))


class ModelUnavailable(SetupError):
    """Weights, a checksum or an optional dependency is missing; the message says which command to run."""


class OutputUnavailable(SetupError):
    """The output location cannot be used; nothing in it was changed."""


class ItemError(BabelpressError):
    """One article cannot be processed further; the others continue."""


class UnreadableInput(ItemError):
    """A file or line cannot be read as an article.

    Attributes:
        without_text: Whether it could be read, but holds nothing to translate.
    """

    def __init__(self, *arguments: object, without_text: bool = False) -> None:
        super().__init__(*arguments)
        self.without_text = without_text


class UnsupportedLanguage(ItemError):
    """The language of an article cannot be detected, or no configured model translates from it."""


class GenerationFailed(ItemError):
    """A backend raised an exception during generation; it is the `__cause__` of this one."""


class OverBudget(ItemError):
    """An article has used up its budget of time (`runner.budget`)."""


class RunStopped(BabelpressError):
    """The run ended early, because continuing is impossible or useless; finished records are kept."""


class RequestCancelled(RunStopped):
    """The work was given up because its caller was cancelled; what was in hand is finished and kept."""


class ContractViolation(RuntimeError):
    """A component returned a value that its protocol forbids: a bug of Babelpress or of a plug-in, never of the input.

    The articles concerned fail, as with any exception: their records stay as they were before the call, so no wrong
    result is kept. If it happens with every article, the run stops.
    """


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a hint for a misspelt name.

    Args:
        name: The unknown name.
        known: All valid names.

    Returns:
        The most similar known name as a question, or the list of all known names if none is similar.

    Example:
        >>> nearest("extractiv", ["extractive", "lead"])
        "did you mean 'extractive'?"
        >>> nearest("x", ["b", "a"])
        'known: a, b'
    """
    names = sorted(known)
    close = get_close_matches(name, names, n=1)
    return f"did you mean '{close[0]}'?" if close else f"known: {', '.join(names)}"
