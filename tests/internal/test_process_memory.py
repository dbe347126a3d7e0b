"""The most memory that a process, and those below it, have held."""

import platform
import subprocess
import sys
from pathlib import Path

import pytest

from babelpress._internal.process_memory import PeakMemory, own_peak_bytes

MB = 1_000_000

linux = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="looks into /proc")

HOLDS = "import sys; held = b'x' * int(sys.argv[1]); print('held', flush=True); sys.stdin.read()"


def test_own_peak_is_known_here():
    peak = own_peak_bytes()

    assert peak is None or peak > 5 * MB


@linux
def test_own_peak_stays_when_the_memory_is_given_back():
    code = """
from babelpress._internal.process_memory import own_peak_bytes
held = b"x" * 200_000_000
del held
print(own_peak_bytes())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert 200 * MB < int(done.stdout) < 300 * MB


@linux
def test_own_peak_is_not_that_of_the_parent():
    code = """
import subprocess, sys
held = b"x" * 300_000_000
subprocess.run([sys.executable, "-c", \
"from babelpress._internal.process_memory import own_peak_bytes; print(own_peak_bytes())"], check=True)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert int(done.stdout) < 100 * MB


@linux
def test_peak_is_the_sum_of_a_process_and_those_below_it():
    code = f"""
import subprocess, sys
held = b"x" * 100_000_000
subprocess.run([sys.executable, "-c", {HOLDS!r}, "50000000"], check=True)
"""
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin and process.stdout
        process.stdout.readline()
        with PeakMemory(process.pid, every=0.01) as peak:
            pass
        process.stdin.close()

    assert peak.bytes is not None and 150 * MB < peak.bytes < 250 * MB


@linux
def test_peak_of_a_process_that_is_gone_is_not_known():
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()

    with PeakMemory(process.pid) as peak:
        pass

    assert peak.bytes is None


@linux
@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="asks glibc")
def test_give_back_gives_the_system_what_nothing_holds():
    code = """
from threading import Thread
from babelpress._internal.process_memory import release_unused_memory

def resident():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmRSS"))

def work():
    held = [bytes(2000) for _ in range(50_000)]
    kept.append(held[-1])  # what is freed below it stays with the thread

kept = []
thread = Thread(target=work)
thread.start()
thread.join()
before = resident()
release_unused_memory()
print(before - resident())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert int(done.stdout) > 50_000  # kB of 100,000


@linux
@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="asks glibc")
def test_share_heaps_leaves_threads_two(tmp_path):
    code = f"""
import ctypes
from threading import Barrier, Thread
from babelpress._internal.process_memory import limit_heaps

limit_heaps()
meet = Barrier(9)
kept = []
for _ in range(8):
    Thread(target=lambda: (kept.append([bytes(2000) for _ in range(500)]), meet.wait())).start()
meet.wait()
library = ctypes.CDLL(None)
library.fopen.restype = ctypes.c_void_p
file = ctypes.c_void_p(library.fopen({str(tmp_path / "heaps").encode()!r}, b"w"))
library.malloc_info(0, file)
library.fclose(file)
"""
    subprocess.run([sys.executable, "-c", code], check=True)

    assert 1 <= (tmp_path / "heaps").read_text().count("<heap nr=") <= 2
