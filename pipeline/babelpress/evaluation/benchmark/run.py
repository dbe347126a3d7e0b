"""`bench`: every system on every direction, each in a process of its own, results kept as they come."""

import hashlib
import json
import os
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import median

from babelpress._internal.files import write_atomically
from babelpress._internal.optional import need
from babelpress.errors import ConfigError, Fault, OutputUnavailable, SetupError, nearest
from babelpress.evaluation.benchmark.client import Child, started
from babelpress.evaluation.benchmark.systems.base import Adapter, Spec, SystemFailed, make, parse
from babelpress.evaluation.datasets.base import Corpus, DatasetIssue, System

__all__ = ["Bench", "Failed", "Run", "Speed"]


# What a bench gives: one frozen tree.


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One system on one direction; `hypotheses` is the file that holds a line a segment, `characters` are the source's.

    `empty` counts sources with text whose answer is empty, `joined` answers whose line breaks became spaces. None is
    what cannot be measured: nothing is guessed. `seconds` of a command hold its start.
    """

    system: str
    corpus: str
    direction: str
    hypotheses: Path
    fingerprint: str
    segments: int
    characters: int
    empty: int
    joined: int
    load_seconds: float | None
    seconds: float | None
    peak_bytes: int | None
    size_bytes: int | None
    described: Mapping[str, str]

    @property
    def characters_per_second(self) -> float | None:
        """Source characters per second, loading left out where that is known."""
        return self.characters / self.seconds if self.seconds else None

    @property
    def notices(self) -> tuple[DatasetIssue, ...]:
        """What the reader of its scores has to know."""
        found = [
            ("empty", self.empty, f"{self.empty} answers are empty"),
            ("line_break", self.joined, f"line breaks inside {self.joined} answers became spaces"),
        ]
        return tuple(DatasetIssue(kind=kind, message=said, system=self.system) for kind, count, said in found if count)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A system that gave nothing for a direction, and why."""

    system: str
    direction: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """How many times as fast as `first` a system is on the same few segments, turn by turn: the median of the rounds'
    ratios, the smallest and the largest. More than 1 is faster.
    """

    system: str
    first: str
    direction: str
    ratio: float
    low: float
    high: float
    rounds: int
    segments: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """All runs, in the order of directions and systems; `first` is how many segments were asked for, None for all."""

    systems: tuple[str, ...]
    first: int | None
    runs: tuple[Run, ...]
    failed: tuple[Failed, ...] = ()
    speeds: tuple[Speed, ...] = ()
    notices: tuple[DatasetIssue, ...] = ()


# Results as they are kept: `<out>/<system>/<lang>.txt`, a line a segment, and `<lang>.json` with the figures.


def fingerprint(texts: Sequence[str], *, source: str, target: str, kind: str, settings: Mapping[str, str]) -> str:
    """The sha256 of the source lines, the direction and what decides a system's output."""
    return _sum(json.dumps([list(texts), source, target, kind, dict(settings)], sort_keys=True).encode())


def recall(path: Path, *, fingerprint: str) -> Run | None:
    """Give the result whose lines are at `path`, if it is whole and of the same source lines and settings."""
    try:
        said = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        run = replace(Run(**said["run"]), hypotheses=path)
        if run.fingerprint == fingerprint and said["sha256"] == _sum(path.read_bytes()):
            return run
    except (OSError, ValueError, KeyError, TypeError):
        pass  # none, or not one of ours: made again
    return None


