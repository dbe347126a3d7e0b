"""Sites built by their generators: the pages of a translation compared with those of the source.

    python benchmarks/documents/sites.py BUILT --source fr --target nl     # BUILT has fr/ and nl/
    python benchmarks/documents/sites.py BUILT --source "" --target nl     # the source is not in a folder of its own

Every page of the source has to be there, with as many elements of each name; its links have to lead to the pages of
the same language where there are any; a link or an anchor may be dead only where it is dead in the source; and no
syntax of the generator (`{{<`, `:::`, `{#id}`) may be shown that the source does not show.
"""

import argparse
import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import html5lib

_SYNTAX = re.compile(r"\{\{|\}\}|\{%|%\}|\{[#:.][\w-]+\}|^:{3,}|^!!! |^\?\?\? |\[\^\w+\]|\*\*|\]\(", re.MULTILINE)
_UNCOUNTED = {"abbr", "wbr", "style", "link", "meta", "script"}
"""Elements that generators make of settings, of lengths of words and of lists of words."""


class Page:
    """A page of a built site."""

    def __init__(self, file: Path) -> None:
        self._tree = html5lib.parse(file.read_bytes(), namespaceHTMLElements=False)

    @cached_property
    def elements(self) -> Counter[str]:
        """How often each element is there."""
        body = self._tree.find("body")
        return Counter(one.tag for one in body.iter() if isinstance(one.tag, str) and one.tag not in _UNCOUNTED)

    @cached_property
    def ids(self) -> set[str]:
        """The anchors."""
        return {one.get(key, "") for one in self._elements() for key in ("id", "name")}

    @cached_property
    def links(self) -> list[str]:
        """The addresses of links and pictures, in order; a link that names another language is none."""
        found = []
        for one in self._elements():
            if one.tag in ("a", "img", "source") and not one.get("hreflang") and not one.get("lang"):
                found.append(one.get("href") or one.get("src") or "")
        return found

    @cached_property
    def syntax(self) -> Counter[str]:
        """What is shown of the generator's syntax."""
        return Counter(_SYNTAX.findall("\n".join(self._texts(self._tree.find("body")))))

    def _elements(self) -> Iterator[Element]:
        return (one for one in self._tree.iter() if isinstance(one.tag, str))

    def _texts(self, one: Element) -> Iterator[str]:
        if one.tag in ("code", "pre", "script", "style", "textarea"):
            return
        yield one.text or ""
        for child in one:
            if isinstance(child.tag, str):
                yield from self._texts(child)
            yield child.tail or ""


class Site:
    """A folder of HTML, at an address below a host."""

    def __init__(self, folder: Path, base: str) -> None:
        self.folder = folder
        self._base = base
        self._pages: dict[Path, Page] = {}

    def page(self, file: Path) -> Page:
        """Return a page, parsed once."""
        if file not in self._pages:
            self._pages[file] = Page(file)
        return self._pages[file]

    def goal(self, url: str, *, of: Path) -> tuple[str, str] | None:
        """Return the path below the folder that an address leads to and its anchor; None for one elsewhere."""
        parts = urlsplit(url)
        if parts.scheme or parts.netloc or not url or not url.isprintable():
            return None
        own = "/" + of.relative_to(self.folder).as_posix()
        path = posixpath.normpath(posixpath.join(posixpath.dirname(own), unquote(parts.path))) if parts.path else own
        if parts.path.startswith(self._base) and parts.path.startswith("/"):
            path = "/" + posixpath.normpath(unquote(parts.path)[len(self._base) :].lstrip("/") or ".")
        return path.strip("/"), unquote(parts.fragment)

    def file(self, path: str) -> Path | None:
        """Return the file that a server gives for a path."""
        for name in (path, f"{path}/index.html", f"{path}.html"):
            if (self.folder / name).is_file():
                return self.folder / name
        return None

    def is_dead(self, goal: tuple[str, str]) -> str:
        """Say what is missing of the goal of a link; empty if it is there."""
        file = self.file(goal[0])
        if file is None:
            return f"no page {goal[0]}"
        anchor = goal[1].split(":~:")[0]
        if anchor and file.suffix == ".html" and anchor not in self.page(file).ids:
            return f"no #{anchor} in {goal[0]}"
        return ""


