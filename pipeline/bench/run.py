"""`bench`: every system on every direction, each in a process of its own, results kept as they come."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.bench.child import started
from pipeline.bench.kept import fingerprint, keep, lines, make_room, recall
from pipeline.bench.results import Bench, Failed, Run, Speed
from pipeline.bench.speed import speeds
from pipeline.bench.systems.base import Adapter, Spec, SystemFailed, make, parse
from pipeline.corpora.base import Corpus, Notice, System
from pipeline.errors import ConfigError, Fault, SetupError, nearest

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
    on. Raises `ConfigError` with all that is wrong with systems and test set, `OutputUnavailable`.
    """
    settings = settings or Settings()
    adapters = _adapters(systems, settings, first)
    _check(test_set, first, settings)
    runs: list[Run] = []
    failed: list[Failed] = []
    ratios: list[Speed] = []
    notices: list[Notice] = []
    for whole in test_set:
        corpus = _head(whole, first)
        source, target = corpus.source_language or "", corpus.target_language
        texts = [_BREAK.sub(" ", text) for text in corpus.sources]
        broken = tuple(i for i, text in enumerate(corpus.sources) if _BREAK.search(text))
        if broken:
            message = f"{corpus.direction}: line breaks inside {len(broken)} sources became spaces, for every system"
            notices.append(Notice(kind="line_break", message=message, segments=broken))
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
