"""A strict YAML reader for settings; each fault is reported with its key, its line and what to do.

Only values that JSON has too are accepted. A date, a set, a key that is not text, a duplicate key, NaN or a Python tag
is a fault, because YAML gives some plain words a meaning that the author of a file may not know.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from babelpress.errors import ConfigError, Fault

_DEPTH = 40
"""Maximum nesting depth; the shipped files have a depth of six."""

_SIZE = 200_000
"""Maximum number of values of a file; a value counts once for each alias that refers to it."""

_TAG = "tag:yaml.org,2002:"
_PLAIN = {f"{_TAG}{name}" for name in ("str", "int", "float", "bool", "null")}
_KINDS = {
    "timestamp": "YAML reads a date",
    "binary": "YAML reads bytes",
    "set": "YAML reads a set",
    "int": "YAML reads a number",
    "float": "YAML reads a number",
    "bool": "YAML reads true or false",
    "null": "YAML reads nothing",
}
_LARGEST = 2**63


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The content of a file of settings.

    Attributes:
        value: Dicts, lists, strings, finite numbers, True, False and None. A faulty value is replaced with its text, so
            that the rest can be validated too.
        faults: What is wrong with the file, in order.
    """

    value: Any
    faults: tuple[Fault, ...] = ()


def read_document(path: Path, *, what: str) -> Document:
    """Read a YAML file.

    Args:
        path: The file.
        what: What messages call it: `profile`.

    Returns:
        Its content with all faults.

    Raises:
        ConfigError: The file cannot be read, is not UTF-8, or is not YAML.
    """
    return parse_document(read_utf8(path, what=what), name=str(path))


def read_utf8(path: Path, *, what: str) -> str:
    """Return the text of a file of settings. Raises `ConfigError`, which says why it cannot be read and what to do."""
    try:
        if path.is_dir():
            raise ConfigError(f"the {what} {path} is a folder; give the path of a file")
        raw = path.read_bytes()
    except (OSError, ValueError) as error:  # a name with a NUL is a ValueError
        reason = getattr(error, "strerror", None) or error
        raise ConfigError(f"the {what} {path} cannot be read: {reason}") from error
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ConfigError(f"the {what} {path} is not UTF-8 but UTF-16; save it as UTF-8")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        fault = Fault(f"line {line}", f"the byte {raw[error.start]:#04x} is not UTF-8; save the file as UTF-8")
        raise ConfigError(f"the {what} {path} is not UTF-8", [fault]) from error


def parse_document(text: str, *, name: str) -> Document:
    """Parse YAML; `name` is what messages call it. Raises `ConfigError` with the line where it is not YAML."""
    loader: _Loader | None = None
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
    except yaml.YAMLError as error:
        raise ConfigError(f"{name} is not YAML", [_syntax(error, text)]) from error
    except (ValueError, OverflowError) as error:  # an escape sequence that is not a character
        line = loader.line + 1 if loader else 1
        raise ConfigError(f"{name} is not YAML", [Fault(f"line {line}", str(error))]) from error
    if node is None:
        return Document(value=None)
    builder = _Builder(loader)
    return Document(value=builder.build(node, ()), faults=tuple(builder.faults))


