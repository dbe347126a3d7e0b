"""The process that a `process` worker is, spoken to in pickles by `process.py`.

First comes (profile, models_dir), answered by an empty `Answer` when the models are loaded; then windows of records,
each answered by an `Answer`, or by what was raised. When the connection ends, whoever asked is gone or wants no more.
"""

import os
import pickle
import traceback
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from typing import Any

from babelpress.execution.scheduler import answered
from babelpress.stages.assembly import build


def serve(descriptor: int) -> None:
    """Serve on an open socket until the other side closes it."""
    os.dup2(2, 1)  # what libraries print must not stand in the parent's output
    connection: Connection[Any, Any] = Connection(descriptor)
    asked: SimpleQueue[Any] = SimpleQueue()
    answers: SimpleQueue[Any] = SimpleQueue()
    listening = Thread(target=_listen, args=(connection, asked), daemon=True)
    listening.start()
    # Answers leave by a thread of their own: a parent that is busy writing does not keep the engine waiting.
    Thread(target=_answer, args=(connection, answers), daemon=True).start()
    profile, models_dir = asked.get()
    try:
        flow = build(profile, models_dir=models_dir)
        answers.put(answered(flow, []))
        while True:
            answers.put(answered(flow, asked.get()))
    except Exception as error:  # noqa: BLE001  (whatever it is, the parent raises it)
        answers.put(_portable(error))
    listening.join()


def _portable(error: Exception) -> Exception:
    """The error as it survives a pickle, with where it was raised as a note."""
    error.add_note("".join(traceback.format_exception(error)))
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # noqa: BLE001  (an exception's own pickling may raise anything)
        return RuntimeError("".join(traceback.format_exception(error)))
    return error


def _listen(connection: "Connection[Any, Any]", asked: "SimpleQueue[Any]") -> None:
    try:
        while True:
            asked.put(connection.recv())
    except (EOFError, OSError):
        os._exit(0)  # the main thread may be deep in the engine


def _answer(connection: "Connection[Any, Any]", answers: "SimpleQueue[Any]") -> None:
    try:
        while True:
            connection.send(answers.get())
    except OSError:
        os._exit(0)
