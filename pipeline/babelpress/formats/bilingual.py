"""The translated texts in files that hold both languages: gettext PO and XLIFF."""

import re
from collections.abc import Iterator
from pathlib import Path

from babelpress._internal.xml_tree import Node
from babelpress.formats.decoding import decode, open_input
from babelpress.formats.inline import read_tags
from babelpress.formats.po.entries import entries
from babelpress.formats.xml.tree import parse

_PO, _XLIFF = (".po", ".pot"), (".xlf", ".xliff")
_KEY = re.compile(r"\w+(?:[._-]\w+)+")
"""A name for a text, where the source is not in the file."""
_LONGEST = 100_000_000
"""Maximum number of bytes of a file."""


def pairs_of(path: Path) -> list[tuple[str, str]] | None:
    """Return every source text of a file with its translation, which is empty if it has none.

    Args:
        path: The file.

    Returns:
        The pairs in order; None for a file of any other format, and for a PO file with names instead of source texts.

    Raises:
        UnreadableInput: If the file cannot be read, or is not what its name says.
    """
    suffix = next((one.lower() for one in reversed(path.suffixes) if one.lower() in (*_PO, *_XLIFF)), "")
    if not suffix:
        return None
    with open_input(path) as stream:
        data = stream.read(_LONGEST)
    if suffix in _PO:
        found = list(_po(decode(data, name=str(path)), name=str(path)))
        keys = sum(bool(_KEY.fullmatch(source)) for source, _ in found)
        return None if 2 * keys > len(found) else found
    return list(_xliff(parse(data, name=str(path)).root))


def _po(text: str, *, name: str) -> Iterator[tuple[str, str]]:
    for entry in entries(text, name=name):
        texts = {key: field.text for key, field in entry.fields.items()}
        if not texts["msgid"] and "msgctxt" not in texts:
            continue  # the header
        if "msgid_plural" in texts:
            yield _plain(texts["msgid"]), _plain(texts["msgstr[0]"])
            yield _plain(texts["msgid_plural"]), _plain(texts.get("msgstr[1]", texts["msgstr[0]"]))
        else:
            yield _plain(texts["msgid"]), _plain(texts["msgstr"])


def _plain(text: str) -> str:
    """A text without its tags."""
    return read_tags(text.strip())[0]


def _xliff(root: Node) -> Iterator[tuple[str, str]]:
    for unit in root.walk("trans-unit", "segment"):
        source, target = unit.child("source"), unit.child("target")
        if source is not None and unit.get("translate") != "no":
            yield source.texts(), target.texts() if target is not None else ""
