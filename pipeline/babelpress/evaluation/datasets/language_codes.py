"""Language tags of datasets as our codes: `nl` for `nld_Latn`, `NL`, `nl-NL`; a country only for known variants."""

import re
from functools import cache

from babelpress import lang
from babelpress.config.plugins import resolve
from babelpress.document import Detection
from babelpress.langid.base import Detector

# A language of two or three letters and any number of subtags: `pt`, `pt-BR`, `nld_Latn`.
_FORM = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")


def code(tag: str) -> str | None:
    """Return the code of a language tag, or None if it is not a language tag.

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
    """Return the language of a code without its country.

    >>> language_of("pt-BR")
    'pt'
    """
    return tag.partition("-")[0]


def detect(text: str) -> Detection | None:
    """Return the language of a text by the default detector, or None for a text without letters."""
    return _detector().detect(text)


@cache
def _detector() -> Detector:
    kind = resolve("detectors", "fasttext")
    detector: Detector = kind(kind.Options())
    return detector
