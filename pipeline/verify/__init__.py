"""Whether a translation, whoever made it, says what its source says: documents in, findings out."""

from pipeline.verify.documents import verify
from pipeline.verify.files import Report, verify_files
from pipeline.verify.segments import MARKUP, Verdict, chosen, findings

__all__ = ["MARKUP", "Report", "Verdict", "chosen", "findings", "verify", "verify_files"]
