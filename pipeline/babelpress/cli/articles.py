"""The commands for articles: run, verify."""

import sys
from collections import Counter
from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from babelpress.cli.console import (
    DateField,
    IdField,
    LanguageField,
    LayoutOption,
    ModelOption,
    ModelsDirOption,
    OnlyOption,
    ProfileOption,
    SelectOption,
    SetOption,
    TargetsOption,
    TextField,
    ThemeOption,
    TitleField,
    UrlField,
    codes,
    err,
    fields,
    only,
    out,
    progress,
    report,
    stdin,
    table,
    theme_setting,
    with_selector,
    without_bar,
)
from babelpress.cli.findings import FailOn, FailOnOption, FindingsOption, collected
from babelpress.cli.progress import countable
from babelpress.execution.output import Output
from babelpress.execution.runner import readers
from babelpress.execution.runner import run as run_
from babelpress.formats.globbing import Found
from babelpress.formats.inputs import article_files, refuse_missing
from babelpress.formats.outputs import open_writer, plant
from babelpress.formats.text.printed import PrintedWriter
from babelpress.qa.files import verify_files
from babelpress.qa.listing import placed_rows
from babelpress.stages.profiles import load_profile, notice


def run(
    inputs: Annotated[
        list[str],
        typer.Argument(
            help="Files: text, Markdown, HTML, docx, ...; archives: JSONL, CSV, Parquet, Arrow; folders and patterns; "
            "`hf:NAME:CONFIG:SPLIT` from the Hugging Face hub; `-`: standard input."
        ),
    ],
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            help="A folder, or a .jsonl (.gz, .zst), .csv, .tsv, .xlsx or .parquet file; `-`: text on a terminal, "
            "JSONL in a pipe; with `--to text` text in both.",
        ),
    ] = "-",
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            help="`site`, `jsonl`, `csv`, `tsv`, `xlsx`, `parquet`, `datasets`, `text`, `markdown`, or `document`: the "
            "format of the input.",
        ),
    ] = None,
    only_: OnlyOption = None,
    layout: LayoutOption = None,
    profile: ProfileOption = "embedded",
    model: ModelOption = None,
    targets: TargetsOption = None,
    source: Annotated[
        str | None, typer.Option("--source", help="The language of all articles; by default detected.")
    ] = None,
    set_: SetOption = None,
    theme: ThemeOption = None,
    select: SelectOption = None,
    models_dir: ModelsDirOption = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite an output that no run of Babelpress made.")] = False,
    findings: FindingsOption = None,
    fail_on: FailOnOption = FailOn.NEVER,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only, no progress.")] = False,
    text: TextField = None,
    title: TitleField = None,
    id: IdField = None,
    url: UrlField = None,
    language: LanguageField = None,
    date: DateField = None,
) -> None:
    """Translate, check and summarize articles; write a site, records or documents, or print the text.

    Exit status 1 if an article failed, or if there are findings as in `--fail-on`.

    Example: `babelpress run examples/article.fr.txt -o build/site`
    """
    overrides = [*(set_ or ()), *only(only_), *theme_setting(theme)]
    loaded = load_profile(profile, overrides=overrides, targets=codes(targets), model=model, source=source)
    settings = with_selector(loaded, select)
    named = fields(text=text, title=title, id=id, url=url, language=language, date=date)
    own = readers(settings, fields=named)
    refuse_missing(inputs, readers=own)
    writer = open_writer(
        output,
        default=settings.writer,
        stdout=sys.stdout,
        kind=to,
        overwrite=force,
        formats=settings.readers,
        languages=() if settings.targets == "menu" else tuple(dict.fromkeys((*settings.sources, *settings.targets))),
        unmade=settings.unmade,
        layout=layout.value if layout else None,
    )
    done, failed = 0, []
    counts: Counter[str] = Counter()
    known: Mapping[str, Found] = {}
    exclude, keep = None, None
    if countable(inputs):
        sources = (source,) if source else settings.sources
        to_ = () if settings.targets == "menu" else settings.targets
        exclude, keep = plant(writer, inputs, readers=own, sources=sources, targets=to_)
        known = article_files(inputs, readers=own, exclude=exclude)
    with (
        collected(findings, taken=(*inputs, output), files={id: one.path for id, one in known.items()}) as found,
        Output(writer) as destination,
        progress(quiet) as bar,
    ):
        task = bar.add_task("loading the models", total=None)
        try:
            records = run_(
                inputs,
                profile=settings,
                language=source,
                models_dir=models_dir,
                stdin=stdin(inputs),
                fields=named,
                exclude=exclude,
                keep=keep,
            )
            for made in records:
                with without_bar(bar) if isinstance(writer, PrintedWriter) else nullcontext():
                    record = destination.put(made)
                done += 1
                failed += [record] if record.failures else []
                counts.update(finding.severity for finding in record.findings)
                found.add_record(record)
                bar.update(task, description=record.article.title[:50], completed=done)
        except KeyboardInterrupt:
            err.print(f"interrupted; {done} finished articles are kept in {output}")
            raise typer.Exit(130) from None
    if not quiet:
        found.show()
    listed = str(findings or "")
    report(done, failed, findings=counts, listed=listed, output=output, quiet=quiet, notice=notice(settings))
    if failed or found.fails(fail_on):
        raise typer.Exit(1)


def verify(
    source: Annotated[Path, typer.Argument(help="The source: plain text or any other input format.")],
    target: Annotated[Path, typer.Argument(help="Its translation, from any system or person.")],
    from_: Annotated[
        str | None, typer.Option("--source", help="Language of the source; by default as stated, else detected.")
    ] = None,
    to: Annotated[
        str | None, typer.Option("--target", help="Language or variant of the translation: `nl`, `pt-BR`.")
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    lines: Annotated[bool, typer.Option("--lines", help="Compare line n with line n.")] = False,
    checks: Annotated[str | None, typer.Option("--checks", help="Run only these checks: `numbers,quotes`.")] = None,
    keep: Annotated[
        str | None, typer.Option("--keep", help="Names that must not be translated: `OpenAI,Nvidia`.")
    ] = None,
    findings: FindingsOption = None,
    fail_on: FailOnOption = FailOn.SEVERE,
) -> None:
    """Check a translation against its source and print every finding.

    Exit status 1 if any finding is severe, or as in `--fail-on`.

    Example: `babelpress verify examples/evaluation/test-set/fr.txt examples/evaluation/test-set/nl.txt --target nl`
    """
    with collected(findings, taken=(source, target)) as found:
        report = verify_files(
            source,
            target,
            source_language=from_,
            target_language=to,
            lines=lines,
            checks=codes(checks),
            keep=codes(keep),
        )
        found.add(placed_rows(report.placed, file=str(target)), side="target")
    if json_:
        typer.echo(report.to_json())
    elif report.placed:
        shown = table("segment", "severity", "check", "reason", "source", "target")
        for placed in report.placed:
            shown.add_row(*map(escape, placed.row))
        out.print(shown)
    err.print(f"{report.segments} segments, {len(report.findings)} findings, {report.severe} severe")
    if found.fails(fail_on):
        raise typer.Exit(1)
