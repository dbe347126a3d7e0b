"""The pictures of an article: copied from beside its source, or out of it, into the site."""

import logging
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from babelpress.formats.filenames import digest, safe_name

logger = logging.getLogger(__name__)

FOLDER = "images"
"""The folder of a site that has the pictures, in a folder for each article."""

_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"})
"""What browsers show."""
_HEAVIEST = 20_000_000
"""Bytes of a picture."""


class Pictures:
    """The pictures that the pages of one article show.

    Attributes:
        files: What is to be copied to the site: the file or its content, by the path below the site.
    """

    def __init__(self, name: str, *, file: Path | None = None, root: Path | None = None) -> None:
        """Make a collection.

        Args:
            name: The name of the article in the site.
            file: The file of the article, beside which its pictures are.
            root: The folder that pictures must be in; by default that of the file.
        """
        self._folder = f"{FOLDER}/{safe_name(name)}"
        self._file = file
        self._root = (root or file.parent).resolve() if file else None
        self._missing: list[str] = []
        self.files: dict[str, Path | bytes] = {}

    def address(self, source: str, *, at: str = "") -> str:
        """Return where a page finds a picture of the article: a copy, or the address if it is that of one.

        Args:
            source: The address that the article has, relative to its file.
            at: Where a page shows it if it is not beside the file, so that nothing is missing.

        Returns:
            An address relative to a page; empty if there is no such picture.
        """
        if source.startswith(f"../{self._folder}/"):
            return source
        path = self._local(source, told=not at.startswith(("https://", "http://")))
        if path is None:
            return ""
        return self._copied(path.name, str(path), path)

    def add(self, name: str, data: bytes) -> str:
        """Take a picture out of a document.

        Args:
            name: Its name in the document.
            data: Its bytes.

        Returns:
            Its address relative to a page; empty if browsers do not show its format.
        """
        if Path(name).suffix.lower() not in _SUFFIXES or len(data) > _HEAVIEST:
            return ""
        return self._copied(Path(name).name, name, data)

    def _copied(self, name: str, origin: str, content: Path | bytes) -> str:
        """Return the address of a copy; another picture of the same name gets the digest of where it comes from."""
        place = f"{self._folder}/{safe_name(name)}"
        if self.files.setdefault(place, content) != content:
            place = f"{self._folder}/{digest(origin)}-{safe_name(name)}"
            self.files[place] = content
        return f"../{quote(place)}"

    def tell(self) -> None:
        """Warn of pictures that are not beside the article."""
        if self._missing:
            more = f" and {len(self._missing) - 1} more" if len(self._missing) > 1 else ""
            logger.warning(
                "%s: the picture %s%s is not there, or not in %s", self._file, self._missing[0], more, self._root
            )

    def _local(self, source: str, *, told: bool) -> Path | None:
        if self._file is None or self._root is None:
            return None
        try:
            parts = urlsplit(source.strip())
        except ValueError:
            return None
        if parts.scheme or parts.netloc or not parts.path:
            return None
        path = unquote(parts.path)
        if Path(path).suffix.lower() not in _SUFFIXES:
            return None
        near = self._root / path.lstrip("/") if path.startswith("/") else self._file.parent / path
        try:
            found = near.resolve()
            if found.is_file() and found.is_relative_to(self._root) and found.stat().st_size <= _HEAVIEST:
                return found
        except (OSError, ValueError):
            pass
        if told and source not in self._missing:
            self._missing.append(source)
        return None
