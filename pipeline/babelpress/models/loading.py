"""Loading a model: find it, verify its files, construct it, test it on the card's golden sentences."""

import logging
import multiprocessing
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import get_args

from pydantic import BaseModel

from babelpress import lang
from babelpress.config.plugins import resolve
from babelpress.config.schema import Component
from babelpress.errors import ConfigError, GenerationFailed, ModelUnavailable
from babelpress.lang.names import english_name
from babelpress.models.backends.base import BackendClass, Decoding, Layout, Seq2Seq
from babelpress.models.cards import Golden, ModelCard
from babelpress.models.store import Store

_log = logging.getLogger(__name__)

LIKENESS = 0.6
"""How much of a golden output must be reproduced (difflib's ratio, 0 to 1).

Quantization and other processors change a word here and there; what transformers#26216 did to Marian models, like any
other mismatch of weights and code, shares next to nothing with the expected text.
"""


COPY = 0.9
"""How much of a sample may be found again in its translation (difflib's ratio, 0 to 1)."""

_NONSENSE = 0.15
"""Share of the sequences of four characters below which an output is nonsense: of a summary, those of its text; of a
translation, those of the sample of the language, which is the same sentence in all. Those of the shipped weights have
0.39 and more, of tokens of another model none, and of another language up to 0.26, but then more of its own
(2026-11-30)."""

_SHOWN = 300
"""Characters of an output that a message shows."""

_DEBRIS = re.compile(r"[\u2581\u2047\ufffd]|</?s>|<unk>|<pad>|<0x[0-9A-F]{2}>|>>\w+<<|<extra_id_\d+>")


def runtime(card: ModelCard, chosen: Component) -> Component:
    """Return the backend that runs a model: the one that the profile chose, except that students have one of their own.

    That takes over the options that both have. A backend without files (`fake`, a program) runs every model. Raises
    `ConfigError` where `students` is to run another kind of model.
    """
    backend = resolve("backends", chosen.kind)
    if backend.layout is None or (backend.layout == "student") == (card.architecture == "student"):
        return chosen
    if backend.layout == "student":
        raise ConfigError(f"{card.id} is not a student: the backend '{chosen.kind}' cannot run it; use ct2 or hf")
    own = resolve("backends", "students").Options.model_fields
    shared = {key: value for key, value in chosen.options.items() if key in own and key != "compute"}
    return Component.model_validate({"kind": "students", **shared})


def load(card: ModelCard, backend: BackendClass, options: BaseModel, *, models_dir: Path | None = None) -> Seq2Seq:
    """Return a model that is ready to use.

    A folder of the user without golden sentences is tried on a sample, and a warning says what is visibly wrong.

    Raises `ModelUnavailable`, with the command that repairs it, where files are missing or altered, the engine refuses
    them, or the outputs for the golden sentences are wrong.
    """
    model = _loaded(card, backend, options, models_dir=models_dir)
    if card.origin.folder and not card.golden and backend.layout and multiprocessing.parent_process() is None:
        pairs = ((a, b) for a in card.sources for b in card.targets if a != b or card.task == "summarization")
        source, target = next(pairs, ("", ""))
        if source in lang.known() and (sample := lang.get(source).sample):
            try:
                quick = Decoding(beam=1, max_tokens=64) if card.task == "translation" else Decoding(beam=1)
                _try_sample(card, model, sample, source=source, target=target, remedy=card.remedy, decoding=quick)
            except ModelUnavailable as error:
                _log.warning("%s", error)
    return model


