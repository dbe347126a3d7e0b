"""A recipe: everything that decides what a model becomes, as one YAML file and one frozen object."""

from pathlib import Path
from typing import Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from babelpress.config.strict_yaml import mapping, read_document
from babelpress.config.validation import KeyFault, merged, validation_faults
from babelpress.errors import ConfigError, Fault


class Strict(BaseModel):
    """A part of a recipe: no key is unknown, nothing changes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Cleaning(Strict):
    """Which pairs are good enough to learn from."""

    words: tuple[int, int] = Field((1, 50), description="Fewest and most words of either side.")
    max_characters_per_word: float = Field(20, description="Mean length of a word; addresses and hashes have more.")
    max_ratio: float = Field(
        3.0, description="Characters of the longer side by those of the shorter, 15 added to both."
    )
    minimum_score: float = Field(0.35, ge=0, le=1, description="See `clean.score`: 1 is surely aligned.")
    check_language: bool = Field(False, description="Ask fastText of both sides; slow.")
    test_overlap: float = Field(
        0.5, gt=0, le=1, description="Share of 4-word sequences in common with a line of a test set that is too much."
    )


class Rule(Strict):
    """How much of a corpus is seen. What is left out is as `Mixing.default` says."""

    cap: int | None = Field(None, ge=0, description="At most so many distinct pairs per target language.")
    repeat: int | None = Field(None, ge=0, le=50, description="Times a pair is seen in one pass; 0: never.")


class Domain(Strict):
    """How much more often pairs are seen that are like the articles a recipe is given. See `domain`."""

    strength: float = Field(1.5, gt=0, description="Weight = exp(strength x log-likelihood ratio by piece).")
    least: float = Field(0.1, ge=0, le=1, description="Smallest weight; a pass keeps its length in every language.")
    most: float = Field(2.5, ge=1, description="Largest weight.")


class Mixing(Strict):
    """How corpora and languages are weighed against each other."""

    default: Rule = Rule(cap=60_000, repeat=1)
    corpora: dict[str, Rule] = {}
    target_repeat: dict[str, int] = Field({}, description="Multiplies the repeats of a whole target language.")
    domain: Domain | None = Field(None, description="Weighs single pairs, of corpora without a `repeat` of their own.")
    commercial_only: bool = Field(False, description="Leave out what is not free for commercial use.")

    @model_validator(mode="after")
    def _whole_default(self) -> Self:
        if self.default.cap is None or self.default.repeat is None:
            raise ValueError("default needs both cap and repeat")
        return self

    def rule(self, corpus: str) -> tuple[int, int]:
        """Cap and repeat of a corpus."""
        own = self.corpora.get(corpus, Rule())
        cap, repeat = (
            mine if mine is not None else general
            for mine, general in ((own.cap, self.default.cap), (own.repeat, self.default.repeat))
        )
        return cap or 0, repeat or 0


class Joining(Strict):
    """New pairs from two files that share a language: fr-en and en-de give fr-de. See `join`."""

    corpora: tuple[str, ...] = Field((), description="Only sentences of these are joined.")
    through: str = "en"
    fewest_words: int = Field(5, ge=1, description="Of the shared sentence: short ones mean too many things.")


Kind = Literal["capitals", "no_stop", "no_accents", "spaces", "quotes", "figures"]


class Augmentation(Strict):
    """Altered copies of pairs, so that the model meets what a site really contains. See `augment`."""

    share: float = Field(0.0, ge=0, le=1, description="Share of the pairs of which one altered copy is added.")
    weights: dict[Kind, float] = Field({}, description="How often each kind is drawn; left out: never.")

    @model_validator(mode="after")
    def _drawable(self) -> Self:
        if self.share and not sum(self.weights.values()) > 0:
            raise ValueError("share is above 0, but no kind has a weight")
        return self


class Synthetic(Strict):
    """Pairs that a teacher makes from one side of a corpus file.

    `keep` is the side that people wrote and that stays. The teacher reads `column` of the file: read the source and
    keep it, that is distillation; read the target and keep the source, and the teacher need not know the source
    language; read the target and keep it, that is back-translation.
    """

    teacher: Path = Field(description="A card; its `origin` says where the weights lie.")
    file: str = Field(description="The corpus file that is read, e.g. `fr-en.tsv.xz`.")
    column: Literal["source", "target"] = "source"
    keep: Literal["source", "target"] = "source"
    into: str = Field(description="The language that the teacher writes.")
    corpora: tuple[str, ...] = Field((), description="Only these corpora of the file; empty: all.")
    most: int = Field(1_000_000, gt=0, description="Lines translated at most.")
    beam: int = Field(2, ge=1)
    minimum_score: float = Field(-1.5, le=0, description="Mean log-probability of a token below which a pair goes.")


class Vocabulary(Strict):
    """The SentencePiece model. With a `start` it is the start's own and none of this applies."""

    size: int = Field(24_000, gt=0, le=65_000)
    pairs_per_target: int = Field(80_000, gt=0, description="Pairs of each target language it is trained on.")
    coverage: float = 0.9999


