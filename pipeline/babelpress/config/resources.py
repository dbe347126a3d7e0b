"""Where the data lies that ships with the package: profiles, model cards, embedded weights.

In an installed wheel that is `pipeline/babelpress/data`; in a checkout it is the repository itself.
"""

from pathlib import Path


def _root() -> Path:
    installed = Path(__file__).parents[1] / "data"
    return installed if installed.is_dir() else Path(__file__).parents[3]


CONFIGS = _root() / "configs"
"""Profiles by name: `embedded.yaml`, `opus.yaml`, ..."""

CARDS = _root() / "models" / "cards"
"""Model cards, one YAML file each."""

CALIBRATIONS = _root() / "models" / "calibrations"
"""Calibrations of quality estimates, one JSON file each."""

EMBEDDED = _root() / "models" / "embedded"
"""Weights that need no download: `<name>/ct2`, `<name>/hf`."""
