"""Tags of template languages and of site generators, and what each does: control, one half of a pair, or a value.

Liquid, Jinja, Twig, Django, Handlebars, Mustache, Go templates, ERB, EJS, PHP, Mailchimp, FreeMarker, Template Toolkit;
the directives of Blade and Velocity; the shortcodes of Hugo and WordPress.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["control", "pair", "value", "literal"]
Place = Literal["open", "middle", "close", ""]

LONGEST = 200_000
"""Most characters of one tag."""

_CLOSERS = (
    ("{{{", "}}}"),
    ("{!!", "!!}"),
    ("*|", "|*"),
    ("{{<", ">}}"),
    ("{{%", "%}}"),
    ("{{", "}}"),
    ("{%", "%}"),
    ("<%", "%>"),
    ("<?php", "?>"),
    ("<?=", "?>"),
    ("<?", "?>"),
    ("[% ", "%]"),
    ("[%- ", "%]"),
)
"""Beginning and end of a tag; the first that matches."""
_OPENER = re.compile("|".join(re.escape(opener) for opener, _ in _CLOSERS))
SIGNS = ("{{", "{%", "{!!", "<%", "<?", "*|", "[% ", "[%- ")
"""What a text with a template tag contains."""

_BLOCKS = re.compile(
    r"if|unless|for|case|with|block|macro|call|filter|autoescape|ifchanged|ifequal|ifnotequal|spaceless|capture|"
    r"tablerow|comment|raw|verbatim|blocktrans|blocktranslate|trans|embed|apply|sandbox|cache|highlight|"
    r"paginate|form|foreach|switch|while|each"
)
_ONE_LINE = {"trans": re.compile(r"[\"'_(]"), "block": re.compile(r"[\"']")}
"""What follows the name of a block that has no end: `{% trans "Bonjour" %}`."""
_MIDDLES = re.compile(r"else|elif|elsif|elseif|when|empty|plural|break|continue|otherwise|default")
_WORD = re.compile(r"[-+~=]?\s*([A-Za-z_]\w*)\s*(.{0,2})", re.DOTALL)
_GO = re.compile(r"-?\s*(?:(if|range|with|block|define|else if|else|end|break|continue)\b)\s*(\S{0,2})")
_NAME = re.compile(r"\s*[A-Za-z_]\w*\s*")
_BARS = re.compile(r"~?\s*([#^/])\s*[*>]?([\w.@/-]*)")
_RUBY = re.compile(
    r"(?P<middle>\}\s*(?:else|elseif|catch)\b|(?:else|elsif|elseif|elif|when|case|default|rescue|ensure)\b(?!.*\bend$))"
    r"|(?P<close>end\w*\b|\})"
    r"|(?P<open>(?:if|unless|for|foreach|while|until|case|begin|switch)\b)",
    re.DOTALL,
)
_RUBY_OPENS = re.compile(r"(?:\bdo(?:\s*\|[^|]*\|)?|\{(?:\s*\|[^|]*\|)?|\b(?:if|for|foreach|while|switch)\b.*:)\s*\Z")
_FREEMARKER = re.compile(r"<(/?)([#@])(\w[\w.]*)")
_FREEMARKER_BLOCKS = re.compile(r"if|list|items|switch|macro|function|attempt|escape|noescape|foreach|compress|autoesc")
_FREEMARKER_MIDDLES = re.compile(r"else|elseif|case|default|recover|sep|break|on")
_INSIDE = r"\((?:[^()]|\((?:[^()]|\([^()]*+\))*+\))*+\)"
_BLADE = (
    "if|elseif|unless|foreach|forelse|for|while|switch|case|isset|empty|can|cannot|section|yield|include|extends|lang|push|"
    "stack|component|slot|error|method|auth|guest|env"
)
_BLADE_ALONE = (
    "else|auth|guest|csrf|parent|default|break|end(?:if|unless|foreach|forelse|for|while|switch|isset|empty|can|cannot|"
    "section|push|component|slot|error|auth|guest|env)"
)
DIRECTIVE = re.compile(
    rf"(?<![\w@#/.\"'=&-])@(?:({_BLADE})[ ]?{_INSIDE}|({_BLADE_ALONE})\b(?![\w(@.-]))"
    rf"|(?<![@#/.\"'=&-])#(?:(if|elseif|foreach|set|parse|include|macro)[ ]?{_INSIDE}"
    r"|(else|end)\b(?![\w-])|\{(else|end)\})"
)
"""A directive of Blade (`@if (...)`, `@endif`) or Velocity (`#if(...)`, `#{else}`, `#end`)."""
_DIRECTIVE_BLOCKS = re.compile(
    "if|unless|foreach|forelse|for|while|switch|isset|can|cannot|section|push|component|slot|error|auth|guest|env|macro"
)
_SHORTCODE = re.compile(r"\{\{[<%]-?\s*(/?)\s*([\w./-]+)")
_MERGE = re.compile(r"(IF|IFNOT)[: ]|(ELSE|ELSEIF)\b|END:", re.IGNORECASE)
_BRACKETS = re.compile(r"\[(/?)([A-Za-z][\w-]{1,40})")
_ENDED = re.compile(r"/\s*[>%]\}\}\Z|/\s*\]\Z")
_QUOTE = re.compile(r"[\"`]|(?<!\w)'|'(?!\w)")
_ANGULAR = re.compile(r"<(?:x|ph)\s[^<>]*?\b(?:id|equiv)=\"(START|CLOSE)_([A-Z_]+?)(?:_\d+)?\"")
VERBATIM = re.compile(r"comment|highlight|rawhtml|math|katex|latex|mermaid|code")
"""Names of blocks and pairs whose content is not prose."""


@dataclass(frozen=True, slots=True)
class Tag:
    """What a tag does: it controls texts, is one half of a pair around a text, or stands for a value.

    `literal` is kept whole: a block whose content is not prose (`{% comment %} ... {% endcomment %}`), a merge field.
    """

    kind: Kind
    place: Place = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A tag at `start` to `end` of a text."""

    start: int
    end: int
    tag: Tag


