"""Reads the article back from a page that the site writer wrote."""

from collections.abc import Sequence

from babelpress.document import Block

_PAGE, _BODY, _UNTITLED = '<main id="content">', '<div class="body">', '<h1 class="unseen">'
"""What the templates write before the content, before the article, and before a title that the article lacks."""
_TAGS = '<footer class="tags">'
"""What they write after the article."""


def article_of(blocks: Sequence[Block]) -> tuple[Block, ...] | None:
    """Return the blocks of the article in a page, without menus, notices and summaries.

    Args:
        blocks: The blocks of a document of HTML, skeletons included.

    Returns:
        Its title, if it has one, and its text; None for any other page.
    """
    page = _place(blocks, _PAGE)
    body = _place(blocks, _BODY)
    if page is None or body is None or body < page:
        return None
    title = tuple(
        block
        for before, block in zip(blocks[page:body], blocks[page + 1 : body], strict=False)
        if block.kind == "title" and not before.text.rstrip().endswith(_UNTITLED)
    )
    after = _place(blocks, _TAGS)
    return (*title, *(block for block in blocks[body:after] if block.kind != "skeleton"))


def _place(blocks: Sequence[Block], text: str) -> int | None:
    return next((i for i, block in enumerate(blocks) if block.kind == "skeleton" and text in block.text), None)
