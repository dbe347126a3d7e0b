"""The model store: where weights lie, how they get there (`pull`, `convert`) and whether they are right (`verify`).

`load` is what a run calls. Every function takes `models_dir`, the folder of pulled and converted models, and
uses the user's cache folder without it.
"""

from pipeline.store.conversion import convert, convert_folder
from pipeline.store.hub import pull
from pipeline.store.loading import load, verify
from pipeline.store.place import Lock, Store, default_models_dir

__all__ = ["Lock", "Store", "convert", "convert_folder", "default_models_dir", "load", "pull", "verify"]