VALUE = Tag("value")
LITERAL = Tag("literal")
_VARIABLE = Tag("value", "", "{{}}")
"""A value that is only a name: `{{ debut }}`, which templates of Go do not have."""
_END = "end"
"""The name of `{{ end }}`, which may be such a variable."""


def find(text: str) -> Iterator[Found]:
    """Yield the template tags of a text in order, in linear time; brackets of WordPress are not among them.

    >>> [(one.tag.kind, one.tag.place) for one in find("{% if a %}Oui{% endif %}, {{ b }}")]
    [('control', 'open'), ('control', 'close'), ('value', '')]
    """
    ends: dict[str, int] = {}
    endless: set[str] = set()
    at = 0
    while found := _OPENER.search(text, at):
        start, at = found.span()
        closer = next(closer for opener, closer in _CLOSERS if opener == found[0])
        if ends.get(closer, -1) < at:
            end = text.find(closer, at)
            ends[closer] = len(text) + LONGEST if end < 0 else end
        if ends[closer] - at <= LONGEST and ends[closer] < len(text):
            if unfinished(text, found[0], at, ends[closer]):
                continue
            at = ends[closer] + len(closer)
            tag = read(text[start:at])
            last = literal_end(text, at, tag, endless)
            yield Found(start, last or at, LITERAL if last else tag)
            at = last or at


def unfinished(text: str, opener: str, start: int, end: int) -> bool:
    """Return whether the same tag begins again between `start`, behind an opener, and `end`, outside of a string.

    >>> unfinished("{{ nom, et {{ titre }}", "{{", 2, 20), unfinished('{{ "{{ x" }}', "{{", 2, 10)
    (True, False)
    """
    again = text.find(opener, start, end)
    return again >= 0 and not len(_QUOTE.findall(text, start, again)) % 2


