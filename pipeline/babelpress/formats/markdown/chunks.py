"""The options of cells of code that readers see: `#| fig-cap: "Les prix"` of Quarto."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from babelpress.formats.front_matter.values import Value, yaml_values
from babelpress.formats.untranslated import wordy

_CELL = re.compile(r"(?:`{3,}|~{3,})[ \t]*\{[ \t]*[A-Za-z]")
"""The beginning of a fence around code that is run."""
_OPTION = re.compile(r"[ \t]*(?:#|//|--|%%)\|(?: (?=[^ ]))?")
"""The comment before an option."""
FIGURES = r"(?:fig|tbl|lst|tab|vid)[-._](?:(?:sub|s)?cap|alt)"
"""Names of captions and descriptions: `fig-cap`, `fig.alt`, `tbl-subcap`."""
_SHOWN = re.compile(rf"{FIGURES}|code-summary")


def is_cell(opening: str) -> bool:
    """Return whether a line opens a cell of code.

    >>> is_cell("```{r, fig.cap='Un titre'}"), is_cell("```python"), is_cell("```{.python}")
    (True, False, False)
    """
    return bool(_CELL.match(opening))


def options(text: str, lines: Sequence[tuple[int, int]]) -> tuple[int, list[Value], int]:
    """Return how many lines of a cell are options, the texts in these, and how many more texts stay as they are.

    Values have positions in the text of the document. A text of several lines stays as it is.
    """
    starts: list[tuple[int, int]] = []
    body = ""
    for start, end in lines:
        found = _OPTION.match(text, start, end)
        if not found:
            break
        starts.append((len(body), found.end()))
        body += text[found.end() : end] + "\n"
    try:
        values = yaml_values(body) or []
    except ValueError:
        return len(starts), [], 0
    shown = [value for value in values if value.is_text and _is_shown(value.path) and any(map(str.isalpha, value.text))]
    found_values = list(_placed(shown, starts))
    left = sum(wordy(value.text) for value in shown if "\n" in value.source)
    return len(starts), found_values, left


def _is_shown(path: Sequence[str]) -> bool:
    return bool(path) and bool(_SHOWN.fullmatch(path[0]))


def _placed(values: Sequence[Value], starts: Sequence[tuple[int, int]]) -> Iterator[Value]:
    for value in values:
        own, place = next(pair for pair in reversed(starts) if pair[0] <= value.start)
        if "\n" not in value.source:
            yield replace(value, start=place + value.start - own, end=place + value.end - own)
