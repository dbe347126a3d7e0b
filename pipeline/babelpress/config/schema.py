"""The schema of a profile: all settings of a run, as one YAML file and one frozen object.

`parse` returns a profile or all its faults, `override` changes keys as the option `--set` of the command line does, and
`fingerprint` is a hash that is equal for equal profiles only.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from typing import Any, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from babelpress import lang
from babelpress.config.strict_yaml import parse_document
from babelpress.config.validation import validation_faults
from babelpress.document import SummaryKind
from babelpress.errors import ConfigError, Fault, nearest


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Component(BaseModel):
    """A plug-in chosen in a profile: `{kind: hf, device: cpu}`, or `hf` for one without options.

    Attributes:
        kind: Its name in the registry. All other keys are options of this kind.
    """

    model_config = ConfigDict(extra="allow", frozen=True)

    kind: str

    @model_validator(mode="before")
    @classmethod
    def _named(cls, value: object) -> object:
        return {"kind": value} if isinstance(value, str) else value

    @property
    def options(self) -> dict[str, Any]:
        """All keys of the profile but `kind`."""
        return dict(self.model_extra or {})


class Budget(_Strict):
    """What the translation of an article into one language may use; what is left then stays as it is, with findings."""

    seconds: float | None = Field(
        None,
        gt=0,
        description="Most seconds for an article and language; sentences that are left then stay as they are, each "
        "with a finding. Another step that takes longer fails for this article.",
    )
    memory: int | None = Field(
        None,
        gt=0,
        description="Most megabytes that the translation of articles may add to the process; then likewise (Linux).",
    )


NO_BUDGET = Budget()


class Decoding(_Strict):
    """How a model decodes; the keys have the same meaning in every backend."""

    beam: int = Field(4, ge=1, le=32, description="Hypotheses kept at each step; 1 is greedy search.")
    max_tokens: int = Field(256, ge=1, description="Longest output, in target tokens.")
    min_tokens: int = Field(1, ge=1, description="Shortest output, in target tokens.")
    length_penalty: float = Field(1.0, description="Exponent on the length that beam scores are divided by.")
    repetition_penalty: float = Field(1.0, ge=1.0, description="Divides the score of tokens already generated.")
    no_repeat_ngram: int = Field(0, ge=0, description="Length of n-grams that may not be repeated; 0 turns this off.")
    batch_tokens: int = Field(2048, ge=1, description="Source tokens of one batch, padding included.")


def _known_language(code: str) -> str:
    if code not in lang.known():
        raise ValueError(f"'{code}' is not a supported language; {nearest(code, lang.known())}")
    return code


class TranslationSettings(_Strict):
    """How articles are translated."""

    backend: Component = Field(
        Component(kind="ct2"), description="Inference engine: `ct2`, `hf`, `students` or `fake`, with its options."
    )
    models: tuple[str, ...] = Field(description="Ids of the models that routes may consist of.")
    pivots: tuple[str, ...] = Field(("en",), description="Languages through which a route of two models may pass.")
    decoding: Decoding = Field(Decoding(), description="How the models decode.")
    cache_size: int = Field(
        10_000,
        ge=0,
        description="Number of translated sentences kept in memory for reuse; each takes up to 16 kB.",
    )
    cache_file: str = Field("", description="File that keeps translated sentences for later runs; empty: none.")

    _languages = field_validator("pivots")(lambda codes: tuple(map(_known_language, codes)))


class GlossarySettings(_Strict):
    """A glossary: a file of terms for one language pair."""

    source: str = Field(description="Language of the terms.")
    target: str = Field(description="Language of their translations.")
    path: str = Field(description="Path of a CSV or TBX file.")

    _languages = field_validator("source", "target")(_known_language)


class ConstraintSettings(_Strict):
    """Constraints on translations, and what happens if a translation does not meet them."""

    postedit: bool = Field(
        True,
        description="Use placeholders, post-edit, and retry where a check fails; `false` gives the models' raw output.",
    )
    attempts: int = Field(
        3, ge=0, description="How many other translations are tried for a sentence that fails a check."
    )
    variants: dict[str, str] = Field(
        {}, description="Variant by language where it is not the default, e.g. `{pt: pt-BR, en: en-US}`."
    )
    do_not_translate: tuple[str, ...] = Field((), description="Names that are never translated.")
    glossaries: tuple[GlossarySettings, ...] = Field((), description="Glossary files: `source`, `target`, `path`.")
    checks: tuple[str, ...] | Literal["all"] = Field(
        "all", description="Checks of the stage `verify`; `[]` leaves the stage out."
    )

    @field_validator("variants")
    @classmethod
    def _known_variants(cls, value: dict[str, str]) -> dict[str, str]:
        for language, tag in value.items():
            _known_language(language)
            if tag not in lang.variants() or lang.variants()[tag].language != language:
                own = [variant.tag for variant in lang.get(language).variants]
                raise ValueError(f"'{tag}' is not a variant of {language}; {nearest(tag, own)}")
        return value


class MemorySettings(_Strict):
    """The translation memory, which is asked before a model."""

    path: str = Field(
        "",
        description="File of a translation memory (`babelpress memory import`): its reviewed translations of equal "
        "sentences are taken in place of a model's; empty: none.",
    )


class SummarySettings(_Strict):
    """How each language version is summarized. `sentences` and `words` are upper limits; sentences are never cut."""

    strategy: Literal["extractive", "constrained", "translate-then-summarize", "summarize-then-translate", "none"] = (
        Field(
            "extractive",
            description="How summaries are made: `extractive`, `constrained`, `translate-then-summarize`, "
            "`summarize-then-translate` or `none`.",
        )
    )
    kinds: tuple[SummaryKind, ...] = Field(
        ("summary",),
        description="Kinds of summary for each version: `summary`, optionally `standfirst` (one sentence), `headline` "
        "(several, best first), `description` (for search engines, at most 155 characters).",
    )
    only: SummaryKind | None = Field(
        None, description="Make this kind of summary alone, and translate only the sentences that it needs."
    )
    sentences: int | None = Field(3, ge=1, description="Maximum number of sentences of a summary.")
    words: int | None = Field(None, ge=1, description="Maximum number of words of a summary.")
    backend: Component = Field(
        Component(kind="ct2"), description="Inference engine of the summarizers, with its options."
    )
    models: tuple[str, ...] = Field((), description="Ids of the summarization models, at most one per language.")
    decoding: Decoding = Field(
        Decoding(),
        description="How the summarizers decode; by default as their cards say, without repeated trigrams.",
    )

    @field_validator("kinds")
    @classmethod
    def _with_summary(cls, value: tuple[SummaryKind, ...]) -> tuple[SummaryKind, ...]:
        if "summary" not in value:
            raise ValueError("must contain 'summary'; other kinds can be added to it but not replace it")
        return tuple(dict.fromkeys(value))

    @model_validator(mode="after")
    def _limited(self) -> Self:
        if self.sentences is None and self.words is None:
            raise ValueError("a summary needs a limit: set sentences, words or both")
        if self.only and self.strategy not in ("extractive", "constrained"):
            raise ValueError(
                "only: needs the strategy extractive or constrained; the others translate or read the whole article"
            )
        return self


class DetectionSettings(_Strict):
    """How the language of an article is detected."""

    detector: Component = Field(Component(kind="fasttext"), description="Language detector, with its options.")
    minimum_confidence: float = Field(
        0.6,
        ge=0,
        le=1,
        description="Articles detected with less confidence are refused; half French, half English gives 0.5. Where "
        "`sources` has one language, an article of less than 80 characters is refused only if it is surely in another.",
    )
    foreign: Literal["keep", "translate"] = Field(
        "keep",
        description="What happens to a sentence in another language than its article, besides a finding: `keep` leaves "
        "it as it is, `translate` translates it like the others.",
    )


class Profile(_Strict):
    """All settings of a run. Two equal profiles give equal records for equal articles."""

    name: str = Field(description="Name used in reports.")
    description: str = Field("", description="One sentence, shown by `babelpress profiles check`.")
    sources: tuple[str, ...] = Field(("fr",), min_length=1, description="Languages that articles may have.")
    targets: tuple[str, ...] | Literal["menu"] = Field(
        "menu",
        description="Languages to translate into; `menu`: those in the language menu of the page, else all.",
    )
    cards: tuple[str, ...] = Field((), description="More folders of model cards, in addition to the shipped one.")
    detection: DetectionSettings = Field(DetectionSettings(), description="How the language of an article is detected.")
    translation: TranslationSettings = Field(description="How articles are translated.")
    constraints: ConstraintSettings = Field(ConstraintSettings(), description="Constraints on translations.")
    memory: MemorySettings = Field(MemorySettings(), description="The translation memory.")
    summary: SummarySettings = Field(SummarySettings(), description="How each version is summarized.")
    readers: tuple[Component, ...] = Field(
        (), description="Options of readers, by kind; the reader itself is chosen by the name of the file."
    )
    writer: Component = Field(
        Component(kind="site"),
        description="Output format: `site`, `jsonl`, `parquet`, `datasets`, `text`, `markdown` or `document`.",
    )
    runner: Component = Field(
        Component(kind="serial"), description="Where articles are processed: `serial`, `process` or `ray`."
    )

    @field_validator("writer", mode="before")
    @classmethod
    def _site(cls, value: object) -> object:
        """Options without a kind are those of the site."""
        return {"kind": "site", **value} if isinstance(value, dict) else value

    @field_validator("runner", mode="before")
    @classmethod
    def _serial(cls, value: object) -> object:
        """Options without a kind are those of `serial`."""
        return {"kind": "serial", **value} if isinstance(value, dict) else value

    @field_validator("sources", "targets")
    @classmethod
    def _languages(cls, value: tuple[str, ...] | str) -> tuple[str, ...] | str:
        return value if isinstance(value, str) else tuple(map(_known_language, value))

    @property
    def unmade(self) -> tuple[str, ...]:
        """The texts that no record of a run has: kinds of summary; `title.nl`, `text.nl` if only summaries are made."""
        summary = self.summary
        made = (summary.only,) if summary.only else summary.kinds if summary.strategy != "none" else ()
        targets = set(lang.known()).difference(self.sources) if summary.only else ()
        texts = (f"{name}.{code}" for code in sorted(targets) for name in ("title", "text"))
        return (*(kind for kind in get_args(SummaryKind) if kind not in made), *texts)


def parse(raw: object) -> tuple[Profile | None, list[Fault]]:
    """Validate a raw profile.

    Args:
        raw: What the YAML file contains.

    Returns:
        The profile and no faults, or None and all faults of structure, type and name.
    """
    if not isinstance(raw, Mapping):
        return None, [Fault("", f"a profile is a mapping of keys, not {type(raw).__name__}")]
    faults = validation_faults(Profile, raw)
    return (None, faults) if faults else (Profile.model_validate(raw), [])


def override(raw: dict[str, Any], assignments: Iterable[str]) -> dict[str, Any]:
    """Change keys of a raw profile.

    Args:
        raw: What the YAML file contains; it is not modified.
        assignments: `a.b=value`, where the value is YAML.

    Returns:
        A changed copy.

    Raises:
        ConfigError: An assignment cannot be applied; all such assignments are listed.

    Example:
        >>> override({"translation": {"decoding": {"beam": 4}}}, ["translation.decoding.beam=1"])
        {'translation': {'decoding': {'beam': 1}}}
    """
    result = deepcopy(raw)
    faults = [fault for assignment in assignments for fault in _assign(result, assignment)]
    if faults:
        raise ConfigError("the overrides cannot be applied", faults)
    return result


_COMPONENTS = frozenset({"backend", "detector", "writer", "runner"})
"""Keys of a profile whose value may be the name of a plug-in, which then has no options."""


def _assign(raw: dict[str, Any], assignment: str) -> Sequence[Fault]:
    """Apply one assignment to `raw` in place; return what is wrong with it."""
    path, separator, value = assignment.partition("=")
    if not separator:
        return [Fault("", f"'{assignment}' does not have the form key=value")]
    *parents, last = path.strip().split(".")
    place = raw
    for key in parents:
        if key in _COMPONENTS and isinstance(place.get(key), str):
            place[key] = {"kind": place[key]}
        place = place.setdefault(key, {})
        if not isinstance(place, dict):
            return [Fault("", f"'{path}': '{key}' is a value and has no keys below it")]
    try:
        document = parse_document(value, name=f"the value of {path}")
    except ConfigError as error:
        return [Fault("", error.what), *error.faults]
    place[last] = document.value
    return [Fault(f"{path}.{fault.path}" if fault.path else path, fault.message) for fault in document.faults]


def fingerprint(profile: Profile) -> str:
    """Return the sha256 of the canonical JSON of a profile, in hexadecimal."""
    return hashlib.sha256(json.dumps(profile.model_dump(mode="json"), sort_keys=True).encode()).hexdigest()
