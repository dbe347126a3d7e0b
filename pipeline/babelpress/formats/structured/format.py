"""JSON and YAML: the texts among the values, selected by key; everything else is kept byte for byte."""

import json
from abc import abstractmethod
from collections.abc import Iterator
from typing import ClassVar

from babelpress._internal.placeholder_syntax import ANY
from babelpress.document import BlockKind
from babelpress.errors import UnreadableInput
from babelpress.formats.lossless import Parsed, Unit, known_code, language_unit, place
from babelpress.formats.messages.format import MessageFormat, placed
from babelpress.formats.messages.icu import NotIcu
from babelpress.formats.messages.locale_names import locale_of, of_browser
from babelpress.formats.messages.message import Syntax, message_blocks, quotes
from babelpress.formats.structured.json_texts import json_strings
from babelpress.formats.structured.paths import KeyOptions, Scalar, Selection, is_title
from babelpress.formats.structured.yaml_texts import BLOCKS, spell_yaml, yaml_note, yaml_strings
from babelpress.formats.untranslated import note, wordy

_STATEMENTS = frozenset({"@@locale", "lang", "language", "locale", "inLanguage", "in_language"})


class JsonOptions(KeyOptions):
    """Options of the reader of JSON."""


class YamlOptions(KeyOptions):
    """Options of the reader of YAML."""


class KeyedFormat(MessageFormat):
    """Base class of the formats of keys and values: from strings to units."""

    nothing = "holds no text selected for translation; name the keys to translate (option keys)"
    dialect: ClassVar[str] = "vue"
    """A notation of placeholders beside those that any library may have."""

    always: ClassVar[bool] = False
    """Whether every file of this format has texts only."""

    def __init__(self, options: KeyOptions) -> None:
        super().__init__(max_characters=options.max_characters)
        self._selection = Selection(options)

    def parse(self, text: str, *, name: str) -> Parsed:
        """Return the selected values in order. Raises `UnreadableInput`."""
        scalars = list(self.strings(text, name=name))
        stated = _locale(scalars)
        of_name = self.named(name)
        statement = stated or _language_value(scalars)
        described = of_browser(name) or _are_described(scalars)
        chosen = [
            scalar
            for scalar in scalars
            if not scalar.is_key
            and scalar is not statement
            and not (described and scalar.path[-1:] != ("message",))
            and self.takes(scalar, locale_file=stated is not None or described, named_file=of_name is not None)
        ]
        quoting = any(quotes(scalar.value) for scalar in chosen)
        locale_file = stated is not None or of_name is not None or self.always or described
        units = [language_unit(text, *_inner(statement))] if statement else []
        titled = False
        for scalar in chosen:
            kind: BlockKind = "paragraph"
            if is_title(scalar.path):
                kind, titled = ("heading" if titled else "title"), True
            in_quotes = quoting and ("{" in scalar.value or quotes(scalar.value))
            syntax = Syntax(
                dialects=(ANY, "icu" if in_quotes else self.dialect),
                accelerators="&" * locale_file,
                branches=True,
                quotes=in_quotes,
                lines=scalar.style not in BLOCKS,
                markup="markdown",
                variants=locale_file and self.dialect == "vue",
            )
            units += self._units(text, scalar, syntax, kind, name=name)
        units.sort(key=lambda unit: unit.start)
        taken = {scalar.start for scalar in chosen}
        others = (scalar for scalar in scalars if not scalar.is_key and scalar.start not in taken)
        count = sum(wordy(scalar.value) and self._selection.guesses(scalar) for scalar in others)
        left = note({"values that look like code or a setting": count})
        units += (Unit(start=len(text), end=len(text), block=block) for block in left)
        return Parsed(units=units, language=known_code(statement.value) if statement else of_name or None)

    def named(self, name: str) -> str | None:
        """Return the language of a file of messages by its name; "" if it is one of messages without a language."""
        return locale_of(name)

    @abstractmethod
    def strings(self, text: str, *, name: str) -> Iterator[Scalar]:
        """Yield the strings of the file in order. Raises `UnreadableInput`."""

    @abstractmethod
    def note(self, text: str, scalar: Scalar) -> dict[str, str]:
        """Return what `literal` has to know about a value of a file."""

    def takes(self, scalar: Scalar, *, locale_file: bool, named_file: bool) -> bool:
        """Return whether a value is a text to translate."""
        return self._selection.takes(scalar, locale_file=locale_file or self.always, named_file=named_file)

    def _units(self, text: str, scalar: Scalar, syntax: Syntax, kind: BlockKind, *, name: str) -> Iterator[Unit]:
        raw = text[scalar.start : scalar.end]
        level = 2 * (kind == "heading")
        try:
            blocks = message_blocks(
                scalar.value, syntax, raw=raw, known=self.note(text, scalar), kind=kind, level=level
            )
        except NotIcu as error:
            raise UnreadableInput(
                f"{name}: {place(text, scalar.start)}: is not a message of ICU: {error}; mend it, or leave its key out "
                "(option exclude)"
            ) from error
        yield from placed(blocks, scalar.start, scalar.end)


