"""Writes each version in the format of its source document: same structure, other language."""

import logging
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar

from pydantic import Field, field_validator

from babelpress.config.plugins import kinds, make, resolve
from babelpress.config.schema import Component
from babelpress.document import Record
from babelpress.errors import ItemError
from babelpress.formats.anchors import anchors_between
from babelpress.formats.base import DocumentFormat
from babelpress.formats.filenames import safe_name
from babelpress.formats.folder_writer import FolderOptions, FolderWriter
from babelpress.formats.globbing import Found
from babelpress.formats.html.format import HtmlFormat
from babelpress.formats.layouts import Layout
from babelpress.formats.links import Links, Relocation
from babelpress.formats.lossless import block_tag
from babelpress.formats.markdown.document import is_mdx
from babelpress.formats.relinking import Exchange, relinked, with_front_matter
from babelpress.formats.text.plain import render_text
from babelpress.formats.tree import Tree, absolute
from babelpress.formats.versions import Version, versions

logger = logging.getLogger(__name__)

_LINKED = ("md", "mdx", "html")
"""Formats with links to other documents."""
_PAGES = {".md": "md", ".markdown": "md", ".mdx": "mdx", **dict.fromkeys(HtmlFormat.suffixes, "html")}
"""The formats of pages by their endings."""
_LANGUAGE_KEYS = frozenset({"lang", "language", "locale"})
_ADDRESS_KEYS = frozenset({"permalink", "url", "aliases", "redirect_from"})


class DocumentWriterOptions(FolderOptions):
    """Options of the writer of documents."""

    formats: tuple[Component, ...] = Field(
        (), description="Options of the formats to write, by kind; by default those of the profile's readers."
    )
    layout: Layout = Field(
        "folder",
        description="`folder`: `nl/path/page.md`; `suffix`: `path/page.nl.md`; `subtree`: the language in the path is "
        "exchanged (`content/fr/page.md`, `content/nl/page.md`), or stands where the site generator has it.",
    )
    codes: dict[str, str] = Field(
        {}, description="How languages are called in paths and addresses, e.g. `pt: pt-br`; by default by their code."
    )

    @field_validator("codes")
    @classmethod
    def _plain(cls, value: dict[str, str]) -> dict[str, str]:
        if any(safe_name(code) != code for code in value.values()):
            raise ValueError("a code has letters, digits and hyphens only")
        return value


