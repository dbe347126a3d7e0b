"""What data call languages, as one code: `nl` for `nld_Latn`, `NL`, `nl-NL`; a country stays where it tells apart."""

import re
from functools import cache

from babelpress import lang
from babelpress.config.plugins import resolve
from babelpress.document import Detection
from babelpress.langid.base import Detector

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
    language = _by_iso().get(first.lower(), first.lower())
    country = next((part.upper() for part in rest if len(part) == 2), "")
    variant = f"{language}-{country}"
    return variant if variant in lang.variants() and variant != lang.default_variant(language) else language


@lang.dependent
@cache
def _by_iso() -> dict[str, str]:
    return {language.iso639_3: code for code, language in lang.known().items() if language.iso639_3}


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
