"""`bench`: every system on every direction, each in a process of its own; results are stored as they come."""

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
from babelpress.evaluation.benchmark.client import WorkerProcess, started
from babelpress.evaluation.benchmark.systems.base import Adapter, Spec, SystemFailed, make, parse
from babelpress.evaluation.datasets.base import Corpus, DatasetIssue, System

__all__ = ["Bench", "Failed", "Run", "Speed"]


# The results: one frozen tree.


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One system on one direction.

    None stands for what cannot be measured.

    Attributes:
        system: Name of the system.
        corpus: Name of the test set.
        direction: E.g. `fr-nl`.
        hypotheses: The file of hypotheses, one line per segment.
        fingerprint: The sha256 of sources, direction and settings.
        segments: Number of segments.
        characters: Number of characters of the sources.
        empty: Number of non-blank sources with an empty answer.
        joined: Number of answers whose line breaks were replaced by spaces.
        load_seconds: Time to load.
        seconds: Time to translate; with the time to start, for a command.
        peak_bytes: Peak memory.
        size_bytes: Size of the weights.
        described: More about the system, for people.
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
        """Source characters per second, without loading where that is known."""
        return self.characters / self.seconds if self.seconds else None

    @property
    def notices(self) -> tuple[DatasetIssue, ...]:
        """Notices for readers of its scores."""
        found = [
            ("empty", self.empty, f"{self.empty} answers are empty"),
            ("line_break", self.joined, f"line breaks inside {self.joined} answers were replaced by spaces"),
        ]
        return tuple(DatasetIssue(kind=kind, message=text, system=self.system) for kind, count, text in found if count)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A system that has no result for a direction, and why."""

    system: str
    direction: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """How many times as fast as `first` a system is, on the same few segments: more than 1 is faster.

    Systems take turns; `ratio` is the median of the rounds' ratios, `low` and `high` are the smallest and the largest.
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
    """All runs, in the order of directions and systems; `first` is the number of segments used, None for all."""

    systems: tuple[str, ...]
    first: int | None
    runs: tuple[Run, ...]
    failed: tuple[Failed, ...] = ()
    speeds: tuple[Speed, ...] = ()
    notices: tuple[DatasetIssue, ...] = ()


# Stored results: `<out>/<system>/<lang>.txt`, one line per segment, and `<lang>.json` with the measurements.


def fingerprint(texts: Sequence[str], *, source: str, target: str, kind: str, settings: Mapping[str, str]) -> str:
    """Return the sha256 of the source lines, the direction and everything that determines a system's output."""
    return _sum(json.dumps([list(texts), source, target, kind, dict(settings)], sort_keys=True).encode())


def recall(path: Path, *, fingerprint: str) -> Run | None:
    """Return the stored result at `path`, if it is complete and of the same source lines and settings."""
    try:
        stored = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        run = replace(Run(**stored["run"]), hypotheses=path)
        if run.fingerprint == fingerprint and stored["sha256"] == _sum(path.read_bytes()):
            return run
    except (OSError, ValueError, KeyError, TypeError):
        pass  # missing, or not a stored result: computed again
    return None


