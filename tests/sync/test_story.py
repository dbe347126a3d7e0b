"""The commands of docs/sync.md do what the page says."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
ARTICLE = """# La piscine rouvre lundi

La piscine municipale rouvre lundi matin. Les travaux ont coûté 120 000 euros.

Le maire n'a pas annoncé de nouveaux tarifs.
"""


def test_the_story_of_the_docs(tmp_path: Path):
    page = (ROOT / "docs" / "sync.md").read_text(encoding="utf-8")
    story = page.partition("## A story")[2].partition("\n## ")[0]
    steps = re.findall(r"```sh\n(.*?)```", story, re.DOTALL)
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "piscine.md").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "babelpress").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m babelpress.cli "$@"\n')
    (tmp_path / "babelpress").chmod(0o755)
    dutch, english = (tmp_path / "site" / code / "piscine.md" for code in ("nl", "en"))
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    pages = []
    for step in steps:
        done = subprocess.run(
            ["sh", "-e"], input=step, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        pages.append((dutch.read_text(encoding="utf-8").split("\n\n"), english.read_text(encoding="utf-8")))

    human = "Het zwembad gaat maandagochtend weer open. De verbouwing kostte de stad 120.000 euro."
    _, edited, again, resolved = pages
    assert edited[0][1] == again[0][1] == human
    assert edited[0][2] != again[0][2]
    assert resolved[0][1] == human.replace("120.000", "180.000")
    assert (again[0][0], again[0][2]) == (resolved[0][0], resolved[0][2])
    assert "180" in resolved[1]