def make_room(path: Path) -> None:
    """See that lines can be written to `path`, before they cost anything. Raises `OutputUnavailable`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unavailable(path, error.strerror) from error
    if not os.access(path.parent, os.W_OK):
        raise _unavailable(path, "the folder may not be written to")


def keep(run: Run, texts: Sequence[str]) -> None:
    """Write both files, the figures last: without them the lines do not count. Raises `OutputUnavailable`."""
    path = run.hypotheses
    data = "".join(f"{text}\n" for text in texts).encode()
    said = {"run": {**asdict(run), "hypotheses": path.name}, "sha256": _sum(data)}
    try:
        path.with_suffix(".json").unlink(missing_ok=True)
        path.write_bytes(data)
        write_atomically(path.with_suffix(".json"), json.dumps(said, ensure_ascii=False, indent=1) + "\n")
    except OSError as error:
        raise _unavailable(path, error.strerror) from error


def lines(path: Path) -> tuple[str, ...]:
    """The hypotheses of a kept result."""
    return tuple(path.read_bytes().decode().split("\n")[:-1])


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _unavailable(path: Path, why: str | None) -> OutputUnavailable:
    return OutputUnavailable(f"{path} cannot be written ({why}): free it, or name another folder to keep results in")


# How fast systems are against each other: the same few segments, turn by turn, so that a noisy machine hits all.

SEGMENTS = 40
"""Segments of a round, spread evenly over the test set."""


def subset(texts: Sequence[str], *, most: int = SEGMENTS) -> list[str]:
    """Give texts that stand evenly over the whole, blank ones left out.

    >>> subset(["a", "", "b", "c", "d"], most=2)
    ['a', 'c']
    """
    own = [text for text in texts if text.strip()]
    most = min(most, len(own))
    return [own[i * len(own) // most] for i in range(most)]


def speeds(
    corpus: Corpus, specs: Sequence[Spec], *, texts: Sequence[str], rounds: int, progress: Callable[[str], None]
) -> tuple[list[Speed], list[Failed]]:
    """Give the speed of every system against the first, and which have none. `texts` are the sources as they are sent.

    All are loaded at the same time, each in its own process, and each has translated once before the first round.
    """
    texts = subset(texts)
    direction = corpus.direction
    failed: list[Failed] = []
    seconds: dict[str, list[float]] = {spec.name: [] for spec in specs}
    with ExitStack() as stack:
        children: dict[str, Child] = {}
        for turn in range(rounds + 1):
            progress(f"{corpus.name} {direction}: " + (f"speed, round {turn} of {rounds}" if turn else "loading all"))
            for spec in (one for one in specs if one.name in seconds):
                try:
                    if turn:
                        seconds[spec.name].append(children[spec.name].translate(texts).seconds)
                    else:
                        running = started(spec, source=corpus.source_language or "", target=corpus.target_language)
                        children[spec.name] = stack.enter_context(running)
                        children[spec.name].translate(texts[:1])
                except SystemFailed as error:
                    del seconds[spec.name]
                    failed.append(Failed(system=spec.name, direction=direction, reason=f"speed: {error}"))
    first = next(iter(seconds), "")
    return [_speed(name, seconds, first, direction, len(texts)) for name in seconds], failed


def _speed(system: str, seconds: Mapping[str, Sequence[float]], first: str, direction: str, segments: int) -> Speed:
    ratios = [base / own for base, own in zip(seconds[first], seconds[system], strict=True)]
    return Speed(
        system=system,
        first=first,
        direction=direction,
        ratio=median(ratios),
        low=min(ratios),
        high=max(ratios),
        rounds=len(ratios),
        segments=segments,
    )


_BREAK = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
"""All that ends a line somewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to bench. `repeat` rounds of the speed comparison, 0 for none; `api_keys` by the name of a system.

    `seconds` is how long one answer may take: loading, or a whole direction. `batch` is how many texts a request to a
    server holds. `models_dir` is where pulled models lie.
    """

    repeat: int = 0
    api_keys: Mapping[str, str] | None = None
    seconds: float = 3600.0
    batch: int = 20
    models_dir: Path | None = None


def bench(
    test_set: Sequence[Corpus],
    systems: Sequence[str],
    *,
    out: Path,
    first: int | None = None,
    settings: Settings | None = None,
    progress: Callable[[str], None] = lambda said: None,
) -> Bench:
    """Put every direction of a test set, or its `first` segments, through every system.

    What `out` keeps of the same lines and settings is not made again; of a system whose settings cannot be seen (a
    server, a program that was changed) delete the folder. A system that fails is told in `failed` and the others go
    on. Raises `ConfigError` with all that is wrong with systems and test set, `OutputUnavailable`, and
    `ModelUnavailable` where the extra `eval` is not installed: what is made here is to be scored.
    """
    need("sacrebleu", where="bench", extra="eval")
    settings = settings or Settings()
    adapters = _adapters(systems, settings, first)
    _check(test_set, first, settings)
    runs: list[Run] = []
    failed: list[Failed] = []
    ratios: list[Speed] = []
    notices: list[DatasetIssue] = []
    for whole in test_set:
        corpus = _head(whole, first)
        source, target = corpus.source_language or "", corpus.target_language
        texts = [_BREAK.sub(" ", text) for text in corpus.sources]
        broken = tuple(i for i, text in enumerate(corpus.sources) if _BREAK.search(text))
        if broken:
            message = f"{corpus.direction}: line breaks inside {len(broken)} sources became spaces, for every system"
            notices.append(DatasetIssue(kind="line_break", message=message, segments=broken))
        able: list[Spec] = []
        for adapter in adapters:
            spec = adapter.spec
            path = out / spec.name / f"{target}.txt"
            mark = fingerprint(texts, source=source, target=target, kind=spec.kind, settings=adapter.settings())
            try:
                run = recall(path, fingerprint=mark)
                if run is None:
                    progress(f"{corpus.name} {corpus.direction}: {spec.name}")
                    run = _run(adapter, corpus, texts, path=path, mark=mark)
            except SystemFailed as error:
                failed.append(Failed(system=spec.name, direction=corpus.direction, reason=str(error)))
            else:
                runs.append(run)
                able += [spec] if adapter.runs else []
        if settings.repeat:
            found, lost = speeds(corpus, able, texts=texts, rounds=settings.repeat, progress=progress)
            ratios += found
            failed += lost
    return Bench(
        systems=tuple(adapter.spec.name for adapter in adapters),
        first=first,
        runs=tuple(runs),
        failed=tuple(failed),
        speeds=tuple(ratios),
        notices=tuple(notices),
    )


def with_systems(test_set: Sequence[Corpus], benched: Bench) -> list[Corpus]:
    """Give the test set with every system's hypotheses, ready to evaluate; a direction nobody did is left out."""
    found = []
    for whole in test_set:
        own = [run for run in benched.runs if run.direction == whole.direction]
        systems = tuple(System(name=run.system, hypotheses=lines(run.hypotheses)) for run in own)
        notices = tuple(notice for run in own for notice in run.notices)
        if systems:
            corpus = _head(whole, benched.first)
            found.append(replace(corpus, systems=corpus.systems + systems, notices=whole.notices + notices))
    return found


