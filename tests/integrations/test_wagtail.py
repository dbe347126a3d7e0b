"""`integrations/wagtail` in a real Wagtail site, in a process of its own, with a service as users start it."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from serve.conftest import Start, start_session

__all__ = ["start_session"]  # a fixture

FOLDER = Path(__file__).parents[2] / "integrations" / "wagtail"


@pytest.mark.skipif(not find_spec("wagtail_localize"), reason="wagtail-localize is not installed")
def test_its_own_tests_pass(start_session: Start):
    running = start_session()

    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(FOLDER), "tests"],
        cwd=FOLDER,
        env={**os.environ, "BABELPRESS_URL": running.url},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout
