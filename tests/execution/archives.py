"""Articles and a run over them for the tests of batches."""

from collections.abc import Callable, Iterable
from pathlib import Path

from babelpress.config.schema import Profile
from babelpress.document import Article, Block, Record, from_json
from babelpress.errors import UnreadableInput
from babelpress.execution.batch import Batch
from babelpress.execution.checkpoint import Checkpoint
from babelpress.execution.manifest import Manifest
from babelpress.execution.runner import Runner
from babelpress.execution.serial import SerialRunner
from babelpress.formats.base import ReadError
from babelpress.formats.tables.jsonl import JsonlWriter
from babelpress.stages.profiles import load_profile
from babelpress.stages.provenance import provenance


def article(n: int, text: str | None = None) -> Article:
    said = text or f"Le train numéro {n} arrive à Lyon. Il repart dans {n} minutes."
    return Article(id=f"a{n}", blocks=(Block(kind="paragraph", text=said),), language="fr")


def fake(**update: object) -> Profile:
    return load_profile("fake", targets=["nl", "en"], overrides=[f"{key}={value}" for key, value in update.items()])


def batched(
    folder: Path,
    articles: Iterable[Article | ReadError],
    *,
    profile: Profile | None = None,
    stop: Callable[[], bool] = lambda: False,
    retry_failed: bool = False,
    window: int = 4,
    runner: Runner | None = None,
    progress: Callable[[Manifest], None] = lambda manifest: None,
) -> Manifest:
    """One run into `folder/records.jsonl`."""
    profile = profile or fake()
    made_by = provenance(profile)
    manifest = Manifest(made_by=made_by, inputs=(), output=str(folder), runner="serial")
    with (
        Checkpoint(folder, made_by=made_by.fingerprint) as journal,
        JsonlWriter(folder / "records.jsonl", JsonlWriter.Options(overwrite=True)) as writer,
    ):
        run = Batch(folder=folder, journal=journal, manifest=manifest, stop=stop, retry_failed=retry_failed)
        runner = runner or SerialRunner(SerialRunner.Options(window=window, ahead=1))
        return run.run(articles, profile, runner, writer, progress=progress)


def various() -> list[Article | ReadError]:
    """Four French articles, one in English, and one that could not be read."""
    english = Article(id="e", blocks=(Block(kind="paragraph", text="The train arrives in Lyon."),), language="en")
    unread = ReadError(id="x", error=UnreadableInput("x: is empty"))
    return [article(0), article(1), english, unread, article(2), article(3)]


DONE = {
    "detect": 5, "translate.nl": 4, "translate.en": 4, "verify.nl": 4, "verify.en": 4,
    "summarize.fr": 4, "summarize.nl": 4, "summarize.en": 4,
}  # fmt: skip
"""How many of the various articles each stage of `fake` has to do."""


def records(folder: Path) -> list[Record]:
    return [from_json(line) for line in (folder / "records.jsonl").read_text(encoding="utf-8").splitlines()]
