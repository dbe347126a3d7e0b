"""What a file really is, by its first bytes: binary formats by their signature, text formats by how they begin."""

import json
import re
from dataclasses import dataclass

SAMPLE = 1 << 16
"""Bytes at the beginning of a file that are looked at."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A format.

    Attributes:
        name: With its article: `a PDF`.
        suffix: The ending that files of the format have; empty where there are several.
        packed: Whether it is a package or archive, which only its own reader can tell from its like.
    """

    name: str
    suffix: str = ""
    packed: bool = False


MARKUP = "HTML or XML"
"""The name of a text that is between a tag and its end."""

_SIGNATURES = (
    (b"%PDF", "a PDF", ".pdf"),
    (b"\xd0\xcf\x11\xe0", "an old Word file", ".doc"),
    (b"{\\rtf", "an RTF file", ".rtf"),
    (b"\x89PNG", "a picture", ".png"),
    (b"\xff\xd8\xff", "a picture", ".jpg"),
    (b"GIF8", "a picture", ".gif"),
    (b"BM", "a picture", ".bmp"),
    (b"II*\0", "a picture", ".tif"),
    (b"MM\0*", "a picture", ".tif"),
    (b"RIFF", "a sound, film or picture", ""),
    (b"OggS", "a sound or film", ".ogg"),
    (b"fLaC", "a sound", ".flac"),
    (b"ID3", "a sound", ".mp3"),
    (b"\x1aE\xdf\xa3", "a film", ".mkv"),
    (b"\x1f\x8b", "a gzip archive", ".gz"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", ".zst"),
    (b"BZh", "a bzip2 archive", ".bz2"),
    (b"\xfd7zXZ\0", "an xz archive", ".xz"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", ".7z"),
    (b"Rar!\x1a", "a RAR archive", ".rar"),
    (b"SQLite format 3\0", "an SQLite database", ".sqlite"),
    (b"PAR1", "a Parquet table", ".parquet"),
    (b"ARROW1", "an Arrow table", ".arrow"),
    (b"bplist00", "a binary property list", ".plist"),
    (b"\0asm", "a program", ".wasm"),
    (b"\xca\xfe\xba\xbe", "a program", ".class"),
    (b"\x7fELF", "a program", ""),
    (b"\xde\x12\x04\x95", "a compiled gettext catalogue", ".mo"),
    (b"\x95\x04\x12\xde", "a compiled gettext catalogue", ".mo"),
    (b"wOF2", "a font", ".woff2"),
    (b"%!PS", "a PostScript file", ".ps"),
)
_TEXTUAL = frozenset({b"BM", b"RIFF", b"ID3", b"BZh", b"GIF8", b"PAR1", b"OggS", b"fLaC", b"ARROW1", b"wOF2"})
"""Signatures that are letters: a text may begin with them; only with bytes that no text has are they a format."""

_PACKAGES = (
    (b"word/", "a Word document", ".docx"),
    (b"xl/", "an Excel workbook", ".xlsx"),
    (b"ppt/", "a PowerPoint presentation", ".pptx"),
    (b"application/epub+zip", "an EPUB", ".epub"),
    (b"application/vnd.oasis.opendocument.text", "an OpenDocument text", ".odt"),
    (b"application/vnd.oasis.opendocument.presentation", "an OpenDocument presentation", ".odp"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument spreadsheet", ".ods"),
)
_NOT_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")

_BEGINNINGS = (
    (r"<(?:!doctype\s{1,9}html|html[\s>])", "an HTML page", ".html"),
    (r"<xliff[\s>]", "XLIFF", ".xlf"),
    (r"<(?:\?xml\s|!doctype\s)", "XML", ".xml"),
    (r"WEBVTT(?:[ \t][^\n]*)?(?:\n|$)", "WebVTT subtitles", ".vtt"),
    (r"\d+[ \t]*\n\d\d:\d\d:\d\d[,.]\d{3} --> \d\d:", "SRT subtitles", ".srt"),
    (r"\d+:\d\d:\d\d\.\d{3},\d+:\d\d:\d\d\.\d{3}[ \t]*\n", "SBV subtitles", ".sbv"),
    (r"\[Script Info\][ \t]*\n", "ASS subtitles", ".ass"),
    (r"(?:msgctxt[ \t]+\"[^\n]*\n)?msgid[ \t]+\"", "a gettext catalogue", ".po"),
    (r"\"(?:[^\"\\\n]|\\.)*\"[ \t]*=[ \t]*\"(?:[^\"\\]|\\.)*\"[ \t]*;", "Apple strings", ".strings"),
    (r"\\documentclass[\[{]", "LaTeX", ".tex"),
    (r"<\?php\s", "a program", ".php"),
)
"""How formats begin after comments and blank lines."""
_PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), Kind(name, suffix)) for pattern, name, suffix in _BEGINNINGS)
_COMMENT = re.compile(r"\s+|<!--.*?-->|/\*.*?\*/|(?:[#!%;]|//)[^\n]*(?:\n|$)", re.DOTALL)
_DECLARATION = re.compile(r"<\?xml[^<>]{0,200}\?>")
_JSON = re.compile(r"\{\s*\"(?:[^\"\\\n]|\\.){0,200}\"\s*:|\[\s*(?:\{\s*\"|\"(?:[^\"\\\n]|\\.){0,200}\"\s*[,\]])")
_MARKUP = re.compile(r"<([A-Za-z][\w:.-]*)(?:\s[^<>]*)?>")
_PROPERTY = re.compile(r"[\w.-]+[ \t]*=[^=]*$")
_FRONT_KEY = re.compile(r"[\w-]{1,60}:(?:[ \t]|$)")
_FRONT_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_DIRECTIVE = re.compile(r"^\.\. (?:_[^\n:]{1,80}:|[a-z][\w-]{1,40}::)", re.MULTILINE)
_FEW = 4
"""Settings `key = value` from which a text without any other line is a file of settings."""


