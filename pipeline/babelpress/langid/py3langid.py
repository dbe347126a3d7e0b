"""Detection by py3langid: pure Python and numpy, model and code under BSD-3-Clause; an extra of its own.

Slower to start (0.9 s) and larger (120 MB) than fastText; better at telling a small language from a large related one.
"""

from babelpress._internal.installing import install
from babelpress.document import Detection
from babelpress.errors import ModelUnavailable
from babelpress.langid.sampling import SampleOptions, vote


class LangidDetector:
    """Detects one of 131 languages. Raises `ModelUnavailable` where py3langid is not installed."""

    Options = SampleOptions

    def __init__(self, options: SampleOptions) -> None:
        try:
            from py3langid.langid import MODEL_FILE, LanguageIdentifier
        except ModuleNotFoundError as error:
            raise ModelUnavailable(f"py3langid is not installed; run: {install('langid')}") from error
        self.options = options
        self._engine = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

    def detect(self, text: str) -> Detection | None:
        """Return language, confidence and runner-up, or None for a text without letters."""
        return vote(text, self._rank, max_characters=self.options.max_characters)

    def _rank(self, text: str) -> list[tuple[str, float]]:
        return [(str(language), float(probability)) for language, probability in self._engine.rank(text)[:5]]
