"""ICU MessageFormat: a message as a tree of texts and of arguments with branches (plural, select, choice, ...).

The grammar is that of ICU's class MessageFormat with its default treatment of apostrophes: two are one, and one is a
quotation mark only before a character that has a meaning there. Everything is kept as it is written.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

MAX_DEPTH = 30
"""Most arguments with branches inside one another."""

KEYWORDS = frozenset({"zero", "one", "two", "few", "many", "other"})
"""The plural categories of CLDR."""

PLURALS = frozenset({"plural", "selectordinal"})

# `_COMPLEX` is the head of an argument with branches; `_SELECTOR` a selector with the brace after it.
_COMPLEX = re.compile(r"\{\s*([\w.-]{1,100})\s*,\s*(plural|select|selectordinal)\s*,(\s*offset\s*:\s*\d+)?")
_CHOICE = re.compile(r"\{\s*([\w.-]{1,100})\s*,\s*(choice)\s*,")
_SELECTOR = re.compile(r"\s*(=\d+|[^\s{}#|,'=]+)\s*\{")
_LIMIT = re.compile(r"\s*-?(?:\d+(?:\.\d+)?|∞)\s*[#<≤]")
_STOP = re.compile(r"[{}'|]")
_LOOKS = re.compile(r"\{\s*[\w.-]{1,100}\s*,\s*(?:(?:plural|select|selectordinal)\s*,|choice\s*,\s*-?[\d∞])")


class NotIcu(ValueError):
    """The text is not a message of ICU; the message says why, `at` is the place."""

    def __init__(self, what: str, *, at: int) -> None:
        super().__init__(what)
        self.at = at


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A branch: what is written before its text, its selector, and its text."""

    before: str
    selector: str
    message: "Message"


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """An argument with branches; `head` and `tail` are what is written around these."""

    name: str
    kind: str
    head: str
    branches: tuple[Branch, ...]
    tail: str


@dataclass(frozen=True, slots=True)
class Message:
    """Texts as they are written, simple arguments included, and arguments with branches."""

    parts: tuple[str | Argument, ...]
    in_plural: bool = False


def has_branches(text: str) -> bool:
    """Return whether a text looks like a message with branches, well-formed or not."""
    return bool(_LOOKS.search(text))


def parse(text: str, *, quotes: bool = True) -> Message:
    """Return the tree of a message; apostrophes quote unless `quotes` is False. Raises `NotIcu`.

    >>> parse("{n, plural, one {# an} other {# ans}} ici").parts[0].branches[1].message.parts
    ('# ans',)
    """
    message, end = _Parser(text, quotes=quotes).message(0, 0, in_plural=False, ends="")
    assert end == len(text)
    return message


def texts(message: Message) -> Iterator[str]:
    """Yield the texts of a message: its own, with a stand-in for each argument with branches, then those of these.

    >>> list(texts(parse("Il y a {n, plural, one {# an} other {# ans}}.")))
    ['Il y a {n, plural}.', '# an', '# ans']
    """
    for one in walk(message):
        yield "".join(_with_stand_ins(one))


def walk(message: Message) -> Iterator[Message]:
    """Yield a message and those of its branches, in order."""
    yield message
    for part in message.parts:
        if isinstance(part, Argument):
            for branch in part.branches:
                yield from walk(branch.message)


def compose(message: Message, new: Iterator[str], *, categories: Collection[str] = ()) -> str:
    """Return a message with other texts.

    Args:
        message: The message.
        new: Its new texts, in the order of `texts`, each with the same stand-ins.
        categories: The plural categories of the language of the new texts, in the order of CLDR: branches for others
            are left out, and those it needs are added. Empty: the branches stay.
    """
    text = next(new)
    for stand_in, argument in _arguments(message):
        made = [
            replace(branch, message=Message((compose(branch.message, new, categories=categories),)))
            for branch in argument.branches
        ]
        if argument.kind == "plural" and categories:
            made = list(_of_language(made, categories))
        end = "" if argument.kind == "choice" else "}"
        body = "".join(f"{branch.before}{branch.message.parts[0]}{end}" for branch in made)
        text = text.replace(stand_in, argument.head + body + argument.tail, 1)
    return text


def _of_language(branches: Sequence[Branch], categories: Collection[str]) -> Iterator[Branch]:
    """Yield the branches that a language has, and before `other` those that it needs, with the text of `other`.

    `many` alone is for millions in Romance languages and may be left out; beside `few` it may not. A message that has
    only `other` needs no more.
    """
    present = {branch.selector for branch in branches}
    needed = {*categories} - present - ({"many"} if "few" not in categories else set()) - {"one"}
    for branch in branches:
        if branch.selector == "other" and len(branches) > 1:
            before = re.sub(r"other(?=\s*\{$)", "|", branch.before)
            for selector in (one for one in categories if one in needed):
                yield replace(branch, selector=selector, before=before.replace("|", selector))
        if branch.selector not in KEYWORDS or branch.selector in {*categories, "other"}:
            yield branch


