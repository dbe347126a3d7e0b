"""Writes each version in the format of its source document: same structure, other language."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar

from pydantic import Field

from babelpress.config.plugins import kinds, make, resolve
from babelpress.config.schema import Component
from babelpress.document import Record
from babelpress.formats.base import DocumentFormat
from babelpress.formats.filenames import safe_name
from babelpress.formats.folder_writer import FolderOptions, FolderWriter
from babelpress.formats.text.plain import render_text
from babelpress.formats.versions import versions


class DocumentWriterOptions(FolderOptions):
    """Options of the writer of documents."""

    formats: tuple[Component, ...] = Field(
        (), description="Options of the formats to write, by kind; by default those of the profile's readers."
    )


class DocumentWriter(FolderWriter):
    """Writes `<language>/<id>` with the suffix of the source's format: HTML for HTML, docx for docx.

    The version in the source language is the document as it was read. An article without such a format (plain text,
    JSON Lines) is written as plain text. Documents have no place for summaries, which are left out.
    """

    Options: ClassVar = DocumentWriterOptions
    kind = "document"

    def __init__(self, output: Path, options: DocumentWriterOptions) -> None:
        super().__init__(output, options)
        self._formats = {part.kind: part.options for part in options.formats}

    def files(self, name: str, record: Record) -> dict[str, str | bytes]:
        """Return one file per version."""
        kind = record.article.format
        found = document_format(kind, options=self._formats.get(kind, {}))
        return {
            f"{safe_name(version.language)}/{name}{found.suffix if found else '.txt'}": (
                found.render(version.document, language=version.language) if found else render_text(version.blocks)
            )
            for version in versions(record)
        }


def document_format(kind: str, *, options: Mapping[str, Any] = MappingProxyType({})) -> DocumentFormat | None:
    """Return the format that an article's blocks were read by, None where it cannot render documents."""
    if kind not in kinds("readers"):
        return None
    if not hasattr(resolve("readers", kind), "render"):
        return None
    made: DocumentFormat = make("readers", kind, options=options)
    return made
