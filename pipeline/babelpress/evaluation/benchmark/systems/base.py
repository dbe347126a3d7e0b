"""The interface of the systems of a benchmark: an `Adapter`, built from a `Spec`."""

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
"""`[NAME=]KIND[:ARGUMENT]`."""
_NAME = re.compile(r"\w[\w.+ -]*")


class SystemFailed(BabelpressError):
    """A system gave no usable answer; the message says what happened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """A system as the user named it.

    Attributes:
        name: Its name in the results, also of its folder.
        kind: A key of `KINDS`.
        argument: What follows the kind.
        api_key: Key of a server.
        models_dir: The folder of pulled models.
        batch: Texts per request to a server.
        seconds: The longest time for one answer.
        prefix: Whether only the first segments of a test set are used.
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
    """What is known of a system that has translated; None is unknown. `described` is for people: version, licence."""

    peak_bytes: int | None = None
    size_bytes: int | None = None
    described: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One translation per text and the seconds they took; after loading, only the seconds of that."""

    seconds: float
    texts: tuple[str, ...] = ()
    facts: Facts = field(default_factory=Facts)


class Adapter:
    """Base class of the systems.

    `runs` is false where the output was made earlier, so that there is nothing to measure; `loads` is true where `load`
    loads the weights.
    """

    runs: ClassVar[bool] = True
    loads: ClassVar[bool] = False

    def __init__(self, spec: Spec) -> None:
        """Store the spec; loads nothing yet. Raises `ConfigError`."""
        self.spec = spec

    def settings(self) -> Mapping[str, str]:
        """Return everything that determines the output and is known without running the system; no secrets."""
        return {"argument": self.spec.argument}

    def load(self, *, source: str, target: str) -> None:
        """Prepare for a direction. Raises `BabelpressError` where it is not available."""

    def translate(self, texts: Sequence[str], *, source: str, target: str) -> list[str]:
        """Return one translation per text, in order, in the direction that was loaded. Raises `SystemFailed`."""
        raise NotImplementedError

    def facts(self) -> Facts:
        """Return what is known after translating."""
        return Facts()


def make(spec: Spec) -> Adapter:
    """Return the adapter of a system. Raises `ConfigError`."""
    module, _, name = KINDS[spec.kind][0].partition(":")
    made: Adapter = getattr(import_module(module), name)(spec)
    return made


def words(spec: Spec) -> list[str]:
    """Split the argument as a shell does. Raises `ConfigError`."""
    try:
        return shlex.split(spec.argument)
    except ValueError as error:
        raise ConfigError(
            "the argument of a system cannot be parsed", [Fault(spec.name, f"{spec.argument}: {error}")]
        ) from error


def parse(texts: Sequence[str]) -> list[Spec]:
    """Read texts of the form `[NAME=]KIND[:ARGUMENT]`. Raises `ConfigError` with everything that is wrong.

    >>> [spec.name for spec in parse(["small=profile:embedded", "libretranslate:http://localhost:5000"])]
    ['small', 'localhost-5000']
    """
    faults = [] if texts else [Fault("systems", "name at least one, e.g. profile:embedded")]
    specs: dict[str, Spec] = {}
    for text in texts:
        found = _FORM.fullmatch(text.strip())
        kind, argument = (found["kind"], (found["argument"] or "").strip()) if found else ("", "")
        name = ((found and found["name"]) or _default(kind, argument)).strip()
        if not found:
            wrong = text.partition(":")[0].rpartition("=")[2]
            hint = f"{nearest(wrong, KINDS)}; a system is [NAME=]KIND[:ARGUMENT]"
            faults.append(Fault(text, f"there is no kind '{wrong}'; {hint}"))
        elif KINDS[kind][1] and not argument:
            faults.append(Fault(text, f"needs an argument, e.g. {kind}:{KINDS[kind][1]}"))
        elif not _NAME.fullmatch(name):
            faults.append(Fault(text, f"'{name}' is not a valid name: use letters, digits, . _ + -"))
        elif name.casefold() in specs:
            faults.append(Fault(text, f"two systems are named '{name}': give this one another, NAME={kind}:{argument}"))
        else:
            specs[name.casefold()] = Spec(name=name, kind=kind, argument=argument)
    if faults:
        raise ConfigError("the systems cannot be used", faults)
    return list(specs.values())


def _default(kind: str, argument: str) -> str:
    """Return a default name: the host of a server, or the profile, program or folder without its path."""
    name = argument.partition("://")[2]
    if kind != "libretranslate":
        first = argument if kind == "files" else argument.partition(" ")[0]
        name = re.sub(r"\.ya?ml$", "", Path(first).name)
    return re.sub(r"[^\w.+-]+", "-", name).strip("-.") or kind
