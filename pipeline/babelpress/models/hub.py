"""Pulling a checkpoint from the hub: pinned to a commit, resumable, complete or not at all."""

import shutil
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from babelpress.errors import ConfigError, ModelUnavailable
from babelpress.models.cards import ModelCard, verify_files
from babelpress.models.store import Store, replace_folder

_WANTED = (".json", ".spm", ".model", ".txt")
"""Suffixes of configuration and tokenizer files."""


def pull(card: ModelCard, *, models_dir: Path | None = None, endpoint: str | None = None, update: bool = False) -> Path:
    """Return the folder of a card's checkpoint, downloaded from the hub unless an unaltered copy is present.

    The commit is the card's `revision`, else the one pinned in the lockfile, else (or with `update`) the newest. An
    interrupted download continues where it stopped. `endpoint` is the address of another hub. Raises `ModelUnavailable`
    where the hub cannot be reached, has no such model, or its files differ from the checksums of the card or lockfile.
    """
    store = Store(models_dir)
    if card.origin.repo is None:
        raise ConfigError(f"{card.id} does not come from the hub; there is nothing to pull")
    with store.claim(card.id):
        lock = store.lock(card)
        pinned = card.origin.revision or (lock.commit if lock and not update else None)
        if lock and pinned == lock.commit and _intact(store, card):
            return store.folder(card, "hf")
        partial = store.own(card) / ".hf.partial"
        commit = _fetch(card, card.origin.repo, partial, revision=pinned, endpoint=endpoint)
        known = {**(lock.files if lock and lock.commit == commit else {}), **card.files}
        _check(partial, known, card)
        replace_folder(partial, store.own(card) / "hf")
        store.pin(card, "hf", commit=commit)
    return store.own(card) / "hf"


def choose(names: Iterable[str]) -> list[str]:
    """Return the files of a repository that are needed: configuration, tokenizer, and the weights in one format.

    >>> choose(["config.json", "model.safetensors", "pytorch_model.bin", "tf_model.h5", "onnx/model.onnx"])
    ['config.json', 'model.safetensors']
    """
    top = sorted(name for name in names if "/" not in name)
    weights = [name for name in top if name.startswith("model") and name.endswith(".safetensors")]
    if not weights:
        weights = [name for name in top if name.startswith("pytorch_model") and name.endswith(".bin")]
    other = ".bin.index.json" if weights and weights[0].endswith(".safetensors") else ".safetensors.index.json"
    return sorted([*weights, *(name for name in top if name.endswith(_WANTED) and not name.endswith(other))])


def _intact(store: Store, card: ModelCard) -> bool:
    try:
        store.verify(card, "hf")
    except ModelUnavailable:
        return False
    return True


def _fetch(card: ModelCard, repo: str, partial: Path, *, revision: str | None, endpoint: str | None) -> str:
    """Download the files of one commit into `partial` and return the commit."""
    try:
        from huggingface_hub import HfApi, hf_hub_download

        errors: Any = import_module("huggingface_hub.errors")
    except ImportError as error:
        raise ModelUnavailable("huggingface_hub is not installed; run: pip install 'babelpress[hub]'") from error
    try:
        info = HfApi(endpoint=endpoint).model_info(repo, revision=revision)
        commit = info.sha or _no_commit(repo)
        names = choose(file.rfilename for file in info.siblings or ())
        for name in names:
            hf_hub_download(repo, name, revision=commit, local_dir=partial, endpoint=endpoint)
    except (OSError, errors.HTTPError) as error:  # offline mode, no network, no such repository, no such revision
        message = f"{card.id} could not be pulled from {repo}: {error}\n  when online, run: {card.remedy}"
        raise ModelUnavailable(message) from error
    for path in partial.iterdir():
        if path.is_dir():
            shutil.rmtree(path)  # the download library's own records
        elif path.name not in names:
            path.unlink()  # left over from a download of another commit
    return commit


def _no_commit(repo: str) -> str:
    raise ModelUnavailable(f"the hub reports no commit of {repo}; try again later, or set the revision in the card")


def _check(partial: Path, known: Mapping[str, str], card: ModelCard) -> None:
    files = {name.removeprefix("hf/"): sha for name, sha in known.items() if name.startswith("hf/")}
    try:
        verify_files(
            partial, files, remedy=f"{card.remedy}, after correcting the card's checksums if they are outdated"
        )
    except ModelUnavailable:
        shutil.rmtree(partial)
        raise
