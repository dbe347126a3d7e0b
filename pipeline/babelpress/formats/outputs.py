"""The writer of an output: chosen by its kind, else by the name of the output."""

from pathlib import Path
from typing import TextIO

from babelpress.config.plugins import make, resolve
from babelpress.config.schema import Component
from babelpress.errors import ConfigError, Fault
from babelpress.formats.base import Writer

BY_SUFFIX = {".jsonl": "jsonl", ".jsonl.gz": "jsonl", ".jsonl.zst": "jsonl", ".parquet": "parquet"}
"""The kind of writer for the suffix of an output."""


def open_writer(
    output: str,
    *,
    default: Component,
    stdout: TextIO,
    kind: str | None = None,
    overwrite: bool = False,
    notice: str = "",
    formats: tuple[Component, ...] = (),
    languages: tuple[str, ...] = (),
) -> Writer:
    """Return the writer for an output; entering it reserves the output.

    `-` is `stdout`, and JSONL unless `kind` says otherwise; a name that ends in `.jsonl` (`.gz`, `.zst`) or `.parquet`
    determines the kind; anything else is of kind `default`, whose options are for its own kind only. `notice` is shown
    to readers of the translation, `formats` are the options of the profile's readers (for a writer of the same
    formats), `languages` are those with columns in a table. Raises `ConfigError` for an unknown kind, and for a kind
    that cannot be written to the output.
    """
    named = next((kind for suffix, kind in BY_SUFFIX.items() if output.lower().endswith(suffix)), default.kind)
    kind = kind or ("jsonl" if output == "-" else named)
    writer = resolve("writers", kind)
    if output == "-" and writer.expects == "folder":
        raise ConfigError(f"'{kind}' writes a folder", [Fault("output", "name a folder, e.g. -o build/site")])
    if output == "-" and writer.expects == "binary file":
        raise ConfigError(f"'{kind}' writes a binary file", [Fault("output", f"name a file, e.g. -o articles.{kind}")])
    common = {"overwrite": overwrite, "notice": notice, "formats": formats, "languages": languages}
    options = {name: value for name, value in common.items() if name in writer.Options.model_fields}
    options |= default.options if kind == default.kind else {}
    built: Writer = make("writers", kind, stdout if output == "-" else Path(output), options=options)
    return built
