"""One process, one article after another, in windows so that models see full batches."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from pipeline.build import build
from pipeline.errors import RunStopped
from pipeline.formats.base import Unread
from pipeline.profile import Profile
from pipeline.records import Article, Failure, Record


class SerialRunner:
    """Runs a profile's flow over articles, `window` at a time; records come out in the order of the articles."""

    class Options(BaseModel):
        """How many articles are in hand at once: more fill the models' batches better, fewer need less memory."""

        model_config = ConfigDict(extra="forbid", frozen=True)

        window: int = Field(32, ge=1, description="Articles in hand at once.")

    def __init__(self, options: Options) -> None:
        self.options = options

    def run(
        self, articles: Iterable[Article | Unread], profile: Profile, *, models_dir: Path | None = None
    ) -> Iterator[Record]:
        """Give one record per article.

        Raises `SetupError` before the first, and `RunStopped` when all articles so far failed alike and more are left.
        """
        flow = build(profile, models_dir=models_dir)
        items = iter(articles)
        failures: list[Failure | None] = []
        while window := list(islice(items, self.options.window)):
            records = flow.run([_record(item) for item in window])
            failures += [record.failures[0] if record.failures else None for record in records]
            yield from records
            rest = list(islice(items, 1))
            items = chain(rest, items)
            if rest and (first := _all_alike(failures)):
                raise RunStopped(
                    f"each of the first {len(failures)} articles failed in '{first.stage}', the others would too; "
                    f"the first said: {first.message}"
                )


def _record(item: Article | Unread) -> Record:
    if isinstance(item, Article):
        return Record(article=item)
    failure = Failure(stage="read", error=type(item.error).__name__, message=str(item.error))
    return Record(article=Article(id=item.id, blocks=()), failures=(failure,))


def _all_alike(failures: list[Failure | None]) -> Failure | None:
    """The first failure if every record failed, all in the same stage."""
    stages = {failure.stage if failure else None for failure in failures}
    return failures[0] if len(stages) == 1 else None
