"""Pulling a checkpoint from the hub: pinned to a commit, resumable, verified, complete or not at all."""

import hashlib
import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from http.client import responses
from importlib import import_module
from pathlib import Path
from typing import Any

from babelpress._internal.installing import install
from babelpress.errors import ConfigError, ModelUnavailable
from babelpress.models.backends.base import Layout
from babelpress.models.backends.model_bin import WEIGHTS
from babelpress.models.cards import ModelCard, verify_files
from babelpress.models.download import LOGIN, Part, answered, download_parts, explained, host_of
from babelpress.models.store import Store, replace_folder

_WANTED = (".json", ".spm", ".model", ".txt")
"""Suffixes of configuration and tokenizer files."""

_COMMIT_NUMBER = re.compile(r"[0-9a-f]{7,40}")
_COMMIT = ".commit"
"""The file beside a download that is not complete: the commit that the files are of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteFile:
    """A file of a repository; `size` in bytes and `sha256` where the hub states them.

    Of small files the hub states the number that git gives them, `blob`.
    """

    name: str
    size: int | None
    sha256: str | None
    blob: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remote:
    """The files of one commit of a repository that are needed, and the licence that it states."""

    commit: str
    files: tuple[RemoteFile, ...]
    licence: str | None

    @property
    def size(self) -> int:
        """Bytes of all files whose size is known."""
        return sum(file.size or 0 for file in self.files)

    @property
    def layout(self) -> Layout:
        """The layout of the files: as on the hub, or converted for CTranslate2."""
        return "ct2" if any(file.name == WEIGHTS for file in self.files) else "hf"


def pull(
    card: ModelCard,
    *,
    models_dir: Path | None = None,
    endpoint: str | None = None,
    update: bool = False,
    expect: Callable[[int], None] = lambda _: None,
    progress: Callable[[int], None] = lambda _: None,
    warn: Callable[[str], None] = lambda _: None,
) -> Path:
    """Return the folder of a card's checkpoint, downloaded from the hub unless an unaltered copy is present.

    The commit is the card's `revision`, else the one pinned in the lockfile, else (or with `update`) the newest. An
    interrupted download continues where it stopped, within a file too. Each file is compared with the checksum that the
    hub states, and with those of the card and the lockfile.

    Args:
        card: The model.
        models_dir: The folder of pulled models; by default that of the user.
        endpoint: The address of another hub.
        update: Whether to take the newest commit.
        expect: Called with the number of bytes of the whole, where the hub states it.
        progress: Called with the number of bytes that arrived; negative where they have to be fetched again.
        warn: Called with a message where the hub states another licence than the card.

    Returns:
        The folder, in the layout of the repository.

    Raises:
        ConfigError: If the model does not come from the hub.
        ModelUnavailable: If the hub cannot be reached, has no such model, or its files differ from their checksums.
    """
    store = Store(models_dir)
    if card.origin.repo is None:
        raise ConfigError(f"{card.id} does not come from the hub; there is nothing to pull")
    with store.claim(card.id):
        lock = store.lock(card)
        pinned = card.origin.revision or (lock.commit if lock and not update else None)
        if lock and pinned and (lock.commit or "").startswith(pinned) and (place := _intact(store, card)):
            return place
        remote = find(card, revision=pinned, endpoint=endpoint)
        expect(remote.size)
        if fault := licence_fault(card, remote.licence):
            warn(fault)
        partial = store.own(card) / f".{remote.layout}.partial"
        _fetch(card, remote, partial, endpoint=endpoint, progress=progress)
        known = {**(lock.files if lock and lock.commit == remote.commit else {}), **card.files}
        _check(partial, known, card, layout=remote.layout)
        replace_folder(partial, store.own(card) / remote.layout)
        store.pin(card, remote.layout, commit=remote.commit)
    return store.own(card) / remote.layout


def find(card: ModelCard, *, revision: str | None = None, endpoint: str | None = None) -> Remote:
    """Return what the hub has of a card's model.

    Args:
        card: The model.
        revision: The commit; by default the newest.
        endpoint: The address of another hub.

    Returns:
        The commit and its files.

    Raises:
        ModelUnavailable: If the hub cannot be reached or has no such model, or one without weights.
    """
    repo = card.origin.repo or ""
    try:
        from huggingface_hub import HfApi

        errors: Any = import_module("huggingface_hub.errors")
    except ImportError as error:
        raise ModelUnavailable(f"huggingface_hub is not installed; run: {install('hub')}") from error
    try:
        info: Any = HfApi(endpoint=endpoint).model_info(repo, revision=revision, files_metadata=True)
    except Exception as error:  # the library lets exceptions of its HTTP client and of JSON through
        cause = _cause(error, card, errors, revision=revision, address=endpoint or _hub_address())
        raise ModelUnavailable(f"{card.id} could not be pulled from {repo}: {cause}") from error
    if not info.sha:
        later = "try again later, or set the revision in the card"
        raise ModelUnavailable(f"the hub reports no commit of {repo}; {later}\n  then run: {card.remedy}")
    if _COMMIT_NUMBER.fullmatch(revision or "") and not info.sha.startswith(revision):
        raise ModelUnavailable(
            f"the hub answers with commit {info.sha} of {repo}, not with {revision}, as its card says"
        )
    stated = {file.rfilename: file for file in info.siblings or ()}
    names = choose(stated)
    if not any(name.endswith((".safetensors", ".bin")) for name in names):
        formats = f"model.safetensors, pytorch_model*.bin, {WEIGHTS}"
        remedy = f"correct `repo` in the card\n  then run: {card.remedy}"
        raise ModelUnavailable(f"{repo} has no weights that can be read ({formats}): {remedy}")
    files = tuple(
        RemoteFile(
            name=name,
            size=stated[name].size,
            sha256=getattr(stated[name].lfs, "sha256", None),
            blob=None if stated[name].lfs else stated[name].blob_id,
        )
        for name in names
    )
    return Remote(commit=info.sha, files=files, licence=_licence(info.card_data))


def _cause(error: Exception, card: ModelCard, errors: Any, *, revision: str | None, address: str) -> str:
    """What an error of the hub's library means, with the next command."""
    repo, host = card.origin.repo, host_of(address)
    then, again = f"\n  then run: {card.remedy}", f"\n  when online, run: {card.remedy}"
    if isinstance(error, errors.RevisionNotFoundError):
        if card.origin.revision:
            return f"{host} has no commit {revision} of it, as its card says: correct `revision` in the card{then}"
        return f"{host} has no commit {revision} of it any more\n  for the newest, run: {card.remedy} --update"
    if isinstance(error, errors.GatedRepoError):
        return f"it is given to those who accept its terms: do so at {address.rstrip('/')}/{repo}, and {LOGIN}{then}"
    if isinstance(error, errors.RepositoryNotFoundError):
        return f"{host} has no such repository, or it is private: correct `repo` in the card, or {LOGIN}{then}"
    if isinstance(error, errors.HfHubHTTPError):
        status = error.response.status_code
        login = f"; {LOGIN}" if status in (401, 403) else ""
        return answered(host, status, responses.get(status, "")) + login + then
    if isinstance(error, errors.OfflineModeIsEnabled):
        return f"{str(error).strip()}{again}"
    if isinstance(error, errors.HFValidationError):
        return f"that is no name of a repository; correct `repo` in the card{then}"
    if isinstance(error, ValueError | TypeError | KeyError | AttributeError):
        return f"what {host} answers is not of a hub: log in to this network, or correct HF_ENDPOINT{then}"
    return f"{explained(error, address)}{again}"


