"""What can be plugged in: family and kind -> "module:Class", imported on first use.

Another package adds its own through an entry point in the group `babelpress.<family>`, e.g.
`[project.entry-points."babelpress.backends"] mine = "my_package:MyBackend"`.
Its name must be its own: one that is taken is refused.
Every class has a nested or module-level `Options` (pydantic model) as its `Options` attribute; a check is a function.
"""

from collections.abc import Mapping
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from pipeline.checks.every import CHECKS
from pipeline.errors import BabelpressError, ConfigError, Fault, nearest
from pipeline.failures import described, plug_ins

BUILT_IN: dict[str, dict[str, str]] = {
    "detectors": {
        "fasttext": "pipeline.detectors.lid176:FastTextDetector",
        "langid": "pipeline.detectors.langid:LangidDetector",
    },
    "backends": {
        "ct2": "pipeline.backends.ct2:CTranslate2Backend",
        "hf": "pipeline.backends.hf:TransformersBackend",
        "fake": "pipeline.backends.fake:FakeBackend",
    },
    "readers": {
        "text": "pipeline.formats.text:TextReader",
        "jsonl": "pipeline.formats.jsonl:JsonlReader",
        "csv": "pipeline.formats.archive.delimited:DelimitedReader",
        "parquet": "pipeline.formats.archive.parquet:ParquetReader",
        "arrow": "pipeline.formats.archive.arrow:ArrowReader",
        "datasets": "pipeline.formats.archive.hub:HubReader",
        "html": "pipeline.formats.html.format:HtmlFormat",
        "md": "pipeline.formats.md.format:MarkdownFormat",
        "docx": "pipeline.formats.docx.format:DocxFormat",
        "xliff": "pipeline.formats.xliff.format:XliffFormat",
        "po": "pipeline.formats.po.format:PoFormat",
        "srt": "pipeline.formats.subtitles.format:SrtFormat",
        "vtt": "pipeline.formats.subtitles.format:VttFormat",
        "json": "pipeline.formats.keyed.format:JsonFormat",
        "yaml": "pipeline.formats.keyed.format:YamlFormat",
    },
    "writers": {
        "site": "pipeline.formats.site:SiteWriter",
        "jsonl": "pipeline.formats.jsonl:JsonlWriter",
        "parquet": "pipeline.formats.archive.writers:ParquetWriter",
        "datasets": "pipeline.formats.archive.writers:DatasetsWriter",
        "text": "pipeline.formats.text:TextWriter",
        "markdown": "pipeline.formats.markdown:MarkdownWriter",
        "document": "pipeline.formats.document:DocumentWriter",
    },
    "metrics": {
        "bleu": "pipeline.metrics.sacre:Bleu",
        "chrf": "pipeline.metrics.sacre:Chrf",
        "chrf2": "pipeline.metrics.sacre:Chrf2",
        "ter": "pipeline.metrics.sacre:Ter",
        "lengthratio": "pipeline.metrics.length:Length",
        "rouge1": "pipeline.metrics.rouge:Rouge1",
        "rouge2": "pipeline.metrics.rouge:Rouge2",
        "rougel": "pipeline.metrics.rouge:RougeL",
        "compression": "pipeline.metrics.summary:Compression",
        "coverage": "pipeline.metrics.summary:Coverage",
        "density": "pipeline.metrics.summary:Density",
        "novelty": "pipeline.metrics.summary:Novelty",
        "bertscore": "pipeline.metrics.bertscore:BertScore",
        "comet": "pipeline.metrics.comet:Comet",
        "cometqe": "pipeline.metrics.comet:CometQe",
        "quality": "pipeline.metrics.quality:Quality",
    },
    "runners": {
        "serial": "pipeline.runners.serial:SerialRunner",
        "process": "pipeline.runners.process:ProcessRunner",
        "ray": "pipeline.runners.ray:RayRunner",
    },
    "checks": CHECKS,
}


@cache
def kinds(family: str) -> dict[str, str]:
    """Give every kind of a family, built in or installed, with its target.

    Raises `ConfigError` where two have one name: which of them made a record could not be told. A package that is
    found twice with the same target is one.
    """
    found = dict(BUILT_IN[family])
    owners = dict.fromkeys(found, "Babelpress")
    faults = []
    for point in sorted(entry_points(group=f"babelpress.{family}"), key=lambda point: (point.name, point.value)):
        owner = f"the package '{point.dist.name}'" if point.dist else "a package"
        if found.setdefault(point.name, point.value) == point.value:
            owners.setdefault(point.name, owner)
            continue
        theirs, ours = f"{owner} ({point.value})", f"{owners[point.name]} ({found[point.name]})"
        message = (
            f"'{point.name}' is that of {theirs} and of {ours}; rename the entry point of a package, or uninstall it"
        )
        faults.append(Fault(f"babelpress.{family}", message))
    if faults:
        raise ConfigError(f"two {family} have one name", faults)
    return found


WITHOUT_OPTIONS = {"metrics", "checks"}
"""Families whose members a profile cannot set up."""


def resolve(family: str, kind: str) -> Any:
    """Import and give the class of a kind, the function of a check.

    Raises `ConfigError` with the nearest known name; and for a plug-in that cannot be used, naming its entry point, its
    package and what was raised.
    """
    known = kinds(family)
    if kind not in known:
        raise ConfigError(f"no {family.rstrip('s')} of that name", [Fault("kind", f"'{kind}': {nearest(kind, known)}")])
    return _load(EntryPoint(name=kind, value=known[kind], group=f"babelpress.{family}"))


def make(family: str, kind: str, *arguments: object, options: Mapping[str, Any] = MappingProxyType({})) -> Any:
    """Give an object of a kind, built from `arguments` and its `Options`.

    Raises as `resolve`, and `ConfigError` where its class raises something else than it may.
    """
    made = resolve(family, kind)
    try:
        return made(*arguments, made.Options(**options))
    except BabelpressError:
        raise
    except Exception as error:
        raise unusable(family, kind, error) from error


def unusable(family: str, kind: str, error: Exception) -> ConfigError:
    """Give the error that says which kind cannot be used, of which package, and why; raise it from its cause."""
    value = kinds(family)[kind]
    package = plug_ins().get(value.partition(".")[0].partition(":")[0].strip())
    what = f"the plug-in '{kind}'" if package else f"'{kind}'"
    where = f"{kind} = {value}" + (f" (package {package})" if package else "")
    remedy = f"mend or uninstall {package}" if package else "install Babelpress again"
    return ConfigError(
        f"{what} of babelpress.{family} cannot be used", [Fault("", f"{where}: {described(error)}; {remedy}")]
    )


@cache
def _load(point: EntryPoint) -> Any:
    family = point.group.partition(".")[2]
    try:
        found = point.load()
        if not callable(found):
            raise TypeError(f"{point.value} is no class or function but of the type {type(found).__name__}")
        if family not in WITHOUT_OPTIONS and not _is_model(getattr(found, "Options", None)):
            raise TypeError(f"{point.value} has no Options, the pydantic model of what it can be told")
    except BabelpressError:
        raise
    except Exception as error:
        raise unusable(family, point.name, error) from error
    return found


def _is_model(options: object) -> bool:
    return isinstance(options, type) and issubclass(options, BaseModel) and options is not BaseModel
