"""From the paths that the user names to articles: each file goes to the reader of its suffix, in order."""

import codecs
import glob
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import BinaryIO

from babelpress.config.plugins import kinds, make
from babelpress.document import Article
from babelpress.errors import ConfigError, ContractViolation, Fault, UnreadableInput, nearest
from babelpress.failures import stops, unexpected
from babelpress.formats.base import Claiming, Equipped, Reader, ReadError, SingleReader
from babelpress.formats.decoding import open_input
from babelpress.formats.filenames import digest, slug
from babelpress.formats.globbing import Found, expand
from babelpress.formats.sniffing import MARKUP, SAMPLE, Kind, binary_kind, is_json, text_kind
from babelpress.formats.tables.fields import RowOptions

STDIN = "-"
"""The path of standard input."""

Exclude = Callable[[Found], bool]
"""Whether a file of a folder is not to be read: an earlier output, a file in another language."""
Keep = Callable[[Found], bool]
"""Told of a file of a folder that holds nothing to translate; whether that is no error."""

_PLAIN = ".txt"
_OTHER = """
.adoc .ait .arb .asc .asciidoc .ass .bib .c .cc .cfg .conf .cpp .cs .css .csv .dita .ditamap .epub .fodt .go .h .hs
.icml .idml .ini .ipynb .java .js .json5 .jsonc .jsx .kt .less .lua .mo .mts .odp .ods .odt .org .php .pl .plist .pm
.pot .pptx .properties .ps1 .py .qmd .r .rb .resw .resx .rmd .rs .rss .rst .rtf .sbv .scss .sh .sql .ssa .stl .strings
.stringsdict .sty .sub .svg .swift .tbx .tex .textile .tmx .toml .ts .tsv .tsx .ttml .twig .vue .wiki .xcstrings .xlsx
.xml .xsl
"""
"""Suffixes of formats with a syntax of their own: read as plain text, tags, keys and code would be translated."""

_UNREAD = """
.astro .csv .dita .doc .ejs .erb .hbs .icml .idml .jinja .j2 .key .liquid .mediawiki .mustache .njk .numbers .ods .org
.ots .pages .php .plist .ppt .pug .qmd .rmd .rtf .sbv .stringsdict .svelte .tbx .tex .textile .tmx .toml .tsv .ttml
.twig .vue .wiki .xls
"""
"""Suffixes of files that hold texts for readers, and for which there may be no reader."""

_LENIENT = {
    ".txt": frozenset[str](),
    ".md": frozenset({".md", ".rst", ".xml", ".php", ".properties", ".sh"}),
    ".html": frozenset({".html", ".xml", ".php", ".md", ".rst", ".properties", ".sh", ".xlf"}),
}
"""Formats that take any text for theirs, and the kinds of text that may be in them; all others refuse by themselves."""


def read_inputs(
    paths: Iterable[str | PathLike[str]],
    *,
    readers: Sequence[Reader] | None = None,
    stdin: BinaryIO | None = None,
    language: str | None = None,
    exclude: Exclude | None = None,
    keep: Keep | None = None,
) -> Iterator[Article | ReadError]:
    """Yield the articles of all files in order, one file open at a time.

    A folder or a pattern (`news/**/*.html`) stands for the readable files in it, sorted, without hidden ones and
    without those that `exclude` names; those without a text that `keep` takes are no errors. `readers` are by default
    all registered ones with default options. `-` is `stdin`, read as plain text, or as JSON Lines where its first
    character is a brace. `language` is set on every article. Raises `ModelUnavailable` at once where a package is
    missing that one of the files needs.
    """
    found = all_readers() if readers is None else readers
    files = input_files(paths, readers=found, exclude=exclude)
    for file in files:
        reader = reader_of(file.path, found)
        if isinstance(reader, Equipped):
            _ready(reader, file.path)
    return _articles(files, found, stdin=stdin, language=language, keep=keep)


def input_files(
    paths: Iterable[str | PathLike[str]], *, readers: Sequence[Reader], exclude: Exclude | None = None
) -> list[Found]:
    """Return the files that the paths stand for, in order, those of folders and patterns once.

    `exclude` leaves out files of folders and patterns.
    """
    found: list[Found] = []
    seen: set[Path] = set()
    for path in paths:
        for file in expand(Path(path), known=lambda path: reader_of(path, readers) is not None):
            if file.folder is None or not (file.path in seen or (exclude and exclude(file))):
                found.append(file)
                seen.add(file.path)
    return found


def unread_files(
    paths: Iterable[str | PathLike[str]], *, readers: Sequence[Reader], exclude: Exclude | None = None
) -> list[Path]:
    """Return the documents below the folders among the paths that no reader reads, by their suffixes."""
    found: list[Path] = []
    suffixes = frozenset(_UNREAD.split())
    for path in map(Path, paths):
        if path.is_dir():
            files = expand(path, known=lambda one: one.suffix.lower() in suffixes and not reader_of(one, readers))
            found += [file.path for file in files if file.folder and not (exclude and exclude(file))]
    return found


