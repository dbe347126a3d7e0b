"""Reads translation memories (TMX 1.4) as test sets or as the output of a system."""

from babelpress._internal.xml_tree import Node
from babelpress.errors import UnreadableInput
from babelpress.evaluation.datasets.language_codes import code, language_of
from babelpress.evaluation.datasets.parts import DatasetRequest, Side, refusal, unreadable
from babelpress.formats.decoding import open_input
from babelpress.formats.xml.tree import parse

_CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})
"""Elements whose contents are codes of the document format, not words."""


def read(asked: DatasetRequest) -> list[Side]:
    """Return the sources and the translations of every target language; those are references or hypotheses."""
    try:
        with open_input(asked.path) as stream:  # TMX 1.4 requires a document type
            root = parse(stream.read(), name=str(asked.path), doctype=True).root
    except UnreadableInput as error:
        raise refusal(error) from error
    except OSError as error:
        raise unreadable(asked.path, f"cannot be read: {error.strerror}") from error
    header = root.child("header")
    units = list(root.walk("tu"))
    said = asked.source or code(header.get("srclang") if header else "")
    pairs: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for number, unit in enumerate(units, 1):
        texts = _texts(unit, asked, number)
        source = _known(said or code(unit.get("srclang")), texts)
        if source is None:
            raise unreadable(asked.path, f"unit {number}: has no text in the source language {said or '(not given)'}")
        for language, text in texts.items():
            if language != source and asked.wants(language):
                pairs.setdefault((source, language), []).append((unit.get("tuid") or str(number), texts[source], text))
    if not pairs:
        wanted = f" to {', '.join(asked.targets)}" if asked.targets else ""
        raise unreadable(asked.path, f"contains no translation{wanted}")
    role = asked.role if asked.role == "hypothesis" else "reference"
    parts = []
    for (source, target), rows in pairs.items():
        ids = tuple(id for id, _, _ in rows)
        where = str(asked.path)
        sources, targets = (tuple(row[n] for row in rows) for n in (1, 2))
        parts += [
            Side(role="source", name="source", where=where, texts=sources, language=source, target=target, ids=ids),
            Side(role=role, name=asked.name, where=where, texts=targets, language=target, ids=ids),
        ]
    return parts


def _texts(unit: Node, asked: DatasetRequest, number: int) -> dict[str, str]:
    found: dict[str, str] = {}
    for variant in unit.walk("tuv"):
        tag = variant.get("lang")
        language, segment = code(tag), variant.child("seg")
        if language is None:
            raise unreadable(asked.path, f"unit {number}: '{tag}' is not a language code")
        if segment is not None:
            found[language] = segment.texts(without=_CODES).strip()
    return found


def _known(given: str | None, texts: dict[str, str]) -> str | None:
    """The language of the texts that is the given source language, or another variant of it; else None."""
    if given in texts:
        return given
    return next((language for language in texts if given and language_of(language) == language_of(given)), None)
