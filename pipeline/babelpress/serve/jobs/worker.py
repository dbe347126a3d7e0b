"""Threads that take jobs from the table and work on them, in as many processes as there are."""

import os
import secrets
import socket
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from hashlib import blake2b

from babelpress.api import Pipeline
from babelpress.errors import BabelpressError, GenerationFailed, OutputUnavailable, RequestCancelled, RunStopped
from babelpress.nlp.segmentation import split
from babelpress.serve.jobs.kinds import KINDS
from babelpress.serve.jobs.store import Job, Lost, Store, result
from babelpress.serve.logs import told
from babelpress.serve.refusal import Refusal
from babelpress.serve.service import shown_error
from babelpress.serve.wishes import Wishes
from babelpress.stages.provenance import provenance
from babelpress.translation.cache import decode_all, encode_all
from babelpress.translation.scheduler import Caller
from babelpress.translation.translator import Hypothesis

THREADS = 2
"""Jobs at once in a process: while the models work on one, the other is taken apart."""

_POLL = 0.5
"""Seconds after which a worker without work looks again, and a running one looks whether its job is cancelled."""

_STEP = 0.5
"""Seconds between two steps of progress."""

_PRUNE = 60.0
"""Seconds between two looks for what has expired."""


class Worker:
    """Works on the jobs of a table until it is stopped.

    Args:
        store: The table.
        ending: Whether the process ends soon, so that nothing more is begun.
        threads: Jobs at once.
    """

    def __init__(self, store: Store, *, ending: Callable[[], bool] = lambda: False, threads: int = THREADS) -> None:
        self._store = store
        self._ending = ending
        self._made_by = ""
        self._owner = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self._running: dict[str, Caller] = {}
        self._stopping = threading.Event()
        self._work = threading.Event()
        self._count = threads
        self._threads: list[threading.Thread] = []

    def start(self, pipeline: Pipeline) -> None:
        """Begin to work. Parts that other models, or other settings, have made are not used."""
        made_by = provenance(pipeline.profile, models_dir=pipeline.models_dir)
        self._made_by = blake2b(made_by.fingerprint.encode(), digest_size=8).hexdigest()
        loops = [lambda: self._taking(pipeline)] * self._count + [self._looking]
        self._threads = [threading.Thread(target=one, name="job", daemon=True) for one in loops]
        for thread in self._threads:
            thread.start()

    def wake(self) -> None:
        """Look for work now: a job has come."""
        self._work.set()

    def cancel(self, id: str) -> None:
        """End a job within a slice, if this worker has it; those of others look for themselves."""
        if caller := self._running.get(id):
            caller.cancel()

    def stop(self, seconds: float) -> None:
        """Give back the jobs in hand, when the part that the models work on is kept, and end."""
        self._begin_to_stop()
        until = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))
        if self._threads:
            with suppress(OutputUnavailable):
                self._store.give_back(self._owner)

    def _begin_to_stop(self) -> None:
        self._stopping.set()
        self._work.set()
        for caller in list(self._running.values()):
            caller.cancel()

    def _taking(self, pipeline: Pipeline) -> None:
        """Take one job after the other."""
        while not self._stopping.is_set():
            try:
                job = self._store.take(self._owner)
                if job:
                    self._do(pipeline, job)
                    continue
            except Lost:
                continue
            except OutputUnavailable as error:  # the database may be back later
                told(error)
            self._work.wait(_POLL)
            self._work.clear()

    def _looking(self) -> None:
        """Renew the leases, end what is cancelled, remove what has expired."""
        pruned = time.monotonic()
        while not self._stopping.wait(_POLL):
            now = time.monotonic()
            if self._ending():
                self._begin_to_stop()
                return
            try:
                for id, caller in list(self._running.items()):
                    if not self._store.renew(id, self._owner):
                        caller.cancel()
                if now - pruned > _PRUNE:
                    pruned = now
                    self._store.prune()
            except OutputUnavailable as error:
                told(error)

    def _do(self, pipeline: Pipeline, job: Job) -> None:
        """Work on a job until it ends, is cancelled, or this process ends."""
        progress = _Progress(self._store, job, self._owner)
        caller = Caller("job", job.account, calls=_Calls(self._store, job.id, self._owner, self._made_by, progress))
        Wishes.of(job.params).apply(caller, pipeline)
        self._running[job.id] = caller
        if self._stopping.is_set():  # since it was taken
            caller.cancel()
        try:
            self._made(pipeline, job, caller, progress)
        except RequestCancelled:
            if not self._stopping.is_set():
                self._store.end(job.id, self._owner, "cancelled")
        except Refusal as error:
            self._store.end(job.id, self._owner, "failed", error.message)
        except (Lost, OutputUnavailable):
            raise
        except (GenerationFailed, RunStopped) as error:
            told(error)
            self._store.end(job.id, self._owner, "failed", "the model failed")
        except BabelpressError as error:
            told(error)
            self._store.end(job.id, self._owner, "failed", shown_error(error))
        except Exception as error:  # noqa: BLE001  (a bug: this job fails, the log says where)
            told(error)
            self._store.end(job.id, self._owner, "failed", "internal error")
        finally:
            del self._running[job.id]

    def _made(self, pipeline: Pipeline, job: Job, caller: Caller, progress: "_Progress") -> None:
        data = self._store.data(job.id)
        done = {one.language for one in self._store.results(job.id)}
        make = KINDS[job.kind]
        for language in job.targets:
            if language not in done:
                progress.begin(len(done))
                with caller:
                    caller.check()
                    made = make(pipeline, job.params, data, language, progress)
                found = result(language, made.data, name=made.name, media_type=made.media_type)
                self._store.keep_result(job.id, self._owner, found, made.data)
                done.add(language)
        progress.end()
        self._store.end(job.id, self._owner, "succeeded")


