"""Do-not-translate text: find it, replace it by masks that a model copies, and restore it in the translation.

A mask is a capital letter and a number (`X1`). Which forms models copy was measured (`benchmarks/fidelity/masks.py`):
the embedded weights copy all masks in 97 of 100 sentences with up to three such masks, none with `{1}`, few with
`__1__`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, product

from babelpress._internal.placeholder_syntax import EXPRESSION, NOTATIONS, PROSE
from babelpress.nlp.edits import Edit
from babelpress.nlp.identifiers import identifiers

# Patterns of text that is the same in every language
#
# Every pattern takes linear time: a match begins only at the first letter of a run, and repetitions are bounded, or
# end where another match could begin.


@dataclass(frozen=True, slots=True)
class Verbatim:
    """One kind of text that is not translated.

    `pattern` is tried only if the text contains one of `signs` and, if there is one, a match of `within`, which is in
    every match and faster to find.
    """

    kind: str
    signs: tuple[str, ...]
    pattern: re.Pattern[str]
    within: re.Pattern[str] | None = None

    def spans(self, text: str) -> "Iterator[Span]":
        """Yield the spans of this kind, which may overlap those of others."""
        if any(sign in text for sign in self.signs) and (self.within is None or self.within.search(text)):
            for match in self.pattern.finditer(text):
                yield _span(match, self.kind)


_TOP = (
    "fr|com|org|net|info|eu|be|ch|lu|ca|de|es|nl|pt|br|uk|it|at|ie|pl|se|dk|fi|no|us|gov|edu|int|mil|io|ai|tv|fm|app|"
    "dev|news|media|press|blog|shop|online|site|tech|paris|bzh|alsace|corsica|africa|brussels|vlaanderen|quebec|cat|"
    "museum|europa|mc|ma|tn|dz|sn|ci|cm|mg|re|gp|mq|pf|nc|wiki|social|cloud|page|link|xyz|biz|coop"
)
_ENDINGS = (
    "txt|pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|csv|tsv|json[l5]?|ya?ml|toml|xml|xlf|xliff|po|pot|tbx|tmx|srt|vtt|html?|css|"
    "scss|jsx?|tsx?|mjs|php|py|ipynb|rb|rs|java|kt|cpp|hpp|sh|bash|bat|ps1|sql|db|sqlite|md|rst|tex|bib|ini|cfg|conf|"
    "env|log|lock|exe|dll|deb|rpm|dmg|iso|apk|jar|whl|zip|tar|gz|tgz|bz2|xz|7z|rar|jpe?g|png|gif|svg|webp|bmp|tiff?|"
    "heic|mp[34]|m4a|wav|ogg|flac|avi|mov|mkv|webm|epub|mobi|ttf|woff2?|bin|onnx|safetensors"
)
_SPACE = " \u00a0\u202f"
_MEDIA = (
    r"(?<![\w-])(?<!\b[Ll]a )(?:(?:Radio )?France (?:[2-5]|24|Inter|Info|Bleu|Culture|Musique|Télévisions)|"
    r"Radio France|Europe 1|Europe [ÉE]cologie(?: ?[–-]? ?[Ll]es Verts)?|20 Minutes|Courrier international|"
    r"Le (?:Parisien|Monde|Figaro|Point|Canard enchaîné|Progrès|Soir|Journal du Dimanche|Télégramme|Dauphiné libéré|"
    r"Temps)|La (?:Croix(?! [Rr]ouge)|Dépêche(?: du Midi)?|Voix du Nord|Tribune|Libre Belgique)|Les [ÉE]chos|"
    r"L['’](?:[ÉE]quipe|Express|Obs|Humanité|Opinion|Est [Rr]épublicain))(?![\w-]|,\d| ?[:/–-] ?\d| [A-Z]\w{1,30} \d)"
)
"""French stations, newspapers and a party, with their capitals (not `le monde`).

