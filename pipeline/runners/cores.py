"""The machine's cores, and how workers divide them."""

import os
from pathlib import Path

from pipeline.profile import Part, Profile
from pipeline.registry import resolve

_TOPOLOGY = Path("/sys/devices/system/cpu")


def physical_cores() -> int:
    """The cores this process may use; two threads of one core count once where the system tells (Linux)."""
    if not hasattr(os, "sched_getaffinity"):
        return os.cpu_count() or 1
    return len({_core(processor) for processor in os.sched_getaffinity(0)})


def threads_of(profile: Profile) -> int:
    """The threads that the profile gives its translation backend; 0 where it leaves them open."""
    threads = profile.translation.backend.options.get("threads", 0)
    return threads if isinstance(threads, int) else 0


def with_threads(profile: Profile, threads: int) -> Profile:
    """Give the profile with so many threads for every backend that takes them and has none set."""
    translation = profile.translation.model_copy(
        update={"backend": _with_threads(profile.translation.backend, threads)}
    )
    summary = profile.summary.model_copy(update={"backend": _with_threads(profile.summary.backend, threads)})
    return profile.model_copy(update={"translation": translation, "summary": summary})


def _with_threads(backend: Part, threads: int) -> Part:
    """`threads` are shared by the `workers` of a backend, as it shares all cores when none are set."""
    options = backend.options
    if "threads" not in resolve("backends", backend.kind).Options.model_fields or options.get("threads"):
        return backend
    share = max(1, threads // (options.get("workers") or 1))
    return Part.model_validate({"kind": backend.kind, **options, "threads": share})


def _core(processor: int) -> str:
    """What threads of the same core have in common."""
    try:
        return (_TOPOLOGY / f"cpu{processor}/topology/thread_siblings_list").read_text()
    except OSError:  # a container that hides it
        return str(processor)
