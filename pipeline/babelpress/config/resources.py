"""Paths of the data that is shipped with the package: profiles, model cards, calibrations, embedded weights.

In an installed wheel they are below `babelpress/data`, in a checkout below the root of the repository.
"""

from pathlib import Path


def _root() -> Path:
    installed = Path(__file__).parents[1] / "data"
    return installed if installed.is_dir() else Path(__file__).parents[3]


CONFIGS = _root() / "configs"
"""Folder of the shipped profiles: `embedded.yaml`, `opus.yaml`, ..."""

CARDS = _root() / "models" / "cards"
"""Folder of the shipped model cards, one YAML file each."""

CALIBRATIONS = _root() / "models" / "calibrations"
"""Folder of the shipped calibrations of quality estimates, one JSON file each."""

EMBEDDED = _root() / "models" / "embedded"
"""Folder of the shipped weights: `<name>/ct2` or `<name>/student`."""