def _arguments(message: Message) -> list[tuple[str, Argument]]:
    """The arguments with branches of a message, each with its stand-in: `{n, plural}`, then `{n, plural 2}`."""
    found: list[tuple[str, Argument]] = []
    for part in message.parts:
        if isinstance(part, Argument):
            same = sum((one.name, one.kind) == (part.name, part.kind) for _, one in found)
            found.append((f"{{{part.name}, {part.kind}{f' {same + 1}' if same else ''}}}", part))
    return found


def _with_stand_ins(message: Message) -> Iterator[str]:
    stand_ins = iter(_arguments(message))
    for part in message.parts:
        yield part if isinstance(part, str) else next(stand_ins)[0]


class _Parser:
    """Reads a message from left to right."""

    def __init__(self, text: str, *, quotes: bool) -> None:
        self._text = text
        self._quotes = quotes

    def message(self, at: int, depth: int, *, in_plural: bool, ends: str) -> tuple[Message, int]:
        """Return the message that starts at a place, and where it ends: before a character of `ends` or at the end."""
        parts: list[str | Argument] = []
        start = at
        while True:
            found = _STOP.search(self._text, at)
            if found is None:
                if ends:
                    raise NotIcu("'{' has no '}'", at=start - 1)
                parts.append(self._text[start:])
                return Message(tuple(filter(None, parts)), in_plural), len(self._text)
            at, sign = found.start(), found[0]
            if sign == "'":
                at = self._quoted(at, in_plural=in_plural, in_choice="|" in ends)
            elif sign in ends:
                parts.append(self._text[start:at])
                return Message(tuple(filter(None, parts)), in_plural), at
            elif sign == "}":
                raise NotIcu("'}' without '{' before it; two apostrophes around it, '}', make it text", at=at)
            elif head := _COMPLEX.match(self._text, at) or _CHOICE.match(self._text, at):
                parts.append(self._text[start:at])
                read: Callable[..., tuple[Argument, int]] = self._choice if head[2] == "choice" else self._branched
                argument, at = read(head, depth + 1)
                parts.append(argument)
                start = at
            elif sign == "{":
                at = self._simple(at)
            else:
                at += 1

    def _branched(self, head: re.Match[str], depth: int) -> tuple[Argument, int]:
        if depth > MAX_DEPTH:
            raise NotIcu(f"more than {MAX_DEPTH} arguments inside one another", at=head.start())
        branches: list[Branch] = []
        at = head.end()
        while found := _SELECTOR.match(self._text, at):
            message, end = self.message(found.end(), depth, in_plural=head[2] in PLURALS, ends="}")
            if any(branch.selector == found[1] for branch in branches):
                raise NotIcu(f"a second branch '{found[1]}'", at=found.start(1))
            branches.append(Branch(before=found[0], selector=found[1], message=message))
            at = end + 1
        tail = re.compile(r"\s*\}").match(self._text, at)
        if tail is None or not branches:
            raise NotIcu("expected a branch such as other {...}, or '}'", at=at)
        made = Argument(name=head[1], kind=head[2], head=head[0], branches=tuple(branches), tail=tail[0])
        return made, tail.end()

    def _choice(self, head: re.Match[str], depth: int) -> tuple[Argument, int]:
        if depth > MAX_DEPTH:
            raise NotIcu(f"more than {MAX_DEPTH} arguments inside one another", at=head.start())
        branches: list[Branch] = []
        at, before = head.end(), ""
        while found := _LIMIT.match(self._text, at):
            message, end = self.message(found.end(), depth, in_plural=False, ends="|}")
            branches.append(Branch(before=before + found[0], selector=found[0].strip(), message=message))
            at, before = end + 1, "|"
            if self._text[end] == "}":
                made = Argument(name=head[1], kind="choice", head=head[0], branches=tuple(branches), tail="}")
                return made, at
        raise NotIcu("expected a branch such as 1#...", at=at)

    def _quoted(self, at: int, *, in_plural: bool, in_choice: bool) -> int:
        """Return the end of what begins with an apostrophe: of two, of a quotation, or of the apostrophe alone."""
        following = self._text[at + 1 : at + 2]
        if not self._quotes:
            return at + 1
        if following == "'":
            return at + 2
        if not following or following not in "{}" + "#" * in_plural + "|" * in_choice:
            return at + 1
        end = at + 1
        while True:
            end = self._text.find("'", end)
            if end < 0:
                raise NotIcu("the quotation that the apostrophe begins does not end; write '' for an apostrophe", at=at)
            if self._text[end + 1 : end + 2] != "'":
                return end + 1
            end += 2

    def _simple(self, at: int) -> int:
        """Return the end of an argument without branches: `{n}`, `{n, date, short}`, `{{n}}` of other libraries."""
        depth = 0
        for found in re.compile(r"[{}]").finditer(self._text, at):
            depth += 1 if found[0] == "{" else -1
            if depth == 0:
                return found.end()
        raise NotIcu("'{' has no '}'", at=at)
