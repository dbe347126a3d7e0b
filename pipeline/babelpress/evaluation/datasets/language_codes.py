"""What data call languages, as one code: `nl` for `nld_Latn`, `NL`, `nl-NL`; a country stays where it tells apart."""

import re
from functools import cache

from babelpress.config.plugins import resolve
from babelpress.document import Detection
from babelpress.lang.base import LANGUAGES
from babelpress.lang.typography import DEFAULT, VARIANTS
from babelpress.langid.base import Detector

_BY_ISO = {language.iso639_3: code for code, language in LANGUAGES.items()}
_FORM = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")


def code(tag: str) -> str | None:
    """Give the code of a language tag, or None for what is none.

    >>> code("nld_Latn"), code("pt_br"), code("nl-NL"), code("ita"), code("Dutch")
    ('nl', 'pt-BR', 'nl', 'ita', None)
    """
    tag = tag.strip()
    if not _FORM.fullmatch(tag):
        return None
    first, *rest = re.split("[-_]", tag)
    language = _BY_ISO.get(first.lower(), first.lower())
    country = next((part.upper() for part in rest if len(part) == 2), "")
    variant = f"{language}-{country}"
    return variant if variant in VARIANTS and variant != DEFAULT[language] else language


def language_of(tag: str) -> str:
    """Give the language of a code without its country.

    >>> language_of("pt-BR")
    'pt'
    """
    return tag.partition("-")[0]


# The language that texts are in, as the default detector tells it; its model is loaded once.


def detect(text: str) -> Detection | None:
    """Give the language of a text, or None for one without letters."""
    return _detector().detect(text)


@cache
def _detector() -> Detector:
    kind = resolve("detectors", "fasttext")
    detector: Detector = kind(kind.Options())
    return detector
