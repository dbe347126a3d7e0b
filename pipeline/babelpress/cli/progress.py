"""How far a batch is, on standard error: bars that move on a terminal, a line a minute elsewhere."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

from rich.console import Console, Group
from rich.live import Live
from rich.markup import escape
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from babelpress.execution.manifest import Manifest
from babelpress.formats.inputs import STDIN
from babelpress.formats.tables.hub import HUB

_A_LINE = 60.0
"""Seconds between two lines of progress where nobody sees a bar move."""

_WIDTH = 40
"""Characters of a bar at most; longer ones are harder to compare."""

Total = Callable[[], int | None]
"""How many articles there are; None while that is not known."""


@contextmanager
def shown(
    manifest: Manifest,
    *,
    console: Console,
    quiet: bool,
    total: Total,
    had: int,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Callable[[Manifest], None]]:
    """Give what is called with the manifest whenever a record is done; nothing is shown where quiet.

    `had` is how many records of former runs there are.
    """
    if quiet:
        yield lambda manifest: None
    elif not console.is_terminal:
        yield _Lines(console, total, had, clock)
    else:
        bars = Bars(manifest, console=console, total=total, had=had, clock=clock)
        with Live(get_renderable=bars.drawn, console=console, transient=True, refresh_per_second=4):
            yield bars.moved


@contextmanager
def counted(read: Callable[[], Iterable[object]] | None) -> Iterator[Total]:
    """Within, count what `read` gives in a thread of its own; what goes wrong there the run itself will tell."""
    if read is None:
        yield lambda: None
        return
    found: list[int] = []
    over = Event()

    def count() -> None:
        with suppress(Exception):
            number = 0
            for number, _ in enumerate(read(), start=1):  # noqa: B007  (the last one counts)
                if over.is_set():
                    return
            found.append(number)

    thread = Thread(target=count, daemon=True)
    thread.start()
    try:
        yield lambda: found[0] if found else None
    finally:
        over.set()
        thread.join(timeout=1)


def countable(inputs: Sequence[str]) -> bool:
    """Tell whether inputs can be read twice at no great cost: no pipe, nothing that is fetched."""
    return not any(name == STDIN or name.startswith(HUB) or _once(Path(name)) for name in inputs)


def said(manifest: Manifest, *, total: int | None = None, left: float | None = None) -> str:
    """Give one line on the whole run."""
    return (
        f"{manifest.articles:,}{f' of {total:,}' if total is not None else ''} articles "
        f"({manifest.kept:,} kept, {manifest.failed:,} failed), {manifest.words_per_second:,.0f} words/s"
        f"{f', {_clock(left)} left' if left is not None else ''}"
    )


def seconds_left(manifest: Manifest, *, total: int | None, had: int) -> float | None:
    """Give how long the new articles among those left will take; None where nothing tells yet.

    Of the `had` records of former runs, those that have not come by are taken to be kept, which costs next to nothing.
    """
    new = manifest.articles - manifest.kept
    if total is None or not new:
        return None
    rest = _new(manifest, total=total, had=had) - new
    return max(0, rest) * (manifest.seconds - manifest.lead_seconds) / new


class Bars:
    """A bar for the whole and one for each stage, drawn as the manifest stands at that moment.

    Stages move while their window is at work where the runner's work is done in this process.
    """

    def __init__(
        self,
        manifest: Manifest,
        *,
        console: Console,
        total: Total,
        had: int,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._manifest = manifest
        self._console = console
        self._total = total
        self._had = had
        self._clock = clock
        self._moved = clock()

    def moved(self, manifest: Manifest) -> None:
        """Note that the figures are of this moment: from here time left counts down."""
        self._moved = self._clock()

    def drawn(self) -> Group:
        """Give the bars; no line is longer than the terminal is wide."""
        manifest, total, width = self._manifest, self._total(), self._console.width
        stages = dict(manifest.stages)  # another thread may add to it
        if not stages:
            return Group(Text("loading the models", overflow="ellipsis"))
        left = seconds_left(manifest, total=total, had=self._had)
        if left is not None:
            left = max(0, left - (self._clock() - self._moved))
        line = Text(said(manifest, total=total, left=left))
        line.truncate(width, overflow="ellipsis")
        names = max(map(len, stages))
        numbers = len(f"{max(total or 0, manifest.articles):,}")
        workers = "" if manifest.runner == "serial" else "; stages: of all workers"
        took = f"{manifest.seconds:,.0f} s{workers}"
        bar = max(1, min(_WIDTH, width - names - numbers - len(took) - 3))
        table = Table.grid(padding=(0, 1, 0, 0))
        done = Text(f"{manifest.articles:>{numbers},}")
        table.add_row(Text("all"), _bar(manifest.articles, total, width=bar), done, Text(took))
        new = None if total is None else _new(manifest, total=total, had=self._had)
        come = manifest.articles - manifest.kept
        for name, spent in stages.items():
            done = Text(f"{spent.articles:>{numbers},}")
            # An article that has come is through every stage, also those that passed it by.
            filled = max(spent.articles, come)
            table.add_row(Text(name), _bar(filled, new, width=bar), done, Text(f"{spent.seconds:,.0f} s"))
        return Group(line, table)


class _Lines:
    """A line a minute."""

    def __init__(self, console: Console, total: Total, had: int, clock: Callable[[], float]) -> None:
        self._console = console
        self._total = total
        self._had = had
        self._clock = clock
        self._last = clock()

    def __call__(self, manifest: Manifest) -> None:
        now = self._clock()
        if now - self._last >= _A_LINE:
            self._last = now
            total = self._total()
            left = seconds_left(manifest, total=total, had=self._had)
            self._console.print(escape(said(manifest, total=total, left=left)))


def _new(manifest: Manifest, *, total: int, had: int) -> int:
    """How many articles of all are not kept, as far as can be told."""
    return max(total - max(had, manifest.kept), manifest.articles - manifest.kept)


def _bar(done: int, total: int | None, *, width: int) -> ProgressBar:
    return ProgressBar(total=total, completed=done, width=width, pulse=total is None)


def _once(path: Path) -> bool:
    """A pipe, e.g. `<(zcat archive.gz)`: what one reader takes the other would miss."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _clock(seconds: float) -> str:
    """`1:02:03`."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"
