"""The registry of plug-ins: for each family and kind the "module:Class", imported on first use.

Another package adds a kind through an entry point in the group `babelpress.<family>`, e.g.
`[project.entry-points."babelpress.backends"] mine = "my_package:MyBackend"`.
Its name must be unique in the family: a name that is already taken is a `ConfigError`.
Each class has an attribute `Options`, the pydantic model of its options; a check is a function and has none.
"""

from collections.abc import Mapping
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from babelpress.errors import BabelpressError, ConfigError, Fault, nearest
from babelpress.failures import described, plug_ins

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
    "debris": "babelpress.qa.checks.debris:check",
    "weekdays": "babelpress.qa.checks.weekdays:check",
    "opposites": "babelpress.qa.checks.opposites:check",
}
"""The built-in checks: name -> "module:function", in the order in which their findings are reported."""

PARAGRAPH_LEVEL: frozenset[str] = frozenset({"quotes"})
"""Checks that compare whole paragraphs instead of sentences: a quotation may span several sentences."""

BUILT_IN: dict[str, dict[str, str]] = {
    "detectors": {
        "fasttext": "babelpress.langid.fasttext:FastTextDetector",
        "langid": "babelpress.langid.py3langid:LangidDetector",
    },
    "backends": {
        "ct2": "babelpress.models.backends.ctranslate2:CTranslate2Backend",
        "hf": "babelpress.models.backends.transformers:TransformersBackend",
        "students": "babelpress.models.backends.students.backend:StudentsBackend",
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
        "pptx": "babelpress.formats.pptx.format:PptxFormat",
        "xlsx": "babelpress.formats.xlsx.format:XlsxFormat",
        "feed": "babelpress.formats.feeds.format:FeedFormat",
        "odt": "babelpress.formats.odf.format:OdtFormat",
        "odp": "babelpress.formats.odf.format:OdpFormat",
        "epub": "babelpress.formats.epub.format:EpubFormat",
        "xliff": "babelpress.formats.xliff.format:XliffFormat",
        "po": "babelpress.formats.po.format:PoFormat",
        "srt": "babelpress.formats.subtitles.format:SrtFormat",
        "sbv": "babelpress.formats.subtitles.format:SbvFormat",
        "vtt": "babelpress.formats.subtitles.format:VttFormat",
        "ass": "babelpress.formats.subtitles.format:AssFormat",
        "ipynb": "babelpress.formats.notebook.format:NotebookFormat",
        "rst": "babelpress.formats.rst.format:RstFormat",
        "adoc": "babelpress.formats.asciidoc.format:AsciidocFormat",
        "json": "babelpress.formats.structured.format:JsonFormat",
        "arb": "babelpress.formats.structured.format:ArbFormat",
        "yaml": "babelpress.formats.structured.format:YamlFormat",
        "properties": "babelpress.formats.resources.properties:PropertiesFormat",
        "xcstrings": "babelpress.formats.resources.xcstrings:XcstringsFormat",
        "android": "babelpress.formats.resources.android:AndroidFormat",
        "resx": "babelpress.formats.resources.resx:ResxFormat",
        "qt": "babelpress.formats.resources.qt:QtFormat",
        "strings": "babelpress.formats.resources.apple_strings:AppleStringsFormat",
    },
    "writers": {
        "site": "babelpress.formats.site.writer:SiteWriter",
        "jsonl": "babelpress.formats.tables.jsonl:JsonlWriter",
        "csv": "babelpress.formats.tables.writers:CsvWriter",
        "tsv": "babelpress.formats.tables.writers:TsvWriter",
        "xlsx": "babelpress.formats.tables.writers:XlsxWriter",
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
"""All built-in kinds by family."""


@cache
def kinds(family: str) -> dict[str, str]:
    """List the kinds of a family, built-in and installed.

    Args:
        family: A key of `BUILT_IN`: `detectors`, `backends`, `readers`, `writers`, `metrics`, `runners` or `checks`.

    Returns:
        The name of each kind with its "module:Class" (for a check "module:function").

    Raises:
        ConfigError: Two kinds have the same name, so that it would be unknown which of them made a record. A package
            that is found twice with the same target counts once.
    """
    found = dict(BUILT_IN[family])
    owners = dict.fromkeys(found, "Babelpress")
    faults = []
    for point in sorted(entry_points(group=f"babelpress.{family}"), key=lambda point: (point.name, point.value)):
        owner = f"the package '{point.dist.name}'" if point.dist else "a package"
        if found.setdefault(point.name, point.value) == point.value:
            owners.setdefault(point.name, owner)
            continue
        second, first = f"{owner} ({point.value})", f"{owners[point.name]} ({found[point.name]})"
        message = f"'{point.name}' is defined by {first} and by {second}; rename an entry point, or uninstall a package"
        faults.append(Fault(f"babelpress.{family}", message))
    if faults:
        raise ConfigError(f"two {family} have the same name", faults)
    return found


WITHOUT_OPTIONS = {"metrics", "checks"}
"""Families whose members have no options."""


def resolve(family: str, kind: str) -> Any:
    """Import a kind.

    Args:
        family: A key of `BUILT_IN`.
        kind: The name of a kind of this family.

    Returns:
        The class, or for a check the function.

    Raises:
        ConfigError: There is no such kind (the message has the most similar name), or it cannot be imported (the
            message has its entry point, its package and the exception).
    """
    known = kinds(family)
    if kind not in known:
        raise ConfigError(f"unknown {family.rstrip('s')}", [Fault("kind", f"'{kind}': {nearest(kind, known)}")])
    return _load(EntryPoint(name=kind, value=known[kind], group=f"babelpress.{family}"))


def make(family: str, kind: str, *arguments: object, options: Mapping[str, Any] = MappingProxyType({})) -> Any:
    """Create an object of a kind.

    Args:
        family: A key of `BUILT_IN` other than those in `WITHOUT_OPTIONS`.
        kind: The name of a kind of this family.
        *arguments: Positional arguments of the class before its options.
        options: Keyword arguments for its `Options`.

    Returns:
        The object.

    Raises:
        ConfigError: As `resolve`, or the class raised an exception that is not a `BabelpressError`.
        BabelpressError: The class raised it, e.g. `ModelUnavailable`.
    """
    found = resolve(family, kind)
    try:
        return found(*arguments, found.Options(**options))
    except BabelpressError:
        raise
    except Exception as error:
        raise unusable(family, kind, error) from error


def unusable(family: str, kind: str, error: Exception) -> ConfigError:
    """Return the error that names a kind that cannot be used, its package and the reason; raise it `from` its cause."""
    value = kinds(family)[kind]
    package = plug_ins().get(value.partition(".")[0].partition(":")[0].strip())
    what = f"the plug-in '{kind}'" if package else f"'{kind}'"
    where = f"{kind} = {value}" + (f" (package {package})" if package else "")
    remedy = f"fix or uninstall {package}" if package else "reinstall Babelpress"
    return ConfigError(
        f"{what} of babelpress.{family} cannot be used", [Fault("", f"{where}: {described(error)}; {remedy}")]
    )


@cache
def _load(point: EntryPoint) -> Any:
    family = point.group.partition(".")[2]
    try:
        found = point.load()
        if not callable(found):
            raise TypeError(f"{point.value} is not a class or function but an object of type {type(found).__name__}")
        if family not in WITHOUT_OPTIONS and not _is_model(getattr(found, "Options", None)):
            raise TypeError(f"{point.value} has no attribute Options, a pydantic model of its options")
    except BabelpressError:
        raise
    except Exception as error:
        raise unusable(family, point.name, error) from error
    return found


def _is_model(options: object) -> bool:
    return isinstance(options, type) and issubclass(options, BaseModel) and options is not BaseModel
