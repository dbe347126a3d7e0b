"""The placeholders of messages of programs, in one table: what a translation must contain unchanged.

A row belongs to a *dialect*, the notation of one family of libraries: `c` for printf, `python`, `brace`, `icu`, ... A
format that states the notation of a message (`#, c-format`) names its dialect; `ANY` is for one that does not, and has
the rows that cannot be mistaken for prose. Every pattern takes linear time: repetitions are bounded.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

ANY = "any"
"""The dialect of a message whose notation is not stated."""

PROSE = "prose"
"""The dialect of all other texts: placeholders that cannot be words or percentages."""


@dataclass(frozen=True, slots=True)
class Notation:
    """One form of placeholder.

    Attributes:
        dialects: The dialects that have it.
        sign: What every text with such a placeholder contains.
        pattern: Finds it.
        ordered: Whether arguments are taken in the order of the placeholders.
    """

    dialects: frozenset[str]
    sign: str
    pattern: re.Pattern[str]
    ordered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Placeholder:
    """A placeholder at `start` to `end` (excluded) of a text; `ordered` as in `Notation`."""

    start: int
    end: int
    ordered: bool = False


def _row(dialects: str, sign: str, pattern: str, *, ordered: bool = False) -> Notation:
    return Notation(frozenset(dialects.split()), sign, re.compile(pattern), ordered)


_SPACE = " \u00a0\u202f"
_FLAGS = r"(?:[-+#0 'I]|'.){0,6}"
_WIDTH = r"(?:\d{1,5}|\*(?:\d{1,3}\$)?)?(?:\.(?:\d{1,5}|\*(?:\d{1,3}\$)?)?)?"
_LENGTH = r"(?:hh?|ll?|wf?\d{1,2}|I64|[Lqjzt])?"
_CONVERSION = rf"{_FLAGS}{_WIDTH}{_LENGTH}(?:<PRI[A-Za-z0-9]{{1,12}}>|[diouxXeEfFgGaAbBcCsSpnm@])"
# `_SAFE` is a conversion that no percentage in prose could be: no space as a flag, no word behind it but a unit
# (`%ds`); `_NO_NUMBER` is not after a number, unless that is of the placeholder before.
_SAFE = rf"(?:[-+#0]|'.){{0,6}}{_WIDTH}{_LENGTH}[diouxXeEfFgGcs@](?=[smhjoBkMGxX](?![a-zß-ÿ])|(?![a-zß-ÿ_]))"
_NO_NUMBER = rf"(?:(?<![\d%])(?<!\d[{_SPACE}])|(?<=[%L]\d)|(?<=[%L]\d[{_SPACE}]))"
_PYTHON = r"[-+#0 ]{0,5}(?:\d{1,5}|\*)?(?:\.(?:\d{1,5}|\*)?)?[hlL]?[diouxXeEfFgGcrsa]"
_RUBY = r"[-+#0 ]{0,4}\d{0,4}"
# Percent signs before a conversion belong together in pairs: the second of `%% e` begins none.
_WHOLE = r"(?<!%)(?:%%)*+"
_SPEC = r"(?:![rsa])?(?:(?:,-?\d{1,4})?:(?:[^{}\s]|\{\w{0,40}\}){0,60})?"

EXPRESSION = r"\$\{(?:[^{}\n]|\{[^{}\n]{0,200}\}){1,400}\}"
"""An expression in a text of a program: `${n > 1 ? "x" : "y"}`."""

NOTATIONS = (
    # %s, %5.2lu, %-10s, %'.08d, %*s, %.*s, %<PRIu64>
    _row("c php objc", "%", rf"{_WHOLE}%{_CONVERSION}", ordered=True),
    _row("python", "%", rf"{_WHOLE}%{_PYTHON}", ordered=True),
    _row(f"{ANY} {PROSE}", "%", rf"{_NO_NUMBER}%{_SAFE}", ordered=True),
    # %1$s; %#@files@ of a stringsdict
    _row(f"c php objc {ANY} {PROSE}", "$", rf"%[1-9]\d{{0,2}}\${_CONVERSION}"),
    _row(f"objc {ANY}", "@", r"%(?:\d{1,2}\$)?#@\w{1,80}@"),
    # %(name)s
    _row(f"python {ANY} {PROSE}", "%(", rf"%\([^()\n]{{1,80}}\){_PYTHON}"),
    # %{name}, %<name>s, %-10<name>s, %<name>.2f
    _row("ruby", "%", rf"%{_RUBY}\{{[\w.-]{{1,80}}\}}"),
    _row(f"{ANY} {PROSE}", "%", r"%[-+#0]{0,4}\d{0,4}\{[\w.-]{1,80}\}"),
    # %<name>s; not the percentage before a tag in « 20 % <b>de remise</b> »
    _row("ruby", "%", rf"%{_RUBY}<\w{{1,80}}>{_RUBY}(?:\.\d{{1,4}})?[A-Za-z]"),
    _row(f"{ANY} {PROSE}", "%", rf"%[-+#0]{{0,4}}\d{{0,4}}<\w{{1,80}}>{_RUBY}(?:\.\d{{1,4}})?[A-Za-z](?![^\W\d_])"),
    # A percent sign, with the number that it belongs to.
    _row(f"c php objc python ruby {ANY}", "%%", r"(?:(?<![\w.,])\d{1,9})?%%"),
    # %1, %L1, %n of Qt and KDE
    _row("qt", "%", r"%(?:L?(?:[1-9]\d?|n)|[1-9]\d?)(?!\d)"),
    _row(ANY, "%", rf"{_NO_NUMBER}%(?:L?[1-9]\d?|L?n)(?![\w%$]|[.,]\d)"),
    # %Y, %-m of dates, %Hh%M
    _row(ANY, "%", r"%[-_0^#]?[HkIl] ?h ?%[-_0^#]?M"),
    _row(ANY, "%", rf"{_NO_NUMBER}%[-_0^#]?[YmBHMSpyIjZAbPL](?![a-z]{{2}}|[A-Z_%])"),
    # %1% and %|1$d| of Boost
    _row("boost", "%", r"%\d{1,2}%|%\|[^|\n]{1,40}\|"),
    # %name% of Symfony and of letters that are merged; %name of Drupal
    _row(f"{ANY} {PROSE}", "%", r"(?<![\w%])%[A-Za-z_][\w.-]{0,60}%(?![\w%])"),
    _row(ANY, "%", rf"(?<![\w%])(?<!\d[{_SPACE}])%[a-z][a-z_]{{3,40}}(?![\w%])"),
    # %%name%%, %%=Upper(name)=%%, @@name@@, ##name##, {*name*}, |*name*| of letters; [site:name], {loadposition x}
    _row(f"{ANY} {PROSE}", "%%", r"%%(?:[A-Za-z_][\w.:-]{0,60}|=[^%\n]{1,120}=)%%"),
    _row(f"{ANY} {PROSE}", "@@", r"(?<![\w@])@@[A-Za-z_][\w.-]{0,60}@@(?![\w@])"),
    _row(f"{ANY} {PROSE}", "##", r"(?<![\w#])(?P<at>#{2,3})[A-Za-z_][\w.-]{0,60}(?P=at)(?![\w#])"),
    _row(f"{ANY} {PROSE}", "*", r"\{\*[A-Za-z_][\w.-]{0,60}\*\}|\|\*[A-Za-z_][\w.-]{0,60}\*\|"),
    _row(f"{ANY} {PROSE}", "[", r"\[[a-z][\w-]{0,40}(?::[\w-]{1,40}){1,6}\]"),
    _row(f"{ANY} {PROSE}", "{load", r"\{load[a-z]{4,12} [\w, -]{1,80}\}"),
    # :name of Laravel and Drupal, where a word begins; {0} and [1,19] before a variant for some numbers
    _row(ANY, ":", r"(?<![^\s(\[{\"'«“„|>])(?<![«] ):[A-Za-z]\w{0,60}(?![\w:@]|[.-]\w)"),
    _row(ANY, "[", r"[\[\]]-?(?:\d{1,9}|Inf),\s?(?:\d{1,9}|\*|Inf)[\[\]]"),
    # @name of Drupal
    _row(ANY, "@", r"(?<![\w@./+-])@[a-z]\w{0,60}(?![\w@:])(?:-\w{1,30}){0,3}"),
    # {name}, {}, {name!r:>10}, {0:C2}, {0,10:N2}, {user.name[0]}, ${name}, #{name}; {'text'} of Vue
    _row(f"brace {ANY}", "{", r"\{\}", ordered=True),
    _row(f"brace icu {ANY}", "{", rf"[$#%]?\{{[@$]?[\w.\[\]/|-]{{1,120}}{_SPEC}\}}"),
    _row(f"brace {ANY}", "{", rf"\{{(?:\d{{1,3}}(?:,-?\d{{1,4}})?:[^{{}}\n]{{0,60}}|{_SPEC})\}}"),
    _row("brace", "{", r"\{\{|\}\}"),
    _row("vue", "{'", r"\{'[^'\n]{1,200}'\}"),
    # {n, number, ::currency/EUR}; {n, plural} is what stands for a plural or selection in the text around it
    _row(f"icu brace {ANY}", "{", r"\{[\w.@-]{1,80}\s?,\s{0,4}[a-zA-Z]{1,20}\s?(?:,[^{}]{1,200}|[ ]\d{1,9})?\}"),
    # '{' and '{text}' of ICU, which the library shows without the apostrophes
    _row("icu", "'", r"'[{}|<#](?:[^']|''){0,500}'"),
    _row("icu-plural", "#", r"#"),
    # {{ name | filter }}, {{{name}}} and $t(key) of i18next; @:key, @.lower:key, @:(key) of Vue
    _row(f"brace icu {ANY}", "{{", r"\{\{\{?(?:[^{}]|\{[^{}]{0,200}\}){0,400}\}\}\}?"),
    _row(f"{ANY} {PROSE}", "$t(", r"\$t\((?:[^()]|\([^()]{0,200}\)){0,400}\)"),
    _row(ANY, "@", r"@(?:\.\w{1,20})?:(?:\{'[^'\n]{1,100}'\}|\([^()\n]{1,100}\)|[\w-]{1,80}(?:\.[\w-]{1,80}){0,12})"),
    # $name and ${name} of shells and Perl, $NAME$ of browsers
    _row(f"sh {ANY}", "$", r"\$[A-Za-z_]\w{0,60}\$?|\$\{\w{1,60}\}"),
    # ${n > 1 ? "x" : "y"} of JavaScript and Kotlin
    _row(ANY, "${", EXPRESSION),
    # A character entity: &nbsp; &copy;
    _row(ANY, "&", r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"),
)
"""All rows."""

_POSITIONAL = frozenset({"c", "php", "objc", "brace"})
"""Dialects in which a placeholder may have a number although that of the source has none."""
_ORDERED = re.compile(rf"(?<!%)((?:%%)*+)%((?!\d{{1,3}}\$){_CONVERSION})|\{{\}}")
_PERCENT = re.compile(rf"[{_SPACE}]%%")


def placeholders(text: str, dialects: Collection[str] = (ANY,)) -> tuple[Placeholder, ...]:
    """Return the placeholders of a message, disjoint and in order; those that touch are one.

    >>> text = "Le disque est rempli à %d%%, %s"
    >>> [text[one.start : one.end] for one in placeholders(text, ["c"])]
    ['%d%%', '%s']
    """
    return tuple(_merged(text, _found(text, dialects)))


def _found(text: str, dialects: Collection[str]) -> Iterator[Placeholder]:
    """Yield all that looks like a placeholder; one may be a part of another."""
    for row in _rows(frozenset(dialects)):
        if row.sign in text:
            for match in row.pattern.finditer(text):
                yield Placeholder(start=match.start(), end=match.end(), ordered=row.ordered)


def values(text: str, dialects: Collection[str] = (ANY,)) -> Counter[str]:
    """Return every placeholder of a message with its count."""
    return Counter(text[one.start : one.end] for one in placeholders(text, dialects))


def lost(source: str, target: str, dialects: Collection[str] = (ANY,)) -> str:
    """Return what is wrong with the placeholders of a translation, in words; nothing if they are those of the source.

    >>> lost("%s sur %d", "%d of %s", ["c"])
    'the placeholders %s %d, which have no number, stand in another order'
    """
    source = with_numbers(source, target, dialects)
    have, got = values(source, dialects), values(target, dialects)
    same = have == got
    parts = [_parts(text, dialects) for text in (source, target)]
    if not same and Counter(name for name, _ in parts[0]) != Counter(name for name, _ in parts[1]):
        missing, added = sorted((have - got).elements()), sorted((got - have).elements())
        said = [f"lacks {' '.join(missing)}" * bool(missing), f"has {' '.join(added)} of its own" * bool(added)]
        return "the translation " + " and ".join(filter(None, said))
    if same:
        parts = [
            [(text[one.start : one.end], one.ordered) for one in placeholders(text, dialects)]
            for text in (source, target)
        ]
    first, second = ([name for name, ordered in row if ordered] for row in parts)
    return (
        f"the placeholders {' '.join(first)}, which have no number, stand in another order" if first != second else ""
    )


def numbered(text: str, dialects: Collection[str]) -> list[tuple[int, int, str]]:
    """Return places of placeholders without a number, and what they are with one: so they can be told apart.

    Nothing if there is only one, or one that takes several arguments (`%*s`).

    >>> numbered("%s sur %-5d", ["c"])
    [(0, 2, '%1$s'), (7, 11, '%2$-5d')]
    """
    places = [one for one in placeholders(text, dialects) if one.ordered]
    found = [match for one in places for match in _ORDERED.finditer(text, one.start, one.end)]
    if len(found) < 2 or any("*" in match[0] for match in found):
        return []
    return [
        (*match.span(), f"{match[1]}%{number}${match[2]}" if match[2] else f"{{{number - 1}}}")
        for number, match in enumerate(found, start=1)
    ]


def with_numbers(source: str, target: str, dialects: Collection[str]) -> str:
    """Return a source whose placeholders have the numbers that those of its translation have, if these are the same.

    >>> with_numbers("%s sur %d", "of %2$d %1$s", ["c"]), with_numbers("%s sur %d", "%d of %s", ["c"])
    ('%1$s sur %2$d', '%s sur %d')
    """
    named = numbered(source, dialects) if _POSITIONAL.intersection(dialects) else []
    if any(target.count(name) != 1 for _, _, name in named):
        return source
    for start, end, name in reversed(named):
        source = source[:start] + name + source[end:]
    return source


def unnumbered(text: str, names: Mapping[str, str]) -> str:
    """Return a text with placeholders as they were before `numbered`, if they still are in order."""
    places = [text.find(name) for name in names]
    if -1 in places or places != sorted(places):
        return text
    for name, was in names.items():
        text = text.replace(name, was, 1)
    return text


def _parts(text: str, dialects: Collection[str]) -> list[tuple[str, bool]]:
    """Return the placeholders and whether they are ordered, each apart although it touches another."""
    parts: list[tuple[str, bool]] = []
    end = 0
    for one in sorted(_found(text, dialects), key=lambda one: (one.start, -one.end)):
        if one.start >= end:
            parts.append((text[one.start : one.end], one.ordered))
            end = one.end
    return parts


@cache
def _rows(dialects: frozenset[str]) -> tuple[Notation, ...]:
    return tuple(row for row in NOTATIONS if row.dialects & dialects)


def _merged(text: str, found: Iterable[Placeholder]) -> Iterator[Placeholder]:
    """Yield placeholders that overlap, touch, or are a number and its percent sign as one."""
    last: Placeholder | None = None
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if last is None:
            last = one
        elif one.start <= last.end or (
            one.start == last.end + 1 and _PERCENT.match(text, last.end) and text[last.end - 1] != "%"
        ):
            inside = one.end <= last.end
            last = replace(last, end=max(last.end, one.end), ordered=last.ordered or (one.ordered and not inside))
        else:
            yield last
            last = one
    if last is not None:
        yield last
