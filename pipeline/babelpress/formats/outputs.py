"""The writer of an output: chosen by its kind, else by the name of the output."""

import logging
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from os import PathLike
from pathlib import Path
from typing import TextIO

from babelpress.config.plugins import make, resolve
from babelpress.config.schema import Component
from babelpress.errors import ConfigError, Fault
from babelpress.formats.base import Reader, Writer
from babelpress.formats.inputs import Exclude, Keep, article_files, unread_files
from babelpress.formats.layouts import Layout, site_of
from babelpress.formats.text.printed import PrintedWriter
from babelpress.formats.tree import left_out, source_tree

logger = logging.getLogger(__name__)

BY_SUFFIX = {
    **dict.fromkeys((".jsonl", ".jsonl.gz", ".jsonl.zst"), "jsonl"),
    **{f".{kind}": kind for kind in ("csv", "tsv", "xlsx", "parquet")},
}
"""The kind of writer for the suffix of an output."""


_SUFFIX = re.compile(r"\.[A-Za-z]{2,5}$")
"""What looks like the suffix of a file, unlike that of `site.v2` or `2026.11`."""


def open_writer(
    output: str,
    *,
    default: Component,
    stdout: TextIO,
    kind: str | None = None,
    overwrite: bool = False,
    formats: tuple[Component, ...] = (),
    languages: tuple[str, ...] = (),
    unmade: tuple[str, ...] = (),
    layout: Layout | None = None,
) -> Writer:
    """Return the writer for an output; entering it reserves the output.

    `-` is `stdout`: text on a terminal, JSONL elsewhere, unless `kind` says otherwise. A name that ends in `.jsonl`
    (`.gz`, `.zst`) or `.parquet` determines the kind; a folder, and a name without a suffix, is of kind `default`,
    whose options are for its own kind only. `formats` are the options of the profile's readers (for a writer of the
    same formats), `languages` are those with columns in a table, `unmade` is what has none, `layout` is where
    documents go. Raises `ConfigError` for an unknown kind or suffix, for a kind that cannot be written to the output,
    and for a layout of anything but documents.
    """
    named = next((kind for suffix, kind in BY_SUFFIX.items() if output.lower().endswith(suffix)), None)
    asked, printed = kind, "text" if stdout.isatty() else "jsonl"
    kind = kind or (printed if output == "-" else named or default.kind)
    if output == "-" and kind == "text":
        return PrintedWriter(stdout, PrintedWriter.Options())
    writer = resolve("writers", kind)
    _check_suffix(output, kind=kind, named=named, asked=asked is not None, folder=writer.expects == "folder")
    if output == "-" and writer.expects == "folder":
        raise ConfigError(f"'{kind}' writes a folder", [Fault("output", "name a folder, e.g. -o build/site")])
    if output == "-" and writer.expects == "binary file":
        raise ConfigError(f"'{kind}' writes a binary file", [Fault("output", f"name a file, e.g. -o articles.{kind}")])
    common = {"overwrite": overwrite, "formats": formats, "languages": languages, "unmade": unmade}
    options = {name: value for name, value in common.items() if name in writer.Options.model_fields}
    options |= default.options if kind == default.kind else {}
    if layout is not None:
        if "layout" not in writer.Options.model_fields:
            raise ConfigError(f"'{kind}' has no layout", [Fault("--layout", "is for --to document")])
        options["layout"] = layout
    built: Writer = make("writers", kind, stdout if output == "-" else Path(output), options=options)
    return built


def _check_suffix(output: str, *, kind: str, named: str | None, asked: bool, folder: bool) -> None:
    """Raise `ConfigError` for an output whose name says something else than what would be written there."""
    if output.endswith(("/", os.sep)) or Path(output).is_dir():
        return
    known = f"known: {', '.join(BY_SUFFIX)}"
    if named and named != kind:
        what = "a folder" if folder else f"{kind}"
        raise ConfigError(f"{output}: its name says {named}, but '{kind}' writes {what}", [Fault("output", known)])
    suffix = _SUFFIX.search(Path(output).name)
    if suffix and folder and not asked:
        ways = f"{known}; for a folder of this name write {output}/ or name the kind with --to"
        raise ConfigError(f"{output}: no writer for files in {suffix[0]}", [Fault("output", ways)])