Not after `la`, and not if a decimal, a score (`Europe 1 - 2`) or a word and a number (`France 2 Italie 1`) follows.
"""
_COMMANDS = (
    "alpha|beta|gamma|delta|epsilon|varepsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|upsilon|phi|"
    "varphi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Phi|Psi|Omega|frac|dfrac|sqrt|sum|int|prod|lim|infty|"
    "partial|nabla|cdot|times|leq?|geq?|neq?|approx|equiv|sim|pm|in|notin|subset|cup|cap|forall|exists|to|rightarrow|"
    "leftarrow|Rightarrow|mapsto|mathbb|mathcal|mathrm|mathbf|vec|hat|bar|tilde|overline|binom|log|ln|exp|sin|cos|tan|"
    "ldots|cdots|quad|eqref|ref|cite|label"
)
"""Commands of LaTeX for formulas and references; not those whose argument is text (`emph`)."""
_LOWER = "a-zà-öø-ÿœ"
_HEX = "0-9a-fA-F"


# $E = mc^2$, without white space inside the dollars: with a sign that only formulas have, or without a word of three
# letters and not beginning with an amount ($5). Money ($5 and $6) has white space or a figure at the second dollar.
_FORMULA = (
    r"(?<![\w\\$])\$(?=[^\s$])"
    r"(?:(?=[^$\n]{0,200}[\\^_={}<>])|(?!\d+(?![A-Za-z]))(?=(?:(?![A-Za-z]{3})[\w +*/(),.'!|–-]){1,40}\$))"
    r"[^$\n]{1,200}(?<=\S)\$(?![\w$])"
)


def _row(kind: str, signs: str, pattern: str, *, within: str = "") -> Verbatim:
    return Verbatim(kind, tuple(signs.split(" ")), re.compile(pattern), re.compile(within) if within else None)


_DOT = r"\w\.\w"
_DURATION = "duration"


VERBATIM = (
    # {{ ... }}, which may hold {...}.
    _row("template", "{{", r"\{\{(?:[^{}]|\{[^{}]{0,200}\}){0,1000}+\}\}"),
    # {% ... %}
    _row("template", "{%", r"\{%(?:[^%{]|%(?!\})|\{(?!%)){0,1000}+%\}"),
    _row("comment", "<!--", r"<!--(?:[^-<]|-(?!->)|<(?!!--)){0,2000}+-->"),
    # A tag of HTML or XML: a name and optional attributes, of which the first has a value.
    _row("tag", "<", r"</?[A-Za-z][\w:.-]{0,60}+(?:\s[^<>=]{0,500}+=[^<>]{0,1000}+)?\s{0,8}/?>"),
    _row("entity", "&", r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"),
    # A scheme, :// and everything up to white space or a quotation mark.
    _row("url", "://", r"(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\s<>«»“”\"`{}|\\^]+"),
    _row("url", "mailto: doi: urn:", r"\b(?:mailto|doi|urn):[^\s<>«»“”\"`{}|\\^]+"),
    _row("url", "www. WWW.", r"(?<![\w.@/-])(?:www|WWW)\.[^\s<>«»“”\"`{}|\\^]+"),
    # An address without a scheme: one to five labels, a known top-level domain, an optional port and path.
    _row(
        "url",
        ".",
        rf"(?<![\w.@/-])(?:[^\W_][\w-]{{0,62}}\.){{1,5}}(?:{_TOP})(?![\w@-])(?!\.\w)(?::\d{{2,5}})?"
        r"(?:/[^\s<>«»“”\"`{}|\\^]*)?",
        within=_DOT,
    ),
    _row("email", "@", r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"),
    # @name, with an optional server as in Mastodon: @name@server.org.
    _row("handle", "@", r"(?<![\w@/.+-])@\w{1,40}(?:[.-]\w{1,40}){0,6}(?:@\w[\w-]{0,62}(?:\.[\w-]{1,63}){1,6})?"),
    _row("hashtag", "#", r"(?<![\w&#/])#(?=\d{0,60}[^\W\d])\w{1,140}"),
    *(Verbatim("format", (row.sign,), row.pattern) for row in NOTATIONS if PROSE in row.dialects),
    # {name}, ${name}, #{name}, %{name}, and the path after it: {folder}/file.txt.
    _row("variable", "{", r"[$#%]?\{[\w.:!@$/|\[\]-]{0,80}\}(?:/[\w@+-]{1,80}(?:\.\w{1,20})?){0,8}"),
    _row("variable", "${", EXPRESSION),
    # An ICU message: {n, plural, one {# article} other {# articles}}, with one more level of braces inside.
    _row(
        "variable",
        "plural, select, selectordinal,",
        r"\{\w{1,40}, ?(?:plural|select|selectordinal),(?:[^{}]{1,80}+|\{(?:[^{}]|\{[^{}]{0,80}\}){0,200}\}){1,40}\}",
    ),
    _row("variable", "[[", r"\[\[[^\[\]\n]{1,80}\]\]"),
    _row("variable", "__", r"(?<!\w)__[A-Za-z0-9]{1,40}(?:_[A-Za-z0-9]{1,40}){0,6}__(?!\w)"),
    _row("variable", "⟦ <", r"⟦[^⟦⟧\n]{0,40}⟧|</?\d{1,3}/?>"),
    _row("unit", "² ³ ₀ ₁ ₂ ₃ ₄ ₅ ₆", r"(?<!\w)[A-Za-z]{1,5}[²³₀-₉]{1,3}[A-Z]{0,3}(?!\w)"),
    _row("variable", "{", r"\{\w{1,40},\s?(?:number|date|time)(?:,\s?[^{}]{1,60})?\}"),
    _row(
        "variable",
        "$ %",
        r"(?<![\w$])\$[A-Za-z_]\w{1,60}(?:(?:\.|->)[a-z]\w{0,60}){0,4}|(?<![\w%])%[A-Z][A-Z0-9_]{1,40}%",
    ),
    # LaTeX: an environment; a formula between brackets or dollars; a command with its arguments.
    _row("math", "\\begin", r"\\begin\{([A-Za-z]{1,30}\*?)\}(?:[^\\]|\\(?!(?:begin|end)\{\1\})){0,2000}+\\end\{\1\}"),
    _row("math", "\\(", r"\\\((?:[^\\\n]|\\(?![()])){1,500}+\\\)"),
    _row("math", "\\[", r"\\\[(?:[^\\]|\\(?![\[\]])){1,1000}+\\\]"),
    _row("variable", "«", r"«[A-Z][A-Z0-9_]{1,40}»"),  # a field of a letter
    _row("math", "$$", r"(?<!\$)\$\$[^$]{1,1000}\$\$(?!\$)"),
    _row("math", "$", _FORMULA),
    _row(
        "math",
        "\\",
        rf"(?<![\w:\\])\\(?:{_COMMANDS})(?![A-Za-z])(?:\{{[^{{}}\s]{{0,40}}\}}|\[[^\[\]\s]{{0,40}}\]){{0,4}}",
    ),
    # Code in backticks, without white space at either end.
    _row("code", "`", r"(?<![\w`])`(?=\S)[^`\n]{1,200}(?<=\S)`(?![\w`])"),
    # A path of Windows, from a drive letter or a server.
    _row("path", "\\", r"(?<![\w\\])(?:[A-Za-z]:\\|\\\\)[^\s<>«»“”\"|?*]{1,400}"),
    # A path of Unix, from ~/, ./, ../ or a root with at least two levels.
    _row("path", "/", r"(?<![\w/.:<-])(?:(?:~|\.{1,2})/|/(?=[\w.@+-]{1,100}/))[\w.@+/-]{1,400}"),
    # Optional folders, then a file name with a known extension in lower or upper case.
    _row(
        "file",
        ".",
        rf"(?<![\w./-])(?:[\w.-]{{1,60}}/){{0,8}}[\w-]{{1,100}}(?:\.[\w-]{{1,60}}){{0,4}}"
        rf"\.(?:{_ENDINGS}|{_ENDINGS.upper()})(?![\w@-])",
        within=_DOT,
    ),
    # One folder or more, then a file name with several extensions of which the last is known.
    _row("file", "/", rf"(?<![\w./-])(?:[\w.-]{{1,60}}/){{1,8}}(?:[\w-]{{1,60}}\.){{1,3}}(?:{_ENDINGS})(?![\w@-])"),
    # snake_case, with optional attributes and a call: module.my_name(x).
    _row("code", "_", r"(?<![\w.])[A-Za-z](?=[A-Za-z0-9]{0,60}_)[\w]{1,120}(?:\.\w{1,60}){0,4}(?:\([^()\s]{0,60}\))?"),
    _row("code", "()", r"(?<![\w.])[A-Za-z]\w{0,80}(?:\.\w{1,60}){0,4}\(\)"),
    # camelCase: two small letters or more, a capital, then two small letters or another capital; or one small letter,
    # a capital and two small letters.
    _row(
        "code",
        "",
        rf"(?<!\w)(?:[{_LOWER}]{{2,30}}[A-Z](?:[a-z]{{2}}|[A-Z])|[{_LOWER}][A-Z][a-z]{{2}})\w{{0,60}}(?:\(\))?",
        within=rf"[{_LOWER}][A-Z]",
    ),
    # --option, with an optional value.
    _row("option", "--", r"(?<![\w-])--[A-Za-z][\w-]{1,60}(?:=[^\s,;<>«»]{1,100})?(?<!-)"),
    # v1.2.3, v2.x, v1.0-rc1: up to six numbers, an optional x and an optional pre-release.
    _row(
        "version",
        "v V",
        r"(?<![\w.])[vV]\d{1,4}(?:\.\d{1,6}){0,5}(?:\.[xX*])?(?:[-.]?(?:alpha|beta|rc|dev|a|b)\.?\d{0,4})?(?!\w)",
        within=r"[vV]\d",
    ),
    _row("version", ".x .*", r"(?<![\w.,])\d{1,4}(?:\.\d{1,4}){0,4}\.[x*](?!\w)"),
    # 1.2.3: at least three numbers, of which the first look-ahead excludes grouped thousands (2.200.112) and the
    # second dates (12.10.2024); an optional pre-release.
    _row(
        "version",
        ".",
        r"(?<![\w.,])(?!\d{1,3}(?:\.\d{3})+(?![.\d]))(?!\d{1,2}\.\d{1,2}\.\d{2}(?:\d\d)?(?![.\d]))"
        r"\d{1,4}(?:\.\d{1,6}){2,5}(?:[-.]?(?:alpha|beta|rc|dev|a|b)\.?\d{0,4})?(?!\w|[.,]\d)",
        within=r"\d\.\d{1,6}\.\d",
    ),
    _row("version", "ersion", r"(?<=[vV]ersion )\d{1,4}(?:\.\d{1,4}){1,4}(?!\w|[.,]\d)"),
    # Minutes and seconds, with hours or degrees before them: 1'24", 2 h 05'30", 48°51'24". Not 1'000, a thousand.
    _row(
        _DURATION,
        "' ’ ′",
        rf"(?<![\w.,'’′])(?:\d{{1,3}}[{_SPACE}]?[h°][{_SPACE}]?)?\d{{1,3}}['’′]\d{{2}}(?:(?:''|’’|[\"”″])\d{{0,3}})?(?![\w'’′])",
        within=r"\d['’′]\d",
    ),
    _row("emoji", ":", r"(?<![\w:]):[a-z][a-z0-9_+-]{1,30}:(?![\w:])"),
    # A UUID.
    _row("hash", "-", rf"(?<![\w-])[{_HEX}]{{8}}-(?:[{_HEX}]{{4}}-){{3}}[{_HEX}]{{12}}(?!\w)"),
    # 7 to 128 hexadecimal digits with at least one figure and one letter.
    _row(
        "hash",
        "",
        r"(?<![\w-])(?=[a-f]{0,60}\d)(?=\d{0,60}[a-f])[0-9a-f]{7,128}(?!\w)",
        within=r"\d[a-f]|[a-f]\d",
    ),
    _row("medium", "Fra Eur Le La L' L’ Cou Min", _MEDIA.replace(" ", f"[{_SPACE}]")),
    _row("private", "", "[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]+"),
)
"""All patterns; `find` adds identifiers. Numbers, dates and amounts are not among them: those are translated.

