"""The process that one system runs in: it reads and writes pickles, and `client.py` talks to it.

First comes (spec, source, target), then lists of texts; each is answered by an `Answer`, or by what went wrong.
When its input ends, whoever asked is gone or wants no more: it kills itself and all it started.
"""

import os
import pickle
import signal
import sys
import time
import traceback
from collections.abc import Sequence
from queue import Queue
from threading import Thread
from typing import Any

from babelpress.errors import BabelpressError
from babelpress.evaluation.benchmark.systems.base import Adapter, Answer, SystemFailed, make


def main() -> None:
    """Serve until standard input ends."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries print must not stand between answers
    asked: Queue[Any] = Queue()
    listening = Thread(target=_listen, args=(asked,), daemon=True)
    listening.start()
    spec, source, target = asked.get()
    answer: Answer | str
    try:
        start = time.perf_counter()
        system = make(spec)
        system.load(source=source, target=target)
        answer = Answer(seconds=time.perf_counter() - start)
        while True:
            pickle.dump(answer, answers)
            answers.flush()
            answer = _translate(system, asked.get(), source=source, target=target)
    except BabelpressError as error:
        answer = str(error)
    except Exception as error:  # noqa: BLE001  (a library's, or a bug: it is told, and the process ends here)
        traceback.print_exc()
        answer = repr(error)
    pickle.dump(answer, answers)
    answers.flush()
    listening.join()


def _translate(system: Adapter, texts: Sequence[str], *, source: str, target: str) -> Answer:
    """Sources without text are not asked for: some systems refuse them, and there is nothing to say."""
    sent = [i for i, text in enumerate(texts) if text.strip() or not system.runs]
    start = time.perf_counter()
    made = system.translate([texts[i] for i in sent], source=source, target=target)
    seconds = time.perf_counter() - start
    if len(made) != len(sent):
        raise SystemFailed(f"{len(made)} lines came for {len(sent)}")
    given = dict(zip(sent, made, strict=True))
    whole = tuple(given.get(i, "") for i in range(len(texts)))
    return Answer(texts=whole, seconds=seconds, facts=system.facts())


def _listen(asked: "Queue[Any]") -> None:
    try:
        while True:
            asked.put(pickle.load(sys.stdin.buffer))
    except EOFError:
        os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    main()