def refuse_missing(paths: Iterable[str | PathLike[str]], *, readers: Sequence[Reader]) -> None:
    """Raise `ConfigError` if nothing can be read, so that nothing is loaded or written for a mistyped name.

    That is, if none of the paths exists, or all are tables without the column of the texts or one that was asked for.
    Where only some are so, the others are read, and each of them is an error of its own.
    """
    files = [file.path for file in input_files(paths, readers=readers)]
    missing = [path for path in files if not _is_there(path, readers)]
    if files and len(missing) == len(files):
        raise ConfigError("there is nothing to read", [Fault(str(path), _absent(path)) for path in missing])
    faults: list[Fault] = []
    for path in files:
        options = getattr(reader_of(path, readers), "Options", object)
        if not (path.is_file() and issubclass(options, RowOptions)):
            return
        first = next(iter(read_inputs([path], readers=readers)), None)
        if not isinstance(first, ReadError) or first.id != str(path):
            return
        faults.append(Fault(str(path), str(first.error).removeprefix(f"{path}: ")))
    if faults:
        raise ConfigError("there is nothing to read", faults)


def _is_there(path: Path, readers: Sequence[Reader]) -> bool:
    """Whether a path can be read: standard input, an address that a reader claims, or a path that exists."""
    claimed = any(isinstance(reader, Claiming) and reader_of(path, [reader]) for reader in readers)
    return str(path) == STDIN or os.path.lexists(path) or claimed


def _absent(path: Path) -> str:
    if glob.has_magic(str(path)):
        return "no file fits this pattern"
    near = nearest(path.name, (one.name for one in path.parent.iterdir())) if path.parent.is_dir() else ""
    return f"there is no such file{f'; {near}' if near.startswith('did') else ''}"


def article_files(
    paths: Iterable[str | PathLike[str]], *, readers: Sequence[Reader], exclude: Exclude | None = None
) -> dict[str, Found]:
    """Return the file of each article that is named after its file, by the id of the article.

    Archives, which have many articles, and ids that several files share are left out; so are standard input and
    addresses.
    """
    found: dict[str, list[Found]] = {}
    files = input_files(paths, readers=readers, exclude=exclude)
    for file, id in zip(files, _ids(files), strict=True):
        reader = reader_of(file.path, readers)
        if file.path.is_file() and (reader is None or isinstance(reader, SingleReader)):
            found.setdefault(id, []).append(file)
    return {id: own[0] for id, own in found.items() if len(own) == 1}


def all_readers() -> list[Reader]:
    """Return every registered reader with its default options."""
    return [make("readers", kind) for kind in kinds("readers")]


def choose_reader(path: Path, readers: Sequence[Reader]) -> Reader:
    """Return the reader of a file: the one that claims it, else that of its longest suffix, else that of plain text.

    Raises `UnreadableInput` for a file that has no suffix of a reader and that of another format.
    """
    found = reader_of(path, readers)
    if found is None and path.suffix.lower() in _OTHER.split() and not path.is_dir():
        raise UnreadableInput(
            f"{path}: no reader understands the markup of {path.suffix.lower()} files; {_readable(readers)}. "
            "If the file is plain text, rename it to end in .txt"
        )
    return found or next(reader for reader in readers if _PLAIN in reader.suffixes)


def _readable(readers: Iterable[Reader]) -> str:
    """What can be read, for a message: the suffixes of all readers, those of installed packages too."""
    return f"known suffixes: {', '.join(dict.fromkeys(suffix for reader in readers for suffix in reader.suffixes))}"


def refuse_other(head: bytes, reader: Reader, readers: Sequence[Reader], *, name: str) -> None:
    """Raise `UnreadableInput` for the beginning of a file whose content is of another format than its name says.

    A signature of another binary format is refused for every reader. In formats that take any text (plain text,
    Markdown, HTML) the beginning of the text decides; all others refuse by themselves what they cannot parse.
    """
    lenient = next((suffix for suffix in _LENIENT if suffix in reader.suffixes), "")
    kind = binary_kind(head)
    if kind is None and lenient:
        text = head.decode(_encoding(head), errors="ignore")
        kind = text_kind(text)
        if kind and (kind.suffix in _LENIENT[lenient] or _may_begin_with(kind, text, lenient)):
            return
    if kind is None or (not lenient and (kind.packed or any(one.endswith(kind.suffix) for one in reader.suffixes))):
        return
    own = kind.suffix and any(kind.suffix in one.suffixes for one in readers)
    remedy = f"rename it to end in {kind.suffix}" if own else f"that cannot be read; {_readable(readers)}"
    wanted = _NAMES.get(lenient) or f"a {reader.suffixes[0]} file"
    raise UnreadableInput(f"{name}: is not {wanted} but {kind.name}; {remedy}")


_NAMES = {".txt": "plain text", ".md": "Markdown", ".html": "HTML"}


def _may_begin_with(kind: Kind, text: str, lenient: str) -> bool:
    """Whether a document may begin so: Markdown with a block of HTML, or with front matter in JSON."""
    if lenient == ".md":
        return kind.name == MARKUP or (kind.suffix == ".json" and not is_json(text))
    return False


