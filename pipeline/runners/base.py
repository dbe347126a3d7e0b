"""What every runner is, and `run`: from paths to records in one call."""

from collections.abc import Iterable, Iterator
from os import PathLike
from pathlib import Path
from typing import BinaryIO, Protocol

from pipeline.check import check, load_profile
from pipeline.errors import ConfigError, nearest
from pipeline.formats.base import Reader, Unread
from pipeline.formats.inputs import read_inputs
from pipeline.languages import LANGUAGES
from pipeline.profile import Profile
from pipeline.records import Article, Record
from pipeline.registry import kinds, resolve


class Runner(Protocol):
    """Spreads a profile's work; every runner gives equal records, in the order of the articles."""

    def run(
        self, articles: Iterable[Article | Unread], profile: Profile, *, models_dir: Path | None = None
    ) -> Iterator[Record]:
        """Give one record per article; what could not be read comes as a record with a `Failure`."""
        ...


def run(
    paths: Iterable[str | PathLike[str]],
    *,
    profile: str | Path | Profile = "embedded",
    targets: Iterable[str] | None = None,
    language: str | None = None,
    models_dir: Path | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Record]:
    """Read articles, translate and summarize them; give one record per article, in order.

    `profile` is a shipped profile's name, a YAML file's path or a `Profile`; `targets` replaces its languages;
    `language` declares that of the articles instead of detecting it; `-` among the paths reads `stdin`. Raises
    `SetupError` before the first record; what goes wrong with one article is on its record.
    """
    if not isinstance(profile, Profile):
        profile = load_profile(profile, targets=targets)
    elif targets is not None:
        profile = check({**profile.model_dump(mode="json"), "targets": list(targets)}, name=profile.name)
    if language is not None and language not in LANGUAGES:
        raise ConfigError(f"'{language}' is no language of a site; {nearest(language, LANGUAGES)}")
    kind = resolve("runners", profile.runner.kind)
    runner: Runner = kind(kind.Options(**profile.runner.options))
    articles = read_inputs(paths, readers=_readers(profile), stdin=stdin, language=language)
    return runner.run(articles, profile, models_dir=models_dir)


def _readers(profile: Profile) -> list[Reader]:
    """Every registered reader, with the options the profile gives its kind."""
    options = {part.kind: part.options for part in profile.readers}
    classes = {kind: resolve("readers", kind) for kind in kinds("readers")}
    return [reader(reader.Options(**options.get(kind, {}))) for kind, reader in classes.items()]
