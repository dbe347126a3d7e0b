"""Writes Markdown, one file per language and article; text never turns into markup."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from pydantic import Field

from babelpress.document import Block, Record
from babelpress.formats.filenames import safe_name
from babelpress.formats.folder_writer import FolderOptions, FolderWriter
from babelpress.formats.versions import marker, versions, with_summary

_INLINE = re.compile(r"[\\`*_{}\[\]<>#&~|$]")
_LINE_START = re.compile(r"^([-+=:]|\d{1,9}(?=[.)]))", re.MULTILINE)
_RULE = re.compile(r"(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,}")
_LEADING = re.compile(r"^[ \t]+|[ \t]+$", re.MULTILINE)


class MarkdownWriterOptions(FolderOptions):
    """Options of the writer of Markdown."""

    summary: bool = Field(True, description="Put the summary between the title and the article.")


class MarkdownWriter(FolderWriter):
    """Writes `<language>/<id>.md`: CommonMark with `#` for the title, `##` for headings, `>` for quotations.

    Lists keep their numbers; the summary is under the title, after its label, and followed by a rule.
    """

    Options: ClassVar = MarkdownWriterOptions
    kind = "markdown"

    def __init__(self, output: Path, options: MarkdownWriterOptions) -> None:
        super().__init__(output, options)
        self._summary = options.summary

    def files(self, name: str, record: Record) -> dict[str, str]:
        """Return one file per version."""
        return {
            f"{safe_name(version.language)}/{name}.md": render_markdown(
                with_summary(version) if self._summary else version.blocks
            )
            for version in versions(record)
        }


def render_markdown(blocks: Sequence[Block]) -> str:
    """Return blocks as CommonMark."""
    parts: list[str] = []
    offsets: list[int] = []
    for block in blocks:
        if block.kind == "list_item":
            # a nested item is indented to the text of its parent
            depth = min(max(block.level, 1) - 1, len(offsets))
            bullet, text = _bullet(block)
            item = f"{' ' * sum(offsets[:depth])}{bullet}{text}\n"
            if offsets:
                parts[-1] += item
            else:
                parts.append(item)
            offsets[depth:] = [len(bullet)]
        else:
            offsets = []
            parts.append(_block(block))
    return "\n".join(parts)


def escape(text: str) -> str:
    """Return text that CommonMark shows literally.

    >>> escape("1. *Non*")
    '1\\\\. \\\\*Non\\\\*'
    """
    escaped = _INLINE.sub(r"\\\g<0>", _LEADING.sub("", text))
    escaped = _LINE_START.sub(lambda m: f"{m[0]}\\" if m[0][0].isdigit() else f"\\{m[0]}", escaped)
    return escaped.replace("\n", "\\\n")  # a hard line break


def _block(block: Block) -> str:
    match block.kind:
        case "title":
            return f"# {_one_line(block.text)}\n"
        case "heading":
            return f"{'#' * min(max(block.level, 2), 6)} {_one_line(block.text)}\n"
        case "quote":
            return "".join(f"> {line}\n" for line in escape(block.text).split("\n"))
        case "code":
            fence = "`" * max(3, 1 + max(map(len, re.findall("`+", block.text)), default=0))
            return f"{fence}\n{block.text}\n{fence}\n"
        case "raw" if _RULE.fullmatch(block.text):
            return f"{block.text}\n"
    return f"{escape(block.text)}\n"


def _bullet(block: Block) -> tuple[str, str]:
    """Return the bullet or number of an item, and its text; a letter is not Markdown and stays in the text."""
    text, mark = _one_line(block.text), marker(block)
    if re.fullmatch(r"\d{1,9}[.)] ", mark):
        return mark, text
    return "- ", text if mark[0] in "-•–*" else f"{escape(mark)}{text}"


def _one_line(text: str) -> str:
    return escape(" ".join(text.split("\n")))
