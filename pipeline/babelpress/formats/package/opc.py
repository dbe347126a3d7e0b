"""Packages of Microsoft Office (Open Packaging Conventions): parts by their content types, relations, languages."""

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from urllib.parse import unquote

from babelpress import lang
from babelpress._internal.xml_tree import Node
from babelpress.document import HIDDEN, Block
from babelpress.errors import UnreadableInput
from babelpress.formats.package.archive import Archive
from babelpress.formats.xml.drawing import Describe, any_shape, drawn, left_in_drawing, paragraph
from babelpress.formats.xml.texts import Part, lettered, part, plain
from babelpress.formats.xml.tree import Cut, Source, escape, parse, primary

CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_TYPES = "[Content_Types].xml"
# A statement of the language: the tag up to the value (`<w:lang w:val="`, `<a:rPr lang="`), then the language tag.
_STATED = re.compile(
    r"""(<(?:[\w.-]+:)?(?:(?:lang|themeFontLang)\b[^<>]*?\s(?:[\w.-]+:)?val|"""
    r"""(?:rPr|endParaRPr|defRPr)\b[^<>]*?\slang)\s*=\s*["'])([A-Za-z]{2,3}(?:[-_]\w+)*)(?=["'])"""
)
_DC_LANGUAGE = re.compile(r"(<(?:[\w.-]+:)?language\b[^<>]*>\s*)([A-Za-z]{2,3}(?:[-_]\w+)*)(?=\s*</)")


class Opc:
    """The parts of an Office package."""

    def __init__(self, archive: Archive) -> None:
        """Read the content types.

        Args:
            archive: The package.

        Raises:
            UnreadableInput: It has none, or macros, which a translation would spread under the publisher's name.
        """
        self.archive = archive
        name, kind = archive.name, archive.kind
        if _TYPES not in archive:
            raise archive.mistaken(f"it has no {_TYPES}")
        types = parse(archive.xml(_TYPES), name=f"{name}: {_TYPES}").root
        self._stated = {node.get("PartName").lstrip("/"): node.get("ContentType") for node in types.walk("Override")}
        self._default = {node.get("Extension").lower(): node.get("ContentType") for node in types.walk("Default")}
        macros = any("macroenabled" in stated.lower() for stated in self._stated.values())
        if macros or any(posixpath.basename(path).lower() == "vbaproject.bin" for path in archive.paths):
            raise UnreadableInput(
                f"{name}: has macros, which are not copied into translations; save it in {kind.program} as "
                f"{kind.suffix} without macros"
            )

    @cached_property
    def types(self) -> dict[str, str]:
        """The content type of each member, in the order of the package."""
        return {
            path: self._stated.get(path) or self._default.get(path.rpartition(".")[2].lower(), "")
            for path in self.archive.paths
        }

    def main(self, types: Iterable[str]) -> str:
        """Return the path of the main part. Raises `UnreadableInput` where it is missing."""
        name, kind = self.archive.name, self.archive.kind
        path = next((path for path, stated in self._stated.items() if stated in types), None)
        path = path or next((path for path, stated in self.types.items() if stated in types), None)
        if path is None:
            raise self.archive.mistaken(f"an Office package without {kind.name} in it")
        if path not in self.archive:
            raise UnreadableInput(
                f"{name}: its main part, {path}, is missing; repair it in {kind.program} and save it again"
            )
        return path

    def of(self, roles: Mapping[str, str]) -> list[tuple[str, str]]:
        """Return path and role of the parts with one of these content types, by role and then by name."""
        order = list(dict.fromkeys(roles.values()))
        found = [(path, roles[stated]) for path, stated in self.types.items() if stated in roles]
        return sorted(found, key=lambda item: (order.index(item[1]), natural(item[0])))

    def embedded(self) -> int:
        """Return the number of files that other programs have put into the package."""
        return sum("/embeddings/" in path for path in self.archive.paths)

    def source(self, path: str) -> Source:
        """Return a parsed part. Raises `UnreadableInput`."""
        return parse(self.archive.xml(path), name=f"{self.archive.name}: {path}")

    def related(self, path: str) -> dict[str, str]:
        """Return the paths of the parts that a part refers to, by the id of the relation."""
        folder, base = posixpath.split(path)
        relations = posixpath.join(folder, "_rels", f"{base}.rels")
        if relations not in self.archive:
            return {}
        nodes = self.source(relations).root.walk("Relationship")
        return {
            node.get("Id"): posixpath.normpath(posixpath.join("/", folder, unquote(node.get("Target")))).lstrip("/")
            for node in nodes
            if node.get("TargetMode") != "External"
        }


def natural(path: str) -> list[tuple[int, str]]:
    """Return a key that sorts `slide10.xml` behind `slide9.xml`."""
    return [(int(piece), "") if piece.isdecimal() else (0, piece) for piece in re.split(r"(\d+)", path)]


def core(source: Source, path: str, *, language: str) -> Part:
    """Return title, subject and description of a document; `language` is that of its texts.

    Keywords and categories are terms that other programs may look for.
    """

    def cuts() -> Iterator[Cut]:
        for node in source.root.nodes:
            if node.local in ("title", "subject", "description"):
                cut = plain(source, node, Block(kind="caption", text="", markup=(HIDDEN,)))
                if cut:
                    yield cut

    terms = sum(lettered(node.text) for node in source.root.nodes if node.local in ("keywords", "category"))
    return part(source, cuts(), path=path, language=language, left={"keywords": terms})


def drawing(
    source: Source,
    path: str,
    *,
    language: str = "",
    like: Describe = paragraph,
    shown: Callable[[Node], bool] = any_shape,
) -> Part:
    """Return a drawing; `language` is that of the document, by default the one that most of its runs state."""
    own = stated(source.data.decode())
    language = language or primary(own)
    cuts = drawn(source, language=own if primary(own) == language else "", like=like, shown=shown)
    return part(source, cuts, path=path, language=language, left=left_in_drawing(source.root, shown=shown))


def stated(*texts: str) -> str:
    """Return the language that most of the texts of parts are said to be in, as a tag; empty where none is."""
    found = Counter(match[2] for text in texts for match in _STATED.finditer(text))
    return found.most_common(1)[0][0] if found else ""


def restated(text: str, *, source: str, target: str) -> str:
    """Return a part with its statements of the language `source` set to the usual variant of `target`."""
    tag = escape(lang.default_variant(target))

    def other(found: re.Match[str]) -> str:
        return found[1] + (tag if primary(found[2]) == source else found[2])

    return _DC_LANGUAGE.sub(other, _STATED.sub(other, text))