class Shape(Strict):
    """The size of a MarianMT model. With a `start` it must be the start's; only the positions may differ."""

    dim: int = 256
    ffn: int = 1536
    heads: int = 8
    encoder_layers: int = 6
    decoder_layers: int = 2
    max_position_embeddings: int = Field(512, description="Longest side in pieces. Sinusoidal, so they cost nothing.")


class Training(Strict):
    """How a model learns, against a clock."""

    minutes: float = Field(gt=0, description="Time budget, over all runs together.")
    steps: int | None = Field(None, gt=0, description="Ends it earlier, after so many steps over all runs together.")
    learning_rate: float = 6e-4
    warmup_steps: int = Field(500, ge=1)
    cooldown: float = Field(0.75, gt=0, le=1, description="Share of the time over which the rate falls, to the end.")
    batch_tokens: int | None = Field(None, description="Padded pieces of the longer side; 3,400 on CPU, 50,000 on GPU.")
    dropout: float = 0.0
    label_smoothing: float = Field(0.0, description="With the whole softmax only.")
    average: float = Field(0.99, ge=0, lt=1, description="What the moving average keeps, every ten steps.")
    start_share: float = Field(
        0.0, ge=0, lt=1, description="Of the start's weights in what is exported, the rest are those learnt."
    )
    precision: Literal["auto", "bfloat16", "float32"] = Field("auto", description="auto: bfloat16 where it is native.")
    device: Literal["auto", "cpu", "cuda"] = "auto"
    threads: int = Field(0, ge=0, description="Of the CPU; 0: as torch has it. On a busy machine fewer are faster.")
    runs: int = Field(1, ge=1, description="Side by side on the CPU, their weights averaged after every round.")
    round_minutes: float = Field(8, gt=0, description="Of several runs: time from one meeting to the next.")
    save_seconds: float = Field(120, ge=0)


class GoldenSource(Strict):
    """A source sentence of the card's self-test; the model itself says what is expected."""

    target: str
    text: str


class CardText(Strict):
    """What the card says that no step can measure."""

    licence: str
    commercial_use: bool
    max_tokens: int = Field(60, gt=0, description="Longest source the model does well on, in pieces; longer is split.")
    beam: int = Field(4, ge=1, description="For the scores.")
    golden: tuple[GoldenSource, ...] = ()
    notice: str = ""
    description: str = Field("", description="Where the start comes from; the figures of the run are added.")


class AnyRecipe(Strict):
    """What the recipes of all models have."""

    id: str
    seed: int = 1
    normalize: tuple[Literal["apostrophe", "spaces"], ...] = ("apostrophe", "spaces")
    card: CardText


class Recipe(AnyRecipe):
    """One model, from corpora to card. Paths are relative to the YAML file."""

    source: str
    targets: dict[str, str] = Field(description="Language code -> the token that asks for it, e.g. `>>eng<<`.")
    start: Path | None = Field(
        None, description="A MarianMT folder as on the hub or converted; its vocabulary is kept."
    )
    licences: Path = Path("licences.yaml")
    cleaning: Cleaning = Cleaning()
    mixing: Mixing = Mixing()
    joining: Joining = Joining()
    augmentation: Augmentation = Augmentation()
    synthetic: tuple[Synthetic, ...] = ()
    vocabulary: Vocabulary = Vocabulary()
    model: Shape = Shape()
    training: Training

    @model_validator(mode="after")
    def _known_targets(self) -> Self:
        named = {*self.mixing.target_repeat, *(one.target for one in self.card.golden)}
        if unknown := sorted(named - set(self.targets)):
            raise KeyFault("targets", f"no target of this recipe: {', '.join(unknown)}")
        if self.training.start_share and not self.start:
            raise KeyFault("training", "start_share needs a start")
        return self


class Licence(Strict):
    """What a corpus may be used for."""

    licence: str
    commercial_use: bool
    note: str = ""


_Model = TypeVar("_Model", bound=BaseModel)


def read_recipe(path: Path) -> Recipe:
    """Read a recipe. Raises `ConfigError` with every fault of the file."""
    recipe = read_as(Recipe, path)
    here = path.resolve().parent
    start = here / recipe.start if recipe.start else None
    if start and not (start / "config.json").is_file():
        raise ConfigError(f"{path} is not right", [Fault("start", f"no MarianMT model in {start}")])
    synthetic = tuple(one.model_copy(update={"teacher": here / one.teacher}) for one in recipe.synthetic)
    return recipe.model_copy(update={"start": start, "licences": here / recipe.licences, "synthetic": synthetic})


def read_licences(path: Path) -> dict[str, Licence]:
    """Read the licences of corpora, by name. Raises `ConfigError` with every fault of the file."""
    raw, found = mapping(read_document(path, what="file of licences"), what="file of licences")
    later = [fault for name, entry in raw.items() for fault in validation_faults(Licence, entry, at=name)]
    if faults := merged(found, later):
        raise ConfigError(f"{path} is not right", faults)
    return {name: Licence.model_validate(entry) for name, entry in raw.items()}


def read_as(model: type[_Model], path: Path) -> _Model:
    """Give what a YAML file says as one object. Raises `ConfigError` with every fault."""
    raw, found = mapping(read_document(path, what="recipe"), what="recipe")
    if faults := merged(found, validation_faults(model, raw)):
        raise ConfigError(f"{path} is not right", faults)
    return model.model_validate(raw)
