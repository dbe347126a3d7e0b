"""The command that scores translations and summaries: evaluate."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.markup import escape

from babelpress._internal.files import write_atomically
from babelpress.cli.console import TargetsOption, codes, err, out, progress, table
from babelpress.config.plugins import CHECKS
from babelpress.errors import ConfigError, Fault, OutputUnavailable
from babelpress.evaluation.datasets.base import Corpus
from babelpress.evaluation.datasets.load import load_corpora
from babelpress.evaluation.estimation.calibration import Calibration, find
from babelpress.evaluation.evaluate import Settings
from babelpress.evaluation.evaluate import evaluate as evaluate_
from babelpress.evaluation.floors import Kept, keep, read_floors
from babelpress.evaluation.gate import Verdict, judge, read_limits
from babelpress.evaluation.results import Column, Direction, Evaluation, Result, from_json, to_json

SCORES = "scores.json"
"""The file of scores in an output folder; `--against` takes the file or the folder."""

SamplesOption = Annotated[int, typer.Option(help="Bootstrap samples for the confidence intervals.")]
TrialsOption = Annotated[int, typer.Option(help="Trials of approximate randomization; 0: none.")]
SeedOption = Annotated[int, typer.Option(help="Random seed of samples and trials, as in sacreBLEU.")]


SystemsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        help="Outputs of systems, `[NAME=]PATH`: lines, a folder with `nl.txt en.txt ...`, a table "
        "(TSV, CSV, JSONL, Parquet, Arrow), Babelpress records, WMT XML or SGM, TMX, `hf:ID[:CONFIG[:SPLIT]]`."
    ),
]
SourceFileOption = Annotated[
    str | None, typer.Option("--source-file", "-s", help="The sources, in any of these formats.")
]
ReferenceOption = Annotated[
    list[str] | None, typer.Option("--reference", "-r", help="References; repeat the option for several.")
]
SourceOption = Annotated[str | None, typer.Option("--source", help="The language of the sources.")]
DocumentsOption = Annotated[str | None, typer.Option(help="A file with one document id per segment, one per line.")]
ColumnsOption = Annotated[str | None, typer.Option(help="Columns of tables: `source=fr,reference=nl,deepl=mt1`.")]


def evaluate(
    systems: SystemsArgument = None,
    source_file: SourceFileOption = None,
    reference: ReferenceOption = None,
    source: SourceOption = None,
    targets: TargetsOption = None,
    documents: DocumentsOption = None,
    columns: ColumnsOption = None,
    task: Annotated[Literal["translation", "summary"], typer.Option(help="The kind of output.")] = "translation",
    metrics: Annotated[
        str | None, typer.Option("--metrics", "-m", help="`bleu,chrf,comet`; by default those of the task.")
    ] = None,
    checks: Annotated[str | None, typer.Option(help="`numbers,names`, or `none`; by default all checks.")] = None,
    baseline: Annotated[
        str | None, typer.Option(help="The system that others are compared with; by default the first.")
    ] = None,
    samples: SamplesOption = 1000,
    trials: TrialsOption = 10_000,
    seed: SeedOption = 12345,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help=f"A folder for report.html, {SCORES} and summary.md.")
    ] = None,
    against: Annotated[
        Path | None, typer.Option(help=f"The {SCORES} of an earlier evaluation to compare with.")
    ] = None,
    fail_if: Annotated[
        list[str] | None, typer.Option(help="Exit with 1 if a score fell by more, significantly: `chrf:-0.5`.")
    ] = None,
    require: Annotated[
        list[str] | None,
        typer.Option(help="Exit with 1 if a score is out of bounds: `chrf>=45`, `severe<=0` (% of segments)."),
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print all scores as one JSON object.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print no progress and no notices.")] = False,
) -> None:
    """Score translations or summaries, compare systems, and write a report.

    Example: `babelpress evaluate ours.nl.txt theirs.nl.txt -s news.fr.txt -r news.nl.txt -o build/report`
    """
    limits, floors = read_limits(fail_if or ()), read_floors(require or ())
    if bool(limits) != (against is not None):
        what = "--against needs at least one --fail-if" if against else "--fail-if needs --against"
        raise ConfigError("nothing to compare", [Fault("", f"{what}, e.g. --against scores.json --fail-if chrf:-0.5")])
    before = _read(against) if against else None
    settings = Settings(
        metrics=tuple(codes(metrics) or ()) or None,
        checks=() if checks == "none" else tuple(codes(checks) or CHECKS),
        baseline=baseline,
        samples=samples,
        trials=trials,
        seed=seed,
    )
    corpora = load_corpora(
        systems or [],
        source=source_file,
        references=reference or (),
        documents=documents,
        source_language=source,
        target_languages=codes(targets) or (),
        task=task,
        columns=codes(columns) or (),
    )
    with progress(quiet) as bar:
        job = bar.add_task("", total=None)
        evaluation = evaluate_(
            corpora, settings, progress=lambda text: bar.update(job, description=escape(text), advance=1)
        )
    verdicts = [*(judge(evaluation, before, limits) if before else ()), *keep(evaluation, floors)]
    if output:
        write(output, evaluation, corpora, verdicts)
    if json_:
        typer.echo(to_json(evaluation))
    else:
        show(evaluation)
    if not quiet:
        told(evaluation)
    for verdict in verdicts:
        err.print(escape(f"{'FAILED' if verdict.failed else 'passed'}: {verdict}"))
    if any(verdict.failed for verdict in verdicts):
        raise typer.Exit(1)


def write(folder: Path, evaluation: Evaluation, corpora: Sequence[Corpus], verdicts: Sequence[Verdict | Kept]) -> None:
    """Write the report, the scores and the summary. Raises `OutputUnavailable`."""
    from babelpress.evaluation.report.page import page
    from babelpress.evaluation.report.summary import summary

    title = ", ".join(dict.fromkeys(direction.corpus for direction in evaluation.directions))
    texts = {
        "report.html": page(
            evaluation, corpora, title=title, verdicts=verdicts, calibrations=_calibrations(evaluation)
        ),
        SCORES: to_json(evaluation),
        "summary.md": summary(evaluation, verdicts=verdicts),
    }
    written(folder, texts)
    err.print(escape(f"report: {folder / 'report.html'}"))


def _calibrations(evaluation: Evaluation) -> list[Calibration]:
    """The calibrations behind the estimates of an evaluation."""
    found = (
        find(direction.name, column.key.partition(":")[2])
        for direction in evaluation.directions
        for column in direction.columns
        if column.key.partition(":")[0] == "quality"
    )
    return list(dict.fromkeys(found))


def written(folder: Path, texts: Mapping[str, str]) -> None:
    """Write files by name, each atomically. Raises `OutputUnavailable`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            write_atomically(folder / name, text)
    except OSError as error:
        raise OutputUnavailable(f"{folder}: cannot be written: {error.strerror}") from error


