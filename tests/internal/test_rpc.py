"""The protocol of child processes: what is asked is answered, and every way in which a child can fail is told."""

import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from babelpress._internal import rpc
from babelpress._internal.rpc import Child, ChildDied, python
from babelpress.errors import ConfigError, Fault

TASKS = """
import os, signal, subprocess, sys, time

class Odd(Exception):
    def __init__(self, one, two):
        super().__init__(one)

class Unsendable(Exception):
    def __reduce__(self):
        raise TypeError("this one stays here")

def work(task):
    match task:
        case ["echo", value]:
            return value
        case ["print", size]:
            print("x" * size, flush=True)
            os.write(1, b"y" * size)
            print("z" * size, file=sys.stderr, flush=True)
            subprocess.run([sys.executable, "-c", "print('from below')"])
            return sys.stdin.read()
        case ["raise", kind]:
            raise {"value": ValueError("no such value"), "odd": Odd("a", "b"), "unsendable": Unsendable("u")}[kind]
        case ["unsendable"]:
            return lambda: None
        case ["exit", status]:
            print("the last word: é", file=sys.stderr, flush=True)
            os._exit(status)
        case ["signal", number]:
            os.kill(os.getpid(), number)
        case ["sleep", seconds]:
            time.sleep(seconds)
        case ["child"]:
            return subprocess.Popen(["sleep", "600"]).pid
        case ["config"]:
            from babelpress.errors import ConfigError, Fault
            raise ConfigError("wrong", [Fault("key", "value")])

def start(first):
    print("printed at the start")
    if first == "fail":
        raise ValueError("cannot start")
    return ("ready", first), work
"""

BARE = """
import runpy, sys
sys.path.insert(0, sys.argv[2])
import tasks
runpy.run_path(sys.argv[1])["serve"](tasks.start)
"""
"""As COMET's worker: a Python that knows nothing of ours but the one file."""

posix = pytest.mark.skipif(os.name != "posix", reason="signals and sessions are those of POSIX")

Starter = Callable[..., Child]


@pytest.fixture(params=["ours", "another Python"])
def start(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Starter]:
    """Start a child of `TASKS`, in each of the two ways."""
    (tmp_path / "tasks.py").write_text(TASKS, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    children: list[Child] = []

    def starter(first: object = 1, *, keep_errors: bool = True) -> Child:
        bare = [sys.executable, "-I", "-c", BARE, rpc.__file__, str(tmp_path)]
        command = python("tasks:start") if request.param == "ours" else bare
        children.append(Child(command, first, keep_errors=keep_errors))
        return children[-1]

    yield starter
    for child in children:
        child.end()


def ready(child: Child) -> Child:
    assert child.receive(30) == ("ready", 1)
    return child


def gone(process: int) -> bool:
    for _ in range(100):
        try:
            os.kill(process, 0)
            if Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.05)
    return False


@contextmanager
def within(seconds: float) -> Iterator[None]:
    began = time.monotonic()
    yield
    assert time.monotonic() - began < seconds


@pytest.mark.parametrize(
    "value", [None, "é\ud800", [], {"a": [1.5, b"\0babelpress\0"]}, "x" * 5_000_000], ids=lambda v: str(v)[:9]
)
def test_every_value_comes_back(start: Starter, value: object):
    child = ready(start())

    child.send(("echo", value))

    assert child.receive(30) == value


def test_many_messages_either_way_at_once_are_answered_in_order(start: Starter):
    child = ready(start())
    messages = [str(n) * 200_000 for n in range(30)]

    for message in messages:  # far more than the pipes hold: neither side may wait for the other
        child.send(("echo", message))

    assert [child.receive(30) for _ in messages] == messages


def test_whatever_is_printed_and_read_beside_stands_between_no_answers(start: Starter):
    child = ready(start())

    for _ in range(2):
        child.send(("print", 300_000))
        assert child.receive(60) == ""
    assert "from below" in child.tail()
    assert len(child.tail()) <= 2000


def test_what_is_printed_before_the_child_takes_its_output_is_passed_by():
    code = f"print('hello', flush=True); from {rpc.__name__} import serve; serve(lambda first: (first, None))"

    child = Child([sys.executable, "-c", code], "first")

    assert child.receive(30) == "first"
    child.end()


def test_what_is_raised_is_raised_here_with_its_traceback(start: Starter):
    child = ready(start())
    child.send(("raise", "value"))

    with pytest.raises(ValueError, match="no such value") as caught:
        child.receive(30)

    assert "tasks.py" in caught.value.__notes__[0]
    with pytest.raises(ChildDied):
        child.receive(30)


