"""Records and findings as HTML, for notebooks: source and translations side by side, findings underlined."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babelpress.document import Finding, Record
    from babelpress.qa.engine import PlacedFinding

SHOWN = 200
"""Most rows of a table; a notebook keeps every output in its file."""

_COLOURS = {"severe": "#c00", "warning": "#c80", "info": "#888"}
_CELL = 'style="text-align:left;vertical-align:top;white-space:pre-wrap"'


def record_html(record: "Record") -> str:
    """Return a table with a row for each sentence of the source, and the summaries and failures below it."""
    languages = [one.language for one in record.translations]
    targets = {one.language: one.segments for one in record.translations}
    count = max((len(segments) for segments in targets.values()), default=0)
    rows = [_row([escape(record.language or "?"), *map(escape, languages)], tag="th")] if languages else []
    for index in range(min(count, SHOWN)):
        own = {language: segments[index] for language, segments in targets.items() if index < len(segments)}
        found = {language: _of(record, language, index) for language in languages}
        source = next(iter(own.values())).source if own else ""
        cells = [_marked(source, [(one.source, one) for some in found.values() for one in some])]
        for language in languages:
            target = own[language].target if language in own else ""
            cells.append(_marked(target, [(one.target, one) for one in found[language]]))
        rows.append(_row(cells))
    parts = [f"<p><b>{escape(record.article.id)}</b></p>"]
    parts += [f"<table>{''.join(rows)}</table>"] if rows else []
    parts += [f"<p>{count - SHOWN} more sentences</p>"] if count > SHOWN else []
    parts += [f"<p>{escape(one.language)} {escape(one.kind)}: {escape(one.text)}</p>" for one in record.summaries]
    parts += [f'<p style="color:#c00">{escape(one.stage)}: {escape(one.message)}</p>' for one in record.failures]
    return f'<div lang="{escape(record.language or "")}">{"".join(parts)}</div>'


def findings_html(placed: Sequence["PlacedFinding"], *, languages: tuple[str, str], segments: int) -> str:
    """Return a table with a row for each pair of texts that has findings: both texts, and what was found.

    Args:
        placed: The findings, in order.
        languages: The codes of the languages of source and translation.
        segments: The number of pairs that were compared.
    """
    rows = [_row(map(escape, (*languages, "findings")), tag="th")] if placed else []
    pairs = groupby(placed, key=lambda one: (one.pair.source, one.pair.target))
    for (source, target), group in islice(pairs, SHOWN):
        found = [one.finding for one in group]
        said = "\n".join(escape(f"{one.severity} {one.check}: {one.message}") for one in found)
        texts = (
            _marked(source, [(one.source, one) for one in found]),
            _marked(target, [(one.target, one) for one in found]),
        )
        rows.append(_row([*texts, said]))
    more = len({(one.pair.source, one.pair.target) for one in placed}) - SHOWN
    parts = [f"<p>segments: {segments}, findings: {len(placed)}</p>"]
    parts += [f"<table>{''.join(rows)}</table>"] if rows else []
    parts += [f"<p>{more} more pairs</p>"] if more > 0 else []
    return f"<div>{''.join(parts)}</div>"


def _row(cells: Iterable[str], *, tag: str = "td") -> str:
    return f"<tr>{''.join(f'<{tag} {_CELL}>{cell}</{tag}>' for cell in cells)}</tr>"


def _of(record: "Record", language: str, index: int) -> list["Finding"]:
    return [one for one in record.findings if one.language == language and one.segment == index]


def _marked(text: str, found: Iterable[tuple[str, "Finding"]]) -> str:
    """Return a text as HTML, the words of findings underlined; the whole of it for one whose words are not in it."""
    places: list[tuple[int, int, Finding]] = []
    whole: list[Finding] = []
    for words, one in found:
        start = text.find(words) if words else -1
        if start >= 0:
            places.append((start, start + len(words), one))
        else:
            whole.append(one)
    written, at = [], 0
    for start, end, one in sorted(places, key=lambda place: (place[0], -place[1])):
        if start >= at:
            written += [escape(text[at:start]), _underlined(escape(text[start:end]), one)]
            at = end
        else:
            whole.append(one)  # inside one that is underlined already
    html = "".join([*written, escape(text[at:])])
    for one in whole:
        html = _underlined(html, one)
    return html


def _underlined(html: str, finding: "Finding") -> str:
    colour = _COLOURS[finding.severity]
    return f'<span title="{escape(finding.message)}" style="text-decoration:underline {colour} wavy">{html}</span>'
