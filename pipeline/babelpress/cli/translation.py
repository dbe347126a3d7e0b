"""The command that translates a text and prints the result: translate."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Annotated, BinaryIO

import typer
from rich.markup import escape

from babelpress.api import Pipeline, load
from babelpress.cli.console import (
    ModelOption,
    ModelsDirOption,
    ProfileOption,
    SetOption,
    TargetsOption,
    codes,
    err,
    out,
    stdin,
    table,
)
from babelpress.cli.findings import FailOn, FailOnOption, FindingsOption, Found, collected
from babelpress.document import Record, Segment
from babelpress.errors import ConfigError, Fault, ModelUnavailable, UnreadableInput, UnsupportedLanguage
from babelpress.evaluation.datasets.base import Corpus, System
from babelpress.evaluation.estimation.calibration import find
from babelpress.evaluation.estimation.estimate import estimate
from babelpress.formats.decoding import open_input, read_text
from babelpress.formats.inputs import STDIN, all_readers, reader_of
from babelpress.lang.names import english_name
from babelpress.qa.listing import Row, record_rows
from babelpress.stages.short_texts import SHORT, is_foreign

_LINES = 1000
"""Lines that are translated at once: a bound on memory and on the delay of the first line."""

_LONGEST = 100_000_000
"""Maximum length in characters of a text that is read as a whole."""


def translate(
    text: Annotated[str, typer.Argument(help="A text, a file of plain text, or `-`: standard input.")] = STDIN,
    targets: TargetsOption = None,
    source: Annotated[
        str | None, typer.Option("--source", help="The language of the text; by default detected.")
    ] = None,
    lines: Annotated[
        bool,
        typer.Option("--lines", help="Print one line per input line; several languages as columns, separated by tabs."),
    ] = False,
    detail: Annotated[
        bool, typer.Option("--detail", help="Show each sentence with its estimated quality and findings.")
    ] = False,
    profile: ProfileOption = "embedded",
    model: ModelOption = None,
    set_: SetOption = None,
    models_dir: ModelsDirOption = None,
    findings: FindingsOption = None,
    fail_on: FailOnOption = FailOn.NEVER,
) -> None:
    """Translate a text, a file or standard input, and print the result.

    Severe findings of the checks are listed on standard error.

    Line breaks are kept. Several languages are printed one after the other, each under its code. For documents with
    markup use `babelpress run`.

    Example: `babelpress translate "Le train part demain matin." -t en`
    """
    if lines and detail:
        raise ConfigError("--lines and --detail cannot be combined")
    pipeline = load(
        profile, targets=codes(targets), models_dir=models_dir, overrides=set_ or (), model=model,
        source=source if model else None,
    )  # fmt: skip
    languages = list(dict.fromkeys(codes(targets) or pipeline.targets))
    with collected(findings, taken=(text,)) as found:
        with _opened(text) as (stream, name):
            if lines:
                for row in _rows(pipeline, stream, languages, source=source, watch=_Watch(found, name, lines=True)):
                    typer.echo(row)
            else:
                whole = read_text(stream, name=name, max_characters=_LONGEST)
                _tell_foreign(pipeline, whole, source=source)
        watch = _Watch(found, name)
        if detail:
            record = pipeline.record(whole, to=languages, source=source)
            _show(record, languages)
            watch(0, record)
        elif not lines:
            texts = pipeline.translate_watched(whole, to=languages, source=source, watch=watch)
            for language, made in texts.items():
                if len(languages) > 1:
                    typer.echo(f"{language}:")
                typer.echo(made, nl=not made.endswith("\n"))
    if not detail:
        found.show()
    if found.fails(fail_on):
        raise typer.Exit(1)


def _tell_foreign(pipeline: Pipeline, text: str, *, source: str | None) -> None:
    """Tell that a short text, which is taken for the only language of the profile, is surely in another."""
    languages = pipeline.profile.sources
    seen = pipeline.detect(text) if source is None and len(languages) == 1 and len(text) < SHORT else None
    if seen and is_foreign(text, seen, languages[0]):
        named, taken = english_name(seen.language), english_name(languages[0])
        err.print(
            f"note: the text seems to be in {named} ({seen.language}) and is translated as {taken}; "
            f"if it is {taken}, say so: --source {languages[0]}"
        )


class _Watch:
    """Takes the findings of the parts of a text, or of `lines`, whose numbers begin after `start`."""

    def __init__(self, found: Found, name: str, *, lines: bool = False) -> None:
        self.name = name
        self.start = 0
        self._found = found
        self._lines = lines
        self._segments: Counter[str] = Counter()

    def __call__(self, index: int, record: Record) -> None:
        """Add the findings of the record of a part."""
        line = self.start + index + 1 if self._lines else None
        rows = record_rows(record, file=self.name)
        self._found.add(replace(row, line=line, segment=self._number(row)) for row in rows)
        for version in record.translations:
            self._segments[version.language] += 0 if self._lines else len(version.segments)
        for failure in record.failures:
            err.print(escape(f"{failure.stage}: {failure.message}"))

    def _number(self, row: Row) -> int | None:
        return None if row.segment is None else row.segment + self._segments[row.language]


@contextmanager
def _opened(text: str) -> Iterator[tuple[BinaryIO, str]]:
    """Open the argument, a text or a file, as bytes with a name. Raises `ConfigError` for a file that is no text."""
    if text == STDIN and (standard := stdin([text])):
        yield standard, "stdin"
        return
    path = Path(text)
    if not _is_file(text):
        from io import BytesIO

        yield BytesIO(text.encode("utf-8", "surrogateescape")), "the text"
        return
    with open_input(path) as stream:
        yield stream, text


def _is_file(text: str) -> bool:
    """Whether the argument is the path of a plain text file; otherwise it is a text. Raises `ConfigError`."""
    if not text:
        return False  # Path("") is the current folder
    path = Path(text)
    reader = None if "\n" in text or len(text) > 1000 else reader_of(path, all_readers())
    named = reader is not None and not re.search(r"\s", text)
    try:
        there = path.exists()
    except OSError:  # too long for a name
        there = False
    if named and not there:
        raise ConfigError(f"no such file: {text}", [Fault("", "if this is a text, pipe it into the command")])
    if there and path.is_dir():
        raise ConfigError(f"{text} is a folder", [Fault("", f"run: babelpress run {text} -o build/site")])
    if there and reader is not None and ".txt" not in reader.suffixes:
        raise ConfigError(
            f"{text} is not plain text", [Fault("", f"run: babelpress run {text} --to document -o build/document")]
        )
    return there


def _rows(
    pipeline: Pipeline, stream: BinaryIO, languages: Sequence[str], *, source: str | None, watch: _Watch
) -> Iterator[str]:
    """One row per line, while the lines are read."""
    number, name = 0, watch.name
    while window := list(islice(stream, _LINES)):
        texts = [_decoded(line, f"{name}, line {index}") for index, line in enumerate(window, start=number + 1)]
        try:
            watch.start = number
            made = pipeline.translate_watched(texts, to=list(languages), source=source, watch=watch)
        except UnsupportedLanguage as error:
            where = re.match(r"text\[(\d+)\]", str(error))
            if where is None:
                raise
            line = number + int(where[1]) + 1
            raise UnsupportedLanguage(f"{name}, line {line}{str(error)[where.end() :]}") from error
        for row in zip(*(made[language] for language in languages), strict=True):
            yield row[0] if len(row) == 1 else "\t".join(cell.replace("\t", " ") for cell in row)
        number += len(window)


def _decoded(line: bytes, where: str) -> str:
    """A line without its line break. Raises `UnreadableInput`."""
    if b"\0" in line:
        raise UnreadableInput(f"{where}: is not text but binary or UTF-16: it has a zero byte")
    try:
        return line.removesuffix(b"\n").removesuffix(b"\r").decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"{where}: is not UTF-8 ({error.reason}); convert it to UTF-8") from error


def _show(record: Record, languages: Sequence[str]) -> None:
    """Print the sentences of each translation with estimates and findings."""
    for language in languages:
        version = record.translation(language)
        if version is None:
            continue
        estimates = _estimates(record.language or "", language, version.segments)
        shown = table("segment", "estimate", "source", "translation", "findings", title=language)
        for index, segment in enumerate(version.segments):
            own = [one for one in record.findings if one.language == language and one.segment == index]
            found = "; ".join(f"{one.severity} {one.check}: {one.message}" for one in own)
            cells = (segment.source, segment.target, found or "-")
            shown.add_row(str(index + 1), estimates[index], *map(escape, cells))
        out.print(shown)
        for finding in record.findings:
            if finding.language == language and finding.segment is None:
                out.print(escape(f"{finding.severity} {finding.check}: {finding.message}"))


def _estimates(source: str, target: str, segments: Sequence[Segment]) -> list[str]:
    """The estimated quality of each segment, `-` if no calibration covers the direction."""
    ids = tuple(map(str, range(len(segments))))
    corpus = Corpus(
        name="text", source_language=source, target_language=target, ids=ids, documents=ids,
        sources=tuple(segment.source for segment in segments), references=((),) * len(segments),
    )  # fmt: skip
    system = System(name="text", hypotheses=tuple(segment.target for segment in segments))
    try:
        return [f"{value:.0f}" for value in estimate(corpus, system, find(corpus.direction))]
    except ModelUnavailable as error:
        err.print(escape(f"no estimates: {error}"))
        return ["-"] * len(segments)
