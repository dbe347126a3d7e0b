"""The documents of a run as a tree: the path of each below its folder, and where its versions go."""

import os
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from os import PathLike
from pathlib import Path

from babelpress.errors import ConfigError, Fault
from babelpress.formats.base import Reader
from babelpress.formats.folder_writer import written_files
from babelpress.formats.globbing import Found
from babelpress.formats.inputs import Exclude, article_files, reader_of
from babelpress.formats.layouts import Generator, Layout, Placement, is_of_tools, path_language, site_of

_SHOWN = 10
"""Conflicts that a message lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """The file of an article.

    Attributes:
        file: Where it is, absolute.
        root: The folder that paths count from, absolute.
        path: Its path below the root, with slashes.
        ending: The ending of its name, as its reader knows it: `.jsonl.gz`.
    """

    file: Path
    root: Path
    path: str
    ending: str


@dataclass(frozen=True, kw_only=True)
class Tree:
    """The files of a run by the ids of their articles, and how the paths of their versions are made."""

    files: Mapping[str, SourceFile]
    placement: Placement = field(default_factory=Placement)

    @cached_property
    def ids(self) -> dict[Path, str]:
        """The article of each file."""
        return {source.file: id for id, source in self.files.items()}

    @cached_property
    def pages(self) -> frozenset[Path]:
        """The folders with a document in them."""
        return frozenset(source.file.parent for source in self.files.values())

    def target(self, id: str, *, source: str, target: str) -> str | None:
        """Return the path of a version of an article below the output; None for an article without a file."""
        one = self.files.get(id)
        if one is None:
            return None
        return self.placement.path(one.path, source=source, target=target, ending=one.ending)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Which files of the given folders are not sources: what runs wrote to the output, and other languages.

    Attributes:
        output: The output folder, absolute.
        layout: The layout of the output, None for another writer.
        sources: The languages that sources may have.
        written: The files that earlier runs wrote.
        others: The files in other languages that were found, for a message.
        sites: The sites of the folders so far.
    """

    output: Path
    layout: Layout | None
    sources: frozenset[str]
    written: frozenset[Path]
    others: list[Path] = field(default_factory=list)
    sites: dict[Path, tuple[Path, Generator] | None] = field(default_factory=dict)

    def __call__(self, found: Found) -> bool:
        """Whether a file that was found in a folder is left out."""
        path, folder = absolute(found.path), absolute(found.folder or Path())
        if self._is_of_tools(path, found):
            return True
        inside = self.output != folder and self.output.is_relative_to(folder) and path.is_relative_to(self.output)
        if inside or path in self.written:
            return True
        if self.layout not in ("suffix", "subtree"):
            return False
        language = path_language(found.below.as_posix())
        if language is None or language in self.sources:
            return False
        self.others.append(found.path)
        return True

    def _is_of_tools(self, path: Path, found: Found) -> bool:
        folder = found.folder or Path()
        if folder not in self.sites:
            self.sites[folder] = site_of(folder)
        site = self.sites[folder]
        below = path.relative_to(site[0]).as_posix() if site and path.is_relative_to(site[0]) else None
        return is_of_tools(found.below.as_posix(), site=below, generator=site[1] if site else None)


def left_out(output: Path, *, layout: Layout | None, sources: Iterable[str]) -> LeftOut:
    """Return which files are no sources of a run with this output."""
    whole = absolute(output)
    written = frozenset(whole / name for name in written_files(output))
    return LeftOut(output=whole, layout=layout, sources=frozenset(sources), written=written)


