"""Model cards: what a model is, where it comes from, what it may be used for and how good it was measured to be.

A card is one YAML file under `models/cards/`. Code never guesses a model id: what has no card cannot be routed to.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from babelpress.config.strict_yaml import mapping, read_document
from babelpress.config.validation import KeyFault, merged, validation_faults
from babelpress.errors import ConfigError, Fault, ModelUnavailable


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Origin(_Strict):
    """Where the files come from: `embedded` (a folder beside the cards), `folder` (yours) or `repo` (the hub)."""

    embedded: str | None = None
    folder: str | None = None
    repo: str | None = None
    revision: str | None = None
    """A commit of `repo`. Left out, `models pull` takes the newest and pins it in the lockfile."""

    @model_validator(mode="after")
    def _one(self) -> Self:
        if sum(place is not None for place in (self.embedded, self.folder, self.repo)) != 1:
            raise ValueError("give exactly one of embedded, folder, repo")
        return self


class Score(_Strict):
    """One measured or published figure of one direction. Only figures of one metric and test set are compared."""

    source: str
    target: str
    metric: Literal["bleu", "chrf", "chrf++", "comet", "rouge1", "rouge2", "rougeL"]
    testset: str
    value: float
    origin: Literal["measured", "published"]
    note: str = ""


class Golden(_Strict):
    """A sentence and what the model makes of it; a load that gives something far from it is refused."""

    source: str
    target: str
    text: str
    expected: str


class ModelCard(_Strict):
    """The description of one model.

    `tokens` says how the target language is told: `source` puts `target_tokens[target]` before the source
    (multi-target Marian, T5 prefixes), `decoder` makes it the first token of the output (mBART, M2M), `none`
    is a model of one target. `files` maps paths below the model's folder (`ct2/model.bin`, `hf/config.json`) to
    their sha256.
    """

    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")
    task: Literal["translation", "summarization"]
    architecture: Literal["marian", "bart", "mbart", "t5", "mt5", "pegasus", "m2m100"]
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    tokens: Literal["none", "source", "decoder"] = "none"
    target_tokens: dict[str, str] = {}
    source_tokens: dict[str, str] = {}
    max_tokens: int = Field(
        gt=0, description="Longest source the model does well on, in its own pieces, `</s>` included; longer is split."
    )
    normalize: tuple[Literal["apostrophe", "spaces"], ...] = ()
    suppress_unknown: bool = False
    alignment_heads: int | None = Field(
        None,
        gt=0,
        description="Heads of the last layer whose attention aligns words; 1 if trained to (guided), else all.",
    )
    origin: Origin
    licence: str
    commercial_use: bool
    size_mb: float | None = None
    files: dict[str, str] = {}
    scores: tuple[Score, ...] = ()
    golden: tuple[Golden, ...] = ()
    notice: str = Field("", description="One sentence shown to whoever reads the output, e.g. that the model is small.")
    description: str = ""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        bare = [language for language in self.targets if language not in self.target_tokens]
        if self.tokens != "none" and bare:
            message = f"tokens is '{self.tokens}', but target_tokens has none for {', '.join(bare)}"
            raise KeyFault("target_tokens", message)
        bare = [language for language in self.sources if language not in self.source_tokens]
        if self.tokens == "decoder" and bare:
            raise KeyFault("source_tokens", f"tokens is 'decoder', but source_tokens has none for {', '.join(bare)}")
        pairs = [(f"golden.{i}", one.source, one.target) for i, one in enumerate(self.golden)]
        pairs += [(f"scores.{i}", one.source, one.target) for i, one in enumerate(self.scores)]
        for key, source, target in pairs:
            if source not in self.sources or target not in self.targets:
                raise KeyFault(key, f"it is for {source}-{target}, which the card lacks")
        return self

    @property
    def remedy(self) -> str:
        """What to run when the weights are missing or damaged."""
        if self.origin.repo:
            return f"babelpress models pull {self.id}"
        if self.origin.embedded:
            return "pip install --force-reinstall babelpress"
        return f"put the files of the model into {self.origin.folder}"

    def score(self, source: str, target: str, *, metric: str, testset: str) -> float | None:
        """The figure for one direction, or None where the card has none."""
        wanted = (source, target, metric, testset)
        return next((s.value for s in self.scores if (s.source, s.target, s.metric, s.testset) == wanted), None)


def read_card(path: Path) -> ModelCard:
    """Read one card. Raises `ConfigError` with every fault of the file."""
    document = read_document(path, what="model card")
    raw, found = mapping(document, what="model card")
    if faults := merged(found, validation_faults(ModelCard, raw)):
        raise ConfigError(f"{path} is not a model card", faults)
    return ModelCard.model_validate(raw)


def read_cards(folders: Iterable[Path]) -> dict[str, ModelCard]:
    """Read every `*.yaml` of the folders, later folders winning over earlier ones. Keys are model ids.

    Raises `ConfigError` with every fault of every file.
    """
    cards: dict[str, ModelCard] = {}
    faults: list[Fault] = []
    for path in (path for folder in folders for path in sorted(folder.glob("*.yaml"))):
        try:
            card = read_card(path)
            cards[card.id] = card
        except ConfigError as error:
            faults += [Fault(str(path), str(fault)) for fault in error.faults] or [Fault(str(path), error.what)]
    if faults:
        raise ConfigError("not every model card can be used", faults)
    return cards


def checksum(path: Path) -> str:
    """The sha256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def verify_files(folder: Path, files: dict[str, str], *, remedy: str) -> None:
    """Check that every file is there and unaltered. Raises `ModelUnavailable` naming each that is not, and `remedy`."""
    faults = []
    for name, expected in files.items():
        path = folder / name
        if not path.is_file():
            faults.append(f"{path} is missing")
        elif (found := checksum(path)) != expected:
            faults.append(f"{path} is altered or cut short: sha256 {found}, expected {expected}")
    if faults:
        raise ModelUnavailable(
            "\n  ".join(["the weights are not what their card says:", *faults, f"mend with: {remedy}"])
        )