@pytest.mark.parametrize("kind", ["odd", "unsendable"])
def test_exception_that_does_not_survive_a_pickle_is_told_in_words(start: Starter, kind: str):
    child = ready(start())
    child.send(("raise", kind))

    with pytest.raises(RuntimeError, match=rf"Traceback(.|\n)*{kind.title()}"):
        child.receive(30)


def test_answer_that_cannot_be_sent_is_told(start: Starter):
    child = ready(start())
    child.send(("unsendable",))

    with pytest.raises(Exception, match="lambda"):
        child.receive(30)


def test_exception_of_ours_keeps_its_faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "tasks.py").write_text(TASKS, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    child = ready(Child(python("tasks:start"), 1))
    child.send(("config",))

    with pytest.raises(ConfigError) as caught:
        child.receive(30)

    assert str(caught.value) == str(ConfigError("wrong", [Fault("key", "value")]))
    child.end()


def test_child_that_cannot_start_says_why(start: Starter):
    with pytest.raises(ValueError, match="cannot start"):
        start("fail").receive(30)


@posix
def test_child_that_failed_ends_with_status_1_however_soon_its_input_is_closed(start: Starter):
    child = start("fail")
    with pytest.raises(ValueError, match="cannot start"):
        child.receive(30)

    assert child.status() == 1


@pytest.mark.parametrize("command", [["-c", "import sys; sys.exit('no such thing: é')"], ["-c", "("], ["nothing.py"]])
def test_child_that_is_no_child_has_died(command: list[str]):
    child = Child([sys.executable, *command], "x" * 1_000_000)

    with pytest.raises(ChildDied, match=r"its process ended with status [12]$"):
        child.receive(30)

    assert child.tail()
    child.end()


@posix
@pytest.mark.parametrize(
    ("task", "status"), [(("exit", 3), 3), (("exit", 0), 0), (("signal", 9), -9), (("signal", 11), -11)]
)
def test_death_is_told_with_its_status_and_last_words(start: Starter, task: tuple[object, ...], status: int):
    child = ready(start())
    child.send(task)

    with within(5), pytest.raises(ChildDied) as caught:
        child.receive(30)

    assert caught.value.status == status
    assert task[0] == "signal" or child.tail().endswith("the last word: é")
    child.send(("echo", 1))
    with pytest.raises(ChildDied):
        child.receive(30)


def test_message_that_is_cut_short_is_a_death():
    code = f"import sys; sys.stdout.buffer.write({rpc._MARK!r} + bytes(7) + bytes([200]) + b'cut')"
    child = Child([sys.executable, "-c", code], None)

    with pytest.raises(ChildDied, match="status 0"):
        child.receive(30)

    child.end()


def test_answer_that_does_not_come_in_time_is_told_and_the_child_can_be_ended(start: Starter):
    child = ready(start())
    child.send(("sleep", 600))

    with within(5), pytest.raises(TimeoutError):
        child.receive(0.2)
    with within(5):
        child.end()
    with pytest.raises(ChildDied):
        child.receive(30)
    child.end()  # again: nothing happens


@posix
@pytest.mark.parametrize("how", ["end", "forget", "close its input"])
def test_child_ends_with_all_it_started_and_leaves_no_zombie(start: Starter, how: str, tmp_path: Path):
    child = Child([sys.executable, "-I", "-c", BARE, rpc.__file__, str(tmp_path)], 1)
    ready(child)
    child.send(("child",))
    below = child.receive(30)
    process = child._process
    child.send(("sleep", 600))

    if how == "end":
        child.end()
    elif how == "close its input":
        process.stdin.close()
        process.wait(5)
    else:
        del child
        gc.collect()

    assert process.returncode is not None
    assert gone(below)


@posix
def test_child_ends_when_its_parent_is_killed(tmp_path: Path):
    (tmp_path / "tasks.py").write_text(TASKS, encoding="utf-8")
    code = (
        f"import sys, time; sys.path[:] = {[str(tmp_path), *sys.path]!r}\n"
        "from babelpress._internal.rpc import Child, python\n"
        "child = Child(python('tasks:start'), 1); child.receive(); child.send(('child',))\n"
        "print(child.receive(), child._process.pid, flush=True); child.send(('sleep', 600)); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        below, child = map(int, parent.stdout.readline().split())
        parent.send_signal(signal.SIGKILL)
        parent.wait()

        assert gone(child)
        assert gone(below)


def test_without_kept_errors_the_child_writes_on_ours(start: Starter, capfd: pytest.CaptureFixture[str]):
    child = ready(start(keep_errors=False))
    child.send(("print", 10))
    child.receive(30)

    assert child.tail() == ""
    out, err = capfd.readouterr()
    assert out == ""
    assert "printed at the start" in err and "z" * 10 in err