def _encoding(head: bytes) -> str:
    return "utf-16" if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"


def reader_of(path: Path, readers: Sequence[Reader]) -> Reader | None:
    """Return the reader that claims a path or has its longest suffix (`.jsonl.gz`), or None."""
    for reader in readers:
        claims = getattr(reader, "claims", None)  # `Claiming`, of which Python 3.11 asks at length
        try:
            if claims is not None and claims(path):
                return reader
        except Exception as error:
            if stops(error):
                raise
            return _Broken(error)  # only this file cannot be read
    name = path.name.lower()
    fitting = [
        (len(suffix), reader)
        for reader in readers
        for suffix in reader.suffixes
        if name.endswith(suffix) and name != suffix
    ]
    return max(fitting, key=lambda item: item[0])[1] if fitting else None


class _Broken:
    """Replaces a reader whose `claims` raised: raises the same exception when it reads."""

    suffixes: tuple[str, ...] = ()

    def __init__(self, error: Exception) -> None:
        self._error = error

    def read(self, path: Path) -> Iterator[Article | ReadError]:
        raise self._error

    def read_stream(self, stream: BinaryIO, *, name: str) -> Iterator[Article | ReadError]:
        raise self._error


def _ready(reader: Equipped, path: Path) -> None:
    """Raise `ModelUnavailable` where a package is missing. Other exceptions are left for the reading of the file."""
    try:
        reader.ready(path)
    except Exception as error:
        if stops(error):
            raise
        unexpected(str(path), error)


def _articles(
    files: Sequence[Found],
    readers: Sequence[Reader],
    *,
    stdin: BinaryIO | None,
    language: str | None,
    keep: Keep | None,
) -> Iterator[Article | ReadError]:
    for file, id in zip(files, _ids(files), strict=True):
        for item in _checked(_read(file.path, readers, stdin), file.path):
            if isinstance(item, Article):
                # named after its file, it gets the path below the folder: there may be many `index.html`
                item = replace(item, id=id) if item.id == slug(file.path.stem) else item
                yield replace(item, language=language) if language else item
            elif not (keep and file.folder and item.error.without_text and keep(file)):
                yield item


def _ids(files: Sequence[Found]) -> list[str]:
    """The ids of articles that are named after their files.

    Where the paths of two differ in no letter or digit, their endings are added, then the folder of files that were
    named one by one, then a hash, so that each has an id of its own; only a file that is named twice has one id.
    """
    ids = [_id(file) for file in files]
    times = Counter(file.path for file in files)
    for longer in (_with_ending, _with_folder, _with_hash):
        counts = Counter(ids)
        ids = [longer(file) if counts[id] > times[file.path] else id for file, id in zip(files, ids, strict=True)]
    return ids


def _id(file: Found) -> str:
    """The id of an article that is named after its file."""
    return slug(str(file.below.with_suffix("")))


def _with_ending(file: Found) -> str:
    return slug(str(file.below))


def _with_folder(file: Found) -> str:
    return slug(str(file.below if file.folder else Path(file.path.parent.name, file.below)))


def _with_hash(file: Found) -> str:
    return f"{slug(str(file.below))}-{digest(file.path.as_posix())}"


def _checked(items: Iterator[Article | ReadError], path: Path) -> Iterator[Article | ReadError]:
    """Turn exceptions of a reader into a `ReadError` of its file; what it yielded before is used."""
    try:
        for item in items:
            if not isinstance(item, Article | ReadError):
                raise ContractViolation(f"a reader returned a {type(item).__name__}, not an Article")
            yield item
    except UnreadableInput as error:
        yield ReadError(id=str(path), error=error)
    except Exception as error:
        if stops(error):
            raise
        yield ReadError(id=str(path), error=UnreadableInput(unexpected(str(path), error)))


def _read(path: Path, readers: Sequence[Reader], stdin: BinaryIO | None) -> Iterator[Article | ReadError]:
    if str(path) == STDIN and stdin is not None:
        suffix = ".jsonl" if _starts_with_brace(stdin) else _PLAIN
        reader = choose_reader(Path(f"stdin{suffix}"), readers)
        peek = getattr(stdin, "peek", None)
        refuse_other(peek(1) if peek else b"", reader, readers, name="stdin")
        yield from reader.read_stream(stdin, name="stdin")
    elif path.is_dir() and reader_of(path, readers) is None:
        raise UnreadableInput(f"{path}: is a folder without a readable file; {_readable(readers)}")
    else:
        reader = choose_reader(path, readers)
        if path.is_file():
            with open_input(path) as stream:
                refuse_other(stream.read(SAMPLE), reader, readers, name=str(path))
        yield from reader.read(path)


def _starts_with_brace(stream: BinaryIO) -> bool:
    """Peek at the buffered bytes without consuming them; an article of prose does not begin with a brace."""
    peek = getattr(stream, "peek", None)
    return bool(peek and peek(1).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"))
