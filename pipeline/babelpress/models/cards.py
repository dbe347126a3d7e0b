"""Model cards: what a model is, its origin, licence and measured quality.

A card is one YAML file under `models/cards/`. Code never guesses a model id: a model without a card cannot be used.
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
    """Where the files come from.

    Exactly one of `embedded` (a folder beside the cards, part of the package), `folder` (a folder of the user) and
    `repo` (a repository of the Hugging Face hub).
    """

    embedded: str | None = None
    folder: str | None = None
    repo: str | None = None
    revision: str | None = None
    """A commit of `repo`. Left out, `models pull` takes the newest and pins it in the lockfile."""

    @model_validator(mode="after")
    def _one(self) -> Self:
        if sum(place is not None for place in (self.embedded, self.folder, self.repo)) != 1:
            raise ValueError("exactly one of embedded, folder and repo must be set")
        return self


class Score(_Strict):
    """One measured or published score of one direction. Only scores of the same metric and test set are compared."""

    source: str
    target: str
    metric: Literal["bleu", "chrf", "chrf++", "comet", "rouge1", "rouge2", "rougeL"]
    testset: str
    value: float
    origin: Literal["measured", "published"]
    note: str = ""


class Golden(_Strict):
    """A test sentence and its expected output. A model whose output is far from it is refused when it is loaded."""

    source: str
    target: str
    text: str
    expected: str


class ModelCard(_Strict):
    """The description of one model.

    `tokens` says how the model learns the target language: `source` puts `target_tokens[target]` before the source
    (multi-target Marian, T5 prefixes), `decoder` makes it the first token of the output (mBART, M2M), `none` is a model
    with one target. `files` maps paths below the model's folder (`ct2/model.bin`, `hf/config.json`) to their sha256.
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
        gt=0,
        description="Longest source the model translates well, in subword tokens, `</s>` included; longer is split.",
    )
    normalize: tuple[Literal["apostrophe", "spaces"], ...] = ()
    suppress_unknown: bool = False
    alignment_heads: int | None = Field(
        None,
        gt=0,
        description="Heads of the last layer whose attention aligns words: 1 with guided alignment, else all.",
    )
    origin: Origin
    licence: str
    commercial_use: bool
    size_mb: float | None = None
    files: dict[str, str] = {}
    scores: tuple[Score, ...] = ()
    golden: tuple[Golden, ...] = ()
    notice: str = Field("", description="One sentence shown to readers of the output, e.g. that the model is small.")
    description: str = ""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        lacking = [language for language in self.targets if language not in self.target_tokens]
        if self.tokens != "none" and lacking:
            message = f"tokens is '{self.tokens}', but target_tokens has none for {', '.join(lacking)}"
            raise KeyFault("target_tokens", message)
        lacking = [language for language in self.sources if language not in self.source_tokens]
        if self.tokens == "decoder" and lacking:
            raise KeyFault("source_tokens", f"tokens is 'decoder', but source_tokens has none for {', '.join(lacking)}")
        pairs = [(f"golden.{i}", one.source, one.target) for i, one in enumerate(self.golden)]
        pairs += [(f"scores.{i}", one.source, one.target) for i, one in enumerate(self.scores)]
        for key, source, target in pairs:
            if source not in self.sources or target not in self.targets:
                raise KeyFault(key, f"it is for {source}-{target}, a direction that the card does not list")
        return self

    @property
    def remedy(self) -> str:
        """The command or action that restores missing or damaged weights."""
        if self.origin.repo:
            return f"babelpress models pull {self.id}"
        if self.origin.embedded:
            return "pip install --force-reinstall babelpress"
        return f"put the files of the model into {self.origin.folder}"

    def score(self, source: str, target: str, *, metric: str, testset: str) -> float | None:
        """Return the score of one direction.

        Args:
            source: Source language of the direction.
            target: Target language of the direction.
            metric: Name of the metric, e.g. `chrf++`.
            testset: Name of the test set, e.g. `ntrex`.

        Returns:
            The score, in the metric's own range, or None where the card has none.
        """
        wanted = (source, target, metric, testset)
        return next((s.value for s in self.scores if (s.source, s.target, s.metric, s.testset) == wanted), None)


def read_card(path: Path) -> ModelCard:
    """Read one card.

    Args:
        path: A YAML file.

    Returns:
        The card.

    Raises:
        ConfigError: With every fault of the file.
    """
    document = read_document(path, what="model card")
    raw, found = mapping(document, what="model card")
    if faults := merged(found, validation_faults(ModelCard, raw)):
        raise ConfigError(f"{path} is not a model card", faults)
    return ModelCard.model_validate(raw)


def read_cards(folders: Iterable[Path]) -> dict[str, ModelCard]:
    """Read every `*.yaml` of some folders.

    Args:
        folders: Where an id occurs more than once, the card of the later folder replaces the earlier one.

    Returns:
        The cards by model id.

    Raises:
        ConfigError: With every fault of every file.
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
        raise ConfigError("some model cards cannot be used", faults)
    return cards


def checksum(path: Path) -> str:
    """Return the sha256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def verify_files(folder: Path, files: dict[str, str], *, remedy: str) -> None:
    """Check that every file exists and is unaltered.

    Args:
        folder: The folder that the names in `files` are relative to.
        files: The expected sha256 of each file, by name.
        remedy: What the user can do, for the message.

    Raises:
        ModelUnavailable: Naming each file that is missing or altered, and `remedy`.
    """
    faults = []
    for name, expected in files.items():
        path = folder / name
        if not path.is_file():
            faults.append(f"{path} is missing")
        elif (found := checksum(path)) != expected:
            faults.append(f"{path} is altered or truncated: its sha256 is {found}, not {expected}")
    if faults:
        raise ModelUnavailable("\n  ".join(["the weights differ from their card:", *faults, f"to repair: {remedy}"]))
