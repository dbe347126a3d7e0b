"""File names that are safe in every file system and in an address, made from the id of an article."""

import hashlib
import re
import unicodedata

_UNSAFE = re.compile(r"(?:[^\w.\-]|\.{2,}+)+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|index)(?:\..*)?", re.IGNORECASE)
"""Device names of Windows, and the page that lists the others."""
_MAX_BYTES = 120


def slug(text: str) -> str:
    """Return an id made from a name: lower case, without accents, words joined by hyphens.

    >>> slug("L'été à Liège.fr")
    'l-ete-a-liege-fr'
    """
    letters = (c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "-", "".join(letters).casefold()).strip("-") or "article"


def safe_name(id: str) -> str:
    """Return a file name for an id: the id itself if it is safe on every system, else a cleaned form with a hash.

    Equal ids give equal names, ids that differ (but for the case of letters) give names that do.

    >>> safe_name("2025-03-01.budget")
    '2025-03-01.budget'
    >>> safe_name("../../etc/passwd")
    'etc-passwd-3754d6cb'
    """
    name = _UNSAFE.sub("-", unicodedata.normalize("NFC", id)).strip(".-")
    name = name.encode()[:_MAX_BYTES].decode(errors="ignore")
    if name == id and name and not _RESERVED.fullmatch(name):
        return name
    return f"{name.rstrip('.-') or 'article'}-{digest(id)}"


def is_reserved(name: str) -> bool:
    """Whether a name cannot be that of a page: `index`, or a device of Windows."""
    return bool(_RESERVED.fullmatch(name))


class Names:
    """Assigns each article of a run a file name of its own.

    `earlier` has the names of earlier runs with their ids: the same article gets the same name again. Names that differ
    only in case count as equal, since some file systems treat them so.
    """

    def __init__(self, earlier: dict[str, str]) -> None:
        self._owners = {name.casefold(): id for name, id in earlier.items()}
        self._used: set[str] = set()

    def claim(self, id: str) -> str:
        """Return the name for the next article with this id; a second article of the same id gets another name."""
        base = safe_name(id)
        name, count = base, 1
        while name.casefold() in self._used or self._owners.get(name.casefold(), id) != id:
            name = f"{base}-{digest(id)}" + (f"-{count}" if count > 1 else "")
            count += 1
        self._used.add(name.casefold())
        return name

    def has(self, name: str) -> bool:
        """Return whether this run claimed a name."""
        return name.casefold() in self._used


def digest(id: str) -> str:
    """Return a short hash of an id or a path."""
    return hashlib.sha256(id.encode(errors="surrogatepass")).hexdigest()[:8]
