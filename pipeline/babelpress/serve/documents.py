"""Translation of an uploaded file into its own format."""

import tempfile
from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babelpress.api import Pipeline
from babelpress.document import Article, Detection, Record
from babelpress.errors import UnreadableInput
from babelpress.execution.runner import readers
from babelpress.formats.base import Reader
from babelpress.formats.decoding import read_as_written
from babelpress.formats.document_writer import document_format
from babelpress.formats.inputs import read_inputs
from babelpress.formats.versions import versions
from babelpress.serve.refusal import Refusal
from babelpress.serve.service import language_of

_PLAIN = ".txt"

_LONGEST = 4_000_000
"""Characters of a text file."""


def suffixes(pipeline: Pipeline) -> list[str]:
    """Return the suffixes of the files that can be translated, in order."""
    return sorted({_PLAIN} | {suffix for reader in _documents(pipeline) for suffix in reader.suffixes})


def translate_document(
    pipeline: Pipeline,
    data: bytes,
    name: str,
    *,
    source: str,
    target: str,
    read: Callable[[str, str], None] | None = None,
) -> bytes:
    """Return a file in another language, in its own format.

    Args:
        pipeline: Translates.
        data: The file.
        name: What its client calls it; its suffix says what it is.
        source: The code of its language, or `auto`.
        target: The code of the language to translate into.
        read: Called with the text and its language before it is translated.

    Raises:
        Refusal: It cannot be read, or is in a language without a route.
        ItemError: It cannot be translated.
    """
    suffix = refuse_unknown(pipeline, data, name)
    if suffix == _PLAIN:
        return _plain(pipeline, data, source=source, target=target, read=read)
    article = _article(pipeline, data, suffix)
    found = document_format(article.format)
    if found is None:
        raise Refusal(400, "Invalid request: file format not supported")
    code = language_of(pipeline, article.text, source, target=target).language
    if code == target:
        return data
    if read:
        read(article.text, code)
    made = pipeline.translate(article, to=target, source=code)
    record = Record(article=article, detection=Detection(language=code, confidence=1.0), translations=(made,))
    version = next(one for one in versions(record) if one.language == target)
    return found.render(version.document, language=target)


@lru_cache(maxsize=2)
def _readers(pipeline: Pipeline) -> list[Reader]:
    """Return the readers of a pipeline, built once for all uploads."""
    return list(readers(pipeline.profile))


def _documents(pipeline: Pipeline) -> list[Reader]:
    return [reader for reader in _readers(pipeline) if hasattr(reader, "render")]


def refuse_unknown(pipeline: Pipeline, data: bytes, name: str) -> str:
    """Return the longest suffix of a name that a format has. Raises `Refusal` if there is none, or no data."""
    fitting = [suffix for suffix in suffixes(pipeline) if name.lower().endswith(suffix)]
    if not fitting:
        raise Refusal(400, "Invalid request: file format not supported")
    if not data:
        raise Refusal(400, "Invalid request: empty file")
    return max(fitting, key=len)


def _article(pipeline: Pipeline, data: bytes, suffix: str) -> Article:
    """Read a file that has one article. Its content must be what its suffix says."""
    with tempfile.TemporaryDirectory(prefix="babelpress-serve-") as folder:
        path = Path(folder) / (f"file{suffix}" if suffix[0] in "._" else suffix)
        path.write_bytes(data)
        items = list(read_inputs([path], readers=_readers(pipeline)))
    articles = [item for item in items if isinstance(item, Article)]
    for item in items:
        if not isinstance(item, Article):
            raise Refusal(400, str(item.error).replace(str(path), "the file"))
    if len(articles) != 1:
        raise Refusal(400, "Invalid request: file format not supported")
    return articles[0]


def _plain(
    pipeline: Pipeline, data: bytes, *, source: str, target: str, read: Callable[[str, str], None] | None
) -> bytes:
    """Translate plain text line by line: every line end and blank stays."""
    try:
        text = read_as_written(BytesIO(data), name="the file", max_characters=_LONGEST)
    except UnreadableInput as error:
        raise Refusal(400, str(error)) from error
    code = language_of(pipeline, text, source, target=target).language
    if code == target:
        return data
    if read:
        read(text, code)
    made: str = pipeline.translate(text, to=target, source=code)
    return made.encode()
