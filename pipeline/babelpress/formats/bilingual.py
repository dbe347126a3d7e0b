"""The translated texts in files that hold both languages: gettext PO, XLIFF, Qt's TS and Xcode's catalogs."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from babelpress._internal.placeholder_syntax import lost, with_numbers
from babelpress._internal.xml_tree import Node
from babelpress.formats.decoding import decode, open_input
from babelpress.formats.html.names import TEXT_ATTRIBUTES
from babelpress.formats.inline import read_tags
from babelpress.formats.messages.accelerators import signs_of, take_out
from babelpress.formats.po.entries import entries
from babelpress.formats.po.format import stated_dialects
from babelpress.formats.resources.qt import is_qt
from babelpress.formats.xml.tree import parse

_PO, _XLIFF, _QT = (".po", ".pot"), (".xlf", ".xliff"), (".ts",)
_XCODE = (".xcstrings",)
_KEY = re.compile(r"\w+(?:[._-]\w+)+")
"""A name for a text, where the source is not in the file."""
_FORMS = re.compile(r"nplurals\s*=\s*(\d+)")
_TAG = re.compile(r"</?[A-Za-z][\w:.-]*(?:\s[^<>]*)?/?>")
_TEXT_ATTRIBUTE = re.compile(
    rf"""\s(?:{"|".join(sorted(TEXT_ATTRIBUTES | {"label", "text"}))})\s*=\s*(?:"[^"]*"|'[^']*')""", re.IGNORECASE
)
_SPANNING = ("g", "pc")
_FEW = (("zero",), ("one",), ("two",))
"""Plural categories whose text may leave out the number."""
_HALVES = {
    "bpt": ("bpt", "+"),
    "ept": ("bpt", "-"),
    "bx": ("bx", "+"),
    "ex": ("bx", "-"),
    "sc": ("sc", "+"),
    "ec": ("sc", "-"),
}
"""Inline elements of XLIFF that are one half of a pair."""
_HALF_ID = re.compile(r"(START|CLOSE)_([A-Z_]+?)(?:_\d+)?")
"""How Angular calls the halves of a pair."""
LOST = "the translation "
"""How a fault begins that names lost or added placeholders."""
_LONGEST = 100_000_000
"""Maximum number of bytes of a file."""


class Translated(NamedTuple):
    """A source text, its translation (empty if it has none), and what is wrong with the form of the translation."""

    source: str
    target: str
    faults: tuple[str, ...] = ()


def units_of(path: Path) -> list[Translated] | None:
    """Return every source text of a file with its translation.

    Args:
        path: The file.

    Returns:
        The units in order; None for a file of any other format, and for a PO file with names instead of source texts.

    Raises:
        UnreadableInput: If the file cannot be read, or is not what its name says.
    """
    suffix = next((one.lower() for one in reversed(path.suffixes) if one.lower() in (*_PO, *_XLIFF, *_QT, *_XCODE)), "")
    if not suffix:
        return None
    with open_input(path) as stream:
        data = stream.read(_LONGEST)
    if suffix in _PO:
        found = list(_po(decode(data, name=str(path)), name=str(path)))
        keys = sum(bool(_KEY.fullmatch(source)) for source, _, _ in found)
        return None if 2 * keys > len(found) else found
    if suffix in _XCODE:
        return _xcode(decode(data, name=str(path)))
    if suffix in _QT:
        return list(_qt(parse(data, name=str(path), doctype=True).root)) if is_qt(data) else None
    return list(_xliff(parse(data, name=str(path)).root))


def _po(text: str, *, name: str) -> Iterator[Translated]:
    forms = 0
    found = list(entries(text, name=name))
    signs = signs_of([entry.fields["msgid"].text for entry in found])
    for entry in found:
        texts = {key: field.text for key, field in entry.fields.items()}
        if entry.is_header:
            stated = _FORMS.search(texts["msgstr"])
            forms = int(stated[1]) if stated else 0
            continue
        dialects = stated_dialects(entry)
        if "msgid_plural" not in texts:
            yield _unit(texts["msgid"], texts["msgstr"], dialects, signs=signs)
            continue
        translated = [key for key in entry.targets if texts[key]]
        for number, key in enumerate(entry.targets):
            if number > 1 and not texts[key] and not translated:
                continue  # told twice is enough
            text = texts["msgid_plural" if number else "msgid"]
            one = _unit(text, texts[key], dialects, signs=signs, one=not number)
            if not number and forms and len(entry.targets) != forms:
                wrong = f"has {len(entry.targets)} plural forms, the header says {forms}"
                one = one._replace(faults=(*one.faults, wrong))
            yield one


def _unit(source: str, target: str, dialects: tuple[str, ...], *, signs: str, one: bool = False) -> Translated:
    """A pair of texts of a program without accelerators; `one` for a form that may leave out the number: "one file"."""
    faults = tuple(_faults(source, target, dialects, one=one))
    source = with_numbers(source, target, dialects)
    plain, accelerator, _ = take_out(source, signs)
    if accelerator:
        source, target = plain, take_out(target, accelerator.sign)[0]
    return Translated(_plain(source), _plain(target), faults)


