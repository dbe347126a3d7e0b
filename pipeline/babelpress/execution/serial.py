"""The runner `serial`: one process, which works on articles in batches so that the models get full batches too.

Reading and writing stay in the calling thread, while each batch of articles is processed in a thread of its own. The
engines release Python's global lock: with two batches in flight, the sentences of one are split, post-edited and
checked while the engine translates those of the other.
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
from babelpress.config.schema import NO_BUDGET, Budget, Profile
from babelpress.document import Article, Record
from babelpress.execution.scheduler import WINDOW, ArticleBatches, FailFast
from babelpress.formats.base import ReadError
from babelpress.stages.assembly import build
from babelpress.stages.flow import Flow, StageUsage


class SerialRunner:
    """Runs the flow of a profile on batches of `window` articles; records are returned in the order of the articles."""

    class Options(BaseModel):
        """Options: more articles in flight fill the batches of the models better, fewer need less memory."""

        model_config = ConfigDict(extra="forbid", frozen=True)

        window: int = Field(WINDOW, ge=1, description="Articles in a batch, which the models process together.")
        budget: Budget = Field(NO_BUDGET, description="What an article may use of time and memory.")
        ahead: int = Field(
            0,
            ge=0,
            description="Further batches that are begun before one is done, so that no engine waits; `batch` sets 1.",
        )

    def __init__(self, options: Options) -> None:
        self.options = options
        self.usage: dict[str, StageUsage] = {}

    def run(
        self, articles: Iterable[Article | ReadError], profile: Profile, *, models_dir: Path | None = None
    ) -> Iterator[Record]:
        """Process articles.

        Args:
            articles: The articles, and errors for those that could not be read.
            profile: The profile.
            models_dir: Folder of pulled models; None: the cache folder of the user.

        Yields:
            One record per article, in order.

        Raises:
            SetupError: Before the first record.
            RunStopped: All articles so far failed in the same stage, and more are left.
        """
        flow = replace(build(profile, models_dir=models_dir), usage=self.usage)
        yield from in_windows(flow, articles, window=self.options.window, ahead=self.options.ahead)


def in_windows(
    flow: Flow, articles: Iterable[Article | ReadError], *, window: int = WINDOW, ahead: int = 0
) -> Iterator[Record]:
    """Yield one record per article, made by a flow that is already loaded. Raises `RunStopped` like `SerialRunner`."""
    batches = ArticleBatches(articles, size=window)
    fail_fast = FailFast()
    running: deque[Callable[[], list[Record]]] = deque()
    left = Event()

    def begin() -> None:
        while len(running) <= ahead and (batch := batches.take()):
            work = partial(flow.run, batch, halted=left.is_set)
            running.append(_threaded(work) if ahead else work)

    try:
        begin()
        while running:
            records = running[0]()
            running.popleft()
            fail_fast.add(records)
            yield from records  # before more articles are read, which may take long
            release_unused_memory()
            if fail_fast.should_stop and (running or batches.more()):
                raise fail_fast.error()
            begin()
    except KeyboardInterrupt:
        running.clear()  # end at once, without waiting for batches in flight
        raise
    finally:
        left.set()
        for work in running:
            with suppress(Exception):
                work()


def _threaded(work: Callable[[], list[Record]]) -> Callable[[], list[Record]]:
    """Start work in a daemon thread; return a function that waits for its result."""
    done: Future[list[Record]] = Future()

    def do() -> None:
        try:
            done.set_result(work())
        except BaseException as error:  # noqa: BLE001  (raised again by the function that waits)
            done.set_exception(error)

    Thread(target=do, name="batch", daemon=True).start()
    return done.result
