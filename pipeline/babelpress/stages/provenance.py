"""What made a record: the version of the code, the profile, and the checksums of models, cards and glossaries."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from babelpress.config.code_identity import code_identity
from babelpress.config.plugins import resolve
from babelpress.config.schema import Component, Profile
from babelpress.config.schema import fingerprint as profile_fingerprint
from babelpress.models.cards import ModelCard, checksum
from babelpress.models.store import Store
from babelpress.stages.profiles import ABSTRACTIVE, all_cards


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Two runs of equal provenance make equal records.

    `version` is that of the code, with a hash of its sources (`identity`).
    `models` are pairs of an id and the sha256 of its card and files, `glossaries` of a path and that of the file.
    """

    version: str
    profile: str
    models: tuple[tuple[str, str], ...]
    glossaries: tuple[tuple[str, str], ...] = ()

    @property
    def fingerprint(self) -> str:
        """One sha256 of it all, in hexadecimal."""
        return _sum(asdict(self))


def provenance(profile: Profile, *, models_dir: Path | None = None) -> Provenance:
    """Give what would make the records of a profile, without loading a model.

    How the work is spread (`runner`, threads), where it is written (`writer`) and what is kept change no record.
    Raises `ModelUnavailable` where weights are missing.
    """
    cards = all_cards(profile)
    store = Store(models_dir)
    used = [(profile.translation.backend, name) for name in profile.translation.models]
    if profile.summary.strategy in ABSTRACTIVE:
        used += [(profile.summary.backend, name) for name in profile.summary.models]
    neutral = profile.model_copy(
        update={
            "runner": Component(kind="serial"),
            "writer": Component(kind="jsonl"),
            "translation": profile.translation.model_copy(
                update={"cache_size": 0, "cache_file": "", "backend": settled(profile.translation.backend)}
            ),
            "summary": profile.summary.model_copy(update={"backend": settled(profile.summary.backend)}),
        }
    )
    return Provenance(
        version=code_identity(),
        profile=profile_fingerprint(neutral),
        models=tuple((name, _checksum(store, part, cards[name])) for part, name in used),
        glossaries=tuple(
            (one.path, checksum(Path(one.path))) for one in profile.constraints.glossaries if Path(one.path).is_file()
        ),
    )


def settled(backend: Component) -> Component:
    """Give a backend without the options that say how many cores work on it: they change nothing of what is made."""
    kept = {key: value for key, value in backend.options.items() if key not in ("threads", "workers")}
    return Component.model_validate({"kind": backend.kind, **kept})


def _checksum(store: Store, part: Component, card: ModelCard) -> str:
    """One sha256 for a card and the model's files as a backend reads them, where it reads any."""
    layout = resolve("backends", part.kind).layout
    said = card.model_dump(mode="json")
    if layout is None:
        return _sum(said)
    folder = store.folder(card, layout)
    lock = store.lock(card)
    known = {**(lock.files if lock and folder.parent == store.own(card) else {}), **card.files}
    files = {name: sha for name, sha in known.items() if name.startswith(f"{layout}/")}
    if not files:  # a folder of the user's, which nobody has signed
        files = {f"{layout}/{path.name}": checksum(path) for path in sorted(folder.iterdir()) if path.is_file()}
    return _sum([said, sorted(files.items())])


def _sum(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