The kind `medium` holds only media whose names a model would translate: `France 2`, `Le Monde`.
"""

QUANTITY = re.compile(rf"(?<!\w)\d{{1,40}}(?:[.,:/h{_SPACE}]\d{{1,40}}){{0,12}}(?:[hH](?!\w))?")
"""A number as written, without its unit: `5 000`, `3,5`, `14h30`."""


_TAIL = ".,;:!?…'’)]*"
"""Marks that may follow an address in a sentence but are seldom its last character."""

_ALIKE = str.maketrans("\u00a0\u202f’", "  '")
"""Variants of space and apostrophe to be treated alike; one character for one, so that offsets do not change."""


_WORD = re.compile(r"\w+|[^\w\s]|\s")
_SHORT = re.compile("[1-9][0-9]{0,2}")
_QUOTE = re.compile(r'(?<!\d)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Characters `start` to `end` (excluded) of a text; `kind` is `url`, `email`, `keep`, `given`, ..."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """The spelling of masks: `before`, one of `letters`, a number, `after`."""

    name: str
    before: str = ""
    after: str = ""
    letters: str = "XBZK"


SCHEMES = (Scheme("X1"), Scheme("[X1]", before="[", after="]"), Scheme("B1", letters="BZXK"))
"""The default, and those to try in turn if a model loses a mask."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """A text with masks: `masks[i]` stands at `places[i]` for `originals[i]`.

    `glued[i]` tells whether a space was inserted before and after the mask, because it would have touched a letter.
    """

    text: str
    masks: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    originals: tuple[str, ...]
    glued: tuple[tuple[bool, bool], ...]
    scheme: Scheme
    letter: str
    edits: tuple[Edit, ...]
    """The edits that turned the original text into `text`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmasked:
    """A text in which the masks have been replaced by the originals.

    `places[i]` is the span of original i, None if its mask is missing; `lost` are the indices of these. `repeated` are
    the indices of those that occurred more than once and were replaced each time. `strange` are masks that were not in
    the input; they are left unchanged.
    """

    text: str
    places: tuple[tuple[int, int] | None, ...]
    edits: tuple[Edit, ...] = ()
    lost: tuple[int, ...] = ()
    repeated: tuple[int, ...] = ()
    strange: tuple[str, ...] = ()


