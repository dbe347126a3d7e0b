"""How much of the articles of real pages a site shows, and how much else: `run.py FOLDER [LANGUAGE]`.

FOLDER is a copy of the tests of trafilatura, with `evaldata.json` (texts that are and are not of an article, by hand)
and the pages in `eval` and `cache`; LANGUAGE takes pages in one language only.
"""

import io
import json
import re
import sys
from pathlib import Path

from babelpress.errors import UnreadableInput
from babelpress.formats.html.format import HtmlFormat, HtmlFormatOptions
from babelpress.formats.versions import shown_blocks

_STATED = re.compile(rb"<html[^>]*\blang=[\"']?([A-Za-z]{2})")


def shown(data: bytes, name: str) -> str:
    """Return what a site shows of a page, on one line."""
    article = HtmlFormat(HtmlFormatOptions()).article(io.BytesIO(data), name=name)
    return flat("\n".join(block.text for block in shown_blocks(article.blocks)))


def flat(text: str) -> str:
    """Return a text with one space for all white space."""
    return " ".join(text.split())


def main(folder: Path, language: str) -> None:
    """Print the counts of all pages."""
    pages = json.loads((folder / "evaldata.json").read_text(encoding="utf-8"))
    kept = lost = noise = clean = whole = count = unread = 0
    for about in pages.values():
        path = next((p for place in ("eval", "cache") if (p := folder / place / about["file"]).is_file()), None)
        data = path.read_bytes() if path else b""
        stated = _STATED.search(data[:30_000])
        if path is None or (language and (not stated or stated[1].decode().lower() != language)):
            continue
        try:
            text = shown(data, path.name)
        except UnreadableInput:
            unread += 1
            continue
        count += 1
        missing = [one for one in about["with"] if flat(one) not in text]
        other = [one for one in about["without"] if flat(one) in text]
        kept, lost = kept + len(about["with"]) - len(missing), lost + len(missing)
        noise, clean = noise + len(other), clean + len(about["without"]) - len(other)
        whole += not missing
    print(f"{count} pages, {unread} that cannot be read")
    print(f"texts of the article: {kept} of {kept + lost} shown ({kept / (kept + lost):.1%}); all in {whole} pages")
    print(f"other texts: {clean} of {noise + clean} left out ({clean / (noise + clean):.1%})")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
