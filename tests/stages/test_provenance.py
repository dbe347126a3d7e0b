"""What changes a record changes its provenance, and nothing else does."""

from pathlib import Path

import pytest

from babelpress.stages.profiles import load_profile
from babelpress.stages.provenance import provenance


def of(*overrides: str) -> str:
    return provenance(load_profile("embedded", overrides=overrides)).fingerprint


@pytest.mark.parametrize(
    "override",
    [
        "translation.backend.threads=1",
        "translation.backend.workers=2",
        "translation.cache_size=5",
        "translation.cache_file=somewhere",
        "runner.kind=process",
        "writer.kind=parquet",
    ],
)
def test_how_work_is_spread_and_written_changes_nothing(override: str):
    assert of(override) == of()


@pytest.mark.parametrize(
    "override",
    [
        "translation.decoding.beam=1",
        "translation.backend.independent=true",
        "constraints.postedit=false",
        "summary.sentences=1",
    ],
)
def test_what_changes_a_record_changes_it(override: str):
    assert of(override) != of()


def test_glossary_counts_by_what_it_holds(tmp_path: Path):
    path = tmp_path / "terms.csv"
    said = f"constraints.glossaries=[{{source: fr, target: nl, path: {path}}}]"
    found = []
    for text in ("grève,staking\n", "grève,actie\n", "grève,staking\n"):
        path.write_text(text, encoding="utf-8")
        found.append(of(said))

    assert found[0] == found[2] != found[1]


def test_weights_are_named_by_their_checksums():
    models = dict(provenance(load_profile("embedded")).models)

    assert list(models) == ["fr-mul-tiny", "en-pt-tiny"] and all(len(digest) == 64 for digest in models.values())
