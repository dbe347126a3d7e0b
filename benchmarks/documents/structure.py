"""Compares the structure of a document and its translation by parsers that the package does not use.

Those of `tests/document_cases.py`, and where they are installed docutils, nbformat, python-docx, python-pptx, openpyxl,
webvtt-py and `msgfmt`; what is not installed is not asked.
"""

import importlib.util
import io
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

import document_cases as cases
from document_cases import Pair

Check = Callable[[Pair], Iterator[str]]


def _has(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def _lines(*patterns: str) -> Check:
    def check(pair: Pair) -> Iterator[str]:
        for pattern in patterns:
            before, after = (re.findall(pattern, text, re.M) for text in (pair.before, pair.after))
            if before != after:
                yield _first(before, after)

    return check


def _first(before: list[Any], after: list[Any]) -> str:
    """Say where two lists differ first."""
    for place, (one, other) in enumerate(zip(before, after, strict=False)):
        if one != other:
            return f"{place}: {one!r} became {other!r}"
    return f"{len(before)} became {len(after)}: {(before + after)[min(len(before), len(after))]!r}"


def _of(name: str, wanted: Any = None) -> Check:
    return lambda pair: cases.CHECKS[name](pair, wanted)


def msgfmt(pair: Pair) -> Iterator[str]:
    """gettext accepts what it accepted."""
    if not any(cases.msgfmt(Pair(pair.source, pair.source, pair.language, pair.name), None)):
        yield from cases.msgfmt(pair, None)


_FLAG = re.compile(r"(?:, )?fuzzy\b")


def po(pair: Pair) -> Iterator[str]:
    """The same entries with the same notes; a doubt about a translation goes with it."""
    for pattern in (r"^#[.:|~].*$", r"^#,.*$", r"^msg(?:id|id_plural|ctxt)\b"):
        before, after = (
            [bare for row in re.findall(pattern, text, re.M) if (bare := _FLAG.sub("", row).strip("#, "))]
            for text in (pair.before, pair.after)
        )
        if before != after:
            yield _first(before, after)


def mdx(pair: Pair) -> Iterator[str]:
    """As Markdown; a tag without an end is an error in MDX."""
    texts = (re.sub(r"^(?:\t| {2,})+", "", text, flags=re.M) for text in (pair.before, pair.after))  # no code by indent
    before, after = (text.encode() for text in texts)
    yield from cases.markdown(Pair(before, after, pair.language, pair.name), None)
    bare = r"<(?:br|hr|img)\b[^>/]*>"
    if len(re.findall(bare, pair.after)) > len(re.findall(bare, pair.before)):
        yield "a tag that has no end"


def rst(pair: Pair) -> Iterator[str]:
    """The tree of nodes that docutils reads, but for its texts, and its complaints."""
    if not _has("docutils"):
        return
    before, after = (_rst_nodes(text) for text in (pair.before, pair.after))
    if before != after:
        yield _first(before, after)


def _rst_nodes(text: str) -> list[str]:
    from docutils import nodes
    from docutils.core import publish_doctree
    from docutils.parsers.rst import Directive, directives, roles
    from docutils.utils import Reporter

    class Any_(Directive):
        """A directive of Sphinx: a title, options, content."""

        has_content, optional_arguments, final_argument_whitespace = True, 9, True
        option_spec = None

        def run(self) -> list[Any]:
            made = nodes.container()
            self.state.nested_parse(self.content, self.content_offset, made)
            return [nodes.container(directive=self.name), made]

    def role(name: str, raw: str, text: str, *_: Any, **__: Any) -> Any:
        inner = re.search(r"<([^>]*)>$", text)
        return [nodes.inline(role=name, goal=inner[1] if inner else text)], []

    for name in set(re.findall(r"^\s*\.\. ([\w:-]+)::", text, re.M)):
        if name not in directives._directive_registry:
            directives.register_directive(name, Any_)
    for name in set(re.findall(r":([\w:.+-]+):`", text)):
        roles.register_local_role(name, role)
    settings = {"report_level": Reporter.SEVERE_LEVEL + 1, "halt_level": 9, "file_insertion_enabled": False}
    tree = publish_doctree(text, settings_overrides={**settings, "raw_enabled": False, "warning_stream": io.StringIO()})
    kept = ("refuri", "role", "goal", "directive", "uri", "refid")
    found = []
    for node in tree.findall():
        if isinstance(node, nodes.Text):
            if isinstance(node.parent, nodes.literal_block | nodes.comment | nodes.literal):
                found.append(f"text {node}")
        elif isinstance(node, nodes.target) and isinstance(node.parent, nodes.TextElement):
            continue  # of a link whose words are not its name
        elif isinstance(node, nodes.Element) and not isinstance(node, nodes.system_message | nodes.problematic):
            found.append(f"{node.tagname} {[str(node[key]) for key in kept if key in node and key != 'refid']}")
        elif isinstance(node, nodes.system_message) and node["level"] > 1:
            found.append("complaint")
    return _regardless_of_place(found)


_INLINE = (
    "literal",
    "strong",
    "emphasis",
    "reference",
    "inline",
    "substitution_reference",
    "footnote_reference",
    "text",
)


def _regardless_of_place(found: list[str]) -> list[str]:
    """Sort what stands between two blocks: words, and marks with them, move inside a paragraph."""
    made: list[str] = []
    waiting: list[str] = []
    for each in found:
        if each.split(" ")[0] in _INLINE:
            waiting.append(each)
        else:
            made += [*sorted(waiting), each]
            waiting = []
    return made + sorted(waiting)


def notebook(pair: Pair) -> Iterator[str]:
    """Cells of the same kinds, code and outputs untouched, Markdown cells of the same shape."""
    whole = [json.loads(text) for text in (pair.before, pair.after)]
    before, after = (each["cells"] for each in whole)
    bare = [{**each, "cells": [{**cell, "source": ""} for cell in each["cells"]]} for each in whole]
    yield from cases.same_json(Pair(*(json.dumps(each).encode() for each in bare), pair.language, pair.name), [])
    for one, other in zip(before, after, strict=False):
        texts = ["".join(cell["source"]) for cell in (one, other)]
        if one["cell_type"] != "markdown" and one["source"] != other["source"]:
            yield f"a cell of {one['cell_type']} is changed"
        if one["cell_type"] == "markdown":
            yield from cases.markdown(Pair(texts[0].encode(), texts[1].encode(), pair.language, pair.name), None)
    if _has("nbformat"):
        import nbformat

        try:
            nbformat.reads(pair.before, as_version=4)
            nbformat.validate(json.loads(pair.before))
        except Exception:
            return  # it was wrong before
        try:
            nbformat.validate(json.loads(pair.after))
        except Exception as error:
            yield f"nbformat: {error}"[:200]


def docx(pair: Pair) -> Iterator[str]:
    yield from cases.package(pair, [])
    if _has("docx"):
        from docx import Document

        before, after = (_opened(Document, data) for data in (pair.source, pair.out))
        if before is not None:
            shapes = [_docx_shape(each) if each is not None else "cannot be opened" for each in (before, after)]
            if shapes[0] != shapes[1]:
                yield f"python-docx: {shapes[0]} became {shapes[1]}"


def _opened(read: Callable[[Any], Any], data: bytes) -> Any:
    try:
        return read(io.BytesIO(data))
    except Exception:
        return None


def _docx_shape(document: Any) -> str:
    styles = Counter(paragraph.style.name for paragraph in document.paragraphs)
    full = sum(bool(paragraph.text.strip()) for paragraph in document.paragraphs)
    return f"{sorted(styles.items())} {full} {len(document.tables)} {len(document.inline_shapes)}"


_ODF = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_SPAN, _BLANK = (f"{_ODF % 'text'}{name}" for name in ("span", "s"))


def odf(pair: Pair) -> Iterator[str]:
    """As a package. Words move, so a paragraph has to have the styles of its words, not as many spans of each; a style
    that cannot be seen (a language, a revision) may be missing, and one blank be written as an element or not."""
    yield from cases.package(pair, ["content.xml", "styles.xml"])
    before, after = (_visible(cases.parts(data)) for data in (pair.source, pair.out))
    for name, tree in before.items():
        yield from (f"{name}: {fault}" for fault in _of("xml")(Pair(tree, after[name], pair.language, name)))


def _visible(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Return the parts with texts, with spans and single blanks moved out of the way."""
    trees = {name: ElementTree.fromstring(parts[name]) for name in ("content.xml", "styles.xml") if name in parts}
    invisible = {name for tree in trees.values() for name in _invisible_styles(tree)}
    for tree in trees.values():
        for tag in ("p", "h"):
            for paragraph in [*tree.iter(f"{_ODF % 'text'}{tag}")]:
                styles: set[str] = set()
                _unwrap(paragraph, styles)
                for style in sorted(styles - invisible):
                    ElementTree.SubElement(paragraph, _SPAN, style=style)
    return {name: ElementTree.tostring(tree) for name, tree in trees.items()}


def _invisible_styles(tree: ElementTree.Element) -> Iterator[str]:
    own = _ODF % "style"
    for style in tree.iter(f"{own}style"):
        said = [key.rpartition("}")[2] for inner in style.iter() if inner is not style for key in inner.attrib]
        says_nothing = all("rsid" in key or "language" in key or "country" in key for key in said)
        if style.get(f"{own}family") == "text" and not style.get(f"{own}parent-style-name") and says_nothing:
            yield style.get(f"{own}name", "")


def _unwrap(node: ElementTree.Element, styles: set[str]) -> None:
    """Replace the spans in a node by what is in them, drop single blanks, and add the styles of words."""
    children: list[ElementTree.Element] = []
    for child in node:
        _unwrap(child, styles)
        if child.tag == _SPAN:
            if "".join(child.itertext()).strip() or len(child):
                styles.add(child.get(f"{_ODF % 'text'}style-name", ""))
            children += child
        elif child.tag != _BLANK or child.get(f"{_ODF % 'text'}c", "1") != "1":
            children.append(child)
    node[:] = children


def pptx(pair: Pair) -> Iterator[str]:
    yield from cases.package(pair, [])
    if _has("pptx"):
        from pptx import Presentation

        before, after = (_opened(Presentation, data) for data in (pair.source, pair.out))
        if before is not None:
            shapes = [_pptx_shape(each) if each is not None else "cannot be opened" for each in (before, after)]
            if shapes[0] != shapes[1]:
                yield f"python-pptx: {shapes[0]} became {shapes[1]}"


def _pptx_shape(document: Any) -> str:
    return str(
        [
            [
                (shape.name, [bool(p.text.strip()) for p in shape.text_frame.paragraphs])
                for shape in slide.shapes
                if shape.has_text_frame
            ]
            for slide in document.slides
        ]
    )


def xlsx(pair: Pair) -> Iterator[str]:
    yield from cases.package(pair, [])
    if _has("openpyxl"):
        from openpyxl import load_workbook

        before, after = (_opened(load_workbook, data) for data in (pair.source, pair.out))
        if before is not None and after is None:
            yield "openpyxl cannot open it"
        elif before is not None:
            yield from _cells(before, after)


def _cells(before: Any, after: Any) -> Iterator[str]:
    for one, other in zip(before.worksheets, after.worksheets, strict=False):
        for row, changed in zip(one.iter_rows(), other.iter_rows(), strict=False):
            for cell, new in zip(row, changed, strict=False):
                text = isinstance(cell.value, str) and cell.data_type != "f"
                if (text and not isinstance(new.value, str)) or (not text and cell.value != new.value):
                    yield f"{cell.coordinate}: {cell.value!r} became {new.value!r}"
                    return


def vtt(pair: Pair) -> Iterator[str]:
    yield from _lines(r"^.*-->.*$", r"^NOTE.*$", r"</?(?!b>|i>)[a-z][^>]*>")(pair)
    yield from cases.times(pair, r"<((?:\d\d:)?\d\d:\d\d\.\d+)>")
    if _has("webvtt"):
        import webvtt

        try:
            before = [(cue.start, cue.end) for cue in webvtt.from_string(pair.before)]
        except Exception:
            return
        try:
            after = [(cue.start, cue.end) for cue in webvtt.from_string(pair.after)]
        except Exception as error:
            yield f"webvtt: {error}"
            return
        if before != after:
            yield f"webvtt: {_first(before, after)}"


_RARE = re.compile(rb'\s*<item quantity="(?:zero|two|few|many)">.*?</item>', re.DOTALL)


def xml(pair: Pair) -> Iterator[str]:
    """The elements of the source; a category of plurals that the language does not have may be missing."""
    source, out = (_RARE.sub(b"", data) for data in (pair.source, pair.out))
    yield from _of("xml")(Pair(source, out, pair.language, pair.name))


_ADOC = (
    r"^(?:={4,}|-{4,}|\*{4,}|_{4,}|\.{4,}|\+{4,}|\|===|--)$",
    r"^\[[\w#.%,=\" -]*\]$",
    r"^=+ ",
    r"^:[\w-]+:",
    r"^(?:\*+|\.+|-) ",
    r"^(?:image|include|ifdef|ifndef|endif|toc|video)::[^\[]*\[",
    r"^\[\[.*\]\]$",
    r"^//.*$",
    r"footnote:\[[^\[\]]*\w[^\[\]]*(?=\])()",
)
CHECKS: dict[str, list[Check]] = {
    ".md": [_of("markdown")],
    ".markdown": [_of("markdown")],
    ".mdx": [mdx],
    ".html": [_of("html")],
    ".htm": [_of("html")],
    ".po": [msgfmt, po],
    ".json": [_of("same_json", [r"_(?:one|many|other|two|few|zero)$"]), _of("icu")],
    ".arb": [_of("same_json", []), _of("icu")],
    ".xcstrings": [_of("same_json", ["localizations"])],
    ".yml": [_of("same_yaml", [r"\.(?:one|many|other|two|few|zero)$"])],
    ".yaml": [_of("same_yaml", [r"\.(?:one|many|other|two|few|zero)$"])],
    ".xml": [xml],
    ".resx": [_of("xml")],
    ".ts": [_of("xml")],
    ".rss": [_of("xml")],
    ".xlf": [_of("xml")],
    ".xliff": [_of("xml")],
    ".strings": [_lines(r"^/\*.*$", r'^"[\w.]+"\s*=\s*"', r'";$')],
    ".properties": [_lines(r"^[#!].*$", r"^[\w.-]+ ?[=:]")],
    ".srt": [_lines(r"^\d.*$", r"^(?:<[ib]>)?- ")],
    ".sbv": [_lines(r"^\d.*$", r"^(?:<[ib]>)?- ")],
    ".vtt": [vtt],
    ".ass": [_lines(r"^(?!Dialogue).*$", r"^Dialogue: (?:[^,]*,){9}", r"\{[^}]*\}")],
    ".adoc": [_lines(*_ADOC)],
    ".rst": [rst],
    ".ipynb": [notebook],
    ".docx": [docx],
    ".pptx": [pptx],
    ".xlsx": [xlsx],
    ".odt": [odf],
    ".odp": [odf],
    ".epub": [_of("package", ["*.ncx"])],
}


def differences(source: bytes, out: bytes, *, suffix: str, language: str) -> list[str]:
    """Return in what the structure of a translation is not that of its source."""
    pair = Pair(source, out, language, f"a{suffix}")
    found: list[str] = []
    for check in CHECKS.get(suffix, ()):
        try:
            found += check(pair)
        except Exception as error:
            found.append(f"cannot be read: {type(error).__name__}: {error}"[:200])
    return found
