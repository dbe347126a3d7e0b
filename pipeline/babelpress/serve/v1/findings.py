"""Findings in `/v1`, and verifications: of a request, and of a job."""

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from babelpress.document import Finding
from babelpress.qa.files import VerifyReport
from babelpress.serve.v1.operations import Faulty, Model


class FindingAnswer(Model):
    """What a check found, or what post-editing changed."""

    check: str
    severity: Literal["severe", "warning", "info"]
    message: str
    source: str
    target: str


class VerificationRequest(Model):
    """A translation of any origin to compare with its source."""

    source: str | list[str] = Field(description="A text, or a list of segments.")
    target: str | list[str] = Field(description="Its translation: a text, or as many segments.")
    source_language: str | None = Field(None, description="None: detected.")
    target_language: str | None = Field(None, description="A code, or a variant such as `pt-BR`; None: detected.")
    checks: list[str] | None = Field(None, description="Names of checks; None: those of the profile.")
    keep: list[str] | None = Field(None, description="Names that must not be translated; None: those of the profile.")


class PlacedAnswer(FindingAnswer):
    """A finding with its place, from 0; None for the whole text or block."""

    segment: int | None
    block: int | None


class VerificationAnswer(Model):
    """The findings in the order of the source; `ok` if none is severe."""

    ok: bool
    source_language: str
    target_language: str
    segments: int = Field(description="The number of pairs that were compared.")
    findings: list[PlacedAnswer]


def finding(found: Finding) -> FindingAnswer:
    """Return a finding as it is told."""
    return FindingAnswer(
        check=found.check,
        severity=found.severity,
        message=found.message,
        source=found.source,
        target=found.target,
    )


def verification(report: VerifyReport) -> VerificationAnswer:
    """Return a report as it is told."""
    return VerificationAnswer(
        ok=report.ok,
        source_language=report.source_language,
        target_language=report.target_language,
        segments=report.segments,
        findings=[PlacedAnswer(**dict(finding(one)), segment=one.segment, block=one.block) for one in report.findings],
    )


def sides(source: str | list[str], target: str | list[str], pointer: str) -> tuple[Sequence[str], Sequence[str]]:
    """Return the segments of a source and of its translation. Raises `Faulty`, at `pointer`, if they are no pairs."""
    left, right = ([one] if isinstance(one, str) else one for one in (source, target))
    if isinstance(source, str) != isinstance(target, str) or len(left) != len(right):
        raise Faulty(pointer, "it must be a text if source is one, else a list of as many segments")
    return left, right
