"""Model cards: what a model is, its origin, licence and measured quality.

A card is one YAML file under `models/cards/`. Code never guesses a model id: a model without a card cannot be used.
"""

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from babelpress.config.schema import Decoding
from babelpress.config.strict_yaml import mapping, parse_document, read_utf8
from babelpress.config.validation import KeyFault, merged, validation_faults
from babelpress.errors import ConfigError, Fault, ModelUnavailable

_POINTER = b"version https://git-lfs."


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


_FileName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
_Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Origin(_Strict):
    """Where the files come from.

    Exactly one of `embedded` (a folder beside the cards, part of the package), `folder` (a folder of the user), `repo`
    (a repository of the Hugging Face hub) and `address` (of a folder on a web server).
    """

    embedded: str | None = None
    folder: str | None = None
    repo: str | None = None
    revision: str | None = None
    """A commit of `repo`, or its first seven digits. Left out, `models pull` takes and pins the newest."""

    address: str | None = Field(None, pattern=r"^https?://[^\s?#]+$")
    downloads: dict[_FileName, _Sha256 | None] = {}
    """The files below `address` and the sha256 of each as it is served; those that end in `.gz` or `.zip` are unpacked.

    Where no checksum is known, that of the first download is pinned in the lockfile.
    """

    @model_validator(mode="after")
    def _one(self) -> Self:
        if sum(place is not None for place in (self.embedded, self.folder, self.repo, self.address)) != 1:
            raise ValueError("exactly one of embedded, folder, repo and address must be set")
        if bool(self.downloads) != (self.address is not None):
            raise ValueError("address and downloads belong together: name each file with its sha256")
        return self


class Score(_Strict):
    """One measured or published score of one direction. Only scores of the same metric and test set are compared.

    `after` is the model of the first leg, for a score of a route of two models of which this card is the second.
    `variant` is that of the reference (`pt-BR`), where the score holds for it only.
    """

    source: str
    target: str
    after: str | None = None
    variant: str | None = None
    metric: Literal["bleu", "chrf", "chrf++", "comet", "rouge1", "rouge2", "rougeL"]
    testset: str
    value: float
    origin: Literal["measured", "published"]
    note: str = ""


class Prompt(_Strict):
    """The special tokens around a source (`before`, `after`) and at the start of an output (`start`, `forced`).

    `{source}` and `{target}` stand for the card's tokens of the languages.
    """

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ("</s>",)
    start: str | None = None
    forced: tuple[str, ...] = ()


class CardDecoding(_Strict):
    """How the authors of a model decode; what a profile sets itself comes first. The keys are those of profiles."""

    beam: int | None = Field(None, ge=1, le=32)
    max_tokens: int | None = Field(None, ge=1)
    min_tokens: int | None = Field(None, ge=1)
    length_penalty: float | None = None
    repetition_penalty: float | None = Field(None, ge=1.0)
    no_repeat_ngram: int | None = Field(None, ge=0)


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
    architecture: Literal["marian", "bart", "mbart", "t5", "mt5", "pegasus", "m2m100", "transformer", "student"]
    sources: tuple[str, ...] = Field(min_length=1)
    targets: tuple[str, ...] = Field(min_length=1)
    tokens: Literal["none", "source", "decoder"] = "none"
    target_tokens: dict[str, str] = {}
    source_tokens: dict[str, str] = {}
    decoding: CardDecoding = CardDecoding()
    prompt: Prompt | None = Field(
        None, description="The special tokens that the checkpoint must have; one that has others is refused."
    )
    max_tokens: int = Field(
        gt=0,
        description="Longest source the model translates well, in subword tokens, `</s>` included; longer is split.",
    )
    normalize: tuple[Literal["apostrophe", "spaces", "opus"], ...] = ()
    suppress_unknown: bool = False
    writes: bool = Field(
        True, description="False for a summarizer that is good for choosing sentences only (strategy `constrained`)."
    )
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
    notice: str = Field("", description="One sentence for editors, in the report of a run: that the model is small.")
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
        # The first language of a route of two models is not one of the second model's.
        known = self.sources[0]
        pairs += [(f"scores.{i}", known if one.after else one.source, one.target) for i, one in enumerate(self.scores)]
        for key, source, target in pairs:
            if source not in self.sources or target not in self.targets:
                raise KeyFault(key, f"it is for {source}-{target}, a direction that the card does not list")
        if self.architecture == "transformer" and self.prompt is None:
            raise KeyFault("prompt", "architecture is 'transformer': how texts are put to it must be stated")
        return self

    @property
    def remedy(self) -> str:
        """The command or action that restores missing or damaged weights."""
        if self.origin.repo or self.origin.address:
            return f"babelpress models pull {self.id}"
        if self.origin.embedded:
            return "pip install --force-reinstall babelpress"
        return f"put the files of the model into {self.origin.folder}"

    def decoded(self, decoding: Decoding) -> Decoding:
        """Return the settings for this model: those that a profile sets, then the card's, then the defaults."""
        own = self.decoding.model_dump(exclude_none=True, exclude=decoding.model_fields_set)
        return decoding.model_copy(update=own) if own else decoding

    def score(
        self,
        source: str,
        target: str,
        *,
        metric: str,
        testset: str,
        after: str | None = None,
        variant: str | None = None,
    ) -> float | None:
        """Return the score of one direction.

        Args:
            source: Source language of the direction.
            target: Target language of the direction.
            metric: Name of the metric, e.g. `chrf++`.
            testset: Name of the test set, e.g. `ntrex`.
            after: The model of the first leg, for the score of a route of two models.
            variant: The variant of the target; a score for it comes before one that is for no variant in particular.

        Returns:
            The score, in the metric's own range, or None where the card has none.
        """
        wanted = (source, target, metric, testset, after)
        found = {
            one.variant: one.value
            for one in reversed(self.scores)
            if (one.source, one.target, one.metric, one.testset, one.after) == wanted
        }
        return found.get(variant, found.get(None))


def read_card(path: Path) -> ModelCard:
    """Read one card.

    Args:
        path: A YAML file.

    Returns:
        The card.

    Raises:
        ConfigError: With every fault of the file.
    """
    return _card(str(path), read_utf8(path, what="model card"))


@lru_cache(maxsize=256)
def _card(path: str, text: str) -> ModelCard:
    """Return the card that a file holds: it is parsed once in a process, as long as it stays the same."""
    document = parse_document(text, name=path)
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


def refuse_pointers(folder: Path) -> None:
    """Raise `ValueError` for files that Git LFS leaves in a clone where it is not installed."""
    pointers = [path.name for path in sorted(folder.iterdir()) if path.is_file() and _begins(path, _POINTER)]
    if pointers:
        names = ", ".join(pointers)
        raise ValueError(f"{names}: a pointer of Git LFS, not the file itself; run git lfs pull in the clone")


def _begins(path: Path, start: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(start)) == start


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
