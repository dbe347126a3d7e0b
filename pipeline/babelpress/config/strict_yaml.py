"""Files of settings: strict YAML in, values out, and every fault with its key, line and what to do.

YAML is taken for what JSON can say too. A date, a set, a key that is no text, a key that comes twice, NaN or a tag of
Python is a fault: YAML reads more into a plain word than who wrote it may know of.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from babelpress.errors import ConfigError, Fault

_DEPTH = 40
"""Keys within keys; our own files have six."""

_SIZE = 200_000
"""Values of a file, each counted as often as an alias names it."""

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
    """What a file says, of dicts, lists, strings, finite numbers, true, false and None, and what is wrong with it.

    Where a value is at fault its text stands for it, so that the rest can be checked too.
    """

    value: Any
    faults: tuple[Fault, ...] = ()


def read_document(path: Path, *, what: str) -> Document:
    """Read a YAML file. Raises `ConfigError` where it cannot be read at all; `what` is its name: `profile`."""
    return parse_document(read_utf8(path, what=what), name=str(path))


def read_utf8(path: Path, *, what: str) -> str:
    """Give the text of a file of settings. Raises `ConfigError` saying why it cannot be had and what to do."""
    try:
        if path.is_dir():
            raise ConfigError(f"the {what} {path} is a folder; name a file")
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
    """Parse YAML. Raises `ConfigError` naming the file and line where it is none."""
    loader: _Loader | None = None
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
    except yaml.YAMLError as error:
        raise ConfigError(f"{name} is not YAML", [_syntax(error, text)]) from error
    except (ValueError, OverflowError) as error:  # an escape that is no character
        line = loader.line + 1 if loader else 1
        raise ConfigError(f"{name} is not YAML", [Fault(f"line {line}", str(error))]) from error
    if node is None:
        return Document(value=None)
    made = _Builder(loader)
    return Document(value=made.build(node, ()), faults=tuple(made.faults))


class _Loader(yaml.SafeLoader):
    """Refuses what is nested so deep that Python's own stack would end first."""

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
    """Makes values of the nodes of one document, and notes what is no JSON."""

    def __init__(self, loader: _Loader) -> None:
        self.faults: list[Fault] = []
        self._loader = loader
        self._above: list[yaml.Node] = []
        self._left = _SIZE

    def build(self, node: yaml.Node, path: tuple[str, ...]) -> Any:
        self._left -= 1
        if self._left < 0:
            if self._left == -1:
                self._note(path, node, f"its aliases come to more than {_SIZE:,} values; write less")
            return None
        if len(self._above) >= _DEPTH:  # by aliases: the loader has refused what is written so
            self._note(path, node, f"is nested more than {_DEPTH} deep; write it flatter")
            return None
        if node in self._above:
            self._note(path, node, "is within itself (an alias of its own anchor); write the values out")
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
            self._note(path, node, f"the tag {_short(node.tag)} is not for settings; leave it out")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        return [self.build(item, (*path, str(place))) for place, item in enumerate(node.value)]

    def _mapping(self, node: yaml.MappingNode, path: tuple[str, ...]) -> dict[str, Any]:
        lines: dict[str, int] = {}
        own: dict[str, Any] = {}
        under: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if key_node.tag == f"{_TAG}merge":
                under |= self._below(value_node, (*path, "<<"))
                continue
            key = self._key(key_node, path)
            if key in lines:
                first = f"stands in line {lines[key]} already; keep one of them"
                self._note((*path, key), key_node, first)
                continue
            lines[key] = key_node.start_mark.line + 1
            own[key] = self.build(value_node, (*path, key))
        return {**under, **own}

    def _below(self, node: yaml.Node, path: tuple[str, ...]) -> dict[str, Any]:
        """What `<<: *anchor` brings: keys that the mapping may have otherwise."""
        brought = node.value if isinstance(node, yaml.SequenceNode) else [node]
        found: dict[str, Any] = {}
        for one in brought:
            value = self.build(one, path)
            if isinstance(value, dict):
                found = {**value, **found}
            else:
                self._note(path, one, "takes the keys of a mapping (<<: *anchor); name one")
        return found

    def _key(self, node: yaml.Node, path: tuple[str, ...]) -> str:
        if not isinstance(node, yaml.ScalarNode):
            self._note((*path, "?"), node, "a key is one word, not a list or a mapping")
            return f"? line {node.start_mark.line + 1}"
        key = _printable(node.value)
        if node.tag != f"{_TAG}str":
            self._note((*path, key), node, f"{_said(node.tag)} where a key is wanted; put it in quotation marks")
        elif key != node.value:
            self._note((*path, key), node, "holds half a character (a surrogate); write the whole")
        return key

    def _scalar(self, node: yaml.ScalarNode, path: tuple[str, ...]) -> Any:
        if node.tag not in _PLAIN:
            if node.tag == f"{_TAG}timestamp":
                said = (
                    f"{_said(node.tag)}, where settings have text or numbers; put it in quotation marks: '{node.value}'"
                )
            else:
                said = f"{_said(node.tag)}; settings have text, numbers, true and false: leave the tag out"
            self._note(path, node, said)
            return _printable(node.value)
        try:
            value = self._loader.construct_object(node)
        except (ValueError, OverflowError, KeyError, IndexError, yaml.YAMLError):
            self._note(
                path, node, f"{_printable(node.value)[:40]!r} is no {_short(node.tag)}; put text in quotation marks"
            )
            return _printable(node.value)
        if isinstance(value, float) and not math.isfinite(value):
            self._note(path, node, f"{node.value} is no number to reckon with; give a finite one")
        elif isinstance(value, int) and abs(value) >= _LARGEST:
            self._note(path, node, "is a number of more than 64 bits; give a smaller one")
        elif isinstance(value, str) and _printable(value) != value:
            self._note(path, node, "holds half a character (a surrogate); write the whole")
        else:
            return value
        return _printable(node.value)

    def _note(self, path: tuple[str, ...], node: yaml.Node, message: str) -> None:
        self.faults.append(
            Fault(".".join(step or "''" for step in path), f"line {node.start_mark.line + 1}: {message}")
        )


def _said(tag: str) -> str:
    return _KINDS.get(tag.removeprefix(_TAG), f"the tag {_short(tag)}")


def _short(tag: str) -> str:
    return tag.replace(_TAG, "!!") if tag.startswith(_TAG) else tag


def _printable(text: str) -> str:
    """The text, with what is half a character spelled out."""
    return text.encode(errors="backslashreplace").decode()


def _syntax(error: yaml.YAMLError, text: str) -> Fault:
    """Where YAML stops being YAML, and why."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        context = f"{error.context}, " if error.context else ""
        mark = error.problem_mark
        return Fault(f"line {mark.line + 1}, column {mark.column + 1}", f"{context}{error.problem}")
    if isinstance(error, yaml.reader.ReaderError):
        line = text.count("\n", 0, error.position) + 1
        return Fault(f"line {line}", f"the character U+{error.character:04X} may not stand in YAML; take it out")
    return Fault("", str(error))


def mapping(document: Document, *, what: str) -> tuple[Mapping[str, Any], list[Fault]]:
    """Give the keys of a document that has to be a mapping, and what is wrong with it so far."""
    if isinstance(document.value, dict):
        return document.value, list(document.faults)
    found = "empty" if document.value is None else f"a {type(document.value).__name__}"
    return {}, [*document.faults, Fault("", f"the {what} is not a mapping of keys (key: value) but {found}")]
