"""Reads test sets and outputs of systems as WMT publishes them: XML since 2021, SGM before."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from babelpress._internal.xml_tree import NotXml, tree
from babelpress.evaluation.datasets.language_codes import code
from babelpress.evaluation.datasets.lines import read_whole
from babelpress.evaluation.datasets.parts import DatasetRequest, Role, Side, unreadable

# SGM need not be well-formed XML, so regular expressions read it: the element, its attributes, its content.
_SET = re.compile(r"<(srcset|refset|tstset)\b([^>]*)>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_DOC = re.compile(r"<doc\b([^>]*)>(.*?)</doc\s*>", re.DOTALL | re.IGNORECASE)
_SEGMENT = re.compile(r"<seg\b([^>]*)>(.*?)</seg\s*>", re.DOTALL | re.IGNORECASE)
# A name, `=`, and a value in double quotes, in single quotes, or without quotes.
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_ROLES: dict[str, Role] = {
    "src": "source", "ref": "reference", "hyp": "hypothesis",
    "srcset": "source", "refset": "reference", "tstset": "hypothesis",
}  # fmt: skip


@dataclass(slots=True)
class _Side:
    """The texts of one side so far, by (document, segment)."""

    role: Role
    name: str
    language: str | None
    texts: dict[tuple[str, str], str] = field(default_factory=dict)


def read(asked: DatasetRequest) -> list[Side]:
    """Return the sources, references and systems in a file, each with the ids of its segments."""
    text, notices = read_whole(asked.path)
    sgm = asked.path.suffix.lower() in (".sgm", ".sgml")
    sides: dict[tuple[str, str, str | None], _Side] = {}
    order: dict[tuple[str, str], None] = {}
    for role, name, language, key, segment in _sgm(text) if sgm else _xml(text, asked):
        side = sides.setdefault((role, name, language), _Side(role, name, language))
        if key in side.texts:
            raise unreadable(
                asked.path, f"segment {key[1]} of document {key[0]} occurs twice in {role} {name}".rstrip()
            )
        side.texts[key] = segment
        order[key] = None
    if not order:
        raise unreadable(asked.path, "contains no segment (<seg>)")
    hypotheses = [side for side in sides.values() if side.role == "hypothesis"]
    return [
        Side(
            role=side.role,
            name=asked.name if side.role == "hypothesis" and len(hypotheses) == 1 else side.name or side.role,
            where=str(asked.path),
            texts=tuple(side.texts.get(key) for key in order),
            language=side.language,
            ids=tuple(f"{document}:{segment}" for document, segment in order),
            documents=tuple(document for document, _ in order),
            notices=notices,
        )
        for side in sides.values()
    ]


_Found = tuple[Role, str, str | None, tuple[str, str], str]
"""Role, name, language, (document, segment), text."""


def _xml(text: str, asked: DatasetRequest) -> Iterator[_Found]:
    try:
        root = tree(text.encode(), doctype=True)
    except NotXml as error:
        raise unreadable(asked.path, str(error)) from error
    for number, document in enumerate(root.walk("doc"), 1):
        for side in document.nodes:
            if side.name not in _ROLES:
                continue
            name = side.get("system") or side.get("translator")
            language = code(side.get("lang") or side.get("language"))
            for segment in side.walk("seg"):
                key = (document.get("id") or str(number), segment.get("id"))
                yield _ROLES[side.name], name, language, key, segment.texts().strip()


def _sgm(text: str) -> Iterator[_Found]:
    for kind, attributes, body in _SET.findall(text):
        role = _ROLES[kind.lower()]
        own = _attributes(attributes)
        language = code(own.get("srclang" if role == "source" else "trglang", ""))
        for number, (said, segments) in enumerate(_DOC.findall(body), 1):
            document = _attributes(said)
            name = "" if role == "source" else document.get("sysid") or own.get("refid") or own.get("sysid") or ""
            for spoken, segment in _SEGMENT.findall(segments):
                key = (document.get("docid") or str(number), _attributes(spoken).get("id", ""))
                yield role, name, language, key, html.unescape(" ".join(segment.split()))


def _attributes(text: str) -> dict[str, str]:
    return {name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(text)}
