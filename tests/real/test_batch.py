"""Three hundred articles on the shipped weights: a tenth repeats, a hundredth broken, everything in its place."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from babelpress.document import from_json

EXAMPLE = Path(__file__).parents[2] / "examples" / "article.fr.txt"
ARTICLES = 300


def archive() -> list[str]:
    """A line an article, of one to three sentences of the example; two thirds share a sentence with another."""
    text = EXAMPLE.read_text(encoding="utf-8")
    sentences = [f"{part.strip()}." for line in text.splitlines() for part in line.split(". ") if 20 < len(part) < 160]
    lines = []
    for n in range(ARTICLES):
        own = [sentences[(n * k) % len(sentences)] for k in range(1, 2 + n % 3)]
        lines.append(
            json.dumps(
                {"id": f"a{n}", "language": "fr", "text": f"Numéro {n // 2 if n % 10 == 3 else n}. " + " ".join(own)}
            )
        )
    for n in (57, 157, 257):
        lines[n] = lines[n][:40]
    return lines


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("batch")
    (folder / "archive.jsonl").write_text("\n".join(archive()) + "\n", encoding="utf-8")
    return folder


def batch(folder: Path) -> dict:
    command = [sys.executable, "-m", "babelpress.cli", "batch", "archive.jsonl", "-o", "out", "-t", "nl", "-q"]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    assert done.returncode == 1, done.stderr.decode()  # three are broken
    return json.loads((folder / "out/manifest.json").read_text(encoding="utf-8"))


def test_every_article_is_done_in_its_place_and_only_once(folder: Path):
    first = batch(folder)
    records = [from_json(line) for line in (folder / "out/records.jsonl").read_text(encoding="utf-8").splitlines()]
    second = batch(folder)

    assert (first["articles"], first["failed"], first["failures"]) == (ARTICLES, 3, {"read UnreadableInput": 3})
    assert [n for n, record in enumerate(records) if record.failures] == [57, 157, 257]
    assert [record.article.id for n, record in enumerate(records) if n % 100 != 57] == [
        f"a{n}" for n in range(ARTICLES) if n % 100 != 57
    ]
    assert all(record.translation("nl") and record.summary("nl") for record in records if not record.failures)
    assert first["peak_bytes"] < 600_000_000
    assert (second["kept"], second["words"]) == (ARTICLES - 3, 0)
