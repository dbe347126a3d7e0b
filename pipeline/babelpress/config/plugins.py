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

from babelpress.errors import BabelpressError, ConfigError, Fault, nearest
from babelpress.failures import described, plug_ins

# The checks there are: name -> "module:function", imported on first use. Data only.

CHECKS: dict[str, str] = {
    "numbers": "babelpress.qa.checks.numbers:check",
    "quotes": "babelpress.qa.checks.quotations:check",
    "names": "babelpress.qa.checks.names:check",
    "negation": "babelpress.qa.checks.negation:check",
    "verbatim": "babelpress.qa.checks.placeholders:check",
    "language": "babelpress.qa.checks.language:check",
    "length": "babelpress.qa.checks.length:check",
    "loops": "babelpress.qa.checks.repetition:check",
    "omission": "babelpress.qa.checks.omission:check",
}
"""In the order their findings are told."""

PARAGRAPH_LEVEL: frozenset[str] = frozenset({"quotes"})
"""Those that look at a whole paragraph: a quotation may span sentences."""


BUILT_IN: dict[str, dict[str, str]] = {
    "detectors": {
        "fasttext": "babelpress.langid.fasttext:FastTextDetector",
        "langid": "babelpress.langid.py3langid:LangidDetector",
    },
    "backends": {
        "ct2": "babelpress.models.backends.ctranslate2:CTranslate2Backend",
        "hf": "babelpress.models.backends.transformers:TransformersBackend",
        "fake": "babelpress.models.backends.fake:FakeBackend",
    },
    "readers": {
        "text": "babelpress.formats.text.plain:TextReader",
        "jsonl": "babelpress.formats.tables.jsonl:JsonlReader",
        "csv": "babelpress.formats.tables.delimited:DelimitedReader",
        "parquet": "babelpress.formats.tables.arrow:ParquetReader",
        "arrow": "babelpress.formats.tables.arrow:ArrowReader",
        "datasets": "babelpress.formats.tables.hub:HubReader",
        "html": "babelpress.formats.html.format:HtmlFormat",
        "md": "babelpress.formats.markdown.format:MarkdownFormat",
        "docx": "babelpress.formats.docx.format:DocxFormat",
        "xliff": "babelpress.formats.xliff.format:XliffFormat",
        "po": "babelpress.formats.po.format:PoFormat",
        "srt": "babelpress.formats.subtitles.format:SrtFormat",
        "vtt": "babelpress.formats.subtitles.format:VttFormat",
        "json": "babelpress.formats.structured.format:JsonFormat",
        "yaml": "babelpress.formats.structured.format:YamlFormat",
    },
    "writers": {
        "site": "babelpress.formats.site.writer:SiteWriter",
        "jsonl": "babelpress.formats.tables.jsonl:JsonlWriter",
        "parquet": "babelpress.formats.tables.writers:ParquetWriter",
        "datasets": "babelpress.formats.tables.writers:DatasetsWriter",
        "text": "babelpress.formats.text.plain:TextWriter",
        "markdown": "babelpress.formats.markdown.writer:MarkdownWriter",
        "document": "babelpress.formats.document_writer:DocumentWriter",
    },
    "metrics": {
        "bleu": "babelpress.evaluation.metrics.sacrebleu:Bleu",
        "chrf": "babelpress.evaluation.metrics.sacrebleu:Chrf",
        "chrf2": "babelpress.evaluation.metrics.sacrebleu:Chrf2",
        "ter": "babelpress.evaluation.metrics.sacrebleu:Ter",
        "lengthratio": "babelpress.evaluation.metrics.base:Length",
        "rouge1": "babelpress.evaluation.metrics.rouge:Rouge1",
        "rouge2": "babelpress.evaluation.metrics.rouge:Rouge2",
        "rougel": "babelpress.evaluation.metrics.rouge:RougeL",
        "compression": "babelpress.evaluation.metrics.summary:Compression",
        "coverage": "babelpress.evaluation.metrics.summary:Coverage",
        "density": "babelpress.evaluation.metrics.summary:Density",
        "novelty": "babelpress.evaluation.metrics.summary:Novelty",
        "bertscore": "babelpress.evaluation.metrics.bertscore:BertScore",
        "comet": "babelpress.evaluation.metrics.comet:Comet",
        "cometqe": "babelpress.evaluation.metrics.comet:CometQe",
        "quality": "babelpress.evaluation.metrics.estimated_quality:Quality",
    },
    "runners": {
        "serial": "babelpress.execution.serial:SerialRunner",
        "process": "babelpress.execution.process:ProcessRunner",
        "ray": "babelpress.execution.ray:RayRunner",
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
