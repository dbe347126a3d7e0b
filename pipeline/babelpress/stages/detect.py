"""The first stage: in which language is this article, and does anything here translate from it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from babelpress.document import VERBATIM, Detection, Finding, Record
from babelpress.errors import UnsupportedLanguage
from babelpress.lang.names import english_name
from babelpress.langid.base import Detector

FOREIGN_BLOCK = 80
"""Characters from which a single block's language is worth a finding; shorter ones are told wrong too often."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Detect:
    """Fills `detection`. A declared language is believed, and a text that looks otherwise gets a finding."""

    detector: Detector
    sources: tuple[str, ...]
    minimum_confidence: float
    name: str = "detect"
    needs: frozenset[str] = frozenset()
    fills: str = "detection"

    @property
    def by(self) -> str:
        """The detector's class."""
        return type(self.detector).__name__

    def wants(self, record: Record) -> bool:
        """Every article that could be read."""
        return not record.failures

    def run(self, records: Sequence[Record]) -> list[Record]:
        """Tell each record's language. Raises `UnsupportedLanguage` naming it, its confidence and what is taken."""
        return [self._one(record) for record in records]

    def _one(self, record: Record) -> Record:
        article = record.article
        seen = self.detector.detect(article.text)
        if article.language:
            detection = Detection(language=article.language, confidence=1.0, runner_up=seen.language if seen else None)
        elif seen is None:
            raise UnsupportedLanguage(f"'{article.id}' has no letters to tell a language by")
        elif seen.confidence < self.minimum_confidence:
            raise UnsupportedLanguage(
                f"'{article.id}': cannot tell the language, perhaps {_named(seen.language)} "
                f"(confidence {seen.confidence:.2f}); declare it with --source"
            )
        else:
            detection = seen
        if detection.language not in self.sources:
            raise UnsupportedLanguage(
                f"'{article.id}' is in {_named(detection.language)} (confidence {detection.confidence:.2f}); "
                f"this profile translates from {', '.join(map(_named, self.sources))}"
            )
        return replace(record, detection=detection, findings=(*record.findings, *self._foreign(record, detection)))

    def _foreign(self, record: Record, detection: Detection) -> list[Finding]:
        """Name the blocks that are in another language than the article."""
        found = []
        for index, block in enumerate(record.article.blocks):
            if block.kind in VERBATIM or len(block.text) < FOREIGN_BLOCK:
                continue
            seen = self.detector.detect(block.text)
            if seen and seen.language != detection.language and seen.confidence >= 0.9:
                message = (
                    f"reads as {_named(seen.language)} (confidence {seen.confidence:.2f}) "
                    f"and is translated as {_named(detection.language)}"
                )
                found.append(
                    Finding(
                        check="language", severity="warning", language=detection.language, block=index, message=message
                    )
                )
        return found


def _named(code: str) -> str:
    return f"{english_name(code)} ({code})"
