"""The values of YAML, TOML and JSON with their positions, and new texts written in their place."""

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from babelpress.errors import UnreadableInput

_TOML_STRING = re.compile(
    r"#[^\n]*"  # a comment, in which quotation marks do not count
    r"|(\"{3}(?:\\.|[^\\])*?\"{3,5}|'{3}.*?'{3,5}"  # multi-line strings, which may end in two more quotation marks
    r"|\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*')",  # basic and literal strings
    re.DOTALL,
)
_JSON_STRING = re.compile(r"(\"(?:[^\"\\]|\\.)*\")", re.DOTALL)
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)+")
_SENTINEL = re.compile("\ue000(\\d+)\ue000")
_AT_END = re.compile("end of stream|stream end")
_DEEP = re.compile(r"(?:[\[{]\s*+){50}")
"""Nesting for which the library takes quadratic time."""
_LINE = re.compile(r"line (\d+)")
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value: its path of keys and indices, its text, and its source from `start` to `end`, quotation marks
    included.
    """

    path: tuple[str, ...]
    text: str
    source: str
    start: int
    end: int
    syntax: str
    style: str = ""
    is_text: bool = True


def yaml_values(body: str) -> list[Value] | None:
    """Return the values of a YAML mapping, None for any other document.

    Raises ValueError with the line (from 1) and the problem.
    """
    import yaml

    if deep := _DEEP.search(body):
        raise ValueError(body.count("\n", 0, deep.start()) + 1, "it is nested too deep")
    try:
        root = yaml.compose(body, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        # for a quotation mark that is never closed, report where it opens rather than the end of the text
        mark = error.context_mark if _AT_END.search(error.problem or "") else error.problem_mark
        line = mark.line if mark else 0
        raise ValueError(line + 1, error.problem or "cannot be read") from error
    except yaml.reader.ReaderError as error:
        raise ValueError(body.count("\n", 0, error.position) + 1, f"a character {error.character:#x}") from error
    except RecursionError as error:
        raise ValueError(1, "it is nested too deep") from error
    if root is None:
        return []
    if not isinstance(root, yaml.MappingNode):
        return None
    found: list[Value] = []
    waiting: list[tuple[tuple[str, ...], Any, bool]] = [((), root, False)]
    seen: set[int] = set()
    while waiting:
        path, node, flow = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        flow = flow or bool(getattr(node, "flow_style", False))
        if isinstance(node, yaml.MappingNode):
            waiting += [((*path, str(key.value)), value, flow) for key, value in reversed(node.value)]
        elif isinstance(node, yaml.SequenceNode):
            waiting += reversed([((*path, str(index)), value, flow) for index, value in enumerate(node.value)])
        else:
            found.append(_yaml_value(body, path, node, flow=flow))
    return found


def _yaml_value(body: str, path: tuple[str, ...], node: Any, *, flow: bool) -> Value:
    start, end = node.start_mark.index, node.end_mark.index
    if properties := _PROPERTIES.match(body, start, end):
        start = properties.end()
    text, style = node.value, node.style or ""
    if style in ("|", ">"):
        source = body[start:end].rstrip(" \t\r\n")
        end, text = start + len(source), text.rstrip("\n")
    return Value(
        path=path,
        text=text,
        source=body[start:end],
        start=start,
        end=end,
        syntax="yaml",
        style=f"{style}{'flow' if flow else ''}",
        is_text=node.tag == "tag:yaml.org,2002:str",
    )


def toml_values(body: str) -> list[Value]:
    """Return the values of a TOML document. Raises ValueError with the line (from 1) and the problem."""
    try:
        tree = tomllib.loads(body)
    except tomllib.TOMLDecodeError as error:
        line = _LINE.search(str(error))
        raise ValueError(int(line[1]) if line else body.count("\n"), str(error).split(" (at")[0].lower()) from error
    except RecursionError as error:
        raise ValueError(1, "it is nested too deep") from error
    return _located(body, tree, _TOML_STRING, tomllib.loads, syntax="toml")


def json_values(text: str, *, name: str) -> tuple[list[Value], int]:
    """Return the values of the JSON object at the start of a text, and its end: 0 if more text follows on its line.

    Raises `UnreadableInput` naming the line.
    """
    try:
        tree, end = json.JSONDecoder().raw_decode(text)
    except json.JSONDecodeError as error:
        raise UnreadableInput(
            f"{name}: line {error.lineno}: the front matter is not valid JSON: {error.msg}; correct that line"
        ) from error
    except RecursionError as error:
        raise UnreadableInput(f"{name}: line 1: the front matter is nested too deep; make it flatter") from error
    if not re.match(r"[ \t]*(?:[\r\n]|$)", text[end : end + 200]):
        return [], 0
    return _located(text[:end], tree, _JSON_STRING, json.loads, syntax="json"), end


def _located(
    body: str,
    tree: Mapping[str, Any],
    strings: re.Pattern[str],
    loads: Callable[[str], Any],
    *,
    syntax: str,
) -> list[Value]:
    """Find the positions of a document's strings: each is replaced by its number, and the document parsed again."""
    found = [match for match in strings.finditer(body) if match[1]]
    numbers = iter(range(len(found)))
    marked = strings.sub(lambda m: f'"\ue000{next(numbers)}\ue000"' if m[1] else m[0], body)
    try:
        leaves = list(_walk((), loads(marked)))
    except ValueError:
        return []

    def text_of(value: str) -> tuple[str, int | None]:
        number = _SENTINEL.fullmatch(value)
        if not number:
            return value, None
        literal = found[int(number[1])][1]
        return str(next(iter(loads(f"k = {literal}").values())) if syntax == "toml" else loads(literal)), int(number[1])

    values: list[Value] = []
    pairs: list[tuple[tuple[str, ...], object]] = []
    for path, leaf in leaves:
        own_path = tuple(text_of(part)[0] for part in path)
        text, number = text_of(leaf) if isinstance(leaf, str) else (leaf, None)
        pairs.append((own_path, text))
        if number is not None:
            match = found[number]
            values.append(_string(own_path, str(text), match, syntax))
        elif not isinstance(leaf, str):
            shown = leaf.isoformat() if hasattr(leaf, "isoformat") else str(leaf)
            values.append(Value(path=own_path, text=shown, source="", start=-1, end=-1, syntax=syntax, is_text=False))
    return values if pairs == list(_walk((), tree)) else []


