"""Summarize an article in its own language and in English: `summarize.py [FILE]`."""

import sys
from pathlib import Path

import babelpress

path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("article.fr.txt")
text = path.read_text(encoding="utf-8")

bp = babelpress.load("embedded")
for language, summary in bp.summarize(text, to=["fr", "en"]).items():
    print(f"{language}: {summary}")
