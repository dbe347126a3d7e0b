"""JSON Lines: one article a line in, one record a line out."""

import json
import logging
from collections.abc import Iterator
from contextlib import suppress
from io import FileIO
from pathlib import Path
from typing import BinaryIO, ClassVar, Literal, Self, TextIO

from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict, Field, StrictInt, ValidationError
from pydantic_core import from_json as parse_json

from pipeline.errors import OutputUnavailable, RunStopped, UnreadableInput
from pipeline.formats.base import Unread
from pipeline.formats.decoding import decode, open_input, refuse_foreign
from pipeline.formats.names import slug
from pipeline.formats.normal import normal_form
from pipeline.formats.structure import structure
from pipeline.formats.text import without_text
from pipeline.records import Article, Block, Meta, Record, from_json, to_json

logger = logging.getLogger(__name__)

_BYTES_PER_CHARACTER = 12
"""The most that JSON needs for one: two escapes of six."""


class JsonlReaderOptions(BaseModel):
    """What the reader of JSON Lines can be told."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    max_characters: int = Field(1_000_000, ge=1, description="Longest article; a longer one is refused.")


class JsonlReader:
    """Reads one article a line: `text` or `blocks`, and optionally `id`, `title`, `language`, `date` and `url`.

    `text` is structured like a file of plain text. Other keys are kept in `Meta.extra` as JSON. A line that
    `JsonlWriter` wrote gives its article back, so what one run wrote another can read. Never holds more than a line.
    """

    Options: ClassVar = JsonlReaderOptions
    suffixes: tuple[str, ...] = (".jsonl", ".ndjson")

    def __init__(self, options: JsonlReaderOptions) -> None:
        self._options = options

    def read(self, path: Path) -> Iterator[Article | Unread]:
        """Give the articles in order; a line that cannot be read comes as `Unread` in its place."""
        try:
            stream = open_input(path)
        except UnreadableInput as error:
            yield Unread(id=str(path), error=error)
            return
        with stream:
            yield from self.read_stream(stream, name=str(path))

    def read_stream(self, stream: BinaryIO, *, name: str) -> Iterator[Article | Unread]:
        """Give the articles of a stream; `name` is what messages call it."""
        seen: dict[str, int] = {}
        number = offset = 0
        limit = self._options.max_characters * _BYTES_PER_CHARACTER + (1 << 16)
        found = False
        try:
            while line := stream.readline(limit):
                number += 1
                if number == 1:
                    refuse_foreign(line, name)
                length = len(line) + _skip_rest(stream, line, limit=limit)
                if line.strip():
                    found = True
                    yield self._line(line, length, name=name, number=number, offset=offset, seen=seen)
                offset += length
            if not found:
                raise UnreadableInput(f"{name}: {without_text(' ' * offset)}")
        except OSError as error:
            yield Unread(id=name, error=UnreadableInput(f"{name}: cannot be read: {error}"))
        except UnreadableInput as error:
            yield Unread(id=name, error=error)

    def _line(
        self, line: bytes, length: int, *, name: str, number: int, offset: int, seen: dict[str, int]
    ) -> Article | Unread:
        where = f"{name}: line {number:,}"
        try:
            if length > len(line):
                limit = f"the limit is {self._options.max_characters:,} characters (option max_characters)"
                raise UnreadableInput(f"{where}: is too long for one article: {length:,} bytes; {limit}")
            text = decode(line, name=name, line=number, offset=offset)
            article = _article(text, name=name, number=number, max_characters=self._options.max_characters)
            if article.id in seen:
                raise UnreadableInput(f"{where}: the id '{article.id}' is already that of line {seen[article.id]:,}")
            seen[article.id] = number
            return article
        except UnreadableInput as error:
            return Unread(id=f"{name}:{number}", error=error)


class _Fields(BaseModel):
    """The keys of a line that mean something to us."""

    model_config = ConfigDict(extra="allow")

    id: str | StrictInt | None = None
    title: str | None = None
    text: str | None = None
    blocks: tuple[Block, ...] | None = None
    language: str | None = Field(None, pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
    date: str | None = None
    url: str | None = None


def _article(line: str, *, name: str, number: int, max_characters: int) -> Article:
    where = f"{name}: line {number:,}"
    try:
        raw = parse_json(line.strip(), allow_inf_nan=False)
    except ValueError as error:
        what, _, column = str(error).partition(" at line 1 column ")
        raise UnreadableInput(f"{where}, column {column or 1}: is not JSON: {what}") from error
    if not isinstance(raw, dict):
        raise UnreadableInput(f"{where}: is not a JSON object but {json.dumps(raw)[:40]}")
    try:
        if isinstance(raw.get("article"), dict):
            article = from_json(line).article
        else:
            article = _from_fields(
                _Fields.model_validate(raw), where=where, fallback=f"{slug(Path(name).stem)}-{number}"
            )
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        raise UnreadableInput(f"{where}: {faults}") from error
    size = sum(len(block.text) for block in article.blocks)
    if size > max_characters:
        limit = f"the limit is {max_characters:,} (option max_characters)"
        raise UnreadableInput(f"{where}: is too long for one article: {size:,} characters, {limit}")
    return article


def _from_fields(fields: _Fields, *, where: str, fallback: str) -> Article:
    if (fields.text is None) == (fields.blocks is None):
        both = "gives both text and blocks; keep one" if fields.text is not None else "has neither text nor blocks"
        raise UnreadableInput(f"{where}: {both}")
    blocks, menu = fields.blocks or (), tuple[str, ...]()
    title = " ".join(normal_form(fields.title or "").split("\n")).strip() or None
    if fields.text is not None:
        text = normal_form(fields.text)
        blocks, menu = structure(text, title=title)
        if len(blocks) <= bool(title) and (not text.strip() or menu):
            raise UnreadableInput(f"{where}: text {without_text(text)}")
    elif title and not any(block.kind == "title" for block in blocks):
        blocks = (Block(kind="title", text=title), *blocks)
    if not any(block.text.strip() for block in blocks):
        raise UnreadableInput(f"{where}: blocks hold no text")
    id = fallback if fields.id is None else normal_form(str(fields.id)).strip()
    if not id:
        raise UnreadableInput(f"{where}: id is empty; give one, or leave the key out")
    extra = tuple((key, json.dumps(value, ensure_ascii=False)) for key, value in (fields.model_extra or {}).items())
    meta = Meta(date=fields.date, url=fields.url, menu=menu, extra=extra)
    return Article(id=id, blocks=blocks, language=fields.language, meta=meta, format="jsonl")


def _skip_rest(stream: BinaryIO, line: bytes, *, limit: int) -> int:
    """Pass by what is left of a line longer than the limit, and tell how many bytes that were."""
    skipped = 0
    while len(line) == limit and not line.endswith(b"\n"):
        rest = stream.readline(limit)
        skipped += len(rest)
        if len(rest) < limit or rest.endswith(b"\n"):
            break
    return skipped


class JsonlWriterOptions(BaseModel):
    """What the writer of JSON Lines can be told."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    overwrite: bool = Field(False, description="Replace a file that exists.")


