"""Prints the translations of articles as text, for people who read them in a terminal."""

from collections.abc import Iterator
from typing import ClassVar, Literal, Self, TextIO

from pydantic import BaseModel, ConfigDict

from babelpress import lang
from babelpress.document import Record
from babelpress.errors import RunStopped
from babelpress.formats.text.plain import render_text
from babelpress.formats.versions import versions, with_summary


class PrintedWriterOptions(BaseModel):
    """The writer has no options."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PrintedWriter:
    """Writes every translation of an article as text under a line `== ID: LANGUAGE ==`, to an open text stream.

    The text has the form of `TextWriter`, with the summary under the title. Where only summaries, headlines or
    standfirsts were made, these are under such a line.
    """

    Options: ClassVar = PrintedWriterOptions
    expects: Literal["folder", "file", "binary file"] = "file"

    def __init__(self, output: TextIO, options: PrintedWriterOptions) -> None:
        self._output = output

    def __enter__(self) -> Self:
        return self

    def write(self, record: Record) -> None:
        """Print an article. Raises `RunStopped`."""
        try:
            for part in _parts(record):
                self._output.write(part)
            self._output.flush()
        except OSError as error:
            raise RunStopped(f"the output stream: cannot be written: {error.strerror or error}") from error

    def __exit__(self, *exception: object) -> None:
        pass


def _parts(record: Record) -> Iterator[str]:
    """Yield what is printed of a record: the translations, or what was made in their place."""
    for version in versions(record):
        if not version.is_source:
            yield f"{_head(record, version.language)}{render_text(with_summary(version))}\n"
    translated = {translation.language for translation in record.translations}
    shorts: dict[tuple[str, str], list[str]] = {}
    for summary in record.summaries:
        if summary.text and summary.language not in translated:
            shorts.setdefault((summary.language, summary.kind), []).append(summary.text)
    for (language, kind), texts in shorts.items():
        if not (translated and language == record.language):  # the summary of the source is no translation
            lines = "".join(f"{text}\n" for text in texts)
            yield f"{_head(record, language, '' if kind == 'summary' else kind)}{lines}\n"


def _head(record: Record, language: str, kind: str = "") -> str:
    return f"== {record.article.id}: {lang.get(language).english}{kind and f', {kind}'} ==\n\n"