def _loaded(card: ModelCard, backend: BackendClass, options: BaseModel, *, models_dir: Path | None) -> Seq2Seq:
    if backend.layout is None:
        return backend(card, Path(), options)
    store = Store(models_dir)
    layout = store.usable(card, backend.layout)
    model = backend(card, store.verify(card, layout), options)
    _try_golden(card, model, remedy=store.remedy(card, layout))
    return model


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What was found right of a model.

    Attributes:
        files: Number of files whose checksum is known and right.
        golden: Number of golden sentences whose output is as expected.
        tried: The samples of the directions without a golden sentence, with outputs that are not visibly wrong.
        untried: The directions that were not tried: there is no sample in their language.
        runs_on: The device and the type that the model computes in, where the backend says so.
    """

    files: int
    golden: int
    tried: tuple[Golden, ...]
    untried: tuple[str, ...]
    runs_on: str = ""


def verify(card: ModelCard, backend: BackendClass, options: BaseModel, *, models_dir: Path | None = None) -> Verified:
    """Check everything of a model on this machine: the files of its layouts, and what it says.

    A direction without a golden sentence is tried on a sample, whose output must not be empty, repeated, copied or
    debris.

    Raises:
        ModelUnavailable: If anything is wrong, with the command that repairs it.
    """
    store = Store(models_dir)
    files = 0
    for layout in get_args(Layout):
        if store.has(card, layout):
            store.verify(card, layout)
            files += len(store.known(card, layout))
    model = _loaded(card, backend, options, models_dir=models_dir)
    remedy = store.remedy(card, store.usable(card, backend.layout)) if backend.layout else card.remedy
    golden = {(one.source, one.target) for one in card.golden}
    tried: list[Golden] = []
    untried: list[str] = []
    for source in card.sources:
        for target in card.targets:
            if (source, target) in golden or (source == target and card.task == "translation"):
                continue
            sample = lang.get(source).sample if source in lang.known() else ""
            if sample:
                tried.append(_try_sample(card, model, sample, source=source, target=target, remedy=remedy))
            else:
                untried.append(f"{source}-{target}")
    return Verified(
        files=files,
        golden=len(card.golden),
        tried=tuple(tried),
        untried=tuple(untried),
        runs_on=getattr(model, "runs_on", ""),
    )


def _try_sample(
    card: ModelCard,
    model: Seq2Seq,
    sample: str,
    *,
    source: str,
    target: str,
    remedy: str,
    decoding: Decoding = Decoding(),  # noqa: B008  (it is frozen)
) -> Golden:
    text = sample if card.task == "translation" else " ".join([sample] * 3)
    try:
        output = model.generate([text], card.decoded(decoding), source=source, target=target)[0]
    except (GenerationFailed, ValueError) as error:
        message = f"{card.id} fails on a sample from {source} to {target}: {error}\n  to repair: {remedy}"
        raise ModelUnavailable(message) from error
    fault = _visible_fault(card, text, output.text, target=target)
    if fault:
        raise ModelUnavailable(
            f"{card.id} {fault} ({source} to {target}):\n"
            f"  text:   {text}\n  output: {_begin(output.text)}\n  to repair: {remedy}"
        )
    return Golden(source=source, target=target, text=text, expected=output.text)


def _begin(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."


def _visible_fault(card: ModelCard, text: str, output: str, *, target: str) -> str:
    """What is visibly wrong with the output for a sample; empty where nothing is."""
    words = output.split()
    if not words:
        return "says nothing"
    if _DEBRIS.search(output):
        return "writes tokens that are no text"
    if len(words) > 8 and len(set(words)) < len(words) / 3:
        return "repeats itself"
    if card.task == "summarization":
        return "writes nonsense" if _shared(output, text) < _NONSENSE else ""
    if likeness(text, output) > COPY:
        return "copies its source"
    samples = {code: language.sample for code, language in lang.known().items() if language.sample}
    if target not in samples:
        return ""
    shared = {code: _shared(sample, output) for code, sample in samples.items()}
    nearest = max(shared, key=lambda code: (shared[code], code == target))
    if shared[nearest] < _NONSENSE:
        return "writes nonsense"
    return "" if nearest == target else f"writes {english_name(nearest)}"


def _shared(text: str, other: str) -> float:
    """The share of the sequences of four characters of a text that another one has, too."""
    one, two = (" ".join(each.lower().split()) for each in (text, other))
    found = {one[i : i + 4] for i in range(len(one) - 3)}
    return sum(part in two for part in found) / max(1, len(found))


def likeness(expected: str, found: str) -> float:
    """Return the similarity of two texts, 0 to 1.

    >>> likeness("Hallo wereld", "Hallo wereld")
    1.0
    """
    return SequenceMatcher(None, expected, found, autojunk=False).ratio()


def _try_golden(card: ModelCard, model: Seq2Seq, *, remedy: str) -> None:
    decoding = card.decoded(Decoding())
    for golden in card.golden:
        try:
            found = model.generate([golden.text], decoding, source=golden.source, target=golden.target)[0].text
        except (GenerationFailed, ValueError) as error:
            message = f"{card.id} fails on its golden sentence: {error}\n  to repair: {remedy}"
            raise ModelUnavailable(message) from error
        if likeness(golden.expected, found) < LIKENESS:
            raise ModelUnavailable(
                f"{card.id} gives a wrong output for its golden sentence ({golden.source} to {golden.target}):\n"
                f"  text:     {golden.text}\n  expected: {golden.expected}\n  output:   {found}\n  to repair: {remedy}"
            )
