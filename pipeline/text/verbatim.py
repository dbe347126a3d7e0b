"""What a text holds that is the same in every language: one pattern a kind, with what has to be there for it to be.

Data only. Every pattern takes linear time: a run of letters is entered at its first only, what repeats is bounded or
ends where another match could begin.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verbatim:
    """One kind: `pattern` is tried only where the text holds one of `signs`, all of one character or short strings."""

    kind: str
    signs: tuple[str, ...]
    pattern: re.Pattern[str]


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
"""Newspapers, stations and a party; no score (`France 2 Italie 1`), and no world (`le monde`)."""
_LOWER = "a-zà-öø-ÿœ"
_HEX = "0-9a-fA-F"


def _row(kind: str, signs: str, pattern: str, *, flags: int = 0) -> Verbatim:
    return Verbatim(kind, tuple(signs.split(" ")), re.compile(pattern, flags))


VERBATIM = (
    _row("template", "{{", r"\{\{(?:[^{}]|\{[^{}]{0,200}\}){0,1000}+\}\}"),
    _row("template", "{%", r"\{%(?:[^%{]|%(?!\})|\{(?!%)){0,1000}+%\}"),
    _row("comment", "<!--", r"<!--(?:[^-<]|-(?!->)|<(?!!--)){0,2000}+-->"),
    _row("tag", "<", r"</?[A-Za-z][\w:.-]{0,60}+(?:\s[^<>=]{0,500}+=[^<>]{0,1000}+)?\s{0,8}/?>"),
    _row("entity", "&", r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"),
    _row("url", "://", r"(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\s<>«»“”\"`{}|\\^]+"),
    _row("url", "mailto: doi: urn:", r"\b(?:mailto|doi|urn):[^\s<>«»“”\"`{}|\\^]+"),
    _row("url", "www. WWW.", r"(?<![\w.@/-])(?:www|WWW)\.[^\s<>«»“”\"`{}|\\^]+"),
    _row(
        "url",
        ".",
        rf"(?<![\w.@/-])(?:[^\W_][\w-]{{0,62}}\.){{1,5}}(?:{_TOP})(?![\w@-])(?!\.\w)(?::\d{{2,5}})?"
        r"(?:/[^\s<>«»“”\"`{}|\\^]*)?",
    ),
    _row("email", "@", r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"),
    _row("handle", "@", r"(?<![\w@/.+-])@\w{1,40}(?:[.-]\w{1,40}){0,6}(?:@\w[\w-]{0,62}(?:\.[\w-]{1,63}){1,6})?"),
    _row("hashtag", "#", r"(?<![\w&#/])#(?=\d{0,60}[^\W\d])\w{1,140}"),
    _row(
        "format",
        "%",
        r"%(?:\(\w{1,60}\)|\d{1,3}\$)[-+ #0]{0,3}\d{0,3}(?:\.\d{1,3})?[hlLzjtq]{0,2}[sdiufFeEgGxXoc@](?!\w)",
    ),
    _row(
        "format",
        "%",
        rf"(?<![\d%])(?<!\d[{_SPACE}])%[-+#0]{{0,3}}(?:\d{{1,3}})?(?:\.\d{{1,3}})?[hlLzjtq]{{0,2}}[sdiufFeEgGxXoc@](?!\w)",
    ),
    _row("variable", "{", r"[$#%]?\{[\w.:!@$/|\[\]-]{0,80}\}(?:/[\w@+-]{1,80}(?:\.\w{1,20})?){0,8}"),
    _row(
        "variable",
        "plural, select, selectordinal,",
        r"\{\w{1,40}, ?(?:plural|select|selectordinal),(?:[^{}]{1,80}|\{(?:[^{}]|\{[^{}]{0,80}\}){0,200}\}){1,40}\}",
    ),
    _row("variable", "[[", r"\[\[[^\[\]\n]{1,80}\]\]"),
    _row("variable", "__", r"(?<!\w)__[A-Za-z0-9]{1,40}(?:_[A-Za-z0-9]{1,40}){0,6}__(?!\w)"),
    _row("variable", "⟦ <", r"⟦[^⟦⟧\n]{0,40}⟧|</?\d{1,3}/?>"),
    _row("unit", "² ³ ₀ ₁ ₂ ₃ ₄ ₅ ₆", r"(?<!\w)[A-Za-z]{1,5}[²³₀-₉]{1,3}[A-Z]{0,3}(?!\w)"),
    _row("variable", "{", r"\{\w{1,40},\s?(?:number|date|time)(?:,\s?[^{}]{1,60})?\}"),
    _row("variable", "$ %", r"(?<![\w$])\$[A-Za-z_]\w{1,60}|(?<![\w%])%[A-Z][A-Z0-9_]{1,40}%"),
    _row("code", "`", r"(?<![\w`])`(?=\S)[^`\n]{1,200}(?<=\S)`(?![\w`])"),
    _row("path", "\\", r"(?<![\w\\])(?:[A-Za-z]:\\|\\\\)[^\s<>«»“”\"|?*]{1,400}"),
    _row("path", "/", r"(?<![\w/.:<-])(?:(?:~|\.{1,2})/|/(?=[\w.@+-]{1,100}/))[\w.@+/-]{1,400}"),
    _row(
        "file",
        ".",
        rf"(?<![\w./-])(?:[\w.-]{{1,60}}/){{0,8}}[\w-]{{1,100}}(?:\.[\w-]{{1,60}}){{0,4}}"
        rf"\.(?:{_ENDINGS}|{_ENDINGS.upper()})(?![\w@-])",
    ),
    _row("file", "/", rf"(?<![\w./-])(?:[\w.-]{{1,60}}/){{1,8}}(?:[\w-]{{1,60}}\.){{1,3}}(?:{_ENDINGS})(?![\w@-])"),
    _row("code", "_", r"(?<![\w.])[A-Za-z](?=[A-Za-z0-9]{0,60}_)[\w]{1,120}(?:\.\w{1,60}){0,4}(?:\([^()\s]{0,60}\))?"),
    _row("code", "()", r"(?<![\w.])[A-Za-z]\w{0,80}(?:\.\w{1,60}){0,4}\(\)"),
    _row(
        "code",
        "",
        rf"(?<!\w)(?:[{_LOWER}]{{2,30}}[A-Z](?:[a-z]{{2}}|[A-Z])|[{_LOWER}][A-Z][a-z]{{2}})\w{{0,60}}(?:\(\))?",
    ),
    _row("option", "--", r"(?<![\w-])--[A-Za-z][\w-]{1,60}(?:=[^\s,;<>«»]{1,100})?(?<!-)"),
    _row(
        "version",
        "v V",
        r"(?<![\w.])[vV]\d{1,4}(?:\.\d{1,6}){0,5}(?:\.[xX*])?(?:[-.]?(?:alpha|beta|rc|dev|a|b)\.?\d{0,4})?(?!\w)",
    ),
    _row("version", ".x .*", r"(?<![\w.,])\d{1,4}(?:\.\d{1,4}){0,4}\.[x*](?!\w)"),
    _row(
        "version",
        ".",
        r"(?<![\w.,])(?!\d{1,3}(?:\.\d{3})+(?![.\d]))(?!\d{1,2}\.\d{1,2}\.\d{2}(?:\d\d)?(?![.\d]))"
        r"\d{1,4}(?:\.\d{1,6}){2,5}(?:[-.]?(?:alpha|beta|rc|dev|a|b)\.?\d{0,4})?(?!\w|[.,]\d)",
    ),
    _row("version", "ersion", r"(?<=[vV]ersion )\d{1,4}(?:\.\d{1,4}){1,4}(?!\w|[.,]\d)"),
    _row(
        "isbn",
        "ISBN ISSN",
        rf"\bISBN(?:-1[03])?[{_SPACE}:]{{0,3}}\d[\d{_SPACE}-]{{8,15}}[\dXx](?!\w)|\bISSN[{_SPACE}:]{{0,3}}\d{{4}}-\d{{3}}[\dX]",
    ),
    _row("isbn", "978 979", rf"(?<![\w-])97[89](?:[{_SPACE}-]?\d){{10}}(?!\w)"),
    _row(
        "phone",
        "+",
        rf"(?<![\w+])(?!\+\d(?:[{_SPACE}.]\d{{3}})+(?![{_SPACE}.-]?\d))\+\d{{1,3}}[{_SPACE}.-]?(?:\(0\)[{_SPACE}]?)?"
        rf"(?:\d[{_SPACE}.-]?){{7,12}}\d(?!\w)",
    ),
    _row(
        "phone",
        "0",
        rf"(?<![\w.,+-])(?:00\d{{2}}[{_SPACE}.-]?)?0?[1-9](?:([{_SPACE}.-]?)\d{{2}})(?:\1\d{{2}}){{3}}(?!\w|,\d)",
    ),
    _row("iban", "", rf"\b[A-Z]{{2}}\d{{2}}(?:[{_SPACE}]?[A-Z0-9]{{4}}){{3,7}}(?:[{_SPACE}]?[A-Z0-9]{{1,3}})?(?!\w)"),
    _row("emoji", ":", r"(?<![\w:]):[a-z][a-z0-9_+-]{1,30}:(?![\w:])"),
    _row("hash", "", rf"(?<![\w-])[{_HEX}]{{8}}-(?:[{_HEX}]{{4}}-){{3}}[{_HEX}]{{12}}(?!\w)"),
    _row("hash", "", r"(?<![\w-])(?=[a-f]{0,60}\d)(?=\d{0,60}[a-f])[0-9a-f]{7,128}(?!\w)"),
    _row("medium", "Fra Eur Le La L' L’ Cou Min", _MEDIA.replace(" ", f"[{_SPACE}]")),
    _row("private", "", "[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]+"),
)
"""No number, date or amount: those are translated. `80 % de` is no format, `2.200.112` and `12.10.2024` no version.
A medium is one whose name would be translated: `France 2`, `Le Monde`; their capitals tell them from the world."""

QUANTITY = re.compile(rf"(?<!\w)\d{{1,40}}(?:[.,:/h{_SPACE}]\d{{1,40}}){{0,12}}(?:[hH](?!\w))?")
"""A number as it is written, its unit left out: `5 000`, `3,5`, `14h30`."""
