"""Translates documents in this process, as `babelpress run --to document` does."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from babelpress import api
from babelpress.config import plugins
from babelpress.document import Record
from babelpress.errors import RunStopped
from babelpress.execution.runner import readers
from babelpress.formats.base import ReadError
from babelpress.formats.document_writer import DocumentWriter, DocumentWriterOptions
from babelpress.formats.outputs import plant

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
plugins.BUILT_IN["backends"]["permuting"] = "permuting:PermutingBackend"
plugins.kinds.cache_clear()


@dataclass(frozen=True)
class Translated:
    """A document and what became of it; `out` is None where it was refused or failed, and `said` has the reason."""

    path: Path
    language: str
    out: bytes | None
    suffix: str
    severe: tuple[str, ...]
    said: str = ""


def pipeline(profile: str) -> api.Pipeline:
    """Return the pipeline of a profile; `permuting` is that of this folder."""
    return api.load(str(HERE / "permuting.yaml") if profile == "permuting" else profile)


def translated(pipeline: api.Pipeline, paths: Iterable[Path], language: str) -> Iterator[Translated]:
    """Translate files into a language, in order."""
    paths = list(paths)
    known = readers(pipeline._settings)
    done = 0
    with TemporaryDirectory() as folder:
        try:
            for path, record in zip(paths, pipeline.run(paths, to=[language], source="fr"), strict=True):
                with DocumentWriter(Path(folder, str(done)), DocumentWriterOptions()) as writer:
                    plant(writer, [path], readers=known, sources=["fr"], targets=[language])
                    yield _one(path, record, language, writer)
                done += 1
        except RunStopped as error:
            for path in paths[done:]:
                yield Translated(path, language, None, path.suffix, (), str(error))


def _one(path: Path, record: Record | ReadError, language: str, writer: DocumentWriter) -> Translated:
    failures = [str(failure) for failure in getattr(record, "failures", ())]
    severe = tuple(f"{finding.check}: {finding.message}" for finding in record.findings if finding.severity == "severe")
    out = None
    for name, data in writer.files("document", record).items():
        writer.folder.write(name, data)
        if name.startswith(f"{language}/"):
            out = data if isinstance(data, bytes) else data.encode()
    # The writer keeps the ending of a file that it knows, which this one is not told; text read as such loses it.
    suffix = ".txt" if record.article.format == "text" else path.suffix
    return Translated(path, language, None if failures else out, suffix, severe, "; ".join(failures))
