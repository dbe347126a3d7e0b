"""One process: articles in windows, so that models see full batches; the text of one beside the engine at another.

Reading and writing stay in the calling thread, while the windows are worked on in threads of their own. The engines let
go of Python's lock: with two windows in hand the sentences of one are cut, mended and checked while the engine is at
those of the other.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event, Thread

from pydantic import BaseModel, ConfigDict, Field

from babelpress._internal.process_memory import release_unused_memory
from babelpress.config.schema import Profile
from babelpress.document import Article, Record
from babelpress.execution.scheduler import WINDOW, ArticleBatches, FailFast
from babelpress.formats.base import ReadError
from babelpress.stages.assembly import build
from babelpress.stages.flow import Flow, Spent


class SerialRunner:
    """Runs a profile's flow over articles, `window` at a time; records come out in the order of the articles."""

    class Options(BaseModel):
        """How many articles are in hand: more fill the models' batches better, fewer need less memory."""

        model_config = ConfigDict(extra="forbid", frozen=True)

        window: int = Field(WINDOW, ge=1, description="Articles in a window: what the models see at once.")
        ahead: int = Field(
            0,
            ge=0,
            description="Windows begun in threads before one is done, so that no engine waits; `batch` sets 1.",
        )

    def __init__(self, options: Options) -> None:
        self.options = options
        self.spent: dict[str, Spent] = {}

    def run(
        self, articles: Iterable[Article | ReadError], profile: Profile, *, models_dir: Path | None = None
    ) -> Iterator[Record]:
        """Give one record per article.

        Raises `SetupError` before the first, and `RunStopped` when all articles so far failed alike and more are left.
        """
        flow = replace(build(profile, models_dir=models_dir), spent=self.spent)
        yield from in_windows(flow, articles, window=self.options.window, ahead=self.options.ahead)


def in_windows(
    flow: Flow, articles: Iterable[Article | ReadError], *, window: int = WINDOW, ahead: int = 0
) -> Iterator[Record]:
    """Give one record per article, made by a flow that is loaded already. Raises `RunStopped` as `SerialRunner`."""
    windows = ArticleBatches(articles, size=window)
    outlook = FailFast()
    running: deque[Callable[[], list[Record]]] = deque()
    left = Event()

    def begin() -> None:
        while len(running) <= ahead and (taken := windows.take()):
            work = partial(flow.run, taken, halted=left.is_set)
            running.append(_threaded(work) if ahead else work)

    try:
        begin()
        while running:
            records = running[0]()
            running.popleft()
            outlook.see(records)
            yield from records  # before more are read, which may take long
            release_unused_memory()
            if outlook.hopeless and (running or windows.more()):
                raise outlook.stopped()
            begin()
    except KeyboardInterrupt:
        running.clear()  # at once: nobody waits for what is under way
        raise
    finally:
        left.set()
        for work in running:
            with suppress(Exception):
                work()


def _threaded(work: Callable[[], list[Record]]) -> Callable[[], list[Record]]:
    """Begin work in a thread, which keeps no process alive; what is given waits for it."""
    done: Future[list[Record]] = Future()

    def do() -> None:
        try:
            done.set_result(work())
        except BaseException as error:  # noqa: BLE001  (whoever waits raises it)
            done.set_exception(error)

    Thread(target=do, name="window", daemon=True).start()
    return done.result
