"""The versions of an article that a writer writes: the source and every translation, in order of the page's menu."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from babelpress import lang
from babelpress.document import HIDDEN, VERBATIM, Block, Record, Summary
from babelpress.lang import labels
from babelpress.lang.names import from_menu

_LINE_ENDS = str.maketrans("\r\n", "  ")
_RULE = "* * *"
"""What ends a summary in a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """An article in one language.

    `document` has all its blocks, skeletons included; `standfirst` and `description` are empty where there is none.
    """

    language: str
    document: tuple[Block, ...]
    summary: Summary | None
    is_source: bool
    standfirst: str = ""
    description: str = ""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks to show: without the syntax of the source's format, its line ends and texts of attributes."""
        return shown_blocks(self.document)

    @property
    def title(self) -> str | None:
        """The text of the title block, or None where there is none."""
        return next((block.text for block in self.blocks if block.kind == "title"), None)


def versions(record: Record) -> tuple[Version, ...]:
    """Return the versions of a record; none where its language is unknown.

    In the order of the page's own language menu; languages that are not in it follow, the source first.
    """
    if record.language is None:
        return ()
    found = {record.language: record.article.blocks}
    for translation in record.translations:
        found.setdefault(translation.language, _with_markers(translation.blocks, record.article.blocks))
    order = [*from_menu(record.article.meta.menu), *found]
    return tuple(
        Version(
            language=language,
            document=blocks,
            summary=record.summary(language),
            is_source=language == record.language,
            standfirst=_text(record.summary(language, "standfirst")),
            description=_text(record.summary(language, "description")),
        )
        for language, blocks in sorted(found.items(), key=lambda item: order.index(item[0]))
    )


def shown_blocks(document: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks of a document that a page shows, as `Version.blocks`."""
    shown = tuple(block for block in document if block.kind != "skeleton" and not _hidden(block))
    if len(shown) == len(document):
        return shown  # a format in which line ends have a meaning
    return tuple(block if block.kind in VERBATIM else _flowing(block) for block in shown)


def with_summary(version: Version) -> tuple[Block, ...]:
    """Return the blocks of a version with its summary between title and article: a heading, the text, a rule."""
    if version.summary is None:
        return version.blocks
    at = 1 if version.blocks and version.blocks[0].kind == "title" else 0
    label = labels(version.language).summary
    summary = (
        Block(kind="heading", text=label, level=2),
        Block(kind="paragraph", text=version.summary.text),
        Block(kind="raw", text=_RULE),
    )
    return (*version.blocks[:at], *summary, *version.blocks[at:])


def without_summary(blocks: Sequence[Block]) -> tuple[Block, ...] | None:
    """Return the blocks of a file without the summary that `with_summary` put there; None where there is none.

    That is: after at most one block, the label, one block of text, and a rule.
    """
    known = {labels(code).summary for code in lang.known()}
    texts = [index for index, block in enumerate(blocks) if block.kind not in VERBATIM][:3]
    for index, text in pairwise(texts):
        if blocks[index].text in known:
            after = text + 1
            if after < len(blocks) and blocks[after].kind in VERBATIM and _RULE in blocks[after].text.split("\n"):
                return (*blocks[:index], *blocks[after + 1 :])
    return None


def marker(block: Block) -> str:
    """Return the marker of a list item, with the space after it."""
    return next((dict(mark.attributes).get("text", "- ") for mark in block.markup if mark.tag == "marker"), "- ")


def _text(summary: Summary | None) -> str:
    return summary.text if summary else ""


def _flowing(block: Block) -> Block:
    """Replace line ends by spaces, one for one, so that the positions of marks do not change."""
    return replace(block, text=block.text.translate(_LINE_ENDS))


def _hidden(block: Block) -> bool:
    return any(mark.tag == HIDDEN.tag for mark in block.markup)


def _with_markers(blocks: tuple[Block, ...], source: tuple[Block, ...]) -> tuple[Block, ...]:
    """Give list items without a marker that of the same block in the source."""
    completed = list(blocks)
    for index, (block, original) in enumerate(zip(blocks, source, strict=False)):
        if block.kind == "list_item" and not any(mark.tag == "marker" for mark in block.markup):
            marks = tuple(mark for mark in original.markup if mark.tag == "marker")
            completed[index] = replace(block, markup=(*marks, *block.markup))
    return tuple(completed)