class _Loader(yaml.SafeLoader):
    """A loader that refuses deep nesting, which would otherwise end in a `RecursionError`."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        self.depth += 1
        try:
            if self.depth > _DEPTH:
                mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
                raise yaml.MarkedYAMLError(problem=f"nested more than {_DEPTH} deep", problem_mark=mark)
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1


class _Builder:
    """Converts the nodes of one document to values, and collects what JSON does not allow as faults."""

    def __init__(self, loader: _Loader) -> None:
        self.faults: list[Fault] = []
        self._loader = loader
        self._above: list[yaml.Node] = []
        self._left = _SIZE

    def build(self, node: yaml.Node, path: tuple[str, ...]) -> Any:
        self._left -= 1
        if self._left < 0:
            if self._left == -1:
                self._note(path, node, f"has more than {_SIZE:,} values when its aliases are expanded; reduce them")
            return None
        if len(self._above) >= _DEPTH:  # through aliases; the loader has refused literal nesting
            self._note(path, node, f"is nested more than {_DEPTH} deep; write it flatter")
            return None
        if node in self._above:
            self._note(path, node, "contains itself (an alias of its own anchor); write the values out")
            return None
        self._above.append(node)
        try:
            return self._value(node, path)
        finally:
            self._above.pop()

    def _value(self, node: yaml.Node, path: tuple[str, ...]) -> Any:
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, path)
        wanted = f"{_TAG}{'map' if isinstance(node, yaml.MappingNode) else 'seq'}"
        if node.tag != wanted:
            self._note(path, node, f"the tag {_short(node.tag)} is not allowed in settings; remove it")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        return [self.build(item, (*path, str(place))) for place, item in enumerate(node.value)]

    def _mapping(self, node: yaml.MappingNode, path: tuple[str, ...]) -> dict[str, Any]:
        lines: dict[str, int] = {}
        own: dict[str, Any] = {}
        merged: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if key_node.tag == f"{_TAG}merge":
                merged |= self._merge(value_node, (*path, "<<"))
                continue
            key = self._key(key_node, path)
            if key in lines:
                message = f"is already set in line {lines[key]}; keep one of them"
                self._note((*path, key), key_node, message)
                continue
            lines[key] = key_node.start_mark.line + 1
            own[key] = self.build(value_node, (*path, key))
        return {**merged, **own}

    def _merge(self, node: yaml.Node, path: tuple[str, ...]) -> dict[str, Any]:
        """Return the keys that `<<: *anchor` adds; keys of the mapping itself take precedence over them."""
        sources = node.value if isinstance(node, yaml.SequenceNode) else [node]
        found: dict[str, Any] = {}
        for one in sources:
            value = self.build(one, path)
            if isinstance(value, dict):
                found = {**value, **found}
            else:
                self._note(path, one, "must refer to a mapping (<<: *anchor)")
        return found

    def _key(self, node: yaml.Node, path: tuple[str, ...]) -> str:
        if not isinstance(node, yaml.ScalarNode):
            self._note((*path, "?"), node, "a key must be text, not a list or a mapping")
            return f"? line {node.start_mark.line + 1}"
        key = _printable(node.value)
        if node.tag != f"{_TAG}str":
            self._note((*path, key), node, f"{_kind(node.tag)} where a key must be text; put it in quotation marks")
        elif key != node.value:
            self._note((*path, key), node, "contains half of a surrogate pair; write the whole character")
        return key

    def _scalar(self, node: yaml.ScalarNode, path: tuple[str, ...]) -> Any:
        if node.tag not in _PLAIN:
            if node.tag == f"{_TAG}timestamp":
                message = f"{_kind(node.tag)}, which settings do not have; put it in quotation marks: '{node.value}'"
            else:
                message = f"{_kind(node.tag)}; settings have text, numbers, true and false only: remove the tag"
            self._note(path, node, message)
            return _printable(node.value)
        try:
            value = self._loader.construct_object(node)
        except (ValueError, OverflowError, KeyError, IndexError, yaml.YAMLError):
            self._note(
                path,
                node,
                f"{_printable(node.value)[:40]!r} is not a valid {_short(node.tag)}; put text in quotation marks",
            )
            return _printable(node.value)
        if isinstance(value, float) and not math.isfinite(value):
            self._note(path, node, f"{node.value} is not a finite number; give a finite one")
        elif isinstance(value, int) and abs(value) >= _LARGEST:
            self._note(path, node, "is a number of more than 64 bits; give a smaller one")
        elif isinstance(value, str) and _printable(value) != value:
            self._note(path, node, "contains half of a surrogate pair; write the whole character")
        else:
            return value
        return _printable(node.value)

    def _note(self, path: tuple[str, ...], node: yaml.Node, message: str) -> None:
        self.faults.append(
            Fault(".".join(step or "''" for step in path), f"line {node.start_mark.line + 1}: {message}")
        )


def _kind(tag: str) -> str:
    """Return how YAML reads a value with this tag, in words."""
    return _KINDS.get(tag.removeprefix(_TAG), f"the tag {_short(tag)}")


def _short(tag: str) -> str:
    """Return a tag as it is written in a file: `!!int`."""
    return tag.replace(_TAG, "!!") if tag.startswith(_TAG) else tag


def _printable(text: str) -> str:
    """Return the text with each half of a surrogate pair written as an escape sequence."""
    return text.encode(errors="backslashreplace").decode()


def _syntax(error: yaml.YAMLError, text: str) -> Fault:
    """Return the place and the reason of a syntax error."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        context = f"{error.context}, " if error.context else ""
        mark = error.problem_mark
        return Fault(f"line {mark.line + 1}, column {mark.column + 1}", f"{context}{error.problem}")
    if isinstance(error, yaml.reader.ReaderError):
        line = text.count("\n", 0, error.position) + 1
        return Fault(f"line {line}", f"the character U+{error.character:04X} is not allowed in YAML; remove it")
    return Fault("", str(error))


def mapping(document: Document, *, what: str) -> tuple[Mapping[str, Any], list[Fault]]:
    """Return the keys of a document that must be a mapping, and its faults; `what` is what messages call it."""
    if isinstance(document.value, dict):
        return document.value, list(document.faults)
    found = "empty" if document.value is None else f"a {type(document.value).__name__}"
    return {}, [*document.faults, Fault("", f"the {what} must be a mapping of keys (key: value), but it is {found}")]
