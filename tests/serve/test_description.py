"""The description of `/v1` is true: requests made from it never meet an error of the service."""

import json
import subprocess
from pathlib import Path
from sysconfig import get_path

import pytest

from serve.conftest import Start
from serve.test_jobs import ended

JOBS = [
    {"kind": "texts", "texts": ["Il pleut."]},
    {"kind": "articles", "articles": [{"title": "Le train", "text": "Il pleut."}]},
    {"kind": "summarize", "text": "Il pleut. Le train part."},
    {"kind": "verify", "verifications": [{"source": "Il pleut.", "translations": {"nl": "Het regent."}}]},
]
"""A job of each kind of JSON."""

DOCUMENT = (
    b'--b\r\nContent-Disposition: form-data; name="targets"\r\n\r\nnl\r\n'
    b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nIl pleut.\r\n--b--\r\n'
)
"""A job of the kind `document`."""


def test_requests_made_from_the_description_meet_no_error_of_the_service(start: Start, tmp_path: Path):
    """The requests walk through the jobs that are there: one of every kind, so that every kind of result is fetched."""
    pytest.importorskip("schemathesis")
    fake = start("--profile", "fake", "--characters", "3000", "--texts", "20")
    answers = [fake.post("/v1/jobs", {**job, "targets": ["nl"]}) for job in JOBS]
    answers.append(fake.post("/v1/jobs", DOCUMENT, Content_Type="multipart/form-data; boundary=b"))
    results = [one for answer in answers for one in ended(fake, answer)["results"]]
    described = json.loads(fake.get("/openapi.json").body)["paths"]["/v1/jobs/{id}/results/{language}"]["get"]
    assert {one["media_type"] for one in results} == set(described["responses"]["200"]["content"])
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
