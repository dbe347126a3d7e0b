"""What can be plugged in: family and kind -> "module:Class", imported on first use.

Another package adds its own through an entry point in the group `babelpress.<family>`, e.g.
`[project.entry-points."babelpress.backends"] mine = "my_package:MyBackend"`.
Every class has a nested or module-level `Options` (pydantic model) as its `Options` attribute; a check is a function.
"""

from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

from pipeline.checks.every import CHECKS
from pipeline.errors import ConfigError, Fault, nearest

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
    """Give every kind of a family, built in or installed, with its target."""
    found = {point.name: point.value for point in entry_points(group=f"babelpress.{family}")}
    return {**found, **BUILT_IN[family]}


def resolve(family: str, kind: str) -> Any:
    """Import and give the class of a kind. Raises `ConfigError` with the nearest known name."""
    known = kinds(family)
    if kind not in known:
        raise ConfigError(f"no {family.rstrip('s')} of that name", [Fault("kind", f"'{kind}': {nearest(kind, known)}")])
    module, _, name = known[kind].partition(":")
    return getattr(import_module(module), name)
