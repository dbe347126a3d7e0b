"""JSON and YAML: the texts among the values, selected by key; everything else is kept byte for byte."""

import json
from abc import abstractmethod
from collections.abc import Callable, Iterator
from typing import ClassVar

from babelpress.document import Block, BlockKind, InlineTag
from babelpress.formats.inline import read_tags, render_inline
from babelpress.formats.lossless import LosslessFormat, Parsed, Unit, annotation, known_code, language_unit, with_raw
from babelpress.formats.structured.json_texts import json_strings
from babelpress.formats.structured.paths import KeyOptions, Scalar, Selection, is_title
from babelpress.formats.structured.yaml_texts import spell_yaml, yaml_note, yaml_strings

_STATEMENTS = frozenset({"lang", "language", "locale", "inLanguage", "in_language"})


class JsonOptions(KeyOptions):
    """Options of the reader of JSON."""


class YamlOptions(KeyOptions):
    """Options of the reader of YAML."""


class _KeyedFormat(LosslessFormat):
    """Base class of JSON and YAML: from strings to units."""

    nothing = "holds no text selected for translation; name the keys to translate (option keys)"

    def __init__(self, options: KeyOptions) -> None:
        super().__init__(max_characters=options.max_characters)
        self._selection = Selection(options)

    def parse(self, text: str, *, name: str) -> Parsed:
        """Return the selected values in order."""
        scalars = list(self._strings(text, name=name))
        language_scalar = _locale(scalars)
        locale_file = language_scalar is not None
        language_scalar = language_scalar or _language_value(scalars)
        noted = self._noter(text)
        units: list[Unit] = []
        titled = False
        for scalar in scalars:
            if scalar is language_scalar:
                quote = int(scalar.style in ("single", "double"))
                units.append(language_unit(text, scalar.start + quote, scalar.end - quote))
            elif not scalar.is_key and self._selection.takes(scalar, locale_file=locale_file):
                plain, marks = read_tags(scalar.value)
                kind: BlockKind = "paragraph"
                if is_title(scalar.path):
                    kind, titled = ("heading" if titled else "title"), True
                block = Block(kind=kind, text=plain, level=2 * (kind == "heading"), markup=marks)
                block = noted(block, scalar)
                units.append(Unit(start=scalar.start, end=scalar.end, block=block))
        return Parsed(units=units, language=known_code(language_scalar.value) if language_scalar else None)

    @abstractmethod
    def _strings(self, text: str, *, name: str) -> Iterator[Scalar]: ...

    @abstractmethod
    def _noter(self, text: str) -> Callable[[Block, Scalar], Block]:
        """Return a function that adds a note of its spelling to a block of this document."""


class JsonFormat(_KeyedFormat):
    """Reads the texts among the values of a JSON file and renders the file with other texts in their place.

    Tags inside a text are marks; character references stay as they are. Duplicate keys are all read. A file in which
    all accents are written as escapes keeps doing so.
    """

    Options: ClassVar = JsonOptions
    format = "json"
    suffixes: tuple[str, ...] = (".json",)
    suffix = ".json"

    def spell(self, block: Block, *, before: str) -> str:
        """Return the text with the escapes that JSON requires."""
        return _spell_json(block, in_ascii="ascii" in annotation(block))

    def _strings(self, text: str, *, name: str) -> Iterator[Scalar]:
        return json_strings(text, name=name)

    def _noter(self, text: str) -> Callable[[Block, Scalar], Block]:
        in_ascii = {"ascii": "yes"} if text.isascii() and "\\u00" in text else {}

        def noted(block: Block, scalar: Scalar) -> Block:
            raw = text[scalar.start : scalar.end]
            return with_raw(block, raw, **in_ascii) if in_ascii or raw != _spell_json(block, in_ascii=False) else block

        return noted


class YamlFormat(_KeyedFormat):
    """Reads the texts among the values of a YAML file and renders the file with other texts in their place.

    A changed value keeps its style, `|` and `>` too, unless that cannot represent it: then it is in double quotes.
    Aliases and tags stay as they are: an anchored text is translated once. Duplicate keys are all read. In a file whose
    only top-level key is a language (`fr:`), that key becomes the language of the rendering.
    """

    Options: ClassVar = YamlOptions
    format = "yaml"
    suffixes: tuple[str, ...] = (".yaml", ".yml")
    suffix = ".yaml"

    def spell(self, block: Block, *, before: str) -> str:
        """Return the text in the style that its value had."""
        return spell_yaml(render_inline(block, _as_it_is), annotation(block))

    def _strings(self, text: str, *, name: str) -> Iterator[Scalar]:
        return yaml_strings(text, name=name)

    def _noter(self, text: str) -> Callable[[Block, Scalar], Block]:
        return lambda block, scalar: with_raw(block, text[scalar.start : scalar.end], **yaml_note(text, scalar))


def _spell_json(block: Block, *, in_ascii: bool) -> str:
    return json.dumps(render_inline(block, _as_it_is), ensure_ascii=in_ascii)[1:-1]


def _as_it_is(text: str, inside: tuple[InlineTag, ...]) -> str:
    return text


def _locale(scalars: list[Scalar]) -> Scalar | None:
    """Return the only top-level key of a file of texts in one language, `fr:` or `"fr":`."""
    top = [scalar for scalar in scalars if scalar.is_key and len(scalar.path) == 1]
    nested = any(len(scalar.path) > 1 for scalar in scalars)
    return top[0] if len(top) == 1 and nested and known_code(top[0].value) else None


def _language_value(scalars: list[Scalar]) -> Scalar | None:
    """Return the top-level value that states the language of an article, `lang: fr`."""
    found = (
        s for s in scalars if not s.is_key and len(s.path) == 1 and s.path[0] in _STATEMENTS and known_code(s.value)
    )
    return next(found, None)
