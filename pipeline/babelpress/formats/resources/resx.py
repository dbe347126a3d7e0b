"""Resources of .NET: `.resx` and `.resw`."""

from collections.abc import Iterator
from typing import ClassVar

from babelpress._internal.placeholder_syntax import ANY
from babelpress.formats.messages.accelerators import signs_of
from babelpress.formats.messages.message import Syntax, translatable
from babelpress.formats.resources.xml_messages import XmlMessageFormat, XmlMessageOptions, is_plain, message_cut
from babelpress.formats.structured.paths import is_address, is_name
from babelpress.formats.xml.tree import Cut, Source

_OF_DESIGNER = (">>", "$this.Name")
"""What the names of values that the designer of forms keeps for itself begin with."""


class ResxOptions(XmlMessageOptions):
    """Options of the reader of resources of .NET."""


class ResxFormat(XmlMessageFormat):
    """Reads the strings of a file of resources, and renders the file with other texts in their place.

    Only values without a type are strings. Comments, names and the schema are kept.
    """

    Options: ClassVar = ResxOptions
    format = "resx"
    root = "root"
    called = "a file of resources of .NET"
    suffixes: tuple[str, ...] = (".resx", ".resw")
    suffix = ".resx"

    def cuts(self, source: Source, *, name: str) -> Iterator[Cut]:
        """Yield the strings. Raises `UnreadableInput`."""
        values = [
            value
            for data in source.root.nodes
            if data.local == "data" and not (data.get("type") or data.get("mimetype"))
            if not data.get("name").startswith(_OF_DESIGNER) and (value := data.child("value"))
        ]
        texts = [node for node in values if is_plain(node) and translatable(node.text) and not _is_setting(node.text)]
        syntax = Syntax(
            lines=True, dialects=(ANY,), accelerators=signs_of([node.text for node in texts]), branches=True
        )
        for node in texts:
            yield message_cut(source, node.inner, node.outer, node.text, syntax, name=name, line=node.line)


def _is_setting(text: str) -> bool:
    return is_name(text) or is_address(text)
