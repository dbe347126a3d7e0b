"""A system in a process of its own: start it, ask it, end it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from babelpress._internal import rpc
from babelpress.errors import BabelpressError
from babelpress.evaluation.benchmark.systems.base import Answer, Spec, SystemFailed


class WorkerProcess:
    """A system, loaded for one direction."""

    def __init__(self, process: rpc.Child, *, seconds: float) -> None:
        self._process = process
        self._seconds = seconds
        self.load_seconds = self._answer().seconds

    def translate(self, texts: Sequence[str]) -> Answer:
        """Return one translation per text. Raises `SystemFailed` with the end of its standard error."""
        self._process.send(list(texts))
        return self._answer()

    def _answer(self) -> Answer:
        try:
            answer: Answer = self._process.receive(self._seconds)
        except TimeoutError:
            what = f"no answer after {self._seconds:g} seconds"
        except (BabelpressError, rpc.ChildDied) as error:
            what = str(error)
        except Exception as error:  # noqa: BLE001  (a library's, or a bug)
            what = "; ".join([repr(error), *getattr(error, "__notes__", [])])
        else:
            return answer
        said = self._process.tail()
        raise SystemFailed(f"{what}; on standard error: {said}" if said else what)


@contextmanager
def started(spec: Spec, *, source: str, target: str) -> Iterator[WorkerProcess]:
    """Yield a system that is ready to translate; then kill it and all its children. Raises `SystemFailed`."""
    process = rpc.Child(rpc.python("babelpress.evaluation.benchmark.worker:start"), (spec, source, target))
    try:
        yield WorkerProcess(process, seconds=spec.seconds)
    finally:
        process.end()
