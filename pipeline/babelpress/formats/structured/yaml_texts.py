"""The strings of a YAML document with their positions, and new texts in their place, in the same style."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from babelpress.errors import UnreadableInput
from babelpress.formats.decoding import normal_form
from babelpress.formats.structured.json_texts import MAX_DEPTH
from babelpress.formats.structured.paths import Scalar

if TYPE_CHECKING:
    import yaml

# `_PROPERTIES` are anchors, tags and comments before a value; `_UNPRINTABLE` what YAML 1.1 does not allow unescaped.
_STR = "tag:yaml.org,2002:str"
_PROPERTIES = re.compile(r"(?:[&!]\S*|#[^\r\n]*|\s+)*+")
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_PLAIN = re.compile(r"(?:[^\W_]|[«“„‘’¿¡(…])(?:[^\x00-\x1f\x7f-\x9f:#\u2028\u2029\ufeff]|:(?=[^\s,\[\]{}])|(?<=\S)#)*+")
"""A string that is certainly read as one plain scalar, on one line and outside of brackets."""
_FLOW = re.compile(r"[,?\[\]{}]")  # the parser ends a plain string in brackets at a question mark too
_UNPRINTABLE = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_ESCAPED = re.compile(rf'[\\"\n\t\r]|{_UNPRINTABLE.pattern}')
_BOOLEANS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_SYMBOL = re.compile(r"(?<=[\[,\s]):(?=[A-Za-z_]\w*[ \t]*[,\]])")
_NO_COLON = "\uf8fd"
"""Stands for the colon of a symbol of Ruby in brackets (`[:day, :month]`), which the parser does not take."""

_STYLES = {"": "plain", "'": "single", '"': "double", "|": "|", ">": ">"}
BLOCKS = frozenset("|>")
_MIN_WIDTH = 40


def yaml_strings(text: str, *, name: str) -> Iterator[Scalar]:
    """Yield the strings in order; a quoted one with its quotation marks, a block scalar without its header.

    Works on the parser's events: aliases are not followed and tags not applied. Numbers, dates and tagged values are
    left out. Raises `UnreadableInput` naming line and column.
    """
    import yaml

    path: list[str] = []
    flows: list[bool] = []
    items: list[int] = []  # the index of the next item of a list; -1 before a key of a mapping, -2 after it
    try:
        for event in yaml.parse(_SYMBOL.sub(_NO_COLON, text), Loader=yaml.SafeLoader):
            is_node = isinstance(event, yaml.NodeEvent)
            is_key = is_node and bool(items) and items[-1] == -1
            if is_node and items:
                if items[-1] >= 0:
                    path[-1] = str(items[-1])
                    items[-1] += 1
                elif is_key:
                    path[-1] = event.value if isinstance(event, yaml.ScalarEvent) else ""
                    items[-1] = -2
                else:
                    items[-1] = -1
            if isinstance(event, yaml.CollectionStartEvent):
                if len(items) == MAX_DEPTH:
                    where = _where(event.start_mark)
                    raise UnreadableInput(f"{name}: {where}: is nested more than {MAX_DEPTH} levels deep")
                items.append(0 if isinstance(event, yaml.SequenceStartEvent) else -1)
                flows.append(bool(event.flow_style))
                path.append("")
            elif isinstance(event, yaml.CollectionEndEvent):
                items.pop()
                flows.pop()
                path.pop()
            elif isinstance(event, yaml.ScalarEvent) and _is_text(event):
                yield _scalar(text, event, tuple(path), is_key=is_key, in_flow=bool(flows) and flows[-1])
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{_where(mark)}: " if mark else ""
        raise UnreadableInput(f"{name}: {where}is not YAML: {error.problem or error.context}") from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        character = f"the character U+{int(error.character):04X} is not allowed; write it as an escape"
        raise UnreadableInput(f"{name}: line {line:,}: is not YAML: {character}") from error


def yaml_note(text: str, scalar: Scalar) -> dict[str, str]:
    """Return what `spell_yaml` has to know about the string that a new one replaces."""
    raw = text[scalar.start : scalar.end]
    spelling = {"style": scalar.style, "flow": "yes" if scalar.in_flow else "no"}
    if scalar.style in BLOCKS:
        lines = _BREAK.split(raw)
        newline = _BREAK.search(text)
        spelling["indent"] = str(scalar.indent)
        spelling["newline"] = newline[0] if newline else "\n"
        spelling["width"] = str(
            max(_MIN_WIDTH, *(len(line) - scalar.indent for line in ["", *lines[1:]]), len(lines[0]))
        )
    return spelling


def spell_yaml(text: str, note: dict[str, str]) -> str:
    """Return a text in the style of the string it replaces, quoted only where it must be."""
    style = note["style"]
    if style in BLOCKS:
        return _block(normal_form(text), note)
    if style == "plain" and _is_plain(text, in_flow=note["flow"] == "yes"):
        return text
    if style == "single" and not _UNPRINTABLE.search(text) and not re.search(r"[\n\t]", text):
        return "'" + text.replace("'", "''") + "'"
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _is_plain(text: str, *, in_flow: bool) -> bool:
    if not _PLAIN.fullmatch(text) or (in_flow and _FLOW.search(text)) or text != text.strip():
        return False
    return text.lower() not in _BOOLEANS and _resolves_to_text(text) and not (text[0].isdigit() and " " not in text)


def _is_text(event: "yaml.ScalarEvent") -> bool:
    if event.tag is not None:
        return bool(event.tag == _STR)
    return bool(event.style) or _resolves_to_text(event.value)


def _resolves_to_text(value: str) -> bool:
    """Return whether YAML 1.1 reads a plain value as a string, not as a number, a date or a truth value."""
    import yaml

    resolvers = yaml.SafeLoader.yaml_implicit_resolvers
    return not any(pattern.match(value) for _, pattern in [*resolvers.get(value[:1], ()), *resolvers.get(None, ())])


def _scalar(text: str, event: "yaml.ScalarEvent", path: tuple[str, ...], *, is_key: bool, in_flow: bool) -> Scalar:
    start, end, value = _index(event.start_mark), _index(event.end_mark), event.value.replace(_NO_COLON, ":")
    if event.anchor is not None or event.tag is not None:
        start = _PROPERTIES.match(text, start, end).end()  # type: ignore[union-attr]  # matches the empty string too
    style = _STYLES[event.style or ""]
    indent = 0
    if style in BLOCKS:
        end = start + len(text[start:end].rstrip())
        header = _BREAK.search(text, start, end)
        body = header.end() if header else end
        start = body + len(text[body:end]) - len(text[body:end].lstrip())
        first = next((line for line in _BREAK.split(value) if line.strip()), "")
        indent = len(_BREAK.split(text[body:start])[-1]) - (len(first) - len(first.lstrip()))
        value = value.strip()
    return Scalar(path, start, end, value, is_key, style, in_flow, indent)


def _block(text: str, note: dict[str, str]) -> str:
    indent, newline = " " * int(note["indent"]), note["newline"]
    lines = _UNPRINTABLE.sub("", text).strip().split("\n")
    lines = [line if line.strip() else "" for line in lines]
    if note["style"] == ">":
        lines = _unfolded(lines, width=int(note["width"]))
    return newline.join(f"{indent if number and line else ''}{line}" for number, line in enumerate(lines))


def _unfolded(lines: list[str], *, width: int) -> list[str]:
    """Return lines that folding turns back into these: wrapped, with an extra blank line where folding joins lines."""
    new: list[str] = []
    for line in lines:
        if line and new and line[0] not in " \t":
            before = next(last for last in reversed(new) if last)
            if before[0] not in " \t":
                new.append("")
        new += _wrapped(line, width)
    return new


def _wrapped(line: str, width: int) -> list[str]:
    """Cut a line at single spaces; one that begins with white space is never folded."""
    if not line or line[0] in " \t":
        return [line]
    made = [""]
    for word in re.split(r"(?<=\S) (?=\S)", line):
        if made[-1] and len(made[-1]) + 1 + len(word) > width:
            made.append(word)
        else:
            made[-1] = f"{made[-1]} {word}" if made[-1] else word
    return made


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    code = ord(character)
    return _ESCAPES.get(character) or (f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}")


def _where(mark: Any) -> str:
    return f"line {mark.line + 1:,}, column {mark.column + 1:,}"


def _index(mark: Any) -> int:
    """Return the index of a mark; the library's types allow for events without one."""
    return int(mark.index)
