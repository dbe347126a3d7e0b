"""Plain text with one segment per line; only `\\n` and `\\r\\n` end a line, as for the tools that write such files."""

from pathlib import Path

from babelpress.errors import UnreadableInput
from babelpress.evaluation.datasets.base import DatasetIssue
from babelpress.evaluation.datasets.parts import DatasetRequest, Side, refusal, unreadable
from babelpress.formats.decoding import decode, open_input

_BOM = b"\xef\xbb\xbf"


def read(asked: DatasetRequest) -> list[Side]:
    """Return the single side in a file of lines."""
    texts, notices = read_lines(asked.path)
    return [
        Side(
            role=asked.role,
            name=asked.name,
            where=str(asked.path),
            texts=texts,
            notices=notices,
            language=asked.source if asked.role == "source" else asked.target,
        )
    ]


def read_lines(path: Path) -> tuple[tuple[str, ...], tuple[DatasetIssue, ...]]:
    """Return the lines of a file and its peculiarities. Raises `ConfigError`."""
    text, notices = read_whole(path)
    lines = text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    ended = sum(line.endswith("\r") for line in lines)
    lines = [line.removesuffix("\r") for line in lines]
    if 0 < ended < len(lines) - 1:  # the last line may have no line end
        message = f"{path}: {ended:,} of {len(lines):,} lines ended in CR LF, the others in LF: two files joined?"
        notices += (DatasetIssue(kind="crlf", message=message),)
    return tuple(lines), notices


def read_whole(path: Path) -> tuple[str, tuple[DatasetIssue, ...]]:
    """Return the text of a file without a byte order mark, else unchanged. Raises `ConfigError`."""
    try:
        with open_input(path) as stream:
            data = stream.read()
        text = decode(data, name=str(path))
    except UnreadableInput as error:
        raise refusal(error) from error
    except OSError as error:
        raise unreadable(path, f"cannot be read: {error.strerror}") from error
    marked = data.startswith(_BOM)
    return text, (DatasetIssue(kind="bom", message=f"{path}: a byte order mark was removed"),) if marked else ()
