"""PowerPoint presentations (.pptx): the texts of slides, notes, comments, charts, diagrams and properties."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from babelpress._internal.xml_tree import Node
from babelpress.document import Block
from babelpress.formats.package.archive import Archive, Kind
from babelpress.formats.package.format import PackageFormat, PackageOptions
from babelpress.formats.package.opc import CORE, Opc, core, drawing, restated, stated
from babelpress.formats.xml.drawing import DRAWINGS, any_shape
from babelpress.formats.xml.texts import Part, attribute, part, plain_lines, unseen
from babelpress.formats.xml.tree import Source, primary

_POINT = "application/vnd.openxmlformats-officedocument.presentationml."
_MAIN = tuple(f"{_POINT}{kind}.main+xml" for kind in ("presentation", "slideshow", "template"))
_ROLES = {
    **dict.fromkeys(_MAIN, "main"),
    f"{_POINT}slide+xml": "slide",
    f"{_POINT}notesSlide+xml": "notes",
    **dict.fromkeys(DRAWINGS, "drawing"),
    f"{_POINT}comments+xml": "comments",
    "application/vnd.ms-powerpoint.comments+xml": "drawing",
    f"{_POINT}slideLayout+xml": "layout",
    f"{_POINT}slideMaster+xml": "layout",
    f"{_POINT}notesMaster+xml": "layout",
    f"{_POINT}handoutMaster+xml": "layout",
    CORE: "core",
}
_TITLES = frozenset({"title", "ctrTitle"})
_BULLETS = frozenset({"buChar", "buAutoNum", "buBlip"})
_RUNNING = frozenset({"ftr", "hdr", "dt", "sldNum"})
"""Placeholders whose text in a layout is copied to each new slide and is no prompt."""


class PptxOptions(PackageOptions):
    """Options of the reader of presentations."""


class PptxFormat(PackageFormat):
    """Reads a presentation as one article and renders it as presentations.

    Translated are the texts of slides in their order, each with its notes, comments, tables, charts and diagrams;
    fixed texts of layouts, descriptions of pictures, hints of links, names of sections, title, subject and description.
    A line break ends a text. Prompts of layouts, which no slide show shows, and fields such as dates and page numbers
    stay as they are, and so do the tables behind charts. Where the document states its language, the language of the
    translation is stated.

    Macros are refused: a translation would spread them under the publisher's name. A signature becomes invalid.
    """

    Options: ClassVar = PptxOptions
    suffixes: tuple[str, ...] = (".pptx", ".pptm", ".ppsx", ".ppsm", ".potx", ".potm")
    suffix = ".pptx"
    format = "pptx"
    kind = Kind(
        name="a PowerPoint presentation",
        suffix=".pptx",
        program="PowerPoint",
        old="an old PowerPoint file (.ppt)",
    )

    def parts(self, archive: Archive) -> Iterator[Part]:
        """Yield the slides in their order, then what belongs to all of them. Raises `UnreadableInput`."""
        package = Opc(archive)
        main = package.source(package.main(_MAIN))
        found = {path: (role, package.source(path)) for path, role in package.of(_ROLES)}
        tag = stated(*(source.data.decode() for role, source in found.values() if role == "slide"))
        language = primary(tag)
        for path in _in_order(package, main, {path: role for path, (role, _) in found.items()}):
            role, source = found[path]
            if role == "core":
                yield core(source, path, language=language)
            elif role == "comments":
                cuts = (cut for node in source.root.walk("text") for cut in plain_lines(source, node, _REMARK))
                yield part(source, unseen(cuts), path=path, language=language)
            elif role == "main":
                names = (attribute(source, node, "name") for node in source.root.walk("section"))
                left = {"embedded files": package.embedded()}
                yield part(source, filter(None, names), path=path, language=language, left=left)
            else:
                shown = _is_fixed if role == "layout" else any_shape
                like = _of_slide if role == "slide" else _of_notes
                yield drawing(source, path, language=language, like=like, shown=shown)

    def restated(self, text: str, *, source: str, target: str) -> str:
        """Return a part that states the language of the translation."""
        return restated(text, source=source, target=target)


_REMARK = Block(kind="paragraph", text="")


def _in_order(package: Opc, main: Source, roles: dict[str, str]) -> Sequence[str]:
    """Return the paths of all parts: each slide in the order of the show, followed by what only it refers to."""
    path = next(path for path, role in roles.items() if role == "main")
    targets = package.related(path)
    ids = [next((v for k, v in node.attributes.items() if k.endswith(":id")), "") for node in main.root.walk("sldId")]
    shown = [targets[id] for id in ids if roles.get(targets.get(id, "")) == "slide"]
    order: dict[str, None] = {}
    slides = (path for path, role in roles.items() if role == "slide")
    for slide in dict.fromkeys((*shown, *slides)):
        order[slide] = None
        own = [target for target in package.related(slide).values() if roles.get(target) in _WITH_SLIDE]
        order |= dict.fromkeys(sorted(own, key=lambda target: _WITH_SLIDE.index(roles[target])))
    return [*order, *(path for path in roles if path not in order)]


_WITH_SLIDE = ("drawing", "notes", "comments")


def _placeholder(shape: Node) -> Node | None:
    """Return the element that makes a shape the place of a title, a list, a footer."""
    about = next((node for node in shape.nodes if node.local in ("nvSpPr", "nvGraphicFramePr")), None)
    own = about.child("nvPr") if about else None
    return own.child("ph") if own else None


def _is_fixed(shape: Node) -> bool:
    """Return whether a shape of a layout is shown on the slides: all but the prompts in the places of their texts."""
    place = _placeholder(shape)
    return place is None or place.get("type") in _RUNNING


def _of_slide(shape: Node, properties: Node | None) -> Block:
    place = _placeholder(shape)
    kind = place.get("type") if place else ""
    if kind in _TITLES:
        return Block(kind="heading", text="", level=1)
    bullets = {node.local for node in properties.nodes} & {*_BULLETS, "buNone"} if properties else set()
    listed = bool(bullets & _BULLETS) or (place is not None and kind in ("", "obj", "body") and not bullets)
    if not listed or shape.local != "sp":
        return Block(kind="paragraph", text="")
    level = properties.get("lvl") if properties else ""
    return Block(kind="list_item", text="", level=int(level) + 1 if level.isdecimal() and len(level) == 1 else 1)


def _of_notes(_: Node, __: Node | None) -> Block:
    return Block(kind="paragraph", text="")