def faults(site: Site, path: str, *, source: str, target: str) -> Iterator[str]:
    """Yield what is wrong with the translation of a page."""
    before = site.folder / source / path
    after = site.folder / _version(site, path, target)
    if not after.is_file():
        yield "missing"
        return
    one, other = site.page(before), site.page(after)
    if one.elements != other.elements:
        yield f"elements: lost {dict(one.elements - other.elements)}, new {dict(other.elements - one.elements)}"
    if shown := other.syntax - one.syntax:
        yield f"shows syntax: {dict(shown)}"
    dead_before = sum(bool(goal and site.is_dead(goal)) for goal in _goals(site, one, before))
    dead = [said for goal in _goals(site, other, after) if goal and (said := site.is_dead(goal))]
    if len(dead) > dead_before:
        yield f"dead links: {dead_before} became {len(dead)}: {dict(Counter(dead))}"
    wanted = Counter(_plain(goal[0], source, target) for goal in _goals(site, one, before) if goal)
    found = Counter(_plain(goal[0], source, target) for goal in _goals(site, other, after) if goal)
    if wanted != found:
        yield f"links: lost {dict(wanted - found)}, new {dict(found - wanted)}"
    back = len(_switching(site, other, after, own=path, to=source, instead=target, others=(target,)))
    if back > len(_switching(site, one, before, own=path, to=target, instead=source)):
        yield "language: links lead to the source although there is a translation"


def _goals(site: Site, page: Page, file: Path) -> Iterator[tuple[str, str] | None]:
    return (site.goal(url, of=file) for url in page.links)


def _version(site: Site, path: str, language: str) -> str:
    """The path of a page in another language, whose folder is the first, or in a collection (Jekyll) the second."""
    first, _, rest = path.partition("/")
    inner = f"{first}/{language}/{rest}"
    return inner if language and rest and (site.folder / inner).is_file() else posixpath.join(language, path)


def _plain(path: str, *languages: str) -> str:
    """A path without the folder of its language."""
    parts = path.split("/")
    for place in (0, 1):
        if parts[place : place + 1] and parts[place] in {*languages} - {""}:
            del parts[place]
            break
    return "/".join(parts) or "."


def _switching(
    site: Site, page: Page, file: Path, *, own: str, to: str, instead: str, others: tuple[str, ...] = ()
) -> list[str]:
    """The links of a page to other pages in a language, where the same page is there in its own language too."""
    found = []
    for goal in _goals(site, page, file):
        if goal is None or (to and _plain(goal[0], to) == goal[0]) or (not to and _plain(goal[0], *others) != goal[0]):
            continue
        plain = _plain(goal[0], to) if to else goal[0]
        there = site.file(_version(site, plain, instead))
        if there and there.suffix == ".html" and there != site.file(posixpath.join(instead, own)):
            found.append(goal[0])
    return found


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("built", type=Path)
    options.add_argument("--source", default="", help="The folder of the source language.")
    options.add_argument("--target", required=True)
    options.add_argument("--others", default="", help="Folders of other languages, where the source has none.")
    options.add_argument("--base", default="/", help="The path of the site at its host.")
    options.add_argument("--only", default="", help="Only pages whose path contains this.")
    given = options.parse_args()
    site = Site(given.built, given.base)
    left = {given.target, *given.others.split(",")} - {""}
    pages = [
        path
        for file in sorted((given.built / given.source).rglob("*.html"))
        if left.isdisjoint((path := file.relative_to(given.built / given.source).as_posix()).split("/")[:2])
        and given.only in path
    ]
    wrong = 0
    kinds: Counter[str] = Counter()
    for path in pages:
        found = list(faults(site, path, source=given.source, target=given.target))
        wrong += bool(found)
        kinds.update(one.split(":")[0] for one in found)
        for one in found:
            print(f"{path}: {one[:600]}")
    print(f"{wrong} of {len(pages)} pages are wrong: {dict(kinds)}")


if __name__ == "__main__":
    main()
