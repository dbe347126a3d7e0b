"""Actors on a Ray cluster: one that is started here for the run, or one that is there already.

Every node needs Babelpress with the extra `ray`, and the models at the same place.
"""

import logging
import math
import os
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from babelpress.config.schema import Profile
from babelpress.document import Article, Record
from babelpress.errors import ModelUnavailable, SetupError
from babelpress.execution.scheduler import WINDOW, Answer, ArticleBatches, WorkerDied, answered, schedule, with_threads
from babelpress.formats.base import ReadError
from babelpress.stages.assembly import build
from babelpress.stages.flow import Flow, Spent


class RayOptions(BaseModel):
    """Which cluster, how many workers, and what each is given of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    address: str | None = Field(
        None, description="`auto` or `host:port` of a cluster; without it one is started on this machine for the run."
    )
    workers: int = Field(0, ge=0, description="Actors; 0 is as many as the cluster has room for.")
    num_cpus: float = Field(1, gt=0, description="Cores of a worker, also its threads unless the profile says them.")
    num_gpus: float = Field(0, ge=0, description="GPUs of a worker, e.g. 0.5; Ray hides them from workers without.")
    window: int = Field(WINDOW, ge=1, description="Articles that go to a worker at once.")
    seconds: float = Field(20, gt=0, description="How long to wait for the cluster to answer, and for room on it.")


class RayRunner:
    """Runs a profile's flow in Ray actors; records come out in the order of the articles, equal to `serial`'s.

    A process that has called `ray.init` itself stays connected to its cluster, whatever `address` says.
    """

    Options = RayOptions

    def __init__(self, options: RayOptions) -> None:
        self.options = options
        self.spent: dict[str, Spent] = {}

    def run(
        self, articles: Iterable[Article | ReadError], profile: Profile, *, models_dir: Path | None = None
    ) -> Iterator[Record]:
        """Give one record per article.

        Raises `SetupError` before the first; `RunStopped` as `serial` does, and when workers can't be started any more.
        """
        try:
            ray: Any = import_module("ray")
        except ImportError as error:
            raise ModelUnavailable(f"the ray runner needs ray ({error}): pip install 'babelpress[ray]'") from error
        own = with_threads(profile, max(1, int(self.options.num_cpus)))
        windows = ArticleBatches(articles, size=self.options.window)
        with _cluster(ray, self.options):
            workers = self.options.workers or _room(ray, self.options)
            with _reserved(ray, self.options, workers=workers) as group:
                crew = _Actors(ray, self.options, group, (own, models_dir))
                yield from schedule(windows, crew, workers=workers, spent=self.spent)


class _Flowing:
    """What runs in the actor."""

    def __init__(self, profile: Profile, models_dir: Path | None) -> None:
        self._asked = (profile, models_dir)
        self._flow: Flow

    def load(self) -> Answer:
        """Build the flow. Not in `__init__`: what that raises comes back as text in Ray's own error."""
        profile, models_dir = self._asked
        self._flow = build(profile, models_dir=models_dir)
        return answered(self._flow, [])

    def run(self, records: list[Record]) -> Answer:
        return answered(self._flow, records)


class _Actor:
    """A worker: an actor, and what it has been asked."""

    def __init__(self, ray: Any, actor: Any) -> None:
        self.asked: deque[Any] = deque([actor.load.remote()])
        self._ray = ray
        self._actor = actor

    def give(self, records: list[Record]) -> None:
        """Send a window."""
        self.asked.append(self._actor.run.remote(records))

    def take(self) -> Answer:
        """Give the oldest answer."""
        try:
            answer: Answer = self._ray.get(self.asked.popleft())
        except self._ray.exceptions.RayTaskError as error:
            raise error.cause from error
        except self._ray.exceptions.RayError as error:  # the actor, its node or what it had answered is lost
            raise WorkerDied(str(error).partition("\n")[0].rstrip(":. ")) from error
        return answer

    def end(self) -> None:
        """Kill the actor."""
        self._ray.kill(self._actor)


