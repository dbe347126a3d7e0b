"""The table of a run: one row per article, or per article and language. Every cell is text or None."""

import json
from collections.abc import Collection, Sequence
from typing import Literal

from babelpress.document import Failure, Finding, Record, SummaryKind
from babelpress.formats.text.plain import render_text
from babelpress.formats.versions import Version, versions

Layout = Literal["columns", "rows"]
TableRow = dict[str, str | None]

_ARTICLE = ("id", "source", "date", "url")
_KINDS: tuple[SummaryKind, ...] = ("summary", "standfirst", "headline", "description")
QUALITY = "quality"
"""The column with the worst severity of the findings of a version; `ok` without findings."""
_VERSION = ("title", "text", *_KINDS, QUALITY)
_SEVERITIES = ("severe", "warning", "info")
FINDINGS = "findings"
"""The column with the findings of an article, or of a version, one a line; None without findings."""
FAILURE = "failure"
"""The column with the failures of an article; None without failures."""


def columns(layout: Layout, languages: Sequence[str], *, unmade: Collection[str] = ()) -> tuple[str, ...]:
    """Return the names of the columns, in order, without those of what a run does not make: `headline`, `text.nl`.

    >>> columns("columns", ["fr", "nl"])[4:7]
    ('title.fr', 'text.fr', 'summary.fr')
    """
    if layout == "rows":
        made = (name for name in _VERSION if name not in unmade)
        return (*_ARTICLE, "language", *made, "route", FINDINGS, FAILURE)
    names = ((name, f"{name}.{language}") for language in languages for name in _VERSION)
    return (*_ARTICLE, *(whole for name, whole in names if not {name, whole} & {*unmade}), FINDINGS, FAILURE)


def table_rows(record: Record, layout: Layout) -> list[TableRow]:
    """Return the rows of a record, at least one; with layout `rows` that of the source language comes first."""
    found = sorted(versions(record), key=lambda version: not version.is_source)
    if layout == "rows":
        return _rows(record, found)
    row = _article(record)
    for version in found:
        row |= {f"{name}.{version.language}": text for name, text in _version(record, version).items()}
    for language in _summarized(record, found):
        row |= {f"{name}.{language}": text for name, text in _summaries(record, language).items()}
    row[FINDINGS] = _listed(record.findings)
    row[FAILURE] = _said(record.failures)
    return [row]


def _rows(record: Record, found: Sequence[Version]) -> list[TableRow]:
    """One row per language version, with its findings and failures; the first also has those of no version."""
    failures: dict[str | None, list[Failure]] = {}
    for failure in record.failures:
        failures.setdefault(failure.stage.partition(".")[2] or None, []).append(failure)
    rows = []
    for version in found:
        translation = record.translation(version.language)
        route = " ".join(translation.route) if translation else None
        rows.append({"language": version.language, **_version(record, version), "route": route})
    rows += [{"language": one, **_summaries(record, one)} for one in _summarized(record, found)]
    had = {row["language"] for row in rows}
    rows += [{"language": language} for language in failures if language not in had and (language or not rows)]
    article, languages = _article(record), {row["language"] for row in rows}
    for n, row in enumerate(rows or [{}]):
        own = failures.get(row.get("language"), [])
        general = failures.get(None, []) if n == 0 and row.get("language") else []
        listed = _listed([one for one in record.findings if _of_row(one, n, row.get("language"), languages)])
        rows[n : n + 1] = [{**article, **row, FINDINGS: listed, FAILURE: _said([*general, *own])}]
    return rows


def _article(record: Record) -> TableRow:
    meta = record.article.meta
    return {"id": record.article.id, "source": record.language, "date": meta.date, "url": meta.url}


def _version(record: Record, version: Version) -> TableRow:
    body = [block for block in version.blocks if block.kind != "title"]
    text = render_text(body).removesuffix("\n")
    return {"title": version.title, "text": text, **_summaries(record, version.language)}


def _summarized(record: Record, found: Sequence[Version]) -> list[str]:
    """The languages that have summaries only, where nothing else was asked for."""
    had = {version.language for version in found}
    return [language for language in dict.fromkeys(one.language for one in record.summaries) if language not in had]


def _summaries(record: Record, language: str) -> TableRow:
    """The summaries of a version, and the worst of its findings."""
    texts: TableRow = {}
    for kind in _KINDS:
        summary = record.summary(language, kind)
        texts[kind] = summary.text or None if summary else None
    found = {one.severity for one in record.findings if one.language == language}
    texts[QUALITY] = next((severity for severity in _SEVERITIES if severity in found), "ok")
    return texts


def own_cells(record: Record) -> dict[str, str | None]:
    """Return the cells of the input that have no meaning for an article, by column."""
    cells: dict[str, str | None] = {}
    for name, value in record.article.meta.extra:
        try:
            held = json.loads(value)
        except ValueError:
            held = value  # front matter and other formats keep their own spelling
        cells[name] = held if held is None or isinstance(held, str) else value
    return cells


def _of_row(finding: Finding, index: int, language: str | None, languages: Collection[str | None]) -> bool:
    """Whether a row has a finding: that of its language, or the first one if no row has this language."""
    return finding.language == language or (index == 0 and finding.language not in languages)


def _listed(findings: Sequence[Finding]) -> str | None:
    """The findings, one a line: `severe numbers (nl, segment 3): 39 euros became 93 euro`."""
    lines = []
    for one in findings:
        place = one.language if one.segment is None else f"{one.language}, segment {one.segment + 1}"
        lines.append(" ".join(f"{one.severity} {one.check} ({place}): {one.message}".split()))
    return "\n".join(lines) or None


def _said(failures: Sequence[Failure]) -> str | None:
    return "; ".join(f"{failure.stage}: {failure.message}" for failure in failures) or None
