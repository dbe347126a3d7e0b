"""Quality assurance (QA): checks that compare a translation, of any origin, with its source and return findings."""

from babelpress.qa.documents import verify
from babelpress.qa.engine import MARKUP, PlacedFinding, findings, select_checks
from babelpress.qa.files import VerifyReport, verify_files

__all__ = ["MARKUP", "PlacedFinding", "VerifyReport", "findings", "select_checks", "verify", "verify_files"]
