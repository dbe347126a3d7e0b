"""What every detector is: a function of a text, built from its `Options`."""

from typing import Protocol

from babelpress.document import Detection


class Detector(Protocol):
    """Tells the language of a text."""

    def detect(self, text: str) -> Detection | None:
        """Give language (ISO 639-1 code), confidence (0 to 1) and runner-up, or None for a text without letters."""
        ...
