"""A recipe of a summarizer, as one YAML file and one frozen object."""

from pathlib import Path

from pydantic import Field, model_validator

from babelpress.errors import ConfigError, Fault
from recipe.config import AnyRecipe, Recipe, Shape, Strict, Training, read_as

SUMMARY, TITLE = ">>summary<<", ">>title<<"
"""What a source begins with, by what is asked for."""


class GapSentences(Strict):
    """Which sentences of an article are asked for as if they were its summary."""

    share: float = Field(0.15, gt=0, lt=1, description="Of the sentences of an article.")
    most: int = Field(3, ge=1)
    words: tuple[int, int] = Field((6, 60), description="Fewest and most words of such a sentence.")
    fewest: int = Field(5, ge=2, description="Sentences of an article that any is taken from.")
    supported: bool = Field(False, description="Only what says no number, name or quotation that the rest lacks.")


class Passes(Strict):
    """How often an example is seen in one pass of the training."""

    summary: int = Field(1, ge=1, le=50)
    title: int = Field(1, ge=0, le=50)
    unsupported: int | None = Field(
        None,
        ge=0,
        le=50,
        description="The same, of an answer with a number, name or quotation that the article lacks; 0: never. "
        "Left out, nobody looks.",
    )


class Ranking(Strict):
    """Which candidate summaries of an article the second training learns to rank by their likelihood."""

    words: tuple[int, int] = Field((6, 60), description="Fewest and most words of a sentence that is a candidate.")
    paired: int = Field(5, ge=0, description="So many of the best of them are candidates in pairs too.")


class SourcePieces(Strict):
    """How much of an article is read in each training, whole sentences from its beginning; left out, all that fits.

    A step costs more than in proportion to the length, and most of what a summary says stands early.
    """

    pretraining: int | None = Field(None, gt=2)
    training: int | None = Field(None, gt=2)


class SummarizerRecipe(AnyRecipe):
    """One summarizer, from articles to card. Paths are relative to the YAML file."""

    language: str = "fr"
    start: Path = Field(description="A MarianMT folder as on the hub or converted: its encoder knows the language.")
    gap_sentences: GapSentences = GapSentences()
    passes: Passes = Passes()
    ranking: Ranking | None = Field(None, description="Left out, it learns to write summaries and not to rank them.")
    most_source_pieces: SourcePieces = SourcePieces()
    most_target_pieces: int = Field(256, gt=0, description="Examples with a longer abstract or title are left out.")
    model: Shape = Shape(max_position_embeddings=1024)
    pretraining: Training | None = Field(None, description="On gap sentences; left out, there is none.")
    training: Training
    testset: str = Field("orangesum", description="What the scores on the card are called by.")

    @model_validator(mode="after")
    def _fitting(self) -> "SummarizerRecipe":
        if self.card.max_tokens > self.model.max_position_embeddings:
            raise ValueError("card.max_tokens is more than model.max_position_embeddings")
        if strange := sorted({one.target for one in self.card.golden} - {self.language, "title"}):
            raise ValueError(f"no golden text can be for {', '.join(strange)}: it is for {self.language} or title")
        return self

    @property
    def tokens(self) -> dict[str, str]:
        """The target tokens as the card has them."""
        return {self.language: SUMMARY, **({"title": TITLE} if self.passes.title else {})}

    def phase(self, training: Training, *, start: Path) -> Recipe:
        """Give one of the two times it learns, as the recipe that training knows."""
        return Recipe(
            id=self.id,
            source=self.language,
            targets={"summary": SUMMARY, "title": TITLE},
            seed=self.seed,
            start=start,
            normalize=self.normalize,
            model=self.model,
            training=training,
            card=self.card.model_copy(update={"golden": ()}),
        )


def read_summarizer(path: Path) -> SummarizerRecipe:
    """Read a recipe. Raises `ConfigError` with every fault of the file."""
    recipe = read_as(SummarizerRecipe, path)
    start = path.resolve().parent / recipe.start
    if not all((start / name).is_file() for name in ("config.json", "source.spm")):
        raise ConfigError(f"{path} is not right", [Fault("start", f"no MarianMT model in {start}")])
    return recipe.model_copy(update={"start": start})