def read(tag: str) -> Tag:
    """Return what one tag does, from its spelling.

    >>> read("{{#if a}}"), read("{{< /note >}}"), read("{{ page.title }}")
    (Tag(kind='control', place='open', name='if'), Tag(kind='pair', place='close', name='note'), Tag(kind='value', \
place='', name=''))
    """
    if tag.startswith(("{{<", "{{%")):
        return _shortcode(tag)
    if tag.startswith("{!!"):
        return LITERAL
    if tag.startswith("*|"):
        return _merge_tag(tag[2:-2])
    if tag.startswith("{{{"):
        return VALUE
    if tag.startswith("{{"):
        return _braces(tag[2:-2])
    if tag.startswith("{%"):
        return _percent(tag[2:-2])
    if tag.startswith(("<%=", "<?=", "<%#", "<%%")):
        return VALUE
    if tag.startswith("<%"):
        return _code(tag[2:-2])
    if tag.startswith("<?") and not tag.startswith("<?xml"):
        return _code(tag[5 if tag.startswith("<?php") else 2 : -2])
    if tag.startswith(("[% ", "[%- ")):
        return _percent(tag[2:-2].lower())
    if tag.startswith(("<#", "</#", "<@", "</@")):
        return _freemarker(tag)
    if tag.startswith(("@", "#")) and (directive := DIRECTIVE.fullmatch(tag)):
        return _directive(next(filter(None, directive.groups())))
    if tag.startswith("["):
        return _brackets(tag)
    if tag.startswith("<") and (angular := _ANGULAR.match(tag)):
        place: Place = "open" if angular[1] == "START" else "close"
        return Tag("control" if angular[2].startswith("BLOCK") else "pair", place, angular[2].lower())
    return VALUE


def _freemarker(tag: str) -> Tag:
    found = _FREEMARKER.match(tag)
    if not found or tag.endswith("/>"):
        return VALUE
    if found[1]:
        return Tag("control", "close", found[3])
    if found[2] == "#" and _FREEMARKER_MIDDLES.fullmatch(found[3]):
        return Tag("control", "middle", found[3])
    return Tag("control", "open", found[3]) if _FREEMARKER_BLOCKS.fullmatch(found[3]) else Tag("value", "", found[3])


def _directive(name: str) -> Tag:
    if name.startswith("end"):
        return Tag("control", "close", name[3:])
    if name in ("else", "elseif", "case", "default", "break", "empty"):
        return Tag("control", "middle", name)
    return Tag("control", "open", name) if _DIRECTIVE_BLOCKS.fullmatch(name) else VALUE


def _merge_tag(inside: str) -> Tag:
    found = _MERGE.match(inside)
    if not found:
        return LITERAL
    place: Place = "open" if found[1] else "middle" if found[2] else "close"
    return Tag("control", place, "if")


def _shortcode(tag: str) -> Tag:
    found = _SHORTCODE.match(tag)
    if not found or _ENDED.search(tag):
        return VALUE
    return Tag("pair", "close" if found[1] else "open", found[2])


def _brackets(tag: str) -> Tag:
    found = _BRACKETS.match(tag)
    if not found or (_ENDED.search(tag) and not found[1]):
        return VALUE
    return Tag("pair", "close" if found[1] else "open", found[2].lower())


def _braces(inside: str) -> Tag:
    if found := _BARS.match(inside):
        if found[1] == "/":
            return Tag("control", "close", found[2])
        if found[1] == "^" and not found[2]:
            return Tag("control", "middle", "else")
        return Tag("control", "open", found[2])
    found = _GO.match(inside)
    if not found:
        return _VARIABLE if _NAME.fullmatch(inside) else VALUE
    name, more = found[1].split()[0], found[2].strip("-~ ")
    if name in ("else", "break", "continue"):
        return Tag("control", "middle", name)
    if name == "end":
        return VALUE if more else Tag("control", "close", _END)
    # a word alone is a variable, and so is one with a path, a filter or an operator after it
    is_block = bool(more) and more[0] not in "|=<>+?:,)" and inside[found.end(1) : found.end(1) + 1].isspace()
    return Tag("control", "open", name) if is_block else VALUE


