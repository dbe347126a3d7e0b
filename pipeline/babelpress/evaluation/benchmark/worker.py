"""The process that one system runs in; `client.py` starts it and asks."""

import time
from collections.abc import Callable, Sequence
from functools import partial

from babelpress.evaluation.benchmark.systems.base import Adapter, Answer, Spec, SystemFailed, make


def start(asked: tuple[Spec, str, str]) -> tuple[Answer, Callable[[Sequence[str]], Answer]]:
    """Load a system for (spec, source, target); return how long that took, and the function that translates."""
    spec, source, target = asked
    start = time.perf_counter()
    system = make(spec)
    system.load(source=source, target=target)
    answer = Answer(seconds=time.perf_counter() - start)
    return answer, partial(_translate, system, source=source, target=target)


def _translate(system: Adapter, texts: Sequence[str], *, source: str, target: str) -> Answer:
    """Translate the texts, except blank ones: some systems refuse them."""
    sent = [i for i, text in enumerate(texts) if text.strip() or not system.runs]
    start = time.perf_counter()
    made = system.translate([texts[i] for i in sent], source=source, target=target)
    seconds = time.perf_counter() - start
    if len(made) != len(sent):
        raise SystemFailed(f"it returned {len(made)} lines for {len(sent)}")
    given = dict(zip(sent, made, strict=True))
    whole = tuple(given.get(i, "") for i in range(len(texts)))
    return Answer(texts=whole, seconds=seconds, facts=system.facts())
