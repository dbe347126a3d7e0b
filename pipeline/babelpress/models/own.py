"""Cards of models that have none, made from the files of their folder and the languages that the caller names."""

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from babelpress import lang
from babelpress._internal.installing import install
from babelpress.config.plugins import kinds, resolve
from babelpress.errors import ConfigError, Fault, ModelUnavailable
from babelpress.models.backends.base import Layout
from babelpress.models.backends.checkpoint import library_errors, read_settings, vocabulary
from babelpress.models.backends.model_bin import WEIGHTS
from babelpress.models.backends.prompt import FILE, SOURCE, TARGET, SpecialTokens, read_special_tokens
from babelpress.models.backends.tokenizers import (
    EOLE,
    JOINT,
    MARIAN,
    is_language_token,
    read_vocabulary,
    tokenizer_files,
)
from babelpress.models.cards import CardDecoding, ModelCard, Origin, Prompt
from babelpress.models.store import is_layout

LONGEST = 200
"""Subword tokens. Models of sentences translate longer texts badly, whatever their table of positions has room for."""

_MARGIN = 4
"""Positions that an output needs besides its text: start, language and end, and the two that BART leaves out."""

_OUTPUT = 256
"""Tokens of an output, where the table of positions has room for them."""

_ARCHITECTURES = {
    "marian": "marian",
    "bart": "bart",
    "mbart": "mbart",
    "t5": "t5",
    "mt5": "mt5",
    "pegasus": "pegasus",
    "m2m_100": "m2m100",
}

_FOREIGN = {
    "model.*.bin.gz": "packed files of a student of Firefox or Bergamot; unpack all of them (gunzip *.gz)",
    "*.gguf": "for llama.cpp, which no backend runs; take the checkpoint that it was made of",
    "*.onnx": "for ONNX Runtime, which no backend runs; take the checkpoint that it was made of",
    "onnx/*.onnx": "for ONNX Runtime, which no backend runs; take the checkpoint that it was made of",
    "decoder.yml": "of a release of OPUS-MT, as Marian wrote it; write a card for it (docs/add-a-model.md)",
    "adapter_config.json": "of an adapter (LoRA); merge it into its model and save that (merge_and_unload of peft)",
    "*.safetensors": "weights without the config.json that belongs to them",
    "pytorch_model*.bin": "weights without the config.json that belongs to them",
}
"""What a folder without a model may have instead, and what to do."""

_STUDENT_LONGEST = 128
"""Subword tokens of a sentence that a student takes, as on the cards of those of Firefox Translations."""

_PAIR = re.compile(r"model\.(?P<source>[a-z]{2})(?P<target>[a-z]{2})\..*bin")
"""The names of a student's weights."""

_TASK = re.compile(r"translation_(?P<source>[a-z]{2,3})_to_(?P<target>[a-z]{2,3})")
"""The keys in `task_specific_params` of T5."""


def names_folder(model: str) -> bool:
    """Return whether an entry of `models` is the path of a folder; ids have no separator and begin with a letter.

    >>> names_folder("models/mine"), names_folder("./mine"), names_folder("fr-mul-tiny")
    (True, True, False)
    """
    return "/" in model or "\\" in model or model.startswith((".", "~"))


def layout_of(folder: Path) -> Layout:
    """Return the layout of a folder, that of `ct2` where it has both. Raises `ConfigError` where it has no model."""
    return _place(folder)[1]


def backend_of(chosen: object, layout: Layout) -> dict[str, Any]:
    """Return the backend for a layout, as profiles write it: the chosen one if it can read it, or else its own.

    That takes over the options that both have.
    """
    given = {"kind": chosen} if isinstance(chosen, str) else dict(chosen) if isinstance(chosen, Mapping) else {}
    own = "students" if layout == "student" else str(layout)
    kind = given.get("kind", own)
    if kind not in kinds("backends"):
        return given  # an error, which the check of the profile reports
    if resolve("backends", kind).layout in (layout, None):
        return {"kind": kind, **given}
    options = resolve("backends", own).Options.model_fields
    return {"kind": own, **{key: value for key, value in given.items() if key in options}}


def card_of(folder: Path, *, sources: Sequence[str] = (), targets: Sequence[str] = ()) -> ModelCard:
    """Return a card for the translation model in a folder.

    Args:
        folder: A checkpoint as on the hub, one converted for CTranslate2, or a student of Firefox or Bergamot; or a
            folder with such a one as `hf`, `ct2` or `student`.
        sources: The languages that it translates from, if its files do not say.
        targets: The languages that it translates into, if its files do not say.

    Returns:
        The card.

    Raises:
        ConfigError: The folder has no model that can be used, or its languages cannot be known.
    """
    place, layout = _place(folder)
    changed = tuple(path.stat().st_mtime_ns for path in sorted([*place.glob("*.json"), *place.glob("*.spm")]))
    return _card_of(folder, place, layout, tuple(sources), tuple(targets), changed)


