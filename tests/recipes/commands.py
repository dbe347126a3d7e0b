"""The commands under models/recipes, loaded from where they are: others are called `run` too."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

FOLDER = Path(__file__).parents[2] / "models" / "recipes"


def load(name: str) -> ModuleType:
    spec = spec_from_file_location(f"recipes_{name}", FOLDER / f"{name}.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
