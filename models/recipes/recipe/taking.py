"""Steps in their order, each left out where its result is there and was made of the same things."""

import hashlib
import json
import logging
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from babelpress.errors import ConfigError, Fault, nearest
from babelpress.models.cards import checksum
from recipe.config import AnyRecipe

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class AtWork:
    """A recipe at work. All that is made lies below `out`; `deadline` is when to stop, of `time.monotonic`."""

    recipe: AnyRecipe
    out: Path
    deadline: float | None = None

    @property
    def model(self) -> Path:
        """What is used: `hf/` and `ct2/`."""
        return self.out / self.recipe.id

    @property
    def scores(self) -> Path:
        """The figures on the test sets, or the test split."""
        return self.out / "scores.json"

    @property
    def card(self) -> Path:
        """The model's card."""
        return self.out / f"{self.recipe.id}.yaml"


Work = TypeVar("Work", bound=AtWork)


@dataclass(frozen=True)
class Step(Generic[Work]):
    """`take` does it and tells whether it is done; again when its `inputs` or these `keys` of the recipe change."""

    take: Callable[[Work], bool]
    keys: set[str] | dict[str, Any]
    inputs: Callable[[Work], Iterable[Path]]
    results: Callable[[Work], Iterable[Path]]

    def fingerprint(self, work: Work) -> str:
        """Change with whatever the result depends on."""
        digest = hashlib.sha256(work.recipe.model_dump_json(include=self.keys).encode())
        for path in self.inputs(work):
            if path.is_file():
                digest.update(f"{path.name} {checksum(path)}".encode())
        return digest.hexdigest()


def take(steps: Mapping[str, Step[Work]], work: Work, *, only: str | None = None) -> bool:
    """Take the steps, or `only` one of them; tell whether they are done, or time ran out.

    `work.out` keeps what each was made of. Raises `ConfigError` for an unknown step, one
    whose input is not there yet, or anything else that is wrong.
    """
    if only is not None and only not in steps:
        raise ConfigError(f"no step '{only}'; {nearest(only, steps)}")
    for name in [only] if only else steps:
        step = steps[name]
        _check_inputs(steps, work, name)
        fingerprint = step.fingerprint(work)
        record = work.out / "steps" / f"{name}.json"
        if _recorded(record) == fingerprint and all(path.exists() for path in step.results(work)):
            _log.info("%s: done before", name)
            continue
        _log.info("%s ...", name)
        begun = time.monotonic()
        if not step.take(work):
            _log.info("%s: out of time; the same command goes on", name)
            return False
        record.parent.mkdir(parents=True, exist_ok=True)
        record.write_text(json.dumps({"fingerprint": fingerprint}) + "\n", encoding="utf-8")
        _log.info("%s: %.0f s", name, time.monotonic() - begun)
    return True


def files(*folders: Path | None) -> list[Path]:
    """Give every file below folders, in order; None is a folder that there is not."""
    return [path for folder in folders if folder for path in sorted(folder.rglob("*")) if path.is_file()]


def _check_inputs(steps: Mapping[str, Step[Work]], work: Work, name: str) -> None:
    before = list(steps)[: list(steps).index(name)]
    made = {path: earlier for earlier in before for path in steps[earlier].results(work)}
    faults = [Fault(str(path), f"is made by the step {made[path]}") for path in made if not path.exists()]
    if faults:
        raise ConfigError(f"the step {name} has nothing to start from", faults)


def _recorded(record: Path) -> str | None:
    return str(json.loads(record.read_text(encoding="utf-8"))["fingerprint"]) if record.is_file() else None
