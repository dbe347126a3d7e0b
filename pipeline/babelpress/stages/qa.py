"""Stage `verify.<language>`: compares a translation with its source, by sentence and by paragraph."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from babelpress.document import VERBATIM, Finding, Record, Translation
from babelpress.formats.base import Guarded, Measured, Verifying
from babelpress.formats.document_writer import document_format
from babelpress.formats.untranslated import message
from babelpress.nlp.names.evidence import gather
from babelpress.nlp.terminology import Glossary
from babelpress.qa.base import SegmentPair
from babelpress.qa.checks.terminology import TERMS
from babelpress.qa.checks.terminology import check as check_terms
from babelpress.qa.engine import PlacedPair, run_checks
from babelpress.translation.scheduler import current_caller

_KEPT = frozenset({"foreign", "budget"})
"""Flags of segments that stay in the language of the source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verify:
    """Fills `findings.<language>`.

    Attributes:
        language: ISO 639-1 code of the version.
        checks: Names of the checks to run.
        variant: Tag of the variant whose typography the version must have (`pt-BR`).
        keep: Names that must not be translated.
        glossaries: Glossaries into this language by the code of the source language.
    """

    language: str
    checks: frozenset[str]
    variant: str = ""
    keep: tuple[str, ...] = ()
    glossaries: Mapping[str, Glossary]

    @property
    def name(self) -> str:
        """`verify.nl`."""
        return f"verify.{self.language}"

    @property
    def needs(self) -> frozenset[str]:
        """The version to check."""
        return frozenset({f"translation.{self.language}"})

    @property
    def fills(self) -> str:
        """`findings.nl`."""
        return f"findings.{self.language}"

    @property
    def by(self) -> str:
        """The names of the checks."""
        return ", ".join(sorted(self.checks))

    def applies_to(self, record: Record) -> bool:
        """Whether the record has this version."""
        return record.translation(self.language) is not None

    def run(self, records: Sequence[Record]) -> list[Record]:
        """Add the findings to each record."""
        return [self._checked(record) for record in records]

    def _checked(self, record: Record) -> Record:
        version = record.translation(self.language)
        if version is None:
            return record
        names = self.checks | {TERMS}
        placed = run_checks(self._placed(record, version), names, apart=True)
        found = tuple(one.finding for one in placed)
        others = (*self._by_format(record, version), *self._untranslated(record))
        return replace(record, findings=(*record.findings, *found, *others))

    def _untranslated(self, record: Record) -> list[Finding]:
        """Return the finding that counts what the format of the document leaves as it is."""
        what = message(record.article.blocks)
        return [Finding(check="untranslated", severity="info", language=self.language, message=what)] if what else []

    def _by_format(self, record: Record, version: Translation) -> list[Finding]:
        """Return findings for texts that are too long for their format, read as markup in it, or not translated."""
        made = document_format(record.article.format)
        finding = partial(Finding, language=self.language)
        found: list[Finding] = []
        if isinstance(made, Measured):
            message = "has lines that are longer than a subtitle's may be"
            found += [
                finding(check="layout", severity="warning", block=block, message=message)
                for block in made.overlong(version.blocks)
            ]
        if isinstance(made, Verifying):
            message = "the document is not read as it is meant: a text here, or beside it, became markup"
            found += [
                finding(check="markup", severity="severe", block=block, message=message)
                for block in made.misread(version.blocks, language=self.language)
            ]
        if isinstance(made, Guarded):
            found += [
                finding(
                    check="verbatim", severity="severe", block=block, message=f"the text of the source stays: {why}"
                )
                for block, why in made.left_alone(version.blocks, language=self.language)
            ]
        return found

    def _placed(self, record: Record, version: Translation) -> Iterator[PlacedPair]:
        """Yield the segment pairs of each block, followed by the whole block as one pair."""
        language = record.language or ""
        glossary, variant = self.glossaries.get(language), self.variant
        if caller := current_caller():
            glossary = caller.glossaries.get((language, self.language), glossary)
            variant = caller.variants.get(self.language, variant)
        frame = SegmentPair(
            source="",
            target="",
            source_language=language,
            target_language=self.language,
            variant=variant,
            keep=(*self.keep, *(glossary.keep if glossary else ())),
            article=gather((block.text for block in record.article.blocks if block.kind not in VERBATIM), language),
        )
        for block, group in groupby(enumerate(version.segments), key=lambda item: item[1].block):
            own = list(group)
            translated = [(index, segment) for index, segment in own if not _KEPT.intersection(segment.flags)]
            for index, segment in translated:
                pair = replace(frame, source=segment.source, target=segment.target)
                terms: tuple[Finding, ...] = check_terms(pair, glossary) if glossary else ()
                yield PlacedPair(pair, block, index, known=terms)
            texts = (record.article.blocks[block].text, version.blocks[block].text)
            if len(translated) < len(own):
                texts = (
                    " ".join(segment.source for _, segment in translated),
                    " ".join(segment.target for _, segment in translated),
                )
            if not translated:
                continue
            yield PlacedPair(replace(frame, source=texts[0], target=texts[1]), block, None, wide=True)
