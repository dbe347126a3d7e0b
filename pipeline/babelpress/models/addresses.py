"""Pulling files by their address and checksum: resumable, complete or not at all."""

import gzip
import hashlib
import shutil
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from babelpress.errors import ConfigError, ModelUnavailable
from babelpress.models.backends.base import Layout
from babelpress.models.cards import ModelCard, verify_files
from babelpress.models.download import Part, download_parts
from babelpress.models.store import Store, is_layout, replace_folder

_SUFFIXES = (".yml", ".npz", ".spm")
"""What is taken out of an archive: the settings, weights and SentencePiece files of Marian."""


def pull(
    card: ModelCard,
    *,
    models_dir: Path | None = None,
    progress: Callable[[int], None] = lambda _: None,
    warn: Callable[[str], None] = lambda _: None,
) -> Path:
    """Return the folder of a card's files, downloaded from its address unless an unaltered copy is present.

    An interrupted download continues where it stopped. Files that end in `.gz` are unpacked, and of archives (`.zip`)
    what Marian wrote. `warn` is called for a file whose checksum is not known. Raises `ModelUnavailable` where the
    server cannot be reached, or a file differs from its checksum.
    """
    if card.origin.address is None:
        raise ConfigError(f"{card.id} has no address; there is nothing to pull")
    store = Store(models_dir)
    layout = _layout(card)
    version = hashlib.sha256(repr(sorted(card.origin.downloads.items())).encode()).hexdigest()
    with store.claim(card.id):
        lock = store.lock(card)
        if lock and lock.commit == version and store.intact(card, layout):
            return store.folder(card, layout)
        if unknown := [name for name, sum_ in card.origin.downloads.items() if sum_ is None]:
            warn(f"no checksum of {', '.join(unknown)} is known to the card of {card.id}: what arrives is pinned")
        partial = store.own(card) / f".{layout}.partial"
        address = card.origin.address.rstrip("/")
        parts = [
            Part(name=name, url=f"{address}/{name}", sha256=expected)
            for name, expected in card.origin.downloads.items()
        ]
        download_parts(card, parts, partial, progress=progress)
        fresh = store.own(card) / f".{layout}.fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        for name in card.origin.downloads:
            _unpack(card, partial / name, fresh)
        files = {name.removeprefix(f"{layout}/"): sum_ for name, sum_ in card.files.items()}
        verify_files(fresh, files, remedy=f"{card.remedy}, after correcting the card's checksums if they are outdated")
        replace_folder(fresh, store.own(card) / layout)
        store.pin(card, layout, commit=version)
        shutil.rmtree(partial)
    return store.own(card) / layout


def _layout(card: ModelCard) -> Layout:
    if card.architecture == "student":
        return "student"
    return "marian" if any(name.endswith(".zip") for name in card.origin.downloads) else "hf"


def _unpack(card: ModelCard, source: Path, folder: Path) -> None:
    """Unpack a downloaded file into a folder; what cannot be unpacked is removed, to be downloaded anew."""
    try:
        if source.suffix == ".gz":
            with gzip.open(source) as packed, (folder / source.stem).open("wb") as file:
                shutil.copyfileobj(packed, file)
        elif source.suffix == ".zip":
            _extract(source, folder)
        else:
            shutil.copyfile(source, folder / source.name)
    except (gzip.BadGzipFile, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        source.unlink()
        raise ModelUnavailable(
            f"{card.id}: {source.name} cannot be unpacked: {error}; it was deleted\n"
            f"  correct its card if it is no such file, else run: {card.remedy}"
        ) from error


def _extract(source: Path, folder: Path) -> None:
    """Take the files of a model out of an archive, whatever folder of it they are in."""
    with zipfile.ZipFile(source) as archive:
        for member in archive.infolist():
            name = Path(member.filename).name
            if member.is_dir() or not name.endswith(_SUFFIXES):
                continue
            if (folder / name).exists():
                raise zipfile.BadZipFile(f"it has {name} twice")
            with archive.open(member) as packed, (folder / name).open("wb") as file:
                shutil.copyfileobj(packed, file)
    if not is_layout(folder, "marian"):
        raise zipfile.BadZipFile("it has no decoder.yml, as the archives of OPUS-MT do")
