"""The versions of an article that a writer shows: the source and every translation, in the order of its menu."""

from dataclasses import dataclass, replace

from babelpress.document import HIDDEN, VERBATIM, Block, Record, Summary
from babelpress.lang import labels
from babelpress.lang.names import from_menu

_LINE_ENDS = str.maketrans("\r\n", "  ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """An article in one language; `document` are all its blocks, the syntax between them included.

    `standfirst` and `description` are empty where there is none.
    """

    language: str
    document: tuple[Block, ...]
    summary: Summary | None
    is_source: bool
    standfirst: str = ""
    description: str = ""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What a reader sees: without the syntax of the source's format, its line ends and texts of attributes."""
        shown = tuple(block for block in self.document if block.kind != "skeleton" and not _hidden(block))
        if len(shown) == len(self.document):
            return shown  # of a format whose line ends mean something
        return tuple(block if block.kind in VERBATIM else _flowing(block) for block in shown)

    @property
    def title(self) -> str | None:
        """The text of the title block, or None where there is none."""
        return next((block.text for block in self.blocks if block.kind == "title"), None)


def versions(record: Record) -> tuple[Version, ...]:
    """Give the versions of a record, none where its language is not known.

    In the order of the page's own language menu; those that are not in it follow, the source first.
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


def with_summary(version: Version) -> tuple[Block, ...]:
    """Give the blocks of a version with its summary between title and article: a heading, the text, a rule."""
    if version.summary is None:
        return version.blocks
    at = 1 if version.blocks and version.blocks[0].kind == "title" else 0
    label = labels(version.language).summary
    summary = (
        Block(kind="heading", text=label, level=2),
        Block(kind="paragraph", text=version.summary.text),
        Block(kind="raw", text="* * *"),
    )
    return (*version.blocks[:at], *summary, *version.blocks[at:])


def marker(block: Block) -> str:
    """Give what stands before a list item, space included."""
    return next((dict(mark.attributes).get("text", "- ") for mark in block.markup if mark.tag == "marker"), "- ")


def _text(summary: Summary | None) -> str:
    return summary.text if summary else ""


def _flowing(block: Block) -> Block:
    """Line ends as spaces, one for one: the marks stay where they are."""
    return replace(block, text=block.text.translate(_LINE_ENDS))


def _hidden(block: Block) -> bool:
    return any(mark.tag == HIDDEN.tag for mark in block.markup)


def _with_markers(blocks: tuple[Block, ...], source: tuple[Block, ...]) -> tuple[Block, ...]:
    """Give list items without a marker the one of the same block in the source."""
    mended = list(blocks)
    for index, (block, original) in enumerate(zip(blocks, source, strict=False)):
        if block.kind == "list_item" and not any(mark.tag == "marker" for mark in block.markup):
            marks = tuple(mark for mark in original.markup if mark.tag == "marker")
            mended[index] = replace(block, markup=(*marks, *block.markup))
    return tuple(mended)
