"""HTML tags in the text of Markdown: which belong together, and which cover what is not translated."""

import re

from markdown_it.token import Token

_HTML_TAG = re.compile(r"<(/?)([A-Za-z][\w:.-]*)")
_NOT_TRANSLATED = re.compile(r"""\stranslate=["']?no\b|\bnotranslate\b""")
_KEPT_TAGS = frozenset({"code", "kbd", "samp", "var", "script", "style", "pre", "textarea"})
_VOID_TAGS = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "source", "track", "wbr"})


def tag_name(raw: str) -> str:
    """Give the name of a tag in lower case, `html` for a comment or declaration."""
    found = _HTML_TAG.match(raw)
    return found[2].lower() if found else "html"


def is_kept(raw: str) -> bool:
    """Tell whether what a tag covers is not to be translated: code, or a tag that says so itself."""
    return tag_name(raw) in _KEPT_TAGS or bool(_NOT_TRANSLATED.search(raw))


def pairs(tokens: list[Token]) -> set[int]:
    """Give the indices of the HTML tags that belong together with no Markdown opened or closed across them."""
    found: set[int] = set()
    around: list[tuple[str, int]] = []
    for index, token in enumerate(tokens):
        if token.nesting > 0:
            around.append(("", index))
        elif token.nesting < 0:
            while around.pop()[0]:
                pass
        elif token.type == "html_inline" and (tag := _HTML_TAG.match(token.content)):
            name = tag[2].lower()
            if not tag[1]:
                if name not in _VOID_TAGS and not token.content.endswith("/>"):
                    around.append((name, index))
                continue
            for back in range(len(around) - 1, -1, -1):
                if around[back][0] == name:
                    found |= {around[back][1], index}
                    del around[back:]
                if not around[back:] or not around[back][0]:
                    break
    return found
