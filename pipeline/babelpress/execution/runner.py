"""The protocol of a runner, and `run`: from paths to records in one call."""

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
from babelpress.formats.inputs import Exclude, Keep, read_inputs
from babelpress.formats.tables.fields import FieldNames
from babelpress.lang.codes import normal_code
from babelpress.stages.flow import StageUsage
from babelpress.stages.profiles import check, load_profile


class Runner(Protocol):
    """The protocol of a runner: it decides where articles are processed. All runners return equal records, in order."""

    @property
    def usage(self) -> Mapping[str, StageUsage]:
        """What each stage has used so far, by its name in the order of the flow.

        Always the same mapping, which is updated while records are returned; empty until the models are loaded. With
        several workers or batches at a time, the seconds are summed over all of them, including the time they wait for
        each other, and so exceed the elapsed time. Work of a worker that died before it answered is not included.
        """
        ...

    def run(
        self, articles: Iterable[Article | ReadError], profile: Profile, *, models_dir: Path | None = None
    ) -> Iterator[Record]:
        """Process articles.

        Args:
            articles: The articles, and errors for those that could not be read.
            profile: The profile.
            models_dir: Folder of pulled models; None: the cache folder of the user.

        Yields:
            One record per article, in order; with a `Failure` for an article that could not be read.

        Raises:
            SetupError: Before the first record.
            RunStopped: Continuing is useless or impossible.
        """
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
    exclude: Exclude | None = None,
    keep: Keep | None = None,
) -> Iterator[Record]:
    """Read articles, translate and summarize them.

    Args:
        paths: Files, folders, patterns and archives; `-` reads `stdin`.
        profile: Name of a shipped profile, path of a YAML file, or a `Profile`.
        targets: Codes of the target languages, in place of those of the profile.
        language: Code of the language of all articles, which is then not detected.
        models_dir: Folder of pulled models; None: the cache folder of the user.
        stdin: The stream that `-` reads.
        fields: Names of the columns of tables and the keys of JSON, by field: `{"text": "body"}`.
        exclude: Which files of folders are not read.
        keep: Takes files of folders that hold nothing to translate.

    Returns:
        An iterator over one record per article, in order. Errors of an article are on its record (`failures`).

    Raises:
        SetupError: Before the first record.
        RunStopped: While iterating: every article so far failed in the same stage.
    """
    if not isinstance(profile, Profile):
        profile = load_profile(profile, targets=targets)
    elif targets is not None:
        profile = check({**profile.model_dump(mode="json"), "targets": list(targets)}, name=profile.name)
    language = normal_code(language) or language if language else language
    if language is not None and language not in lang.known():
        raise ConfigError(f"'{language}' is not a supported language; {nearest(language, lang.known())}")
    own = readers(profile, fields=fields)
    articles = read_inputs(paths, readers=own, stdin=stdin, language=language, exclude=exclude, keep=keep)
    return runner(profile).run(articles, profile, models_dir=models_dir)


def runner(profile: Profile) -> Runner:
    """Return the runner of a profile. Raises `ConfigError` if it cannot be used."""
    made: Runner = make("runners", profile.runner.kind, options=profile.runner.options)
    return made


def readers(profile: Profile, *, fields: Mapping[str, str] | None = None) -> list[Reader]:
    """Create all registered readers.

    Args:
        profile: Contains the options of readers, by kind.
        fields: Names of the columns of tables and the keys of JSON, by field: `{"text": "body"}`.

    Returns:
        One reader of each kind.

    Raises:
        ConfigError: A field is unknown, or a reader cannot be used.
    """
    fields = fields or {}
    unknown = [name for name in fields if name not in FieldNames.model_fields]
    if unknown:
        raise ConfigError("unknown field", [Fault(name, nearest(name, FieldNames.model_fields)) for name in unknown])
    options = {part.kind: part.options for part in profile.readers}
    made: list[Reader] = []
    for kind in kinds("readers"):
        reader, own = resolve("readers", kind), options.get(kind, {})
        if fields and "fields" in reader.Options.model_fields:
            own = {**own, "fields": {**own.get("fields", {}), **fields}}
        made.append(make("readers", kind, options=own))
    return made
