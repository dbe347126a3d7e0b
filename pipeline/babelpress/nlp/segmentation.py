"""Sentence segmentation that keeps the white space, such that `join(split(text, "fr")) == text`.

A boundary is white space, or the place where two sentences touch (`chez eux.Comme`), which is frequent in text from web
pages. Quotation marks, interposed clauses, ellipses, enumerations and the exceptions in `Stops` are decided here. A
full stop after an ordinary word is decided by sentencex (Wikimedia), which sees only the words around that stop,
without quotation marks: it never splits inside them and takes quadratic time over them. The items of an enumeration
inside a line (`1) ... ; 2) ...`) and the cells of a row with tabs are segments of their own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from babelpress import lang
from babelpress._internal.rows import is_row
from babelpress.lang.base import Stops

_NEAR = 120
"""Characters examined on either side of a gap; this bounds the time."""

_TAIL = 24
"""Most characters of all marks at the end of a sentence together."""

_CAPITAL = "[A-ZÀ-ÖØ-Þ]"
_SMALL = "[a-zà-öø-ÿœ]"
# White space, or the empty place between a closing mark and a capital, which a quotation mark may precede.
_GAP = re.compile(rf"\s+|(?<=[.!?…\"”»])(?={_CAPITAL}|[\"“«]\s?{_CAPITAL})")
# The end of a sentence that the next one may touch: two letters of the same case, a figure, sign or closing mark, then
# the marks that end it.
_GLUED = re.compile(rf"(?:{_SMALL}{{2}}|{_CAPITAL}{{2}}|[\d%€)\]»”\"])[.!?…]+[\"”»]?$")
# A capitalised word, perhaps in quotation marks, that is no second part of a host name or file name (`exemple.Com`).
_FRESH = re.compile(rf"[\"“«]?\s?(?!(?:Com|Fr|Org|Net|Eu|Io|Js|Ru)\b){_CAPITAL}{_SMALL}*['’\s,:;-]")
_INTERNET = re.compile(r"[@/\\_]|\w\.\w")
_LINE = re.compile(r"\r\n|[\n\r\v\x85\u2028]")
# The marks that end a sentence (group 1) and the closing marks after them (group 2), each perhaps after a space.
_ENDING = re.compile(r"([.!?…]+)((?:[ \u00a0\u202f]?[»›]|[)\]\"”“’'»«›‹*_])*)$")
_LAST = frozenset(".!?…»›)]\"”“’'«‹*_")
_OMISSION = re.compile(r"[\[(](?:…|\.\.\.)[\])]$")
_CLOSES = re.compile(r"[»›”](?!\w)")
# All marks and omissions ([…]) that may precede the first word; possessive, so that it takes linear time.
_OPENERS = re.compile(r"(?:[\[(](?:…|\.\.\.)[\])]|[«»\"“„‘‚’'(\[{¿¡—–\-…*_•\s])*+")
# The beginning of a list item: a bullet, a number or letter with a dot or bracket, a Roman numeral with a dot.
_BULLET = re.compile(r"(?:[•▪‣·*-]|\d{1,3}[.)]|[A-Za-z]\)|[IVX]{1,5}\.)\s")
_MARKER = re.compile(r"(?:\d{1,3}|[IVX]{1,5}|[A-Za-z])[.)]")
# A number, small Roman numeral or letter of an enumeration, at the beginning or after a mark.
_ITEM = re.compile(
    r"(?:\A\s*|(?<=[:;.!?…])\s+)"
    r"(?P<item>\(?(?:(?P<number>\d{1,2})|(?P<letter>[A-Za-z])|(?P<roman>[ivx]{2,5}))(?P<end>\)|°\)?|/|(?<=\d)\.))(?=\s)"
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_BRAND = re.compile(r"[a-z]{1,2}[A-Z]|[a-z]\)\s")
_WORD = re.compile(r"[^\s«»\"“”„(\[]*$")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu)['’]", re.IGNORECASE)
_FIRST = re.compile(r"([^\W\d_]+['’]?)\s*(\S?)")
_NUMBER = re.compile(r"\d|[IVXLCDM]+(?![\w'’])|[A-Z]\.\s?\d")
_DAY = re.compile(r"\d{1,2}\.")
_MONTH = re.compile(r"\b\d{1,2}\. ?\d{1,2}$")
_ADDRESS = re.compile(r"\w{2}\.\w{2,}$")
_MARKS = str.maketrans(dict.fromkeys('«»‹›“”„‟"‘()[]{}—–…', " "))
_OPENING = {"»": "«", "›": "‹", "”": "“", '"': '"', ")": "(", "]": "["}


@dataclass(frozen=True, slots=True, kw_only=True)
class Segmentation:
    """The sentences of a text, none empty and none with white space at an end.

    `gaps` is the white space before, between and after them: one item more than there are sentences.
    """

    sentences: tuple[str, ...]
    gaps: tuple[str, ...]


def split(text: str, language: str) -> Segmentation:
    """Split a text into sentences.

    Args:
        text: Any text.
        language: Its ISO 639-1 code; an unknown language gets the general rules.

    Returns:
        The sentences and the white space around them, from which `join` makes the text.

    >>> split("« Où va-t-on ? » a demandé M. Roux. Personne n'a répondu.", "fr").sentences
    ('« Où va-t-on ? » a demandé M. Roux.', "Personne n'a répondu.")
    """
    stops = lang.get(language).stops
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    sentences, gaps = [], [text[:start]]
    items, cells = _items(text), _cells(text)
    for gap in _GAP.finditer(text, start, end):
        listed = gap.end() in items or (cells and not cells.isdisjoint(range(*gap.span())))
        if listed or _is_boundary(text, start, gap, stops, language):
            sentences.append(text[start : gap.start()])
            gaps.append(gap.group())
            start = gap.end()
    if start < end:
        sentences.append(text[start:end])
        gaps.append(text[end:])
    return Segmentation(sentences=tuple(sentences), gaps=tuple(gaps))


def join(pieces: Segmentation, sentences: Sequence[str] | None = None) -> str:
    """Join sentences with the white space of a segmentation.

    Args:
        pieces: The segmentation of a text.
        sentences: As many sentences as it has, to replace its own; by default its own.

    Returns:
        The text.

    Raises:
        ValueError: The number of sentences differs.

    >>> join(split("Bonjour.  Au revoir.", "fr"), ["Hallo.", "Dag."])
    'Hallo.  Dag.'
    """
    new = pieces.sentences if sentences is None else sentences
    before, *after = pieces.gaps
    return before + "".join(f"{text}{gap}" for text, gap in zip(new, after, strict=True))


def _items(text: str) -> set[int]:
    """Return where the items of enumerations begin: two or more that count on from one in the same form."""
    found: set[int] = set()
    last: dict[tuple[str, bool, str], tuple[int, int]] = {}
    for match in _ITEM.finditer(text):
        start = match.start("item")
        for kind, value in _values(match):
            form = (kind, match["item"].startswith("("), match["end"])
            before, place = last.get(form, (0, 0))
            if value == before + 1 > 1:
                found |= {place, start}
            if value in (1, before + 1):
                last[form] = (value, start)
    return found


def _values(match: re.Match[str]) -> Iterator[tuple[str, int]]:
    """Yield the ways to read the number or letter of an item: `i` is a letter and a numeral."""
    if match["number"]:
        yield "number", int(match["number"])
    letter, roman = match["letter"] or "", match["letter"] or match["roman"] or ""
    if letter:
        yield ("capital" if letter.isupper() else "small"), ord(letter.lower()) - ord("a") + 1
    if roman in _ROMAN:
        yield "roman", _ROMAN.index(roman) + 1


def _cells(text: str) -> set[int]:
    """Return the places of the tabs between the cells of rows, and of the ends of the lines around rows."""
    found: set[int] = set()
    if "\t" not in text:
        return found
    start = 0
    for line in text.splitlines(keepends=True):
        content = line.rstrip()
        if is_row(content):
            found |= {start + at for at, char in enumerate(content) if char == "\t"}
            found |= {start - 1, start + len(line) - 1}
        start += len(line)
    return found


def _is_boundary(text: str, start: int, gap: re.Match[str], stops: Stops, language: str) -> bool:
    """Whether the sentence that began at `start` ends at this gap, which is white space or nothing."""
    space, right = gap.group(), text[gap.end() : gap.end() + _NEAR]
    if not space and not _is_glued(text, start, gap.start()):
        return False
    lines = len(_LINE.findall(space))
    if lines > 1 or "\u2029" in space or "\f" in space or (lines and _BULLET.match(right)):
        return True
    if text[gap.start() - 1] not in _LAST:
        return False
    left = text[max(start, gap.start() - _NEAR) : gap.start()]
    ending = _ENDING.search(left, max(0, len(left) - _TAIL))
    if not ending or not _can_begin(right) or _OMISSION.search(left):
        return False
    if gap.start() - start <= _NEAR and (_MARKER.fullmatch(left) or not any(map(str.isalnum, left))):
        return False
    marks, closers = ending.groups()
    if _is_inserted(left[: ending.end(1)], closers, marks) and not _starts(right, stops):
        return False
    word = _ELISION.sub("", _word_before(left[: ending.start()]))
    if marks != ".":
        return f"{word}{marks}".lower() not in stops.names or _starts(right, stops)
    return bool(closers) or _stop_ends(word, left[: ending.start()], right, stops, language)


def _is_glued(text: str, start: int, at: int) -> bool:
    """Whether two sentences may touch here; not inside an address, abbreviation, version or code."""
    if '"' in text[at - 1 : at + 1] and text.count('"', 0, at) % 2:
        return False  # the quotation closes after this place, or opens before it
    left = text[max(start, at - _NEAR) : at]
    ending = _GLUED.search(left)
    return bool(ending and _FRESH.match(text, at) and not _INTERNET.search(_word_before(left[: ending.start()])))


def _word_before(left: str) -> str:
    found = _WORD.search(left)
    return found.group() if found else ""


def _can_begin(right: str) -> bool:
    """Whether a sentence can begin with this text: not with a small letter or a closing mark."""
    if _CLOSES.match(right):
        return False
    right = right[_OPENERS.match(right).end() :]  # type: ignore[union-attr]  # matches the empty string too
    first = right[:1]
    if first.islower():
        return bool(_BRAND.match(right))
    return bool(first) and first not in ",;:.!?%)]}/&+="


def _is_inserted(left: str, closers: str, marks: str) -> bool:
    """Whether the mark ends a title or a remark inside a sentence: `le film « Où est-il ? » Paul ...`."""
    closer = closers.strip()[-1:]
    if closer not in _OPENING or (marks == "." and closer not in ")]"):
        return False
    before = left[: max(0, left.rfind(_OPENING[closer]))].rstrip()
    return bool(before) and before[-1] not in ":,.!?…»"


def _starts(right: str, stops: Stops, *, after_initial: bool = False) -> bool:
    """Whether the next word begins sentences rather than names."""
    found = _FIRST.match(right[_OPENERS.match(right).end() :])  # type: ignore[union-attr]  # as above
    if not found:
        return False
    word, following = found.group(1).lower().replace("’", "'"), found.group(2)
    if following == ".":
        return False
    if word not in stops.starters:
        word = word.rstrip("'")
    return word in stops.starters and not (after_initial and word in stops.particles and not following.islower())


def _stop_ends(word: str, left: str, right: str, stops: Stops, language: str) -> bool:
    """Whether a single full stop after `word` ends the sentence, if the text after it can begin one."""
    initial = len(word) == 1 and word.isupper()
    key = word if initial else word.lower()
    if key in stops.open:
        return False
    if key in stops.numbered:
        return not _NUMBER.match(right)
    if key in stops.either:
        return _starts(right, stops)
    letters = word.replace("-", "").split(".")
    if all(len(letter) == 1 and (letter.isupper() or len(letters) > 1) for letter in letters):
        return _starts(right, stops, after_initial=initial or "-" in word)
    if word.isdigit() and (len(word) <= 2 or stops.ordinals) and _may_count(word, left, language):
        date = _DAY.match(right) or (_MONTH.search(left) and right[:4].isdigit())
        return not date and (not stops.ordinals or _starts(right, stops))
    return bool(_ADDRESS.search(word)) or _starts(right, stops) or _library_ends(left, right, language)


def _may_count(word: str, left: str, language: str) -> bool:
    """Whether figures before a full stop may be an ordinal: four or more are a year, unless an article precedes."""
    articles = getattr(lang.get(language).endings, "articles", ())
    return len(word) < 4 or left[: -len(word)].rpartition(" ")[0].rpartition(" ")[2].lower() in articles


def _library_ends(left: str, right: str, language: str) -> bool:
    """Whether sentencex takes a full stop between these words for the end of a sentence."""
    from sentencex import get_sentence_boundaries

    before = " ".join(left.translate(_MARKS).split()[-4:]) + ". "
    after = right[_OPENERS.match(right).end() :].split()[0]  # type: ignore[union-attr]  # as above
    if not after[0].isalpha():
        after = "X"  # not a number: for German, the dot before one would be that of an ordinal
    return any(found["end_index"] == len(before) for found in get_sentence_boundaries(language, before + after))