def licence_fault(card: ModelCard, stated: str | None) -> str:
    """Return a message where the hub states another licence than the card, else an empty string.

    Spelling does not matter (`apache-2.0`, `Apache-2.0`); that the hub states none is no difference.
    """
    if stated is None or _letters(stated) == _letters(card.licence):
        return ""
    return (
        f"the licence of {card.id} is {card.licence} by its card, but {stated} by the hub ({card.origin.repo}): "
        "read it there before you use the model"
    )


def _letters(licence: str) -> str:
    return "".join(filter(str.isalnum, licence.lower()))


def _licence(stated: Any) -> str | None:
    """The licence in the metadata of a repository: the identifier of the hub, or the name of another one."""
    found = getattr(stated, "license", None)
    if found == "other":
        found = getattr(stated, "license_name", None) or found
    several = found if isinstance(found, list) else [found] if found else []
    return " or ".join(map(str, several)) or None


def choose(names: Iterable[str]) -> list[str]:
    """Return the files of a repository that are needed: configuration, tokenizer, and the weights in one format.

    >>> choose(["config.json", "model.safetensors", "pytorch_model.bin", "tf_model.h5", "onnx/model.onnx"])
    ['config.json', 'model.safetensors']
    >>> choose(["config.json", "model.bin", "shared_vocabulary.json", "source.spm"])
    ['config.json', 'model.bin', 'shared_vocabulary.json', 'source.spm']
    """
    top = sorted(name for name in names if "/" not in name)
    weights = [name for name in top if name.startswith("model") and name.endswith(".safetensors")]
    if not weights:
        weights = [name for name in top if name.startswith("pytorch_model") and name.endswith(".bin")]
    unwanted = ["_vocabulary.json", "_vocabulary.txt"]  # of a conversion that is there besides
    if not weights:
        weights, unwanted = [name for name in top if name == WEIGHTS], []
    safe = bool(weights) and weights[0].endswith(".safetensors")
    unwanted.append(".bin.index.json" if safe else ".safetensors.index.json")
    return sorted([*weights, *(name for name in top if name.endswith(_WANTED) and not name.endswith(tuple(unwanted)))])


