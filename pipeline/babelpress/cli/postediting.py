"""The command that corrects a translation: postedit."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from babelpress._internal.files import Part
from babelpress.api import detect
from babelpress.cli.console import ProfileOption, SetOption, codes, err, table
from babelpress.cli.findings import SHOWN, FailOn, FailOnOption, FindingsOption, collected, same
from babelpress.errors import ConfigError, Fault, nearest
from babelpress.formats.inputs import STDIN
from babelpress.lang import known, variants
from babelpress.nlp.tokenization import shorten
from babelpress.qa.listing import Locator, Row, placed_rows, row_of
from babelpress.stages.postedit import PlacedChange, Postedited, postedit_text, read_plain, rules_of
from babelpress.stages.profiles import load_profile

_SURE = 0.9
"""Confidence (0 to 1) from which a detected language is taken."""


def postedit(
    source: Annotated[Path, typer.Argument(help="The source: a file of plain text.")],
    target: Annotated[Path, typer.Argument(help="Its translation, from any system or person: a file of plain text.")],
    from_: Annotated[str | None, typer.Option("--source", help="Language of the source; by default detected.")] = None,
    to: Annotated[
        str | None,
        typer.Option("--target", help="Language or variant of the translation, `nl`, `pt-BR`; by default detected."),
    ] = None,
    output: Annotated[
        str, typer.Option("--output", "-o", help="A file for the corrected translation; `-`: standard output.")
    ] = STDIN,
    lines: Annotated[bool, typer.Option("--lines", help="Line n is the translation of line n.")] = False,
    content_only: Annotated[
        bool, typer.Option("--content-only", help="Correct words, numbers and quotation marks; leave all typography.")
    ] = False,
    profile: ProfileOption = "embedded",
    set_: SetOption = None,
    checks: Annotated[str | None, typer.Option("--checks", help="Run only these checks on the result.")] = None,
    keep: Annotated[
        str | None, typer.Option("--keep", help="Names that must not be translated, instead of the profile's.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that exists.")] = False,
    findings: FindingsOption = None,
    fail_on: FailOnOption = FailOn.SEVERE,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only, no tables.")] = False,
) -> None:
    """Correct a translation where its source makes that certain, and list what was changed.

    The corrections are those that `babelpress run` makes in its own translations; no model is needed. All else stays as
    it is, byte for byte. Exit status 1 if the checks find something severe in the result, or as in `--fail-on`.

    Example: `babelpress postedit examples/evaluation/test-set/fr.txt examples/evaluation/shipped/nl.txt --lines`
    """
    settings = load_profile(profile, overrides=set_ or ())
    left, right = read_plain(source), read_plain(target)
    named = _language(to, right.text, "target")
    own = variants().get(named)
    rules = rules_of(
        settings,
        source_language=_language(from_, left.text, "source"),
        target_language=own.language if own else named,
        variant=named if own else "",
    )
    rules = replace(rules, content_only=content_only)
    if keep is not None:
        rules = replace(rules, names=tuple(codes(keep) or ()))
    chosen = settings.constraints.checks
    names = codes(checks) or (None if chosen == "all" else chosen)
    with (
        collected(findings, taken=(source, target, output)) as found,
        _opened(output, source, force=force) as write,
    ):
        made = postedit_text(left.text, right.text, rules, lines=lines, checks=names)
        write(right.encoded(made.text))
        found.add(_rows(made.changes, target))
        locator = Locator(made.text)
        left_over = placed_rows(made.report.placed, file=str(target) if output == STDIN else output)
        found.add(replace(row, line=locator.line(row.target)) for row in left_over)
    if not quiet:
        _show(made)
        found.show()
        err.print(escape(_summed_up(made, output)))
    if found.fails(fail_on):
        raise typer.Exit(1)


def _language(named: str | None, text: str, side: str) -> str:
    """The code of a language or the tag of a variant: as named, else as detected. Raises `ConfigError`."""
    if named is not None:
        if named in known() or (side == "target" and named in variants()):
            return named
        raise ConfigError(f"--{side}: '{named}' is not a supported language", [Fault("", nearest(named, known()))])
    found = detect(text)
    if found is None or found.confidence < _SURE or found.language not in known():
        raise ConfigError(f"the language of the {side} cannot be detected", [Fault("", f"name it with --{side}")])
    return found.language


@contextmanager
def _opened(output: str, source: Path, *, force: bool) -> Iterator[Callable[[bytes], None]]:
    """Reserve the output, and yield the function that writes it. Raises `ConfigError`, `OutputUnavailable`."""
    if output == STDIN:
        yield lambda data: typer.echo(data, nl=False)
        return
    if same(Path(output), source):
        raise ConfigError("--output", [Fault("", f"{output} is the source; name another file")])
    part = Part(Path(output), overwrite=force)
    done = False
    try:
        yield part.append
        done = True
    finally:
        part.close(publish=done)


def _rows(changes: Iterable[PlacedChange], target: Path) -> Iterator[Row]:
    for one in changes:
        yield row_of(one.finding, file=str(target), line=one.line, source=one.pair.source, target=one.pair.target)


def _show(made: Postedited) -> None:
    """Print what was changed in the content, and how much else."""
    content = [one for one in made.changes if one.change.content]
    if content:
        shown = table("line", "edit", "before", "after", "why", "source", on=err)
        for one in content[:SHOWN]:
            change = one.change
            texts = (shorten(text) for text in (change.before, change.after, change.reason, one.pair.source))
            shown.add_row(str(one.line), escape(change.editor), *map(escape, texts))
        err.print(shown, soft_wrap=False)
    if len(content) > SHOWN:
        err.print(f"and {len(content) - SHOWN:,} more changes; --findings FILE lists all")


def _summed_up(made: Postedited, output: str) -> str:
    content = sum(one.change.content for one in made.changes)
    where = "" if output == STDIN else f" -> {output}"
    return (
        f"{made.report.segments:,} segments, {content:,} changes of content, {len(made.changes) - content:,} of casing "
        f"and typography; {len(made.report.findings):,} findings left, {made.report.severe:,} severe{where}"
    )