def plant(
    writer: Writer,
    inputs: Sequence[str | PathLike[str]],
    *,
    readers: Sequence[Reader],
    sources: Sequence[str],
    targets: Sequence[str],
) -> tuple[Exclude | None, Keep | None]:
    """Tell a writer of documents or a site where articles come from, and return what reading the inputs must know.

    Args:
        writer: Any writer.
        inputs: What is read; it must be possible to read it twice.
        readers: The readers of the run.
        sources: The languages that sources may have.
        targets: The target languages, if they are known.

    Returns:
        What is not to be read (what earlier runs wrote, documents in other languages), and what takes files without a
        text; None for other writers.

    Raises:
        ConfigError: Two documents would have the same output.
    """
    from babelpress.formats.document_writer import DocumentWriter  # load the parsers, for these writers only
    from babelpress.formats.site.writer import SiteWriter

    if isinstance(writer, SiteWriter):
        writer.plant(article_files(inputs, readers=readers))
    if not isinstance(writer, DocumentWriter):
        return None, None
    output = writer.folder.path
    exclude = left_out(output, layout=writer.layout, sources=sources)
    writer.plant(
        source_tree(
            inputs,
            readers=readers,
            output=output,
            layout=writer.layout,
            codes=writer.codes,
            sources=sources,
            targets=targets,
            exclude=exclude,
        ),
        languages=(sources[0], *targets) if len(sources) == 1 and targets else (),
    )
    apart = left_out(output, layout=writer.layout, sources=sources)
    if unread := unread_files(inputs, readers=readers, exclude=apart):
        kinds = Counter(path.suffix.lower() for path in unread)
        logger.warning(
            "%s: %s without a reader, neither translated nor copied: %s",
            unread[0],
            f"and others: {len(unread):,} files" if len(unread) > 1 else "a file",
            ", ".join(f"{kind} ({count:,})" for kind, count in kinds.most_common()),
        )
    for file, titles in _menus(inputs):
        logger.warning(
            "%s: %d titles of its nav stay as they are; nav_translations of the plug-in i18n has those of a language",
            file,
            titles,
        )
    if exclude.others:
        logger.warning(
            "%s: %s %d files in other languages are not read; name them themselves to read them",
            exclude.others[0],
            "and others:" if len(exclude.others) > 1 else "",
            len(exclude.others),
        )
    return exclude, writer.keep


_PAGES = re.compile(r"""^docs_dir:[ \t]*["']?([^"'#\n]*[^"'#\s])""", re.MULTILINE)
_NAV = re.compile(r"^nav:[ \t]*\n((?:[ \t-].*\n?|[ \t]*\n)+)", re.MULTILINE)
_TITLE = re.compile(r"""^\s*-\s+(?:"[^"\n]+"|'[^'\n]+'|[^\s"':#][^:\n]*):(?=\s)""", re.MULTILINE)


def _menus(inputs: Iterable[str | PathLike[str]]) -> Iterator[tuple[Path, int]]:
    """Yield the settings of MkDocs that have titles of pages for one language only, and how many."""
    folders = [path.resolve() for path in map(Path, inputs) if path.is_dir()]
    sites = dict.fromkeys(site for path in folders if (site := site_of(path)))
    for root, generator in sites:
        for file in (root / name for name in generator.files if generator.name == "MkDocs"):
            try:
                text = file.read_text(encoding="utf-8", errors="replace")
            except OSError:
                continue
            stated = _PAGES.search(text)
            pages = (root / (stated[1] if stated else "docs")).resolve()
            if not any(pages.is_relative_to(path) or path.is_relative_to(pages) for path in folders):
                continue
            found = _NAV.search(text)
            titles = len(_TITLE.findall(found[1])) if found else 0
            if titles and "nav_translations" not in text:
                yield file, titles