class JsonFormat(KeyedFormat):
    """Reads the texts among the values of a JSON file and renders the file with other texts in their place.

    Tags inside a text are marks, and placeholders are kept; each branch of a message in ICU's notation is a text of its
    own. Duplicate keys are all read, metadata (`@key`) is not. A file in which all accents are written as escapes keeps
    doing so.
    """

    Options: ClassVar[type[KeyOptions]] = JsonOptions
    format = "json"
    suffixes: tuple[str, ...] = (".json",)
    suffix = ".json"

    def literal(self, value: str, known: dict[str, str]) -> str:
        """Return the text with the escapes that JSON requires, and those of the value that it replaces."""
        spelt = json.dumps(value, ensure_ascii="ascii" in known)[1:-1]
        return spelt.replace("/", "\\/") if "slash" in known else spelt

    def strings(self, text: str, *, name: str) -> Iterator[Scalar]:
        """Yield the strings of the file. Raises `UnreadableInput`."""
        return json_strings(text, name=name)

    def note(self, text: str, scalar: Scalar) -> dict[str, str]:
        """Return whether the file is in ASCII, and whether the value has slashes written as escapes."""
        slash = {"slash": "yes"} if "\\/" in text[scalar.start : scalar.end] else {}
        return slash | ({"ascii": "yes"} if text.isascii() and "\\u00" in text else {})

    def takes(self, scalar: Scalar, *, locale_file: bool, named_file: bool) -> bool:
        """Return whether a value is a text to translate: nothing below a key of metadata is."""
        if any(step.startswith("@") for step in scalar.path):
            return False
        return super().takes(scalar, locale_file=locale_file, named_file=named_file)


class ArbFormat(JsonFormat):
    """Reads Application Resource Bundles, the messages of Flutter: JSON in which every value is a message."""

    format = "arb"
    always = True
    suffixes: tuple[str, ...] = (".arb",)
    suffix = ".arb"


class YamlFormat(KeyedFormat):
    """Reads the texts among the values of a YAML file and renders the file with other texts in their place.

    A changed value keeps its style, `|` and `>` too, unless that cannot represent it: then it is in double quotes.
    Aliases and tags stay as they are: an anchored text is translated once. Duplicate keys are all read. In a file whose
    only top-level key is a language (`fr:`), that key becomes the language of the rendering. Messages are read as in
    JSON.
    """

    Options: ClassVar = YamlOptions
    format = "yaml"
    suffixes: tuple[str, ...] = (".yaml", ".yml")
    suffix = ".yaml"

    def literal(self, value: str, known: dict[str, str]) -> str:
        """Return the text in the style that its value had."""
        return spell_yaml(value, known)

    def strings(self, text: str, *, name: str) -> Iterator[Scalar]:
        """Yield the strings of the file. Raises `UnreadableInput`."""
        return yaml_strings(text, name=name)

    def note(self, text: str, scalar: Scalar) -> dict[str, str]:
        """Return the style of the value."""
        return yaml_note(text, scalar)


def _inner(scalar: Scalar) -> tuple[int, int]:
    """Return the place of a string without its quotation marks."""
    quote = int(scalar.style in ("single", "double"))
    return scalar.start + quote, scalar.end - quote


def _locale(scalars: list[Scalar]) -> Scalar | None:
    """Return the only top-level key of a file of texts in one language, `fr:` or `"fr":`."""
    top = [scalar for scalar in scalars if scalar.is_key and len(scalar.path) == 1]
    nested = any(len(scalar.path) > 1 for scalar in scalars)
    return top[0] if len(top) == 1 and nested and known_code(top[0].value) else None


def _are_described(scalars: list[Scalar]) -> bool:
    """Return whether a file has messages with descriptions, as Docusaurus and extensions of browsers write them.

    Every value at the top is an object with `message`; `description` is for the translator.
    """
    values = [scalar for scalar in scalars if not scalar.is_key]
    inner = {scalar.path[:2] for scalar in values}
    told = {path[1] for path in inner if len(path) == 2}
    return (
        told <= {"message", "description", "placeholders"}
        and {"message", "description"} <= told
        and all((top, "message") in inner for top, *_ in (scalar.path for scalar in values))
    )


def _language_value(scalars: list[Scalar]) -> Scalar | None:
    """Return the top-level value that states the language of an article, `lang: fr`."""
    found = (
        s for s in scalars if not s.is_key and len(s.path) == 1 and s.path[0] in _STATEMENTS and known_code(s.value)
    )
    return next(found, None)