def binary_kind(data: bytes) -> Kind | None:
    """Return the binary format whose signature a file begins with, None for text and for what is not known.

    >>> binary_kind(b"%PDF-1.7").suffix
    '.pdf'
    """
    if data.startswith(b"PK\x03\x04"):
        found = ((data.find(mark), name, suffix) for mark, name, suffix in _PACKAGES)
        first = min((one for one in found if one[0] >= 0), default=(0, "a Word, LibreOffice or ZIP file", ""))
        return Kind(*first[1:], packed=True)
    for mark, name, suffix in _SIGNATURES:
        if data.startswith(mark) and (mark not in _TEXTUAL or _NOT_TEXT.search(data[:SAMPLE])):
            return Kind(name, suffix, packed=name.endswith(("archive", "Word file")))
    if data[4:8] == b"ftyp":
        return Kind("a film or picture", ".mp4")
    if data[257:262] == b"ustar":
        return Kind("a tar archive", ".tar")
    if data.startswith(b"MZ") and _NOT_TEXT.search(data[:SAMPLE]):
        return Kind("a program", ".exe")
    return None


def text_kind(text: str) -> Kind | None:
    """Return the format with a syntax of its own that a text is in, None for prose and for what is not certain.

    Args:
        text: The text, or its beginning.

    Returns:
        The format; Markdown without front matter is prose.

    >>> text_kind('{"title": "Un mot"}').suffix, text_kind("Un mot [sic].")
    ('.json', None)
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if text.startswith("#!/"):
        return Kind("a program", ".sh")
    start = _start(text)
    if _JSON.match(text, start):
        return Kind("JSON Lines", ".jsonl") if _lines_of_json(text[start:]) else Kind("JSON", ".json")
    if declared := _DECLARATION.match(text, start):
        start = _start(text, declared.end())
    for pattern, kind in _PATTERNS:
        if pattern.match(text, start):
            return kind
    if start and declared:
        return Kind("XML", ".xml")
    opening = _MARKUP.match(text, start)
    if opening and text.rstrip().endswith(f"</{opening[1]}>"):
        return Kind(MARKUP, ".html")
    return _by_lines(text)


def is_json(text: str) -> bool:
    """Return whether the whole text is one value of JSON."""
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _by_lines(text: str) -> Kind | None:
    """The format that the lines of a text show together."""
    if text.startswith("---\n") and _FRONT_KEY.match(text, 4) and _FRONT_END.search(text, 4):
        return Kind("Markdown with front matter", ".md")
    if _DIRECTIVE.search(text):
        return Kind("reStructuredText", ".rst")
    lines = [line for line in text.split("\n") if line.strip() and line.lstrip()[0] not in "#!;["]
    if len(lines) >= _FEW and all(map(_PROPERTY.match, lines)):
        return Kind("a file of settings", ".properties")
    return None


def _start(text: str, at: int = 0) -> int:
    """Where a text begins after blanks and comments."""
    while found := _COMMENT.match(text, at):
        at = found.end()
    return at


def _lines_of_json(text: str) -> bool:
    """Whether a text has a value of JSON on its first line, and another one begins below it."""
    first, _, rest = text.partition("\n")
    return rest.lstrip().startswith(("{", "[")) and is_json(first)