def _qt(root: Node) -> Iterator[Translated]:
    """The messages of a file of Qt; of one with a number, each form of its translation."""
    for message in root.walk("message"):
        source, target = message.child("source"), message.child("translation")
        if source is None or (target is not None and target.get("type") in ("vanished", "obsolete")):
            continue
        forms = [node.texts() for node in target.nodes if node.local == "numerusform"] if target is not None else []
        for text in forms or [target.texts() if target is not None else ""]:
            one = len(forms) > 1 and text is forms[0]
            yield _unit(source.texts(), text, ("qt",), signs="&", one=one)


def _xcode(text: str) -> list[Translated] | None:
    """The texts of a string catalog with those of its other language; None where it has none or several."""
    try:
        catalog = json.loads(text)
        own = catalog.get("sourceLanguage", "")
        strings = [(key, entry.get("localizations") or {}) for key, entry in catalog["strings"].items()]
        others = {language for _, localized in strings for language in localized} - {own}
        if len(others) != 1:
            return None
        (other,) = others
        found = []
        for key, localized in strings:
            known = dict(_localized(localized.get(own, {})))
            for place, value in _localized(localized.get(other, {})):
                source = known.get(place, known.get((*place[:-1], "other"), key))
                found.append(_unit(source, value, ("objc",), signs="", one=place[-1:] in _FEW))
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
        return None  # another reader says what is wrong with it
    return found


def _localized(node: object, place: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """The texts below a language, with the names of their variations."""
    for name, inner in node.items() if isinstance(node, dict) else ():
        if name == "stringUnit":
            yield place, str(inner["value"])
        else:
            yield from _localized(inner, (*place, name))


def _faults(source: str, target: str, dialects: tuple[str, ...], *, one: bool) -> Iterator[str]:
    if not target.strip():
        return
    for what, at in (("begin", slice(None, 1)), ("end", slice(-1, None))):
        if (source[at] == "\n") is not (target[at] == "\n"):
            yield f"does not {what} as the source does: only one of them has a line break there"
    before, after = (Counter(_tags(text)) for text in (source, target))
    yield from (f"lost the tag {tag}" for tag in before - after)
    yield from (f"has, unlike its source, the tag {tag}" for tag in after - before)
    if before == after and _is_nested(_tags(source)) and not _is_nested(_tags(target)):
        yield "has tags that cross or close before they open"
    if dialects and not one and (wrong := lost(source, target, dialects)):
        yield wrong


def _tags(text: str) -> list[str]:
    """The tags of a text, without those attributes that may be translated."""
    return [without_texts(found[0]) for found in _TAG.finditer(text)]


def without_texts(tag: str) -> str:
    """Return a tag without the attributes whose values are texts."""
    return _TEXT_ATTRIBUTE.sub("", tag) if tag.startswith("<") else tag


def _is_nested(tags: Sequence[str]) -> bool:
    """Whether every tag that is closed was opened before, and none cross."""
    ended = {tag[2:].rstrip("> ") for tag in tags if tag.startswith("</")}
    waiting: list[str] = []
    for tag in tags:
        name = re.sub(r"[</>]|\s.*", "", tag, flags=re.DOTALL)
        if tag.startswith("</"):
            if not waiting or waiting.pop() != name:
                return False
        elif not tag.endswith("/>") and name in ended:
            waiting.append(name)
    return not waiting


def _plain(text: str) -> str:
    """A text without its tags."""
    return read_tags(text.strip())[0]


def _xliff(root: Node) -> Iterator[Translated]:
    for unit in root.walk("trans-unit", "segment"):
        source, target = unit.child("source"), unit.child("target")
        if source is not None and unit.get("translate") != "no":
            text = target.texts() if target is not None else ""
            faults = tuple(_code_faults(source, target)) if target is not None and target.content else ()
            yield Translated(source.texts(), text, faults)


def _code_faults(source: Node, target: Node) -> Iterator[str]:
    """What is wrong with the inline elements of a translation."""
    before, after = (list(_codes(node)) for node in (source, target))
    counts = Counter(name for name, _ in before), Counter(name for name, _ in after)
    yield from (f"lost the tag {name}" for name in counts[0] - counts[1])
    yield from (f"has, unlike its source, the tag {name}" for name in counts[1] - counts[0])
    if counts[0] == counts[1] and _is_paired(before) and not _is_paired(after):
        yield "has tags that cross or close before they open"


def _codes(node: Node) -> Iterator[tuple[str, str]]:
    """The inline elements in order: each as it is named in a message, and what it opens (`+1`) or closes (`-1`)."""
    for child in node.nodes:
        local, id = child.local, child.get("id") or child.get("rid") or child.get("startRef")
        name = f'<{local} id="{id}">' if id else f"<{local}>"
        if local in _SPANNING:
            yield name, f"+{name}"
            yield from _codes(child)
            yield f"</{local}>", f"-{name}"
        elif local != "mrk":
            yield name, _role(local, id, child)
        else:
            yield from _codes(child)


def _role(local: str, id: str, node: Node) -> str:
    """What an empty inline element opens or closes; nothing for one that stands for itself."""
    if local in _HALVES:
        opener, sign = _HALVES[local]
        return f"{sign}{opener} {node.get('rid') or node.get('startRef') or id}"
    found = _HALF_ID.fullmatch(id)
    return f"{'+' if found[1] == 'START' else '-'}{found[2]}" if found else ""


def _is_paired(codes: Sequence[tuple[str, str]]) -> bool:
    waiting: list[str] = []
    for _, role in codes:
        if role.startswith("+"):
            waiting.append(role[1:])
        elif role and (not waiting or waiting.pop() != role[1:]):
            return False
    return not waiting
