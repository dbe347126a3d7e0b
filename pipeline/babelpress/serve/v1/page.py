"""The description of `/v1` as a page for people: one file of HTML, without scripts and without other hosts."""

from base64 import b64encode
from collections.abc import Iterator, Mapping
from hashlib import sha256
from html import escape
from typing import Any

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "code{background:#8882;padding:0 .2em}table{border-collapse:collapse}"
    "td,th{border:1px solid #8886;padding:.2rem .6rem;text-align:left;vertical-align:top}"
)

_DIGEST = b64encode(sha256(_STYLE.encode()).digest()).decode()

POLICY = f"default-src 'none'; frame-ancestors 'none'; style-src 'sha256-{_DIGEST}'"
"""The content security policy of the page: its own style, and nothing else."""


def page(description: Mapping[str, Any]) -> str:
    """Return the page of a description in OpenAPI; see `operations.description`."""
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>Babelpress /v1</title>'
        f"<style>{_STYLE}</style></head>\n<body><h1>Babelpress {escape(description['info']['version'])}</h1>\n"
        "<p>For programs: <code>openapi.json</code>. Errors are problem details (RFC 9457).</p>\n"
        f"{''.join(_operations(description))}<h1>Objects</h1>\n{''.join(_models(description))}</body></html>\n"
    )


def _operations(description: Mapping[str, Any]) -> Iterator[str]:
    for path, methods in description["paths"].items():
        for method, one in methods.items():
            yield f"<h2><code>{method.upper()} {escape(path)}</code></h2>\n<p>{escape(one['summary'])}.</p>\n"
            rows = [(each["name"], each["in"], each.get("description", "")) for each in one["parameters"]]
            for kind, body in one.get("requestBody", {}).get("content", {}).items():
                fields = body["schema"].get("properties", {})
                rows += [(name, kind, field.get("description", "")) for name, field in fields.items()]
                rows += [] if fields else [("body", kind, _type(body["schema"]))]
            for status, answer in one["responses"].items():
                if status != "default":
                    for kind, body in answer.get("content", {"": {}}).items():
                        rows.append(("answer", f"{status} {kind}", _type(body.get("schema", {}))))
            yield _table(rows)


def _models(description: Mapping[str, Any]) -> Iterator[str]:
    for name, schema in sorted(description["components"]["schemas"].items()):
        yield f'<h2 id="{escape(name)}">{escape(name)}</h2>\n<p>{escape(schema.get("description", ""))}</p>\n'
        needed = schema.get("required", ())
        yield _table(
            [
                (field, _type(about) + (", needed" if field in needed else ""), about.get("description", ""))
                for field, about in schema.get("properties", {}).items()
            ]
        )


def _table(rows: list[tuple[str, str, str]]) -> str:
    made = "".join(
        f"<tr><th><code>{escape(name)}</code></th><td>{escape(kind)}</td><td>{escape(about)}</td></tr>\n"
        for name, kind, about in rows
    )
    return f"<table>\n{made}</table>\n" if rows else ""


def _type(schema: Mapping[str, Any]) -> str:
    """Return the type of a value in words.

    >>> _type({"anyOf": [{"type": "array", "items": {"$ref": "#/components/schemas/A"}}, {"type": "null"}]})
    'list of A, or null'
    """
    if reference := schema.get("$ref"):
        return str(reference).rpartition("/")[2]
    if several := schema.get("anyOf") or schema.get("oneOf"):
        return ", or ".join(map(_type, several))
    if values := schema.get("enum"):
        return " | ".join(map(str, values))
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'])}"
    if isinstance(more := schema.get("additionalProperties"), Mapping):
        return f"object of {_type(more)}"
    return str(schema.get("const") or schema.get("type") or "")
