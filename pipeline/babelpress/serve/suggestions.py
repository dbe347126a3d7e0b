"""Translations that readers suggest: kept for an editor to look at, in a file of JSON Lines."""

import json
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from babelpress.serve.refusal import Refusal

_MOST = 100 * 1024 * 1024
"""Bytes of the file from which nothing more is taken."""


class Suggestions:
    """Appends suggestions to a file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._turn = Lock()

    def add(self, text: str, better: str, *, source: str, target: str) -> None:
        """Keep a suggestion. Raises `Refusal` if there are too many."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        row = {"time": now, "source": source, "target": target, "text": text, "suggestion": better}
        with self._turn:
            if self._path.exists() and self._path.stat().st_size > _MOST:
                raise Refusal(403, "Suggestions are disabled on this server.")
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