def find(
    text: str,
    *,
    language: str = "",
    keep: Sequence[str] = (),
    spans: Iterable[tuple[int, int]] = (),
    quantities: bool = False,
) -> tuple[Span, ...]:
    """Return the spans that a translation must contain unchanged.

    Args:
        text: The source text.
        language: Its ISO 639-1 code; without it, identifiers are found by their form only.
        keep: Terms that are not translated: whole words, case-sensitive (`Orange` is not `orange`), the longest match
            first; kinds of space and apostrophe are equivalent.
        spans: Further spans, which get the kind `given`; empty ones are ignored.
        quantities: Whether numbers, without their units, are included.

    Returns:
        Disjoint spans in order. Spans that overlap are replaced by one that covers both.

    >>> [(span.kind, span.start, span.end) for span in find("Voir www.exemple.fr/a, soit 80 % de {n}.")]
    [('url', 5, 21), ('variable', 36, 39)]
    """
    found = [Span(start=max(0, a), end=min(len(text), b), kind="given") for a, b in spans]
    found += _terms(text, keep)
    for row in VERBATIM:
        found += row.spans(text)
    found = [_without_quote(text, span) for span in found]
    found += _identifiers(text, language)
    if quantities:
        found += (_span(match, "quantity") for match in QUANTITY.finditer(text))
    return _disjoint(span for span in found if span.start < span.end)


