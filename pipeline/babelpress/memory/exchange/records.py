"""The records of `babelpress run` and `batch` as units of a memory."""

from collections.abc import Iterator
from typing import BinaryIO

from babelpress.document import Record, from_json
from babelpress.errors import UnreadableInput
from babelpress.memory import folding
from babelpress.memory.document_tags import neighbours, segment_texts, usable
from babelpress.memory.exchange.reading import Asked, Notes
from babelpress.memory.units import Unit


def read_records(stream: BinaryIO, *, name: str, asked: Asked, notes: Notes) -> Iterator[Unit]:
    """Yield the segments of all versions of records, with their neighbours; arguments and errors as of `read_tmx`."""
    for number, line in enumerate(stream, start=1):
        if not line.strip():
            continue
        try:
            record = from_json(line.decode())
        except ValueError as error:
            what = str(error).partition("\n")[0]
            raise UnreadableInput(f"{name}: line {number:,}: is not a record of Babelpress: {what}") from error
        if not record.translations:
            notes.leave("without a translation", number)
        yield from record_units(record, asked)


def record_units(record: Record, asked: Asked) -> Iterator[Unit]:
    """Yield the segments of all versions of a record that are wanted."""
    source = record.language or ""
    if asked.source and folding.primary(asked.source) != source:
        return
    edge = folding.key("", source)
    for version in record.translations:
        if not asked.wants(version.language):
            continue
        keys = [folding.key(segment.source, source) for segment in version.segments]
        for index, (segment, left, right) in enumerate(segment_texts(record, version)):
            if not usable(segment):
                continue
            before, after = neighbours(keys, index, edge)
            yield Unit(
                source_language=source,
                target_language=version.language,
                source=left,
                target=right,
                status=asked.status,
                origin=asked.origin,
                model=segment.model,
                article=record.article.id,
                previous=before,
                next=after,
            )
