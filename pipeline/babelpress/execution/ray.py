"""The runner `ray`: actors on a Ray cluster, which is started for the run or exists already.

Each node needs Babelpress with the extra `ray`, and the models in the same folder.
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

from babelpress._internal.installing import install
from babelpress.config.schema import NO_BUDGET, Budget, Profile
from babelpress.document import Article, Record
from babelpress.errors import ModelUnavailable, SetupError
from babelpress.execution.scheduler import (
    WINDOW,
    Answer,
    ArticleBatches,
    WorkerDied,
    answered,
    on_own_gpus,
    schedule,
    with_threads,
)
from babelpress.formats.base import ReadError
from babelpress.stages.assembly import build
from babelpress.stages.flow import Flow, StageUsage


class RayOptions(BaseModel):
    """Options: the cluster, the number of workers, and the resources of each."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    address: str | None = Field(
        None, description="`auto` or `host:port` of a cluster; if unset, one is started on this machine for the run."
    )
    workers: int = Field(0, ge=0, description="Number of actors; 0: as many as the cluster has room for.")
    num_cpus: float = Field(1, gt=0, description="Cores of each worker, and its threads unless the profile sets them.")
    num_gpus: float = Field(
        0, ge=0, description="GPUs of each worker, e.g. 0.5; 0 hides all from it. Its own are numbered from 0."
    )
    budget: Budget = Field(NO_BUDGET, description="What an article may use of time and memory.")
    window: int = Field(WINDOW, ge=1, description="Articles that are sent to a worker at once.")
    seconds: float = Field(20, gt=0, description="How long to wait for the cluster to answer, and for its resources.")


class RayRunner:
    """Runs the flow of a profile in Ray actors; records are returned in the order of the articles, equal to `serial`'s.

    A process that has called `ray.init` itself stays connected to its cluster; `address` is then ignored.
    """

    Options = RayOptions

    def __init__(self, options: RayOptions) -> None:
        self.options = options
        self.usage: dict[str, StageUsage] = {}

    def run(
        self, articles: Iterable[Article | ReadError], profile: Profile, *, models_dir: Path | None = None
    ) -> Iterator[Record]:
        """Process articles.

        Args:
            articles: The articles, and errors for those that could not be read.
            profile: The profile.
            models_dir: Folder of pulled models on each node; None: the cache folder of the user.

        Yields:
            One record per article, in order.

        Raises:
            SetupError: Before the first record: the cluster cannot be used, or the flow cannot be built.
            RunStopped: All articles so far failed in the same stage and more are left, or a worker cannot be replaced.
        """
        try:
            ray: Any = import_module("ray")
        except ImportError as error:
            raise ModelUnavailable(f"the ray runner needs ray ({error}): {install('ray')}") from error
        own = on_own_gpus(with_threads(profile, max(1, int(self.options.num_cpus))), self.options.num_gpus)
        batches = ArticleBatches(articles, size=self.options.window)
        with _cluster(ray, self.options):
            workers = self.options.workers or _room(ray, self.options)
            with _reserved(ray, self.options, workers=workers) as group:
                pool = _Actors(ray, self.options, group, (own, models_dir))
                yield from schedule(batches, pool, workers=workers, usage=self.usage)


class _FlowActor:
    """The class of the actor: a flow on another node."""

    def __init__(self, profile: Profile, models_dir: Path | None) -> None:
        self._asked = (profile, models_dir)
        self._flow: Flow

    def load(self) -> Answer:
        """Build the flow. This is not done in `__init__`, whose exceptions Ray returns as text only."""
        profile, models_dir = self._asked
        self._flow = build(profile, models_dir=models_dir)
        return answered(self._flow, [])

    def run(self, records: list[Record]) -> Answer:
        """Run the flow on a batch."""
        return answered(self._flow, records)


class _Actor:
    """A worker: an actor, and the results that it owes, the oldest first."""

    def __init__(self, ray: Any, actor: Any) -> None:
        self.asked: deque[Any] = deque([actor.load.remote()])
        self._ray = ray
        self._actor = actor

    def give(self, records: list[Record]) -> None:
        """Send a batch."""
        self.asked.append(self._actor.run.remote(records))

    def take(self) -> Answer:
        """Return the oldest answer."""
        try:
            answer: Answer = self._ray.get(self.asked.popleft())
        except self._ray.exceptions.RayTaskError as error:
            raise error.cause from error
        except self._ray.exceptions.RayError as error:  # the actor, its node or its answer is lost
            raise WorkerDied(str(error).partition("\n")[0].rstrip(":. ")) from error
        return answer

    def end(self) -> None:
        """Kill the actor."""
        self._ray.kill(self._actor)


class _Actors:
    """Starts the actors. Ray itself restarts none, because it does not know which article they died of."""

    def __init__(self, ray: Any, options: RayOptions, group: Any, asked: tuple[Profile, Path | None]) -> None:
        strategy = import_module("ray.util.scheduling_strategies").PlacementGroupSchedulingStrategy(group)
        kind = ray.remote(_FlowActor)
        self._start = kind.options(
            num_cpus=options.num_cpus,
            num_gpus=options.num_gpus,
            scheduling_strategy=strategy,
            max_restarts=0,
            max_task_retries=0,
        ).remote
        self._ray = ray
        self._asked = asked

    def start(self) -> _Actor:
        """Start an actor with the reserved resources."""
        return _Actor(self._ray, self._start(*self._asked))

    def wait(self, workers: Sequence[_Actor]) -> Sequence[_Actor]:
        """Wait until an actor has an answer or has died."""
        by_answer = {worker.asked[0]: worker for worker in workers if worker.asked}
        ready, _ = self._ray.wait(list(by_answer), num_returns=1)
        return [by_answer[answer] for answer in ready]


def _room(ray: Any, options: RayOptions) -> int:
    """Return how many workers the cluster has room for; at least one, so that an error is raised if it has none."""
    resources: dict[str, float] = ray.cluster_resources()
    room = resources.get("CPU", 0) // options.num_cpus
    if options.num_gpus:
        room = min(room, resources.get("GPU", 0) // options.num_gpus)
    return max(1, int(room))


@contextmanager
def _reserved(ray: Any, options: RayOptions, *, workers: int) -> Iterator[Any]:
    """Reserve resources for all workers, so that dead ones can be replaced. Raises `SetupError` if it cannot."""
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
                f"{found}. Reduce runner.workers, runner.num_cpus or runner.num_gpus, or increase runner.seconds"
            )
        yield group
    finally:
        group_of.remove_placement_group(group)


@contextmanager
def _cluster(ray: Any, options: RayOptions) -> Iterator[None]:
    """Connect to a cluster; at the end disconnect only if it was connected here. Raises `SetupError` if it cannot."""
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
    """Connect in another process first: Ray tries for minutes, and ends a process that could not connect."""
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
    """Turn off the usage statistics of a cluster that is started in this context; Ray has no other switch."""
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
    """Restore the handler of SIGTERM, which `ray.init` replaces: the caller decides how a run ends."""
    before = signal.getsignal(signal.SIGTERM)
    try:
        yield
    finally:
        if threading.current_thread() is threading.main_thread():
            with suppress(TypeError):  # a handler that was not set from Python
                signal.signal(signal.SIGTERM, before)
