"""Hooks of the documentation site: README.md is its first page, and it contains every file that its pages link to.

In the repository, pages link to files by their path there. In the site, `docs/x.md` is `x.md`, README.md is `index.md`,
and all other files keep their path. Links are rewritten when a page is rendered, so the same files serve both.
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
"""Pages at which the search for linked files starts, in addition to all pages of docs/."""

FENCE = re.compile(r"^(```|~~~).*?^\1[`~]*$", re.DOTALL | re.MULTILINE)
LINK = re.compile(
    r"(?<=\]\()"  # after the text of a link or an image
    r"(?![a-z]+:|#|/)"  # not a URL, not an anchor on the same page, not an absolute path
    r"([^)\s#]+)"  # the path
    r"(?=#|\)|\s)"  # before an anchor, the end, or a title
)


def in_site(path: str) -> str:
    """Return the path in the site of a file of the repository.

    >>> in_site("README.md"), in_site("docs/cli.md"), in_site("models/README.md")
    ('index.md', 'cli.md', 'models/README.md')
    """
    return "index.md" if path == HOME else path.removeprefix("docs/")


def in_repository(path: str) -> str:
    """Return the file of the repository that has this path in the site.

    >>> in_repository("index.md"), in_repository("cli.md"), in_repository("configs/README.md")
    ('README.md', 'docs/cli.md', 'configs/README.md')
    """
    if path == "index.md":
        return HOME
    return f"docs/{path}" if (ROOT / "docs" / path).exists() else path


def target(page: str, link: str) -> str:
    """Return the file that a page of the repository links to; for a folder, its README.

    Raises `PluginError` if there is no such file.
    """
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), link))
    if (ROOT / path).is_dir():
        path = posixpath.join(path, "README.md")
    if path.startswith("..") or not (ROOT / path).is_file():
        raise PluginError(f"{page}: links to {link}, which is not in the repository; correct the link")
    return path


def pieces(markdown: str) -> Iterator[tuple[bool, str]]:
    """Yield the code blocks of a page (True) and the text between them (False), in order."""
    end = 0
    for fence in FENCE.finditer(markdown):
        yield False, markdown[end : fence.start()]
        yield True, fence.group()
        end = fence.end()
    yield False, markdown[end:]


def rewritten(page: str, markdown: str) -> str:
    """Return the Markdown of a page of the repository with its links changed to those of the site."""
    start = posixpath.dirname(in_site(page)) or "."

    def link(found: re.Match[str]) -> str:
        return posixpath.relpath(in_site(target(page, found.group())), start)

    return "".join(text if code else LINK.sub(link, text) for code, text in pieces(markdown))


def linked(pages: list[str]) -> list[str]:
    """Return the pages and all files that they link to, directly or through other pages, each once."""
    found = list(pages)
    for page in found:  # the list grows during the loop
        if not page.endswith(".md"):
            continue
        for code, text in pieces((ROOT / page).read_text(encoding="utf-8")):
            if not code:
                names = (target(page, link) for link in LINK.findall(text))
                found += [name for name in dict.fromkeys(names) if name not in found]
    return found


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the linked files outside docs/ to the site (a hook of mkdocs)."""
    present = {file.src_uri for file in files}
    documents = [f"docs/{file.src_uri}" for file in files.documentation_pages()]
    for path in linked([*PAGES, *documents]):
        if in_site(path) not in present:
            source = os.fspath(ROOT / path)
            # Set explicitly, because files whose names begin with a dot (.github/...) are excluded by default.
            inclusion = InclusionLevel.INCLUDED
            files.append(File.generated(config, in_site(path), abs_src_path=source, inclusion=inclusion))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Rewrite the links of a page (a hook of mkdocs)."""
    return rewritten(in_repository(page.file.src_uri), markdown)
