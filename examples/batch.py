"""Translate an archive; after an interruption, the same command resumes: `batch.py [FOLDER]`."""

import json
import sys
from pathlib import Path

import babelpress

folder = Path(sys.argv[1] if len(sys.argv) > 1 else "build/archive")
archive = folder / "archive.jsonl"
folder.mkdir(parents=True, exist_ok=True)
rows = [{"id": f"n{n}", "language": "fr", "text": f"Le train numéro {n} part à {n} h 15."} for n in range(1, 6)]
archive.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")

babelpress.load("embedded").batch([archive], folder / "out")

for line in (folder / "out" / "records.jsonl").read_text(encoding="utf-8").splitlines():
    record = babelpress.from_json(line)
    print(record.article.id, record.translation("en").text)
