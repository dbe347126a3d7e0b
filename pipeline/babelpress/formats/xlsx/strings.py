"""The texts of cells and notes: plain or with formats, each line a text of its own."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from babelpress._internal.xml_tree import Node
from babelpress.document import Block
from babelpress.formats.xml.runs import SHEET, Piece, Runs, whole
from babelpress.formats.xml.texts import BREAKS, Nested, lettered, plain_lines, unescape
from babelpress.formats.xml.tree import Cut, Source

_CELL = Block(kind="paragraph", text="")


def text_of(node: Node) -> str:
    """Return what a cell shows: the text of its runs, without hints of pronunciation."""
    runs = [inside for child in node.nodes if child.local == "r" for inside in child.nodes]
    return "".join(child.text for child in (*node.nodes, *runs) if child.local == "t")


def rich(source: Source, node: Node, *, is_kept: Callable[[str], bool] = lambda _: False) -> Iterator[Cut]:
    """Yield the lines of an element with text or runs (`si`, `is`, `text`).

    Args:
        source: The part.
        node: The element.
        is_kept: Whether a line stays as it is.
    """
    runs = Runs(Nested(source), SHEET, prefix=node.name[: -len(node.local)])
    group: list[Piece] = []
    for child in node.nodes:
        if child.local == "r":
            for piece in _lines(source, child):
                if piece:
                    group.append(piece)
                    continue
                yield from _prose(group, runs, is_kept)
                group = []
        elif child.local == "t":
            yield from (cut for cut in plain_lines(source, child, _CELL) if _worded(cut, is_kept))
    yield from _prose(group, runs, is_kept)


def _worded(cut: Cut, is_kept: Callable[[str], bool]) -> bool:
    return lettered(cut.blocks[0].text) and not is_kept(cut.blocks[0].text)


def _lines(source: Source, run: Node) -> Iterator[Piece | None]:
    """Yield the lines of a run; None between two of them."""
    text, properties = run.child("t"), run.child("rPr")
    written = source.raw(text.inner, text.outer) if text else ""
    if text is None or "<" in written or not BREAKS.search(written):
        yield whole(run)
        return
    opening = source.raw(run.start, text.inner)
    closing = source.raw(text.outer, run.end)
    at, start, head = 0, run.start, ""
    for line in [*BREAKS.finditer(written), None]:
        piece = written[at : line.start() if line else len(written)]
        content: list[Node | str] = [replace(text, content=[unescape(piece)])]
        node = replace(run, content=[*([properties] if properties else []), *content])
        end = text.inner + len(written[: line.start()].encode()) if line else run.end
        if piece.strip():
            yield Piece(node, start, end, head, opening if line else "")
        if line:
            yield None
            at, start, head = line.end(), text.inner + len(written[: line.end()].encode()), closing


def _prose(pieces: list[Piece], runs: Runs, is_kept: Callable[[str], bool]) -> Iterator[Cut]:
    texts = [index for index, piece in enumerate(pieces) if runs.has_text([piece.node])]
    if not texts:
        return
    inside = pieces[texts[0] : texts[-1] + 1]
    cut = Cut(start=inside[0].start, end=inside[-1].end, blocks=(runs.block(inside, _CELL),))
    if _worded(cut, is_kept):
        yield cut