def source_tree(
    paths: Iterable[str | PathLike[str]],
    *,
    readers: Sequence[Reader],
    output: Path,
    layout: Layout = "folder",
    codes: Mapping[str, str] | None = None,
    sources: Sequence[str] = (),
    targets: Sequence[str] = (),
    exclude: Exclude | None = None,
) -> Tree:
    """Return the tree of a run.

    Args:
        paths: What the user named.
        readers: The readers of the run.
        output: The output folder.
        layout: Where the versions go.
        codes: How languages are called in paths.
        sources: The languages that sources may have.
        targets: The target languages, if they are known.
        exclude: What is not read.

    Returns:
        The tree.

    Raises:
        ConfigError: Two documents would have the same output; the message names both.
    """
    named = article_files(paths, readers=readers, exclude=exclude)
    site = next((site_of(found.folder or found.path.parent) for found in named.values()), None)
    placement = Placement(layout=layout, codes=codes or {}, generator=site[1] if site else None)
    files = {}
    for id, found in named.items():
        reader = reader_of(found.path, readers)
        endings = [one for one in (reader.suffixes if reader else ()) if found.path.name.lower().endswith(one)]
        length = max(map(len, endings), default=len(found.path.suffix))
        root = _root(found, output=absolute(output), layout=layout, site=site, sources=sources)
        file = absolute(found.path)
        files[id] = SourceFile(
            file=file,
            root=root,
            path=file.relative_to(root).as_posix(),
            ending=file.name[len(file.name) - length :] if 0 < length < len(file.name) else "",
        )
    tree = Tree(files=files, placement=placement)
    _check(tree, output=output, sources=sources, targets=targets)
    return tree


def absolute(path: Path) -> Path:
    """Return a path without `..`, in which links stay links."""
    return Path(os.path.abspath(path))  # noqa: PTH100  (resolve would follow links)


def _root(
    found: Found, *, output: Path, layout: Layout, site: tuple[Path, Generator] | None, sources: Sequence[str]
) -> Path:
    """The folder that the path of a file counts from.

    That is the folder in which it was found. Where the language stands in the path, it is the output if the file is
    below it, else the root of a site whose translations are in folders of their own, else the folder above the one that
    is called like the language.
    """
    file = absolute(found.path)
    folder = absolute(found.folder) if found.folder else file.parent
    if layout == "folder":
        return folder
    if file.is_relative_to(output):
        return output
    if layout == "suffix":
        return folder
    if site and site[1].swaps and file.is_relative_to(site[0]):
        return site[0]
    if path_language(file.relative_to(folder).as_posix()) is None:
        for place in (folder, *folder.parents):
            if re.split("[-_]", place.name)[0].lower() in sources and path_language(f"{place.name}/x"):
                return place.parent
    return folder


def _check(tree: Tree, *, output: Path, sources: Sequence[str], targets: Sequence[str]) -> None:
    """Raise `ConfigError` for documents that would have the same output."""
    fold = _is_insensitive(output)
    owners: dict[str, str] = {}
    faults: list[Fault] = []
    for id, one in tree.files.items():
        stated = path_language(one.path, ending=one.ending)
        language = stated if stated and stated in sources else next(iter(sources), "")
        every = (language,) if tree.placement.layout == "folder" else dict.fromkeys((language, *targets))
        for target in every:
            path = tree.target(id, source=language, target=target) or ""
            key = unicodedata.normalize("NFC", path).casefold() if fold else path
            other = owners.setdefault(key, id)
            if other != id:
                both = f"{tree.files[other].file} and {one.file}"
                faults.append(Fault(path, f"is where both {both} would go"))
                break
    if faults:
        remedy = "rename one of them, name the folder above both, or choose another --layout"
        more = [Fault("", f"and {len(faults) - _SHOWN} more")] if len(faults) > _SHOWN else []
        raise ConfigError(f"documents with the same output; {remedy}", [*faults[:_SHOWN], *more])


def _is_insensitive(path: Path) -> bool:
    """Whether names that differ only in case are the same where a path is."""
    place = next((one for one in (absolute(path), *absolute(path).parents) if one.exists() and one.name), None)
    if place is None or place.name.swapcase() == place.name:
        return False
    other = place.with_name(place.name.swapcase())
    return other.exists() and other.samefile(place)
