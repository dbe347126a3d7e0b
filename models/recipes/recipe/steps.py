"""The steps from corpora to card. A step is skipped where its result is there and was made of the same things."""

import json
import time
from dataclasses import dataclass
from pathlib import Path

from babelpress.errors import ConfigError
from babelpress.models.cards import checksum
from recipe.config import Recipe
from recipe.taking import AtWork, Step, files, take


@dataclass(frozen=True, kw_only=True)
class Work(AtWork):
    """One recipe at work. `corpora` holds corpus files, `tests` test sets; `articles` are of the domain."""

    recipe: Recipe
    corpora: Path
    tests: Path | None
    articles: Path | None = None

    @property
    def data(self) -> Path:
        """The token ids."""
        return self.out / "data"

    @property
    def training(self) -> Path:
        """The checkpoint."""
        return self.out / "training"

    @property
    def synthetic(self) -> Path:
        """Corpus files that teachers made."""
        return self.out / "synthetic"


def run(work: Work, *, only: str | None = None) -> bool:
    """Take the steps, or `only` one of them; tell whether they are done, or time ran out.

    Raises `ConfigError` for an unknown step, one whose input is not there yet, or anything else that is wrong.
    """
    if not work.corpora.is_dir():
        raise ConfigError(f"no folder of corpora {work.corpora}")
    if work.tests and not work.tests.is_dir():
        raise ConfigError(f"no folder of test sets {work.tests}")
    if work.articles and not work.articles.is_file():
        raise ConfigError(f"no file of articles {work.articles}")
    if work.recipe.mixing.domain and not work.articles:
        raise ConfigError(
            "mixing.domain weighs pairs by their likeness to articles: give --articles FILE, or leave it out"
        )
    return take(STEPS, work, only=only)


def _corpora(work: Work) -> list[Path]:
    return [path for path in files(work.corpora) if path.name.endswith((".tsv", ".tsv.xz"))]


def _synthesize(work: Work) -> bool:
    from recipe.synthetic import synthesize

    made = set()
    for one in work.recipe.synthetic:
        path = synthesize(one, (work.corpora,), work.synthetic, deadline=work.deadline)
        if path is None:
            return False
        made.add(path)
    for path in files(work.synthetic):
        if path not in made:  # of settings that the recipe no longer has
            path.unlink()
    return True


def _prepare(work: Work) -> bool:
    from recipe.prepare import prepare

    prepare(work.recipe, (work.corpora, work.synthetic), work.data, tests=work.tests, articles=work.articles)
    return True


def _train(work: Work) -> bool:
    from recipe.side_by_side import train
    from recipe.training import read_progress, spent

    recipe, now = work.recipe, None
    if work.deadline is not None:
        now = max(0.0, work.deadline - time.monotonic()) / 60
    _claim(work)
    train(
        work.data, work.training, recipe.model, recipe.training, start=recipe.start, seed=recipe.seed, minutes_now=now
    )
    return spent(read_progress(work.training), recipe.training) >= 1


def _claim(work: Work) -> None:
    """Hold a checkpoint to what it was begun with: hours of training are neither mixed up nor thrown away."""
    begun_with = [work.data / "src.npy", work.data / "tgt.npy", *files(work.recipe.start)]
    now = "".join(f"{checksum(path)}  {path.name}\n" for path in begun_with)
    mark = work.training / "begun-with.sha256"
    if mark.is_file() and mark.read_text(encoding="utf-8") != now:
        message = f"{work.training} was begun on other ids or from another start"
        raise ConfigError(f"{message}: give another --out, or delete that folder")
    work.training.mkdir(parents=True, exist_ok=True)
    mark.write_text(now, encoding="utf-8")


def _export(work: Work) -> bool:
    from recipe.export import export
    from recipe.shortlist import write_shortlists

    recipe = work.recipe
    checkpoint, share = work.training / "last.pt", recipe.training.start_share
    export(work.data, checkpoint, work.model, start=recipe.start, start_share=share)
    write_shortlists(work.data, work.recipe.targets.values(), work.model / "ct2")
    return True


def _evaluate(work: Work) -> bool:
    from recipe.card import draft
    from recipe.scoring import evaluate

    card = draft(work.recipe, work.model)
    figures = evaluate(card, work.model, work.tests, beam=work.recipe.card.beam) if work.tests else []
    text = json.dumps([figure.model_dump() for figure in figures], ensure_ascii=False, indent=1)
    work.scores.write_text(text + "\n", encoding="utf-8")
    return True


def _card(work: Work) -> bool:
    from recipe.card import complete, write
    from recipe.scoring import Figure
    from recipe.training import read_progress

    figures = [Figure.model_validate(one) for one in json.loads(work.scores.read_text(encoding="utf-8"))]
    prepared = json.loads((work.data / "report.json").read_text(encoding="utf-8"))
    progress = read_progress(work.training)
    write(complete(work.recipe, work.model, figures=figures, prepared=prepared, progress=progress), work.card)
    return True


STEPS: dict[str, Step[Work]] = {
    "synthesize": Step(_synthesize, {"synthetic"}, _corpora, lambda work: ()),
    "prepare": Step(
        _prepare,
        {
            "source", "targets", "seed", "normalize", "cleaning", "mixing", "joining", "augmentation",
            "vocabulary", "model",
        },
        lambda work: [
            *_corpora(work),
            *files(work.synthetic, work.tests),
            work.recipe.licences,
            *([work.articles] if work.articles else ()),
            *([work.recipe.start / "source.spm"] if work.recipe.start else ()),
        ],
        lambda work: (work.data / "repeat.npy", work.data / "report.json"),
    ),
    "train": Step(
        _train,
        {"model", "training", "seed"},
        lambda work: files(work.data, work.recipe.start),
        lambda work: (work.training / "last.pt",),
    ),
    "export": Step(
        _export,
        {"targets": ..., "training": {"start_share"}},
        lambda work: [work.training / "last.pt", *files(work.data, work.recipe.start)],
        lambda work: (work.model / "hf" / "model.safetensors", work.model / "ct2" / "vmap.txt"),
    ),
    "evaluate": Step(
        _evaluate,
        {"card": {"beam", "max_tokens"}},
        lambda work: files(work.model, work.tests),
        lambda work: (work.scores,),
    ),
    "card": Step(
        _card,
        {"card", "id", "targets"},
        lambda work: [*files(work.model), work.scores, work.data / "report.json"],
        lambda work: (work.card,),
    ),
}  # fmt: skip
"""In their order. Their modules are imported when they are taken: most are heavy."""
