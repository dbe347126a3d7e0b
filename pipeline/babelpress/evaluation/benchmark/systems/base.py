"""What every system of a bench is: an `Adapter`, built from a `Spec`, which is how it was asked for."""

import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import ClassVar

from babelpress.errors import BabelpressError, ConfigError, Fault, nearest

__all__ = ["KINDS", "Adapter", "Answer", "Facts", "Spec", "SystemFailed", "make", "parse", "words"]

KINDS = {
    "profile": ("babelpress.evaluation.benchmark.systems.profile:ProfileSystem", "embedded"),
    "libretranslate": (
        "babelpress.evaluation.benchmark.systems.libretranslate:LibreTranslate",
        "http://localhost:5000",
    ),
    "argos": ("babelpress.evaluation.benchmark.systems.argos:Argos", ""),
    "command": ("babelpress.evaluation.benchmark.systems.command:Command", "PROGRAM {source} {target}"),
    "files": ("babelpress.evaluation.benchmark.systems.files:Files", "FOLDER"),
}
"""By kind: its class, and an example of its argument where it needs one."""

_FORM = re.compile(rf"(?:(?P<name>[^=:]+)=)?(?P<kind>{'|'.join(KINDS)})(?::(?P<argument>.*))?", re.DOTALL)
_NAME = re.compile(r"\w[\w.+ -]*")


class SystemFailed(BabelpressError):
    """A system gave no answer that can be used; the message says what came instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """A system as it was asked for. `batch` is how many texts a request holds, `seconds` how long an answer may take.

    With `prefix` only the first segments of a test set are asked for.
    """

    name: str
    kind: str
    argument: str = ""
    api_key: str = field(default="", repr=False)
    models_dir: Path | None = None
    batch: int = 20
    seconds: float = 3600.0
    prefix: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a system that has translated: None is not known. `described` is for people: version, licence."""

    peak_bytes: int | None = None
    size_bytes: int | None = None
    described: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One translation a text and the seconds they took; of a system that has only loaded, the seconds of that."""

    seconds: float
    texts: tuple[str, ...] = ()
    facts: Facts = field(default_factory=Facts)


class Adapter:
    """The template of a system.

    `runs` is false where its output was made earlier, so that there is nothing to time; `loads` is true where `load`
    is what makes its weights ready.
    """

    runs: ClassVar[bool] = True
    loads: ClassVar[bool] = False

    def __init__(self, spec: Spec) -> None:
        """Load and ask nothing yet. Raises `ConfigError`."""
        self.spec = spec

    def settings(self) -> Mapping[str, str]:
        """All that decides what comes out and can be told without asking the system; no secrets."""
        return {"argument": self.spec.argument}

    def load(self, *, source: str, target: str) -> None:
        """Get ready for a direction. Raises `BabelpressError` where it cannot be had."""

    def translate(self, texts: Sequence[str], *, source: str, target: str) -> list[str]:
        """Give one translation a text, in order, of the direction that was loaded. Raises `SystemFailed`."""
        raise NotImplementedError

    def facts(self) -> Facts:
        """What can be told once it has translated."""
        return Facts()


def make(spec: Spec) -> Adapter:
    """Give the adapter of a system. Raises `ConfigError`."""
    module, _, name = KINDS[spec.kind][0].partition(":")
    made: Adapter = getattr(import_module(module), name)(spec)
    return made


def words(spec: Spec) -> list[str]:
    """Split an argument as a shell would. Raises `ConfigError`."""
    try:
        return shlex.split(spec.argument)
    except ValueError as error:
        raise ConfigError("cannot be read", [Fault(spec.name, f"{spec.argument}: {error}")]) from error


def parse(texts: Sequence[str]) -> list[Spec]:
    """Read `[NAME=]KIND[:ARGUMENT]` each. Raises `ConfigError` with all that is wrong.

    >>> [spec.name for spec in parse(["small=profile:embedded", "libretranslate:http://localhost:5000"])]
    ['small', 'localhost-5000']
    """
    faults = [] if texts else [Fault("systems", "none was named, e.g. profile:embedded")]
    specs: dict[str, Spec] = {}
    for text in texts:
        found = _FORM.fullmatch(text.strip())
        kind, argument = (found["kind"], (found["argument"] or "").strip()) if found else ("", "")
        name = ((found and found["name"]) or _default(kind, argument)).strip()
        if not found:
            said = text.partition(":")[0].rpartition("=")[2]
            faults.append(Fault(text, f"no kind '{said}'; {nearest(said, KINDS)}; a system is [NAME=]KIND[:ARGUMENT]"))
        elif KINDS[kind][1] and not argument:
            faults.append(Fault(text, f"say which, e.g. {kind}:{KINDS[kind][1]}"))
        elif not _NAME.fullmatch(name):
            faults.append(Fault(text, f"'{name}' cannot name a folder: letters, figures, . _ + -"))
        elif name.casefold() in specs:
            faults.append(Fault(text, f"'{name}' comes twice: give each its own, NAME={kind}:{argument}"))
        else:
            specs[name.casefold()] = Spec(name=name, kind=kind, argument=argument)
    if faults:
        raise ConfigError("the systems cannot be used", faults)
    return list(specs.values())


def _default(kind: str, argument: str) -> str:
    """A name by what is asked for: the host, or the profile, program or folder without where it lies."""
    said = argument.partition("://")[2]
    if kind != "libretranslate":
        first = argument if kind == "files" else argument.partition(" ")[0]
        said = re.sub(r"\.ya?ml$", "", Path(first).name)
    return re.sub(r"[^\w.+-]+", "-", said).strip("-.") or kind
