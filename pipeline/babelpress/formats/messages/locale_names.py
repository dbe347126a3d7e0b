"""Files of messages in one language, told by their names: `fr.json`, `app.fr.yml`, `messages_fr.properties`, `fr/`."""

import re
from pathlib import PurePath

from babelpress import lang
from babelpress.formats.lossless import known_code

_WHOLE = re.compile(r"([a-z]{2})(?:[-_](?:r?[A-Za-z]{2}|[0-9]{3}))?")
_LAST = re.compile(rf"(?:^|.*([._-])){_WHOLE.pattern}")
_FOLDER = re.compile(rf"(?:values-)?{_WHOLE.pattern}(?:\.lproj)?")
_BUNDLE = re.compile(r"^(?:message|string|label|text|ui|i18n|lang|locale|translation)|(?:[Mm]essages?|Bundle|Strings)$")
_FOLDERS = 3
"""How many folders above a file may name its language."""


def locale_of(name: str) -> str | None:
    """Return the language that a file has by its name or by a folder above it, or None.

    A hyphen may also join words: `liste-de.json` is no German file.

    >>> [locale_of(name) for name in ("fr.json", "app.fr-CA.yml", "l/fr/home.json", "liste-de.json", "a_de.json")]
    ['fr', 'fr', 'fr', None, 'de']
    """
    path = PurePath(name)
    found = _LAST.fullmatch(path.name.partition(path.suffix)[0] if path.suffix else path.name)
    if found and (code := known_code(found[2])) and not (found[1] == "-" and _is_word(code)):
        return code
    for folder in path.parts[-_FOLDERS - 1 : -1][::-1]:
        if (found := _FOLDER.fullmatch(folder)) and (code := known_code(found[1])):
            return code
    return None


def of_browser(name: str) -> bool:
    """Return whether a file has the messages of an extension of a browser: `_locales/fr/messages.json`."""
    return "_locales" in PurePath(name).parts


def is_bundle(name: str) -> bool:
    """Return whether a file is named like one of messages, without saying its language.

    >>> [is_bundle(name) for name in ("messages.properties", "i18n/UiBundle.properties", "log4j.properties")]
    [True, True, False]
    """
    return bool(_BUNDLE.search(PurePath(name).stem))


def _is_word(code: str) -> bool:
    """Return whether the code of a language is also a word of another one."""
    return any(code in lang.get(other).function_words for other in lang.known() if other != code)
