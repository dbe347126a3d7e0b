"""Hooks of the documentation site: its first page is README.md, and it has every file that its pages link to.

In the repository a page links to files by their place there; in the site `docs/x.md` is `x.md`, README.md is `index.md`
and everything else keeps its path. Links are rewritten where a page is rendered, so the files themselves serve both.
"""

import os
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

ROOT = Path(__file__).parent.parent
HOME = "README.md"
PAGES = (HOME, "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
"""Where the search for linked files begins, beside every page of docs/."""

FENCE = re.compile(r"^(```|~~~).*?^\1[`~]*$", re.DOTALL | re.MULTILINE)
LINK = re.compile(
    r"(?<=\]\()"  # after the text of a link or an image
    r"(?![a-z]+:|#|/)"  # neither an address nor a place on the page itself
    r"([^)\s#]+)"  # the path
    r"(?=#|\)|\s)"  # before an anchor, the end, or a title
)


def in_site(path: str) -> str:
    """Give the place in the site of a file of the repository.

    >>> in_site("README.md"), in_site("docs/cli.md"), in_site("models/README.md")
    ('index.md', 'cli.md', 'models/README.md')
    """
    return "index.md" if path == HOME else path.removeprefix("docs/")


def in_repository(place: str) -> str:
    """Give the file of the repository that is at a place in the site.

    >>> in_repository("index.md"), in_repository("cli.md"), in_repository("configs/README.md")
    ('README.md', 'docs/cli.md', 'configs/README.md')
    """
    if place == "index.md":
        return HOME
    return f"docs/{place}" if (ROOT / "docs" / place).exists() else place


def target(page: str, link: str) -> str:
    """Give the file that a page of the repository links to; of a folder, its README.

    Raises `PluginError` where there is none.
    """
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), link))
    if (ROOT / path).is_dir():
        path = posixpath.join(path, "README.md")
    if path.startswith("..") or not (ROOT / path).is_file():
        raise PluginError(f"{page}: links to {link}, which is not in the repository")
    return path


def pieces(markdown: str) -> Iterator[tuple[bool, str]]:
    """Split a page into its code blocks (True) and what is between them (False)."""
    end = 0
    for fence in FENCE.finditer(markdown):
        yield False, markdown[end : fence.start()]
        yield True, fence.group()
        end = fence.end()
    yield False, markdown[end:]


def rewritten(page: str, markdown: str) -> str:
    """Give the Markdown of a page of the repository with its links as they are in the site."""
    start = posixpath.dirname(in_site(page)) or "."

    def link(found: re.Match[str]) -> str:
        return posixpath.relpath(in_site(target(page, found.group())), start)

    return "".join(text if code else LINK.sub(link, text) for code, text in pieces(markdown))


def linked(pages: list[str]) -> list[str]:
    """Give the pages and every file that they link to, at any remove, each once."""
    found = list(pages)
    for page in found:  # grows while it is walked
        if not page.endswith(".md"):
            continue
        for code, text in pieces((ROOT / page).read_text(encoding="utf-8")):
            if not code:
                names = (target(page, link) for link in LINK.findall(text))
                found += [name for name in dict.fromkeys(names) if name not in found]
    return found


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add what is outside docs/."""
    present = {file.src_uri for file in files}
    documents = [f"docs/{file.src_uri}" for file in files.documentation_pages()]
    for path in linked([*PAGES, *documents]):
        if in_site(path) not in present:
            source = os.fspath(ROOT / path)
            # Said to be included, since files whose names begin with a dot (.github/...) are else left out.
            inclusion = InclusionLevel.INCLUDED
            files.append(File.generated(config, in_site(path), abs_src_path=source, inclusion=inclusion))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Rewrite the links of a page."""
    return rewritten(in_repository(page.file.src_uri), markdown)
