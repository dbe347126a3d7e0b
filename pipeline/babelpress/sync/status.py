"""The state of the versions of an output folder, without reading a source."""

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from babelpress.sync.store import Store, digest

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionStatus:
    """The state of one version.

    Attributes:
        article: Id of the article.
        language: ISO 639-1 code.
        path: The path of its file below the output.
        state: `fresh`: made from the newest source that was seen; `stale`: from an older one; `held`: an older one, as
            it waits for a person; `changed`: its file was changed since the last sync; `missing`: it has no file.
        conflicts: Number of its open conflicts that are severe.
        notes: Number of human texts whose source was edited in its wording only.
        sentences: Number of its sentences.
        human: Number of texts in it that people wrote.
    """

    article: str
    language: str
    path: str
    state: Literal["fresh", "stale", "held", "changed", "missing"]
    conflicts: int
    notes: int
    sentences: int
    human: int


def status(output: Path) -> list[VersionStatus]:
    """Return the state of every version of an output folder.

    Args:
        output: The output folder.

    Returns:
        The states by article and language.

    Raises:
        OutputUnavailable: There is no state, or it cannot be used.
    """
    with Store(output, create=False, read=True) as store:
        articles, files, human = store.articles(), store.all_files(), store.human_counts()
        revisions = store.all_revisions()
        if (broken := store.broken_at()) is not None:
            logger.warning("%s: revision %d of the history is not as it was written", store.path, broken)
        open_ = store.conflicts()
    found = []
    for id, own in sorted(files.items()):
        for language, file in sorted(own.items()):
            mine = [one for one in open_ if (one.article, one.language) == (id, language)]
            made = revisions.get(id, {})
            newest = articles[id].revision if id in articles else 0
            found.append(
                VersionStatus(
                    article=id,
                    language=language,
                    path=file.path,
                    state=_state(output / file.path, file.sha256, made, language, newest),
                    conflicts=sum(one.severe for one in mine),
                    notes=sum(not one.severe for one in mine),
                    sentences=file.units,
                    human=human.get((id, language), 0),
                )
            )
    return found


def _state(
    place: Path, sha256: str, made: dict[tuple[str, str], int], language: str, newest: int
) -> Literal["fresh", "stale", "held", "changed", "missing"]:
    try:
        now = digest(place.read_bytes())
    except OSError:
        return "missing"
    if now != sha256:
        return "changed"
    if made.get((language, "latest")) == newest:
        return "held"
    return "fresh" if made.get((language, "published")) == newest else "stale"
