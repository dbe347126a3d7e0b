"""The addresses of the pages of a site: made of the titles in each language, unique, and kept by later runs."""

import re
from collections.abc import Mapping
from typing import Literal

from anyascii import anyascii

from babelpress import lang
from babelpress.formats.filenames import digest, is_reserved, safe_name
from babelpress.formats.folder_writer import Entry

Slugs = Literal["title", "id"]

_MOST = 80
"""Characters of an address; of a longer title whole words are taken."""
_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
_OTHER = re.compile(r"[^a-z0-9]+")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=s\b)")
"""Of the English genitive: `company's`."""


def title_slug(title: str, language: str) -> str:
    """Return a title as it is written in an address: lower case, Latin letters without accents, hyphens.

    >>> title_slug("L'été à Liège : 5 000 euros", "fr"), title_slug("Größe", "de"), title_slug("Поезд", "ru")
    ('l-ete-a-liege-5000-euros', 'groesse', 'poezd')
    """
    text = _APOSTROPHE.sub("", _THOUSANDS.sub("", title.lower()))
    for letter, written in lang.get(language).spelled_out.items():
        text = text.replace(letter, written)
    text = _OTHER.sub("-", anyascii(text).lower()).strip("-")
    if len(text) > _MOST:
        text = text[: _MOST + 1].rpartition("-")[0] or text[:_MOST]
    return text


class Addresses:
    """Which page has which name in the folder of its language.

    A name once given stays, also when the title changes. It only changes with the setting that names are made by.
    """

    def __init__(self, entries: Mapping[str, Entry], *, by: Slugs) -> None:
        self._by = by
        self._own: dict[str, dict[str, str]] = {}
        self._kinds: dict[str, Slugs] = {}
        self._left: dict[str, dict[str, list[str]]] = {}
        self._taken: dict[tuple[str, str], str] = {}
        for name, entry in entries.items():
            self._own[name] = dict(entry.get("pages") or dict.fromkeys(entry["versions"], name))
            self._kinds[name] = entry.get("slugs", "id")
            self._left[name] = entry.get("left", {})
            for code, slugs in (*((c, [s]) for c, s in self._own[name].items()), *self._left[name].items()):
                self._taken |= {(code, slug): name for slug in slugs}

    def claim(self, name: str, titles: Mapping[str, str]) -> dict[str, str]:
        """Give the pages of an article their names.

        Args:
            name: The name of the article.
            titles: The title of each version by language; empty where it has none.

        Returns:
            The name of each page by language.
        """
        own = self._own.setdefault(name, {})
        if self._kinds.setdefault(name, self._by) != self._by:
            left = self._left.setdefault(name, {})
            for code, slug in own.items():
                left.setdefault(code, []).append(slug)
            self._kinds[name] = self._by
            own.clear()
        for code, title in titles.items():
            own[code] = own.get(code) or self._new(name, code, title)
            self._taken[code, own[code]] = name
        left = {code: [slug for slug in slugs if slug != own.get(code)] for code, slugs in self.left(name).items()}
        self._left[name] = {code: slugs for code, slugs in left.items() if slugs}
        return {code: own[code] for code in titles}

    def names(self, name: str) -> Mapping[str, str]:
        """Return the names of the pages of an article, by language; also of languages that it once had."""
        return self._own.get(name, {})

    def entry(self, name: str) -> Entry:
        """Return what a later run needs to know of an article."""
        left = {"left": self._left[name]} if self._left.get(name) else {}
        return {"pages": self._own[name], "slugs": self._kinds[name], **left}

    def left(self, name: str) -> Mapping[str, list[str]]:
        """Return the names that pages of an article had before, by language."""
        return self._left.get(name, {})

    def _new(self, name: str, code: str, title: str) -> str:
        base = (title_slug(title, code) if self._by == "title" else "") or name
        found, count = base, 1
        while is_reserved(found) or self._taken.get((code, found), name) != name:
            found = f"{base}-{digest(name)}" + (f"-{count}" if count > 1 else "")
            count += 1
        return found


def page(code: str, slug: str) -> str:
    """Return the path of a page below the folder of the site."""
    return f"{safe_name(code)}/{slug}.html"
