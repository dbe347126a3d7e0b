"""Write one page per article and language, with the summary above the text: `site.py [FOLDER]`."""

import html
import sys
from pathlib import Path

import babelpress

folder = Path(sys.argv[1] if len(sys.argv) > 1 else "build/pages")
bp = babelpress.load("embedded")

for record in bp.run([Path(__file__).with_name("article.fr.txt")]):
    for failure in record.failures:
        print(f"{record.article.id}: {failure.message}", file=sys.stderr)
    for version in record.translations:
        summary = record.summary(version.language)
        texts = [summary.text, *version.text.splitlines()] if summary else version.text.splitlines()
        page = folder / version.language / f"{record.article.id}.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text("".join(f"<p>{html.escape(text)}\n" for text in texts), encoding="utf-8")
        print(page)