def show(evaluation: Evaluation) -> None:
    """Print the scores and findings of each direction; `*` marks a significant difference."""
    for direction in evaluation.directions:
        title = f"{direction.corpus} {direction.name}: {direction.segments:,} segments"
        findings = [column for column in direction.columns if column.kind == "finding"]
        _table(title, direction, [column for column in direction.columns if column.kind != "finding"])
        _table("findings, in % of segments", direction, findings)


def _table(title: str, direction: Direction, columns: Sequence[Column]) -> None:
    if columns:
        shown = table("system", *(column.name for column in columns), title=escape(title))
        for result in direction.results:
            shown.add_row(escape(result.system), *(_cell(result, column) for column in columns))
        out.print(shown)


def _cell(result: Result, column: Column) -> str:
    score = result.score(column.key)
    if score is None:
        return "-"
    half = (score.high - score.low) / 2
    found = result.comparison(column.key)
    mark = "*" if found and found.significant else ""
    return f"{score.value:.2f}{mark} ± {half:.2f}" if column.kind == "score" else f"{score.value:.2f}{mark}"


def told(evaluation: Evaluation) -> None:
    """Print the notices of an evaluation on standard error."""
    for direction in evaluation.directions:
        for notice in direction.notices:
            who = f"{notice.system}: " if notice.system else ""
            err.print(escape(f"note: {direction.name}: {who}{notice.message}"))
    for left in evaluation.left:
        err.print(escape(f"left out: {left.metric}: {left.reason}"))
    if any(len(direction.results) > 1 for direction in evaluation.directions):
        err.print("* significantly different from the baseline (p < 0.05, Holm's correction)")


def _read(path: Path) -> Evaluation:
    """Read an earlier evaluation. Raises `ConfigError`."""
    file = path / SCORES if path.is_dir() else path
    try:
        return from_json(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError("no baseline", [Fault(str(file), f"cannot be read: {error.strerror}")]) from error
    except ValueError as error:
        first = str(error).splitlines()[0]
        hint = f"is not a {SCORES} of babelpress evaluate ({first})"
        raise ConfigError("no baseline", [Fault(str(file), hint)]) from error
