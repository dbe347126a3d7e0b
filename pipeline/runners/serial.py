"""One process, one article after another, in windows so that models see full batches."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from pipeline.build import build
from pipeline.formats.base import Unread
from pipeline.profile import Profile
from pipeline.records import Article, Record
from pipeline.runners.windows import WINDOW, Outlook, Windows


class SerialRunner:
    """Runs a profile's flow over articles, `window` at a time; records come out in the order of the articles."""

    class Options(BaseModel):
        """How many articles are in hand at once: more fill the models' batches better, fewer need less memory."""

        model_config = ConfigDict(extra="forbid", frozen=True)

        window: int = Field(WINDOW, ge=1, description="Articles in hand at once.")

    def __init__(self, options: Options) -> None:
        self.options = options
        self.seconds: dict[str, float] = {}

    def run(
        self, articles: Iterable[Article | Unread], profile: Profile, *, models_dir: Path | None = None
    ) -> Iterator[Record]:
        """Give one record per article.

        Raises `SetupError` before the first, and `RunStopped` when all articles so far failed alike and more are left.
        """
        flow = build(profile, models_dir=models_dir)
        self.seconds = flow.seconds
        windows = Windows(articles, size=self.options.window)
        outlook = Outlook()
        while window := windows.take():
            records = flow.run(window)
            outlook.see(records)
            yield from records
            if outlook.hopeless and windows.more():
                raise outlook.stopped()
