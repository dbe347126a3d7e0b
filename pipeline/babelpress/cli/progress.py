"""The progress of a batch on standard error: bars on a terminal, otherwise one line per minute."""

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
"""Seconds between two lines of progress if standard error is not a terminal."""

_WIDTH = 40
"""Maximum width of a bar in characters; longer bars are harder to compare."""

Total = Callable[[], int | None]
"""Returns the number of articles, None while it is unknown."""


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
    """Show the progress of a batch, unless `quiet`.

    Yields a function to call with the manifest after each record. `had` is the number of records of earlier runs.
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
    """Count what `read` yields in a thread; errors are ignored here, the run itself reports them.

    Yields a function that returns the count, None until it is complete.
    """
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
    """Whether inputs can be read twice at low cost: no pipe, no download."""
    return not any(name == STDIN or name.startswith(HUB) or _once(Path(name)) for name in inputs)


def said(manifest: Manifest, *, total: int | None = None, left: float | None = None) -> str:
    """Return a summary of the run in one line."""
    return (
        f"{manifest.articles:,}{f' of {total:,}' if total is not None else ''} articles "
        f"({manifest.kept:,} kept, {manifest.failed:,} failed), {manifest.words_per_second:,.0f} words/s"
        f"{f', {_clock(left)} left' if left is not None else ''}"
    )


def seconds_left(manifest: Manifest, *, total: int | None, had: int) -> float | None:
    """Estimate the seconds that the remaining new articles will take; None if there is no measurement yet.

    The records of earlier runs (`had`) that are still to come count as kept, which takes almost no time.
    """
    new = manifest.articles - manifest.kept
    if total is None or not new:
        return None
    rest = _new(manifest, total=total, had=had) - new
    return max(0, rest) * (manifest.seconds - manifest.lead_seconds) / new


class Bars:
    """A bar for all articles and one for each stage, drawn from the current manifest.

    The bars of stages move within a window only if the runner works in this process.
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
        """Record the time of the latest figures, from which the remaining time counts down."""
        self._moved = self._clock()

    def drawn(self) -> Group:
        """Return the bars, no line longer than the width of the terminal."""
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
            # A finished article counts in every stage, also in those that do not apply to it.
            filled = max(spent.articles, come)
            table.add_row(Text(name), _bar(filled, new, width=bar), done, Text(f"{spent.seconds:,.0f} s"))
        return Group(line, table)


class _Lines:
    """Prints one line per minute."""

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
    """The number of articles that are not kept, as far as known."""
    return max(total - max(had, manifest.kept), manifest.articles - manifest.kept)


def _bar(done: int, total: int | None, *, width: int) -> ProgressBar:
    return ProgressBar(total=total, completed=done, width=width, pulse=total is None)


def _once(path: Path) -> bool:
    """Whether a path can be read only once, e.g. the pipe of `<(zcat archive.gz)`."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _clock(seconds: float) -> str:
    """`1:02:03`."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"
