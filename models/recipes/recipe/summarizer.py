"""The steps from articles to a summarizer and its card: it learns once or twice, as a translation model does."""

import json
from dataclasses import dataclass
from pathlib import Path

from babelpress.errors import ConfigError
from recipe import steps
from recipe.config import Training
from recipe.summary_config import SummarizerRecipe
from recipe.taking import AtWork, Step, files, take


@dataclass(frozen=True, kw_only=True)
class Work(AtWork):
    """One recipe at work. `articles` is a file of them."""

    recipe: SummarizerRecipe
    articles: Path

    @property
    def pretraining(self) -> steps.Work | None:
        """The first time, if there is one: gap sentences, from the translation model."""
        settings = self.recipe.pretraining
        return self._phase("pretraining", settings, self.recipe.start) if settings else None

    @property
    def training(self) -> steps.Work:
        """The second time: abstracts and titles, from what the first has made, else from the translation model."""
        before = self.pretraining
        return self._phase("training", self.recipe.training, before.model / "hf" if before else self.recipe.start)

    def _phase(self, name: str, settings: Training, start: Path) -> steps.Work:
        recipe = self.recipe.phase(settings, start=start)
        return steps.Work(recipe=recipe, corpora=self.out, tests=None, out=self.out / name, deadline=self.deadline)


def run(work: Work, *, only: str | None = None) -> bool:
    """Take the steps, or `only` one of them; tell whether they are done, or time ran out. Raises `ConfigError`."""
    if not work.articles.is_file():
        raise ConfigError(f"no file of articles {work.articles}")
    return take(STEPS, work, only=only)


def _checkpoint(phase: steps.Work) -> Path:
    return phase.training / "last.pt"


def _prepare(work: Work) -> bool:
    from recipe.summary_examples import prepare

    before = work.pretraining
    prepare(work.recipe, work.articles, pretraining=before.data if before else None, training=work.training.data)
    return True


def _learn(phase: steps.Work) -> bool:
    return steps.STEPS["train"].take(phase)


def _write(phase: steps.Work, out: Path) -> None:
    from recipe.export import export

    share = phase.recipe.training.start_share
    export(phase.data, _checkpoint(phase), out, start=phase.recipe.start, start_share=share)


def _pretrain(work: Work) -> bool:
    phase = work.pretraining
    if phase is None:
        return True
    if not _learn(phase):
        return False
    _write(phase, phase.model)
    return True


def _export(work: Work) -> bool:
    _write(work.training, work.model)
    return True


def _evaluate(work: Work) -> bool:
    from recipe.summary_card import draft
    from recipe.summary_scores import score

    recipe = work.recipe
    found = score(
        draft(recipe, work.model),
        work.articles,
        testset=recipe.testset,
        beam=recipe.card.beam,
        strategy="constrained" if recipe.ranking else "translate-then-summarize",
    )
    text = json.dumps(found.to_json(), ensure_ascii=False, indent=1)
    work.scores.write_text(text + "\n", encoding="utf-8")
    return True


def _card(work: Work) -> bool:
    from recipe.card import write
    from recipe.summary_card import complete
    from recipe.training import read_progress

    card = complete(
        work.recipe,
        work.model,
        scores=json.loads(work.scores.read_text(encoding="utf-8")),
        prepared=json.loads((work.training.data / "report.json").read_text(encoding="utf-8")),
        pretraining=read_progress(before.training) if (before := work.pretraining) else None,
        training=read_progress(work.training.training),
    )
    write(card, work.card)
    return True


STEPS: dict[str, Step[Work]] = {
    "prepare": Step(
        _prepare,
        {
            "language",
            "normalize",
            "gap_sentences",
            "passes",
            "ranking",
            "most_source_pieces",
            "most_target_pieces",
            "model",
        },
        lambda work: (work.articles, work.recipe.start / "source.spm"),
        lambda work: tuple(phase.data / "report.json" for phase in (work.pretraining, work.training) if phase),
    ),
    "pretrain": Step(
        _pretrain,
        {"model", "pretraining", "seed"},
        lambda work: files(before.data, work.recipe.start) if (before := work.pretraining) else (),
        lambda work: (
            (_checkpoint(before), before.model / "hf" / "model.safetensors") if (before := work.pretraining) else ()
        ),
    ),
    "train": Step(
        lambda work: _learn(work.training),
        {"model", "training", "seed"},
        lambda work: files(work.training.data, work.training.recipe.start),
        lambda work: (_checkpoint(work.training),),
    ),
    "export": Step(
        _export,
        {"id": ..., "training": {"start_share"}},
        lambda work: (_checkpoint(work.training), *files(work.training.data)),
        lambda work: (work.model / "hf" / "model.safetensors", work.model / "ct2" / "model.bin"),
    ),
    "evaluate": Step(
        _evaluate,
        {"card": {"beam", "max_tokens"}, "testset": ..., "ranking": ...},
        lambda work: (*files(work.model), work.articles),
        lambda work: (work.scores,),
    ),
    "card": Step(
        _card,
        {"card", "id", "language"},
        lambda work: (*files(work.model), work.scores, work.training.data / "report.json"),
        lambda work: (work.card,),
    ),
}
"""In their order. Their modules are imported when they are taken: most are heavy."""
