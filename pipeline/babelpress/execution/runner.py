"""What every runner is, and `run`: from paths to records in one call."""

from collections.abc import Iterable, Iterator, Mapping
from os import PathLike
from pathlib import Path
from typing import BinaryIO, Protocol

from babelpress import lang
from babelpress.config.plugins import kinds, make, resolve
from babelpress.config.schema import Profile
from babelpress.document import Article, Record
from babelpress.errors import ConfigError, Fault, nearest
from babelpress.formats.base import Reader, ReadError
from babelpress.formats.inputs import read_inputs
from babelpress.formats.tables.fields import FieldNames
from babelpress.stages.flow import Spent
from babelpress.stages.profiles import check, load_profile


class Runner(Protocol):
    """Spreads a profile's work; every runner gives equal records, in the order of the articles."""

    @property
    def spent(self) -> Mapping[str, Spent]:
        """What each stage has taken so far, by its name in the order of the flow.

        It is one mapping for good, in which figures grow while records come; empty until the models are loaded. Where
        several workers or windows are at work, the seconds are those of all together, waiting for each other
        included: more than have passed. What a worker did not live to answer is not in it.
        """
        ...

    def run(
        self, articles: Iterable[Article | ReadError], profile: Profile, *, models_dir: Path | None = None
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
    fields: Mapping[str, str] | None = None,
) -> Iterator[Record]:
    """Read articles, translate and summarize them; give one record per article, in order.

    `profile` is a shipped profile's name, a YAML file's path or a `Profile`; `targets` replaces its languages;
    `language` declares that of the articles instead of detecting it; `-` among the paths reads `stdin`; `fields`
    names the columns of tables and the keys of JSON (`{"text": "body"}`). Raises `SetupError` before the first record;
    what goes wrong with one article is on its record.
    """
    if not isinstance(profile, Profile):
        profile = load_profile(profile, targets=targets)
    elif targets is not None:
        profile = check({**profile.model_dump(mode="json"), "targets": list(targets)}, name=profile.name)
    if language is not None and language not in lang.known():
        raise ConfigError(f"'{language}' is no language of a site; {nearest(language, lang.known())}")
    articles = read_inputs(paths, readers=readers(profile, fields=fields), stdin=stdin, language=language)
    return runner(profile).run(articles, profile, models_dir=models_dir)


def runner(profile: Profile) -> Runner:
    """Give the runner of a profile, with its options."""
    made: Runner = make("runners", profile.runner.kind, options=profile.runner.options)
    return made


def readers(profile: Profile, *, fields: Mapping[str, str] | None = None) -> list[Reader]:
    """Give every registered reader, with the options that the profile gives its kind.

    `fields` is what the columns of tables and keys of JSON are called. Raises `ConfigError` for no such field.
    """
    fields = fields or {}
    unknown = [name for name in fields if name not in FieldNames.model_fields]
    if unknown:
        raise ConfigError("no such field", [Fault(name, nearest(name, FieldNames.model_fields)) for name in unknown])
    options = {part.kind: part.options for part in profile.readers}
    made: list[Reader] = []
    for kind in kinds("readers"):
        reader, own = resolve("readers", kind), options.get(kind, {})
        if fields and "fields" in reader.Options.model_fields:
            own = {**own, "fields": {**own.get("fields", {}), **fields}}
        made.append(make("readers", kind, options=own))
    return made