class _Progress:
    """How far a job is, told at most twice a second."""

    def __init__(self, store: Store, job: Job, owner: str, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._store = store
        self._job = job
        self._owner = owner
        self._clock = clock
        self._each = job.total // len(job.targets)
        self._before = self._made = 0
        self._told = 0.0

    def begin(self, languages: int) -> None:
        """Begin the next language, after so many."""
        self._before, self._made = languages, 0

    def read(self, text: str, language: str) -> None:
        """Count the sentences of the text."""
        self._each = self._each or max(1, len(split(text, language).sentences))
        self._tell()

    def add(self, count: int) -> None:
        """Count sentences that are done; a further attempt for one, or its pivot, counts too."""
        self._made += count
        if self._clock() - self._told >= _STEP:
            self._tell()

    def end(self) -> None:
        """Everything is done."""
        self._before, self._made = len(self._job.targets), 0
        self._tell()

    def _tell(self) -> None:
        self._told = self._clock()
        done = self._each * self._before + min(self._made, max(0, self._each - 1))
        self._store.progress(self._job.id, self._owner, done=done, total=self._each * len(self._job.targets))


class _Calls:
    """The calls of a job that are done: each is a part in the table."""

    def __init__(self, store: Store, job: str, owner: str, made_by: str, progress: _Progress) -> None:
        self._store = store
        self._job = job
        self._owner = owner
        self._made_by = made_by
        self._progress = progress

    def get(self, name: str) -> list[Hypothesis] | None:
        """Return the hypotheses of a call."""
        packed = self._store.part(self._job, f"{self._made_by}-{name}")
        if packed is None:
            return None
        made = decode_all(packed)
        self._progress.add(len(made))
        return made

    def put(self, name: str, values: Sequence[Hypothesis]) -> None:
        """Keep the hypotheses of a call. Raises `Lost`."""
        self._store.keep_part(self._job, self._owner, f"{self._made_by}-{name}", encode_all(values))
        self._progress.add(len(values))