class DocumentWriter(FolderWriter):
    """Writes each version to the path of its source, with its name and ending, where the layout puts its language.

    An article that is no file (a row of an archive) is `<language>/<id>`. The version in the source language is the
    document as it was read; it is left out where the source itself is in that place. An article without a format that
    can be rendered (plain text, JSON Lines) is written as plain text. Documents have no place for summaries, which are
    left out. Links between the documents lead to the versions in the same language, and files that they show are
    copied. A file that this writer did not write, or that was changed since, is kept unless overwriting is allowed.
    """

    Options: ClassVar = DocumentWriterOptions
    kind = "document"

    def __init__(self, output: Path, options: DocumentWriterOptions) -> None:
        apart = options.layout == "folder"  # another layout is for the folder of the source, which has other files
        super().__init__(output, options if apart else options.model_copy(update={"overwrite": True}))
        self.layout = options.layout
        self.codes = options.codes
        self._replaces = options.overwrite
        self._formats = {part.kind: part.options for part in options.formats}
        self._tree = Tree(files={})
        self._links = Links(tree=self._tree, output=absolute(output))
        self._waiting: list[tuple[str, str, Relocation]] = []
        self._kept: list[str] = []
        self._languages: tuple[str, ...] = ()
        self._copied: list[Path] = []

    def plant(self, tree: Tree, *, languages: Sequence[str]) -> None:
        """Say where the documents come from, and the languages of all versions, if they are known."""
        self._tree = tree
        self._languages = tuple(languages)
        self._links = Links(tree=tree, output=absolute(self.folder.path))
        for address, files in self._links.clashes.items():
            logger.warning(
                "%s: has the address %s of %s, too: a site has only one of them; rename one, or change its permalink",
                files[1],
                address,
                files[0],
            )

    def keep(self, found: Found) -> bool:
        """Copy a document without a text for every language, with its own addresses; False where they are not known."""
        file = absolute(found.path)
        id = self._tree.ids.get(file)
        if id is None or not self._languages:
            return False
        for language in self._languages:
            path = self._tree.target(id, source=self._languages[0], target=language) or ""
            if absolute(self.folder.path / path) != file and not self.folder.has_foreign(path):
                self._copy(file, path, id=id, language=language)
        self._copied.append(found.path)
        return True

    def _copy(self, file: Path, path: str, *, id: str, language: str) -> None:
        """Write a document without a text for a language: a layout has tags only, and names others."""
        source, owner = self._languages[0], f"{safe_name(id)}/"
        kind = _PAGES.get(self._tree.files[id].ending)
        text = _text(file) if kind and language != source else None
        if text is None:
            self.folder.copy(file, path, owner=owner)
            return
        one = Relocation(links=self._links, id=id, source=source, target=language, path=path)
        text = relinked(with_front_matter(text, _front(one), add=self._added(one)), kind or "", one)
        self.folder.write(path, text.encode(), owner=owner)

    def files(self, name: str, record: Record) -> dict[str, str | bytes]:
        """Return one file per version, and copy the files that they show."""
        made = dict(self.localized(name, record).values())
        return {path: data for path, data in made.items() if not self._is_kept(path, data, owner=name)}

    def localized(self, name: str, record: Record) -> dict[str, tuple[str, str | bytes]]:
        """Return the path below the folder and the content of each version, by language; copy the files that they show.

        A version that would be in the place of its source is left out.
        """
        kind = record.article.format
        found = document_format(kind, options=self._formats.get(kind, {}))
        made: dict[str, tuple[str, str | bytes]] = {}
        rendered = {
            version.language: found.render(version.document, language="" if version.is_source else version.language)
            if found
            else render_text(version.blocks)
            for version in versions(record)
        }
        self._learn(record, rendered)
        for version in versions(record):
            path = self._path(name, record, version, suffix=found.suffix if found else ".txt")
            data, assets = self._localized(record, version, path, rendered[version.language])
            if absolute(self.folder.path / path) != self._source_file(record):
                made[version.language] = path, data
            for place, file in assets.items():
                if not self.folder.is_current(place) and not self.folder.has_foreign(place):
                    self.folder.copy(file, place, owner=name)
        return made

    @property
    def waiting(self) -> tuple[str, ...]:
        """The paths of versions with links to headings of documents that were not known when they were written."""
        return tuple(path for path, _, _ in self._waiting)

    def completed(self, path: str, text: str) -> str:
        """Return the text of a version with its links to headings that are known by now."""
        for place, kind, relocation in self._waiting:
            if place == path:
                known = {
                    url: f"{url.partition('#')[0]}#{self._links.anchors[id, relocation.target].get(anchor, anchor)}"
                    for url, (id, anchor) in relocation.waiting.items()
                    if (id, relocation.target) in self._links.anchors
                }
                text = relinked(text, kind, _from(known))
        return text

    def index(self) -> dict[str, str]:
        """Complete links to headings of documents that were written later."""
        for path in self.waiting:
            text = (self.folder.path / path).read_bytes().decode()
            new = self.completed(path, text)
            if new != text:
                self.folder.write(path, new.encode(), owner=self.folder.owner(path))
        _tell(
            [self.folder.path / one for one in self._kept],
            "not written by Babelpress, or changed since: kept (--force)",
        )
        _tell(self._copied, "without a text to translate: copied")
        return {}

    def _learn(self, record: Record, rendered: Mapping[str, str | bytes]) -> None:
        """Note the anchors of the headings of a record."""
        id, source = record.article.id, record.language or ""
        if record.article.format != "md" or id not in self._tree.files:
            return
        generator = self._tree.placement.generator
        texts = {language: _decoded(data, "utf-8") or "" for language, data in rendered.items()}
        for language, text in texts.items():
            same = language == source or source not in texts
            self._links.anchors[id, language] = (
                {} if same else anchors_between(texts[source], text, generator=generator.name if generator else "")
            )

    def _path(self, name: str, record: Record, version: Version, *, suffix: str) -> str:
        """The path of a version below the output."""
        target = self._tree.target(record.article.id, source=record.language or "", target=version.language)
        if target is None:
            code = self.codes.get(version.language, version.language)
            return f"{safe_name(code)}/{name}{suffix}"
        if suffix == ".txt" and record.article.format != "text":
            return f"{target}{suffix}"
        return target

    def _localized(
        self, record: Record, version: Version, path: str, data: str | bytes
    ) -> tuple[str | bytes, Mapping[str, Path]]:
        """Return a version with its own addresses, and the files to copy."""
        id, kind = record.article.id, record.article.format
        if kind == "md" and is_mdx(record.article.blocks):
            kind = "mdx"
        mark = block_tag(version.document[0], "encoding") if version.document else None
        encoding = dict(mark.attributes)["name"] if mark else "utf-8"
        text = _decoded(data, encoding) if kind in _LINKED and id in self._tree.files else None
        if text is None:
            return data, {}
        one = Relocation(links=self._links, id=id, source=record.language or "", target=version.language, path=path)
        new = relinked(with_front_matter(text, _front(one), add=self._added(one)), kind, one)
        one.add_bundle()
        if version.is_source:
            return data, one.assets
        if one.waiting:
            self._waiting.append((path, kind, one))
        return new.encode(encoding, errors="xmlcharrefreplace"), one.assets

    def _added(self, one: Relocation) -> Mapping[str, str]:
        """What the front matter of a version has besides that of its source."""
        generator = self._tree.placement.generator
        if generator is None or not generator.labels:
            return {}
        return {"lang": self.codes.get(one.target, one.target)}

    def _source_file(self, record: Record) -> Path | None:
        source = self._tree.files.get(record.article.id)
        return source.file if source else None

    def _is_kept(self, path: str, data: str | bytes, *, owner: str) -> bool:
        """Whether a file stays as it is: not written by this program, or changed since."""
        if self.folder.is_current(path) and self.folder.owner(path) != owner:
            raise ItemError(f"{path}: was written for another article of this run; rename one of them")
        if self._replaces or not self.folder.has_foreign(path, but=data):
            return False
        self._kept.append(path)
        return True