class _Actors:
    """Where the actors come from. Ray restarts none by itself: it can't tell which article they died of."""

    def __init__(self, ray: Any, options: RayOptions, group: Any, asked: tuple[Profile, Path | None]) -> None:
        strategy = import_module("ray.util.scheduling_strategies").PlacementGroupSchedulingStrategy(group)
        kind = ray.remote(_Flowing)
        self._start = kind.options(
            num_cpus=options.num_cpus,
            num_gpus=options.num_gpus,
            scheduling_strategy=strategy,
            max_restarts=0,
            max_task_retries=0,
        ).remote
        self._ray = ray
        self._asked = asked

    def hire(self) -> _Actor:
        """Start an actor in the room that is reserved."""
        return _Actor(self._ray, self._start(*self._asked))

    def answering(self, workers: Sequence[_Actor]) -> Sequence[_Actor]:
        """Wait for answers and deaths."""
        by_answer = {worker.asked[0]: worker for worker in workers if worker.asked}
        ready, _ = self._ray.wait(list(by_answer), num_returns=1)
        return [by_answer[answer] for answer in ready]


def _room(ray: Any, options: RayOptions) -> int:
    """How many workers the cluster takes; at least one, so that a cluster without room is told of."""
    resources: dict[str, float] = ray.cluster_resources()
    room = resources.get("CPU", 0) // options.num_cpus
    if options.num_gpus:
        room = min(room, resources.get("GPU", 0) // options.num_gpus)
    return max(1, int(room))


@contextmanager
def _reserved(ray: Any, options: RayOptions, *, workers: int) -> Iterator[Any]:
    """Hold room for all workers, so that one that died is replaced at once. Raises `SetupError` where there is none."""
    group_of: Any = import_module("ray.util.placement_group")
    bundle = {"CPU": options.num_cpus} | ({"GPU": options.num_gpus} if options.num_gpus else {})
    group = group_of.placement_group([bundle] * workers, strategy="SPREAD")
    try:
        if not group.wait(timeout_seconds=options.seconds):
            wanted = " and ".join(f"{amount:g} {kind}" for kind, amount in bundle.items())
            free = {kind: ray.available_resources().get(kind, 0) for kind in bundle}
            found = " and ".join(f"{amount:g} {kind}" for kind, amount in free.items())
            raise SetupError(
                f"the cluster has no room for {workers} workers of {wanted} after {options.seconds:g} seconds; free: "
                f"{found}. Set runner.workers, runner.num_cpus or runner.num_gpus lower, or runner.seconds higher"
            )
        yield group
    finally:
        group_of.remove_placement_group(group)


@contextmanager
def _cluster(ray: Any, options: RayOptions) -> Iterator[None]:
    """Be connected to a cluster; after, only what was begun here is ended. Raises `SetupError` where there is none."""
    if ray.is_initialized():
        yield
        return
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
    with _own_handler():
        if options.address is None:
            cpus = math.ceil(options.workers * options.num_cpus)
            with _no_usage_statistics():
                ray.init("local", num_cpus=cpus or None, include_dashboard=False, **quiet)
        else:
            _try(options.address, seconds=options.seconds)
            ray.init(options.address, **quiet)
    try:
        yield
    finally:
        ray.shutdown()


def _try(address: str, *, seconds: float) -> None:
    """Connect in another process first: Ray tries for minutes, and ends the process that it did not succeed in."""
    code = "import sys, ray; ray.init(sys.argv[1], log_to_driver=False, logging_level='ERROR')"
    try:
        subprocess.run(
            [sys.executable, "-c", code, address],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            timeout=seconds, check=True, text=True,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        why = f"no answer after {seconds:g} seconds"
    except subprocess.CalledProcessError as error:
        why = error.stderr.strip().rpartition("\n")[2].rstrip(".")
    else:
        return
    raise SetupError(
        f"no Ray cluster at '{address}' (runner.address): {why}. "
        "Start one with `ray start --head`, or leave runner.address out to use this machine"
    )


@contextmanager
def _no_usage_statistics() -> Iterator[None]:
    """Keep a cluster that is started meanwhile from reporting to its makers; Ray has no other switch."""
    name = "RAY_USAGE_STATS_ENABLED"
    before = os.environ.get(name)
    os.environ[name] = "0"
    try:
        yield
    finally:
        os.environ.pop(name)
        if before is not None:
            os.environ[name] = before


@contextmanager
def _own_handler() -> Iterator[None]:
    """Put the handler of SIGTERM back that `ray.init` replaces: how a run ends is for its caller to say."""
    before = signal.getsignal(signal.SIGTERM)
    try:
        yield
    finally:
        if threading.current_thread() is threading.main_thread():
            with suppress(TypeError):  # one that was not set from Python
                signal.signal(signal.SIGTERM, before)
