"""gettext PO: read, and written with one entry for each source text."""

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from babelpress.errors import ConfigError, Fault, UnreadableInput
from babelpress.formats.decoding import read_text
from babelpress.formats.po.entries import entries, spell_po
from babelpress.memory.exchange.languages import canonical
from babelpress.memory.exchange.reading import Asked, Notes
from babelpress.memory.units import APPROVED, Marked, Unit

_LANGUAGE = re.compile(r"(?m)^Language:\s*(\S+)")
_LONGEST = 100_000_000
_HEADER = "MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n"
_KEY = re.compile(r"\w+(?:[._-]\w+)+")
"""A name for a text, where the source is not in the file."""


def read_po(stream: BinaryIO, *, name: str, asked: Asked, notes: Notes) -> Iterator[Unit]:
    """Yield the translated entries of a PO file; a fuzzy one is `initial`. Arguments and errors as of `read_tmx`.

    Raises:
        ConfigError: `asked` has no source language, which a PO file does not state.
    """
    if not asked.source:
        raise ConfigError(
            f"{name}: a PO file does not state the language of its msgid", [Fault("", "name it: --source en")]
        )
    text = read_text(stream, name=name, max_characters=_LONGEST)
    target = asked.targets[0] if len(asked.targets) == 1 else None
    for entry in entries(text, name=name):
        fields = {key: field.text for key, field in entry.fields.items()}
        if entry.is_header:
            stated = _LANGUAGE.search(fields["msgstr"])
            target = target or (canonical(stated[1]) if stated else None)
            continue
        if target is None:
            raise UnreadableInput(f"{name}: its header states no Language; name it: --targets nl")
        if not asked.wants(target):
            notes.leave(f"in {target}", entry.line)
            continue
        if _KEY.fullmatch(fields["msgid"]):
            notes.leave("whose msgid is a name, not a text", entry.line)
            continue
        yield from _translated(entry.targets, fields, entry.line, "fuzzy" in entry.flags, asked, target, notes)


def _translated(
    keys: list[str], fields: dict[str, str], line: int, fuzzy: bool, asked: Asked, target: str, notes: Notes
) -> Iterator[Unit]:
    pairs = [(fields["msgid"], fields[keys[0]])]
    if "msgid_plural" in fields:
        pairs += [(fields["msgid_plural"], fields[key]) for key in keys[-1:] if key != keys[0]]
    for source, translation in pairs:
        if not translation.strip() or not source.strip():
            notes.leave("without a translation", line)
            continue
        yield Unit(
            source_language=asked.source,
            target_language=target,
            source=Marked(source.strip()),
            target=Marked(translation.strip()),
            status="initial" if fuzzy else asked.status,
            origin=asked.origin,
            article=asked.article,
        )


def write_po(units: Iterable[Unit], *, target: str) -> Iterator[bytes]:
    """Yield the parts of a PO file in UTF-8, without tags.

    An entry has the context of its article where the same source text came before. A unit that no person approved is
    fuzzy.
    """
    header = f"Language: {target.replace('-', '_')}\n{_HEADER}"
    yield f'msgid ""\nmsgstr {_literal(header)}\n'.encode()
    seen: set[tuple[str, str]] = set()
    for unit in units:
        context = ""
        number = 1
        while (context, unit.source.text) in seen:
            number += 1
            context = unit.article if number == 2 and unit.article else f"{unit.article or 'alternative'} {number}"
        seen.add((context, unit.source.text))
        lines = [""] if unit.status in APPROVED else ["", "#, fuzzy"]
        lines += [f"msgctxt {_literal(context)}"] if context else []
        lines += [
            f"msgid {_literal(unit.source.text)}",
            f"msgstr {_literal(unit.target.text)}",
        ]
        yield ("\n".join(lines) + "\n").encode(errors="replace")


def _literal(text: str) -> str:
    return spell_po(text, newline="\n")
