"""The provenance of records: version of the code, profile, and checksums of models, cards and glossaries."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from babelpress.config.code_identity import code_identity
from babelpress.config.plugins import resolve
from babelpress.config.schema import Component, Profile
from babelpress.config.schema import fingerprint as profile_fingerprint
from babelpress.memory.store import TranslationMemory
from babelpress.models.cards import ModelCard, checksum
from babelpress.models.loading import runtime
from babelpress.models.store import Store
from babelpress.stages.profiles import MODELLED, all_cards


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Everything that determines the records of a run: two runs of equal provenance make equal records.

    Attributes:
        version: Version of the code with a hash of its sources.
        profile: Fingerprint of the profile, without the settings that change no record.
        models: Id of each model with the sha256 of its card and files.
        glossaries: Path of each glossary with the sha256 of the file.
        memory: Path of the translation memory and the revision of its content, if there is one.
    """

    version: str
    profile: str
    models: tuple[tuple[str, str], ...]
    glossaries: tuple[tuple[str, str], ...] = ()
    memory: tuple[str, str] | None = None

    @property
    def fingerprint(self) -> str:
        """The sha256 of all attributes, in hexadecimal."""
        return _sum(asdict(self))


def provenance(profile: Profile, *, models_dir: Path | None = None) -> Provenance:
    """Compute the provenance of the records that a profile would make; no model is loaded.

    Settings that change no record are left out: the runner (but not its budget), threads, the writer and the cache.

    Args:
        profile: The profile.
        models_dir: Folder of pulled models; None: the cache folder of the user.

    Returns:
        The provenance.

    Raises:
        ConfigError: The translation memory cannot be used.
        ModelUnavailable: Weights are missing.
    """
    cards = all_cards(profile)
    store = Store(models_dir)
    used = [(profile.translation.backend, name) for name in profile.translation.models]
    if profile.summary.strategy in MODELLED:
        used += [(profile.summary.backend, name) for name in profile.summary.models]
    budget = {key: value for key, value in profile.runner.options.items() if key == "budget"}
    neutral = profile.model_copy(
        update={
            "runner": Component.model_validate({"kind": "serial", **budget}),
            "writer": Component(kind="jsonl"),
            "translation": profile.translation.model_copy(
                update={"cache_size": 0, "cache_file": "", "backend": cache_neutral(profile.translation.backend)}
            ),
            "summary": profile.summary.model_copy(update={"backend": cache_neutral(profile.summary.backend)}),
        }
    )
    return Provenance(
        version=code_identity(),
        profile=profile_fingerprint(neutral),
        models=tuple((name, _checksum(store, runtime(cards[name], part), cards[name])) for part, name in used),
        glossaries=tuple(
            (one.path, checksum(Path(one.path))) for one in profile.constraints.glossaries if Path(one.path).is_file()
        ),
        memory=_memory(profile.memory.path),
    )


def _memory(path: str) -> tuple[str, str] | None:
    if not path:
        return None
    with TranslationMemory(Path(path)) as memory:
        return path, memory.revision


def cache_neutral(backend: Component) -> Component:
    """Return a backend without the options that choose CPU cores and GPUs, which change no output."""
    options = {
        key: value for key, value in backend.options.items() if key not in ("threads", "workers", "device_index")
    }
    return Component.model_validate({"kind": backend.kind, **options})


def _checksum(store: Store, part: Component, card: ModelCard) -> str:
    """Return the sha256 of a card together with the files that the backend reads, if any."""
    layout = resolve("backends", part.kind).layout
    content = card.model_dump(mode="json")
    if layout is None:
        return _sum(content)
    layout = store.usable(card, layout)
    folder = store.folder(card, layout)
    lock = store.lock(card)
    known = {**(lock.files if lock and folder.parent == store.own(card) else {}), **card.files}
    files = {name: sha for name, sha in known.items() if name.startswith(f"{layout}/")}
    if not files:  # a folder of the user, for which no checksums are recorded
        files = {f"{layout}/{path.name}": checksum(path) for path in sorted(folder.iterdir()) if path.is_file()}
    return _sum([content, sorted(files.items())])


def _sum(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
