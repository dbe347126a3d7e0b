"""Whether HTML and Markdown kept their structure: compared by parsers that the package itself does not use."""

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
INLINE = "a|abbr|b|cite|code|del|em|i|ins|kbd|mark|q|s|small|span|strong|time|u"
WORDED = {"alt", "aria-label", "content", "label", "placeholder", "title", "lang", "xml:lang"}
"""Attributes whose value changes with the language."""
SPLIT_WORD = re.compile(rf"[^\W\d_](?:</?(?:{INLINE})\b[^>]*>)+[^\W\d_]")
UNWRITTEN = {"script", "style"}


class _Tree(HTMLParser):
    """Counts tags, comments and declarations, follows nesting, collects text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: Counter[str] = Counter()
        self.around: list[str] = []
        self.crossed = False
        self.texts: list[str] = []
        self.feed(text)
        self.close()
        self.unclosed = [tag for tag in self.around if tag not in {"p", "li", "td", "tr", "dt", "dd"}]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = sorted(name if name in WORDED else f'{name}="{value or ""}"' for name, value in attrs)
        self.tags[f"<{' '.join([tag, *said])}>"] += 1
        if tag not in VOID:
            self.around.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        self.tags[f"</{tag}>"] += 1
        if self.around and self.around[-1] == tag:
            self.around.pop()
        elif tag in self.around:
            while self.around.pop() != tag:
                pass
            self.crossed = True
        else:
            self.crossed = True

    def handle_comment(self, data: str) -> None:
        self.tags[f"<!--{data}-->"] += 1

    def handle_decl(self, decl: str) -> None:
        self.tags[f"<!{decl}>"] += 1

    def unknown_decl(self, data: str) -> None:
        self.tags[f"<![{data}]>"] += 1

    def handle_data(self, data: str) -> None:
        if not (self.around and self.around[-1] in UNWRITTEN):
            self.texts.append(data)


def shown(html: str) -> str:
    """Give the text of HTML as a reader sees it."""
    return "".join(_Tree(html).texts)


def html_faults(source: str, output: str) -> Iterator[str]:
    """Compare tags, attributes and comments as multisets, and look at nesting and at words cut in two."""
    before, after = _Tree(source), _Tree(output)
    yield from _differences(before.tags, after.tags)
    if (after.crossed or after.unclosed) and not (before.crossed or before.unclosed):
        yield "is not well nested"
    if SPLIT_WORD.search(output) and not SPLIT_WORD.search(source):
        yield f"a tag inside a word: {SPLIT_WORD.search(output).group()}"  # type: ignore[union-attr]


def markdown_faults(source: str, output: str) -> Iterator[str]:
    """Compare the order of blocks and, as multisets, everything inline."""
    (blocks, inline), (blocks_after, inline_after) = (_markdown(text) for text in (source, output))
    if blocks != blocks_after:
        yield f"blocks: {' '.join(blocks_after)}, not {' '.join(blocks)}"
    yield from _differences(inline, inline_after)


def _differences(before: Counter[str], after: Counter[str]) -> Iterator[str]:
    if lost := before - after:
        yield f"lost {' '.join(lost.elements())}"
    if new := after - before:
        yield f"has {' '.join(new.elements())}, which the source has not"


def _markdown(text: str) -> tuple[list[str], Counter[str]]:
    from markdown_it import MarkdownIt

    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    blocks: list[str] = []
    inline: Counter[str] = Counter()
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        blocks.append(token.type + (f":{token.tag}" if token.tag else ""))
        if token.type in {"fence", "code_block", "html_block"}:
            blocks.append(token.content)
        for child in token.children or ():
            if child.type in {"text", "softbreak"}:
                continue
            said = child.attrs.get("href", child.attrs.get("src", ""))
            content = child.content if child.type in {"code_inline", "html_inline"} else ""
            inline[f"{child.type}{said or ''}{content}"] += 1
    return blocks, inline
