"""The parameters of a request, from a JSON body, a form, or the address; text that is no text is refused here."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from babelpress.serve.refusal import Refusal, shown

_FIELDS = 10_000
"""Most fields of a form or an address."""

_UNPAIRED = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a request asks for.

    Attributes:
        values: All values by name, in order: those of the address, then those of a form; a JSON body replaces them.
        files: The uploaded files, by the name of their field.
        body: The object of a JSON body, None for any other body.
    """

    values: Mapping[str, list[Any]]
    files: Mapping[str, list[UploadFile]] = field(default_factory=dict)
    body: dict[str, Any] | None = None

    @property
    def json(self) -> bool:
        """Whether the body is JSON."""
        return self.body is not None

    def first(self, name: str) -> Any:
        """Return the first value of a name, None if there is none."""
        return (self.values.get(name) or [None])[0]

    def text(self, name: str) -> str:
        """Return the first value as a string, empty if it is absent. Raises `Refusal` for any other type."""
        value = self.first(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise Refusal(400, f"Invalid request: {name} parameter is not a string")
        return value


async def parameters(request: Request) -> Parameters:
    """Read the parameters of a request. Raises `Refusal`: 400 for a body that is broken, 415 for an unknown type."""
    values = _form(request.scope["query_string"], "the address")
    kind, charset = _content_type(request.headers.get("content-type", ""))
    if kind == "multipart/form-data":
        return await _multipart(request, values)
    body = await request.body()
    if not body:
        return Parameters(values)
    if charset not in ("", "utf-8", "utf8", "us-ascii", "ascii"):
        raise Refusal(415, f"the charset {shown(charset)} is not supported; send UTF-8")
    if kind == "application/json" or kind.endswith("+json"):
        made = _json(body)
        return Parameters(values | {name: [value] for name, value in made.items()}, body=made)
    if kind in ("application/x-www-form-urlencoded", ""):
        for name, found in _form(body, "the form").items():
            values.setdefault(name, []).extend(found)
        return Parameters(values)
    raise Refusal(415, f"the content type {shown(kind)} is not supported; send application/json or a form")


def _content_type(header: str) -> tuple[str, str]:
    message = Message()
    message["content-type"] = header
    charset = message.get_param("charset")
    return message.get_content_type() if header else "", str(charset or "").strip("\"' ").lower()


def _json(body: bytes) -> dict[str, Any]:
    """Return the object of a JSON body; one that two parsers could read differently is refused."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal(400, f"Invalid JSON format: byte {error.start} is not UTF-8") from error
    try:
        made = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_unique)
        _checked(made)
    except RecursionError as error:
        raise Refusal(400, "Invalid JSON format: it is nested too deeply") from error
    except json.JSONDecodeError as error:
        raise Refusal(400, f"Invalid JSON format: {error.msg} at character {error.pos}") from error
    except ValueError as error:  # a number of thousands of digits
        raise Refusal(400, "Invalid JSON format: a number is too long") from error
    if not isinstance(made, dict):
        raise Refusal(400, "Invalid JSON format")
    return made


def _no_constant(name: str) -> None:
    raise Refusal(400, f"Invalid JSON format: {name} is no value of JSON")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise Refusal(400, "Invalid JSON format: an object has a key twice")
    return made


def _checked(value: Any) -> None:
    """Refuse strings that cannot be written as UTF-8, and zero characters, which no text has."""
    if isinstance(value, str):
        if "\0" in value:
            raise Refusal(400, "Invalid request: a text has a NUL character")
        if _UNPAIRED.search(value):
            raise Refusal(400, "Invalid request: a text has an unpaired surrogate")
    elif isinstance(value, dict):
        for name, one in value.items():
            _checked(name)
            _checked(one)
    elif isinstance(value, list):
        for one in value:
            _checked(one)


def _form(data: bytes, where: str) -> dict[str, list[Any]]:
    try:
        pairs = parse_qsl(
            data.decode("ascii" if where == "the address" else "utf-8"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_FIELDS,
        )
    except UnicodeDecodeError as error:
        raise Refusal(400, f"{where} is not UTF-8") from error
    except ValueError as error:
        raise Refusal(400, f"{where} has more than {_FIELDS:,} fields") from error
    made: dict[str, list[Any]] = {}
    for name, value in pairs:
        _checked(value)
        made.setdefault(name, []).append(value)
    return made


async def _multipart(request: Request, values: dict[str, list[Any]]) -> Parameters:
    files: dict[str, list[UploadFile]] = {}
    try:
        form = await request.form(max_files=10, max_fields=1_000, max_part_size=10 * 1024 * 1024)
    except HTTPException as error:
        raise Refusal(400, f"the multipart body cannot be read: {error.detail}") from error
    except (UnicodeDecodeError, LookupError) as error:
        raise Refusal(400, "the multipart body is not UTF-8") from error
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            files.setdefault(name, []).append(value)
        else:
            _checked(value)
            values.setdefault(name, []).append(value)
    return Parameters(values, files)