def _intact(store: Store, card: ModelCard) -> Path | None:
    """The folder of a complete and unaltered download."""
    layout: Layout = "hf" if store.has(card, "hf") else "ct2"
    return store.folder(card, layout) if store.intact(card, layout) else None


def _fetch(
    card: ModelCard, remote: Remote, partial: Path, *, endpoint: str | None, progress: Callable[[int], None]
) -> None:
    """Download the files of one commit into `partial`."""
    hub: Any = import_module("huggingface_hub")
    record = partial / _COMMIT
    if partial.is_dir() and (not record.is_file() or record.read_text(encoding="utf-8") != remote.commit):
        shutil.rmtree(partial)  # of another commit
    partial.mkdir(parents=True, exist_ok=True)
    record.write_text(remote.commit, encoding="utf-8")
    headers = {name: value for name, value in hub.utils.build_hf_headers().items() if name == "authorization"}
    parts = [
        Part(
            name=file.name,
            url=hub.hf_hub_url(card.origin.repo, file.name, revision=remote.commit, endpoint=endpoint),
            size=file.size,
            sha256=file.sha256,
        )
        for file in remote.files
    ]
    download_parts(card, parts, partial, headers=headers, progress=progress)
    if altered := [file.name for file in remote.files if file.blob not in (None, _blob(partial / file.name))]:
        for name in altered:
            (partial / name).unlink()
        raise ModelUnavailable(
            f"{', '.join(altered)} of {card.id} differs from what the hub has: it was altered on the way or in "
            f"{partial}; it was deleted\n  to fetch it again, run: {card.remedy}"
        )
    record.unlink()


def _blob(path: Path) -> str:
    """The number of a file in git."""
    content = path.read_bytes()
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def _hub_address() -> str:
    return str(import_module("huggingface_hub").constants.ENDPOINT)


def _check(partial: Path, known: Mapping[str, str], card: ModelCard, *, layout: Layout) -> None:
    start = f"{layout}/"
    files = {name.removeprefix(start): sha for name, sha in known.items() if name.startswith(start)}
    try:
        verify_files(
            partial, files, remedy=f"{card.remedy}, after correcting the card's checksums if they are outdated"
        )
    except ModelUnavailable:
        shutil.rmtree(partial)
        raise