def _string(path: tuple[str, ...], text: str, match: re.Match[str], syntax: str) -> Value:
    source = match[1]
    style = source[:3] if source[:3] in ('"""', "'''") else source[0]
    return Value(
        path=path,
        text=text.strip("\n") if len(style) == 3 else text,
        source=source,
        start=match.start(1),
        end=match.end(1),
        syntax=syntax,
        style=style,
    )


def _walk(path: tuple[str, ...], value: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _walk((*path, str(key)), item)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _walk((*path, str(index)), item)
    else:
        yield path, value


def quoted(text: str, *, ascii_only: bool = False) -> str:
    """Return a text between double quotes, in a form that JSON, TOML and YAML all read."""
    return _UNSAFE.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(text, ensure_ascii=ascii_only))


def render_value(text: str, *, source: str, syntax: str, style: str) -> str:
    """Write a new text in the place of a value, in its style if that can represent it, else in double quotes."""
    if syntax == "json":
        return quoted(text, ascii_only="\\u" in source and source.isascii())
    ways = _yaml_ways(text, source, style) if syntax == "yaml" else _toml_ways(text, source, style)
    reads = _yaml_reads if syntax == "yaml" else _toml_reads
    return next((way for way in ways if reads(way, text, style)), quoted(text))


def _yaml_ways(text: str, source: str, style: str) -> Iterator[str]:
    kind = style.removesuffix("flow")
    if kind in ("|", ">"):
        header, *lines = re.split(r"\r\n?|\n", source)
        indent = next((line[: len(line) - len(line.lstrip(" "))] for line in lines if line.strip()), "")
        if indent and not re.search(r"\d", header):
            end = "\r\n" if "\r\n" in source else "\n"
            body = re.sub(r"\n+", r"\g<0>\n", text) if kind == ">" else text
            yield end.join([header, *(f"{indent}{line}" if line else "" for line in body.split("\n"))])
    elif kind == "'":
        yield "'" + text.replace("'", "''") + "'"
    elif kind == "":
        yield text


def _yaml_reads(way: str, text: str, style: str) -> bool:
    import yaml

    contexts = (
        ["k: {}\n", "- {}\n"] if way[:1] in "|>" and style[:1] in ("|", ">") else ["k: {}\nl: 1\n", "- {}\n- 1\n"]
    )
    if style.endswith("flow"):
        contexts += ["[{}, 1]", "{{k: {}, l: 1}}"]
    for context in contexts:
        try:
            tree = yaml.safe_load(context.format(way))
        except (yaml.YAMLError, ValueError):
            return False
        found = next(iter(tree.values() if isinstance(tree, dict) else tree), None)
        if not isinstance(found, str) or (found.rstrip("\n") if style[:1] in ("|", ">") else found) != text:
            return False
    return True


def _toml_ways(text: str, source: str, style: str) -> Iterator[str]:
    if len(style) == 3:
        inner = source[3:-3]
        lead = "\n" if inner.startswith(("\n", "\r\n")) else ""
        trail = "\n" if inner.endswith("\n") else ""
        if style == "'''":
            yield f"'''{lead}{text}{trail}'''"
        body = quoted(text)[1:-1].replace("\\n", "\n")
        yield f'"""{lead}{body}{trail}"""'
    elif style == "'":
        yield f"'{text}'"


def _toml_reads(way: str, text: str, style: str) -> bool:
    try:
        found = tomllib.loads(f"k = {way}\nl = 1\n").get("k")
    except tomllib.TOMLDecodeError:
        return False
    return isinstance(found, str) and (found.strip("\n") if len(style) == 3 else found) == text