def _percent(inside: str) -> Tag:
    found = _WORD.match(inside)
    if not found:
        return VALUE
    name = found[1]
    if name.startswith("end"):
        return Tag("control", "close", name[3:].lstrip("_"))
    if _MIDDLES.fullmatch(name):
        return Tag("control", "middle", name)
    if _BLOCKS.fullmatch(name) and not (name in _ONE_LINE and _ONE_LINE[name].match(found[2])):
        return Tag("control", "open", name)
    return Tag("value", "", name)


def _code(inside: str) -> Tag:
    code = inside.strip(" \t\r\n-=;").rstrip()
    found = _RUBY.match(code)
    if found and found["middle"]:
        return Tag("control", "middle", "")
    if found and found["close"]:
        return Tag("control", "open" if _RUBY_OPENS.search(code) else "close", "")
    if (found and found["open"]) or _RUBY_OPENS.search(code):
        return Tag("control", "open", "")
    return VALUE


def literal_end(text: str, at: int, tag: Tag, endless: set[str]) -> int:
    """Return where the block of a tag ends if it holds no prose, else 0; `endless` are names without an end."""
    if tag.kind != "control" or tag.place != "open" or not VERBATIM.fullmatch(tag.name) or tag.name in endless:
        return 0
    end = re.compile(rf"\{{%[-+~]?\s*end_?{tag.name}\b[^%]{{0,40}}%\}}").search(text, at)
    if not end:
        endless.add(tag.name)
    return end.end() if end else 0


def controls(tags: Sequence[Tag]) -> list[bool]:
    """Return which tags of a text bound the texts around them like tags of blocks.

    Those that control, a block whose name is not known but whose end is there, and halves of pairs without the other.
    `{{ end }}` after no beginning is a variable if there are others.

    >>> controls([read("{{ debut }}"), read("{{ end }}")]), controls([read("{{ if a }}"), read("{{ end }}")])
    ([False, False], [True, True])
    """
    variables = _VARIABLE in tags and not any(tag.kind == "control" and tag.place == "middle" for tag in tags)
    ended = {tag.name for tag in tags if tag.kind == "control" and tag.place == "close"}
    found = []
    depth = 0
    for tag in tags:
        own = tag.kind == "control" or (tag.kind == "value" and bool(tag.name) and tag.name in ended)
        if tag.place == "close" and tag.name == _END:
            own = depth > 0 or not variables
        depth += (tag.place == "open") - (own and tag.place == "close") if tag.kind == "control" else 0
        found.append(own or (tag.kind == "pair" and tag.place == "close"))
    return found


def pairs(tags: Sequence[Tag | None]) -> dict[int, int]:
    """Return the index of the end of each beginning among siblings, for the halves of pairs that do not cross.

    >>> pairs([read("{{< a >}}"), read("{{< b >}}"), read("{{< /a >}}"), read("{{< /b >}}")])
    {0: 2}
    """
    found: dict[int, int] = {}
    waiting: list[int] = []
    open_: dict[str, int] = {}
    for index, tag in enumerate(tags):
        if tag is None or tag.kind != "pair":
            continue
        if tag.place == "open":
            waiting.append(index)
            open_[tag.name] = open_.get(tag.name, 0) + 1
        elif open_.get(tag.name):
            while True:
                start = waiting.pop()
                name = tags[start].name  # type: ignore[union-attr]  # only tags wait
                open_[name] -= 1
                if name == tag.name:
                    break
            found[start] = index
    return found