def _head(corpus: Corpus, first: int | None) -> Corpus:
    return corpus if first is None else corpus.only(range(min(first, len(corpus))))


def _run(adapter: Adapter, corpus: Corpus, texts: Sequence[str], *, path: Path, mark: str) -> Run:
    """Translate a direction and keep it. Raises `SystemFailed`, also where not one answer holds a word."""
    spec, source, target = adapter.spec, corpus.source_language or "", corpus.target_language
    make_room(path)
    with started(spec, source=source, target=target) as child:
        answer = child.translate(texts)
        loaded = child.load_seconds
    made = [_BREAK.sub(" ", text).strip() for text in answer.texts]
    if not any(made):
        raise SystemFailed("every answer is empty")
    facts = answer.facts
    run = Run(
        system=spec.name,
        corpus=corpus.name,
        direction=corpus.direction,
        hypotheses=path,
        fingerprint=mark,
        segments=len(texts),
        characters=sum(map(len, texts)),
        empty=sum(bool(text.strip()) and not own for text, own in zip(texts, made, strict=True)),
        joined=sum(bool(_BREAK.search(text.strip())) for text in answer.texts),
        load_seconds=loaded if adapter.loads else None,
        seconds=answer.seconds if adapter.runs else None,
        peak_bytes=facts.peak_bytes,
        size_bytes=facts.size_bytes,
        described=facts.described,
    )
    keep(run, made)
    return run


def _adapters(systems: Sequence[str], settings: Settings, first: int | None) -> list[Adapter]:
    """Every system as it was asked for. Raises `ConfigError` with all that is wrong."""
    specs = parse(systems)
    keys = settings.api_keys or {}
    names = [spec.name for spec in specs]
    faults = [
        Fault("api_keys", f"there is no system '{key}'; {nearest(key, names)}") for key in keys if key not in names
    ]
    found: list[Adapter] = []
    for spec in specs:
        whole = replace(
            spec,
            api_key=keys.get(spec.name, ""),
            models_dir=settings.models_dir,
            batch=settings.batch,
            seconds=settings.seconds,
            prefix=first is not None,
        )
        try:
            found.append(make(whole))
        except SetupError as error:
            faults.append(Fault(spec.name, str(error)))
    if faults:
        raise ConfigError("the systems cannot be used", faults)
    return found


def _check(test_set: Sequence[Corpus], first: int | None, settings: Settings) -> None:
    faults = [] if test_set else [Fault("test set", "holds no direction")]
    limits = (("first", first, 1), ("repeat", settings.repeat, 0), ("batch", settings.batch, 1))
    faults += [Fault(name, f"{n}: at least {least}") for name, n, least in limits if n is not None and n < least]
    seen: set[str] = set()
    for corpus in test_set:
        where = f"{corpus.name} {corpus.direction}"
        if not any(text.strip() for text in corpus.sources):
            faults.append(Fault(where, "holds no source to translate"))
        if not corpus.source_language:
            faults.append(Fault(where, "its source language is not known"))
        if corpus.target_language in seen:
            faults.append(Fault(where, f"a direction into {corpus.target_language} came before: bench them apart"))
        seen.add(corpus.target_language)
    if faults:
        raise ConfigError("the test set cannot be benched", faults)
