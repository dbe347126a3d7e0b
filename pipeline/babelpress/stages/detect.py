"""Stage `detect`: the language of each article, which must be one that the profile translates from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from babelpress.document import VERBATIM, Detection, Finding, Record
from babelpress.errors import UnsupportedLanguage
from babelpress.lang.codes import normal_code
from babelpress.lang.names import english_name
from babelpress.langid.base import Detector
from babelpress.nlp.segmentation import split
from babelpress.stages.foreign import foreign
from babelpress.stages.short_texts import SHORT, is_foreign

FOREIGN_BLOCK = 80
"""Least number of characters for a finding about a single block: shorter ones are misclassified too often."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Detect:
    """Fills `detection`. A declared language is accepted; blocks that seem to be in another language get a finding.

    Attributes:
        detector: Detects the language of a text.
        sources: Codes of the languages that the profile translates from.
        minimum_confidence: Articles detected with less confidence (0 to 1) fail, except short ones where there is only
            one source language (`babelpress.stages.short_texts`).
        foreign: Whether sentences in another language stay as they are (`keep`) or not; findings say so.
    """

    detector: Detector
    sources: tuple[str, ...]
    minimum_confidence: float
    foreign: Literal["keep", "translate"] = "keep"
    name: str = "detect"
    needs: frozenset[str] = frozenset()
    fills: str = "detection"

    @property
    def by(self) -> str:
        """The class name of the detector."""
        return type(self.detector).__name__

    def applies_to(self, record: Record) -> bool:
        """Whether the article could be read."""
        return not record.failures

    def run(self, records: Sequence[Record]) -> list[Record]:
        """Detect the language of each record. Raises `UnsupportedLanguage` with its name and those supported."""
        return [self._one(record) for record in records]

    def _one(self, record: Record) -> Record:
        article = record.article
        seen = self.detector.detect(article.text)
        if article.language:
            stated = normal_code(article.language) or article.language
            detection = Detection(language=stated, confidence=1.0, runner_up=seen.language if seen else None)
        elif seen is None:
            raise UnsupportedLanguage(f"'{article.id}' has no letters to tell a language by")
        elif self._is_short(article.text) and not is_foreign(article.text, seen, self.sources[0]):
            return self._taken(record, seen)
        elif self._is_short(article.text):
            detection = seen
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

    def _is_short(self, text: str) -> bool:
        """Whether a text may be taken for the only language of the profile."""
        return len(self.sources) == 1 and len(text.strip()) < SHORT

    def _taken(self, record: Record, seen: Detection) -> Record:
        """Take a short text for the language of the profile; a finding tells if the detector says another."""
        source = self.sources[0]
        if seen.language == source:
            return replace(record, detection=seen)
        message = (
            f"is short and is translated as {_named(source)}, though it may be {_named(seen.language)} "
            f"(confidence {seen.confidence:.2f}); declare its language with --source"
        )
        finding = Finding(check="language", severity="info", language=source, message=message)
        detection = Detection(language=source, confidence=1 - seen.confidence, runner_up=seen.language)
        return replace(record, detection=detection, findings=(*record.findings, finding))

    def _foreign(self, record: Record, detection: Detection) -> Iterator[Finding]:
        """Yield a finding for each block that is, or has sentences, in another language than the article."""
        for index, block in enumerate(record.article.blocks):
            if block.kind in VERBATIM:
                continue
            message = self._mixed(block.text, detection.language) or self._block(block.text, detection.language)
            if message:
                yield Finding(
                    check="language", severity="warning", language=detection.language, block=index, message=message
                )

    def _mixed(self, text: str, language: str) -> str:
        """Return what to say of a block with sentences in another language; nothing if it has none."""
        sentences = split(text, language).sentences
        found = [code for code in (foreign(one, language, self.detector) for one in sentences) if code]
        if not found:
            return ""
        whole = len(found) == len(sentences)
        read = "reads" if whole else f"{len(found)} of {len(sentences)} sentences read"
        done = (
            ("stays as it is" if whole else "stay as they are")
            if self.foreign == "keep"
            else (f"{'is' if whole else 'are'} translated as {_named(language)}")
        )
        return f"{read} as {_named(found[0])} and {done}"

    def _block(self, text: str, language: str) -> str:
        """Return what to say of a block in another language whose sentences are no clear cases; perhaps nothing."""
        seen = self.detector.detect(text) if len(text) >= FOREIGN_BLOCK else None
        if not seen or seen.language == language or seen.confidence < 0.9:
            return ""
        return (
            f"reads as {_named(seen.language)} (confidence {seen.confidence:.2f}) "
            f"and is translated as {_named(language)}"
        )


def _named(code: str) -> str:
    return f"{english_name(code)} ({code})"
