"""What must come out of a translation character for character: found, replaced by masks a model copies, put back.

A mask is a capital letter and a number (`X1`). Which forms models copy is measured (`benchmarks/fidelity/masks.py`):
the shipped weights bring 97 of 100 sentences with up to three such masks through, none with `{1}`, few with `__1__`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, product

from pipeline.text.edits import Edit
from pipeline.text.verbatim import QUANTITY, VERBATIM

_TAIL = ".,;:!?…'’)]*"
"""What may end a sentence but seldom an address."""

_ALIKE = str.maketrans("\u00a0\u202f’", "  '")
"""Characters that a document may have in either form; one for one, so that places stay."""


_WORD = re.compile(r"\w+|[^\w\s]|\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Characters `start` to `end` (not included) of a text; `kind` is `url`, `email`, `keep`, `given`, ..."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """How masks are spelt: `before`, a letter, their number, `after`."""

    name: str
    before: str = ""
    after: str = ""
    letters: str = "XBZK"


SCHEMES = (Scheme("X1"), Scheme("[X1]", before="[", after="]"), Scheme("B1", letters="BZXK"))
"""The default, and what to try next on a sentence that came out without one of its masks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """A text with masks: `masks[i]` stands at `places[i]` for `originals[i]`.

    `glued[i]` tells whether a space was put before and after it: letters stood there that would have run into it.
    """

    text: str
    masks: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    originals: tuple[str, ...]
    glued: tuple[tuple[bool, bool], ...]
    scheme: Scheme
    letter: str
    edits: tuple[Edit, ...]
    """What made the text of the one that was masked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmasked:
    """A text with its masks replaced again.

    `places[i]` is where original i stands, None if its mask is not there (`lost`, by index). `repeated` came out more
    than once, each time replaced; `strange` are masks that no one put there, left as they stand.
    """

    text: str
    places: tuple[tuple[int, int] | None, ...]
    edits: tuple[Edit, ...] = ()
    lost: tuple[int, ...] = ()
    repeated: tuple[int, ...] = ()
    strange: tuple[str, ...] = ()


def find(
    text: str, *, keep: Sequence[str] = (), spans: Iterable[tuple[int, int]] = (), quantities: bool = False
) -> tuple[Span, ...]:
    """Give what a translation must hold unchanged, in order, disjoint: of two that overlap one that covers both.

    `keep` are terms that are not to be translated: whole words, case as given (`Orange` is not `orange`), the longest
    first; the kind of space and apostrophe does not matter. `spans` are kept besides, empty ones left out, with kind
    `given`. `quantities` adds numbers, units left out.

    >>> [(span.kind, span.start, span.end) for span in find("Voir www.exemple.fr/a, soit 80 % de {n}.")]
    [('url', 5, 21), ('variable', 36, 39)]
    """
    found = [Span(start=max(0, a), end=min(len(text), b), kind="given") for a, b in spans]
    found += _terms(text, keep)
    for row in VERBATIM:
        if any(sign in text for sign in row.signs):
            found += (_span(match, row.kind) for match in row.pattern.finditer(text))
    if quantities:
        found += (_span(match, "quantity") for match in QUANTITY.finditer(text))
    return _disjoint(span for span in found if span.start < span.end)


def spare(changes: Sequence[Edit], text: str, *, keep: Sequence[str] = ()) -> list[Edit]:
    """Leave out the changes that would touch what a translation must hold unchanged."""
    kept = find(text, keep=keep) if changes else ()
    return [edit for edit in changes if not any(span.start < edit.end and edit.start < span.end for span in kept)]


def occurrences(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Give where words stand in a text, as whole words; empty ones nowhere."""
    return [
        match.span()
        for word in words
        if word and word in text
        for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text)
    ]


def has_words(text: str, spans: Sequence[Span]) -> bool:
    """Tell whether a text has letters outside of what is kept."""
    starts, ends = [0, *(span.end for span in spans)], [*(span.start for span in spans), len(text)]
    return any(any(map(str.isalpha, text[start:end])) for start, end in zip(starts, ends, strict=True))


def mask(text: str, spans: Sequence[Span], scheme: Scheme = SCHEMES[0]) -> Masked:
    """Replace ordered, disjoint spans by masks of which the text holds none yet, in any spelling or damage.

    >>> text = "Voir www.exemple.fr ou le modèle X1."
    >>> mask(text, find(text)).text
    'Voir B1 ou le modèle X1.'
    """
    letter = _free_letter(text, scheme)
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    masks: list[str] = []
    glued: list[tuple[bool, bool]] = []
    edits: list[Edit] = []
    done = length = 0
    for number, span in enumerate(spans, 1):
        before = text[done : span.start]
        left = before[-1:] if before else (parts[-1][-1:] if parts else "")
        shown = f"{scheme.before}{letter}{number}{scheme.after}"
        pads = (_runs_in(left), _runs_in(text[span.end : span.end + 1]))
        pieces = (before, " " * pads[0], shown, " " * pads[1])
        parts += filter(None, pieces)
        start = length + len(before) + pads[0]
        places.append((start, start + len(shown)))
        length += sum(map(len, pieces))
        masks.append(shown)
        edits.append(Edit(span.start, span.end, "".join(pieces[1:])))
        glued.append(pads)
        done = span.end
    return Masked(
        text="".join([*parts, text[done:]]),
        masks=tuple(masks),
        places=tuple(places),
        originals=tuple(text[span.start : span.end] for span in spans),
        glued=tuple(glued),
        scheme=scheme,
        letter=letter,
        edits=tuple(edits),
    )


