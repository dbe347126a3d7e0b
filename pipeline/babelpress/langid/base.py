"""The protocol of a language detector: a class built from its `Options`, with one method."""

from typing import Protocol

from babelpress.document import Detection


class Detector(Protocol):
    """Detects the language of a text."""

    def detect(self, text: str) -> Detection | None:
        """Detect the language of a text.

        Args:
            text: A text of any length; detectors look at a bounded sample of it.

        Returns:
            Language (ISO 639-1 code), confidence (0 to 1) and runner-up, or None for a text without letters.
        """
        ...
