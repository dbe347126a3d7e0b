"""The model store: where the files of a model are, and the lockfile that pins what was pulled."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import yaml
from filelock import FileLock
from platformdirs import user_cache_path
from pydantic import BaseModel, ConfigDict

from babelpress._internal.files import write_atomically
from babelpress.config import resources
from babelpress.config.strict_yaml import mapping, read_document
from babelpress.config.validation import merged, validation_faults
from babelpress.errors import ConfigError, Fault, ModelUnavailable
from babelpress.models.backends.base import Layout
from babelpress.models.backends.model_bin import WEIGHTS
from babelpress.models.cards import ModelCard, checksum, verify_files
from babelpress.models.download import OTHER_FOLDER, disk_fault

LOCKFILE = "models.lock.yaml"


def default_models_dir() -> Path:
    """Return the folder of pulled models in the user's cache."""
    return user_cache_path("babelpress") / "models"


class Lock(BaseModel):
    """The entry of one model in the lockfile: repository, commit, and the sha256 of every file (`hf/config.json`).

    For a model that is pulled by its address that is the repository, and a hash of its downloads the commit.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    repo: str | None
    commit: str | None
    files: Mapping[str, str]


class Store:
    """The models on this machine: `<models_dir>/<id>/<layout>`; `hf` and `marian` as pulled, `ct2` as converted."""

    def __init__(self, models_dir: Path | None = None, *, embedded: Path = resources.EMBEDDED) -> None:
        self.models_dir = models_dir or default_models_dir()
        self._embedded = embedded

    def folder(self, card: ModelCard, layout: Layout) -> Path:
        """Return the folder of a model. Raises `ModelUnavailable` with the command that installs it."""
        found = next((place for place in self._places(card, layout) if is_layout(place, layout)), None)
        if found is None:
            raise ModelUnavailable(f"{card.id} is not installed as '{layout}'; run: {self.remedy(card, layout)}")
        return found

    def has(self, card: ModelCard, layout: Layout) -> bool:
        """Return whether the folder of a model exists; its files may still be damaged."""
        return any(is_layout(place, layout) for place in self._places(card, layout))

    def verify(self, card: ModelCard, layout: Layout) -> Path:
        """Return the folder after checking every file whose checksum is in the card or the lockfile.

        Raises `ModelUnavailable` naming each missing or altered file, both checksums, and the command to run.
        """
        folder = self.folder(card, layout)
        verify_files(folder, self.known(card, layout), remedy=self.remedy(card, layout))
        return folder

    def usable(self, card: ModelCard, layout: Layout) -> Layout:
        """Return the layout of the files that a backend of `layout` reads.

        It is `ct2` for `hf` where a Marian model is there converted only: the weights are read back from it.
        """
        reads_back = layout == "hf" and card.architecture == "marian" and not self.has(card, "hf")
        return "ct2" if reads_back and self.has(card, "ct2") else layout

    def intact(self, card: ModelCard, layout: Layout) -> bool:
        """Return whether the folder of a model exists and every file is as its checksum says."""
        try:
            self.verify(card, layout)
        except ModelUnavailable:
            return False
        return True

    def known(self, card: ModelCard, layout: Layout) -> dict[str, str]:
        """Return the checksums, by the name of the file, that the card and the lockfile have for a layout."""
        lock = self.lock(card)
        own = self.folder(card, layout).parent == self.own(card)
        known = {**(lock.files if lock and own else {}), **card.files}
        return {name.removeprefix(f"{layout}/"): sha for name, sha in known.items() if name.startswith(f"{layout}/")}

    def remedy(self, card: ModelCard, layout: Layout) -> str:
        """Return the command to run when the files of a layout are missing or damaged."""
        others = self.has(card, "marian") or self.has(card, "ct2")
        if layout == "hf" and others and not self.has(card, "hf") and not card.origin.embedded:
            return f"{card.remedy}, or set the backend to ct2 where the model is only for CTranslate2"
        if layout != "ct2" or card.origin.embedded:
            return card.remedy
        convert = f"babelpress models convert {card.id}"
        return convert if self.source(card) else f"{card.remedy} && {convert}"

    def source(self, card: ModelCard) -> Layout | None:
        """Return the layout that a model can be converted from for CTranslate2; None where there is none."""
        layouts: tuple[Layout, ...] = ("hf", "marian")
        return next((layout for layout in layouts if self.has(card, layout)), None)

    def own(self, card: ModelCard) -> Path:
        """Return the folder that this store keeps a model in."""
        return self.models_dir / card.id

    def lock(self, card: ModelCard) -> Lock | None:
        """Return the lockfile entry of a model, or None."""
        return self._locks().get(card.id)

    def pin(self, card: ModelCard, layout: Layout, *, commit: str | None = None) -> None:
        """Write the checksums of a layout's files, and the commit they came from, to the lockfile."""
        folder = self.own(card) / layout
        fresh = {f"{layout}/{path.name}": checksum(path) for path in sorted(folder.iterdir()) if path.is_file()}
        with self.claim("lockfile"):
            old = self.lock(card)
            kept = {name: sha for name, sha in (old.files if old else {}).items() if not name.startswith(f"{layout}/")}
            commit = commit or (old.commit if old else None)
            lock = Lock(
                repo=card.origin.repo or card.origin.address,
                commit=commit,
                files=dict(sorted({**kept, **fresh}.items())),
            )
            whole = {name: one.model_dump() for name, one in {**self._locks(), card.id: lock}.items()}
            write_atomically(self.models_dir / LOCKFILE, yaml.safe_dump(whole, sort_keys=True))

    @contextmanager
    def claim(self, name: str) -> Iterator[None]:
        """Hold a lock between processes: two may pull or convert the same model at once.

        Raises `ModelUnavailable` with the folder where it cannot be made, or the disk takes no more.
        """
        try:
            self.models_dir.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            message = f"{self.models_dir} cannot be the folder of models ({error.strerror}); {OTHER_FOLDER}"
            raise ModelUnavailable(message) from error
        try:
            with FileLock(self.models_dir / f".{name}.lock"):
                yield
        except OSError as error:
            if fault := disk_fault(error):
                raise ModelUnavailable(f"{self.models_dir}: {fault}; make room there, or {OTHER_FOLDER}") from error
            raise

    def _places(self, card: ModelCard, layout: Layout) -> list[Path]:
        if card.origin.embedded:
            return [self._embedded / card.origin.embedded / layout]
        own = self.own(card) / layout
        if card.origin.folder:
            given = Path(card.origin.folder).expanduser()
            return [given / layout, given, own]
        return [own]

    def _locks(self) -> dict[str, Lock]:
        """Return the lockfile entries by model. Raises `ConfigError` with every fault of an altered or damaged file."""
        path = self.models_dir / LOCKFILE
        remedy = f"delete {path}, and pull or convert its models again"
        if not path.exists():
            return {}
        try:
            document = read_document(path, what="lockfile")
        except ConfigError as error:
            raise ConfigError(error.what, [*error.faults, Fault("", remedy)]) from error
        raw, found = mapping(document, what="lockfile") if document.value is not None else ({}, [])
        later = [fault for name, entry in raw.items() for fault in validation_faults(Lock, entry, at=name)]
        if faults := merged(found, later):
            raise ConfigError(f"the lockfile {path} cannot be read", [*faults, Fault("", remedy)])
        return {name: Lock.model_validate(entry) for name, entry in raw.items()}


def replace_folder(fresh: Path, place: Path) -> None:
    """Move a finished folder into place. What was there before stays until then."""
    old = place.with_name(f".{place.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        os.rename(place, old)  # noqa: PTH104  (a folder cannot be replaced in one step; the gap is two system calls)
    os.rename(fresh, place)  # noqa: PTH104
    shutil.rmtree(old, ignore_errors=True)


def is_layout(folder: Path, layout: Layout) -> bool:
    """Return whether a folder has a model in a layout."""
    if layout == "student":
        return any(folder.glob("model.*.bin")) or any(folder.glob("vocab.*.spm"))
    if layout == "marian":
        return (folder / "decoder.yml").is_file()
    converted = (folder / WEIGHTS).is_file() or any(folder.glob("s*_vocabulary.*"))
    return converted if layout == "ct2" else (folder / "config.json").is_file() and not converted