def unmask(output: str, masked: Masked) -> Unmasked:
    """Put the originals back where a model's output has their masks, whole or damaged (`x 1`, `X-1`, `X1s`, `[X1`).

    What was added to keep a mask apart from its neighbours goes again: `unmask(masked.text, masked)` is the text.

    >>> masked = mask("Voir a@b.fr", find("Voir a@b.fr"))
    >>> unmask("See x 1.", masked).text
    'See a@b.fr.'
    """
    if not masked.masks:
        return Unmasked(text=output, places=())
    seen = list(_seen(output, masked.scheme, masked.letter))
    whole = {match.group() for match in seen} & set(masked.masks)
    parts: list[str] = []
    places: list[tuple[int, int] | None] = [None] * len(masked.masks)
    repeated: dict[int, None] = {}
    strange: list[str] = []
    edits: list[Edit] = []
    done = length = 0
    for match in seen:
        index = int(match.group("number")) - 1
        if not 0 <= index < len(masked.masks):
            strange.append(match.group())
            continue
        if masked.masks[index] in whole and match.group() != masked.masks[index]:
            continue  # that one is there unharmed: this is something else, such as `x 2` for twice
        before, after = masked.glued[index]
        start = max(done, match.start() - (before and output[match.start() - 1 : match.start()] == " "))
        original = masked.originals[index]
        place = (length + start - done, length + start - done + len(original))
        parts += [output[done:start], original]
        if places[index] is None:
            places[index] = place
        else:
            repeated[index] = None
        length = place[1]
        first = max(done, start)
        done = match.end() + (after and output[match.end() : match.end() + 1] == " ")
        edits.append(Edit(first, done, masked.originals[index]))
    return Unmasked(
        text="".join([*parts, output[done:]]),
        places=tuple(places),
        edits=tuple(edits),
        lost=tuple(i for i, place in enumerate(places) if place is None),
        repeated=tuple(repeated),
        strange=tuple(strange),
    )


def _seen(output: str, scheme: Scheme, letter: str) -> Iterator[re.Match[str]]:
    """The masks of an output: a letter in either case and a number; the rest of the spelling may be missing.

    A few small letters at the end (`X1s`, `X1er`) are an inflection that the model put on.
    """
    before, after = (rf"(?:{re.escape(part)})?" for part in (scheme.before, scheme.after))
    core = "".join(f"[{char}{char.lower()}]" for char in letter)
    number = r"[ \u00a0-]?(?P<number>[1-9][0-9]{0,5})"
    return re.finditer(rf"(?<![^\W_]){before}{core}{number}(?:[a-z]{{1,3}}\b)?{after}(?![^\W_])", output)


def _free_letter(text: str, scheme: Scheme) -> str:
    """The first of X, B, Z, K, XX, XB, ... that no number follows anywhere in the text."""
    either = f"{scheme.letters}{scheme.letters.lower()}"
    taken = {
        run[-width:]
        for match in re.finditer(rf"[{either}]{{1,12}}(?=[\s_-]?\d)", text)
        for run in (match.group().upper(),)
        for width in range(1, len(run) + 1)
    }
    names = ("".join(letter) for width in count(1) for letter in product(scheme.letters, repeat=width))
    return next(name for name in names if name not in taken)


def _runs_in(char: str) -> bool:
    return char.isalnum() or char == "_"


def _span(match: re.Match[str], kind: str) -> Span:
    end = match.end()
    if kind in ("url", "path"):
        end = match.start() + _closed(match.group(), len(match.group().rstrip(_TAIL)))
    return Span(start=match.start(), end=end, kind=kind)


def _closed(found: str, end: int) -> int:
    """Where an address ends whose closing marks from `end` on may be its own: those of brackets that it opens."""
    for opening, closing in ("()", "[]"):
        if found.startswith(closing, end) and found.count(opening, 0, end) > found.count(closing, 0, end):
            return end + 1
    return end


def _terms(text: str, keep: Sequence[str]) -> Iterator[Span]:
    """Occurrences of terms as whole words; terms are looked up by their first word."""
    if not keep:
        return
    by_word: dict[str, list[str]] = {}
    for term in sorted(set(keep), key=lambda term: (-len(term), term)):
        folded = term.translate(_ALIKE).strip()
        if folded:
            by_word.setdefault(_WORD.match(folded).group(), []).append(folded)  # type: ignore[union-attr]  # any text
    folded = text.translate(_ALIKE)
    done = 0
    for match in _WORD.finditer(folded):
        start = match.start()
        if start < done:
            continue
        for term in by_word.get(match.group(), ()):
            end = start + len(term)
            if folded.startswith(term, start) and not (_runs_in(folded[end : end + 1]) and _runs_in(term[-1])):
                yield Span(start=start, end=end, kind="keep")
                done = end
                break


def _disjoint(found: Iterable[Span]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for span in sorted(found, key=lambda span: (span.start, -span.end)):
        if kept and span.start < kept[-1].end:
            last = kept[-1]
            kept[-1] = Span(start=last.start, end=max(last.end, span.end), kind=last.kind)
        else:
            kept.append(span)
    return tuple(kept)
