"""Properties files of Java: keys and values, a pair on each line."""

import re
from collections.abc import Iterator
from typing import ClassVar

from babelpress.errors import UnreadableInput
from babelpress.formats.lossless import place
from babelpress.formats.messages.locale_names import is_bundle, locale_of
from babelpress.formats.structured.format import KeyedFormat
from babelpress.formats.structured.paths import KeyOptions, Scalar

# A comment or a blank line; a key, its separator and its value, in which a backslash before a line end joins lines.
_COMMENT = re.compile(r"[ \t\f]*(?:[#!][^\r\n]*)?(?:\r\n|[\r\n]|\Z)")
_JOINED = r"\\(?:\r\n|[\s\S])"
_PAIR = re.compile(
    rf"[ \t\f]*(?P<key>(?:[^\\=: \t\f\r\n]|{_JOINED})*+)[ \t\f]*(?:[=:][ \t\f]*)?(?P<value>(?:[^\\\r\n]|{_JOINED})*+)"
    r"\\?(?:\r\n|[\r\n]|\Z)"
)
_ESCAPE = re.compile(r"((?:\\u[0-9a-fA-F]{4})+)|\\u|\\(?:\r\n|\r|\n)[ \t\f]*|\\([\s\S])")
_MEANINGS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f"}
_SPELLINGS = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\f": "\\f"}
_MAY_BE_ESCAPED = re.compile(r"\\([:=#!])")


class PropertiesOptions(KeyOptions):
    """Options of the reader of properties files."""


class PropertiesFormat(KeyedFormat):
    """Reads the values of a properties file of Java, and renders the file with other texts in their place.

    A file is read as UTF-8, or as ISO 8859-1 if it is not UTF-8. A file in ASCII stays in ASCII: other characters are
    written as `\\u00e9`. Escapes are those that the file has. By default all values are texts in a file with the name
    of messages or of a language (`messages.properties`, `app_fr.properties`), in others those that look like prose.
    """

    Options: ClassVar = PropertiesOptions
    format = "properties"
    dialect = "positional"
    suffixes: tuple[str, ...] = (".properties",)
    suffix = ".properties"

    def decode(self, data: bytes, *, name: str, whole: bool) -> tuple[str, str]:
        """Return a text and its encoding. Raises `UnreadableInput`."""
        try:
            return super().decode(data, name=name, whole=whole)
        except UnreadableInput:
            if b"\0" in data or data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
                raise
        return data.decode("latin-1"), "latin-1"

    def strings(self, text: str, *, name: str) -> Iterator[Scalar]:
        """Yield the values, each with the steps of its key. Raises `UnreadableInput`."""
        at = 0
        while at < len(text):
            if found := _COMMENT.match(text, at):
                at = found.end()
                continue
            pair = _PAIR.match(text, at)
            assert pair is not None  # it matches any line
            start, end = pair.span("value")
            key = _meaning(pair["key"], text, pair.start("key"), name)
            value = _meaning(pair["value"], text, start, name)
            yield Scalar(tuple(key.split(".")), start, end, value, is_key=False)
            at = pair.end()

    def named(self, name: str) -> str | None:
        """Return the language of a file of messages by its name; "" if it is one of messages without a language."""
        return locale_of(name) or ("" if is_bundle(name) else None)

    def note(self, text: str, scalar: Scalar) -> dict[str, str]:
        """Return how the file and the value are written."""
        raw = text[scalar.start : scalar.end]
        known = {"escaped": "".join(sorted(set(_MAY_BE_ESCAPED.findall(raw))))}
        if text.isascii():
            known["ascii"] = "lower" if re.search(r"\\u[0-9A-F]{0,3}[a-f]", text) else "upper"
        if joined := re.search(r"\\n\\(\r\n|\r|\n)([ \t\f]*)", raw):
            known["joined"] = joined[1] + joined[2]
        return known

    def literal(self, value: str, known: dict[str, str]) -> str:
        """Return a value with the escapes that it needs, and those that the file likes."""
        highest = 127 if "ascii" in known else 0xFFFF

        def spelt(character: str) -> str:
            if character in _SPELLINGS:
                return _SPELLINGS[character]
            if character in known["escaped"]:
                return f"\\{character}"
            if ord(character) <= highest and (character.isprintable() or character == "\u00a0"):
                return character
            units = character.encode("utf-16-be")
            codes = [units[at : at + 2].hex() for at in range(0, len(units), 2)]
            return "".join(f"\\u{code if known.get('ascii') == 'lower' else code.upper()}" for code in codes)

        spelling = "".join(map(spelt, value))
        if value[:1] in (" ", ":", "=") and not spelling.startswith("\\"):
            spelling = f"\\{spelling}"
        if "joined" in known:
            spelling = re.sub(r"\\n(?!$)", lambda found: f"\\n\\{known['joined']}", spelling)
        return spelling


def _meaning(raw: str, text: str, start: int, name: str) -> str:
    """Return what a key or a value means. Raises `UnreadableInput` for an escape that is cut off."""

    def meaning(found: re.Match[str]) -> str:
        if found[1]:
            units = bytes.fromhex(found[1].replace("\\u", ""))
            return units.decode("utf-16-be", errors="surrogatepass")
        if found[0] == "\\u":
            where = place(text, start + found.start())
            raise UnreadableInput(
                f"{name}: {where}: is not a properties file: \\u needs four hexadecimal digits after it"
            )
        return _MEANINGS.get(found[2], found[2]) if found[2] else ""

    return _ESCAPE.sub(meaning, raw) if "\\" in raw else raw