@lru_cache(maxsize=16)  # a profile is read several times, and some tokenizers take a second
def _card_of(
    folder: Path, place: Path, layout: Layout, sources: Sequence[str], targets: Sequence[str], _changed: object
) -> ModelCard:
    try:
        found = _student(place) if layout == "student" else _converted(place) if layout == "ct2" else _checkpoint(place)
    except ModelUnavailable as error:
        raise ConfigError(f"the model in {place} cannot be used", [Fault("", str(error))]) from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ConfigError(f"the model in {place} cannot be used", [Fault("", f"{error}")]) from error
    languages = _languages(found, place, sources=sources, targets=targets)
    resolved = folder.expanduser().resolve()
    named = resolved.parent if resolved.name in ("hf", "ct2", "student") else resolved
    name = re.sub(r"[^A-Za-z0-9._-]+|^[^A-Za-z0-9]+", "-", named.name).strip("-.") or "model"
    return ModelCard(
        id=f"{name}-{hashlib.sha256(str(resolved).encode()).hexdigest()[:6]}",
        task="translation",
        architecture=found.architecture,
        decoding=found.decoding,
        prompt=found.prompt,
        max_tokens=found.max_tokens,
        alignment_heads=1 if layout == "student" else None,
        normalize=("opus",) if found.architecture == "marian" else (),
        suppress_unknown=True,
        origin=Origin(folder=str(place)),
        licence="not stated",
        commercial_use=False,
        **languages,
    )


@dataclass(frozen=True, kw_only=True)
class _Found:
    """What the files of a model say.

    `summarizes` is whether it is known to be a summarizer: its settings name that task alone, or it is an mBART without
    tokens of languages (BARThez). `source` and `target` are its languages as its files write them; empty where they do
    not. `prefixes` are those of T5 by source and target.
    """

    architecture: Any
    tokens: Collection[str]
    source: str = ""
    target: str = ""
    prefixes: Mapping[tuple[str, str], str]
    summarizes: bool = False
    max_tokens: int = LONGEST
    decoding: CardDecoding = field(default_factory=CardDecoding)
    prompt: Prompt | None = None


def _place(folder: Path) -> tuple[Path, Layout]:
    given = _snapshot(folder.expanduser())
    layouts: tuple[Layout, ...] = ("ct2", "hf", "student")
    for layout in layouts:
        for place in (given, given / layout):
            if is_layout(place, layout):
                return place, layout
    raise ConfigError(f"no model in {folder}", [Fault("", _what_it_is(given))])


def _what_it_is(place: Path) -> str:
    """What is in the place of a model, and what to name instead."""
    if place.is_file():
        return f"it is a file; name the folder of the model, perhaps {place.parent}"
    if not place.is_dir():
        return "there is no such folder"
    inner = [path.parent.name for name in ("config.json", WEIGHTS) for path in sorted(place.glob(f"*/{name}"))]
    if inner:
        return f"name one of the folders in it: {', '.join(dict.fromkeys(inner))}"
    for pattern, kind in _FOREIGN.items():
        if found := next(place.glob(pattern), None):
            return f"{found.name} is {kind}"
    return f"it has neither config.json, as on the Hugging Face hub, nor {WEIGHTS}, as converted for CTranslate2"


def _snapshot(folder: Path) -> Path:
    """The files of a model in the cache of the hub's library (`models--OWNER--NAME`); any other folder itself."""
    if not (folder / "snapshots").is_dir():
        return folder
    versions = sorted(path for path in (folder / "snapshots").iterdir() if path.is_dir())
    main = folder / "refs" / "main"
    named = main.read_text(encoding="utf-8").strip() if main.is_file() else ""
    chosen = [path for path in versions if path.name == named] or versions
    if len(chosen) != 1:
        listed = ", ".join(map(str, versions)) or "none"
        raise ConfigError(f"no model in {folder}", [Fault("", f"name one version of this cache; it has {listed}")])
    return chosen[0]


