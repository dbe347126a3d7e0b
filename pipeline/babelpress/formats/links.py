"""Where the links of a document lead, and where those of its versions have to."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import quote, unquote

from babelpress.formats.layouts import page_address, path_language
from babelpress.formats.relinking import Address
from babelpress.formats.tree import SourceFile, Tree, absolute

_ELSEWHERE = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:|//)|.*(?:\{\{|\{%|\{[A-Za-z]|<[%?]|\$\{)", re.DOTALL)
_BASED = re.compile(
    r"""
    (?P<before>(?:\{\{-?\s*(?:site\.)?(?:url|baseurl|github\.url)\s*-?\}\})+) (?P<path>/[^{}<%]*) (?P<after>)
    | (?P<quoted>\{\{-?\s*(?P<quote>["']))(?P<inner>/[^"'{}]*)
      (?P<filter>(?P=quote)\s*\|\s*(?:relative_url|absolute_url|url|relURL|absURL|prepend:\s*site\.(?:base)?url)\b[^{}]*\}\}
        (?P<tail>[^{}<%]*))
    """,
    re.VERBOSE,
)
"""An address below the base of the site: `{{ site.baseurl }}/a/`, `{{ "/a/" | relative_url }}`."""
_TEMPLATES = ("_includes", "_layouts")
"""Folders of layouts and of what pages include."""
_PARTS = re.compile(r"([^?#]*)(\?[^#]*)?(?:#(.*))?", re.DOTALL)
_FRONT_ADDRESS = re.compile(r"""^["']?(?:permalink|url)["']?\s*[:=]\s*["']?(/[^\s"'#]*)""", re.MULTILINE)
_FRONT_LANGUAGE = re.compile(r"""^["']?(?:lang|language|locale)["']?\s*[:=]\s*["']?([\w-]+)""", re.MULTILINE)
_PAGES = (".md", ".markdown", ".html", ".htm", ".mdx")
"""The endings of documents that are pages."""
_HEAD = 8192
"""Bytes at the beginning of a document in which its address is looked for."""
_LONGEST = 1000
"""Characters of a value of the front matter that may be a path."""
_INDEX = ("index", "_index", "README", "readme")


@dataclass(kw_only=True)
class Links:
    """The links of all documents of a tree.

    Attributes:
        tree: The documents.
        output: The output folder, absolute.
        anchors: The anchors of translated headings, by article and language, as far as they are known.
    """

    tree: Tree
    output: Path
    anchors: dict[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)

    @cached_property
    def addresses(self) -> dict[str, tuple[str, bool]]:
        """The article at each address in the site (`/fr/contact`), and whether the document states it itself."""
        found: dict[str, tuple[str, bool]] = {}
        for id, one in self.tree.files.items():
            plain = page_address(one.path, ending=one.ending, generator=self.tree.placement.generator)
            if plain is not None:
                found.setdefault(_bare(plain), (id, False))
            if one.ending in _PAGES and (stated := _stated(one.file)):
                found[_bare(stated)] = (id, True)
        return found

    @cached_property
    def clashes(self) -> dict[str, list[Path]]:
        """The documents in one language that are pages at the same address, of which a site has only one."""
        found: dict[tuple[str, str], list[Path]] = {}
        for one in self.tree.files.values():
            if one.ending in _PAGES and (address := _stated(one.file) or self._made(one)):
                language = _language(one.file) or path_language(one.path, ending=one.ending) or ""
                page = re.sub(r"(?:/index\.html?|/)$", "", address) or "/"
                found.setdefault((page, language), []).append(one.file)
        return {address: files for (address, _), files in found.items() if len(files) > 1}

    def _made(self, one: SourceFile) -> str | None:
        """The address that the path of a page gives it; of Jekyll, whose pages are files, with its ending."""
        generator = self.tree.placement.generator
        plain = page_address(one.path, ending=one.ending, generator=generator)
        is_file = generator is not None and generator.name == "Jekyll" and not one.path.endswith(f"index{one.ending}")
        return f"{plain}.html" if plain and is_file else plain

    @cached_property
    def templates(self) -> dict[str, str]:
        """The articles that are layouts or included in pages, by their paths from `_includes` or `_layouts` on."""
        found: dict[str, str] = {}
        for id, one in self.tree.files.items():
            parts = one.path.split("/")
            for folder in _TEMPLATES:
                if folder in parts[:-1]:
                    found["/".join(parts[parts.index(folder) :])] = id
        return found


@dataclass(kw_only=True)
class Relocation:
    """One version of a document: exchanges its addresses.

    Attributes:
        links: Those of all documents.
        id: The article.
        source: The language of the article.
        target: That of the version.
        path: The path of the version below the output.
        assets: Files to copy, by their paths below the output.
        waiting: Addresses with an anchor in a document that was not written yet: its article and the anchor.
    """

    links: Links
    id: str
    source: str
    target: str
    path: str
    assets: dict[str, Path] = field(default_factory=dict)
    waiting: dict[str, tuple[str, str]] = field(default_factory=dict)

    def __call__(self, address: Address) -> str | None:
        """Return the address in the version, None where it is the same."""
        if address.use == "canonical":
            return self._canonical(address.url)
        if address.use == "template":
            return self.template(address.url)
        if based := _BASED.fullmatch(address.url):
            before, path, after = based["before"], based["path"], based["after"]
            if path is None:
                before, path, after = based["quoted"], based["inner"], based["filter"]
            new_path = self(address._replace(url=path))
            return None if new_path is None else f"{before}{new_path}{after}"
        if _ELSEWHERE.match(address.url) or (address.hreflang and address.hreflang[:2] != self.target):
            return None
        path, query, fragment = _PARTS.fullmatch(address.url).groups()  # type: ignore[union-attr]  # matches any text
        new, id = self._path(path) if path else (None, self.id)
        if new is None and id is None:
            return None
        new = path if new is None else new
        if fragment and id is not None:
            anchor = self._anchor(id, fragment)
            if anchor is None:
                self.waiting[f"{new}{query or ''}#{fragment}"] = (id, fragment)
            else:
                fragment = anchor
        made = f"{new}{query or ''}{'#' + fragment if fragment is not None else ''}"
        return made if made != address.url else None

    def file(self, value: str) -> str | None:
        """Return the path of a file that a value of the front matter names, None where it names none."""
        if not value or len(value) > _LONGEST or _ELSEWHERE.match(value) or "\n" in value:
            return None
        new, _ = self._path(value)
        return new

    def template(self, name: str) -> str | None:
        """Return the name of the version of a layout or of what a page includes, None where there is none."""
        for folder in _TEMPLATES:
            for ending in ("", ".html", ".njk", ".liquid"):
                id = self.links.templates.get(f"{folder}/{name}{ending}")
                new = self._target(id) if id else None
                if new and f"{folder}/" in new:
                    made = new.partition(f"{folder}/")[2].removesuffix(ending)
                    return made if made != name else None
        return None

    def address(self, url: str) -> str:
        """Return the address of a page, `/fr/contact/`, in the language of the version."""
        return self.links.tree.placement.address(url, source=self.source, target=self.target)

    def code(self, *, like: str) -> str:
        """Return the language of the version as paths and addresses have it, written like another one: `nl_NL`."""
        return self.links.tree.placement.spelled(self.target, like=like)

    def add_bundle(self) -> None:
        """Add the files that belong to the page alone, which a site generator finds without a link."""
        own = self._own
        bundle = self.links.tree.placement.bundle(own.path, ending=own.ending)
        if bundle is None:
            return
        for file in sorted((own.root / bundle).rglob("*")):
            place = file.relative_to(own.root).as_posix()
            if "/." not in place and file.is_file() and self._is_own(file) and _is_inside(file, own.root):
                self._to_file(place, place, file)

    def _is_own(self, file: Path) -> bool:
        """Whether a file in the folder of a page is no document and below no other page."""
        tree = self.links.tree
        between = [one for one in file.parents if one.is_relative_to(self._own.file.parent)][:-1]
        return file not in tree.ids and not tree.pages.intersection(between)

    @property
    def _own(self) -> SourceFile:
        return self.links.tree.files[self.id]

    def _canonical(self, url: str) -> str | None:
        """The address of the page itself: its language, if it has one."""
        found = re.fullmatch(r"(https?://[^/]+|)(/.*)", url)
        if not found or _ELSEWHERE.match(found[2]):
            return None
        placement = self.links.tree.placement
        new = placement.address(found[2], source=self.source, target=self.target, swap_only=True)
        return found[1] + new if new != found[2] else None

    def _path(self, path: str) -> tuple[str | None, str | None]:
        """Return the path in the version, None if it stays, and the article that it leads to, if it is one."""
        plain = unquote(path)
        if path.startswith("/"):
            return self._from_root(path, plain)
        here = posixpath.dirname(self._own.path)
        place = posixpath.normpath(posixpath.join(here, plain))
        if place.startswith("../") or "\0" in place:
            return None, None
        document = self._document(place)
        if document is not None:
            id, tail = document
            return self._to_document(path, id, tail), id
        file = self._own.root / place
        if not _is_inside(file, self._own.root):
            return None, None
        if _is_file(file):
            return self._to_file(path, place, file), None
        return None, self._by_address(here, plain)

    def _from_root(self, path: str, plain: str) -> tuple[str | None, str | None]:
        """A path that begins with a slash: a file of the source by its path, else the address of a page."""
        id = self.links.tree.ids.get(self._own.root / plain.lstrip("/"))
        if id is not None and plain.endswith(self.links.tree.files[id].ending or "\0"):
            new = self._target(id)
            return ("/" + _quoted(new, like=path), id) if new else (None, id)
        found = self.links.addresses.get(_bare(plain))
        if found is None:
            return None, None
        id, stated = found
        if stated:
            return self.address(path), id
        return self._page(path, id), id

    def _page(self, path: str, id: str) -> str | None:
        """The address of a page that follows from the path of its file."""
        one, placement = self.links.tree.files[id], self.links.tree.placement
        new = self._target(id)
        before = page_address(one.path, ending=one.ending, generator=placement.generator)
        after = new and placement.page(new, ending=one.ending, target=self.target)
        if not before or not after:
            return None
        tail = unquote(path)[len(_bare(before)) if _bare(before) != "/" else 0 :]
        return _quoted(_bare(after), like=path) + (tail if _bare(after) != "/" or tail != "/" else "")

    def _by_address(self, here: str, plain: str) -> str | None:
        """The article that a relative address leads to in the site: `../autre/`; it leads there in a version too."""
        own = page_address(self._own.path, ending=self._own.ending, generator=self.links.tree.placement.generator)
        if own is None:
            return None
        found = self.links.addresses.get(_bare(posixpath.normpath(posixpath.join(own, plain))))
        return found[0] if found else None

    def _document(self, place: str) -> tuple[str, str] | None:
        """The article of a path in the source, and what the path leaves out of the name of its file."""
        ids, root = self.links.tree.ids, self._own.root
        ending = self._own.ending
        tails = ["", ending, *(f"/{name}{ending}" for name in _INDEX)]
        for tail in tails:
            id = ids.get(root / f"{place}{tail}")
            if id is not None:
                return id, tail
        return None

    def _target(self, id: str) -> str | None:
        return self.links.tree.target(id, source=self.source, target=self.target)

    def _to_document(self, path: str, id: str, tail: str) -> str | None:
        """The path to the version of another document."""
        new = self._target(id)
        if new is None:
            return None
        ending = posixpath.basename(tail) if tail.startswith("/") else tail
        if tail and not new.endswith(ending):  # `page` for `page.md`, which is `page.nl.md`
            return None
        return self._relative(path, new.removesuffix(tail) if tail else new)

    def _to_file(self, path: str, place: str, file: Path) -> str | None:
        """The path to a file that is no document: to its copy beside the version, or to where it is."""
        placement = self.links.tree.placement
        moved = placement.folder_of(place, source=self.source, target=self.target)
        bundle = placement.bundle(self._own.path, ending=self._own.ending)
        if moved is None and bundle is not None and place.startswith(bundle):
            moved = posixpath.join(posixpath.dirname(self.path), place[len(bundle) :])
        new = moved or place
        if self.output_file(new) != absolute(file):
            self.assets[new] = file
        return self._relative(path, new)

    def output_file(self, path: str) -> Path:
        """Return where a path of the output is."""
        return self.links.output / path

    def _relative(self, path: str, new: str) -> str | None:
        made = posixpath.relpath(new, posixpath.dirname(self.path) or ".")
        if path.startswith("./") and not made.startswith("."):
            made = f"./{made}"
        if path.endswith("/"):
            made += "/"
        if posixpath.normpath(unquote(path)) == posixpath.normpath(made):
            return None
        return _quoted(made, like=path)

    def _anchor(self, id: str, fragment: str) -> str | None:
        """The anchor of the same heading in the version of a document, None if that was not written yet."""
        known = self.links.anchors.get((id, self.target))
        if known is None:
            return None if id in self.links.tree.files else fragment
        new = known.get(unquote(fragment))
        if id == self.id and unquote(fragment) in known.values():
            return fragment  # its format has exchanged it
        return fragment if new is None else _quoted(new, like=fragment)


def _stated(file: Path) -> str | None:
    """The address that the front matter of a document states."""
    found = _FRONT_ADDRESS.search(_front(file))
    return found[1] if found else None


def _language(file: Path) -> str | None:
    """The language that the front matter of a document states."""
    found = _FRONT_LANGUAGE.search(_front(file))
    return found[1].lower() if found else None


def _front(file: Path) -> str:
    """The front matter of a document; empty if it has none."""
    try:
        with file.open("rb") as stream:
            head = stream.read(_HEAD).decode(errors="ignore")
    except OSError:
        return ""
    if not head.startswith(("---", "+++", "{", "\ufeff---")):
        return ""
    end = re.search(r"^(?:---|\+\+\+|\})\s*$", head[3:], re.MULTILINE)
    return head[: end.end() + 3 if end else None]


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # too long for a name
        return False


def _is_inside(file: Path, root: Path) -> bool:
    """Whether a file, its links followed, is below a folder."""
    try:
        return file.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError):
        return False


def _bare(url: str) -> str:
    """An address without what pages may be called with: `/contact` for `/contact/`, `/contact.html`."""
    bare = re.sub(r"(?:/index)?\.html?$|/index$", "", url).rstrip("/")
    return bare or "/"


def _quoted(path: str, *, like: str) -> str:
    """A path, with its signs written as in another one: in percent signs or as they are."""
    if like.isascii() and ("%" in like or not path.isascii()) and unquote(like) != like:
        return quote(path, safe="/:@!$&'()*+,;=~-._")
    return path.replace("%", "%25").replace(" ", "%20").replace("?", "%3F").replace("#", "%23")
