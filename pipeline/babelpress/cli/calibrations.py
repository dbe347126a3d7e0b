"""The command that fits a calibration of quality estimates to labelled translations: calibrate."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from babelpress.cli.console import TargetsOption, codes, err, out, progress, table
from babelpress.cli.evaluation import (
    ColumnsOption,
    DocumentsOption,
    ReferenceOption,
    SourceFileOption,
    SourceOption,
    SystemsArgument,
    written,
)
from babelpress.errors import ConfigError, Fault
from babelpress.evaluation.datasets.base import Corpus
from babelpress.evaluation.datasets.load import load_corpora
from babelpress.evaluation.estimation.calibrate import Labels, Settings, read_labels
from babelpress.evaluation.estimation.calibrate import calibrate as calibrate_
from babelpress.evaluation.estimation.calibration import Calibration, to_json


def calibrate(
    systems: SystemsArgument = None,
    source_file: SourceFileOption = None,
    reference: ReferenceOption = None,
    source: SourceOption = None,
    targets: TargetsOption = None,
    documents: DocumentsOption = None,
    columns: ColumnsOption = None,
    label: Annotated[
        str, typer.Option(help="A metric that compares with references, or the name of your own labels.")
    ] = "chrf",
    labels: Annotated[
        list[str] | None,
        typer.Option(
            help="Labels of a system, `NAME=PATH`: a file with one number per line, or a folder with `nl.txt`, ..."
        ),
    ] = None,
    features: Annotated[
        str, typer.Option(help="Features of the estimates: `pair`, `forced`, `decoder`, `encoder`.")
    ] = "pair,forced",
    model: Annotated[str, typer.Option(help="The model that scores translations for `forced`.")] = "fr-mul-tiny",
    cut: Annotated[float | None, typer.Option(help="Labels below are bad; by default the lowest fifth.")] = None,
    publish_error: Annotated[float, typer.Option(help="Accepted share of bad segments among those to publish.")] = 0.05,
    edit_error: Annotated[float, typer.Option(help="Accepted probability of a bad segment among those to edit.")] = 0.3,
    name: Annotated[str | None, typer.Option(help="The name of the data; by default that of the files.")] = None,
    seed: Annotated[int, typer.Option(help="Random seed of the held-out half of the documents.")] = 12345,
    output: Annotated[Path, typer.Option("--output", "-o", help="The JSON file for the calibration.")] = Path(
        "calibration.json"
    ),
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print no progress.")] = False,
) -> None:
    """Fit quality estimates to labelled translations.

    The estimates are fitted to half of the documents and tested on the other half.

    Example: `babelpress calibrate ours.nl.txt -s news.fr.txt -r news.nl.txt -o news.json`, then
    `babelpress evaluate new.nl.txt -s new.fr.txt -m quality:news.json`
    """
    corpora = load_corpora(
        systems or [],
        source=source_file,
        references=reference or (),
        documents=documents,
        source_language=source,
        target_languages=codes(targets) or (),
        columns=codes(columns) or (),
        name=name,
    )
    settings = Settings(
        label=label,
        families=tuple(codes(features) or ()),
        model=model,
        cut=cut,
        publish_error=publish_error,
        edit_error=edit_error,
        seed=seed,
    )
    with progress(quiet) as bar:
        job = bar.add_task("", total=None)
        made = calibrate_(
            corpora,
            settings,
            labels=_labels(labels, corpora) if labels else None,
            progress=lambda text: bar.update(job, description=escape(text), advance=1),
        )
    written(output.parent, {output.name: to_json(made)})
    show(made)
    err.print(escape(f"calibration: {output}; to use it: -m quality:{output}"))


def show(made: Calibration) -> None:
    """Print rank correlation, reliability by tenths and error rates of the thresholds on the held-out documents."""
    fitted, held = made.documents
    ranks = table("direction", "segments", "Spearman", title=f"held out: {held} of {fitted + held} documents")
    for curve in made.curves:
        ranks.add_row(curve.direction, f"{curve.segments:,}", f"{curve.rank_correlation:.2f}")
    tenths = table("tenth", "estimated", f"observed {escape(made.label)}", "off by", "segments")
    for number, item in enumerate(made.reliability, start=1):
        off = f"{item.observed - item.predicted:+.1f}"
        tenths.add_row(str(number), f"{item.predicted:.1f}", f"{item.observed:.1f}", off, f"{item.segments:,}")
    chosen = made.thresholds
    verdicts = table("verdict", "estimate from", f"below {chosen.cut:.1f}", "share of segments")
    bounds = (("publish", chosen.publish), ("edit", chosen.edit), ("human", None))
    for (verdict, bound), error, share in zip(bounds, chosen.errors, chosen.shares, strict=True):
        wrong = "-" if error is None else f"{100 * error:.1f} %"
        verdicts.add_row(verdict, "-" if bound is None else f"{bound:.1f}", wrong, f"{100 * share:.1f} %")
    for shown in (ranks, tenths, verdicts):
        out.print(shown)


def _labels(values: Sequence[str], corpora: Sequence[Corpus]) -> Labels:
    """The labels of every system and direction. Raises `ConfigError`."""
    pairs = [item.partition("=") for item in values]
    faults = [
        Fault("--labels", f"'{item}' is not NAME=PATH")
        for item, (name, equals, path) in zip(values, pairs, strict=True)
        if not (name and equals and path)
    ]
    if faults:
        raise ConfigError("labels cannot be read", faults)
    found = {}
    for name, _, given in pairs:
        path = Path(given)
        for corpus in corpora:
            own = path / f"{corpus.target_language}.txt" if path.is_dir() else path
            found[corpus.direction, name] = read_labels(own)
    return found
