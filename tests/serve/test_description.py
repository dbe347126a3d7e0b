"""The description of `/v1` is true: requests made from it never meet an error of the service."""

import subprocess
from pathlib import Path
from sysconfig import get_path

import pytest

from serve.conftest import Running


def test_requests_made_from_the_description_meet_no_error_of_the_service(fake: Running, tmp_path: Path):
    pytest.importorskip("schemathesis")
    checks = "not_a_server_error,response_schema_conformance,content_type_conformance"
    done = subprocess.run(
        [
            str(Path(get_path("scripts")) / "schemathesis"), "run", f"{fake.url}/openapi.json",
            "--checks", checks, "--max-examples", "15", "--generation-deterministic", "--request-timeout", "60",
        ],
        capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout[-3000:]
    assert fake.errors.read_text() == ""