def _checkpoint(place: Path) -> _Found:
    """What a checkpoint in the hub's layout says."""
    config, settings = read_settings(place / "config.json"), read_settings(place / "tokenizer_config.json")
    kind = config.get("model_type")
    if kind not in _ARCHITECTURES:
        raise ValueError(f"config.json says model_type '{kind}'; supported are {', '.join(_ARCHITECTURES)}")
    architecture = _ARCHITECTURES[kind]
    positions = [config.get("max_position_embeddings"), settings.get("model_max_length")]
    known = [int(one) for one in positions if isinstance(one, int | float) and one > 0]
    prefixes = {
        (found["source"], found["target"]): str(task["prefix"])
        for name, task in (config.get("task_specific_params") or {}).items()
        if (found := _TASK.fullmatch(name)) and isinstance(task, Mapping) and task.get("prefix")
    }
    tasks = config.get("task_specific_params") or {}
    tokens = _vocabulary(architecture, place)
    return _Found(
        architecture=architecture,
        tokens=tokens,
        summarizes=set(tasks) == {"summarization"}
        or (architecture == "mbart" and not any(map(is_language_token, tokens))),
        source=_text(settings, "source_lang") if architecture == "marian" else "",
        target=_text(settings, "target_lang") if architecture == "marian" else "",
        prefixes=prefixes,
        max_tokens=min([LONGEST, *known]),
        decoding=_decoding(place, config, positions=config.get("max_position_embeddings")),
    )


def _vocabulary(architecture: str, place: Path) -> Collection[str]:
    if architecture not in ("marian", "mbart", "m2m100"):
        return ()  # the others have no tokens of languages
    if not tokenizer_files(place):
        lacking = [name for name in MARIAN if not (place / name).is_file()] if architecture == "marian" else []
        named = f" ({' and '.join(lacking)})" if lacking else ""
        message = (
            f"there is no tokenizer beside it, or not all of it{named}; save_pretrained of the tokenizer writes one"
        )
        raise ModelUnavailable(message)
    try:
        return vocabulary(architecture, place)
    except ImportError as error:
        message = f"its tokenizer needs torch and transformers ({error}); run: {install('hf')}"
        raise ModelUnavailable(message) from error
    except library_errors() as error:
        raise ModelUnavailable(f"its tokenizer cannot be read: {error}") from error


def _decoding(place: Path, config: Mapping[str, Any], *, positions: object) -> CardDecoding:
    """How the authors decode: from `generation_config.json`, or `config.json` of older checkpoints."""
    settings = read_settings(place / "generation_config.json") or config
    longest = positions - _MARGIN if isinstance(positions, int) else _OUTPUT
    return CardDecoding(
        beam=_within(settings.get("num_beams"), 1, 32),
        length_penalty=_within(settings.get("length_penalty"), -10, 10),
        repetition_penalty=_within(settings.get("repetition_penalty"), 1, 10),
        no_repeat_ngram=_within(settings.get("no_repeat_ngram_size"), 0, 100),
        max_tokens=longest if 0 < longest < _OUTPUT else None,
    )


def _within(value: Any, low: float, high: float) -> Any:
    """The number, or None where it is none or not between the limits."""
    return value if isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high else None


def _converted(place: Path) -> _Found:
    """What a model that is converted for CTranslate2 says."""
    tokens = frozenset(read_vocabulary(place))
    given = read_special_tokens(place) if (place / FILE).is_file() else None
    marian = all((place / name).is_file() for name in MARIAN)
    m2m = any(re.fullmatch(r"__[a-z]{2,3}__", token) for token in tokens)
    eole = any(all((place / name).is_file() for name in names) for names in (EOLE, (JOINT,)))
    if given is None and eole:
        start = _text(read_settings(place / "config.json"), "decoder_start_token") or "<s>"
        given = SpecialTokens(after=(), start=start)
    if given is None and not marian:
        if not m2m:
            marian_files, remedy = " and ".join(MARIAN), "convert the checkpoint by babelpress models convert"
            raise ValueError(f"it has no {marian_files}, and no {FILE}, which says how texts are put to it; {remedy}")
        given = SpecialTokens(before=(SOURCE,), start="</s>", forced=(TARGET,))
    architecture = "marian" if marian else "transformer" if eole else "t5"
    if given and not marian and not eole:
        multilingual = TARGET in given.forced
        architecture = ("m2m100" if m2m else "mbart") if multilingual else "bart" if "<s>" in given.before else "t5"
    settings = read_settings(place / "tokenizer_config.json") or read_settings(
        place.parent / "hf" / "tokenizer_config.json"
    )
    return _Found(
        architecture=architecture,
        tokens=tokens,
        source=_text(settings, "source_lang"),
        target=_text(settings, "target_lang"),
        prefixes={},
        prompt=Prompt(before=given.before, after=given.after, start=given.start, forced=given.forced)
        if given
        else None,
    )


def _student(place: Path) -> _Found:
    """What the names of a student's files say: `model.ende.intgemm.alphas.bin` translates from English into German."""
    for pattern in ("model.*.bin", "vocab.*.spm"):
        if len(found := sorted(path.name for path in place.glob(pattern))) != 1:
            raise ValueError(f"a student needs one file {pattern}; there is {', '.join(found) or 'none'}")
    stated = {match.group("source", "target") for path in place.iterdir() if (match := _PAIR.fullmatch(path.name))}
    source, target = stated.pop() if len(stated) == 1 else ("", "")
    return _Found(
        architecture="student", tokens=(), source=source, target=target, prefixes={}, max_tokens=_STUDENT_LONGEST
    )


def _languages(found: _Found, place: Path, *, sources: Sequence[str], targets: Sequence[str]) -> dict[str, Any]:
    """The fields of a card that say which languages a model translates, and how it is told them."""
    if found.prefixes:
        return _by_prefix(found, place, sources=sources)
    inner = _language_tokens(found.tokens)
    if found.architecture in ("mbart", "m2m100") and inner:
        both = {"sources": tuple(inner), "targets": tuple(inner)}
        return {**both, "tokens": "decoder", "source_tokens": inner, "target_tokens": inner}
    if found.summarizes:
        message = "it shortens texts of one language; write a card with task: summarization (docs/add-a-model.md)"
        raise ConfigError(f"the model in {place} is no translation model", [Fault("", message)])
    where = "the name of its weights says" if found.architecture == "student" else "tokenizer_config.json says"
    stated = _codes(found.source)
    from_ = stated or tuple(sources)
    if not from_:
        written = f"'{found.source}'" if found.source else "nothing"
        message = f"{where} {written} of the source; name its language with --source (source=...)"
        raise ConfigError(f"the languages of the model in {place} cannot be known", [Fault("source", message)])
    if sources and not set(sources) & set(from_):
        message = f"{where} that it translates from '{found.source}'; correct it if that is wrong"
        raise ConfigError(f"the model in {place} does not translate from {', '.join(sources)}", [Fault("", message)])
    tokens = _target_tokens(found.tokens) if found.architecture == "marian" else {}
    into = _codes(found.target)
    chosen = {code: token for code, token in tokens.items() if code in into or len(into) != 1}
    if chosen:
        return {"sources": from_, "targets": tuple(chosen), "tokens": "source", "target_tokens": chosen}
    into = into or tuple(targets)
    if len(into) != 1:
        written = f"'{found.target}'" if found.target else "nothing"
        message = (
            f"{where} {written} of the target, and its vocabulary has no tokens of languages; name "
            "the one language that it translates into with --targets (targets=...)"
        )
        raise ConfigError(f"the languages of the model in {place} cannot be known", [Fault("targets", message)])
    return {"sources": from_, "targets": into}


def _by_prefix(found: _Found, place: Path, *, sources: Sequence[str]) -> dict[str, Any]:
    """The languages of T5, whose prefixes name the source as well as the target."""
    pairs = {(a, b): text for (a, b), text in found.prefixes.items() if {a, b} <= set(lang.known())}
    known = list(dict.fromkeys(a for a, _ in pairs))
    chosen = [code for code in known if code in sources] if sources else known
    if len(chosen) != 1:
        message = f"config.json has prefixes for {', '.join(known) or 'no known language'}; name one with --source"
        raise ConfigError(f"the source language of the model in {place} cannot be known", [Fault("source", message)])
    prefixes = {b: text for (a, b), text in pairs.items() if a == chosen[0]}
    return {"sources": tuple(chosen), "targets": tuple(prefixes), "tokens": "source", "target_tokens": prefixes}


def _codes(stated: str) -> tuple[str, ...]:
    """The known languages in a statement of OPUS-MT (`fr`, `fra`, `deu+nld`, `pt_br`); none for families (`roa`)."""
    longer = {language.iso639_3: code for code, language in lang.known().items() if language.iso639_3}
    parts = [re.split(r"[_-]", part)[0] for part in stated.split("+")]
    return tuple(dict.fromkeys(longer.get(part, part) for part in parts if part in longer or part in lang.known()))


def _target_tokens(tokens: Collection[str]) -> dict[str, str]:
    """The tokens of target languages in the vocabulary of Marian: `>>deu<<`, `>>de<<`."""
    return _first_of(tokens, lambda code, longer: (f">>{longer}<<", f">>{code}<<"))


def _language_tokens(tokens: Collection[str]) -> dict[str, str]:
    """The tokens of languages in the vocabulary of M2M100 (`__de__`), mBART (`de_DE`) and NLLB (`deu_Latn`)."""
    regions = {token[:2]: token for token in sorted(tokens, reverse=True) if re.fullmatch(r"[a-z]{2}_[A-Z]{2}", token)}
    return _first_of(tokens, lambda code, longer: (f"__{code}__", regions.get(code, ""), f"{longer}_Latn"))


def _first_of(tokens: Collection[str], spelled: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for code, language in lang.known().items():
        spellings: Iterable[str] = spelled(code, language.iso639_3 or code)
        token = next((one for one in spellings if one and one in tokens), None)
        if token:
            found[code] = token
    return found


def _text(settings: Mapping[str, Any], key: str) -> str:
    value = settings.get(key)
    return value if isinstance(value, str) else ""