def _without_quote(text: str, span: Span) -> Span:
    """A duration without its last sign where that closes a quotation: "He finished in 1'24"."""
    if span.kind != _DURATION or not text.startswith('"', span.end - 1):
        return span
    opened = len(_QUOTE.findall(text, 0, span.start)) % 2
    return Span(start=span.start, end=span.end - 1, kind=span.kind) if opened else span


def occurrences(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Return the spans where words occur in a text as whole words; an empty word never does."""
    return [
        match.span()
        for word in words
        if word and word in text
        for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text)
    ]


def has_words(text: str, spans: Sequence[Span]) -> bool:
    """Whether a text has letters outside of the spans."""
    starts, ends = [0, *(span.end for span in spans)], [*(span.start for span in spans), len(text)]
    return any(any(map(str.isalpha, text[start:end])) for start, end in zip(starts, ends, strict=True))


def mask(text: str, spans: Sequence[Span], scheme: Scheme = SCHEMES[0]) -> Masked:
    """Replace ordered, disjoint spans by masks that do not occur in the text yet, not even in a damaged spelling.

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
    """Replace the masks in a model's output, intact or damaged (`x 1`, `X-1`, `X1s`, `[X1`), by the originals.

    Spaces that `mask` inserted are removed: `unmask(masked.text, masked)` gives the original text.

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
            continue  # this mask also occurs intact, so this is something else, such as `x 2` for twice
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
    """Find the masks of an output: a letter in either case and a number; the rest of the spelling may be missing.

    A few small letters at the end (`X1s`, `X1er`) are an inflection that the model added.
    """
    before, after = (rf"(?:{re.escape(part)})?" for part in (scheme.before, scheme.after))
    core = "".join(f"[{char}{char.lower()}]" for char in letter)
    number = r"[ \u00a0-]?(?P<number>[1-9][0-9]{0,5})"
    return re.finditer(rf"(?<![^\W_]){before}{core}{number}(?:[a-z]{{1,3}}\b)?{after}(?![^\W_])", output)


def _free_letter(text: str, scheme: Scheme) -> str:
    """Return the first of X, B, Z, K, XX, XB, ... that is nowhere followed by a number in the text."""
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
    """Return the end of an address, including closing marks from `end` on that match brackets opened in it."""
    for opening, closing in ("()", "[]"):
        if found.startswith(closing, end) and found.count(opening, 0, end) > found.count(closing, 0, end):
            return end + 1
    return end


def _terms(text: str, keep: Sequence[str]) -> Iterator[Span]:
    """Find occurrences of terms as whole words; terms are looked up by their first word."""
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


def _identifiers(text: str, language: str) -> Iterator[Span]:
    """Find identifiers, except three figures or fewer: models copy `n° 1`, and translate it worse if masked."""
    for one in identifiers(text, language):
        if not _SHORT.fullmatch(text, one.start, one.end):
            yield Span(start=one.start, end=one.end, kind=one.kind)


def _disjoint(found: Iterable[Span]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for span in sorted(found, key=lambda span: (span.start, -span.end)):
        if kept and span.start < kept[-1].end:
            last = kept[-1]
            kept[-1] = Span(start=last.start, end=max(last.end, span.end), kind=last.kind)
        else:
            kept.append(span)
    return tuple(kept)
