"""A profile: everything a run is made of, as one YAML file and one frozen object.

`parse` gives the profile or every fault at once, `override` changes a key as the command line does, and
`fingerprint` is equal for equal profiles and changes with any key.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from babelpress.config.strict_yaml import parse_document
from babelpress.config.validation import validation_faults
from babelpress.document import SummaryKind
from babelpress.errors import ConfigError, Fault, nearest
from babelpress.lang.base import LANGUAGES
from babelpress.lang.typography import VARIANTS


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Component(BaseModel):
    """Something from the registry: its `kind`; every other key is an option of that kind."""

    model_config = ConfigDict(extra="allow", frozen=True)

    kind: str

    @property
    def options(self) -> dict[str, Any]:
        """The options as they stand in the profile."""
        return dict(self.model_extra or {})


class Decoding(_Strict):
    """How a model searches; the same keys mean the same in every backend."""

    beam: int = Field(4, ge=1, le=32, description="Hypotheses kept at each step; 1 is greedy search.")
    max_tokens: int = Field(256, ge=1, description="Longest output, in target tokens.")
    min_tokens: int = Field(1, ge=1, description="Shortest output, in target tokens.")
    length_penalty: float = Field(1.0, description="Exponent on the length that beam scores are divided by.")
    repetition_penalty: float = Field(1.0, ge=1.0, description="Divides the score of tokens already generated.")
    no_repeat_ngram: int = Field(0, ge=0, description="Length of the n-grams that may not come twice; 0 is off.")
    batch_tokens: int = Field(2048, ge=1, description="Source tokens of one batch, padding included.")


def _known_language(code: str) -> str:
    if code not in LANGUAGES:
        raise ValueError(f"'{code}' is no language of a site; {nearest(code, LANGUAGES)}")
    return code


class TranslationSettings(_Strict):
    """How articles are translated."""

    backend: Component = Field(
        Component(kind="ct2"), description="What runs the models: `ct2`, `hf` or `fake`, and its options."
    )
    models: tuple[str, ...] = Field(description="Ids of the cards that routes may be planned from.")
    pivots: tuple[str, ...] = Field(("en",), description="Languages that a route of two models may go through.")
    decoding: Decoding = Field(Decoding(), description="How the models search.")
    cache_size: int = Field(
        10_000,
        ge=0,
        description="Translated sentences kept in memory, so that none is translated twice; up to 16 kB each.",
    )
    cache_file: str = Field("", description="A file that keeps translated sentences between runs; empty: none.")

    _languages = field_validator("pivots")(lambda codes: tuple(map(_known_language, codes)))


class GlossarySettings(_Strict):
    """A file of terms for one direction."""

    source: str = Field(description="Language of the terms.")
    target: str = Field(description="Language of their translations.")
    path: str = Field(description="A CSV or TBX file.")

    _languages = field_validator("source", "target")(_known_language)


class ConstraintSettings(_Strict):
    """What a translation is held to, and what is done where it falls short."""

    postedit: bool = Field(
        True,
        description="Protect, mend and, where a check fails, try again; `false` gives the models' own words.",
    )
    attempts: int = Field(3, ge=0, description="How often a sentence that fails a check is tried another way.")
    variants: dict[str, str] = Field(
        {}, description="Typography by language where it is not the default, e.g. `{pt: pt-BR, en: en-US}`."
    )
    do_not_translate: tuple[str, ...] = Field((), description="Names that are never translated.")
    glossaries: tuple[GlossarySettings, ...] = Field((), description="Files of terms: `source`, `target`, `path`.")
    checks: tuple[str, ...] | Literal["all"] = Field(
        "all", description="What `verify` looks at; `[]` leaves the stage out."
    )

    @field_validator("variants")
    @classmethod
    def _known_variants(cls, value: dict[str, str]) -> dict[str, str]:
        for language, tag in value.items():
            _known_language(language)
            if tag not in VARIANTS or VARIANTS[tag].language != language:
                own = [known for known, variant in VARIANTS.items() if variant.language == language]
                raise ValueError(f"'{tag}' is no variant of {language}; {nearest(tag, own)}")
        return value


class SummarySettings(_Strict):
    """How each version is summarized. `sentences` and `words` are upper limits; whole sentences only."""

    strategy: Literal["extractive", "translate-then-summarize", "summarize-then-translate", "none"] = Field(
        "extractive", description="What a summary is made of and by."
    )
    kinds: tuple[SummaryKind, ...] = Field(
        ("summary",),
        description="What is made for each version: `summary`, and with it `standfirst` (one sentence), `headline` "
        "(several, best first), `description` (for search engines, at most 155 characters).",
    )
    sentences: int | None = Field(3, ge=1, description="Most sentences of a summary.")
    words: int | None = Field(None, ge=1, description="Most words of a summary.")
    backend: Component = Field(Component(kind="ct2"), description="What runs the summarizers.")
    models: tuple[str, ...] = Field((), description="Ids of the summarizers' cards, at most one per language.")
    decoding: Decoding = Field(
        Decoding(no_repeat_ngram=3, length_penalty=1.0), description="How the summarizers search."
    )

    @field_validator("kinds")
    @classmethod
    def _with_summary(cls, value: tuple[SummaryKind, ...]) -> tuple[SummaryKind, ...]:
        if "summary" not in value:
            raise ValueError("must hold 'summary', beside which the other kinds stand")
        return tuple(dict.fromkeys(value))

    @model_validator(mode="after")
    def _limited(self) -> Self:
        if self.sentences is None and self.words is None:
            raise ValueError("a summary needs a limit: sentences, words or both")
        return self


class DetectionSettings(_Strict):
    """How the language of an article is told."""

    detector: Component = Field(Component(kind="fasttext"), description="What tells the language.")
    minimum_confidence: float = Field(
        0.6, ge=0, le=1, description="Below this an article is refused; half French, half English gives 0.5."
    )


class Profile(_Strict):
    """Everything a run is made of."""

    name: str = Field(description="The name in reports.")
    description: str = Field("", description="One sentence for `babelpress profiles check`.")
    sources: tuple[str, ...] = Field(("fr",), min_length=1, description="Languages that articles may be in.")
    targets: tuple[str, ...] | Literal["menu"] = Field(
        "menu", description="Languages to translate into; `menu`: those of the page's own language menu, else all."
    )
    cards: tuple[str, ...] = Field((), description="More folders of model cards, beside the shipped ones.")
    detection: DetectionSettings = Field(DetectionSettings(), description="How the language of an article is told.")
    translation: TranslationSettings = Field(description="How articles are translated.")
    constraints: ConstraintSettings = Field(ConstraintSettings(), description="What translations are held to.")
    summary: SummarySettings = Field(SummarySettings(), description="How each version is summarized.")
    readers: tuple[Component, ...] = Field(
        (), description="Options of readers, by kind; the reader goes by the file name."
    )
    writer: Component = Field(
        Component(kind="site"),
        description="What is written: `site`, `jsonl`, `parquet`, `datasets`, `text`, `markdown` or `document`.",
    )
    runner: Component = Field(Component(kind="serial"), description="What the work is spread over.")

    @field_validator("sources", "targets")
    @classmethod
    def _languages(cls, value: tuple[str, ...] | str) -> tuple[str, ...] | str:
        return value if isinstance(value, str) else tuple(map(_known_language, value))


def parse(raw: object) -> tuple[Profile | None, list[Fault]]:
    """Give the profile, or None and every fault of structure, type and name with its path."""
    if not isinstance(raw, Mapping):
        return None, [Fault("", f"a profile is a mapping of keys, not {type(raw).__name__}")]
    faults = validation_faults(Profile, raw)
    return (None, faults) if faults else (Profile.model_validate(raw), [])


def override(raw: dict[str, Any], assignments: Iterable[str]) -> dict[str, Any]:
    """Give a copy of a raw profile with `a.b=value` assignments applied; values are YAML.

    >>> override({"translation": {"decoding": {"beam": 4}}}, ["translation.decoding.beam=1"])
    {'translation': {'decoding': {'beam': 1}}}
    """
    result = deepcopy(raw)
    faults = [fault for assignment in assignments for fault in _assign(result, assignment)]
    if faults:
        raise ConfigError("the overrides cannot be applied", faults)
    return result


def _assign(raw: dict[str, Any], assignment: str) -> Sequence[Fault]:
    """Apply one assignment, or give what is wrong with it."""
    path, separator, value = assignment.partition("=")
    if not separator:
        return [Fault("", f"'{assignment}' is not of the form key=value")]
    *parents, last = path.strip().split(".")
    place = raw
    for key in parents:
        place = place.setdefault(key, {})
        if not isinstance(place, dict):
            return [Fault("", f"'{path}': '{key}' holds a value, not further keys")]
    try:
        document = parse_document(value, name=f"the value of {path}")
    except ConfigError as error:
        return [Fault("", error.what), *error.faults]
    place[last] = document.value
    return [Fault(f"{path}.{fault.path}" if fault.path else path, fault.message) for fault in document.faults]


def fingerprint(profile: Profile) -> str:
    """The sha256 of the profile's canonical JSON, in hexadecimal."""
    return hashlib.sha256(json.dumps(profile.model_dump(mode="json"), sort_keys=True).encode()).hexdigest()