def check_writable(path: Path) -> None:
    """Make sure that `path` can be written before any work is done. Raises `OutputUnavailable`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unavailable(path, error.strerror) from error
    if not os.access(path.parent, os.W_OK):
        raise _unavailable(path, "the folder is not writable")


def keep(run: Run, texts: Sequence[str]) -> None:
    """Write both files, the measurements last: without them the lines are ignored. Raises `OutputUnavailable`."""
    path = run.hypotheses
    data = "".join(f"{text}\n" for text in texts).encode()
    stored = {"run": {**asdict(run), "hypotheses": path.name}, "sha256": _sum(data)}
    try:
        path.with_suffix(".json").unlink(missing_ok=True)
        path.write_bytes(data)
        write_atomically(path.with_suffix(".json"), json.dumps(stored, ensure_ascii=False, indent=1) + "\n")
    except OSError as error:
        raise _unavailable(path, error.strerror) from error


def lines(path: Path) -> tuple[str, ...]:
    """Return the hypotheses of a stored result."""
    return tuple(path.read_bytes().decode().split("\n")[:-1])


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _unavailable(path: Path, why: str | None) -> OutputUnavailable:
    return OutputUnavailable(f"{path} cannot be written ({why}); make it writable, or name another folder for results")


# Speed comparison: systems take turns on the same few segments, so that a noisy machine affects all of them.

SEGMENTS = 40
"""Segments of a round, spread evenly over the test set."""


def subset(texts: Sequence[str], *, most: int = SEGMENTS) -> list[str]:
    """Return non-blank texts, spread evenly over the whole.

    >>> subset(["a", "", "b", "c", "d"], most=2)
    ['a', 'c']
    """
    own = [text for text in texts if text.strip()]
    most = min(most, len(own))
    return [own[i * len(own) // most] for i in range(most)]


def speeds(
    corpus: Corpus, specs: Sequence[Spec], *, texts: Sequence[str], rounds: int, progress: Callable[[str], None]
) -> tuple[list[Speed], list[Failed]]:
    """Return the speed of every system relative to the first, and the systems that failed; `texts` are the sources.

    All are loaded at the same time, each in its own process, and each translates once before the first round.
    """
    texts = subset(texts)
    direction = corpus.direction
    failed: list[Failed] = []
    seconds: dict[str, list[float]] = {spec.name: [] for spec in specs}
    with ExitStack() as stack:
        children: dict[str, WorkerProcess] = {}
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


_LINE_BREAK = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
"""Every character that some program takes for the end of a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to run a benchmark.

    Attributes:
        repeat: Rounds of the speed comparison, 0 for none.
        api_keys: By name of the system.
        seconds: The longest time for one answer: loading, or a whole direction.
        batch: Texts per request to a server.
        models_dir: The folder of pulled models.
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
    progress: Callable[[str], None] = lambda _: None,
) -> Bench:
    """Run every system on every direction of a test set, or on its `first` segments.

    Results in `out` of the same lines and settings are reused; for a system whose settings cannot be seen (a server, a
    program that was changed) delete the folder first. A system that fails is listed in `failed`, and the others
    continue. Raises `ConfigError` with everything that is wrong with systems and test set, `OutputUnavailable`, and
    `ModelUnavailable` if the extra `eval` is not installed, which scoring needs.
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
        texts = [_LINE_BREAK.sub(" ", text) for text in corpus.sources]
        broken = tuple(i for i, text in enumerate(corpus.sources) if _LINE_BREAK.search(text))
        if broken:
            where = f"{corpus.direction}: line breaks inside {len(broken)} sources"
            message = f"{where} were replaced by spaces, for every system"
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
    """Return the test set with every system's hypotheses, ready to evaluate; directions without any are left out."""
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
    """Translate a direction and store the result. Raises `SystemFailed`, also where every answer is empty."""
    spec, source, target = adapter.spec, corpus.source_language or "", corpus.target_language
    check_writable(path)
    with started(spec, source=source, target=target) as child:
        answer = child.translate(texts)
        loaded = child.load_seconds
    made = [_LINE_BREAK.sub(" ", text).strip() for text in answer.texts]
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
        joined=sum(bool(_LINE_BREAK.search(text.strip())) for text in answer.texts),
        load_seconds=loaded if adapter.loads else None,
        seconds=answer.seconds if adapter.runs else None,
        peak_bytes=facts.peak_bytes,
        size_bytes=facts.size_bytes,
        described=facts.described,
    )
    keep(run, made)
    return run


def _adapters(systems: Sequence[str], settings: Settings, first: int | None) -> list[Adapter]:
    """Return an adapter for every system. Raises `ConfigError` with everything that is wrong."""
    specs = parse(systems)
    keys = settings.api_keys or {}
    names = [spec.name for spec in specs]
    faults = [
        Fault("api_keys", f"no system is named '{key}'; {nearest(key, names)}") for key in keys if key not in names
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
    faults = [] if test_set else [Fault("test set", "has no directions")]
    limits = (("first", first, 1), ("repeat", settings.repeat, 0), ("batch", settings.batch, 1))
    faults += [Fault(name, f"{n}: at least {least}") for name, n, least in limits if n is not None and n < least]
    seen: set[str] = set()
    for corpus in test_set:
        where = f"{corpus.name} {corpus.direction}"
        if not any(text.strip() for text in corpus.sources):
            faults.append(Fault(where, "has no source text to translate"))
        if not corpus.source_language:
            faults.append(Fault(where, "its source language is not known"))
        if corpus.target_language in seen:
            message = f"there are two directions into {corpus.target_language}: run a benchmark for each of them"
            faults.append(Fault(where, message))
        seen.add(corpus.target_language)
    if faults:
        raise ConfigError("the test set cannot be used for a benchmark", faults)
