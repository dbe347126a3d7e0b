"""Each version as the document it came from: same format, same structure, other language."""

from typing import ClassVar

from pipeline.formats.base import DocumentFormat
from pipeline.formats.folder import FolderOptions, FolderWriter
from pipeline.formats.names import safe_name
from pipeline.formats.text import render_text
from pipeline.formats.versions import versions
from pipeline.records import Record
from pipeline.registry import kinds, resolve


class DocumentWriter(FolderWriter):
    """Writes `<language>/<id>` with the ending of the source's format: HTML for HTML, docx for docx.

    The source's own version is the document as it was read. An article without such a format (plain text, JSON Lines)
    is written as plain text. Summaries have no place in a document and are left out.
    """

    Options: ClassVar = FolderOptions
    kind = "document"

    def files(self, name: str, record: Record) -> dict[str, str | bytes]:
        """Give one file a version."""
        found = document_format(record.article.format)
        return {
            f"{safe_name(version.language)}/{name}{found.suffix if found else '.txt'}": (
                found.render(version.document, language=version.language) if found else render_text(version.blocks)
            )
            for version in versions(record)
        }


def document_format(kind: str) -> DocumentFormat | None:
    """Give the format that made an article's blocks, None where it has no structure to put back."""
    if kind not in kinds("readers"):
        return None
    reader = resolve("readers", kind)
    if not hasattr(reader, "render"):
        return None
    made: DocumentFormat = reader(reader.Options())
    return made