def _tell(paths: Sequence[Path], what: str) -> None:
    if paths:
        logger.warning("%s%s: %s", paths[0], f" and {len(paths) - 1:,} more" if len(paths) > 1 else "", what)


def _from(known: Mapping[str, str]) -> Exchange:
    return lambda address: known.get(address.url)


def _front(one: Relocation) -> Callable[[tuple[str, ...], str], str | None]:
    """Return what exchanges the values of the front matter of a version."""

    def change(path: tuple[str, ...], text: str) -> str | None:
        key = path[0].casefold() if path else ""
        if key in _LANGUAGE_KEYS and len(path) == 1:
            code, _, region = text.partition("-")
            return one.code(like=text) if code.lower() == one.source and len(region) <= 2 else None
        if key in _ADDRESS_KEYS and text.startswith("/") and "{" not in text and ":" not in text:
            return one.address(text)
        if path == ("permalink",) and re.fullmatch(r"[\w-]+(?:[./][\w-]+)+/?", text):  # counts from the root, too
            return one.address(f"/{text}").removeprefix("/")
        if path == ("layout",):
            return one.template(text)
        return one.file(text)

    return change


def _text(file: Path) -> str | None:
    """The text of a file, None for one that cannot be read or is in another encoding."""
    try:
        return _decoded(file.read_bytes(), "utf-8")
    except OSError:
        return None


def _decoded(data: str | bytes, encoding: str) -> str | None:
    """A text, None for one in another encoding."""
    if isinstance(data, str):
        return data
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def document_format(kind: str, *, options: Mapping[str, Any] = MappingProxyType({})) -> DocumentFormat | None:
    """Return the format that an article's blocks were read by, None where it cannot render documents."""
    if kind not in kinds("readers"):
        return None
    if not hasattr(resolve("readers", kind), "render"):
        return None
    made: DocumentFormat = make("readers", kind, options=options)
    return made
