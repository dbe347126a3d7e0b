"""What the command line makes of every kind of input is what the golden set holds (tests/golden_set.py)."""

import json
from pathlib import Path

import pytest

from golden_set import CHECKSUMS, checksums, differences, make, processor


@pytest.mark.slow
@pytest.mark.parametrize("profile", ["fake", "embedded"])
def test_golden_set_is_byte_identical(profile: str, tmp_path: Path):
    kept = json.loads((CHECKSUMS / f"{profile}.json").read_text(encoding="utf-8"))
    if kept["processor"] not in ("any", processor()):
        pytest.skip(f"int8 sums differ by instruction set: made on {kept['processor']}")

    make(profile, tmp_path)

    assert differences(kept["files"], checksums(tmp_path)) == []
