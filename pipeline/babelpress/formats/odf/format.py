"""OpenDocument texts and presentations (.odt, .odp): paragraphs, notes, comments, tables, slides, properties."""

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar

from babelpress import lang
from babelpress.document import HIDDEN, VERBATIM, Block
from babelpress.errors import UnreadableInput
from babelpress.formats.odf.inline import TAG, render_spans
from babelpress.formats.odf.paragraphs import Styles, paragraphs
from babelpress.formats.package.archive import Archive, Kind
from babelpress.formats.package.format import PackageFormat, PackageOptions
from babelpress.formats.xml.texts import Part, joined, lettered, part, plain, render_plain
from babelpress.formats.xml.tree import Cut, Source, escape, parse, primary

_TYPE = "application/vnd.oasis.opendocument."
_OTHERS = {"spreadsheet": "spreadsheet; save it as .xlsx", "graphics": "drawing", "text-master": "master document"}
_MACROS = re.compile(r"Basic/[^/]+/(?!script-l[bc]\.xml$)[^/]+\.xml|Scripts/.*[^/]")
_OBJECT = re.compile(r"(?:\./)?[^/]+/content\.xml")
_TAG = re.compile(r"<[\w:.-]+\s[^<>]*\b(fo|number):language=[^<>]*>")
_DC_LANGUAGE = re.compile(r"(<dc:language\b[^<>]*>\s*)([A-Za-z]{2,3})([\w-]*)(?=\s*</)")


class OdfOptions(PackageOptions):
    """Options of the readers of OpenDocument files."""


class OdfFormat(PackageFormat):
    """Reads an OpenDocument file as one article and renders it as files of the same kind.

    Translated are paragraphs and headings at any depth (tables, lists, frames, slides), headers, footers, notes,
    comments, charts, descriptions of pictures, labels of forms, title, subject and description. Tabs and line breaks
    separate texts. Fields, code, results of formulas and deleted passages stay as they are. Where the document states
    its language, the language of the translation is stated.

    Macros are refused: a translation would spread them under the publisher's name. A signature becomes invalid.

    Attributes:
        type: The media type that the files have.
    """

    Options: ClassVar = OdfOptions
    type: ClassVar[str]

    def parts(self, archive: Archive) -> Iterator[Part]:
        """Yield the content with its charts, then headers and properties. Raises `UnreadableInput`."""
        self._refuse(archive)
        content, styles = (
            _source(archive, path) if path in archive else None for path in ("content.xml", "styles.xml")
        )
        named = Styles(*(source for source in (styles, content) if source))
        language = primary(named.language)
        charts = [path for path in archive.paths if _OBJECT.fullmatch(path)]
        found = {"content.xml": content, **{path: _source(archive, path) for path in charts}, "styles.xml": styles}
        for path, source in found.items():
            if source:
                cuts, left = paragraphs(source, named)
                yield part(source, cuts, path=path, language=language, left=left)
        if "meta.xml" in archive:
            yield _properties(_source(archive, "meta.xml"), language)

    def restated(self, text: str, *, source: str, target: str) -> str:
        """Return a part that states the language of the translation."""
        tag = lang.default_variant(target)
        code, _, country = tag.partition("-")

        def other(found: re.Match[str]) -> str:
            stated = re.search(rf"\b{found[1]}:language=[\"']([A-Za-z]+)", found[0])
            if not stated or stated[1].lower() != source:
                return found[0]
            values = {"language": code, "country": country or "none"}
            return re.sub(
                rf"(\b{found[1]}:(language|country)=)([\"'])[^\"']*[\"']",
                lambda value: f"{value[1]}{value[3]}{escape(values[value[2]])}{value[3]}",
                found[0],
            )

        text = _TAG.sub(other, text)
        return _DC_LANGUAGE.sub(lambda it: it[1] + (escape(tag) if it[2].lower() == source else it[2] + it[3]), text)

    def rendered(self, blocks: Sequence[Block], language: str) -> str:
        """Return the text of one part."""
        return joined(blocks, _render)

    def _refuse(self, archive: Archive) -> None:
        name, kind = archive.name, self.kind
        stated = archive.read("mimetype").decode(errors="replace").strip() if "mimetype" in archive else ""
        if not stated.startswith(_TYPE) or "content.xml" not in archive:
            raise archive.mistaken()
        if stated not in (self.type, f"{self.type}-template"):
            what = stated.removeprefix(_TYPE)
            raise UnreadableInput(f"{name}: is not {kind.name} but an OpenDocument {_OTHERS.get(what, what)}")
        manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in archive else b""
        if b"encryption-data" in manifest:
            raise UnreadableInput(
                f"{name}: is protected by a password; open it in {kind.program} and save it without one"
            )
        if any(_MACROS.fullmatch(path) for path in archive.paths):
            raise UnreadableInput(
                f"{name}: has macros, which are not copied into translations; save it in {kind.program} without them"
            )


class OdtFormat(OdfFormat):
    """Reads an OpenDocument text; see `OdfFormat`."""

    type = f"{_TYPE}text"
    suffixes: tuple[str, ...] = (".odt", ".ott")
    suffix = ".odt"
    format = "odt"
    kind = Kind(name="an OpenDocument text", suffix=".odt", program="LibreOffice")


class OdpFormat(OdfFormat):
    """Reads an OpenDocument presentation; see `OdfFormat`."""

    type = f"{_TYPE}presentation"
    suffixes: tuple[str, ...] = (".odp", ".otp")
    suffix = ".odp"
    format = "odp"
    kind = Kind(name="an OpenDocument presentation", suffix=".odp", program="LibreOffice")


def _source(archive: Archive, path: str) -> Source:
    return parse(archive.xml(path), name=f"{archive.name}: {path}")


def _properties(source: Source, language: str) -> Part:
    def cuts() -> Iterator[Cut]:
        for node in source.root.walk("title", "subject", "description"):
            cut = plain(source, node, Block(kind="caption", text="", markup=(HIDDEN,)))
            if cut:
                yield cut

    terms = sum(lettered(node.text) for node in source.root.walk("keyword"))
    return part(source, cuts(), path="meta.xml", language=language, left={"keywords": terms})


def _render(block: Block) -> str:
    if block.kind in VERBATIM:
        return block.text
    return render_spans(block) if any(mark.tag == TAG for mark in block.markup) else render_plain(block)
