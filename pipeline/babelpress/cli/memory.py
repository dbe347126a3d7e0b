"""The commands for the translation memory: import, export, search, stats, prune."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from babelpress._internal.files import Part
from babelpress.cli.console import codes, err, out, table
from babelpress.errors import ConfigError, Fault
from babelpress.memory.exchange.files import read_quotations, read_units, wanted, written
from babelpress.memory.exchange.languages import canonical
from babelpress.memory.exchange.reading import Asked, Notes
from babelpress.memory.quotations import QuotationRegistry
from babelpress.memory.similar import Similar, search
from babelpress.memory.store import Added, TranslationMemory
from babelpress.memory.units import Origin, Status, Unit

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help="Import, export, search, count and prune a translation memory.",
)

MemoryOption = Annotated[Path, typer.Option("--memory", help="The file of the memory, as `memory.path` in a profile.")]
SourceOption = Annotated[str, typer.Option("--source", help="Language of the sources: `fr`.")]
TargetOption = Annotated[
    list[str] | None, typer.Option("--targets", "-t", help="Languages of the translations: `nl`; by default all.")
]
DEFAULT = Path("memory.sqlite")


class StatusName(StrEnum):
    """The states of a segment in XLIFF 2."""

    INITIAL = "initial"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    FINAL = "final"


class OriginName(StrEnum):
    """Who wrote a translation."""

    HUMAN = "human"
    MACHINE = "machine"


@app.command("import")
def import_(
    files: Annotated[
        list[Path], typer.Argument(help="TMX, XLIFF, PO, TSV, CSV, or records of `babelpress run` (`.jsonl`).")
    ],
    memory: MemoryOption = DEFAULT,
    source: SourceOption = "",
    target: TargetOption = None,
    status: Annotated[
        StatusName,
        typer.Option("--status", help="State of units that state none; `reviewed` and `final` replace the model."),
    ] = StatusName.TRANSLATED,
    origin: Annotated[
        OriginName | None,
        typer.Option("--origin", help="Who wrote translations that do not say so; by default a model for records."),
    ] = None,
    article: Annotated[str, typer.Option("--article", help="Id of the article of units that state none.")] = "",
    quotations: Annotated[
        bool,
        typer.Option(
            "--quotations",
            help="The files are tables of quotations, with columns for languages and `speaker`, `article`, `date`, and "
            "`original`: the language that was spoken.",
        ),
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
) -> None:
    """Store the translations of files. Each file is stored whole or, if it cannot be read, not at all.

    Example: `babelpress memory import examples/memory/fr-nl.tmx --status reviewed`
    """
    asked = _asked(source, target, status=status.value, article=article)
    with TranslationMemory(memory, write=True) as opened:
        registry = QuotationRegistry(opened)
        for file in files:
            notes = Notes()
            if quotations:
                said = registry.register(read_quotations(file, asked, notes))
                if not quiet:
                    _tell(file, said, "quotations", notes)
                continue
            author: Origin = (
                "machine" if file.suffix.lower() == ".jsonl" and status in ("initial", "translated") else "human"
            )
            units = read_units(file, replace(asked, origin=origin.value if origin else author), notes)
            added, said = registry.add(units, at=_now())
            if not quiet:
                _tell(file, added, "units", notes)
                if said.stored:
                    err.print(f"  {said.stored:,} quotations registered")


@app.command("export")
def export(
    file: Annotated[Path, typer.Argument(help="The file to write: `.tmx`, `.xlf` (XLIFF 2), `.po`, `.tsv` or `.csv`.")],
    memory: MemoryOption = DEFAULT,
    source: SourceOption = "",
    target: TargetOption = None,
    status: Annotated[
        list[StatusName] | None, typer.Option("--status", help="Only units in this state; may be repeated.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that exists.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
) -> None:
    """Write the units of the memory to a file for other programs.

    Example: `babelpress memory export memory.tmx --status reviewed --status final`
    """
    asked = _asked(source, target)
    notes = Notes()
    count = 0
    with TranslationMemory(memory) as opened, ExitStack() as stack:
        pairs = [pair for pair in opened.pairs() if not _unwanted(pair, asked)]
        one = len(pairs) == 1
        units = wanted(opened.units(), asked, statuses=frozenset(state.value for state in status or ()))

        def counted() -> Iterator[Unit]:
            nonlocal count
            for unit in units:
                count += 1
                yield unit

        sources = {pair[0] for pair in pairs}
        parts = written(
            counted(),
            file,
            source=sources.pop() if len(sources) == 1 else "",
            target=pairs[0][1] if one else "",
            notes=notes,
        )
        part = Part(file, overwrite=force)
        done = False
        stack.callback(lambda: part.close(publish=done))
        for data in parts:
            part.append(data)
        done = True
    if not quiet:
        err.print(escape(f"{count:,} units -> {file}"))
        _notes(notes)


@app.command("search")
def search_(
    text: Annotated[str, typer.Argument(help="The text to look for.")],
    memory: MemoryOption = DEFAULT,
    source: Annotated[str, typer.Option("--source", help="Language of the text.")] = "fr",
    target: TargetOption = None,
    least: Annotated[int, typer.Option("--least", min=0, max=100, help="The smallest similarity to show.")] = 50,
    most: Annotated[int, typer.Option("--most", min=1, help="The number of translations to show.")] = 10,
) -> None:
    """Show the translations of similar texts, for people; a difference in numbers, negation or names is said.

    Exit status 1 if there is none.

    Example: `babelpress memory search "Le ministre a retiré son projet." -t nl`
    """
    asked = _asked(source, target)
    with TranslationMemory(memory) as opened:
        targets = asked.targets or sorted({pair[1] for pair in opened.pairs()})
        found: list[Similar] = []
        for language in targets:
            found += search(opened, text, source=asked.source, target=language, least=least, most=most)
    found.sort(key=lambda one: -one.value)
    if not found:
        err.print(escape(f"nothing in {memory} is similar to that; --least shows more"))
        raise typer.Exit(1)
    shown = table("match", "differs in", "source", "translation", "language", "status", "from")
    for one in found[:most]:
        unit = one.unit
        where = " ".join(filter(None, (unit.article, unit.author or unit.model, unit.changed[:10])))
        red = f"[red]{', '.join(one.differences)}[/red]" if one.differences else "-"
        cells = (unit.source.text, unit.target.text, unit.target_language, unit.status, where or "-")
        shown.add_row(str(one.value), red, *map(escape, cells))
    out.print(shown)


@app.command("stats")
def stats(memory: MemoryOption = DEFAULT) -> None:
    """Count what the memory holds.

    Example: `babelpress memory stats`
    """
    with TranslationMemory(memory) as opened:
        found = opened.statistics()
    shown = table("source", "target", "status", "origin", "units")
    for (one, other, status, origin), count in found.units.items():
        shown.add_row(one, other, status, origin, f"{count:,}")
    out.print(shown)
    out.print(
        f"{sum(found.units.values()):,} units of {found.sources:,} source texts, {found.articles:,} articles, "
        f"{found.quotations:,} quotations, {found.bytes / 1e6:,.1f} MB"
    )


@app.command("prune")
def prune(
    memory: MemoryOption = DEFAULT,
    article: Annotated[str, typer.Option("--article", help="Units and quotations of this article.")] = "",
    before: Annotated[str, typer.Option("--before", help="Those last changed before this date: `2024-01-01`.")] = "",
    author: Annotated[str, typer.Option("--author", help="Units that this person wrote or approved.")] = "",
) -> None:
    """Delete the units that meet all the conditions given, so that nothing of them is left in the file.

    Example: `babelpress memory prune --author "Anna Smit" --before 2024-01-01`
    """
    if not (article or before or author):
        raise ConfigError("nothing says what to delete", [Fault("", "give --article, --before, --author or several")])
    if before and not _is_date(before):
        raise ConfigError("--before", [Fault("", f"'{before}' is no date; write 2024-01-31")])
    if not memory.is_file():
        TranslationMemory(memory)
    with TranslationMemory(memory, write=True) as opened:
        deleted = opened.prune(article=article, before=before, author=author)
    err.print(f"{deleted:,} deleted")


def _asked(source: str, target: list[str] | None, *, status: Status = "translated", article: str = "") -> Asked:
    targets = tuple(_language(code, "--targets") for code in codes(target) or ())
    return Asked(
        source=_language(source, "--source") if source else "", targets=targets, status=status, article=article
    )


def _language(stated: str, option: str) -> str:
    found = canonical(stated)
    if found is None:
        raise ConfigError(option, [Fault("", f"'{stated}' is no tag of a language; write fr or pt-BR")])
    return found


def _unwanted(pair: tuple[str, str], asked: Asked) -> bool:
    return bool(asked.source and pair[0].partition("-")[0] != asked.source.partition("-")[0]) or not asked.wants(
        pair[1]
    )


def _is_date(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text))


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _tell(file: Path, added: Added, what: str, notes: Notes) -> None:
    more = f", {added.duplicates:,} were there already" if added.duplicates else ""
    more += f", {added.upgraded:,} got a better status" if added.upgraded else ""
    err.print(escape(f"{file}: {added.stored:,} {what} stored{more}"))
    _notes(notes)


def _notes(notes: Notes) -> None:
    for line in notes.lines:
        err.print(escape(f"  {line}"))