class JsonlWriter:
    """Writes one record a line, in the order they come, to a file or an open text stream.

    A file is written beside its place as `<name>.part` and moved there on leaving, whatever it was left for: what
    it holds is always whole records. A run that ends before its first record leaves an older file as it was.
    """

    Options: ClassVar = JsonlWriterOptions
    expects: Literal["folder", "file"] = "file"

    def __init__(self, output: Path | TextIO, options: JsonlWriterOptions) -> None:
        self._output = output
        self._overwrite = options.overwrite
        self._part: _Part | None = None
        self._written = 0

    def __enter__(self) -> Self:
        if isinstance(self._output, Path):
            self._part = _Part(self._output, overwrite=self._overwrite)
        return self

    def write(self, record: Record) -> None:
        """Write one line. Raises `RunStopped`."""
        line = to_json(record) + "\n"
        try:
            if self._part:
                self._part.append(line.encode())
            elif not isinstance(self._output, Path):
                self._output.write(line)
                self._output.flush()
        except OSError as error:
            name = self._output if isinstance(self._output, Path) else "the output stream"
            raise RunStopped(
                f"{name}: cannot be written: {error.strerror or error}; the {self._written:,} records before are kept"
            ) from error
        self._written += 1

    def __exit__(self, *exception: object) -> None:
        if self._part:
            try:
                self._part.close(publish=self._written > 0 or not any(exception))
            except OSError as error:
                message = f"{self._part.path}: cannot be moved to {self._output}: {error.strerror or error}"
                if not any(exception):
                    raise RunStopped(message) from error
                logger.warning("%s", message)  # a second fault must not hide the first


class _Part:
    """The file beside its place, locked against other runs."""

    def __init__(self, output: Path, *, overwrite: bool) -> None:
        self.path = output.with_name(f"{output.name}.part")
        self._output = output
        self._lock = FileLock(output.with_name(f".{output.name}.lock"), timeout=0)
        try:
            if output.is_dir():
                raise OutputUnavailable(f"{output}: is a folder; name a file to write to")
            if output.exists() and not overwrite:
                raise OutputUnavailable(
                    f"{output}: exists; name another file, or allow to replace it with overwrite (--force)"
                )
            output.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire()
            self._file = FileIO(self.path, "w")
        except Timeout as error:
            raise OutputUnavailable(f"{output}: another run is writing it; wait until it is done") from error
        except OSError as error:
            self._lock.release()
            raise OutputUnavailable(f"{output}: cannot be written to: {error.strerror or error}") from error

    def append(self, line: bytes) -> None:
        """Put a whole line at the end, or nothing of it."""
        end = self._file.tell()
        try:
            rest = memoryview(line)
            while rest:
                rest = rest[self._file.write(rest) :]
        except BaseException:
            self._file.truncate(end)
            self._file.seek(end)
            raise

    def close(self, *, publish: bool) -> None:
        try:
            self._file.close()
            if publish:
                self.path.replace(self._output)
            else:
                self.path.unlink()
        finally:
            with suppress(OSError):  # Windows keeps a file that is open; it does no harm
                Path(self._lock.lock_file).unlink()
            self._lock.release()
